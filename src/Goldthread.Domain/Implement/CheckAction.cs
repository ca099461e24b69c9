using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Implement;

/// <summary>Somebody looks whether what was done stuck.</summary>
[Move(
    "check",
    "Say whether it stuck",
    Says = "Checked: {held:it held|it did not hold, so it is open again}[: {note}]",
    Own = true,
    From = [ActionStatus.Done],
    Place = 20,
    Does = "Where it did not hold, the action is open again."
)]
public sealed class CheckAction : Move<Action>
{
    [Owed]
    [Asks("Did it hold?")]
    public bool? Held { get; private set; }

    [Asks("What was seen?", Long = true)]
    public string? Note { get; private set; }

    /// <inheritdoc/>
    protected override void Make(Action thing, Moment now) => thing.Look(Held!.Value, Note, now.On);
}
