using Goldthread.App.Store;
using Goldthread.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Goldthread.App.Tests.Store;

public class WriterTests
{
    [Theory, Databases]
    public async Task Stores_every_acknowledged_operation_with_its_record(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(n => writer.AddActionAsync($"{n:000}", $"plan-{n % 3}")));

        var ids = Enumerable.Range(0, 100).Select(n => $"{n:000}");
        Assert.Equal(ids, await at.ItemsAsync());
        Assert.Equal(ids, await at.RecordedItemsAsync());
        Assert.Empty(await at.FaultsAsync());
    }

    [Theory, Databases]
    public async Task Gives_back_what_the_operation_returned(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(n => writer.RunAsync(Writing.Somebody, _ => Task.FromResult(n * n)))
        );

        Assert.Equal(Enumerable.Range(0, 20).Select(n => n * n), answers);
    }

    [Theory, Databases]
    public async Task Operation_that_fails_leaves_nothing_and_its_neighbours_are_stored(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 60)
                .Select(async n =>
                {
                    try
                    {
                        await writer.RunAsync(
                            Writing.Somebody,
                            async work =>
                            {
                                work.AddAction($"{n:000}");
                                await work.Db.SaveChangesAsync();
                                if (n % 3 == 0)
                                    throw new InvalidOperationException($"No {n}");
                            }
                        );
                        return null;
                    }
                    catch (InvalidOperationException broken)
                    {
                        return broken.Message;
                    }
                })
        );

        Assert.Equal(Enumerable.Range(0, 60).Select(n => n % 3 == 0 ? $"No {n}" : null), outcomes);
        var stored = Enumerable.Range(0, 60).Where(n => n % 3 != 0).Select(n => $"{n:000}");
        Assert.Equal(stored, await at.ItemsAsync());
        Assert.Equal(stored, await at.RecordedItemsAsync());
        Assert.Empty(await at.FaultsAsync());
    }

    [Theory, Databases]
    public async Task What_breaks_a_key_is_told_to_its_own_caller_alone(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        await writer.AddActionAsync("A1");

        var twice = writer.AddActionAsync("A1");
        var neighbour = writer.AddActionAsync("A2");

        await Assert.ThrowsAsync<DbUpdateException>(() => twice);
        await neighbour;
        Assert.Equal(["A1", "A2"], await at.ItemsAsync());
        Assert.Equal(["A1", "A2"], await at.RecordedItemsAsync());
        Assert.Empty(await at.FaultsAsync());
    }

    [Theory, Databases]
    public async Task Operations_that_count_up_lose_no_update(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        await writer.RunAsync(
            Writing.Somebody,
            work =>
            {
                work.Db.Strategies.Add(new StrategyRow { Body = "0" });
                return Task.CompletedTask;
            }
        );

        // Each waits for the one before it, so that PostgreSQL's parallel operations are not asked for more than they promise.
        for (var n = 0; n < 20; n++)
        {
            await writer.RunAsync(
                Writing.Somebody,
                async work =>
                {
                    var row = await work.Db.Strategies.SingleAsync();
                    row.Body = (int.Parse(row.Body, System.Globalization.CultureInfo.InvariantCulture) + 1).ToString(
                        System.Globalization.CultureInfo.InvariantCulture
                    );
                }
            );
        }

        await using var db = at.Open();
        Assert.Equal("20", (await db.Strategies.SingleAsync()).Body);
    }

    [Theory, Databases]
    public async Task Stale_version_is_refused(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        await writer.AddActionAsync("A1");

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() =>
            writer.RunAsync(
                Writing.Somebody,
                async work =>
                {
                    var row = await work.Db.Items.SingleAsync();
                    work.Db.Entry(row).Property(r => r.Version).OriginalValue = 7;
                    row.Title = "Written on an old page";
                    row.Version = 8;
                    work.Record("plan-a", "EditItem", "actions", "A1", []);
                }
            )
        );

        await using var db = at.Open();
        Assert.Equal("Action A1", (await db.Items.SingleAsync()).Title);
        Assert.Equal(1, await db.Records.CountAsync());
    }

    [Theory, Databases]
    public async Task Cancelled_beforehand_stores_nothing(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            writer.AddActionAsync("A1", cancel: new CancellationToken(canceled: true))
        );

        Assert.Empty(await at.ItemsAsync());
        Assert.Empty(await at.RecordedItemsAsync());
    }

    [Fact]
    public async Task Cancelled_while_it_waits_for_its_turn_stores_nothing()
    {
        await using var at = await TestDatabase.NewAsync(Engine.Sqlite);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var gate = new TaskCompletionSource();
        var first = writer.RunAsync(Writing.Somebody, _ => gate.Task);

        var cancelled = writer.AddActionAsync("A1", cancel: stop.Token);
        var next = writer.AddActionAsync("A2");
        await stop.CancelAsync();
        gate.SetResult();

        await first;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await next;
        Assert.Equal(["A2"], await at.ItemsAsync());
        Assert.Equal(["A2"], await at.RecordedItemsAsync());
    }

    [Theory, Databases]
    public async Task Cancelled_once_begun_is_finished(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        using var stop = new CancellationTokenSource();

        await writer.RunAsync(
            Writing.Somebody,
            async work =>
            {
                await stop.CancelAsync();
                work.AddAction("A1");
            },
            stop.Token
        );

        Assert.Equal(["A1"], await at.ItemsAsync());
    }

    [Fact]
    public async Task Full_disk_is_told_to_everybody_in_the_transaction_and_writing_goes_on_after_room_is_made()
    {
        await using var at = await TestDatabase.NewAsync(Engine.Sqlite);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        await writer.AddActionAsync("before");
        var page = new string('x', 4096);

        // The writer's own connection refuses to grow the file, as a full disk does. The gate gathers the operations into one transaction.
        var gate = new TaskCompletionSource();
        // A number below the size of the file stands for its size: no page may be added. A table that a migration dropped left pages to use.
        await at.ExecuteAsync("VACUUM");
        await RunSqlAsync(writer, "PRAGMA max_page_count = 1");
        var first = writer.RunAsync(
            Writing.Somebody,
            async work =>
            {
                await gate.Task;
                work.AddAction("first");
            }
        );
        var rest = Enumerable
            .Range(0, 40)
            .Select(n =>
                writer.RunAsync(
                    Writing.Somebody,
                    work =>
                    {
                        work.AddAction($"{n:00}", body: $"\"{page}\"");
                        return Task.CompletedTask;
                    }
                )
            )
            .ToList();
        gate.SetResult();

        foreach (var told in rest.Prepend(first))
            Assert.Equal(SQLitePCL.raw.SQLITE_FULL, SqliteErrorOf(await Assert.ThrowsAnyAsync<Exception>(() => told)));
        Assert.Equal(["before"], await at.ItemsAsync());
        Assert.Equal(["before"], await at.RecordedItemsAsync());
        Assert.Empty(await at.FaultsAsync());

        await RunSqlAsync(writer, "PRAGMA max_page_count = 1000000");
        await writer.AddActionAsync("later");
        Assert.Equal(["before", "later"], await at.ItemsAsync());
        Assert.Equal(["before", "later"], await at.RecordedItemsAsync());
        Assert.Empty(await at.FaultsAsync());

        static Task RunSqlAsync(Writer writer, string sql) =>
            writer.RunAsync(Writing.Somebody, work => work.Db.Database.ExecuteSqlRawAsync(sql));
    }

    [Fact]
    public async Task File_that_cannot_be_opened_is_told_and_writing_goes_on_once_it_can()
    {
        var folder = Directory.CreateTempSubdirectory("gt-none-");
        var file = Path.Combine(folder.FullName, "not-yet", "goldthread.db");
        var database = Database.At($"Data Source={file};Pooling=False");
        await using (var writer = new Writer(database, TimeProvider.System))
        {
            await Assert.ThrowsAsync<SqliteException>(() => writer.AddActionAsync("A1"));

            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await database.MigrateAsync();
            await writer.AddActionAsync("A2");
        }

        await using (var db = database.Open())
            Assert.Equal(["A2"], await db.Items.Select(i => i.Id).ToListAsync());
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Who_copies_the_file_alone_has_all_of_it_once_nothing_was_written_for_a_while()
    {
        await using var at = await TestDatabase.NewAsync(Engine.Sqlite);
        var clock = new FakeTimeProvider();
        await using var writer = new Writer(at.Database, clock);
        // Somebody looks at what was before: the log is emptied once they have gone.
        await using var reader = new SqliteConnection($"{at.Connection};Pooling=False");
        await reader.OpenAsync();
        var moment = reader.BeginTransaction(deferred: true);
        await using (var look = reader.CreateCommand())
        {
            look.CommandText = "SELECT COUNT(*) FROM items";
            Assert.Equal(0L, await look.ExecuteScalarAsync());
        }
        for (var n = 0; n < 3; n++)
            await writer.AddActionAsync($"A{n}");
        clock.Advance(Writer.Idle);
        Assert.Empty(await CopyAsync(at));
        await moment.DisposeAsync();

        var since = TimeProvider.System.GetTimestamp();
        while (new FileInfo(at.File + "-wal").Length > 0)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromMinutes(1));
            clock.Advance(Writer.Idle);
            await Task.Yield();
        }

        Assert.Equal(["A0", "A1", "A2"], await CopyAsync(at));
        await writer.AddActionAsync("A3");
        Assert.Equal(4, (await at.ItemsAsync()).Count);
    }

    [Fact]
    public async Task Who_copies_the_file_alone_has_all_of_it_once_the_server_was_stopped()
    {
        await using var at = await TestDatabase.NewAsync(Engine.Sqlite);
        // Somebody else's connection keeps the log from going by itself.
        await using var other = at.Open();
        await other.Database.OpenConnectionAsync();
        await using (var writer = new Writer(at.Database, TimeProvider.System))
            await writer.AddActionAsync("A1");

        Assert.Equal(["A1"], await CopyAsync(at));
    }

    [Fact]
    public async Task What_a_server_that_was_killed_left_in_the_log_is_in_the_file_after_the_next_start()
    {
        await using var at = await TestDatabase.NewAsync(Engine.Sqlite);
        await using var killed = new Writer(at.Database, new FakeTimeProvider());
        await killed.AddActionAsync("A1");
        Assert.Empty(await CopyAsync(at));

        await at.Database.MigrateAsync();

        Assert.Equal(["A1"], await CopyAsync(at));
    }

    /// <summary>The items in a copy of the file alone.</summary>
    static async Task<List<string>> CopyAsync(TestDatabase at)
    {
        var copy = at.File + ".copy";
        File.Copy(at.File, copy, overwrite: true);
        await using var db = Database.At($"Data Source={copy};Pooling=False").Open();
        return await db.Items.OrderBy(i => i.Id).Select(i => i.Id).ToListAsync();
    }

    [Theory, Databases]
    public async Task Stopping_finishes_what_waits(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        var writer = new Writer(at.Database, TimeProvider.System);
        var all = Enumerable.Range(0, 50).Select(n => writer.AddActionAsync($"{n:00}")).ToList();

        if (engine == Engine.Postgres)
            await Task.WhenAll(all);
        await writer.DisposeAsync();

        await Task.WhenAll(all);
        Assert.Equal(50, (await at.ItemsAsync()).Count);
    }

    static int SqliteErrorOf(Exception? told)
    {
        for (; told is not null; told = told.InnerException)
        {
            if (told is SqliteException sqlite)
                return sqlite.SqliteErrorCode;
        }
        return 0;
    }
}
