namespace Goldthread.Spc.Internal;

/// <summary>From a series to an XmR chart.</summary>
internal static class XmrChart
{
    private const int ShortBelow = 13;

    public static Chart Make(Series series, ChartOptions options)
    {
        var n = series.Count;
        var order = Order.Of(series);
        var y = new double[n];
        for (var i = 0; i < n; i++)
        {
            y[i] = Value(series, order[i], options.Multiply);
        }

        var (numbers, starts) = GroupStarts(series, order, options);
        var rules = XmrRules.Of(options);
        var signals = new PointSignals[n];
        var points = new ChartPoint[n];
        var groups = new ChartGroup[starts.Count];
        var found = new List<Signal>();
        for (var g = 0; g < groups.Length; g++)
        {
            var first = starts[g];
            var count = (g + 1 < groups.Length ? starts[g + 1] : n) - first;
            var values = y.AsSpan(first, count);
            var flags = signals.AsSpan(first, count);
            var figures = XmrKernel.Judge(values, rules, options.FixAfter ?? int.MaxValue, flags);
            for (var i = 0; i < count; i++)
            {
                points[first + i] = Point(series, order[first + i], values, flags, i, g, figures, rules, options);
            }

            groups[g] = Group(numbers[g], first, points.AsSpan(first, count), figures, options);
            XmrSignals.Find(found, values, figures, rules, first, g, options.Direction);
        }

        var last = groups.Length > 0 ? groups[^1] : null;
        var enough = last is not null && last.Variation != VariationVerdict.NotEnoughYet;
        return new Chart(ChartKind.Xmr, options, points, groups, [.. found])
        {
            Variation = last?.Variation ?? VariationVerdict.NotEnoughYet,
            TargetVerdicts = Verdicts.OnTargets(
                options,
                n > 0 ? points[^1].On : DateTime.MaxValue,
                last?.Lower,
                last?.Upper,
                enough,
                hasLimits: last is not null
            ),
        };
    }

    private static double Value(Series series, int index, double multiply)
    {
        var value = series.Values[index] ?? double.NaN;
        if (series.Denominators is { } denominators)
        {
            value /= denominators[index] ?? double.NaN;
        }

        value *= multiply;
        return double.IsFinite(value) ? value : double.NaN;
    }

    /// <summary>The number and the first point of each group.</summary>
    private static (List<int> Numbers, List<int> Starts) GroupStarts(Series series, int[] order, ChartOptions options)
    {
        var numbers = new List<int>();
        var starts = new List<int>();
        var rebases = options.Rebases.Select(r => r.On).Distinct().Order().ToArray();
        var next = 0;
        var number = 0;
        for (var i = 0; i < order.Length; i++)
        {
            var begins = i == 0;
            if (series.Categories is null)
            {
                var on = series.Dates[order[i]];
                var reached = false;
                while (next < rebases.Length && rebases[next] <= on)
                {
                    // The workbook begins a group at the point after a date between two; the R package only at a point of that very date.
                    reached |= rebases[next] == on || (i > 0 && options.Profile == RuleProfile.MakingDataCount);
                    next++;
                }

                begins |= reached;
                number += reached ? 1 : 0;
            }

            if (begins)
            {
                numbers.Add(number);
                starts.Add(i);
            }
        }

        return (numbers, starts);
    }

