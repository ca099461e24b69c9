using System.Net;
using Goldthread.App.Develop.Plans;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Strategy;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Develop;

/// <summary>From nothing to a plan in eight answers.</summary>
public sealed class FirstPlanTests
{
    [Theory, Databases]
    public async Task Eight_answers_make_a_service_its_plan_and_the_second_person(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        var visitor = await host.SignInAsync(WebHost.Administrator);
        var form = await visitor.GetAsync("/plans/add/first");
        Assert.Equal(8, form.Document.QuerySelectorAll("main form .nhsuk-form-group > label, main form fieldset > legend").Length);

        var blank = await form.SubmitAsync([]);
        Assert.Equal(HttpStatusCode.BadRequest, blank.Status);
        Assert.Equal(4, blank.Errors.Count);
        var half = await form.SubmitAsync(Filled(due: "soon"));
        Assert.NotNull(half.Document.GetElementById("due-error"));
        await using (var none = host.At.Open())
            Assert.Equal((0, 0), (await none.Plans.CountAsync(), await none.Areas.CountAsync(a => a.ParentId != null)));

        var page = await form.SubmitAsync(Filled("1 Mar 2027"));

        Assert.Equal("Rowan Court", page.Document.QuerySelector(".plan-head__fact")!.TextContent);
        var account = await page.Follow(page.Links.Single(l => l.StartsWith("/admin/accounts/add?", StringComparison.Ordinal)));
        Assert.Equal("Head of care", account.Document.QuerySelector("[name=name]")!.GetAttribute("value"));
        await using var db = host.At.Open();
        var plan = await db.Plans.SingleAsync();
        var items = await db.Items.OrderBy(i => i.Position).ToListAsync();
        var people = items.Where(i => i.List == "staff").Select(i => i.Title).ToList();
        Assert.Equal("Head of care", people[1]);
        var me = items.First(i => i.List == "staff").Id;
        Assert.Equal(me, PlanRows.Read(plan).Plan!.Owner);
        foreach (var (list, title) in new[] { ("objectives", "Falls halve"), ("actions", "Check rooms"), ("measures", "Falls") })
        {
            var item = Assert.Single(items, i => i.List == list);
            Assert.Equal((title, me), (item.Title, item.Person));
        }
        Assert.Equal(2, await db.Links.CountAsync(l => l.ToList == "objectives" && l.ToId == "O1"));
    }

    [Fact]
    public async Task Whoever_is_no_planner_starts_none_and_a_planner_chooses_an_area()
    {
        await using var host = await WebHost.NewAsync();
        var area = await host.Writer.AreaAsync(await host.RootAsync(), "Rowan Court");
        var reader = await host.SignInAsync(Role.Reader);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync("/plans/add/first")).Status);

        var planner = await host.SignInAsync(Role.Planner, area);
        var form = await planner.GetAsync("/plans/add/first");
        Assert.Equal("Rowan Court", Assert.Single(form.Document.QuerySelectorAll("select[name=area] option")).TextContent);
        Assert.Null(form.Document.QuerySelector("[name=service]"));
        var values = Filled("");
        values.Remove("area");
        values.Remove("service");
        Assert.Equal(HttpStatusCode.OK, (await form.SubmitAsync(values)).Status);
        await using var db = host.At.Open();
        Assert.Equal(area, (await db.Plans.SingleAsync()).AreaId);
    }

    [Fact]
    public async Task An_area_is_offered_what_its_nation_has()
    {
        await using var host = await WebHost.NewAsync();
        var visitor = await host.SignInAsync(WebHost.Administrator);
        var all = await visitor.GetAsync("/areas/add");
        Assert.NotNull(all.Document.QuerySelector("[value=cqc]"));
        await (await visitor.GetAsync("/strategy/edit")).SubmitAsync(new() { ["jurisdiction"] = "wales" });

        var welsh = await visitor.GetAsync("/areas/add");

        Assert.Equal(["ciw"], welsh.Document.QuerySelectorAll("[name=regulators]").Select(r => r.GetAttribute("value")));
        Assert.Null(welsh.Document.QuerySelector("[name=service_types][value=supported-accommodation]"));
        Assert.NotNull(welsh.Document.QuerySelector("[name=service_types][value=care-home]"));
        Assert.Null((await visitor.GetAsync("/plans/add/first")).Document.QuerySelector("option[value=supported-accommodation]"));
        foreach (var regulator in Enum.GetValues<Regulator>())
            Assert.Equal(Nations.Of(regulator), Nations.Of([regulator]));
    }

    static Dictionary<string, string?> Filled(string due) =>
        new()
        {
            ["area"] = "Rowan Court",
            ["service"] = "care-home",
            ["objective"] = "Falls halve",
            ["action"] = "Check rooms",
            ["due"] = due,
            ["measure"] = "Falls",
            ["better"] = "lower",
            ["approver"] = "Head of care",
        };
}
