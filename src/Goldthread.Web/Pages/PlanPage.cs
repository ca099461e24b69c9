using Goldthread.App.Develop.Findings;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages;

/// <summary>
/// A page in a plan's workspace: finds the plan (invisible is 404), says where in the cycle one is, and lists what is in the stage. One query, and another after a change.
/// </summary>
public abstract class PlanPage : GoldthreadPage
{
    PlanCounts counts = PlanCounts.None;

    /// <value>The plan's id, from the address.</value>
    [FromRoute(Name = "plan")]
    public string PlanId { get; set; } = "";

    /// <value>The plan's row with its area.</value>
    public PlanRow Plan { get; private set; } = null!;

    /// <value>What of the plan is hidden from this person.</value>
    protected internal Hidden Hidden { get; private set; } = Hidden.Nothing;

    /// <value>The items of the plan that this person sees, removed ones among them.</value>
    protected IQueryable<ItemRow> SeenItems => Seen.Items.Where(i => i.Owner == PlanId);

    /// <value>The owner of the strategy that the plan follows, or null.</value>
    protected internal string? Strategy => Plan.StrategyId is { } id ? StrategyRow.OwnerOf(id) : null;

    /// <value>The owner of the lists of the plan's area.</value>
    protected internal string Area => AreaRow.OwnerOf(Plan.AreaId);

    /// <summary>The owner of the items of a list of the plan.</summary>
    protected internal string OwnerOf(Thing thing) => Holder.Of(Plan).OwnerOf(thing) ?? PlanId;

    /// <value>The stage whose tab is marked; null for the plan as a whole.</value>
    protected abstract Stage? Current { get; }

    /// <value>The list that is marked in the side list, or null.</value>
    protected virtual string? CurrentList => null;

    /// <value>From value to where one is; what hangs on nothing is cut.</value>
    public IReadOnlyList<Knot> Sight { get; protected internal set; } = [];

    /// <value>Today where the service is.</value>
    public DateOnly Today => Clock.Today();

    /// <value>True where the person writes plans here, and this one is not closed.</value>
    public bool MayWrite => !Plan.IsClosed && Actor.May(Permission.WritePlans, Plan.Area!.Path);

    /// <value>True where the person approves plans here, and this one is not closed.</value>
    public bool MayApprove => !Plan.IsClosed && Actor.May(Permission.Approve, Plan.Area!.Path);

    /// <summary>The moves that this person can make now: of the plan, or of one of its items.</summary>
    /// <param name="thing">The list of the item; null for the plan itself.</param>
    /// <param name="part">As it is.</param>
    /// <param name="person">The staff id of whoever answers for it, or null.</param>
    protected internal IReadOnlyList<MoveKind> MovesOf(Thing? thing, Part part, string? person) =>
        [
            .. MoveKind
                .On(thing)
                .Where(m => (thing is null || !Plan.IsClosed) && Acceptance.MayMove(Actor, Plan.Area!.Path, m, person) && m.IsTurn(part)),
        ];

    /// <summary>The moves of the plan that this person can make now.</summary>
    public IReadOnlyList<MoveKind> MovesOfPlan() => MovesOf(null, PlanRows.Read(Plan).Plan!, null);

    /// <summary>True where the person may go to where a finding is mended: the plan, or for what is the strategy's, the strategy.</summary>
    public bool MayMend(Finding finding) =>
        (finding.Thing?.Stage ?? finding.Check.Stage) is Stage.Strategy && (finding.Thing is not null || finding.Field is null)
            ? MayWriteStrategy || (MayWrite && finding.Field is "in_scope")
            : MayWrite;

    /// <value>True where the person writes the strategy: an administrator, or a planner of the whole organisation.</value>
    public bool MayWriteStrategy =>
        new Holder(StrategyRow.Prefix, Plan.Area!.Path[..(Plan.Area.Path.IndexOf('/', 1) + 1)], false, null, null).MayWrite(Actor);

