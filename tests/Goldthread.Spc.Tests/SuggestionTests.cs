namespace Goldthread.Spc.Tests;

public sealed class SuggestionTests
{
    private static double?[] Make(int n, Func<int, double> of) => [.. Enumerable.Range(0, n).Select(i => (double?)of(i))];

    [Fact]
    public void Shares_of_a_known_number_get_a_p_chart() =>
        Assert.Equal(
            ChartKind.Proportion,
            ChartSuggestion.For(SeriesOf.Counts(Make(24, i => 20 + (i * 5 % 9)), SeriesOf.Repeat(100, 24)), "%").Kind
        );

    [Fact]
    public void Shares_that_vary_more_than_chance_get_p_prime()
    {
        var suggestion = ChartSuggestion.For(SeriesOf.Counts(Make(24, i => 2000 + (i * 7 % 9 * 100)), SeriesOf.Repeat(10_000, 24)), "%");

        Assert.Equal(ChartKind.ProportionPrime, suggestion.Kind);
        Assert.Equal(SuggestionReason.ProportionOverdispersed, suggestion.Reason);
    }

    [Fact]
    public void Events_over_exposure_get_a_u_chart() =>
        Assert.Equal(
            ChartKind.Rate,
            ChartSuggestion.For(SeriesOf.Counts(Make(24, i => 20 + (i * 5 % 9)), SeriesOf.Repeat(900, 24)), "falls per 1,000 bed days").Kind
        );

    [Fact]
    public void Small_denominators_get_counts() =>
        Assert.Equal(
            SuggestionReason.SmallDenominators,
            ChartSuggestion.For(SeriesOf.Counts(Make(24, i => i % 4), SeriesOf.Repeat(6, 24)), "%").Reason
        );

    [Theory]
    [InlineData("days between falls", ChartKind.TimeBetween)]
    [InlineData("admissions between infections", ChartKind.OpportunitiesBetween)]
    public void Unit_tells_what_lies_between_events(string unit, ChartKind kind) =>
        Assert.Equal(kind, ChartSuggestion.For(SeriesOf.Values(3, 9, 4, 12), unit).Kind);

    [Fact]
    public void Mostly_zero_counts_are_rare_events() =>
        Assert.Equal(SuggestionReason.RareEvents, ChartSuggestion.For(SeriesOf.Values(0, 0, 1, 0, 0, 0, 2, 0)).Reason);

    [Fact]
    public void Mostly_one_value_gets_a_run_chart() =>
        Assert.Equal(ChartKind.Run, ChartSuggestion.For(SeriesOf.Values(7.5, 7.5, 7.5, 8, 7.5)).Kind);

    [Fact]
    public void Few_events_get_a_c_chart() =>
        Assert.Equal(ChartKind.Count, ChartSuggestion.For(SeriesOf.Values(3, 5, 2, 4, 6, 1, 3, 4)).Kind);

    [Fact]
    public void Measurements_get_xmr()
    {
        Assert.Equal(ChartKind.Xmr, ChartSuggestion.For(SeriesOf.Values(3.2, 5.1, 2.7, 4.4)).Kind);
        Assert.Equal(ChartKind.Xmr, ChartSuggestion.For(SeriesOf.Values()).Kind);
    }
}
