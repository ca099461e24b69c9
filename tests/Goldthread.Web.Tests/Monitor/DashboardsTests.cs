using System.Net;
using Goldthread.App.Govern;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Things;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Goldthread.Web.Tests.Monitor;

/// <summary>The pages for those who look over many: measures of an area, exceptions for a board, the radar, the burden.</summary>
public sealed class DashboardsTests(DashboardsTests.Ground ground) : IClassFixture<DashboardsTests.Ground>
{
    /// <summary>Elm House with a measure that got worse, one of few people, and one that nobody entered for long; and Oak House beside it.</summary>
    public sealed class Ground : IAsyncLifetime
    {
        static readonly DateTimeOffset Day = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);

        internal WebHost Host { get; private set; } = null!;

        internal int Elm { get; private set; }

        public async ValueTask InitializeAsync()
        {
            Host = await WebHost.NewAsync(clock: new FakeTimeProvider(Day));
            var root = await Host.RootAsync();
            Elm = await Host.Writer.AreaAsync(root, "Elm House");
            var writer = Host.Writer;
            await writer.SmallPlanAsync(Elm);
            await EditAsync("M1", ("direction", Direction.Lower), ("frequency", Frequency.Monthly), ("owner", "st1"), ("minutes", 62));
            await writer.ReadingsAsync(
                "OP-1",
                "M1",
                [.. Enumerable.Range(0, 24).Select(n => n % 2 == 0 ? 10.0 : 11.0), .. Enumerable.Repeat(25.0, 10)]
            );
            await writer.AddAsync(
                "OP-1",
                "measures",
                new()
                {
                    ["name"] = "Meals that people chose",
                    ["unit"] = "%",
                    ["multiplier"] = 100.0,
                    ["frequency"] = Frequency.Monthly,
                }
            );
            await writer.RunAsync(
                Actor.CommandLine,
                work => RecordReadings.RunAsync(work, "OP-1", "M2", [Reading.Of(new(2026, 10, 1), null, 3, 7)])
            );
            await writer.AddAsync("OP-1", "measures", new() { ["name"] = "Staff turnover", ["frequency"] = Frequency.Monthly });
            await writer.ReadingsAsync("OP-1", "M3", [4, 5], new(2026, 1, 1));
            await writer.AddAsync(
                "OP-1",
                "risks",
                new() { ["event"] = "the lift breaks down", ["residual"] = Made<RiskScore>(("likelihood", 4), ("consequence", 5)) }
            );
            await writer.AddAsync(
                "OP-1",
                "actions",
                new()
                {
                    ["title"] = "Mend the lift",
                    ["due"] = new DateOnly(2026, 11, 1),
                    ["objective"] = "O1",
                }
            );
        }

        Task EditAsync(string id, params (string Field, object? Value)[] values) =>
            Host.Writer.RunAsync(
                Actor.CommandLine,
                async work =>
                {
                    var row = await work
                        .Db.Items.AsNoTracking()
                        .SingleAsync(i => i.Owner == "OP-1" && i.List == Measure.List && i.Id == id);
                    await EditItem.RunAsync(
                        work,
                        "OP-1",
                        Thing.Of<Measure>(),
                        id,
                        row.Version,
                        values.ToDictionary(v => v.Field, v => v.Value)
                    );
                }
            );