    /// <value>From the approval on, some changes owe a reason.</value>
    public bool IsApproved => Plan.IsApproved;

    /// <value>What the checks find, once <see cref="FindAsync"/> has looked.</value>
    public PlanFound Found { get; private set; } = null!;

    /// <value>Where the person is on the way through what is to be finished before approval; null where they are not on it.</value>
    public FinishWalk? Way => FinishWalk.From(PlanId, Request);

    /// <summary>Goes on; on the way through what is to be finished, to the next stop.</summary>
    protected internal override IActionResult Done(string address, string? notice = null, ShellLink? next = null)
    {
        if (Way is not { } walk)
            return base.Done(address, notice, next);
        TempData.Remove("Shown");
        return base.Done(walk.Onward, notice);
    }

    /// <summary>Looks what the checks find in the plan: worked out once for a revision of it and a day.</summary>
    protected internal async Task FindAsync() =>
        Found = await HttpContext.RequestServices.GetRequiredService<KeptFindings>().OfAsync(Db, Plan, Actor, Hidden, Cancel);

    /// <summary>As <see cref="FindAsync"/>, with the whole plan.</summary>
    protected async Task<PlanDocument> FindWithDocumentAsync()
    {
        (Found, var document) = await HttpContext
            .RequestServices.GetRequiredService<KeptFindings>()
            .WithDocumentAsync(Db, Plan, Actor, Cancel);
        return document;
    }

    /// <summary>How many findings stand, as far as it is known without loading the plan; worked out behind the page where it is not.</summary>
    public (FindingCounts? Counts, bool IsNow) FoundSoFar() =>
        HttpContext.RequestServices.GetRequiredService<KeptFindings>().Look(PlanId, Plan.Revision, null);

    /// <summary>The next page says what is mended and what is new, compared with what the form showed.</summary>
    /// <param name="shown">The findings that the form showed, one a line, as <see cref="Mending.Line"/> writes them.</param>
    protected internal void CompareNext(string? shown) =>
        TempData["Shown"] = string.Join(
            '\n',
            (shown ?? "")
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Where(l => l.Length < 90 && Check.Find(l.Split(' ')[0]) is not null)
                .Take(20)
        );

    /// <summary>Adds to the notice of what was saved what it mended, what is new, and what is left.</summary>
    /// <param name="list">The list of what was saved; empty for the plan itself.</param>
    /// <param name="key">Its key.</param>
    /// <param name="noun">What it is: "objective".</param>
    protected void Compare(string list, string key, string noun)
    {
        if (TempData["Shown"] is not string text || TempData.Peek("Notice") is not string notice)
            return;
        var shown = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var now = Found.All.Where(Found.Stands).Select(Mending.Line).ToHashSet(StringComparer.Ordinal);
        var left = Found.About(list, key).Where(Found.Stands).ToList();
        List<string> parts = [notice];
        var mended = shown.Where(l => !now.Contains(l)).Select(l => Check.Find(l.Split(' ')[0])!.Title).Distinct().ToList();
        if (mended.Count > 0)
            parts.Add($"Mended: {Some(mended)}.");
        var news = left.Where(f => !shown.Contains(Mending.Line(f))).Select(f => f.Check.Title).Distinct().ToList();
        if (news.Count > 0)
            parts.Add($"New: {Some(news)}.");
        parts.Add(
            left.Count switch
            {
                0 => $"The checks find nothing on this {noun} now.",
                1 => $"1 finding left on this {noun}.",
                var count => $"{count} findings left on this {noun}.",
            }
        );
        TempData["Notice"] = string.Join(' ', parts);

        static string Some(List<string> titles) =>
            string.Join("; ", titles.Take(3).Select((t, i) => i == 0 ? t : char.ToLowerInvariant(t[0]) + t[1..]))
            + (titles.Count > 3 ? $" and {titles.Count - 3} more" : "");
    }

    /// <summary>How many items a list has.</summary>
    public int CountOf(string list) => counts.All(list);

