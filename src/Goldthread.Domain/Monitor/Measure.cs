using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Monitor;

/// <summary>A figure that shows whether something changed, with where it stood and where it is to get to.</summary>
[Owed]
[Thing(
    Measure.List,
    Stage.Monitor,
    "measure",
    "M",
    Why = "A plan without a measure cannot show that anything changed. Add one from the catalogue.",
    IsMain = true
)]
public sealed class Measure : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "measures";

    [AskedFirst(1)]
    [IsTitle]
    [Owed]
    [Asks("What is the measure called?")]
    public string Name { get; private set; } = "";

    [Under(Fold.Counting)]
    [Asks("What exactly is counted?", Hint = "So that two people would get the same figure.", Long = true)]
    public string? Definition { get; private set; }

    [Under(Fold.Counting)]
    [Asks("What is counted on top?", Hint = "The numerator, such as falls in the month.")]
    public string? Numerator { get; private set; }

    [Under(Fold.Counting)]
    [Asks("Out of what?", Hint = "The denominator, such as occupied bed days in the month.")]
    public string? Denominator { get; private set; }

    [AskedFirst(3)]
    [Asks("In which unit?", Hint = "Such as %, or falls per 1,000 bed days.")]
    public string? Unit { get; private set; }

    [Under(Fold.Counting)]
    [In(CountedIn.Times)]
    [Asks("Times what?", Hint = "100 for a percentage, 1,000 for a rate per thousand.")]
    public double? Multiplier { get; private set; }

    [Under(Fold.More)]
    [IsState]
    [ShownInLists("Kind")]
    [Asks("What kind of measure is it?", Hint = "Outcome: the change for people. Process: what we do. Balancing: what must not get worse.")]
    public MeasureKind? Kind { get; private set; }

    [AskedFirst(4)]
    [Asks("Which way is better?")]
    public Direction? Direction { get; private set; }

    [Under(Fold.More)]
    [Happened]
    [Asks("Where did it stand?")]
    public Baseline? Baseline { get; private set; }

    [AskedFirst(5)]
    [AsksWhy]
    [Asks("Where is it to get to?")]
    public Target? Target { get; private set; }

    [Under(Fold.More)]
    [AsksWhy]
    [Asks("Which other targets are there?", Hint = "National, local or the commissioner's: each is judged by itself.")]
    public IReadOnlyList<FurtherTarget> Targets { get; private set; } = [];

    [Under(Fold.Going)]
    [AsksWhy]
    [Asks("Which steps lead there?")]
    public IReadOnlyList<TrajectoryPoint> Trajectory { get; private set; } = [];

    [Under(Fold.More)]
    [Asks("Why is it enough to hold the line?", Long = true)]
    public string? MaintainReason { get; private set; }

    [Under(Fold.More)]
    [In(CountedIn.UnitOfMeasure)]
    [Asks("How far off the target is still close?", Hint = "In the measure's unit.")]
    public double? Tolerance { get; private set; }

    [AskedFirst(6)]
    [Asks("How often is there a figure?")]
    public Frequency? Frequency { get; private set; }

    [Under(Fold.People)]
    [IsPerson]
    [ShownInLists("Who")]
    [AsksWhy]
    [Refers(Develop.StaffMember.List)]
    [Asks("Who enters it?")]
    public string? Owner { get; private set; }

    [Under(Fold.Counting)]
    [Asks("Where do the figures come from?")]
    public string? Source { get; private set; }

    [Under(Fold.Counting)]
    [Asks("What kind of source is that?")]
    public SourceKind? SourceKind { get; private set; }

    [Under(Fold.Counting)]
    [AsksWhy]
    [Asks("Which chart fits?")]
    public ChartKind? Chart { get; private set; }

    [Under(Fold.Counting)]
    [Known(Known.CatalogueMeasure)]
    [Asks("Which measure of the catalogue is it?")]
    public string? Catalogue { get; private set; }

    [AskedFirst(2)]
    [Refers(Develop.Objective.List)]
    [Asks("Which objectives does it show?")]
    public IReadOnlyList<string> Objectives { get; private set; } = [];

    [Under(Fold.LawAndStandards)]
    [Asks("Which law or standards does it answer?")]
    public IReadOnlyList<MeasureCitation> Requirements { get; private set; } = [];

    [MovedBy("rebase", "agree-rebase", "refuse-rebase")]
    [Asks("When did the process change for good?")]
    public IReadOnlyList<Rebase> Rebase { get; private set; } = [];

    [Under(Fold.Going)]
    [Happened]
    [Asks("How do you judge it?", Hint = "Only where the figures cannot say it.")]
    public Rag? Rag { get; private set; }

    [Under(Fold.Going)]
    [Happened]
    [Asks("Why do you judge it so?", Long = true)]
    public string? RagReason { get; private set; }

    [Under(Fold.Counting)]
    [Within(0, 100_000)]
    [In(CountedIn.Minutes)]
    [Asks("How many minutes does one figure take to collect?")]
    public int? Minutes { get; private set; }

    [Under(Fold.Counting)]
    [Happened]
    [Asks("When did somebody last decide something by it?")]
    public DateOnly? LastUsed { get; private set; }

    [Happened]
    [Asks("What are the figures?")]
    public IReadOnlyList<Reading> Readings { get; private set; } = [];

    /// <summary>Where the measure is to be on a day: the step of its trajectory in force, else its target once that is due; null for nowhere yet.</summary>
    /// <param name="day">The day.</param>
    public double? AimOn(DateOnly? day)
    {
        if (day is null)
            return null;
        TrajectoryPoint? newest = null;
        foreach (var point in Trajectory)
        {
            if (point.On <= day && (newest is null || point.On >= newest.On))
                newest = point;
        }
        return newest is not null ? newest.Value
            : Target?.By <= day ? Target?.Value
            : null;
    }

    /// <summary>True where a figure of a day is not where the measure is to be by then, on the wrong side of it.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="day">Its day.</param>
    public bool Misses(double figure, DateOnly day) =>
        // A target without a day is one for every day.
        (AimOn(day) ?? (Trajectory.Count == 0 && Target is { By: null } ? Target.Value : null))
            is { } aim
        && Direction switch
        {
            Monitor.Direction.Higher => figure < aim,
            Monitor.Direction.Lower => figure > aim,
            _ => false,
        };

    /// <value>The rebase that somebody asked for and nobody has decided on yet; null for none.</value>
    public Rebase? AskedRebase => Rebase.FirstOrDefault(r => r.IsAsked);

    /// <summary>Somebody asks that the limits are counted anew. The chart stays as it is until somebody else agrees.</summary>
    /// <param name="on">From which day.</param>
    /// <param name="reason">What changed for good.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="today">Today.</param>
    /// <exception cref="RuleBroken">The day is still to come, or the limits are counted anew from it already.</exception>
    public void AskRebase(DateOnly on, string reason, string by, DateOnly today)
    {
        if (on > today)
            throw new RuleBroken("This day is still to come. Give the day from which the process was another.", "on");
        if (Rebase.Any(r => r.On == on))
            throw new RuleBroken($"The limits are counted anew from {Days.Read(on)} already.", "on");
        Rebase = [.. Rebase, Monitor.Rebase.Of(on, reason, by)];
    }

    /// <summary>Somebody else agrees to what was asked: from now on the chart's limits are counted anew.</summary>
    /// <param name="by">Who agrees.</param>
    /// <param name="on">The day.</param>
    public void AgreeRebase(string by, DateOnly on) => Rebase = [.. Rebase.Select(r => r.IsAsked ? r.AgreedBy(by, on) : r)];

    /// <summary>It is not agreed to: what was asked is taken away, and stays told in the history.</summary>
    public void RefuseRebase() => Rebase = [.. Rebase.Where(r => !r.IsAsked)];

    internal string? WhyNoRebase() =>
        AskedRebase is { On: { } day }
            ? $"Counting the limits anew from {Days.Read(day)} is asked for already. It is decided first."
            : null;

    internal string? WhyNothingAsked() => AskedRebase is null ? "Nobody asks that the limits of this measure are counted anew." : null;
}

