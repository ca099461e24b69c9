using System.Globalization;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Store.Kinds;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Develop.Areas;

/// <summary>What the operations on areas share.</summary>
public static class AreaRows
{
    /// <summary>The area of a row, without its staff: those are lists of its plans.</summary>
    public static Area Read(AreaRow row)
    {
        var area = (Area)Shape.Of<Area>().FromJson(row.Body);
        Shape.Of<Area>()["name"].Set(area, row.Name);
        return area;
    }

    /// <summary>May this person change what an area is? Administrators, and planners of the whole organisation.</summary>
    internal static bool MayWrite(Actor actor, AreaRow area) =>
        actor.MaySomewhere(Permission.Administer) || actor.May(Permission.WritePlans, area.Path[..(area.Path.IndexOf('/', 1) + 1)]);

    internal static async Task AllowAsync(Work work)
    {
        if (!work.Actor.MaySomewhere(Permission.Administer))
            throw new Forbidden("Only an administrator changes the areas.");
        await work.AloneAsync(Recorded.Installation);
    }

    /// <summary>Whose staff list an area is asked by.</summary>
    /// <param name="row">The area; null for a new one, which has no staff list yet.</param>
    internal static Holder HolderOf(AreaRow? row)
    {
        var owner = AreaRow.OwnerOf(row?.Id ?? 0);
        return new Holder(owner, row?.Path ?? "/", false, null, owner);
    }

    /// <param name="work">The operation under way.</param>
    /// <param name="area">The area as it is to be.</param>
    /// <param name="row">Its row; null for a new one.</param>
    /// <param name="unknown">What it names and the person does not see.</param>
    internal static async Task AcceptAsync(Work work, Area area, AreaRow? row = null, IEnumerable<Refusal>? unknown = null)
    {
        var refusals = Acceptance.Refusals(Shape.Of<Area>(), area);
        refusals.AddRange(unknown ?? []);
        refusals.AddRange((await References.OfAsync(work, HolderOf(row), area)).Broken(area));
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
    }

    internal static async Task<AreaRow> FindAsync(Work work, int id, bool removed = false) =>
        await work.Db.Areas.FirstOrDefaultAsync(a => a.Id == id && a.RemovedAt != null == removed) ?? throw new Missing("area");

    internal static async Task<AreaRow> ParentAsync(Work work, int? id) =>
        await work.Db.Areas.FirstOrDefaultAsync(a => a.Id == id && a.RemovedAt == null)
        ?? throw new RuleBroken("Choose the area that it belongs to.", "parent");

    /// <summary>Two areas of one name side by side would be mistaken for each other.</summary>
    internal static async Task RefuseTwinAsync(Work work, int parent, string name, int but = 0)
    {
        if (await work.Db.Areas.AnyAsync(a => a.ParentId == parent && a.Name == name && a.RemovedAt == null && a.Id != but))
            throw new RuleBroken("There is an area of this name in the same place. Give another name.", "name");
    }

    /// <summary>Adds an area below another, or the first of all.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="above">What it belongs to; null for the organisation itself.</param>
    /// <param name="name">Its name.</param>
    /// <param name="body">What it is, as its row keeps it.</param>
    internal static async Task<AreaRow> AddAsync(Work work, AreaRow? above, string name, string body)
    {
        var row = new AreaRow
        {
            ParentId = above?.Id,
            Name = name,
            Body = body,
        };
        work.Db.Areas.Add(row);
        // Its path ends in the id that the database gives.
        await work.Db.SaveChangesAsync();
        row.Path = string.Create(CultureInfo.InvariantCulture, $"{above?.Path ?? "/"}{row.Id}/");
        await ItemStore.LinkAsync(work, row);
        var changes = Items.Difference(Shape.Of<Area>(), null, Read(row));
        if (above is not null)
            changes.AddRange(Parent(null, above));
        Record(work, "AddArea", row.Id, changes);
        return row;
    }

    /// <summary>What the record tells of where an area belongs: by name for people, by number for the check of the record.</summary>
    internal static IReadOnlyList<Change> Parent(AreaRow? was, AreaRow now) =>
        [
            new("parent", Change.Text(was?.Name), Change.Text(now.Name)),
            new(AreasKind.Parent, Change.Number(was?.Id), Change.Number(now.Id)),
        ];

    internal static void Record(Work work, string operation, int id, params IReadOnlyList<Change> changes) =>
        work.Record(Recorded.Installation, operation, "areas", id.ToString(CultureInfo.InvariantCulture), changes);
}

/// <summary>Adds an area below another.</summary>
public static class AddArea
{
    /// <returns>Its id.</returns>
    /// <exception cref="RuleBroken">Something is not accepted.</exception>
    public static async Task<int> RunAsync(Work work, int? parentId, Area area)
    {
        await AreaRows.AllowAsync(work);
        await AreaRows.AcceptAsync(work, area);
        var parent = await AreaRows.ParentAsync(work, parentId);
        await AreaRows.RefuseTwinAsync(work, parent.Id, area.Name.Trim());
        return (await AreaRows.AddAsync(work, parent, area.Name.Trim(), PlanQueries.AreaBody(area))).Id;
    }
}

