using System.Globalization;
using Goldthread.App.Develop.Findings;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Develop.Health;

/// <summary>What the checks find in the plan: counted by group and stage, filtered by the address, each one click from where it is mended.</summary>
public sealed class IndexModel : PlanPage
{
    /// <summary>Findings on one page.</summary>
    public const int PageSize = 50;

    protected override Stage? Current => Stage.Develop;
    protected override string? CurrentList => "health";

    [FromQuery(Name = "severity")]
    public string? Severe { get; set; }

    [FromQuery(Name = "stage")]
    public string? Staged { get; set; }

    [FromQuery(Name = "group")]
    public string? Grouped { get; set; }

    [FromQuery(Name = "check")]
    public string? Checked { get; set; }

    /// <value><c>waived</c> for what is let stand, <c>away</c> for the advice that is put away; else what stands.</value>
    [FromQuery(Name = "show")]
    public string? Show { get; set; }

    [FromQuery(Name = "page")]
    public int Number { get; set; } = 1;

    /// <value>The findings of this page, in the order of their checks.</value>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <value>How many fit the filters.</value>
    public int Total { get; private set; }

    public int Away { get; private set; }
    public IReadOnlyList<(Stage Stage, IReadOnlyList<Finding> Standing)> Stages { get; private set; } = [];
    public IReadOnlyList<(string Group, string Letter, IReadOnlyList<Finding> Standing)> Groups { get; private set; } = [];

    /// <value>Waivers that end within two weeks, soonest first.</value>
    public IReadOnlyList<Finding> Ending { get; private set; } = [];

    public bool IsFiltered => Severe is not null || Staged is not null || Grouped is not null || Checked is not null;

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        await FindAsync();
        Number = Math.Clamp(Number, 1, 10_000);
        Away = Found.All.Count(Found.IsAway);
        var soon = Today.AddDays(EndsSoon);
        Ending = [.. Found.All.Where(f => Found.WaiverOf(f)?.Expires <= soon).OrderBy(f => Found.WaiverOf(f)!.Expires).Take(PageSize)];
        var standing = Found.All.Where(Found.Stands).ToList();
        Stages = [.. standing.GroupBy(f => f.Check.Stage).OrderBy(g => g.Key).Select(g => (g.Key, (IReadOnlyList<Finding>)[.. g]))];
        Groups =
        [
            .. standing
                .GroupBy(f => f.Check.Group)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => (g.Key[2..], g.Key[..1], (IReadOnlyList<Finding>)[.. g])),
        ];
        var shown = (
            Show switch
            {
                "waived" => Found.All.Where(f => f.Waived),
                "away" => Found.All.Where(Found.IsAway),
                _ => standing,
            }
        )
            .Where(f => Severe is null || Words.Written(f.Severity) == Severe)
            .Where(f => Staged is null || Words.Written(f.Check.Stage) == Staged)
            .Where(f => Grouped is null || f.Check.Group[..1] == Grouped)
            .Where(f => Checked is null || f.Check.Id == Checked)
            .OrderBy(f => f.Severity)
            .ThenBy(f => f.Check.Id, StringComparer.Ordinal)
            .ToList();
        Total = shown.Count;
        Findings = IsSheet ? shown : [.. shown.Skip((Number - 1) * PageSize).Take(PageSize)];
        if (!IsSheet)
            return;
        string[] lists = [.. Findings.Select(f => f.List).Where(l => l.Length > 0).Distinct()];
        var (strategy, area) = (Strategy, Area);
        names = (
            await Seen
                .Items.Where(i => (i.Owner == PlanId || i.Owner == strategy || i.Owner == area) && lists.Contains(i.List))
                .Select(i => new
                {
                    i.List,
                    i.Id,
                    i.Title,
                })
                .ToListAsync(Cancel)
        ).DistinctBy(i => (i.List, i.Id)).ToDictionary(i => (i.List, i.Id), i => i.Title);
    }

    Dictionary<(string List, string Id), string> names = [];

    /// <inheritdoc/>
    protected override (DataTable Table, string Name)? Exported =>
        (
            new()
            {
                Caption = "Findings",
                Columns =
                [
                    new("Weight"),
                    new("Check"),
                    new("What it is about"),
                    new("What was found"),
                    new("Why it matters"),
                    new("What to do"),
                    new("Accepted until"),
                ],
                Rows = Findings.Select(f =>
                    (IReadOnlyList<Inline>)
                        [
                            PlanPage.Capital(Words.Read(f.Severity)),
                            $"{f.Check.Id} {f.Check.Title}",
                            f.Thing is { } thing
                                ? $"{PlanPage.Capital(thing.Noun)}: {names.GetValueOrDefault((f.List, Found.RowOf(f))) ?? f.Key}"
                                : "The plan as a whole",
                            f.Message,
                            FindingLines.Sentence(f.Check.Why),
                            FindingLines.Sentence(f.Check.Fix),
                            Found.WaiverOf(f)?.Expires is { } end ? Days.Read(end) : "",
                        ]
                ),
            },
            $"{PlanId}-findings"
        );

    /// <summary>Waivers that end within so many days are named.</summary>
    public const int EndsSoon = 14;

    /// <summary>Puts advice away or takes it back, and shows the same list again.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm(Name = "put")] string? put, [FromForm(Name = "back")] string? back)
    {
        await FindPlanAsync();
        var (check, about) = (put ?? back ?? "").Split(' ', 2) is [var first, var second] ? (first, second) : (put ?? back ?? "", null);
        await Writer.RunAsync(Actor, work => PutAway.RunAsync(work, PlanId, check, about, put is null), Cancel);
        return Done(
            With("page", Number == 1 ? null : Number.ToString(CultureInfo.InvariantCulture)),
            put is null ? "It counts again." : "It is hidden. You can show it again under “What is hidden”."
        );
    }

    /// <summary>The address of this list with one thing changed; the first page of it.</summary>
    public string With(string name, string? value)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["severity"] = Severe,
            ["stage"] = Staged,
            ["group"] = Grouped,
            ["check"] = Checked,
            ["show"] = Show,
            [name] = value,
        };
        return To.With(To.Plan(PlanId) + "/health", query);
    }

    /// <summary>The filters in force, in words.</summary>
    public IReadOnlyList<(string, string)> Chips()
    {
        var chips = new List<(string, string)>();
        if (Severe is not null)
            chips.Add(
                ($"Weight: {(Words.TryParse<Severity>(Severe, out var severity) ? Words.Read(severity) : Severe)}", With("severity", null))
            );
        if (Staged is not null)
            chips.Add(($"Mended in: {Staged}", With("stage", null)));
        if (Grouped is not null)
            chips.Add(($"Group: {Groups.FirstOrDefault(g => g.Letter == Grouped).Group ?? Grouped}", With("group", null)));
        if (Checked is not null)
            chips.Add(($"Check: {Check.Find(Checked)?.Title ?? Checked}", With("check", null)));
        if (Show is "waived" or "away")
            chips.Add((Show is "waived" ? "Accepted for now" : "Hidden", With("show", null)));
        return chips;
    }
}
