using System.Globalization;
using Goldthread.App.Evaluate.Reviews;
using Goldthread.App.Govern;
using Goldthread.App.Monitor.Measures;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Spc;
using Microsoft.EntityFrameworkCore;
using Refusal = Goldthread.Domain.Refusal;

namespace Goldthread.App.Monitor.Readings;

/// <summary>
/// Enters figures of measures. The rows are the record; the packed copy and what the statistics say of it are written in the same transaction, once a
/// measure, so that no page has to work them out.
/// </summary>
public static class RecordReadings
{
    /// <summary>What came of it.</summary>
    /// <param name="Added">Days that had no figure.</param>
    /// <param name="Changed">Days whose figure is another now.</param>
    /// <param name="Same">Days that had this very figure.</param>
    public sealed record Result(int Added, int Changed, int Same);

    /// <summary>Enters figures of one measure.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="planId">The plan.</param>
    /// <param name="measureId">The measure.</param>
    /// <param name="readings">The figures, each of a period of its own; one without any number and note takes the period's figure away.</param>
    /// <param name="reason">Why, owed where the plan is approved and a figure that stood is changed.</param>
    /// <exception cref="RuleBroken">A period comes twice, a figure has no number, or a note could identify somebody.</exception>
    public static async Task<Result> RunAsync(
        Work work,
        string planId,
        string measureId,
        IReadOnlyList<Reading> readings,
        string? reason = null
    )
    {
        var plan = await work.PlanAsync(planId, Permission.See);
        var row = await Items.RowAsync(work, Holder.Of(plan), Thing.Of<Measure>(), measureId);
        if (!MayEnter(work.Actor, plan.Area!.Path, row.Person))
            throw new Forbidden("You can enter figures for your own measures. A planner of the area can enter the rest.");
        var measure = ItemRows.Read<Measure>(row);
        var series = await SeriesAsync(work, planId, measureId);
        var edit = new SeriesEdit(measure, series);
        Refuse(work, edit, readings);
        foreach (var reading in readings)
            edit.Take(reading);
        return await StoreAsync(work, Holder.Of(plan), [edit], reason);
    }

    /// <summary>May this person enter figures of a measure of this owner? Planners and quality leads all of the area, others their own.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="path">The path of the plan's area.</param>
    /// <param name="owner">The staff id of the measure's owner, or null.</param>
    public static bool MayEnter(Actor actor, string path, string? owner) =>
        actor.May(Permission.WritePlans, path)
        || actor.May(Permission.Assure, path)
        || (owner is not null && actor.May(Permission.Contribute, path) && actor.StaffIn(path).Contains(owner, StringComparer.Ordinal));

