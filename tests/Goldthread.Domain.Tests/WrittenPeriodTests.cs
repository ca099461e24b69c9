using System.Globalization;
using Goldthread.Domain.Monitor;

namespace Goldthread.Domain.Tests;

/// <summary>Days and periods as they are written and published.</summary>
public sealed class WrittenPeriodTests
{
    [Theory]
    [InlineData("2024-04-01", "2024-04-01", Frequency.Daily)]
    [InlineData("01/04/2024", "2024-04-01", Frequency.Daily)]
    [InlineData("1.4.24", "2024-04-01", Frequency.Daily)]
    [InlineData("1st April 2024", "2024-04-01", Frequency.Daily)]
    [InlineData("22nd of Sept 2024", "2024-09-22", Frequency.Daily)]
    [InlineData("Monday 1 April 2024", "2024-04-01", Frequency.Daily)]
    [InlineData("Mon 01-Apr-24", "2024-04-01", Frequency.Daily)]
    [InlineData("April 1, 2024", "2024-04-01", Frequency.Daily)]
    [InlineData("20240401", "2024-04-01", Frequency.Daily)]
    [InlineData("2024/04/01", "2024-04-01", Frequency.Daily)]
    [InlineData("45383", "2024-04-01", Frequency.Daily)]
    [InlineData("45383.5", "2024-04-01", Frequency.Daily)]
    [InlineData("2024-04-01T00:00:00.000+01:00", "2024-04-01", Frequency.Daily)]
    [InlineData("2024-04-01 13:45:10.1234567", "2024-04-01", Frequency.Daily)]
    [InlineData("01/04/2024 09:30", "2024-04-01", Frequency.Daily)]
    [InlineData("01/04/2024 9:30 pm", "2024-04-01", Frequency.Daily)]
    [InlineData("Apr 2024", "2024-04-01", Frequency.Monthly)]
    [InlineData("Apr-24", "2024-04-01", Frequency.Monthly)]
    [InlineData("Apr '24", "2024-04-01", Frequency.Monthly)]
    [InlineData("Apr 2023*", "2023-04-01", Frequency.Monthly)]
    [InlineData("Sept 2024", "2024-09-01", Frequency.Monthly)]
    [InlineData("2024 JAN", "2024-01-01", Frequency.Monthly)]
    [InlineData("202404", "2024-04-01", Frequency.Monthly)]
    [InlineData("2024-04", "2024-04-01", Frequency.Monthly)]
    [InlineData("04/2024", "2024-04-01", Frequency.Monthly)]
    [InlineData("2024M04", "2024-04-01", Frequency.Monthly)]
    [InlineData("MSitAE-APRIL-2025", "2025-04-01", Frequency.Monthly)]
    [InlineData("Apr 2025/26", "2025-04-01", Frequency.Monthly)]
    [InlineData("2025/26 Jan", "2026-01-01", Frequency.Monthly)]
    [InlineData("Mar 2026 (provisional)", "2026-03-01", Frequency.Monthly)]
    [InlineData("Q1 2025/26", "2025-04-01", Frequency.Quarterly)]
    [InlineData("2025/26 Q4", "2026-01-01", Frequency.Quarterly)]
    [InlineData("2025-26 Q2", "2025-07-01", Frequency.Quarterly)]
    [InlineData("Q1 25/26", "2025-04-01", Frequency.Quarterly)]
    [InlineData("2024 Q3", "2024-07-01", Frequency.Quarterly)]
    [InlineData("Quarter 2 2024", "2024-04-01", Frequency.Quarterly)]
    [InlineData("Q1 (Apr-Jun) 2025/26", "2025-04-01", Frequency.Quarterly)]
    [InlineData("Jan-Mar 2026", "2026-01-01", Frequency.Quarterly)]
    [InlineData("January to March 2026", "2026-01-01", Frequency.Quarterly)]
    [InlineData("Dec-Feb 2026", "2025-12-01", Frequency.Quarterly)]
    [InlineData("3 months to March 2026", "2026-01-01", Frequency.Quarterly)]
    [InlineData("2025/26", "2025-04-01", Frequency.Yearly)]
    [InlineData("2025-26", "2025-04-01", Frequency.Yearly)]
    [InlineData("2025\u201326", "2025-04-01", Frequency.Yearly)]
    [InlineData("2025/2026", "2025-04-01", Frequency.Yearly)]
    [InlineData("1999/00", "1999-04-01", Frequency.Yearly)]
    [InlineData("2011/12", "2011-04-01", Frequency.Yearly)]
    [InlineData("FY 2025/26", "2025-04-01", Frequency.Yearly)]
    [InlineData("202425", "2024-04-01", Frequency.Yearly)]
    [InlineData("2025", "2025-01-01", Frequency.Yearly)]
    [InlineData("Year ending March 2026", "2025-04-01", Frequency.Yearly)]
    [InlineData("Apr 2024 to Mar 2025", "2024-04-01", Frequency.Yearly)]
    [InlineData("2026-W14", "2026-03-30", Frequency.Weekly)]
    [InlineData("Week 14 2026", "2026-03-30", Frequency.Weekly)]
    [InlineData("w/e 05/04/2026", "2026-03-30", Frequency.Weekly)]
    [InlineData("Week ending 3 April 2026", "2026-03-30", Frequency.Weekly)]
    [InlineData("w/c 30/03/2026", "2026-03-30", Frequency.Weekly)]
    [InlineData("30/03/2026 - 05/04/2026", "2026-03-30", Frequency.Weekly)]
    [InlineData("2018 - 20", "2018-01-01", null)]
    public void A_period_stands_by_its_first_day(string text, string first, Frequency? kind)
    {
        Assert.True(WrittenPeriod.TryRead(text, out var period), text);
        Assert.Equal((DateOnly.Parse(first, CultureInfo.InvariantCulture), kind), (period.First, period.Kind));
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("April")]
    [InlineData("31/02/2026")]
    [InlineData("2026-W54")]
    [InlineData("12")]
    [InlineData("1234")]
    [InlineData("Ward 7")]
    [InlineData("12 Rose Court")]
    [InlineData("Release 15")]
    [InlineData("99999")]
    [InlineData("Q5 2025/26")]
    [InlineData("2025/99")]
    [InlineData("2026-04-01T25:00:00")]
    [InlineData("Previous to Mar 2026")]
    public void What_is_no_period_is_none(string text) => Assert.False(WrittenPeriod.TryRead(text, out _), text);

