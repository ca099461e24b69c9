using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Implement;

/// <summary>An action will not be done.</summary>
[Move(
    "cancel",
    "Cancel it",
    Says = "Cancelled: {reason}",
    Own = true,
    From = [ActionStatus.NotStarted, ActionStatus.InProgress, ActionStatus.Blocked],
    Place = 60,
    Does = "It will not be done. It stays in the plan, with the reason. One that comes back is skipped this time: the next one is made."
)]
public sealed class CancelAction : Move<Action>
{
    [Owed]
    [Asks("Why is it not done?", Long = true)]
    public string? Reason { get; private set; }

    /// <inheritdoc/>
    protected override void Make(Action thing, Moment now) => thing.Cancel(Reason!, now);
}