    /// <summary>Why a figure cannot be of a measure, by field; the first reason, or null.</summary>
    public static Refusal? Wrong(Measure measure, Reading reading, DateOnly today)
    {
        if (reading.On is null)
            return new("on", "Give each figure a date.");
        if (reading.On > today.AddYears(1))
            return new("on", $"{Days.Read(reading.On.Value)} is more than a year ahead. Enter figures for days that have been.");
        // A count that is hidden to protect people leaves its total, and the note says why.
        var isHidden = reading is { Numerator: null, Denominator: not null } && !string.IsNullOrWhiteSpace(reading.Note);
        if (reading.Numerator is null != (reading.Denominator is null) && reading.Value is null && !isHidden)
            return new("numerator", "Give both numbers, how many and out of how many.");
        if (reading.Denominator < 0 || (reading.Numerator < 0 && reading.Denominator is not null))
            return new("denominator", "Counts cannot be below zero.");
        if (measure.Chart is Domain.Monitor.ChartKind.P or Domain.Monitor.ChartKind.PPrime && reading.Numerator > reading.Denominator)
            return new(
                "numerator",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{reading.Numerator} out of {reading.Denominator}: a part cannot be more than the whole."
                )
            );
        if (Contradicted(measure, reading) is { } counted)
            return new(
                "value",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{reading.Value} stands beside {reading.Numerator} out of {reading.Denominator}, which makes {counted:0.####}. Give the one that is right, and leave the other out."
                )
            );
        if (reading.Note?.Length > 4000)
            return new("note", "Write at most 4,000 characters.");
        return (Identifiable.Find(reading.Note) ?? Identifiable.WithheldIn(reading.Note)) is { } found
            ? new("note", found.Explanation())
            : null;
    }

    /// <summary>What the counts of a reading make, where its finished figure says something else; null where they agree, rounded as the figure is.</summary>
    static double? Contradicted(Measure measure, Reading reading)
    {
        if (reading is not { Value: { } value, Numerator: { } top, Denominator: { } bottom and not 0 })
            return null;
        // Where nothing is said of a multiplier, a figure is out of 1, a per cent, or a rate by a thousand and so on.
        double[] multipliers = measure.Multiplier is { } own ? [own] : [1, 100, 1000, 10_000, 100_000];
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var decimals =
            text.Contains('E', StringComparison.Ordinal) || !text.Contains('.', StringComparison.Ordinal)
                ? 0
                : text.Length - text.IndexOf('.', StringComparison.Ordinal) - 1;
        var rounding = (0.5 * Math.Pow(10, -Math.Min(decimals, 15))) + (1e-9 * Math.Abs(value));
        // A share below 1 that is written without a fraction is not rounded to a whole: 1 beside 60 of 100 is no share.
        return Array.Exists(multipliers, m => Math.Abs((top / bottom * m) - value) <= (m < 10 && decimals == 0 ? 1e-9 : rounding))
            ? null
            : top / bottom * multipliers[0];
    }

    /// <summary>How many changed days are stored, and held, at once.</summary>
    internal const int AtOnce = 20_000;

    /// <summary>Stores what was taken: rows in the order of their key, one packed copy and one verdict a measure, one line of the record a measure.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="holder">The plan.</param>
    /// <param name="edits">What was taken.</param>
    /// <param name="reason">Why, or null.</param>
    /// <param name="isSaid">False where nobody said why, and the reason only tells by what way the figures came.</param>
    internal static async Task<Result> StoreAsync(
        Work work,
        Holder holder,
        IReadOnlyList<SeriesEdit> edits,
        string? reason,
        bool isSaid = true
    )
    {
        var result = new Result(edits.Sum(e => e.Added), edits.Sum(e => e.Changed), edits.Sum(e => e.Same));
        Acceptance.OweReason(holder, result.Changed > 0, reason);
        var changed = edits.Where(e => e.Added + e.Changed > 0).ToList();
        if (changed.Count == 0)
            return result;
        holder.RefuseClosed();
        var db = work.Db;
        if (result.Changed > 0 && (!isSaid || string.IsNullOrWhiteSpace(reason)))
            await RefuseLockedAsync(db, holder.Id, changed);
        if (changed.Exists(e => e.Series.Id == 0))
        {
            db.Series.AddRange(
                changed.Where(e => e.Series.Id == 0 && db.Entry(e.Series).State == EntityState.Detached).Select(e => e.Series)
            );
            await db.SaveChangesAsync();
        }
        changed.Sort((a, b) => a.Series.Id.CompareTo(b.Series.Id));
        var bases = await ChartBases.LoadAsync(db, holder.Id);
        var shape = Shape.Of<Reading>();
        string Json(Reading? reading) => reading is null ? "null" : shape.ToJson(reading);
        var asking = new List<AskQuestions.Asked>();
        for (var start = 0; start < changed.Count; )
        {
            var some = new List<(SeriesEdit Edit, SortedDictionary<DateOnly, (Reading? Was, Reading? Will)> Changes)>();
            for (var days = 0; start < changed.Count && days < AtOnce; start++)
            {
                await changed[start].StandAsync(db);
                some.Add((changed[start], changed[start].Changes));
                days += some[^1].Changes.Count;
                if (db.Entry(changed[start].Series).State == EntityState.Detached)
                    db.Series.Attach(changed[start].Series);
            }
            await Bulk.DeleteReadingsAsync(
                db,
                [.. some.SelectMany(e => e.Changes.Where(c => c.Value.Was is not null).Select(c => (e.Edit.Series.Id, c.Key)))]
            );
            await Bulk.InsertAsync(
                db,
                [
                    .. some.SelectMany(e =>
                        e.Changes.Where(c => c.Value.Will is not null).Select(c => RowOf(e.Edit.Series.Id, 0, c.Value.Will!))
                    ),
                ]
            );
            foreach (var (edit, changes) in some)
            {
                var readings = edit.Readings(changes);
                edit.Series.Packed = PackedReadings.Pack(readings);
                edit.Series.Version++;
                Judge(edit.Series, edit.Measure, readings, bases.Of(edit.Measure.Id));
                if (AskQuestions.Of(edit.Series) is { } asked)
                {
                    asking.Add(asked);
                    AskQuestions.Settle(edit.Series);
                }
                work.Record(
                    holder.Id,
                    "RecordReadings",
                    Measure.List,
                    edit.Measure.Id,
                    [
                        .. changes.Select(c => new Change(
                            c.Key.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                            Json(c.Value.Was),
                            Json(c.Value.Will)
                        )),
                    ],
                    reason
                );
            }
            if (start == changed.Count)
                break;
            // What is stored need not be held until the end.
            await work.LetGoAsync();
            foreach (var (edit, _) in some)
                edit.LetGo();
        }
        await AskQuestions.AskAsync(work, holder, asking);
        return result;
    }

    /// <summary>A figure that a held review looked at is corrected with a reason alone.</summary>
    /// <exception cref="RuleBroken">One of them is.</exception>
    static async Task RefuseLockedAsync(Db db, string plan, IReadOnlyList<SeriesEdit> edits)
    {
        var locked = await LockedTimes.OfAsync(db, plan);
        foreach (var edit in locked.IsNone ? [] : edits.Where(e => e.Changed > 0))
        {
            await edit.StandAsync(db);
            if (
                edit.Changes.Where(c => c.Value.Was is not null && locked.Has(c.Key)).Select(c => (DateOnly?)c.Key).FirstOrDefault() is
                { } day
            )
                throw LockedTimes.Refusal(edit.Period(day), edit.Measure.Name);
        }
    }

    /// <summary>Makes the readings of measures what a plan file says.</summary>
    /// <returns>How many measures had others before.</returns>
    internal static async Task<int> ReplaceAsync(
        Work work,
        string planId,
        IReadOnlyList<Measure> measures,
        IEnumerable<Adaptation> adaptations,
        string? reason
    )
    {
        if (measures.Count == 0)
            return 0;
        var db = work.Db;
        var present = await db.Series.Where(s => s.Plan == planId).ToDictionaryAsync(s => s.Measure, StringComparer.Ordinal);
        var fresh = measures.Where(m => !present.ContainsKey(m.Id)).Select(m => new SeriesRow { Plan = planId, Measure = m.Id }).ToList();
        db.Series.AddRange(fresh);
        if (fresh.Count > 0)
            await db.SaveChangesAsync();
        foreach (var series in fresh)
            present[series.Measure] = series;
        var bases = (await ChartBases.LoadAsync(db, planId)).With(adaptations);
        var shape = Shape.Of<Reading>();
        string Json(IEnumerable<Reading> all) => "[" + string.Join(",", all.Select(shape.ToJson)) + "]";
        var rows = new List<ReadingRow>();
        var stale = new List<int>();
        var locked = string.IsNullOrWhiteSpace(reason) ? await LockedTimes.OfAsync(db, planId) : new([]);
        foreach (var measure in measures)
        {
            var series = present[measure.Id];
            // A plan file may have several figures of a day, or one without a day: they keep their order.
            List<Reading> readings = [.. measure.Readings.OrderBy(r => r.On ?? DateOnly.MinValue)];
            var packed = PackedReadings.Pack(readings);
            if (!series.Packed.AsSpan().SequenceEqual(packed) && (readings.Count > 0 || series.Packed.Length > 0))
            {
                if (!locked.IsNone)
                    RefuseLocked(locked, measure, PackedReadings.Unpack(series.Packed), readings);
                work.Record(
                    planId,
                    "RecordReadings",
                    Measure.List,
                    measure.Id,
                    [new("readings", Json(PackedReadings.Unpack(series.Packed)), Json(readings))],
                    reason
                );
                stale.Add(series.Id);
                rows.AddRange(RowsOf(series.Id, readings));
                series.Packed = packed;
                series.Version++;
            }
            // The target, the direction or an adaptation may have changed as well.
            Judge(series, measure, readings, bases.Of(measure.Id));
        }
        if (stale.Count > 0)
        {
            await db.Readings.Where(r => stale.Contains(r.Series)).ExecuteDeleteAsync();
            await Bulk.InsertAsync(db, [.. rows.OrderBy(r => r.Series).ThenBy(r => r.On).ThenBy(r => r.Ordinal)]);
        }
        return stale.Count;
    }

    static void RefuseLocked(LockedTimes locked, Measure measure, IReadOnlyList<Reading> old, IReadOnlyList<Reading> now)
    {
        var given = now.ToLookup(r => r.On);
        var gone = old.FirstOrDefault(r => r.On is { } day && locked.Has(day) && !given[day].Any(n => SeriesEdit.IsSame(r, n)));
        if (gone is { On: { } on })
            throw LockedTimes.Refusal(new SeriesEdit(measure, new SeriesRow()).Period(on), measure.Name);
    }

    /// <summary>The rows of a series, in the order of their key.</summary>
    /// <param name="series">The series.</param>
    /// <param name="readings">Its readings in order of day; several of one day are numbered.</param>
    internal static IEnumerable<ReadingRow> RowsOf(int series, IReadOnlyList<Reading> readings)
    {
        var (day, ordinal) = (DateOnly.MaxValue, 0);
        foreach (var reading in readings)
        {
            var on = reading.On ?? DateOnly.MinValue;
            ordinal = on == day ? ordinal + 1 : 0;
            day = on;
            yield return RowOf(series, ordinal, reading);
        }
    }

    static ReadingRow RowOf(int series, int ordinal, Reading reading) =>
        new()
        {
            Series = series,
            On = reading.On ?? DateOnly.MinValue,
            Ordinal = ordinal,
            Value = reading.Value,
            Numerator = reading.Numerator,
            Denominator = reading.Denominator,
            // As the packed copy has it: a blank note is none.
            Note = string.IsNullOrWhiteSpace(reading.Note) ? null : reading.Note,
        };

    /// <summary>The definition changed: what the statistics say is said again.</summary>
    internal static async Task JudgeAgainAsync(Work work, string planId, Measure measure)
    {
        var series = await SeriesAsync(work, planId, measure.Id);
        var bases = await ChartBases.LoadAsync(work.Db, planId);
        Judge(series, measure, PackedReadings.Unpack(series.Packed), bases.Of(measure.Id));
    }

    /// <summary>Where an adaptation of a target came, went or changed, its measure is judged again.</summary>
    internal static async Task JudgeAfterAsync(Work work, string planId, params Part?[] parts)
    {
        var ids = parts.OfType<Adaptation>().Where(a => a.Field == AdaptedField.Target).Select(a => a.About).OfType<string>().ToHashSet();
        if (ids.Count == 0)
            return;
        // The query of what was adapted must see this one.
        await work.Db.SaveChangesAsync();
        var rows = await work.Db.Items.Where(i => i.Owner == planId && i.List == Measure.List && ids.Contains(i.Id)).ToListAsync();
        foreach (var row in rows)
            await JudgeAgainAsync(work, planId, ItemRows.Read<Measure>(row));
    }

    /// <summary>Judges series anew, each by its plan's bases.</summary>
    /// <returns>How many have another verdict now.</returns>
    internal static async Task<int> JudgeAllAsync(Db db, IReadOnlyList<SeriesRow> some)
    {
        string[] plans = [.. some.Select(s => s.Plan).Distinct()];
        var bases = await ChartBases.LoadAsync(db, plans);
        var measures = (
            await db
                .Items.AsNoTracking()
                .Where(i => i.List == Measure.List && plans.Contains(i.Owner))
                .Select(i => new
                {
                    i.Owner,
                    i.Id,
                    i.Body,
                })
                .ToListAsync()
        ).ToDictionary(i => (i.Owner, i.Id), i => i.Body);
        var moved = 0;
        foreach (var series in some)
        {
            if (!measures.TryGetValue((series.Plan, series.Measure), out var body))
                continue;
            var measure = (Measure)Shape.Of<Measure>().FromJson(body);
            var (variation, assurance) = (series.Variation, series.Assurance);
            Judge(series, measure, PackedReadings.Unpack(series.Packed), bases(series.Plan).Of(series.Measure));
            if (variation != series.Variation || assurance != series.Assurance)
                moved++;
        }
        return moved;
    }

    static void Refuse(Work work, SeriesEdit edit, IReadOnlyList<Reading> readings)
    {
        var refusals = new List<Refusal>();
        var days = new HashSet<DateOnly>();
        foreach (var reading in readings)
        {
            var day = reading.On is { } on ? Days.Read(on) : "";
            if (Wrong(edit.Measure, reading, work.Today) is { } wrong)
                refusals.Add(reading.On is null || wrong.Field is "on" ? wrong : wrong with { Message = $"{day}: {wrong.Message}" });
            else if (!days.Add(edit.KeyOf(reading.On!.Value)))
                refusals.Add(new("on", $"{edit.Period(reading.On.Value)} comes twice. Give one figure a {edit.Noun}."));
        }
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

    /// <summary>Writes what the statistics say of a series.</summary>
    internal static void Judge(SeriesRow series, Measure measure, IReadOnlyList<Reading> readings, ChartBasis basis)
    {
        var figures = readings.Where(r => r.On is not null).Select(r => (r.On, Figure: r.Figure(measure.Multiplier))).ToList();
        series.Count = readings.Count;
        series.Last = figures.Count == 0 ? null : figures[^1].On;
        series.Latest = figures.Count == 0 ? null : figures[^1].Figure;
        series.Previous = figures.Count < 2 ? null : figures[^2].Figure;
        var chart = MeasureChart.Make(measure, readings, basis, out var refusal);
        series.Target = chart is { TargetVerdicts: [var first, ..] } ? first.Target.Value : measure.Target?.Value;
        series.Variation = Domain.Shapes.Words.Written(chart?.Variation ?? VariationVerdict.NotEnoughYet);
        series.Assurance =
            chart is null || chart.Assurance == AssuranceVerdict.None || MeasureChart.LastingShift(chart, basis.Rules.RunLength) is not null
                ? null
                : Domain.Shapes.Words.Written(chart.Assurance);
        series.WorseSince = chart is { Variation: VariationVerdict.ConcernHigh or VariationVerdict.ConcernLow } ? WorseSince(chart) : null;
        (series.Misses, series.MissedSince) = Missed(measure, figures);
        // A run that was asked about stays so while it goes on.
        if (series.WorseSince <= series.WorseAsked && series.Last > series.WorseAsked)
            series.WorseAsked = series.Last;
        if (series.MissedSince <= series.MissedAsked && series.Last > series.MissedAsked)
            series.MissedAsked = series.Last;
        series.Sentence = chart is null ? refusal?.Message ?? "" : MeasureChart.Sentence(chart, measure, readings, basis);
    }

    /// <summary>The day of the first figure of the signal for the worse that the newest figure is part of.</summary>
    static DateOnly? WorseSince(Chart chart)
    {
        var newest = chart.Points.Count - 1;
        while (newest >= 0 && chart.Points[newest].Value is null)
            newest--;
        if (newest < 0)
            return null;
        var first = chart
            .Signals.Where(s => s.Meaning is PointType.Concern && s.Points.Contains(newest))
            .Select(s => s.Points[0])
            .DefaultIfEmpty(newest)
            .Min();
        return DateOnly.FromDateTime(chart.Points[first].On);
    }

    /// <summary>How many of the newest figures miss where the measure is to be, and the day of the first of them. What nobody counted ends it.</summary>
    static (int Misses, DateOnly? Since) Missed(Measure measure, List<(DateOnly? On, double? Figure)> figures)
    {
        var (misses, since) = (0, (DateOnly?)null);
        for (var i = figures.Count - 1; i >= 0; i--)
        {
            var (on, figure) = figures[i];
            if (on is not { } day || figure is not { } value || !measure.Misses(value, day))
                break;
            (misses, since) = (misses + 1, day);
        }
        return (misses, since);
    }
}

