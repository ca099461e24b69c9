namespace Goldthread.Spc;

/// <summary>Why a point has no value.</summary>
public enum Gap
{
    /// <summary>It has one.</summary>
    None,

    /// <summary>None was recorded, or one of count and denominator was not.</summary>
    NotRecorded,

    /// <summary>The denominator is zero and so is the count.</summary>
    ZeroDenominator,

    /// <summary>The first moving range, or one beside a gap, does not exist; nor does the deviation of a subgroup of one.</summary>
    NotDefined,
}

/// <summary>One point of a chart with all that is known of it. Missing figures are <see langword="null"/>, never NaN.</summary>
public readonly record struct ChartPoint
{
    /// <summary>The instant (UTC); midnight for a plain date.</summary>
    public DateTime On { get; init; }

    /// <summary>The category's name where the series has names in place of dates.</summary>
    public string? Category { get; init; }

    /// <summary>The charted value in the measure's unit. Infinite only for a count over a denominator of zero.</summary>
    public double? Value { get; init; }

    /// <summary>Why there is no value.</summary>
    public Gap Gap { get; init; }

    /// <summary>The summed denominator; missing where the series has none.</summary>
    public double? Denominator { get; init; }

    /// <summary>Rows of this date that have a value.</summary>
    public int SubgroupSize { get; init; }

    /// <summary>Sum of the rows of this date; where there are denominators, the count.</summary>
    public double? SubgroupSum { get; init; }

    /// <summary>Mean of the rows of this date.</summary>
    public double? SubgroupMean { get; init; }

    /// <summary>Standard deviation of the rows of this date; missing for one row.</summary>
    public double? SubgroupDeviation { get; init; }

    /// <summary>Index of the group in <see cref="Chart.Groups"/>.</summary>
    public int Group { get; init; }

    /// <summary>Whether mean and limits may be taken from it (true for all unless they are fixed after some points).</summary>
    public bool InBaseline { get; init; }

    /// <summary>False where the point is excluded on request.</summary>
    public bool Included { get; init; }

    /// <summary>Distance from the value before; missing for the first, beside a gap, or where it was screened out. XmR only.</summary>
    public double? MovingRange { get; init; }

    /// <summary>The side of the mean; missing without a value.</summary>
    public Side? Side { get; init; }

    /// <summary>Beyond a process limit, strictly; missing where value or limits are.</summary>
    public bool? OutsideLimits { get; init; }

    /// <summary>Beyond two thirds of the way to a process limit but not outside; missing where value or limits are. XmR only.</summary>
    public bool? CloseToLimits { get; init; }

    /// <summary>All rules it breaks.</summary>
    public PointSignals Signals { get; init; }

    /// <summary>The one label.</summary>
    public SpecialCause Label { get; init; }

    /// <summary>What the label means, given the direction.</summary>
    public PointType Type { get; init; }

    /// <summary>Mean or median.</summary>
    public double? CentreLine { get; init; }

    /// <summary>Lower process limit (three sigma).</summary>
    public double? Lower { get; init; }

    /// <summary>Upper process limit (three sigma).</summary>
    public double? Upper { get; init; }

    /// <summary>Lower near limit (two sigma).</summary>
    public double? LowerNear { get; init; }

    /// <summary>Upper near limit (two sigma).</summary>
    public double? UpperNear { get; init; }

    /// <summary>The planned course, carried through.</summary>
    public double? Trajectory { get; init; }
}

/// <summary>The points between two rebases, which share mean and limits.</summary>
public sealed record ChartGroup
{
    /// <summary>Its number: rebases passed so far on XmR (0 before the first), 1 and up on the other charts.</summary>
    public int Number { get; init; }

    /// <summary>Index of its first point in <see cref="Chart.Points"/>.</summary>
    public int First { get; init; }

    /// <summary>Its points, those without a value counted.</summary>
    public int Count { get; init; }

    /// <summary>Its points that have a value.</summary>
    public int Known { get; init; }

    /// <summary>True below 13 points: the limits are not to be relied on yet.</summary>
    public bool IsShort { get; init; }

    /// <summary>Mean or median, at its last point.</summary>
    public double? CentreLine { get; init; }

    /// <summary>Mean moving range before screening. XmR only.</summary>
    public double? MeanMovingRangeUnscreened { get; init; }

    /// <summary>Mean moving range that the limits rest on. XmR only.</summary>
    public double? MeanMovingRange { get; init; }

    /// <summary>Lower process limit, at its last point.</summary>
    public double? Lower { get; init; }

    /// <summary>Upper process limit, at its last point.</summary>
    public double? Upper { get; init; }

    /// <summary>Lower near limit, at its last point.</summary>
    public double? LowerNear { get; init; }

    /// <summary>Upper near limit, at its last point.</summary>
    public double? UpperNear { get; init; }

    /// <summary>Points of common cause.</summary>
    public int CommonCauses { get; init; }

    /// <summary>Points of special cause that improve. Neutral ones are in neither count.</summary>
    public int Improvements { get; init; }

    /// <summary>Points of special cause that are a concern.</summary>
    public int Concerns { get; init; }

    /// <summary>Points beyond the limits.</summary>
    public int Outside { get; init; }

    /// <summary>What its last point says.</summary>
    public VariationVerdict Variation { get; init; }

    /// <summary>Type of its last point.</summary>
    public PointType LastType { get; init; }

    /// <summary>Runs analysis; <see langword="null"/> on XmR.</summary>
    public RunsAnalysis? Runs { get; init; }
}
