using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Goldthread.Spc.Internal;
using Goldthread.Spc.Pictures;
using Goldthread.Spc.Words;

namespace Goldthread.Spc.Tests;

/// <summary>Readings with gaps: small whole numbers, so that ties come up often.</summary>
public sealed record Readings(double?[] Values)
{
    public override string ToString() => string.Join(' ', Values.Select(v => v?.ToString(CultureInfo.InvariantCulture) ?? "-"));
}

/// <summary>Readings of any finite size, with gaps.</summary>
public sealed record WildReadings(double?[] Values);

public static class Readable
{
    public static Arbitrary<Readings> Readings() =>
        (
            from length in Gen.Frequency((8, Gen.Choose(0, 70)), (1, Gen.Choose(120, 300)))
            from spread in Gen.Elements(1, 4, 12, 40)
            from step in Gen.Elements(0, 0, 0, spread)
            from values in Gen.ArrayOf(
                Gen.Frequency((9, Gen.Choose(0, spread).Select(v => (double?)v)), (1, Gen.Constant((double?)null))),
                length
            )
            select new Readings([.. values.Select((v, i) => i > length / 2 ? v + step : v)])
        ).ToArbitrary();

    public static Arbitrary<WildReadings> Wild() =>
        (
            from length in Gen.Frequency((8, Gen.Choose(0, 40)), (1, Gen.Choose(1000, 5000)))
            from values in Gen.ArrayOf(
                Gen.Frequency(
                    (6, ArbMap.Default.GeneratorFor<NormalFloat>().Select(v => (double?)v.Item)),
                    (2, Gen.Elements<double?>(null, 0, -0.0, double.Epsilon, -double.Epsilon)),
                    (1, Gen.Elements<double?>(double.MaxValue, double.MinValue, 1e300, -1e300, 1e-300, 1e17))
                ),
                length
            )
            select new WildReadings(values)
        ).ToArbitrary();
}

[Properties(Arbitrary = [typeof(Readable)], MaxTest = 200)]
public sealed class Properties
{
    private static readonly RuleProfile[] Profiles = Enum.GetValues<RuleProfile>();

    [Property]
    public bool Negated_data_turn_highs_into_lows(Readings readings) =>
        Profiles.All(profile =>
        {
            var chart = SeriesOf.Xmr(readings.Values, new() { Profile = profile, Direction = Direction.Increase });
            var mirror = SeriesOf.Xmr([.. readings.Values.Select(v => -v)], new() { Profile = profile, Direction = Direction.Decrease });
            return chart.Points.Zip(mirror.Points).All(p => p.First.Signals == Mirror(p.Second.Signals))
                && chart.Signals.Count == mirror.Signals.Count
                && chart
                    .Signals.Zip(mirror.Signals)
                    .All(s => (int)s.First.Side == -(int)s.Second.Side && s.First.Meaning == s.Second.Meaning)
                && Mirror(chart.Variation) == mirror.Variation;
        });

    [Property]
    public bool Shifted_or_scaled_data_keep_their_verdicts(Readings readings, int by, bool scale)
    {
        // Whole numbers and a power of two keep every comparison exact, but for a point that lies on a limit but for rounding.
        var shift = by % 1000;
        double?[] moved = [.. readings.Values.Select(v => scale ? v * 8 : v + shift)];
        return Profiles.All(profile =>
        {
            var chart = SeriesOf.Xmr(readings.Values, new() { Profile = profile });
            var other = SeriesOf.Xmr(moved, new() { Profile = profile });
            return chart.Points.Any(p => IsNearTie(p))
                || (
                    chart.Variation == other.Variation
                    && chart.Points.Zip(other.Points).All(p => p.First.Signals == p.Second.Signals && p.First.Type == p.Second.Type)
                );
        });
    }

    [Property]
    public bool Rebase_at_the_first_point_changes_nothing(Readings readings) =>
        Profiles.All(profile =>
        {
            var plain = SeriesOf.Xmr(readings.Values, new() { Profile = profile });
            var rebased = SeriesOf.Xmr(readings.Values, new() { Profile = profile, Rebases = [Rebase.OnDay(SeriesOf.Start)] });
            return plain.Points.SequenceEqual(rebased.Points)
                && plain.Variation == rebased.Variation
                && plain.Groups.Count == rebased.Groups.Count;
        });

