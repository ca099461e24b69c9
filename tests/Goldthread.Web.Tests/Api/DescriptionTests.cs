using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Goldthread.App.Tests;
using Goldthread.Domain;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Goldthread.Web.Pages.Things;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Goldthread.Web.Tests.Api;

/// <summary>The description of the interface, which other programs are built on: kept in a file, so that nothing of it changes unseen.</summary>
public sealed class DescriptionTests(DescriptionTests.Served served) : IClassFixture<DescriptionTests.Served>
{
    static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    IEnumerable<(string Path, string Method, JsonElement Call)> Calls =>
        served
            .Document.GetProperty("paths")
            .EnumerateObject()
            .SelectMany(p =>
                p.Value.EnumerateObject().Where(o => o.Name is not "parameters").Select(o => (p.Name, o.Name.ToUpperInvariant(), o.Value))
            );

    [Fact]
    public void It_is_the_one_that_is_kept() =>
        Approved.Holds("docs/openapi.json", JsonNode.Parse(served.Document.GetRawText())!.ToJsonString(Written) + "\n");

    [Fact]
    public void It_has_every_call_and_how_one_is_let_in()
    {
        var described = Calls.Select(c => $"{c.Method} {c.Path}").ToHashSet();
        var mapped = served
            .Host.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .Select(e =>
                $"{e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0]} {e.RoutePattern.RawText!.Replace(":int", "", StringComparison.Ordinal).TrimEnd('/')}"
            )
            .SelectMany(call => Lists.Select(list => call.Replace("{list:list}", list, StringComparison.Ordinal)))
            .Distinct()
            .ToList();

        Assert.True(mapped.Count > 8 + 6 * 26);
        Assert.Empty(mapped.Except(described));
        Assert.Equal(["GET /healthz", "GET /readyz"], described.Except(mapped));
        Assert.Equal(
            "bearer",
            served.Document.GetProperty("components").GetProperty("securitySchemes").GetProperty("token").GetProperty("scheme").GetString()
        );
        Assert.Equal("/", Assert.Single(served.Document.GetProperty("servers").EnumerateArray()).GetProperty("url").GetString());
    }

    /// <summary>What any call may answer, and no host that the caller made up.</summary>
    [Fact]
    public void Every_call_says_what_any_call_may_answer()
    {
        foreach (var (path, method, call) in Calls.Where(c => c.Path.StartsWith("/api/", StringComparison.Ordinal)))
        foreach (var status in (string[])["400", "401", "403", "404", "429", "503"])
            Assert.True(
                Whole(call.GetProperty("responses").GetProperty(status))
                    .GetProperty("content")
                    .TryGetProperty("application/problem+json", out _),
                $"{method} {path} {status}"
            );
    }

    [Fact]
    public void Nothing_is_named_that_is_not_described()
    {
        var text = served.Document.GetRawText();
        var names = Regex
            .Matches(text, "\"\\$ref\": *\"(?<to>[^\"]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10))
            .Select(m => m.Groups["to"].Value)
            .Distinct()
            .ToList();
        Assert.NotEmpty(names);
        Assert.All(names, n => Assert.Equal(JsonValueKind.Object, At(n).ValueKind));
    }

    public static TheoryData<string> Lists => [.. Thing.All.Where(t => t.Stage is not Stage.Strategy).Select(t => t.List)];

    [Theory, MemberData(nameof(Lists))]
    public void The_schema_of_a_lists_items_has_what_the_form_asks_and_what_it_owes(string list)
    {
        var thing = Thing.Find(list)!;
        var schema = At($"#/components/schemas/{thing.Shape.Type.Name}").GetProperty("properties");
        var given = schema.EnumerateObject().Where(p => !p.Value.TryGetProperty("readOnly", out _)).Select(p => p.Name).ToHashSet();
        var asked = ThingPage.Asked(thing).Select(f => f.CamelName).ToList();
        Assert.Equal(asked.Append("reason").Distinct().Order(StringComparer.Ordinal), given.Order(StringComparer.Ordinal));
        Assert.True(schema.GetProperty("version").GetProperty("readOnly").GetBoolean());
        var post = served.Document.GetProperty("paths").GetProperty($"/api/v1/plans/{{id}}/{list}").GetProperty("post");
        var body = post.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        var owed = body.TryGetProperty("allOf", out var all)
            ? all[1].GetProperty("required").EnumerateArray().Select(r => r.GetString())
            : [];
        Assert.Equal(ThingPage.Asked(thing).Where(f => f.IsOwed).Select(f => f.CamelName), owed);
    }

    /// <summary>An item's version stands beside its fields, and so does the id of one that is known by its place.</summary>
    [Theory, MemberData(nameof(Lists))]
    public void No_field_takes_the_name_of_what_stands_beside_the_fields(string list)
    {
        var thing = Thing.Find(list)!;
        Assert.DoesNotContain(thing.Shape.Fields, f => f.CamelName is "version" || (f.CamelName is "id" && !thing.HasId));
    }

    JsonElement Whole(JsonElement named) => named.TryGetProperty("$ref", out var to) ? At(to.GetString()!) : named;

    JsonElement At(string reference) =>
        reference.TrimStart('#', '/').Split('/').Aggregate(served.Document, (at, step) => at.GetProperty(step));

    /// <summary>The description as it is served.</summary>
    public sealed class Served : IAsyncLifetime
    {
        public WebHost Host { get; private set; } = null!;
        public JsonElement Document { get; private set; }

        public async ValueTask InitializeAsync()
        {
            Host = await WebHost.NewAsync();
            Document = JsonDocument.Parse(await Host.Visit().Client.GetStringAsync("/openapi/v1.json")).RootElement;
        }

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
