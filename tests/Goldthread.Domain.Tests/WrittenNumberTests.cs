namespace Goldthread.Domain.Tests;

/// <summary>Numbers, and the marks that stand for them, as they are written.</summary>
public sealed class WrittenNumberTests
{
    [Theory]
    [InlineData("12.5", 12.5)]
    [InlineData("£1,234.50", 1234.5)]
    [InlineData("1,000", 1000)]
    [InlineData("1,234,567", 1234567)]
    [InlineData("50%", 50)]
    [InlineData("85 %", 85)]
    [InlineData("7 per cent", 7)]
    [InlineData("(1,234)", -1234)]
    [InlineData("-£12", -12)]
    [InlineData("£-12", -12)]
    [InlineData("(£12.50)", -12.5)]
    [InlineData("\u22125", -5)]
    [InlineData("\u20135", -5)]
    [InlineData("1\u00A0234", 1234)]
    [InlineData("1\u2009234\u2009567.5", 1234567.5)]
    [InlineData("\u00A07\u00A0", 7)]
    [InlineData("12.3 [p]", 12.3)]
    [InlineData("12.3[p]", 12.3)]
    [InlineData("12.3 (r)", 12.3)]
    [InlineData("1,234\u00B9", 1234)]
    [InlineData("7*", 7)]
    [InlineData("1.2E+05", 120000)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("0,125", 0.125)]
    [InlineData("low", 0)]
    [InlineData("[low]", 0)]
    [InlineData("nil", 0)]
    public void A_number_is_what_the_person_saw(string text, double value)
    {
        Assert.True(WrittenNumber.TryRead(text, out var number), text);
        Assert.Equal(value, number.Value);
    }

    [Theory]
    [InlineData("[c]", "Suppressed to protect people.")]
    [InlineData("c", "Suppressed to protect people.")]
    [InlineData("*", "Suppressed to protect people.")]
    [InlineData("SUPP", "Suppressed to protect people.")]
    [InlineData("[x]", "Not available or unreliable.")]
    [InlineData("z", "Does not apply.")]
    [InlineData("n/a", "Does not apply.")]
    [InlineData("<5", "Hidden: fewer than 5.")]
    [InlineData("< 5", "Hidden: fewer than 5.")]
    [InlineData("fewer than 10", "Hidden: fewer than 10.")]
    [InlineData("\u2013", "Not recorded.")]
    [InlineData("\u2026", "Not recorded.")]
    [InlineData("..", "Not recorded.")]
    [InlineData("NULL", "Not recorded.")]
    [InlineData("#N/A", "The spreadsheet shows #N/A.")]
    [InlineData("#DIV/0!", "The spreadsheet shows #DIV/0!.")]
    [InlineData("TBC", "Not known yet.")]
    public void A_mark_is_a_missing_number_with_its_reason(string text, string why)
    {
        Assert.True(WrittenNumber.TryRead(text, out var number), text);
        Assert.Equal((null, why), (number.Value, number.Note));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("five")]
    [InlineData("1,5")]
    [InlineData("12,34,567")]
    [InlineData("1,23")]
    [InlineData("=1+1")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    [InlineData("12 Rose Court")]
    [InlineData("1-2")]
    [InlineData("0,125,000")]
    public void What_is_no_number_is_none(string text) => Assert.False(WrittenNumber.TryRead(text, out _));

    [Theory]
    [InlineData("1,5", 1.5)]
    [InlineData("1,234", 1.234)]
    [InlineData("1.234,5", 1234.5)]
    [InlineData("12.5", 12.5)]
    [InlineData("1.234", 1234)]
    public void In_a_column_of_decimal_commas_a_comma_is_no_thousand(string text, double value)
    {
        Assert.True(WrittenNumber.TryRead(text, out var number, commas: true));
        Assert.Equal(value, number.Value);
    }

    [Theory]
    [InlineData(true, false, "0,125", "1,234")]
    [InlineData(true, true, "3,5", "4")]
    [InlineData(true, true, "1,234", "2,345")]
    [InlineData(false, false, "1,234", "2,345")]
    [InlineData(false, false, "0,125", "1,234.5")]
    [InlineData(false, true, "1,234.50")]
    [InlineData(false, true, "1,234,567")]
    [InlineData(false, true, "12.5")]
    public void Decimal_commas_are_seen_by_the_whole_column(bool commas, bool semicolons, params string[] cells) =>
        Assert.Equal(commas, WrittenNumber.HasCommas(cells, semicolons));

    [Fact]
    public void What_is_provisional_says_so()
    {
        Assert.True(WrittenNumber.TryRead("12.3 [p]", out var number));
        Assert.Equal("Provisional.", number.Note);
        Assert.True(WrittenNumber.TryRead("45%", out var percent));
        Assert.True(percent.IsPercent);
    }
}
