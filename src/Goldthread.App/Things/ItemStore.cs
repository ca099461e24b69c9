using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Mail;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Store.Kinds;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Things;

/// <summary>
/// The one door through which items are written, wherever the change comes from: row, links, series, version and the line of the record change in one
/// call, or not at all. Who may, what is accepted and what a reason is owed for has been asked before; the writer raises the plan's revision by the
/// line of the record.
/// </summary>
static class ItemStore
{
    /// <summary>Adds an item.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="owner">The plan, the strategy or the area whose list it is.</param>
    /// <param name="thing">The list.</param>
    /// <param name="part">The item; it has its id.</param>
    /// <param name="id">Its id; of an item that is known by its place, the row's.</param>
    /// <param name="position">Its place in the list, from 1.</param>
    /// <param name="reason">Why, where it was asked.</param>
    /// <param name="operation">What the record calls it.</param>
    /// <param name="judges">False where the caller judges the figures of all measures at its end.</param>
    /// <param name="quotes">True where it only quotes what stands in the plan already: about its names was asked then.</param>
    /// <param name="secret">What it is about, where that is restricted: whoever may see that sees it.</param>
    internal static async Task<ItemRow> AddAsync(
        Work work,
        string owner,
        Thing thing,
        Part part,
        string id,
        int position,
        string? reason = null,
        string operation = "AddItem",
        bool judges = true,
        bool quotes = false,
        ItemRow? secret = null
    )
    {
        var row = new ItemRow
        {
            Owner = owner,
            List = thing.List,
            Id = id,
            Position = position,
            Author = work.Actor.PersonId,
        };
        ItemRows.Write(thing, part, row, work.Actor.PersonId);
        var whose = Whose(row, secret);
        work.Db.Items.Add(row);
        // What a plan file brings is the plan's beginning, or was looked at as a whole.
        if (judges)
            Notices.Assign(work, row, null);
        Link(work, Items.Links(owner, thing, id, part));
        if (judges)
        {
            if (part is Measure)
                work.Db.Series.Add(new SeriesRow { Plan = owner, Measure = id });
            await RecordReadings.JudgeAfterAsync(work, owner, part);
        }
        work.Record(owner, operation, thing.List, id, [.. Items.Difference(thing.Shape, null, part), .. whose], reason, quotes);
        return row;
    }

    /// <summary>What is about somebody's secret is theirs, whoever wrote it; the line tells it, so that the record and the row agree.</summary>
    static Change[] Whose(ItemRow row, ItemRow? secret)
    {
        if (secret is not { Restricted: true } || !row.Restricted || row.Author == secret.Author)
            return [];
        row.Author = secret.Author;
        return [new(Replay.Author, JsonValue.Nothing, JsonSerializer.Serialize(secret.Author))];
    }

    /// <summary>Changes an item.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="thing">The list.</param>
    /// <param name="row">Its row.</param>
    /// <param name="now">The item as it is to be.</param>
    /// <param name="reason">Why, where it was asked.</param>
    /// <param name="operation">What the record calls it.</param>
    /// <param name="judges">False where the caller judges the figures of all measures at its end.</param>
    /// <param name="told">What the line tells beside the changes: the answers of a move. With it the line is written also where nothing changed.</param>
    /// <param name="secret">What it is about, where that is restricted: whoever may see that sees it.</param>
    /// <returns>What changed; where nothing did, nothing is written.</returns>
    internal static async Task<IReadOnlyList<Change>> ChangeAsync(
        Work work,
        Thing thing,
        ItemRow row,
        Part now,
        string? reason = null,
        string operation = "EditItem",
        bool judges = true,
        Change? told = null,
        ItemRow? secret = null
    )
    {
        var old = ItemRows.Read(thing, row);
        var changes = Items.Difference(thing.Shape, old, now);
        if (changes.Count == 0 && told is null)
            return changes;
        // A move says itself when it is too late for it.
        if (told is null)
            Settled.Refuse(old, changes);
        var person = row.Person;
        ItemRows.Write(thing, now, row, work.Actor.PersonId);
        var whose = Whose(row, secret);
        row.Version++;
        if (judges)
            Notices.Assign(work, row, person);
        await RelinkAsync(work, thing, row, old, now);
        if (judges)
        {
            if (now is Measure measure)
                await RecordReadings.JudgeAgainAsync(work, row.Owner, measure);
            await RecordReadings.JudgeAfterAsync(work, row.Owner, old, now);
        }
        work.Record(row.Owner, operation, row.List, row.Id, told is null ? [.. changes, .. whose] : [.. changes, told, .. whose], reason);
        return changes;
    }

