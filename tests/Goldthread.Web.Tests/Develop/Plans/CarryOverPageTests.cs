using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Develop.Plans;

/// <summary>A plan is carried over by its page with scripts off, and by its call.</summary>
public sealed class CarryOverPageTests
{
    static async Task<WebHost> HostAsync(Engine engine = Engine.Sqlite)
    {
        var host = await WebHost.NewAsync(engine);
        await host.Writer.SmallPlanAsync(await host.RootAsync(), actions: 3);
        await host.Writer.RunAsync(
            Actor.CommandLine,
            async work =>
            {
                var plan = (await PlanQueries.LoadAsync(work.Db, "OP-1", Actor.CommandLine))!;
                Shape.Of<Plan>()["status"].Set(plan.Plan!, PlanStatus.Live);
                await ImportPlan.RunAsync(work, plan);
            }
        );
        return host;
    }

    [Fact]
    public async Task A_planner_keeps_changes_and_leaves_and_finds_the_way_back()
    {
        await using var host = await HostAsync();
        var visitor = await host.SignInAsync(Role.Planner);
        var page = await visitor.GetAsync("/plans/OP-1/carry-over");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        // Every line is there to be left, and the next year is proposed.
        Assert.Equal("1 Apr 2027", page.Document.QuerySelector("input[name=starts]")!.GetAttribute("value"));
        Assert.NotNull(page.Document.QuerySelector("input[name=leave][value='actions/A1']"));

        var blank = await page.SubmitAsync(new() { ["title"] = "" });
        Assert.Equal(HttpStatusCode.BadRequest, blank.Status);
        Assert.NotNull(blank.Document.GetElementById("title-error"));
        var wrong = await page.SubmitAsync(new() { ["title"] = "Next year", ["changes[0].due"] = "soon" });
        Assert.NotNull(wrong.Document.QuerySelector("[id='" + Goldthread.Web.Forms.ShapeForm.IdOf("changes[0].due") + "-error']"));

        var done = await wrong.SubmitAsync(
            new()
            {
                ["title"] = "Next year",
                ["leave"] = "actions/A1",
                ["changes[0].title"] = "Nights are calm by May 2027",
                ["changes[0].due"] = "28 May 2027",
            }
        );
        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Contains("Carried over into “Next year”.", done.Document.Body!.TextContent, StringComparison.Ordinal);
        await using var db = host.At.Open();
        var made = await db.Plans.SingleAsync(p => p.Title == "Next year", TestContext.Current.CancellationToken);
        Assert.Equal($"/plans/{made.Id}", done.Address.AbsolutePath);
        var items = await db.Items.Where(i => i.Owner == made.Id).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal("Nights are calm by May 2027", items.Single(i => i.List == Objective.List).Title);
        Assert.Equal(["A2", "A3"], items.Where(i => i.List == "actions").Select(i => i.Id).Order(StringComparer.Ordinal));

        foreach (var address in (string[])["develop/objectives/O1", "implement/actions/A2"])
        {
            var item = await visitor.GetAsync($"/plans/{made.Id}/{address}");
            Assert.Contains($"/plans/OP-1/{address}", item.Links);
        }
        Assert.DoesNotContain(
            $"/plans/{made.Id}",
            (await visitor.GetAsync("/plans/OP-1/develop/objectives/O1")).Document.Body!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.Forbidden, (await (await host.SignInAsync(Role.Reader)).GetAsync("/plans/OP-1/carry-over")).Status);
        // A draft has nothing to carry over yet.
        Assert.Equal(HttpStatusCode.Conflict, (await visitor.GetAsync($"/plans/{made.Id}/carry-over")).Status);
    }

    [Theory, Databases]
    public async Task A_program_carries_a_plan_over(Engine engine)
    {
        await using var host = await HostAsync(engine);
        using var client = await host.CallerAsync();
        using var made = await client.PostAsJsonAsync(
            "/api/v1/plans/OP-1/carry-over",
            new
            {
                title = "Next year",
                starts = "2027-04-01",
                ends = "2028-03-31",
                leave = (string[])["actions/A1"],
            },
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var answer = await made.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        var id = answer.GetProperty("id").GetString();
        Assert.Equal($"/api/v1/plans/{id}", made.Headers.Location!.OriginalString);
        Assert.Equal(2, answer.GetProperty("counts").GetProperty("actions").GetInt32());
        var plan = await client.GetFromJsonAsync<JsonElement>($"/api/v1/plans/{id}", TestContext.Current.CancellationToken);
        Assert.Equal("OP-1", plan.GetProperty("plan").GetProperty("carriedOver").GetProperty("plan").GetString());

        using var refused = await client.PostAsJsonAsync(
            "/api/v1/plans/OP-1/carry-over",
            new
            {
                title = "Next year",
                starts = "2027-04-01",
                ends = "2027-03-31",
            },
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
    }
}
