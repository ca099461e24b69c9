using System.Text.Json;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Monitor.Readings;

/// <summary>
/// Figures of many measures of a plan at once, whether a page, a call or a command brings them: what would change, which lines are refused and why, and
/// then all of it or nothing.
/// </summary>
public static class ImportFigures
{
    /// <summary>Of how many measures what stands is asked for at once.</summary>
    const int PackedAtOnce = 100;

    /// <summary>What figures do, or would do.</summary>
    /// <param name="Edits">The measures that have figures among them.</param>
    /// <param name="Refused">The lines that are not taken, in order.</param>
    /// <param name="Taken">How many lines are taken.</param>
    public sealed record Outcome(IReadOnlyList<SeriesEdit> Edits, IReadOnlyList<FigureMap.Refused> Refused, int Taken)
    {
        /// <value>What was decided in reading them, a sentence each.</value>
        public IReadOnlyList<string> Told { get; init; } = [];

        /// <value>Of which revision of the plan it is told: what is stored by it has to be the same.</value>
        internal int Revision { get; init; }

        /// <value>Days that had no figure.</value>
        public int Added => Edits.Sum(e => e.Added);

        /// <value>Days whose figure is another.</value>
        public int Changed => Edits.Sum(e => e.Changed);

        /// <value>Days that have this very figure.</value>
        public int Same => Edits.Sum(e => e.Same);
    }

