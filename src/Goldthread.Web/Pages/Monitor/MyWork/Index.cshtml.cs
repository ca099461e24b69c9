using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Monitor.MyWork;

/// <summary>What waits for this person: late and coming actions, figures that are owed, reviews, plans to approve, and what moved.</summary>
public sealed class IndexModel(FirstVisit firstVisit) : GoldthreadPage
{
    const int Most = 50;

    public IReadOnlyList<Line> Late { get; private set; } = [];
    public IReadOnlyList<Line> Coming { get; private set; } = [];
    public IReadOnlyList<Line> Reviews { get; private set; } = [];
    public IReadOnlyList<Figure> Owed { get; private set; } = [];
    public IReadOnlyList<Figure> Moved { get; private set; } = [];
    public IReadOnlyList<(string Id, string Title)> ToApprove { get; private set; } = [];
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
                parts.Add(Late.Count == 1 ? "1 action is late" : $"{Late.Count} actions are late");
            if (Owed.Count > 0)
                parts.Add(Owed.Count == 1 ? "1 measure waits for a figure" : $"{Owed.Count} measures wait for figures");
            if (Reviews.Count > 0)
                parts.Add(Reviews.Count == 1 ? "1 review is due" : $"{Reviews.Count} reviews are due");
            if (ToApprove.Count > 0)
                parts.Add(ToApprove.Count == 1 ? "1 plan waits for approval" : $"{ToApprove.Count} plans wait for approval");
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
            })
            .Take(2000)
            .ToListAsync(Cancel);
        Plans = plans.Count;
        ToApprove = [.. plans.Where(p => p.Status is "consulted" && Actor.May(Permission.Approve, p.Path)).Select(p => (p.Id, p.Title))];
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
                && ((i.List == "actions" && i.State != "done" && i.State != "cancelled") || (i.List == "reviews" && i.State == "planned"))
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
            .Take(500)
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
            .Where(l => l.IsMine || Actor.May(Permission.WritePlans, paths[l.Plan]))
            .OrderByDescending(l => l.IsMine)
            .ThenBy(l => l.Due)
            .ToList();
        Late = [.. lines.Where(l => l.List == "actions" && l.Due < today).Take(Most)];
        Coming = [.. lines.Where(l => l.List == "actions" && l.Due >= today).Take(Most)];
        Reviews = [.. lines.Where(l => l.List == "reviews").Take(Most)];
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