    /// <summary>How many items of a list are late.</summary>
    public int LateIn(string list) => counts.Late(list);

    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync()
    {
        await FindPlanAsync();
        return await ShowNowAsync();
    }

    /// <summary>Shows the page, once its plan is found.</summary>
    /// <param name="status">Its status.</param>
    protected internal async Task<IActionResult> ShowNowAsync(int status = StatusCodes.Status200OK)
    {
        await ShowAsync();
        SetHead();
        Response.StatusCode = status;
        return AsFile() ?? Page();
    }

    /// <inheritdoc/>
    public override async Task<IActionResult> AgainAsync()
    {
        await FindPlanAsync();
        var result = await base.AgainAsync();
        SetHead();
        return result;
    }

    /// <summary>Finds the plan and counts its lists.</summary>
    /// <exception cref="Missing">There is none, or the person may not see it.</exception>
    protected internal async Task FindPlanAsync()
    {
        var found = await PlanQueries.RowAsync(Db, PlanId, Cancel);
        if (found is null || !Actor.May(Permission.See, found.Area!.Path))
            throw new Missing("plan");
        Plan = found;
        var today = Today;
        // Counted once for everybody; who sees what of it is asked each time.
        var kept = await Kept.OfAsync(Plan, today, () => PlanCounts.OfAsync(Db, PlanId, Strategy, Area, today, Cancel));
        (counts, Hidden) = kept.SeenBy(Actor, Plan.Area!.Path);
    }

    /// <summary>The name of somebody who is or was on the plan's staff list, or null where there is no such person.</summary>
    protected internal string? Staff(string? id) => counts.Staff(id);

    /// <value>Whoever is on the plan's staff list now, by their role.</value>
    protected IEnumerable<(string Id, string Role)> StaffList => counts.People;

    /// <summary>A reference by the columns of a row; null where what it names is hidden.</summary>
    protected string? Named(string list, string? id) => id is null || Hidden.Has(list, id) ? null : id;

    /// <summary>What is the same for everybody who sees the same of the plan, worked out anew once anything of the plan has changed.</summary>
    /// <param name="today">Today.</param>
    /// <param name="work">Works it out.</param>
    /// <param name="item">The item that it is of, as <c>actions/A1</c>; empty for the plan as a whole.</param>
    protected internal ValueTask<T> KeptAsync<T>(DateOnly today, Func<Task<T>> work, string item = "")
        where T : class => Kept.OfAsync(Plan, today, work, item, Hidden.Key);

    KeptByPlan Kept => HttpContext.RequestServices.GetRequiredService<KeptByPlan>();

    /// <summary>Sets the head of the plan for the layout; after the page has found its line of sight.</summary>
    protected void SetHead()
    {
        Stage[] stages = [Stage.Develop, Stage.Implement, Stage.Monitor, Stage.Evaluate];
        HttpContext.Features.Set(
            new PlanHead(Plan.Title, To.Plan(PlanId))
            {
                Area = Plan.Area!.Name,
                Period = $"{Days.Read(Plan.Starts)} to {Days.Read(Plan.Ends)}",
                Status = Words.TryParse<PlanStatus>(Plan.Status, out var status) ? Words.Read(status) : Plan.Status,
                LineOfSight = Sight,
                Walk = Way,
                Stages =
                [
                    .. stages.Select(s => new StageTab(
                        s.ToString(),
                        $"{To.Plan(PlanId)}/{To.Stage(s)}",
                        Thing.All.Where(t => t.Stage == s && t.CanBeLate).Sum(t => LateIn(t.List)),
                        s == Current
                    )),
                ],
                Side = Current is { } stage ? Side(stage) : [],
            }
        );
    }

