using System.Globalization;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Spc;
using Goldthread.Spc.Words;
using Microsoft.EntityFrameworkCore;
using Refusal = Goldthread.Domain.Refusal;

namespace Goldthread.App.Monitor.Readings;

/// <summary>
/// Enters figures of a measure. The rows are the record; the packed copy and what the statistics say of it are written in the same transaction, so
/// that no page has to work them out.
/// </summary>
public static class RecordReadings
{
    /// <summary>What came of it.</summary>
    /// <param name="Added">Days that had no figure.</param>
    /// <param name="Changed">Days whose figure is another now.</param>
    /// <param name="Same">Days that had this very figure.</param>
    public sealed record Result(int Added, int Changed, int Same);

    /// <param name="work">The operation under way.</param>
    /// <param name="planId">The plan.</param>
    /// <param name="measureId">The measure.</param>
    /// <param name="readings">The figures, each of a day of its own; one without any number takes the day's figure away.</param>
    /// <param name="reason">Why, owed where a figure that stood is changed.</param>
    /// <exception cref="RuleBroken">A day comes twice, a figure has no number, or a note could identify somebody.</exception>
    public static async Task<Result> RunAsync(
        Work work,
        string planId,
        string measureId,
        IReadOnlyList<Reading> readings,
        string? reason = null
    )
    {
        var plan = await work.PlanAsync(planId, Permission.See);
        var thing = Thing.Of<Measure>();
        var row = await Items.RowAsync(work, planId, thing, measureId);
        var path = plan.Area!.Path;
        var own = row.Person is { } person && work.Actor.StaffIn(path).Contains(person, StringComparer.Ordinal);
        if (
            !work.Actor.May(Permission.WritePlans, path)
            && !work.Actor.May(Permission.Assure, path)
            && !(own && work.Actor.May(Permission.Contribute, path))
        )
            throw new Forbidden("You can enter figures for your own measures. A planner of the area can enter the rest.");
        Refuse(work, readings, reason);
        var measure = ItemRows.Read<Measure>(row);
        var series = await SeriesAsync(work, planId, measureId);
        var present = PackedReadings.Unpack(series.Packed).ToList();
        var changes = new List<Change>();
        var result = new Result(0, 0, 0);
        var shape = Shape.Of<Reading>();
        foreach (var reading in readings)
        {
            var at = present.FindIndex(r => r.On == reading.On);
            var gone = reading is { Value: null, Numerator: null, Denominator: null } && string.IsNullOrWhiteSpace(reading.Note);
            if (at < 0 && gone)
                continue;
            var (was, will) = (at < 0 ? "null" : shape.ToJson(present[at]), gone ? "null" : shape.ToJson(reading));
            if (was == will)
            {
                result = result with { Same = result.Same + 1 };
                continue;
            }
            changes.Add(new(reading.On!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), was, will));
            if (at < 0)
                present.Add(reading);
            else if (gone)
                present.RemoveAt(at);
            else
                present[at] = reading;
            result = at < 0 ? result with { Added = result.Added + 1 } : result with { Changed = result.Changed + 1 };
        }
        if (changes.Count == 0)
            return result;
        await StoreAsync(
            work,
            series,
            measure,
            present,
            [.. changes.Select(c => DateOnly.ParseExact(c.Field, "yyyy-MM-dd", CultureInfo.InvariantCulture))]
        );
        await Items.TouchAsync(work.Db, planId);
        work.Record(planId, "RecordReadings", thing.List, measureId, changes, reason);
        return result;
    }

    /// <summary>Makes a measure's readings what a plan file says.</summary>
    /// <returns>True where they were not so before.</returns>
    internal static async Task<bool> ReplaceAsync(Work work, string planId, Measure measure, string? reason)
    {
        var series = await SeriesAsync(work, planId, measure.Id);
        var readings = measure
            .Readings.Select((r, i) => (r, i))
            .OrderBy(r => r.r.On ?? DateOnly.MinValue)
            .ThenBy(r => r.i)
            .Select(r => r.r)
            .ToList();
        var packed = PackedReadings.Pack(readings);
        var same = series.Packed.AsSpan().SequenceEqual(packed) || (readings.Count == 0 && series.Packed.Length == 0);
        if (!same)
        {
            var shape = Shape.Of<Reading>();
            string Json(IEnumerable<Reading> all) => "[" + string.Join(",", all.Select(shape.ToJson)) + "]";
            work.Record(
                planId,
                "RecordReadings",
                "measures",
                measure.Id,
                [new("readings", Json(PackedReadings.Unpack(series.Packed)), Json(readings))],
                reason
            );
            await StoreAsync(work, series, measure, readings, null);
        }
        else if (series.Id != 0)
        {
            // The target or the direction may have changed.
            Judge(series, measure, readings);
        }
        return !same;
    }

    /// <summary>The definition changed: what the statistics say is said again.</summary>
    internal static async Task JudgeAgainAsync(Work work, string planId, Measure measure)
    {
        var series = await SeriesAsync(work, planId, measure.Id);
        Judge(series, measure, PackedReadings.Unpack(series.Packed));
    }

    static void Refuse(Work work, IReadOnlyList<Reading> readings, string? reason)
    {
        var refusals = new List<Refusal>();
        var days = new HashSet<DateOnly>();
        foreach (var reading in readings)
        {
            var day = reading.On is { } on ? Days.Read(on) : "";
            if (reading.On is null)
                refusals.Add(new("on", "Give each figure a date."));
            else if (!days.Add(reading.On.Value))
                refusals.Add(new("on", $"{day} comes twice. Give one figure a date."));
            else if (reading.On > work.Today.AddYears(1))
                refusals.Add(new("on", $"{day} is more than a year ahead. Enter figures for days that have been."));
            if (reading.Numerator is null != (reading.Denominator is null) && reading.Value is null)
                refusals.Add(new("numerator", $"{day}: give both numbers, how many and out of how many."));
            if (reading.Denominator < 0 || (reading.Numerator < 0 && reading.Denominator is not null))
                refusals.Add(new("denominator", $"{day}: counts cannot be below zero."));
            if (reading.Note?.Length > 4000)
                refusals.Add(new("note", $"{day}: write at most 4,000 characters."));
            if (Identifiable.Find(reading.Note) is { } found)
                refusals.Add(new("note", $"{day}: {found.Explanation()}"));
        }
        if (reason is not null && Identifiable.Find(reason) is { } named)
            refusals.Add(new("reason", named.Explanation()));
        if (refusals.Count > 0)
            throw new RuleBroken([.. refusals.Take(100)]);
    }

    static async Task<SeriesRow> SeriesAsync(Work work, string planId, string measureId)
    {
        var series =
            work.Db.Series.Local.FirstOrDefault(s => s.Plan == planId && s.Measure == measureId)
            ?? await work.Db.Series.FirstOrDefaultAsync(s => s.Plan == planId && s.Measure == measureId);
        if (series is null)
        {
            series = new SeriesRow { Plan = planId, Measure = measureId };
            work.Db.Series.Add(series);
        }
        return series;
    }

    /// <summary>Writes rows, packed copy and signals. With days, only the rows of those days are written.</summary>
    static async Task StoreAsync(Work work, SeriesRow series, Measure measure, List<Reading> readings, IReadOnlyCollection<DateOnly>? days)
    {
        var db = work.Db;
        readings = [.. readings.OrderBy(r => r.On ?? DateOnly.MinValue)];
        if (series.Id == 0)
            await db.SaveChangesAsync();
        var id = series.Id;
        if (days is null)
            await db.Readings.Where(r => r.Series == id).ExecuteDeleteAsync();
        else
            await db.Readings.Where(r => r.Series == id && days.Contains(r.On)).ExecuteDeleteAsync();
        var ordinals = new Dictionary<DateOnly, int>();
        foreach (var reading in readings)
        {
            var on = reading.On ?? DateOnly.MinValue;
            ordinals.TryGetValue(on, out var ordinal);
            ordinals[on] = ordinal + 1;
            if (days?.Contains(on) == false)
                continue;
            db.Readings.Add(
                new ReadingRow
                {
                    Series = id,
                    On = on,
                    Ordinal = ordinal,
                    Value = reading.Value,
                    Numerator = reading.Numerator,
                    Denominator = reading.Denominator,
                    Note = reading.Note,
                }
            );
        }
        series.Packed = PackedReadings.Pack(readings);
        series.Version++;
        Judge(series, measure, readings);
    }

    static void Judge(SeriesRow series, Measure measure, IReadOnlyList<Reading> readings)
    {
        var figures = readings.Where(r => r.On is not null).Select(r => (r.On, Figure: r.Figure(measure.Multiplier))).ToList();
        series.Count = readings.Count;
        series.Last = figures.Count == 0 ? null : figures[^1].On;
        series.Latest = figures.Count == 0 ? null : figures[^1].Figure;
        series.Previous = figures.Count < 2 ? null : figures[^2].Figure;
        series.Target = measure.Target?.Value;
        var chart = MeasureChart.Make(measure, readings, out var refusal);
        series.Variation = Domain.Shapes.Words.Written(chart?.Variation ?? VariationVerdict.NotEnoughYet);
        series.Assurance = chart is null || chart.Assurance == AssuranceVerdict.None ? null : Domain.Shapes.Words.Written(chart.Assurance);
        series.Sentence = chart is null ? refusal?.Message ?? "" : Verdict.Sentence(chart, MeasureChart.WordsOf(measure));
    }
}
