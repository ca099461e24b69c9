using System.Net;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Govern;

/// <summary>The first visit.</summary>
public sealed class FrontDoorTests
{
    static Dictionary<string, string?> Answers(string email = "a.khan@example.org") =>
        new()
        {
            ["Organisation"] = "Care North",
            ["Name"] = "Registered manager (A. Khan)",
            ["Email"] = email,
            ["Password"] = WebHost.Password,
        };

    [Theory, Databases]
    public async Task First_visitor_sets_up_and_is_signed_in(Engine engine)
    {
        await using var host = await WebHost.EmptyAsync(engine);
        var visitor = host.Visit();
        var page = await visitor.GetAsync("/plans");
        Assert.Equal("/setup", page.Address.AbsolutePath);
        Assert.Equal("/setup", (await visitor.GetAsync("/sign-in")).Address.AbsolutePath);

        await page.SubmitAsync(Answers());
        var plans = await visitor.GetAsync("/plans");

        Assert.Equal("Plans", plans.Heading);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/admin/accounts")).Status);
        await using var db = host.At.Open();
        Assert.Equal("Care North", (await db.Areas.SingleAsync()).Name);
        Assert.Contains("Care North", (await db.Strategies.SingleAsync()).Body, StringComparison.Ordinal);
        var (faults, lines) = await App.Store.Recorded.VerifyAsync(db);
        Assert.Empty(faults);
        Assert.True(lines > 0);
        Assert.DoesNotContain(await db.Records.ToListAsync(), r => r.Changes.Contains(WebHost.Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task First_visitor_may_begin_with_the_example_and_be_anybody_in_it()
    {
        await using var host = await WebHost.EmptyAsync();
        var page = await host.Visit().GetAsync("/setup");
        var answers = Answers("manager@example.org");
        answers["Start"] = "example";

        var who = await page.SubmitAsync(answers);

        Assert.Equal("Who is who in the example", who.Heading);
        foreach (var person in App.Govern.Example.LoadExample.People)
        {
            Assert.Contains(person.Email, who.Text, StringComparison.Ordinal);
            var visitor = await host.SignInAsync(person.Email);
            var work = await visitor.GetAsync("/");
            Assert.Equal("My work", work.Heading);
            Assert.Contains("/example", work.Links);
            foreach (var link in (await visitor.GetAsync("/example")).Links)
                Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(link)).Status);
        }
        Assert.Contains("The strategy of Care North", (await (await host.SignInAsync("reader@example.org")).GetAsync("/strategy")).Heading);
    }

    [Fact]
    public async Task Who_comes_while_the_example_is_loaded_does_not_hide_it()
    {
        await using var host = await WebHost.EmptyAsync();
        var answers = Answers("manager@example.org");
        answers["Start"] = "example";
        var page = await host.Visit().GetAsync("/setup");

        var done = page.SubmitAsync(answers);
        var other = host.Visit();
        while (!done.IsCompleted)
            await other.GetAsync("/sign-in");

        Assert.Equal("Who is who in the example", (await done).Heading);
    }

    [Fact]
    public async Task Elsewhere_there_is_no_example()
    {
        await using var host = await WebHost.NewAsync();
        var visitor = await host.SignInAsync(WebHost.Administrator);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/example")).Status);
        Assert.DoesNotContain("/example", (await visitor.GetAsync("/")).Links);
    }

    [Fact]
    public async Task A_new_installation_leads_to_the_first_plan()
    {
        await using var host = await WebHost.EmptyAsync();
        var visitor = host.Visit();
        var home = await (await visitor.GetAsync("/setup")).SubmitAsync(Answers());
        Assert.Equal(["To do", "To do", "To do"], States(home));
        Assert.Equal(["/strategy", "/areas/add", "/plans/add"], Steps(home));

        await (await visitor.GetAsync("/strategy/objectives/add")).SubmitAsync(new() { ["title"] = "People are safe" });
        await (await visitor.GetAsync("/areas/add")).SubmitAsync(new() { ["name"] = "Rowan Court" });
        Assert.Equal(["Done", "Done", "To do"], States(await visitor.GetAsync("/")));

        // The short id is made of the area and the year.
        var start = await visitor.GetAsync("/plans/add");
        var area = start
            .Document.QuerySelectorAll("select[name=area] option")
            .Single(o => o.TextContent == "Rowan Court")
            .GetAttribute("value");
        Dictionary<string, string?> plan = new()
        {
            ["area"] = area,
            ["title"] = "Rowan Court plan",
            ["starts"] = "1 Apr 2026",
            ["ends"] = "31 Mar 2027",
        };
        Assert.Equal("/plans/ROWAN-2026", (await start.SubmitAsync(plan)).Address.AbsolutePath);
        Assert.Equal("/plans/ROWAN-2026-2", (await (await visitor.GetAsync("/plans/add")).SubmitAsync(plan)).Address.AbsolutePath);
        Assert.Empty(Steps(await visitor.GetAsync("/")));

        static string[] States(WebPage page) =>
            [.. page.Document.QuerySelectorAll(".first-steps__state").Select(s => s.TextContent.Trim())];
        static string[] Steps(WebPage page) =>
            [.. page.Document.QuerySelectorAll(".first-steps__link").Select(s => s.GetAttribute("href")!)];
    }

    [Fact]
    public async Task Once_set_up_the_page_is_gone()
    {
        await using var host = await WebHost.NewAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await host.Visit().GetAsync("/setup")).Status);
    }

    [Theory, Databases]
    public async Task Of_two_at_once_one_sets_up_and_the_other_is_told(Engine engine)
    {
        await using var host = await WebHost.EmptyAsync(engine);
        var one = await host.Visit().GetAsync("/setup");
        var two = await host.Visit().GetAsync("/setup");

        var ends = await Task.WhenAll(one.SubmitAsync(Answers()), two.SubmitAsync(Answers("b.owen@example.org")));

        var refused = Assert.Single(ends, p => p.Status == HttpStatusCode.BadRequest);
        Assert.Contains("Somebody else has just set this up", refused.Errors[0], StringComparison.Ordinal);
        await using var db = host.At.Open();
        Assert.Equal(1, await db.Users.CountAsync());
        Assert.Equal(1, await db.Areas.CountAsync());
    }

    [Fact]
    public async Task Set_up_by_two_presses_is_done_once_and_both_are_signed_in()
    {
        await using var host = await WebHost.EmptyAsync();
        var page = await host.Visit().GetAsync("/setup");

        var ends = await Task.WhenAll(page.SubmitAsync(Answers()), page.SubmitAsync(Answers()));

        Assert.All(ends, p => Assert.Equal((HttpStatusCode.OK, "/"), (p.Status, p.Address.AbsolutePath)));
        await using var db = host.At.Open();
        Assert.Equal(1, await db.Users.CountAsync());
    }

    [Theory]
    [InlineData("Organisation", "", "Give the name of the organisation.")]
    [InlineData("Email", "nobody", "Give an e-mail address")]
    [InlineData("Password", "short", "at least 12 characters")]
    [InlineData("Password", "passwordpassword", "easily guessed")]
    [InlineData("Password", "123456789012", "easily guessed")]
    [InlineData("Password", "a.khan@example.org", "something else than the e-mail")]
    [InlineData("Name", "Patient 943 476 5919", "NHS number")]
    public async Task What_is_not_accepted_is_said_beside_the_field(string field, string value, string message)
    {
        await using var host = await WebHost.EmptyAsync();
        var page = await host.Visit().GetAsync("/setup");
        var answers = Answers();
        answers[field] = value;

        var again = await page.SubmitAsync(answers);

        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.Contains(message, Assert.Single(again.Errors), StringComparison.Ordinal);
        Assert.Contains(message, again.Document.QuerySelector($"#{field}-error")!.TextContent, StringComparison.Ordinal);
        await using var db = host.At.Open();
        Assert.False(await db.Users.AnyAsync());
        Assert.False(await db.Areas.AnyAsync());
    }

    [Fact]
    public async Task Health_is_told_to_anybody()
    {
        await using var host = await WebHost.EmptyAsync();
        var client = host.Visit().Client;
        Assert.Equal("Healthy", await client.GetStringAsync("/healthz"));
        Assert.Equal("Healthy", await client.GetStringAsync("/readyz"));
    }
}
