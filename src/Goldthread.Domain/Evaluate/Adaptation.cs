using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Evaluate;

/// <summary>A change to the plan after it was made: what, from what to what, why, and who agreed.</summary>
[Thing("adaptations", Stage.Evaluate, "adaptation", "AD", Why = "Plans change. Each change has a reason and somebody who agreed to it.")]
public sealed class Adaptation : Item
{
    [Asks("When?")]
    public DateOnly? On { get; private set; }

    [RefersToAny]
    [Asks("What was changed?")]
    public string? About { get; private set; }

    [Asks("Which part of it?")]
    public AdaptedField? Field { get; private set; }

    [Asks("From what?")]
    public string? From { get; private set; }

    [Asks("To what?")]
    public string? To { get; private set; }

    [Asks("What kind of reason was it?")]
    public AdaptationReason? ReasonKind { get; private set; }

    [Asks("Why?", Long = true)]
    public string? Reason { get; private set; }

    [Asks("Who agreed to it?")]
    public string? Approver { get; private set; }

    [Refers("evidence")]
    [Asks("What shows the reason?")]
    public string? Evidence { get; private set; }

    [Refers("stakeholders")]
    [Asks("Who was told?")]
    public IReadOnlyList<string> Told { get; private set; } = [];

    [Asks("When was the plan approved again?")]
    public DateOnly? ReApproved { get; private set; }
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
