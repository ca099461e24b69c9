using System.ComponentModel.DataAnnotations;
using Goldthread.App.Develop.Findings;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Develop.Approve;

/// <summary>
/// Where a plan is sent for approval and approved: what stands against it, what is let stand and until when, and what changed. After the approval,
/// where changes to the plan are agreed to.
/// </summary>
public sealed class IndexModel : PlanPage
{
    /// <summary>So many lines of the record are looked through for what changed.</summary>
    const int Most = 500;

    /// <summary>So many findings are let stand in one go.</summary>
    const int MostStanding = 200;

    protected override Stage? Current => Stage.Develop;
    protected override string? CurrentList => "approve";

    /// <value>Errors, then warnings, that stand.</value>
    public IReadOnlyList<Finding> Blocking { get; private set; } = [];

    /// <value>What waivers let stand.</value>
    public IReadOnlyList<Finding> Waived { get; private set; } = [];

    /// <value>What happened to the plan since it was last approved, or since it was started; the newest first.</value>
    public IReadOnlyList<RecordRow> Since { get; private set; } = [];

    readonly Dictionary<string, string> abouts = new(StringComparer.Ordinal);
    readonly Dictionary<(string List, string Item), string> titles = [];

    /// <summary>What an item is called, of which a line of <see cref="Since"/> tells; null where it is not there for this person.</summary>
    public string? TitleOf(string list, string item) =>
        !titles.TryGetValue((list, item), out var title) || title == item ? null
        : list is Domain.Govern.Waiver.List ? Check.Find(title)?.Title ?? title
        : title;

    /// <summary>The name of what a field names, where it is known without asking.</summary>
    public string? NameOf(Field field, string id) =>
        field.RefersTo.Contains(Domain.Develop.StaffMember.List) && Staff(id) is { } role
            ? role
            : titles.Where(t => t.Key.Item == id).Select(t => t.Value).FirstOrDefault() ?? "something of the plan";

    /// <value>True where more happened than was looked through.</value>
    public bool IsMore => Since.Count > Most;

    /// <value>What is different from the approved plan, thing by thing.</value>
    public IReadOnlyList<ChangedThing> Changed => ChangedThing.Of(Since, TitleOf, NameOf);

    /// <value>What was done with the plan itself, the newest first.</value>
    public IReadOnlyList<RecordRow> OfPlan => [.. Since.Where(l => l.List is null or PlanRow.List)];

    /// <summary>What is different, a row a thing.</summary>
    public DataTable ChangedTable(IEnumerable<ChangedThing> some) =>
        new()
        {
            Caption = "What is different from the approved plan",
            IsEqual = true,
            Columns = [new("What") { IsKey = true }, new("Became") { IsKey = true }, new("Approved, and now"), new("Why")],
            Rows = some.Select(c =>
                (IReadOnlyList<Inline>)
                    [
                        c.Lines[0] is { List: { } list, Item: { } item } && Thing.Find(list) is { } thing && c.Did is not "Taken out"
                            ? Inline.Of(new Link(c.What, To.Item(PlanId, thing, item)))
                            : c.What,
                        c.Did,
                        Inline.Of(new Differences(c.Fields)),
                        string.Join(" ", c.Reasons.Take(3)),
                    ]
            ),
        };

    /// <summary>Each field with what was approved and what it is now.</summary>
    sealed record Differences(IReadOnlyList<(string Field, string? Old, string? New)> Fields) : Component
    {
        const int MostFields = 8;

        protected override void Render(HtmlWriter html)
        {
            if (Fields.Count == 0)
                return;
            html.Raw("<ul class=\"plain-list\">");
            foreach (var (field, old, now) in Fields.Take(MostFields))
                html.Raw("<li>")
                    .Text(field + ": ")
                    .Raw("<del>")
                    .Text(Short(old ?? "nothing"))
                    .Raw("</del> <ins>")
                    .Text(Short(now ?? "taken out"))
                    .Raw("</ins></li>");
            if (Fields.Count > MostFields)
                html.Raw("<li>").Text($"and {Fields.Count - MostFields} more").Raw("</li>");
            html.Raw("</ul>");
        }

