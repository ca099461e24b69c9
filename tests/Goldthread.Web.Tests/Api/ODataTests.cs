using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml;
using Goldthread.App.Govern.Tables;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;
using Sylvan.Data.Csv;

namespace Goldthread.Web.Tests.Api;

/// <summary>The flat tables as OData: what a program that knows nothing but OData gets, and what it does not.</summary>
public sealed class ODataTests
{
    static async Task<JsonElement> JsonAsync(HttpClient client, string address, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await client.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(expected == answer.StatusCode, $"{address}: {answer.StatusCode} {text}");
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("4.0", Assert.Single(answer.Headers.GetValues("OData-Version")));
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    static List<string?> Values(JsonElement answer, string property) =>
        [.. answer.GetProperty("value").EnumerateArray().Select(r => r.GetProperty(property).ToString())];

    /// <summary>Reads an answer with a reader of OData, that knows what the service says of itself.</summary>
    static async Task<List<Dictionary<string, object?>>> ReadAsync(HttpClient client, IEdmModel model, string set)
    {
        var type = model.EntityContainer.FindEntitySet(set)!;
        using var answer = await client.GetAsync($"/odata/{set}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var message = new Answer(await answer.Content.ReadAsStreamAsync(), answer.Content.Headers.ContentType!.ToString());
        using var reader = new ODataMessageReader((IODataResponseMessage)message, new ODataMessageReaderSettings(), model);
        var rows = new List<Dictionary<string, object?>>();
        var items = reader.CreateODataResourceSetReader(type, type.EntityType);
        while (items.Read())
            if (items is { State: ODataReaderState.ResourceEnd, Item: ODataResource row })
                rows.Add(row.Properties.Cast<ODataProperty>().ToDictionary(p => p.Name, p => (object?)p.Value, StringComparer.Ordinal));
        return rows;
    }

    sealed class Answer(Stream body, string type) : IODataResponseMessage
    {
        public int StatusCode { get; set; } = 200;
        public IEnumerable<KeyValuePair<string, string>> Headers => [new("Content-Type", type)];

        public string GetHeader(string headerName) => headerName == "Content-Type" ? type : null!;

        public void SetHeader(string headerName, string headerValue) => throw new NotSupportedException();

        public Stream GetStream() => body;
    }

    [Theory, Databases]
    public async Task A_program_that_knows_OData_alone_reads_every_table(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        var plan = await host.Writer.ExamplePlanAsync();
        await host.Writer.ReadingsAsync(plan, "M1", [4.5, 5, 6]);
        using var client = await host.CallerAsync(Role.Reader);

        var service = await JsonAsync(client, "/odata");
        Assert.Equal(["Plans", "Objectives", "Actions", "Measures", "Readings", "Risks", "Findings"], Values(service, "url"));
        using var xml = XmlReader.Create(await client.GetStreamAsync("/odata/$metadata"));
        Assert.True(CsdlReader.TryParse(xml, out var model, out var faults), string.Join(", ", faults.Select(f => f.ErrorMessage)));

        foreach (var table in FlatTable.All)
        {
            var set = char.ToUpperInvariant(table.Name[0]) + table.Name[1..];
            var rows = await ReadAsync(client, model, set);
            using var csv = CsvDataReader.Create(new StreamReader(await client.GetStreamAsync($"/api/v1/tables/{table.Name}.csv")));
            var plans = new List<string>();
            while (await csv.ReadAsync())
                plans.Add(csv.GetString(csv.GetOrdinal("plan")));
            Assert.Equal(plans, rows.Select(r => r["Plan"]));
            Assert.NotEmpty(rows);
            var key = model.EntityContainer.FindEntitySet(set)!.EntityType.Key().Select(k => k.Name).ToList();
            Assert.Distinct(rows.Select(r => string.Join('|', key.Select(k => r[k]))));
            Assert.All(table.Columns, c => Assert.True(rows[0].ContainsKey(c.Property.Name), $"{set} {c.Property.Name}"));
            Assert.Equal($"{rows.Count}", await client.GetStringAsync($"/odata/{set}/$count"));
        }
        var reading = (await ReadAsync(client, model, "Readings")).First(r => r["Value"] is 4.5);
        Assert.IsType<Date>(reading["On"]);
    }

    [Theory, Databases]
    public async Task Rows_are_filtered_ordered_counted_and_sent_in_pages(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        await host.Writer.SmallPlanAsync(await host.RootAsync(), actions: 5);
        await host.Writer.AddAsync("OP-1", "actions", new() { ["title"] = "Late's, too", ["due"] = new DateOnly(2026, 1, 31) });
        using var client = await host.CallerAsync(Role.Reader);

        var some = await JsonAsync(
            client,
            "/odata/Actions?$filter=Due lt 2026-02-01 and contains(tolower(Title), 'late''s')&$select=Title,Id&$count=true"
        );
        Assert.EndsWith("/odata/$metadata#Actions(Title,Id)", some.GetProperty("@odata.context").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, some.GetProperty("@odata.count").GetInt32());
        var row = Assert.Single(some.GetProperty("value").EnumerateArray());
        Assert.Equal(["Id", "Title"], row.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        var added = row.GetProperty("Id").GetString()!;

        Assert.Equal(
            ["A5", "A4"],
            Values(
                await JsonAsync(client, "/odata/Actions?$filter=startswith(Id,'A') and Id ne '" + added + "'&$orderby=Id desc&$top=2"),
                "Id"
            )
        );
        Assert.Equal(
            ["A2", "A3"],
            Values(await JsonAsync(client, "/odata/Actions?$orderby=Plan,Id&$filter=Id in ('A1','A2','A3')&$skip=1"), "Id")
        );
        Assert.Equal("6", await client.GetStringAsync("/odata/Actions/$count"));
        Assert.Equal("1", await client.GetStringAsync("/odata/Actions/$count?$filter=year(Due) eq 2026 and month(Due) eq 1"));
        // What is not known is before everything else, and is no match.
        Assert.Equal(added, Values(await JsonAsync(client, "/odata/Actions?$orderby=ClosedOn,Due&$filter=Due ne null"), "Id")[0]);

        var ids = new List<string?>();
        var pages = 0;
        client.DefaultRequestHeaders.Add("Prefer", "odata.maxpagesize=2");
        for (var next = "/odata/Actions?$top=5&$filter=Plan eq 'OP-1'&since=2020-01-01"; next is not null; pages++)
        {
            var page = await JsonAsync(client, next);
            ids.AddRange(Values(page, "Id"));
            next = page.TryGetProperty("@odata.nextLink", out var link) ? new Uri(link.GetString()!).PathAndQuery : null;
        }
        Assert.Equal((3, 5), (pages, ids.Distinct(StringComparer.Ordinal).Count()));
    }

    [Fact]
    public async Task What_a_query_may_not_ask_is_said_in_words()
    {
        await using var host = await WebHost.NewAsync();
        using var client = await host.CallerAsync(Role.Reader);
        foreach (
            var (query, says) in ((string, string)[])
                [
                    ("Plans?$filter=Nope eq 1", "Nope"),
                    ("Plans?$filter=PlanTitle eq 1", "Edm.String"),
                    ("Plans?$filter=PlanTitle", "$filter"),
                    ("Plans?$filter=(", "position"),
                    ("Plans?$filter=matchesPattern(PlanTitle,'(a*)*b')", "matchesPattern"),
                    ("Plans?$filter=cast(Starts,Edm.String) eq 'x'", "cast"),
                    ("Plans?$select=Nope", "Nope"),
                    ("Plans?$orderby=length(PlanTitle)", "$orderby names properties."),
                    ("Plans?$orderby=Plan,PlanTitle,Starts,Ends,Owner,Status", "5 are the most"),
                    ("Plans?$top=-1", "-1"),
                    ("Plans?$skip=x", "x"),
                    ("Plans?$expand=Actions", "$expand is not taken"),
                    ("Plans?$apply=groupby((PlanTitle))", "$apply is not taken"),
                    ("Plans?$search=x", "$search is not taken"),
                    ("Plans?$format=xml", "$format is json"),
                    ("Plans?area=x", "area is a whole number, not “x”."),
                    ("Plans?since=soon", "since is a day like 2026-11-22, not “soon”."),
                ]
        )
        {
            using var answer = await client.GetAsync("/odata/" + query);
            Assert.Equal((query, HttpStatusCode.BadRequest), (query, answer.StatusCode));
            Assert.Contains(says, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    /// <summary>What only shows while rows are judged is the caller's mistake too, in words, whether rows or their number are asked for.</summary>
    [Fact]
    public async Task What_cannot_be_worked_out_for_a_row_is_said_in_words()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(await host.RootAsync(), actions: 2);
        using var client = await host.CallerAsync(Role.Reader);
        string[] wrong =
        [
            "Revision div 0 eq 1",
            "Revision mod 0 eq 1",
            "1 div 0 eq 1",
            "-2147483648 div -1 eq 1",
            "substring(PlanTitle,-1) eq 'a'",
            "substring(PlanTitle,2147483647,2147483647) eq ''",
            "null",
            "not null",
            "Plan in ()",
            "Plan in ('x',null)",
            "year(null) eq 1",
            "Starts add 1 eq null",
            "length(null) eq 1",
            "round(Revision) eq 1",
            "Revision add 2147483647 gt 0",
            "concat(PlanTitle,null) eq 'a'",
            "indexof(PlanTitle,'') eq 0",
            "Starts eq 2026-13-45",
            "Starts gt 'soon'",
            "PlanTitle eq '\u0000'",
            "-Revision lt 0",
            "not (Revision eq 1)",
            "Owner eq null or startswith(Owner,'a')",
            "tolower(null) eq 'a'",
            "Revision has 1",
            "$it/Plan eq 'OP-1'",
            "Revision eq 1e400",
            "Revision eq NaN",
            "Revision eq INF",
            "Ends sub Starts gt duration'P1D'",
        ];
        foreach (var filter in wrong)
        foreach (var address in (string[])["/odata/Plans?$filter=", "/odata/Plans/$count?$filter="])
        {
            using var answer = await client.GetAsync(address + Uri.EscapeDataString(filter));
            Assert.True(
                answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest,
                $"{address}{filter}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}"
            );
        }
        foreach (
            var query in (string[])
                [
                    "$skip=99999999999999999999",
                    "$top=99999999999999999999",
                    "$top=9223372036854775807&$skip=9223372036854775807",
                    "$top=0",
                    "$select=",
                    "$select=*",
                    "$select=Plan,Plan",
                    "$orderby=",
                    "$orderby=Plan sideways",
                    "$orderby=Plan,Plan desc",
                    "$filter=",
                    "$filter=1 eq 1&$filter=1 eq 2",
                    "$count=maybe",
                    "$format=",
                    "$=",
                    "$FILTER=1 eq 1",
                    "since=0001-01-01",
                    "since=9999-12-31",
                    "area=-1",
                ]
        )
        {
            using var answer = await client.GetAsync("/odata/Plans?" + query);
            Assert.True(answer.StatusCode < HttpStatusCode.InternalServerError, $"{query}: {answer.StatusCode}");
        }
        foreach (var sure in wrong.Take(4))
            await JsonAsync(client, "/odata/Plans?$filter=" + Uri.EscapeDataString(sure), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_filter_has_no_end_of_terms()
    {
        await using var host = await WebHost.NewAsync();
        using var client = await host.CallerAsync(Role.Reader);
        string Of(int terms) => "/odata/Plans?$filter=" + string.Join(" or ", Enumerable.Range(0, terms).Select(n => $"Revision eq {n}"));
        await JsonAsync(client, Of(20));
        var refused = await JsonAsync(client, Of(60), HttpStatusCode.BadRequest);
        Assert.Contains("too many terms", refused.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        await JsonAsync(
            client,
            "/odata/Plans?$filter=" + new string('(', 500) + "1 eq 1" + new string(')', 500),
            HttpStatusCode.BadRequest
        );
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/odata/Users")).StatusCode);
    }

    [Theory, Databases]
    public async Task Nobody_reads_by_OData_what_they_do_not_see(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        var root = await host.RootAsync();
        var elsewhere = await host.Writer.AreaAsync(root, "Elm Lodge");
        await host.Writer.SmallPlanAsync(root, actions: 2);
        await host.Writer.AddAsync("OP-1", "risks", new() { ["event"] = "Nobody is to read this", ["restricted"] = true });
        using var reader = await host.CallerAsync(Role.Reader);
        using var stranger = await host.CallerAsync(Role.Reader, elsewhere);
        foreach (var table in FlatTable.All)
        {
            var set = char.ToUpperInvariant(table.Name[0]) + table.Name[1..];
            Assert.Empty(Values(await JsonAsync(stranger, $"/odata/{set}?$filter=Plan eq 'OP-1' or true"), "Plan"));
            Assert.Equal("0", await stranger.GetStringAsync($"/odata/{set}/$count"));
            Assert.DoesNotContain("Nobody is to read this", await reader.GetStringAsync($"/odata/{set}"), StringComparison.Ordinal);
        }
        Assert.Equal("0", await reader.GetStringAsync("/odata/Risks/$count?$filter=startswith(Title,'Nobody')"));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/odata/Plans?area={root}")).StatusCode);

        // A program, with a token: never sent on to sign in, and no session counts.
        var session = await host.SignInAsync(WebHost.Administrator);
        foreach (var address in (string[])["/odata", "/odata/$metadata", "/odata/Plans", "/ODATA/Plans", "/odata/Plans/$count"])
        {
            using var nobody = host.Visit().Client;
            Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(address)).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await session.GetAsync(address)).Status);
        }
        using var written = await reader.PostAsync("/odata/Plans", new StringContent("{}", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, written.StatusCode);
    }
}