    [Theory]
    [InlineData(false, null, "01/04/2026", "01/05/2026", "01/06/2026")]
    [InlineData(false, null, "04/05/2026", "25/05/2026")]
    [InlineData(true, null, "04/05/2026", "04/25/2026")]
    [InlineData(false, "04/05/2026", "04/05/2026", "05/06/2026")]
    [InlineData(false, null, "2026-04-05", "Apr 2026")]
    public void Day_and_month_are_told_apart_by_the_whole_column(bool monthFirst, string? doubtful, params string[] cells)
    {
        Assert.Equal(monthFirst, WrittenPeriod.StyleOf(cells, out var doubt, out _).MonthFirst);
        Assert.Equal(doubtful, doubt);
    }

    [Fact]
    public void Two_orders_in_one_column_are_seen()
    {
        WrittenPeriod.StyleOf(["04/25/2026", "25/04/2026"], out _, out var torn);
        Assert.Equal("04/25/2026", torn);
    }

    [Theory]
    [InlineData("2011-12", false, "2011-12-01")]
    [InlineData("2011-12", true, "2011-04-01")]
    [InlineData("201112", true, "2011-04-01")]
    [InlineData("201112", false, "2011-12-01")]
    public void A_year_and_a_month_are_told_apart_by_the_column(string text, bool years, string first)
    {
        Assert.True(WrittenPeriod.TryRead(text, out var period, new DayStyle(Years: years)));
        Assert.Equal(DateOnly.Parse(first, CultureInfo.InvariantCulture), period.First);
    }

    [Fact]
    public void A_serial_number_of_the_other_calendar_is_1462_days_later()
    {
        Assert.True(WrittenPeriod.TryRead("43921", out var period, new DayStyle(Since1904: true)));
        Assert.Equal(new DateOnly(2024, 4, 1), period.First);
    }

    [Theory]
    [InlineData(Frequency.Weekly, "2026-04-05", "2026-03-30")]
    [InlineData(Frequency.Monthly, "2026-04-30", "2026-04-01")]
    [InlineData(Frequency.Quarterly, "2026-06-30", "2026-04-01")]
    [InlineData(Frequency.Yearly, "2026-03-31", "2025-04-01")]
    [InlineData(Frequency.Daily, "2026-03-31", "2026-03-31")]
    [InlineData(null, "2026-03-31", "2026-03-31")]
    public void Days_of_one_period_have_one_first_day(Frequency? frequency, string day, string first) =>
        Assert.Equal(
            DateOnly.Parse(first, CultureInfo.InvariantCulture),
            Periods.FirstOf(frequency, DateOnly.Parse(day, CultureInfo.InvariantCulture))
        );
}
