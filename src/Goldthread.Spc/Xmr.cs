using Goldthread.Spc.Internal;

namespace Goldthread.Spc;

/// <summary>Mean and limits of one group of individual values. Missing figures are <see langword="null"/>.</summary>
/// <param name="Known">Values that are not missing.</param>
/// <param name="Mean">Arithmetic mean of the baseline.</param>
/// <param name="MeanMovingRangeUnscreened">Mean moving range of the baseline.</param>
/// <param name="MeanMovingRange">The same after screening, where that is on.</param>
/// <param name="Lower">Mean − 2.66 × mean moving range.</param>
/// <param name="Upper">Mean + 2.66 × mean moving range.</param>
/// <param name="LowerNear">Mean − 2 × (2.66 ÷ 3) × mean moving range.</param>
/// <param name="UpperNear">Mean + 2 × (2.66 ÷ 3) × mean moving range.</param>
public readonly record struct XmrLimits(
    int Known,
    double? Mean,
    double? MeanMovingRangeUnscreened,
    double? MeanMovingRange,
    double? Lower,
    double? Upper,
    double? LowerNear,
    double? UpperNear
);

/// <summary>What differs between rule profiles, for judging bare numbers.</summary>
/// <param name="Screen">Whether moving ranges of 3.267 times their mean or more are dropped, once.</param>
/// <param name="ConstantKeepsLimits">Whether a constant series that is screened keeps limits equal to its mean.</param>
/// <param name="OutsideIsNear">Whether two of three counts points beyond a limit.</param>
/// <param name="RunLength">Points of a shift and a trend, 6 or 7.</param>
public readonly record struct XmrRules(bool Screen, bool ConstantKeepsLimits, bool OutsideIsNear, int RunLength)
{
    /// <summary>The rules that options ask for.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The rules.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public static XmrRules Of(ChartOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var workbook = options.Profile == RuleProfile.MakingDataCount;
        return new(
            options.ScreenMovingRanges ?? !workbook,
            ConstantKeepsLimits: workbook,
            OutsideIsNear: workbook,
            workbook ? options.RunLength : 7
        );
    }
}

/// <summary>The XmR statistics of bare numbers, without an allocation: for thousands of series at once.</summary>
/// <remarks>
/// <see cref="Chart"/> does the same with dates, groups and verdicts. A missing value is NaN here, as packed series hold it;
/// an infinite one counts as missing.
/// </remarks>
public static class Xmr
{
    /// <summary>Judges one group.</summary>
    /// <param name="values">The values in order of time; NaN is missing.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="signals">Receives the rules each point breaks; as long as <paramref name="values"/>.</param>
    /// <param name="fixAfter">Mean and limits come from the first so many values.</param>
    /// <returns>Mean and limits.</returns>
    /// <exception cref="ArgumentException"><paramref name="signals"/> is shorter than the values.</exception>
    public static XmrLimits Judge(ReadOnlySpan<double> values, XmrRules rules, Span<PointSignals> signals, int fixAfter = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(signals.Length, values.Length, nameof(signals));
        return XmrKernel.Judge(values, rules, fixAfter, signals).ToLimits();
    }

    /// <summary>Judges many series of the same length, one after another in memory.</summary>
    /// <param name="values">All values, series by series; NaN is missing.</param>
    /// <param name="pointsEach">The length of each series, 1 or more.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="limits">Receives mean and limits of each series.</param>
    /// <param name="signals">Receives the rules each point breaks; as long as <paramref name="values"/>.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void JudgeAll(
        ReadOnlySpan<double> values,
        int pointsEach,
        XmrRules rules,
        Span<XmrLimits> limits,
        Span<PointSignals> signals
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pointsEach, 1);
        var (count, rest) = Math.DivRem(values.Length, pointsEach);
        if (rest != 0 || limits.Length < count || signals.Length < values.Length)
        {
            throw new ArgumentException("The values are no whole number of series, or there is no room for the answers.", nameof(values));
        }

        for (var i = 0; i < count; i++)
        {
            var start = i * pointsEach;
            limits[i] = XmrKernel.Judge(values.Slice(start, pointsEach), rules, int.MaxValue, signals.Slice(start, pointsEach)).ToLimits();
        }
    }

    /// <summary>What the last point of a group says, as <see cref="Chart.Variation"/> has it.</summary>
    /// <param name="known">Values of the group that are not missing.</param>
    /// <param name="last">The rules its last point breaks.</param>
    /// <param name="direction">Which way is better.</param>
    /// <param name="profile">Whose rules.</param>
    /// <returns>The verdict; not enough yet where the profile waits for more values.</returns>
    public static VariationVerdict Variation(int known, PointSignals last, Direction direction, RuleProfile profile)
    {
        if (known < (profile == RuleProfile.MakingDataCount ? Chart.EnoughForVerdict : 1))
        {
            return VariationVerdict.NotEnoughYet;
        }

        return Verdicts.Variation(Verdicts.Type(Verdicts.Label(last, direction, profile), direction), direction);
    }

    /// <summary>What the limits say of a target, as <see cref="Chart.Assurance"/> has it.</summary>
    /// <param name="target">The target, in the unit of the values.</param>
    /// <param name="lower">Lower process limit.</param>
    /// <param name="upper">Upper process limit.</param>
    /// <param name="direction">Which way is better.</param>
    /// <param name="profile">Whose rules.</param>
    /// <returns>The verdict; none without limits or a direction, or as the profile has it.</returns>
    public static AssuranceVerdict Assurance(double target, double? lower, double? upper, Direction direction, RuleProfile profile) =>
        Verdicts.Assurance(target, lower, upper, direction, profile);
}
