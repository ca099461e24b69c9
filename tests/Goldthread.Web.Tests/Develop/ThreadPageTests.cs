using System.Net;
using Goldthread.Domain.Govern;
using Goldthread.Testing;

namespace Goldthread.Web.Tests.Develop;

/// <summary>The page of the thread: picture and list, walked both ways, its loose ends named.</summary>
public sealed class ThreadPageTests
{
    static async Task<WebHost> HostAsync(Engine engine = Engine.Sqlite)
    {
        var host = await WebHost.NewAsync(engine);
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        await host.Writer.AddAsync("OP-1", "actions", new() { ["title"] = "Hang in the air" });
        await host.Writer.AddAsync("OP-1", "measures", new() { ["name"] = "Falls with harm", ["objectives"] = new[] { "O1" } });
        await host.Writer.AddAsync("OP-1", "evidence", new() { ["title"] = "Walk round", ["supports"] = new[] { "A1" } });
        return host;
    }

    [Theory, Databases]
    public async Task Loose_ends_are_named_by_kind_and_drawn(Engine engine)
    {
        await using var host = await HostAsync(engine);
        var visitor = await host.SignInAsync(Role.Planner);
        await (await visitor.GetAsync("/plans/OP-1/develop/objectives/O1/edit")).SubmitAsync(
            new() { ["requirements[0].id"] = "cqc-saf:S1" }
        );
        var page = await visitor.GetAsync("/plans/OP-1/thread");

        var kinds = page.Document.QuerySelectorAll(".loose-ends summary").Select(s => s.TextContent.Trim()).ToList();
        Assert.Equal(
            [
                "Objectives without strategy: 1",
                "Actions without objective: 1",
                "Measures without figures: 2",
                "Requirements without evidence: 1",
            ],
            kinds.Take(4)
        );
        var svg = page.Document.QuerySelector("svg.thread-picture")!;
        Assert.NotNull(svg.QuerySelector("a[href='/plans/OP-1/implement/actions/A1']"));
        Assert.Contains("It serves no strategic objective", svg.TextContent, StringComparison.Ordinal);
        Assert.Contains("No figures yet", svg.TextContent, StringComparison.Ordinal);
        Assert.Contains("No evidence yet", svg.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_of_what_no_objective_leads_to_has_its_place_too()
    {
        await using var host = await HostAsync();
        await host.Writer.AddAsync("OP-1", "risks", new() { ["event"] = "Night staff leave" });
        await host.Writer.AddAsync("OP-1", "evidence", new() { ["title"] = "Exit talks", ["supports"] = new[] { "R1" } });
        var visitor = await host.SignInAsync(Role.Reader);
        var evidence = await visitor.GetAsync("/plans/OP-1/monitor/evidence/EV2");

        var page = await visitor.GetAsync(Assert.Single(evidence.Links, l => l.Contains("thread?of=", StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("of R1", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_any_thing_one_sees_what_it_serves_and_what_serves_it()
    {
        await using var host = await HostAsync();
        var visitor = await host.SignInAsync(Role.Reader);
        var thing = await visitor.GetAsync("/plans/OP-1/implement/actions/A1");
        var address = Assert.Single(thing.Links, l => l.Contains("thread?of=", StringComparison.Ordinal));

        var page = await visitor.GetAsync(address);

        var boxes = page.Document.QuerySelectorAll("svg.thread-picture a").Select(a => a.GetAttribute("href")!).ToHashSet();
        Assert.Contains("/plans/OP-1/develop/objectives/O1", boxes);
        Assert.Contains("/plans/OP-1/implement/actions/A1", boxes);
        Assert.Contains("/plans/OP-1/monitor/evidence/EV1", boxes);
        Assert.DoesNotContain("/plans/OP-1/monitor/measures/M2", boxes);
        Assert.DoesNotContain("/plans/OP-1/implement/actions/A2", boxes);
        Assert.Equal(
            "/plans/OP-1/implement/actions/A1",
            page.Document.QuerySelector("svg.thread-picture a[aria-current]")!.GetAttribute("href")
        );
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/plans/OP-1/thread?of=actions/A99")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/plans/OP-1/thread?of=nonsense")).Status);
    }
}
