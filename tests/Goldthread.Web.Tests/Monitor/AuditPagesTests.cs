using System.Net;
using Goldthread.Domain.Govern;
using Goldthread.Testing;

namespace Goldthread.Web.Tests.Monitor;

/// <summary>An audit is done on its pages, a few questions at a time, without a script.</summary>
public sealed class AuditPagesTests
{
    [Fact]
    public async Task Fifteen_questions_are_answered_in_three_pages_and_completed()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        var auditor = await host.SignInAsync(Role.QualityLead);
        var form = await auditor.GetAsync("/plans/OP-1/monitor/audits/add");
        var audit = await form.SubmitAsync(new() { ["title"] = "Medicines in March", ["tool"] = "medicines" });
        var here = audit.Address.AbsolutePath;

        var page = await auditor.GetAsync(Assert.Single(audit.Links, l => l.EndsWith("/answer", StringComparison.Ordinal)));
        Assert.Equal("Questions 1 to 5 of 15", page.Heading);
        Assert.Contains("Looked up on 30 Nov 2026, not verified", page.Text, StringComparison.Ordinal);
        var none = await page.SubmitAsync([]);
        Assert.Equal(HttpStatusCode.BadRequest, none.Status);
        Assert.Equal("Questions 1 to 5 of 15", none.Heading);

        page = await none.SubmitAsync(Scores(5, "met", "answers[4].score", "not-met", "answers[4].note", "Three blanks"));
        Assert.Equal("Questions 6 to 10 of 15", page.Heading);
        Assert.Contains("5 of 15 are answered", page.Text, StringComparison.Ordinal);
        // What was saved stands there again; a wrong note keeps what was pressed.
        var again = await auditor.GetAsync(here + "/answer");
        Assert.NotNull(again.Document.QuerySelector("[name='answers[4].score'][value=not-met][checked]"));
        Assert.Contains("Three blanks", again.Document.QuerySelector("[name='answers[4].note']")!.TextContent, StringComparison.Ordinal);
        var wrong = await page.SubmitAsync(Scores(5, "met", "answers[0].note", "born 3/2/1941"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.NotNull(wrong.Document.QuerySelector("[name='answers[1].score'][value=met][checked]"));
        page = await wrong.SubmitAsync(new() { ["answers[0].note"] = "" });
        page = await page.SubmitAsync(Scores(5, "met"));
        Assert.Equal(here, page.Address.AbsolutePath);
        Assert.Contains("15 of 15 questions are answered", page.Text, StringComparison.Ordinal);

        page = await page.SubmitAsync([], form: "form[action$='/complete']");
        Assert.Contains("93.3", page.Text, StringComparison.Ordinal);
        Assert.Contains("Put right: Is there a reason", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/answer", string.Join(' ', page.Links), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await auditor.GetAsync(here + "/answer")).Status);

        static Dictionary<string, string?> Scores(int count, string score, params string[] more)
        {
            var answers = Enumerable.Range(0, count).ToDictionary(n => $"answers[{n}].score", _ => (string?)score, StringComparer.Ordinal);
            for (var i = 0; i < more.Length; i += 2)
                answers[more[i]] = more[i + 1];
            return answers;
        }
    }
}