/// <summary>
/// What would become of one measure's figures, before anything is stored. A measure has one figure a period: another of the same month, week, quarter or
/// year is a correction, whatever its day, and the day that stood stays.
/// </summary>
/// <param name="measure">The measure.</param>
/// <param name="series">Its series; a new one where it has none.</param>
public sealed class SeriesEdit(Measure measure, SeriesRow series)
{
    FigureList taken = new();
    Dictionary<DateOnly, Reading>? byDay;
    Dictionary<DateOnly, DateOnly?>? byPeriod;
    bool calendarYears;
    bool isResting;

    /// <value>The measure.</value>
    public Measure Measure => measure;

    /// <value>Its series.</value>
    public SeriesRow Series => series;

    /// <value>What was and what will be, by day; null for no figure. Worked out each time that it is asked for.</value>
    public SortedDictionary<DateOnly, (Reading? Was, Reading? Will)> Changes
    {
        get
        {
            var present = Present;
            var changes = new SortedDictionary<DateOnly, (Reading? Was, Reading? Will)>();
            foreach (var (_, _, reading) in taken)
                changes[reading.On!.Value] = (present.GetValueOrDefault(reading.On.Value), IsGone(reading) ? null : reading);
            Rest();
            return changes;
        }
    }

    /// <value>Periods that had no figure.</value>
    public int Added { get; private set; }