    List<SideGroup> Side(Stage stage)
    {
        var lists = Thing.All.Where(t => t.Stage == stage || (stage == Stage.Evaluate && t.Stage is Stage.Govern or Stage.Learn)).ToList();
        SideItem One(Thing t) => new(Capital(t.Plural), To.List(PlanId, t), CountOf(t.List), CurrentList == t.List);
        var plan = To.Plan(PlanId);
        SideItem Own(string text, string href, string key) => new(text, plan + href, null, CurrentList == key);
        IEnumerable<SideItem> Documents(Stage of) =>
            App
                .Documents.DocumentKind.All.Where(k => k.Stage == of)
                .Select(k => Own(k.Title, "/documents/" + k.Name, "documents/" + k.Name));
        SideItem[] more = stage switch
        {
            Stage.Develop =>
            [
                Own("About the plan", "/develop", "plan"),
                Own("Context", "/develop/context", "context"),
                Own("The thread", "/thread", "thread"),
                Own("Health of the plan", "/health", "health"),
                Own("Approval", "/approve", "approve"),
                Own("From a table", "/from-file", "from-file"),
                Own("Workbook", "/workbook", "workbook"),
                Own("Versions", "/compare", "compare"),
                .. Documents(stage),
            ],
            Stage.Evaluate =>
            [
                Own("Requirements and their proof", "/evaluate/requirements", "requirements"),
                Own("The plan's life", "/evaluate/life", "life"),
                Own("Decisions", "/evaluate/decisions", "decisions"),
                Own("Marking points", "/evaluate/marking", "marking"),
                Own("Portfolio", "/learn/portfolio", "portfolio"),
                Own("Five misconceptions", "/evaluate/misconceptions", "misconceptions"),
                Own("The whole plan", "/whole", "whole"),
                Own("Page for families", "/evaluate/family", "family"),
                .. Documents(stage),
            ],
            Stage.Implement =>
            [
                Own("Board", "/implement/board", "board"),
                Own("Timeline", "/implement/timeline", "timeline"),
                Own("Calendar", "/implement/calendar", "calendar"),
                Own("Statutory calendar", "/implement/statutory", "statutory"),
                Own("Who does what", "/implement/raci", "raci"),
                // Also of a closed plan: a guest is shut out there.
                .. Actor.May(Permission.WritePlans, Plan.Area!.Path)
                    ? [Own("Guests of partners", "/implement/guests", "guests")]
                    : Array.Empty<SideItem>(),
            ],
            _ => [],
        };
        List<SideGroup> groups = [];
        if (more.Length > 0)
            groups.Add(new(null, more));
        if (stage is Stage.Develop)
            groups.Add(new("Seen together", [.. Together.All.Select(t => Own(t.Text, "/develop/" + t.Place, t.Place))]));
        // First what the plan has, then what could be added: thirty lists at once help nobody.
        var used = lists.Where(t => CountOf(t.List) > 0 || t.IsMain || CurrentList == t.List).Select(One).ToList();
        var other = lists.Where(t => CountOf(t.List) == 0 && !t.IsMain && CurrentList != t.List).Select(One).ToList();
        groups.Add(new(stage.ToString(), used));
        if (other.Count > 0)
            groups.Add(new("Could be added", other));
        if (Lessons() is { Count: > 0 } lessons)
            groups.Insert(0, new("Short lessons for this page", lessons) { IsBeside = true });
        return groups;
    }

    /// <summary>The short lessons for this page that the person has not put away; no query.</summary>
    List<SideItem> Lessons()
    {
        var here = Request.Path.Value ?? "";
        var below = here.Split('/', 4);
        if (below.Length < 4)
            return [];
        var away = Actor.LessonsAway.Split(' ');
        return
        [
            .. Shipped
                .Lessons.Where(l => l.IsFor(below[3]) && !away.Contains(l.Id, StringComparer.Ordinal))
                .Select(l => new SideItem(l.Title, $"/learn/lessons/{l.Id}?from={Uri.EscapeDataString(here)}")),
        ];
    }

    /// <summary>With a capital letter.</summary>
    protected internal static string Capital(string text) => Words.Capital(text);
}
