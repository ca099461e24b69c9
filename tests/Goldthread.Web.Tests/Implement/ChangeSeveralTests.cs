using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Goldthread.Web.Tests.Implement;

/// <summary>Several actions changed at once: looked at first, then all of them or none.</summary>
public sealed class ChangeSeveralTests
{
    const string Address = "/plans/OP-1/implement/change-several";

    static async Task<WebHost> HostAsync(Engine engine = Engine.Sqlite)
    {
        var host = await WebHost.NewAsync(engine, new FakeTimeProvider(new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero)));
        await host.Writer.SmallPlanAsync(await host.RootAsync(), actions: 0);
        await host.Writer.AddAsync("OP-1", "staff", new() { ["role"] = "Night lead" });
        foreach (var title in new[] { "Hang the lamps", "Move the rails", "Check the doors" })
            await host.Writer.AddAsync(
                "OP-1",
                "actions",
                new()
                {
                    ["title"] = title,
                    ["accountable"] = new[] { "st1" },
                    ["due"] = new DateOnly(2026, 11, 20),
                    ["starts"] = title[0] == 'M' ? new DateOnly(2026, 11, 1) : null,
                }
            );
        await host.Writer.MoveAsync("OP-1", "actions", "A3", "close", values: new() { ["note"] = "All are tight" });
        return host;
    }

    static WebPage Tick(WebPage page, params string[] actions)
    {
        foreach (var box in page.Document.QuerySelectorAll<IHtmlInputElement>("input[name=actions]"))
            box.IsChecked = actions.Contains(box.Value, StringComparer.Ordinal);
        return page;
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task What_would_change_is_shown_then_all_of_it_is_changed_or_nothing(Engine engine)
    {
        await using var host = await HostAsync(engine);
        var visitor = await host.SignInAsync(Role.Planner);
        var page = await visitor.GetAsync(Address);
        // What is done is not offered.
        Assert.Equal(["A1", "A2"], page.Document.QuerySelectorAll("input[name=actions]").Select(i => i.GetAttribute("value")));
        Assert.NotNull((await visitor.GetAsync("/plans/OP-1/implement/actions")).Document.QuerySelector($"a[href='{Address}']"));

        var refused = await page.SubmitAsync(new() { ["later"] = "7" });
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector("#actions-error"));
        refused = await Tick(page, "A1").SubmitAsync(new() { ["later"] = "400" });
        Assert.NotNull(refused.Document.QuerySelector("#later-error"));
        refused = await Tick(page, "A1").SubmitAsync([]);
        Assert.NotNull(refused.Document.QuerySelector("#accountable-error"));

        var look = await Tick(page, "A1", "A2")
            .SubmitAsync(
                new()
                {
                    ["accountable"] = "st2",
                    ["later"] = "7",
                    ["priority"] = "1",
                }
            );
        Assert.Equal(HttpStatusCode.OK, look.Status);
        Assert.Equal(
            [
                "Hang the lamps|Deputy manager|Night lead",
                "Hang the lamps|Not said|1",
                "Hang the lamps|20 Nov 2026|27 Nov 2026",
                "Move the rails|Deputy manager|Night lead",
                "Move the rails|Not said|1",
                "Move the rails|1 Nov 2026|8 Nov 2026",
                "Move the rails|20 Nov 2026|27 Nov 2026",
            ],
            look.Document.QuerySelectorAll("main tbody tr")
                .Select(r => string.Join('|', new[] { 0, 2, 3 }.Select(i => r.Children[i].TextContent.Trim())))
        );
        Assert.Equal("st1", (await ActionsAsync(host))[0].Answers);

        // Somebody changes one of them in between: none is changed.
        await host.Writer.RunAsync(
            Actor.CommandLine,
            work =>
                App.Things.EditItem.RunAsync(
                    work,
                    "OP-1",
                    Domain.Shapes.Thing.Of<Domain.Implement.Action>(),
                    "A2",
                    1,
                    new Dictionary<string, object?> { ["title"] = "Move all rails" }
                )
        );
        var stale = await look.SubmitAsync([]);
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Equal("st1", (await ActionsAsync(host))[0].Answers);
        // Looked at anew, it goes.
        var done = await stale.SubmitAsync([]);
        Assert.Contains("2 actions are changed.", done.Document.Body!.TextContent, StringComparison.Ordinal);
        var now = await ActionsAsync(host);
        Assert.Equal(["st2 27 Nov 1", "st2 27 Nov 1", "st1 20 Nov "], now.Select(a => $"{a.Answers} {a.Due:d MMM} {a.Priority}"));
        Assert.Equal(new DateOnly(2026, 11, 8), now[1].Starts);

        var reader = await host.SignInAsync(Role.Contributor);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync(Address)).Status);
    }

    [Fact]
    public async Task An_approved_plan_owes_a_reason_and_each_change_is_agreed_to_by_itself()
    {
        await using var host = await WebHost.NewAsync(clock: new FakeTimeProvider(new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero)));
        var file = PlanFile.Read(
            """
            goldthread: 1
            area: {name: Heron House}
            plan: {id: OP-1, title: Safer nights, starts: 2026-04-01, ends: 2027-03-31, status: live, approver: RM, approved_on: 2026-04-01}
            actions:
              - {id: A1, title: Hang the lamps, due: 2026-11-20}
              - {id: A2, title: Move the rails, due: 2026-11-20, starts: 2026-11-01}
            """u8.ToArray(),
            Shipped.Data
        );
        await host.Writer.RunAsync(Actor.CommandLine, work => ImportPlan.RunAsync(work, file.Document!));
        var visitor = await host.SignInAsync(Role.Planner);
        var look = await Tick(await visitor.GetAsync(Address), "A1", "A2").SubmitAsync(new() { ["later"] = "-7" });
        var refused = await look.SubmitAsync([]);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector("#reason-error"));
        Assert.Equal(3, refused.Document.QuerySelectorAll("main tbody tr").Length);
        var done = await refused.SubmitAsync(new() { ["reason"] = "The builders come earlier" });
        Assert.Contains("2 actions are changed.", done.Document.Body!.TextContent, StringComparison.Ordinal);
        await using var db = host.At.Open();
        var plan = (await PlanQueries.LoadAsync(db, "OP-1", Actor.CommandLine))!;
        Assert.Equal(
            ["A1 2026-11-13", "A2 2026-11-13"],
            plan.Adaptations.Where(a => a.Field is Domain.Evaluate.AdaptedField.Due).Select(a => $"{a.About} {a.To}")
        );
    }

    static async Task<IReadOnlyList<Domain.Implement.Action>> ActionsAsync(WebHost host)
    {
        await using var db = host.At.Open();
        return (await PlanQueries.LoadAsync(db, "OP-1", Actor.CommandLine))!.Actions;
    }
}
