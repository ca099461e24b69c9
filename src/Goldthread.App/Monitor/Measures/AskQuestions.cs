using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Monitor.Measures;

/// <summary>
/// Opens the questions that figures ask: a measure that is worse by more than chance explains, that missed its target twice running, or whose next figure
/// is overdue, and a contingency that is set off. One run of figures is asked about once, and a measure has one question at a time.
/// </summary>
public static class AskQuestions
{
    const string Why = "The figures ask";

    /// <summary>How many plans are looked at in one operation.</summary>
    const int AtOnce = 50;

    /// <summary>Asks what the figures of all open plans ask and nobody has been asked yet; what the day alone sets off is among it.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="database">The database.</param>
    /// <returns>How many questions were opened.</returns>
    public static async Task<int> RunAsync(Writer writer, Database database, CancellationToken cancel = default)
    {
        List<string> plans;
        await using (var db = database.Open())
            plans = await db
                .Plans.Where(p => p.RemovedAt == null && (p.Status == "approved" || p.Status == "live"))
                .OrderBy(p => p.Id)
                .Select(p => p.Id)
                .ToListAsync(cancel);
        var asked = 0;
        foreach (var some in plans.Chunk(AtOnce))
        {
            var opened = 0;
            await writer.RunAsync(
                Govern.Actor.CommandLine with
                {
                    Name = "The figures",
                },
                async work =>
                {
                    opened = 0;
                    foreach (var plan in await work.Db.Plans.Include(p => p.Area).Where(p => some.Contains(p.Id)).ToListAsync())
                    {
                        if (plan is { IsClosed: false, RemovedAt: null })
                            opened += await OfPlanAsync(work, plan);
                    }
                },
                cancel
            );
            asked += opened;
        }
        return asked;
    }

    /// <summary>Asks what the figures of one plan ask today and nobody has been asked yet.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="plan">The plan, with its area.</param>
    /// <returns>How many questions were opened.</returns>
    internal static async Task<int> OfPlanAsync(Work work, PlanRow plan)
    {
        var (db, id, today) = (work.Db, plan.Id, work.Today);
        var series = await db.Series.Where(s => s.Plan == id && s.Last != null).ToListAsync();
        // What was judged before it was kept from when on a measure is worse.
        if (
            series.Where(s => s.WorseSince is null && s.Variation.StartsWith("concern", StringComparison.Ordinal)).ToList() is
            { Count: > 0 } older
        )
            await RecordReadings.JudgeAllAsync(db, older);
        var open = await OpenAsync(db, id);
        var asking = new List<Asked>();
        foreach (var one in series)
        {
            if (!open.Measures.TryGetValue(one.Measure, out var row))
                continue;
            if (Of(one) is { } asked)
                asking.Add(asked);
            else if (
                Freshness.IsStale(ItemRows.Word<Frequency>(row.Body, "frequency"), one.Last, today)
                && !open.About(one.Measure)
                    .Any(q => q.Asked is { } on && Freshness.IsStale(ItemRows.Word<Frequency>(row.Body, "frequency"), one.Last, on))
            )
                asking.Add(new(one.Measure, null, 0, one.Last, null, null));
            Settle(one);
        }
        return await AskAsync(work, Holder.Of(plan), asking, open, plan.Person, isDaily: true);
    }

    /// <summary>Opens what was asked while figures were stored.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="holder">The plan.</param>
    /// <param name="asking">What is asked.</param>
    internal static async Task AskAsync(Work work, Holder holder, IReadOnlyList<Asked> asking)
    {
        if (asking.Count == 0)
            return;
        var id = holder.Id;
        var owner = await work.Db.Plans.Where(p => p.Id == id).Select(p => p.Person).FirstOrDefaultAsync();
        await AskAsync(work, holder, asking, await OpenAsync(work.Db, id), owner, isDaily: false);
    }

    /// <summary>What the figures of a measure ask, and nobody was asked yet; null for nothing.</summary>
    internal static Asked? Of(SeriesRow series)
    {
        var worse = series.WorseSince is { } since && !(series.WorseAsked >= since);
        var missed = series is { Misses: >= Asking.Misses, MissedSince: { } first } && !(series.MissedAsked >= first);
        return worse || missed
            ? new(
                series.Measure,
                worse ? series.WorseSince : null,
                missed ? series.Misses : 0,
                null,
                series.WorseAsked is null && series.MissedAsked is null ? Earliest(series) : null,
                series.Last
            )
            : null;

        static DateOnly? Earliest(SeriesRow s) => s.WorseSince < s.MissedSince || s.MissedSince is null ? s.WorseSince : s.MissedSince;
    }

    /// <summary>The runs that there are count as asked about, up to their newest figure.</summary>
    internal static void Settle(SeriesRow series)
    {
        if (series.WorseSince is not null)
            series.WorseAsked = series.Last;
        if (series.Misses >= Asking.Misses)
            series.MissedAsked = series.Last;
    }

