using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Implement;

/// <summary>Something is in the way of an action.</summary>
[Move(
    "block",
    "Say what blocks it",
    Says = "Blocked: {reason}",
    Own = true,
    From = [ActionStatus.NotStarted, ActionStatus.InProgress],
    Place = 40,
    Does = "It waits until somebody starts it again."
)]
public sealed class BlockAction : Move<Action>
{
    [Owed]
    [Asks("What is in the way?", Long = true)]
    public string? Reason { get; private set; }

    /// <inheritdoc/>
    protected override void Make(Action thing, Moment now) => thing.Block(Reason!, now.On);
}
