using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Develop.Plans;

public class KeptByPlanTests
{
    static readonly DateOnly Today = new(2026, 11, 25);

    [Theory, Databases]
    public async Task Every_operation_on_a_plan_raises_its_revision(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        await new SetUp("Meadow Care Group", "Administrator (M. Hale)", "admin@example.org", "lantern orchard tuesday gravel").RunAsync(
            writer
        );
        await using var db = at.Open();
        var plan = await writer.SmallPlanAsync(await db.Areas.Select(a => a.Id).SingleAsync());
        var actions = Thing.Find("actions")!;
        (string Name, Func<Work, Task> Operation)[] operations =
        [
            ("add", work => AddItem.RunAsync(work, plan, actions, Builders.Valid(actions.Shape, new() { ["title"] = "One more" }))),
            ("edit", work => EditItem.RunAsync(work, plan, actions, "A1", 1, new Dictionary<string, object?> { ["title"] = "Another" })),
            ("remove", work => RemoveItem.RunAsync(work, plan, actions, "A1", 2)),
            ("restore", work => RestoreItem.RunAsync(work, plan, actions, "A1")),
            ("readings", work => RecordReadings.RunAsync(work, plan, "M1", [Reading.Of(new DateOnly(2026, 5, 1), 3, null, null)])),
            (
                "choose a chart",
                work => ChooseChart.RunAsync(work, plan, "M1", 1, ChartKind.Xmr, new ChartRules(RunLength: 6), "As the board asks")
            ),
            ("set the charts' rules", work => SetChartRules.RunAsync(work, new ChartRules(RunLength: 6))),
            ("edit the plan", work => EditPlan.RunAsync(work, plan, 1, new Dictionary<string, object?> { ["title"] = "Calmer nights" })),
            (
                "move an action",
                work => MakeMove.RunAsync(work, plan, MoveKind.Find(actions, "start")!, "A1", new Dictionary<string, object?>())
            ),
            (
                "ask somebody",
                work =>
                    AddItem.RunAsync(
                        work,
                        plan,
                        Thing.Find("engagements")!,
                        new Dictionary<string, object?> { ["method"] = "At the meeting" }
                    )
            ),
            ("move the plan", work => MakeMove.RunAsync(work, plan, MoveKind.Find(null, "submit")!, new Dictionary<string, object?>())),
            (
                "import",
                async work =>
                {
                    var document = (await PlanQueries.LoadAsync(work.Db, plan, Actor.CommandLine))!;
                    Shape.Of<Objective>()["title"].Set(document.Objectives[0], "Falls at night drop from 6 to 2 a month by March 2027");
                    await ImportPlan.RunAsync(work, document);
                }
            ),
        ];
        var before = await RevisionAsync();
        foreach (var (name, operation) in operations)
        {
            await writer.RunAsync(Actor.CommandLine, operation);
            var after = await RevisionAsync();
            Assert.True(after > before, $"{name}: the revision stays {before}");
            before = after;
        }

        Task<int> RevisionAsync() => db.Plans.AsNoTracking().Where(p => p.Id == plan).Select(p => p.Revision).SingleAsync();
    }

    [Fact]
    public async Task Is_worked_out_once_for_a_revision_and_a_day()
    {
        var kept = new KeptByPlan();
        var times = 0;
        async Task<string> AskAsync(int revision, DateOnly day, string plan = "A") =>
            await kept.OfAsync(new PlanRow { Id = plan, Revision = revision }, day, () => Task.FromResult($"{plan} {++times}"));

        Assert.Equal("A 1", await AskAsync(1, Today));
        Assert.Equal("A 1", await AskAsync(1, Today));
        Assert.Equal("A 2", await AskAsync(2, Today));
        Assert.Equal("A 3", await AskAsync(2, Today.AddDays(1)));
        Assert.Equal("B 4", await AskAsync(2, Today.AddDays(1), "B"));
        Assert.Equal("A 3", await AskAsync(2, Today.AddDays(1)));
    }