    /// <summary>Takes an item out of its list; it keeps its place and can be brought back.</summary>
    internal static async Task RemoveAsync(Work work, Thing thing, ItemRow row, string? reason = null, bool judges = true)
    {
        Settled.RefuseRemoval(ItemRows.Read(thing, row));
        row.RemovedAt = work.Now;
        row.Version++;
        if (judges)
            await RecordReadings.JudgeAfterAsync(work, row.Owner, ItemRows.Read(thing, row));
        work.Record(row.Owner, "RemoveItem", row.List, row.Id, [], reason);
    }

    /// <summary>Brings a removed item back.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="thing">The list.</param>
    /// <param name="row">Its row.</param>
    /// <param name="now">The item as a plan file brings it back, told whole in the record; null for as it was.</param>
    /// <param name="reason">Why, where it was asked.</param>
    /// <param name="judges">False where the caller judges the figures of all measures at its end.</param>
    internal static async Task RestoreAsync(
        Work work,
        Thing thing,
        ItemRow row,
        Part? now = null,
        string? reason = null,
        bool judges = true
    )
    {
        row.RemovedAt = null;
        row.Version++;
        if (now is not null)
        {
            var old = ItemRows.Read(thing, row);
            ItemRows.Write(thing, now, row, work.Actor.PersonId);
            await RelinkAsync(work, thing, row, old, now);
        }
        var part = now ?? ItemRows.Read(thing, row);
        if (judges)
        {
            if (part is Measure measure)
                await RecordReadings.JudgeAgainAsync(work, row.Owner, measure);
            await RecordReadings.JudgeAfterAsync(work, row.Owner, part);
        }
        work.Record(row.Owner, "RestoreItem", row.List, row.Id, now is null ? [] : Items.Difference(thing.Shape, null, now), reason);
    }

    /// <summary>Puts a list in another order.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="thing">The list.</param>
    /// <param name="rows">Its rows, removed ones among them.</param>
    /// <param name="order">Some of their ids, in the order in which they are to be; the others follow as they are.</param>
    /// <param name="reason">Why, where it was asked.</param>
    /// <returns>False where they were in that order.</returns>
    internal static bool Order(
        Work work,
        Thing thing,
        IReadOnlyCollection<ItemRow> rows,
        IReadOnlyList<string> order,
        string? reason = null
    )
    {
        var present = ItemRows.InOrder(rows).Select(r => r.Id).ToList();
        var stated = order.ToHashSet(StringComparer.Ordinal);
        var was = present.Where(stated.Contains).ToList();
        if (was.SequenceEqual(order))
            return false;
        var places = order.Union(present).Index().ToDictionary(o => o.Item, o => o.Index + 1, StringComparer.Ordinal);
        foreach (var row in rows)
            row.Position = places[row.Id];
        work.Record(
            rows.First().Owner,
            "OrderItems",
            thing.List,
            null,
            [new("order", JsonSerializer.Serialize(was), JsonSerializer.Serialize(order))],
            reason
        );
        return true;
    }

    /// <summary>Writes what a plan says of itself: its row, its links, its version and the line of the record.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="row">Its row; a new one is added.</param>
    /// <param name="document">The plan; of its lists nothing is written.</param>
    /// <param name="operation">What the record calls it.</param>
    /// <param name="changes">What was and what is.</param>
    /// <param name="reason">Why, where it was asked.</param>
    internal static async Task WritePlanAsync(
        Work work,
        PlanRow row,
        PlanDocument document,
        string operation,
        IReadOnlyList<Change> changes,
        string? reason = null
    )
    {
        PlanRows.Write(row, document.Plan!, PlanQueries.Body(document));
        if (work.Db.Entry(row).State is EntityState.Detached)
            work.Db.Plans.Add(row);
        else
        {
            row.Version++;
            await UnlinkAsync(work, row.Id, PlanRow.List, row.Id);
        }
        Link(work, Items.Links(row));
        work.Record(row.Id, operation, PlanRow.List, row.Id, changes, reason);
    }

