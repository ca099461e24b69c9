using System.Globalization;
using Goldthread.App.Monitor.Readings;
using Goldthread.Domain.Monitor;

namespace Goldthread.App.Tests.Monitor;

/// <summary>Which day a figure is of, and which day the next one will be.</summary>
public class DaysOfFiguresTests
{
    static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    [Theory]
    // An instant is of the day that it is where the service is, whatever zone the machine is set to.
    [InlineData("2026-06-30T22:59:59Z", "2026-06-30")]
    [InlineData("2026-06-30T23:00:00Z", "2026-07-01")]
    [InlineData("2026-12-31T23:30:00Z", "2026-12-31")]
    [InlineData("2026-10-25T00:30:00Z", "2026-10-25")]
    [InlineData("2026-10-25T01:30:00Z", "2026-10-25")]
    [InlineData("2026-06-30T23:30:00", "2026-06-30")]
    [InlineData("30/06/2026 23:30", "2026-06-30")]
    public void An_instant_is_of_its_day_in_the_service(string written, string day)
    {
        var table = FigureTable.ReadText($"measure,on,value\nM1,{written},3");
        var read = FigureMap.OfStandard(table).Read(table);
        Assert.Equal(Day(day), Assert.Single(read.Figures).Reading.On);
    }

    [Theory]
    [InlineData("measure,on,value,note\nM1,never,3,", 2)]
    [InlineData("measure,on,value,note\r\nM1,2026-01-01,3,\"two\r\nlines\"\r\nM1,never,3,\r\n", 4)]
    [InlineData("measure,on,value,note\n\n\nM1,never,3,\n", 4)]
    [InlineData("measure,on,value,\"no\nte\"\nM1,never,3,\n", 3)]
    public void A_line_that_is_refused_is_named_by_its_place_in_the_file(string csv, int line)
    {
        var table = FigureTable.ReadText(csv);
        var read = new FigureMap
        {
            Measure = "measure",
            On = "on",
            Value = "value",
        }.Read(table);
        Assert.Equal(line, Assert.Single(read.Lines).Line);
    }

    [Theory]
    [InlineData(Frequency.Daily, "2028-02-28", "2028-02-29")]
    [InlineData(Frequency.Weekly, "2026-12-28", "2027-01-04")]
    [InlineData(Frequency.Monthly, "2026-02-01", "2026-03-01")]
    [InlineData(Frequency.Monthly, "2026-01-31", "2026-02-28")]
    [InlineData(Frequency.Monthly, "2026-02-28", "2026-03-31")]
    [InlineData(Frequency.Monthly, "2028-02-28", "2028-03-28")]
    [InlineData(Frequency.Monthly, "2028-02-29", "2028-03-31")]
    [InlineData(Frequency.Quarterly, "2026-06-30", "2026-09-30")]
    [InlineData(Frequency.Quarterly, "2026-09-30", "2026-12-31")]
    [InlineData(Frequency.Yearly, "2028-02-29", "2029-02-28")]
    [InlineData(Frequency.Yearly, "2027-02-28", "2028-02-29")]
    [InlineData(Frequency.Daily, "9999-12-31", "9999-12-31")]
    [InlineData(Frequency.Weekly, "9999-12-29", "9999-12-31")]
    [InlineData(Frequency.Monthly, "9999-12-31", "9999-12-31")]
    [InlineData(Frequency.Yearly, "9999-06-30", "9999-12-31")]
    public void The_last_day_of_a_period_is_followed_by_the_last_of_the_next(Frequency frequency, string day, string next) =>
        Assert.Equal(Day(next), Freshness.Next(frequency, Day(day)));
}
