using Goldthread.Domain;
using Goldthread.Domain.Monitor;

namespace Goldthread.App.Monitor.Readings;

/// <summary>When a figure is owed, and when the newest is too old to speak of the present.</summary>
public static class Freshness
{
    /// <summary>
    /// True where the newest figure is more than one and a half periods before today, and the next one could be known for more than half a period: a figure
    /// of 1 October is that of October, the next is known on 1 December. Silent where there is no period or no figure.
    /// </summary>
    public static bool IsStale(Frequency? frequency, DateOnly? newest, DateOnly today) =>
        Periods.DaysOf(frequency) is { } period
        && newest is { } day
        && 2 * (today.DayNumber - day.DayNumber) > 3 * period
        && 2 * (today.DayNumber - KnownFrom(frequency, Next(frequency, day)).DayNumber) > period;

    /// <summary>
    /// The day of the next figure of a measure: after its newest, dated as that is; of one without a figure, so many periods before the present one, by the
    /// first day of the period, as a period in a file is dated.
    /// </summary>
    /// <param name="frequency">How often there is a figure; monthly unless said.</param>
    /// <param name="newest">The day of the newest figure, or null.</param>
    /// <param name="today">Today.</param>
    /// <param name="before">How many periods before the present one it begins.</param>
    public static DateOnly NextOrFirst(Frequency? frequency, DateOnly? newest, DateOnly today, int before = 1)
    {
        if (newest is { } day)
            return Next(frequency, day);
        var first = Periods.FirstOf(frequency ?? Frequency.Monthly, today);
        for (var n = 0; n < before; n++)
            first = Periods.FirstOf(frequency ?? Frequency.Monthly, first.AddDays(-1));
        return first;
    }

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
