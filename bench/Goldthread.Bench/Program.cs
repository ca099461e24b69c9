using Goldthread.Bench.Store;

// One line a benchmark: its name, what it shows, how it runs. Each prints a table in markdown whose ratios come from interleaved rounds of one run.
(string Name, string Shows, Func<string[], Task> Run)[] all =
[
    ("writes", "durable, recorded writes of 32 connections against EF's default, on both databases", Writes.RunAsync),
];

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
