using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Goldthread.App.Develop.Areas;
using Goldthread.App.Implement;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;
using Goldthread.Domain.Strategy;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Action = Goldthread.Domain.Implement.Action;
using Calendar = Goldthread.App.Implement.Statutory;

namespace Goldthread.Web.Pages.Implement.Statutory;

/// <summary>
/// What comes back for services of this kind in this nation: by law, by contract, and as often as the service decides, never mixed. Each is added to the
/// plan as an action that comes back.
/// </summary>
public sealed class IndexModel : PlanPage
{
    static readonly Thing Actions = Thing.Of<Action>();

    /// <inheritdoc/>
    protected override Stage? Current => Stage.Implement;

    /// <inheritdoc/>
    protected override string? CurrentList => "statutory";

    [BindProperty(Name = "line")]
    [MaxLength(100)]
    public string? Line { get; set; }

    [BindProperty(Name = "due")]
    [MaxLength(40, ErrorMessage = "Write a day, such as 31 3 2027.")]
    public string? Due { get; set; }

    [BindProperty(Name = "accountable")]
    [MaxLength(200)]
    public string? Accountable { get; set; }

    [BindProperty(Name = "every")]
    [MaxLength(20)]
    public string? Every { get; set; }

    [BindProperty(Name = "of")]
    [MaxLength(10, ErrorMessage = "Write a whole number from 1 to 99.")]
    public string? Of { get; set; }

    Jurisdiction? nation;
    Area area = null!;
    ILookup<string, Action> own = Enumerable.Empty<Action>().ToLookup(a => "");

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field is "due" or "accountable" or "every" or "of" ? $"{field}-{Line}" : field ?? "";

    /// <value>The lines under what they rest on; none where there are none.</value>
    public IReadOnlyList<(string Heading, string Text, IReadOnlyList<StatutoryLine> Lines)> Groups { get; private set; } = [];

    /// <value>For whom it is, in a sentence.</value>
    public string Lead =>
        nation is not { } where
            ? "Say in the strategy in which nation the organisation works, or on the area who inspects it: then what comes back by law is listed here."
        : Groups.Count == 0 ? $"Nothing is known to come back for these services in {Nation(where)}."
        : $"What comes back for {(area.ServiceTypes.Count == 0 ? "any service" : string.Join(" and ", area.ServiceTypes.Select(s => Words.Read(s))))} in {Nation(where)}. It does not stand for advice: look at the law where it matters.";

    static string Nation(Jurisdiction nation) => Capital(Words.Read(nation));

    /// <value>Whoever can answer for it.</value>
    public IReadOnlyList<Option> People => [new Option("Choose somebody", ""), .. StaffList.Select(s => new Option(s.Role, s.Id))];

    /// <value>The rhythms to choose from.</value>
    public IReadOnlyList<Option> Rhythms =>
        [new Option("Choose", ""), .. Enum.GetValues<Rhythm>().Select(r => new Option("Every " + Words.Read(r), Words.Written(r)))];

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        area = AreaRows.Read(Plan.Area!);
        nation = await BankHolidays.NationAsync(Db, Strategy, Plan.Area!, Cancel);
        var bodies = await SeenItems
            .Where(i => i.List == Action.List && i.RemovedAt == null && i.Body.Contains("\"calendar\":\""))
            .OrderBy(i => i.Position)
            .Select(i => i.Body)
            .ToListAsync(Cancel);
        own = bodies
            .Select(b => (Action)Actions.Shape.FromJson(b))
            .Where(a => a.Repeats?.Calendar is not null)
            .ToLookup(a => a.Repeats!.Calendar!, StringComparer.Ordinal);
        var lines = Calendar.Calendar.For(nation, area.ServiceTypes).ToLookup(l => l.Basis);
        Groups =
        [
            .. new[]
            {
                ("By law", "The figure stands in the law.", StatutoryBasis.Law),
                ("By contract, not by law", "A contract or a regulator expects it; no law gives the figure.", StatutoryBasis.Contract),
                (
                    "Set by your own assessment",
                    "The law asks for it and gives no figure. How often it comes back is yours to decide and to write down; what is usual is a suggestion.",
                    StatutoryBasis.OwnAssessment
                ),
            }
                .Select(g => (g.Item1, g.Item2, (IReadOnlyList<StatutoryLine>)[.. lines[g.Item3]]))
                .Where(g => g.Item3.Count > 0),
        ];
    }

    /// <summary>How often, in words; of what the service decides, what is usual.</summary>
    public string HowOften(StatutoryLine line)
    {
        if (line.Every is not { } every)
            return "Set by your own assessment.";
        var often = line.Of is { } of and > 1 ? $"every {of} {Words.Read(every)}s" : $"every {Words.Read(every)}";
        if (line.By is { } by)
            often += $", by {line.NextDay(new(2027, 1, 1))!.Value.ToString("d MMMM", CultureInfo.InvariantCulture)}";
        return line.IsFirm ? Capital(often) + "." : $"Set by your own assessment; usual is {often}.";
    }

    /// <summary>The actions of the plan that answer a line, the newest last: the way there, and when it is due.</summary>
    public IReadOnlyList<(Link Link, string Due)> InPlan(StatutoryLine line) =>
        [
            .. own[line.Id]
                .OrderBy(a => !a.IsOpen)
                .ThenBy(a => a.Due)
                .Take(1)
                .Select(a =>
                    (
                        new Link(a.Title, To.Item(PlanId, Actions, a.Id)),
                        !a.IsOpen ? "(done or cancelled)"
                        : a.Due is { } due ? $"due {Days.Read(due)}"
                        : ""
                    )
                ),
        ];

    /// <summary>What stands in the question for the first day.</summary>
    public string? DueOf(StatutoryLine line) =>
        Line == line.Id ? Due
        : line.NextDay(Today) is { } day ? Days.Read(day)
        : null;

    /// <summary>What stands in the question for how often.</summary>
    public string? EveryOf(StatutoryLine line) =>
        Line == line.Id ? Every
        : line.Every is { } every ? Words.Written(every)
        : null;

    /// <summary>What stands in the question for every how many.</summary>
    public string? OfLine(StatutoryLine line) => Line == line.Id ? Of : line.Of?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Adds a line to the plan.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await FindPlanAsync();
        List<Refusal> refusals = [];
        DateOnly? due = null;
        if (!string.IsNullOrWhiteSpace(Due))
        {
            if (Days.TryRead(Due, out var day))
                due = day;
            else
                refusals.Add(new("due", "Write a day, such as 31 3 2027."));
        }
        int? of = null;
        if (!string.IsNullOrWhiteSpace(Of))
        {
            if (int.TryParse(Of, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                of = number;
            else
                refusals.Add(new("of", "Write a whole number from 1 to 99."));
        }
        Rhythm? every = Words.TryParse<Rhythm>(Every ?? "", out var rhythm) ? rhythm : null;
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        var id = await Writer.RunAsync(Actor, work => Calendar.AddAsync(work, PlanId, Line ?? "", due, Accountable, every, of), Cancel);
        return Done(
            $"{To.Plan(PlanId)}/implement/statutory#line-{Line}",
            "It is in the plan. Closing it makes the next one.",
            new("Open it", To.Item(PlanId, Actions, id))
        );
    }
}
