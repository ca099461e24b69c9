using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>The live plan ends. From then on it is read only.</summary>
[Move(
    "close",
    "Close the plan",
    Says = "Plan closed[: {reason}]",
    From = [PlanStatus.Live],
    Place = 10,
    Does = "At its end, once it is evaluated. From then on it can be read, not changed, until somebody reopens it."
)]
public sealed class ClosePlan : Move<Plan>
{
    [Asks("Why does it end without an evaluation?", Hint = "Only where none was held.", Long = true)]
    public string? Reason { get; private set; }

    /// <inheritdoc/>
    protected override void Make(Plan thing, Moment now) =>
        thing.Close(Reason, now.Plan!.Reviews.Any(r => r is { Kind: ReviewKind.Evaluation, HeldOn: not null }));
}
