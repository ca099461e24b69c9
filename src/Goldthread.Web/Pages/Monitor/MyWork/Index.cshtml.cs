using Goldthread.App.Develop.Findings;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Monitor.MyWork;

/// <summary>What waits for this person: late and coming actions, figures that are owed, reviews, plans to approve, and what moved.</summary>
public sealed class IndexModel(FirstVisit firstVisit) : GoldthreadPage
{
    const int Most = 50;
    const int MostPlans = 20;
    const int MostLines = 500;

    public IReadOnlyList<Line> Late { get; private set; } = [];
    public int LateCount { get; private set; }

    /// <value>Plans with more late actions than are shown here.</value>
    public IReadOnlyList<(string Plan, string Title, int Count)> LateElsewhere { get; private set; } = [];

    public IReadOnlyList<Line> Coming { get; private set; } = [];
    public IReadOnlyList<Line> Reviews { get; private set; } = [];
    public IReadOnlyList<Figure> Owed { get; private set; } = [];
    public IReadOnlyList<Figure> Moved { get; private set; } = [];
    public IReadOnlyList<(string Id, string Title, Inline Found)> ToApprove { get; private set; } = [];

    /// <value>Required actions of inspections that are due; for who assures.</value>
    public IReadOnlyList<Line> Required { get; private set; } = [];

    /// <value>Changes and waivers that an approver is asked to agree to.</value>
    public IReadOnlyList<Line> ToAgree { get; private set; } = [];

    /// <value>Waivers that end within two weeks.</value>
    public IReadOnlyList<Line> Ending { get; private set; } = [];

    /// <value>Plans in which errors or warnings stand, the worst first; for who writes or assures them.</value>
    public IReadOnlyList<(string Id, string Title, Inline Found)> ToMend { get; private set; } = [];

    /// <value>How many plans those are in all.</value>
    public int ToMendCount { get; private set; }
    public int Plans { get; private set; }
    public bool IsExample => firstVisit.IsExample;

    /// <value>The way to a first plan, where there is none yet and the person may take it.</value>
    public IReadOnlyList<Step> Steps { get; private set; } = [];

    /// <summary>A step on the way to a first plan.</summary>
    public sealed record Step(string Text, string Why, string Href, bool IsDone);

    public bool MayStart => Actor.MaySomewhere(Permission.WritePlans);

    /// <summary>An action or a review.</summary>
    public sealed record Line(
        string Plan,
        string PlanTitle,
        string List,
        string Id,
        string Title,
        DateOnly? Due,
        string? State,
        bool IsMine
    );

    /// <summary>A measure.</summary>
    public sealed record Figure(
        string Plan,
        string PlanTitle,
        string Id,
        string Title,
        DateOnly? Last,
        double? Latest,
        string Variation,
        string? Assurance
    );