    private static ChartPoint Point(
        Series series,
        int index,
        ReadOnlySpan<double> values,
        ReadOnlySpan<PointSignals> flags,
        int i,
        int group,
        in XmrFigures figures,
        XmrRules rules,
        ChartOptions options
    )
    {
        var y = values[i];
        var known = !double.IsNaN(y);
        var limited = known && !double.IsNaN(figures.Upper);
        var outside = limited && (y > figures.Upper || y < figures.Lower);
        var baseline = options.FixAfter is not { } fix || i < fix;
        var label = Label(values, flags, i, options);
        return new ChartPoint
        {
            On = series.Categories is null ? series.Dates[index] : default,
            Category = series.Categories?[index],
            Value = known ? y : null,
            Gap =
                known ? Gap.None
                : series.Values[index] is { } count && count == 0 && series.Denominators?[index] == 0 ? Gap.ZeroDenominator
                : Gap.NotRecorded,
            Denominator = series.Denominators?[index],
            SubgroupSize = known ? 1 : 0,
            SubgroupSum = Known(series.Values[index]),
            SubgroupMean = Known(series.Values[index]),
            Group = group,
            InBaseline = baseline,
            Included = true,
            MovingRange = baseline && i > 0 ? KeptRange(Math.Abs(y - values[i - 1]), figures, rules) : null,
            Side = known && !double.IsNaN(figures.Mean) ? (Side)y.CompareTo(figures.Mean) : null,
            OutsideLimits = limited ? outside : null,
            CloseToLimits = limited ? !outside && (y > figures.UpperNear || y < figures.LowerNear) : null,
            Signals = flags[i],
            Label = label,
            Type = Verdicts.Type(label, options.Direction),
            CentreLine = Verdicts.OrNull(figures.Mean),
            Lower = Verdicts.OrNull(figures.Lower),
            Upper = Verdicts.OrNull(figures.Upper),
            LowerNear = Verdicts.OrNull(figures.LowerNear),
            UpperNear = Verdicts.OrNull(figures.UpperNear),
            Trajectory = Known(series.Trajectory?[index]) * options.Multiply,
        };
    }

    private static double? Known(double? value) => value is { } x && double.IsFinite(x) ? x : null;

    private static double? KeptRange(double range, in XmrFigures figures, XmrRules rules) =>
        !double.IsFinite(range) || (rules.Screen && !(range < XmrKernel.Screening * figures.Unscreened)) ? null : range;

    private static SpecialCause Label(ReadOnlySpan<double> values, ReadOnlySpan<PointSignals> flags, int i, ChartOptions options)
    {
        const PointSignals outside = PointSignals.OutsideHigh | PointSignals.OutsideLow;
        const PointSignals trend = PointSignals.TrendUp | PointSignals.TrendDown;
        var turns = options.Direction == Direction.Neutral && (flags[i] & trend) == trend;
        if ((options.Profile == RuleProfile.NhsR || turns) && (flags[i] & outside) == 0 && (flags[i] & trend) != 0)
        {
            // As the R package has it: where the next point is part of a trend too, the way to that point decides. In the workbook it
            // decides only between a rise and a fall that meet where neither is better.
            var ahead = i + 1 < flags.Length && (flags[i + 1] & trend) != 0;
            var step =
                ahead ? values[i + 1] - values[i]
                : i > 0 ? values[i] - values[i - 1]
                : 0;
            return step > 0 ? SpecialCause.TrendIncreasing : SpecialCause.TrendDecreasing;
        }

        return Verdicts.Label(flags[i], options.Direction, options.Profile);
    }

    private static ChartGroup Group(int number, int first, ReadOnlySpan<ChartPoint> points, in XmrFigures figures, ChartOptions options)
    {
        int common = 0,
            improvements = 0,
            concerns = 0,
            outside = 0;
        foreach (ref readonly var point in points)
        {
            common += point.Type == PointType.CommonCause ? 1 : 0;
            improvements += point.Type == PointType.Improvement ? 1 : 0;
            concerns += point.Type == PointType.Concern ? 1 : 0;
            outside += point.OutsideLimits == true ? 1 : 0;
        }

        var last = points[^1].Type;
        var enough = options.Profile == RuleProfile.NhsR || figures.Known >= Chart.EnoughForVerdict;
        return new ChartGroup
        {
            Number = number,
            First = first,
            Count = points.Length,
            Known = figures.Known,
            IsShort = points.Length < ShortBelow,
            CentreLine = Verdicts.OrNull(figures.Mean),
            MeanMovingRangeUnscreened = Verdicts.OrNull(figures.Unscreened),
            MeanMovingRange = Verdicts.OrNull(figures.MovingRange),
            Lower = Verdicts.OrNull(figures.Lower),
            Upper = Verdicts.OrNull(figures.Upper),
            LowerNear = Verdicts.OrNull(figures.LowerNear),
            UpperNear = Verdicts.OrNull(figures.UpperNear),
            CommonCauses = common,
            Improvements = improvements,
            Concerns = concerns,
            Outside = outside,
            LastType = last,
            Variation = enough ? Verdicts.Variation(last, options.Direction) : VariationVerdict.NotEnoughYet,
        };
    }
}
