using System.Net;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Microsoft.EntityFrameworkCore;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Web.Tests.Govern;

/// <summary>Calendar feeds as a calendar program reads them: with the address and nothing else.</summary>
public sealed class CalendarFeedTests
{
    [Fact]
    public async Task A_feed_has_what_is_theirs_stays_the_same_thing_over_a_change_and_ends_when_it_is_revoked()
    {
        await using var host = await WebHost.NewAsync();
        var root = await host.RootAsync();
        await host.Writer.PlanAsync(root);
        await host.Writer.AddAsync("OP-1", "staff", new() { ["role"] = "Deputy manager" });
        await host.Writer.AddAsync("OP-1", "staff", new() { ["role"] = "Nurse in charge" });
        var due = ServiceTime.Today.AddDays(10);
        foreach (
            var (title, who, restricted) in new[]
            {
                ("Mine, and \"quoted\"; with a comma", "st1", false),
                ("Not mine", "st2", false),
                ("Hidden", "st1", true),
            }
        )
            await host.Writer.AddAsync(
                "OP-1",
                "actions",
                new()
                {
                    ["title"] = title,
                    ["due"] = due,
                    ["accountable"] = new[] { who },
                    ["restricted"] = restricted ? true : null,
                }
            );
        var email = await host.PersonAsync(Role.Contributor, root, "st1");
        var visitor = await host.SignInAsync(email);
        var mine = await MakeAsync(visitor, "me");
        var plan = await MakeAsync(visitor, "plan OP-1");
        var area = await MakeAsync(visitor, $"area {root}");

        var read = await ReadAsync(host, mine);
        var one = Assert.Single(read.Events);
        Assert.Equal("Mine, and \"quoted\"; with a comma", one.Summary);
        Assert.False(one.Start!.HasTime);
        Assert.Equal((due, due.AddDays(1)), (one.Start.Date, one.End!.Date));
        Assert.Equal(2, (await ReadAsync(host, plan)).Events.Count);
        Assert.Equal(2, (await ReadAsync(host, area)).Events.Count);

        // Moved: the same thing, later, its sequence raised; cancelled: cancelled there too.
        await host.Writer.RunAsync(
            Actor.CommandLine,
            work =>
                EditItem.RunAsync(work, "OP-1", Thing.Of<Action>(), "A1", 1, new Dictionary<string, object?> { ["due"] = due.AddDays(3) })
        );
        var moved = Assert.Single((await ReadAsync(host, mine)).Events);
        Assert.Equal((one.Uid, due.AddDays(3)), (moved.Uid, moved.Start!.Date));
        Assert.True(moved.Sequence > one.Sequence);
        await host.Writer.RunAsync(Actor.CommandLine, work => RemoveItem.RunAsync(work, "OP-1", Thing.Of<Action>(), "A1", 2));
        var gone = Assert.Single((await ReadAsync(host, mine)).Events);
        Assert.Equal((one.Uid, "CANCELLED"), (gone.Uid, gone.Status));

        // Another address is nobody's, and a revoked one answers nothing.
        foreach (var wrong in new[] { mine[..^6] + "x.ics", "/calendar/x.ics", "/calendar/" + new string('a', 43) + ".ics" })
            Assert.Equal(HttpStatusCode.NotFound, (await host.Visit().Client.GetAsync(wrong)).StatusCode);
        var page = await visitor.GetAsync("/account/calendars");
        Assert.DoesNotContain(mine, page.Text, StringComparison.Ordinal);
        await page.SubmitAsync([], "form[action*='handler=Revoke']");
        Assert.Equal(HttpStatusCode.NotFound, (await host.Visit().Client.GetAsync(area)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Visit().Client.GetAsync(mine)).StatusCode);
        // Nobody revokes another's, and a role that went takes the plan with it.
        await Assert.ThrowsAsync<Missing>(() =>
            host.Writer.RunAsync(
                Actor.CommandLine with
                {
                    PersonId = Guid.NewGuid(),
                },
                work => App.Govern.Calendars.Feeds.RevokeAsync(work, 1)
            )
        );
        await host.At.ExecuteAsync("DELETE FROM grants WHERE staff = 'st1'");
        Assert.Empty((await ReadAsync(host, plan)).Events);
    }

    [Theory]
    [InlineData("plan OP-2")]
    [InlineData("area 999")]
    [InlineData("area x")]
    [InlineData("everything")]
    public async Task Of_what_they_do_not_see_there_is_no_feed(string of)
    {
        await using var host = await WebHost.NewAsync();
        var visitor = await host.SignInAsync(Role.Reader);
        var page = await visitor.GetAsync("/account/calendars");
        var refused = await page.SubmitAsync(new() { ["of"] = of }, "form.form:not([action])");
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector("#of-error"));
        await using var db = host.At.Open();
        Assert.Empty(await db.Calendars.ToListAsync());
    }

    static async Task<string> MakeAsync(WebVisitor visitor, string of)
    {
        var page = await visitor.GetAsync("/account/calendars");
        page = await page.SubmitAsync(new() { ["of"] = of }, "form.form:not([action])");
        return new Uri(page.Document.QuerySelector("code.secret")!.TextContent).AbsolutePath;
    }

    static async Task<Calendar> ReadAsync(WebHost host, string address)
    {
        using var answer = await host.Visit().Client.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/calendar", answer.Content.Headers.ContentType!.MediaType);
        return Calendar.Load(await answer.Content.ReadAsStringAsync())!;
    }
}
