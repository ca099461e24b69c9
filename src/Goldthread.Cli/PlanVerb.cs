using System.CommandLine;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Cli;

/// <summary><c>goldthread plan</c>: plan files in and out of the database.</summary>
internal static class PlanVerb
{
    internal static Command Create()
    {
        var plan = new Command("plan", "Plan files in and out of the database.");
        plan.Subcommands.Add(Import());
        plan.Subcommands.Add(Export());
        plan.Subcommands.Add(List());
        return plan;
    }

    /// <summary>The field of the question about names.</summary>
    internal const string Named = "names";

    /// <summary>The answer to the question about names, for verbs that bring texts into the database.</summary>
    internal static Option<bool> NamesNobody() =>
        new("--names-nobody") { Description = "Say that the names in it are of nobody who uses the service; the record keeps the answer" };

    static Command Import()
    {
        var file = new Argument<string>("FILE") { Description = "A plan file, YAML or JSON" };
        var dry = new Option<bool>("--dry-run") { Description = "Say what would change; store nothing" };
        var why = new Option<string?>("--reason") { Description = "Why; owed where an approved plan changes in what asks why" };
        var nobody = NamesNobody();
        var import = new Command(
            "import",
            "Bring a plan file into the database: afterwards the plan is what the file says; what the file leaves out stays.\n\nExample:\n  goldthread plan import examples/care-home.yaml"
        )
        {
            file,
            dry,
            why,
            nobody,
        };
        import.SetAction(
            async (parsed, cancel) =>
            {
                var name = parsed.GetRequiredValue(file);
                PlanFileRead read;
                await using (var stream = GivenFile.Open(name))
                    read = PlanFile.Read(stream, Shipped.Data, toKeep: true);
                if (read.Document is null)
                {
                    foreach (var error in read.Errors)
                        await parsed.Terminal().Error.WriteLineAsync($"{name}:{error.Line}:{error.Column}: {error.Message}");
                    return 2;
                }
                await using var installation = await Installation.OpenAsync(parsed, cancel);
                var isDry = parsed.GetValue(dry);
                var actor = Actor.CommandLine with { NamesNobody = parsed.GetValue(nobody) };
                try
                {
                    var result = isDry
                        ? await ImportPlan.DryAsync(installation.Writer, actor, read.Document, parsed.GetValue(why), cancel: cancel)
                        : await installation.Writer.RunAsync(
                            actor,
                            work => ImportPlan.RunAsync(work, read.Document, parsed.GetValue(why)),
                            cancel
                        );
                    parsed
                        .Terminal()
                        .Output.WriteLine(
                            $"{result.Id}: {result.Added} {(isDry ? "would be " : "")}added, {result.Changed} changed, {result.Removed} removed.{(isDry ? " Nothing was stored." : "")}"
                        );
                    return 0;
                }
                catch (RuleBroken broken)
                {
                    foreach (var refusal in broken.Refusals)
                    {
                        var isAsked = refusal.Field is Named;
                        var line = refusal.Field is { } field && !isAsked ? Walk.PartAt(read.Document, field).FileLine : 1;
                        await parsed
                            .Terminal()
                            .Error.WriteLineAsync(
                                $"{name}:{Math.Max(1, line)}:1: {refusal.Message}{(isAsked ? " Say it with --names-nobody." : "")}"
                            );
                    }
                    return 2;
                }
            }
        );
        return import;
    }

    static Command Export()
    {
        var id = new Argument<string>("ID") { Description = "The plan's id" };
        var format = new Option<string>("--format") { Description = "yaml or json", DefaultValueFactory = _ => "yaml" };
        format.AcceptOnlyFromAmong("yaml", "json");
        var export = new Command("export", "Print a plan as a plan file.\n\nExample:\n  goldthread plan export OP-2026 > plan.yaml")
        {
            id,
            format,
        };
        export.SetAction(
            async (parsed, cancel) =>
            {
                await using var installation = await Installation.OpenAsync(parsed, cancel);
                await using var db = installation.Open();
                var document =
                    await PlanQueries.LoadAsync(db, parsed.GetRequiredValue(id), Actor.CommandLine, cancel) ?? throw new Missing("plan");
                await using var output = parsed.Terminal().OpenBytes();
                await output.WriteAsync(
                    parsed.GetRequiredValue(format) is "json"
                        ? PlanFile.ToJson(document)
                        : System.Text.Encoding.UTF8.GetBytes(PlanFile.ToYaml(document)),
                    cancel
                );
                return 0;
            }
        );
        return export;
    }

    static Command List()
    {
        var list = new Command("list", "List the plans.\n\nExample:\n  goldthread plan list");
        list.SetAction(
            async (parsed, cancel) =>
            {
                await using var installation = await Installation.OpenAsync(parsed, cancel);
                await using var db = installation.Open();
                await foreach (
                    var plan in db
                        .Plans.Where(p => p.RemovedAt == null)
                        .OrderBy(p => p.Id)
                        .Select(p => new
                        {
                            p.Id,
                            p.Status,
                            p.Title,
                        })
                        .AsAsyncEnumerable()
                        .WithCancellation(cancel)
                )
                    parsed.Terminal().Output.WriteLine($"{plan.Id}\t{plan.Status}\t{plan.Title}");
                return 0;
            }
        );
        return list;
    }
}