    [Fact]
    public async Task Of_an_item_it_is_kept_apart_from_the_plans()
    {
        var kept = new KeptByPlan(most: 1, mostItems: 1);
        var times = 0;
        async Task<string> AskAsync(string item) =>
            await kept.OfAsync(new PlanRow { Id = "A" }, Today, () => Task.FromResult($"{item} {++times}"), item);

        Assert.Equal(" 1", await AskAsync(""));
        Assert.Equal("actions/A1 2", await AskAsync("actions/A1"));
        Assert.Equal("actions/A2 3", await AskAsync("actions/A2"));
        Assert.Equal(" 1", await AskAsync(""));
        Assert.Equal("actions/A2 3", await AskAsync("actions/A2"));
    }

    [Fact]
    public async Task Of_a_person_it_counts_for_these_plans_roles_and_day_only()
    {
        var kept = new KeptByPerson();
        var times = 0;
        SeenPlan one = new("A", "Calm nights", "live", "/1/", 1);
        var person = new Actor(Guid.CreateVersion7(), "Planner (P. Person)", false, [new Grant(Role.Planner, "/1/", "S1")]);
        async Task<string> AskAsync(Actor actor, DateOnly day, params SeenPlan[] plans) =>
            await kept.OfAsync(actor, plans, day, () => Task.FromResult($"{++times}"));

        Assert.Equal("1", await AskAsync(person, Today, one));
        Assert.Equal("1", await AskAsync(person with { Grants = [new Grant(Role.Planner, "/1/", "S1")] }, Today, one with { }));
        Assert.Equal("2", await AskAsync(person, Today, one with { Revision = 2 }));
        Assert.Equal("3", await AskAsync(person, Today, one with { Revision = 2 }, one with { Id = "B" }));
        Assert.Equal("4", await AskAsync(person with { Grants = [new Grant(Role.Reader, "/1/")] }, Today, one));
        Assert.Equal("5", await AskAsync(person with { PersonId = Guid.CreateVersion7() }, Today, one));
        Assert.Equal("6", await AskAsync(person, Today.AddDays(1), one));
        Assert.Equal("7", await AskAsync(Actor.CommandLine, Today, one));
        Assert.Equal("8", await AskAsync(Actor.CommandLine, Today, one));
    }

    [Fact]
    public async Task Keeps_no_more_than_it_may()
    {
        var kept = new KeptByPlan(most: 3);
        var times = 0;
        for (var i = 0; i < 10; i++)
            await kept.OfAsync(new PlanRow { Id = $"{i % 5}" }, Today, () => Task.FromResult($"{++times}"));
        Assert.Equal(10, times);
    }

    [Theory, Databases]
    public async Task Counts_what_is_there_what_is_late_and_who_is_on_the_staff_list(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        await new SetUp("Meadow Care Group", "Administrator (M. Hale)", "admin@example.org", "lantern orchard tuesday gravel").RunAsync(
            writer
        );
        await using var db = at.Open();
        var plan = await writer.SmallPlanAsync(await db.Areas.Select(a => a.Id).SingleAsync(), actions: 3);
        await writer.RunAsync(
            Actor.CommandLine,
            work =>
                EditItem.RunAsync(
                    work,
                    plan,
                    Thing.Find("actions")!,
                    "A2",
                    1,
                    new Dictionary<string, object?> { ["due"] = Today.AddDays(-1) }
                )
        );

        var area = await db.Plans.Where(p => p.Id == plan).Select(p => AreaRow.OwnerOf(p.AreaId)).SingleAsync();
        var counts = await PlanCounts.OfAsync(db, plan, null, area, Today);

        Assert.Equal((3, 1), (counts.All("actions"), counts.Late("actions")));
        Assert.Equal((1, 0), (counts.All("objectives"), counts.Late("objectives")));
        Assert.Equal(0, counts.All("risks"));
        var deputy = await db.Items.Where(i => i.Owner == area && i.List == "staff").Select(i => i.Id).SingleAsync();
        Assert.Equal("Deputy manager", counts.Staff(deputy));
        Assert.Null(counts.Staff("nobody"));
        Assert.Null(counts.Staff(null));
    }
}
