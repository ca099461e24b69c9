using System.Globalization;
using Goldthread.App.Develop.Findings;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Domain.Strategy;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Monitor.MyWork;

/// <summary>What waits for this person: late and coming actions, figures that are owed, reviews, plans to approve, and what moved.</summary>
public class IndexModel(FirstVisit firstVisit) : GoldthreadPage
{
    const int Most = 50;
    const int MostPlans = 20;
    const int MostSeen = 2000;

    /// <value>What waits in the plans that they see.</value>
    public Waits Waits { get; private set; } = Waits.Nothing;

    /// <value>Plans that wait for this person's approval.</value>
    public IReadOnlyList<(string Id, string Title, Inline Found)> ToApprove { get; private set; } = [];

    /// <value>Plans in which errors or warnings stand, the worst first; for who writes or assures them.</value>
    public IReadOnlyList<(string Id, string Title, Inline Found)> ToMend { get; private set; } = [];

    /// <value>How many plans those are in all.</value>
    public int ToMendCount { get; private set; }

    /// <value>When they looked here on the day before this one; null for the first time in this browser.</value>
    public DateOnly? LookedOn { get; private set; }

    /// <value>Those who are away, for whom they stand in today.</value>
    public IReadOnlyList<StandIn> StandsInFor => Actor.StandsInFor;

    /// <value>What moved by figures that were entered since they last looked.</value>
    public IReadOnlyList<Waits.Figure> MovedSince => LookedOn is { } day ? MovedFrom(day) : [];

    /// <summary>What moved by figures that were entered on a day or later: what stood as it stands now before them did not.</summary>
    protected IReadOnlyList<Waits.Figure> MovedFrom(DateOnly day) =>
        [.. Waits.Moved.Where(f => !f.Stood && f.Entered is { } at && ServiceTime.DayOf(at) >= day)];

    /// <value>What moved before.</value>
    public IReadOnlyList<Waits.Figure> MovedBefore => [.. Waits.Moved.Except(MovedSince)];

    /// <summary>Something that this person decides, or has somebody decide.</summary>
    /// <param name="What">What it is.</param>
    /// <param name="Kind">What kind of decision.</param>
    /// <param name="Due">By when; null for no day.</param>
    /// <param name="Plan">The plan.</param>
    public sealed record Decision(Inline What, string Kind, DateOnly? Due, (string Id, string Title) Plan);

    /// <value>What is to be decided: plans, changes, reviews, accepted gaps, risks.</value>
    public IReadOnlyList<Decision> ToDecide
    {
        get
        {
            static Decision One(Waits.Line line, string kind, string title, string? href = null) =>
                new(
                    Inline.Of(new Link(title, href ?? To.Item(line.Plan, Thing.Find(line.List)!, line.Id))),
                    kind,
                    line.Due,
                    (line.Plan, line.PlanTitle)
                );
            return
            [
                .. ToApprove.Select(p => new Decision(
                    Inline.Of(new Link(p.Title, To.Plan(p.Id) + "/approve")),
                    "To approve: a plan",
                    null,
                    (p.Id, p.Title)
                )),
                .. Waits.ToAgree.Select(l =>
                    l.List is Waiver.List
                        ? One(l with { Due = null }, "To agree to: a gap", "Accept for now: " + l.Title, To.Plan(l.Plan) + "/approve")
                        : One(l with { Due = null }, "To agree to: a change", "A change of the plan", To.Plan(l.Plan) + "/approve")
                ),
                .. Waits.Reviews.Select(l => One(l, "A review", l.Title)),
                .. Waits.Risks.Select(l => One(l, "A risk to look at", l.Title)),
                .. Waits.Ending.Select(l => One(l, "An accepted gap that ends", l.Title, To.Plan(l.Plan) + "/health?show=waived")),
            ];
        }
    }

