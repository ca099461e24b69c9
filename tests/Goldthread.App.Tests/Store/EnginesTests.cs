using System.Globalization;
using Goldthread.App.Store;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Goldthread.App.Tests.Store;

public class EnginesTests
{
    [Theory, Databases]
    public async Task Model_has_no_change_without_a_migration(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var db = at.Open();

        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }

    [Theory, Databases]
    public async Task Migrating_again_changes_nothing(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        await writer.AddActionAsync("A1");

        await at.Database.MigrateAsync();

        Assert.Equal(["A1"], await at.ItemsAsync());
    }

    [Fact]
    public async Task Same_operations_leave_the_same_rows_and_the_same_chain_on_both()
    {
        var sqlite = await LeftByAsync(Engine.Sqlite);
        var postgres = await LeftByAsync(Engine.Postgres);

        Assert.NotEmpty(sqlite);
        Assert.Equal(sqlite, postgres);
    }

    static async Task<List<string>> LeftByAsync(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 3, 9, 30, 15, 123, 456, TimeSpan.FromHours(1)));
        await using var writer = new Writer(at.Database, clock);
        for (var n = 0; n < 6; n++)
        {
            await writer.AddActionAsync($"A{n}", n % 2 == 0 ? "plan-a" : "plan-b");
            clock.Advance(TimeSpan.FromTicks(12_345_678_901));
        }
        await writer.RunAsync(
            Writing.Somebody,
            async work =>
            {
                var row = await work.Db.Items.SingleAsync(i => i.Id == "A2");
                row.Title = "Zoë’s 2nd draft – naïve";
                row.RemovedAt = work.Now;
                row.Due = null;
                row.Version++;
                work.Record(
                    "plan-a",
                    "EditItem",
                    "actions",
                    "A2",
                    [new Change("due", "\"2026-11-03\"", "null")],
                    "  Dropped after review "
                );
            }
        );
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            writer.RunAsync(
                Writing.Somebody,
                work =>
                {
                    work.AddAction("A9");
                    throw new InvalidOperationException("Changed my mind");
                }
            )
        );
        await writer.RunAsync(
            Writing.Somebody,
            work =>
            {
                work.Db.Readings.Add(
                    new ReadingRow
                    {
                        Series = 1,
                        On = new DateOnly(2026, 2, 28),
                        Value = 0.1 + 0.2,
                        Numerator = double.MaxValue,
                        Denominator = -0.5,
                    }
                );
                work.Db.Readings.Add(new ReadingRow { Series = 1, On = DateOnly.MinValue });
                return Task.CompletedTask;
            }
        );

        await using var db = at.Open();
        var left = new List<string>();
        foreach (var i in await db.Items.OrderBy(i => i.Owner).ThenBy(i => i.Id).ToListAsync())
            left.Add(Line($"item {i.Owner} {i.List} {i.Id} {i.Title} {i.Due} {i.RemovedAt:O} {i.Version}"));
        foreach (var r in await db.Records.OrderBy(r => r.Stream).ThenBy(r => r.Seq).ToListAsync())
            left.Add(Line($"record {r.Stream} {r.Seq} {r.At:O} {r.PersonId} {r.Reason} {r.Changes} {Convert.ToHexString(r.Hash)}"));
        foreach (var h in await db.RecordHeads.OrderBy(h => h.Stream).ToListAsync())
            left.Add(Line($"head {h.Stream} {h.Seq} {Convert.ToHexString(h.Hash)}"));
        foreach (var r in await db.Readings.OrderBy(r => r.On).ToListAsync())
            left.Add(Line($"reading {r.On} {r.Value:R} {r.Numerator:R} {r.Denominator:R}"));
        return left;
    }

    static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
