using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Implement;

/// <summary>An action that was done or cancelled is taken up again.</summary>
[Move("reopen", "Reopen it", Says = "Reopened: {reason}", Own = true, From = [ActionStatus.Done, ActionStatus.Cancelled], Place = 30)]
public sealed class ReopenAction : Move<Action>
{
    [Owed]
    [Asks("Why is it taken up again?", Long = true)]
    public string? Reason { get; private set; }

    /// <inheritdoc/>
    protected override void Make(Action thing, Moment now) => thing.Reopen(Reason!, now);
}
