using System.Linq.Expressions;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Govern;

/// <summary>
/// What an actor sees: the one way by which pages and calls read. Plans by their areas; of what they hold, everything but the restricted items of others.
/// What a restricted item hangs on goes with it: its references, its figures, its file, its lines of the record. What of one plan is hidden, and how it
/// is left out of what names it, is <see cref="Hidden"/>.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="actor">Who looks.</param>
public sealed class Seen(Db db, Actor actor)
{
    /// <value>The plans of the areas that they see.</value>
    public IQueryable<PlanRow> Plans => db.Plans.Where(p => p.RemovedAt == null).VisibleTo(actor);

    /// <value>Items of plans and strategies, removed ones among them. Whether they see the plan is asked of the plan.</value>
    public IQueryable<ItemRow> Items => LeadsAll ? db.Items : db.Items.Where(PlanAccess.Any(Conditions()));

    /// <value>References between items that they see.</value>
    public IQueryable<LinkRow> Links
    {
        get
        {
            if (LeadsAll)
                return db.Links;
            var hidden = Unseen;
            return db.Links.Where(l =>
                !hidden.Any(h =>
                    (h.Owner == l.Owner && h.List == l.List && h.Id == l.Id)
                    || (
                        h.Id == l.ToId
                        && (l.ToList == "any" || ("|" + l.ToList + "|").Contains("|" + h.List + "|"))
                        // A plan names what is its area's and its strategy's too.
                        && (
                            h.Owner == l.Owner
                            || db.Plans.Any(p =>
                                p.Id == l.Owner && (h.Owner == AreaRow.Prefix + p.AreaId || h.Owner == StrategyRow.Prefix + p.StrategyId)
                            )
                        )
                    )
                )
            );
        }
    }

    /// <value>The figures of measures that they see.</value>
    public IQueryable<SeriesRow> Series
    {
        get
        {
            if (LeadsAll)
                return db.Series;
            var hidden = Unseen;
            return db.Series.Where(s => !hidden.Any(h => h.Owner == s.Plan && h.List == Measure.List && h.Id == s.Measure));
        }
    }

    /// <value>Lines of the record that are about nothing hidden. What a line says is told by <see cref="Hidden.Told(RecordRow)"/>.</value>
    public IQueryable<RecordRow> Records
    {
        get
        {
            if (LeadsAll)
                return db.Records;
            var hidden = Unseen;
            return db.Records.Where(r =>
                !hidden.Any(h =>
                    h.Owner == r.Stream
                    && (
                        (h.List == r.List && h.Id == r.Item)
                        || (r.List == StoreFile.List && h.List == Evidence.List && h.Body.Contains(r.Item!))
                    )
                )
            );
        }
    }

    /// <summary>What of each of some plans is hidden from them; one query.</summary>
    /// <param name="plans">The plans' ids.</param>
    public async Task<Func<string, Hidden>> HiddenInAsync(IReadOnlyCollection<string> plans, CancellationToken cancel = default)
    {
        if (LeadsAll || plans.Count == 0)
            return _ => Hidden.Nothing;
        var rows = await db
            .Plans.Where(p => plans.Contains(p.Id))
            .SelectMany(
                _ => db.Items.Where(i => i.Restricted),
                (p, i) =>
                    new
                    {
                        p.Id,
                        p.Area!.Path,
                        p.StrategyId,
                        p.AreaId,
                        Item = i,
                    }
            )
            .Where(r =>
                r.Item.Owner == r.Id || r.Item.Owner == StrategyRow.Prefix + r.StrategyId || r.Item.Owner == AreaRow.Prefix + r.AreaId
            )
            .Select(r => new
            {
                r.Id,
                r.Path,
                Item = new RestrictedItem(r.Item.Owner, r.Item.List, r.Item.Id, r.Item.Title, r.Item.Author),
            })
            .ToListAsync(cancel);
        var hidden = rows.GroupBy(r => r.Id, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => Hidden.Of([.. g.Select(r => r.Item)], actor, g.First().Path), StringComparer.Ordinal);
        return plan => hidden.GetValueOrDefault(plan) ?? Hidden.Nothing;
    }

    /// <summary>The restricted items that they do not see: the other way round than <see cref="Items"/>.</summary>
    IQueryable<ItemRow> Unseen
    {
        get
        {
            var restricted = db.Items.Where(i => i.Restricted);
            return Own()
                .Aggregate(
                    restricted,
                    (items, own) => items.Where(Expression.Lambda<Func<ItemRow, bool>>(Expression.Not(own.Body), own.Parameters))
                );
        }
    }

    bool LeadsAll => actor.May(Permission.SeeRestricted, "/");

    List<Expression<Func<ItemRow, bool>>> Conditions() => [i => !i.Restricted, .. Own()];

    /// <summary>Which restricted items they see: their own, and those of the plans whose area they lead safeguarding in.</summary>
    List<Expression<Func<ItemRow, bool>>> Own()
    {
        List<Expression<Func<ItemRow, bool>>> own = [];
        // Whoever has no account is nobody's author.
        if (actor.PersonId is { } person)
            own.Add(i => i.Author != null && i.Author == person);
        string[] led = [.. actor.Grants.Where(g => Roles.Allows(g.Role, Permission.SeeRestricted)).Select(g => g.Path).Distinct()];
        if (led.Length == 0)
            return own;
        var plans = db.Plans.Where(PlanAccess.Any(led.Select(p => PlanAccess.Under<PlanRow>(plan => plan.Area!.Path, p))));
        var areas = db.Areas.Where(PlanAccess.Any(led.Select(p => PlanAccess.Under<AreaRow>(area => area.Path, p))));
        own.Add(i => plans.Any(p => p.Id == i.Owner) || areas.Any(a => AreaRow.Prefix + a.Id == i.Owner));
        // A strategy is the whole organisation's.
        if (led.Any(path => path == Hidden.RootOf(path)))
            own.Add(i => i.Owner.StartsWith(StrategyRow.Prefix));
        return own;
    }
}
