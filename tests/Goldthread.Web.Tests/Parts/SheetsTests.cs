using System.IO.Compression;
using System.Net;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Goldthread.Web.Tests.Parts;

/// <summary>The tables of pages as files, and the order of the rows of plans.</summary>
public sealed class SheetsTests
{
    static readonly DateTimeOffset Day = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);

    [Theory, Databases]
    public async Task Plans_are_sorted_by_each_column_and_each_table_is_sent_as_a_file(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine, new FakeTimeProvider(Day));
        var root = await host.RootAsync();
        await host.Writer.SmallPlanAsync(root);
        await host.Writer.SmallPlanAsync(await host.Writer.AreaAsync(root, "Heron House"), "OP-2");
        await host.Writer.AddAsync("OP-2", "actions", new() { ["title"] = "Late, it is", ["due"] = new DateOnly(2026, 10, 1) });
        await host.Writer.AddAsync("OP-2", "measures", new() { ["name"] = "Visits", ["frequency"] = Frequency.Monthly });
        await host.Writer.ReadingsAsync("OP-2", "M2", [3, 4, 5]);
        await host.Writer.AddAsync("OP-2", "regulatory_actions", new() { ["text"] = "Keep a record", ["due"] = new DateOnly(2026, 12, 1) });
        await host.Writer.AddAsync(
            "OP-2",
            "reviews",
            new() { ["scheduled"] = new DateOnly(2026, 9, 30), ["held_on"] = new DateOnly(2026, 9, 30) }
        );
        var visitor = await host.SignInAsync(Role.Planner);

        host.At.Commands.Clear();
        var plans = await visitor.GetAsync("/plans");
        Assert.InRange(host.At.Commands.Count, 1, 5);
        var columns = plans.Document.QuerySelectorAll("thead th");
        Assert.All(columns, c => Assert.NotNull(c.QuerySelector("a.table__sort")));
        // What is most, or was never, comes first; downwards last.
        foreach (
            var (sort, first) in new[] { ("late", "2"), ("stale", "2"), ("asked", "2"), ("why", "2"), ("-late", "1"), ("reviewed", "1") }
        )
            Assert.EndsWith(
                $"/OP-{first}",
                (await visitor.GetAsync("/plans?sort=" + sort)).Document.QuerySelector("tbody th a")!.GetAttribute("href"),
                StringComparison.Ordinal
            );
        foreach (
            var sort in new[] { "title", "-title", "area", "status", "ends", "-ends", "worse", "-why", "-reviewed", "finish", "-finish" }
        )
            Assert.Equal(2, (await visitor.GetAsync("/plans?sort=" + sort)).Document.QuerySelectorAll("tbody tr").Length);
        var row = (await visitor.GetAsync("/plans?q=house+heron")).Document.QuerySelectorAll("tbody tr").Single();
        Assert.Equal(
            ["Late: Late, it is", "1", "2", "1", "30 Sep 2026"],
            ((string[])["Why look", "Late actions", "Stale figures", "Asked by inspectors", "Last review"]).Select(c =>
                row.QuerySelector($"[data-label='{c}']")!.TextContent.Trim()
            )
        );

        foreach (
            var (address, words) in new[]
            {
                ("/plans", "Heron House"),
                ("/areas", "Heron House"),
                ($"/areas/{root}", "Safer nights at Rowan House"),
                ("/", "Late, it is"),
                ("/strategy", "Mission"),
                ("/plans/OP-2/health", "PL"),
                ("/plans/OP-2/evaluate/requirements", "Key question"),
            }
        )
        {
            var csv = await visitor.GetAsync(address + "?format=csv");
            Assert.Equal((HttpStatusCode.OK, "text/csv"), (csv.Status, csv.Response.Content.Headers.ContentType!.MediaType));
            var text = await csv.Response.Content.ReadAsStringAsync();
            Assert.Contains(words, text, StringComparison.Ordinal);
            Assert.DoesNotContain("</", text, StringComparison.Ordinal);
            using var xlsx = await visitor.Client.GetAsync(address + "?format=xlsx");
            using var zip = new ZipArchive(await xlsx.Content.ReadAsStreamAsync());
            Assert.NotNull(zip.GetEntry("xl/workbook.xml"));
        }
    }

    [Fact]
    public async Task What_moved_since_somebody_last_looked_is_told_apart_with_its_month()
    {
        // Half an hour before midnight.
        var clock = new FakeTimeProvider(Day.AddHours(14.5));
        await using var host = await WebHost.NewAsync(clock: clock);
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        await host.Writer.AddAsync(
            "OP-1",
            "measures",
            new()
            {
                ["name"] = "Falls",
                ["unit"] = "falls",
                ["direction"] = Direction.Lower,
                ["frequency"] = Frequency.Monthly,
            }
        );
        await host.Writer.AddAsync("OP-1", "risks", new() { ["event"] = "Nobody comes", ["next_review"] = new DateOnly(2026, 11, 20) });
        var visitor = await host.SignInAsync(Role.Planner);
        var first = await visitor.GetAsync("/");
        Assert.DoesNotContain("What moved", first.Text, StringComparison.Ordinal);
        Assert.Contains("Nobody comesA risk to look at20 Nov 2026", Flat(first.Text), StringComparison.Ordinal);

        clock.Advance(TimeSpan.FromHours(1));
        await host.Writer.ReadingsAsync("OP-1", "M2", Enumerable.Range(0, 30).Select(n => 14.0 + (n % 3) - (n > 20 ? 8 : 0)));
        var second = await visitor.GetAsync("/");
        Assert.Contains("What moved since you last looked, on 25 Nov 2026", second.Text, StringComparison.Ordinal);
        Assert.Contains("lower, which is better, a real change since Oct 2025", second.Text, StringComparison.Ordinal);

        // Also when somebody looks again on that day; somebody who never looked here is told of all of it.
        Assert.Contains("since you last looked", (await visitor.GetAsync("/")).Text, StringComparison.Ordinal);
        var other = await (await host.SignInAsync(Role.Planner)).GetAsync("/");
        Assert.DoesNotContain("since you last looked", other.Text, StringComparison.Ordinal);
        Assert.Contains("What moved", other.Text, StringComparison.Ordinal);

        static string Flat(string text) => string.Concat(text.Split('\n').Select(l => l.Trim()));
    }
}
