using System.Text.Json;
using Goldthread.App.Develop.Areas;
using Goldthread.App.Develop.Findings;
using Goldthread.App.Govern;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Strategy;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Develop.Plans;

/// <summary>
/// Brings a plan file into the database: afterwards the plan is what the file says, no more and no less. A plan of that id is changed to match;
/// what is the same is not touched, so that importing an export changes nothing.
/// </summary>
public static class ImportPlan
{
    /// <summary>What an import did.</summary>
    /// <param name="Id">The plan's id.</param>
    /// <param name="Counts">How many items each list of the file has.</param>
    /// <param name="Added">Items added.</param>
    /// <param name="Changed">Items changed.</param>
    /// <param name="Removed">Items removed.</param>
    public sealed record Result(string Id, IReadOnlyDictionary<string, int> Counts, int Added, int Changed, int Removed);

    /// <param name="work">The operation under way.</param>
    /// <param name="document">The plan, read and checked as a plan file.</param>
    /// <param name="reason">Why; where the plan is approved already it is "Plan file imported" unless said.</param>
    /// <exception cref="RuleBroken">A text could identify somebody, or the plan was removed.</exception>
    /// <exception cref="Forbidden">The person does not write plans in that area.</exception>
    public static async Task<Result> RunAsync(Work work, PlanDocument document, string? reason = null)
    {
        RefuseIdentifiable(document);
        var db = work.Db;
        var details = document.Plan!;
        if (details.Id.StartsWith(StrategyRow.Prefix, StringComparison.Ordinal))
            throw new RuleBroken("A plan's id cannot begin with “strategy:”. Choose another.", "plan.id");
        await work.AloneAsync(details.Id);
        var plan = await db.Plans.Include(p => p.Area).FirstOrDefaultAsync(p => p.Id == details.Id);
        if (plan is not null && !work.Actor.May(Permission.See, plan.Area!.Path))
            throw new RuleBroken("There is a plan of this id already. Give this one another id.", "plan.id");
        if (plan?.RemovedAt is not null)
            throw new RuleBroken("A plan of this id was removed. Restore it first, or give this one another id.", "plan.id");
        if (plan is not null && !work.Actor.May(Permission.WritePlans, plan.Area!.Path))
            throw new Forbidden("You do not write plans in the area of this plan.");
        var area = await AreaAsync(work, document.Area!, plan?.Area);
        var strategy = await StrategyAsync(work, document, plan);
        var isNew = plan is null;
        var body = PlanQueries.Body(document);
        if (plan is null)
        {
            plan = new PlanRow
            {
                Id = details.Id,
                AreaId = area.Id,
                StrategyId = strategy,
            };
            PlanRows.Write(plan, details, body);
            db.Plans.Add(plan);
            db.Links.AddRange(Items.Links(plan));
        }
        var approved = plan.IsApproved;
        reason = string.IsNullOrWhiteSpace(reason) && approved ? "Plan file imported" : reason;
        List<Change> place = [.. PlanRows.PlaceChanges(isNew ? null : plan, area, strategy)];
        var (added, changed, removed) = await ItemsAsync(work, plan.Id, document, reason, isNew);
        if (place.Count > 0 || !string.Equals(body, plan.Body, StringComparison.Ordinal) || added + changed + removed > 0)
        {
            List<Change> changes = [.. PlanChanges(isNew ? null : plan.Body, body), .. place];
            plan.AreaId = area.Id;
            plan.StrategyId = strategy;
            if (changes.Count > 0 && !isNew)
                await ItemStore.WritePlanAsync(work, plan, document, "ImportPlan", changes, reason);
            else
                work.Record(plan.Id, "ImportPlan", PlanRow.List, plan.Id, changes, reason);
            await KeepCountsAsync(work, plan, document);
        }
        var counts = Thing
            .All.Select(t => (t.List, document.ItemsOf(t).Count))
            .Where(c => c.Count > 0)
            .Append(("readings", document.Measures.Sum(m => m.Readings.Count)))
            .ToDictionary(c => c.Item1, c => c.Item2);
        return new Result(plan.Id, counts, added, changed, removed);
    }

    /// <summary>Runs the import and takes it back: everything is checked, nothing is stored.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public static async Task<Result> DryAsync(Writer writer, Actor actor, PlanDocument document, CancellationToken cancel = default)
    {
        try
        {
            await writer.RunAsync(actor, async work => throw new Taken(await RunAsync(work, document)), cancel);
            throw new InvalidOperationException("A dry run always ends early.");
        }
        catch (Taken back)
        {
            return back.Result;
        }
    }

