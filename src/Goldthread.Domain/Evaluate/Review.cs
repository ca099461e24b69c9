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

    [MovedBy("hold")]
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

    [MovedBy("hold")]
    [Asks("What was decided?")]
    public IReadOnlyList<ReviewDecision> Decisions { get; private set; } = [];

    [Under(Fold.Going)]
    [Refers(Monitor.Evidence.List)]
    [Asks("What shows it?", Hint = "Data, feedback and what somebody saw: three kinds are better than one.")]
    public IReadOnlyList<string> Evidence { get; private set; } = [];

    /// <value>How the plan stood when it was held, frozen: JSON text, of what everybody sees who sees the plan.</value>
    [ForPrograms]
    [MovedBy("hold")]
    [Max(MostSaw)]
    [Asks("How did the plan stand then?")]
    public string? Saw { get; private set; }

    /// <summary>The most characters of what a review saw: they fit in one cell of a workbook.</summary>
    public const int MostSaw = 30_000;

    /// <summary>It is held: what was decided stands from then on, and so does what was seen.</summary>
    /// <param name="attendees">Who was there; none leaves those who were asked.</param>
    /// <param name="decisions">What was decided.</param>
    /// <param name="text">What was seen, in words; null leaves what was written before.</param>
    /// <param name="saw">How the plan stands, frozen.</param>
    /// <param name="period">The time that it is about, where it does not say.</param>
    /// <param name="on">The day.</param>
    /// <exception cref="RuleBroken">Nothing was seen or decided, or a decision does not say what.</exception>
    public void Hold(
        IReadOnlyList<string> attendees,
        IReadOnlyList<ReviewDecision> decisions,
        string? text,
        string? saw,
        ReviewPeriod? period,
        DateOnly on
    )
    {
        if (decisions.Count == 0 && string.IsNullOrWhiteSpace(text) && string.IsNullOrWhiteSpace(Text))
            throw new RuleBroken("Say what you saw, or what was decided.", "text");
        var refusals = new List<Refusal>();
        foreach (var (place, decision) in decisions.Index())
        {
            if (decision.Decision is null)
                refusals.Add(new($"decisions[{place}].decision", "Choose one: keep, adapt or stop."));
            if (string.IsNullOrWhiteSpace(decision.Text) && decision.About is null)
                refusals.Add(new($"decisions[{place}].text", "Say what exactly, or about what."));
        }
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        Attendees = attendees.Count > 0 ? attendees : Attendees;
        Text = string.IsNullOrWhiteSpace(text) ? Text : text;
        Period = Period is { From: not null } or { To: not null } ? Period : period;
        (Decisions, Saw, HeldOn) = (decisions, saw, on);
    }

    internal string? WhyHeld() => HeldOn is { } day ? $"This review was held on {Days.Read(day)}. Plan another." : null;

    /// <summary>True where a figure of a day was looked at by it: it is held, and the day lies in its time.</summary>
    public bool Locks(DateOnly day) =>
        HeldOn is not null && Period is { } period && (period.From ?? period.To) is not null && !(day < period.From) && !(day > period.To);

    /// <inheritdoc/>
    public override (IReadOnlyList<string> Fields, string Why)? Settled() =>
        HeldOn is { } day && !string.IsNullOrWhiteSpace(Saw)
            ? (
                ["kind", "held_on", "period", "attendees", "text", "decisions", "saw"],
                $"This review was held on {Days.Read(day)}. What was seen and decided then stands; plan another review."
            )
            : null;

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

    internal static ReviewDecision Of(DecisionKind decision, string text) => new() { Decision = decision, Text = text };
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

    /// <summary>A time.</summary>
    public static ReviewPeriod Of(DateOnly from, DateOnly to) => new() { From = from, To = to };
}
