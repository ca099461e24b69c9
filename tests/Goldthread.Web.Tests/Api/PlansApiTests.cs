using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Evaluate;
using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Api;

/// <summary>Plan files, figures and charts over HTTP with a token.</summary>
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
        string? type = "application/json"
    )
    {
        using var request = new HttpRequestMessage(method, address) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        if (type is not null)
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, JsonDocument.Parse(text.Length == 0 ? "{}" : text).RootElement);
    }

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
    [InlineData("GET", "/api/v1/plans/OP-1/marking?asOf=tomorrow")]
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

    [Fact]
    public async Task Who_may_not_write_is_refused_and_who_may_not_see_finds_nothing()
    {
        await using var host = await HostAsync();
        var elsewhere = await host.Writer.AreaAsync(await host.RootAsync());
        using var reader = await host.CallerAsync(Role.Reader);
        using var stranger = await host.CallerAsync(Role.Planner, elsewhere);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(reader, HttpMethod.Post, "/api/v1/plans", Plan)).Status);
        foreach (
            var address in (string[])
                ["", ".yaml", "/findings", "/marking", "/measures/M1/chart", "/measures/M1/chart.svg", "/actions", "/actions/A1"]
        )
        {
            using var seen = await reader.GetAsync("/api/v1/plans/OP-1" + address);
            using var hidden = await stranger.GetAsync("/api/v1/plans/OP-1" + address);
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (seen.StatusCode, hidden.StatusCode));
            Assert.Equal("application/problem+json", hidden.Content.Headers.ContentType?.MediaType);
        }
        Assert.Contains("\"OP-1\"", await reader.GetStringAsync("/api/v1/plans"), StringComparison.Ordinal);
        Assert.Equal("[]", await stranger.GetStringAsync("/api/v1/plans"));
    }

    [Theory]
    [InlineData("GET", "/api/v1/plans?page=abc", "", "page is a whole number, not “abc”.")]
    [InlineData("POST", "/api/v1/plans?dryRun=maybe", "", "dryRun is true or false, not “maybe”.")]
    [InlineData("GET", "/api/v1/plans/OP-1/findings?asOf=today", "", "asOf is a day like 2026-11-22.")]
    [InlineData("GET", "/api/v1/plans/OP-1/marking?asOf=today", "", "asOf is a day like 2026-11-22.")]
    [InlineData("POST", "/api/v1/plans/OP-1/readings", "[\n{x", "The body is no JSON array of readings. Line 2 is no JSON.")]
    [InlineData("POST", "/api/v1/plans/OP-1/readings", "{}", "The body is no JSON array of readings. It is no array.")]
    public async Task What_a_call_does_not_take_is_said_in_words(string method, string address, string body, string detail)
    {
        await using var host = await HostAsync();
        var (status, problem) = await SendAsync(await host.CallerAsync(), new(method), address, body);
        Assert.Equal((HttpStatusCode.BadRequest, detail), (status, problem.GetProperty("detail").GetString()));
    }

    /// <summary>The same as <c>goldthread check --marking</c> of the exported file: proof in the plan's own words, "not shown" as a count of none, no score.</summary>
    [Fact]
    public async Task The_marking_points_of_a_plan_are_those_of_its_file()
    {
        await using var host = await HostAsync();
        await host.Writer.ExamplePlanAsync();
        await using var db = host.At.Open();
        var area = await db.Plans.Where(p => p.Id == "NIGHT-2027").Select(p => p.AreaId).SingleAsync();
        using var client = await host.CallerAsync(Role.Reader, area);

        var (status, body) = await SendAsync(client, HttpMethod.Get, "/api/v1/plans/NIGHT-2027/marking?asOf=2026-11-22", "");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("2026-11-22", body.GetProperty("asOf").GetString());
        var plan = Assert.Single(body.GetProperty("plans").EnumerateArray());
        Assert.Equal("NIGHT-2027", plan.GetProperty("plan").GetString());
        var points = plan.GetProperty("points").EnumerateArray().ToDictionary(p => p.GetProperty("id").GetString()!);
        Assert.Equal(
            ["E1", "E2", "E3", "E4", "E5", "law", "safeguarding", "person-centred", "communication", "partnership"],
            plan.GetProperty("points").EnumerateArray().Select(p => p.GetProperty("id").GetString())
        );
        var asked = points["E2"].GetProperty("proofs").EnumerateArray().SelectMany(p => p.GetProperty("items").EnumerateArray());
        Assert.Contains(
            asked,
            i => i.GetProperty("words").GetString()!.StartsWith("The time matters more than who comes.", StringComparison.Ordinal)
        );
        Assert.All(
            points.Values.Where(p => !p.GetProperty("shown").GetBoolean()),
            p => Assert.All(p.GetProperty("proofs").EnumerateArray(), proof => Assert.Equal(0, proof.GetProperty("count").GetInt32()))
        );
        Assert.Equal(5, plan.GetProperty("misconceptions").GetArrayLength());
        Assert.All(plan.GetProperty("misconceptions").EnumerateArray(), m => Assert.NotEqual("", m.GetProperty("cannotSee").GetString()));
        Assert.DoesNotContain("\"score\":", body.GetRawText(), StringComparison.OrdinalIgnoreCase);

        var file = await client.GetByteArrayAsync("/api/v1/plans/NIGHT-2027.yaml");
        var document = PlanFile.Read(file, Shipped.Data).Document!;
        var today = new DateOnly(2026, 11, 22);
        var marking = Marking.Of(document, PlanChecks.Run(document, today, Shipped.Data), today);
        using var ofFile = JsonDocument.Parse(MarkingReport.ToJson([new("NIGHT-2027", "NIGHT-2027", marking)], today));
        Assert.True(JsonElement.DeepEquals(ofFile.RootElement, body), body.GetRawText());
    }
}
