namespace Goldthread.Spc.Internal;

/// <summary>From a series to a run chart or a classical control chart.</summary>
internal static class ClassicalChart
{
    /// <summary>Centre line and limits of one subgroup before they are multiplied; NaN is missing.</summary>
    internal struct Lines
    {
        public double Centre;
        public double Lower;
        public double Upper;
        public double LowerNear;
        public double UpperNear;
    }

    public static Chart Make(Series series, ChartKind kind, ChartOptions options)
    {
        var subgroups = Subgroups.Of(series, kind, options.Aggregate);
        var n = subgroups.Length;
        var bounds = Bounds(series, subgroups, options);
        var split = bounds.Count > 0 || options.Parts.Count > 0;
        var baseline = new bool[n];
        var included = new bool[n];
        Array.Fill(included, true);
        foreach (var excluded in options.Exclude)
        {
            if (excluded >= 1 && excluded <= n)
            {
                included[excluded - 1] = false;
            }
        }

        for (var i = 0; i < n; i++)
        {
            baseline[i] = split || options.FixAfter is not { } fix || i < fix;
        }

        var lines = new Lines[n];
        int[] starts = n == 0 ? [] : [0, .. bounds];
        for (var g = 0; g < starts.Length; g++)
        {
            var first = starts[g];
            var end = g + 1 < starts.Length ? starts[g + 1] : n;
            Limits.Compute(
                kind,
                options,
                overTime: series.Categories is null,
                subgroups.AsSpan(first, end - first),
                baseline.AsSpan(first, end - first),
                included.AsSpan(first, end - first),
                lines.AsSpan(first, end - first)
            );
        }

        if (!options.LimitsMayBeNegative && !subgroups.Any(s => s.Y < 0))
        {
            foreach (ref var line in lines.AsSpan())
            {
                line.Lower = line.Lower < 0 ? 0 : line.Lower;
                line.LowerNear = line.LowerNear < 0 ? 0 : line.LowerNear;
            }
        }

        var points = new ChartPoint[n];
        var groups = new ChartGroup[starts.Length];
        var signals = new List<Signal>();
        for (var g = 0; g < starts.Length; g++)
        {
            var first = starts[g];
            var end = g + 1 < starts.Length ? starts[g + 1] : n;
            var runs = Runs.Analyse(
                subgroups.AsSpan(first, end - first),
                included.AsSpan(first, end - first),
                lines.AsSpan(first, end - first),
                options.Runs,
                judged: kind != ChartKind.MovingRange && series.Categories is null,
                out var longRuns
            );
            for (var i = first; i < end; i++)
            {
                points[i] = Point(series, subgroups[i], lines[i], options, g, baseline[i], included[i]);
            }

            AddSignals(signals, points, first, end, g, runs, longRuns, options);
            groups[g] = Group(points.AsSpan(first, end - first), first, g, runs, options);
        }

        var last = groups.Length > 0 ? groups[^1] : null;
        return new Chart(kind, options, points, groups, [.. signals])
        {
            Variation = last?.Variation ?? VariationVerdict.NotEnoughYet,
            SmallMedianDenominator =
                kind is ChartKind.Proportion or ChartKind.ProportionPrime
                && CarefulSum.Median([.. subgroups.Where(s => s.Size > 0).Select(s => s.Denominator)]) is var median
                && median < 10
                    ? median
                    : null,
            TargetVerdicts = Verdicts.OnTargets(
                options,
                n > 0 ? points[^1].On : DateTime.MaxValue,
                last?.Lower,
                last?.Upper,
                last is not null && last.Variation != VariationVerdict.NotEnoughYet,
                hasLimits: last is not null && kind is not (ChartKind.Run or ChartKind.MovingRange or ChartKind.SubgroupDeviation)
            ),
        };
    }

    /// <summary>The first subgroups of all parts but the first: as given, and where a rebase is reached.</summary>
    private static SortedSet<int> Bounds(Series series, Subgroup[] subgroups, ChartOptions options)
    {
        var bounds = new SortedSet<int>(options.Parts.Where(p => p < subgroups.Length));
        if (series.Categories is null)
        {
            foreach (var rebase in options.Rebases)
            {
                var at = Array.FindIndex(subgroups, s => series.Dates[s.Index] >= rebase.On);
                if (at > 0)
                {
                    bounds.Add(at);
                }
            }
        }

        return bounds;
    }

