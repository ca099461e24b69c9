using System.Net;
using Goldthread.Domain.Govern;
using Goldthread.Testing;

namespace Goldthread.Web.Tests.Govern;

/// <summary>What every page sends to protect its reader.</summary>
public sealed class HeadersTests
{
    [Fact]
    public async Task Pages_allow_nothing_from_elsewhere_and_nothing_inline()
    {
        await using var host = await WebHost.NewAsync();
        var visitor = await host.SignInAsync(WebHost.Administrator);
        var stranger = host.Visit();
        (WebVisitor, string)[] asked =
        [
            (stranger, "/sign-in"),
            (stranger, "/sign-out"),
            (visitor, "/plans"),
            (visitor, "/strategy"),
            (visitor, "/areas"),
            (visitor, "/areas/1"),
            (visitor, "/areas/1/edit"),
            (visitor, "/areas/add"),
            (visitor, "/admin/accounts"),
            (visitor, "/admin/accounts/add"),
            (visitor, $"/admin/accounts/{(await host.ActorAsync()).PersonId}"),
            (visitor, "/admin/tokens"),
            (visitor, "/account/password"),
            (visitor, "/nowhere"),
        ];
        foreach (var (who, address) in asked)
        {
            var page = await who.GetAsync(address);
            var policy = string.Join(' ', page.Response.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", page.Response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Empty(page.Document.QuerySelectorAll("style, [style], script:not([src])"));
            Assert.DoesNotContain(page.Document.All.SelectMany(e => e.Attributes), a => a.Name.StartsWith("on", StringComparison.Ordinal));
            Assert.NotEqual("", page.Heading);
            Assert.Contains(page.Heading, page.Document.Title, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Cookies_are_out_of_reach_of_scripts_and_other_sites()
    {
        await using var host = await WebHost.NewAsync();
        var visitor = host.Visit();
        var page = await visitor.GetAsync("/sign-in");
        using var form = SignIn(page);
        using var answer = await visitor.Client.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        foreach (var name in (string[])["goldthread=", "goldthread-device="])
        {
            var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith(name, StringComparison.Ordinal));
            Assert.Contains("httponly", cookie, StringComparison.Ordinal);
            Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Behind_https_every_cookie_stays_there()
    {
        await using var host = await WebHost.NewAsync();
        host.ClientOptions.BaseAddress = new("https://plans.example.org");
        var visitor = host.Visit();
        var page = await visitor.GetAsync("/sign-in");
        var cookies = page.Response.Headers.GetValues("Set-Cookie").ToList();
        Assert.True(page.Response.Headers.Contains("Strict-Transport-Security"));
        using var form = SignIn(page);
        using var answer = await visitor.Client.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        cookies.AddRange(answer.Headers.GetValues("Set-Cookie"));
        Assert.Equal(
            ["goldthread", "goldthread-device", "goldthread-form", "goldthread-notice"],
            cookies.Select(c => c.Split('=')[0]).Distinct().Order()
        );
        Assert.All(cookies, c => Assert.Contains("; secure;", c, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/plans")]
    [InlineData("/")]
    public async Task A_page_has_a_head_and_takes_no_method_that_it_does_not_know(string address)
    {
        await using var host = await WebHost.NewAsync();
        var visitor = address is "/sign-in" ? host.Visit() : await host.SignInAsync(Role.Reader);
        using var head = await visitor.Client.SendAsync(new(HttpMethod.Head, address));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        using var options = await visitor.Client.SendAsync(new(HttpMethod.Options, address));
        Assert.Equal("GET, HEAD, POST", string.Join(", ", options.Content.Headers.Allow));
        foreach (var method in (string[])["PUT", "DELETE", "PATCH", "TRACE", "FOO"])
        {
            var refused = await visitor.SendAsync(new(new HttpMethod(method), address));
            Assert.Equal(HttpStatusCode.MethodNotAllowed, refused.Status);
            Assert.Equal("This page takes no such request", refused.Heading);
            Assert.Equal("GET, HEAD, POST", string.Join(", ", refused.Response.Content.Headers.Allow));
        }
    }

    [Fact]
    public async Task A_form_of_more_than_256_kB_is_refused_in_a_sentence()
    {
        await using var host = await WebHost.NewAsync();
        var page = await (await host.SignInAsync(Role.Planner)).GetAsync("/admin/tokens");
        var refused = await page.SubmitAsync(new() { ["Label"] = new string('x', 300_000) });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.Status);
        Assert.Equal("This is too large", refused.Heading);
    }

    static FormUrlEncodedContent SignIn(WebPage page) =>
        new(
            new Dictionary<string, string>
            {
                ["Email"] = WebHost.Administrator,
                ["Password"] = WebHost.Password,
                ["__RequestVerificationToken"] = page
                    .Document.QuerySelector("input[name=__RequestVerificationToken]")!
                    .GetAttribute("value")!,
            }
        );
}
