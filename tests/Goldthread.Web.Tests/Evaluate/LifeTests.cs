using Goldthread.Domain.Govern;
using Goldthread.Testing;

namespace Goldthread.Web.Tests.Evaluate;

/// <summary>The plan's life on its page: every change with why, who agreed, and the chart of what it was about.</summary>
public sealed class LifeTests
{
    [Theory, Databases(LongOn = Engine.Postgres)]
    public async Task The_page_tells_each_change_with_its_chart_and_nothing_hidden(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        var plan = await host.Writer.ExamplePlanAsync();
        await host.Writer.AddAsync(
            plan,
            "adaptations",
            new()
            {
                ["on"] = new DateOnly(2026, 5, 1),
                ["about"] = "M1",
                ["reason"] = "Nobody is to read this",
                ["restricted"] = true,
            }
        );
        await host.Writer.AddAsync(
            plan,
            "adaptations",
            new()
            {
                ["on"] = new DateOnly(2026, 5, 2),
                ["about"] = "M1",
                ["reason"] = "We can do better",
            }
        );
        await host.Writer.ReadingsAsync(plan, "M1", [4, 5, 6, 5]);
        await using var db = host.At.Open();
        var visitor = await host.SignInAsync(Role.Reader);

        var page = await visitor.GetAsync($"/plans/{plan}/evaluate/life");

        var rows = page.Document.QuerySelectorAll("main tbody tr").Select(r => r.TextContent).ToList();
        Assert.Equal(db.Items.Count(i => i.Owner == plan && i.List == "adaptations" && !i.Restricted), rows.Count(Changed));
        Assert.NotEmpty(page.Document.QuerySelectorAll("main tbody svg"));
        Assert.DoesNotContain("Nobody is to read this", page.Text, StringComparison.Ordinal);
        var days = page.Document.QuerySelectorAll("main tbody tr td:first-child, main tbody tr th").Select(d => d.TextContent).ToList();
        Assert.Contains(days, d => d.EndsWith("(to come)", StringComparison.Ordinal));

        // The picture leads to what has happened, and to nothing that is to come.
        var drawn = page.Document.QuerySelectorAll("main .picture svg a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Contains(drawn, d => d.Contains("/evaluate/adaptations/", StringComparison.Ordinal));
        Assert.DoesNotContain("The plan ends", page.Document.QuerySelector("main .picture svg")!.TextContent, StringComparison.Ordinal);

        using var csv = await visitor.Client.GetAsync($"/plans/{plan}/evaluate/life?format=csv");
        Assert.Equal("text/csv", csv.Content.Headers.ContentType!.MediaType);

        static bool Changed(string row) =>
            row.Contains("Changed", StringComparison.Ordinal)
            || row.Contains("Refused", StringComparison.Ordinal)
            || row.Contains("Asked for", StringComparison.Ordinal);
    }
}
