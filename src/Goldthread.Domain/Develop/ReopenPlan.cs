using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>The closed plan is taken up again.</summary>
[Move(
    "reopen",
    "Reopen the plan",
    Says = "Plan reopened: {reason}",
    From = [PlanStatus.Closed],
    Place = 10,
    Does = "It can be changed again."
)]
public sealed class ReopenPlan : Move<Plan>
{
    [Owed]
    [Asks("Why is it taken up again?", Long = true)]
    public string? Reason { get; private set; }

    /// <inheritdoc/>
    protected override void Make(Plan thing, Moment now) => thing.Reopen();
}
