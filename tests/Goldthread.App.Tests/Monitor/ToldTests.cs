using Goldthread.App.Monitor.Measures;
using Goldthread.App.Monitor.Readings;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Tests.Monitor;

/// <summary>What figures say in words: before and after a day, where they go, and counts in place of percentages of few.</summary>
public class ToldTests
{
    static Measure Falls(string unit = "falls")
    {
        var measure = (Measure)Shape.Of<Measure>().New();
        Shape.Of<Measure>()["direction"].Set(measure, Direction.Lower);
        Shape.Of<Measure>()["frequency"].Set(measure, Frequency.Monthly);
        Shape.Of<Measure>()["unit"].Set(measure, unit);
        return measure;
    }

    static Reading[] From(IEnumerable<double> values) => [.. values.Select((v, n) => Reading.Of(new DateOnly(2024, 1, 1).AddMonths(n), v))];

    static double[] Quiet(int count, double at = 10) => [.. Enumerable.Range(0, count).Select(n => at + (n % 2))];

    [Theory]
    [InlineData(
        20,
        "Before 1 Jan 2025: 12 figures, 10.5 falls on average, from 10 to 11. From then on: 4 figures, 20.5 falls on average, from 20 to 21. That is higher by 10 falls (95.2%), which is worse. 4 of 4 lie beyond the limits of the figures before: more than chance explains."
    )]
    [InlineData(
        9,
        "Before 1 Jan 2025: 12 figures, 10.5 falls on average, from 10 to 11. From then on: 4 figures, 9.5 falls on average, from 9 to 10. That is lower by 1 falls (9.52%), which is better. Chance alone explains that."
    )]
    [InlineData(
        10,
        "Before 1 Jan 2025: 12 figures, 10.5 falls on average, from 10 to 11. From then on: 4 figures, 10.5 falls on average, from 10 to 11. That is the same."
    )]
    public void Before_and_after_a_day_are_held_against_each_other(double after, string said) =>
        Assert.Equal(said, Told.BeforeAndAfter(Falls(), From([.. Quiet(12), .. Quiet(4, after)]), new(2025, 1, 1)));

    [Fact]
    public void Few_figures_before_a_day_judge_nothing()
    {
        Assert.EndsWith(
            "With fewer than 12 figures before, nobody can say whether that is more than chance.",
            Told.BeforeAndAfter(Falls(), From([.. Quiet(11), .. Quiet(4, 20)]), new(2024, 12, 1)),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "There is no figure from 1 Jan 2030 on: nothing can be compared.",
            Told.BeforeAndAfter(Falls(), From(Quiet(12)), new(2030, 1, 1))
        );
        Assert.EndsWith(
            "All 7 lie on one side of what was the average: more than chance explains.",
            Told.BeforeAndAfter(Falls(), From([.. Quiet(12), .. Enumerable.Repeat(11.5, 7)]), new(2025, 1, 1)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Where_figures_go_is_said_of_twelve_and_never_across_a_shift()
    {
        string? Ahead(double[] values) =>
            Told.IfNothingChanges(MeasureChart.Make(Falls(), From(values), ChartBasis.Usual, out _)!, Falls(), 7);
        Assert.Null(Ahead(Quiet(11)));
        Assert.Equal(
            "If nothing changes, the next figures lie between 7.84 and 13.2 falls, 10.5 on average. That rests on the 12 figures since Jan 2024, and on the work staying as it is.",
            Ahead(Quiet(12))
        );
        Assert.Null(Ahead([.. Quiet(12), .. Enumerable.Repeat(12.0, 8)]));
        Assert.Null(Ahead([.. Quiet(12), .. Quiet(12, 20)]));
    }

    [Theory]
    [InlineData(3, 7, "3 of 7")]
    [InlineData(3, 10, "30%")]
    public void A_percentage_of_fewer_than_ten_is_told_as_its_counts(double top, double of, string told) =>
        Assert.Equal(told, AreaFigures.Told(Falls("%"), Reading.Of(new(2026, 1, 1), null, top, of), top / of * 100));
}
