using System.Globalization;
using Goldthread.Domain.Evaluate;
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
    /// <param name="basis">Whose rules, and what the target was before.</param>
    /// <param name="refusal">Why there is no chart: a day given twice, a count below zero.</param>
    /// <returns>The chart, or null.</returns>
    public static Chart? Make(Measure measure, IReadOnlyList<Reading> readings, ChartBasis basis, out Refusal? refusal) =>
        Make(measure, readings, basis, true, out refusal);

    /// <summary>
    /// What the chart says, in a sentence. After a lasting shift beyond the old limits nothing is said of the target: the limits that would say it are those
    /// of what was.
    /// </summary>
    /// <param name="chart">The chart, as <see cref="Make(Measure, IReadOnlyList{Reading}, ChartBasis, out Refusal?)"/> gave it.</param>
    /// <param name="measure">The measure.</param>
    /// <param name="readings">Its readings.</param>
    /// <param name="basis">Whose rules, and what the target was before.</param>
    public static string Sentence(Chart chart, Measure measure, IReadOnlyList<Reading> readings, ChartBasis basis)
    {
        if (
            chart.Assurance is AssuranceVerdict.None or AssuranceVerdict.NotEnoughYet
            || LastingShift(chart, basis.Rules.RunLength) is not { } since
            || Make(measure, readings, basis, false, out _) is not { } bare
        )
            return Verdict.Sentence(chart, WordsOf(measure));
        return $"{Verdict.Sentence(bare, WordsOf(measure))} Since {Domain.Days.Read(since)} the figures stand beyond the limits that they had before: whether the target will be met cannot be said until the limits are counted anew from then.";
    }

    /// <summary>
    /// The chart for a small picture, which says in a sentence what it shows: without the target where the newest figure meets what the limits say cannot
    /// be met. Those limits are of before the process changed.
    /// </summary>
    /// <inheritdoc cref="Make(Measure, IReadOnlyList{Reading}, ChartBasis, out Refusal?)"/>
    public static Chart? Small(Measure measure, IReadOnlyList<Reading> readings, ChartBasis basis)
    {
        var chart = Make(measure, readings, basis, out _);
        return chart is { Assurance: AssuranceVerdict.ConsistentFail } && LastingShift(chart, basis.Rules.RunLength) is not null
            ? Make(measure, readings, basis, false, out _)
            : chart;
    }

    static Chart? Make(Measure measure, IReadOnlyList<Reading> readings, ChartBasis basis, bool withTargets, out Refusal? refusal)
    {
        var known = readings.Where(r => r.On is not null).OrderBy(r => r.On).ToList();
        var kind = KindOf(measure, known);
        if (kind is not (ChartKind.TimeBetween or ChartKind.OpportunitiesBetween))
            known = WithHoles(measure.Frequency, known);
        var dates = known.Select(r => r.On!.Value).ToList();
        var counts = kind.NeedsDenominators();
        var series =
            counts ? Series.OfCounts(dates, [.. known.Select(r => Counted(r) ? r.Numerator : null)], [.. known.Select(r => r.Denominator)])
            : kind is ChartKind.TimeBetween ? OfEvents(measure, known)
            : Series.Of(dates, [.. known.Select(r => r.Figure(measure.Multiplier))]);
        series = series with { Trajectory = Trajectory(measure, dates) };
        var options = Options(measure, basis, counts);
        Chart.TryMake(series, kind, withTargets ? options : options with { Targets = [] }, out var chart, out refusal);
        return chart;
    }

    /// <summary>The most periods without a row that are drawn as holes between two figures.</summary>
    const int MostHoles = 120;

    /// <summary>
    /// The readings with an empty one for each week, month, quarter or year between them that has none: what nobody counted breaks a run, whether somebody
    /// wrote so or left it out. Days are not filled in: many services are closed on some.
    /// </summary>
    static List<Reading> WithHoles(Frequency? frequency, List<Reading> known)
    {
        if (frequency is not (Frequency.Weekly or Frequency.Monthly or Frequency.Quarterly or Frequency.Yearly) || known.Count < 2)
            return known;
        var calendar = Periods.AreCalendarYears(frequency, known.Select(r => r.On!.Value));
        var all = new List<Reading>(known.Count);
        foreach (var reading in known)
        {
            if (all.Count > 0)
            {
                var period = Periods.FirstOf(frequency, reading.On!.Value, calendar);
                var next = Periods.NextOf(frequency, Periods.FirstOf(frequency, all[^1].On!.Value, calendar));
                for (var n = 0; next < period && n < MostHoles; n++, next = Periods.NextOf(frequency, next))
                    all.Add(Reading.Of(next, null));
            }
            all.Add(reading);
        }
        return all;
    }

    /// <summary>
    /// Times between events. A second event of a day stands half a day after the one before it, and the time between them is half a day: nobody knows it
    /// closer, and a time of nought would take the chart away.
    /// </summary>
    static Series OfEvents(Measure measure, List<Reading> known)
    {
        var instants = new List<DateTime>(known.Count);
        var values = new List<double?>(known.Count);
        var (before, ofDay) = (DateOnly.MinValue, 0);
        foreach (var reading in known)
        {
            ofDay = reading.On == before ? ofDay + 1 : 0;
            before = reading.On!.Value;
            instants.Add(Series.Midnight(before).AddDays(1 - Math.Pow(0.5, ofDay)));
            values.Add(
                reading.Figure(measure.Multiplier) is { } between and not 0 ? between
                : reading.Figure(measure.Multiplier) is 0 ? 0.5
                : null
            );
        }
        return Series.Of(instants, values);
    }

    /// <summary>
    /// The first day of a lasting shift beyond the old limits: the newest figures have stood on one side of the mean for as many points as make a shift, and
    /// their own mean is outside the limits that the figures before them had. What these limits say of the target is no longer so.
    /// </summary>
    /// <param name="chart">The chart.</param>
    /// <param name="length">How many points make a shift.</param>
    /// <returns>The day, or null where there is no such shift.</returns>
    public static DateOnly? LastingShift(Chart chart, int length)
    {
        if (chart.Kind is not (ChartKind.Xmr or ChartKind.Individuals) || chart.Points.Count <= length)
            return null;
        var points = chart.Points.Where(p => p.Group == chart.Points[^1].Group).ToList();
        // Back from the newest: those on its side of the mean, without a hole between them.
        var start = points.Count;
        var side = 0;
        while (
            start > 0
            && points[start - 1] is { Value: { } value, CentreLine: { } mean }
            && value != mean
            && (side == 0 || Math.Sign(value - mean) == side)
        )
        {
            side = Math.Sign(value - mean);
            start--;
        }
        double[] now = [.. points.Skip(start).Select(p => p.Value!.Value)];
        double[] old = [.. points.Take(start).Where(p => p.Value is not null).Select(p => p.Value!.Value)];
        if (now.Length < length || old.Length < length)
            return null;
        var centre = old.Average();
        var range = Enumerable.Range(1, old.Length - 1).Average(i => Math.Abs(old[i] - old[i - 1]));
        return Math.Abs(now.Average() - centre) > 2.66 * range ? DateOnly.FromDateTime(points[start].On) : null;
    }

    /// <summary>A count over nothing says nothing: it is a gap, never a zero and never infinite.</summary>
    static bool Counted(Reading reading) => reading.Denominator is > 0;

    /// <summary>How the measure is spoken of.</summary>
    /// <remarks>A share or a rate has as many decimals as one cares to divide for: one says enough, below 1 two.</remarks>
    public static ChartWords WordsOf(Measure measure) =>
        new()
        {
            Title = measure.Name,
            Unit = measure.Unit,
            Decimals =
                measure.Denominator is null ? null
                : Math.Abs(measure.Target?.Value ?? measure.Baseline?.Value ?? 1) < 1 ? 2
                : 1,
        };

    /// <summary>The kind of chart that fits the figures, with the reason; null where there are no figures.</summary>
    public static ChartSuggestion? Suggest(Measure measure, IReadOnlyList<Reading> readings)
    {
        var known = readings.Where(r => r.On is not null).OrderBy(r => r.On).ToList();
        if (known.Count == 0)
            return null;
        var dates = known.Select(r => r.On!.Value).ToList();
        var series = AreCounts(known)
            ? Series.OfCounts(dates, [.. known.Select(r => Counted(r) ? r.Numerator : null)], [.. known.Select(r => r.Denominator)])
            : Series.Of(dates, [.. known.Select(r => r.Figure(measure.Multiplier))]);
        return ChartSuggestion.For(series, measure.Unit);
    }

    /// <summary>The kind of chart that is drawn.</summary>
    public static ChartKind KindOf(Measure measure, IReadOnlyList<Reading> readings)
    {
        if (measure.Chart is not { } wanted || !ChartKinds.TryParse(Domain.Shapes.Words.Written(wanted), out var kind))
            return ChartKind.Xmr;
        return kind.NeedsDenominators() && !AreCounts(readings) ? ChartKind.Xmr : kind;
    }

    /// <summary>True where the figures are counts out of, or over, something, all of them: none is to vanish from the picture.</summary>
    static bool AreCounts(IReadOnlyList<Reading> readings) =>
        readings.Any(r => r is { Numerator: not null, Denominator: not null })
        && readings.All(r => r.Value is null || r is { Numerator: not null, Denominator: not null });

    /// <summary>
    /// The target of each time. An adaptation says what the target was before its day and what it was from then on; the newest one's target is the
    /// measure's own, which is what the plan says now.
    /// </summary>
    public static IReadOnlyList<Target> Targets(Measure measure, IReadOnlyList<Adaptation> adaptations)
    {
        if (adaptations.Count == 0)
            return measure.Target?.Value is { } only ? [new Target(only)] : [];
        var targets = new List<Target>();
        if (Number(adaptations[0].From) is { } first)
            targets.Add(new Target(first));
        for (var i = 0; i < adaptations.Count; i++)
        {
            var value = i == adaptations.Count - 1 ? measure.Target?.Value ?? Number(adaptations[i].To) : Number(adaptations[i].To);
            if (value is { } from)
                targets.Add(Target.FromDay(from, adaptations[i].On!.Value));
        }
        return targets;
    }

    /// <summary>The number that a text begins with: "7.5 falls per 1,000 bed days" is 7.5, "£1,200" is 1,200.</summary>
    static double? Number(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var rest = text.AsSpan().Trim().TrimStart('£').TrimStart();
        var end = 0;
        while (end < rest.Length && (char.IsAsciiDigit(rest[end]) || rest[end] is '.' or ',' || (end == 0 && rest[end] is '-' or '+')))
            end++;
        return
            double.TryParse(
                rest[..end].TrimEnd(".,"),
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands,
                CultureInfo.InvariantCulture,
                out var number
            ) && double.IsFinite(number)
            ? number
            : null;
    }

    static ChartOptions Options(Measure measure, ChartBasis basis, bool counts) =>
        new()
        {
            Profile = basis.Rules.Profile,
            RunLength = basis.Rules.RunLength,
            Direction = DirectionOf(measure.Direction),
            Targets = Targets(measure, basis.Targets),
            Rebases =
            [
                .. measure.Rebase.Where(r => r is { On: not null, IsAsked: false }).Select(r => Rebase.OnDay(r.On!.Value, r.Reason)),
            ],
            Multiply = counts ? measure.Multiplier ?? 1 : 1,
        };

    /// <summary>Which way is better, as the statistics have it.</summary>
    public static Direction DirectionOf(Domain.Monitor.Direction? direction) =>
        direction switch
        {
            Domain.Monitor.Direction.Higher => Direction.Increase,
            Domain.Monitor.Direction.Lower => Direction.Decrease,
            _ => Direction.Neutral,
        };

    /// <summary>The step of the trajectory in force on each day: the newest that is not after it.</summary>
    static double?[]? Trajectory(Measure measure, List<DateOnly> dates)
    {
        var steps = measure.Trajectory.Where(t => t is { On: not null, Value: not null }).OrderBy(t => t.On).ToList();
        return steps.Count == 0 ? null : [.. dates.Select(d => steps.LastOrDefault(s => s.On <= d)?.Value)];
    }
}
