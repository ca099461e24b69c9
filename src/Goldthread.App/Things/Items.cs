using System.Globalization;
using Goldthread.App.Develop.Areas;
using Goldthread.App.Develop.Findings;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Evaluate.Adaptations;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Monitor.Measures;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Things;

/// <summary>What the operations on items share.</summary>
public static class Items
{
    /// <summary>Is it how an action goes? Whoever answers for the action may write that, and no more of it; the rest goes by moves.</summary>
    public static bool IsProgress(Field field) => field.Name is "notes" or "evidence";

    /// <summary>What changed between two states of a part.</summary>
    public static List<Change> Difference(Shape shape, Part? old, Part now)
    {
        var changes = new List<Change>();
        foreach (var field in shape.Fields)
        {
            if (field.Name is "readings")
                continue;
            var was = old is null ? "null" : Shape.ToJson(field, old);
            var will = Shape.ToJson(field, now);
            if (!string.Equals(was, will, StringComparison.Ordinal))
                changes.Add(new(field.Name, was, will));
        }
        return changes;
    }

    /// <summary>The references of an item as rows.</summary>
    internal static IEnumerable<LinkRow> Links(string owner, Thing thing, string id, Part part) => Links(owner, thing.List, id, part);

    /// <summary>The references of a plan itself as rows: its owner, its safeguarding lead, what its context leads to, the claims of its portfolio.</summary>
    /// <param name="row">The plan's row, with its body.</param>
    internal static IEnumerable<LinkRow> Links(PlanRow row) => Links(row.Id, PlanRow.List, row.Id, PlanRows.Read(row));

    /// <summary>The references of an area itself as rows: who is responsible for it.</summary>
    internal static IEnumerable<LinkRow> Links(AreaRow row) =>
        Links(AreaRow.OwnerOf(row.Id), AreaRow.List, row.Id.ToString(CultureInfo.InvariantCulture), AreaRows.Read(row));

    static IEnumerable<LinkRow> Links(string owner, string list, string id, Part part) =>
        Walk.References(part)
            .Select(
                (reference, i) =>
                    new LinkRow
                    {
                        Owner = owner,
                        List = list,
                        Id = id,
                        Ordinal = i,
                        Field = reference.Path,
                        ToList = ListOf(reference.Field),
                        ToId = reference.Id,
                    }
            );

    /// <summary>The row of an item, for somebody to do something to it.</summary>
    /// <exception cref="Missing">There is none, or it is hidden from them.</exception>
    public static async Task<ItemRow> RowAsync(Work work, string owner, Thing thing, string id) =>
        await RowAsync(work, await work.HolderAsync(owner), thing, id);

    /// <inheritdoc cref="RowAsync(Work, string, Thing, string)"/>
    internal static async Task<ItemRow> RowAsync(Work work, Holder holder, Thing thing, string id, bool removed = false)
    {
        var owner = holder.Written(thing);
        // Nobody else changes the list meanwhile, through whichever of an area's plans.
        await work.AloneAsync(owner);
        // By its key: what the operation has just added is not in the database yet.
        var row = await work.Db.Items.FindAsync(owner, thing.List, id);
        if (row is null || row.RemovedAt.HasValue != removed)
            throw new Missing(thing.Noun);
        if (row.Restricted && !Hidden.IsSeen(work.Actor, owner, holder.Path, row.Author))
            throw new Missing(thing.Noun);
        return row;
    }

    /// <summary>Throws where the version is not the present one.</summary>
    internal static async Task RefuseStaleAsync(Work work, ItemRow row, Thing thing, int version)
    {
        if (row.Version == version)
            return;
        throw new StaleEdit(ItemRows.Read(thing, row), row.Version, await work.LastWriterAsync(row.Owner, row.List, row.Id));
    }

    internal static Part With(Shape shape, Part part, IReadOnlyDictionary<string, object?> values)
    {
        foreach (var (name, value) in values)
            shape[name].Set(part, value);
        return part;
    }

    static string ListOf(Field field) =>
        field.Known switch
        {
            Known.Requirement => "requirement",
            Known.CatalogueMeasure => "catalogue",
            Known.Unit => "unit",
            Known.Criterion => "criterion",
            Known.Check => "check",
            Known.AuditTool => "tool",
            _ => field.RefersToAny ? "any" : string.Join('|', field.RefersTo),
        };
}

/// <summary>Adds an item to a list of a plan.</summary>
public static class AddItem
{
    /// <param name="work">The operation under way.</param>
    /// <param name="owner">The plan's id, or <c>strategy:1</c>.</param>
    /// <param name="thing">The list.</param>
    /// <param name="values">Values by field name; the id is made here.</param>
    /// <param name="reason">Why, owed for an objective once the plan is approved.</param>
    /// <returns>The new id.</returns>
    /// <exception cref="RuleBroken">Something is not accepted.</exception>
    public static async Task<string> RunAsync(
        Work work,
        string owner,
        Thing thing,
        IReadOnlyDictionary<string, object?> values,
        string? reason = null
    )
    {
        var holder = await work.HolderAsync(owner);
        return (await AddAsync(work, holder, thing, values, reason)).Id;
    }

