using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Tests;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Goldthread.Web.Tests.Govern;

/// <summary>Who may go where: every address of the site, every role.</summary>
public sealed class AccessTests
{
    static readonly Regex Value = new(@"\{\*{0,2}(?<name>\w+)[^}]*\}", RegexOptions.None, TimeSpan.FromSeconds(1));

    static IReadOnlyList<RouteEndpoint> Endpoints(WebHost host) =>
        [
            .. host
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
                .DistinctBy(e => (e.RoutePattern.RawText, Method(e))),
        ];

    static string Method(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is [var method, ..] ? method : "GET";

    static string Address(RouteEndpoint endpoint) =>
        "/"
        + Value.Replace(
            endpoint.RoutePattern.RawText!.TrimStart('/'),
            m =>
                m.Groups["name"].Value switch
                {
                    "person" => Guid.Empty.ToString(),
                    "id" => "1",
                    "plan" => "OP-1",
                    "list" => "actions",
                    "stage" => "implement",
                    "move" => "start",
                    _ => "1",
                }
        );

    [Fact]
    public async Task Every_endpoint_has_a_line_in_the_table()
    {
        await using var host = await WebHost.NewAsync();
        var endpoints = Endpoints(host);
        Assert.True(endpoints.Count > 20);
        Assert.Empty(endpoints.Where(e => Access.For(e) is null).Select(e => e.RoutePattern.RawText));
    }

    [Fact]
    public async Task Strangers_are_let_in_where_the_table_says_anyone_and_nowhere_else()
    {
        await using var host = await WebHost.NewAsync();
        var wrong = new List<string>();
        foreach (var endpoint in Endpoints(host))
        {
            using var request = new HttpRequestMessage(new HttpMethod(Method(endpoint)), Address(endpoint));
            using var answer = await host.Visit().Client.SendAsync(request);
            // A file that is not there is not there for a stranger either.
            if (endpoint.RoutePattern.RawText == "{**path:file}")
                continue;
            var isTurnedAway =
                answer.StatusCode == HttpStatusCode.Unauthorized
                || answer.Headers.Location?.ToString().Contains("/sign-in?", StringComparison.Ordinal) == true;
            if (isTurnedAway != (Access.For(endpoint) != Permission.Anyone))
                wrong.Add($"{endpoint.RoutePattern.RawText}: {answer.StatusCode}");
        }
        Assert.True(wrong.Count == 0, string.Join("; ", wrong));
    }

    [Theory]
    [InlineData(Role.Reader)]
    [InlineData(Role.Contributor)]
    [InlineData(Role.Planner)]
    [InlineData(Role.Approver)]
    [InlineData(Role.QualityLead)]
    [InlineData(Role.SafeguardingLead)]
    [InlineData(Role.Administrator)]
    public async Task Each_role_is_refused_what_the_table_does_not_give_it(Role role)
    {
        await using var host = await WebHost.NewAsync();
        var email = await host.PersonAsync(role);
        var visitor = await host.SignInAsync(email);
        await using var db = host.At.Open();
        var person = await db.Users.Where(p => p.Email == email).Select(p => p.Id).SingleAsync();
        var token = await MakeToken.RunAsync(host.Writer, Actor.CommandLine, person, role, "Test");
        var wrong = new List<string>();
        foreach (var endpoint in Endpoints(host))
        {
            var permission = Access.For(endpoint)!.Value;
            using var request = new HttpRequestMessage(new HttpMethod(Method(endpoint)), Address(endpoint));
            if (Addresses.IsApi(request.RequestUri!.ToString()))
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await visitor.Client.SendAsync(request);
            var mayGo = permission is Permission.Anyone or Permission.SignedIn || Roles.Allows(role, permission);
            var isRefused = answer.StatusCode == HttpStatusCode.Forbidden;
            var isFault = answer.StatusCode >= HttpStatusCode.InternalServerError;
            // A page may ask for more than the table: "in this area". It never asks for less.
            if (isFault || (!mayGo && !isRefused))
                wrong.Add($"{request.RequestUri}: {answer.StatusCode}");
        }
        Assert.True(wrong.Count == 0, string.Join("; ", wrong));
    }

    [Fact]
    public async Task What_has_no_line_is_refused_to_everyone()
    {
        Assert.Null(Access.Find("/nowhere/in/the/table", []));
        await using var host = await WebHost.NewAsync();
        Assert.Equal("/sign-in", (await host.Visit().GetAsync("/nowhere")).Address.AbsolutePath);
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.SignInAsync(Role.Reader)).GetAsync("/nowhere")).Status);
    }

    [Fact]
    public void A_session_opens_no_interface_for_programs() =>
        Assert.Null(Visitor.TokenOf(new DefaultHttpContext { Request = { Path = "/plans" } }));

    [Fact]
    public void The_table_is_written_down_in_the_documents() => Approved.Holds("docs/access.md", Written());

    [Fact]
    public void Every_text_that_a_form_sends_has_a_greatest_length()
    {
        var unbound = typeof(GoldthreadPage)
            .Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(Microsoft.AspNetCore.Mvc.RazorPages.PageModel)))
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(p => p.PropertyType == typeof(string) && p.GetCustomAttribute<BindPropertyAttribute>() is { SupportsGet: false })
            .Where(p => p.GetCustomAttribute<System.ComponentModel.DataAnnotations.MaxLengthAttribute>() is null)
            .Select(p => $"{p.DeclaringType!.FullName}.{p.Name}");
        Assert.Empty(unbound);
    }

    static string Written()
    {
        var roles = Enum.GetValues<Role>();
        var text = new StringBuilder();
        text.Append("# Who may go where\n\n");
        text.Append("Written by the tests from `src/Goldthread.Web/Govern/Access.cs` and `src/Goldthread.Domain/Govern/Roles.cs`. ");
        text.Append("The line that most of an address begins with decides; `*` stands for one part of it. ");
        text.Append("Where a line is about plans, the role has to hold in the plan's area too: what a person may not see answers 404.\n\n");
        text.Append("| Address begins with | Asks for |").AppendJoin("", roles.Select(r => $" {Words.Read(r)} |")).Append('\n');
        text.Append("|---|---|").AppendJoin("", roles.Select(_ => ":-:|")).Append('\n');
        foreach (var line in Access.Table)
        {
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"| `{(line.Method is null ? "" : line.Method + " ")}{line.Prefix}` | {Words.Read(line.Permission)} |"
            );
            foreach (var role in roles)
                text.Append(Roles.Allows(role, line.Permission) ? " yes |" : " |");
            text.Append('\n');
        }
        text.Append("\n## Moves\n\n");
        text.Append(
            "What a thing does beside being written: a page at its own address, and a call at the same address under `/api/v1/plans`. "
        );
        text.Append("Asked in the plan's area. *own*: whoever answers for the thing, by their staff id in the area. ");
        text.Append("Nobody approves a plan, or agrees to a change, that is their own.\n\n");
        text.Append("| Move | Starts from |").AppendJoin("", roles.Select(r => $" {Words.Read(r)} |")).Append('\n');
        text.Append("|---|---|").AppendJoin("", roles.Select(_ => ":-:|")).Append('\n');
        foreach (var move in MoveKind.All)
        {
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"| `{(move.Thing is null ? "" : $"{To.Stage(move.Thing.Stage)}/{move.Thing.List}/*/")}{move.Name}` {move.Button} | {string.Join(", ", move.From)} |"
            );
            foreach (var role in roles)
                text.Append(
                    role is Role.Administrator ? " |"
                    : move.Needs.Any(n => Roles.Allows(role, n)) ? " yes |"
                    : move.IsOwn && Roles.Allows(role, Permission.Contribute) ? " own |"
                    : " |"
                );
            text.Append('\n');
        }
        text.Append("\n## People without a role\n\n");
        text.Append("Each has one address and nothing else: no list, search, count, history, feed, file, chart or call knows of them.\n\n");
        text.Append("| Who | Where | Sees | Does |\n|---|---|---|---|\n");
        text.Append("| public | `/p/{slug}` | what an approver published for families | reads |\n");
        text.Append(
            "| whoever has a link of a message | `/do/{secret}` | one thing of theirs | answers once, with the roles that they have |\n"
        );
        text.Append(
            "| guest of a partner | `/guest/{secret}` and a code by mail | the lines chosen for them, as long as they are the partner's | "
        );
        text.AppendJoin(
                ", ",
                App.Implement.Guests.AnswerAsGuest.All.Select(m =>
                    $"`{m.Move.Thing!.List}/*/{m.Move.Name}`" + (m.Asked.Count == 0 ? "" : $" ({string.Join(", ", m.Asked)})")
                )
            )
            .Append(", a figure of a period that has none |\n");
        return text.ToString();
    }
}
