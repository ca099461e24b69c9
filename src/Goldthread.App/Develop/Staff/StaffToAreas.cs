using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Develop.Staff;

/// <summary>
/// Brings a database of an older build up to date: each plan had a staff list of its own, now its area has one. Done once, in one transaction with the
/// mark that it was done.
/// </summary>
static class StaffToAreas
{
    /// <summary>The mark stands among the migrations, since that is read at each start anyway; it is no class of one, as the record has to tell of it.</summary>
    internal const string Mark = "20261130140000_StaffToAreas";

    static readonly Actor Upgrade = new(null, "Upgrade", true, []);

    /// <summary>Moves the people, and marks that they were.</summary>
    /// <param name="database">Where.</param>
    internal static async Task RunAsync(Database database)
    {
        await using var writer = new Writer(database, TimeProvider.System);
        await writer.RunAsync(Upgrade, MoveAsync);
    }

    static async Task MoveAsync(Work work)
    {
        await work.AloneAsync(Recorded.Installation);
        var thing = Thing.Of<StaffMember>();
        var plans = await work
            .Db.Plans.Include(p => p.Area)
            .Where(p => work.Db.Items.Any(i => i.Owner == p.Id && i.List == thing.List))
            .OrderBy(p => p.AreaId)
            .ThenByDescending(p => p.Ends)
            .ToListAsync();
        foreach (var area in plans.GroupBy(p => p.AreaId))
        {
            var owner = AreaRow.OwnerOf(area.Key);
            string[] ids = [.. area.Select(p => p.Id)];
            var rows = await work.Db.Items.Where(i => ids.Contains(i.Owner) && i.List == thing.List).ToListAsync();
            // Who is in several plans is as the newest plan has them; who was taken out of all of them was taken out.
            var people = area.SelectMany(p => ItemRows.InOrder(rows.Where(r => r.Owner == p.Id)))
                .OrderBy(r => r.RemovedAt is not null)
                .DistinctBy(r => r.Id, StringComparer.Ordinal);
            foreach (var (place, row) in people.Index())
            {
                var reason = $"From the plan {row.Owner}: the people of an area are those of all its plans";
                var moved = await ItemStore.AddAsync(work, owner, thing, ItemRows.Read(thing, row), row.Id, place + 1, reason, secret: row);
                if (row.RemovedAt is not null)
                    await ItemStore.RemoveAsync(work, thing, moved);
            }
            foreach (var row in rows.Where(r => r.RemovedAt is null))
                await ItemStore.RemoveAsync(work, thing, row, $"Stands in the staff list of {area.First().Area!.Name} now");
        }
        await MarkAsync(work.Db);
    }

    /// <summary>Marks that there is nothing to move.</summary>
    internal static Task MarkAsync(Db db) =>
        db.Database.ExecuteSqlRawAsync(
            "INSERT INTO \"__EFMigrationsHistory\" (migration_id, product_version) VALUES ({0}, {1}) ON CONFLICT DO NOTHING",
            Mark,
            "10"
        );
}
