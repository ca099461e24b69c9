using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Govern;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Monitor.Readings;

/// <summary>Sets whose rules judge the charts of the organisation; what the statistics say of every measure is said again.</summary>
public static class SetChartRules
{
    const int AtOnce = 500;

    /// <summary>The organisation's rules at present.</summary>
    public static async Task<ChartRules> PresentAsync(Db db, CancellationToken cancel = default) =>
        await db.ChartRules.Where(r => r.Owner == Recorded.Installation && r.Measure == "").FirstOrDefaultAsync(cancel) is { } row
            ? ChosenRules.Of(row)
            : ChartRules.Usual;

    /// <param name="work">The operation under way.</param>
    /// <param name="rules">The rules.</param>
    /// <returns>How many measures have another verdict now; nothing is written where the rules are the same.</returns>
    /// <exception cref="Forbidden">Only an administrator sets it.</exception>
    public static async Task<int> RunAsync(Work work, ChartRules rules)
    {
        if (!work.Actor.May(Permission.Administer, "/"))
            throw new Forbidden("Only an administrator chooses the rules of the organisation.");
        var db = work.Db;
        var row = await ChosenRules.RowAsync(db, Recorded.Installation, "");
        var old = row is null ? ChartRules.Usual : ChosenRules.Of(row);
        if (old == rules)
            return 0;
        ChosenRules.Store(db, row, Recorded.Installation, "", rules);
        work.Record(Recorded.Installation, "SetChartRules", "settings", "charts", [new("charts", old.ToJson(), rules.ToJson())]);
        work.RaiseEveryPlan();
        await db.SaveChangesAsync();
        var moved = 0;
        for (var after = 0; ; )
        {
            var some = await db.Series.Where(s => s.Id > after).OrderBy(s => s.Id).Take(AtOnce).ToListAsync();
            if (some.Count == 0)
                break;
            after = some[^1].Id;
            moved += await RecordReadings.JudgeAllAsync(db, some);
            await db.SaveChangesAsync();
            foreach (var series in some)
                db.Entry(series).State = EntityState.Detached;
        }
        return moved;
    }
}
