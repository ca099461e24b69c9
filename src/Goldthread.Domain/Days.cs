using System.Globalization;

namespace Goldthread.Domain;

/// <summary>Days as people write them in Britain.</summary>
public static class Days
{
    static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        "d/M/yyyy",
        "d/M/yy",
        "d.M.yyyy",
        "d-M-yyyy",
        "d MMM yyyy",
        "d MMMM yyyy",
        "d MMM yy",
        "d MMMM yy",
        "d-MMM-yyyy",
        "d-MMM-yy",
    ];

    /// <summary>Reads a day: 2026-04-01, 1/4/2026, 1 Apr 26, 1 April 2026, 1 Sept 2026.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="day">The day, from 1 Jan 1900 to 31 Dec 2199.</param>
    /// <returns>False where it is no day.</returns>
    public static bool TryRead(string text, out DateOnly day)
    {
        text = text.Trim().Replace("Sept ", "Sep ", StringComparison.OrdinalIgnoreCase);
        return DateOnly.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out day)
            && day.Year is >= 1900 and < 2200;
    }

    /// <summary>A day so many months later, or earlier below 0; the last of a month stays the last: a month after 28 Feb 2027 is 31 Mar 2027.</summary>
    /// <returns>The day, never beyond the calendar.</returns>
    public static DateOnly AddMonths(DateOnly day, int months)
    {
        var month = (day.Year * 12L) + day.Month - 1 + months;
        if (month is < 12 or >= 120_000)
            return month < 12 ? DateOnly.MinValue : DateOnly.MaxValue;
        var moved = day.AddMonths(months);
        return IsLastOfMonth(day) ? new(moved.Year, moved.Month, DateTime.DaysInMonth(moved.Year, moved.Month)) : moved;
    }

    /// <summary>The Monday of the week of a day.</summary>
    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>True for the last day of its month.</summary>
    public static bool IsLastOfMonth(DateOnly day) => day.Day == DateTime.DaysInMonth(day.Year, day.Month);

    /// <summary>A day as people read it: 3 Nov 2026.</summary>
    public static string Read(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A month as people read it: Nov 2026.</summary>
    public static string ReadMonth(DateOnly day) => day.ToString("MMM yyyy", CultureInfo.InvariantCulture);
}
