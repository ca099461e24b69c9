using Goldthread.App.Govern;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Goldthread.Web.Tests.Monitor;

/// <summary>The week in one screen: what is late, what moved since last Monday, what to decide.</summary>
public sealed class MondayTests
{
    /// <summary>A Wednesday.</summary>
    static readonly DateTimeOffset Day = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);

    static readonly double[] Level = [80, 82, 79, 81, 80, 82, 79, 81, 80, 82, 79, 81];

    [Fact]
    public async Task What_is_late_what_moved_since_last_Monday_and_what_to_decide_stand_in_one_page()
    {
        var clock = new FakeTimeProvider(Day.AddDays(-20));
        await using var host = await WebHost.NewAsync(clock: clock);
        await host.Writer.SmallPlanAsync(await host.RootAsync(), actions: 0);
        foreach (var (title, due) in new[] { ("Hang the lamps", 24), ("Move the rails", 3), ("Check the lamps", 26) })
            await host.Writer.AddAsync("OP-1", "actions", new() { ["title"] = title, ["due"] = new DateOnly(2026, 11, due) });
        for (var i = 1; i <= 7; i++)
            await host.Writer.AddAsync("OP-1", "actions", new() { ["title"] = $"Older {i}", ["due"] = new DateOnly(2026, 10, i) });
        var (standing, moved, quiet, before) = (
            await MeasureAsync("Stood before"),
            await MeasureAsync("Moved now"),
            await MeasureAsync("Ups and downs"),
            await MeasureAsync("Moved earlier")
        );
        // Beyond the limits already, three weeks ago.
        await host.Writer.ReadingsAsync("OP-1", standing, [.. Level, 20], new DateOnly(2025, 9, 1));
        await host.Writer.ReadingsAsync("OP-1", before, [.. Level, 20], new DateOnly(2025, 10, 1));
        clock.SetUtcNow(Day.AddDays(-9));
        await host.Writer.ReadingsAsync("OP-1", standing, [20], new DateOnly(2026, 10, 1));
        // Monday of the week before is the day from which it counts.
        await host.Writer.ReadingsAsync("OP-1", moved, [.. Level, 20], new DateOnly(2025, 10, 1));
        await host.Writer.ReadingsAsync("OP-1", quiet, [.. Level, 80], new DateOnly(2025, 10, 1));
        clock.SetUtcNow(Day);
        var visitor = await host.SignInAsync(Role.Planner);

        var page = await visitor.GetAsync("/monday");

        Assert.Equal("The week of 23 Nov 2026", page.Document.QuerySelector("h1")!.TextContent);
        var parts = page.Document.QuerySelectorAll(".monday__part");
        Assert.Equal(["Late", "Moved since 16 Nov 2026", "To decide"], parts.Select(p => p.QuerySelector("h2")!.TextContent));
        string[][] lines = [.. parts.Select(p => p.QuerySelectorAll("li").Select(l => string.Join(' ', l.TextContent.Split())).ToArray())];
        // The longest late first; six of the nine.
        Assert.Equal("Older 1 55 days late", lines[0][0]);
        Assert.Equal(6, lines[0].Length);
        Assert.Contains("3 more in my work", parts[0].TextContent, StringComparison.Ordinal);
        Assert.StartsWith("Moved now 20", Assert.Single(lines[1]), StringComparison.Ordinal);
        Assert.Equal("Nothing waits for a decision of yours.", parts[2].QuerySelector("p")!.TextContent);
        Assert.StartsWith(
            "9 late, 1 moved since 16 Nov 2026",
            page.Document.QuerySelector(".page-head__lead")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.NotNull((await visitor.GetAsync("/")).Document.QuerySelector("a[href='/monday']"));

        // Who only reads sees what is late, said as such, and is not led here.
        var reader = await host.SignInAsync(Role.Reader);
        Assert.Contains(
            "Nothing of yours is late; 9 actions are, in the plans that you see.",
            (await reader.GetAsync("/monday")).Text,
            StringComparison.Ordinal
        );
        Assert.Null((await reader.GetAsync("/")).Document.QuerySelector("a[href='/monday']"));

        Task<string> MeasureAsync(string name) =>
            host.Writer.AddAsync("OP-1", "measures", new() { ["name"] = name, ["direction"] = Domain.Monitor.Direction.Higher });
    }
}