    /// <summary>The day on which this browser showed the page last before today is kept in it; nothing of the plans is.</summary>
    void Look(DateOnly today)
    {
        const string name = "looked";
        var days = (Request.Cookies[name] ?? "")
            .Split('.')
            .Take(2)
            .Select(t =>
                DateOnly.TryParseExact(t, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                    ? day
                    : (DateOnly?)null
            )
            .ToList();
        var (last, before) = (days.FirstOrDefault(), days.Skip(1).FirstOrDefault());
        LookedOn = last == today ? before : last;
        if (last == today)
            return;
        var text = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Response.Cookies.Append(
            name,
            LookedOn is { } day ? text + "." + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : text,
            new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                Secure = Request.IsHttps,
                MaxAge = TimeSpan.FromDays(365),
                Path = "/",
            }
        );
    }

    /// <summary>All that waits, in one table.</summary>
    protected override (DataTable Table, string Name)? Exported
    {
        get
        {
            IEnumerable<IReadOnlyList<Inline>> Lines(string kind, IEnumerable<Waits.Line> lines) =>
                lines.Select(l => (IReadOnlyList<Inline>)[kind, l.Title, l.Due is { } due ? Days.Read(due) : "", l.PlanTitle]);
            return (
                new()
                {
                    Caption = "My work",
                    Columns = [new("Kind"), new("What"), new("Due or newest"), new("Plan")],
                    Rows =
                    [
                        .. Lines("Late", Waits.Late),
                        .. Lines("A question to answer", Waits.Questions),
                        .. Waits.Owed.Select(f =>
                            (IReadOnlyList<Inline>)["A figure to enter", f.Title, f.At.Last is { } last ? Days.Read(last) : "", f.PlanTitle]
                        ),
                        .. Lines("Asked by inspectors", Waits.Required),
                        .. Lines("Due soon", Waits.Coming),
                        .. Lines("Due later", Waits.Later),
                        .. ToDecide.Select(d =>
                            (IReadOnlyList<Inline>)[d.Kind, d.What, d.Due is { } due ? Days.Read(due) : "", d.Plan.Title]
                        ),
                        .. Waits.Services.Select(s =>
                            (IReadOnlyList<Inline>)
                                ["A service", $"{s.Why}. {s.Late} late, {s.Worse} worse, {s.Required} asked", "", s.Title]
                        ),
                        .. Waits.Moved.Select(f =>
                            (IReadOnlyList<Inline>)
                                ["Moved", $"{f.Title}: {f.Says}", f.At.Last is { } last ? Days.Read(last) : "", f.PlanTitle]
                        ),
                    ],
                },
                "my-work"
            );
        }
    }

    public int Plans { get; private set; }
    public bool IsExample => firstVisit.IsExample;

    /// <value>The way to a first plan, where there is none yet and the person may take it.</value>
    public IReadOnlyList<Step> Steps { get; private set; } = [];

    /// <summary>A step on the way to a first plan.</summary>
    public sealed record Step(string Text, string Why, string Href, bool IsDone);

    /// <value>True for who leads, approves or assures: the week in one screen is for them.</value>
    public bool Leads =>
        Actor.MaySomewhere(Permission.WritePlans) || Actor.MaySomewhere(Permission.Approve) || Actor.MaySomewhere(Permission.Assure);

    public bool MayStart => Actor.MaySomewhere(Permission.WritePlans);

