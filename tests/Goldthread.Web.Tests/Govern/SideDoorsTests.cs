using System.Net;
using System.Net.Http.Headers;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Goldthread.Web.Tests.Govern;

/// <summary>Ways in beside the front door: addresses in another spelling, guessing, copied cookies, tokens that outlive what made them.</summary>
public sealed class SideDoorsTests
{
    static readonly DateTimeOffset Now = new(2026, 11, 3, 9, 0, 0, TimeSpan.Zero);

    static Dictionary<string, string?> With(string email, string password) => new() { ["Email"] = email, ["Password"] = password };

    static Dictionary<string, string?> Wrong(string email = WebHost.Administrator) => With(email, "not the right password");

    static async Task<Guid> IdAsync(WebHost host, string email)
    {
        await using var db = host.At.Open();
        return await db.Users.Where(p => p.Email == email).Select(p => p.Id).SingleAsync();
    }

    static async Task<int> LinesAsync(WebHost host, string operation)
    {
        await using var db = host.At.Open();
        return await db.Records.CountAsync(r => r.Operation == operation);
    }

    // --- addresses ---------------------------------------------------------------------------------------------------------------------------------

    [Fact]
    public async Task A_session_opens_no_call_in_whatever_spelling()
    {
        await using var host = await WebHost.NewAsync();
        var visitor = await host.SignInAsync(Role.Planner);
        foreach (
            var address in (string[])
                [
                    "/API/v1/plans",
                    "/Api/V1/Plans/",
                    "/%61pi/v1/plans",
                    "http://localhost//api/v1/plans",
                    "/api//v1/plans",
                    "/api/v1/plans//",
                    "/api%2Fv1/plans",
                    "/./api/v1/plans",
                ]
        )
        {
            foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Post])
            {
                using var answer = await visitor.Client.SendAsync(new(method, address));
                Assert.True(
                    answer.StatusCode
                        is HttpStatusCode.Unauthorized
                            or HttpStatusCode.NotFound
                            or HttpStatusCode.BadRequest
                            or HttpStatusCode.MethodNotAllowed,
                    $"{method} {address}: {answer.StatusCode}"
                );
            }
        }
        // Where a token opens it, it is a call in that spelling too: what is wrong is said to a program.
        var caller = await host.CallerAsync();
        foreach (var address in (string[])["/API/V1/PLANS", "/api/v1/plans/"])
        {
            using var answer = await caller.GetAsync(new Uri(address, UriKind.Relative));
            Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            using var none = await host.Visit().Client.GetAsync(new Uri(address + "/nowhere", UriKind.Relative));
            Assert.Equal("application/problem+json", none.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task Tries_are_counted_at_every_spelling_of_the_sign_in_page()
    {
        await using var host = await WebHost.NewAsync(clock: new FakeTimeProvider(Now));
        var pages = new List<WebPage>();
        foreach (var address in (string[])["/sign-in/", "/SIGN-IN", "/sign%2Din"])
            pages.Add(await host.Visit().GetAsync(address));
        for (var i = 0; i < 60; i++)
            Assert.Equal("Sign in", (await pages[i % pages.Count].SubmitAsync(Wrong())).Heading);
        foreach (var page in pages)
            Assert.Equal("Too many tries", (await page.SubmitAsync(Wrong())).Heading);
    }

    [Fact]
    public async Task The_first_visit_is_guided_in_any_spelling()
    {
        await using var host = await WebHost.EmptyAsync();
        foreach (var address in (string[])["/setup/", "/SETUP", "/Sign-In/"])
            Assert.Equal("Set up Goldthread", (await host.Visit().GetAsync(address)).Heading);
    }

    // --- guessing ----------------------------------------------------------------------------------------------------------------------------------

    [Theory, Databases]
    public async Task Of_many_wrong_passwords_at_once_no_more_are_judged_than_one_after_another(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine, new FakeTimeProvider(Now));
        var page = await host.Visit().GetAsync("/sign-in");

        var answers = await Task.WhenAll(Enumerable.Range(0, 49).Select(_ => page.SubmitAsync(Wrong())));

        Assert.Equal(Guesses.Free, answers.Count(a => a.Status == HttpStatusCode.BadRequest));
        Assert.Equal(49 - Guesses.Free, answers.Count(a => a.Status == HttpStatusCode.TooManyRequests));
        Assert.Equal(Guesses.Free, await LinesAsync(host, "RefuseSignIn"));
    }

    [Fact]
    public async Task Each_wrong_password_doubles_the_wait_up_to_a_minute()
    {
        var clock = new FakeTimeProvider(Now);
        await using var host = await WebHost.NewAsync(clock: clock);
        var page = await host.Visit().GetAsync("/sign-in");
        for (var i = 0; i < Guesses.Free; i++)
            Assert.Equal(HttpStatusCode.BadRequest, (await page.SubmitAsync(Wrong())).Status);
        var waits = new List<int>();
        for (var i = 0; i < 8; i++)
        {
            var early = await page.SubmitAsync(With(WebHost.Administrator, WebHost.Password));
            Assert.Equal((HttpStatusCode.TooManyRequests, "Sign in"), (early.Status, early.Heading));
            var wait = early.Response.Headers.RetryAfter!.Delta!.Value;
            Assert.Contains($"Wait {wait.TotalSeconds} second", Assert.Single(early.Errors), StringComparison.Ordinal);
            waits.Add((int)wait.TotalSeconds);
            clock.Advance(wait);
            Assert.Equal(HttpStatusCode.BadRequest, (await page.SubmitAsync(Wrong())).Status);
        }
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], waits);

        // Who has the right one waits as long, and is in: nobody is shut out.
        clock.Advance(Guesses.Longest);
        Assert.NotEqual("/sign-in", (await page.SubmitAsync(With(WebHost.Administrator, WebHost.Password))).Address.AbsolutePath);
        Assert.Equal(1, await LinesAsync(host, "SignInAfterRefusal"));
    }

    [Fact]
    public async Task Somebody_who_signed_in_from_a_browser_before_gets_in_there_whatever_strangers_guess()
    {
        var clock = new FakeTimeProvider(Now);
        await using var host = await WebHost.NewAsync(clock: clock);
        var known = await host.SignInAsync(WebHost.Administrator);
        await (await known.GetAsync("/sign-out")).SubmitAsync([]);
        var stranger = await host.Visit().GetAsync("/sign-in");
        var other = await host.PersonAsync(Role.Reader);
        for (var i = 0; i < Guesses.Free; i++)
            await stranger.SubmitAsync(Wrong(other));
        // As many as an address has in a minute, and more.
        for (var i = 0; i < 70; i++)
            await stranger.SubmitAsync(Wrong());

        var page = await known.GetAsync("/sign-in");
        var onward = await page.SubmitAsync(With(WebHost.Administrator, WebHost.Password));

        Assert.Equal("/", onward.Address.AbsolutePath);
        // For somebody else it is a strange browser as any.
        await (await known.GetAsync("/sign-out")).SubmitAsync([]);
        var refused = await (await known.GetAsync("/sign-in")).SubmitAsync(With(other, WebHost.Password));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
    }

    [Fact]
    public async Task A_known_browser_has_to_wait_after_its_own_wrong_passwords()
    {
        await using var host = await WebHost.NewAsync(clock: new FakeTimeProvider(Now));
        var known = await host.SignInAsync(WebHost.Administrator);
        await (await known.GetAsync("/sign-out")).SubmitAsync([]);
        var page = await known.GetAsync("/sign-in");
        for (var i = 0; i < Guesses.Free; i++)
            Assert.Equal(HttpStatusCode.BadRequest, (await page.SubmitAsync(Wrong())).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await page.SubmitAsync(With(WebHost.Administrator, WebHost.Password))).Status);
    }

    [Fact]
    public async Task A_wait_tells_not_whether_there_is_such_an_account()
    {
        await using var host = await WebHost.NewAsync(clock: new FakeTimeProvider(Now));
        var page = await host.Visit().GetAsync("/sign-in");
        for (var i = 0; i <= Guesses.Free; i++)
        {
            var there = await page.SubmitAsync(Wrong());
            var not = await page.SubmitAsync(Wrong("nobody@example.org"));
            Assert.Equal((there.Status, there.Errors.Single()), (not.Status, not.Errors.Single()));
        }
    }

    [Fact]
    public async Task Wrong_present_passwords_are_counted_and_recorded()
    {
        var clock = new FakeTimeProvider(Now);
        await using var host = await WebHost.NewAsync(clock: clock);
        var visitor = await host.SignInAsync(Role.Reader);
        var page = await visitor.GetAsync("/account/password");
        Dictionary<string, string?> Change(string present) => new() { ["Present"] = present, ["Password"] = "seven green tractors" };
        for (var i = 0; i < Guesses.Free; i++)
            Assert.Equal(HttpStatusCode.BadRequest, (await page.SubmitAsync(Change("not my password"))).Status);

        var early = await page.SubmitAsync(Change(WebHost.Password));

        Assert.Equal((HttpStatusCode.TooManyRequests, "Change password"), (early.Status, early.Heading));
        Assert.Equal(Guesses.Free, await LinesAsync(host, "RefusePassword"));
        clock.Advance(Guesses.Longest);
        Assert.Equal("/", (await page.SubmitAsync(Change(WebHost.Password))).Address.AbsolutePath);
    }

    // --- sessions ----------------------------------------------------------------------------------------------------------------------------------

    [Theory, Databases]
    public async Task A_copied_cookie_opens_nothing_after_signing_out_and_other_browsers_stay(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        var email = await host.PersonAsync(Role.Reader);
        var elsewhere = await host.SignInAsync(email);
        var visitor = host.Visit();
        var page = await visitor.GetAsync("/sign-in");
        using var form = new FormUrlEncodedContent(
            page.Document.QuerySelectorAll("main form input[name]")
                .Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? ""))
                .Where(f => f.Key is not ("Email" or "Password"))
                .Concat([new("Email", email), new("Password", WebHost.Password)])
        );
        using var signed = await visitor.Client.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        var copy = signed.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("goldthread=", StringComparison.Ordinal)).Split(';')[0];
        Assert.Equal(HttpStatusCode.OK, await WithCopyAsync());

        await (await visitor.GetAsync("/sign-out")).SubmitAsync([]);

        Assert.Equal(HttpStatusCode.Redirect, await WithCopyAsync());
        Assert.Equal("Plans", (await elsewhere.GetAsync("/plans")).Heading);
        Assert.Equal(1, await LinesAsync(host, "SignOut"));

        async Task<HttpStatusCode> WithCopyAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/plans");
            request.Headers.Add("Cookie", copy);
            using var answer = await host.Visit().Client.SendAsync(request);
            return answer.StatusCode;
        }
    }

    // --- tokens ------------------------------------------------------------------------------------------------------------------------------------

    static async Task<HttpStatusCode> AskAsync(WebHost host, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/plans");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await host.Visit().Client.SendAsync(request);
        return answer.StatusCode;
    }

    [Theory, Databases]
    public async Task Tokens_end_with_the_password_and_with_the_account_for_good(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        var admin = await host.ActorAsync();
        var email = await host.PersonAsync(Role.Reader);
        var id = await IdAsync(host, email);
        Task<string> TokenAsync() => MakeToken.RunAsync(host.Writer, Actor.CommandLine, id, Role.Reader, "Test");

        var before = await TokenAsync();
        var visitor = await host.SignInAsync(email);
        await (await visitor.GetAsync("/account/password")).SubmitAsync(
            new() { ["Present"] = WebHost.Password, ["Password"] = "seven green tractors" }
        );
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(host, before));

        var changed = await TokenAsync();
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, changed));
        await ResetPassword.RunAsync(host.Writer, admin, id);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(host, changed));

        var reset = await TokenAsync();
        await ClosePerson.RunAsync(host.Writer, admin, id);
        await ReopenPerson.RunAsync(host.Writer, admin, id);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(host, reset));
        Assert.Equal(3, await LinesAsync(host, "RevokeToken"));
    }

    [Theory, Databases]
    public async Task An_administrator_sees_everybodys_tokens_and_revokes_them(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        var email = await host.PersonAsync(Role.Reader);
        var token = await MakeToken.RunAsync(host.Writer, Actor.CommandLine, await IdAsync(host, email), Role.Reader, "Rota system");
        var reader = await host.SignInAsync(Role.Reader);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync("/admin/tokens/all")).Status);
        var administrator = await host.SignInAsync(WebHost.Administrator);

        var all = await (await administrator.GetAsync("/admin/tokens")).Follow("/admin/tokens/all");
        Assert.Contains("Rota system", all.Text, StringComparison.Ordinal);
        var done = await (await all.Follow("/admin/tokens/1/revoke")).SubmitAsync([]);

        Assert.Equal("/admin/tokens/all", done.Address.AbsolutePath);
        Assert.Contains("Revoked", done.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(host, token));
        await using var db = host.At.Open();
        Assert.Equal("Chief executive (M. Hale)", (await db.Records.SingleAsync(r => r.Operation == "RevokeToken")).Actor);
    }

    [Theory]
    [InlineData("/admin/tokens")]
    [InlineData("/admin/accounts/add")]
    public async Task A_secret_that_is_asked_for_by_two_presses_is_one_and_shown_once(string address)
    {
        await using var host = await WebHost.NewAsync();
        var visitor = await host.SignInAsync(WebHost.Administrator);
        var page = await visitor.GetAsync(address);
        Dictionary<string, string?> answers = address.EndsWith("add", StringComparison.Ordinal)
            ? new() { ["name"] = "Cook (C. Ook)", ["email"] = "cook@example.org" }
            : new() { ["Label"] = "Rota system", ["Role"] = "planner" };

        var first = await page.SubmitAsync(answers);
        var second = await page.SubmitAsync(answers);

        var secret = first.Document.QuerySelector("code.secret")!.TextContent;
        Assert.Equal(secret, second.Document.QuerySelector("code.secret")!.TextContent);
        Assert.DoesNotContain(secret, (await visitor.GetAsync(first.Address.PathAndQuery)).Text, StringComparison.Ordinal);
        Assert.Equal(1, await LinesAsync(host, address.EndsWith("add", StringComparison.Ordinal) ? "AddPerson" : "MakeToken"));
    }
}
