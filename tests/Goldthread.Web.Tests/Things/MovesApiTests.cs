using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Goldthread.App.Store;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Goldthread.Web.Tests.Things;

/// <summary>Moves by other programs: a call a move, its body the answers.</summary>
public sealed class MovesApiTests
{
    static readonly DateTimeOffset Day = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);

    static async Task<(HttpStatusCode Status, JsonElement Body, string? Tag)> MakeAsync(
        HttpClient client,
        string address,
        string body = "",
        string? match = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/plans/" + address)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (match is not null)
            request.Headers.TryAddWithoutValidation("If-Match", match);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, JsonDocument.Parse(text.Length == 0 ? "{}" : text).RootElement, answer.Headers.ETag?.Tag);
    }

    static IEnumerable<(string? Field, string Message)> Errors(JsonElement problem) =>
        problem
            .GetProperty("errors")
            .EnumerateArray()
            .Select(e => (e.GetProperty("field").GetString(), e.GetProperty("message").GetString()!));

    static async Task<WebHost> HostAsync(Engine engine)
    {
        var host = await WebHost.NewAsync(engine, new FakeTimeProvider(Day));
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        return host;
    }

    [Fact]
    public async Task What_an_action_would_move_with_it_is_answered_and_not_stored()
    {
        await using var host = await HostAsync(Engine.Sqlite);
        using var client = await host.CallerAsync();
        await host.Writer.AddAsync(
            "OP-1",
            "actions",
            new()
            {
                ["title"] = "Hang the lamps",
                ["due"] = new DateOnly(2026, 12, 31),
                ["after"] = new[] { "A1" },
            }
        );
        await MakeAsync(client, "OP-1/actions/A1/move", """{"starts":"2026-12-14","due":"2026-12-18"}""");

        var (status, body, _) = await MakeAsync(client, "OP-1/actions/A1/move?dryRun=true", """{"due":"2026-12-21"}""");

        Assert.Equal(
            (
                HttpStatusCode.OK,
                """{"moves":[{"id":"A1","starts":"2026-12-14","due":"2026-12-21","was":{"starts":"2026-12-14","due":"2026-12-18"}},{"id":"A2","starts":null,"due":"2027-01-04","was":{"starts":null,"due":"2026-12-31"}}]}"""
            ),
            (status, body.GetRawText())
        );
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await MakeAsync(client, "OP-1/actions/A1/move?dryRun=true", """{"due":"2026-12-01"}""")).Status
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await MakeAsync(client, "OP-1/actions/A9/move?dryRun=true", """{"due":"2026-12-01"}""")).Status
        );
        await using var db = host.At.Open();
        Assert.Equal(new DateOnly(2026, 12, 18), (await db.Items.SingleAsync(i => i.List == "actions" && i.Id == "A1")).Due);

        Assert.Equal(HttpStatusCode.OK, (await MakeAsync(client, "OP-1/actions/A1/move", """{"due":"2026-12-21"}""")).Status);
        await using var after = host.At.Open();
        Assert.Equal(new DateOnly(2027, 1, 4), (await after.Items.SingleAsync(i => i.List == "actions" && i.Id == "A2")).Due);
    }

    [Theory, Databases]
    public async Task An_action_is_moved_and_comes_back_with_its_version(Engine engine)
    {
        await using var host = await HostAsync(engine);
        using var client = await host.CallerAsync();
        const string action = "OP-1/actions/A1/";

        var (status, body, tag) = await MakeAsync(client, action + "start");
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (status, tag));
        Assert.Equal(("A1", "in-progress", 2), (Text(body, "id"), Text(body, "status"), body.GetProperty("version").GetInt32()));

        // Nothing is owed; what is given has to be the present one.
        Assert.Equal(
            HttpStatusCode.PreconditionFailed,
            (await MakeAsync(client, action + "block", """{"reason":"No lamps"}""", "\"1\"")).Status
        );
        (status, body, _) = await MakeAsync(client, action + "block", """{"reason":"No lamps"}""", "\"2\"");
        Assert.Equal((HttpStatusCode.OK, "No lamps"), (status, Text(body.GetProperty("blocked"), "reason")));

        (status, body, _) = await MakeAsync(client, action + "close");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal("evidence", Assert.Single(Errors(body)).Field);
        (status, body, _) = await MakeAsync(client, action + "close", """{"note":"Lit","checkOn":"2026-11-01"}""");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "checkOn"), (status, Assert.Single(Errors(body)).Field));
        (status, body, _) = await MakeAsync(client, action + "close", """{"note":"Lit","checkOn":"2026-12-09"}""");
        Assert.Equal((HttpStatusCode.OK, "done", 100), (status, Text(body, "status"), body.GetProperty("progress").GetInt32()));
        Assert.Equal(("Lit", "2026-12-09"), (Text(body.GetProperty("closed"), "note"), Text(body.GetProperty("check"), "due")));

        (status, body, _) = await MakeAsync(client, action + "start");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal("This action is done. “Start it” is for one that is not started or blocked.", Text(body, "detail"));
        (status, body, _) = await MakeAsync(client, action + "check", """{"held":false}""");
        Assert.Equal((HttpStatusCode.OK, "in-progress"), (status, Text(body, "status")));
        await MakeAsync(client, action + "progress", """{"progress":70,"note":"Most are lit"}""");
        await MakeAsync(client, action + "cancel", """{"reason":"The wing is let"}""");
        (status, body, _) = await MakeAsync(client, action + "reopen", """{"reason":"It is not"}""");
        Assert.Equal((HttpStatusCode.OK, "in-progress", 3), (status, Text(body, "status"), body.GetProperty("notes").GetArrayLength()));
        await using var db = host.At.Open();
        Assert.Empty((await Recorded.VerifyAsync(db)).Faults);
    }

    [Theory, Databases]
    public async Task A_plan_is_moved_and_an_approver_approves_what_was_seen(Engine engine)
    {
        var clock = new FakeTimeProvider(Day);
        await using var host = await WebHost.NewAsync(engine, clock);
        var id = await host.Writer.ExamplePlanAsync();
        using var planner = await host.CallerAsync();
        using var approver = await host.CallerAsync(Role.Approver);

        var (status, body, tag) = await MakeAsync(planner, id + "/submit");
        Assert.Equal((HttpStatusCode.OK, "consulted"), (status, Text(body.GetProperty("plan"), "status")));
        await using var db = host.At.Open();
        Assert.Equal($"\"{await db.Plans.Where(p => p.Id == id).Select(p => p.Revision).SingleAsync()}\"", tag);
        Assert.Equal(HttpStatusCode.Forbidden, (await MakeAsync(planner, id + "/approve")).Status);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await MakeAsync(approver, id + "/send-back", """{"reason":"Ask the families"}""")).Status);
        clock.Advance(TimeSpan.FromMinutes(1));
        await MakeAsync(planner, id + "/submit");

        (status, body, _) = await MakeAsync(approver, id + "/approve", match: tag);
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal(
            ["Asked for approval", "Sent back: Ask the families"],
            body.GetProperty("since").EnumerateArray().Select(l => Text(l, "what"))
        );
        (status, body, _) = await MakeAsync(approver, id + "/approve");
        Assert.Equal(
            (HttpStatusCode.OK, "approved", "2026-11-25"),
            (status, Text(body.GetProperty("plan"), "status"), Text(body.GetProperty("plan"), "approvedOn"))
        );
        Assert.Equal(HttpStatusCode.OK, (await MakeAsync(planner, id + "/start")).Status);
        (status, body, _) = await MakeAsync(planner, id + "/close");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "reason"), (status, Assert.Single(Errors(body)).Field));
        await MakeAsync(planner, id + "/close", """{"reason":"The home closes"}""");
        (status, body, _) = await MakeAsync(planner, id + "/actions/A1/start");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("Reopen it first", Text(body, "detail"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await MakeAsync(planner, id + "/reopen", """{"reason":"It stays"}""")).Status);
    }

    [Theory, Databases]
    public async Task What_was_read_of_a_plan_is_what_a_move_and_a_file_may_be_over(Engine engine)
    {
        await using var host = await HostAsync(engine);
        await host.Writer.EngagementAsync("OP-1");
        using var client = await host.CallerAsync();
        async Task<(string Tag, string File)> ReadAsync(string ending = "")
        {
            using var answer = await client.GetAsync("/api/v1/plans/OP-1" + ending);
            return (answer.Headers.ETag!.Tag, await answer.Content.ReadAsStringAsync());
        }
        var (seen, file) = await ReadAsync(".yaml");
        Assert.Equal(seen, (await ReadAsync()).Tag);
        await using (var db = host.At.Open())
            Assert.Equal($"\"{(await db.Plans.SingleAsync(p => p.Id == "OP-1")).Revision}\"", seen);

        // Whatever changes of the plan is another revision of it.
        await MakeAsync(client, "OP-1/actions/A1/start");
        var (now, _) = await ReadAsync();
        Assert.NotEqual(seen, now);
        var (status, body, _) = await MakeAsync(client, "OP-1/submit", match: seen);
        Assert.Equal(HttpStatusCode.PreconditionFailed, status);
        Assert.EndsWith($"Its version is {now.Trim('"')} now.", Text(body, "detail"), StringComparison.Ordinal);
        // A file that was made from what others changed since does not take it back.
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await ImportAsync(file, seen)).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await ImportAsync(file, seen, "?dryRun=true")).Status);
        Assert.Equal((now, "in-progress"), ((await ReadAsync()).Tag, await StateAsync()));

        var (imported, tag) = await ImportAsync(file, now);
        Assert.Equal((HttpStatusCode.Created, (await ReadAsync()).Tag), (imported, tag));
        Assert.NotEqual(now, tag);
        var (moved, _, after) = await MakeAsync(client, "OP-1/submit", match: tag);
        Assert.Equal((HttpStatusCode.OK, (await ReadAsync()).Tag), (moved, after));
        // Of a plan that is not here nothing was read.
        Assert.Equal(HttpStatusCode.NotFound, (await ImportAsync(file.Replace("OP-1", "OP-9", StringComparison.Ordinal), "\"1\"")).Status);

        async Task<string> StateAsync()
        {
            await using var db = host.At.Open();
            return (await db.Items.SingleAsync(i => i.Owner == "OP-1" && i.List == "actions" && i.Id == "A1")).State!;
        }

        async Task<(HttpStatusCode Status, string? Tag)> ImportAsync(string sent, string match, string query = "")
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/plans" + query) { Content = new StringContent(sent) };
            request.Headers.TryAddWithoutValidation("If-Match", match);
            using var answer = await client.SendAsync(request);
            return (answer.StatusCode, answer.Headers.ETag?.Tag);
        }
    }

    [Theory, Databases]
    public async Task What_stands_is_let_stand_while_approving_by_the_approver_alone(Engine engine)
    {
        await using var host = await HostAsync(engine);
        await host.Writer.EngagementAsync("OP-1");
        await host.Writer.MoveAsync("OP-1", "submit");
        using var approver = await host.CallerAsync(Role.Approver);
        var (status, body, _) = await MakeAsync(approver, "OP-1/approve");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        var stands = Errors(body).Select(e => e.Field!.Split(' ')).ToList();
        Assert.Contains(stands, s => s is ["PL010", "objectives/O1"]);

        (status, body, _) = await MakeAsync(
            approver,
            "OP-1/approve",
            """{"findings":[{"check":"PL001","about":"objectives/O9","reason":"Soon","expires":"2026-12-25"}]}"""
        );
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "findings[0].check"), (status, Assert.Single(Errors(body)).Field));
        (status, body, _) = await MakeAsync(
            approver,
            "OP-1/approve",
            JsonSerializer.Serialize(
                new
                {
                    findings = stands.Select(s => new
                    {
                        check = s[0],
                        about = s[1],
                        reason = "It is looked at in December",
                        expires = "2026-12-25",
                    }),
                }
            )
        );
        Assert.True(status is HttpStatusCode.OK, body.ToString());
        Assert.Equal(stands.Count, body.GetProperty("waivers").GetArrayLength());
    }

    [Fact]
    public async Task Who_may_not_is_refused_what_is_not_there_is_not_found_and_what_is_asked_is_named()
    {
        await using var host = await HostAsync(Engine.Sqlite);
        var elsewhere = await host.Writer.AreaAsync(await host.RootAsync());
        using var reader = await host.CallerAsync(Role.Reader);
        using var planner = await host.CallerAsync();
        using var approver = await host.CallerAsync(Role.Approver);
        using var stranger = await host.CallerAsync(Role.Planner, elsewhere);
        using var strange = await host.CallerAsync(Role.Approver, elsewhere);
        foreach (var move in MoveKind.All)
        {
            var address = move.Thing is null ? $"OP-1/{move.Name}" : $"OP-1/{move.Thing.List}/NOTHING/{move.Name}";
            var (own, beside) = move.Needs.Contains(Permission.WritePlans) ? (planner, stranger) : (approver, strange);
            Assert.Equal(HttpStatusCode.NotFound, (await MakeAsync(beside, address)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await MakeAsync(own, address.Replace("OP-1", "OP-9", StringComparison.Ordinal))).Status);
            if (move.Thing is not null)
                Assert.Equal(HttpStatusCode.NotFound, (await MakeAsync(own, address)).Status);
            Assert.Equal(
                HttpStatusCode.Forbidden,
                (await MakeAsync(reader, address.Replace("NOTHING", "A1", StringComparison.Ordinal))).Status
            );
        }
        // While developing, files are looked for at every address, and are not posted to.
        foreach (var none in (string[])["OP-1/actions/A1/fly", "OP-1/objectives/O1/close"])
            Assert.True((await MakeAsync(planner, none)).Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed);
        const string block = "OP-1/actions/A1/block";
        foreach (
            var (body, field) in ((string, string)[])
                [
                    ("{}", "reason"),
                    ("""{"reason":" "}""", "reason"),
                    ("""{"reason":"Seen by 943 476 5919"}""", "reason"),
                    ("""{"colour":"red","reason":"No lamps"}""", "colour"),
                ]
        )
        {
            var (status, problem, _) = await MakeAsync(planner, block, body);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, field), (status, Assert.Single(Errors(problem)).Field));
        }
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await MakeAsync(planner, "OP-1/actions/A1/start", """{"reason":"x"}""")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await MakeAsync(planner, block, "[")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await MakeAsync(planner, block, "[]")).Status);
    }

    [Fact]
    public async Task The_description_of_the_interface_tells_each_move_and_what_it_asks()
    {
        await using var host = await WebHost.NewAsync();
        using var described = JsonDocument.Parse(await host.Visit().Client.GetStringAsync("/openapi/v1.json"));
        var paths = described.RootElement.GetProperty("paths");
        foreach (var move in MoveKind.All)
        {
            var path = move.Thing is null
                ? $"/api/v1/plans/{{id}}/{move.Name}"
                : $"/api/v1/plans/{{id}}/{move.Thing.List}/{{item}}/{move.Name}";
            var call = paths.GetProperty(path).GetProperty("post");
            var body = call.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");
            Assert.Equal(
                move.Shape.Fields.Select(f => f.CamelName),
                body.TryGetProperty("properties", out var asked) ? asked.EnumerateObject().Select(p => p.Name) : []
            );
            Assert.Equal(
                move.Shape.Owed.Select(f => f.CamelName),
                body.TryGetProperty("required", out var owed) ? owed.EnumerateArray().Select(p => p.GetString()!) : []
            );
        }
    }

    static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();
}