    /// <value>Periods whose figure will be another, or none.</value>
    public int Changed { get; private set; }

    /// <value>Periods that have this very figure.</value>
    public int Same { get; private set; }

    /// <value>What one figure is of: "month", or "date" where the measure has no period.</value>
    public string Noun =>
        measure.Frequency switch
        {
            Frequency.Weekly => "week",
            Frequency.Monthly => "month",
            Frequency.Quarterly => "quarter",
            Frequency.Yearly => "year",
            _ => "date",
        };

    Dictionary<DateOnly, Reading> Present
    {
        get
        {
            if (byDay is not null)
                return byDay;
            byDay = PackedReadings
                .Unpack(series.Packed)
                .Where(r => r.On is not null)
                .GroupBy(r => r.On!.Value)
                .ToDictionary(g => g.Key, g => g.Last());
            calendarYears |= Periods.AreCalendarYears(measure.Frequency, byDay.Keys);
            // A period in which a plan file put several figures says nothing of which one is meant.
            byPeriod = byDay
                .Keys.GroupBy(d => Periods.FirstOf(measure.Frequency, d, calendarYears))
                .ToDictionary(g => g.Key, g => g.Count() == 1 ? g.First() : (DateOnly?)null);
            return byDay;
        }
    }

    /// <summary>Lets go of what stands, once all is taken: many measures at once are many figures.</summary>
    public void Rest() => (byDay, byPeriod) = (null, null);

