using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
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

    /// <value>Why this person may not approve; null where they may.</value>
    public string? WhyNot { get; private set; }

    [BindProperty]
    public int Version { get; set; }

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
        Version = Plan.Version;
        WhyNot = await Approval.WhyNotAsync(Db, Actor, Plan, Cancel);
        (ApprovedOn, ApprovedBy) = PlanRows.Read(Plan).Plan is { } plan ? (plan.ApprovedOn, plan.Approver) : default;
        var approvals = Seen.Records.Where(r => r.Stream == PlanId && r.Operation == "ApprovePlan");
        var lines = await Seen
            .Records.Where(r => r.Stream == PlanId && !approvals.Any(later => later.Seq >= r.Seq))
            .OrderByDescending(r => r.Seq)
            .Take(Most + 1)
            .ToListAsync(Cancel);
        Since = [.. lines.Select(Hidden.Told).OfType<RecordRow>()];
        if (IsApproved && CountOf("adaptations") > 0)
        {
            var rows = await SeenItems
                .Where(i => i.List == "adaptations" && i.RemovedAt == null)
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

    /// <summary>Asks for approval: people were consulted.</summary>
    public Task<IActionResult> OnPostAskAsync() => MoveAsync(PlanStatus.Consulted, "The plan waits for approval.");

    /// <summary>Takes it back to the desk.</summary>
    public Task<IActionResult> OnPostTakeBackAsync() => MoveAsync(PlanStatus.Draft, "The plan is a draft again.");

    /// <summary>Approves it.</summary>
    public Task<IActionResult> OnPostApproveAsync() => MoveAsync(PlanStatus.Approved, "The plan is approved.");

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

    async Task<IActionResult> MoveAsync(PlanStatus to, string notice)
    {
        await FindPlanAsync();
        try
        {
            await Writer.RunAsync(Actor, work => MovePlan.RunAsync(work, PlanId, to, Version), Cancel);
        }
        catch (StaleEdit stale)
        {
            return await ConflictAsync($"{stale.Who} changed the plan in between. Look at it again first.");
        }
        return Done(To.Plan(PlanId), notice);
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
