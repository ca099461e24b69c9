using System.Diagnostics;
using System.Globalization;
using Goldthread.App.Store;

namespace Goldthread.Bench.Web;

/// <summary>
/// From the start of the process to the first page that asked the database, against the smallest program that does so: both published ReadyToRun, both
/// with a database that is there already. Then the second page of another kind.
/// </summary>
static class Start
{
    /// <param name="arguments">How many starts of each.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var rounds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 7;
        var folder = Directory.CreateTempSubdirectory("gt-bench-").FullName;
        try
        {
            var password = await Pages.FillAsync(Database.At($"Data Source={Path.Combine(folder, "goldthread.db")}"));
            var floor = Published.Program("bench/Goldthread.Floor");
            var server = Published.Program("src/Goldthread.Web");
            string cookie;
            using (var first = Server())
            {
                await first.ReadyAsync("/healthz");
                cookie = await Sign.InAsync(first.Address, "manager@example.org", password);
            }
            var (least, own) = (new List<One>(), new List<One>());
            for (var round = -1; round < rounds; round++)
            {
                var small = await OnceAsync(Floor, "/", "/", "");
                var ours = await OnceAsync(Server, "/plans", "/plans/LARGE/implement/actions", cookie);
                if (round < 0)
                    continue;
                least.Add(small);
                own.Add(ours);
            }
            Table.Print(
                [
                    "From the start of the process",
                    "ms to the first page",
                    "CPU ms until then",
                    "second page ms",
                    "time against the minimal app",
                    "CPU against it",
                    "allowed",
                ],
                [Row("minimal app, ReadyToRun", least, least), Row("Goldthread, ReadyToRun, signed in", own, least)]
            );

            Served Floor() => Served.Start(floor, port => [$"http://127.0.0.1:{port}", Path.Combine(folder, "floor.db")]);
            Served Server() => Served.Start(server, port => ["--urls", $"http://127.0.0.1:{port}", "--data", folder]);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    sealed record One(double First, double Cpu, double Second);

    static async Task<One> OnceAsync(Func<Served> start, string page, string second, string headers)
    {
        var watch = Stopwatch.StartNew();
        using var served = start();
        await served.ReadyAsync(page, headers);
        var first = watch.Elapsed.TotalMilliseconds;
        var cpu = served.Cpu.TotalMilliseconds;
        await served.ReadyAsync(second, headers);
        return new One(first, cpu, watch.Elapsed.TotalMilliseconds - first);
    }

    static string[] Row(string name, List<One> own, List<One> least) =>
        [
            name,
            Table.Figure(Table.Median(own.Select(o => o.First))),
            Table.Figure(Table.Median(own.Select(o => o.Cpu))),
            Table.Figure(Table.Median(own.Select(o => o.Second))),
            ReferenceEquals(own, least) ? "1" : Table.Figure(Table.Median(own.Zip(least, (o, l) => o.First / l.First))),
            ReferenceEquals(own, least) ? "1" : Table.Figure(Table.Median(own.Zip(least, (o, l) => o.Cpu / l.Cpu))),
            ReferenceEquals(own, least) ? "" : "2 (aim 1.3)",
        ];
}