    /// <summary>Says what would change; nothing is stored.</summary>
    /// <param name="db">The database.</param>
    /// <param name="actor">Who asks: only figures that they may enter are taken.</param>
    /// <param name="plan">The plan with its area.</param>
    /// <param name="read">The figures as the table gave them, with the lines that it refused.</param>
    /// <param name="today">Today.</param>
    /// <param name="measure">The measure of figures whose row names none, or null.</param>
    /// <param name="holds">False to let go of what stands of each measure once it is compared; storing asks for it again.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<Outcome> CompareAsync(
        Db db,
        Actor actor,
        PlanRow plan,
        FigureMap.Result read,
        DateOnly today,
        string? measure = null,
        bool holds = true,
        CancellationToken cancel = default
    )
    {
        var rows = await new Seen(db, actor)
            .Items.AsNoTracking()
            .Where(i => i.Owner == plan.Id && i.List == Measure.List && i.RemovedAt == null)
            .OrderBy(i => i.Position)
            .Select(i => new
            {
                i.Id,
                i.Title,
                i.Person,
                i.Body,
            })
            .ToListAsync(cancel);
        var byId = rows.ToDictionary(r => r.Id, StringComparer.Ordinal);
        // A name will do where one measure alone has it.
        var byName = rows.GroupBy(r => r.Title, StringComparer.OrdinalIgnoreCase)
            .Where(g => g.Count() == 1)
            .ToDictionary(g => g.Key, g => g.Single(), StringComparer.OrdinalIgnoreCase);
        var named = new Dictionary<string, (string? Id, string? Why)>(StringComparer.Ordinal);
        (string? Id, string? Why) Find(string name)
        {
            if (named.TryGetValue(name, out var known))
                return known;
            var row = byId.GetValueOrDefault(name) ?? byName.GetValueOrDefault(name);
            return named[name] =
                row is null ? (null, $"There is no measure “{OneLine.Short(name)}” in this plan. {Ids(byId.Keys)}")
                : !RecordReadings.MayEnter(actor, plan.Area!.Path, row.Person)
                    ? (null, $"{row.Id} is not yours: a planner of the area, or whoever owns it, enters its figures.")
                : (row.Id, null);
        }

        // By measure: the figures of one are held beside one another, never all at once.
        var refused = new List<FigureMap.Refused>(read.Lines);
        var ofMeasure = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < read.Figures.Count; i++)
        {
            if ((i & 0xFFFF) == 0)
                cancel.ThrowIfCancellationRequested();
            var figure = read.Figures[i];
            var (id, why) = Find(figure.Measure ?? measure ?? "");
            if (why is not null)
                refused.Add(new(figure.Line, why));
            else if (ofMeasure.TryGetValue(id!, out var places))
                places.Add(i);
            else
                ofMeasure[id!] = [i];
        }
        var wanted = ofMeasure.Keys.ToArray();
        var series = await db
            .Series.Where(s => s.Plan == plan.Id && (wanted.Length > 100 || wanted.Contains(s.Measure)))
            // All but the packed figures, which are asked for as they are needed.
            .Select(s => new SeriesRow
            {
                Id = s.Id,
                Plan = s.Plan,
                Measure = s.Measure,
                Count = s.Count,
                Last = s.Last,
                Latest = s.Latest,
                Previous = s.Previous,
                Target = s.Target,
                Variation = s.Variation,
                Assurance = s.Assurance,
                WorseSince = s.WorseSince,
                WorseAsked = s.WorseAsked,
                Misses = s.Misses,
                MissedSince = s.MissedSince,
                MissedAsked = s.MissedAsked,
                Sentence = s.Sentence,
                Version = s.Version,
            })
            .AsNoTracking()
            .ToDictionaryAsync(s => s.Measure, StringComparer.Ordinal, cancel);
        var edits = new List<SeriesEdit>();
        var (taken, other) = (0, 0);
        var packed = new Dictionary<int, byte[]>();
        var ahead = 0;
        foreach (var (id, places) in ofMeasure)
        {
            cancel.ThrowIfCancellationRequested();
            if (ahead-- == 0)
            {
                ahead = PackedAtOnce - 1;
                int[] ids =
                [
                    .. ofMeasure.Keys.Skip(edits.Count).Take(PackedAtOnce).Select(m => series.GetValueOrDefault(m)?.Id).OfType<int>(),
                ];
                packed = await db
                    .Series.Where(s => ids.Contains(s.Id))
                    .Select(s => new { s.Id, s.Packed })
                    .ToDictionaryAsync(s => s.Id, s => s.Packed, cancel);
            }
            if (series.TryGetValue(id, out var stands))
                stands.Packed = packed[stands.Id];
            var edit = new SeriesEdit(
                (Measure)Shape.Of<Measure>().FromJson(byId[id].Body),
                stands ?? new SeriesRow { Plan = plan.Id, Measure = id }
            );
            edits.Add(edit);
            var kind = KindOf(read.Figures, places, edit.Measure.Frequency);
            var first = new Dictionary<DateOnly, int>();
            foreach (var place in places)
            {
                var figure = read.Figures[place];
                // Published files have years, quarters and months one under the other: those of another length are not this measure's.
                if (kind is not null && figure.Kind != kind && figure.Kind is not Frequency.Daily)
                {
                    other++;
                    continue;
                }
                if (RecordReadings.Wrong(edit.Measure, figure.Reading, today) is { } wrong)
                {
                    refused.Add(new(figure.Line, wrong.Message, wrong.Field));
                    continue;
                }
                var day = figure.Reading.On!.Value;
                var key = edit.KeyOf(day);
                if (first.TryGetValue(key, out var at))
                {
                    // The same reading twice is one reading; another one of that period is a contradiction.
                    var before = read.Figures[at];
                    if (SeriesEdit.IsSame(before.Reading, figure.Reading))
                        taken++;
                    else
                        refused.Add(
                            new(
                                figure.Line,
                                $"{edit.Period(day)} has another figure on line {before.Line} already. Give one figure a {edit.Noun}."
                            )
                        );
                    continue;
                }
                first.Add(key, place);
                edit.Take(figure.Reading);
                taken++;
            }
            if (holds)
                edit.Rest();
            else
                edit.RestAll();
        }
        List<string> told = [.. read.Told];
        if (other > 0)
            told.Add(
                other == 1
                    ? "1 figure of another length of time, such as a whole year, was passed over."
                    : $"{other:N0} figures of another length of time, such as a whole year, were passed over."
            );
        return new Outcome(edits, [.. refused.OrderBy(r => r.Line)], taken) { Told = told, Revision = plan.Revision };
    }

    /// <summary>Of which length the figures of a measure are, where the table has several; null where all are taken.</summary>
    static Frequency? KindOf(IReadOnlyList<FigureMap.Figure> figures, List<int> places, Frequency? own)
    {
        var kinds = new Dictionary<Frequency, int>();
        foreach (var place in places)
        {
            if (figures[place].Kind is { } kind and not Frequency.Daily)
                kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
        }
        return kinds.Count < 2 ? null
            : own is { } wanted && kinds.ContainsKey(wanted) ? wanted
            : kinds.OrderByDescending(k => k.Value).ThenBy(k => k.Key).First().Key;
    }

    /// <summary>Stores figures: all of them, or nothing where a line is refused and <paramref name="partial"/> is false.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="planId">The plan.</param>
    /// <param name="read">The figures.</param>
    /// <param name="partial">True to leave out the refused lines.</param>
    /// <param name="reason">Why, owed where the plan is approved and a figure that stood is changed.</param>
    /// <param name="measure">The measure of figures whose row names none, or null.</param>
    /// <param name="compared">
    /// What was said just before by <see cref="CompareAsync"/>, outside of the operation: it is used once, where the plan is still the same, so that others
    /// need not wait while a long table is compared. Null for nothing.
    /// </param>
    /// <param name="isSaid">False where nobody said why, and the reason only tells by what way the figures came.</param>
    /// <returns>What was done; where lines are refused and it is not partial, what would have been.</returns>
    public static async Task<Outcome> RunAsync(
        Work work,
        string planId,
        FigureMap.Result read,
        bool partial,
        string? reason,
        string? measure = null,
        Beforehand? compared = null,
        bool isSaid = true
    )
    {
        var plan = await work.PlanAsync(planId, Permission.See);
        var outcome =
            compared?.Take(plan.Revision)
            ?? await CompareAsync(work.Db, work.Actor, plan, read, work.Today, measure, holds: read.Figures.Count <= RecordReadings.AtOnce);
        if (outcome.Refused.Count == 0 || partial)
            await RecordReadings.StoreAsync(work, Holder.Of(plan), outcome.Edits, reason, isSaid);
        return outcome;
    }

    /// <summary>What was said of figures before their operation began.</summary>
    /// <param name="outcome">As <see cref="CompareAsync"/> gave it.</param>
    public sealed class Beforehand(Outcome outcome)
    {
        Outcome? left = outcome;

        /// <summary>The outcome where it is of this revision; once, since storing lets go of it.</summary>
        internal Outcome? Take(int revision) =>
            Interlocked.Exchange(ref left, null) is { } taken && taken.Revision == revision ? taken : null;
    }

    /// <summary>Says what would change, for an operation that follows; null where the plan is not there for the actor.</summary>
    /// <inheritdoc cref="CompareAsync"/>
    public static async Task<Beforehand?> BeforeAsync(
        Database database,
        Actor actor,
        string planId,
        FigureMap.Result read,
        DateOnly today,
        string? measure = null,
        CancellationToken cancel = default
    )
    {
        // What is few is compared as quickly as it is asked for.
        if (read.Figures.Count < RecordReadings.AtOnce)
            return null;
        await using var db = database.Open();
        var plan = await db.Plans.Include(p => p.Area).FirstOrDefaultAsync(p => p.Id == planId && p.RemovedAt == null, cancel);
        return plan is null || !actor.May(Permission.See, plan.Area!.Path)
            ? null
            : new Beforehand(await CompareAsync(db, actor, plan, read, today, measure, cancel: cancel));
    }

    /// <summary>The table of a JSON array of readings, each with the fields of <see cref="FigureMap.Standard"/>; its place in the array is its line.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static (FigureTable Table, IReadOnlyList<FigureMap.Refused> Refused) FromJson(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
        if (json.RootElement.ValueKind is not JsonValueKind.Array)
            throw new JsonException("It is no array.");
        if (json.RootElement.GetArrayLength() > FigureTable.MostRows)
            throw new JsonException($"It has more than {FigureTable.MostRows:N0} readings.");
        var rows = new List<(int, string[])>(json.RootElement.GetArrayLength());
        var refused = new List<FigureMap.Refused>();
        var line = 0;
        foreach (var element in json.RootElement.EnumerateArray())
        {
            line++;
            if (element.ValueKind is not JsonValueKind.Object)
                throw new JsonException($"Item {line} is no object.");
            var cells = new string[FigureMap.Standard.Count];
            Array.Fill(cells, "");
            string? wrong = null;
            foreach (var field in element.EnumerateObject())
            {
                var at = 0;
                while (at < cells.Length && !field.NameEquals(FigureMap.Standard[at]))
                    at++;
                if (at == cells.Length)
                    wrong ??=
                        $"A reading has no field “{OneLine.Short(field.Name)}”. The fields are: {string.Join(", ", FigureMap.Standard)}.";
                else if (field.Value.ValueKind is JsonValueKind.String)
                    cells[at] = field.Value.GetString()!.Trim();
                else if (field.Value.ValueKind is JsonValueKind.Number)
                    cells[at] = field.Value.GetRawText();
                else if (field.Value.ValueKind is not JsonValueKind.Null)
                    wrong ??= $"{field.Name} is neither a text nor a number.";
            }
            if (wrong is null)
                rows.Add((line, cells));
            else
                refused.Add(new(line, wrong));
        }
        return (new FigureTable(FigureMap.Standard, rows) { IsExact = true }, refused);
    }

    static string Ids(IReadOnlyCollection<string> ids) =>
        ids.Count == 0 ? "It has none yet."
        : ids.Count <= 12 ? $"It has {string.Join(", ", ids)}."
        : $"It has {ids.Count:N0}, among them {string.Join(", ", ids.Take(8))}.";
}
