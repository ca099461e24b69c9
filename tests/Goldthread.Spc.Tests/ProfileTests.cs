namespace Goldthread.Spc.Tests;

/// <summary>Where the two profiles differ, one test a row of the table in docs/statistics.md.</summary>
public sealed class ProfileTests
{
    private static readonly ChartOptions Workbook = new();
    private static readonly ChartOptions NhsR = new() { Profile = RuleProfile.NhsR };

    [Fact]
    public void Outlying_moving_ranges_are_screened_by_nhs_r_alone()
    {
        double?[] values = [10, 11, 10, 11, 10, 11, 10, 90, 91, 90, 91, 90, 91, 90];

        Assert.Equal(1.0, SeriesOf.Xmr(values, NhsR).Groups[0].MeanMovingRange);
        Assert.Equal(92.0 / 13, SeriesOf.Xmr(values, Workbook).Groups[0].MeanMovingRange!.Value, 12);
    }

    [Fact]
    public void Point_beyond_a_limit_counts_for_two_of_three_in_the_workbook_alone()
    {
        // Mean and limits rest on the first 20; the last three are inside, near and outside on one side.
        double?[] values = [.. Enumerable.Range(0, 20).Select(i => (double?)(i % 2 == 0 ? 9 : 11)), 11, 14.5, 16];
        var (workbook, nhsR) = (SeriesOf.Xmr(values, Workbook with { FixAfter = 20 }), SeriesOf.Xmr(values, NhsR with { FixAfter = 20 }));

        Assert.Equal(15.32, workbook.Groups[0].Upper!.Value, 9);
        Assert.True(workbook.Points[21].CloseToLimits);
        Assert.True(workbook.Points[22].OutsideLimits);
        Assert.Equal(PointSignals.TwoOfThreeHigh, workbook.Points[21].Signals & PointSignals.TwoOfThreeHigh);
        Assert.Equal(PointSignals.TwoOfThreeHigh, workbook.Points[22].Signals & PointSignals.TwoOfThreeHigh);
        Assert.Equal(PointSignals.None, workbook.Points[20].Signals & PointSignals.TwoOfThreeHigh);
        Assert.All(nhsR.Points, p => Assert.Equal(PointSignals.None, p.Signals & PointSignals.TwoOfThreeHigh));
    }

    [Theory]
    [InlineData(12, VariationVerdict.NotEnoughYet, AssuranceVerdict.NotEnoughYet)]
    [InlineData(13, VariationVerdict.CommonCause, AssuranceVerdict.Inconsistent)]
    public void Workbook_waits_for_thirteen_points(int n, VariationVerdict variation, AssuranceVerdict assurance)
    {
        double?[] values = [.. Enumerable.Range(0, n).Select(i => (double?)(i % 2))];
        var chart = SeriesOf.Xmr(values, Workbook with { Targets = [new(0.5)] });

        Assert.Equal(variation, chart.Variation);
        Assert.Equal(assurance, chart.Assurance);
        Assert.NotNull(chart.Groups[0].Upper);
        Assert.Equal(VariationVerdict.CommonCause, SeriesOf.Xmr(values, NhsR).Variation);
        Assert.Equal(n == 12, SeriesOf.Xmr(values, NhsR).HasShortGroup);
    }

    [Fact]
    public void Thirteen_points_are_thirteen_values() =>
        Assert.Equal(VariationVerdict.NotEnoughYet, SeriesOf.Xmr([1, 2, 1, 2, 1, 2, null, 1, 2, 1, 2, 1, 2], Workbook).Variation);

    [Fact]
    public void Improvement_wins_over_concern_on_one_point_in_the_workbook()
    {
        // Seven rising points that end far below the mean: a rise (improving) by points outside (concerning).
        double?[] values = [.. Enumerable.Range(0, 20).Select(i => (double?)(100 + (i % 2))), 10, 11, 12, 13, 14, 15, 16];
        var workbook = SeriesOf.Xmr(values, Workbook with { FixAfter = 20 }).Points[^1];
        var nhsR = SeriesOf.Xmr(values, NhsR with { FixAfter = 20 }).Points[^1];

        Assert.Equal(PointType.Improvement, workbook.Type);
        Assert.Equal(SpecialCause.TrendIncreasing, workbook.Label);
        Assert.Equal(PointType.Concern, nhsR.Type);
        Assert.Equal(SpecialCause.BelowLimit, nhsR.Label);
        Assert.True((workbook.Signals & PointSignals.OutsideLow) != 0, "all rules are kept, whatever the label");
    }

