using System.CommandLine;
using Goldthread.App.Govern;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.Domain;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Cli;

/// <summary><c>goldthread readings import</c>: figures of many measures from a CSV file or a spreadsheet.</summary>
internal static class ReadingsVerb
{
    const int MostRows = 2_000_000;

    internal static Command Create()
    {
        var readings = new Command("readings", "Figures of measures.");
        readings.Subcommands.Add(Import());
        return readings;
    }

    sealed record Wanted(
        string File,
        string? Plan,
        string? Measure,
        string[] Map,
        string[] Where,
        bool Partial,
        bool DryRun,
        string? Reason,
        TableChoice Choice,
        bool? MonthFirst,
        Actor Actor
    );

    static Command Import()
    {
        var file = new Argument<string>("FILE") { Description = "A CSV file or a spreadsheet (.xlsx) with a row of headings" };
        var plan = new Option<string?>("--plan")
        {
            Description = "The plan; without it the column named plan, or the only plan there is",
            HelpName = "ID",
        };
        var measure = new Option<string?>("--measure") { Description = "All figures are of this measure", HelpName = "ID" };
        var map = new Option<string[]>("--map")
        {
            Description =
                "Which column is what: measure, on, year, value, numerator, denominator or note = COLUMN, several parted by commas; numerator=A+B-C adds and subtracts, with [A] where a name holds such a sign",
            HelpName = "FIELD=COLUMN",
            AllowMultipleArgumentsPerToken = true,
        };
        var where = new Option<string[]>("--where")
        {
            Description = "Only rows whose column has this text",
            HelpName = "COLUMN=TEXT",
            AllowMultipleArgumentsPerToken = true,
        };
        var partial = new Option<bool>("--partial")
        {
            Description = "Leave out the lines that are refused; without it nothing is stored then",
        };
        var dry = new Option<bool>("--dry-run") { Description = "Say what would change; store nothing" };
        var sheet = new Option<string?>("--sheet")
        {
            Description = "The sheet of a workbook; without it the first that is shown and has figures",
            HelpName = "NAME",
        };
        var hidden = new Option<bool>("--hidden-rows") { Description = "Read the rows too that a filter hides" };
        var dates = new Option<string?>("--dates")
        {
            Description = "What comes first in 04/05/2026: day or month; without it the whole column says, and else the day",
            HelpName = "day|month",
        };
        dates.AcceptOnlyFromAmong("day", "month");
        var reason = new Option<string?>("--reason") { Description = "Why figures that stood are changed", HelpName = "TEXT" };
        var nobody = PlanVerb.NamesNobody();
        var import = new Command(
            "import",
            "Enter figures, all or nothing. Without --map the columns are measure,on,value,numerator,denominator,note.\n"
                + "Exit status: 0 done, 1 done but lines were refused, 2 not done.\n\nExamples:\n"
                + "  goldthread readings import figures.csv --plan OP-2026 --dry-run\n"
                + "  goldthread readings import attendances.csv --plan OP-2026 --measure M1 --map on=period,numerator=attendances-breaches,denominator=attendances --where type=1"
        )
        {
            file,
            plan,
            measure,
            map,
            where,
            partial,
            dry,
            reason,
            sheet,
            hidden,
            dates,
            nobody,
        };
        import.SetAction(
            async (parsed, cancel) =>
            {
                var wanted = new Wanted(
                    parsed.GetRequiredValue(file),
                    parsed.GetValue(plan),
                    parsed.GetValue(measure),
                    parsed.GetValue(map) ?? [],
                    parsed.GetValue(where) ?? [],
                    parsed.GetValue(partial),
                    parsed.GetValue(dry),
                    parsed.GetValue(reason),
                    new TableChoice(parsed.GetValue(sheet), parsed.GetValue(hidden)),
                    parsed.GetValue(dates) is { } order ? order is "month" : null,
                    Actor.CommandLine with
                    {
                        NamesNobody = parsed.GetValue(nobody),
                    }
                );
                await using var installation = await Installation.OpenAsync(parsed, cancel);
                var parts = await PartsAsync(installation, wanted, cancel);
                return await RunAsync(installation, wanted, parts, cancel);
            }
        );
        return import;
    }