    /// <summary>Lets go of all that stands, the packed figures too; <see cref="StandAsync"/> asks for them again.</summary>
    internal void RestAll()
    {
        Rest();
        isResting = series.Packed.Length > 0;
        series.Packed = [];
    }

    /// <summary>Asks again for what stands.</summary>
    internal async Task StandAsync(Db db)
    {
        if (!isResting)
            return;
        isResting = false;
        var id = series.Id;
        series.Packed = await db.Series.Where(s => s.Id == id).Select(s => s.Packed).FirstAsync();
    }

    /// <summary>Lets go of the figures, once they are stored; how many they were stays.</summary>
    internal void LetGo()
    {
        Rest();
        taken = new();
        series.Packed = [];
    }

    /// <summary>The day under which a figure of a day is kept: that of the figure of its period, where there is one. Figures with one key are of one period.</summary>
    public DateOnly KeyOf(DateOnly day)
    {
        if (Present.ContainsKey(day))
            return day;
        if (byDay!.Count == 0 && taken.Count == 0)
            calendarYears = Periods.AreCalendarYears(measure.Frequency, [day]);
        var first = Periods.FirstOf(measure.Frequency, day, calendarYears);
        return byPeriod!.TryGetValue(first, out var only) ? only ?? day : first;
    }

    /// <summary>The period of a day as people read it: "Nov 2026", or the day where the measure has no period.</summary>
    public string Period(DateOnly day) =>
        measure.Frequency switch
        {
            Frequency.Weekly => "The week of " + Days.Read(Periods.FirstOf(measure.Frequency, day)),
            Frequency.Monthly => Days.ReadMonth(day),
            Frequency.Quarterly => "The quarter from " + Days.ReadMonth(Periods.FirstOf(measure.Frequency, day)),
            Frequency.Yearly => "The year from " + Days.ReadMonth(Periods.FirstOf(measure.Frequency, day, calendarYears)),
            _ => Days.Read(day),
        };

