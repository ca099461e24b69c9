namespace Goldthread.Spc.Internal;

/// <summary>From the rules a point breaks to its label, from the label to its meaning, from the meaning to the verdict.</summary>
internal static class Verdicts
{
    private static readonly (PointSignals Signal, SpecialCause Label)[] Priority =
    [
        (PointSignals.OutsideHigh, SpecialCause.AboveLimit),
        (PointSignals.OutsideLow, SpecialCause.BelowLimit),
        (PointSignals.TrendUp, SpecialCause.TrendIncreasing),
        (PointSignals.TrendDown, SpecialCause.TrendDecreasing),
        (PointSignals.TwoOfThreeHigh, SpecialCause.TwoInThreeAbove),
        (PointSignals.TwoOfThreeLow, SpecialCause.TwoInThreeBelow),
        (PointSignals.ShiftHigh, SpecialCause.ShiftAbove),
        (PointSignals.ShiftLow, SpecialCause.ShiftBelow),
    ];

    private const PointSignals Highs =
        PointSignals.OutsideHigh | PointSignals.TrendUp | PointSignals.TwoOfThreeHigh | PointSignals.ShiftHigh;

    private const PointSignals Lows = PointSignals.OutsideLow | PointSignals.TrendDown | PointSignals.TwoOfThreeLow | PointSignals.ShiftLow;

    /// <summary>
    /// The first rule by priority. Making Data Count shows improvement where a point breaks one rule that improves and another
    /// that is a concern.
    /// </summary>
    public static SpecialCause Label(PointSignals signals, Direction direction, RuleProfile profile)
    {
        if (signals == PointSignals.None)
        {
            return SpecialCause.CommonCause;
        }

        if (profile == RuleProfile.MakingDataCount && direction != Direction.Neutral)
        {
            var better = signals & (direction == Direction.Increase ? Highs : Lows);
            if (better != PointSignals.None)
            {
                signals = better;
            }
        }

        foreach (var (signal, label) in Priority)
        {
            if ((signals & signal) != 0)
            {
                return label;
            }
        }

        return SpecialCause.CommonCause;
    }

    public static bool IsHigh(SpecialCause label) =>
        label is SpecialCause.AboveLimit or SpecialCause.TrendIncreasing or SpecialCause.TwoInThreeAbove or SpecialCause.ShiftAbove;

    public static PointType Type(SpecialCause label, Direction direction) =>
        label == SpecialCause.CommonCause ? PointType.CommonCause : Type(IsHigh(label) ? Side.High : Side.Low, direction);

    public static PointType Type(Side side, Direction direction) =>
        (side, direction) switch
        {
            (Side.On, _) => PointType.CommonCause,
            (Side.High, Direction.Increase) or (Side.Low, Direction.Decrease) => PointType.Improvement,
            (_, Direction.Increase) or (_, Direction.Decrease) => PointType.Concern,
            (Side.High, _) => PointType.NeutralHigh,
            _ => PointType.NeutralLow,
        };

    public static VariationVerdict Variation(PointType type, Direction direction) =>
        type switch
        {
            PointType.Improvement when direction == Direction.Increase => VariationVerdict.ImprovementHigh,
            PointType.Improvement => VariationVerdict.ImprovementLow,
            PointType.Concern when direction == Direction.Increase => VariationVerdict.ConcernLow,
            PointType.Concern => VariationVerdict.ConcernHigh,
            PointType.NeutralHigh => VariationVerdict.NeutralHigh,
            PointType.NeutralLow => VariationVerdict.NeutralLow,
            _ => VariationVerdict.CommonCause,
        };

    public static AssuranceVerdict Assurance(double target, double? lower, double? upper, Direction direction, RuleProfile profile)
    {
        if (direction == Direction.Neutral || double.IsNaN(target))
        {
            return AssuranceVerdict.None;
        }

        var workbook = profile == RuleProfile.MakingDataCount;
        if (lower is not { } low || upper is not { } high)
        {
            return workbook ? AssuranceVerdict.None : AssuranceVerdict.Inconsistent;
        }

        var up = direction == Direction.Increase;
        var (easy, hard) = up ? (target < low, target > high) : (target > high, target < low);
        if (workbook)
        {
            // A constant series on its target has both limits there: it is reached, so that is asked first.
            easy |= up ? target == low : target == high;
            hard |= up ? target == high : target == low;
        }

        return easy ? AssuranceVerdict.ConsistentPass
            : hard ? AssuranceVerdict.ConsistentFail
            : AssuranceVerdict.Inconsistent;
    }

    /// <summary>The verdict on each target in force at the last point, by name.</summary>
    public static TargetVerdict[] OnTargets(
        ChartOptions options,
        DateTime last,
        double? lower,
        double? upper,
        bool enough,
        bool hasLimits
    ) =>
        [
            .. Chart
                .InForce(options.Targets, last)
                .Select(target => new TargetVerdict(
                    target,
                    !hasLimits ? AssuranceVerdict.None
                        : Assurance(target.Value, lower, upper, options.Direction, options.Profile) is var verdict
                        && (enough || verdict == AssuranceVerdict.None)
                            ? verdict
                        : AssuranceVerdict.NotEnoughYet
                )),
        ];

    public static int Enough(RuleProfile profile) => profile == RuleProfile.MakingDataCount ? Chart.EnoughForVerdict : 1;

    public static double? OrNull(double value) => double.IsFinite(value) ? value : null;
}
