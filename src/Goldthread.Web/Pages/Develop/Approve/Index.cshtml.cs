using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
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
    const int Most = 50;

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

    /// <value>True where more happened than is shown.</value>
    public bool IsMore => Since.Count > Most;

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

    /// <value>The revision of the plan that the approver saw.</value>
    [BindProperty]
    public int Revision { get; set; }

    /// <value>The moves beside approving, whose form is the page itself.</value>
    public IReadOnlyList<MoveKind> Moves => [.. MovesOfPlan().Where(m => m.Name is not "approve")];

    public bool IsDraft => Plan.Status is "draft";
    public bool IsWaiting => Plan.Status is "consulted";

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field is null ? "" : FindingLines.IdOf(field);

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
        var approvals = Seen.Records.Where(r => r.Stream == PlanId && r.Operation == "ApprovePlan");
        var items = SeenItems;
        var lines = await Seen
            .Records.Where(r => r.Stream == PlanId && !approvals.Any(later => later.Seq >= r.Seq))
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
        if (IsApproved && CountOf(Domain.Evaluate.Adaptation.List) > 0)
        {
            var links = Seen.Links;
            var rows = await SeenItems
                .Where(i => i.List == Adaptation.List && i.RemovedAt == null)
                .OrderBy(i => i.Position)
                .Take(1000)
                .Select(i => new
                {
                    Row = i,
                    About = items
                        .Where(a =>
                            links.Any(l =>
                                l.Owner == PlanId
                                && l.List == Domain.Evaluate.Adaptation.List
                                && l.Id == i.Id
                                && l.Field == "about"
                                && l.ToId == a.Id
                            )
                        )
                        .Select(a => a.Title)
                        .FirstOrDefault(),
                })
                .ToListAsync(Cancel);
            var changes = rows.Select(r => (Change: ItemRows.Read<Adaptation>(r.Row), r.About)).ToList();
            foreach (var (change, about) in changes.Where(c => c is { Change.About: not null, About: not null }))
                abouts[change.About!] = about!;
            Changes =
            [
                .. changes.Select(c => c.Change).Where(a => ApproveChanges.IsOpen(a, ApprovedOn) && !Hidden.Has(About, a.About ?? "")),
            ];
        }
    }

    /// <summary>Approves the plan that was seen.</summary>
    public async Task<IActionResult> OnPostApproveAsync()
    {
        await FindPlanAsync();
        try
        {
            await Writer.RunAsync(
                Actor,
                work => MakeMove.RunAsync(work, PlanId, MoveKind.Find(null, "approve")!, new Dictionary<string, object?>(), Revision),
                Cancel
            );
        }
        catch (ChangedSince changed)
        {
            return await ConflictAsync(
                changed.Message
                    + " "
                    + string.Join(
                        " ",
                        changed
                            .Since.Take(5)
                            .Select(l => $"{HistoryWords.Of(l)}{HistoryWords.About(l)}, {l.Actor}, {HistoryWords.At(l.At)}.")
                    )
            );
        }
        return Done(To.Plan(PlanId), "The plan is approved.");
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
