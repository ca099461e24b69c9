using System.Net;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Things;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Implement;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Web.Tests.Implement;

/// <summary>The statutory calendar of a plan: what its service owes in its nation, added as actions that come back.</summary>
public sealed class StatutoryPageTests
{
    [Fact]
    public async Task What_a_children_s_home_owes_is_offered_by_what_it_rests_on_and_is_added_once()
    {
        await using var host = await WebHost.NewAsync(Engine.Sqlite, new FakeTimeProvider(new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero)));
        var file = PlanFile.Read(
            """
            goldthread: 1
            area: {name: Heron House, service_types: [childrens-home], regulators: [ofsted], staff: [{id: st1, role: Manager}]}
            plan: {id: OP-1, title: Safer nights, starts: 2026-04-01, ends: 2027-03-31}
            """u8.ToArray(),
            Shipped.Data
        );
        await host.Writer.RunAsync(Actor.CommandLine, work => ImportPlan.RunAsync(work, file.Document!));
        var visitor = await host.SignInAsync(Role.Planner);
        const string address = "/plans/OP-1/implement/statutory";
        var page = await visitor.GetAsync(address);
        Assert.Equal(
            ["By law", "Set by your own assessment"],
            page.Document.QuerySelectorAll("main h2")
                .Select(h => h.TextContent.Trim())
                .Where(h => h.StartsWith("By", StringComparison.Ordinal) || h.StartsWith("Set", StringComparison.Ordinal))
        );
        Assert.Contains("Every month.", page.Document.QuerySelector("#line-reg44-visit")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "Seen: legislation.gov.uk, SI 2015/541 regulation 44, 30 Nov 2026.",
            page.Document.QuerySelector("#line-reg44-visit")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Set by your own assessment; usual is every year.",
            page.Document.QuerySelector("#line-gas-workplace")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Null(page.Document.QuerySelector("#line-pir"));

        var refused = await page.SubmitAsync(new() { ["due"] = "soon" }, form: "#line-fire-drill-childrens-home form");
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector("#due-fire-drill-childrens-home-error"));
        refused = await refused.SubmitAsync(new() { ["due"] = "1 Dec 2026" }, form: "#line-fire-drill-childrens-home form");
        Assert.NotNull(refused.Document.QuerySelector("#accountable-fire-drill-childrens-home-error"));
        Assert.NotNull(refused.Document.QuerySelector("#every-fire-drill-childrens-home-error"));
        page = await refused.SubmitAsync(
            new()
            {
                ["due"] = "1 Dec 2026",
                ["accountable"] = "st1",
                ["every"] = "week",
                ["of"] = "2",
            },
            form: "#line-fire-drill-childrens-home form"
        );
        page = await page.SubmitAsync(new() { ["due"] = "31 Dec 2026", ["accountable"] = "st1" }, form: "#line-reg44-visit form");
        Assert.Contains(
            "In the plan: Visit by the independent person, with a report due 31 Dec 2026",
            string.Join(
                ' ',
                page.Document.QuerySelector("#line-reg44-visit")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            ),
            StringComparison.Ordinal
        );
        Assert.Null(page.Document.QuerySelector("#line-reg44-visit form"));

        await using var db = host.At.Open();
        var added = await db.Items.Where(i => i.List == "actions").OrderBy(i => i.Position).ToListAsync();
        Assert.Equal(
            [(Rhythm.Week, (int?)2, "fire-drill-childrens-home"), (Rhythm.Month, null, "reg44-visit")],
            added.Select(ItemRows.Read<Action>).Select(a => (a.Repeats!.Every!.Value, a.Repeats.Of, a.Repeats.Calendar!))
        );
        Assert.Null((await (await host.SignInAsync(Role.Reader)).GetAsync(address)).Document.QuerySelector("main .statutory form"));
    }
}
