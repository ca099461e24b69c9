using System.Globalization;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Bench.Plans;
using Goldthread.Testing;

namespace Goldthread.Bench.Web;

/// <summary>
/// A plan a hundred times as large as a service's own, against one of 50 actions and 20 measures: the same pages by the same server in this process,
/// one connection. What shows a page of it should cost the same; what shows all of it should cost as much more as there is more of it, not its square.
/// </summary>
static class Large
{
    sealed record Sized(int Actions, int Measures, int Objectives);

    static readonly Sized Small = new(50, 20, 10);
    static readonly Sized Big = new(5000, 2000, 400);

    static readonly (string Name, string Path, string Headers)[] Shown =
    [
        ("list of actions, 50 of all", "/plans/LARGE/implement/actions", ""),
        ("list of actions, searched and sorted", "/plans/LARGE/implement/actions?q=number&sort=-due", ""),
        ("last page of the list", "/plans/LARGE/implement/actions?page=100", ""),
        ("one action", "/plans/LARGE/implement/actions/A1", ""),
        ("measure with 36 readings", "/plans/LARGE/monitor/measures/M1", ""),
        ("form of an action", "/plans/LARGE/implement/actions/A1/edit", ""),
        ("my work", "/", ""),
        ("search", "/search?q=number", ""),
        ("workspace", "/plans/LARGE", ""),
        ("thread", "/plans/LARGE/thread", ""),
        ("health", "/plans/LARGE/health", ""),
        ("whole plan", "/plans/LARGE/whole", ""),
        ("actions as CSV", "/plans/LARGE/implement/actions?format=csv", ""),
        ("actions as a spreadsheet", "/plans/LARGE/implement/actions?format=xlsx", ""),
    ];

    /// <param name="arguments">How often each is asked for.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var times = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 5;
        var small = await MeasureAsync(Small, times);
        var big = await MeasureAsync(Big, times);
        var factor = (double)(Big.Actions + Big.Measures) / (Small.Actions + Small.Measures);
        Table.Print(
            [
                "ms of processor time, median",
                $"{Small.Actions} actions, {Small.Measures} measures",
                $"{Big.Actions:N0} actions, {Big.Measures:N0} measures",
                "times as much",
                "MB allocated",
                "commands",
            ],
            small.Zip(
                big,
                (s, b) =>
                    (string[])
                        [
                            s.Name,
                            Table.Figure(s.Took),
                            Table.Figure(b.Took),
                            Table.Figure(b.Took / s.Took),
                            Table.Figure(b.Allocated),
                            s.Commands == b.Commands ? $"{b.Commands}" : $"{s.Commands}, {b.Commands}",
                        ]
            )
        );
        Console.WriteLine(
            $"There is {factor:0} times as much in the large one; its working set afterwards is {Environment.WorkingSet / 1048576} MB."
        );
        Console.WriteLine();
    }

    sealed record Figure(string Name, double Took, double Allocated, int Commands);

    static async Task<List<Figure>> MeasureAsync(Sized size, int times)
    {
        await using var host = await WebHost.EmptyAsync();
        var figures = new List<Figure>();
        var (filled, made) = await TimeAsync(() => Pages.FillAsync(host.At.Database, size.Actions, size.Measures, size.Objectives));
        var password = made!;
        figures.Add(new("fill the database: the example and the plan", filled.Cpu, filled.Allocated, 0));
        await using var writer = new Writer(host.At.Database, TimeProvider.System);
        var yaml = "";
        await AddAsync(
            "load and export",
            async () =>
            {
                await using var db = host.At.Open();
                yaml = PlanFile.ToYaml((await PlanQueries.LoadAsync(db, "LARGE", Actor.CommandLine))!);
            }
        );
        await AddAsync(
            "import of the same again",
            () =>
                writer.RunAsync(
                    Actor.CommandLine,
                    work => ImportPlan.RunAsync(work, PlanFile.Read(System.Text.Encoding.UTF8.GetBytes(yaml), Shipped.Data).Document!)
                )
        );
        var port = host.Listen().Port;
        var cookie = await Sign.InAsync(new Uri($"http://127.0.0.1:{port}"), "manager@example.org", password);
        foreach (var (name, path, headers) in Shown)
            await AddAsync(name, () => Load.RunAsync(port, path, 1, 1, cookie + headers));
        return figures;

        async Task AddAsync(string name, Func<Task> work)
        {
            await work();
            var took = new List<(double Cpu, double Allocated)>();
            for (var i = 0; i < times; i++)
            {
                host.At.Commands.Clear();
                took.Add(
                    (
                        await TimeAsync(async () =>
                        {
                            await work();
                            return "";
                        })
                    ).Took
                );
            }
            figures.Add(
                new(name, Table.Median(took.Select(t => t.Cpu)), Table.Median(took.Select(t => t.Allocated)), host.At.Commands.Count)
            );
        }
    }

    static async Task<((double Cpu, double Allocated) Took, string? Result)> TimeAsync(Func<Task<string>> work)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var allocated = GC.GetTotalAllocatedBytes();
        var result = await work();
        return (((Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds, (GC.GetTotalAllocatedBytes() - allocated) / 1048576.0), result);
    }
}