    private static ChartPoint Point(
        Series series,
        in Subgroup subgroup,
        in Lines line,
        ChartOptions options,
        int group,
        bool baseline,
        bool included
    )
    {
        var by = options.Multiply;
        double? y = double.IsNaN(subgroup.Y * by) ? null : subgroup.Y * by;
        if (y is { } infinite && double.IsInfinity(infinite) && !double.IsInfinity(subgroup.Y))
        {
            y = null;
        }

        var (lower, upper) = (Verdicts.OrNull(line.Lower * by), Verdicts.OrNull(line.Upper * by));
        var held = y is null ? y : subgroup.Held * by;
        var high = held > upper;
        var low = held < lower;
        var signals = (high ? PointSignals.OutsideHigh : 0) | (low ? PointSignals.OutsideLow : 0);
        var label = Verdicts.Label(signals, options.Direction, options.Profile);
        return new ChartPoint
        {
            On = series.Categories is null ? series.Dates[subgroup.Index] : default,
            Category = series.Categories?[subgroup.Index],
            Value = y,
            Gap = y is null && subgroup.Gap == Gap.None ? Gap.NotDefined : subgroup.Gap,
            Denominator = Verdicts.OrNull(subgroup.Denominator),
            SubgroupSize = subgroup.Size,
            SubgroupSum = Verdicts.OrNull(subgroup.Sum),
            SubgroupMean = Verdicts.OrNull(subgroup.Mean),
            SubgroupDeviation = Verdicts.OrNull(subgroup.Deviation),
            Group = group,
            InBaseline = baseline,
            Included = included,
            Side = y is null || double.IsNaN(line.Centre) ? null : (Side)subgroup.Held.CompareTo(line.Centre),
            OutsideLimits = y is null || (upper is null && lower is null) ? null : high || low,
            Signals = signals,
            Label = label,
            Type = Verdicts.Type(label, options.Direction),
            CentreLine = Verdicts.OrNull(line.Centre * by),
            Lower = lower,
            Upper = upper,
            LowerNear = Verdicts.OrNull(line.LowerNear * by),
            UpperNear = Verdicts.OrNull(line.UpperNear * by),
            Trajectory = Verdicts.OrNull(subgroup.Trajectory * by),
        };
    }

    private static void AddSignals(
        List<Signal> into,
        ChartPoint[] points,
        int first,
        int end,
        int group,
        RunsAnalysis runs,
        List<(Side Side, List<int> Points)> longRuns,
        ChartOptions options
    )
    {
        for (var i = first; i < end; i++)
        {
            if (points[i].OutsideLimits == true)
            {
                var side = (points[i].Signals & PointSignals.OutsideHigh) != 0 ? Side.High : Side.Low;
                into.Add(new(Rule.Outside, side, Verdicts.Type(side, options.Direction), group, [i]));
            }
        }

        foreach (var (side, members) in longRuns)
        {
            into.Add(new(Rule.LongRun, side, Verdicts.Type(side, options.Direction), group, [.. members.Select(m => m + first)]));
            foreach (var member in members)
            {
                var flags = points[first + member].Signals | (side == Side.High ? PointSignals.ShiftHigh : PointSignals.ShiftLow);
                var label = Verdicts.Label(flags, options.Direction, options.Profile);
                points[first + member] = points[first + member] with
                {
                    Signals = flags,
                    Label = label,
                    Type = Verdicts.Type(label, options.Direction),
                };
            }
        }

        // A cut box speaks where both bounds are only just kept: too few crossings for so long a run.
        if (runs.Signal && (runs.Crossings < runs.FewestCrossingsAllowed || longRuns.Count == 0))
        {
            into.Add(new(Rule.FewCrossings, runs.Side, Verdicts.Type(runs.Side, options.Direction), group, []));
        }
    }

    private static ChartGroup Group(ReadOnlySpan<ChartPoint> points, int first, int index, RunsAnalysis runs, ChartOptions options)
    {
        int common = 0,
            improvements = 0,
            concerns = 0,
            outside = 0,
            known = 0;
        foreach (ref readonly var point in points)
        {
            common += point.Type == PointType.CommonCause ? 1 : 0;
            improvements += point.Type == PointType.Improvement ? 1 : 0;
            concerns += point.Type == PointType.Concern ? 1 : 0;
            outside += point.OutsideLimits == true ? 1 : 0;
            known += point.Value is null ? 0 : 1;
        }

        // A last point beyond a limit speaks first, then the runs.
        var last = points[^1];
        var type =
            last.OutsideLimits == true ? last.Type
            : runs.Signal ? Verdicts.Type(runs.Side, options.Direction)
            : PointType.CommonCause;
        var enough = options.Profile == RuleProfile.NhsR || known >= Chart.EnoughForVerdict;
        return new ChartGroup
        {
            Number = index + 1,
            First = first,
            Count = points.Length,
            Known = known,
            IsShort = points.Length < Chart.EnoughForVerdict,
            CentreLine = last.CentreLine,
            Lower = last.Lower,
            Upper = last.Upper,
            LowerNear = last.LowerNear,
            UpperNear = last.UpperNear,
            CommonCauses = common,
            Improvements = improvements,
            Concerns = concerns,
            Outside = outside,
            LastType = type,
            Variation = enough ? Verdicts.Variation(type, options.Direction) : VariationVerdict.NotEnoughYet,
            Runs = runs,
        };
    }
}
