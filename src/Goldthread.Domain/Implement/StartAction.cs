using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Implement;

/// <summary>Work on an action begins, or goes on after something blocked it.</summary>
[Move(
    "start",
    "Start it",
    Says = "Started",
    Own = true,
    From = [ActionStatus.NotStarted, ActionStatus.Blocked],
    Place = 10,
    Does = "It is in progress from today."
)]
public sealed class StartAction : Move<Action>
{
    /// <inheritdoc/>
    protected override void Make(Action thing, Moment now) => thing.Start();
}