    /// <summary>Writes the links of an area anew, once its row says what it is to say.</summary>
    internal static async Task LinkAsync(Work work, AreaRow row)
    {
        var links = Items.Links(row).ToList();
        await UnlinkAsync(work, AreaRow.OwnerOf(row.Id), AreaRow.List, row.Id.ToString(CultureInfo.InvariantCulture));
        Link(work, links);
    }

    /// <summary>
    /// The next free id of a list, <c>O1</c>, <c>O2</c>, and the place after its last; ids of removed items are not given again. A restricted item takes no
    /// number, since a gap would tell of it: its id is drawn, <c>O-7kq2m</c>.
    /// </summary>
    internal static async Task<(string Id, int Position)> NextAsync(Db db, string owner, Thing thing, bool isRestricted = false)
    {
        var free = await FreeAsync(db, owner, thing);
        return (free.Next(isRestricted), free.Position);
    }

    /// <summary>The free ids of a list, one after the other, as <see cref="NextAsync"/> gives them.</summary>
    /// <param name="db">The database.</param>
    /// <param name="owner">The plan, the strategy or the area whose list it is.</param>
    /// <param name="thing">The list.</param>
    /// <param name="promised">Ids that the operation is about to give; null for none.</param>
    internal static async Task<FreeIds> FreeAsync(Db db, string owner, Thing thing, IEnumerable<string>? promised = null)
    {
        var rows = await db
            .Items.AsNoTracking()
            .Where(i => i.Owner == owner && i.List == thing.List)
            .Select(i => new
            {
                i.Id,
                i.Position,
                i.Restricted,
            })
            .ToListAsync();
        // What the operation has added already is not in the database yet.
        foreach (var row in db.Items.Local.Where(i => i.Owner == owner && i.List == thing.List))
            rows.Add(
                new
                {
                    row.Id,
                    row.Position,
                    row.Restricted,
                }
            );
        return new(
            thing.Prefix,
            rows.Select(r => r.Id).Concat(promised ?? []).ToHashSet(StringComparer.Ordinal),
            rows.Where(r => !r.Restricted).Select(r => r.Id).Distinct(StringComparer.Ordinal).Count() + 1,
            rows.Select(r => r.Position).DefaultIfEmpty(0).Max() + 1
        );
    }

    /// <summary>The free ids of a list.</summary>
    internal sealed class FreeIds(string prefix, HashSet<string> taken, int number, int position)
    {
        int next = number;

        /// <value>The place after the last.</value>
        public int Position => position;

        /// <summary>The next; it is taken from then on.</summary>
        public string Next(bool isRestricted)
        {
            string id;
            do id = isRestricted
                ? $"{prefix}-{RandomNumberGenerator.GetString(Letters, 5)}"
                : prefix + (next++).ToString(CultureInfo.InvariantCulture);
            while (!taken.Add(id));
            return id;
        }
    }

    /// <summary>Letters and digits that nobody takes for one another.</summary>
    const string Letters = "23456789abcdefghjkmnpqrstuvwxyz";

    /// <summary>Writes the links of an item anew where they changed: most changes of a large import leave them as they were.</summary>
    static async Task RelinkAsync(Work work, Thing thing, ItemRow row, Part old, Part now)
    {
        var links = Items.Links(row.Owner, thing, row.Id, now).ToList();
        if (links.Select(Led).SequenceEqual(Items.Links(row.Owner, thing, row.Id, old).Select(Led)))
            return;
        await UnlinkAsync(work, row.Owner, row.List, row.Id);
        Link(work, links);

        static (string, string, string) Led(LinkRow link) => (link.Field, link.ToList, link.ToId);
    }

    static void Link(Work work, IEnumerable<LinkRow> links)
    {
        foreach (var link in links)
        {
            work.Db.Links.Add(link);
            work.Linked.Add((link.Owner, link.List, link.Id));
        }
    }

    /// <summary>Takes the links of something away, those too that the operation has added and not saved.</summary>
    static async Task UnlinkAsync(Work work, string owner, string list, string id)
    {
        var db = work.Db;
        // Asked only where there are some: looking goes through all that the operation holds.
        if (work.Linked.Remove((owner, list, id)))
        {
            foreach (var link in db.Links.Local.Where(l => l.Owner == owner && l.List == list && l.Id == id).ToList())
                db.Entry(link).State = EntityState.Detached;
        }
        await db.Links.Where(l => l.Owner == owner && l.List == list && l.Id == id).ExecuteDeleteAsync();
    }
}
