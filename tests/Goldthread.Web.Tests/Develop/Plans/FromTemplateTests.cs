using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Goldthread.App.Develop.Templates;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Strategy;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Develop.Plans;

/// <summary>A plan from a template, by its page with scripts off and by its call.</summary>
public sealed class FromTemplateTests
{
    static readonly Dictionary<string, string?> Goals = new(StringComparer.Ordinal)
    {
        ["falls-goal"] = "5",
        ["medicines-goal"] = "97",
        ["choice-goal"] = "85",
        ["agency-goal"] = "8",
    };

    [Fact]
    public async Task A_planner_chooses_a_template_answers_what_it_asks_and_has_a_plan()
    {
        await using var host = await WebHost.NewAsync();
        var area = await host.RootAsync();
        await host.Writer.AddAsync("strategy:1", StrategicObjective.List, new() { ["title"] = "People are safe" });
        var visitor = await host.SignInAsync(Role.Planner);
        var page = await (await visitor.GetAsync($"/plans/add?area={area}")).Follow($"/plans/add/care-home?area={area}");

        // Nothing is answered yet: each owed answer is asked for beside its question.
        var again = await page.SubmitAsync([]);
        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        // What has to be answered is little: the area and the days are there already.
        Assert.InRange(
            page.Document.QuerySelectorAll("form.form input:not([type=hidden]), form.form select, form.form textarea").Length,
            1,
            30
        );
        Assert.Equal(Goals.Count + 1, again.Errors.Count);
        foreach (var asked in Goals.Keys.Append("title"))
            Assert.NotNull(again.Document.GetElementById(asked + "-error"));

        var done = await again.SubmitAsync(
            new(Goals)
            {
                ["title"] = "The house next year",
                ["people.rm"] = "me",
                ["serves.O1"] = "SO1",
                ["falls-now"] = "7.6",
            }
        );
        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Contains("The plan is started", done.Document.Body!.TextContent, StringComparison.Ordinal);
        await using var db = host.At.Open();
        var plan = await db.Plans.SingleAsync(TestContext.Current.CancellationToken);
        var objective = await db.Items.SingleAsync(
            i => i.Owner == plan.Id && i.List == Objective.List && i.Id == "O1",
            TestContext.Current.CancellationToken
        );
        Assert.StartsWith("Bring falls down from 7.6 to 5 for every 1,000 bed days by ", objective.Title, StringComparison.Ordinal);
        Assert.Contains("\"strategic\":[\"SO1\"]", objective.Body, StringComparison.Ordinal);
        // Whoever started it is its owner, and the others are on the staff list by their roles.
        var staff = await db
            .Items.Where(i => i.List == StaffMember.List)
            .OrderBy(i => i.Position)
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(plan.Person, staff[0].Id);
        Assert.Equal(["Planner", "Deputy manager", "Senior carer", "Activities lead", "Administrator"], staff.Select(s => s.Title));

        // The next plan of the area finds them there.
        var next = await visitor.GetAsync($"/plans/add/care-home?area={area}");
        Assert.Equal(staff[1].Id, next.Document.QuerySelector("select[name='people.dm'] option[selected]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Of_an_area_that_one_does_not_plan_for_nobody_is_shown()
    {
        await using var host = await WebHost.NewAsync();
        var (mine, other) = (
            await host.Writer.AreaAsync(await host.RootAsync()),
            await host.Writer.AreaAsync(await host.RootAsync(), "Elm House")
        );
        await host.Writer.PlanAsync(other);
        await host.Writer.AddAsync("OP-1", StaffMember.List, new() { ["role"] = "Somebody of Elm House" });
        var visitor = await host.SignInAsync(Role.Planner, mine);
        var page = await visitor.GetAsync($"/plans/add/care-home?area={other}");
        Assert.DoesNotContain("Elm House", page.Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/plans/add/no-such")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await host.SignInAsync(Role.Reader)).GetAsync("/plans/add/care-home")).Status);
    }

    [Theory, Databases]
    public async Task A_program_starts_a_plan_from_a_template(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        using var client = await host.CallerAsync();
        var templates = await client.GetFromJsonAsync<JsonElement>("/api/v1/templates", TestContext.Current.CancellationToken);
        var home = templates.EnumerateArray().Single(t => t.GetProperty("id").GetString() == "care-home");
        Assert.Equal(
            "number",
            home.GetProperty("asks")
                .EnumerateArray()
                .First(q => q.GetProperty("id").GetString() == "falls-goal")
                .GetProperty("kind")
                .GetString()
        );

        var body = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["area"] = await host.RootAsync(),
            ["id"] = "OP-9",
            ["title"] = "The house next year",
            ["starts"] = "2027-04-01",
            ["ends"] = "2028-03-31",
            ["answers"] = Goals.Select(g => new { question = g.Key, text = g.Value }),
        };
        using var made = await client.PostAsJsonAsync("/api/v1/templates/care-home", body, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var answer = await made.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(
            ("OP-9", Templates.Find("care-home")!.PlanFile!.Risks.Count),
            (answer.GetProperty("id").GetString(), answer.GetProperty("counts").GetProperty("risks").GetInt32())
        );
        Assert.Equal("/api/v1/plans/OP-9", made.Headers.Location!.OriginalString);

        body["answers"] = Array.Empty<object>();
        body["id"] = "OP-10";
        using var refused = await client.PostAsJsonAsync("/api/v1/templates/care-home", body, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var errors = (await refused.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("errors");
        Assert.Equal(
            Goals.Keys.Order(StringComparer.Ordinal),
            errors.EnumerateArray().Select(e => e.GetProperty("field").GetString()!).Order(StringComparer.Ordinal)
        );
        using var nothing = await client.PostAsJsonAsync("/api/v1/templates/no-such", body, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
    }
}
