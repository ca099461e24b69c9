using Goldthread.App.Develop.Pictures;
using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;

namespace Goldthread.Web.Pages.Develop.Logic;

/// <summary>The logic model: from what goes in to what is different for people, with what is taken for granted on the way.</summary>
public sealed class ModelModel : PicturePage<LogicModel>
{
    /// <summary>Boxes that are drawn at most: more nobody can follow.</summary>
    public const int MostBoxes = 120;

    protected override string Place => "logic/model";

    protected override IReadOnlyCollection<string> Lists => [LogicStep.List];

    protected override LogicModel Look(PlanDocument document) => LogicModel.Of(document, Shipped.Data.Words, Shipped.LogicWords);

    /// <value>Steps that the picture leaves out.</value>
    public int LeftOut => Math.Max(0, View.Lines.Count - MostBoxes);

    /// <value>The model as a picture.</value>
    public Component Picture
    {
        get
        {
            // Those that lead to each other stand together: of many, the first of each column.
            var drawn =
                View.Lines.Count <= MostBoxes
                    ? View.Lines
                    : [.. View.Lines.GroupBy(l => l.Step.Kind).SelectMany(g => g.Take(MostBoxes / 5))];
            return new ColumnsPicture(
                ColumnsLayout.Of(
                    ["What goes in", "What is done", "What comes out of it", "What is different for people", "What it adds up to"],
                    [
                        .. drawn.Select(l => new ColumnBox(l.Step.Id, (int)(l.Step.Kind ?? LogicKind.Activity), l.Text)
                        {
                            Href = AddressOf<LogicStep>(l.Step.Id),
                            Note = l.Step.Term is { } term ? Capital(Words.Read(term)) : null,
                            Wrong = l.Wrong,
                        }),
                    ],
                    drawn.SelectMany(l => l.From.Select(f => (f.Id, l.Step.Id)))
                ),
                "Logic model",
                $"From left to right: what goes in, what is done, what comes out of it, what is different for people, and what it adds up to. {View.Sentence}"
            );
        }
    }

    /// <inheritdoc/>
    protected override (DataTable Table, string Name)? Exported => (Table(), $"{PlanId}-logic-model");

    /// <summary>The same as a table.</summary>
    public DataTable Table() =>
        new()
        {
            Id = "as-table",
            Caption = "Steps of the logic model",
            Columns =
            [
                new("Step"),
                new("Kind") { IsKey = true },
                new("How soon"),
                new("Comes from"),
                new("Taken for granted"),
                new("What is wrong") { IsKey = true },
            ],
            Rows = OnThisPage(View.Lines)
                .Select(l =>
                    (IReadOnlyList<Inline>)
                        [
                            LinkTo<LogicStep>(l.Step.Id, l.Text),
                            l.Step.Kind is { } kind ? Capital(Words.Read(kind)) : "Not said",
                            l.Step.Term is { } term ? Capital(Words.Read(term)) : "",
                            Several.Of([.. l.From.Select(f => f.Text ?? "A step")]),
                            l.Step.Assumption,
                            l.Wrong ?? "Nothing",
                        ]
                ),
        };
}
