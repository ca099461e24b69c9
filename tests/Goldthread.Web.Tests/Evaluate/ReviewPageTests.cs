using System.Net;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Goldthread.Web.Tests.Api;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Evaluate;

/// <summary>A review is held on its page: plan against actual, what was decided before, the form, and decisions that become actions.</summary>
public sealed class ReviewPageTests
{
    sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 3, 9, 0, 0, TimeSpan.Zero);
    }

    [Theory, Databases]
    public async Task A_review_is_held_and_a_decision_becomes_an_action(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine, new Clock());
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        await host.Writer.AddAsync(
            "OP-1",
            "actions",
            new()
            {
                ["title"] = "Order lamps",
                ["objective"] = "O1",
                ["due"] = new DateOnly(2026, 10, 1),
            }
        );
        await host.Writer.AddAsync(
            "OP-1",
            "measures",
            new()
            {
                ["name"] = "Falls with harm",
                ["objectives"] = new[] { "O1" },
                ["unit"] = "falls",
                ["frequency"] = Domain.Monitor.Frequency.Monthly,
            }
        );
        await host.Writer.ReadingsAsync("OP-1", "M2", [4, 6, 3]);
        await host.Writer.AddAsync(
            "OP-1",
            "budget",
            new()
            {
                ["objective"] = "O1",
                ["planned"] = 1200m,
                ["spent"] = 300m,
            }
        );
        await host.Writer.AddAsync("OP-1", "risks", new() { ["event"] = "Nobody comes", ["next_review"] = new DateOnly(2026, 11, 20) });
        await host.Writer.AddAsync(
            "OP-1",
            "reviews",
            new() { ["scheduled"] = new DateOnly(2026, 11, 3), ["kind"] = Domain.Evaluate.ReviewKind.Quarterly }
        );
        await host.Writer.AddAsync("OP-1", "reviews", new() { ["scheduled"] = new DateOnly(2026, 12, 3) });
        var visitor = await host.SignInAsync(Role.Planner);

        var page = await visitor.GetAsync("/plans/OP-1/evaluate/reviews/RV1");

        Assert.Equal("Hold the quarterly review due 3 Nov 2026", page.Heading);
        foreach (
            var part in new[]
            {
                "0 of 2",
                "spent of £1,200 planned",
                "Late: Order lamps",
                "3 falls, Mar 2024",
                "Too old to say how things stand",
                "Nobody comes",
                "No review was held before this one",
            }
        )
            Assert.Contains(part, page.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);

        page = await page.SubmitAsync([], button: "another=decisions");
        page = await page.SubmitAsync(
            new()
            {
                ["text"] = "No signal yet",
                ["attendees"] = "Registered manager\nDeputy manager",
                ["decisions[0].decision"] = "adapt",
                ["decisions[0].about"] = "O1",
                ["decisions[0].text"] = "Fit lamps in the east wing first",
            }
        );
        Assert.Equal("Quarterly review of 3 Nov 2026", page.Heading);
        Assert.Null(page.Document.QuerySelector("section.hold"));
        Assert.Contains("Adapt: Fit lamps in the east wing first", page.Text, StringComparison.Ordinal);
        Assert.Contains("How the plan stood on 3 Nov 2026", page.Text, StringComparison.Ordinal);

        var form = await visitor.GetAsync(Assert.Single(page.Links, l => l.Contains("from.kind=review", StringComparison.Ordinal)));
        await form.SubmitAsync([]);
        await using (var db = host.At.Open())
        {
            var action = await db.Items.SingleAsync(i => i.List == "actions" && i.Id == "A3");
            Assert.Equal("Fit lamps in the east wing first", action.Title);
            Assert.Equal("O1", action.Objective);
            Assert.Contains(
                "\"from\":{\"kind\":\"review\",\"id\":\"RV1\"}",
                action.Body.Replace(" ", "", StringComparison.Ordinal),
                StringComparison.Ordinal
            );
        }
        Assert.Contains("Fit lamps", (await visitor.GetAsync("/plans/OP-1/evaluate/reviews/RV1")).Text, StringComparison.Ordinal);

        // A figure that it saw is corrected with a reason alone, by page and by call, and beside what it saw.
        await host.Writer.AddAsync(
            "OP-1",
            "reviews",
            new() { ["period"] = Domain.Evaluate.ReviewPeriod.Of(new(2024, 1, 1), new(2024, 12, 31)) }
        );
        await (await visitor.GetAsync("/plans/OP-1/evaluate/reviews/RV3")).SubmitAsync(new() { ["text"] = "Three months" });
        using var caller = await host.CallerAsync();
        const string Correction = """[{"measure":"M2","on":"2024-02-01","value":5}]""";
        var refused = await caller.SendAsync("POST", "/api/v1/plans/OP-1/readings", Correction);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains(
            "Feb 2024 of \u201cFalls with harm\u201d was looked at in a review",
            refused.Body.ToString(),
            StringComparison.Ordinal
        );
        var taken = await caller.SendAsync("POST", "/api/v1/plans/OP-1/readings?reason=One+was+counted+twice", Correction);
        Assert.Equal(HttpStatusCode.OK, taken.Status);
        var enter = await visitor.GetAsync("/plans/OP-1/monitor/measures/M2/upload");
        enter = await enter.SubmitAsync(new() { ["pasted"] = "Month\tFalls\nFeb 2024\t4\n" });
        foreach (var handler in (string[])["Look", "Store"])
        {
            enter.Document.QuerySelector("main form[method=post]")!.SetAttribute("action", "?handler=" + handler);
            enter = await enter.SubmitAsync([]);
        }
        Assert.Equal(HttpStatusCode.BadRequest, enter.Status);
        Assert.True(enter.Document.QuerySelector("#reason") is not null, enter.Text);
        var then = await visitor.GetAsync("/plans/OP-1/evaluate/reviews/RV3");
        var corrected = then
            .Document.QuerySelectorAll("table")
            .Single(t => t.TextContent.Contains("corrected since", StringComparison.Ordinal));
        Assert.Contains("6 falls", corrected.TextContent, StringComparison.Ordinal);
        Assert.Contains("5 falls", corrected.TextContent, StringComparison.Ordinal);
        Assert.Contains("One was counted twice", corrected.TextContent, StringComparison.Ordinal);

        host.At.Commands.Clear();
        var next = await visitor.GetAsync("/plans/OP-1/evaluate/reviews/RV2");
        Assert.True(host.At.Commands.Count <= 12, $"{host.At.Commands.Count} commands");
        var before = next.Text[next.Text.IndexOf("Decided before", StringComparison.Ordinal)..];
        Assert.Contains("Quarterly review, held 3 Nov 2026", before, StringComparison.Ordinal);
        Assert.Contains("Fit lamps in the east wing first", before, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readers_see_the_report_and_no_form_and_a_removed_review_comes_back()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        await host.Writer.AddAsync("OP-1", "reviews", new() { ["scheduled"] = new DateOnly(2026, 11, 3) });
        var reader = await host.SignInAsync(Role.Reader);
        var page = await reader.GetAsync("/plans/OP-1/evaluate/reviews/RV1");
        Assert.Null(page.Document.QuerySelector("main form"));

        var planner = await host.SignInAsync(Role.Planner);
        var wrong = await (await planner.GetAsync("/plans/OP-1/evaluate/reviews/RV1")).SubmitAsync(new() { ["text"] = "born 3/2/1941" });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Contains("birth date", Assert.Single(wrong.Errors), StringComparison.Ordinal);
        Assert.Contains("born 3/2/1941", wrong.Document.QuerySelector("#text")!.TextContent, StringComparison.Ordinal);

        await (await planner.GetAsync("/plans/OP-1/evaluate/reviews/RV1/remove")).SubmitAsync([]);
        page = await planner.GetAsync("/plans/OP-1/evaluate/reviews/RV1");
        Assert.Contains("was removed from the plan", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync([]);
        Assert.DoesNotContain("was removed from the plan", page.Text, StringComparison.Ordinal);
    }
}
