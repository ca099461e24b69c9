namespace Goldthread.Domain.Implement;

/// <summary>
/// The days on which a nation works: every day but Saturdays, Sundays and bank holidays. Where a day is none of them, it counts as the next one that is.
/// </summary>
public sealed class WorkingDays
{
    // The days that can be written, and a margin for what is moved past them.
    static readonly int First = new DateOnly(1890, 1, 1).DayNumber;
    static readonly int Last = new DateOnly(2230, 12, 31).DayNumber;

    readonly Dictionary<DateOnly, string> holidays;

    // How many working days there are before each day.
    readonly int[] before = new int[Last - First + 2];

    /// <summary>Counts the working days of a nation.</summary>
    /// <param name="nation">Whose they are, as people read it: "England and Wales".</param>
    /// <param name="bankHolidays">Its bank holidays with their names.</param>
    public WorkingDays(string nation, IEnumerable<KeyValuePair<DateOnly, string>> bankHolidays)
    {
        Nation = nation;
        holidays = new(bankHolidays);
        for (var day = First; day <= Last; day++)
            before[day - First + 1] = before[day - First] + (IsWorking(DateOnly.FromDayNumber(day)) ? 1 : 0);
    }

    /// <value>Whose days they are, as people read it: "England and Wales".</value>
    public string Nation { get; }

    /// <summary>True where people work on this day.</summary>
    public bool IsWorking(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.ContainsKey(day);

    /// <summary>The name of the bank holiday of this day; null where it is none.</summary>
    public string? Holiday(DateOnly day) => holidays.GetValueOrDefault(day);

    /// <summary>How many working days one day is after another; below 0 where it is before it. From a Friday to the Monday after it, 1.</summary>
    public int Between(DateOnly from, DateOnly to) => Place(to) - Place(from);

    /// <summary>A day so many working days later, or earlier below 0. By none, the day itself, whichever it is.</summary>
    /// <returns>A working day; never one beyond those that can be written.</returns>
    public DateOnly Add(DateOnly day, int days)
    {
        if (days == 0)
            return day;
        var place = (int)Math.Clamp((long)Place(day) + days, 0, before[^1] - 1L);
        // The last day before which there are so many is the working day itself.
        var (low, high) = (0, before.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (before[middle] <= place)
                low = middle;
            else
                high = middle - 1;
        }
        return DateOnly.FromDayNumber(First + low);
    }

    int Place(DateOnly day) => before[Math.Clamp(day.DayNumber, First, Last) - First];
}
