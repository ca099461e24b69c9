using System.Net;
using Goldthread.App.Things;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Web.Tests.Things;

/// <summary>An action's own page: what was done, its day and its owner are said on it, with scripts off, in as few presses as can be.</summary>
public sealed class ActionPageTests
{
    const string Address = "/plans/OP-1/implement/actions/A1";

    static async Task<WebHost> HostAsync()
    {
        var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        return host;
    }

    static async Task<Action> ActionAsync(WebHost host, string plan = "OP-1")
    {
        await using var db = host.At.Open();
        return ItemRows.Read<Action>(await db.Items.SingleAsync(i => i.Owner == plan && i.List == "actions" && i.Id == "A1"));
    }

    [Fact]
    public async Task What_was_done_is_said_with_one_answer_and_one_press()
    {
        await using var host = await HostAsync();
        var visitor = await host.SignInAsync(Role.Planner);

        var page = await (await visitor.GetAsync(Address)).SubmitAsync(new() { ["note"] = "Two rooms are clear" }, form: ".say form");

        Assert.Equal(Address, page.Address.AbsolutePath);
        Assert.Contains("Two rooms are clear", page.Document.QuerySelector(".updates")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Two rooms are clear", Assert.Single((await ActionAsync(host)).Notes).Text);
    }

    [Fact]
    public async Task Its_day_is_changed_on_its_page_and_owes_a_reason_once_the_plan_is_approved()
    {
        await using var host = await WebHost.NewAsync();
        var plan = await host.Writer.ExamplePlanAsync();
        await host.Writer.MoveAsync(plan, "submit");
        await host.Writer.MoveAsync(plan, "approve");
        var visitor = await host.SignInAsync(Role.Planner);
        var address = $"/plans/{plan}/implement/actions/A1";
        var page = await visitor.GetAsync(address);

        var refused = await page.SubmitAsync(new() { ["due"] = "26 Feb 2027" }, form: "form[action$='/move']");
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("26 Feb 2027", refused.Document.QuerySelector("#due")!.GetAttribute("value"));
        Assert.NotNull(refused.Document.QuerySelector("#reason-error"));

        page = await refused.SubmitAsync(new() { ["reason"] = "Two carers are ill." });
        if (page.Document.QuerySelector("#what-moves") is not null)
            page = await page.SubmitAsync([]);
        Assert.Equal(address, page.Address.AbsolutePath);
        Assert.Equal(new DateOnly(2027, 2, 26), (await ActionAsync(host, plan)).Due);
    }

    [Fact]
    public async Task It_is_handed_over_on_its_page_to_somebody_of_the_staff_list()
    {
        await using var host = await HostAsync();
        var staff = await host.Writer.AddAsync("OP-1", "staff", new() { ["role"] = "Night lead" });
        var visitor = await host.SignInAsync(Role.Planner);

        var refused = await (await visitor.GetAsync(Address)).SubmitAsync([], form: "form[action*=HandOver]");
        Assert.NotNull(refused.Document.GetElementById("accountable-error"));

        var page = await refused.SubmitAsync(new() { ["accountable"] = staff }, form: "form[action*=HandOver]");
        Assert.Contains("Night lead", page.Document.QuerySelector(".fact-line")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([staff], (await ActionAsync(host)).Accountable);
    }
}
