using System.Diagnostics;
using System.Globalization;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Goldthread.Bench.Store;

/// <summary>
/// Thirty-two connections each add an action with its line in the record, acknowledged when it is on the disk. Goldthread's writer against what EF does
/// by itself: a context of its own and one SaveChanges a request, the same rows and the same hash. Each connection writes to a chain of its own, so that
/// EF's default needs no lock beyond the database's.
/// </summary>
static class Writes
{
    const int Connections = 32;

    sealed record Round(double Rate, double P50, double P99);

    /// <param name="arguments">Writes of a connection in a round (ten times as many for SQLite's queue, so that both take seconds), then how many rounds.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var each = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 80;
        var rounds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 5;
        var folder = Directory.CreateTempSubdirectory("gt-bench-").FullName;
        var rows = new List<string[]>();
        // SQLite's calls block their thread: without this only two of the connections would be open at once.
        ThreadPool.SetMinThreads(2 * Connections, 2 * Connections);
        try
        {
            var sqlite = Database.At($"Data Source={Path.Combine(folder, "goldthread.db")}");
            var plain = Database.At($"Data Source={Path.Combine(folder, "default.db")}");
            await sqlite.MigrateAsync();
            await plain.MigrateAsync();
            rows.AddRange(await CompareAsync("SQLite", sqlite, plain, each, rounds));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }

        // As it is installed: what is acknowledged is on the disk.
        var server = PostgresServer.StartOwn("fsync=on", "synchronous_commit=on", "shared_buffers=256MB");
        var (ours, theirs) = (On("goldthread"), On("plain"));
        await ours.MigrateAsync();
        await theirs.MigrateAsync();
        rows.AddRange(await CompareAsync("PostgreSQL", ours, theirs, each, rounds));

        Table.Print(
            ["32 connections, one recorded row a request", "a second", "p50 ms", "p99 ms", "rate against EF's default", "p99 against it"],
            rows
        );

        Database On(string name) => Database.At(new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 64 }.ToString());
    }

    static async Task<List<string[]>> CompareAsync(string engine, Database ours, Database plain, int each, int rounds)
    {
        await using var writer = new Writer(ours, TimeProvider.System);
        var chains = Enumerable.Range(0, Connections).Select(c => new Chain($"plan-{c}")).ToArray();
        var number = 0;
        var (goldthread, standard) = (new List<Round>(), new List<Round>());
        for (var round = -1; round < rounds; round++)
        {
            // The first pair warms up.
            var o = await MeasureAsync(c => OursAsync(writer, c, Interlocked.Increment(ref number)), ours.IsSqlite ? 10 * each : each);
            var s = await MeasureAsync(c => StandardAsync(plain, chains[c], Interlocked.Increment(ref number)), each);
            if (round < 0)
                continue;
            goldthread.Add(o);
            standard.Add(s);
        }
        await using (var db = ours.Open())
        {
            var (faults, lines) = await Recorded.VerifyAsync(db);
            if (faults.Count > 0)
                throw new InvalidOperationException($"The record is broken after {lines} lines: {faults[0]}");
        }
        var rate = Table.Median(goldthread.Zip(standard, (o, s) => o.Rate / s.Rate));
        var tail = Table.Median(goldthread.Zip(standard, (o, s) => o.P99 / s.P99));
        return
        [
            Row($"{engine}, EF's default", standard, "1", "1"),
            Row($"{engine}, Goldthread", goldthread, Table.Figure(rate), Table.Figure(tail)),
        ];
    }

    static string[] Row(string name, List<Round> rounds, string rate, string tail) =>
        [
            name,
            Table.Figure(Table.Median(rounds.Select(r => r.Rate))),
            Table.Figure(Table.Median(rounds.Select(r => r.P50))),
            Table.Figure(Table.Median(rounds.Select(r => r.P99))),
            rate,
            tail,
        ];

    /// <summary>Every connection makes the same number of writes, one after the other: one that is kept waiting counts as much as the rest.</summary>
    static async Task<Round> MeasureAsync(Func<int, Task> write, int each)
    {
        var watch = Stopwatch.StartNew();
        var took = await Task.WhenAll(
            Enumerable
                .Range(0, Connections)
                .Select(c =>
                    Task.Run(async () =>
                    {
                        var mine = new double[each];
                        for (var n = 0; n < each; n++)
                        {
                            var before = watch.Elapsed;
                            await write(c);
                            mine[n] = (watch.Elapsed - before).TotalMilliseconds;
                        }
                        return mine;
                    })
                )
        );
        var elapsed = watch.Elapsed.TotalSeconds;
        var all = took.SelectMany(t => t).Order().ToArray();
        return new Round(all.Length / elapsed, all[all.Length / 2], all[(int)(all.Length * 0.99)]);
    }

    static Task OursAsync(Writer writer, int connection, int number) =>
        writer.RunAsync(
            Actor.CommandLine,
            work =>
            {
                var stream = $"plan-{connection}";
                var row = NewRow(stream, number);
                work.Db.Items.Add(row);
                work.Record(stream, "AddItem", row.List, row.Id, Changes(row));
                return Task.CompletedTask;
            }
        );

    static async Task StandardAsync(Database database, Chain chain, int number)
    {
        await using var db = database.Open();
        var row = NewRow(chain.Stream, number);
        db.Items.Add(row);
        var record = new RecordRow
        {
            Stream = chain.Stream,
            Seq = chain.Seq + 1,
            At = TimeProvider.System.GetUtcNow(),
            Actor = Actor.CommandLine.Name,
            Operation = "AddItem",
            List = row.List,
            Item = row.Id,
            Changes = Change.ToJson(Changes(row)),
        };
        record.Hash = Recorded.HashOf(record, chain.Hash);
        db.Records.Add(record);
        var head = new RecordHeadRow
        {
            Stream = chain.Stream,
            Seq = record.Seq,
            Hash = record.Hash,
        };
        db.Entry(head).State = chain.Seq == 0 ? EntityState.Added : EntityState.Modified;
        await db.SaveChangesAsync();
        (chain.Seq, chain.Hash) = (record.Seq, record.Hash);
    }

    static ItemRow NewRow(string stream, int number) =>
        new()
        {
            Owner = stream,
            List = "actions",
            Id = number.ToString("'A'0000000", CultureInfo.InvariantCulture),
            Position = number,
            Title = "Agree the rota for the winter with both teams",
            Person = "S4",
            Due = new DateOnly(2026, 11, 30),
            State = "not-started",
            Objective = "O2",
            Body =
                """{"title":"Agree the rota for the winter with both teams","objective":"O2","lead":"S4","due":"2026-11-30","status":"not-started","effort_hours":12}""",
        };

    static IReadOnlyList<Change> Changes(ItemRow row) =>
        [
            new("title", "null", Change.Text(row.Title)),
            new("objective", "null", Change.Text(row.Objective)),
            new("lead", "null", Change.Text(row.Person)),
            new("due", "null", "\"2026-11-30\""),
        ];

    sealed class Chain(string stream)
    {
        public string Stream => stream;
        public long Seq { get; set; }
        public byte[] Hash { get; set; } = [];
    }
}
