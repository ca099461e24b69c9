using System.Net;
using Goldthread.App.Develop.Areas;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;

namespace Goldthread.Web.Tests.Govern;

/// <summary>Who did what in the whole installation, and the check of it.</summary>
public sealed class RecordPageTests
{
    [Theory, Databases]
    public async Task Lines_are_found_by_person_plan_and_operation_and_counted_by_pages(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        var root = await host.RootAsync();
        await host.Writer.SmallPlanAsync(root, actions: 60);
        await host.PersonAsync(Role.Reader);
        var administrator = await host.SignInAsync(WebHost.Administrator);
        Task<WebPage> Page(string query) => administrator.GetAsync("/admin/record" + query);

        var all = await Page("");
        Assert.Contains("Role given: Reader (P. Person)", all.Text, StringComparison.Ordinal);
        Assert.Contains("Role: reader; Area: Meadow Care Group", all.Text, StringComparison.Ordinal);
        Assert.NotNull(all.Document.QuerySelector("a[href='/admin/record?page=2']"));
        Assert.Equal(50, all.Document.QuerySelectorAll("tbody tr").Length);

        var plan = await Page("?plan=OP-1&operation=StartPlan");
        Assert.Equal("1 line", plan.Document.QuerySelector(".list-count")!.TextContent);
        Assert.Equal(2, plan.Document.QuerySelectorAll(".chips__chip").Length);
        Assert.NotNull(plan.Document.QuerySelector("td a[href='/plans/OP-1']"));
        Assert.DoesNotContain("Area: ", (await Page("?plan=OP-1")).Text, StringComparison.Ordinal);

        Assert.Contains("Account made", (await Page("?person=COMMAND")).Text, StringComparison.Ordinal);
        Assert.Contains("Nothing fits", (await Page("?person=%25")).Text, StringComparison.Ordinal);
        Assert.Contains("Nothing fits", (await Page("?page=99")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_plan_says_is_not_shown_to_who_may_only_administer()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        var visitor = await host.SignInAsync(Role.Administrator);

        var page = await visitor.GetAsync("/admin/record");

        Assert.Contains("Added: action A1", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("trip hazards", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("a[href='/plans/OP-1']"));
        Assert.DoesNotContain("trip hazards", (await visitor.GetAsync("/admin/record?format=csv")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_is_a_link_only_for_who_may_see_it()
    {
        await using var host = await WebHost.NewAsync();
        var elsewhere = new Area();
        Shape.Of<Area>()["name"].Set(elsewhere, "Rowan House");
        var area = await host.Writer.RunAsync(Actor.CommandLine, work => AddArea.RunAsync(work, 1, elsewhere));
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        await host.Writer.PlanAsync(area, "OP-2");
        await AddPerson.RunAsync(
            host.Writer,
            Actor.CommandLine,
            "it@example.org",
            "IT lead (I. Lead)",
            WebHost.Password,
            true,
            [new(Role.Reader, area)]
        );
        var visitor = await host.SignInAsync("it@example.org");

        var page = await visitor.GetAsync("/admin/record");

        Assert.Null(page.Document.QuerySelector("a[href='/plans/OP-1']"));
        Assert.NotNull(page.Document.QuerySelector("a[href='/plans/OP-2']"));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/plans/OP-2")).Status);
    }

    [Fact]
    public async Task All_that_the_filters_leave_is_downloaded()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(await host.RootAsync(), actions: 60);
        var administrator = await host.SignInAsync(WebHost.Administrator);

        using var answer = await administrator.Client.GetAsync("/admin/record?format=csv&plan=OP-1&operation=AddItem");
        var lines = (await answer.Content.ReadAsStringAsync()).TrimEnd().Split("\r\n");

        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("at,who,operation,plan,list,item", lines[0].TrimStart('\uFEFF'));
        Assert.Equal(1 + 63, lines.Length);
        // Those of the plan, and those of the people of its area.
        Assert.All(lines[1..], l => Assert.Matches(",Command line,AddItem,(OP-1,|area:1,staff,)", l));
    }

    [Theory, Databases]
    public async Task The_check_says_what_it_found(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        var administrator = await host.SignInAsync(WebHost.Administrator);
        var page = await administrator.GetAsync("/admin/record?plan=OP-1");

        var sound = await page.SubmitAsync([], "form[method=post][action*=Check]");
        await host.At.ExecuteAsync("UPDATE grants SET role = 'approver'");
        await host.At.ExecuteAsync("DELETE FROM items WHERE id = 'A1'");
        var broken = await page.SubmitAsync([], "form[method=post][action*=Check]");

        Assert.Equal(HttpStatusCode.OK, sound.Status);
        Assert.Contains("The record is as it was written", sound.Text, StringComparison.Ordinal);
        Assert.Contains("The record is not as it was written", broken.Text, StringComparison.Ordinal);
        Assert.Contains("OP-1, actions/A1: It is in the record and not there.", broken.Text, StringComparison.Ordinal);
        Assert.Contains("It was added past the record.", broken.Text, StringComparison.Ordinal);
        // What was asked for stays in the address.
        Assert.Equal("OP-1", broken.Document.QuerySelector("input[name=plan]")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData(Role.Planner)]
    [InlineData(Role.QualityLead)]
    public async Task Only_an_administrator_sees_it(Role role)
    {
        await using var host = await WebHost.NewAsync();
        var visitor = await host.SignInAsync(role);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync("/admin/record")).Status);
    }
}
