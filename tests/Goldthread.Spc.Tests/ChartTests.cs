using System.Text.Json.Nodes;

namespace Goldthread.Spc.Tests;

public sealed class ChartTests
{
    [Fact]
    public void Empty_series_gives_an_empty_chart()
    {
        foreach (var kind in Enum.GetValues<ChartKind>())
        {
            var chart = Chart.Make(SeriesOf.Counts([], []), kind, new() { Targets = [new(3)] });

            Assert.Empty(chart.Points);
            Assert.Empty(chart.Groups);
            Assert.Equal(VariationVerdict.NotEnoughYet, chart.Variation);
            Assert.Equal(AssuranceVerdict.None, chart.Assurance);
        }
    }

    [Fact]
    public void Zero_denominator_is_a_gap_with_its_reason()
    {
        foreach (var kind in new[] { ChartKind.Xmr, ChartKind.Proportion, ChartKind.Rate })
        {
            var chart = Chart.Make(SeriesOf.Counts([1, 0, 2, null], [10, 0, 10, 10]), kind);

            Assert.Null(chart.Points[1].Value);
            Assert.Equal(Gap.ZeroDenominator, chart.Points[1].Gap);
            Assert.Equal(Gap.NotRecorded, chart.Points[3].Gap);
        }
    }

    [Fact]
    public void Count_over_zero_is_infinite_and_without_limits()
    {
        var chart = Chart.Make(SeriesOf.Counts([1, 3, 2, 2], [10, 0, 10, 10]), ChartKind.Rate);

        Assert.Equal(double.PositiveInfinity, chart.Points[1].Value);
        Assert.Null(chart.Points[1].Upper);
        Assert.NotNull(chart.Points[0].Upper);
    }

    [Fact]
    public void Count_over_zero_leaves_an_unscreened_i_chart_without_limits()
    {
        var series = SeriesOf.Counts([1, 3, 2, 2, 1], [10, 0, 10, 10, 10]);

        Assert.Null(Chart.Make(series, ChartKind.Individuals, new() { ScreenMovingRanges = false, CentreLine = 0.2 }).Groups[0].Upper);
        Assert.NotNull(Chart.Make(series, ChartKind.Individuals, new() { CentreLine = 0.2 }).Groups[0].Upper);
    }

    [Fact]
    public void Lower_limit_of_moving_ranges_is_0_even_of_one_value()
    {
        var point = Chart.Make(SeriesOf.Values(3), ChartKind.MovingRange).Points[0];

        Assert.Equal((0, 0, null), (point.Lower, point.LowerNear, point.Upper));
    }

    [Fact]
    public void Xbar_draws_the_aggregate_asked_for_about_the_mean_of_all()
    {
        var day = new DateOnly(2026, 1, 1);
        var series = Series.Of([day, day, day, day.AddDays(1), day.AddDays(1), day.AddDays(1)], [1, 2, 9, 3, 3, 6]);
        var chart = Chart.Make(series, ChartKind.SubgroupMean, new() { Aggregate = Aggregate.Median });

        Assert.Equal([2.0, 3.0], chart.Points.Select(p => p.Value!.Value));
        Assert.Equal(4, chart.Points[0].CentreLine);
    }

    [Fact]
    public void Date_without_a_value_weighs_nothing_on_an_i_prime_chart() =>
        Assert.Null(
            Chart
                .Make(SeriesOf.Values(3, 5), ChartKind.IndividualsPrime, new() { Aggregate = Aggregate.StandardDeviation })
                .Groups[0]
                .CentreLine
        );

    [Fact]
    public void S_chart_is_of_deviations_also_where_there_are_denominators()
    {
        var series = Series.OfCounts([SeriesOf.Start, SeriesOf.Start], [1, 3], [10, 10]);

        Assert.Equal(Math.Sqrt(2), Chart.Make(series, ChartKind.SubgroupDeviation).Points[0].Value!.Value, 12);
    }

    [Fact]
    public void Count_over_zero_is_refused_on_xmr() =>
        Assert.False(Chart.TryMake(SeriesOf.Counts([1, 3], [10, 0]), ChartKind.Xmr, null, out _, out _));

    [Fact]
    public void Target_in_force_at_the_last_point_decides()
    {
        double?[] values = [.. Enumerable.Range(0, 20).Select(i => (double?)(i % 2))];
        var options = new ChartOptions
        {
            Targets =
            [
                new(50, null, "national"),
                Target.FromDay(-50, SeriesOf.Start.AddDays(10), "national"),
                Target.FromDay(50, SeriesOf.Start.AddDays(100), "national"),
                new(0.5, null, "local"),
            ],
        };
        var chart = SeriesOf.Xmr(values, options);

        Assert.Equal(["national", "local"], chart.TargetVerdicts.Select(t => t.Target.Name));
        Assert.Equal(-50, chart.TargetVerdicts[0].Target.Value);
        Assert.Equal(AssuranceVerdict.ConsistentPass, chart.Assurance);
        Assert.Equal(AssuranceVerdict.Inconsistent, chart.TargetVerdicts[1].Assurance);
    }

