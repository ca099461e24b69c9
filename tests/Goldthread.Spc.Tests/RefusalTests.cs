namespace Goldthread.Spc.Tests;

public sealed class RefusalTests
{
    private static Refusal? Refused(Series series, ChartKind kind = ChartKind.Xmr, ChartOptions? options = null) =>
        Chart.TryMake(series, kind, options, out _, out var refusal) ? null : refusal;

    [Fact]
    public void Date_that_comes_twice_is_refused_by_name()
    {
        var day = new DateOnly(2026, 11, 3);
        var refusal = Refused(Series.Of([day, day.AddDays(1), day], [1, 2, 3]));

        Assert.Equal(RefusalKind.DuplicateDates, refusal!.Kind);
        Assert.Equal(2, refusal.Index);
        Assert.Contains("Point 3 (3 Nov 2026)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Same_date_twice_is_a_subgroup_on_other_charts()
    {
        var day = new DateOnly(2026, 11, 3);
        var chart = Chart.Make(Series.Of([day, day, day.AddDays(1)], [1, 3, 5]), ChartKind.Run);

        Assert.Equal([2.0, 5.0], chart.Points.Select(p => p.Value!.Value));
    }

    [Fact]
    public void Limits_fixed_after_eleven_points_are_refused() =>
        Assert.Equal(RefusalKind.FixAfterTooSmall, Refused(SeriesOf.Values(1, 2, 3), ChartKind.Xmr, new() { FixAfter = 11 })!.Kind);

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    public void Time_that_is_not_above_zero_is_refused_on_t(double time)
    {
        var refusal = Refused(SeriesOf.Values(3, time, 4), ChartKind.TimeBetween);

        Assert.Equal("t_chart_needs_positive", refusal!.Code);
        Assert.Equal(1, refusal.Index);
    }

    [Theory]
    [InlineData(ChartKind.Xmr)]
    [InlineData(ChartKind.Run)]
    [InlineData(ChartKind.Count)]
    public void Infinite_value_is_refused(ChartKind kind)
    {
        var refusal = Refused(SeriesOf.Values(3, double.PositiveInfinity, 4), kind);

        Assert.Equal(RefusalKind.BadValue, refusal!.Kind);
        Assert.Equal(1, refusal.Index);
    }

    [Theory]
    [InlineData(ChartKind.Count)]
    [InlineData(ChartKind.OpportunitiesBetween)]
    [InlineData(ChartKind.Rate)]
    [InlineData(ChartKind.RatePrime)]
    [InlineData(ChartKind.Proportion)]
    [InlineData(ChartKind.ProportionPrime)]
    public void Negative_count_is_refused(ChartKind kind) =>
        Assert.Equal(RefusalKind.BadValue, Refused(SeriesOf.Counts([3, -1, 2], [9, 9, 9]), kind)!.Kind);

    [Fact]
    public void Count_above_its_denominator_is_refused_on_p_but_not_on_u()
    {
        var series = SeriesOf.Counts([3, 10, 2], [9, 9, 9]);

        Assert.Equal(
            "Point 2 (2 Jan 2024) counts 10 of 9; the count must not be above the denominator.",
            Refused(series, ChartKind.Proportion)!.Message
        );
        Assert.Null(Refused(series, ChartKind.Rate));
    }

    [Fact]
    public void Lists_of_different_length_are_refused()
    {
        Assert.Equal(RefusalKind.BadShape, Refused(Series.Of([SeriesOf.Start], [1, 2]))!.Kind);
        Assert.Equal(RefusalKind.BadShape, Refused(SeriesOf.Values(1, 2) with { Denominators = [1] }, ChartKind.Rate)!.Kind);
        Assert.Equal(RefusalKind.BadShape, Refused(SeriesOf.Values(1, 2) with { Trajectory = [1] })!.Kind);
        Assert.Equal(RefusalKind.BadShape, Refused(SeriesOf.Values(1, 2), ChartKind.Proportion)!.Kind);
    }

    [Fact]
    public void Make_throws_the_refusal()
    {
        var thrown = Assert.Throws<SeriesRefusedException>(() => Chart.Make(SeriesOf.Values(0), ChartKind.TimeBetween));

        Assert.Equal(RefusalKind.TimeNotPositive, thrown.Refusal.Kind);
        Assert.Equal(thrown.Refusal.Message, thrown.Message);
    }
}
