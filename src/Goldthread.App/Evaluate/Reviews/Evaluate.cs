using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Evaluate.Reviews;

/// <summary>The evaluation of a plan is a review of it: the one that was planned, where there is one; else one is made. It is held by its own move.</summary>
sealed class Evaluate : Follow<EvaluatePlan>
{
    protected override async Task AfterAsync(Work work, Holder holder, string id, Part thing, EvaluatePlan move)
    {
        var reviews = Thing.Of<Review>();
        var review = await PlannedAsync(work, id, reviews);
        if (review is null)
        {
            review = await AddItem.RunAsync(
                work,
                id,
                reviews,
                new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["kind"] = ReviewKind.Evaluation,
                    ["scheduled"] = work.Today,
                    // It looks at all of the plan's time, whatever reviews were held in it.
                    ["period"] = ((Plan)thing).Starts is { } starts && starts <= work.Today ? ReviewPeriod.Of(starts, work.Today) : null,
                }
            );
            await work.Db.SaveChangesAsync();
        }
        try
        {
            await MakeMove.RunAsync(
                work,
                id,
                MoveKind.Find(reviews, "hold")!,
                review,
                new Dictionary<string, object?>(StringComparer.Ordinal) { ["text"] = move.Text, ["decisions"] = move.Decided() }
            );
        }
        catch (RuleBroken broken)
        {
            // What is wrong with a decision is wrong with the line that it was.
            throw new RuleBroken([.. broken.Refusals.Select(r => r.Field is "text" ? r : r with { Field = "kept" })]);
        }
        move.Tells($"The evaluation is review {review}.");
    }

    /// <summary>The evaluation that was planned first and is not held, where this person may see it.</summary>
    static async Task<string?> PlannedAsync(Work work, string plan, Thing reviews)
    {
        var planned = Words.Written(ReviewState.Planned);
        var rows = await work
            .Db.Items.AsNoTracking()
            .Where(i => i.Owner == plan && i.List == reviews.List && i.RemovedAt == null && i.State == planned && !i.Restricted)
            .OrderBy(i => i.Due)
            .ThenBy(i => i.Position)
            .ToListAsync();
        return rows.Find(r => ItemRows.Read<Review>(r).Kind is ReviewKind.Evaluation)?.Id;
    }
}
