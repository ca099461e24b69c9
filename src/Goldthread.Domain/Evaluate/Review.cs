using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Evaluate;

/// <summary>A planned look at how things stand, and what was decided.</summary>
[Thing(
    Review.List,
    Stage.Evaluate,
    "review",
    "RV",
    Why = "Schedule the reviews now: monthly for figures, quarterly for the plan.",
    IsMain = true
)]
public sealed class Review : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "reviews";

    [AskedFirst(1)]
    [Asks("What kind of review is it?")]
    public ReviewKind? Kind { get; private set; }

    [AskedFirst(2)]
    [IsDue(LateAfter = true)]
    [ShownInLists("Planned for")]
    [Asks("When is it planned?")]
    public DateOnly? Scheduled { get; private set; }

    [Under(Fold.Going)]
    [Asks("When was it held?")]
    public DateOnly? HeldOn { get; private set; }

    [Under(Fold.More)]
    [Asks("Which time is it about?")]
    public ReviewPeriod? Period { get; private set; }

    [AskedFirst(3)]
    [Asks("Who was there?", Hint = "Roles or initials, one a line.")]
    public IReadOnlyList<string> Attendees { get; private set; } = [];

    [AskedFirst(4)]
    [IsTitle(2)]
    [Asks("What did you see?", Hint = "Say no signal yet where the chart shows none.", Long = true)]
    public string? Text { get; private set; }

    [Under(Fold.Going)]
    [Refers(Monitor.Measure.List)]
    [Asks("Which measures is that about?")]
    public IReadOnlyList<string> Cites { get; private set; } = [];

    [Under(Fold.Going)]
    [Asks("What was decided?")]
    public IReadOnlyList<ReviewDecision> Decisions { get; private set; } = [];

    [Under(Fold.Going)]
    [Refers(Monitor.Evidence.List)]
    [Asks("What shows it?", Hint = "Data, feedback and what somebody saw: three kinds are better than one.")]
    public IReadOnlyList<string> Evidence { get; private set; } = [];

    /// <value>A review is known by its kind and its day.</value>
    [IsTitle]
    public string? Called =>
        Kind is { } kind
            ? Words.Capital(Words.Read(kind)) + " review" + ((HeldOn ?? Scheduled) is { } day ? ", " + Days.Read(day) : "")
            : null;

    /// <value>A review is planned until it is held.</value>
    [IsState]
    [ShownInLists("State")]
    public ReviewState Stands => HeldOn is null ? ReviewState.Planned : ReviewState.Held;
}

/// <summary>Where a review stands.</summary>
public enum ReviewState
{
    Planned,

    [IsOver]
    Held,
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

/// <summary>The time that a review is about.</summary>
public sealed class ReviewPeriod : Part
{
    [Asks("From when?")]
    public DateOnly? From { get; private set; }

    [Asks("Until when?")]
    public DateOnly? To { get; private set; }
}
