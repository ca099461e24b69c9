using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Domain.Strategy;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Develop.Plans;

/// <summary>A whole plan from the store: what the checks, the plan file and the thread read.</summary>
public static class PlanQueries
{
    static readonly Compiled<string, PlanRow> ById = new(
        (db, id) => db.Plans.AsNoTracking().Include(p => p.Area).Where(p => p.Id == id && p.RemovedAt == null)
    );

    /// <summary>A plan's row with its area, or null. Whether the person may see it is asked by the caller.</summary>
    public static ValueTask<PlanRow?> RowAsync(Db db, string id, CancellationToken cancel = default) =>
        ById.On(db, id).FirstOrDefaultAsync(cancel);

    /// <summary>Loads a plan with all its lists in three queries.</summary>
    /// <param name="db">The database.</param>
    /// <param name="id">The plan's id.</param>
    /// <returns>The document, or null where there is no such plan.</returns>
    public static async Task<PlanDocument?> LoadAsync(Db db, string id, CancellationToken cancel = default)
    {
        var row = await db
            .Plans.AsNoTracking()
            .Where(p => p.Id == id && p.RemovedAt == null)
            .Select(p => new
            {
                p.Body,
                p.StrategyId,
                Area = p.Area!,
                Strategy = db.Strategies.Where(s => s.Id == p.StrategyId).Select(s => s.Body).FirstOrDefault(),
            })
            .FirstOrDefaultAsync(cancel);
        if (row is null)
            return null;
        var strategy = row.StrategyId is { } number ? StrategyRow.OwnerOf(number) : null;
        var items = await db
            .Items.AsNoTracking()
            .Where(i => (i.Owner == id || i.Owner == strategy) && i.RemovedAt == null)
            .Select(i => new
            {
                i.List,
                i.Id,
                i.Position,
                i.Body,
            })
            .ToListAsync(cancel);
        var readings = await db
            .Series.AsNoTracking()
            .Where(s => s.Plan == id)
            .Select(s => new { s.Measure, s.Packed })
            .ToDictionaryAsync(s => s.Measure, s => s.Packed, cancel);

        var document = (PlanDocument)Shape.Of<PlanDocument>().FromJson(row.Body);
        var root = Shape.Of<PlanDocument>();
        var area = Shape.Of<Area>().FromJson(row.Area.Body);
        Shape.Of<Area>()["name"].Set(area, row.Area.Name);
        root["area"].Set(document, area);
        if (row.Strategy is not null)
        {
            var quoted = root.FromJson(row.Strategy);
            foreach (var name in (string[])["organisation", "strategy"])
                root[name].Set(document, root[name].Get(quoted));
        }
        foreach (var list in items.GroupBy(i => i.List))
        {
            var thing = Thing.Find(list.Key)!;
            Part[] parts =
            [
                .. list.OrderBy(i => i.Position).ThenBy(i => i.Id, StringComparer.Ordinal).Select(i => thing.Shape.FromJson(i.Body)),
            ];
            foreach (var measure in parts.OfType<Measure>())
            {
                if (readings.TryGetValue(measure.Id, out var packed) && packed.Length > 0)
                    thing.Shape["readings"].Set(measure, PackedReadings.Unpack(packed));
            }
            document.SetItems(thing, parts);
        }
        return document;
    }

    /// <summary>The part of a document that a plan's row keeps: without lists, organisation, area and strategy.</summary>
    internal static string Body(PlanDocument document) => Rest(document, ["organisation", "area", "strategy"]);

    /// <summary>The part of a document that a strategy's row keeps; null where the plan names neither organisation nor strategy.</summary>
    internal static string? StrategyBody(PlanDocument document)
    {
        if (document.Organisation is null && document.Strategy is null)
            return null;
        var root = Shape.Of<PlanDocument>();
        return Rest(document, [.. root.Fields.Select(f => f.Name).Where(n => n is not ("organisation" or "strategy" or "goldthread"))]);
    }

    /// <summary>The part of an area that its row keeps: without name and staff.</summary>
    internal static string AreaBody(Area? area)
    {
        var shape = Shape.Of<Area>();
        var copy = area is null ? shape.New() : shape.Copy(area);
        shape["name"].Set(copy, null);
        shape["staff"].Set(copy, null);
        return shape.ToJson(copy);
    }

    static string Rest(PlanDocument document, string[] without)
    {
        var root = Shape.Of<PlanDocument>();
        // A copy through JSON, since emptying a list inside a group must not reach the document itself.
        var copy = (PlanDocument)root.FromJson(root.ToJson(document));
        foreach (var thing in Thing.All)
            copy.SetItems(thing, []);
        foreach (var name in without)
            root[name].Set(copy, null);
        return root.ToJson(copy);
    }
}
