using System.Net;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Govern;

public sealed class AreasTests
{
    [Theory, Databases]
    public async Task An_area_is_added_changed_moved_removed_and_restored(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        var visitor = await host.SignInAsync(WebHost.Administrator);
        var north = await AddAsync(visitor, 1, "North");
        var home = await AddAsync(visitor, north, "Rowan House");
        var team = await AddAsync(visitor, home, "Night team");

        var edit = await visitor.GetAsync($"/areas/{home}/edit");
        var saved = await edit.SubmitAsync(new() { ["name"] = "Rowan House care home", ["kind"] = "service" });
        Assert.Equal("Rowan House care home", saved.Heading);
        var stale = await edit.SubmitAsync(new() { ["name"] = "Rowan" });
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);

        var below = await (await visitor.GetAsync($"/areas/{home}/move")).SubmitAsync(new() { ["parent"] = $"{team}" });
        Assert.Equal(HttpStatusCode.BadRequest, below.Status);
        await (await visitor.GetAsync($"/areas/{home}/move")).SubmitAsync(new() { ["parent"] = "1" });
        await using var db = host.At.Open();
        Assert.Equal($"/1/{home}/{team}/", (await db.Areas.SingleAsync(a => a.Id == team)).Path);

        var refused = await (await visitor.GetAsync($"/areas/{home}/remove")).SubmitAsync([]);
        Assert.Contains("There are areas below this one", Assert.Single(refused.Errors), StringComparison.Ordinal);
        await (await visitor.GetAsync($"/areas/{team}/remove")).SubmitAsync([]);
        Assert.NotNull((await db.Areas.SingleAsync(a => a.Id == team)).RemovedAt);
        await (await visitor.GetAsync($"/areas/{team}/restore")).SubmitAsync([]);
        Assert.Null((await db.Areas.SingleAsync(a => a.Id == team)).RemovedAt);
        Assert.Empty((await App.Store.Recorded.VerifyAsync(db)).Faults);
    }

    [Fact]
    public async Task An_area_of_others_is_not_there()
    {
        await using var host = await WebHost.NewAsync();
        var administrator = await host.SignInAsync(WebHost.Administrator);
        var mine = await AddAsync(administrator, 1, "Rowan House");
        var theirs = await AddAsync(administrator, 1, "Elm House");
        var visitor = await host.SignInAsync(Role.Planner, mine);

        Assert.Equal("Rowan House", (await visitor.GetAsync($"/areas/{mine}")).Heading);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/areas/{theirs}")).Status);
        Assert.DoesNotContain("Elm House", (await visitor.GetAsync("/areas")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync($"/areas/{mine}/edit")).Status);
    }

    static async Task<int> AddAsync(WebVisitor visitor, int parent, string name)
    {
        var page = await (await visitor.GetAsync("/areas/add")).SubmitAsync(new() { ["parent"] = $"{parent}", ["name"] = name });
        Assert.Equal(name, page.Heading);
        return int.Parse(page.Address.Segments[^1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
