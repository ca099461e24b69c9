using System.Text.Json;
using Goldthread.App.Store;
using Goldthread.App.Store.Kinds;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Develop.FromFile;

/// <summary>Keeps under a name what the columns of a table mean, for the next table with the same headings: of the plan's area and of those below it.</summary>
public static class KeepColumns
{
    const int LongestName = 60;

    /// <summary>The most that an area keeps.</summary>
    const int Most = 100;

    /// <param name="Headings">The headings, in any order.</param>
    /// <param name="Map">What they mean.</param>
    sealed record Body(IReadOnlyList<string> Headings, ColumnMap Map);

    /// <param name="work">The operation under way.</param>
    /// <param name="id">The plan of whose area the tables are.</param>
    /// <param name="name">What it is called; what has that name there is replaced.</param>
    /// <param name="table">The table.</param>
    /// <param name="map">What its columns mean.</param>
    /// <exception cref="Forbidden">The person does not write plans there.</exception>
    /// <exception cref="RuleBroken">The name is none, or too much is kept.</exception>
    public static async Task RunAsync(Work work, string id, string name, FileTable table, ColumnMap map)
    {
        var plan = await work.PlanAsync(id, Permission.WritePlans);
        name = name.Trim();
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
            throw new RuleBroken($"Give it a name of at most {LongestName} characters.", "name");
        if (Identifiable.Find(name) is { } kind)
            throw new RuleBroken(kind.Explanation(), "name");
        await work.AloneAsync(Recorded.Installation);
        var row = await work.Db.ColumnMaps.FirstOrDefaultAsync(m => m.AreaId == plan.AreaId && m.Name == name);
        if (row is null && await work.Db.ColumnMaps.CountAsync(m => m.AreaId == plan.AreaId) >= Most)
            throw new RuleBroken($"At most {Most} are kept. Use a name that is there already.", "name");
        var body = JsonSerializer.Serialize(new Body([.. table.Headings], map));
        if (row?.Body == body)
            return;
        var old = row is null ? "null" : Change.Text(row.Body);
        if (row is null)
            work.Db.ColumnMaps.Add(row = new ColumnMapRow { AreaId = plan.AreaId, Name = name });
        row.Body = body;
        work.Record(
            Recorded.Installation,
            nameof(KeepColumns),
            ColumnMapsKind.List,
            ColumnMapsKind.IdOf(row),
            [new("map", old, Change.Text(body))]
        );
    }

    /// <summary>What is kept for a table with these headings, the nearest area first; null for none.</summary>
    /// <param name="db">The database.</param>
    /// <param name="plan">The plan's row, with its area.</param>
    /// <param name="table">The table.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<(string Name, ColumnMap Map)?> FindAsync(
        Db db,
        PlanRow plan,
        FileTable table,
        CancellationToken cancel = default
    )
    {
        var path = plan.Area!.Path;
        var kept = await db
            .ColumnMaps.AsNoTracking()
            .Join(db.Areas, m => m.AreaId, a => a.Id, (m, a) => new { Map = m, a.Path })
            .Where(m => path.StartsWith(m.Path))
            .ToListAsync(cancel);
        var headings = Plain(table.Headings);
        foreach (var one in kept.OrderByDescending(k => k.Path.Length).ThenBy(k => k.Map.Name, StringComparer.Ordinal))
        {
            if (JsonSerializer.Deserialize<Body>(one.Map.Body) is { } body && Plain(body.Headings).SetEquals(headings))
                return (one.Map.Name, body.Map);
        }
        return null;
    }

    static HashSet<string> Plain(IEnumerable<string> headings) => [.. headings.Select(HeadingWords.Plain)];
}