    /// <value>The sentence that opens the page.</value>
    public string Lead
    {
        get
        {
            List<string> parts = [];
            if (Waits.Late.Count > 0)
                parts.Add(
                    Waits.LateCount == 1 ? "1 action is late"
                    : Waits.LateCount >= Waits.MostLines ? $"{Waits.MostLines} actions or more are late"
                    : $"{Waits.LateCount} actions are late"
                );
            if (Waits.Owed.Count > 0)
                parts.Add(Waits.Owed.Count == 1 ? "1 measure waits for a figure" : $"{Waits.Owed.Count} measures wait for figures");
            if (Waits.Reviews.Count > 0)
                parts.Add(Waits.Reviews.Count == 1 ? "1 review is due" : $"{Waits.Reviews.Count} reviews are due");
            if (ToApprove.Count > 0)
                parts.Add(ToApprove.Count == 1 ? "1 plan waits for approval" : $"{ToApprove.Count} plans wait for approval");
            if (Waits.ToAgree.Count > 0)
                parts.Add(
                    Waits.ToAgree.Count == 1 ? "1 thing waits for you to agree" : $"{Waits.ToAgree.Count} things wait for you to agree"
                );
            if (Waits.Risks.Count > 0)
                parts.Add(Waits.Risks.Count == 1 ? "1 risk is to be looked at" : $"{Waits.Risks.Count} risks are to be looked at");
            if (Waits.Required.Count > 0)
                parts.Add(Waits.Required.Count == 1 ? "1 required action is due" : $"{Waits.Required.Count} required actions are due");
            if (ToMendCount > 0)
                parts.Add(ToMendCount == 1 ? "1 plan has things to finish" : $"{ToMendCount} plans have things to finish");
            return Steps.Count > 0 ? "Nothing is here yet. Three steps lead to the first plan."
                : parts.Count == 0 ? Quiet()
                : string.Join(". ", parts) + ".";
        }
    }

    /// <summary>Nothing waits for them; what is late elsewhere, in services that they lead too, is said all the same.</summary>
    protected string Quiet(string nothing = "Nothing is late and nothing is owed.") =>
        (Waits.LateSeen + Waits.LateCount) switch
        {
            0 => nothing,
            1 => "Nothing of yours is late; 1 action is, in the plans that you see.",
            var many => $"Nothing of yours is late; {many:N0} actions are, in the plans that you see.",
        };

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        var today = Clock.Today();
        Look(today);
        var open = Seen.Plans.Where(p => p.Status != "closed");
        var rows = await open.OrderBy(p => p.Title)
            .ThenBy(p => p.Id)
            .Select(p => new { Plan = new SeenPlan(p.Id, p.Title, p.Status, p.Area!.Path, p.Revision), Kept = p.Found })
            .Take(MostSeen)
            .ToListAsync(Cancel);
        Plans = rows.Count;
        if (rows.Count == 0)
        {
            if (MayStart)
                await ShowStepsAsync();
            return;
        }
        var findings = HttpContext.RequestServices.GetRequiredService<KeptFindings>();
        ToApprove =
        [
            .. rows.Where(p => p.Plan.Status is "consulted" && Actor.May(Permission.Approve, p.Plan.Path))
                .Take(Most)
                .Select(p => (p.Plan.Id, p.Plan.Title, Counted.Of(p.Plan.Id, findings.Look(p.Plan.Id, p.Plan.Revision, p.Kept)))),
        ];
        var found = rows.Where(p => Actor.May(Permission.WritePlans, p.Plan.Path) || Actor.May(Permission.Assure, p.Plan.Path))
            .Select(p => (p.Plan, Look: findings.Look(p.Plan.Id, p.Plan.Revision, p.Kept)))
            .Where(p => p.Look.Counts is not { Errors: 0, Warnings: 0 })
            .OrderByDescending(p => p.Look.Counts?.Errors)
            .ThenByDescending(p => p.Look.Counts?.Warnings)
            .ToList();
        ToMendCount = found.Count;
        ToMend = [.. found.Take(MostPlans).Select(p => (p.Plan.Id, p.Plan.Title, Counted.Of(p.Plan.Id, p.Look)))];
        SeenPlan[] plans = [.. rows.Select(r => r.Plan)];
        Waits = await HttpContext
            .RequestServices.GetRequiredService<KeptByPerson>()
            .OfAsync(Actor, plans, today, () => Waits.LoadAsync(Seen, Actor, open, plans, today, Cancel));
    }

    async Task ShowStepsAsync()
    {
        var lists = await Seen
            .Items.Where(i => i.RemovedAt == null && (i.List == Value.List || i.List == StrategicObjective.List))
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
                lists.Contains(StrategicObjective.List)
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