    /// <summary>The figures of each plan. Neither the file nor its table is held any longer than that takes.</summary>
    static async Task<IReadOnlyList<(string Plan, FigureMap.Result Read)>> PartsAsync(
        Installation installation,
        Wanted wanted,
        CancellationToken cancel
    )
    {
        try
        {
            await using var file = GivenFile.OpenAgain(wanted.File);
            var table = FigureTable.Read(file, MostRows, wanted.Choice, cancel);
            if (table.HiddenRows > 0)
                await installation.Terminal.Error.WriteLineAsync(
                    $"{wanted.File}: {table.HiddenRows} hidden rows were {(wanted.Choice.HiddenToo ? "read too" : "left out; --hidden-rows reads them")}."
                );
            if (table.Sheets.Count > 1 && wanted.Choice.Sheet is null)
                await installation.Terminal.Error.WriteLineAsync(
                    $"{wanted.File}: the sheet “{table.Sheet}” is read, of {string.Join(", ", table.Sheets)}. --sheet chooses another."
                );
            var column = table.IndexOf("plan");
            if (column < 0)
                return [(wanted.Plan ?? await OnlyPlanAsync(installation, cancel), Map(wanted, table).Read(table, cancel))];
            // Who belongs to which plan is no column of a figure.
            var map = Map(wanted, table with { Columns = [.. table.Columns.Select((c, i) => i == column ? "" : c)] });
            // In one order, so that two imports at once wait for one another.
            return
            [
                .. map.ReadByPlan(table, table.Columns[column], wanted.Plan, cancel)
                    .OrderBy(p => p.Key, StringComparer.Ordinal)
                    .Select(p => (p.Key, p.Value)),
            ];
        }
        catch (RuleBroken broken)
        {
            throw new NotDone($"{wanted.File}: {broken.Message}", broken);
        }
    }

    static async Task<int> RunAsync(
        Installation installation,
        Wanted wanted,
        IReadOnlyList<(string Plan, FigureMap.Result Read)> parts,
        CancellationToken cancel
    )
    {
        var outcomes = wanted.DryRun
            ? await CompareAsync(installation, wanted, parts, cancel)
            : await StoreAsync(installation, wanted, parts, cancel);
        var refused = outcomes.SelectMany(o => o.Refused).OrderBy(r => r.Line).ToList();
        foreach (var told in outcomes.SelectMany(o => o.Told).Distinct())
            await installation.Terminal.Error.WriteLineAsync($"{wanted.File}: {told}");
        foreach (var line in refused)
            await installation.Terminal.Error.WriteLineAsync($"{wanted.File}:{line.Line}: {line.Reason}");
        var (added, changed, same) = (outcomes.Sum(o => o.Added), outcomes.Sum(o => o.Changed), outcomes.Sum(o => o.Same));
        if (refused.Count > 0 && !wanted.Partial && !wanted.DryRun)
        {
            await installation.Terminal.Error.WriteLineAsync(
                $"{(refused.Count == 1 ? "1 line is" : $"{refused.Count} lines are")} refused, so nothing was stored. Mend the file, or say --partial."
            );
            return 2;
        }
        installation.Terminal.Output.WriteLine(
            wanted.DryRun
                ? $"{added} would be added, {changed} changed, {same} are the same, {refused.Count} refused. Nothing was stored."
                : $"{added} added, {changed} changed, {same} the same, {refused.Count} refused."
        );
        return refused.Count > 0 ? 1 : 0;
    }

    static async Task<List<ImportFigures.Outcome>> CompareAsync(
        Installation installation,
        Wanted wanted,
        IReadOnlyList<(string Plan, FigureMap.Result Read)> parts,
        CancellationToken cancel
    )
    {
        await using var db = installation.Open();
        var outcomes = new List<ImportFigures.Outcome>();
        foreach (var (id, read) in parts)
        {
            var plan =
                await db.Plans.Include(p => p.Area).FirstOrDefaultAsync(p => p.Id == id && p.RemovedAt == null, cancel)
                ?? throw new Missing("plan");
            outcomes.Add(await ImportFigures.CompareAsync(db, wanted.Actor, plan, read, ServiceTime.Today, wanted.Measure, cancel: cancel));
        }
        return outcomes;
    }

