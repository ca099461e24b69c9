using System.CommandLine;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Documents;
using Goldthread.App.Govern;
using Goldthread.App.Store;

namespace Goldthread.Cli;

/// <summary><c>goldthread report</c>: a document of a plan as a Word file.</summary>
internal static class ReportVerb
{
    internal static Command Create()
    {
        var id = new Argument<string>("PLAN") { Description = "The plan's id" };
        var kind = new Argument<string>("KIND")
        {
            Description = "Which document: " + string.Join(", ", DocumentKind.All.Select(k => k.Name)),
        };
        kind.AcceptOnlyFromAmong([.. DocumentKind.All.Select(k => k.Name)]);
        var to = new Option<string?>("--out")
        {
            Description = "The Word file to write; PLAN-KIND.docx unless said",
            HelpName = "FILE.docx",
        };
        var report = new Command(
            "report",
            "Write a document of a plan as a Word file.\n\nExample:\n  goldthread report OP-2026 one-page --out plan.docx"
        )
        {
            id,
            kind,
            to,
        };
        report.SetAction(
            async (parsed, cancel) =>
            {
                var (plan, made) = (parsed.GetRequiredValue(id), DocumentKind.Of(parsed.GetRequiredValue(kind)));
                await using var installation = await Installation.OpenAsync(parsed, cancel);
                await using var db = installation.Open();
                var document = await PlanQueries.LoadAsync(db, plan, Actor.CommandLine, cancel) ?? throw new Missing("plan");
                var name = parsed.GetValue(to) ?? $"{plan}-{made.Name}.docx";
                await File.WriteAllBytesAsync(name, WordFile.Of(made.Make(new PlanWords(document, ServiceTime.Clock.Today()))), cancel);
                parsed.Terminal().Output.WriteLine(name);
                return 0;
            }
        );
        return report;
    }
}
