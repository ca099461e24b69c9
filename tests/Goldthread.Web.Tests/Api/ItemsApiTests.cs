using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Api;

/// <summary>Items of a plan over HTTP: what a call takes, what it answers, and in which order it refuses.</summary>
public sealed class ItemsApiTests(ItemsApiTests.Shared shared) : IClassFixture<ItemsApiTests.Shared>
{
    Task<Answered> PatchAsync(string plan, string body, string? match = "\"1\"", HttpClient? by = null) =>
        (by ?? shared.Planner).SendAsync("PATCH", $"/api/v1/plans/{plan}/actions/A1", body, match);

    Task<Answered> GetAsync(string plan, string tail, HttpClient? by = null) =>
        (by ?? shared.Planner).SendAsync("GET", $"/api/v1/plans/{plan}/{tail}");

    [Fact]
    public async Task An_action_is_changed_in_the_version_that_was_read()
    {
        var plan = await shared.PlanAsync();
        var read = await GetAsync(plan, "actions/A1");
        Assert.Equal("\"1\"", read.Tag);

        var changed = await PatchAsync(
            plan,
            """{"kind":"train","milestone":true,"effortHours":12.5,"tags":["restriction"," restriction"],"notes":[{"on":"2026-05-01","by":"st1","text":" Rota\r\nwritten "}]}""",
            read.Tag
        );
        var now = (await GetAsync(plan, "actions/A1")).Body;

        Assert.Equal((HttpStatusCode.NoContent, "\"2\""), (changed.Status, changed.Tag));
        Assert.Equal(2, now.GetProperty("version").GetInt32());
        Assert.Equal("train", now.GetProperty("kind").GetString());
        Assert.True(now.GetProperty("milestone").GetBoolean());
        Assert.Equal(12.5, now.GetProperty("effortHours").GetDouble());
        Assert.Equal(["restriction"], now.GetProperty("tags").EnumerateArray().Select(t => t.GetString()));
        Assert.Equal("Rota\nwritten", now.GetProperty("notes")[0].GetProperty("text").GetString());

        await PatchAsync(plan, """{"tags":null,"effortHours":null}""", "\"2\"");
        now = (await GetAsync(plan, "actions/A1")).Body;
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
    public async Task The_version_decides_about_a_change_and_a_removal(string? match, HttpStatusCode expected)
    {
        var plan = await shared.PlanAsync();
        Assert.Equal(expected, (await shared.Planner.SendAsync("DELETE", $"/api/v1/plans/{plan}/measures/M1", match: match)).Status);
        Assert.Equal(expected, (await PatchAsync(plan, """{"effortHours":40}""", match)).Status);
    }

    /// <summary>A caller who never heard whether it was stored tries again: a change is told that it is stale, an addition makes another.</summary>
    [Fact]
    public async Task The_same_call_sent_twice_changes_once_and_adds_twice()
    {
        var plan = await shared.PlanAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await PatchAsync(plan, """{"effortHours":40}""")).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PatchAsync(plan, """{"effortHours":40}""")).Status);
        var first = await shared.Planner.SendAsync("POST", $"/api/v1/plans/{plan}/risks", """{"event":"A fall"}""");
        var second = await shared.Planner.SendAsync("POST", $"/api/v1/plans/{plan}/risks", """{"event":"A fall"}""");
        Assert.Equal(("R1", "R2"), (first.Id, second.Id));
        Assert.Equal($"/api/v1/plans/{plan}/risks/R1", first.Location);
    }

    [Theory]
    [InlineData("""{"progress":101}""", "progress")]
    [InlineData("""{"status":"flying"}""", "status")]
    [InlineData("""{"due":"2026-02-30"}""", "due")]
    [InlineData("""{"title":""}""", "title")]
    [InlineData("""{"title":null}""", "title")]
    [InlineData("""{"title":["a"]}""", "title")]
    [InlineData("""{"title":{"a":1}}""", "title")]
    [InlineData("""{"title":"Ring 943 476 5919"}""", "title")]
    [InlineData("""{"tags":"restriction"}""", "tags")]
    [InlineData("""{"tags":[["restriction"]]}""", "tags")]
    [InlineData("""{"tags":[null]}""", "tags")]
    [InlineData("""{"accountable":["nobody"]}""", "accountable")]
    [InlineData("""{"effortHours":"many"}""", "effortHours")]
    [InlineData("""{"effort_hours":4}""", "effortHours")]
    [InlineData("""{"notes":{"text":"a"}}""", "notes")]
    [InlineData("""{"notes":[{}]}""", "notes[0]")]
    [InlineData("""{"notes":[{"words":"a"}]}""", "notes[0].words")]
    [InlineData("""{"notes":[{"text":"a"},{"on":"yesterday"}]}""", "notes[1].on")]
    [InlineData("""{"notes":["a"]}""", "notes[0]")]
    [InlineData("""{"notes":[{"by":"nobody"}]}""", "notes[0].by")]
    [InlineData("""{"safeguardingImpact":"Born 3 May 1941"}""", "safeguardingImpact")]
    [InlineData("""{"id":"A9"}""", "id")]
    [InlineData("""{"version":2}""", "version")]
    [InlineData("""{"colour":"red"}""", "colour")]
    [InlineData("""{"reason":5}""", "reason")]
    public async Task A_field_that_is_not_accepted_is_named(string body, string field)
    {
        var plan = await shared.PlanAsync();
        var refused = await PatchAsync(plan, body);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal([field], refused.Errors.Select(e => e.Field));
        Assert.Equal(HttpStatusCode.NoContent, (await PatchAsync(plan, """{"effortHours":1}""")).Status);
    }

    [Fact]
    public async Task A_new_item_without_any_answer_is_refused()
    {
        var plan = await shared.PlanAsync();
        foreach (var list in (string[])["allocations", "risks", "pdsa"])
        {
            var refused = await shared.Planner.SendAsync("POST", $"/api/v1/plans/{plan}/{list}", "{}");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.StartsWith("Nothing is answered yet.", Assert.Single(refused.Errors).Message, StringComparison.Ordinal);
        }
        Assert.Equal(0, (await GetAsync(plan, "risks")).Body.GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("[]", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("5", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"title":"a","title":"b"}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"title":"\ud800"}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"\ud800":1}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}}}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"effortHours":1}""", "application/json; charset=utf-16", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("""{"effortHours":1}""", "application/json; charset=nonsense", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("""{"effortHours":1}""", "application/json; charset=\"UTF-8\"", HttpStatusCode.NoContent)]
    [InlineData("""{"effortHours":1}""", "text/plain", HttpStatusCode.NoContent)]
    [InlineData("""{"effortHours":1}""", null, HttpStatusCode.NoContent)]
    [InlineData("\uFEFF{\"effortHours\":1}", "application/json", HttpStatusCode.NoContent)]
    public async Task A_body_is_one_object_in_UTF_8(string body, string? type, HttpStatusCode expected)
    {
        var plan = await shared.PlanAsync();
        var answer = await shared.Planner.SendAsync("PATCH", $"/api/v1/plans/{plan}/actions/A1", body, "\"1\"", type);
        Assert.Equal(expected, answer.Status);
        if (expected is HttpStatusCode.BadRequest)
            Assert.StartsWith("The body is no JSON object of fields, like", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_no_UTF_8_or_too_large_is_refused()
    {
        var plan = await shared.PlanAsync();
        var address = $"/api/v1/plans/{plan}/actions/A1";
        byte[] broken = [.. "{\"title\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        Assert.Equal(HttpStatusCode.BadRequest, (await shared.Planner.SendAsync("PATCH", address, broken, "\"1\"", null)).Status);
        var large = await shared.Planner.SendAsync("PATCH", address, $"{{\"title\":\"{new string('x', 1024 * 1024)}\"}}", "\"1\"");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.Status);
        Assert.Contains("1,048,576", large.Detail, StringComparison.Ordinal);
        var most = await shared.Planner.SendAsync("PATCH", address, $"{{\"title\":\"{new string('x', 1024 * 1024 - 12)}\"}}", "\"1\"");
        Assert.Equal([("title", "Write at most 200 characters; this has 1,048,564.")], most.Errors);
    }

    /// <summary>Whether there is such a thing, whether the caller may, which version: then what is wrong with the fields.</summary>
    [Theory]
    [InlineData("stranger", "A1", null, HttpStatusCode.NotFound)]
    [InlineData("planner", "A9", null, HttpStatusCode.NotFound)]
    [InlineData("reader", "A9", null, HttpStatusCode.NotFound)]
    [InlineData("reader", "A1", null, HttpStatusCode.Forbidden)]
    [InlineData("reader", "A1", "\"9\"", HttpStatusCode.Forbidden)]
    [InlineData("contributor", "A1", "\"9\"", HttpStatusCode.Forbidden)]
    [InlineData("planner", "A1", null, HttpStatusCode.PreconditionRequired)]
    [InlineData("planner", "A1", "\"9\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("planner", "A1", "\"1\"", HttpStatusCode.UnprocessableEntity)]
    public async Task Fields_come_last(string who, string item, string? match, HttpStatusCode expected)
    {
        var plan = await shared.PlanAsync();
        foreach (var body in (string[])["""{"title":["wrong"],"colour":"red"}""", """{"title":"Ring 943 476 5919"}"""])
        {
            var answer = await shared.Callers[who].SendAsync("PATCH", $"/api/v1/plans/{plan}/actions/{item}", body, match);
            Assert.Equal(expected, answer.Status);
            Assert.Equal(expected is HttpStatusCode.UnprocessableEntity, answer.Errors.Count > 0);
        }
        var added = await shared.Callers[who].SendAsync("POST", $"/api/v1/plans/{plan}/actions", """{"title":["wrong"]}""");
        Assert.Equal(
            who switch
            {
                "planner" => HttpStatusCode.UnprocessableEntity,
                "stranger" => HttpStatusCode.NotFound,
                _ => HttpStatusCode.Forbidden,
            },
            added.Status
        );
    }

    [Theory]
    [InlineData("""{"notes":[{"text":"Half way"}]}""", HttpStatusCode.NoContent)]
    [InlineData("""{"notes":[{"text":"Half way"}],"title":"Something else"}""", HttpStatusCode.Forbidden)]
    [InlineData("""{"notes":[{"text":"Half way"}],"title":["wrong"]}""", HttpStatusCode.Forbidden)]
    [InlineData("""{"notes":[{"text":"Half way"}],"title":null}""", HttpStatusCode.Forbidden)]
    [InlineData("""{"progress":40}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"status":"done"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"progress":400}""", HttpStatusCode.UnprocessableEntity)]
    public async Task Whoever_answers_for_an_action_records_how_it_goes_and_nothing_beside(string body, HttpStatusCode expected)
    {
        var plan = await shared.PlanAsync();
        await PatchAsync(plan, """{"accountable":["st1"]}""");
        Assert.Equal(expected, (await PatchAsync(plan, body, "\"2\"", shared.Callers["contributor"])).Status);
        var now = await GetAsync(plan, "actions/A1");
        Assert.Equal(expected is HttpStatusCode.NoContent ? 3 : 2, now.Version);
        Assert.Equal("Check room 1 for trip hazards", now.Body.GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("Actions")]
    [InlineData("strategy.values")]
    [InlineData("restore")]
    public async Task A_list_that_no_plan_has_is_not_there(string list)
    {
        var plan = await shared.PlanAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(plan, list)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(plan, list + "/A1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await shared.Planner.SendAsync("POST", $"/api/v1/plans/{plan}/{list}", "{}")).Status);
    }

    [Fact]
    public async Task A_plan_that_is_not_there_has_no_lists_and_a_list_no_such_item()
    {
        var plan = await shared.PlanAsync();
        foreach (
            var address in (string[])["OP-0/actions", "OP-0/actions/A1", plan + "/actions/A9", plan + "/actions/" + new string('a', 300)]
        )
            Assert.Equal(HttpStatusCode.NotFound, (await shared.Planner.SendAsync("GET", "/api/v1/plans/" + address)).Status);
        foreach (var tail in (string[])["", "/A1"])
            Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(plan, "actions" + tail, shared.Callers["stranger"])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await shared.Planner.SendAsync("POST", $"/api/v1/plans/{plan}/actions/A1/restore")).Status);
    }

    [Fact]
    public async Task After_approval_a_reason_is_owed_beside_the_fields()
    {
        var plan = await shared.PlanAsync(isApproved: true);
        Assert.Equal([("reason", Why)], (await PatchAsync(plan, """{"due":"2026-09-30"}""")).Errors);
        Assert.Equal(HttpStatusCode.NoContent, (await PatchAsync(plan, """{"due":"2026-09-30","reason":"The builder is late"}""")).Status);
        Assert.Equal(
            [("reason", Why)],
            (await shared.Planner.SendAsync("POST", $"/api/v1/plans/{plan}/objectives", """{"title":"More"}""")).Errors
        );
        var objective = await shared.Planner.SendAsync(
            "POST",
            $"/api/v1/plans/{plan}/objectives",
            """{"title":"More","reason":"Asked for"}"""
        );
        Assert.Equal(HttpStatusCode.Created, objective.Status);

        var address = $"/api/v1/plans/{plan}/objectives/{objective.Id}";
        Assert.Equal([("reason", Why)], (await shared.Planner.SendAsync("DELETE", address, match: "\"1\"")).Errors);
        Assert.Equal(
            ["title"],
            (await shared.Planner.SendAsync("DELETE", address, """{"reason":"Not wanted","title":"a"}""", "\"1\"")).Errors.Select(e =>
                e.Field
            )
        );
        Assert.Equal(HttpStatusCode.OK, (await shared.Planner.SendAsync("GET", address)).Status);
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await shared.Planner.SendAsync("DELETE", address, """{"reason":"Not wanted"}""", "\"1\"")).Status
        );
        await using var db = shared.Host.At.Open();
        var reasons = await db
            .Records.Where(r => r.Stream == plan && r.Reason != null && r.PersonId != null)
            .OrderBy(r => r.Seq)
            .Select(r => r.Reason)
            .ToListAsync();
        Assert.Equal(["The builder is late", "Asked for", "Not wanted"], reasons.Distinct());
    }

    const string Why = "The plan is approved. Say why this changes.";

    [Fact]
    public async Task What_others_name_is_not_removed()
    {
        var plan = await shared.PlanAsync();
        var refused = await shared.Planner.SendAsync("DELETE", $"/api/v1/plans/{plan}/objectives/O1", match: "\"1\"");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, null), (refused.Status, Assert.Single(refused.Errors).Field));
        Assert.Contains("action A1", refused.Errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_makes_up_the_place_of_a_file()
    {
        var plan = await shared.PlanAsync();
        var made = $"sha256:{new string('a', 64)}/notes.pdf";
        var refused = await shared.Planner.SendAsync(
            "POST",
            $"/api/v1/plans/{plan}/evidence",
            $$"""{"title":"Notes","location":"{{made}}"}"""
        );
        Assert.Equal(
            [("location", "Choose the file itself above. Here stands a link, a shelf, or the number of a record.")],
            refused.Errors
        );
        Assert.Equal(0, (await GetAsync(plan, "evidence")).Body.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_thing_with_a_reason_of_its_own_has_it_as_a_field()
    {
        var plan = await shared.PlanAsync();
        var added = await shared.Planner.SendAsync(
            "POST",
            $"/api/v1/plans/{plan}/adaptations",
            """{"field":"due","reason":"The builder is late"}"""
        );
        Assert.Equal("The builder is late", (await GetAsync(plan, "adaptations/" + added.Id)).Body.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task What_is_inside_an_item_is_named_in_camelCase_too()
    {
        var plan = await shared.PlanAsync();
        var risk = await shared.Planner.SendAsync(
            "POST",
            $"/api/v1/plans/{plan}/risks",
            """{"event":"A fall","inherent":{"likelihood":4,"consequence":3},"contingency":{"trigger":"Two in a week","activated":"2026-10-01"}}"""
        );
        var read = (await GetAsync(plan, "risks/" + risk.Id)).Body;
        Assert.Equal(3, read.GetProperty("inherent").GetProperty("consequence").GetInt32());
        Assert.All(Names(read), name => Assert.DoesNotContain('_', name));

        static IEnumerable<string> Names(JsonElement json) =>
            json.ValueKind switch
            {
                JsonValueKind.Object => json.EnumerateObject().SelectMany(p => Names(p.Value).Prepend(p.Name)),
                JsonValueKind.Array => json.EnumerateArray().SelectMany(Names),
                _ => [],
            };
    }

    /// <summary>The same question to the page of the list and to the call finds the same items, in the same order.</summary>
    [Theory, Databases]
    public async Task A_list_is_searched_as_its_page_is(Engine engine)
    {
        await using var own = engine is Engine.Sqlite ? null : await WebHost.NewAsync(engine);
        var host = own ?? shared.Host;
        var plan = await host.Writer.SmallPlanAsync(await host.RootAsync(), "OP-LIST", actions: 12);
        using var client = await host.CallerAsync();
        var visitor = await host.SignInAsync(Role.Planner);
        string[] changes =
        [
            """{"due":"2020-01-01","accountable":["st1"]}""",
            """{"due":"2020-01-01","accountable":["st1"]}""",
            """{"due":"2090-01-01"}""",
            """{"title":"Écouter 100% of_it"}""",
        ];
        for (var n = 0; n < changes.Length; n++)
            Assert.Equal([], (await client.SendAsync("PATCH", $"/api/v1/plans/{plan}/actions/A{n + 1}", changes[n], "\"1\"")).Errors);
        foreach (
            var (move, body) in ((string, string)[])
                [("A1/close", """{"note":"Seen on the round"}"""), ("A2/start", "{}"), ("A3/start", "{}")]
        )
            Assert.Equal(HttpStatusCode.OK, (await client.SendAsync("POST", $"/api/v1/plans/{plan}/actions/{move}", body)).Status);

        foreach (
            var (query, count) in new[]
            {
                ("", 12),
                ("?state=late", 1),
                ("?state=in-progress", 2),
                ("?state=flying", 0),
                ("?person=st1", 2),
                ("?person=st1&state=done", 1),
                ("?q=ROOM", 11),
                ("?q=a1", 4),
                ("?q=%C3%A9couter", 1),
                ("?q=0%25", 1),
                ("?q=f_i", 1),
                ("?q=%20", 12),
                ("?q=a%00b", 0),
            }
        )
        {
            var answer = await client.SendAsync("GET", $"/api/v1/plans/{plan}/actions{query}");
            var page = await visitor.GetAsync($"/plans/{plan}/implement/actions{query}");
            var called = answer.Body.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()).ToList();
            var shown = page
                .Document.QuerySelectorAll("main table tbody tr")
                .Select(r => r.QuerySelector("a")!.GetAttribute("href")!.Split('/')[^1]);
            Assert.True(count == called.Count, $"{query}: {string.Join(' ', called)}");
            Assert.Equal(count, answer.Body.GetProperty("total").GetInt32());
            // The page shows first what needs somebody.
            Assert.Equal(shown.Order(StringComparer.Ordinal), called.Order(StringComparer.Ordinal));
        }
        var second = await client.SendAsync("GET", $"/api/v1/plans/{plan}/actions?page=2&size=5");
        Assert.Equal(
            (12, "A6,A7,A8,A9,A10"),
            (
                second.Body.GetProperty("total").GetInt32(),
                string.Join(',', second.Body.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()))
            )
        );
        var after = await client.SendAsync("GET", $"/api/v1/plans/{plan}/actions?page=10000&size=200");
        Assert.Equal((12, 0), (after.Body.GetProperty("total").GetInt32(), after.Body.GetProperty("items").GetArrayLength()));
    }

    [Theory]
    [InlineData("page=0", "page is a whole number from 1 to 10,000.")]
    [InlineData("page=10001", "page is a whole number from 1 to 10,000.")]
    [InlineData("page=two", "page is a whole number, not “two”.")]
    [InlineData("size=0", "size is a whole number from 1 to 200.")]
    [InlineData("size=201", "size is a whole number from 1 to 200.")]
    [InlineData("size=-1", "size is a whole number from 1 to 200.")]
    public async Task A_page_is_bounded_and_what_would_be_taken_is_said(string query, string detail)
    {
        var plan = await shared.PlanAsync();
        var refused = await GetAsync(plan, "actions?" + query);
        Assert.Equal((HttpStatusCode.BadRequest, detail), (refused.Status, refused.Detail));
        var words = await GetAsync(plan, "actions?q=" + new string('x', 201));
        Assert.Equal((HttpStatusCode.BadRequest, "q has at most 200 characters."), (words.Status, words.Detail));
    }

    [Fact]
    public async Task A_list_sends_as_many_commands_for_200_items_as_for_2()
    {
        var plan = await shared.PlanAsync(actions: 2);
        var more = await shared.PlanAsync(actions: 200);
        var counts = new List<int>();
        foreach (var one in (string[])[plan, more])
        {
            await GetAsync(one, "actions?size=200");
            shared.Host.At.Commands.Clear();
            Assert.True((await GetAsync(one, "actions?size=200")).Body.GetProperty("total").GetInt32() >= 2);
            counts.Add(shared.Host.At.Commands.Count);
        }
        Assert.Equal(counts[0], counts[1]);
        Assert.InRange(counts[1], 1, 5);
    }

    [Theory]
    [InlineData("actions", "GET, POST")]
    [InlineData("actions/A1", "DELETE, GET, PATCH")]
    [InlineData("actions/A1/restore", "POST")]
    public async Task Other_methods_are_not_allowed_and_HEAD_is_GET_without_its_body(string tail, string allowed)
    {
        var plan = await shared.PlanAsync();
        var address = $"/api/v1/plans/{plan}/{tail}";
        foreach (var method in (string[])["PUT", "OPTIONS", "TRACE", "BREW"])
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), address);
            using var answer = await shared.Planner.SendAsync(request);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
            Assert.Empty(allowed.Split(", ").Except(answer.Content.Headers.Allow));
        }
        using var asked = await shared.Planner.SendAsync(new HttpRequestMessage(HttpMethod.Get, address));
        using var headed = await shared.Planner.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));
        Assert.Equal(asked.StatusCode, headed.StatusCode);
        Assert.Equal(asked.Headers.ETag, headed.Headers.ETag);
        Assert.Equal("", await headed.Content.ReadAsStringAsync());
        Assert.Equal(asked.Content.Headers.ContentType, headed.Content.Headers.ContentType);
    }

    [Fact]
    public async Task Nobody_without_a_token_is_told_anything()
    {
        var plan = await shared.PlanAsync();
        using var nobody = shared.Host.Visit().Client;
        foreach (
            var (method, tail) in new[]
            {
                ("GET", "actions"),
                ("GET", "actions/A1"),
                ("POST", "actions"),
                ("PATCH", "actions/A1"),
                ("DELETE", "actions/A1"),
                ("POST", "actions/A1/restore"),
                ("GET", "nothing"),
            }
        )
            Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.SendAsync(method, $"/api/v1/plans/{plan}/{tail}")).Status);
    }

    /// <summary>One server for all, and a plan of its own for each.</summary>
    public sealed class Shared : IAsyncLifetime
    {
        int made;

        public WebHost Host { get; private set; } = null!;
        public HttpClient Planner => Callers["planner"];
        public Dictionary<string, HttpClient> Callers { get; } = [];

        public async ValueTask InitializeAsync()
        {
            Host = await WebHost.NewAsync();
            var elsewhere = await Host.Writer.AreaAsync(await Host.RootAsync(), "Elsewhere");
            Callers["planner"] = await Host.CallerAsync();
            Callers["reader"] = await Host.CallerAsync(Role.Reader);
            Callers["contributor"] = await Host.CallerAsync(Role.Contributor, staff: "st1");
            Callers["stranger"] = await Host.CallerAsync(Role.Planner, elsewhere);
        }

        /// <summary>A plan with somebody, an objective, actions and a measure.</summary>
        public async Task<string> PlanAsync(int actions = 1, bool isApproved = false)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"OP-{Interlocked.Increment(ref made)}");
            await Host.Writer.SmallPlanAsync(await Host.RootAsync(), id, actions);
            if (isApproved)
                await Host.At.ExecuteAsync($"UPDATE plans SET status = 'approved' WHERE id = '{id}'");
            return id;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var caller in Callers.Values)
                caller.Dispose();
            await Host.DisposeAsync();
        }
    }
}