        static Part Made<T>(params (string Field, object? Value)[] values)
            where T : Part
        {
            var part = Shape.Of<T>().New();
            foreach (var (field, value) in values)
                Shape.Of<T>()[field].Set(part, value);
            return part;
        }

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }

    async Task<WebPage> OpenAsync(string address, Role role = Role.Reader) => await (await ground.Host.SignInAsync(role)).GetAsync(address);

    static string[] Row(WebPage page, string name) =>
        [
            .. page
                .Document.QuerySelectorAll("tr")
                .First(r => r.QuerySelector("th")?.TextContent.Contains(name, StringComparison.Ordinal) == true)
                .QuerySelectorAll("th, td")
                .Select(c => c.TextContent.Trim()),
        ];

    [Fact]
    public async Task Measures_of_an_area_stand_by_need_with_what_is_asked_about_them()
    {
        var page = await OpenAsync($"/areas/{ground.Elm}/measures");

        Assert.Equal("Measures of Elm House", page.Heading);
        Assert.Contains("1 of 3 is worse, more than chance explains; 1 waits for a figure.", page.Text, StringComparison.Ordinal);
        var worse = Row(page, "Falls a month");
        Assert.Contains("Higher, which is worse", worse[4], StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Open, by 9 Dec 2026", worse[7]);
        Assert.Equal("Deputy manager", worse[8]);
        // Stale is grey and hatched, and says nothing of the present.
        var stale = page.Document.QuerySelectorAll("tr").First(r => r.TextContent.Contains("Staff turnover", StringComparison.Ordinal));
        Assert.NotNull(stale.QuerySelector(".state--stale"));
        Assert.Contains("Stale: Feb 2026", stale.TextContent, StringComparison.Ordinal);
        // Of seven people a percentage says nothing.
        Assert.Equal("3 of 7", Row(page, "Meals that people chose")[2]);
    }

    [Fact]
    public async Task A_board_reads_the_exceptions_alone()
    {
        var page = await OpenAsync($"/areas/{ground.Elm}/board");

        Assert.Contains(
            "2 measures need a conversation, 1 risk is high or has happened, 1 thing is late.",
            page.Text,
            StringComparison.Ordinal
        );
        Assert.Equal("Worse since Jan 2026, more than chance explains. A question is open.", Row(page, "Falls a month")[4]);
        Assert.Contains("1 other measure stands as expected.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Meals that people chose", page.Text, StringComparison.Ordinal);
        Assert.Equal("1 Nov 2026", Row(page, "Mend the lift")[2]);
    }

    [Fact]
    public async Task The_radar_leads_to_what_mends_each_gap()
    {
        var page = await OpenAsync("/govern/radar", Role.Planner);

        Assert.Contains("Nobody owns it", page.Text, StringComparison.Ordinal);
        Assert.Contains(page.Links, l => l.StartsWith("/plans/OP-1/implement/actions/A2/edit?mend=accountable", StringComparison.Ordinal));
        Assert.Contains("/plans/OP-1/monitor/measures/M3/enter", page.Links);
        Assert.Contains("/plans/OP-1/monitor/measures/add?objectives=O1&kind=outcome", page.Links);
        var form = await (await ground.Host.SignInAsync(Role.Planner)).GetAsync("/plans/OP-1/implement/actions/A2/edit?mend=accountable");
        Assert.NotNull(form.Document.QuerySelector("#accountable, [name^=accountable]"));
    }

    [Fact]
    public async Task The_burden_counts_minutes_a_week_and_what_nobody_looks_at()
    {
        var page = await OpenAsync("/govern/burden");

        // 62 minutes once a month.
        Assert.Equal("14", Row(page, "Deputy manager")[2]);
        Assert.Contains("Collected and never looked at", page.Text, StringComparison.Ordinal);
        Assert.Equal("Never", Row(page, "Falls a month")[4]);
    }

    [Fact]
    public async Task Who_has_no_role_there_sees_none_of_it()
    {
        var beside = await ground.Host.Writer.AreaAsync(await ground.Host.RootAsync(), "Oak House " + Guid.NewGuid().ToString("N")[..6]);
        var stranger = await ground.Host.SignInAsync(Role.Planner, beside);

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/areas/{ground.Elm}/measures")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/areas/{ground.Elm}/board")).Status);
        Assert.DoesNotContain("Falls a month", (await stranger.GetAsync("/govern/radar")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Falls a month", (await stranger.GetAsync("/govern/burden")).Text, StringComparison.Ordinal);
    }
}
