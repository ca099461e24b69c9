using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Things;
using Microsoft.AspNetCore.Html;

namespace Goldthread.Web.Pages.Develop.Plans;

/// <summary>Carries a plan over: what the next one is called and when it is, and of each line whether it comes along, and how.</summary>
public sealed class CarryOverModel : PlanMoveModel
{
    /// <summary>A list of more lines than this goes over, or stays, as a whole.</summary>
    const int MostLines = 200;

    /// <inheritdoc/>
    public override MoveKind Kind { get; } = MoveKind.Find(null, "carry-over")!;

    /// <value>What is asked of the plan itself.</value>
    public IReadOnlyList<Field> Own { get; } = [.. ((string[])["title", "starts", "ends"]).Select(n => Shape.Of<CarryOverPlan>()[n])];

    /// <value>What may go over.</value>
    public IReadOnlyList<CarriedLines.Group> Groups { get; private set; } = [];

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        await base.ShowAsync();
        if (!IsTurn)
            return;
        if (!HttpMethods.IsPost(Request.Method))
        {
            Form.Answers = new();
            // The next year, unless somebody says otherwise.
            Form.Answers.Propose("starts", Days.Read(Plan.Ends.AddDays(1)));
            Form.Answers.Propose("ends", Days.Read(Plan.Ends.AddYears(1)));
        }
        var document = (await PlanQueries.LoadAsync(Db, Plan.Id, Actor, Cancel))!;
        var starts = Days.TryRead(Form.Answers["starts"].ToString(), out var first) ? first : Plan.Ends.AddDays(1);
        var ends = Days.TryRead(Form.Answers["ends"].ToString(), out var last) && last > starts ? last : starts.AddYears(1).AddDays(-1);
        Groups = new CarriedLines(document, starts, ends).Offered();
    }

    /// <summary>Is each line of the list asked about?</summary>
    public bool IsListed(CarriedLines.Group group) => Groups.Sum(g => g.Lines.Count) <= MostLines || group.List is Objective.List;

    /// <summary>What is worded anew most: what was to be reached by the end of the year.</summary>
    public bool MayChange(CarriedLines.Group group) => group.List is Objective.List && group.Lines.Count <= MostLines;

    /// <summary>Which of a list stay behind.</summary>
    public IHtmlContent Leaving(CarriedLines.Group group) =>
        new Checkboxes
        {
            Name = "leave",
            IdPrefix = ShapeForm.IdOf("leave-" + group.List),
            Fieldset = new Fieldset
            {
                Legend = new Label { Text = Capital(group.Plural), Size = "m" },
            },
            Hint = new Hint { Text = "Tick what stays behind." },
            Small = true,
            Values = Left,
            Items = IsListed(group)
                ? [.. group.Lines.Select(l => new Choice(l.Title, l.Key))]
                : [new Choice($"All {group.Lines.Count:N0} stay behind", group.List)],
        };

    IReadOnlyList<string> Left =>
        [.. Form.Answers["leave"].OfType<string>().SelectMany(l => l.Split('\n', StringSplitOptions.TrimEntries))];

    /// <summary>How something is worded, by when, and whether it stays behind.</summary>
    public IHtmlContent Changing(int place, CarriedLines.Line line)
    {
        var (item, title, due) = ($"changes[{place}].item", $"changes[{place}].title", $"changes[{place}].due");
        var content = new HtmlContentBuilder();
        content.AppendFormat("<input type=\"hidden\" name=\"{0}\" value=\"{1}\">", item, line.Key);
        content.AppendHtml(
            FormParts.Line(
                ViewData.ModelState,
                title,
                $"Objective {place + 1} in the new plan",
                Form.Answers.Sends(title) ? Form.Answers[title].ToString() : line.Title
            )
        );
        var day =
            Form.Answers.Sends(due) ? Form.Answers[due].ToString()
            : line.Due is { } on ? Days.Read(on)
            : "";
        content.AppendHtml(
            FormParts.Line(ViewData.ModelState, due, $"By when is objective {place + 1} reached?", day, "For example, 1 Apr 2026.") with
            {
                Width = 10,
            }
        );
        content.AppendHtml(
            new Checkboxes
            {
                Name = "leave",
                IdPrefix = ShapeForm.IdOf("leave-" + line.Key),
                Small = true,
                Values = Left,
                Items = [new Choice($"Objective {place + 1} stays behind", line.Key)],
            }
        );
        return content;
    }
}
