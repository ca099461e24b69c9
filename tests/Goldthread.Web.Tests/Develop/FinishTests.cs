using System.Net;
using Goldthread.App.Things;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Develop;

/// <summary>From one thing to be finished to the next, and what became of an approved plan.</summary>
public sealed class FinishTests
{
    [Fact]
    public async Task Each_thing_to_finish_is_one_stop_and_saving_leads_to_the_next()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        var planner = await host.SignInAsync(Role.Planner);
        var approve = await planner.GetAsync("/plans/OP-1/approve");
        var page = await approve.Follow(approve.Links.Single(l => l.EndsWith("handler=Next", StringComparison.Ordinal)));
        var (stops, count) = (new List<string>(), 0);
        var objective = "";
        while (page.Document.QuerySelector(".walk") is { } walk)
        {
            var place = System.Web.HttpUtility.ParseQueryString(page.Address.Query);
            if (stops.Count == 0)
                count = int.Parse(place["of"]!, System.Globalization.CultureInfo.InvariantCulture);
            stops.Add(place["finish"]!);
            Assert.Equal($"{stops.Count} of {count}", walk.QuerySelector("strong")!.TextContent);
            if (page.Address.AbsolutePath.EndsWith("/develop/objectives/O1/edit", StringComparison.Ordinal))
            {
                // All that was found of it is asked at once, also from other parts of its form.
                objective = page.Address.Query;
                foreach (var field in place["mend"]!.Split(','))
                    Assert.True(
                        page.Document.QuerySelector($"main form [name='{field}'], main form [id='{field}']") is not null,
                        $"{field} is not asked."
                    );
                page = await page.SubmitAsync(new() { ["owner"] = "st1" });
            }
            else
                page = await page.Follow(page.Links.Single(l => l.Contains("&after=", StringComparison.Ordinal)));
        }

        Assert.Equal("/plans/OP-1/approve", page.Address.AbsolutePath);
        Assert.Equal(count, stops.Count);
        Assert.True(count >= 5, $"Only {count} stops.");
        Assert.Equal(stops.Distinct(), stops);
        Assert.NotEqual("", objective);
        await using var db = host.At.Open();
        Assert.Equal("st1", (await db.Items.SingleAsync(i => i.List == "objectives")).Person);

