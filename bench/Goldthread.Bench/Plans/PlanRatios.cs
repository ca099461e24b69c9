using System.Diagnostics;
using System.Globalization;
using System.Text;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain.Checks;
using YamlDotNet.Core;

namespace Goldthread.Bench.Plans;

/// <summary>
/// A large plan read and checked, against the YAML library's bare parse of the same text in the same rounds; and 1,000 such files in one process.
/// </summary>
static class PlanRatios
{
    const int Rounds = 41;
    static readonly DateOnly Today = new(2026, 11, 22);

    public static async Task RunAsync(string[] args)
    {
        var yaml = LargePlan.Yaml();
        var known = Shipped.Data;
        var read = PlanFile.Read(yaml, known);
        if (read.Document is not { } plan)
            throw new InvalidOperationException(read.Errors[0].ToString());
        var json = PlanFile.ToJson(plan);
        var found = PlanChecks.Run(plan, Today, known).Count;

        // The checks are many small functions, each compiled well only after it has run some thirty times.
        for (var i = 0; i < 300; i++)
        {
            PlanChecks.Run(plan, Today, known);
            PlanChecks.Run(plan, Today, known, edition: 1);
        }
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);

        var (bare, whole, checks, write) = (new double[Rounds], new double[Rounds], new double[Rounds], new double[Rounds]);
        var first = new double[Rounds];
        for (var round = -5; round < Rounds; round++)
        {
            var times = (
                Time(() => Parse(yaml)),
                Time(() => PlanFile.Read(yaml, known)),
                Time(() => PlanChecks.Run(plan, Today, known)),
                Time(() => PlanFile.ToYaml(plan))
            );
            var old = Time(() => PlanChecks.Run(plan, Today, known, edition: 1));
            if (round >= 0)
                first[round] = old;
            if (round >= 0)
                (bare[round], whole[round], checks[round], write[round]) = times;
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        PlanChecks.Run(plan, Today, known);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Console.WriteLine(
            $"The plan: 40 objectives, 200 actions, 60 measures with 36 readings each, {yaml.Length / 1024} KB of YAML, {json.Length / 1024} KB of JSON, {found} findings."
        );
        Console.WriteLine();
        Table.Print(
            ["What", "ms, median", "ratio to the bare parse", "allowed"],
            [
                ["YamlDotNet's bare parse", Table.Figure(Table.Median(bare)), "1", ""],
                ["read the file whole", Table.Figure(Table.Median(whole)), Ratio(whole, bare), "2"],
                [$"all {Check.All.Count} checks ({allocated / 1024} KB allocated)", Table.Figure(Table.Median(checks)), "", "1 ms"],
                [$"the {Check.Of(1).Count} of the first edition", Table.Figure(Table.Median(first)), "", ""],
                ["write it as YAML", Table.Figure(Table.Median(write)), Ratio(write, bare), ""],
            ]
        );

        var rows = new List<string[]>();
        var watch = Stopwatch.StartNew();
        for (var file = 1; file <= 1000; file++)
        {
            PlanChecks.Run(PlanFile.Read(yaml, known).Document!, Today, known);
            if (file is 10 or 100 or 500 or 1000)
            {
                rows.Add([
                    file.ToString(CultureInfo.InvariantCulture),
                    Table.Figure(GC.GetTotalMemory(forceFullCollection: true) / 1048576.0),
                    Table.Figure(Environment.WorkingSet / 1048576.0),
                    Table.Figure(watch.Elapsed.TotalSeconds),
                ]);
            }
        }
        Table.Print(["Files read and checked", "heap after a collection, MB", "working set, MB", "seconds"], rows);
    }

    static string Ratio(double[] work, double[] floor) => Table.Figure(Table.Median(work.Zip(floor, (w, f) => w / f)));

    static void Parse(byte[] yaml)
    {
        var parser = new Parser(new Scanner(new StringReader(Encoding.UTF8.GetString(yaml)), skipComments: true));
        while (parser.MoveNext())
        {
            // Only the library's own work.
        }
    }

    static double Time(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