    [Fact]
    public void Rebases_work_on_classical_charts()
    {
        var chart = Chart.Make(
            SeriesOf.Months([.. SeriesOf.Repeat(4, 12), .. SeriesOf.Repeat(8, 12)]),
            ChartKind.Count,
            new() { Rebases = [Rebase.OnDay(new(2024, 12, 15))] }
        );

        Assert.Equal([4.0, 8.0], chart.Groups.Select(g => g.CentreLine!.Value));
        Assert.Equal([1, 2], chart.Groups.Select(g => g.Number));
    }

    [Fact]
    public void Long_run_marks_its_points_and_gives_the_verdict()
    {
        double?[] values = [.. SeriesOf.Repeat(1, 12), .. SeriesOf.Repeat(9, 12)];
        var chart = Chart.Make(SeriesOf.Months(values), ChartKind.Run, new() { Direction = Direction.Decrease });

        Assert.Equal(VariationVerdict.ConcernHigh, chart.Variation);
        Assert.Equal(2, chart.Signals.Count(s => s.Rule == Rule.LongRun));
        Assert.Equal(PointType.Improvement, chart.Points[0].Type);
        Assert.Equal(PointType.Concern, chart.Points[^1].Type);
        Assert.Contains(chart.Signals, s => s.Rule == Rule.FewCrossings && s.Side == Side.High);
        Assert.Equal(AssuranceVerdict.None, chart.Assurance);
    }

