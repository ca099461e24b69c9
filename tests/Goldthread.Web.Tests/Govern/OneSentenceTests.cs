using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using AngleSharp;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Goldthread.Web.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Goldthread.Web.Tests.Govern;

/// <summary>What comes in that is odd, and what the machine cannot do, is answered in a sentence: never by a fault of the program, never by silence.</summary>
public sealed class OneSentenceTests
{
    // --- what comes in -----------------------------------------------------------------------------------------------------------------------------

    static readonly string[] Hosts =
    [
        "",
        " ",
        "a b",
        "[",
        "[::1",
        "[::1]:x",
        "..",
        "-",
        "_",
        "%00",
        "%",
        "a:99999",
        "a:b:c",
        "xn--",
        "bücher.example",
        "user@host",
        "host/path",
        "\"",
        new('a', 300),
        new('a', 20_000),
        string.Join('.', Enumerable.Repeat("label", 2000)),
    ];

    [Fact]
    public async Task An_odd_host_is_no_fault()
    {
        await using var host = await WebHost.NewAsync();
        var at = host.Listen();
        var wrong = new List<string>();
        foreach (var (place, name) in Hosts.Index())
        {
            // The description is made anew for each host, which takes a while: every fourth asks for it.
            string[] more = place % 4 == 0 ? ["/openapi/v1.json"] : [];
            foreach (var address in (string[])["/plans?q=a", "/sign-in", "/nowhere", "/api/v1/plans", "/readyz", .. more])
            {
                var status = await StatusAsync(at, $"GET {address} HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n");
                if (status is 0 or >= 500)
                    wrong.Add($"{name[..Math.Min(20, name.Length)]} {address}: {status}");
            }
        }
        Assert.True((await StatusAsync(at, "GET /plans HTTP/1.0\r\n\r\n")) is 302);
        Assert.Empty(wrong);
    }