    [Property]
    public bool Appended_point_never_changes_an_earlier_value(Readings readings, int next) =>
        Enum.GetValues<ChartKind>()
            .Where(k => !k.NeedsDenominators() && k != ChartKind.TimeBetween)
            .All(kind =>
            {
                var chart = Chart.Make(SeriesOf.Values(readings.Values), kind);
                var longer = Chart.Make(SeriesOf.Values([.. readings.Values, Math.Abs(next % 100)]), kind);
                return chart.Points.Zip(longer.Points).All(p => p.First.Value == p.Second.Value && p.First.On == p.Second.On);
            });

    [Property]
    public bool Order_of_the_rows_changes_nothing(Readings readings, int seed)
    {
        var series = SeriesOf.Values(readings.Values);
        var order = Enumerable.Range(0, series.Count).ToArray();
        new System.Random(seed).Shuffle(order);
        var shuffled = new Series { Dates = [.. order.Select(i => series.Dates[i])], Values = [.. order.Select(i => series.Values[i])] };
        return Chart.Make(series).Points.SequenceEqual(Chart.Make(shuffled).Points);
    }

    [Property]
    public bool Rows_of_bits_find_what_the_plain_rules_find(Readings readings, bool six) =>
        Profiles.All(profile =>
        {
            var chart = SeriesOf.Xmr(readings.Values, new() { Profile = profile, RunLength = six ? 6 : 7 });
            var expected = new PointSignals[chart.Points.Count];
            foreach (var signal in chart.Signals)
            {
                foreach (var point in signal.Points)
                {
                    expected[point] |= Flag(signal.Rule, signal.Side);
                }
            }

            return expected.SequenceEqual(chart.Points.Select(p => p.Signals));
        });

    [Property(MaxTest = 60)]
    public bool Any_series_gives_an_answer_without_nan_or_infinity(WildReadings readings) =>
        Enum.GetValues<ChartKind>()
            .All(kind =>
            {
                var ones = SeriesOf.Repeat(1.0, readings.Values.Length);
                double?[] values =
                    kind is ChartKind.Proportion or ChartKind.ProportionPrime
                        ? [.. readings.Values.Select(v => v is null ? null : (double?)(Math.Abs(v.Value) > 1 ? 1 : 0))]
                    : kind.CountsEvents() ? [.. readings.Values.Select(v => v is { } x ? (double?)Math.Abs(x) : null)]
                    : kind == ChartKind.TimeBetween ? [.. readings.Values.Select(v => v is { } x ? (double?)Math.Abs(x) + 1e-300 : null)]
                    : readings.Values;
                var series = kind.NeedsDenominators() ? SeriesOf.Counts(values, ones) : SeriesOf.Values(values);
                return Profiles.All(profile =>
                {
                    var chart = Chart.Make(series, kind, new() { Profile = profile, Targets = [new(3)] });
                    return Odd.In(chart) is null && IsClean(chart) && Verdict.Sentence(chart).EndsWith('.');
                });
            });

    [Property(MaxTest = 60)]
    public bool Any_counts_over_any_denominators_give_an_answer(Readings counts, Readings denominators)
    {
        var n = Math.Min(counts.Values.Length, denominators.Values.Length);
        var (over, under) = (counts.Values[..n], denominators.Values[..n]);
        return Enum.GetValues<ChartKind>()
            .All(kind =>
            {
                // Zero over zero is a gap everywhere; a count over zero is infinite where charts divide, and refused on XmR.
                double?[] top =
                    kind is ChartKind.Proportion or ChartKind.ProportionPrime or ChartKind.Xmr
                        ? [.. over.Zip(under, (a, b) => a is { } x && b is { } y ? Math.Min(x, y) : a)]
                    : kind == ChartKind.TimeBetween ? [.. over.Select(v => v + 1)]
                    : over;
                return Profiles.All(profile =>
                {
                    var made = Chart.TryMake(
                        SeriesOf.Counts(top, under),
                        kind,
                        new() { Profile = profile, Targets = [new(0.5)] },
                        out var chart,
                        out var refusal
                    );
                    return made
                        ? Odd.In(chart!) is null or nameof(ChartPoint.Value)
                            && chart!.Points.All(p => p.Value is not { } y || double.IsFinite(y) || p is { Denominator: 0, Upper: null })
                            && IsClean(chart)
                            && Verdict.Sentence(chart).EndsWith('.')
                        : refusal!.Kind == RefusalKind.BadValue && kind == ChartKind.Xmr;
                });
            });
    }

