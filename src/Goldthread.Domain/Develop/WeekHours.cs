namespace Goldthread.Domain.Develop;

/// <summary>The hours that people have for the plan, week by week: a contract's hours less leave and fixed work.</summary>
public static class WeekHours
{
    const int WorkingDays = 5;

    /// <summary>The hours that a person has for the plan in a week: never below 0.</summary>
    /// <param name="person">The person.</param>
    /// <param name="contracted">The hours of the contract.</param>
    /// <param name="monday">The week.</param>
    /// <param name="leave">The person's leave, as <see cref="DaysAway"/> has it.</param>
    public static decimal Free(StaffMember person, decimal contracted, DateOnly monday, IReadOnlyList<(int First, int Last)> leave) =>
        Math.Max(0, (contracted * (WorkingDays - DaysOff(monday, leave)) / WorkingDays) - (person.FixedHours ?? 0));

    /// <summary>How many of the five working days of a week are leave.</summary>
    public static int DaysOff(DateOnly monday, IReadOnlyList<(int First, int Last)> leave) =>
        Enumerable.Range(monday.DayNumber, WorkingDays).Count(day => IsAway(leave, day));

    /// <summary>A person's leave in the order of its days, where it overlaps as one; one day where no end is given.</summary>
    public static IReadOnlyList<(int First, int Last)> DaysAway(StaffMember person)
    {
        var away = new List<(int First, int Last)>();
        foreach (
            var (first, last) in person
                .Leave.Where(l => l.From is not null)
                .Select(l => (First: l.From!.Value.DayNumber, Last: (l.To ?? l.From).Value.DayNumber))
                .Where(l => l.Last >= l.First)
                .Order()
        )
        {
            if (away.Count > 0 && first <= away[^1].Last)
                away[^1] = (away[^1].First, Math.Max(last, away[^1].Last));
            else
                away.Add((first, last));
        }
        return away;
    }

    static bool IsAway(IReadOnlyList<(int First, int Last)> leave, int day)
    {
        // The last time away that began by then.
        var (low, high) = (0, leave.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (leave[middle].First <= day)
                low = middle + 1;
            else
                high = middle;
        }
        return low > 0 && leave[low - 1].Last >= day;
    }
}
