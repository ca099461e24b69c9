using Goldthread.App.Store;
using Goldthread.App.Store.Kinds;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Monitor.Readings;

/// <summary>
/// Makes the packed copy of readings anew where it is not what the rows say, and with it what the statistics say of them. The rows are the record; what is
/// worked out from them is told by no line of it, and so this leaves none.
/// </summary>
public static class PackAgain
{
    const int AtOnce = 100;

    /// <param name="work">The operation under way.</param>
    /// <returns>The measures whose copy was another, as <c>OP-1, measures/M1</c>.</returns>
    /// <exception cref="Forbidden">Only an administrator does it.</exception>
    public static async Task<IReadOnlyList<string>> RunAsync(Work work)
    {
        if (!work.Actor.May(Permission.Administer, "/"))
            throw new Forbidden("Only an administrator has the packed figures made anew.");
        var db = work.Db;
        var mended = new List<string>();
        for (var after = 0; ; )
        {
            var some = await db.Series.Where(s => s.Id > after).OrderBy(s => s.Id).Take(AtOnce).ToListAsync();
            if (some.Count == 0)
                break;
            after = some[^1].Id;
            int[] ids = [.. some.Select(s => s.Id)];
            var rows = (
                await db
                    .Readings.AsNoTracking()
                    .Where(r => ids.Contains(r.Series))
                    .OrderBy(r => r.Series)
                    .ThenBy(r => r.On)
                    .ThenBy(r => r.Ordinal)
                    .ToListAsync()
            ).ToLookup(r => r.Series);
            var other = new List<SeriesRow>();
            foreach (var series in some)
            {
                var packed = PackedReadings.Pack([.. rows[series.Id].Select(ReadingsKind.Of)]);
                if (series.Packed.AsSpan().SequenceEqual(packed) || (series.Packed.Length == 0 && !rows[series.Id].Any()))
                    continue;
                series.Packed = packed;
                series.Version++;
                other.Add(series);
                mended.Add($"{series.Plan}, measures/{series.Measure}");
            }
            await RecordReadings.JudgeAllAsync(db, other);
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }
        if (mended.Count > 0)
            work.RaiseEveryPlan();
        return mended;
    }
}
