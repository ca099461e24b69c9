using System.Net;
using Goldthread.Testing;

namespace Goldthread.Web.Tests.Forms;

/// <summary>What a form says of its questions: which may be left out, and, once sent, what is wrong in the order in which they stand.</summary>
public sealed class QuestionsTests
{
    [Fact]
    public async Task Only_what_cannot_be_left_out_is_marked_required()
    {
        await using var host = await WebHost.NewAsync();
        // With two areas the plan's has to be chosen; what else is missing is said at the same time.
        await host.Writer.AreaAsync(await host.RootAsync());
        var visitor = await host.SignInAsync(WebHost.Administrator);
        (string Address, string Question, bool IsOptional)[] asked =
        [
            ("/strategy/values/add", "name", false),
            ("/strategy/objectives/add", "title", false),
            ("/strategy/objectives/add", "horizon", true),
            ("/plans/add", "title", false),
            ("/plans/add", "id", true),
        ];
        foreach (var (address, question, optional) in asked)
        {
            var page = await visitor.GetAsync(address);

            var label = page.Document.QuerySelector($"label[for={question}]")!.TextContent;
            Assert.Equal(!optional, label.Contains("(required)", StringComparison.Ordinal));
            // What it says is so.
            var sent = await page.SubmitAsync([]);
            Assert.Equal(HttpStatusCode.BadRequest, sent.Status);
            Assert.Equal(optional, sent.Document.GetElementById(question + "-error") is null);
        }
    }

    [Fact]
    public async Task What_is_wrong_is_listed_in_the_order_of_the_questions()
    {
        await using var empty = await WebHost.EmptyAsync();
        await using var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        var visitor = await host.SignInAsync(WebHost.Administrator);
        WebPage[] forms =
        [
            await empty.Visit().GetAsync("/setup"),
            await visitor.GetAsync("/plans/add"),
            await visitor.GetAsync("/plans/OP-1/monitor/measures/add"),
            await visitor.GetAsync("/plans/OP-1/develop/risks/add"),
            await visitor.GetAsync("/admin/accounts/add"),
        ];
        foreach (var form in forms)
        {
            var tooLong = form
                .Document.QuerySelectorAll("main form :is(input[type=text], input[type=email], input[type=password], textarea)")
                .ToDictionary(i => i.GetAttribute("name")!, _ => (string?)new string('x', 5000), StringComparer.Ordinal);

            var page = await form.SubmitAsync(tooLong);

            var listed = page
                .Document.QuerySelectorAll(".nhsuk-error-summary__list a")
                .Select(a => a.GetAttribute("href")!.TrimStart('#'))
                .ToList();
            Assert.True(listed.Count > 1, string.Join("; ", page.Errors));
            var asked = page.Document.QuerySelectorAll("main form [id]").Select(e => e.Id!).ToList();
            Assert.Equal(listed.OrderBy(asked.IndexOf), listed);
        }
    }
}
