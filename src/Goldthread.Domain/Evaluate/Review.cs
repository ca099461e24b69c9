using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Evaluate;

/// <summary>A planned look at how things stand, and what was decided.</summary>
[Thing("reviews", Stage.Evaluate, "review", "RV", Why = "Schedule the reviews now: monthly for figures, quarterly for the plan.")]
public sealed class Review : Item
{
    [Asks("What kind of review is it?")]
    public ReviewKind? Kind { get; private set; }

    [Asks("When is it planned?")]
    public DateOnly? Scheduled { get; private set; }

    [Asks("When was it held?")]
    public DateOnly? HeldOn { get; private set; }

    [Asks("Who was there?", Hint = "Roles or initials, one a line.")]
    public IReadOnlyList<string> Attendees { get; private set; } = [];

    [Asks("What did you see?", Hint = "Say no signal yet where the chart shows none.", Long = true)]
    public string? Text { get; private set; }

    [Refers("measures")]
    [Asks("Which measures is that about?")]
    public IReadOnlyList<string> Cites { get; private set; } = [];

    [Asks("What was decided?")]
    public IReadOnlyList<ReviewDecision> Decisions { get; private set; } = [];

    [Refers("evidence")]
    [Asks("What shows it?", Hint = "Data, feedback and what somebody saw: three kinds are better than one.")]
    public IReadOnlyList<string> Evidence { get; private set; } = [];
}

/// <summary>The kinds of review.</summary>
public enum ReviewKind
{
    Action,
    Measure,
    Quarterly,
    Evaluation,

    [Reads("regulation 44")]
    Reg44,

    [Reads("regulation 45")]
    Reg45,
    ResponsibleIndividual,
}

/// <summary>What a review decided about something in the plan.</summary>
public sealed class ReviewDecision : Part
{
    [Asks("Keep, adapt or stop?")]
    public DecisionKind? Decision { get; private set; }

    [RefersToAny]
    [Asks("About what?")]
    public string? About { get; private set; }

    [Asks("What exactly?", Long = true)]
    public string? Text { get; private set; }
}

/// <summary>What a review can decide.</summary>
public enum DecisionKind
{
    Keep,
    Adapt,
    Stop,
}
