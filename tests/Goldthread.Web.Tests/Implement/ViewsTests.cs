using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Web.Tests.Implement;

/// <summary>The actions of a plan four ways: one filter, the same facts, few commands however many there are.</summary>
public sealed class ViewsTests
{
    const string Plan = "/plans/OP-1/implement/";
    const string Approved = "/plans/OP-2/implement/";
    static readonly DateTimeOffset Day = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);

    static async Task<(WebHost, WebVisitor)> HostAsync(Engine engine = Engine.Sqlite)
    {
        var host = await WebHost.NewAsync(engine, new FakeTimeProvider(Day));
        await host.Writer.SmallPlanAsync(await host.RootAsync(), actions: 0);
        return (host, await host.SignInAsync(Role.Planner));
    }

    static Task AddAsync(WebHost host, string title, string? due, params (string Name, object? Value)[] more)
    {
        var values = more.ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal);
        values["title"] = title;
        if (due is not null)
            values["due"] = DateOnly.ParseExact(due, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return host.Writer.AddAsync("OP-1", "actions", values);
    }

    [Fact]
    public async Task Table_board_timeline_and_calendar_share_a_filter_and_lead_to_each_other()
    {
        var (host, visitor) = await HostAsync();
        await using var _ = host;
        await AddAsync(host, "Hang the lamps", "2026-11-20", ("objective", "O1"), ("accountable", new[] { "st1" }));
        await AddAsync(host, "Check the lamps", "2026-11-27", ("after", new[] { "A1" }), ("milestone", true));
        foreach (var view in (string[])["actions", "board", "timeline", "calendar"])
        {
            var page = await visitor.GetAsync($"{Plan}{view}?person=st1&state=late&objective=O1");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Contains("Hang the lamps", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Check the lamps", page.Text, StringComparison.Ordinal);
            Assert.Equal(
                ["actions", "board", "timeline", "calendar"],
                page.Document.QuerySelectorAll(".views a")
                    .Select(a => a.GetAttribute("href")!)
                    .Where(h => h.EndsWith("?person=st1&state=late&objective=O1", StringComparison.Ordinal))
                    .Select(h => h.Split('?')[0].Split('/')[^1])
            );
            Assert.Equal(view, page.Document.QuerySelector(".views a[aria-current]")!.GetAttribute("href")!.Split('?')[0].Split('/')[^1]);
            Assert.Equal(3, page.Document.QuerySelectorAll(".chips__chip").Length);
            // None of it where nothing is.
            Assert.DoesNotContain("Hang the lamps", (await visitor.GetAsync($"{Plan}{view}?person=st9")).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_timeline_shows_what_was_approved_what_cannot_slip_and_the_same_as_a_table()
    {
        var (host, visitor) = await HostAsync();
        await using var _ = host;
        var file = PlanFile.Read(
            """
            goldthread: 1
            area: {name: Meadow Care Group}
            plan: {id: OP-2, title: Safer nights, starts: 2026-04-01, ends: 2027-03-31, status: live, approver: RM, approved_on: 2026-04-01}
            actions:
            - {id: A1, title: Hang the lamps <now>, due: 2026-12-04}
            - {id: A2, title: Check the lamps, starts: 2026-12-07, due: 2026-12-11, after: [A1], milestone: true}
            """u8.ToArray(),
            Shipped.Data
        );
        await host.Writer.RunAsync(Actor.CommandLine, work => ImportPlan.RunAsync(work, file.Document!));
        foreach (var due in (string[])["2026-12-09", "2026-12-11"])
            await host.Writer.MoveAsync(
                "OP-2",
                "actions",
                "A1",
                "move",
                values: new()
                {
                    ["due"] = DateOnly.ParseExact(due, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                    ["reason"] = "The lamps are late",
                }
            );

        var page = await visitor.GetAsync(Approved + "timeline");
        Assert.Equal(
            "Nothing is late. 2 actions cannot slip without moving the end.",
            page.Document.QuerySelector(".page-head__lead")!.TextContent
        );
        Assert.Equal(
            [
                "Hang the lamps <now>|11 Dec 2026|4 Dec 2026||Not at all: critical path",
                "Check the lamps (milestone)|18 Dec 2026|7 Dec 2026 to 11 Dec 2026|Hang the lamps <now>|Not at all: critical path",
            ],
            page.Document.QuerySelectorAll("main tbody tr")
                .Select(r => string.Join('|', new[] { 0, 4, 5, 6, 7 }.Select(i => r.Children[i].TextContent.Trim())))
        );
        var picture = page.Document.QuerySelector("svg.timeline")!;
        Assert.StartsWith(
            "2 actions from 4 Dec 2026 to 18 Dec 2026. On the critical path: Hang the lamps <now>; Check the lamps.",
            picture.QuerySelector("desc")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(
            (2, 1, 1, 1),
            (
                picture.QuerySelectorAll(".timeline__ghost").Length,
                picture.QuerySelectorAll(".timeline__milestone").Length,
                picture.QuerySelectorAll(".timeline__line.is-critical").Length,
                picture.QuerySelectorAll(".timeline__today").Length
            )
        );

        using var alone = await visitor.Client.GetAsync(Approved + "timeline.svg");
        Assert.Equal("image/svg+xml", alone.Content.Headers.ContentType!.MediaType);
        var svg = XDocument.Parse(await alone.Content.ReadAsStringAsync());
        Assert.Equal("http://www.w3.org/2000/svg", svg.Root!.Name.NamespaceName);
        Assert.DoesNotContain(svg.Descendants(), e => e.Attribute("style") is not null || e.Name.LocalName is "style" or "script");
        // Whoever does not see the plan sees no picture of it.
        var other = await host.SignInAsync(Role.Planner, await host.Writer.AreaAsync(await host.RootAsync(), "Elm House"));
        Assert.Equal(HttpStatusCode.NotFound, (await other.Client.GetAsync(Approved + "timeline.svg")).StatusCode);
    }

    [Fact]
    public async Task The_board_makes_the_next_move_in_place_and_keeps_the_filter()
    {
        var (host, visitor) = await HostAsync();
        await using var _ = host;
        await AddAsync(host, "Hang the lamps", "2026-12-04", ("accountable", new[] { "st1" }));
        var page = await visitor.GetAsync(Plan + "board?person=st1");
        Assert.Equal(["Not started 1", "In progress 0", "Blocked 0", "Done 0"], Columns(page));
        Assert.Equal(["Start it: Hang the lamps", "Close it: Hang the lamps"], Moves(page));

        page = await page.SubmitAsync([], form: ".board__moves form");
        Assert.Equal(Plan + "board?person=st1", page.Address.PathAndQuery);
        Assert.Equal(["Not started 0", "In progress 1", "Blocked 0", "Done 0"], Columns(page));
        Assert.Equal(["Close it: Hang the lamps", "Say what blocks it: Hang the lamps"], Moves(page));
        // Who only reads has no buttons, and a move that asks something is not made without its answer.
        Assert.Empty(Moves(await (await host.SignInAsync(Role.Reader)).GetAsync(Plan + "board")));
        await using var db = host.At.Open();
        Assert.Equal("in-progress", (await db.Items.SingleAsync(i => i.List == "actions")).State);

        static string[] Columns(WebPage page) =>
            [
                .. page
                    .Document.QuerySelectorAll(".board__title")
                    .Select(h => string.Join(' ', h.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))),
            ];
        static string[] Moves(WebPage page) =>
            [.. page.Document.QuerySelectorAll(".board__moves a, .board__moves button").Select(b => b.TextContent.Trim())];
    }

    [Fact]
    public async Task Who_does_what_names_people_and_says_first_where_there_is_nobody()
    {
        var (host, visitor) = await HostAsync();
        await using var _ = host;
        await host.Writer.AddAsync("OP-1", "stakeholders", new() { ["name"] = "The families" });
        await AddAsync(
            host,
            "Hang the lamps",
            null,
            ("accountable", new[] { "st1" }),
            ("responsible", new[] { "st1" }),
            ("informed", new[] { "S1" })
        );
        await AddAsync(host, "Check the lamps", null);
        var page = await visitor.GetAsync(Plan + "raci");
        Assert.Equal(
            [
                "Check the lamps|||||Nobody answers for it. Nobody is said to do the work",
                "Hang the lamps|Deputy manager|Deputy manager||The families|",
            ],
            page.Document.QuerySelectorAll("main tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent.Trim())))
        );
        Assert.Equal(
            "1 open action has nobody, two or too many. They stand first.",
            page.Document.QuerySelector(".page-head__lead")!.TextContent
        );
    }

    [Fact]
    public async Task The_calendar_has_whole_weeks_of_each_month_with_the_months_beside_it()
    {
        var (host, visitor) = await HostAsync();
        await using var _ = host;
        await AddAsync(host, "Hang the lamps", "2026-12-04");
        foreach (
            var (month, word, earlier, later, first, last, days) in ((string, string, string, string, string, string, int)[])
                [
                    ("2026-12", "December 2026", "2026-11", "2027-01", "Mon 30 Nov", "Sun 3 Jan", 35),
                    ("2028-02", "February 2028", "2028-01", "2028-03", "Mon 31 Jan", "Sun 5 Mar", 35),
                    ("2027-02", "February 2027", "2027-01", "2027-03", "Mon 1 Feb", "Sun 28 Feb", 28),
                    ("2026-13", "November 2026", "2026-10", "2026-12", "Mon 26 Oct", "Sun 6 Dec", 42),
                ]
        )
        {
            var page = await visitor.GetAsync($"{Plan}calendar?month={month}");
            Assert.EndsWith(word, page.Document.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(
                [$"{Plan}calendar?month={earlier}", $"{Plan}calendar", $"{Plan}calendar?month={later}"],
                page.Document.QuerySelectorAll(".calendar-ways a").Select(a => a.GetAttribute("href"))
            );
            var cells = page.Document.QuerySelectorAll(".calendar__cell").ToList();
            Assert.Equal(
                (first, last, days),
                (cells[0].QuerySelector(".calendar__day")!.TextContent, cells[^1].QuerySelector(".calendar__day")!.TextContent, cells.Count)
            );
            if (month is not "2026-12")
                continue;
            Assert.Contains("Christmas", cells[25].TextContent, StringComparison.Ordinal);
            Assert.Contains("Hang the lamps", cells[4].TextContent, StringComparison.Ordinal);
        }
    }

    [Theory, Databases]
    public async Task Two_thousand_actions_are_shown_in_few_commands_and_little_room(Engine engine)
    {
        var (host, visitor) = await HostAsync(engine);
        await using var _ = host;
        await host.Writer.RunAsync(
            Actor.CommandLine,
            work =>
            {
                var shape = Shape.Of<Action>();
                for (var i = 1; i <= 2000; i++)
                {
                    var action = (Action)shape.New();
                    action.NameIt($"A{i}");
                    shape["title"].Set(action, $"Step {i} of the way to calm nights for everybody who lives here");
                    shape["objective"].Set(action, "O1");
                    shape["due"].Set(action, new DateOnly(2026, 4, 1).AddDays(i % 360));
                    shape["after"].Set(action, i % 20 == 1 ? [] : new[] { $"A{i - 1}" });
                    var row = new ItemRow
                    {
                        Owner = "OP-1",
                        List = "actions",
                        Id = action.Id,
                        Position = i,
                    };
                    ItemRows.Write(Thing.Of<Action>(), action, row, null);
                    work.Db.Items.Add(row);
                }
                return Task.CompletedTask;
            }
        );
        foreach (var (view, most) in ((string, int)[])[("timeline", 5), ("timeline.svg", 8), ("board", 5), ("calendar?month=2026-11", 5)])
        {
            host.At.Commands.Clear();
            var answer = await visitor.Client.GetAsync(Plan + view);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.True(host.At.Commands.Count <= most, $"{view} sent {host.At.Commands.Count} commands.");
            var size = (await answer.Content.ReadAsByteArrayAsync()).Length;
            Assert.True(size < 400_000, $"{view} has {size} bytes.");
        }
        Assert.Equal(100, (await visitor.GetAsync(Plan + "timeline?page=20")).Document.QuerySelectorAll("main tbody tr").Length);
    }
}
