using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Implement;

/// <summary>An action is done, and something shows it. A note alone becomes a piece of evidence, an observation, before the action is closed.</summary>
[Move(
    "close",
    "Close it",
    Says = "Closed[: {note}][; a check is due on {check_on}]",
    Own = true,
    From = [ActionStatus.NotStarted, ActionStatus.InProgress, ActionStatus.Blocked],
    Place = 30,
    Does = "It is done, and something shows it: evidence of the plan, or what you saw."
)]
public sealed class CloseAction : Move<Action>
{
    [Refers(Monitor.Evidence.List)]
    [Asks("What shows that it is done?")]
    public IReadOnlyList<string> Evidence { get; private set; } = [];

    [Asks("What was seen?", Hint = "Where no evidence is chosen, this is kept as an observation.", Long = true)]
    public string? Note { get; private set; }

    [Asks("When does somebody look whether it stuck?")]
    public DateOnly? CheckOn { get; private set; }

    /// <summary>What was seen was written down as this piece of evidence.</summary>
    /// <param name="id">Its id.</param>
    public void IsShownBy(string id) => Evidence = [id];

    /// <inheritdoc/>
    protected override void Make(Action thing, Moment now) => thing.Close(Evidence, Note, CheckOn, now);
}