    sealed class Taken(Result result) : Exception
    {
        public Result Result => result;
    }

    /// <summary>The whole plan is at hand: what the checks count in it is kept with it.</summary>
    static async Task KeepCountsAsync(Work work, PlanRow plan, PlanDocument document)
    {
        var name = PutAway.SettingOf(plan.Id);
        var away = await work.Db.Settings.AsNoTracking().Where(s => s.Name == name).Select(s => s.Value).FirstOrDefaultAsync();
        var loaded = new PlanQueries.Loaded(document, new Dictionary<(string, string), string>(), away);
        await work.Db.SaveChangesAsync();
        await work.RaiseAsync();
        // Raised in the database, not in the row that is held here.
        var revision = await work.Db.Plans.AsNoTracking().Where(p => p.Id == plan.Id).Select(p => p.Revision).FirstAsync();
        await KeptFindings.KeepAsync(work.Db, plan.Id, KeptFindings.Of(loaded, plan.Id, revision, work.Today).Counts);
    }

    static void RefuseIdentifiable(PlanDocument document)
    {
        var refusals = Walk.FreeTexts(document)
            .Select(t => (t.Place, Found: Identifiable.Find(t.Text)))
            .Where(t => t.Found is not null)
            .Select(t => new Refusal(t.Place, t.Found!.Value.Explanation()))
            .ToList();
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
    }

    /// <summary>What differs between two bodies of a plan, by field.</summary>
    internal static List<Change> PlanChanges(string? old, string now)
    {
        var root = Shape.Of<PlanDocument>();
        var was = old is null ? null : (PlanDocument)root.FromJson(old);
        var will = (PlanDocument)root.FromJson(now);
        var changes = Items.Difference(Shape.Of<Plan>(), was?.Plan, will.Plan!);
        foreach (var name in (string[])["resources", "childrens_home", "portfolio"])
        {
            var (before, after) = (was is null ? "null" : Shape.ToJson(root[name], was), Shape.ToJson(root[name], will));
            if (before != after)
                changes.Add(new(name, before, after));
        }
        return changes;
    }

