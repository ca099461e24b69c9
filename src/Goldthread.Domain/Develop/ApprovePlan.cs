using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>Approves the plan that the approver saw. Errors and warnings stand in the way, except those that are let stand.</summary>
[Move("approve", "Approve the plan", Says = "Plan approved", Needs = [Permission.Approve], From = [PlanStatus.Consulted], Place = 10)]
public sealed class ApprovePlan : Move<Plan>
{
    [Asks("Which findings do you let stand?", Hint = "Each with its check, what it is about, a reason and an end.")]
    public IReadOnlyList<LetStand> Findings { get; private set; } = [];

    /// <inheritdoc/>
    protected override void Make(Plan thing, Moment now) => thing.Approve(now.By, now.On);
}

/// <summary>A finding that an approver lets stand while approving.</summary>
public sealed class LetStand : Part
{
    [Owed]
    [Known(Known.Check)]
    [Asks("Which check?")]
    public string? Check { get; private set; }

    [Owed]
    [Asks("About what?", Hint = "As the finding names it, such as objectives/O2, or plan.")]
    public string? About { get; private set; }

    [Owed]
    [Asks("Why may it stand?", Long = true)]
    public string? Reason { get; private set; }

    [Owed]
    [Asks("Until when?")]
    public DateOnly? Expires { get; private set; }
}
