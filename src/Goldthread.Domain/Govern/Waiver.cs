using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Govern;

/// <summary>A finding that is let stand for a time, with a reason and the name of who said so.</summary>
[Thing(
    Waiver.List,
    Stage.Govern,
    "waiver",
    "W",
    Why = "A finding can stand for a time, with a reason, an end, and somebody who agreed to it."
)]
public sealed class Waiver : Part
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "waivers";

    [AskedFirst(1)]
    [IsTitle]
    [Known(Known.Check)]
    [Asks("Which check?")]
    public string? Check { get; private set; }

    [AskedFirst(2)]
    [RefersToAny(RolesAndCriteria = true)]
    [Asks("About what?")]
    public string? About { get; private set; }

    [AskedFirst(3)]
    [Asks("Why may it stand?", Long = true)]
    public string? Reason { get; private set; }

    [Asks("Who agreed to it?", Hint = "Not the person who wrote the plan.")]
    public string? By { get; private set; }

    [IsDue(2)]
    [Asks("When?")]
    public DateOnly? On { get; private set; }

    [AskedFirst(4)]
    [IsDue]
    [ShownInLists("Ends")]
    [Asks("Until when?")]
    public DateOnly? Expires { get; private set; }

    /// <value>Whether somebody agreed to it.</value>
    [IsState]
    [ShownInLists("State")]
    public WaiverState Stands => string.IsNullOrWhiteSpace(By) ? WaiverState.Asked : WaiverState.Agreed;

    /// <summary>True where it has a reason, somebody who agreed, a day, and an end that is not before today.</summary>
    public bool Holds(DateOnly today) =>
        !string.IsNullOrWhiteSpace(Reason) && !string.IsNullOrWhiteSpace(By) && On is not null && Expires >= today;
}

/// <summary>Whether a finding may stand.</summary>
public enum WaiverState
{
    [Reads("asked for")]
    Asked,
    Agreed,
}
