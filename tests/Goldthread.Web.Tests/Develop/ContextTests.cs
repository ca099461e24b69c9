using System.Net;
using System.Text;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Develop;

/// <summary>What the plan is built on: boards, one more line, and a line that becomes something of the plan.</summary>
public sealed class ContextTests
{
    const string Here = "/plans/OP-1/develop/context";

    const string Draft = """
        goldthread: 1
        area: {name: Meadow Care Group}
        plan:
          id: OP-1
          title: Safer nights
          starts: 2026-04-01
          ends: 2027-03-31
          context:
            - {analysis: swot, kind: strengths, text: The night team knows everybody., weight: 3, leads_to: [O1]}
            - {analysis: swot, kind: threat, text: Two nurses leave in spring.}
            - {analysis: feedback, text: Visits end too early.}
        objectives: [{id: O1, title: Falls at night drop, due: 2027-03-31}]
        """;

    static async Task<WebHost> HostAsync(Engine engine, string more = "")
    {
        var host = await WebHost.NewAsync(engine);
        var document = PlanFile
            .Read(
                Encoding.UTF8.GetBytes(Draft.Replace("title: Safer nights", "title: Safer nights" + more, StringComparison.Ordinal)),
                Shipped.Data
            )
            .Document!;
        await host.Writer.RunAsync(Actor.CommandLine, work => ImportPlan.RunAsync(work, document));
        return host;
    }

    static async Task<PlanDocument> DocumentAsync(WebHost host)
    {
        await using var db = host.At.Open();
        return (await PlanQueries.LoadAsync(db, "OP-1", Actor.CommandLine))!;
    }

    [Theory, Databases]
    public async Task A_line_becomes_a_risk_in_one_step_and_leads_to_it(Engine engine)
    {
        await using var host = await HostAsync(engine);
        var planner = await host.SignInAsync(Role.Planner);
        var board = await planner.GetAsync(Here);
        Assert.Contains("2 of 3 lines led to nothing in the plan yet.", board.Text, StringComparison.Ordinal);
        // A column a part, whatever is in it; who wrote "strengths" meant the column.
        Assert.Equal(
            ["Strength", "Weakness", "Opportunity", "Threat", "Lines"],
            board.Document.QuerySelectorAll(".board__column h3").Select(h => h.TextContent)
        );
        Assert.Contains(
            "The night team knows everybody.",
            board.Document.QuerySelector(".board__column")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "Objective: Falls at night drop",
            board.Document.QuerySelector("#line-0 a[href='/plans/OP-1/develop/objectives/O1']")!.TextContent
        );

        var made = await board.SubmitAsync(new() { ["list"] = "risks", ["called"] = "Too few nurses in spring" }, form: "#line-1 form");

        Assert.Equal("/plans/OP-1/develop/risks/R1", made.Address.AbsolutePath);
        var document = await DocumentAsync(host);
        Assert.Equal("Too few nurses in spring", document.Risks.Single().Event);
        Assert.Equal(
            [
                ["O1"],
                ["R1"],
                [],
            ],
            document.Plan!.Context.Select(c => c.LeadsTo)
        );
        var list = await planner.GetAsync(Here + "?view=list");
        Assert.Contains("1 of 3 lines led to nothing in the plan yet.", list.Text, StringComparison.Ordinal);
        Assert.Contains("Risk: Too few nurses in spring", list.Document.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task A_line_that_was_changed_meanwhile_makes_nothing(Engine engine)
    {
        await using var host = await HostAsync(engine);
        var planner = await host.SignInAsync(Role.Planner);
        var board = await planner.GetAsync(Here);
        await (await planner.GetAsync(Here)).SubmitAsync(
            new() { ["list"] = "stakeholders", ["called"] = "Families" },
            form: "#line-2 form"
        );
        // Another line now stands where the first stood.
        var lines = (await DocumentAsync(host)).Plan!.Context.Skip(1).ToArray();
        await using (var db = host.At.Open())
        {
            var version = await db.Plans.Where(p => p.Id == "OP-1").Select(p => p.Version).SingleAsync();
            await host.Writer.RunAsync(
                Actor.CommandLine,
                work => EditPlan.RunAsync(work, "OP-1", version, new Dictionary<string, object?> { ["context"] = lines })
            );
        }

        var refused = await board.SubmitAsync(new() { ["list"] = "risks" }, form: "#line-1 form");

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("Somebody changed this line", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Empty((await DocumentAsync(host)).Risks);
    }

    [Theory, Databases]
    public async Task A_line_is_added_and_what_is_missing_is_said_beside_the_question(Engine engine)
    {
        await using var host = await HostAsync(engine);
        var planner = await host.SignInAsync(Role.Planner);
        var board = await planner.GetAsync(Here);

        var blank = await board.SubmitAsync(new() { ["analysis"] = "pestle" }, form: "form[action*=Add]");
        Assert.Equal((HttpStatusCode.BadRequest, "Say what you saw."), (blank.Status, Assert.Single(blank.Errors)));
        var named = await board.SubmitAsync(new() { ["text"] = "Seen by 943 476 5919" }, form: "form[action*=Add]");
        Assert.Equal(HttpStatusCode.BadRequest, named.Status);
        var unmade = await board.SubmitAsync(new() { ["called"] = "" }, form: "#line-1 form");
        Assert.Equal((HttpStatusCode.BadRequest, "Choose what it becomes."), (unmade.Status, Assert.Single(unmade.Errors)));

        var added = await board.SubmitAsync(
            new()
            {
                ["analysis"] = "pestle",
                ["kind"] = "Legal",
                ["text"] = "New rules on visiting",
                ["weight"] = "2",
            },
            form: "form[action*=Add]"
        );

        Assert.Equal(HttpStatusCode.OK, added.Status);
        var line = (await DocumentAsync(host)).Plan!.Context[^1];
        Assert.Equal((ContextAnalysis.Pestle, "Legal", "New rules on visiting", 2), (line.Analysis, line.Kind, line.Text, line.Weight));
    }

    [Fact]
    public async Task Of_an_approved_plan_an_objective_out_of_a_line_owes_a_reason_and_a_reader_makes_nothing()
    {
        await using var host = await HostAsync(Engine.Sqlite, "\n  status: live\n  approver: RM\n  approved_on: 2026-04-01");
        var planner = await host.SignInAsync(Role.Planner);
        var board = await planner.GetAsync(Here);
        var why = await board.SubmitAsync(
            new() { ["list"] = "objectives", ["called"] = "Visits last as long as people like" },
            form: "#line-2 form"
        );
        Assert.Equal(HttpStatusCode.BadRequest, why.Status);
        Assert.Single((await DocumentAsync(host)).Objectives);
        var made = await board.SubmitAsync(
            new()
            {
                ["list"] = "objectives",
                ["called"] = "Visits last as long as people like",
                ["reason"] = "Families asked",
            },
            form: "#line-2 form"
        );
        Assert.Equal(HttpStatusCode.OK, made.Status);
        Assert.Equal(2, (await DocumentAsync(host)).Objectives.Count);

        var reader = await host.SignInAsync(Role.Reader);
        var seen = await reader.GetAsync(Here);
        Assert.Empty(seen.Document.QuerySelectorAll("main form[method=post]"));
        Assert.Contains("The night team knows everybody.", seen.Text, StringComparison.Ordinal);
    }
}
