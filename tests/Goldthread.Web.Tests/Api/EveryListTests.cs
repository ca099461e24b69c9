using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Goldthread.Domain;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Goldthread.Web.Tests.Things;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Api;

/// <summary>Every list there is, the whole way of an item; and what was written so is a plan file like any other.</summary>
public sealed class EveryListTests
{
    [Theory, Databases]
    public async Task An_item_is_added_read_changed_removed_and_restored(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        var plan = await host.Writer.ExamplePlanAsync();
        using var client = await host.CallerAsync();
        var things = Thing.All.Where(t => t.Stage is not Stage.Strategy).ToList();
        Assert.True(things.Count > 20);
        foreach (var thing in things)
            await WalkAsync(
                client,
                $"/api/v1/plans/{plan}/{thing.List}",
                thing,
                Filled.Json(thing, Filled.Form(thing, f => Filled.Answer(host, plan, f)))
            );

        await using var db = host.At.Open();
        var items = await db.Items.CountAsync(i => i.Owner == plan && i.RemovedAt == null);
        var lines = await db.Records.CountAsync(r => r.Stream == plan);
        var export = await client.GetStringAsync($"/api/v1/plans/{plan}.yaml");
        Assert.Equal(HttpStatusCode.Created, (await client.SendAsync("POST", "/api/v1/plans", export)).Status);
        Assert.Equal(export, await client.GetStringAsync($"/api/v1/plans/{plan}.yaml"));
        Assert.Equal(items, await db.Items.CountAsync(i => i.Owner == plan && i.RemovedAt == null));
        // Where this fails, the last lines of the record say what an import of the export would change.
        Assert.Empty(
            await db
                .Records.Where(r => r.Stream == plan)
                .OrderBy(r => r.Seq)
                .Skip(lines)
                .Select(r => $"{r.Operation} {r.List} {r.Item}: {r.Changes}")
                .ToListAsync()
        );
    }

    static async Task WalkAsync(HttpClient client, string list, Thing thing, string body)
    {
        async Task<JsonElement> AllAsync() => (await client.SendAsync("GET", list + "?size=200")).Body;
        var before = (await AllAsync()).GetProperty("total").GetInt32();

        var added = await client.SendAsync("POST", list, body);
        Assert.True(added.Status is HttpStatusCode.Created, $"{thing}: {added.Body}");
        Assert.Equal((1, "\"1\"", $"{list}/{Uri.EscapeDataString(added.Id)}"), (added.Version, added.Tag, added.Location));
        var item = added.Location!;
        var read = await client.SendAsync("GET", item);
        Assert.Equal((added.Id, 1, "\"1\""), (read.Id, read.Version, read.Tag));
        foreach (var (name, sent) in JsonNode.Parse(body)!.AsObject())
            Assert.True(read.Body.TryGetProperty(name, out _), $"{thing} has lost {name}: {sent}");
        var all = await AllAsync();
        Assert.Equal(before + 1, all.GetProperty("total").GetInt32());
        var last = all.GetProperty("items").EnumerateArray().Last();
        Assert.Equal(read.Body.GetRawText(), last.GetRawText());

        var (field, hers, his) = Filled.Changed(thing);
        string Change(string to) => Filled.Json(thing, new Dictionary<string, string> { [field.Name] = to });
        var changed = await client.SendAsync("PATCH", item, Change(hers), "\"1\"");
        Assert.Equal((HttpStatusCode.NoContent, "\"2\""), (changed.Status, changed.Tag));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await client.SendAsync("PATCH", item, Change(his), "\"1\"")).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await client.SendAsync("DELETE", item, match: "\"1\"")).Status);
        var now = await client.SendAsync("GET", item);
        Assert.Equal((hers, 2), (now.Body.GetProperty(field.CamelName).ToString(), now.Version));
        Assert.Equal(Others(read.Body, field), Others(now.Body, field));

        Assert.Equal(HttpStatusCode.NoContent, (await client.SendAsync("DELETE", item, match: "\"2\"")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync("GET", item)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync("PATCH", item, Change(his), "\"3\"")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync("DELETE", item, match: "\"3\"")).Status);
        Assert.Equal(before, (await AllAsync()).GetProperty("total").GetInt32());
        var back = await client.SendAsync("POST", item + "/restore");
        Assert.Equal((HttpStatusCode.OK, added.Id, 4, "\"4\""), (back.Status, back.Id, back.Version, back.Tag));
        Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync("POST", item + "/restore")).Status);
        Assert.Equal((hers, 4), ((await client.SendAsync("GET", item)).Body.GetProperty(field.CamelName).ToString(), back.Version));
    }

    static IEnumerable<string> Others(JsonElement item, Field but) =>
        item.EnumerateObject()
            .Where(p => p.Name != but.CamelName && p.Name is not "version")
            .Select(p => $"{p.Name}: {p.Value.GetRawText()}");
}
