using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Store;

/// <summary>Lines of the record told again: ordinary work raises no alarm, whatever the operation is called, and a line that says nothing is named.</summary>
public sealed class ReplayTests
{
    static readonly Thing Actions = Thing.Find("actions")!;

    [Theory, Databases]
    public async Task Ordinary_work_raises_no_alarm(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        var plan = await StartAsync(writer, at);
        await writer.AddAsync(plan, "actions", new() { ["title"] = "Read Zoë's rota – \"the\" one <b>", ["objective"] = "O1" });
        await writer.AddAsync(plan, "actions", new() { ["title"] = "Ask the night's staff", ["objective"] = "O1" });
        await writer.RunAsync(Actor.CommandLine, work => RemoveItem.RunAsync(work, plan, Actions, "A1", 1));
        await writer.ReadingsAsync(plan, "M1", [-0.0, 1e-7, 123456789.125, 0.1 + 0.2]);
        await writer.RunAsync(
            Actor.CommandLine,
            work => RecordReadings.RunAsync(work, plan, "M1", [Reading.Of(new DateOnly(2024, 1, 1), null, null, null)])
        );
        // Another order, another one gone and one back, by a plan file.
        await writer.RunAsync(
            Actor.CommandLine,
            async work =>
            {
                var document = (await PlanQueries.LoadAsync(work.Db, plan, work.Actor))!;
                document.SetItems(Actions, [.. document.ItemsOf(Actions).Reverse()]);
                await ImportPlan.RunAsync(work, document);
            }
        );
        await writer.RunAsync(Actor.CommandLine, work => RestoreItem.RunAsync(work, plan, Actions, "A1"));
        // The area's staff list, which its next plan has too.
        foreach (var role in (string[])["Night nurse", "Cook", "Deputy manager"])
            await writer.AddAsync(plan, "staff", new() { ["role"] = role });
        await writer.RunAsync(
            Actor.CommandLine,
            async work =>
            {
                var document = (await PlanQueries.LoadAsync(work.Db, plan, work.Actor))!;
                var staff = Thing.Find("staff")!;
                document.SetItems(staff, [.. document.ItemsOf(staff).Skip(1).Reverse()]);
                await ImportPlan.RunAsync(work, document);
            }
        );
        await writer.PlanAsync(1, "OP-2");

        Assert.Empty(await FaultsAsync(at));
    }

    [Theory, Databases]
    public async Task A_move_of_any_name_sets_the_fields_of_its_line(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        var plan = await StartAsync(writer, at);

        await writer.RunAsync(
            Actor.CommandLine,
            async work =>
            {
                var row = await Items.RowAsync(work, plan, Actions, "A1");
                var now = Actions.Shape.Copy(ItemRows.Read(Actions, row));
                Actions.Shape["title"].Set(now, "Moved by an operation of its own");
                await ItemStore.ChangeAsync(work, Actions, row, now, operation: "SomethingThatComesNextYear");
            }
        );
        Assert.Empty(await FaultsAsync(at));

        await at.ExecuteAsync(
            "UPDATE items SET body = REPLACE(body, 'Moved by', 'Moved for'), title = REPLACE(title, 'Moved by', 'Moved for')"
        );
        Assert.Contains(await FaultsAsync(at), f => f.ToString() == "OP-1, actions/A1: These fields are not as the record tells: title.");
    }

    /// <summary>Lines as their hash has them, that say what no line can say.</summary>
    [Theory]
    [Databases(
        "EditItem|actions|A1|{",
        "EditItem|actions|A1|[]",
        "EditItem|actions|A1|null",
        "EditItem|actions|A1|{\"title\": 1}",
        "EditItem|actions|A1|{\"title\": []}",
        "EditItem|actions|A1|{\"title\": [1]}",
        "EditItem|actions|A1|{\"title\": {\"0\": 1, \"1\": 2}}",
        "OrderItems|actions||{}",
        "OrderItems|actions||{\"order\": [null, null]}",
        "OrderItems|actions||{\"order\": [[], 5]}",
        "OrderItems|actions||{\"order\": [[], [1, 2]]}",
        "OrderItems|actions||{\"order\": [[], [null]]}",
        "OrderItems|actions||{\"order\": [[], [\"A1\", \"A1\"]]}",
        "RecordReadings|measures|M1|{\"yesterday\": [null, {\"value\": 1}]}",
        "RecordReadings|measures|M1|{\"2026-02-30\": [null, {\"value\": 1}]}",
        "RecordReadings|measures|M1|{\"2026-01-01\": [null, 5]}",
        "RecordReadings|measures|M1|{\"readings\": [null, null]}",
        "RecordReadings|measures|M1|{\"readings\": [null, [{\"on\": \"soon\"}]]}",
        "RecordReadings|measures|M1|{\"readings\": [null, [{\"on\": 7}]]}",
        "ChooseChart|measures|M1|{\"rules\": [null, {}]}",
        "SetChartRules|settings|charts|{\"charts\": [null, \"nhs-r\"]}",
        "PutAwayAdvice|findings||[1]"
    )]
    public async Task A_line_that_cannot_be_read_is_named(Engine engine, string line)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        var plan = await StartAsync(writer, at);
        var parts = line.Split('|');
        await writer.RunAsync(
            Actor.CommandLine,
            work =>
            {
                work.Record(plan, parts[0], parts[1], parts[2].Length == 0 ? null : parts[2], [], null);
                work.Records[^1].Changes = parts[3];
                return Task.CompletedTask;
            }
        );

        var faults = await FaultsAsync(at);

        Assert.Contains(
            faults,
            f => f.Stream == plan && f.Seq > 0 && f.What.StartsWith("The line cannot be read", StringComparison.Ordinal)
        );
        Assert.Empty(await at.FaultsAsync());
    }

    [Theory, Databases]
    public async Task A_thing_that_no_table_keeps_is_named(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        var plan = await StartAsync(writer, at);
        await writer.RunAsync(
            Actor.CommandLine,
            work =>
            {
                work.Record(plan, "AddItem", "wishes", "W1", []);
                return Task.CompletedTask;
            }
        );

        Assert.Contains(await FaultsAsync(at), f => f.What.Contains("wishes/W1", StringComparison.Ordinal));
    }

    static async Task<string> StartAsync(Writer writer, TestDatabase at)
    {
        await new SetUp("Meadow", "Chief (M. Hale)", "admin@example.org", "lantern orchard tuesday gravel").RunAsync(writer);
        await using var db = at.Open();
        return await writer.SmallPlanAsync(await db.Areas.Select(a => a.Id).SingleAsync());
    }

    static async Task<IReadOnlyList<Recorded.Fault>> FaultsAsync(TestDatabase at) =>
        (await Verification.RunAsync(at.Database, new FileStore(new Place(Path.GetTempPath(), at.Database)))).Faults;
}
