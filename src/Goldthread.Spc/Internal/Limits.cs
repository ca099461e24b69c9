namespace Goldthread.Spc.Internal;

/// <summary>Centre line and limits of one part, by kind of chart. Three sigma for the limits, two for the near ones.</summary>
internal static class Limits
{
    private const double MeanRangeOfTwo = 1.128;
    private const double Screening = 3.267;
    private const double ScreeningPrime = 3.2665;
    private const double TimePower = 3.6;
    private const double GeometricMedian = 0.693;

    public static void Compute(
        ChartKind kind,
        ChartOptions options,
        bool overTime,
        Span<Subgroup> part,
        ReadOnlySpan<bool> inBaseline,
        ReadOnlySpan<bool> included,
        Span<ClassicalChart.Lines> lines
    )
    {
        if (kind == ChartKind.MovingRange)
        {
            RedefineAsRanges(part);
        }

        foreach (ref var subgroup in part)
        {
            subgroup.Held = kind == ChartKind.TimeBetween ? Math.Pow(Math.Pow(subgroup.Y, 1 / TimePower), TimePower) : subgroup.Y;
        }

        var used = new List<int>(part.Length);
        for (var i = 0; i < part.Length; i++)
        {
            if (inBaseline[i] && included[i])
            {
                used.Add(i);
            }
        }

        var y = new double[used.Count];
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = part[used[i]].Y;
        }

