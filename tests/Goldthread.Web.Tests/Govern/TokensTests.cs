using System.Net;
using System.Net.Http.Headers;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Goldthread.Web.Tests.Govern;

public sealed class TokensTests
{
    static async Task<HttpStatusCode> AskAsync(WebHost host, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/plans");
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await host.Visit().Client.SendAsync(request);
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return answer.StatusCode;
    }

    [Theory, Databases]
    public async Task A_token_opens_the_interface_until_it_is_revoked(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        var visitor = await host.SignInAsync(Role.Contributor);
        var page = await visitor.GetAsync("/admin/tokens");

        var made = await page.SubmitAsync(
            new()
            {
                ["Label"] = "Rota system",
                ["Role"] = "contributor",
                ["Days"] = "30",
            }
        );
        var token = made.Document.QuerySelector("code.secret")!.TextContent;

        Assert.StartsWith("gt_", token, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, token));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(host, token[..^1]));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(host, null));
        Assert.DoesNotContain(token, (await visitor.GetAsync("/admin/tokens")).Text, StringComparison.Ordinal);

        var revoke = await visitor.GetAsync("/admin/tokens/1/revoke");
        await revoke.SubmitAsync([]);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(host, token));
    }

    [Fact]
    public async Task A_token_ends_with_its_time_and_with_its_account()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 3, 9, 0, 0, TimeSpan.Zero));
        await using var host = await WebHost.NewAsync(clock: clock);
        var person = (await host.ActorAsync()).PersonId!.Value;
        var token = await MakeToken.RunAsync(host.Writer, Actor.CommandLine, person, Role.Planner, "Test", 2);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, token));
        clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(host, token));

        var reader = await host.PersonAsync(Role.Reader);
        await using var db = host.At.Open();
        var id = await db.Users.Where(p => p.Email == reader).Select(p => p.Id).SingleAsync();
        var other = await MakeToken.RunAsync(host.Writer, Actor.CommandLine, id, Role.Reader, "Test");
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, other));
        await ClosePerson.RunAsync(host.Writer, Actor.CommandLine, id);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(host, other));
    }

    [Theory, Databases]
    public async Task A_token_has_its_role_where_the_person_has_it(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        var (rowan, heron) = (await host.Writer.AreaAsync(1), await host.Writer.AreaAsync(1, "Heron House"));
        var email = await host.PersonAsync(Role.Planner, rowan);
        await using var db = host.At.Open();
        var person = await db.Users.Where(p => p.Email == email).Select(p => p.Id).SingleAsync();
        await GiveRole.RunAsync(host.Writer, Actor.CommandLine, person, new RoleInArea(Role.Reader, heron));

        async Task<Actor> WithAsync(Role role)
        {
            var token = await MakeToken.RunAsync(host.Writer, Actor.CommandLine, person, role, "Test");
            return (await Recognise.ByTokenAsync(db, token, TimeProvider.System.GetUtcNow()))!;
        }
        bool May(Actor actor, Permission permission, int area) => actor.May(permission, $"/1/{area}/");

        var planner = await WithAsync(Role.Planner);
        Assert.True(May(planner, Permission.WritePlans, rowan));
        Assert.False(May(planner, Permission.WritePlans, heron));
        var reader = await WithAsync(Role.Reader);
        Assert.False(May(reader, Permission.See, rowan));
        Assert.True(May(reader, Permission.See, heron));
        // A role that the person has nowhere is the command line's to give: it holds where they have any.
        var assessor = await WithAsync(Role.QualityLead);
        Assert.True(May(assessor, Permission.Assure, rowan) && May(assessor, Permission.Assure, heron));
        Assert.False(assessor.May(Permission.Assure, "/1/"));
    }

    [Theory]
    [InlineData("planner", "30", "Choose one of your own roles.")]
    [InlineData("reader", "0", "Give a number of days from 1 to 730.")]
    [InlineData("reader", "many", "is not accepted here")]
    [InlineData("king", "30", "Choose one of your roles.")]
    public async Task What_is_not_accepted_is_said(string role, string days, string message)
    {
        await using var host = await WebHost.NewAsync();
        var page = await (await host.SignInAsync(Role.Reader)).GetAsync("/admin/tokens");
        var again = await page.SubmitAsync(
            new()
            {
                ["Label"] = "Rota system",
                ["Role"] = role,
                ["Days"] = days,
            }
        );
        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.Contains(message, Assert.Single(again.Errors), StringComparison.Ordinal);
        await using var db = host.At.Open();
        Assert.False(await db.Tokens.AnyAsync());
    }

    [Fact]
    public async Task Another_persons_token_cannot_be_revoked()
    {
        await using var host = await WebHost.NewAsync();
        var person = (await host.ActorAsync()).PersonId!.Value;
        await MakeToken.RunAsync(host.Writer, Actor.CommandLine, person, Role.Planner, "Test");
        var other = await host.SignInAsync(Role.Reader);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync("/admin/tokens/1/revoke")).Status);
    }

    [Fact]
    public async Task Taking_a_role_away_takes_its_tokens_too()
    {
        await using var host = await WebHost.NewAsync();
        var email = await host.PersonAsync(Role.Planner);
        await using var db = host.At.Open();
        var grant = await db.Grants.OrderByDescending(g => g.Id).FirstAsync();
        var token = await MakeToken.RunAsync(host.Writer, Actor.CommandLine, grant.PersonId, Role.Planner, "Test");
        await TakeRole.RunAsync(host.Writer, Actor.CommandLine, grant.PersonId, grant.Id);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(host, token));
        Assert.NotNull(email);
    }
}
