using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Spc;
using ChartKind = Goldthread.Spc.ChartKind;
using Direction = Goldthread.Domain.Monitor.Direction;

namespace Goldthread.App.Monitor.Readings;

/// <summary>What the figures of a measure say in words and numbers: before and after a day, and where they go if nothing changes.</summary>
public static class Told
{
    /// <summary>Of fewer figures nobody says what to expect.</summary>
    public const int Enough = 12;

    /// <summary>So many figures on one side of what was are more than chance.</summary>
    const int Run = 7;

    /// <summary>The figures before a day and from it on, held against each other.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="readings">Its figures.</param>
    /// <param name="day">The day.</param>
    public static string BeforeAndAfter(Measure measure, IReadOnlyList<Reading> readings, DateOnly day)
    {
        var known = readings
            .Where(r => r.On is not null)
            .OrderBy(r => r.On)
            .Select(r => (On: r.On!.Value, Figure: r.Figure(measure.Multiplier)))
            .Where(r => r.Figure is not null)
            .ToList();
        double[] before = [.. known.Where(r => r.On < day).Select(r => r.Figure!.Value)];
        double[] after = [.. known.Where(r => r.On >= day).Select(r => r.Figure!.Value)];
        if (before.Length == 0 || after.Length == 0)
            return $"There is no figure {(before.Length == 0 ? "before" : "from")} {Days.Read(day)}{(before.Length == 0 ? "" : " on")}: nothing can be compared.";
        var (was, now) = (before.Average(), after.Average());
        var said = $"Before {Days.Read(day)}: {Many(before, measure)}. From then on: {Many(after, measure)}.";
        if (Units.Figure(was) == Units.Figure(now))
            return said + " That is the same.";
        var better = measure.Direction switch
        {
            Direction.Higher => now > was ? ", which is better" : ", which is worse",
            Direction.Lower => now < was ? ", which is better" : ", which is worse",
            _ => "",
        };
        var part = was == 0 ? "" : $" ({Units.Figure(Math.Abs(now - was) / Math.Abs(was) * 100)}%)";
        said += $" That is {(now > was ? "higher" : "lower")} by {Units.Of(Math.Abs(now - was), measure.Unit)}{part}{better}. ";
        if (before.Length < Enough)
            return said + $"With fewer than {Enough} figures before, nobody can say whether that is more than chance.";
        var reach = 2.66 * Enumerable.Range(1, before.Length - 1).Average(i => Math.Abs(before[i] - before[i - 1]));
        var beyond = after.Count(f => Math.Abs(f - was) > reach + (1e-9 * Math.Abs(was)));
        var aside = after.Length >= Run && (after.All(f => f > was) || after.All(f => f < was));
        return said
            + (
                beyond > 0
                    ? $"{beyond} of {after.Length} {(beyond == 1 ? "lies" : "lie")} beyond the limits of the figures before: more than chance explains."
                : aside ? $"All {after.Length} lie on one side of what was the average: more than chance explains."
                : "Chance alone explains that."
            );
    }

    static string Many(double[] figures, Measure measure) =>
        figures.Length == 1
            ? $"1 figure, {Units.Of(figures[0], measure.Unit)}"
            : $"{figures.Length} figures, {Units.Of(figures.Average(), measure.Unit)} on average, from {Units.Figure(figures.Min())} to {Units.Figure(figures.Max())}";

    /// <summary>
    /// Where the figures go if nothing changes: between the limits of the last group. Null where it has fewer than twelve figures, or where something has
    /// shifted, run or drifted in it: what was then is no guide to what comes.
    /// </summary>
    /// <param name="chart">The chart.</param>
    /// <param name="measure">The measure.</param>
    /// <param name="runLength">How many points make a shift.</param>
    public static string? IfNothingChanges(Chart chart, Measure measure, int runLength)
    {
        if (
            chart.Kind is not (ChartKind.Xmr or ChartKind.Individuals)
            || chart.Groups is not [.., { Known: >= Enough } group]
            || MeasureChart.LastingShift(chart, runLength) is not null
            || chart.Points.Count == 0
        )
            return null;
        var here = chart.Points[^1].Group;
        // A single figure beyond the limits passes; a run, a trend or a drift does not.
        if (chart.Signals.Any(s => s.Rule is Rule.Shift or Rule.Trend or Rule.LongRun or Rule.FewCrossings && Touches(s)))
            return null;
        if (chart.Points[^1] is not { Lower: { } lower, Upper: { } upper, CentreLine: { } centre })
            return null;
        var points = chart.Points.Where(p => p.Group == here && p.Value is not null).ToList();
        if (points.TrueForAll(p => p.Value >= 0))
            lower = Math.Max(0, lower);
        if (measure.Unit is "%")
            upper = Math.Min(100, upper);
        return $"If nothing changes, the next figures lie between {Units.Figure(lower)} and {Units.Of(upper, measure.Unit)}, {Units.Figure(centre)} on average. That rests on the {points.Count} figures since {Days.ReadMonth(DateOnly.FromDateTime(points[0].On))}, and on the work staying as it is.";

        bool Touches(Signal signal) => signal.Points.Count == 0 || signal.Points.Any(p => chart.Points[p].Group == here);
    }
}
