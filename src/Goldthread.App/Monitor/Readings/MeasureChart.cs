using Goldthread.Domain.Monitor;
using Goldthread.Spc;
using Goldthread.Spc.Words;
using ChartKind = Goldthread.Spc.ChartKind;
using Direction = Goldthread.Spc.Direction;
using Rebase = Goldthread.Spc.Rebase;
using Target = Goldthread.Spc.Target;

namespace Goldthread.App.Monitor.Readings;

/// <summary>From a measure and its readings to its chart.</summary>
public static class MeasureChart
{
    /// <summary>The chart of a measure, by the kind that the measure names, or XmR where its figures do not fit that kind.</summary>
    /// <param name="measure">The measure; its own readings are not used.</param>
    /// <param name="readings">Its readings; those without a day are left out.</param>
    /// <param name="refusal">Why there is no chart: a day given twice, a count below zero.</param>
    /// <returns>The chart, or null.</returns>
    public static Chart? Make(Measure measure, IReadOnlyList<Reading> readings, out Refusal? refusal)
    {
        var known = readings.Where(r => r.On is not null).OrderBy(r => r.On).ToList();
        var kind = KindOf(measure, known);
        var dates = known.Select(r => r.On!.Value).ToList();
        var counts = kind.NeedsDenominators();
        var series = counts
            ? Series.OfCounts(dates, [.. known.Select(r => r.Numerator)], [.. known.Select(r => r.Denominator)])
            : Series.Of(dates, [.. known.Select(r => r.Figure(measure.Multiplier))]);
        series = series with { Trajectory = Trajectory(measure, dates) };
        Chart.TryMake(series, kind, Options(measure, counts), out var chart, out refusal);
        return chart;
    }

    /// <summary>How the measure is spoken of.</summary>
    public static ChartWords WordsOf(Measure measure) => new() { Title = measure.Name, Unit = measure.Unit };

    /// <summary>The kind of chart that fits the figures, with the reason; null where there are no figures.</summary>
    public static ChartSuggestion? Suggest(Measure measure, IReadOnlyList<Reading> readings)
    {
        var known = readings.Where(r => r.On is not null).OrderBy(r => r.On).ToList();
        if (known.Count == 0)
            return null;
        var dates = known.Select(r => r.On!.Value).ToList();
        var counted = known.Any(r => r is { Numerator: not null, Denominator: not null });
        var series = counted
            ? Series.OfCounts(dates, [.. known.Select(r => r.Numerator)], [.. known.Select(r => r.Denominator)])
            : Series.Of(dates, [.. known.Select(r => r.Figure(measure.Multiplier))]);
        return ChartSuggestion.For(series, measure.Unit);
    }

    /// <summary>The kind of chart that is drawn.</summary>
    public static ChartKind KindOf(Measure measure, IReadOnlyList<Reading> readings)
    {
        if (measure.Chart is not { } wanted || !ChartKinds.TryParse(Domain.Shapes.Words.Written(wanted), out var kind))
            return ChartKind.Xmr;
        return kind.NeedsDenominators() && !readings.Any(r => r is { Numerator: not null, Denominator: not null }) ? ChartKind.Xmr : kind;
    }

    static ChartOptions Options(Measure measure, bool counts) =>
        new()
        {
            Direction = measure.Direction switch
            {
                Domain.Monitor.Direction.Higher => Direction.Increase,
                Domain.Monitor.Direction.Lower => Direction.Decrease,
                _ => Direction.Neutral,
            },
            Targets = measure.Target?.Value is { } target ? [new Target(target)] : [],
            Rebases = [.. measure.Rebase.Where(r => r.On is not null).Select(r => Rebase.OnDay(r.On!.Value, r.Reason))],
            Multiply = counts ? measure.Multiplier ?? 1 : 1,
        };

    /// <summary>The step of the trajectory in force on each day: the newest that is not after it.</summary>
    static double?[]? Trajectory(Measure measure, List<DateOnly> dates)
    {
        var steps = measure.Trajectory.Where(t => t is { On: not null, Value: not null }).OrderBy(t => t.On).ToList();
        return steps.Count == 0 ? null : [.. dates.Select(d => steps.LastOrDefault(s => s.On <= d)?.Value)];
    }
}
