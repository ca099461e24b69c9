namespace Goldthread.Spc;

/// <summary>Figures over time: one value a date, or one count and its denominator a date.</summary>
/// <remarks>
/// All lists have one item for each reading and may be in any order of time; a chart sorts them. A missing value is
/// <see langword="null"/>, never zero. Nothing is checked here: <see cref="Chart.TryMake"/> says what it refuses.
/// </remarks>
public sealed record Series
{
    /// <summary>The instants in UTC. A plain date is midnight UTC of that day. Empty where <see cref="Categories"/> is given.</summary>
    public IReadOnlyList<DateTime> Dates { get; init; } = [];

    /// <summary>Names in place of dates, such as wards; then the order is alphabetical and runs mean nothing.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>The charted values in the measure's unit; or the counts where <see cref="Denominators"/> is given.</summary>
    public required IReadOnlyList<double?> Values { get; init; }

    /// <summary>What each count is divided by, 0 or more; <see langword="null"/> where the values are charted as they are.</summary>
    public IReadOnlyList<double?>? Denominators { get; init; }

    /// <summary>The planned course, in the measure's unit. Carried through; no rule looks at it.</summary>
    public IReadOnlyList<double?>? Trajectory { get; init; }

    /// <summary>The number of readings.</summary>
    public int Count => Values.Count;

    /// <summary>A series of values by day.</summary>
    /// <param name="dates">The days, one for each value, in any order.</param>
    /// <param name="values">The values in the measure's unit; missing is <see langword="null"/>.</param>
    /// <returns>The series; nothing is checked yet.</returns>
    public static Series Of(IReadOnlyList<DateOnly> dates, IReadOnlyList<double?> values) =>
        new() { Dates = Midnights(dates), Values = values };

    /// <summary>A series of values by instant (UTC).</summary>
    /// <param name="instants">The instants in UTC, one for each value, in any order.</param>
    /// <param name="values">The values in the measure's unit; missing is <see langword="null"/>.</param>
    /// <returns>The series; nothing is checked yet.</returns>
    public static Series Of(IReadOnlyList<DateTime> instants, IReadOnlyList<double?> values) => new() { Dates = instants, Values = values };

    /// <summary>A series of counts and their denominators by day.</summary>
    /// <param name="dates">The days, one for each count, in any order.</param>
    /// <param name="numerators">The counts.</param>
    /// <param name="denominators">What each count is divided by, 0 or more.</param>
    /// <returns>The series; nothing is checked yet.</returns>
    public static Series OfCounts(IReadOnlyList<DateOnly> dates, IReadOnlyList<double?> numerators, IReadOnlyList<double?> denominators) =>
        new()
        {
            Dates = Midnights(dates),
            Values = numerators,
            Denominators = denominators,
        };

    /// <summary>The instant that a chart takes for a day: its midnight in UTC.</summary>
    /// <param name="day">The day.</param>
    /// <returns>The instant, in UTC.</returns>
    public static DateTime Midnight(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    private static DateTime[] Midnights(IReadOnlyList<DateOnly> dates)
    {
        ArgumentNullException.ThrowIfNull(dates);
        var instants = new DateTime[dates.Count];
        for (var i = 0; i < instants.Length; i++)
        {
            instants[i] = Midnight(dates[i]);
        }

        return instants;
    }
}