    [Fact]
    public void Target_at_a_limit_is_reached_in_the_workbook_alone()
    {
        double?[] values = [.. Enumerable.Range(0, 20).Select(i => (double?)(i % 2))];
        var upper = SeriesOf.Xmr(values, Workbook with { ScreenMovingRanges = false }).Groups[0].Upper!.Value;
        AssuranceVerdict Of(ChartOptions options, Direction direction) =>
            SeriesOf.Xmr(values, options with { ScreenMovingRanges = false, Direction = direction, Targets = [new(upper)] }).Assurance;

        Assert.Equal(AssuranceVerdict.ConsistentFail, Of(Workbook, Direction.Increase));
        Assert.Equal(AssuranceVerdict.ConsistentPass, Of(Workbook, Direction.Decrease));
        Assert.Equal(AssuranceVerdict.Inconsistent, Of(NhsR, Direction.Increase));
        Assert.Equal(AssuranceVerdict.Inconsistent, Of(NhsR, Direction.Decrease));
        Assert.Equal(AssuranceVerdict.None, Of(Workbook, Direction.Neutral));
    }

    [Theory]
    [InlineData(Direction.Increase)]
    [InlineData(Direction.Decrease)]
    public void Constant_series_on_its_target_passes_in_the_workbook(Direction direction) =>
        Assert.Equal(
            AssuranceVerdict.ConsistentPass,
            SeriesOf.Xmr(SeriesOf.Repeat(100, 15), Workbook with { Direction = direction, Targets = [new(100)] }).Assurance
        );

    [Fact]
    public void Six_points_can_make_a_shift_and_a_trend_in_the_workbook_alone()
    {
        double?[] values = [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 1, 2, 3, 4, 4.5, 4.9];
        var six = SeriesOf.Xmr(values, Workbook with { RunLength = 6 });
        var nhsR = SeriesOf.Xmr(values, NhsR with { RunLength = 6 });

        Assert.Contains(six.Signals, s => s.Rule == Rule.Trend && s.Side == Side.High && s.Points.Count == 6);
        Assert.DoesNotContain(nhsR.Signals, s => s.Rule == Rule.Trend);
        Assert.DoesNotContain(SeriesOf.Xmr(values, Workbook).Signals, s => s.Rule == Rule.Trend);
    }

    [Fact]
    public void Constant_series_screened_keeps_limits_in_the_workbook_alone()
    {
        var constant = SeriesOf.Repeat(7, 15);

        Assert.Equal(7, SeriesOf.Xmr(constant, Workbook with { ScreenMovingRanges = true }).Groups[0].Upper);
        Assert.Null(SeriesOf.Xmr(constant, NhsR).Groups[0].Upper);
    }

    [Fact]
    public void Rebase_between_two_points_begins_at_the_next_in_the_workbook_alone()
    {
        var series = SeriesOf.Months(1, 2, 3, 4);
        ChartOptions With(ChartOptions o) => o with { Rebases = [Rebase.OnDay(new(2024, 2, 15))] };

        Assert.Equal([0, 2], Chart.Make(series, ChartKind.Xmr, With(Workbook)).Groups.Select(g => g.First));
        Assert.Single(Chart.Make(series, ChartKind.Xmr, With(NhsR)).Groups);
    }

    [Fact]
    public void Rebase_before_the_first_point_is_between_no_two() =>
        Assert.Equal(
            0,
            Chart
                .Make(SeriesOf.Months(1, 2, 3), ChartKind.Xmr, Workbook with { Rebases = [Rebase.OnDay(new(2023, 2, 15))] })
                .Groups.Single()
                .Number
        );

    [Fact]
    public void Point_between_a_rise_and_a_fall_is_of_the_fall_where_neither_is_better()
    {
        // The wide steps before keep the peak inside the limits.
        double?[] values = [0, 9, 0, 9, 0, 9, 1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1];
        foreach (var profile in new[] { Workbook, NhsR })
        {
            Assert.Equal(
                SpecialCause.TrendDecreasing,
                SeriesOf.Xmr(values, profile with { Direction = Direction.Neutral }).Points[12].Label
            );
        }
    }

    [Fact]
    public void Target_without_limits_has_no_assurance_in_the_workbook()
    {
        // Every other value is missing, so that no moving range is known.
        double?[] values = [.. Enumerable.Range(0, 30).Select(i => i % 2 == 0 ? (double?)i : null)];

        Assert.Equal(AssuranceVerdict.None, SeriesOf.Xmr(values, Workbook with { Targets = [new(3)] }).Assurance);
        Assert.Equal(AssuranceVerdict.Inconsistent, SeriesOf.Xmr(values, NhsR with { Targets = [new(3)] }).Assurance);
    }
}
