using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

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

    [Theory, Databases]
    public async Task Limits_are_counted_anew_by_two_people_and_no_file_stands_for_the_second(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(PlanStatus.Live);
        var both = house.Somebody(Role.Planner, Role.Approver);
        async Task<string> SaysAsync()
        {
            await using var db = house.At.Open();
            return await db.Series.Where(s => s.Plan == plan && s.Measure == "M1").Select(s => s.Sentence).SingleAsync();
        }
        var before = await SaysAsync();
        await house.MoveAsync(both, plan, "measures", "M1", "rebase", ("on", "2026-08-01"), ("reason", "Night rounds began"));
        Assert.Equal(before, await SaysAsync());
        Assert.Contains(
            "You asked for this",
            (await house.RefusesAsync<Forbidden>(plan, () => house.MoveAsync(both, plan, "measures", "M1", "agree-rebase"))).Message,
            StringComparison.Ordinal
        );
        await house.RefusesAsync<Forbidden>(
            plan,
            () => house.MoveAsync(both, plan, "measures", "M1", "refuse-rebase", ("reason", "Too soon"))
        );
        // Neither a file nor a call of who asked says that it is agreed, or that nobody asked.
        var file = await house.ExportAsync(plan);
        foreach (
            var other in (string[])
                [
                    file.Replace("reason: Night rounds began", "reason: Night rounds began, agreed: 2026-11-25", StringComparison.Ordinal),
                    file.Replace("reason: Night rounds began", "reason: Floors are new", StringComparison.Ordinal),
                ]
        )
        {
            Assert.NotEqual(file, other);
            var brought = await house.ImportAsync(both, other, "Because");
            Assert.Equal("measures[0]", Assert.Single(brought.Left));
        }
        Assert.True((await house.DocumentAsync(plan)).Measures[0].AskedRebase is { Reason: "Night rounds began" });

        await house.MoveAsync(house.Somebody(Role.Approver), plan, "measures", "M1", "agree-rebase");

        Assert.NotEqual(before, await SaysAsync());
        Assert.Equal(0, (await house.ImportAsync(Actor.CommandLine, await house.ExportAsync(plan))).Changed);
        await house.RefusesAsync<RuleBroken>(
            plan,
            () => house.AddAsync(both, plan, "measures", values: [("name", "Bells"), ("rebase", Since("2026-06-01"))])
        );

        static Rebase[] Since(string day) => [(Rebase)Shape.Of<Rebase>().FromJson($$"""{"on":"{{day}}"}""")];
    }
}
