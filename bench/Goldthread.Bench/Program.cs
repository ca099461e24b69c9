using BenchmarkDotNet.Running;
using Goldthread.Bench.Plans;
using Goldthread.Bench.Spc;
using Goldthread.Bench.Store;
using Goldthread.Bench.Web;

// One line a benchmark: its name, what it shows, how it runs. Each prints a table in markdown whose ratios come from interleaved rounds of one run.
(string Name, string Shows, Func<string[], Task> Run)[] all =
[
    ("writes", "durable, recorded writes of 32 connections against EF's default, on both databases", Writes.RunAsync),
    ("pages", "processor time a request of the pages that people open most, against a Razor Page with one compiled query", Pages.RunAsync),
    ("start", "from the start of the process to the first page, against a minimal app", Start.RunAsync),
    ("large", "a plan of 5,000 actions and 2,000 measures: its pages, its file and its search", Large.RunAsync),
    ("spc", "XmR with all rules against streaming its input, a picture against a bare writer of the same bytes", SpcRatios.RunAsync),
    (
        "plans",
        "a large plan file read and checked against the YAML library's bare parse; 1,000 of them in one process",
        PlanRatios.RunAsync
    ),
];

// BenchmarkDotNet's own way, for a quiet machine: ./bench/run dotnet --job short --inProcess --filter '*'
if (args is ["dotnet", ..])
{
    BenchmarkSwitcher.FromAssembly(typeof(SpcRatios).Assembly).Run(args[1..]);
    return 0;
}

var wanted = args.Length == 0 ? null : args[0];
foreach (var (name, shows, run) in all)
{
    if (wanted is not null && wanted != name)
        continue;
    Console.WriteLine($"{Environment.NewLine}<!-- {name}: {shows} -->{Environment.NewLine}");
    await run(args.Length == 0 ? [] : args[1..]);
}
if (wanted is not null && !all.Any(b => b.Name == wanted))
{
    Console.Error.WriteLine($"There is no benchmark {wanted}. There are: {string.Join(", ", all.Select(b => b.Name))}.");
    return 2;
}
return 0;
