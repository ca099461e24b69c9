using System.Net;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;

namespace Goldthread.Web.Tests.Evaluate;

/// <summary>A page for families: from the form to the public address, in each of its forms, and away again.</summary>
public sealed class FamilyPageTests
{
    const string Here = "/plans/OP-1/evaluate/family";

    [Fact]
    public async Task It_is_written_published_by_another_read_by_anybody_without_a_cookie_and_taken_down()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        await host.Writer.EngagementAsync("OP-1");
        await host.Writer.MoveAsync("OP-1", "consult", values: new() { ["people"] = new[] { "st1" } });
        var writer = await host.SignInAsync(Role.Planner);
        var form = await writer.GetAsync(Here + "/edit");
        var saved = await form.SubmitAsync(
            new()
            {
                ["slug"] = "meadow-home",
                ["title"] = "What we promised",
                ["contact"] = "Ring the office.",
                ["promises[0].objective"] = "O1",
                ["promises[0].promised"] = "Somebody comes when you ring",
                ["promises[0].helped"] = "yes",
                ["lines[0].under"] = "promised",
                ["lines[0].says"] = "We come when you ring.",
                ["lines[0].picture"] = "bed",
                ["tried_by"] = "Two people who live here",
                ["tried_on"] = "1 Nov 2026",
            },
            "form.form"
        );
        Assert.Equal(Here, saved.Address.AbsolutePath);
        Assert.Contains("Nobody outside can read it yet", saved.Text, StringComparison.Ordinal);
        Assert.Null(saved.Document.QuerySelector("form[action*='handler=Publish']"));
        var stranger = host.Visit();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/p/meadow-home")).Status);

        await host.At.ExecuteAsync(
            "UPDATE plans SET status = 'approved', body = replace(body, '\"status\":\"draft\"', '\"status\":\"approved\"')"
        );
        var approver = await host.SignInAsync(Role.Approver);
        var published = await (await approver.GetAsync(Here)).SubmitAsync([], "form[action*='handler=Publish']");
        Assert.Contains("The page is published.", published.Document.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);

        var titles = new HashSet<string>();
        foreach (
            var (address, says) in new[]
            {
                ("", "Somebody comes when you ring"),
                ("/easy", "We come when you ring."),
                ("/large", "Yes."),
                ("/poster", "Somebody"),
            }
        )
        {
            // Somebody who is signed in is nobody in particular there either.
            foreach (var visitor in new[] { host.Visit(), approver })
            {
                var page = await visitor.GetAsync("/p/meadow-home" + address);
                Assert.Equal(HttpStatusCode.OK, page.Status);
                Assert.Contains(says, page.Text, StringComparison.Ordinal);
                Assert.False(page.Response.Headers.Contains("Set-Cookie"));
                Assert.True(page.Response.Headers.CacheControl is { Public: true, MaxAge.TotalMinutes: > 0 });
                Assert.Equal("same-origin", page.Response.Headers.GetValues("Referrer-Policy").Single());
                Assert.Empty(page.Document.QuerySelectorAll("script, form, [style], iframe"));
                Assert.DoesNotContain("P. Person", page.Document.DocumentElement.TextContent, StringComparison.Ordinal);
                titles.Add(page.Document.Title!);
            }
        }
        Assert.Equal(4, titles.Count);
        var easy = await host.Visit().GetAsync("/p/meadow-home/easy");
        var lines = easy.Document.QuerySelectorAll(".easy__line");
        Assert.NotEmpty(lines);
        Assert.All(lines, l => Assert.Equal(1, l.QuerySelectorAll("img").Length));
        foreach (var wrong in new[] { "/p/meadow", "/p/x", "/p/meadow-home/nothing", "/p/meadow-home/page", "/p/" + new string('a', 200) })
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(wrong)).Status);

        await (await writer.GetAsync(Here)).SubmitAsync([], "form[action*='handler=Down']");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/p/meadow-home/easy")).Status);
    }

    [Fact]
    public async Task Every_picture_is_there_with_a_line_of_its_licence()
    {
        await using var host = await WebHost.NewAsync();
        var client = host.Visit().Client;
        var licence = await client.GetStringAsync("/pictures/licence.txt");
        Assert.True(Words.All<EasyPicture>().Count >= 60);
        foreach (var picture in Words.All<EasyPicture>())
        {
            Assert.Contains($"\n{picture.Written}.svg\n", licence, StringComparison.Ordinal);
            using var answer = await client.GetAsync($"/pictures/{picture.Written}.svg");
            Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    /// <summary>The fixed words of the easy-read page, and of the page for families: short, and for readers of nine.</summary>
    [Fact]
    public void The_fixed_words_are_easy()
    {
        foreach (var place in Enum.GetValues<EasyPlace>())
            Assert.Empty(EasyRead.Look(Pages.Evaluate.FamilyPages.FamilyView.HeadingOf(place)));
        foreach (var fixedWords in new[] { "Who to ask", "Tried by two people.", "Pictures: Health Icons, free for all." })
            Assert.DoesNotContain(EasyRead.Look(fixedWords), f => f.IsOwed);
    }
}
