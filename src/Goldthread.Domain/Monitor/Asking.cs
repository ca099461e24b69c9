using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Monitor;

/// <summary>What makes the figures of a measure ask why, and in which words.</summary>
public static class Asking
{
    /// <summary>How many figures one after the other miss the target before it is asked why.</summary>
    public const int Misses = 2;

    /// <summary>How many days somebody has to find out.</summary>
    public const int Days = 14;

    /// <summary>What is asked of a measure.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="worseSince">From which day on it is worse by more than chance explains; null where that is not asked.</param>
    /// <param name="misses">How many of its newest figures miss the target; 0 where that is not asked.</param>
    public static string Of(Measure measure, DateOnly? worseSince, int misses) =>
        (worseSince, misses) switch
        {
            ({ } since, >= Misses) =>
                $"{measure.Name}: worse since {When(measure, since)}, more than chance explains, and {Missed(misses)}. What is the cause?",
            ({ } since, _) => $"{measure.Name}: worse since {When(measure, since)}, more than chance explains. What is the cause?",
            _ => $"{measure.Name}: {Missed(misses)}. What is in the way?",
        };

    /// <summary>What is asked of a measure whose next figure is overdue.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="last">The day of its newest figure.</param>
    public static string Stale(Measure measure, DateOnly last) =>
        $"{measure.Name}: no figure since {When(measure, last)}. What became of it?";

    /// <summary>What is asked of a risk whose contingency is set off.</summary>
    /// <param name="risk">The risk.</param>
    /// <param name="by">The measure that sets it off; null for a day.</param>
    public static string SetOff(Risk risk, Measure? by) =>
        $"{risk.Called ?? "A risk"}: {(by is null ? "the day has come" : $"{by.Name} has come to the point")} that sets off what is planned for it. Has it happened?";

    static string Missed(int misses) => $"the last {misses} figures miss the target";

    static string When(Measure measure, DateOnly day) =>
        measure.Frequency is null or Frequency.Monthly or Frequency.Quarterly or Frequency.Yearly
            ? Domain.Days.ReadMonth(day)
            : Domain.Days.Read(day);
}
