using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Goldthread.Web.Tests.Develop;

/// <summary>Plan files and actions over HTTP with a token.</summary>
public sealed class PlansApiTests
{
    const string Action = "/api/v1/plans/OP-1/actions/A1";

    const string Plan = """
        goldthread: 1
        area: {name: Meadow Care Group}
        plan: {id: OP-7, title: Safer nights, starts: 2026-04-01, ends: 2027-03-31}
        measures: [{id: M1, name: Falls}]
        """;

    static async Task<WebHost> HostAsync(Engine engine = Engine.Sqlite)
    {
        var host = await WebHost.NewAsync(engine);
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        return host;
    }

    static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(
        HttpClient client,
        HttpMethod method,
        string address,
        string body,
        string? type = "application/json",
        string? match = null
    )
    {
        using var request = new HttpRequestMessage(method, address) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        if (type is not null)
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (match is not null)
            request.Headers.TryAddWithoutValidation("If-Match", match);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, JsonDocument.Parse(text.Length == 0 ? "{}" : text).RootElement);
    }

    static Task<(HttpStatusCode Status, JsonElement Body)> PatchAsync(HttpClient client, string body, string? match = "\"1\"") =>
        SendAsync(client, HttpMethod.Patch, Action, body, match: match);

    static IEnumerable<string> Paths(JsonElement problem) =>
        problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("path").GetString()!);

    [Theory]
    [InlineData("application/yaml")]
    [InlineData("application/json")]
    [InlineData("text/plain; charset=utf-8")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/octet-stream")]
    [InlineData(null)]
    public async Task A_plan_file_is_taken_under_any_type_or_none(string? type)
    {
        await using var host = await HostAsync();
        using var client = await host.CallerAsync();

        var (status, body) = await SendAsync(client, HttpMethod.Post, "/api/v1/plans", Plan, type);

        Assert.Equal((HttpStatusCode.Created, "OP-7"), (status, body.GetProperty("id").GetString()));
        Assert.Equal(1, body.GetProperty("counts").GetProperty("measures").GetInt32());
    }

    [Theory]
    [InlineData("text/plain", """[{"measure":"M1","on":"2026-01-01","value":4}]""")]
    [InlineData("text/plain", "measure,on,value\nM1,2026-01-01,4\n")]
    [InlineData(null, "\n [{\"measure\":\"M1\",\"on\":\"2026-01-01\",\"value\":4}]")]
    [InlineData(null, "measure,on,value\nM1,2026-01-01,4\n")]
    public async Task Figures_show_by_themselves_what_they_are(string? type, string body)
    {
        await using var host = await HostAsync();
        using var client = await host.CallerAsync();
        var (status, answer) = await SendAsync(client, HttpMethod.Post, "/api/v1/plans/OP-1/readings", body, type);
        Assert.Equal((HttpStatusCode.OK, 1), (status, answer.GetProperty("accepted").GetInt32()));
    }

    [Theory, Databases]
    public async Task A_dry_run_says_what_an_import_would_and_stores_nothing(Engine engine)
    {
        await using var host = await HostAsync(engine);
        using var client = await host.CallerAsync();

        var dry = await SendAsync(client, HttpMethod.Post, "/api/v1/plans?dryRun=true", Plan, "application/yaml");
        using var missing = await client.GetAsync("/api/v1/plans/OP-7");

        Assert.Equal((HttpStatusCode.OK, "OP-7"), (dry.Status, dry.Body.GetProperty("id").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Theory, Databases]
    public async Task An_export_is_imported_again_and_changes_nothing(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        var id = await host.Writer.ExamplePlanAsync();
        using var client = await host.CallerAsync();
        var yaml = await client.GetStringAsync($"/api/v1/plans/{id}.yaml");
        var json = await client.GetStringAsync($"/api/v1/plans/{id}");
        await using var db = host.At.Open();
        var lines = await db.Records.CountAsync(r => r.Stream == id);

        Assert.Equal(HttpStatusCode.Created, (await SendAsync(client, HttpMethod.Post, "/api/v1/plans", yaml, "application/yaml")).Status);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(client, HttpMethod.Post, "/api/v1/plans", json)).Status);

        Assert.Equal(yaml, await client.GetStringAsync($"/api/v1/plans/{id}.yaml"));
        Assert.Equal(lines, await db.Records.CountAsync(r => r.Stream == id));
    }

    [Fact]
    public async Task A_file_that_is_not_accepted_is_said_line_by_line_and_nothing_is_stored()
    {
        await using var host = await HostAsync();
        using var client = await host.CallerAsync();

        var (status, body) = await SendAsync(
            client,
            HttpMethod.Post,
            "/api/v1/plans",
            Plan + "\nobjectives: [{id: O1}]\nfoo: 1\n",
            "application/yaml"
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal([("/objectives/0/title", 5), ("/foo", 6)], Places(body));
        await using var db = host.At.Open();
        Assert.False(await db.Plans.AnyAsync(p => p.Id == "OP-7"));

        static IEnumerable<(string, int)> Places(JsonElement problem) =>
            problem
                .GetProperty("errors")
                .EnumerateArray()
                .Select(e => (e.GetProperty("path").GetString()!, e.GetProperty("line").GetInt32()));
    }

    [Theory]
    [InlineData("POST", "/api/v1/plans?dryRun=perhaps")]
    [InlineData("POST", "/api/v1/plans/OP-1/readings?partial=1")]
    [InlineData("GET", "/api/v1/plans?page=two")]
    [InlineData("GET", "/api/v1/plans/OP-1/findings?asOf=tomorrow")]
    public async Task A_wrong_parameter_is_named(string method, string address)
    {
        await using var host = await HostAsync();
        using var client = await host.CallerAsync();
        var (status, body) = await SendAsync(client, new HttpMethod(method), address, Plan, "application/yaml");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(address.Split('?', '=')[1], body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE", "/api/v1/plans")]
    [InlineData("PUT", Action)]
    public async Task A_method_that_is_not_there_is_said_to_be_not_allowed(string method, string address)
    {
        await using var host = await HostAsync();
        using var client = await host.CallerAsync();
        using var nobody = host.Visit().Client;
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await SendAsync(client, new HttpMethod(method), address, "")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(nobody, new HttpMethod(method), address, "")).Status);
    }

    [Fact]
    public async Task What_is_too_large_is_said_with_its_size()
    {
        await using var host = await HostAsync();
        using var client = await host.CallerAsync();
        var (status, body) = await SendAsync(client, HttpMethod.Post, "/api/v1/plans", new string('#', 10 * 1024 * 1024 + 1));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Contains("10,485,760", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task An_action_is_changed_in_the_version_that_was_read(Engine engine)
    {
        await using var host = await HostAsync(engine);
        using var client = await host.CallerAsync();
        using var read = await client.GetAsync(Action);
        Assert.Equal("\"1\"", read.Headers.ETag?.Tag);

        using var request = new HttpRequestMessage(HttpMethod.Patch, Action)
        {
            Content = new StringContent(
                """{"status":"in-progress","progress":40,"milestone":true,"effortHours":12.5,"tags":["restriction"],"notes":[{"on":"2026-05-01","by":"st1","text":"Rota written"}]}"""
            ),
        };
        request.Headers.IfMatch.Add(read.Headers.ETag!);
        using var changed = await client.SendAsync(request);
        var now = JsonDocument.Parse(await client.GetStringAsync(Action)).RootElement;

        Assert.Equal((HttpStatusCode.NoContent, "\"2\""), (changed.StatusCode, changed.Headers.ETag?.Tag));
        Assert.Equal("in-progress", now.GetProperty("status").GetString());
        Assert.True(now.GetProperty("milestone").GetBoolean());
        Assert.Equal(12.5, now.GetProperty("effortHours").GetDouble());
        Assert.Equal("restriction", now.GetProperty("tags")[0].GetString());
        Assert.Equal("Rota written", now.GetProperty("notes")[0].GetProperty("text").GetString());

        await PatchAsync(client, """{"tags":null,"effortHours":null}""", "\"2\"");
        now = JsonDocument.Parse(await client.GetStringAsync(Action)).RootElement;
        Assert.False(now.TryGetProperty("tags", out _) || now.TryGetProperty("effortHours", out _));
    }

    [Theory]
    [InlineData("\"1\"", HttpStatusCode.NoContent)]
    [InlineData("1", HttpStatusCode.NoContent)]
    [InlineData("W/\"1\"", HttpStatusCode.NoContent)]
    [InlineData("\"2\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"0\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"abc\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("*", HttpStatusCode.PreconditionRequired)]
    [InlineData(null, HttpStatusCode.PreconditionRequired)]
    public async Task The_version_decides(string? match, HttpStatusCode expected)
    {
        await using var host = await HostAsync();
        using var client = await host.CallerAsync();
        Assert.Equal(expected, (await PatchAsync(client, """{"progress":40}""", match)).Status);
    }

    [Fact]
    public async Task The_same_change_sent_twice_with_one_version_is_stale_the_second_time()
    {
        await using var host = await HostAsync();
        using var client = await host.CallerAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await PatchAsync(client, """{"progress":40}""")).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PatchAsync(client, """{"progress":40}""")).Status);
    }

    [Theory]
    [InlineData("""{"progress":101}""", "/progress")]
    [InlineData("""{"status":"flying"}""", "/status")]
    [InlineData("""{"due":"2026-02-30"}""", "/due")]
    [InlineData("""{"title":""}""", "/title")]
    [InlineData("""{"title":null}""", "/title")]
    [InlineData("""{"title":["a"]}""", "/title")]
    [InlineData("""{"title":{"a":1}}""", "/title")]
    [InlineData("""{"title":"Ring 943 476 5919"}""", "/title")]
    [InlineData("""{"tags":"restriction"}""", "/tags")]
    [InlineData("""{"tags":[["restriction"]]}""", "/tags/0")]
    [InlineData("""{"accountable":["nobody"]}""", "/accountable")]
    [InlineData("""{"effortHours":"many"}""", "/effortHours")]
    [InlineData("""{"notes":{"text":"a"}}""", "/notes")]
    [InlineData("""{"notes":[{"words":"a"}]}""", "/notes/0/words")]
    [InlineData("""{"notes":[{"on":"yesterday"}]}""", "/notes/0/on")]
    [InlineData("""{"notes":["a"]}""", "/notes/0")]
    [InlineData("""{"notes":[{"by":"nobody"}]}""", "/notes/0/by")]
    [InlineData("""{"safeguardingImpact":"Born 3 May 1941"}""", "/safeguardingImpact")]
    [InlineData("""{"id":"A9"}""", "/id")]
    [InlineData("""{"colour":"red"}""", "/colour")]
    [InlineData("""{"reason":5}""", "/reason")]
    public async Task A_field_that_is_not_accepted_is_named(string body, string path)
    {
        await using var host = await HostAsync();
        using var client = await host.CallerAsync();
        var (status, problem) = await PatchAsync(client, body);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal([path], Paths(problem));
        Assert.Equal(HttpStatusCode.NoContent, (await PatchAsync(client, """{"progress":1}""")).Status);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("5")]
    public async Task A_body_that_is_no_object_is_a_bad_request(string body)
    {
        await using var host = await HostAsync();
        using var client = await host.CallerAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await PatchAsync(client, body)).Status);
    }

    [Fact]
    public async Task Who_may_not_write_is_refused_and_who_may_not_see_finds_nothing()
    {
        await using var host = await HostAsync();
        var elsewhere = await host.Writer.AreaAsync(await host.RootAsync());
        using var reader = await host.CallerAsync(Role.Reader);
        using var stranger = await host.CallerAsync(Role.Planner, elsewhere);
        Assert.Equal(HttpStatusCode.Forbidden, (await PatchAsync(reader, """{"progress":1}""")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await PatchAsync(stranger, """{"progress":1}""")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(reader, HttpMethod.Post, "/api/v1/plans", Plan)).Status);
        foreach (var address in (string[])["", ".yaml", "/findings", "/measures/M1/chart", "/measures/M1/chart.svg", "/actions/A1"])
        {
            using var seen = await reader.GetAsync("/api/v1/plans/OP-1" + address);
            using var hidden = await stranger.GetAsync("/api/v1/plans/OP-1" + address);
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (seen.StatusCode, hidden.StatusCode));
            Assert.Equal("application/problem+json", hidden.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task The_description_has_every_call_and_how_one_is_let_in()
    {
        await using var host = await WebHost.NewAsync();
        var document = JsonDocument.Parse(await host.Visit().Client.GetStringAsync("/openapi/v1.json")).RootElement;
        var described = document
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(p => p.Value.EnumerateObject().Select(o => $"{o.Name.ToUpperInvariant()} {p.Name}"))
            .ToHashSet();
        var mapped = host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .Select(e =>
                $"{e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0]} {e.RoutePattern.RawText!.Replace(":int", "", StringComparison.Ordinal)}"
            )
            .ToList();

        Assert.True(mapped.Count > 8);
        Assert.Empty(mapped.Except(described));
        Assert.Empty(((string[])["GET /healthz", "GET /readyz"]).Except(described));
        Assert.Equal(
            "bearer",
            document.GetProperty("components").GetProperty("securitySchemes").GetProperty("token").GetProperty("scheme").GetString()
        );
        Assert.Contains(
            document
                .GetProperty("paths")
                .GetProperty("/api/v1/plans/{id}/actions/{action}")
                .GetProperty("patch")
                .GetProperty("parameters")
                .EnumerateArray(),
            p => p.GetProperty("name").GetString() == "If-Match"
        );
        // What any call may answer, and no host that the caller made up.
        foreach (
            var call in document.GetProperty("paths").EnumerateObject().Where(p => p.Name.StartsWith("/api/", StringComparison.Ordinal))
        )
        foreach (var operation in call.Value.EnumerateObject())
        foreach (var status in (string[])["400", "401", "403", "404", "429", "503"])
            Assert.True(
                operation
                    .Value.GetProperty("responses")
                    .GetProperty(status)
                    .GetProperty("content")
                    .TryGetProperty("application/problem+json", out _),
                $"{operation.Name} {call.Name} {status}"
            );
        Assert.Equal("/", Assert.Single(document.GetProperty("servers").EnumerateArray()).GetProperty("url").GetString());
    }

    [Theory]
    [InlineData("GET", "/api/v1/plans?page=abc", "", "page is a whole number, not “abc”.")]
    [InlineData("POST", "/api/v1/plans?dryRun=maybe", "", "dryRun is true or false, not “maybe”.")]
    [InlineData("GET", "/api/v1/plans/OP-1/findings?asOf=today", "", "asOf is a day like 2026-11-22.")]
    [InlineData("POST", "/api/v1/plans/OP-1/readings", "[\n{x", "The body is no JSON array of readings. Line 2 is no JSON.")]
    [InlineData("POST", "/api/v1/plans/OP-1/readings", "{}", "The body is no JSON array of readings. It is no array.")]
    public async Task What_a_call_does_not_take_is_said_in_words(string method, string address, string body, string detail)
    {
        await using var host = await HostAsync();
        var (status, problem) = await SendAsync(await host.CallerAsync(), new(method), address, body);
        Assert.Equal((HttpStatusCode.BadRequest, detail), (status, problem.GetProperty("detail").GetString()));
    }
}