    /// <inheritdoc cref="RunAsync"/>
    /// <param name="isPart">True where it is part of a move that the person may make, whoever may write the list.</param>
    /// <param name="secret">What it is about, where that is restricted.</param>
    internal static async Task<ItemRow> AddAsync(
        Work work,
        Holder holder,
        Thing thing,
        IReadOnlyDictionary<string, object?> values,
        string? reason = null,
        bool isPart = false,
        ItemRow? secret = null
    )
    {
        if (!isPart)
            Acceptance.Allow(work.Actor, holder, thing, null);
        Acceptance.OweReason(holder, thing.List is Objective.List, reason);
        var part = Items.With(thing.Shape, thing.Shape.New(), values);
        var owner = holder.Written(thing);
        await work.AloneAsync(owner);
        secret ??= await Asked.AboutAsync(work, holder, part);
        var (id, position) = await ItemStore.NextAsync(work.Db, owner, thing, part.Restricted == true);
        if (part is Item item)
            item.NameIt(id);
        // An audit with a tool holds its questions at once.
        if (part is Audit audit)
            audit.Take(Shipped.Data.AuditTool(audit.Tool));
        Acceptance.RefuseAgreed(thing, part);
        await Waive.GuardAsync(work, holder, null, part);
        var hidden = await Hidden.OfAsync(work.Db, work.Actor, holder);
        await Acceptance.AcceptAsync(work, holder, thing, part, [.. hidden.Unknown(part), .. part.TooEarly()]);
        return await ItemStore.AddAsync(work, owner, thing, part, id, position, reason, secret: secret);
    }
}

/// <summary>Changes fields of an item.</summary>
public static class EditItem
{
    /// <param name="work">The operation under way.</param>
    /// <param name="owner">The plan's id, or <c>strategy:1</c>.</param>
    /// <param name="thing">The list.</param>
    /// <param name="id">The item.</param>
    /// <param name="version">The version that the person saw.</param>
    /// <param name="values">New values by field name; fields that are left out stay.</param>
    /// <param name="reason">Why, owed for some fields once the plan is approved.</param>
    /// <param name="isStrict">True to refuse a version that is not the present one also where nothing would change.</param>
    /// <returns>The version now; the same where nothing changed, and then nothing is written.</returns>
    /// <exception cref="StaleEdit">Somebody saved in between.</exception>
    /// <exception cref="RuleBroken">Something is not accepted.</exception>
    public static async Task<int> RunAsync(
        Work work,
        string owner,
        Thing thing,
        string id,
        int version,
        IReadOnlyDictionary<string, object?> values,
        string? reason = null,
        bool isStrict = false
    )
    {
        var holder = await work.HolderAsync(owner);
        var row = await Items.RowAsync(work, holder, thing, id);
        var old = ItemRows.Read(thing, row);
        // What somebody did not see they did not take away, and what they do not see they cannot name.
        var hidden = await Hidden.OfAsync(work.Db, work.Actor, holder);
        List<Refusal> unknown = [.. hidden.Unknown(Items.With(thing.Shape, thing.Shape.New(), values))];
        var now = hidden.Kept(old, Items.With(thing.Shape, thing.Shape.Copy(old), values));
        var changes = Items.Difference(thing.Shape, old, now);
        Acceptance.Allow(work.Actor, holder, thing, row, changes.Select(c => thing.Shape[c.Field]));
        Acceptance.RefuseMoved(thing, changes.Select(c => thing.Shape[c.Field]));
        if (changes.Count == 0 && unknown.Count == 0 && !isStrict)
            return row.Version;
        await Items.RefuseStaleAsync(work, row, thing, version);
        if (changes.Count == 0 && unknown.Count == 0)
            return row.Version;
        Acceptance.OweReason(holder, changes.Any(c => thing.Shape[c.Field].AsksWhy), reason);
        if (now is Audit audit && audit.Tool != ((Audit)old).Tool)
            audit.Take(Shipped.Data.AuditTool(audit.Tool));
        await Waive.GuardAsync(work, holder, old, now);
        await Acceptance.AcceptAsync(
            work,
            holder,
            thing,
            now,
            [.. unknown, .. now.TooEarly().Where(r => changes.Exists(c => c.Field == r.Field))]
        );
        // A post is known by its role: who names it would name nothing.
        if (now is EstablishmentPost post && post.Role != ((EstablishmentPost)old).Role)
            await References.RefuseNamedAsync(work, holder, thing, row);
        await ItemStore.ChangeAsync(work, thing, row, now, reason, secret: await Asked.AboutAsync(work, holder, now));
        if (now.Restricted == true && old.Restricted != true)
            await Asked.HideAsync(work, row);
        await Adapt.RecordAsync(work, holder, Adapt.AboutOf(old, id), thing.Shape, old, now, reason, of: row);
        return row.Version;
    }
}

/// <summary>Takes an item out of the plan; it can be restored.</summary>
public static class RemoveItem
{
    /// <exception cref="RuleBroken">Other items refer to it, or the reason is missing.</exception>
    public static async Task RunAsync(Work work, string owner, Thing thing, string id, int version, string? reason = null)
    {
        var holder = await work.HolderAsync(owner);
        var row = await Items.RowAsync(work, holder, thing, id);
        Acceptance.Allow(work.Actor, holder, thing, row);
        await Items.RefuseStaleAsync(work, row, thing, version);
        Acceptance.OweReason(holder, true, reason);
        await References.RefuseNamedAsync(work, holder, thing, row);
        await ItemStore.RemoveAsync(work, thing, row, reason);
    }
}

/// <summary>Brings a removed item back.</summary>
public static class RestoreItem
{
    /// <exception cref="RuleBroken">It refers to something that is no longer there.</exception>
    public static async Task RunAsync(Work work, string owner, Thing thing, string id)
    {
        var holder = await work.HolderAsync(owner);
        var row = await Items.RowAsync(work, holder, thing, id, removed: true);
        Acceptance.Allow(work.Actor, holder, thing, row);
        await Acceptance.AcceptAsync(work, holder, thing, ItemRows.Read(thing, row));
        await ItemStore.RestoreAsync(work, thing, row);
    }
}
