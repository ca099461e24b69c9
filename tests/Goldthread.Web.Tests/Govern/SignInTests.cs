using System.Net;
using Goldthread.App.Govern.Accounts;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Govern;

public sealed class SignInTests
{
    static Dictionary<string, string?> With(string email, string password) => new() { ["Email"] = email, ["Password"] = password };

    [Theory, Databases]
    public async Task Right_password_opens_and_signing_out_shuts(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        var visitor = host.Visit();
        var page = await visitor.GetAsync("/plans?status=draft");
        Assert.Equal("/sign-in", page.Address.AbsolutePath);

        var onward = await page.SubmitAsync(With(WebHost.Administrator.ToUpperInvariant(), WebHost.Password));
        Assert.Equal("/plans?status=draft", onward.Address.PathAndQuery);

        var end = await (await visitor.GetAsync("/sign-out")).SubmitAsync([]);
        Assert.Equal("/sign-in", end.Address.AbsolutePath);
        Assert.Equal("/sign-in", (await visitor.GetAsync("/plans")).Address.AbsolutePath);
    }

    [Theory]
    [InlineData("https://example.org/")]
    [InlineData("//example.org/")]
    [InlineData("/\\example.org")]
    public async Task Onward_address_of_another_site_is_forgotten(string address)
    {
        await using var host = await WebHost.NewAsync();
        var page = await host.Visit().GetAsync("/sign-in?returnUrl=" + Uri.EscapeDataString(address));

        var onward = await page.SubmitAsync(With(WebHost.Administrator, WebHost.Password));

        Assert.Equal(("localhost", "/"), (onward.Address.Host, onward.Address.AbsolutePath));
    }

    [Fact]
    public async Task A_host_that_the_caller_made_up_is_not_repeated()
    {
        await using var host = await WebHost.NewAsync();
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/plans?status=draft") { Headers = { Host = "other.example" } };
        using var answer = await host.Visit().Client.SendAsync(asked);
        Assert.Equal("/sign-in?returnUrl=%2Fplans%3Fstatus%3Ddraft", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_refusal_is_the_same_with_and_without_an_account()
    {
        await using var host = await WebHost.NewAsync();
        var page = await host.Visit().GetAsync("/sign-in");
        var known = await page.SubmitAsync(With(WebHost.Administrator, "not the right password"));
        var unknown = await page.SubmitAsync(With("nobody@example.org", "not the right password"));
        Assert.Equal(known.Errors, unknown.Errors);
    }

    [Fact]
    public async Task Too_many_tries_from_one_address_are_turned_away()
    {
        await using var host = await WebHost.NewAsync();
        var page = await host.Visit().GetAsync("/sign-in");
        var last = page;
        for (var i = 0; i < 61 && last.Status != HttpStatusCode.TooManyRequests; i++)
            last = await page.SubmitAsync(With($"nobody{i}@example.org", "x"));

        Assert.Equal(HttpStatusCode.TooManyRequests, last.Status);
        Assert.Equal("Too many tries", last.Heading);
        Assert.InRange(last.Response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var host = await WebHost.NewAsync();
        using var form = new FormUrlEncodedContent(With(WebHost.Administrator, WebHost.Password)!);
        var visitor = host.Visit();
        var page = await visitor.SendAsync(new(HttpMethod.Post, "/sign-in") { Content = form });
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal("The form was not accepted", page.Heading);
    }

    [Theory, Databases]
    public async Task Closing_an_account_ends_its_sessions_at_once(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        var email = await host.PersonAsync(Role.Reader);
        var visitor = await host.SignInAsync(email);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/plans")).Status);

        await ClosePerson.RunAsync(host.Writer, await host.ActorAsync(), await IdAsync(host, email));

        Assert.Equal("/sign-in", (await visitor.GetAsync("/plans")).Address.AbsolutePath);
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.SignInAsync(email));
    }

    [Fact]
    public async Task Changing_the_password_ends_other_sessions_and_keeps_this_one()
    {
        await using var host = await WebHost.NewAsync();
        var email = await host.PersonAsync(Role.Reader);
        var here = await host.SignInAsync(email);
        var there = await host.SignInAsync(email);
        var form = await here.GetAsync("/account/password");

        await form.SubmitAsync(new() { ["Present"] = WebHost.Password, ["Password"] = "seven green tractors" });

        Assert.Equal("/plans", (await here.GetAsync("/plans")).Address.AbsolutePath);
        Assert.Equal("/sign-in", (await there.GetAsync("/plans")).Address.AbsolutePath);
    }

    [Fact]
    public async Task A_page_asks_once_who_is_there()
    {
        await using var host = await WebHost.NewAsync();
        var visitor = await host.SignInAsync(Role.Reader);
        await visitor.GetAsync("/account/password");
        host.At.Commands.Clear();
        await visitor.GetAsync("/account/password");
        Assert.Equal(1, host.At.Commands.Count);
    }

    static async Task<Guid> IdAsync(WebHost host, string email)
    {
        await using var db = host.At.Open();
        return await db.Users.Where(p => p.Email == email).Select(p => p.Id).SingleAsync();
    }
}
