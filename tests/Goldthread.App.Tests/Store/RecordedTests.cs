using System.Data.Common;
using Goldthread.App.Store;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Store;

public class RecordedTests
{
    static readonly string[] NoTriggersOnSqlite = ["DROP TRIGGER records_no_update", "DROP TRIGGER records_no_delete"];
    static readonly string[] NoTriggersOnPostgres = ["ALTER TABLE records DISABLE TRIGGER ALL"];

    [Theory, Databases]
    public async Task Untouched_record_has_no_fault(Engine engine)
    {
        await using var at = await WithThreeChainsAsync(engine);

        await using var db = at.Open();
        var (faults, lines) = await Recorded.VerifyAsync(db);

        Assert.Empty(faults);
        Assert.Equal(15, lines);
    }

    [Theory]
    [Databases(
        "UPDATE records SET seq = 9 WHERE stream = 'plan-b' AND seq = 5",
        "UPDATE records SET at = at + 1 WHERE stream = 'plan-b' AND seq = 3",
        "UPDATE records SET person_id = NULL WHERE stream = 'plan-b' AND seq = 3",
        "UPDATE records SET actor = 'Somebody else' WHERE stream = 'plan-b' AND seq = 3",
        "UPDATE records SET operation = 'EditItem' WHERE stream = 'plan-b' AND seq = 1",
        "UPDATE records SET list = 'measures' WHERE stream = 'plan-b' AND seq = 5",
        "UPDATE records SET item = NULL WHERE stream = 'plan-b' AND seq = 3",
        "UPDATE records SET reason = '' WHERE stream = 'plan-b' AND seq = 3",
        "UPDATE records SET changes = '{}' WHERE stream = 'plan-b' AND seq = 3",
        "UPDATE records SET hash = (SELECT hash FROM records WHERE stream = 'plan-a' AND seq = 3) WHERE stream = 'plan-b' AND seq = 3"
    )]
    public Task Finds_a_line_changed(Engine engine, string attack) => FindsAsync(engine, "plan-b", attack);

    [Theory]
    [Databases(
        "DELETE FROM records WHERE stream = 'plan-b' AND seq = 1",
        "DELETE FROM records WHERE stream = 'plan-b' AND seq = 3",
        "DELETE FROM records WHERE stream = 'plan-b' AND seq = 5",
        "DELETE FROM records WHERE stream = 'plan-b' AND seq > 1",
        "DELETE FROM records WHERE stream = 'plan-b'",
        "DELETE FROM records"
    )]
    public Task Finds_lines_removed(Engine engine, string attack) => FindsAsync(engine, "plan-b", attack);

    [Theory]
    [Databases(
        "DELETE FROM records WHERE stream = 'plan-b' AND seq = 3; UPDATE records SET seq = seq - 1 WHERE stream = 'plan-b' AND seq > 3"
    )]
    public Task Finds_a_line_removed_and_the_gap_closed(Engine engine, string attack) => FindsAsync(engine, "plan-b", attack);

    [Theory]
    [Databases("6, hash FROM records WHERE stream = 'plan-b' AND seq = 5", "0, hash FROM records WHERE stream = 'plan-b' AND seq = 1")]
    public Task Finds_a_line_added(Engine engine, string line) =>
        FindsAsync(
            engine,
            "plan-b",
            $"INSERT INTO records (stream, at, person_id, actor, operation, list, item, reason, changes, seq, hash) SELECT stream, at, person_id, actor, operation, list, 'added', reason, changes, {line}"
        );

    [Theory, Databases]
    public Task Finds_a_chain_added(Engine engine) =>
        FindsAsync(
            engine,
            "plan-z",
            "INSERT INTO records (stream, seq, at, person_id, actor, operation, list, item, reason, changes, hash) SELECT 'plan-z', seq, at, person_id, actor, operation, list, item, reason, changes, hash FROM records WHERE stream = 'plan-b'"
        );