        static string Short(string text) => text.Length <= 160 ? text : text[..157] + "…";
    }

    /// <value>The way through what is to be finished, stop by stop; empty where nothing is, or for who does not write here.</value>
    public IReadOnlyList<ToFinish> Stops { get; private set; } = [];

    /// <value>Who is told what, by whom and when; what was told already is left out.</value>
    public IReadOnlyList<Telling> ToTell { get; private set; } = [];

    /// <summary>Something that somebody is to be told.</summary>
    /// <param name="Id">The message.</param>
    /// <param name="What">What they are told.</param>
    /// <param name="Whom">Who they are, or null.</param>
    /// <param name="On">When, or null.</param>
    /// <param name="By">Who tells them, or null.</param>
    public sealed record Telling(string Id, string What, string? Whom, DateOnly? On, string? By);

    /// <value>Stakeholders who can change much, or to whom it matters much, and whom no message reaches.</value>
    public IReadOnlyList<(string Id, string Name)> Untold { get; private set; } = [];

    /// <value>What people said of a plan that is not approved yet; what is not answered first.</value>
    public IReadOnlyList<Comment> Said { get; private set; } = [];

    /// <summary>What somebody said.</summary>
    /// <param name="Id">The engagement.</param>
    /// <param name="Engagement">The same.</param>
    /// <param name="Who">The group, or null.</param>
    /// <param name="About">What it is about, or null for the plan.</param>
    public sealed record Comment(string Id, Engagement Engagement, string? Who, string? About)
    {
        /// <value>What came of it.</value>
        public string Answer =>
            Engagement.Answer is { } answer
                ? $"{Capital(Words.Read(answer))}: {Engagement.ChangedPlan}"
                : Engagement.ChangedPlan ?? "Not answered yet";
    }

    /// <value>The changes that nobody has agreed to yet.</value>
    public IReadOnlyList<Adaptation> Changes { get; private set; } = [];

    /// <value>When the plan was approved, or null.</value>
    public DateOnly? ApprovedOn { get; private set; }

    /// <value>Who approved it, or null.</value>
    public string? ApprovedBy { get; private set; }

    static readonly Field About = Shape.Of<Adaptation>()["about"];

    /// <value>Why this person may not agree to changes; null where they may.</value>
    public string? WhyNotToChanges => Approval.WhyNotToChanges(Actor, Plan);

    /// <value>Why this person may not approve; null where they may.</value>
    public string? WhyNot { get; private set; }

    /// <value>True where the person gives people their roles.</value>
    public bool MayGiveRoles => Actor.MaySomewhere(Permission.Administer);

    /// <value>The revision of the plan that the approver saw.</value>
    [BindProperty]
    public int Revision { get; set; }

    /// <value>What the approver lets stand while approving: checks by their ids, or <see cref="AllWarnings"/>.</value>
    [BindProperty(Name = "stand")]
    [MaxLength(200, ErrorMessage = "Choose at most 200.")]
    public string[] Stand { get; set; } = [];

    /// <value>Why it may stand.</value>
    [BindProperty(Name = "reason")]
    [MaxLength(1000, ErrorMessage = "Write at most 1,000 characters.")]
    public string? Reason { get; set; }

    /// <value>The last day on which it may.</value>
    [BindProperty(Name = "expires")]
    [MaxLength(40, ErrorMessage = "Enter a date like 1 Apr 2027.")]
    public string? Until { get; set; }

    /// <value>The furthest day until which something may stand.</value>
    public DateOnly Latest => Waive.Latest(Today);

    /// <summary>What is sent for all warnings together.</summary>
    public const string AllWarnings = "warnings";

