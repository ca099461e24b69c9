using System.Net;
using System.Text;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Goldthread.Web.Tests.Rules;

/// <summary>The rules of writing by page and by call: the answer is the same whichever way one comes in, and what is refused changes nothing.</summary>
public sealed class WaysInTests
{
    const string Page = "/plans/OP-1/implement/actions/A1";
    const string Call = "/api/v1/plans/OP-1/actions/A1";

    const string Live = """
        goldthread: 1
        area: {name: Meadow Care Group, staff: [{id: st1, role: Night lead}, {id: st2, role: Deputy manager}]}
        plan: {id: OP-1, title: Safer nights, starts: 2026-04-01, ends: 2027-03-31, owner: st2, status: live, approver: RM, approved_on: 2026-04-01}
        objectives: [{id: O1, title: Falls at night drop, due: 2027-03-31}]
        actions: [{id: A1, title: Check each room, objective: O1, accountable: [st1], due: 2026-12-31}]
        risks: [{id: RK1, event: the night staff leave}]
        """;

    static async Task<WebHost> LiveAsync(Engine engine)
    {
        var host = await WebHost.NewAsync(engine);
        var document = PlanFile.Read(Encoding.UTF8.GetBytes(Live), Shipped.Data).Document!;
        await host.Writer.RunAsync(Actor.CommandLine, work => ImportPlan.RunAsync(work, document));
        return host;
    }

    static async Task<HttpStatusCode> PatchAsync(HttpClient client, string body, int version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, Call) { Content = new StringContent(body) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    static async Task<(int Version, DateOnly? Due, int Lines)> LeftAsync(WebHost host)
    {
        await using var db = host.At.Open();
        var row = await db.Items.SingleAsync(i => i.Owner == "OP-1" && i.List == "actions" && i.Id == "A1");
        return (row.Version, row.Due, await db.Records.CountAsync(r => r.Stream == "OP-1"));
    }

    [Theory, Databases]
    public async Task A_due_date_of_a_live_plan_is_moved_with_a_reason_that_says_something(Engine engine)
    {
        await using var host = await LiveAsync(engine);
        var planner = await host.SignInAsync(Role.Planner);
        using var caller = await host.CallerAsync();
        var before = await LeftAsync(host);

        foreach (var blank in (string[])["", "   "])
        {
            var form = await (await planner.GetAsync(Page + "/edit")).SubmitAsync(new() { ["due"] = "31 Jan 2027", ["reason"] = blank });
            Assert.Equal(HttpStatusCode.BadRequest, form.Status);
            Assert.NotNull(form.Document.GetElementById("reason-error"));
            Assert.Equal(
                HttpStatusCode.UnprocessableEntity,
                await PatchAsync(caller, $$"""{"due":"2027-01-31","reason":"{{blank}}"}""", 1)
            );
            var removed = await (await planner.GetAsync("/plans/OP-1/develop/risks/RK1/remove")).SubmitAsync(new() { ["reason"] = blank });
            Assert.Equal(HttpStatusCode.BadRequest, removed.Status);
        }
        Assert.Equal(before, await LeftAsync(host));

        Assert.Equal(HttpStatusCode.NoContent, await PatchAsync(caller, """{"due":"2027-01-31","reason":"Two are ill"}""", 1));
        var saved = await (await planner.GetAsync(Page + "/edit")).SubmitAsync(
            new() { ["due"] = "28 Feb 2027", ["reason"] = "Two more are ill" }
        );
        Assert.Equal(Page, saved.Address.AbsolutePath);
        await using var db = host.At.Open();
        Assert.Equal(
            ["Two are ill", "Two more are ill"],
            (await PlanQueries.LoadAsync(db, "OP-1", Actor.CommandLine))!.Adaptations.Select(a => a.Reason)
        );
    }

    [Theory, Databases]
    public async Task Who_may_not_is_refused_by_page_and_by_call_and_a_save_that_mixes_is_refused_whole(Engine engine)
    {
        await using var host = await LiveAsync(engine);
        var before = await LeftAsync(host);
        var reason = "\"reason\":\"The inspection asked for it\"";

        using var own = await host.CallerAsync(Role.Contributor, staff: "st1");
        Assert.Equal(HttpStatusCode.Forbidden, await PatchAsync(own, $$"""{"evidence":[],"due":"2027-01-31",{{reason}}}""", 1));
        foreach (
            var (role, staff) in ((Role, string?)[])
                [(Role.Contributor, "st2"), (Role.Reader, "st1"), (Role.Approver, "st1"), (Role.QualityLead, null)]
        )
        {
            using var caller = await host.CallerAsync(role, staff: staff);
            Assert.Equal(HttpStatusCode.Forbidden, await PatchAsync(caller, $$"""{"title":"Another",{{reason}}}""", 1));
            var visitor = await host.SignInAsync(role, staff: staff);
            foreach (var address in (string[])["/edit", "/remove"])
            {
                var page = await visitor.GetAsync(Page + address);
                var answer = page.Document.QuerySelector("main form[method=post]") is null
                    ? page
                    : await page.SubmitAsync(new() { ["title"] = "Another", ["reason"] = "The inspection asked for it" });
                Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
            }
        }
        // Somebody of another area finds nothing there.
        var elsewhere = await host.Writer.AreaAsync(await host.RootAsync());
        using var stranger = await host.CallerAsync(Role.Planner, elsewhere);
        Assert.Equal(HttpStatusCode.NotFound, await PatchAsync(stranger, """{"progress":40}""", 1));
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.SignInAsync(Role.Planner, elsewhere)).GetAsync(Page + "/edit")).Status);

        Assert.Equal(before, await LeftAsync(host));
    }

    [Theory, Databases]
    public async Task What_was_read_before_somebody_saved_overwrites_nothing(Engine engine)
    {
        await using var host = await LiveAsync(engine);
        var planner = await host.SignInAsync(Role.Planner);
        using var caller = await host.CallerAsync();
        var form = await planner.GetAsync("/plans/OP-1/develop/risks/RK1/edit");
        Assert.Equal(HttpStatusCode.NoContent, await PatchAsync(caller, """{"effortHours":3}""", 1));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await PatchAsync(caller, """{"effortHours":4}""", 1));
        await (await planner.GetAsync("/plans/OP-1/develop/risks/RK1/edit")).SubmitAsync(new() { ["event"] = "the day staff leave" });

        var stale = await form.SubmitAsync(new() { ["event"] = "the cook leaves" });

        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        await using var db = host.At.Open();
        Assert.Equal("The day staff leave", (await db.Items.SingleAsync(i => i.List == "risks" && i.Id == "RK1")).Title);
    }
}
