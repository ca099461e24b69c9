using System.Text;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Testing;

namespace Goldthread.App.Tests.Things;

public class ItemQueriesTests
{
    const string Plan = """
        goldthread: 1
        strategy:
          objectives:
            - {id: O1, title: Fewer harms in every home}
        area: {name: Rowan House}
        plan: {id: OP-1, title: Safer nights, starts: 2026-04-01, ends: 2027-03-31}
        objectives:
          - {id: O1, title: Falls at night drop, strategic: [O1]}
          - {id: O2, title: Pressure sores drop, strategic: [O1]}
        actions:
          - {id: A1, title: Check the rooms, objective: O1}
        """;

    [Theory, Databases]
    public async Task What_names_another_list_s_item_of_the_same_id_does_not_name_this_one(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        var document = PlanFile.Read(Encoding.UTF8.GetBytes(Plan), Shipped.Data).Document!;
        await writer.RunAsync(Actor.CommandLine, work => ImportPlan.RunAsync(work, document));
        await using var db = at.Open();

        var named = await ItemQueries.NamedBy.On(db, "OP-1", "area:2", "objectives", "O1").ToListAsync();

        Assert.Equal("A1", Assert.Single(named).Id);
    }
}