    /// <summary>The area of that name: the plan's own, else one that the person may write to, else a new one below the root.</summary>
    static async Task<AreaRow> AreaAsync(Work work, Area area, AreaRow? present)
    {
        var body = PlanQueries.AreaBody(area);
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
            found = await AreaRows.AddAsync(work, root, area.Name, body);
        }
        else if (!string.Equals(found.Body, body, StringComparison.Ordinal))
        {
            var shape = Shape.Of<Area>();
            AreaRows.Record(work, "EditArea", found.Id, Items.Difference(shape, shape.FromJson(found.Body), shape.FromJson(body)));
            found.Body = body;
            found.Version++;
        }
        return found;
    }

    /// <summary>
    /// The strategy that the file quotes: one with the very same content, else the plan's own where no other plan shares it (it is changed to match),
    /// else a new one.
    /// </summary>
    static async Task<int?> StrategyAsync(Work work, PlanDocument document, PlanRow? plan)
    {
        if (PlanQueries.StrategyBody(document) is not { } body)
            return null;
        var db = work.Db;
        Thing[] lists = [Thing.Find("strategy.values")!, Thing.Find("strategy.objectives")!];
        var content = Content(lists.SelectMany(t => document.ItemsOf(t).Select(p => (t.List, t.Shape.ToJson(p)))));
        var candidates = await db.Strategies.Where(s => s.Body == body).OrderBy(s => s.Id).ToListAsync();
        if (plan?.StrategyId is { } own)
            candidates = [.. candidates.OrderBy(c => c.Id != own)];
        foreach (var candidate in candidates)
        {
            var owner = candidate.Owner;
            var rows = await db
                .Items.Where(i => i.Owner == owner && i.RemovedAt == null)
                .OrderBy(i => i.Position)
                .Select(i => new { i.List, i.Body })
                .ToListAsync();
            if (Content(lists.SelectMany(t => rows.Where(r => r.List == t.List).Select(r => (r.List, r.Body)))) == content)
                return candidate.Id;
        }
        var shared = plan?.StrategyId is { } number && await db.Plans.AnyAsync(p => p.StrategyId == number && p.Id != plan.Id);
        // An installation that is still empty takes the first file's strategy as its own.
        var strategy =
            plan?.StrategyId is { } mine && !shared ? await db.Strategies.FirstAsync(s => s.Id == mine)
            : await db.Plans.AnyAsync() ? null
            : await db.Strategies.FirstOrDefaultAsync(s => !db.Items.Any(i => i.Owner.StartsWith(StrategyRow.Prefix)));
        if (strategy is null)
        {
            strategy = new StrategyRow();
            db.Strategies.Add(strategy);
            await db.SaveChangesAsync();
        }
        if (strategy.Body != body)
        {
            work.Record(strategy.Owner, "EditStrategy", "strategy", null, EditStrategy.Changes(strategy.Body, body));
            strategy.Body = body;
            strategy.Version++;
        }
        foreach (var thing in lists)
            await ListAsync(work, strategy.Owner, thing, document, null, new Tally());
        return strategy.Id;

        static string Content(IEnumerable<(string List, string Body)> items) => string.Join('\n', items.Select(i => $"{i.List} {i.Body}"));
    }

    static async Task<(int Added, int Changed, int Removed)> ItemsAsync(
        Work work,
        string plan,
        PlanDocument document,
        string? reason,
        bool isNew
    )
    {
        var tally = new Tally();
        foreach (var thing in Thing.All.Where(t => t.Stage != Domain.Stage.Strategy))
            await ListAsync(work, plan, thing, document, reason, tally);
        var series = await RecordReadings.ReplaceAsync(work, plan, document.Measures, document.Adaptations, reason);
        // The figures of a plan that is new came with its measures.
        if (!isNew)
            tally.Changed += series;
        return (tally.Added, tally.Changed, tally.Removed);
    }

    sealed class Tally
    {
        public int Added;
        public int Changed;
        public int Removed;
    }

    /// <summary>Makes the rows of one list what the document says.</summary>
    static async Task ListAsync(Work work, string owner, Thing thing, PlanDocument document, string? reason, Tally tally)
    {
        var db = work.Db;
        var parts = document.ItemsOf(thing);
        var rows = await db.Items.Where(i => i.Owner == owner && i.List == thing.List).ToDictionaryAsync(i => i.Id);
        if (parts.Count == 0 && rows.Count == 0)
            return;
        var ids = Ids(thing, parts, rows.Values);
        var last = rows.Values.Select(r => r.Position).DefaultIfEmpty(0).Max();
        List<ItemRow> all = [.. rows.Values];
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            if (!rows.Remove(ids[i], out var row))
            {
                all.Add(await ItemStore.AddAsync(work, owner, thing, part, ids[i], ++last, reason, judges: false));
                tally.Added++;
            }
            else if (row.RemovedAt is not null)
            {
                await ItemStore.RestoreAsync(work, thing, row, part, reason, judges: false);
                tally.Added++;
            }
            else if ((await ItemStore.ChangeAsync(work, thing, row, part, reason, judges: false)).Count > 0)
            {
                tally.Changed++;
            }
        }
        foreach (var gone in rows.Values.Where(r => r.RemovedAt is null))
        {
            await ItemStore.RemoveAsync(work, thing, gone, reason, judges: false);
            tally.Removed++;
        }
        if (ItemStore.Order(work, thing, all, ids, reason))
            tally.Changed++;
    }

    /// <summary>
    /// The row's id of each part: its own; for one without, that of the row in the same place among those without, else its place in the list.
    /// </summary>
    static string[] Ids(Thing thing, IReadOnlyList<Part> parts, ICollection<ItemRow> rows)
    {
        var ids = parts.Select(NameOf).ToArray();
        if (!ids.Contains(null))
            return ids!;
        var nameless = new Queue<string>(
            rows.Where(r => r.RemovedAt is null && NameOf(ItemRows.Read(thing, r)) is null)
                .OrderBy(r => r.Position)
                .ThenBy(r => r.Id, StringComparer.Ordinal)
                .Select(r => r.Id)
        );
        var taken = rows.Select(r => r.Id).Concat(ids.OfType<string>()).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < ids.Length; i++)
        {
            if (ids[i] is not null || nameless.TryDequeue(out ids[i]))
                continue;
            var place = (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            while (!taken.Add(place))
                place += "+";
            ids[i] = place;
        }
        return ids!;
    }

    static string? NameOf(Part part) => part is Item { Id: not "" } item ? item.Id : null;
}