    [Fact]
    public void Categories_have_no_runs_signal()
    {
        var series = new Series
        {
            Categories = [.. Enumerable.Range(10, 30).Select(i => $"Ward {i}")],
            Values = [.. SeriesOf.Repeat(1, 15), .. SeriesOf.Repeat(9, 15)],
        };
        var chart = Chart.Make(series, ChartKind.Run);

        Assert.False(chart.Groups[0].Runs!.Signal);
        Assert.Equal("Ward 10", chart.Points[0].Category);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Constant_times_lie_on_the_centre_line_of_a_t_chart(bool screened)
    {
        foreach (var time in new[] { 0.3, 3, 5, 7.1, 1234.5 })
        {
            var chart = Chart.Make(
                SeriesOf.Values(SeriesOf.Repeat(time, 14)),
                ChartKind.TimeBetween,
                new() { ScreenMovingRanges = screened }
            );

            Assert.Equal(0, chart.Groups[0].Runs!.Useful);
            Assert.All(chart.Points, p => Assert.Equal((time, Side.On), (p.Value, p.Side)));
            Assert.Empty(chart.Signals);
            Assert.Equal(VariationVerdict.CommonCause, chart.Variation);
        }
    }

    [Theory]
    [InlineData(ChartKind.SubgroupMean)]
    [InlineData(ChartKind.IndividualsPrime)]
    public void Single_date_is_on_its_own_centre_line(ChartKind kind)
    {
        var day = SeriesOf.Start;
        for (var i = 1; i <= 200; i++)
        {
            var chart = Chart.Make(Series.Of([day, day, day], [i / 7.0, i / 10.0, 1.0 / i]), kind);

            Assert.Equal(chart.Points[0].Value, chart.Points[0].CentreLine);
        }
    }

    [Fact]
    public void Constant_rates_and_means_lie_on_their_centre_line()
    {
        foreach (var (count, of) in ((double, double)[])[(7, 49), (70.3, 20), (1, 3), (99.6, 1)])
        {
            foreach (var kind in new[] { ChartKind.IndividualsPrime, ChartKind.Rate, ChartKind.RatePrime, ChartKind.Individuals })
            {
                double?[] counts = [.. Enumerable.Range(0, 40).Select(i => (double?)(count * (1 << (i % 3))))];
                double?[] denominators = [.. Enumerable.Range(0, 40).Select(i => (double?)(of * (1 << (i % 3))))];
                var chart = Chart.Make(SeriesOf.Counts(counts, denominators), kind, new() { ScreenMovingRanges = false });

                Assert.Equal(0, chart.Groups[0].Runs!.Useful);
                Assert.Empty(chart.Signals);
            }

            // Subgroups of two and of ten readings, all the same.
            DateOnly[] days = [.. Enumerable.Range(0, 12).Select(i => SeriesOf.Start.AddDays(i < 2 ? 0 : 1))];
            var means = Chart.Make(Series.Of(days, SeriesOf.Repeat(count, 12)), ChartKind.SubgroupMean);

            Assert.Equal(0, means.Groups[0].Runs!.Useful);
            Assert.Empty(means.Signals);
        }
    }

    [Fact]
    public void Centre_line_of_a_t_chart_is_a_time() =>
        Assert.Equal(6, Chart.Make(SeriesOf.Values(4, 9, 16), ChartKind.TimeBetween, new() { CentreLine = 6 }).Points[0].CentreLine);

    [Fact]
    public void Times_of_a_date_that_come_to_nothing_are_refused()
    {
        var day = SeriesOf.Start;
        var series = Series.Of([day, day, day.AddDays(1), day.AddDays(1)], [3, 5, 4, 4]);

        Assert.False(
            Chart.TryMake(series, ChartKind.TimeBetween, new() { Aggregate = Aggregate.StandardDeviation }, out _, out var refusal)
        );
        Assert.Equal((RefusalKind.TimeNotPositive, 2), (refusal.Kind, refusal.Index));
    }

    [Fact]
    public void Small_denominators_are_owned_up_to()
    {
        double?[] counts = [.. Enumerable.Range(0, 20).Select(i => (double?)(i % 3))];
        var small = Chart.Make(SeriesOf.Counts(counts, SeriesOf.Repeat(8, 20)), ChartKind.Proportion);
        var large = Chart.Make(SeriesOf.Counts(counts, SeriesOf.Repeat(10, 20)), ChartKind.Proportion);

        Assert.Equal(8, small.SmallMedianDenominator);
        Assert.Null(large.SmallMedianDenominator);
        Assert.Contains(Words.Verdict.Notes(small), n => n.Contains("G chart", StringComparison.Ordinal));
    }

    [Fact]
    public void Constants_and_run_bounds_agree_with_the_tables()
    {
        var tables = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "tables.json")))!;
        var anhoej = tables["anhoej"]!;
        for (var i = 0; i < anhoej["n_useful"]!.AsArray().Count; i++)
        {
            var n = (int)anhoej["n_useful"]![i]!;
            Assert.Equal((int)anhoej["longest_run_max"]![i]!, RunsAnalysis.LongestAllowed(n));
            Assert.Equal((int)anhoej["n_crossings_min"]![i]!, RunsAnalysis.FewestCrossings(n));
        }

        var subgroup = tables["subgroup"]!;
        for (var i = 0; i < subgroup["n"]!.AsArray().Count; i++)
        {
            var n = (int)subgroup["n"]![i]!;
            Assert.Equal((double)subgroup["c4"]![i]!, ControlConstants.C4(n), 1e-12);
            Assert.Equal((double)subgroup["c5"]![i]!, ControlConstants.C5(n), 1e-11);
            Assert.Equal((double)subgroup["a3"]![i]!, ControlConstants.A3(n), 1e-12);
            Assert.Equal((double)subgroup["b3"]![i]!, ControlConstants.B3(n), 1e-11);
            Assert.Equal((double)subgroup["b4"]![i]!, ControlConstants.B4(n), 1e-11);
        }
    }

    [Fact]
    public void Fewest_crossings_of_five_thousand_agree_with_the_normal_approximation()
    {
        var k = RunsAnalysis.FewestCrossings(5000);

        Assert.InRange(k, 2499.5 - (1.645 * Math.Sqrt(4999) / 2) - 1, 2499.5 - (1.645 * Math.Sqrt(4999) / 2) + 1.5);
    }

    [Fact]
    public void Bare_numbers_give_what_the_chart_gives()
    {
        double?[] values = [.. Enumerable.Range(0, 200).Select(i => i % 17 == 3 ? null : (double?)((i * 37 % 11) + (i > 120 ? 6 : 0)))];
        var signals = new PointSignals[200];
        var limits = new XmrLimits[4];
        var rules = XmrRules.Of(new());
        var chart = SeriesOf.Xmr(values);

        var one = Xmr.Judge([.. values.Select(v => v ?? double.NaN)], rules, signals);
        Assert.Equal(chart.Groups[0].Upper, one.Upper);
        Assert.Equal(chart.Points.Select(p => p.Signals), signals);
        Assert.Equal(chart.Variation, Xmr.Variation(one.Known, signals[^1], Direction.Increase, RuleProfile.MakingDataCount));

        Xmr.JudgeAll([.. values.Select(v => v ?? double.NaN)], 50, rules, limits, signals);
        for (var s = 0; s < 4; s++)
        {
            var part = SeriesOf.Xmr(values[(s * 50)..((s + 1) * 50)]);
            Assert.Equal(part.Groups[0].Lower, limits[s].Lower);
            Assert.Equal(part.Points.Select(p => p.Signals), signals[(s * 50)..((s + 1) * 50)]);
        }
    }

    [Fact]
    public void Judging_bare_numbers_allocates_nothing()
    {
        var values = Enumerable.Range(0, 60).Select(i => (double)(i * 37 % 11)).ToArray();
        var signals = new PointSignals[60];
        var rules = XmrRules.Of(new());
        Xmr.Judge(values, rules, signals);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Xmr.Judge(values, rules, signals);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
