using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Evaluate.Reviews;

/// <summary>
/// The times that held reviews of a plan looked at: a figure of one is corrected with a reason alone, whatever way it comes, so that what a review saw
/// cannot drift away from the figures unseen. A restricted review locks nothing, since a refusal would tell of it.
/// </summary>
sealed class LockedTimes(IReadOnlyList<Review> held)
{
    /// <value>True where no time is locked.</value>
    public bool IsNone => held.Count == 0;

    /// <summary>True where a held review looked at figures of this day.</summary>
    public bool Has(DateOnly day) => held.Any(r => r.Locks(day));

    /// <summary>Of a plan; one query.</summary>
    public static async Task<LockedTimes> OfAsync(Db db, string plan)
    {
        var thing = Thing.Of<Review>();
        var rows = await db
            .Items.AsNoTracking()
            .Where(i => i.Owner == plan && i.List == thing.List && i.RemovedAt == null && !i.Restricted)
            .ToListAsync();
        return new([.. rows.Select(ItemRows.Read<Review>).Where(r => r is { HeldOn: not null, Period: not null })]);
    }

    /// <summary>Refuses a correction without a reason.</summary>
    /// <param name="period">What the figure is of, as people read it.</param>
    /// <param name="measure">The measure's name.</param>
    public static RuleBroken Refusal(string period, string measure) =>
        new(
            $"{period} of “{measure}” was looked at in a review that is held. Say why its figure changes; the review shows it as a correction.",
            "reason"
        );
}