        var screen = options.ScreenMovingRanges ?? true;
        var given = options.CentreLine;
        switch (kind)
        {
            case ChartKind.Run:
                Fill(lines, given ?? CarefulSum.Median(y), double.NaN);
                break;
            case ChartKind.Individuals:
                Fill(lines, given ?? CarefulSum.MeanOf(y), Sigma(y, screen));
                break;
            case ChartKind.MovingRange:
                FillRanges(lines, given ?? CarefulSum.MeanOf(y));
                break;
            case ChartKind.IndividualsPrime:
                IndividualsPrime(part, used, lines, given, screen);
                break;
            case ChartKind.Count:
                var mean = given ?? CarefulSum.MeanOf(y);
                Fill(lines, mean, Math.Sqrt(mean), floor: 0);
                break;
            case ChartKind.Rate or ChartKind.RatePrime or ChartKind.Proportion or ChartKind.ProportionPrime:
                Ratios(kind, part, used, lines, given, screen, overTime);
                break;
            case ChartKind.OpportunitiesBetween:
                var m = given ?? CarefulSum.MeanOf(y);
                Fill(lines, m, Math.Sqrt(m * (m + 1)), floor: 0);
                var median = given is { } line ? GeometricMedian * line : CarefulSum.Median(y);
                foreach (ref var l in lines)
                {
                    l.Centre = median;
                }

                break;
            case ChartKind.TimeBetween:
                TimeBetween(y, lines, given, screen);
                break;
            default:
                SubgroupStatistics(kind, part, used, lines, given);
                break;
        }
    }

    private static void RedefineAsRanges(Span<Subgroup> part)
    {
        var before = double.NaN;
        foreach (ref var subgroup in part)
        {
            var y = subgroup.Y;
            subgroup.Y = Math.Abs(y - before);
            if (!double.IsFinite(subgroup.Y))
            {
                subgroup.Y = double.NaN;
                subgroup.Gap = subgroup.Gap == Gap.None ? Gap.NotDefined : subgroup.Gap;
            }

            before = y;
        }
    }

    private static void Fill(Span<ClassicalChart.Lines> lines, double centre, double sigma, double floor = double.NegativeInfinity)
    {
        foreach (ref var line in lines)
        {
            Set(ref line, centre, sigma, floor, double.PositiveInfinity);
        }
    }

    private static void Set(ref ClassicalChart.Lines line, double centre, double sigma, double floor, double ceiling)
    {
        line.Centre = double.IsFinite(centre) ? centre : double.NaN;
        line.Upper = Cut(centre + (3 * sigma), floor, ceiling);
        line.Lower = Cut(centre - (3 * sigma), floor, ceiling);
        line.UpperNear = Cut(centre + (2 * sigma), floor, ceiling);
        line.LowerNear = Cut(centre - (2 * sigma), floor, ceiling);
    }

    /// <summary>An infinite limit, as over a denominator of zero, is missing rather than cut.</summary>
    private static double Cut(double limit, double floor, double ceiling) =>
        double.IsFinite(limit) ? Math.Min(Math.Max(limit, floor), ceiling) : double.NaN;

    private static void FillRanges(Span<ClassicalChart.Lines> lines, double mean)
    {
        foreach (ref var line in lines)
        {
            line.Centre = double.IsFinite(mean) ? mean : double.NaN;
            line.Upper = Screening * mean;
            line.UpperNear = Screening / 3 * 2 * mean;
            line.Lower = line.LowerNear = 0;
        }
    }

    /// <summary>Sigma from the mean moving range between neighbours.</summary>
    private static double Sigma(ReadOnlySpan<double> y, bool screen)
    {
        var ranges = new double[Math.Max(0, y.Length - 1)];
        for (var i = 0; i < ranges.Length; i++)
        {
            ranges[i] = Math.Abs(y[i + 1] - y[i]);
        }

        return ScreenedMean(ranges, screen, Screening) / MeanRangeOfTwo;
    }

    private static double ScreenedMean(double[] ranges, bool screen, double bound)
    {
        var mean = CarefulSum.MeanOf(ranges);
        return screen ? CarefulSum.MeanOf(Array.FindAll(ranges, r => r < bound * mean)) : mean;
    }

    private static double Finite(double x) => double.IsFinite(x) ? x : double.NaN;

    private static void IndividualsPrime(
        ReadOnlySpan<Subgroup> part,
        List<int> used,
        Span<ClassicalChart.Lines> lines,
        double? given,
        bool screen
    )
    {
        var total = new CarefulSum();
        var weights = new CarefulSum();
        foreach (var i in used)
        {
            // With denominators the product is the count, and exactly so: a constant rate is then on its centre line.
            if (!double.IsFinite(part[i].Y * part[i].Weight))
            {
                continue;
            }

            weights.Add(part[i].Weight);
            if (double.IsNaN(part[i].Denominator))
            {
                total.AddProduct(part[i].Y, part[i].Weight);
            }
            else
            {
                total.Add(part[i].Sum);
            }
        }

        var centre = given ?? total.Over(weights.Total);

        // Every point of the part has a say in the spread, also those that are excluded or behind the baseline.
        var spreads = new double[Math.Max(0, part.Length - 1)];
        for (var i = 0; i < spreads.Length; i++)
        {
            spreads[i] = Finite(
                Math.Sqrt(Math.PI / 2) * Math.Abs(part[i + 1].Y - part[i].Y) / Math.Sqrt((1 / part[i].Weight) + (1 / part[i + 1].Weight))
            );
        }

        var spread = ScreenedMean(spreads, screen, ScreeningPrime);
        for (var i = 0; i < part.Length; i++)
        {
            Set(ref lines[i], centre, spread * Math.Sqrt(1 / part[i].Weight), double.NegativeInfinity, double.PositiveInfinity);
        }
    }

    private static void Ratios(
        ChartKind kind,
        ReadOnlySpan<Subgroup> part,
        List<int> used,
        Span<ClassicalChart.Lines> lines,
        double? given,
        bool screen,
        bool overTime
    )
    {
        var counts = new CarefulSum();
        var denominators = new CarefulSum();
        foreach (var i in used)
        {
            if (!double.IsNaN(part[i].Sum))
            {
                counts.Add(part[i].Sum);
            }

            denominators.Add(part[i].Denominator);
        }

        var centre = given ?? counts.Over(denominators.Total);
        var proportion = kind is ChartKind.Proportion or ChartKind.ProportionPrime;
        var variance = proportion ? centre * (1 - centre) : centre;
        var spread = 1.0;
        if (kind is ChartKind.RatePrime or ChartKind.ProportionPrime)
        {
            var z = new double[used.Count];
            for (var i = 0; i < z.Length; i++)
            {
                z[i] = Finite((part[used[i]].Y - centre) / Math.Sqrt(variance / part[used[i]].Denominator));
            }

            spread = overTime ? Sigma(z, screen) : CarefulSum.Deviation(z);
        }

        for (var i = 0; i < part.Length; i++)
        {
            Set(ref lines[i], centre, Math.Sqrt(variance / part[i].Denominator) * spread, 0, proportion ? 1 : double.PositiveInfinity);
        }
    }

    private static void TimeBetween(double[] y, Span<ClassicalChart.Lines> lines, double? given, bool screen)
    {
        var roots = Array.ConvertAll(y, v => Math.Pow(v, 1 / TimePower));
        var centre = given is { } line ? Math.Pow(line, 1 / TimePower) : CarefulSum.MeanOf(roots);
        Fill(lines, centre, Sigma(roots, screen));
        foreach (ref var l in lines)
        {
            l.Centre = given ?? Math.Pow(l.Centre, TimePower);
            l.Upper = Math.Pow(l.Upper, TimePower);
            l.UpperNear = Math.Pow(l.UpperNear, TimePower);

            // A negative number has no such power. The lower limit is then 0, the near one does not exist.
            l.Lower = l.Lower > 0 ? Math.Pow(l.Lower, TimePower) : 0;
            l.LowerNear = l.LowerNear >= 0 ? Math.Pow(l.LowerNear, TimePower) : double.NaN;
        }
    }

    private static void SubgroupStatistics(
        ChartKind kind,
        ReadOnlySpan<Subgroup> part,
        List<int> used,
        Span<ClassicalChart.Lines> lines,
        double? given
    )
    {
        var weighted = new CarefulSum();
        var sizes = new CarefulSum();
        var deviations = new CarefulSum();
        var squares = new CarefulSum();
        var freedom = 0;
        var sameSize = true;
        foreach (var i in used)
        {
            var subgroup = part[i];
            sameSize &= subgroup.Size == part[used[0]].Size;
            if (subgroup.Size > 0)
            {
                weighted.AddProduct(subgroup.Mean, subgroup.Size);
                sizes.Add(subgroup.Size);
            }

            if (!double.IsNaN(subgroup.Deviation))
            {
                deviations.Add(subgroup.Deviation);
                squares.Add((subgroup.Size - 1) * (subgroup.Deviation * subgroup.Deviation));
                freedom += subgroup.Size - 1;
            }
        }

        var deviation = sameSize ? deviations.Mean : Math.Sqrt(squares.Total / freedom);
        var centre = given ?? (kind == ChartKind.SubgroupMean ? weighted.Over(sizes.Total) : deviation);
        for (var i = 0; i < part.Length; i++)
        {
            var size = part[i].Size;
            ref var line = ref lines[i];
            line.Centre = Finite(centre);
            if (size < 2)
            {
                line.Lower = line.Upper = line.LowerNear = line.UpperNear = double.NaN;
            }
            else if (kind == ChartKind.SubgroupMean)
            {
                Set(ref line, centre, ControlConstants.A3(size, 1) * deviation, double.NegativeInfinity, double.PositiveInfinity);
            }
            else
            {
                line.Lower = ControlConstants.B3(size) * centre;
                line.Upper = ControlConstants.B4(size) * centre;
                line.LowerNear = ControlConstants.B3(size, 2) * centre;
                line.UpperNear = ControlConstants.B4(size, 2) * centre;
            }
        }
    }
}
