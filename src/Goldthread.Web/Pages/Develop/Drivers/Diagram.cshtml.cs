using System.ComponentModel.DataAnnotations;
using Goldthread.App.Develop.Pictures;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Develop.Drivers;

/// <summary>The driver diagram: from what is to be reached to the ideas that are tried.</summary>
public sealed class DiagramModel : PicturePage<DriverDiagram>
{
    /// <summary>Boxes that are drawn at most: more nobody can follow.</summary>
    public const int MostBoxes = 120;

    protected override string Place => "drivers/diagram";

    protected override IReadOnlyCollection<string> Lists => [Objective.List, Driver.List, Measure.List, ImprovementCycle.List];

    protected override DriverDiagram Look(PlanDocument document) => DriverDiagram.Of(document);

    /// <value>The objective that is drawn alone; null for all.</value>
    [FromQuery(Name = "objective")]
    [MaxLength(200)]
    public string? Chosen { get; set; }

    /// <value>The objectives to choose from.</value>
    public IReadOnlyList<Option> Objectives =>
        [new("All of them", ""), .. View.Objectives.Take(500).Select(o => new Option(o.Objective.Title, o.Objective.Id))];

    /// <value>The drivers that are shown.</value>
    public IReadOnlyList<DriverDiagram.Line> Lines => string.IsNullOrEmpty(Chosen) ? View.Lines : View.LeadingTo(Chosen);

    /// <value>Drivers that the picture leaves out.</value>
    public int LeftOut => Math.Max(0, Lines.Count - MostBoxes);

    /// <value>The diagram as a picture.</value>
    public Component Picture
    {
        get
        {
            var drawn = Lines.Take(MostBoxes).ToList();
            var parents = drawn.SelectMany(l => l.Parents).Where(p => p.IsObjective).Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
            List<ColumnBox> boxes =
            [
                .. View
                    .Objectives.Where(o => parents.Contains(o.Objective.Id) && (string.IsNullOrEmpty(Chosen) || o.Objective.Id == Chosen))
                    .Select(o => new ColumnBox("o/" + o.Objective.Id, 0, o.Objective.Title)
                    {
                        Href = AddressOf<Objective>(o.Objective.Id),
                        Note = o.Measures.Count == 0 ? "No measure shows it" : "Shown by " + Several.Of(o.Measures, 1),
                    }),
                .. drawn.Select(l => new ColumnBox("d/" + l.Driver.Id, ColumnOf(l.Driver.Kind), l.Text)
                {
                    Href = AddressOf<Driver>(l.Driver.Id),
                    Note = l.Measures.Count == 0 ? null : "Shown by " + Several.Of(l.Measures, 1),
                    Wrong = l.Wrong,
                }),
                .. drawn
                    .SelectMany(l => l.Cycles)
                    .DistinctBy(c => c.Id)
                    .Select(c => new ColumnBox("c/" + c.Id, 4, c.ChangeIdea ?? "A cycle")
                    {
                        Href = AddressOf<ImprovementCycle>(c.Id),
                        Note = c.Act is { } act ? Capital(Words.Read(act)) : "Still going",
                    }),
            ];
            var layout = ColumnsLayout.Of(
                ["What is to be reached", "What it hangs on", "What that hangs on", "Ideas to try", "Cycles that try them"],
                boxes,
                drawn.SelectMany(l =>
                    l.Parents.Select(p => ((p.IsObjective ? "o/" : "d/") + p.Id, "d/" + l.Driver.Id))
                        .Concat(l.Cycles.Select(c => ("d/" + l.Driver.Id, "c/" + c.Id)))
                )
            );
            return new ColumnsPicture(
                layout,
                "Driver diagram",
                $"From left to right: what is to be reached, what it hangs on, what that hangs on, ideas, and the cycles that try them. {View.Sentence}"
            );
        }
    }

    static int ColumnOf(DriverKind? kind) =>
        kind switch
        {
            DriverKind.Secondary => 2,
            DriverKind.Idea => 3,
            _ => 1,
        };

    /// <inheritdoc/>
    protected override (DataTable Table, string Name)? Exported => (Table(), $"{PlanId}-driver-diagram");

    /// <summary>The same as a table.</summary>
    public DataTable Table() =>
        new()
        {
            Id = "as-table",
            Caption = "Drivers and what they lead to",
            Columns =
            [
                new("Driver"),
                new("Kind"),
                new("Leads to") { IsKey = true },
                new("Shown by"),
                new("Tried in"),
                new("What is missing") { IsKey = true },
            ],
            Rows = OnThisPage(Lines)
                .Select(l =>
                    (IReadOnlyList<Inline>)
                        [
                            LinkTo<Driver>(l.Driver.Id, l.Text),
                            l.Driver.Kind is { } kind ? Capital(Words.Read(kind)) : "Not said",
                            Several.Of([.. l.Parents.Select(p => p.Title)]),
                            Several.Of([.. l.Measures]),
                            Several.Of([.. l.Cycles.Select(c => c.ChangeIdea ?? "A cycle")]),
                            l.Wrong ?? "Nothing",
                        ]
                ),
        };
}
