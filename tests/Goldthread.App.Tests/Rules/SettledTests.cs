using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;

namespace Goldthread.App.Tests.Rules;

/// <summary>What stands once it is said: no way in changes it, and nothing takes it away.</summary>
public sealed class SettledTests(Ground ground) : IClassFixture<Ground>
{
    static async Task<string?> ToldAsync(House house, string plan, string list, string id, string move, params (string, object?)[] answers)
    {
        var kind = MoveKind.Find(Thing.Find(list), move)!;
        var made = await house.Writer.RunAsync(
            Actor.CommandLine,
            work => MakeMove.RunAsync(work, plan, kind, id, House.Values(kind.Shape, answers))
        );
        return made.Outcome;
    }

    [Theory, Databases]
    public async Task A_prediction_stands_whoever_comes_by_whatever_way(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(more: "pdsa: [{id: PD1, change_idea: A lamp, measures: [M1]}, {id: PD2, change_idea: A mat}]");
        var planner = house.Somebody(Role.Planner, Role.Approver);
        Assert.Equal(
            "do",
            (await house.RefusesAsync<RuleBroken>(plan, () => house.EditAsync(planner, plan, "pdsa", "PD1", values: ("do", "Lit")))).Field
        );
        await house.MoveAsync(planner, plan, "pdsa", "PD1", "predict", ("prediction", "Two falls fewer"), ("data_plan", "Falls a month"));
        var before = await house.ExportAsync(plan);

        foreach (var who in (Actor[])[planner, Actor.CommandLine])
        {
            await house.RefusesAsync<RuleBroken>(plan, () => house.EditAsync(who, plan, "pdsa", "PD1", values: ("prediction", "None")));
            Assert.Contains(
                "start another cycle",
                (await house.RefusesAsync<RuleBroken>(plan, () => house.RemoveAsync(who, plan, "pdsa", "PD1"))).Message,
                StringComparison.Ordinal
            );
            var other = await house.ImportAsync(who, before.Replace("Two falls fewer", "One fall fewer", StringComparison.Ordinal));
            Assert.Equal((0, "pdsa[0]"), (other.Changed, Assert.Single(other.Left)));
            // A file that does not know of it takes it away as little; what is not predicted goes.
            var start = before.IndexOf("pdsa:", StringComparison.Ordinal);
            var gone = await house.ImportAsync(who, before[..start] + "pdsa: []\n");
            Assert.Equal("pdsa[0]", Assert.Single(gone.Left));
            Assert.Equal("Two falls fewer", Assert.Single((await house.DocumentAsync(plan)).Pdsa).Prediction);
            await house.ImportAsync(who, before);
        }
        await house.MoveAsync(planner, plan, "pdsa", "PD1", "begin");
        await house.RefusesAsync<OutOfTurn>(plan, () => house.MoveAsync(planner, plan, "pdsa", "PD1", "predict", ("prediction", "None")));
        Assert.Equal(0, (await house.ImportAsync(Actor.CommandLine, await house.ExportAsync(plan))).Changed);

        // Until a figure comes from after its begin, the study is taken and says so.
        Assert.Contains(
            "no figure shows yet",
            await ToldAsync(house, plan, "pdsa", "PD1", "study", ("study", "The corridor is lit")),
            StringComparison.Ordinal
        );
        await house.FigureAsync(planner, plan, "M1", figures: ("2026-12-01", 4));
        Assert.Null(await ToldAsync(house, plan, "pdsa", "PD1", "study", ("study", "Two falls fewer")));
        await house.MoveAsync(planner, plan, "pdsa", "PD1", "act", ("act", "adopt"), ("next", "PD2"));
        var cycle = (await house.DocumentAsync(plan)).Pdsa[0];
        Assert.Equal(("Two falls fewer", "PD2"), (cycle.Study, cycle.Next));
        await using var db = house.At.Open();
        Assert.Empty((await Recorded.VerifyAsync(db)).Faults);
    }
}
