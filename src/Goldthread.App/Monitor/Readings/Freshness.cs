using Goldthread.Domain;
using Goldthread.Domain.Monitor;

namespace Goldthread.App.Monitor.Readings;

/// <summary>When a figure is owed, and when the newest is too old to speak of the present.</summary>
public static class Freshness
{
    /// <summary>True where the newest figure is more than one and a half periods before today. Silent where there is no period or no figure.</summary>
    public static bool IsStale(Frequency? frequency, DateOnly? newest, DateOnly today) =>
        Periods.DaysOf(frequency) is { } period && newest is { } day && 2 * (today.DayNumber - day.DayNumber) > 3 * period;

    /// <summary>The day of the next figure after one; that of the last day of a month is the last of its month too.</summary>
    public static DateOnly Next(Frequency? frequency, DateOnly after) =>
        frequency switch
        {
            Frequency.Daily => AddDays(after, 1),
            Frequency.Weekly => AddDays(after, 7),
            Frequency.Quarterly => Days.AddMonths(after, 3),
            Frequency.Yearly => Days.AddMonths(after, 12),
            _ => Days.AddMonths(after, 1),
        };

    /// <summary>A plan file may have a figure of the calendar's last day.</summary>
    static DateOnly AddDays(DateOnly day, int days) => DateOnly.FromDayNumber(Math.Min(day.DayNumber + days, DateOnly.MaxValue.DayNumber));

    /// <summary>
    /// The day from which a figure of a day can be known: a figure that is dated by the first day of its month, week (Monday), quarter or year stands
    /// for all of it and is known once that is over; any other on its own day.
    /// </summary>
    public static DateOnly KnownFrom(Frequency? frequency, DateOnly on) =>
        frequency switch
        {
            Frequency.Weekly when on.DayOfWeek is DayOfWeek.Monday => Next(frequency, on),
            Frequency.Monthly or Frequency.Quarterly or Frequency.Yearly or null when on.Day == 1 => Next(frequency, on),
            _ => on,
        };
}
