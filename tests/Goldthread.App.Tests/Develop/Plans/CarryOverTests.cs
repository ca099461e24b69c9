using System.Text;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.App.Tests.Rules;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Develop.Plans;

/// <summary>The care home's plan of one year goes over into the next.</summary>
public sealed class CarryOverTests(CarryOverTests.Year year) : IClassFixture<CarryOverTests.Year>
{
    const string Old = "ROWAN-2026";

    static async Task<string?> CarryAsync(House house, Actor who, params (string Name, object? Value)[] more)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["title"] = "Rowan Court operational plan 2027-28",
            ["starts"] = new DateOnly(2027, 4, 1),
            ["ends"] = new DateOnly(2028, 3, 31),
        };
        foreach (var (name, value) in more)
            values[name] = value;
        var move = MoveKind.Find(null, "carry-over")!;
        return (await house.Writer.RunAsync(who, work => MakeMove.RunAsync(work, Old, move, values))).Made;
    }

    static async Task<PlanDocument> PlanAsync(House house, string id)
    {
        await using var db = house.At.Open();
        return (await PlanQueries.LoadAsync(db, id, Actor.CommandLine, TestContext.Current.CancellationToken))!;
    }

    [Theory, Databases]
    public async Task What_is_measured_unfinished_open_required_and_learnt_goes_over(Engine engine)
    {
        var house = year[engine];
        var before = PlanFile.ToYaml(await PlanAsync(house, Old));
        var made = (await CarryAsync(house, Actor.CommandLine))!;
        var (old, now) = (await PlanAsync(house, Old), await PlanAsync(house, made));

        // The old plan says what it said.
        Assert.Equal(before, PlanFile.ToYaml(old));
        Assert.Equal((PlanStatus.Draft, (string?)null, "rm"), (now.Plan!.Standing, now.Plan.Approver, now.Plan.Owner));
        Assert.Equal(old.Staff.Select(s => s.Id), now.Staff.Select(s => s.Id));
        Assert.Equal(PlanFile.ToYaml(OnlyStrategy(old)), PlanFile.ToYaml(OnlyStrategy(now)));

        Assert.Equal(old.Measures.Select(m => (m.Id, m.Readings.Count)), now.Measures.Select(m => (m.Id, m.Readings.Count)));
        Assert.All(now.Measures, m => Assert.Empty(m.Trajectory));
        Assert.Equal(
            old.Actions.Where(a => a.Status is not (ActionStatus.Done or ActionStatus.Cancelled)).Select(a => a.Id),
            now.Actions.Select(a => a.Id)
        );
        Assert.NotEqual(old.Actions.Count, now.Actions.Count);
        Assert.Equal(old.Risks.Select(r => r.Id), now.Risks.Select(r => r.Id));
        var required = Assert.Single(now.RegulatoryActions);
        // The regulator's day stays the regulator's.
        Assert.Equal((new DateOnly(2026, 12, 18), "A6"), (required.Due, required.Action));
        Assert.Contains(
            now.Plan.Context,
            c => c is { Analysis: ContextAnalysis.LastYear, Text: "Spread the fall reviews to Birch House." }
        );
        Assert.Contains(now.Plan.Context, c => c.Text == "Two of three took part. Bells were answered as before.");

        // Days and words of the old year are those of the new.
        var objective = now.Objectives.Single(o => o.Id == "O1");
        Assert.Equal(
            ("Bring falls down from 7.6 to 5 for every 1,000 bed days by March 2028", new DateOnly(2028, 3, 31)),
            (objective.Title, objective.Due)
        );
        Assert.All(now.Actions, a => Assert.InRange(a.Due!.Value, now.Plan.Starts!.Value, now.Plan.Ends!.Value));
        // What stayed behind is named by nothing: A5 came after A4, which is done.
        Assert.Empty(now.Actions.Single(a => a.Id == "A5").After);
        Assert.All(now.Actions, a => Assert.Empty(a.Evidence));

        // Each has the way back, and the record says it.
        Assert.Equal(Old, now.Plan.CarriedOver!.Plan);
        Assert.True(now.Plan.CarriedOver.Has("actions", "A5") && !now.Plan.CarriedOver.Has("actions", "A1"));
        await using var db = house.At.Open();
        var lines = await db.Records.Where(r => r.Stream == made).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal("Carried over from ROWAN-2026.", lines.Single(l => l is { List: "actions", Item: "A5" }).Reason);
        Assert.Contains(lines, l => l.Operation == "BringOver");
        Assert.Empty((await Recorded.VerifyAsync(db)).Faults);
    }

    [Theory, Databases]
    public async Task Each_line_is_kept_changed_or_left(Engine engine)
    {
        var house = year[engine];
        var shape = Shape.Of<CarriedChange>();
        Part Change(string item, string? title, DateOnly? due)
        {
            var change = shape.New();
            shape["item"].Set(change, item);
            shape["title"].Set(change, title);
            shape["due"].Set(change, due);
            return change;
        }
        var changes = Shape.Of<CarryOverPlan>()["changes"];
        var made = (
            await CarryAsync(
                house,
                Actor.CommandLine,
                ("leave", new[] { "objectives/O1", "actions/A3", "risks", "lessons/1" }),
                (
                    "changes",
                    changes.List([
                        Change("objectives/O2", "Let 95% of residents choose their day by June 2027", new DateOnly(2027, 6, 30)),
                        Change("actions/A5", null, new DateOnly(2027, 5, 28)),
                    ])
                )
            )
        )!;
        var now = await PlanAsync(house, made);
        Assert.DoesNotContain(now.Objectives, o => o.Id == "O1");
        Assert.DoesNotContain(now.Actions, a => a.Id == "A3");
        Assert.Empty(now.Risks);
        Assert.Equal(
            ("Let 95% of residents choose their day by June 2027", new DateOnly(2027, 6, 30)),
            now.Objectives.Where(o => o.Id == "O2").Select(o => (o.Title, o.Due!.Value)).Single()
        );
        Assert.Equal(new DateOnly(2027, 5, 28), now.Actions.Single(a => a.Id == "A5").Due);
        // What served it serves nothing for now, and the checks say so.
        Assert.Empty(now.Measures.Single(m => m.Id == "M1").Objectives);
        Assert.DoesNotContain("objectives/O1", now.Plan!.CarriedOver!.Items);

        var refused = await Assert.ThrowsAsync<RuleBroken>(() =>
            CarryAsync(
                house,
                Actor.CommandLine,
                ("leave", new[] { "actions/A1" }),
                ("changes", changes.List([Change("risks/R9", "Another", null), Change("stakeholders/cqc", null, new DateOnly(2027, 5, 1))]))
            )
        );
        Assert.Equal(["leave", "changes[0].item", "changes[1].due"], refused.Refusals.Select(r => r.Field));
    }

    [Theory, Databases]
    public async Task A_plan_that_goes_over_is_the_same_by_its_file(Engine engine)
    {
        var house = year[engine];
        var made = (await CarryAsync(house, Actor.CommandLine))!;
        var file = PlanFile.ToYaml(await PlanAsync(house, made));
        var read = PlanFile.Read(Encoding.UTF8.GetBytes(file), Shipped.Data);
        Assert.Empty(read.Errors);
        var again = await house.Writer.RunAsync(Actor.CommandLine, work => ImportPlan.RunAsync(work, read.Document!));
        Assert.Equal((0, 0, 0), (again.Added, again.Changed, again.Removed));
        Assert.Equal(file, PlanFile.ToYaml(await PlanAsync(house, made)));
    }

    static PlanDocument OnlyStrategy(PlanDocument plan)
    {
        var root = Shape.Of<PlanDocument>();
        var only = (PlanDocument)root.New();
        foreach (var name in (string[])["organisation", "strategy"])
            root[name].Set(only, root[name].Get(plan));
        return only;
    }

    /// <summary>The example plan file, on both engines.</summary>
    public sealed class Year : IAsyncLifetime
    {
        readonly Dictionary<Engine, House> houses = [];

        public House this[Engine engine] => houses[engine];

        public async ValueTask InitializeAsync()
        {
            var text = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "examples", "care-home.yaml"));
            foreach (var engine in Enum.GetValues<Engine>())
            {
                var house = houses[engine] = await House.NewAsync(engine);
                var plan = PlanFile.Read(text, Shipped.Data).Document!;
                await house.Writer.RunAsync(Actor.CommandLine, work => ImportPlan.RunAsync(work, plan));
            }
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var house in houses.Values)
                await house.DisposeAsync();
        }
    }
}