    [Theory]
    [Databases(
        "UPDATE records SET seq = 99 WHERE stream = 'plan-b' AND seq = 2; UPDATE records SET seq = 2 WHERE stream = 'plan-b' AND seq = 3; UPDATE records SET seq = 3 WHERE stream = 'plan-b' AND seq = 99",
        "UPDATE records SET seq = 99 WHERE stream = 'plan-b' AND seq = 4; UPDATE records SET seq = 4 WHERE stream = 'plan-b' AND seq = 5; UPDATE records SET seq = 5 WHERE stream = 'plan-b' AND seq = 99"
    )]
    public Task Finds_lines_reordered(Engine engine, string attack) => FindsAsync(engine, "plan-b", attack);

    [Theory]
    [Databases(
        "DELETE FROM record_heads WHERE stream = 'plan-b'",
        "UPDATE record_heads SET seq = 4 WHERE stream = 'plan-b'",
        "UPDATE record_heads SET hash = (SELECT hash FROM records WHERE stream = 'plan-b' AND seq = 4) WHERE stream = 'plan-b'"
    )]
    public Task Finds_the_end_of_a_chain_changed(Engine engine, string attack) => FindsAsync(engine, "plan-b", attack);

    [Theory, Databases("UPDATE records SET actor = 'x'", "DELETE FROM records WHERE seq = 5", "DELETE FROM records")]
    public async Task Record_is_append_only(Engine engine, string attack)
    {
        await using var at = await WithThreeChainsAsync(engine);

        var refused = await Assert.ThrowsAnyAsync<DbException>(() => at.ExecuteAsync(attack));

        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await at.FaultsAsync());
    }

    [Fact]
    public async Task Record_cannot_be_truncated_on_PostgreSQL()
    {
        await using var at = await WithThreeChainsAsync(Engine.Postgres);

        await Assert.ThrowsAnyAsync<DbException>(() => at.ExecuteAsync("TRUNCATE records"));

        Assert.Empty(await at.FaultsAsync());
    }

    [Theory, Databases]
    public async Task Chains_are_content_at_every_moment_while_others_write(Engine engine)
    {
        await using var at = await WithThreeChainsAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        var writing = Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(async w =>
                {
                    for (var n = 0; n < 40; n++)
                        await writer.AddActionAsync($"{w}-{n}", $"plan-{(char)('a' + (n % 3))}");
                })
        );

        var looks = 0;
        do
        {
            Assert.Empty(await at.FaultsAsync());
            looks++;
        } while (!writing.IsCompleted);

        await writing;
        Assert.Empty(await at.FaultsAsync());
        Assert.True(looks > 1);
    }

    [Theory]
    [Databases("quote ' and \" and \\", "naïve, Ωmega, 日本語, שלום", "👩🏽‍⚕️", "line\r\nand\ttab", " spaces kept ")]
    public async Task Texts_of_every_kind_keep_their_hash(Engine engine, string text)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);

        await writer.RunAsync(
            Writing.Somebody with
            {
                Name = text,
            },
            work =>
            {
                work.Record("plan-a", "EditItem", "actions", text, [new Change("title", "null", Change.Text(text))], text);
                return Task.CompletedTask;
            }
        );

        Assert.Empty(await at.FaultsAsync());
    }

    static async Task FindsAsync(Engine engine, string stream, string attack)
    {
        await using var at = await WithThreeChainsAsync(engine);
        foreach (var sql in engine == Engine.Sqlite ? NoTriggersOnSqlite : NoTriggersOnPostgres)
            await at.ExecuteAsync(sql);

        Assert.NotEqual(0, await at.ExecuteAsync(attack));

        Assert.Contains(await at.FaultsAsync(), fault => fault.Stream == stream);
    }

    static async Task<TestDatabase> WithThreeChainsAsync(Engine engine)
    {
        var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        for (var n = 1; n <= 5; n++)
        {
            foreach (var stream in new[] { "plan-a", "plan-b", "plan-c" })
                await writer.AddActionAsync($"A{n}", stream);
        }
        return at;
    }
}
