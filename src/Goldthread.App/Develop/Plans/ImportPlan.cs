using System.Text.Json;
using Goldthread.App.Develop.Areas;
using Goldthread.App.Develop.Findings;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Evaluate.Adaptations;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Strategy;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Develop.Plans;

/// <summary>
/// Brings a plan file into the database. A plan of that id becomes what the file says: of each list that the file has, what the file leaves out is removed;
/// a key that it does not have changes nothing. What the person could not write by a form is left as it stands, and named in the answer. What is the same
/// is not touched, so that importing an export changes nothing.
/// </summary>
public static class ImportPlan
{
    /// <summary>What an import did.</summary>
    /// <param name="Id">The plan's id.</param>
    /// <param name="Counts">How many items each list of the plan has.</param>
    /// <param name="Added">Items added.</param>
    /// <param name="Changed">Items changed.</param>
    /// <param name="Removed">Items removed.</param>
    /// <param name="Left">What the file would have changed and the person may not write, by its place in the file: it was left as it stands.</param>
    public sealed record Result(
        string Id,
        IReadOnlyDictionary<string, int> Counts,
        int Added,
        int Changed,
        int Removed,
        IReadOnlyList<string> Left
    );

    /// <param name="work">The operation under way.</param>
    /// <param name="document">The plan, read and checked as a plan file.</param>
    /// <param name="reason">Why, owed where an approved plan changes in what asks why.</param>
    /// <param name="operation">What the record calls it.</param>
    /// <exception cref="RuleBroken">A text could identify somebody, a new id is not one, a reason is owed, or the plan was removed.</exception>
    /// <param name="seen">The revision of the plan that the file was made from; null where none is told.</param>
    /// <exception cref="Forbidden">The person does not write plans in that area.</exception>
    /// <exception cref="StaleEdit">The plan was changed since.</exception>
    /// <exception cref="Missing">There is no such plan, and a revision of it was told.</exception>
    public static async Task<Result> RunAsync(
        Work work,
        PlanDocument document,
        string? reason = null,
        int? seen = null,
        string operation = nameof(ImportPlan)
    )
    {
        RefuseIdentifiable(document);
        var db = work.Db;
        var id = document.Plan!.Id;
        await work.AloneAsync(id);
        var plan = await db.Plans.Include(p => p.Area).FirstOrDefaultAsync(p => p.Id == id);
        if (plan is null && Ids.WhyNotOfPlan(id) is { } not)
            throw new RuleBroken(not, "plan.id");
        if (plan is not null && !work.Actor.May(Permission.See, plan.Area!.Path))
            throw new RuleBroken("There is a plan of this id already. Give this one another id.", "plan.id");
        if (plan?.RemovedAt is not null)
            throw new RuleBroken("A plan of this id was removed. Restore it first, or give this one another id.", "plan.id");
        if (plan is not null && !work.Actor.May(Permission.WritePlans, plan.Area!.Path))
            throw new Forbidden("You do not write plans in the area of this plan.");
        if (seen is { } revision && revision != plan?.Revision)
            throw plan is null
                ? new Missing("plan")
                : new StaleEdit(PlanRows.Read(plan), plan.Revision, await work.LastWriterAsync(id, PlanRow.List));
        // What the file leaves out because its reader does not see it stays as it is.
        var hidden = plan is null ? Hidden.Nothing : await Hidden.OfAsync(db, work.Actor, Holder.Of(plan));
        var import = new Import(work, plan, reason, hidden, operation);
        if (plan is not null)
            document = (PlanDocument)Absent.Filled(document, (await PlanQueries.LoadAsync(db, plan, work.Actor)).Document);
        return await import.RunAsync(document);
    }

    /// <summary>How many items each list of a plan has, and how many figures.</summary>
    public static IReadOnlyDictionary<string, int> CountsOf(PlanDocument document) =>
        Thing
            .All.Select(t => (t.List, document.ItemsOf(t).Count))
            .Where(c => c.Count > 0)
            .Append(("readings", document.Measures.Sum(m => m.Readings.Count)))
            .ToDictionary(c => c.Item1, c => c.Item2);