/// <summary>What a measure tells of.</summary>
public enum MeasureKind
{
    Outcome,
    Process,
    Balancing,
}

/// <summary>Which way is better.</summary>
public enum Direction
{
    Higher,
    Lower,

    [Reads("neither")]
    Neutral,
}

/// <summary>How often there is a figure.</summary>
public enum Frequency
{
    Daily,
    Weekly,
    Monthly,
    Quarterly,
    Yearly,

    [Reads("each time it happens")]
    Event,
}

/// <summary>Which days are of one period, and how far the figures of a frequency are apart.</summary>
public static class Periods
{
    /// <summary>The days of a period: daily 1, weekly 7, monthly 31, quarterly 92, yearly 366; null where figures come as things happen.</summary>
    public static int? DaysOf(Frequency? frequency) =>
        frequency switch
        {
            Frequency.Daily => 1,
            Frequency.Weekly => 7,
            Frequency.Monthly => 31,
            Frequency.Quarterly => 92,
            Frequency.Yearly => 366,
            _ => null,
        };

    /// <summary>
    /// The first day of the period in which a day is: of its week (Monday), month, quarter or year; the day itself where figures are daily, come as things
    /// happen, or nothing is said. Two figures of one measure with the same first day are of one period.
    /// </summary>
    /// <param name="frequency">How often there is a figure.</param>
    /// <param name="day">The day.</param>
    /// <param name="calendarYears">True where a year begins on 1 January; it begins on 1 April unless said.</param>
    public static DateOnly FirstOf(Frequency? frequency, DateOnly day, bool calendarYears = false) =>
        frequency switch
        {
            Frequency.Weekly => Days.MondayOf(day),
            Frequency.Monthly => new(day.Year, day.Month, 1),
            Frequency.Quarterly => new(day.Year, day.Month - ((day.Month - 1) % 3), 1),
            Frequency.Yearly when calendarYears || day < new DateOnly(1, 4, 1) => new(day.Year, 1, 1),
            Frequency.Yearly => new(day.Month < 4 ? day.Year - 1 : day.Year, 4, 1),
            _ => day,
        };

