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
        var lines = await Seen
            .Records.Where(r => r.Stream == PlanId && !approvals.Any(later => later.Seq >= r.Seq))
            .OrderByDescending(r => r.Seq)
            .Take(Most + 1)
            .ToListAsync(Cancel);
        Since = [.. lines.Select(Hidden.Told).OfType<RecordRow>()];
        if (IsApproved && CountOf(Adaptation.List) > 0)
        {
            var rows = await SeenItems
                .Where(i => i.List == Adaptation.List && i.RemovedAt == null)
                .OrderBy(i => i.Position)
                .Take(1000)
                .ToListAsync(Cancel);
            Changes =
            [
                .. rows.Select(ItemRows.Read<Adaptation>)
                    .Where(a => ApproveChanges.IsOpen(a, ApprovedOn) && !Hidden.Has(About, a.About ?? "")),
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
    public static string Read(Adaptation change)
    {
        var field = change.Field is { } known ? Words.Read(known) : "something";
        var about = change.About is null or "plan" ? "the plan" : change.About;
        return $"{PlanPage.Capital(field)} of {about}: from {Value(change.From)} to {Value(change.To)}";
    }

    static string Value(string? text) =>
        string.IsNullOrWhiteSpace(text) ? "nothing"
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, default, out var day)
            ? Days.Read(day)
        : text;
}
