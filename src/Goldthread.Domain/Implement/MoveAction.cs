using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Implement;

/// <summary>An action gets other days, and what depends on it moves as many working days with it.</summary>
[Move(
    "move",
    "Move it",
    Says = "Moved[ to start on {starts}][ to be done by {due}][: {reason}]",
    From = [ActionStatus.NotStarted, ActionStatus.InProgress, ActionStatus.Blocked],
    Place = 45,
    Does = "What comes after it moves as many working days with it. You see what moves before anything is saved."
)]
public sealed class MoveAction : Move<Action>
{
    [Asks("When does it start?")]
    public DateOnly? Starts { get; private set; }

    [Asks("By when is it done?")]
    public DateOnly? Due { get; private set; }

    [OwedOnceApproved]
    [Asks("Why does it move?", Long = true)]
    public string? Reason { get; private set; }

    /// <value>What moves with it.</value>
    public IReadOnlyList<Shift> With => with;

    /// <summary>Says what moves with it.</summary>
    public void Takes(IReadOnlyList<Shift> shifts) => with = shifts;

    /// <summary>The same move of an action that moves with it.</summary>
    public MoveAction Of(Shift shift) =>
        new()
        {
            Starts = shift.Starts == shift.Action.Starts ? null : shift.Starts,
            Due = shift.Due == shift.Action.Due ? null : shift.Due,
            Reason = Reason,
        };

    IReadOnlyList<Shift> with = [];

    /// <inheritdoc/>
    protected override void Make(Action thing, Moment now) => thing.MoveTo(Starts, Due);
}
