using System.Net;
using System.Text;
using Goldthread.App.Develop.Findings;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Tables;
using Goldthread.App.Store;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Sylvan.Data.Csv;

namespace Goldthread.Web.Tests.Api;

/// <summary>The flat tables: all that somebody sees of one kind of thing, a row each, as they are documented.</summary>
public sealed class TablesApiTests
{
    static readonly DateTimeOffset Day = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);

    static async Task<List<Dictionary<string, string>>> ReadAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address);
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {answer.StatusCode}");
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        using var csv = CsvDataReader.Create(new StringReader(Encoding.UTF8.GetString(bytes[3..])));
        var rows = new List<Dictionary<string, string>>();
        while (await csv.ReadAsync())
            rows.Add(Enumerable.Range(0, csv.FieldCount).ToDictionary(csv.GetName, csv.GetString, StringComparer.Ordinal));
        return rows;
    }

    [Theory, Databases]
    public async Task Each_table_has_a_row_for_each_thing_that_the_caller_sees(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine, new FakeTimeProvider(Day));
        var root = await host.RootAsync();
        var plan = await host.Writer.ExamplePlanAsync();
        await host.Writer.ReadingsAsync(plan, "M1", [4, 5, 6]);
        var elsewhere = await host.Writer.AreaAsync(root, "Elm Lodge");
        await host.Writer.SmallPlanAsync(elsewhere);
        await host.Writer.AddAsync(
            "OP-1",
            "actions",
            new() { ["title"] = "=HYPERLINK(\"http://example.org\")", ["due"] = new DateOnly(2026, 11, 1) }
        );
        await host.Writer.AddAsync("OP-1", "risks", new() { ["event"] = "Nobody is to read this", ["restricted"] = true });
        using var all = await host.CallerAsync(Role.Reader);
        using var one = await host.CallerAsync(Role.Reader, elsewhere);
        await using var db = host.At.Open();

        foreach (var list in (string[])["objectives", "actions", "measures", "risks"])
        {
            var rows = await ReadAsync(all, $"/api/v1/tables/{list}.csv");
            var stored = await db
                .Items.Where(i => i.List == list && i.RemovedAt == null && !i.Restricted)
                .OrderBy(i => i.Owner)
                .ThenBy(i => i.Position)
                .ToListAsync();
            Assert.Equal(stored.Select(i => (i.Owner, i.Id, Harmless(i.Title))), rows.Select(r => (r["plan"], r["id"], r["title"])));
            Assert.Equal(FlatTable.Find(list)!.Columns.Select(c => c.Name), rows[0].Keys);
            // Those of the other area alone, whether one sees no more or asks for no more.
            var few = rows.Where(r => r["plan"] == "OP-1").Select(r => r["id"]).ToList();
            Assert.Equal(few, (await ReadAsync(one, $"/api/v1/tables/{list}.csv")).Select(r => r["id"]));
            Assert.Equal(few, (await ReadAsync(all, $"/api/v1/tables/{list}.csv?area={elsewhere}")).Select(r => r["id"]));
        }
        Assert.Equal(
            [plan, "OP-1"],
            (await ReadAsync(all, "/api/v1/tables/plans.csv")).Select(r => r["plan"]).Order(StringComparer.Ordinal)
        );
        Assert.Equal(await db.Readings.CountAsync(), (await ReadAsync(all, "/api/v1/tables/readings.csv")).Count);
        Assert.Equal(
            ["4", "5", "6"],
            (await ReadAsync(all, "/api/v1/tables/readings.csv"))
                .Where(r => r["measure"] == "M1" && r["plan"] == plan)
                .Select(r => r["value"])
                .TakeLast(3)
        );

        var action = (await ReadAsync(one, "/api/v1/tables/actions.csv")).Last();
        Assert.StartsWith("'=HYPERLINK", action["title"], StringComparison.Ordinal);
        Assert.Equal(("true", "2026-11-01", "Elm Lodge"), (action["late"], action["due"], action["area_name"]));
        var measure = (await ReadAsync(all, "/api/v1/tables/measures.csv")).First(r => r["plan"] == plan && r["id"] == "M1");
        Assert.Equal("6", measure["latest"]);

        var findings = await ReadAsync(all, "/api/v1/tables/findings.csv");
        var kept = host.Services.GetRequiredService<KeptFindings>();
        var expected = 0;
        var reader = new Actor(Guid.NewGuid(), "Reader", false, [new Grant(Role.Reader, "/")]);
        foreach (var row in await db.Plans.Include(p => p.Area).ToListAsync())
            expected += (await kept.OfAsync(db, row, reader, (await new App.Govern.Seen(db, reader).HiddenInAsync([row.Id]))(row.Id)))
                .All
                .Count;
        Assert.Equal(expected, findings.Count);

        using var missing = await one.GetAsync($"/api/v1/tables/actions.csv?area={root}");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        using var wrong = await one.GetAsync("/api/v1/tables/actions.csv?since=soon");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    static string Harmless(string title) => title.StartsWith('=') ? "'" + title : title;

    [Theory, Databases]
    public async Task Since_a_day_there_is_what_was_changed_from_then_on(Engine engine)
    {
        var clock = new FakeTimeProvider(new(2026, 6, 10, 9, 0, 0, TimeSpan.Zero));
        await using var host = await WebHost.NewAsync(engine, clock);
        await host.Writer.SmallPlanAsync(await host.RootAsync(), actions: 3);
        using var client = await host.CallerAsync(Role.Reader);
        Assert.Equal(3, (await ReadAsync(client, "/api/v1/tables/actions.csv?since=2026-06-10")).Count);
        // The night before counts to the day before, where the service is.
        clock.SetUtcNow(new(2026, 7, 1, 22, 30, 0, TimeSpan.Zero));
        await host.Writer.RunAsync(
            Actor.CommandLine,
            work =>
                App.Things.EditItem.RunAsync(
                    work,
                    "OP-1",
                    Thing.Find("actions")!,
                    "A1",
                    1,
                    new Dictionary<string, object?>(StringComparer.Ordinal) { ["title"] = "Summer" },
                    null
                )
        );
        clock.SetUtcNow(new(2026, 7, 1, 23, 30, 0, TimeSpan.Zero));
        await host.Writer.RunAsync(
            Actor.CommandLine,
            work =>
                App.Things.EditItem.RunAsync(
                    work,
                    "OP-1",
                    Thing.Find("actions")!,
                    "A2",
                    1,
                    new Dictionary<string, object?>(StringComparer.Ordinal) { ["title"] = "After midnight" },
                    null
                )
        );
        Assert.Equal(["A2"], (await ReadAsync(client, "/api/v1/tables/actions.csv?since=2026-07-02")).Select(r => r["id"]));
        Assert.Equal(["A1", "A2"], (await ReadAsync(client, "/api/v1/tables/actions.csv?since=2026-07-01")).Select(r => r["id"]));
        Assert.Single(await ReadAsync(client, "/api/v1/tables/plans.csv?since=2026-07-02"));
        Assert.Empty(await ReadAsync(client, "/api/v1/tables/plans.csv?since=2026-07-03"));
    }
}