    /// <summary>True where the days of yearly figures say that their years are calendar years: one is the first or the last of a calendar year.</summary>
    public static bool AreCalendarYears(Frequency? frequency, IEnumerable<DateOnly> days) =>
        frequency is Frequency.Yearly && days.Any(d => d is { Month: 1, Day: 1 } or { Month: 12, Day: 31 });

    /// <summary>The first day of the period after the one that begins on a day; never beyond the calendar.</summary>
    public static DateOnly NextOf(Frequency? frequency, DateOnly first) =>
        frequency switch
        {
            Frequency.Weekly => DateOnly.FromDayNumber(Math.Min(first.DayNumber + 7, DateOnly.MaxValue.DayNumber)),
            Frequency.Monthly => Days.AddMonths(first, 1),
            Frequency.Quarterly => Days.AddMonths(first, 3),
            Frequency.Yearly => Days.AddMonths(first, 12),
            _ => DateOnly.FromDayNumber(Math.Min(first.DayNumber + 1, DateOnly.MaxValue.DayNumber)),
        };
}

/// <summary>Where figures come from.</summary>
public enum SourceKind
{
    System,
    Audit,

    [Reads("people's feedback")]
    PeopleFeedback,
    StaffFeedback,
    Partner,
}

/// <summary>The charts of process control.</summary>
public enum ChartKind
{
    [Reads("XmR")]
    Xmr,

    [Reads("run chart")]
    Run,

    [Reads("P")]
    P,

    [Reads("P'")]
    PPrime,

    [Reads("U")]
    U,

    [Reads("U'")]
    UPrime,

    [Reads("C")]
    C,

    [Reads("T")]
    T,

    [Reads("G")]
    G,
}

/// <summary>A judgement set by hand.</summary>
public enum Rag
{
    Red,
    Amber,
    Green,
}

