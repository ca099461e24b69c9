using System.Text;
using Goldthread.App.Monitor.Readings;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Tests.Monitor;

/// <summary>Tables as people have them: with their own headings, and with something above.</summary>
public sealed class FigureMapTests
{
    static Measure Of(string? numerator, string? denominator)
    {
        var measure = new Measure();
        Shape.Of<Measure>()["numerator"].Set(measure, numerator);
        Shape.Of<Measure>()["denominator"].Set(measure, denominator);
        return measure;
    }

    [Theory]
    // By the measure's own words.
    [InlineData("Month,Falls,Occupied bed days,Comment", null, "Falls", "Occupied bed days")]
    [InlineData("Month,Number of falls,Bed days", null, "Number of falls", "Bed days")]
    [InlineData("Date,OCCUPIED BED-DAYS,Fall", null, "Fall", "OCCUPIED BED-DAYS")]
    // The only one that is left.
    [InlineData("Month,How it went", "How it went", null, null)]
    [InlineData("Month,Falls,Comment", "Falls", null, null)]
    // The standard names come first.
    [InlineData("Month,Value,Falls,Bed days", "Value", null, null)]
    // Two that could be meant: a person says which.
    [InlineData("Month,Falls,Falls in period,Bed days", null, null, null)]
    [InlineData("Month,Falls,Staff", null, null, null)]
    public void Columns_are_guessed_by_the_words_of_the_measure(string headings, string? value, string? numerator, string? denominator)
    {
        var map = FigureMap.Guess(new FigureTable(headings.Split(','), []), Of("Falls recorded in period", "Occupied bed days in period"));
        Assert.Equal((value, numerator, denominator), (map.Value, map.Numerator, map.Denominator));
    }

    [Fact]
    public void Without_a_measure_only_the_standard_names_are_known()
    {
        var map = FigureMap.Guess(new FigureTable(["Month", "Falls"], []));
        Assert.Equal(("Month", null), (map.On, map.Value));
    }

    [Theory]
    [InlineData("Meadow View: falls\r\n\r\nDate;Falls\r\n01/10/2026;3\r\n", 4)]
    [InlineData("Falls report,,\n,,\nDate,Falls,Note\n1 Oct 2026,3,\n", 4)]
    [InlineData("\"Falls\"\t\nDate\tFalls\n1 Oct 2026\t3\n", 3)]
    [InlineData("Date,Falls\n1 Oct 2026,3\n", 2)]
    [InlineData("\"Date\nof the count\",Falls\n1 Oct 2026,3\n", 3)]
    public void What_stands_above_the_headings_is_passed_over_and_lines_keep_their_number(string file, int line)
    {
        var table = FigureTable.Read(Encoding.UTF8.GetBytes(file));
        Assert.StartsWith("Date", table.Columns[0], StringComparison.Ordinal);
        Assert.Equal("Falls", table.Columns[1]);
        var row = Assert.Single(table.Rows);
        Assert.Equal((line, "3"), (row.Line, row.Cells[1]));
    }
}