    /// <value>The sentence that opens the page.</value>
    public string Lead
    {
        get
        {
            List<string> parts = [];
            if (Late.Count > 0)
                parts.Add(
                    LateCount == 1 ? "1 action is late"
                    : LateCount >= MostLines ? $"{MostLines} actions or more are late"
                    : $"{LateCount} actions are late"
                );
            if (Owed.Count > 0)
                parts.Add(Owed.Count == 1 ? "1 measure waits for a figure" : $"{Owed.Count} measures wait for figures");
            if (Reviews.Count > 0)
                parts.Add(Reviews.Count == 1 ? "1 review is due" : $"{Reviews.Count} reviews are due");
            if (ToApprove.Count > 0)
                parts.Add(ToApprove.Count == 1 ? "1 plan waits for approval" : $"{ToApprove.Count} plans wait for approval");
            if (ToAgree.Count > 0)
                parts.Add(ToAgree.Count == 1 ? "1 thing waits for you to agree" : $"{ToAgree.Count} things wait for you to agree");
            if (Required.Count > 0)
                parts.Add(Required.Count == 1 ? "1 required action is due" : $"{Required.Count} required actions are due");
            if (ToMendCount > 0)
                parts.Add(ToMendCount == 1 ? "1 plan has findings to mend" : $"{ToMendCount} plans have findings to mend");
            return Steps.Count > 0 ? "Nothing is here yet. Three steps lead to the first plan."
                : parts.Count == 0 ? "Nothing is late and nothing is owed."
                : string.Join(". ", parts) + ".";
        }
    }

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        var today = DateOnly.FromDateTime(Clock.GetLocalNow().DateTime);
        var soon = today.AddDays(14);
        // Joined in each query, not handed over as a list of ids: the SQL stays the same however many plans there are, and is written once.
        var open = Db.Plans.VisibleTo(Actor).Where(p => p.RemovedAt == null && p.Status != "closed");
        var plans = await open.OrderBy(p => p.Title)
            .Select(p => new
            {
                p.Id,
                p.Title,
                p.Status,
                p.Area!.Path,
                p.Revision,
                Kept = Db.Settings.Where(s => s.Name == KeptFindings.Setting + p.Id).Select(s => s.Value).FirstOrDefault(),
            })
            .Take(2000)
            .ToListAsync(Cancel);
        Plans = plans.Count;
        var findings = HttpContext.RequestServices.GetRequiredService<KeptFindings>();
        ToApprove =
        [
            .. plans
                .Where(p => p.Status is "consulted" && Actor.May(Permission.Approve, p.Path))
                .Take(Most)
                .Select(p => (p.Id, p.Title, Counted.Of(p.Id, findings.Look(p.Id, p.Revision, p.Kept)))),
        ];
        var found = plans
            .Where(p => Actor.May(Permission.WritePlans, p.Path) || Actor.May(Permission.Assure, p.Path))
            .Select(p => (Plan: p, Look: findings.Look(p.Id, p.Revision, p.Kept)))
            .Where(p => p.Look.Counts is not { Errors: 0, Warnings: 0 })
            .OrderByDescending(p => p.Look.Counts?.Errors)
            .ThenByDescending(p => p.Look.Counts?.Warnings)
            .ToList();
        ToMendCount = found.Count;
        ToMend = [.. found.Take(MostPlans).Select(p => (p.Plan.Id, p.Plan.Title, Counted.Of(p.Plan.Id, p.Look)))];
        var titles = plans.ToDictionary(p => p.Id, p => p.Title);
        if (titles.Count == 0)
        {
            if (MayStart)
                await ShowStepsAsync();
            return;
        }
        var due = await open.Join(Db.Items, p => p.Id, i => i.Owner, (p, i) => i)
            .Where(i =>
                i.RemovedAt == null
                && i.Due <= soon
                && (
                    (i.List == "actions" && i.State != "done" && i.State != "cancelled")
                    || (i.List == "regulatory_actions" && i.State != "closed")
                    || (i.List == "reviews" && i.State == "planned")
                )
            )
            .OrderBy(i => i.Due)
            .Select(i => new
            {
                i.Owner,
                i.List,
                i.Id,
                i.Title,
                i.Due,
                i.State,
                i.Person,
            })
            .Take(MostLines)
            .ToListAsync(Cancel);
        var paths = plans.ToDictionary(p => p.Id, p => p.Path);
        // Whoever has a place on the staff list sees what is theirs; whoever leads an area sees all of it.
        var lines = due.Select(i => new Line(
                i.Owner,
                titles[i.Owner],
                i.List,
                i.Id,
                i.Title,
                i.Due,
                i.State,
                i.Person is not null && Actor.StaffIn(paths[i.Owner]).Contains(i.Person)
            ))
            .Where(l =>
                l.IsMine
                || Actor.May(Permission.WritePlans, paths[l.Plan])
                || (l.List == "regulatory_actions" && Actor.May(Permission.Assure, paths[l.Plan]))
            )
            .OrderByDescending(l => l.IsMine)
            .ThenBy(l => l.Due)
            .ToList();
        var late = lines.Where(l => l.List == "actions" && l.Due < today).ToList();
        LateCount = late.Count;
        Late = [.. late.Take(MostPlans)];
        LateElsewhere = [.. late.Skip(MostPlans).GroupBy(l => l.Plan).Take(MostPlans).Select(g => (g.Key, titles[g.Key], g.Count()))];
        Coming = [.. lines.Where(l => l.List == "actions" && l.Due >= today).Take(Most)];
        Reviews = [.. lines.Where(l => l.List == "reviews").Take(Most)];
        Required = [.. lines.Where(l => l.List == "regulatory_actions").Take(Most)];
        var asked = (
            await open.Join(Db.Items, p => p.Id, i => i.Owner, (p, i) => i)
                .Where(i =>
                    i.RemovedAt == null
                    && (
                        (i.State == "asked" && (i.List == "waivers" || i.List == "adaptations"))
                        || (i.List == "waivers" && i.Due >= today && i.Due <= soon)
                    )
                )
                .OrderBy(i => i.Due)
                .Select(i => new
                {
                    i.Owner,
                    i.List,
                    i.Id,
                    i.Title,
                    i.Due,
                    i.State,
                })
                .Take(500)
                .ToListAsync(Cancel)
        ).Select(i => new Line(i.Owner, titles[i.Owner], i.List, i.Id, Check.Find(i.Title)?.Title ?? i.Title, i.Due, i.State, false));
        ToAgree = [.. asked.Where(l => l.State == "asked" && Actor.May(Permission.Approve, paths[l.Plan])).Take(Most)];
        Ending =
        [
            .. asked
                .Where(l =>
                    l.State == "agreed" && (Actor.May(Permission.WritePlans, paths[l.Plan]) || Actor.May(Permission.Approve, paths[l.Plan]))
                )
                .Take(Most),
        ];
        var measures = await Db
            .Series.Where(s => open.Any(p => p.Id == s.Plan))
            .Join(
                Db.Items.Where(i => i.List == "measures" && i.RemovedAt == null),
                s => new { Owner = s.Plan, Id = s.Measure },
                i => new { i.Owner, i.Id },
                (s, i) =>
                    new
                    {
                        i.Owner,
                        i.Id,
                        i.Title,
                        i.Body,
                        i.Person,
                        s.Last,
                        s.Latest,
                        s.Variation,
                        s.Assurance,
                    }
            )
            .OrderBy(s => s.Last)
            .Take(500)
            .ToListAsync(Cancel);
        Figure One(string plan, string id, string title, DateOnly? last, double? latest, string variation, string? assurance) =>
            new(plan, titles[plan], id, title, last, latest, variation, assurance);
        Owed =
        [
            .. measures
                .Where(m =>
                    (
                        Actor.May(Permission.WritePlans, paths[m.Owner])
                        || (m.Person is not null && Actor.StaffIn(paths[m.Owner]).Contains(m.Person))
                    ) && (m.Last is null || Freshness.IsStale(ItemRows.Word<Frequency>(m.Body, "frequency"), m.Last, today))
                )
                .Take(Most)
                .Select(m => One(m.Owner, m.Id, m.Title, m.Last, m.Latest, m.Variation, m.Assurance)),
        ];
        Moved =
        [
            .. measures
                .Where(m =>
                    m.Variation.StartsWith("improvement", StringComparison.Ordinal)
                    || m.Variation.StartsWith("concern", StringComparison.Ordinal)
                )
                .OrderByDescending(m => m.Variation.StartsWith("concern", StringComparison.Ordinal))
                .ThenByDescending(m => m.Last)
                .Take(20)
                .Select(m => One(m.Owner, m.Id, m.Title, m.Last, m.Latest, m.Variation, m.Assurance)),
        ];
    }

    async Task ShowStepsAsync()
    {
        var lists = await Db
            .Items.Where(i => i.RemovedAt == null && (i.List == "strategy.values" || i.List == "strategy.objectives"))
            .Select(i => i.List)
            .Distinct()
            .ToListAsync(Cancel);
        var areas = await Db.Areas.CountAsync(a => a.ParentId != null && a.RemovedAt == null, Cancel);
        Steps =
        [
            new(
                "Write down the strategy",
                "What the organisation is there for, and two or three things that it wants to reach.",
                "/strategy",
                lists.Contains("strategy.objectives")
            ),
            .. Actor.MaySomewhere(Permission.Administer)
                ? new[]
                {
                    new Step(
                        "Add the area that the plan is for",
                        "A home, a ward, a team: what one manager answers for.",
                        "/areas/add",
                        areas > 0
                    ),
                }
                : [],
            new(
                "Start the plan",
                "Its objectives, actions and measures come in its own pages, one question at a time.",
                "/plans/add",
                false
            ),
        ];
    }
}
