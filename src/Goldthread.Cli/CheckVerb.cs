using System.CommandLine;
using System.Globalization;
using Goldthread.App.Develop.Findings;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Evaluate;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Evaluate;

namespace Goldthread.Cli;

/// <summary><c>goldthread check PLAN...</c>: what the plan checks find in plan files. Needs no database.</summary>
internal static class CheckVerb
{
    internal static Command Create()
    {
        var plans = new Argument<string[]>("PLAN") { Description = "Plan files, YAML or JSON", Arity = ArgumentArity.OneOrMore };
        var asOf = new Option<string?>("--as-of")
        {
            Description = "The day that counts as today, such as 2026-11-22; the clock's unless given",
        };
        var format = new Option<string>("--format")
        {
            Description = "text: for people; json: for scripts; sarif: for other tools",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "json", "sarif");
        var edition = new Option<int>("--edition")
        {
            Description = $"The edition of the checks: 1 or {Check.Newest}; {Check.Newest} unless given",
            DefaultValueFactory = _ => Check.Newest,
        };
        edition.AcceptOnlyFromAmong("1", "2");
        var marking = new Option<bool>("--marking")
        {
            Description = "Say what an assessor looks for and where the plan shows it, instead of the findings; as text or json",
        };
        var verb = new Command(
            "check",
            "Say what a good operational plan would show and these do not.\nExit status: 0 no error, 1 an error, 2 a file could not be read.\n\nExample:\n  goldthread check examples/care-home.yaml --as-of 2026-11-22 --format json"
        )
        {
            plans,
            asOf,
            format,
            edition,
            marking,
        };
        verb.SetAction(parsed =>
        {
            using var output = parsed.Terminal().OpenBytes();
            return Run(
                parsed.GetRequiredValue(plans),
                parsed.GetValue(asOf) is { } day ? ReadDay(day) : ServiceTime.Today,
                parsed.GetRequiredValue(format),
                parsed.GetValue(edition),
                parsed.GetValue(marking),
                output,
                parsed.Terminal().Error
            );
        });
        return verb;
    }

    /// <summary>Checks the files; prints nothing where one of them cannot be read.</summary>
    /// <returns>0 no error-level finding, 1 at least one, 2 a file could not be read.</returns>
    internal static int Run(
        IReadOnlyList<string> files,
        DateOnly asOf,
        string format,
        int edition,
        bool marking,
        Stream output,
        TextWriter errors
    )
    {
        if (marking && format is "sarif")
            throw new NotDone("--marking is written as text or json. Leave out --format sarif.");
        var plans = new List<PlanFindings>(files.Count);
        var marked = new List<MarkedPlan>();
        foreach (var file in files)
        {
            var read = Read(file);
            if (read.Document is { } document)
            {
                var found = PlanChecks.Run(document, asOf, Shipped.Data, edition);
                plans.Add(new(file, document.Plan!.Id, found, edition));
                if (marking)
                    marked.Add(new(file, document.Plan!.Id, Marking.Of(document, found, asOf)));
            }
            else
                errors.WriteLine($"{file}:{read.First!.Line}:{read.First.Column}: {read.First.Message}");
        }
        if (plans.Count < files.Count)
            return 2;
        if (marking)
        {
            if (format is "text")
                MarkingReport.WriteText(marked, output);
            else
                MarkingReport.WriteJson(marked, asOf, output);
        }
        else if (format is "text")
        {
            FindingsReport.WriteText(plans, output);
        }
        else
        {
            if (format is "json")
                FindingsReport.WriteJson(plans, asOf, output, edition);
            else
                FindingsReport.WriteSarif(plans, output, edition);
            output.Write("\n"u8);
        }
        return plans.Exists(p => p.Count(Severity.Error) > 0) ? 1 : 0;
    }

    static PlanFileRead Read(string file)
    {
        try
        {
            using var stream = GivenFile.Open(file);
            return PlanFile.Read(stream, Shipped.Data);
        }
        catch (NotDone unread)
        {
            var why = unread.InnerException is FileNotFoundException or DirectoryNotFoundException
                ? "There is no such file."
                : "The file cannot be opened.";
            return new(null, [new("", 1, 1, why)]);
        }
    }

    static DateOnly ReadDay(string day) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
            ? read
            : throw new NotDone($"--as-of takes a date like 2026-11-22, not \"{day}\".");
}