    static async Task<int> StatusAsync(Uri at, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(at.Host, at.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request));
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync() is { } line && int.TryParse(line.Split(' ').ElementAtOrDefault(1), out var status) ? status : 0;
    }

    [Fact]
    public async Task An_unknown_charset_is_no_fault()
    {
        await using var host = await WebHost.NewAsync();
        var caller = await host.CallerAsync();
        await host.Writer.SmallPlanAsync(1);
        var visitor = await host.SignInAsync(Role.Planner);
        var wrong = new List<string>();
        foreach (
            var (client, address, type, body) in (IEnumerable<(HttpClient, string, string, string)>)
                [
                    (caller, "/api/v1/plans", "application/json", "{}"),
                    (caller, "/api/v1/plans", "application/yaml", "goldthread: 1"),
                    (caller, "/api/v1/plans/OP-1/readings", "text/csv", "measure,on,value\nM1,2026-04-01,1"),
                    (caller, "/api/v1/plans/OP-1/readings", "application/json", "[]"),
                    (caller, "/api/v1/plans/OP-1/actions", "application/json", """{"title":"Look","objective":"O1"}"""),
                    (caller, "/api/v1/plans/OP-1/actions/A1/start", "application/json", "{}"),
                    (caller, "/api/v1/plans/OP-1/actions/A1", "application/json", "{}"),
                    (visitor.Client, "/sign-in", "application/x-www-form-urlencoded", "Email=a"),
                    (visitor.Client, "/plans/OP-1/edit", "application/x-www-form-urlencoded", "title=a"),
                    (
                        visitor.Client,
                        "/plans/OP-1/edit",
                        "multipart/form-data;boundary=x",
                        "--x\r\ncontent-disposition: form-data;name=a\r\n\r\nb\r\n--x--"
                    ),
                ]
        )
        {
            foreach (var charset in (string[])["nope", "utf-7", "\"\"", "utf-8;charset=nope", "ibm037"])
            {
                var method = address.EndsWith("/A1", StringComparison.Ordinal) ? HttpMethod.Patch : HttpMethod.Post;
                using var request = new HttpRequestMessage(method, address)
                {
                    Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
                };
                request.Content.Headers.TryAddWithoutValidation("Content-Type", $"{type};charset={charset}");
                request.Headers.IfMatch.Add(new EntityTagHeaderValue("\"1\""));
                using var answer = await client.SendAsync(request);
                if (answer.StatusCode >= HttpStatusCode.InternalServerError)
                    wrong.Add($"{method} {address} {type}: {answer.StatusCode}");
            }
        }
        Assert.Empty(wrong);
    }

    // SQLite keeps the character; what refuses it stands before the database.
    [Theory, Databases(LongOn = Engine.Sqlite)]
    public async Task The_character_number_0_is_no_fault_wherever_it_stands(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        await host.Writer.SmallPlanAsync(1);
        var visitor = await host.SignInAsync(WebHost.Administrator);
        var caller = await host.CallerAsync();
        var wrong = new List<string>();
        foreach (var endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (
                endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null
                || endpoint.RoutePattern.RawText!.Contains("**", StringComparison.Ordinal)
            )
                continue;
            var method = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is [var one, ..] ? one : "GET";
            var isCall = Addresses.IsApi("/" + endpoint.RoutePattern.RawText.TrimStart('/'));
            // A server takes none in the path itself.
            var address =
                "/"
                + string.Join(
                    '/',
                    endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(p => Of(p, isCall))))
                )
                + Query;
            using var request = new HttpRequestMessage(new HttpMethod(method), address);
            if (method is "POST" or "PATCH")
            {
                request.Content = new StringContent(
                    """{"title":"a\u0000b","name":"\u0000","note":"\u0000","reason":"\u0000","objective":"\u0000","owner":"\u0000"}""",
                    Encoding.UTF8,
                    "application/json"
                );
            }
            request.Headers.IfMatch.Add(new EntityTagHeaderValue("\"1\""));
            using var answer = await (isCall ? caller : visitor.Client).SendAsync(request);
            if (answer.StatusCode >= HttpStatusCode.InternalServerError)
                wrong.Add($"{method} {address}: {answer.StatusCode}");
        }
        foreach (
            var (address, field) in (IEnumerable<(string, string)>)
                [
                    ("/sign-in", "Email"),
                    ("/sign-in", "Password"),
                    ("/admin/tokens", "Label"),
                    ("/admin/accounts/add", "name"),
                    ("/admin/accounts/add", "email"),
                    ("/areas/add", "name"),
                    ("/plans/add", "id"),
                    ("/plans/add", "title"),
                    ("/plans/OP-1/edit", "title"),
                    ("/plans/OP-1/edit", "reason"),
                    ("/plans/OP-1/implement/actions/add", "title"),
                    ("/plans/OP-1/implement/actions/add", "objective"),
                    ("/plans/OP-1/implement/actions/A1/start", "reason"),
                    ("/plans/OP-1/monitor/measures/M1/enter", "note"),
                    ("/strategy/edit", "name"),
                ]
        )
        {
            var page = await (address == "/sign-in" ? host.Visit() : visitor).GetAsync(address);
            if (page.Document.QuerySelector("main form[method=post]") is null)
                continue;
            var answer = await page.SubmitAsync(new() { [field] = "a\0b" });
            if (answer.Status >= HttpStatusCode.InternalServerError)
                wrong.Add($"POST {address} {field}: {answer.Status}");
        }
        using var figures = new StringContent(
            """[{"measure":"M1","on":"2026-04-01","value":1,"note":"a\u0000b"}]""",
            Encoding.UTF8,
            "application/json"
        );
        using var taken = await caller.PostAsync(new Uri("/api/v1/plans/OP-1/readings", UriKind.Relative), figures);
        if (taken.StatusCode >= HttpStatusCode.InternalServerError)
            wrong.Add($"readings: {taken.StatusCode}");
        Assert.True(wrong.Count == 0, string.Join("; ", wrong));

        var search = await visitor.GetAsync("/search?q=a%00b");
        Assert.Equal(engine == Engine.Postgres ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.OK, search.Status);
        Assert.Contains(engine == Engine.Postgres ? "a character that cannot be kept" : "Nothing", search.Text, StringComparison.Ordinal);
    }

    const string Query =
        "?q=%00&state=%00&person=%00&status=%00&operation=%00&plan=%00&about=%00&mend=%00&area=%00&handler=%00&returnUrl=%2F%00";

    static string Of(RoutePatternPart part, bool isCall) =>
        part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart { Name: "person" } => Guid.Empty.ToString(),
            RoutePatternParameterPart { Name: "plan" } => "OP-1",
            RoutePatternParameterPart { Name: "id" } when isCall => "OP-1",
            RoutePatternParameterPart { Name: "stage" } => "implement",
            RoutePatternParameterPart { Name: "list" } => "actions",
            RoutePatternParameterPart { Name: "item" } => "A1",
            RoutePatternParameterPart { Name: "move" } => "start",
            _ => "1",
        };

    [Fact]
    public async Task A_return_address_of_any_characters_leads_on()
    {
        await using var host = await WebHost.NewAsync();
        var at = host.Listen();
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = at };
        foreach (
            var (address, onward) in (IEnumerable<(string, string)>)
                [
                    ("/plans?q=\u2028", "/plans?q=%E2%80%A8"),
                    ("/plans/caf\u00E9", "/plans/caf%C3%A9"),
                    ("/plans?q=\U0001F600", "/plans?q=%F0%9F%98%80"),
                ]
        )
        {
            var html = await client.GetStringAsync(new Uri("/sign-in?returnUrl=" + Uri.EscapeDataString(address), UriKind.Relative));
            var page = await BrowsingContext.New().OpenAsync(r => r.Content(html));
            using var form = new FormUrlEncodedContent(
                page.QuerySelectorAll("main form input[name]")
                    .Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? ""))
                    .Where(f => f.Key is not ("Email" or "Password"))
                    .Concat([new("Email", WebHost.Administrator), new("Password", WebHost.Password)])
            );
            using var answer = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
            Assert.Equal((HttpStatusCode.Redirect, onward), (answer.StatusCode, answer.Headers.Location?.OriginalString));
            handler.CookieContainer.GetCookies(at).Single(c => c.Name == "goldthread").Expired = true;
        }
    }

    // --- what the machine cannot do ----------------------------------------------------------------------------------------------------------------

    [Fact]
    public async Task A_disk_that_is_full_while_a_form_comes_in_is_said_as_such()
    {
        var filter = new ReadForm();
        await using var full = new FullStream();
        var http = new DefaultHttpContext
        {
            Request =
            {
                Method = "POST",
                ContentType = "multipart/form-data; boundary=x",
                Body = full,
            },
        };
        var context = new AuthorizationFilterContext(new ActionContext(http, new RouteData(), new()), []);
        var fault = await Assert.ThrowsAsync<IOException>(() => filter.OnAuthorizationAsync(context));
        Assert.Equal(StatusCodes.Status507InsufficientStorage, Errors.Failure.StatusOf(fault));
        Assert.True(filter.Order < new AutoValidateAntiforgeryTokenAttribute().Order);
        Assert.True(filter.Order > new RequestFormLimitsAttribute().Order);
    }

    sealed class FullStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("No space left on device", 28);
    }

    static async Task<(HttpStatusCode, string)> ReadyAsync(WebHost host)
    {
        using var answer = await host.Visit().Client.GetAsync(new Uri("/readyz", UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    [Theory, Databases]
    public async Task A_server_whose_writes_fail_is_not_ready(Engine engine)
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var host = await WebHost.NewAsync(engine, clock);
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await ReadyAsync(host));

        if (engine == Engine.Sqlite)
        {
            await host.At.ExecuteAsync(
                "CREATE TRIGGER full BEFORE UPDATE ON \"__EFMigrationsHistory\" BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
            );
        }
        else
        {
            var name = new NpgsqlConnectionStringBuilder(host.At.Connection).Database;
            await host.At.ExecuteAsync($"ALTER DATABASE {name} SET default_transaction_read_only = on");
            await using var pool = new NpgsqlConnection(host.At.Connection);
            NpgsqlConnection.ClearPool(pool);
        }
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await ReadyAsync(host));
        using var alive = await host.Visit().Client.GetAsync(new Uri("/healthz", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    [Fact]
    public async Task A_folder_of_evidence_that_cannot_be_written_is_said_as_such_and_the_server_is_not_ready()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(1);
        var visitor = await host.SignInAsync(Role.Planner);
        var page = await visitor.GetAsync("/plans/OP-1/monitor/evidence/add");
        var incoming = host.Services.GetRequiredService<App.Monitor.Files.FileStore>().Incoming;
        if (Directory.Exists(incoming))
            Directory.Delete(incoming, recursive: true);
        await File.WriteAllTextAsync(incoming, "in the way");

        // More than a form without a file may have: the error page comes by the same way.
        var answer = await page.SubmitAsync(
            new() { ["title"] = "Minutes of the residents' meeting" },
            files: [("file", "minutes.txt", new StringContent(string.Concat(Enumerable.Repeat("Present: five residents.\n", 20_000))))]
        );

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.Contains("cannot be written. Nothing was stored.", answer.Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await ReadyAsync(host));
    }

    // --- what is kept on the way -------------------------------------------------------------------------------------------------------------------

    [Fact]
    public async Task An_answer_is_kept_nowhere()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(1);
        var caller = await host.CallerAsync();
        var visitor = await host.SignInAsync(Role.Planner);
        foreach (
            var address in (string[])
                [
                    "/plans",
                    "/plans/OP-1",
                    "/plans/OP-1/implement/actions?format=csv",
                    "/plans/OP-1/implement/actions?format=xlsx",
                    "/plans/OP-1/monitor/measures/M1?format=csv",
                    "/api/v1/plans",
                    "/api/v1/plans/OP-1.yaml",
                    "/api/v1/plans/OP-1/actions",
                    "/api/v1/plans/nowhere",
                    "/openapi/v1.json",
                    "/nowhere",
                ]
        )
        {
            using var answer = await (Addresses.IsApi(address) ? caller : visitor.Client).GetAsync(new Uri(address, UriKind.Relative));
            Assert.True(answer.Headers.CacheControl?.NoStore, $"{address} {answer.StatusCode} {answer.Headers.CacheControl}");
        }
        using var asset = await visitor.Client.GetAsync(new Uri("/lib/app.css", UriKind.Relative));
        Assert.False(asset.Headers.CacheControl?.NoStore);
    }
}
