using System.Data.Common;
using Goldthread.App.Develop.Findings;
using Goldthread.App.Govern;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Store.Kinds;

/// <summary>Counts of findings, which lists of plans show: those of the present revision and day are counted again. Older ones nobody takes for present.</summary>
sealed class FindingCountsKind : Kind
{
    public override string Table => "finding_counts";

    public override async Task<IReadOnlyList<string>> OwnersAsync(Db db, CancellationToken stop) =>
        await db.FindingCounts.Select(c => c.Plan).ToListAsync(stop);

    public override async IAsyncEnumerable<(string Where, string What)> FaultsAsync(Chain chain)
    {
        if (await chain.Db.FindingCounts.FirstOrDefaultAsync(c => c.Plan == chain.Owner, chain.Stop) is not { } kept)
            yield break;
        var plan = await chain.Db.Plans.FirstOrDefaultAsync(p => p.Id == chain.Owner, chain.Stop);
        var where = $"{chain.Owner}, counts of findings";
        // Where there is no such plan, that is told with the rest.
        if (plan is null)
            yield break;
        if (kept.Revision < 1 || kept.Revision > plan.Revision || kept.Day > chain.Whole.Today)
            yield return (where, "They are of a revision or a day that has not been.");
        else if (plan.RemovedAt is null && kept.Revision == plan.Revision && kept.Day == chain.Whole.Today)
        {
            if (await CountAsync(chain, plan) is { } right && FindingCounts.Of(kept) != right)
                yield return (where, "They are not what the checks find.");
        }
    }

    public override async IAsyncEnumerable<(string Where, string What)> RestAsync(Whole whole)
    {
        // Asked of the database: what is no text there can read here like the id of a plan.
        var lost = whole.Db.FindingCounts.Where(c => !whole.Db.Plans.Any(p => p.Id == c.Plan)).OrderBy(c => c.Plan).Select(c => c.Plan);
        foreach (var plan in await lost.ToListAsync(whole.Stop))
            yield return ($"{plan}, counts of findings", "There is no such plan.");
    }

    /// <summary>Counts again; null for a plan that cannot be read: where that is its rows, they have said so.</summary>
    static async Task<FindingCounts?> CountAsync(Chain chain, PlanRow plan)
    {
        try
        {
            return (
                await KeptFindings.WorkOutAsync(chain.Db, plan.Id, plan.Revision, chain.Whole.Today, Actor.Everybody, chain.Stop)
            ).Counts;
        }
        catch (Exception broken) when (broken is not (DbException or OperationCanceledException or OutOfMemoryException))
        {
            return null;
        }
    }
}