    /// <value>
    /// What an approver can let stand in one go: all warnings together, then each check whose errors stand. What is more than anybody looks through has to
    /// be finished first.
    /// </value>
    public IReadOnlyList<Choice> CanStand
    {
        get
        {
            var (errors, warnings) = (
                Blocking.Where(f => f.Severity == Severity.Error),
                Blocking.Count(f => f.Severity == Severity.Warning)
            );
            return
            [
                .. warnings == 0
                    ? Array.Empty<Choice>()
                    : [new Choice(warnings == 1 ? "The warning" : $"All {warnings:N0} warnings", AllWarnings)],
                .. errors
                    .GroupBy(f => f.Check)
                    .Select(g => new Choice(
                        (g.Count() == 1 ? "The error: " : $"The {g.Count():N0} errors: ")
                            + char.ToLowerInvariant(g.Key.Title[0])
                            + g.Key.Title[1..],
                        g.Key.Id
                    )),
            ];
        }
    }

    /// <value>The moves beside approving, whose form is the page itself.</value>
    public IReadOnlyList<MoveKind> Moves => [.. MovesOfPlan().Where(m => m.Name is not "approve")];

    public bool IsDraft => Plan.Status is "draft";
    public bool IsWaiting => Plan.Status is "consulted";

    /// <inheritdoc/>
    public override string KeyOf(string? field) =>
        field is null ? ""
        : field is "reason" or "expires" or "stand" ? field
        : FindingLines.IdOf(field);

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        await FindAsync();
        Blocking = [.. Found.Blocking];
        Waived = [.. Found.All.Where(f => f.Waived)];
        Revision = Plan.Revision;
        ModelState.Remove(nameof(Revision));
        WhyNot = await Approval.WhyNotAsync(Db, Actor, Plan, Cancel);
        (ApprovedOn, ApprovedBy) = PlanRows.Read(Plan).Plan is { } plan ? (plan.ApprovedOn, plan.Approver) : default;
        // Of a plan that was never approved all is new; only what was done with the plan itself is told.
        var isAgain = ApprovedOn is not null;
        var records = Seen.Records;
        var approvals = Seen.Records.Where(r => r.Stream == PlanId && r.Operation == "ApprovePlan");
        var items = SeenItems;
        var lines = await Seen
            .Records.Where(r =>
                r.Stream == PlanId
                && !approvals.Any(later => later.Seq >= r.Seq)
                // A plan that came approved in its file was approved as it came.
                && (!isAgain || approvals.Any() || !records.Any(first => first.Stream == PlanId && first.Seq == 1 && first.At == r.At))
                && (isAgain || r.List == null || r.List == PlanRow.List)
            )
            .OrderByDescending(r => r.Seq)
            .Take(Most + 1)
            .Select(r => new
            {
                Line = r,
                Title = items.Where(i => i.List == r.List && i.Id == r.Item).Select(i => i.Title).FirstOrDefault(),
            })
            .ToListAsync(Cancel);
        Since = [.. lines.Select(l => Hidden.Told(l.Line)).OfType<RecordRow>()];
        foreach (var line in lines.Where(l => l is { Line: { List: not null, Item: not null }, Title: not null }))
            titles[(line.Line.List!, line.Line.Item!)] = line.Title!;
        if (Plan.Status is "draft" or "consulted")
            Stops = ToFinish.All(this);
        string[] lists =
        [
            Domain.Implement.Communication.List,
            Domain.Develop.Stakeholder.List,
            .. IsDraft || IsWaiting ? (string[])[Engagement.List] : [],
            .. IsApproved ? (string[])[Adaptation.List] : [],
        ];
        if (lists.Any(l => CountOf(l) > 0))
        {
            var links = Seen.Links;
            var all = await SeenItems
                .Where(i => lists.Contains(i.List) && i.RemovedAt == null)
                .OrderBy(i => i.Position)
                .Take(2000)
                .Select(i => new
                {
                    Row = i,
                    About = items
                        .Where(a =>
                            links.Any(l => l.Owner == PlanId && l.List == i.List && l.Id == i.Id && l.Field == "about" && l.ToId == a.Id)
                        )
                        .Select(a => a.Title)
                        .FirstOrDefault(),
                })
                .ToListAsync(Cancel);
            Tell([.. all.Select(r => r.Row)]);
            var groups = all.Where(r => r.Row.List == Stakeholder.List)
                .ToDictionary(r => r.Row.Id, r => r.Row.Title, StringComparer.Ordinal);
            Said =
            [
                .. all.Where(r => r.Row.List == Engagement.List)
                    .Select(r => (r.Row.Id, Engagement: Hidden.Shown(ItemRows.Read<Engagement>(r.Row)), r.About))
                    .Where(s => !string.IsNullOrWhiteSpace(s.Engagement.Said))
                    // What waits for its answer first.
                    .OrderBy(s => s.Engagement.Answer is not null || !string.IsNullOrWhiteSpace(s.Engagement.ChangedPlan))
                    .Select(s => new Comment(
                        s.Id,
                        s.Engagement,
                        s.Engagement.Stakeholder is { } group ? groups.GetValueOrDefault(group) : null,
                        s.About
                    )),
            ];
            var rows = all.Where(r => r.Row.List == Adaptation.List);
            var changes = rows.Select(r => (Change: ItemRows.Read<Adaptation>(r.Row), r.About)).ToList();
            foreach (var (change, about) in changes.Where(c => c is { Change.About: not null, About: not null }))
                abouts[change.About!] = about!;
            Changes =
            [
                .. changes.Select(c => c.Change).Where(a => ApproveChanges.IsOpen(a, ApprovedOn) && !Hidden.Has(About, a.About ?? "")),
            ];
        }
    }

    /// <summary>Whom the plan has to be told to, out of its messages and its stakeholders.</summary>
    void Tell(IReadOnlyList<ItemRow> rows)
    {
        var people = rows.Where(r => r.List == Stakeholder.List)
            .ToDictionary(r => r.Id, ItemRows.Read<Stakeholder>, StringComparer.Ordinal);
        var messages = rows.Where(r => r.List == Communication.List).Select(ItemRows.Read<Communication>).ToList();
        ToTell =
        [
            .. messages
                .Where(m => m.Done is null)
                .OrderBy(m => m.On ?? DateOnly.MaxValue)
                .Select(m => new Telling(
                    m.Id,
                    m.Message ?? "A message without words",
                    m.Audience is { } audience ? people.GetValueOrDefault(audience)?.Name : null,
                    m.On,
                    Staff(m.Sender)
                )),
        ];
        var reached = messages.Select(m => m.Audience).ToHashSet();
        Untold =
        [
            .. people
                .Where(p => !reached.Contains(p.Key) && (p.Value.Power >= 4 || p.Value.Interest >= 4))
                .Select(p => (p.Key, p.Value.Name ?? "Somebody without a name")),
        ];
    }

    /// <summary>Goes to the stop on the way through what is to be finished that comes after a place, or before it; to this page where there is none.</summary>
    /// <param name="after">The place that was left; null for the first stop.</param>
    /// <param name="before">The place from which somebody goes back; null for on.</param>
    /// <param name="number">Which stop that was.</param>
    /// <param name="of">Of how many.</param>
    public async Task<IActionResult> OnGetNextAsync(string? after, string? before, int number = 0, int of = 0)
    {
        await FindPlanAsync();
        await FindAsync();
        var stops = ToFinish.All(this);
        var here = To.Plan(PlanId) + "/approve";
        if (before is not null)
            return LocalRedirect(
                stops.LastOrDefault(s => string.CompareOrdinal(s.Place, before) < 0)?.Href(Math.Clamp(number - 1, 1, 9999), of) ?? here
            );
        if (after is null)
            return LocalRedirect(stops.Count == 0 ? here : stops[0].Href(1, stops.Count));
        return LocalRedirect(
            stops.FirstOrDefault(s => string.CompareOrdinal(s.Place, after) > 0)?.Href(Math.Clamp(number + 1, 1, 9999), of) ?? here
        );
    }

    /// <summary>Approves the plan that was seen.</summary>
    public async Task<IActionResult> OnPostApproveAsync()
    {
        await FindPlanAsync();
        var answers = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (Stand.Length > 0)
            answers["findings"] = await LetStandAsync();
        try
        {
            await Writer.RunAsync(
                Actor,
                work => MakeMove.RunAsync(work, PlanId, MoveKind.Find(null, "approve")!, answers, Revision),
                Cancel
            );
        }
        catch (ChangedSince changed)
        {
            var since = changed.Since.Take(5).ToList();
            var ids = since.Select(l => l.Item).ToList();
            foreach (
                var item in await SeenItems
                    .Where(i => ids.Contains(i.Id))
                    .Select(i => new
                    {
                        i.List,
                        i.Id,
                        i.Title,
                    })
                    .ToListAsync(Cancel)
            )
                titles[(item.List, item.Id)] = item.Title;
            return await ConflictAsync(
                changed.Message
                    + " "
                    + string.Join(
                        " ",
                        since.Select(l =>
                            $"{HistoryWords.Of(l, NameOf)}{HistoryWords.About(l, TitleOf)}, {l.Actor}, {HistoryWords.At(l.At)}."
                        )
                    )
            );
        }
        return Done(To.Plan(PlanId), "The plan is approved.");
    }

    /// <summary>What is chosen, finding by finding, with the one reason and the one end.</summary>
    async Task<object> LetStandAsync()
    {
        List<Refusal> refusals = [];
        if (string.IsNullOrWhiteSpace(Reason))
            refusals.Add(new("reason", "Say why it may stand."));
        if (Shape.Of<LetStand>()["expires"].Parse(Until, out var until) is { } wrong)
            refusals.Add(new("expires", wrong));
        else if (Waive.WhyNotUntil((DateOnly?)until, Today) is { } why)
            refusals.Add(new("expires", why));
        await FindAsync();
        var chosen = Found
            .Blocking.Where(f => Stand.Contains(f.Severity == Severity.Warning ? AllWarnings : f.Check.Id, StringComparer.Ordinal))
            .ToList();
        if (chosen.Count > MostStanding)
            refusals.Add(new("stand", $"Let at most {MostStanding} stand; finish some of the {chosen.Count:N0} first."));
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        var shape = Shape.Of<LetStand>();
        return Shape
            .Of<ApprovePlan>()["findings"]
            .List(
                chosen.Select(f =>
                {
                    var stands = shape.New();
                    shape["check"].Set(stands, f.Check.Id);
                    shape["about"].Set(stands, f.About);
                    shape["reason"].Set(stands, Reason!.Trim());
                    shape["expires"].Set(stands, until);
                    return (object)stands;
                })
            );
    }

    /// <summary>Agrees to the changes since the approval.</summary>
    public async Task<IActionResult> OnPostChangesAsync()
    {
        await FindPlanAsync();
        var agreed = await Writer.RunAsync(Actor, work => ApproveChanges.RunAsync(work, PlanId), Cancel);
        return Done(
            To.Plan(PlanId) + "/approve",
            agreed == 1 ? "You agreed to 1 change to the plan." : $"You agreed to {agreed} changes to the plan."
        );
    }

    /// <summary>A change in words: "The due date of A3: from 1 Apr 2026 to 1 May 2026".</summary>
    public string Read(Adaptation change)
    {
        var field = change.Field is { } known ? Words.Read(known) : "something";
        var about =
            change.About is null or "plan" || change.About == PlanId ? "the plan"
            : abouts.TryGetValue(change.About, out var title) ? $"“{title}”"
            : "something of the plan";
        return $"{Capital(field)} of {about}: from {Value(change, change.From)} to {Value(change, change.To)}";
    }

    string Value(Adaptation change, string? text) =>
        string.IsNullOrWhiteSpace(text) ? "nothing"
        : change.Field is AdaptedField.Owner ? string.Join(", ", text.Split(", ").Select(id => Staff(id) ?? id))
        : Deciding.Said(text);
}
