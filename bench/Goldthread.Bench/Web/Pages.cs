using System.Globalization;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Govern.Example;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Bench.Plans;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Bench.Web;

/// <summary>
/// What a page costs the server, signed in by a cookie, on 32 connections: processor time a request against the floor, a Razor Page with one compiled
/// query that shows 35 KB of 50 rows and 11 columns. Both are published and run in processes of their own; rounds take turns.
/// </summary>
static class Pages
{
    const int Connections = 32;

    /// <summary>Every page: its name and address.</summary>
    static readonly (string Name, string Path)[] All =
    [
        ("plan, workspace of 10 objectives and 20 measures", "/plans/LARGE"),
        ("plan, 50 of its 200 actions", "/plans/LARGE/implement/actions"),
        ("measure with 36 readings", "/plans/LARGE/monitor/measures/M1"),
        ("my work, 50 late actions", "/"),
        ("plans", "/plans"),
    ];

    /// <param name="arguments">Requests of a page in a round, then how many rounds, then part of a name where not all pages are wanted.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var count = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 600;
        var rounds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 7;
        var shown = arguments.Length > 2 ? [.. All.Where(p => p.Name.Contains(arguments[2], StringComparison.Ordinal))] : All;
        var folder = Directory.CreateTempSubdirectory("gt-bench-").FullName;
        try
        {
            var password = await FillAsync(Database.At($"Data Source={Path.Combine(folder, "goldthread.db")}"));
            using var floor = Served.Start(
                Published.Program("bench/Goldthread.Floor"),
                port => [$"http://127.0.0.1:{port}", Path.Combine(folder, "floor.db")]
            );
            using var server = Served.Start(
                Published.Program("src/Goldthread.Web"),
                port => ["--urls", $"http://127.0.0.1:{port}", "--data", folder]
            );
            await floor.ReadyAsync("/");
            await server.ReadyAsync("/healthz");
            var idle = server.Memory;
            var cookie = await Sign.InAsync(server.Address, "manager@example.org", password);

            (string Name, Served Of, string Path, string Headers)[] asked =
            [
                ("floor: Razor Page, one compiled query", floor, "/", ""),
                .. shown.Select(p => (p.Name, server, p.Path, cookie)),
            ];
            var cpu = asked.Select(_ => new List<double>()).ToArray();
            var took = asked.Select(_ => new List<Load.Round>()).ToArray();
            await WarmAsync(asked);
            for (var round = 0; round < rounds; round++)
            {
                for (var i = 0; i < asked.Length; i++)
                {
                    // The system counts in hundredths of a second, so what is quick is asked for more often.
                    var times = i == 0 ? 3 * count : count;
                    var before = asked[i].Of.Cpu;
                    var one = await Load.RunAsync(asked[i].Of.Port, asked[i].Path, times, Connections, asked[i].Headers);
                    var spent = (asked[i].Of.Cpu - before).TotalMicroseconds / times;
                    cpu[i].Add(spent);
                    took[i].Add(one);
                }
            }
            var inside = await InsideAsync(shown);
            Table.Print(
                [
                    "32 connections, signed in",
                    "KB of page",
                    "CPU µs a request",
                    "against the floor",
                    "allowed",
                    "requests/s",
                    "p99 ms",
                    "KB allocated",
                    "commands",
                ],
                asked.Select(
                    (a, i) =>
                        (string[])
                            [
                                a.Name,
                                Table.Figure(took[i][^1].Bytes / 1024.0),
                                Table.Figure(Table.Median(cpu[i])),
                                i == 0 ? "1" : Table.Figure(Table.Median(cpu[i].Zip(cpu[0], (own, least) => own / least))),
                                i == 0 ? "" : "3 (aim 1.5)",
                                Table.Figure(Table.Median(took[i].Select(t => t.Rate))),
                                Table.Figure(Table.Median(took[i].Select(t => t.P99))),
                                i == 0 ? "" : Table.Figure(inside[i - 1].Allocated),
                                i == 0 ? "" : inside[i - 1].Commands.ToString(CultureInfo.InvariantCulture),
                            ]
                )
            );
            Console.WriteLine(
                $"Memory (PSS) after the load: {Table.Figure(server.Memory)} MB, after the start {Table.Figure(idle)} MB; the floor's {Table.Figure(floor.Memory)} MB."
            );
            Console.WriteLine();
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Until the runtime has compiled what is called often for good: it does so on a thread of its own, in several steps.</summary>
    static async Task WarmAsync((string Name, Served Of, string Path, string Headers)[] asked)
    {
        for (var step = 0; step < 4; step++)
        {
            foreach (var (_, server, path, headers) in asked)
                await Load.RunAsync(server.Port, path, 400, Connections, headers);
            foreach (var server in asked.Select(a => a.Of).Distinct())
                await server.IdleAsync();
        }
    }

    /// <summary>The example, and a plan whose first 50 actions are late; its registered manager sees them as theirs to lead.</summary>
    /// <returns>The password of everybody.</returns>
    public static async Task<string> FillAsync(Database database, int actions = 200, int measures = 20, int objectives = 10)
    {
        await database.MigrateAsync();
        await using var writer = new Writer(database, TimeProvider.System);
        var password =
            await LoadExample.RunAsync(writer, database, TimeProvider.System)
            ?? throw new InvalidOperationException("The database is not empty.");
        var today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);
        var file = PlanFile.Read(LargePlan.Yaml(objectives, actions, measures, today.AddDays(-45)), Shipped.Data);
        var plan = file.Document ?? throw new InvalidOperationException(file.Errors[0].ToString());
        await writer.RunAsync(Actor.CommandLine, work => ImportPlan.RunAsync(work, plan));
        await using var db = database.Open();
        var area = await db.Plans.Where(p => p.Id == "LARGE").Select(p => p.AreaId).SingleAsync();
        var manager = await db.Users.Where(u => u.Email == "manager@example.org").Select(u => u.Id).SingleAsync();
        await GiveRole.RunAsync(writer, Actor.CommandLine, manager, new RoleInArea(Role.Planner, area, "s1"));
        return password;
    }

    /// <summary>What a request allocates and how many commands it sends: the same server inside this process, one connection.</summary>
    static async Task<(double Allocated, int Commands)[]> InsideAsync((string Name, string Path)[] shown)
    {
        await using var host = await WebHost.EmptyAsync();
        var password = await FillAsync(host.At.Database);
        var port = host.Listen().Port;
        var cookie = await Sign.InAsync(new Uri($"http://127.0.0.1:{port}"), "manager@example.org", password);
        var figures = new (double, int)[shown.Length];
        for (var i = 0; i < shown.Length; i++)
        {
            await Load.RunAsync(port, shown[i].Path, 100, 1, cookie);
            host.At.Commands.Clear();
            await Load.RunAsync(port, shown[i].Path, 1, 1, cookie);
            var commands = host.At.Commands.Count;
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await Load.RunAsync(port, shown[i].Path, 100, 1, cookie);
            figures[i] = ((GC.GetTotalAllocatedBytes(precise: true) - before) / 100.0 / 1024, commands);
        }
        return figures;
    }
}