        // And back.
        var second = await planner.GetAsync($"/plans/OP-1/approve?handler=Next&after={Uri.EscapeDataString(stops[0])}&number=1&of={count}");
        var back = await second.Follow(second.Links.Single(l => l.Contains("&before=", StringComparison.Ordinal)));
        Assert.Contains("1 of", back.Document.QuerySelector(".walk")!.TextContent, StringComparison.Ordinal);
        var reader = await host.SignInAsync(Role.Reader);
        Assert.Equal("/plans/OP-1/approve", (await reader.GetAsync("/plans/OP-1/approve?handler=Next")).Address.AbsolutePath);
    }

    [Theory, Databases]
    public async Task An_approved_plan_tells_its_newest_version_against_the_approved_one(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        var id = await host.Writer.ExamplePlanAsync();
        await host.Writer.MoveAsync(id, "submit");
        await host.Writer.MoveAsync(id, "approve");
        await host.Writer.AddAsync(id, "stakeholders", new() { ["name"] = "The night team", ["power"] = 5 });
        await host.Writer.AddAsync(id, "risks", new() { ["event"] = "Nobody comes" });
        var planner = await host.SignInAsync(Role.Planner);
        // There and back again, and a change of a change.
        foreach (var (action, days) in new[] { ("A1", new[] { "26 Feb 2027", null }), ("A2", ["20 Feb 2027", "21 Feb 2027"]) })
        {
            var form = await planner.GetAsync($"/plans/{id}/implement/actions/{action}/edit");
            var was = form.Document.QuerySelector("[name=due]")!.GetAttribute("value");
            foreach (var day in days)
                await (await planner.GetAsync($"/plans/{id}/implement/actions/{action}/edit")).SubmitAsync(
                    new() { ["due"] = day ?? was, ["reason"] = $"The trainer said {day ?? "no"}." }
                );
        }

        var page = await planner.GetAsync($"/plans/{id}/approve");

        var rows = page
            .Document.QuerySelectorAll("table")
            .Single(t => t.QuerySelector("caption")!.TextContent.StartsWith("What is different", StringComparison.Ordinal))
            .QuerySelectorAll("tbody tr")
            .Select(r => r.TextContent)
            .ToList();
        var changed = Assert.Single(rows, r => r.StartsWith("Action", StringComparison.Ordinal));
        Assert.Contains("21 Feb 2027", changed, StringComparison.Ordinal);
        Assert.DoesNotContain("20 Feb 2027", changed.Split("The trainer")[0], StringComparison.Ordinal);
        Assert.Contains("The trainer said 21 Feb 2027.", changed, StringComparison.Ordinal);
        Assert.Contains(rows, r => r.Contains("Nobody comes", StringComparison.Ordinal) && r.Contains("New", StringComparison.Ordinal));
        Assert.Contains("No message reaches", page.Text, StringComparison.Ordinal);
        Assert.Contains("The night team", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standards_are_chosen_by_key_question_and_taken_away_with_what_was_said_of_them()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        var planner = await host.SignInAsync(Role.Planner);
        const string address = "/plans/OP-1/develop/objectives/O1/edit?part=law-and-standards";
        var form = await planner.GetAsync(address);
        var box = form.Document.QuerySelector("input[type=checkbox][value='cqc-saf:S1']")!;
        var above = new List<string>();
        for (var fold = box.Closest("details"); fold is not null; fold = fold.ParentElement!.Closest("details"))
        {
            Assert.False(fold.HasAttribute("open"));
            above.Add(fold.QuerySelector("summary")!.TextContent);
        }
        Assert.Equal(["Safe", "CQC single assessment framework (key questions and quality statements)", "Choose by framework"], above);

        await form.SubmitAsync(new() { ["requirements.add"] = "cqc-saf:S1" });
        await (await planner.GetAsync(address)).SubmitAsync(
            new() { ["requirements[0].note"] = "By the night round", ["requirements.add"] = "cqc-saf:S2" }
        );
        Assert.Equal([("cqc-saf:S1", "By the night round"), ("cqc-saf:S2", null)], await CitedAsync(host));
        // A code that there is not is told beside where it was typed.
        var wrong = await (await planner.GetAsync(address)).SubmitAsync(new() { ["requirements.add"] = "cqc-saf:S99" });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Equal("cqc-saf:S99", wrong.Document.QuerySelector("[name='requirements[2].id']")!.GetAttribute("value"));

        await (await planner.GetAsync(address)).SubmitAsync(new() { ["requirements[0].id"] = null });
        Assert.Equal([("cqc-saf:S2", null)], await CitedAsync(host));

        // Evidence names them by their codes alone, and what it supports by name.
        var evidence = await planner.GetAsync("/plans/OP-1/monitor/evidence/add");
        Assert.Contains(
            "Objective: Falls at night",
            evidence.Document.QuerySelector("[name=supports][value=O1]")!.ParentElement!.TextContent,
            StringComparison.Ordinal
        );
        await evidence.SubmitAsync(
            new()
            {
                ["title"] = "Round seen",
                ["supports"] = "O1",
                ["requirements"] = "cqc-saf:S3",
            }
        );
        await using var db = host.At.Open();
        var stored = ItemRows.Read<Domain.Monitor.Evidence>(await db.Items.SingleAsync(i => i.List == "evidence"));
        Assert.Equal(["O1", "cqc-saf:S3"], stored.Supports.Concat(stored.Requirements));

        static async Task<List<(string?, string?)>> CitedAsync(WebHost host)
        {
            await using var db = host.At.Open();
            return
            [
                .. ItemRows
                    .Read<Objective>(await db.Items.SingleAsync(i => i.List == "objectives"))
                    .Requirements.Select(r => (r.Id, r.Note)),
            ];
        }
    }
}
