using Goldthread.App.Govern;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Store;

/// <summary>What holds items: a plan or a strategy.</summary>
/// <param name="Id">The owner of the items: the plan's id, or <c>strategy:1</c>.</param>
/// <param name="Path">The path of the area whose roles count; the root's for a strategy.</param>
/// <param name="IsApproved">True for a plan from its approval on.</param>
/// <param name="Strategy">The owner of the strategy that it follows, or null.</param>
/// <param name="Area">The owner of the lists of its area, or null for a strategy.</param>
public sealed record Holder(string Id, string Path, bool IsApproved, string? Strategy, string? Area)
{
    /// <value>True for a strategy.</value>
    public bool IsStrategy => Id.StartsWith(StrategyRow.Prefix, StringComparison.Ordinal);

    /// <value>True for a plan.</value>
    public bool IsPlan => !IsStrategy;

    /// <summary>
    /// The owner of the items of a list as this one sees them: a plan quotes its strategy's, and has the staff of its area; null where there is none.
    /// </summary>
    public string? OwnerOf(Thing thing) =>
        thing.IsOfArea ? Area
        : thing.Stage is Stage.Strategy && !IsStrategy ? Strategy
        : Id;

    /// <summary>The owner of a list that is written here.</summary>
    /// <exception cref="Missing">It has no such list, or only quotes it.</exception>
    internal string Written(Thing thing) =>
        thing.Stage is Stage.Strategy == IsStrategy && OwnerOf(thing) is { } owner ? owner : throw new Missing(thing.Noun);

    /// <value>True for a plan that is closed: it is read only until it is reopened.</value>
    public bool IsClosed { get; init; }

    /// <exception cref="OutOfTurn">The plan is closed.</exception>
    public void RefuseClosed()
    {
        if (IsClosed)
            throw new OutOfTurn("This plan is closed: it can be read, not changed. Reopen it first.");
    }

    /// <summary>May this person write everything in it?</summary>
    public bool MayWrite(Actor actor) => actor.May(Permission.WritePlans, Path) || (IsStrategy && actor.May(Permission.Administer, Path));

    /// <summary>A plan.</summary>
    /// <param name="plan">Its row, with its area.</param>
    public static Holder Of(PlanRow plan) =>
        new(
            plan.Id,
            plan.Area!.Path,
            plan.IsApproved,
            plan.StrategyId is { } id ? StrategyRow.OwnerOf(id) : null,
            AreaRow.OwnerOf(plan.AreaId)
        )
        {
            IsClosed = plan.IsClosed,
        };
}

/// <summary>Loads holders for operations.</summary>
public static class Holders
{
    /// <summary>The plan or strategy of this owner, where the person may see it.</summary>
    /// <exception cref="Missing">There is none, or the person may not see it.</exception>
    public static async Task<Holder> HolderAsync(this Work work, string id)
    {
        if (!id.StartsWith(StrategyRow.Prefix, StringComparison.Ordinal))
            return Holder.Of(await work.PlanAsync(id, Permission.See));
        if (StrategyRow.IdOf(id) is not { } number || !await work.Db.Strategies.AnyAsync(s => s.Id == number))
            throw new Missing("strategy");
        await work.AloneAsync(id);
        var root = await work.Db.Areas.Where(a => a.ParentId == null).OrderBy(a => a.Id).Select(a => a.Path).FirstOrDefaultAsync();
        return new Holder(id, root ?? "/", false, null, null);
    }
}
