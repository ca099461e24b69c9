using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Evaluate;

/// <summary>A change to the plan after it was made: what, from what to what, why, and who agreed.</summary>
[Thing(Adaptation.List, Stage.Evaluate, "adaptation", "AD", Why = "Plans change. Each change has a reason and somebody who agreed to it.")]
public sealed class Adaptation : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "adaptations";

    [UsuallyToday]
    [AskedFirst(6)]
    [IsDue]
    [ShownInLists("Date")]
    [Asks("When?")]
    public DateOnly? On { get; private set; }

    [AskedFirst(1)]
    [RefersToAny]
    [Asks("What was changed?")]
    public string? About { get; private set; }

    [AskedFirst(2)]
    [Asks("Which part of it?")]
    public AdaptedField? Field { get; private set; }

    [AskedFirst(3)]
    [Asks("From what?")]
    public string? From { get; private set; }

    [AskedFirst(4)]
    [Asks("To what?")]
    public string? To { get; private set; }

    [Asks("What kind of reason was it?")]
    public AdaptationReason? ReasonKind { get; private set; }

    [AskedFirst(5)]
    [Asks("Why?", Long = true)]
    public string? Reason { get; private set; }

    [MovedBy("agree")]
    [Asks("Who agreed to it?")]
    public string? Approver { get; private set; }

    [Refers(Monitor.Evidence.List)]
    [Asks("What shows the reason?")]
    public string? Evidence { get; private set; }

    [Refers(Develop.Stakeholder.List)]
    [Asks("Who was told?")]
    public IReadOnlyList<string> Told { get; private set; } = [];

    [Asks("When were they told?")]
    public DateOnly? ToldOn { get; private set; }

    [MovedBy("agree")]
    [Asks("When was the plan approved again?")]
    public DateOnly? ReApproved { get; private set; }

    [MovedBy("refuse")]
    [Asks("Was it refused?")]
    public Refused? Refused { get; private set; }

    /// <value>A change is known by its id; what changed stands beside it.</value>
    [IsTitle]
    public string Called => Id;

    /// <value>Whether somebody agreed to it.</value>
    [IsState]
    [ShownInLists("State")]
    public AdaptationState Stands =>
        Refused is not null ? AdaptationState.Refused
        : string.IsNullOrWhiteSpace(Approver) ? AdaptationState.Asked
        : AdaptationState.Agreed;

    /// <summary>Somebody agrees to it; whoever agreed before stays named.</summary>
    /// <param name="by">Who, by role or initials.</param>
    /// <param name="on">The day.</param>
    public void Agree(string by, DateOnly on)
    {
        if (string.IsNullOrWhiteSpace(Approver))
            Approver = by;
        ReApproved = on;
    }

    /// <summary>Somebody does not agree to it.</summary>
    /// <param name="reason">Why not.</param>
    /// <param name="on">The day.</param>
    public void Refuse(string reason, DateOnly on) => Refused = Refused.Of(on, reason);

    internal string? WhyDecided() =>
        Refused is not null ? "This change was refused already."
        : ReApproved is not null ? "This change was agreed to already."
        : null;
}

/// <summary>That a change was not agreed to.</summary>
public sealed class Refused : Part
{
    [Asks("When?")]
    public DateOnly? On { get; private set; }

    [Asks("Why not?", Long = true)]
    public string? Reason { get; private set; }

    internal static Refused Of(DateOnly on, string reason) => new() { On = on, Reason = reason };
}

/// <summary>Where a change stands.</summary>
public enum AdaptationState
{
    [Reads("asked for")]
    Asked,
    Agreed,
    Refused,
}

/// <summary>The fields whose change is an adaptation.</summary>
public enum AdaptedField
{
    Target,

    [Reads("due date")]
    Due,
    Owner,
    Budget,
    Scope,

    [Reads("start")]
    Starts,
    Title,
}

/// <summary>Why plans are adapted.</summary>
public enum AdaptationReason
{
    NewRisk,

    [Reads("signal in a measure")]
    MeasureSignal,
    Inspection,

    [Reads("change of law")]
    Law,
    Funding,
    Feedback,
    Incident,
}
