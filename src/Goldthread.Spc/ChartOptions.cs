namespace Goldthread.Spc;

/// <summary>Whose rules an XmR chart follows.</summary>
public enum RuleProfile
{
    /// <summary>
    /// The present rules of NHS England's Making Data Count workbook: no screening, two of three counts points beyond a
    /// limit, verdicts from 13 points, a target exactly at a limit is reached.
    /// </summary>
    MakingDataCount,

    /// <summary>The rules of the R package NHSRplotthedots 0.2.2, figure for figure.</summary>
    NhsR,
}

/// <summary>Which way is better.</summary>
public enum Direction
{
    /// <summary>Higher is better.</summary>
    Increase,

    /// <summary>Lower is better.</summary>
    Decrease,

    /// <summary>Neither: a change is worth knowing, not good or bad.</summary>
    Neutral,
}

/// <summary>How several rows of one date become one value where there are no denominators.</summary>
public enum Aggregate
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their median.</summary>
    Median,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their standard deviation.</summary>
    StandardDeviation,
}

/// <summary>How runs are judged on the charts that are not XmR.</summary>
public enum RunsMethod
{
    /// <summary>The Anhøj rules: two bounds by formula.</summary>
    Anhoej,

    /// <summary>The best box of Anhøj and Wentzel-Larsen (2020): two bounds by table for 10 to 100 useful points, otherwise as Anhøj.</summary>
    BestBox,

    /// <summary>Their cut box: the best box without the cells near its corner that tell most, by the same table.</summary>
    CutBox,
}

/// <summary>A target.</summary>
/// <param name="Value">What is to be reached, in the measure's unit.</param>
/// <param name="From">When it came into force (UTC); <see langword="null"/>: it always was.</param>
/// <param name="Name">Whose it is, such as "national"; targets of one name replace one another over time.</param>
public sealed record Target(double Value, DateTime? From = null, string? Name = null)
{
    /// <summary>A target in force from a day.</summary>
    /// <param name="value">What is to be reached, in the measure's unit.</param>
    /// <param name="day">The first day on which it is in force.</param>
    /// <param name="name">Whose it is; <see langword="null"/> where there is one alone.</param>
    /// <returns>The target.</returns>
    public static Target FromDay(double value, DateOnly day, string? name = null) => new(value, Series.Midnight(day), name);
}

/// <summary>A date at which the limits begin anew, because the process was changed on purpose.</summary>
/// <param name="On">The first instant of the new limits (UTC).</param>
/// <param name="Reason">Why, for the picture.</param>
public sealed record Rebase(DateTime On, string? Reason = null)
{
    /// <summary>A rebase on a day.</summary>
    /// <param name="day">The first day of the new limits.</param>
    /// <param name="reason">Why, for the picture.</param>
    /// <returns>The rebase.</returns>
    public static Rebase OnDay(DateOnly day, string? reason = null) => new(Series.Midnight(day), reason);
}

/// <summary>How a chart is made. Every setting has the value that a page uses unless somebody says otherwise.</summary>
public sealed record ChartOptions
{
    /// <summary>Whose rules. Used by every kind of chart for verdicts, by XmR for all it does.</summary>
    /// <value>Default: <see cref="RuleProfile.MakingDataCount"/>.</value>
    public RuleProfile Profile { get; init; } = RuleProfile.MakingDataCount;

    /// <summary>Which way is better.</summary>
    /// <value>Default: <see cref="Direction.Increase"/>.</value>
    public Direction Direction { get; init; } = Direction.Increase;

    /// <summary>The targets. The first name is the one that <see cref="Chart.Assurance"/> speaks of.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<Target> Targets { get; init; } = [];

    /// <summary>Where the limits begin anew.</summary>
    /// <value>Default: nowhere.</value>
    public IReadOnlyList<Rebase> Rebases { get; init; } = [];

    /// <summary>
    /// Whether moving ranges of 3.267 times their mean or more are left out of the limits, once.
    /// </summary>
    /// <value>Default: null: on, but off on XmR with MakingDataCount.</value>
    public bool? ScreenMovingRanges { get; init; }

    /// <summary>
    /// Mean and limits come from the first so many rows of each group: 12 or more on XmR. On the other charts they come
    /// from the first so many subgroups, unless there are <see cref="Parts"/> or <see cref="Rebases"/>.
    /// </summary>
    /// <value>Default: null, from all rows.</value>
    public int? FixAfter { get; init; }

    /// <summary>How many points make a shift or a trend on XmR: 6 or 7. NhsR is always 7.</summary>
    /// <value>Default: 7.</value>
    public int RunLength { get; init; } = 7;

    /// <summary>What values, centre line and limits are multiplied by, such as 100 for per cent or 1,000 for a rate.</summary>
    /// <value>Default: 1.</value>
    public double Multiply { get; init; } = 1;

    /// <summary>Not XmR: split after so many subgroups, in rising order.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<int> Parts { get; init; } = [];

    /// <summary>Not XmR: subgroups (whole numbers from 1, the first) left out of centre line, limits and runs, still held against the limits.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<int> Exclude { get; init; } = [];

    /// <summary>Not XmR: a centre line known from elsewhere, before <see cref="Multiply"/>.</summary>
    /// <value>Default: null, it is computed.</value>
    public double? CentreLine { get; init; }

    /// <summary>Not XmR: false cuts lower limits at 0 where no value of the series is negative.</summary>
    /// <value>Default: true.</value>
    public bool LimitsMayBeNegative { get; init; } = true;

    /// <summary>Not XmR: how several rows of one date become one value.</summary>
    /// <value>Default: <see cref="Aggregate.Mean"/>.</value>
    public Aggregate Aggregate { get; init; } = Aggregate.Mean;

    /// <summary>Not XmR: how runs are judged.</summary>
    /// <value>Default: <see cref="RunsMethod.Anhoej"/>.</value>
    public RunsMethod Runs { get; init; } = RunsMethod.Anhoej;
}