    /// <summary>Runs the import and takes it back: everything is checked, nothing is stored.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public static async Task<Result> DryAsync(
        Writer writer,
        Actor actor,
        PlanDocument document,
        string? reason = null,
        int? seen = null,
        CancellationToken cancel = default
    )
    {
        try
        {
            await writer.RunAsync(actor, async work => throw new Taken(await RunAsync(work, document, reason, seen)), cancel);
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

    /// <summary>What stands beside the plan in its body.</summary>
    internal static readonly string[] Beside = ["resources", "childrens_home", "portfolio"];

    /// <summary>What differs between two bodies of a plan, by field.</summary>
    internal static List<Change> PlanChanges(string? old, string now)
    {
        var root = Shape.Of<PlanDocument>();
        var was = old is null ? null : (PlanDocument)root.FromJson(old);
        var will = (PlanDocument)root.FromJson(now);
        var changes = Items.Difference(Shape.Of<Plan>(), was?.Plan, will.Plan!);
        foreach (var name in Beside)
        {
            var (before, after) = (was is null ? "null" : Shape.ToJson(root[name], was), Shape.ToJson(root[name], will));
            if (before != after)
                changes.Add(new(name, before, after));
        }
        return changes;
    }

    /// <summary>One import under way.</summary>
    /// <param name="work">The operation.</param>
    /// <param name="plan">The plan as it is, with its area; null for a new one.</param>
    /// <param name="reason">Why, or null.</param>
    /// <param name="hidden">What of the plan whoever brings the file does not see.</param>
    /// <param name="operation">What the record calls it.</param>
    sealed class Import(Work work, PlanRow? plan, string? reason, Hidden hidden, string operation)
    {
        readonly Db db = work.Db;
        readonly bool isNew = plan is null;
        readonly bool isApproved = plan?.IsApproved == true;
        readonly List<string> left = [];
        readonly List<(string About, Shape Shape, Part Old, Part Now, ItemRow? Of)> adapted = [];
        int added;
        int changed;
        int removed;
        bool owesReason;

        public async Task<Result> RunAsync(PlanDocument document)
        {
            var area = await ImportPlace.AreaAsync(work, document.Area!, plan?.Area, left);
            await JoinPeopleAsync(document, area);
            var mayAgree = plan is null
                ? work.Actor.May(Permission.Approve, area.Path)
                : await Approval.WhyNotAsync(db, work.Actor, plan) is null;
            Stand(document, mayAgree);
            await AgreeAsync(document, mayAgree);
            await SettleAsync(document);
            var strategy = await ImportPlace.StrategyAsync(
                work,
                document,
                plan,
                area,
                left,
                (owner, thing) => ListAsync(owner, area, thing, document)
            );
            if (!isNew || left.Contains("strategy"))
                await RefuseBrokenAsync(document, strategy, area);
            var own = PlanQueries.Own(document);
            if (plan is not null)
                own = hidden.Kept(PlanRows.Read(plan), own);
            var body = PlanQueries.Body(own);
            var row =
                plan
                ?? new PlanRow
                {
                    Id = document.Plan!.Id,
                    AreaId = area.Id,
                    StrategyId = strategy,
                };
            // What was done to the strategy is its own.
            (added, changed, removed) = (0, 0, 0);
            adapted.Clear();
            List<Change> place = [.. PlanRows.PlaceChanges(plan, area, strategy)];
            var saysTheSame = plan is not null && place.Count == 0 && PlanQueries.SayTheSame(body, plan.Body);
            var changes = saysTheSame ? [] : PlanChanges(plan?.Body, body);
            owesReason = changes.Any(c => Shape.Of<Plan>().Find(c.Field) is { AsksWhy: true });
            changes.AddRange(place);
            var was = plan is null ? null : PlanRows.Read(plan).Plan;
            foreach (var thing in Thing.All.Where(t => t.Stage is not Domain.Stage.Strategy))
                await ListAsync(thing.IsOfArea ? AreaRow.OwnerOf(area.Id) : row.Id, area, thing, document);
            RefuseClosed(changes.Count + added + changed + removed);
            Acceptance.OweReason(isApproved, owesReason, reason);
            var series = await RecordReadings.ReplaceAsync(work, row.Id, document.Measures, await AdaptationsAsync(document), reason);
            // The figures of a plan that is new came with its measures.
            if (!isNew)
                changed += series;
            RefuseClosed(changed);
            (row.AreaId, row.StrategyId) = (area.Id, strategy);
            if (changes.Count > 0)
                await ItemStore.WritePlanAsync(work, row, own, operation, changes, reason);
            else if (added + changed + removed > 0)
                work.Record(row.Id, operation, PlanRow.List, row.Id, [], reason);
            if (was is not null)
                adapted.Insert(0, (PlanRow.List, Shape.Of<Plan>(), was, own.Plan!, null));
            await AdaptAsync(document, row, area);
            if (changes.Count + added + changed + removed > 0)
                await KeepCountsAsync(work, row, document);
            return new Result(row.Id, CountsOf(document), added, changed, removed, left);
        }

        /// <summary>
        /// The people of the area are those of all its plans: a file adds to them and changes them by their id, and takes nobody away. An id goes on meaning
        /// whom it means, since the area's other plans name it too.
        /// </summary>
        /// <exception cref="RuleBroken">An id stands for another role here.</exception>
        async Task JoinPeopleAsync(PlanDocument document, AreaRow area)
        {
            var thing = Thing.Of<StaffMember>();
            var owner = AreaRow.OwnerOf(area.Id);
            await work.AloneAsync(owner);
            var rows = await db.Items.AsNoTracking().Where(i => i.Owner == owner && i.List == thing.List).ToListAsync();
            rows.RemoveAll(r => r.Restricted && !Hidden.IsSeen(work.Actor, owner, area.Path, r.Author));
            var here = rows.ToDictionary(r => r.Id, ItemRows.Read<StaffMember>, StringComparer.Ordinal);
            var given = document.ItemsOf(thing).Cast<StaffMember>().ToList();
            var refusals = new List<Refusal>();
            foreach (var (place, person) in given.Index())
            {
                if (here.GetValueOrDefault(person.Id)?.Role is not { } role)
                    continue;
                if (person.Role is null)
                    thing.Shape["role"].Set(person, role);
                else if (!string.Equals(person.Role.Trim(), role.Trim(), StringComparison.OrdinalIgnoreCase))
                    refusals.Add(
                        new(
                            $"{thing.Path}[{place}].id",
                            $"{person.Id} stands for {OneLine.Of(OneLine.Short(role))} in {area.Name}. Give {OneLine.Of(OneLine.Short(person.Role))} another id, or change the role in the staff list first."
                        )
                    );
            }
            if (refusals.Count > 0)
                throw new RuleBroken(refusals);
            // Somebody without an id is known by their role.
            static string NameOf(StaffMember person) => person.Id.Length > 0 ? $"#{person.Id}" : person.Role?.Trim() ?? "";
            var sent = given
                .GroupBy(NameOf, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => new Queue<Part>(g), StringComparer.Ordinal);
            List<Part> people = [];
            foreach (var row in ItemRows.InOrder(rows.Where(r => r.RemovedAt is null)))
                people.Add(sent.GetValueOrDefault(NameOf(here[row.Id]))?.TryDequeue(out var person) == true ? person : here[row.Id]);
            document.SetItems(thing, [.. people, .. given.Where(p => sent[NameOf(p)].Contains(p))]);
        }

        /// <summary>A closed plan is read only; the same file again changes nothing of it.</summary>
        void RefuseClosed(int changes)
        {
            if (changes > 0 && plan is { IsClosed: true })
                Holder.Of(plan).RefuseClosed();
        }

        /// <summary>Where the plan stands is an approver's to say: a new plan of somebody else is a draft, another stays where it is.</summary>
        void Stand(PlanDocument document, bool mayAgree)
        {
            if (mayAgree)
                return;
            var shape = Shape.Of<Plan>();
            var now = document.Plan!;
            var old = plan is null ? null : PlanRows.Read(plan).Plan!;
            if (
                old is null
                    ? now.Standing is PlanStatus.Draft or PlanStatus.Consulted
                    : (now.Status, now.ApprovedOn, now.Approver) == (old.Status, old.ApprovedOn, old.Approver)
            )
                return;
            left.Add("plan.status");
            shape["status"].Set(now, old is null ? PlanStatus.Draft : old.Status);
            shape["approved_on"].Set(now, old?.ApprovedOn);
            if (old is not null)
                shape["approver"].Set(now, old.Approver);
        }

        /// <summary>Who agreed to a waiver or to a change is an approver's to say: without one, a waiver is asked for and a change waits.</summary>
        async Task AgreeAsync(PlanDocument document, bool mayAgree)
        {
            if (mayAgree)
                return;
            await LeaveAsync(Thing.Of<Waiver>(), "by", "on");
            // A new plan tells of how things stood; of a plan that is here, its own people agree here.
            if (!isNew)
            {
                await LeaveAsync(Thing.Of<Adaptation>(), "approver", "re_approved", "refused");
                await LeaveAsync(Thing.Of<Measure>(), "rebase");
            }

            async Task LeaveAsync(Thing thing, params string[] fields)
            {
                var parts = document.ItemsOf(thing);
                if (parts.Count == 0)
                    return;
                var present = isNew
                    ? []
                    : await db
                        .Items.AsNoTracking()
                        .Where(i => i.Owner == plan!.Id && i.List == thing.List && i.RemovedAt == null)
                        .Select(i => new { i.Id, i.Body })
                        .ToListAsync();
                var same = present.Select(r => r.Body).ToHashSet(StringComparer.Ordinal);
                foreach (var (place, part) in parts.Index())
                {
                    if (same.Contains(thing.Shape.ToJson(part)))
                        continue;
                    var old =
                        part is Item { Id: var id } && present.Find(r => r.Id == id) is { } row ? thing.Shape.FromJson(row.Body) : null;
                    // What an approver gave is not taken away by a file that does not know of it.
                    if (!fields.Any(f => thing.Shape[f].IsSet(part) || (old is not null && thing.Shape[f].IsSet(old))))
                        continue;
                    var other = false;
                    foreach (var field in fields.Select(f => thing.Shape[f]))
                    {
                        other |= old is null ? field.IsSet(part) : Shape.ToJson(field, old) != Shape.ToJson(field, part);
                        field.Set(part, old is null ? null : field.Get(old));
                    }
                    if (other)
                        left.Add($"{thing.Path}[{place}]");
                }
            }
        }

        /// <summary>What stands once it is said stays, whoever brings the file: a prediction, a held review. What the file leaves out of it is put back.</summary>
        async Task SettleAsync(PlanDocument document)
        {
            if (isNew)
                return;
            var rows = await db
                .Items.AsNoTracking()
                .Where(i => i.Owner == plan!.Id && Settled.Lists.Contains(i.List) && i.RemovedAt == null)
                .ToListAsync();
            foreach (var list in ItemRows.InOrder(rows.Where(r => !hidden.Has(r))).GroupBy(r => r.List, StringComparer.Ordinal))
            {
                var thing = Thing.Find(list.Key)!;
                List<Part> parts = [.. document.ItemsOf(thing)];
                foreach (var row in list)
                {
                    var old = ItemRows.Read(thing, row);
                    if (old.Settled() is null)
                        continue;
                    var place = parts.FindIndex(p => p is Item { Id: var given } && given == row.Id);
                    if (place < 0)
                    {
                        parts.Add(old);
                        left.Add($"{thing.Path}[{parts.Count - 1}]");
                    }
                    else if (Settled.Keep(thing.Shape, old, parts[place]))
                        left.Add($"{thing.Path}[{place}]");
                }
                document.SetItems(thing, parts);
            }
        }

        /// <summary>The whole plan as it would be has no reference to nothing: a list that the file leaves out may name what the file takes away.</summary>
        async Task RefuseBrokenAsync(PlanDocument document, int? strategy, AreaRow area)
        {
            var items = Thing
                .All.Where(t => t is { HasId: true, Stage: not Domain.Stage.Strategy })
                .SelectMany(t => document.ItemsOf(t).OfType<Item>().Where(i => i.Id.Length > 0).Select(i => (t.List, i.Id)))
                .ToHashSet();
            var owner = strategy is { } number ? StrategyRow.OwnerOf(number) : null;
            var people = AreaRow.OwnerOf(area.Id);
            // Those of the strategy as they stand: it may have been left.
            await db.SaveChangesAsync();
            items.UnionWith(
                (
                    await db
                        .Items.AsNoTracking()
                        .Where(i => (i.Owner == owner || i.Owner == people) && i.RemovedAt == null)
                        .Select(i => new { i.List, i.Id })
                        .ToListAsync()
                )
                    .Where(i => !hidden.Has(i.List, i.Id))
                    .Select(i => (i.List, i.Id))
            );
            var references = new References(
                document.Plan!.Id,
                items,
                (document.Resources?.Establishment ?? []).Select(p => p.Role).OfType<string>().ToHashSet(StringComparer.Ordinal),
                document.Portfolio,
                Shipped.Data
            );
            if (references.Broken(document).Take(100).ToList() is { Count: > 0 } broken)
                throw new RuleBroken(broken);
        }

        /// <summary>The changes of targets by which figures are judged: those that the file cannot tell among them.</summary>
        async Task<IEnumerable<Adaptation>> AdaptationsAsync(PlanDocument document)
        {
            if (hidden.IsNothing)
                return document.Adaptations;
            var list = Thing.Of<Adaptation>().List;
            var restricted = await db
                .Items.Where(i => i.Owner == plan!.Id && i.List == list && i.Restricted && i.RemovedAt == null)
                .ToListAsync();
            return document.Adaptations.Concat(restricted.Where(hidden.Has).Select(ItemRows.Read<Adaptation>));
        }

        /// <summary>Makes the rows of one list what the document says; those that are hidden from whoever brings it stay as they are.</summary>
        async Task ListAsync(string owner, AreaRow area, Thing thing, PlanDocument document)
        {
            var parts = document.ItemsOf(thing);
            var rows = await db.Items.Where(i => i.Owner == owner && i.List == thing.List).ToDictionaryAsync(i => i.Id);
            if (parts.Count == 0 && rows.Count == 0)
                return;
            List<ItemRow> all = [.. rows.Values];
            var unseen = all.Where(r => r.Restricted && !Hidden.IsSeen(work.Actor, owner, (plan?.Area ?? area).Path, r.Author))
                .Select(r => r.Id)
                .ToHashSet(StringComparer.Ordinal);
            foreach (var one in unseen)
                rows.Remove(one);
            var ids = IdsOf(thing, parts, rows.Values, unseen);
            RefuseIds(thing, ids, parts, rows, unseen);
            var last = all.Select(r => r.Position).DefaultIfEmpty(0).Max();
            foreach (var (place, part) in parts.Index())
            {
                if (!rows.Remove(ids[place], out var row))
                {
                    all.Add(await ItemStore.AddAsync(work, owner, thing, part, ids[place], ++last, reason, judges: false));
                    owesReason |= thing.List is Objective.List;
                    added++;
                }
                else if (row.RemovedAt is not null)
                {
                    await ItemStore.RestoreAsync(work, thing, row, part, reason, judges: false);
                    added++;
                }
                else
                {
                    var old = ItemRows.Read(thing, row);
                    var now = hidden.Kept(old, part);
                    var changes = await ItemStore.ChangeAsync(work, thing, row, now, reason, judges: false);
                    if (changes.Count == 0)
                        continue;
                    changed++;
                    if (changes.Any(c => thing.Shape[c.Field].AsksWhy))
                    {
                        owesReason = true;
                        adapted.Add((Adapt.AboutOf(old, row.Id), thing.Shape, old, now, row));
                    }
                }
            }
            // What was adapted in an approved plan stays told, also where an older file does not know of it.
            if (!(isApproved && thing == Thing.Of<Adaptation>()))
            {
                foreach (var gone in rows.Values.Where(r => r.RemovedAt is null))
                {
                    await ItemStore.RemoveAsync(work, thing, gone, reason, judges: false);
                    owesReason = true;
                    removed++;
                }
            }
            if (ItemStore.Order(work, thing, all, ids, reason))
                changed++;
        }

        /// <summary>
        /// Ids of items that are new are ids; those that are here already stay as they are. The id of something hidden is taken; no more is said of it.
        /// </summary>
        static void RefuseIds(
            Thing thing,
            string[] ids,
            IReadOnlyList<Part> parts,
            Dictionary<string, ItemRow> rows,
            HashSet<string> unseen
        )
        {
            if (!thing.HasId)
                return;
            var refusals = ids.Index()
                .Where(i => parts[i.Index] is Item { Id: not "" } && !rows.ContainsKey(i.Item))
                .Select(i =>
                    (
                        i.Index,
                        Why: unseen.Contains(i.Item) ? $"The id {i.Item} is taken. Give this {thing.Noun} another." : Ids.WhyNot(i.Item)
                    )
                )
                .Where(i => i.Why is not null)
                .Select(i => new Refusal($"{thing.Path}[{i.Index}].id", i.Why!))
                .ToList();
            if (refusals.Count > 0)
                throw new RuleBroken(refusals);
        }

        /// <summary>What was changed in an approved plan is adapted, as by a form; what the file itself tells as adapted is not told twice.</summary>
        async Task AdaptAsync(PlanDocument document, PlanRow row, AreaRow area)
        {
            if (!isApproved)
                return;
            var holder = new Holder(
                row.Id,
                area.Path,
                true,
                row.StrategyId is { } number ? StrategyRow.OwnerOf(number) : null,
                AreaRow.OwnerOf(area.Id)
            );
            await db.SaveChangesAsync();
            foreach (var (about, shape, old, now, of) in adapted)
                await Adapt.RecordAsync(work, holder, about, shape, old, now, reason, document.Adaptations, of);
        }
    }

    /// <summary>The whole plan is at hand: what the checks count in it is kept with it.</summary>
    static async Task KeepCountsAsync(Work work, PlanRow plan, PlanDocument document)
    {
        var away = await PutAway.OfAsync(work.Db, plan.Id);
        var loaded = new PlanQueries.Loaded(document, new Dictionary<(string, string), string>(), away, Hidden.Nothing);
        await work.Db.SaveChangesAsync();
        await work.RaiseAsync();
        // Those are kept of what everybody sees, which is not the whole plan here.
        if (await work.Db.Items.AnyAsync(i => i.Owner == plan.Id && i.Restricted))
            return;
        // Raised in the database, not in the row that is held here.
        var revision = await work.Db.Plans.AsNoTracking().Where(p => p.Id == plan.Id).Select(p => p.Revision).FirstAsync();
        await KeptFindings.KeepAsync(work.Db, plan.Id, KeptFindings.Of(loaded, plan.Id, revision, work.Today).Counts);
    }

    /// <summary>
    /// The row's id of each part: its own; for one without, that of the row in the same place among those without, else its place in the list.
    /// </summary>
    static string[] IdsOf(Thing thing, IReadOnlyList<Part> parts, ICollection<ItemRow> rows, IReadOnlyCollection<string> unseen)
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
        var taken = rows.Select(r => r.Id).Concat(unseen).Concat(ids.OfType<string>()).ToHashSet(StringComparer.Ordinal);
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
