namespace Goldthread.Spc;

/// <summary>The side of the centre line.</summary>
public enum Side
{
    /// <summary>Below it, or falling.</summary>
    Low = -1,

    /// <summary>On it.</summary>
    On = 0,

    /// <summary>Above it, or rising.</summary>
    High = 1,
}

/// <summary>The rules that find special causes.</summary>
public enum Rule
{
    /// <summary>A point beyond a process limit. Shewhart 1931.</summary>
    Outside,

    /// <summary>Seven (or six) points that only rise, or only fall. NHS England, Making Data Count.</summary>
    Trend,

    /// <summary>Two of three points near or, in Making Data Count, beyond a limit, all three on that side. Western Electric 1956.</summary>
    TwoOfThree,

    /// <summary>Seven (or six) points on one side of the mean. NHS England, Making Data Count.</summary>
    Shift,

    /// <summary>A run on one side of the centre line longer than chance allows. Anhøj and Olesen 2014.</summary>
    LongRun,

    /// <summary>The line crosses the centre less often than chance allows. Anhøj and Olesen 2014.</summary>
    FewCrossings,
}

/// <summary>All rules that one point breaks, with their sides. Kept whatever the point's label.</summary>
[Flags]
public enum PointSignals : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Above the upper process limit.</summary>
    OutsideHigh = 1,

    /// <summary>Below the lower process limit.</summary>
    OutsideLow = 2,

    /// <summary>Part of a rise.</summary>
    TrendUp = 4,

    /// <summary>Part of a fall.</summary>
    TrendDown = 8,

    /// <summary>One of two of three near the upper limit.</summary>
    TwoOfThreeHigh = 16,

    /// <summary>One of two of three near the lower limit.</summary>
    TwoOfThreeLow = 32,

    /// <summary>Part of a shift (XmR) or a run that is too long (other charts) above the centre line.</summary>
    ShiftHigh = 64,

    /// <summary>Part of a shift (XmR) or a run that is too long (other charts) below the centre line.</summary>
    ShiftLow = 128,
}

/// <summary>The one label a point carries: the first rule by priority.</summary>
public enum SpecialCause
{
    /// <summary>No rule, or no value.</summary>
    CommonCause,

    /// <summary>Above the upper process limit.</summary>
    AboveLimit,

    /// <summary>Below the lower process limit.</summary>
    BelowLimit,

    /// <summary>Part of a rise.</summary>
    TrendIncreasing,

    /// <summary>Part of a fall.</summary>
    TrendDecreasing,

    /// <summary>Two of three near the upper limit.</summary>
    TwoInThreeAbove,

    /// <summary>Two of three near the lower limit.</summary>
    TwoInThreeBelow,

    /// <summary>A shift above the mean, or a run that is too long.</summary>
    ShiftAbove,

    /// <summary>A shift below the mean, or a run that is too long.</summary>
    ShiftBelow,
}

/// <summary>What a point's label means, given the direction.</summary>
public enum PointType
{
    /// <summary>Chance alone explains it.</summary>
    CommonCause,

    /// <summary>Better than chance explains.</summary>
    Improvement,

    /// <summary>Worse than chance explains.</summary>
    Concern,

    /// <summary>Higher than chance explains, where neither way is better.</summary>
    NeutralHigh,

    /// <summary>Lower than chance explains, where neither way is better.</summary>
    NeutralLow,
}

/// <summary>One signal of one rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Side">High for above or rising, low for below or falling.</param>
/// <param name="Meaning">What it means, given the direction.</param>
/// <param name="Group">Index of its group in <see cref="Chart.Groups"/>.</param>
/// <param name="Points">Indexes of its points in <see cref="Chart.Points"/>, rising; empty for <see cref="Rule.FewCrossings"/>.</param>
public sealed record Signal(Rule Rule, Side Side, PointType Meaning, int Group, IReadOnlyList<int> Points);

/// <summary>What the chart says of the process now.</summary>
public enum VariationVerdict
{
    /// <summary>Too few points to say: no icon is to be shown.</summary>
    NotEnoughYet,

    /// <summary>Chance alone explains it.</summary>
    CommonCause,

    /// <summary>Special cause, improving; higher is better.</summary>
    ImprovementHigh,

    /// <summary>Special cause, improving; lower is better.</summary>
    ImprovementLow,

    /// <summary>Special cause, concerning; lower is better.</summary>
    ConcernHigh,

    /// <summary>Special cause, concerning; higher is better.</summary>
    ConcernLow,

    /// <summary>Special cause, high; neither way is better.</summary>
    NeutralHigh,

    /// <summary>Special cause, low; neither way is better.</summary>
    NeutralLow,
}

/// <summary>What the chart says of a target.</summary>
public enum AssuranceVerdict
{
    /// <summary>Nothing: no target, no direction, or no limits.</summary>
    None,

    /// <summary>Too few points to say: no icon is to be shown.</summary>
    NotEnoughYet,

    /// <summary>Chance decides whether it is met: hit and miss.</summary>
    Inconsistent,

    /// <summary>It is met again and again.</summary>
    ConsistentPass,

    /// <summary>It is missed again and again unless the process changes.</summary>
    ConsistentFail,
}
