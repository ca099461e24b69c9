using System.Net;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Things;

/// <summary>Somebody who answers for an action of a plan that another person writes: what is asked is what may be said.</summary>
public sealed class OwnActionTests
{
    const string Action = "/plans/OP-1/implement/actions/A1";

    static async Task<(WebHost Host, WebVisitor Visitor)> OwnerAsync()
    {
        var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        await host.At.ExecuteAsync("UPDATE items SET person = 'S1' WHERE list = 'actions' AND id = 'A1'");
        return (host, await host.SignInAsync(Role.Contributor, staff: "S1"));
    }

    [Fact]
    public async Task Its_form_asks_how_it_goes_and_keeps_the_rest()
    {
        var (host, visitor) = await OwnerAsync();
        await using var _ = host;

        var form = await visitor.GetAsync(Action + "/edit");

        var asked = form
            .Document.QuerySelectorAll("main form [name]:not([type=hidden]):not(button)")
            .Select(e => e.GetAttribute("name")!.Split('[')[0]);
        Assert.Empty(asked.Except(["notes", "evidence"]));
        var saved = await (await visitor.GetAsync(Action + "/progress")).SubmitAsync(new() { ["progress"] = "40" });
        Assert.Equal(Action, saved.Address.AbsolutePath);
        Assert.Equal("Check room 1 for trip hazards", saved.Heading);
        Assert.Contains("In progress", saved.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_remove_it_is_neither_offered_nor_allowed()
    {
        var (host, visitor) = await OwnerAsync();
        await using var _ = host;

        Assert.DoesNotContain(Action + "/remove", (await visitor.GetAsync(Action)).Links);
        var refused = await (await visitor.GetAsync(Action + "/remove")).SubmitAsync([]);

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        await using var db = host.At.Open();
        Assert.Null((await db.Items.SingleAsync(i => i.List == "actions" && i.Id == "A1")).RemovedAt);
    }
}