    /// <summary>What a measure asks.</summary>
    /// <param name="Measure">Its id.</param>
    /// <param name="WorseSince">From when it is worse; null where that is not asked.</param>
    /// <param name="Misses">How many figures miss the target; 0 where that is not asked.</param>
    /// <param name="Last">The newest figure of one that is overdue, else null.</param>
    /// <param name="First">The first figure of a run of which it is not known whether somebody was asked; null where it is known.</param>
    /// <param name="Newest">The day of the newest figure, or null.</param>
    internal sealed record Asked(string Measure, DateOnly? WorseSince, int Misses, DateOnly? Last, DateOnly? First, DateOnly? Newest);

    static async Task<int> AskAsync(Work work, Holder holder, IReadOnlyList<Asked> asking, Standing open, string? owner, bool isDaily)
    {
        var thing = Thing.Of<Question>();
        var today = work.Today;
        var ask = new List<(string About, string Why, string? Owner, ItemRow Of)>();
        var ids = asking.ToDictionary(a => a.Measure, StringComparer.Ordinal);
        foreach (var (id, asked) in ids)
        {
            if (!open.Measures.TryGetValue(id, out var row))
                continue;
            var measure = ItemRows.Read<Measure>(row);
            // Somebody looks into it, or was asked before these rows knew of it: a plan file brings its questions along.
            if (!open.About(id).Any(q => q.Closed is null || (asked.First is { } first && q.Asked >= first)))
                ask.Add(
                    (
                        id,
                        asked.Last is { } last ? Asking.Stale(measure, last) : Asking.Of(measure, asked.WorseSince, asked.Misses),
                        measure.Owner ?? owner,
                        row
                    )
                );
        }
        foreach (var row in open.Risks)
        {
            var risk = ItemRows.Read<Risk>(row);
            if (risk is not { Status: not OpenStatus.Closed, IsActive: false, Contingency.When: { } when })
                continue;
            var by = when.Measure is { } m ? ids.GetValueOrDefault(m) : null;
            var isSetOff = by is not null && ((when.Signal == true && by.WorseSince is not null) || (when.Missed == true && by.Misses > 0));
            var isDay = isDaily && when.Day <= today;
            if (
                (!isSetOff && !isDay)
                || open.About(row.Id)
                    .Any(q => q.Closed is null || (isSetOff ? by!.First is { } first && q.Asked >= first : q.Asked >= when.Day))
            )
                continue;
            var measure = isSetOff && open.Measures.TryGetValue(by!.Measure, out var of) ? ItemRows.Read<Measure>(of) : null;
            ask.Add((row.Id, Asking.SetOff(risk, measure), risk.Contingency.Decides ?? risk.Contingency.Owner ?? risk.Owner ?? owner, row));
        }
        foreach (var (about, why, who, of) in ask)
        {
            var (id, position) = await ItemStore.NextAsync(work.Db, holder.Id, thing, of.Restricted);
            var question = Question.Asks(about, why, who, today, today.AddDays(Asking.Days));
            question.NameIt(id);
            if (of.Restricted)
                thing.Shape["restricted"].Set(question, true);
            var row = await ItemStore.AddAsync(work, holder.Id, thing, question, id, position, Why, quotes: true, secret: of);
            if (!of.Restricted)
                row.Author = null;
        }
        return ask.Count;
    }

    /// <summary>What of a plan is asked and may be asked: its measures, its risks and its questions, open and closed.</summary>
    static async Task<Standing> OpenAsync(Db db, string plan)
    {
        string[] lists = [Measure.List, Risk.List, Question.List];
        var rows = await db
            .Items.AsNoTracking()
            .Where(i => i.Owner == plan && lists.Contains(i.List) && (i.RemovedAt == null || i.List == Question.List))
            .ToListAsync();
        return new(
            rows.Where(r => r.List is Measure.List).ToDictionary(r => r.Id, StringComparer.Ordinal),
            [.. rows.Where(r => r.List is Risk.List).OrderBy(r => r.Position)],
            rows.Where(r => r.List is Question.List)
                .Select(r => (Row: r, Question: ItemRows.Read<Question>(r)))
                .ToLookup(
                    r => r.Question.About ?? "",
                    r => (r.Question.Asked, r.Question.Closed ?? (r.Row.RemovedAt is null ? null : r.Question.Asked ?? DateOnly.MinValue)),
                    StringComparer.Ordinal
                )
        );
    }

    sealed record Standing(
        IReadOnlyDictionary<string, ItemRow> Measures,
        IReadOnlyList<ItemRow> Risks,
        ILookup<string, (DateOnly? Asked, DateOnly? Closed)> Questions
    )
    {
        public IEnumerable<(DateOnly? Asked, DateOnly? Closed)> About(string id) => Questions[id];
    }
}