/// <summary>Where a measure stood before.</summary>
public sealed class Baseline : Part
{
    [In(CountedIn.UnitOfMeasure)]
    [Asks("Where did it stand?")]
    public double? Value { get; private set; }

    [Asks("On which day?")]
    public DateOnly? On { get; private set; }
}

/// <summary>Where a measure is to get to.</summary>
public sealed class Target : Part
{
    [In(CountedIn.UnitOfMeasure)]
    [Asks("Where is it to get to?")]
    public double? Value { get; private set; }

    [Asks("By when?")]
    public DateOnly? By { get; private set; }
}

/// <summary>A target beside the measure's own: whose it is, and where that says so.</summary>
public sealed class FurtherTarget : Part
{
    [Asks("Whose target is it?", Hint = "Such as national, or the commissioner's.")]
    public string? Name { get; private set; }

    [In(CountedIn.UnitOfMeasure)]
    [Asks("Where is it to get to?")]
    public double? Value { get; private set; }

    [Asks("By when?")]
    public DateOnly? By { get; private set; }

    [Asks("Where does it say so?")]
    public string? Source { get; private set; }
}

/// <summary>A step on the way to the target.</summary>
public sealed class TrajectoryPoint : Part
{
    [Asks("From which day?")]
    public DateOnly? On { get; private set; }

    [In(CountedIn.UnitOfMeasure)]
    [Asks("Where is it to be then?")]
    public double? Value { get; private set; }
}

/// <summary>A requirement that a measure answers.</summary>
public sealed class MeasureCitation : Part
{
    [Known(Known.Requirement)]
    [Asks("Which requirement?")]
    public string? Id { get; private set; }
}

/// <summary>A day from which a chart's limits are counted anew.</summary>
public sealed class Rebase : Part
{
    [Asks("From which day?")]
    public DateOnly? On { get; private set; }

    [Asks("What changed for good?", Long = true)]
    public string? Reason { get; private set; }

    [Asks("Who asked for it?", Hint = "A role or initials.")]
    public string? AskedBy { get; private set; }

    [Asks("Who approved it?")]
    public string? Approver { get; private set; }

    [Asks("When was it agreed?")]
    public DateOnly? Agreed { get; private set; }

    /// <value>True while somebody asks for it and nobody has agreed: until then no chart follows it.</value>
    public bool IsAsked => !string.IsNullOrWhiteSpace(AskedBy) && Agreed is null && string.IsNullOrWhiteSpace(Approver);

    internal static Rebase Of(DateOnly on, string reason, string by) =>
        new()
        {
            On = on,
            Reason = reason,
            AskedBy = by,
        };

    internal Rebase AgreedBy(string by, DateOnly on) =>
        new()
        {
            On = On,
            Reason = Reason,
            AskedBy = AskedBy,
            Approver = by,
            Agreed = on,
        };
}

/// <summary>One figure of a measure.</summary>
public sealed class Reading : Part
{
    [Asks("For which day?")]
    public DateOnly? On { get; private set; }

    [Asks("What is the figure?")]
    public double? Value { get; private set; }

    [Asks("How many were counted?")]
    public double? Numerator { get; private set; }

    [Asks("Out of how many?")]
    public double? Denominator { get; private set; }

    [Asks("What explains it?", Hint = "No names of people who use the service.", Long = true)]
    public string? Note { get; private set; }

    /// <summary>A reading.</summary>
    public static Reading Of(DateOnly? on, double? value, double? numerator = null, double? denominator = null, string? note = null) =>
        new()
        {
            On = on,
            Value = value,
            Numerator = numerator,
            Denominator = denominator,
            Note = note,
        };

    /// <summary>The figure: the value, else numerator over denominator times the multiplier; null where it has none.</summary>
    /// <param name="multiplier">The measure's multiplier; 1 unless said.</param>
    public double? Figure(double? multiplier)
    {
        if (Value is not null)
            return Value;
        var figure = Denominator is null or 0 ? null : Numerator / Denominator * (multiplier ?? 1);
        return figure is { } number && double.IsFinite(number) ? number : null;
    }
}
