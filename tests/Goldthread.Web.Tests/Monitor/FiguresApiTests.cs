using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Monitor;

/// <summary>Figures in, statistics out, over HTTP with a token.</summary>
public sealed class FiguresApiTests
{
    const string Readings = "/api/v1/plans/OP-1/readings";

    static async Task<WebHost> HostAsync(Engine engine = Engine.Sqlite)
    {
        var host = await WebHost.NewAsync(engine);
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        return host;
    }

    static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(
        HttpClient client,
        string body,
        string type = "application/json",
        string query = ""
    )
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await client.PostAsync(Readings + query, content);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, JsonDocument.Parse(text).RootElement);
    }

    static IEnumerable<(int, string)> Rejected(JsonElement body) =>
        body.GetProperty("rejected").EnumerateArray().Select(r => (r.GetProperty("line").GetInt32(), r.GetProperty("reason").GetString()!));

    static async Task<int> StoredAsync(WebHost host)
    {
        await using var db = host.At.Open();
        return await db.Readings.CountAsync();
    }

    [Theory, Databases]
    public async Task Json_and_csv_are_taken_and_the_same_again_is_one_reading(Engine engine)
    {
        await using var host = await HostAsync(engine);
        using var client = await host.CallerAsync();

        var json = await SendAsync(
            client,
            """[{"measure":"M1","on":"2026-01-01","value":4},{"measure":"M1","on":"2026-02-01","numerator":3,"denominator":10,"note":"two shifts missing"},{"measure":"M1","on":"2026-01-01","value":4.0}]"""
        );
        var csv = await SendAsync(
            client,
            "measure,on,value,numerator,denominator,note\nM1,2026-01-01,4,,,\nM1,2026-03-01,5,,,\n",
            "text/csv"
        );

        Assert.Equal((HttpStatusCode.OK, 3), (json.Status, json.Body.GetProperty("accepted").GetInt32()));
        Assert.Equal((HttpStatusCode.OK, 2), (csv.Status, csv.Body.GetProperty("accepted").GetInt32()));
        Assert.Empty(Rejected(csv.Body));
        Assert.Equal(3, await StoredAsync(host));
    }

    [Theory, Databases]
    public async Task All_or_nothing_unless_partial(Engine engine)
    {
        await using var host = await HostAsync(engine);
        using var client = await host.CallerAsync();
        const string Body =
            """[{"measure":"M1","on":"2026-01-01","value":4},{"measure":"M7","on":"2026-01-01","value":4},{"measure":"M1","on":"31/02/2026","value":4},{"measure":"M1","on":"2026-01-01","value":5},{"measure":"M1","on":"2026-05-01","worth":5},{"measure":"M1","on":"2026-06-01","value":true}]""";

        var whole = await SendAsync(client, Body);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, 0), (whole.Status, whole.Body.GetProperty("accepted").GetInt32()));
        Assert.Equal([2, 3, 4, 5, 6], Rejected(whole.Body).Select(r => r.Item1));
        Assert.Equal(0, await StoredAsync(host));

        var partial = await SendAsync(client, Body, query: "?partial=true");

        Assert.Equal((HttpStatusCode.OK, 1), (partial.Status, partial.Body.GetProperty("accepted").GetInt32()));
        Assert.Equal(5, Rejected(partial.Body).Count());
        Assert.Equal(1, await StoredAsync(host));
    }

    [Theory]
    [InlineData("{}", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("[1]", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("[{\"measure\":\"M1\",\"on\":\"2026-01-01\",\"value\":", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("[{\"measure\":\"M1\",\"on\":\"2026-01-01\",\"note\":\"\\ud800\"}]", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("[{\"measure\":\"M1\",\"on\":\"2026-01-01\",\"value\":1e999}]", "application/json", HttpStatusCode.UnprocessableEntity)]
    [InlineData("[{\"measure\":\"M1\",\"on\":\"2026-01-01\",\"value\":\"NaN\"}]", "application/json", HttpStatusCode.UnprocessableEntity)]
    [InlineData("[{\"measure\":\"M1\",\"on\":\"2026-01-01\",\"value\":{\"a\":1}}]", "application/json", HttpStatusCode.UnprocessableEntity)]
    [InlineData(
        "[{\"measure\":\"M1\",\"on\":\"2026-01-01\",\"value\":1,\"note\":\"x\\u0000y\"}]",
        "application/json",
        HttpStatusCode.UnprocessableEntity
    )]
    [InlineData(
        "[{\"measure\":\"M1\",\"on\":\"2026-01-01\",\"value\":1,\"note\":\"Born 3 May 1941\"}]",
        "application/json",
        HttpStatusCode.UnprocessableEntity
    )]
    [InlineData(
        "[{\"measure\":\"M1\",\"on\":\"2026-01-01\",\"numerator\":-1,\"denominator\":4}]",
        "application/json",
        HttpStatusCode.UnprocessableEntity
    )]
    [InlineData("[{\"on\":\"2026-01-01\",\"value\":1}]", "application/json", HttpStatusCode.UnprocessableEntity)]
    [InlineData("month,figure\n2026-01,1\n", "text/csv", HttpStatusCode.UnprocessableEntity)]
    [InlineData("", "text/csv", HttpStatusCode.UnprocessableEntity)]
    [InlineData("measure,on,value\nM1,2026-01-01,=2+2\n", "text/csv", HttpStatusCode.UnprocessableEntity)]
    public async Task What_is_not_accepted_is_said_and_nothing_is_stored(string body, string type, HttpStatusCode status)
    {
        await using var host = await HostAsync();
        using var client = await host.CallerAsync();
        var (answered, said) = await SendAsync(client, body, type);
        Assert.Equal(status, answered);
        if (status == HttpStatusCode.UnprocessableEntity)
            Assert.All(Rejected(said), r => Assert.True(r.Item1 >= 1 && r.Item2.Length > 10));
        else
            Assert.True(said.GetProperty("detail").GetString()!.Length > 10);
        Assert.Equal(0, await StoredAsync(host));
    }

    [Fact]
    public async Task A_body_of_more_than_ten_megabytes_is_refused_before_it_is_read()
    {
        await using var host = await HostAsync();
        using var client = await host.CallerAsync();
        using var large = new StringContent("[" + new string(' ', 10 * 1024 * 1024) + "]", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(Readings, large);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Ten_thousand_lines_of_json_go_in()
    {
        await using var host = await HostAsync();
        using var client = await host.CallerAsync();
        var body = JsonSerializer.Serialize(
            Enumerable
                .Range(0, 10_000)
                .Select(n => new
                {
                    measure = "M1",
                    on = new DateOnly(1999, 1, 1).AddDays(n).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    value = n,
                })
        );
        Assert.Equal(
            (HttpStatusCode.OK, 10_000),
            ((await SendAsync(client, body)) is var a ? (a.Status, a.Body.GetProperty("accepted").GetInt32()) : default)
        );
    }

    [Theory, Databases]
    public async Task Only_those_who_may_enter_figures_do(Engine engine)
    {
        await using var host = await HostAsync(engine);
        var elsewhere = await host.Writer.AreaAsync(await host.RootAsync(), "Elsewhere");
        const string One = """[{"measure":"M1","on":"2026-01-01","value":4}]""";
        using var reader = await host.CallerAsync(Role.Reader);
        using var stranger = await host.CallerAsync(Role.Planner, elsewhere);
        using var contributor = await host.CallerAsync(Role.Contributor, staff: "S1");
        using var nobody = host.Visit().Client;

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(reader, One)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(stranger, One)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(stranger, "[]")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(contributor, One)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(nobody, One)).Status);
        Assert.Equal(0, await StoredAsync(host));

        await host.At.ExecuteAsync("UPDATE items SET person = 'S1' WHERE list = 'measures'");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(contributor, One)).Status);
    }

    [Theory, Databases]
    public async Task The_statistics_come_as_json_and_as_a_picture(Engine engine)
    {
        await using var host = await HostAsync(engine);
        using var client = await host.CallerAsync();
        await host.Writer.ReadingsAsync("OP-1", "M1", Enumerable.Range(0, 20).Select(n => n % 3 + (n > 12 ? 9.0 : 0)));

        using var json = await client.GetAsync("/api/v1/plans/OP-1/measures/M1/chart");
        using var picture = await client.GetAsync("/api/v1/plans/OP-1/measures/M1/chart.svg");
        using var missing = await client.GetAsync("/api/v1/plans/OP-1/measures/M9/chart");

        Assert.Equal((HttpStatusCode.OK, "application/json"), (json.StatusCode, json.Content.Headers.ContentType?.MediaType));
        var said = JsonDocument.Parse(await json.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("ok", said.GetProperty("status").GetString());
        Assert.Equal(20, said.GetProperty("points").GetProperty("y").GetArrayLength());
        Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("<svg", await picture.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Theory, Databases]
    public async Task The_summary_of_an_area_has_a_line_a_measure(Engine engine)
    {
        await using var host = await HostAsync(engine);
        var root = await host.RootAsync();
        var below = await host.Writer.AreaAsync(root, "Rowan House");
        await host.Writer.SmallPlanAsync(below, "OP-2");
        await host.Writer.ReadingsAsync("OP-2", "M1", Enumerable.Range(0, 20).Select(n => (double)(n % 3)));
        using var client = await host.CallerAsync();
        using var stranger = await host.CallerAsync(Role.Planner, below);

        var lines = JsonDocument
            .Parse(await client.GetStringAsync(string.Create(CultureInfo.InvariantCulture, $"/api/v1/areas/{root}/summary")))
            .RootElement.EnumerateArray()
            .ToList();
        using var hidden = await stranger.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/api/v1/areas/{root}/summary"));

        Assert.Equal(["OP-1", "OP-2"], lines.Select(l => l.GetProperty("plan").GetString()));
        Assert.Equal("not-enough-yet", lines[0].GetProperty("variation").GetString());
        Assert.Equal("common-cause", lines[1].GetProperty("variation").GetString());
        Assert.Equal(1, lines[1].GetProperty("latest").GetDouble());
        Assert.Equal("2025-08-01", lines[1].GetProperty("latestOn").GetString());
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
    }
}
