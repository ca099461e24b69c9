using System.Net;
using AngleSharp.Dom;
using Goldthread.App.Govern.Example;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Learn.Lessons;
using Goldthread.Domain.Govern;
using Goldthread.Testing;

namespace Goldthread.Web.Tests.Learn;

/// <summary>The path and its lessons by their pages, with scripts off.</summary>
public sealed class LessonPageTests
{
    [Fact]
    public async Task Every_link_of_every_lesson_answers_and_each_shows_its_example_live()
    {
        await using var host = await WebHost.NewAsync();
        await LoadExample.FillAsync(host.Writer, host.At.Database, TimeProvider.System, "Meadow Care Group", WebHost.Password);
        var visitor = await host.SignInAsync(WebHost.Administrator);
        var path = await visitor.GetAsync("/learn");
        Assert.DoesNotContain("Inline", path.Text, StringComparison.Ordinal);
        var lessons = path.Links.Where(l => l.StartsWith("/learn/lessons/", StringComparison.Ordinal)).Distinct().ToList();
        Assert.Equal(Shipped.Lessons.Count, lessons.Count);
        var links = new HashSet<string>(StringComparer.Ordinal);
        foreach (var lesson in Shipped.Lessons)
        {
            var page = await visitor.GetAsync($"/learn/lessons/{lesson.Id}");
            var own = page.Document.QuerySelectorAll("main a[href]").Select(a => a.GetAttribute("href")!).ToList();
            Assert.True(
                own.Count(l => l.StartsWith($"/plans/{lesson.Example!.Plan}/", StringComparison.Ordinal)) > lesson.Example!.See.Count,
                lesson.Id
            );
            links.UnionWith(own.Where(l => l.StartsWith('/')));
            links.UnionWith(lesson.Pages.Select(p => $"/plans/{lesson.Example.Plan}/{p}"));
        }
        var dead = new List<string>();
        foreach (var link in links)
        {
            using var answer = await visitor.Client.GetAsync(link);
            if (answer.StatusCode is not HttpStatusCode.OK)
                dead.Add($"{link}: {(int)answer.StatusCode}");
        }
        Assert.Empty(dead);
        Assert.True(links.Count > 100, $"Only {links.Count} links were followed.");
    }

    [Fact]
    public async Task A_lesson_stands_beside_its_page_until_it_is_put_away_and_its_questions_explain()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        var visitor = await host.SignInAsync(Role.Reader);
        var lesson = Study.Find("smart");
        var page = await visitor.GetAsync("/plans/OP-1/develop/objectives/O1");
        var beside = Beside(page);
        Assert.NotNull(beside);
        Assert.Null(Beside(await visitor.GetAsync("/plans/OP-1/develop/risks")));

        var shown = await visitor.GetAsync(beside);
        Assert.Equal(lesson.Title, shown.Heading);
        Assert.DoesNotContain(lesson.Questions[0].Because, shown.Text, StringComparison.Ordinal);
        Assert.Contains("Choose an answer.", (await shown.SubmitAsync([], "main form.form")).Errors);
        Dictionary<string, string?> answers = new()
        {
            ["q1"] = "1",
            ["q2"] = "1",
            ["q3"] = "2",
        };
        var answered = await shown.SubmitAsync(answers, "main form.form");
        Assert.Contains("2 of 3 right", answered.Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(lesson.Questions[0].Because, answered.Text, StringComparison.Ordinal);
        Assert.Contains("No: R.", answered.Text, StringComparison.Ordinal);
        answers["q2"] = "2";
        Assert.Contains(
            "this lesson is done",
            (await answered.SubmitAsync(answers, "main form.form")).Document.Body!.TextContent,
            StringComparison.Ordinal
        );
        var path = await visitor.GetAsync("/learn");
        Assert.Contains("You have done 1 of 27", path.Text, StringComparison.Ordinal);
        Assert.StartsWith(
            "Done ",
            Assert.Single(path.Document.QuerySelectorAll(".path .fact__word"), w => w.TextContent.Length > 0).TextContent,
            StringComparison.Ordinal
        );

        var back = await (await visitor.GetAsync(beside)).SubmitAsync([], "main form.lesson__away");
        Assert.Equal("/plans/OP-1/develop/objectives/O1", back.Address.AbsolutePath);
        Assert.Null(Beside(back));
        // Somebody else still has it there, and is no further on the path.
        var other = await host.SignInAsync(Role.Planner);
        Assert.NotNull(Beside(await other.GetAsync("/plans/OP-1/develop/objectives/O1")));
        Assert.Contains("You have done 0 of 27", (await other.GetAsync("/learn")).Text, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/learn/lessons/no-such")).Status);
        Assert.DoesNotContain("evil", (await visitor.GetAsync("/learn/lessons/smart?from=//evil.example/")).Text, StringComparison.Ordinal);

        string? Beside(WebPage on) => on.Document.QuerySelector($"nav.side a[href^='/learn/lessons/{lesson.Id}']")?.GetAttribute("href");
    }
}
