using System.CommandLine;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Documents;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.Domain;

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
        var about = new Option<string?>("--about")
        {
            Description = "The review or the visit that it is about, by its id; the newest unless said",
            HelpName = "ID",
        };
        var since = new Option<string?>("--since") { Description = "The day from which on changes are told", HelpName = "DATE" };
        var report = new Command(
            "report",
            "Write a document of a plan as a Word file.\n\nExample:\n  goldthread report OP-2026 one-page --out plan.docx"
        )
        {
            id,
            kind,
            to,
            about,
            since,
        };
        report.SetAction(
            async (parsed, cancel) =>
            {
                var (plan, made) = (parsed.GetRequiredValue(id), DocumentKind.Of(parsed.GetRequiredValue(kind)));
                await using var installation = await Installation.OpenAsync(parsed, cancel);
                await using var db = installation.Open();
                var row = await PlanQueries.RowAsync(db, plan, cancel) ?? throw new Missing("plan");
                if (parsed.GetValue(since) is { } text && !Days.TryRead(text, out _))
                    throw new NotDone($"“{text}” is no day. Write one such as 3 Nov 2026.");
                var day = parsed.GetValue(since) is { } given && Days.TryRead(given, out var read) ? read : (DateOnly?)null;
                var document = await MakeDocument.OfAsync(
                    db,
                    row,
                    Actor.CommandLine,
                    made,
                    new(parsed.GetValue(about), day),
                    ServiceTime.Clock.Today(),
                    cancel
                );
                var name = parsed.GetValue(to) ?? $"{plan}-{made.Name}.docx";
                await File.WriteAllBytesAsync(name, WordFile.Of(document, Site()), cancel);
                parsed.Terminal().Output.WriteLine(name);
                return 0;
            }
        );
        return report;
    }

    /// <summary>Where the sentences of a report lead to; null where nobody said the public address.</summary>
    static Uri? Site() => Uri.TryCreate(Environment.GetEnvironmentVariable("GOLDTHREAD_URL"), UriKind.Absolute, out var site) ? site : null;
}