    /// <summary>Stores the figures of all plans in one operation; takes them all back where a line of any is refused.</summary>
    static async Task<List<ImportFigures.Outcome>> StoreAsync(
        Installation installation,
        Wanted wanted,
        IReadOnlyList<(string Plan, FigureMap.Result Read)> parts,
        CancellationToken cancel
    )
    {
        var outcomes = new List<ImportFigures.Outcome>();
        try
        {
            await installation.Writer.RunAsync(
                wanted.Actor,
                async work =>
                {
                    outcomes.Clear();
                    foreach (var (plan, read) in parts)
                        outcomes.Add(
                            await ImportFigures.RunAsync(
                                work,
                                plan,
                                read,
                                wanted.Partial,
                                wanted.Reason ?? "Imported by the command line",
                                wanted.Measure,
                                isSaid: wanted.Reason is not null
                            )
                        );
                    if (!wanted.Partial && outcomes.Exists(o => o.Refused.Count > 0))
                        throw new TakenBack();
                },
                cancel
            );
        }
        catch (RuleBroken asked) when (asked.Refusals[0].Field is PlanVerb.Named)
        {
            throw new NotDone($"{wanted.File}: {asked.Message} Say it with --names-nobody.", asked);
        }
        catch (TakenBack)
        {
            // What was refused is told by the caller.
        }
        return outcomes;
    }

    sealed class TakenBack : Exception;

    /// <summary>The only plan that there is.</summary>
    static async Task<string> OnlyPlanAsync(Installation installation, CancellationToken cancel)
    {
        await using var db = installation.Open();
        var plans = await db.Plans.Where(p => p.RemovedAt == null).OrderBy(p => p.Id).Select(p => p.Id).Take(20).ToListAsync(cancel);
        return plans switch
        {
            [var only] => only,
            [] => throw new NotDone("There is no plan yet. Import one with goldthread plan import."),
            _ => throw new NotDone($"Say which plan with --plan. There are {string.Join(", ", plans)}."),
        };
    }

    static FigureMap Map(Wanted wanted, FigureTable table)
    {
        var where = wanted.Where.Select(w => Pair(w, "--where takes COLUMN=TEXT, such as type=1.")).ToList();
        if (wanted.Map.Length == 0 && wanted.Measure is null && where.Count == 0)
            return FigureMap.OfStandard(table) with { MonthFirst = wanted.MonthFirst };
        var guess = FigureMap.Guess(table);
        var map =
            wanted.Map.Length == 0
                ? guess
                : new FigureMap
                {
                    Measure = guess.Measure,
                    On = guess.On,
                    Year = guess.Year,
                };
        foreach (var (field, column) in wanted.Map.SelectMany(Fields))
        {
            map = field.ToLowerInvariant() switch
            {
                "measure" => map with { Measure = column },
                "on" => map with { On = column, Year = null },
                "year" => map with { Year = column },
                "value" => map with { Value = column },
                "numerator" => map with { Numerator = column },
                "denominator" => map with { Denominator = column },
                "note" => map with { Note = column },
                _ => throw new RuleBroken(
                    $"--map knows no field “{field}”. The fields are: {string.Join(", ", FigureMap.Standard)}, year."
                ),
            };
        }
        map = map with { Where = where, Measure = wanted.Measure is null ? map.Measure : null, MonthFirst = wanted.MonthFirst };
        return map.Measure is null && wanted.Measure is null
            ? throw new RuleBroken(
                "Say which column names the measure with --map measure=COLUMN, or of which measure all figures are with --measure."
            )
            : map;
    }

    /// <summary>The pairs of one argument. A comma that no further <c>FIELD=</c> follows belongs to the column's name.</summary>
    static IEnumerable<(string, string)> Fields(string argument)
    {
        var parts = new List<string>();
        foreach (var part in argument.Split(','))
        {
            if (
                parts.Count > 0
                && !FigureMap.Standard.Append("year").Any(f => part.TrimStart().StartsWith(f + "=", StringComparison.OrdinalIgnoreCase))
            )
                parts[^1] += "," + part;
            else
                parts.Add(part);
        }
        return parts.Select(p => Pair(p, "--map takes FIELD=COLUMN, such as on=month."));
    }

    static (string, string) Pair(string text, string why) =>
        text.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
            ? (text[..at].Trim(), text[(at + 1)..].Trim())
            : throw new RuleBroken(why);
}
