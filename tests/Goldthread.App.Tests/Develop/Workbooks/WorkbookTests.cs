using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Develop.Workbooks;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.App.Tests.Rules;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Develop.Workbooks;

/// <summary>A plan goes out as a workbook and comes back.</summary>
public sealed class WorkbookTests(Ground ground) : IClassFixture<Ground>
{
    public static TheoryData<string> Examples =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "examples"), "*.yaml").Select(p => Path.GetFileName(p)!)];

    static PlanDocument Example(string name) =>
        PlanFile.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "examples", name)), Shipped.Data).Document!;

    static async Task<byte[]> MadeAsync(House house, string plan, Actor? actor = null)
    {
        await using var db = house.At.Open();
        var row = (await PlanQueries.RowAsync(db, plan))!;
        return await PlanWorkbook.MakeAsync(db, row, actor ?? Actor.CommandLine, House.Today);
    }

    static async Task<ComparedWorkbook> ComparedAsync(House house, string plan, byte[] file, Actor? actor = null)
    {
        await using var db = house.At.Open();
        var row = (await PlanQueries.RowAsync(db, plan))!;
        return await ComparedWorkbook.OfAsync(db, row, actor ?? Actor.CommandLine, GivenWorkbook.Read(file));
    }

    static async Task<PlanDocument> PlanAsync(House house, string id)
    {
        await using var db = house.At.Open();
        return (await PlanQueries.LoadAsync(db, id, Actor.CommandLine))!;
    }

    [Fact]
    public void No_two_sheets_and_no_two_columns_of_one_are_called_alike()
    {
        var tables = PlanTable.All.ToList();
        Assert.Distinct(tables.Select(t => t.Name), StringComparer.OrdinalIgnoreCase);
        Assert.All(tables, t => Assert.InRange(t.Name.Length, 1, 31));
        foreach (var table in tables)
        {
            string?[] own = table.Thing is null ? [table.OfHeading, table.PlaceHeading] : [table.IdHeading, table.VersionHeading];
            Assert.Distinct(own.OfType<string>().Concat(table.Columns.Select(l => l.Heading)), StringComparer.OrdinalIgnoreCase);
        }
    }

    [Theory, MemberData(nameof(Examples))]
    public async Task Every_example_goes_out_and_comes_back_without_a_change(string name)
    {
        var house = ground[Engine.Sqlite];
        var document = Example(name);
        var id = document.Plan!.Id;
        await house.Writer.RunAsync(Actor.CommandLine, work => ImportPlan.RunAsync(work, document));
        var before = PlanFile.ToYaml(await PlanAsync(house, id));
        var file = await MadeAsync(house, id);
        Approved.Show(Path.ChangeExtension(name, ".xlsx"), file);
        Assert.Empty(file.Faults());

        var given = GivenWorkbook.Read(file);
        Assert.Empty(given.Told);
        Assert.Empty(given.Items);

        // Nothing of what it was made from is believed: every answer is read out of its cells.
        var bare = GivenWorkbook.Read(file.Emptied(PlanWorkbook.MadeFrom, "List"));
        var plan = await PlanAsync(house, id);
        var read = new Dictionary<(string, string), Part>();
        foreach (var item in bare.Items)
        {
            Assert.All(item.Answers, a => Assert.Null(a.Refused));
            var table = PlanTable.Lists.FirstOrDefault(t => t.Key == item.List) ?? PlanTable.Plan;
            var part = table.Thing?.Shape.New() ?? new PlanDocument();
            foreach (var answer in item.Answers)
            {
                var leaf = table.Leaves.First(l => l.Key == answer.Key);
                leaf.Set(part, leaf.Value(answer.Json));
            }
            read[(item.List, item.Id)] = part;
        }
        var count = 0;
        foreach (var table in PlanTable.Lists)
        {
            foreach (var (place, part) in plan.ItemsOf(table.Thing!).Index())
            {
                var key = part is Item { Id.Length: > 0 } item
                    ? item.Id
                    : (place + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
                Assert.All(table.Leaves, l => Assert.Equal(l.Json(part), l.Json(read[(table.Key, key)])));
                count++;
            }
        }
        Assert.True(count > 20);
        Assert.All(PlanTable.Plan.Leaves, l => Assert.Equal(l.Json(plan), l.Json(read[("plan", "")])));

        var done = await house.Writer.RunAsync(
            Actor.CommandLine,
            work => TakeWorkbook.RunAsync(work, id, given, new TakeWorkbook.Which.All(true, true))
        );
        Assert.Equal(new TakeWorkbook.Result(0, 0, 0), done);
        Assert.Equal(before, PlanFile.ToYaml(await PlanAsync(house, id)));
    }
}