    /// <summary>Takes a figure of a period that no other was taken of; one without any number and note takes the period's figure away.</summary>
    public void Take(Reading reading)
    {
        var gone = IsGone(reading);
        var key = KeyOf(reading.On!.Value);
        var was = Present.GetValueOrDefault(key);
        if (was is null && gone)
            return;
        if (was is not null && key != reading.On.Value)
            reading = Reading.Of(key, reading.Value, reading.Numerator, reading.Denominator, reading.Note);
        if (was is not null && !gone && IsSame(was, reading))
        {
            Same++;
            return;
        }
        taken.Add(0, null, reading, null);
        if (was is null)
            Added++;
        else
            Changed++;
    }

    static bool IsGone(Reading reading) =>
        reading is { Value: null, Numerator: null, Denominator: null } && string.IsNullOrWhiteSpace(reading.Note);

    /// <summary>True where two readings of a period say the same.</summary>
    public static bool IsSame(Reading one, Reading other) =>
        Nullable.Equals(one.Value, other.Value)
        && Nullable.Equals(one.Numerator, other.Numerator)
        && Nullable.Equals(one.Denominator, other.Denominator)
        && string.Equals(one.Note ?? "", other.Note ?? "", StringComparison.Ordinal);

    /// <summary>All readings as they will be, in order of day; several of one day, which only a plan file has, stay where the day is not changed.</summary>
    internal List<Reading> Readings(SortedDictionary<DateOnly, (Reading? Was, Reading? Will)> changes) =>
        [
            .. PackedReadings
                .Unpack(series.Packed)
                .Where(r => r.On is null || !changes.ContainsKey(r.On.Value))
                .Concat(changes.Values.Select(c => c.Will).OfType<Reading>())
                .OrderBy(r => r.On ?? DateOnly.MinValue),
        ];
}
