using Goldthread.App.Develop.Findings;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Evaluate.Reviews;

/// <summary>A review that is held freezes how the plan stands, as everybody sees it who sees the plan: what is restricted is told by no review.</summary>
sealed class Hold : Follow<HoldReview>
{
    protected override async Task BeforeAsync(Work work, Holder holder, string id, Part thing, HoldReview move)
    {
        var row = await work.PlanAsync(holder.Id, Permission.See);
        var loaded = await PlanQueries.LoadAsync(work.Db, row, Actor.Everybody);
        var plan = holder.Id;
        var series = await work
            .Db.Series.AsNoTracking()
            .Where(s => s.Plan == plan)
            .ToDictionaryAsync(s => s.Measure, StringComparer.Ordinal);
        var found = KeptFindings.Of(loaded, plan, row.Revision, work.Today);
        move.Sees(SeenThen.Frozen(loaded.Document, series, found.Counts, work.Today), await TimeAsync(work, plan, id, row));
    }

    /// <summary>From the end of the time of the review that was held last, or from the plan's start, until today.</summary>
    static async Task<ReviewPeriod> TimeAsync(Work work, string plan, string id, PlanRow row)
    {
        var thing = Thing.Of<Review>();
        var rows = await work
            .Db.Items.AsNoTracking()
            .Where(i => i.Owner == plan && i.List == thing.List && i.Id != id && i.RemovedAt == null && !i.Restricted)
            .ToListAsync();
        var last = rows.Select(ItemRows.Read<Review>)
            .Where(r => r.HeldOn is not null)
            .Select(r => (DateOnly?)(r.Period?.To ?? r.HeldOn!.Value))
            .Max();
        var from = last?.AddDays(1) ?? PlanRows.Read(row).Plan!.Starts ?? work.Today;
        return ReviewPeriod.Of(from <= work.Today ? from : work.Today, work.Today);
    }
}