/// <summary>Changes what an area is called and what it is.</summary>
public static class EditArea
{
    /// <exception cref="Missing">There is none.</exception>
    /// <exception cref="StaleEdit">Somebody else saved it in between.</exception>
    public static async Task RunAsync(Work work, int id, int version, Area area)
    {
        await AreaRows.AllowAsync(work);
        var row = await AreaRows.FindAsync(work, id);
        var was = AreaRows.Read(row);
        // What somebody did not see they did not take away, and what they do not see they cannot name.
        var hidden = await Hidden.OfAsync(work.Db, work.Actor, AreaRows.HolderOf(row));
        List<Refusal> unknown = [.. hidden.Unknown(area)];
        area = hidden.Kept(was, area);
        await AreaRows.AcceptAsync(work, area, row, unknown);
        var changes = Items.Difference(Shape.Of<Area>(), was, area);
        if (changes.Count == 0)
            return;
        if (row.Version != version)
            throw new StaleEdit(
                was,
                row.Version,
                await work.LastWriterAsync(Recorded.Installation, "areas", id.ToString(System.Globalization.CultureInfo.InvariantCulture))
            );
        if (row.ParentId is { } parent)
            await AreaRows.RefuseTwinAsync(work, parent, area.Name.Trim(), id);
        (row.Name, row.Body) = (area.Name.Trim(), PlanQueries.AreaBody(area));
        row.Version++;
        await ItemStore.LinkAsync(work, row);
        AreaRows.Record(work, "EditArea", id, changes);
    }
}

/// <summary>Moves an area with all that is below it; the roles that people have above it follow the new place.</summary>
public static class MoveArea
{
    /// <exception cref="RuleBroken">The new place is itself, below itself, or there is an area of that name.</exception>
    public static async Task RunAsync(Work work, int id, int? parentId)
    {
        await AreaRows.AllowAsync(work);
        var row = await AreaRows.FindAsync(work, id);
        if (row.ParentId is null)
            throw new RuleBroken("The organisation itself cannot be moved.", "parent");
        var parent = await AreaRows.ParentAsync(work, parentId);
        if (parent.Id == row.ParentId)
            return;
        if (parent.Path.StartsWith(row.Path, StringComparison.Ordinal))
            throw new RuleBroken("An area cannot be moved below itself. Choose another one.", "parent");
        await AreaRows.RefuseTwinAsync(work, parent.Id, row.Name, id);
        var old = await work.Db.Areas.FirstAsync(a => a.Id == row.ParentId);
        var (from, to) = (row.Path, $"{parent.Path}{row.Id}/");
        var below = await work.Db.Areas.Where(a => EF.Functions.Like(a.Path, from + "%")).ToListAsync();
        foreach (var one in below)
            one.Path = to + one.Path[from.Length..];
        row.ParentId = parent.Id;
        row.Version++;
        AreaRows.Record(work, "MoveArea", id, AreaRows.Parent(old, parent));
    }
}

/// <summary>Removes an area that has neither plans nor areas below it; it can be restored.</summary>
public static class RemoveArea
{
    /// <exception cref="RuleBroken">It has plans or areas, or it is the organisation.</exception>
    public static async Task RunAsync(Work work, int id)
    {
        await AreaRows.AllowAsync(work);
        var row = await AreaRows.FindAsync(work, id);
        if (row.ParentId is null)
            throw new RuleBroken("The organisation itself cannot be removed.");
        if (await work.Db.Areas.AnyAsync(a => a.ParentId == id && a.RemovedAt == null))
            throw new RuleBroken("There are areas below this one. Move or remove them first.");
        if (await work.Db.Plans.AnyAsync(p => p.AreaId == id && p.RemovedAt == null))
            throw new RuleBroken("The area has plans. Move or remove them first.");
        row.RemovedAt = work.Now;
        row.Version++;
        AreaRows.Record(work, "RemoveArea", id, new Change("name", Change.Text(row.Name), "null"));
    }
}

/// <summary>Brings a removed area back.</summary>
public static class RestoreArea
{
    /// <exception cref="RuleBroken">What it belonged to is removed, or there is another one of its name.</exception>
    public static async Task RunAsync(Work work, int id)
    {
        await AreaRows.AllowAsync(work);
        var row = await AreaRows.FindAsync(work, id, removed: true);
        if (!await work.Db.Areas.AnyAsync(a => a.Id == row.ParentId && a.RemovedAt == null))
            throw new RuleBroken("The area that it belonged to is removed. Restore that one first.");
        await AreaRows.RefuseTwinAsync(work, row.ParentId!.Value, row.Name, id);
        row.RemovedAt = null;
        row.Version++;
        AreaRows.Record(work, "RestoreArea", id, new Change("name", "null", Change.Text(row.Name)));
    }
}