    [Property]
    public bool Negated_scaled_or_rebased_classical_charts_keep_their_runs(Readings readings) =>
        new[] { ChartKind.Run, ChartKind.Individuals, ChartKind.IndividualsPrime, ChartKind.SubgroupMean }.All(kind =>
            Enum.GetValues<RunsMethod>()
                .All(method =>
                {
                    var options = new ChartOptions { Runs = method };
                    var chart = Chart.Make(SeriesOf.Values(readings.Values), kind, options);
                    var mirror = Chart.Make(
                        SeriesOf.Values([.. readings.Values.Select(v => -v)]),
                        kind,
                        options with
                        {
                            Direction = Direction.Decrease,
                        }
                    );
                    var larger = Chart.Make(SeriesOf.Values([.. readings.Values.Select(v => v * 8)]), kind, options);
                    var rebased = Chart.Make(
                        SeriesOf.Values(readings.Values),
                        kind,
                        options with
                        {
                            Rebases = [Rebase.OnDay(SeriesOf.Start)],
                        }
                    );
                    return chart.Points.Select(p => p.Signals).SequenceEqual(mirror.Points.Select(p => Mirror(p.Signals)))
                        && Mirror(chart.Variation) == mirror.Variation
                        && chart.Points.Select(p => p.Signals).SequenceEqual(larger.Points.Select(p => p.Signals))
                        && chart.Variation == larger.Variation
                        && chart.Points.SequenceEqual(rebased.Points)
                        && chart.Variation == rebased.Variation;
                })
        );

    [Property]
    public bool Mean_is_the_correctly_rounded_one(Readings readings)
    {
        // Tenths are not exact in binary, so a plain sum drifts.
        double[] tenths = [.. readings.Values.Where(v => v is not null).Select(v => v!.Value / 10)];
        if (tenths.Length == 0)
        {
            return true;
        }

        // Times a power of two every one of these doubles is a whole number, so that the sum is exact.
        static BigInteger Whole(double x) => (BigInteger)Math.ScaleB(x, 80);
        var sum = tenths.Aggregate(BigInteger.Zero, (all, x) => all + Whole(x));
        BigInteger Off(double mean) => BigInteger.Abs((Whole(mean) * tenths.Length) - sum);
        var mean = CarefulSum.MeanOf(tenths);
        return Off(mean) <= Off(Math.BitIncrement(mean)) && Off(mean) <= Off(Math.BitDecrement(mean));
    }

    private static bool IsClean(Chart chart)
    {
        var picture = new ArrayBufferWriter<byte>();
        ChartPicture.Write(picture, chart);
        Sparkline.Write(picture, chart);
        ChartTable.Write(picture, chart);
        var text = Encoding.UTF8.GetString(picture.WrittenSpan);
        return !text.Contains("NaN", StringComparison.Ordinal)
            && !text.Contains("Infinity", StringComparison.Ordinal)
            && !text.Contains('∞');
    }

    private static bool IsNearTie(ChartPoint point) =>
        point.Value is { } y
        && new[] { point.Upper, point.Lower, point.UpperNear, point.LowerNear }.Any(l => l is { } limit && Math.Abs(limit - y) < 1e-9);

    private static PointSignals Flag(Rule rule, Side side) =>
        (rule, side) switch
        {
            (Rule.Outside, Side.High) => PointSignals.OutsideHigh,
            (Rule.Outside, _) => PointSignals.OutsideLow,
            (Rule.Trend, Side.High) => PointSignals.TrendUp,
            (Rule.Trend, _) => PointSignals.TrendDown,
            (Rule.TwoOfThree, Side.High) => PointSignals.TwoOfThreeHigh,
            (Rule.TwoOfThree, _) => PointSignals.TwoOfThreeLow,
            (_, Side.High) => PointSignals.ShiftHigh,
            _ => PointSignals.ShiftLow,
        };

    private static PointSignals Mirror(PointSignals signals) => (PointSignals)((((int)signals & 0x55) << 1) | (((int)signals & 0xAA) >> 1));

    private static VariationVerdict Mirror(VariationVerdict verdict) =>
        verdict switch
        {
            VariationVerdict.ImprovementHigh => VariationVerdict.ImprovementLow,
            VariationVerdict.ConcernLow => VariationVerdict.ConcernHigh,
            _ => verdict,
        };
}

/// <summary>Looks through all figures of a chart for NaN, and for an infinity where none may be.</summary>
internal static class Odd
{
    public static string? In(Chart chart)
    {
        foreach (var point in chart.Points)
        {
            foreach (var property in typeof(ChartPoint).GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                if (property.GetValue(point) is double x && !double.IsFinite(x))
                {
                    return property.Name;
                }
            }
        }

        foreach (var group in chart.Groups)
        {
            foreach (var property in typeof(ChartGroup).GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                if (property.GetValue(group) is double x && !double.IsFinite(x))
                {
                    return property.Name;
                }
            }
        }

        return null;
    }
}
