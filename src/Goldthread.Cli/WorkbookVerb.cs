using System.CommandLine;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Develop.Workbooks;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.Domain;

namespace Goldthread.Cli;

/// <summary><c>goldthread workbook</c>: a plan as a workbook, out and back.</summary>
internal static class WorkbookVerb
{
    internal static Command Create()
    {
        var workbook = new Command("workbook", "A plan as a workbook, to work on in a spreadsheet and give back.");
        workbook.Subcommands.Add(Export());
        workbook.Subcommands.Add(Import());
        return workbook;
    }

    static Argument<string> Plan() => new("PLAN") { Description = "The plan's id" };

    static Command Export()
    {
        var plan = Plan();
        var file = new Argument<string>("FILE.xlsx") { Description = "The workbook that is written; one of that name is replaced" };
        var export = new Command("export", "Write a plan as a workbook.\n\nExample:\n  goldthread workbook export OP-2026 plan.xlsx")
        {
            plan,
            file,
        };
        export.SetAction(
            async (parsed, cancel) =>
            {
                await using var installation = await Installation.OpenAsync(parsed, cancel);
                await using var db = installation.Open();
                var row = await PlanQueries.RowAsync(db, parsed.GetRequiredValue(plan), cancel) ?? throw new Missing("plan");
                await File.WriteAllBytesAsync(
                    parsed.GetRequiredValue(file),
                    await PlanWorkbook.MakeAsync(db, row, Actor.CommandLine, ServiceTime.Clock.Today(), cancel),
                    cancel
                );
                return 0;
            }
        );
        return export;
    }

    static Command Import()
    {
        var plan = Plan();
        var file = new Argument<string>("FILE.xlsx") { Description = "The workbook, as workbook export or the plan's page made it" };
        var dry = new Option<bool>("--dry-run") { Description = "Say what would change; store nothing" };
        var over = new Option<bool>("--over") { Description = "Store that too which somebody else changed after the workbook was made" };
        var removals = new Option<bool>("--removals") { Description = "Take out of the plan what is not in the workbook any more" };
        var why = new Option<string?>("--reason") { Description = "Why; owed where an approved plan changes in what asks why" };
        var nobody = PlanVerb.NamesNobody();
        var import = new Command(
            "import",
            "Bring a workbook back: what it alone changed is stored, all of it or nothing.\n"
                + "Exit status: 0 done, 1 done but lines were left, 2 not done.\n\nExample:\n  goldthread workbook import OP-2026 plan.xlsx --dry-run"
        )
        {
            plan,
            file,
            dry,
            over,
            removals,
            why,
            nobody,
        };
        import.SetAction(
            async (parsed, cancel) =>
            {
                var given = GivenWorkbook.Read(GivenFile.Bytes(parsed.GetRequiredValue(file)), cancel);
                var id = parsed.GetRequiredValue(plan);
                await using var installation = await Installation.OpenAsync(parsed, cancel);
                var all = new TakeWorkbook.Which.All(parsed.GetValue(over), parsed.GetValue(removals));
                var actor = Actor.CommandLine with { NamesNobody = parsed.GetValue(nobody) };
                await using var db = installation.Open();
                var row = await PlanQueries.RowAsync(db, id, cancel) ?? throw new Missing("plan");
                var compared = await ComparedWorkbook.OfAsync(db, row, actor, given, cancel);
                var isDry = parsed.GetValue(dry);
                var done = isDry
                    ? TakeWorkbook.Result.Of(compared.Lines.Where(l => TakeWorkbook.IsTaken(l, all)))
                    : await installation.Writer.RunAsync(
                        actor,
                        work => TakeWorkbook.RunAsync(work, id, given, all, parsed.GetValue(why)),
                        cancel
                    );
                var (output, error) = (parsed.Terminal().Output, parsed.Terminal().Error);
                foreach (var told in given.Told)
                    await error.WriteLineAsync(told);
                var left = 0;
                foreach (var line in compared.Lines.Where(l => !TakeWorkbook.IsTaken(l, all)))
                {
                    left++;
                    var sentences =
                        line.Refused.Count > 0 ? line.Refused
                        : line.IsMeanwhile
                            ? [$"{line.Place}: {line.Who ?? "Somebody"} changed {line.Key} meanwhile; it stays. --over stores it."]
                        : (IReadOnlyList<string>)[$"{line.Key} is not in the workbook any more; it stays. --removals takes it out."];
                    foreach (var sentence in sentences)
                        await error.WriteLineAsync(sentence);
                }
                await output.WriteLineAsync(
                    $"{id}: {done.Added} {(isDry ? "would be " : "")}added, {done.Changed} changed, {done.Removed} removed, {left} left.{(isDry ? " Nothing was stored." : "")}"
                );
                return left > 0 ? 1 : 0;
            }
        );
        return import;
    }
}
