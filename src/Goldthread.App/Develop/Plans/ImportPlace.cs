using Goldthread.App.Develop.Areas;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Strategy;
using Goldthread.App.Things;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Develop.Plans;

/// <summary>Where an imported plan belongs: its area and the strategy that it follows. Neither is rewritten by who could not write it on its own page.</summary>
static class ImportPlace
{
    static readonly Thing[] StrategyLists = [.. Thing.All.Where(t => t.Stage is Domain.Stage.Strategy)];

    /// <summary>
    /// The area of that name: the plan's own, else one that the person may write to, else a new one below the root. What the file says of an area's kind,
    /// services and regulators is taken from whoever may change areas.
    /// </summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="area">The area as the file has it.</param>
    /// <param name="present">The area where the plan is now, or null.</param>
    /// <param name="left">Takes what was left as it stands.</param>
    /// <exception cref="Forbidden">There is no such area in which the person writes plans.</exception>
    public static async Task<AreaRow> AreaAsync(Work work, Area area, AreaRow? present, List<string> left)
    {
        var found = string.Equals(present?.Name, area.Name, StringComparison.Ordinal)
            ? present
            : (
                await work.Db.Areas.Where(a => a.Name == area.Name && a.RemovedAt == null).OrderBy(a => a.Path).ToListAsync()
            ).FirstOrDefault(a => work.Actor.May(Permission.WritePlans, a.Path));
        if (found is null)
        {
            var root = await work.Db.Areas.Where(a => a.ParentId == null && a.RemovedAt == null).OrderBy(a => a.Id).FirstOrDefaultAsync();
            if (!work.Actor.May(Permission.WritePlans, root?.Path ?? "/"))
                throw new Forbidden($"There is no area “{area.Name}” in which you write plans.");
            return await AreaRows.AddAsync(work, root, area.Name, PlanQueries.AreaBody(area));
        }
        var shape = Shape.Of<Area>();
        var was = shape.FromJson(found.Body);
        var body = PlanQueries.AreaBody((Area)Absent.Filled(area, was));
        if (string.Equals(found.Body, body, StringComparison.Ordinal))
            return found;
        if (!AreaRows.MayWrite(work.Actor, found))
        {
            left.Add("area");
            return found;
        }
        AreaRows.Record(work, "EditArea", found.Id, Items.Difference(shape, was, shape.FromJson(body)));
        found.Body = body;
        found.Version++;
        await ItemStore.LinkAsync(work, found);
        return found;
    }

    /// <summary>
    /// The strategy that the file quotes: one with the very same content, else the plan's own where no other plan shares it (it is changed to match),
    /// else a new one. Who does not write the strategy leaves it as it stands: the plan goes on following its own, and a new one the organisation's.
    /// </summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="document">The plan as the file has it.</param>
    /// <param name="plan">The plan as it is, or null.</param>
    /// <param name="area">The area where it will be.</param>
    /// <param name="left">Takes what was left as it stands.</param>
    /// <param name="write">Writes a list of the strategy.</param>
    public static async Task<int?> StrategyAsync(
        Work work,
        PlanDocument document,
        PlanRow? plan,
        AreaRow area,
        List<string> left,
        Func<string, Thing, Task> write
    )
    {
        if (PlanQueries.StrategyBody(document) is not { } body)
            return plan?.StrategyId;
        var db = work.Db;
        var content = Content(StrategyLists.SelectMany(t => document.ItemsOf(t).Select(p => (t.List, t.Shape.ToJson(p)))));
        var candidates = await db.Strategies.Where(s => s.Body == body).OrderBy(s => s.Id).ToListAsync();
        if (plan?.StrategyId is { } own)
            candidates = [.. candidates.OrderBy(c => c.Id != own)];
        foreach (var candidate in candidates)
        {
            var owner = candidate.Owner;
            var rows = await db.Items.Where(i => i.Owner == owner && i.RemovedAt == null).OrderBy(i => i.Position).ToListAsync();
            rows.RemoveAll(r => r.Restricted && !Hidden.IsSeen(work.Actor, owner, area.Path, r.Author));
            if (Content(StrategyLists.SelectMany(t => rows.Where(r => r.List == t.List).Select(r => (r.List, r.Body)))) == content)
                return candidate.Id;
        }
        var first = await db.Strategies.OrderBy(s => s.Id).Select(s => (int?)s.Id).FirstOrDefaultAsync();
        var root = area.Path[..(area.Path.IndexOf('/', 1) + 1)];
        if (!new Holder(StrategyRow.Prefix, root, false, null, null).MayWrite(work.Actor))
        {
            left.Add("strategy");
            return plan is null ? first : plan.StrategyId;
        }
        var shared = plan?.StrategyId is { } number && await db.Plans.AnyAsync(p => p.StrategyId == number && p.Id != plan.Id);
        // An installation that is still empty takes the first file's strategy as its own; a broken plan to be mended, beside the organisation, does not.
        var strategy =
            plan?.StrategyId is { } mine && !shared ? await db.Strategies.FirstAsync(s => s.Id == mine)
            : root != await db.Areas.Where(a => a.ParentId == null).OrderBy(a => a.Id).Select(a => a.Path).FirstOrDefaultAsync()
            || await db.Plans.AnyAsync()
                ? null
            : await db.Strategies.FirstOrDefaultAsync(s => !db.Items.Any(i => i.Owner.StartsWith(StrategyRow.Prefix)));
        if (strategy is null)
        {
            strategy = new StrategyRow();
            db.Strategies.Add(strategy);
            await db.SaveChangesAsync();
        }
        await work.AloneAsync(strategy.Owner);
        if (strategy.Body != body)
        {
            work.Record(strategy.Owner, "EditStrategy", "strategy", null, EditStrategy.Changes(strategy.Body, body));
            strategy.Body = body;
            strategy.Version++;
        }
        foreach (var thing in StrategyLists)
            await write(strategy.Owner, thing);
        return strategy.Id;

        static string Content(IEnumerable<(string List, string Body)> items) => string.Join('\n', items.Select(i => $"{i.List} {i.Body}"));
    }
}

/// <summary>A key that a plan file leaves out says nothing of what is stored: what is there stays. An item that it gives is given whole.</summary>
static class Absent
{
    /// <summary>The part with what its file left out taken from what is there.</summary>
    /// <param name="given">The part as the file has it.</param>
    /// <param name="present">What is there.</param>
    public static Part Filled(Part given, Part present)
    {
        var shape = Shape.Of(given.GetType());
        Part? filled = null;
        foreach (var field in shape.Fields)
        {
            if (field.Get(present) is not { } there)
                continue;
            var now = field.Get(given);
            var kept =
                given.LeavesOut(field) ? there
                : field.Kind is FieldKind.Group && now is Part part ? Filled(part, (Part)there)
                : now;
            if (ReferenceEquals(kept, now))
                continue;
            filled ??= shape.Copy(given);
            field.Set(filled, kept);
        }
        return filled ?? given;
    }
}
