using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Develop.Plans;

/// <summary>The next plan is started in the same area and under the same strategy, and what goes over is brought into it as it is seen here.</summary>
sealed class CarryOver : Follow<CarryOverPlan>
{
    /// <summary>What the record calls it in the new plan.</summary>
    const string Operation = "BringOver";

    protected override async Task AfterAsync(Work work, Holder holder, string id, Part thing, CarryOverPlan move)
    {
        var old = await work.Db.Plans.Include(p => p.Area).FirstAsync(p => p.Id == id);
        var before = (await PlanQueries.LoadAsync(work.Db, old, work.Actor)).Document;
        var next = await StartPlan.RunAsync(
            work,
            old.AreaId,
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["id"] = await StartPlan.FreeIdAsync(work.Db, old.Area!.Name, move.Starts!.Value.Year),
                ["title"] = move.Title,
                ["starts"] = move.Starts,
                ["ends"] = move.Ends,
            }
        );
        await work.Db.SaveChangesAsync();
        var row = await work.Db.Plans.Include(p => p.Area).FirstAsync(p => p.Id == next);
        var document = (await PlanQueries.LoadAsync(work.Db, row, work.Actor)).Document;
        // The organisation's strategy may have gone on; the plan goes on with the one that it followed.
        var root = Shape.Of<PlanDocument>();
        foreach (var name in (string[])["organisation", "strategy"])
            root[name].Set(document, root[name].Get(before));
        var refusals = new List<Refusal>();
        new CarriedLines(before, move.Starts!.Value, move.Ends!.Value).Into(document, move, refusals);
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        await ImportPlan.RunAsync(work, document, $"Carried over from {id}.", operation: Operation);
        move.Makes(next);
    }
}
