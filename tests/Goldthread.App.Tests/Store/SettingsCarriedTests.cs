using Goldthread.App.Store;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Goldthread.App.Tests.Store;

public sealed class SettingsCarriedTests
{
    [Theory, Databases]
    public async Task What_the_settings_held_is_in_tables_of_its_own(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var db = at.Open();
        var before = db.Database.GetMigrations().Last(m => !IsAfter(db, m));
        await db.GetService<IMigrator>().MigrateAsync(before);
        await at.ExecuteAsync(
            """
            INSERT INTO areas (path, name, body, version) VALUES ('/1/', 'Meadow', '{}', 1);
            INSERT INTO plans (id, area_id, title, starts, ends, status, body, version, revision)
                SELECT 'OP-1', id, 'Plan', '2026-04-01', '2027-03-31', 'draft', '{}', 1, 7 FROM areas;
            INSERT INTO settings (name, value) VALUES
                ('findings:OP-1', '{"Revision":7,"Day":"2026-11-30","Errors":1,"Warnings":2,"Advice":3,"Waived":4}'),
                ('findings:GONE', '{"Revision":7,"Day":"2026-11-30","Errors":1,"Warnings":2,"Advice":3,"Waived":4}'),
                ('charts', '{"rules":"nhs-r","points":7}'),
                ('charts/OP%201/M%2F%27%2525', '{"rules":"making-data-count","points":6}'),
                ('put-away:OP-1', '["PL114","PL134 adaptations/AD1","PL134 it''s one"]'),
                ('put-away:OP-2', '[]'),
                ('set-up', 'yes');
            """
        );
        foreach (var (id, position) in new[] { ("A1", 2), ("A2", 5), ("A3", 5) })
        {
            await at.ExecuteAsync(
                $"INSERT INTO items (owner, list, id, position, title, version, body, restricted) VALUES ('OP-1', 'actions', '{id}', {position}, 'T', 1, '{{}}', {(engine == Engine.Sqlite ? "0" : "false")})"
            );
        }

        await at.Database.MigrateAsync();

        var counts = await db.FindingCounts.SingleAsync();
        Assert.Equal(("OP-1", 7, new DateOnly(2026, 11, 30)), (counts.Plan, counts.Revision, counts.Day));
        Assert.Equal((1, 2, 3, 4), (counts.Errors, counts.Warnings, counts.Advice, counts.Waived));
        Assert.Equal(
            [("OP 1", "M/'%25", "making-data-count", 6), (Recorded.Installation, "", "nhs-r", 7)],
            (await db.ChartRules.ToListAsync())
                .Select(r => (r.Owner, r.Measure, r.Rules, r.Points))
                .OrderBy(r => r.Owner, StringComparer.Ordinal)
        );
        Assert.Equal(
            [("OP-1", "PL114", ""), ("OP-1", "PL134", "adaptations/AD1"), ("OP-1", "PL134", "it's one")],
            (await db.PutAway.ToListAsync()).Select(a => (a.Plan, a.CheckId, a.About)).Order()
        );
        Assert.Equal([1, 2, 3], await db.Items.OrderBy(i => i.Id).Select(i => i.Position).ToListAsync());
    }

    static bool IsAfter(Db db, string migration) =>
        string.CompareOrdinal(migration, db.Database.GetMigrations().Single(m => m.EndsWith("_SettingsAsTables", StringComparison.Ordinal)))
        >= 0;
}
