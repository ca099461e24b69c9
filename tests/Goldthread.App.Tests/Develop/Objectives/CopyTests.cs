using Goldthread.App.Tests.Rules;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Testing;

namespace Goldthread.App.Tests.Develop.Objectives;

/// <summary>A copy of an objective has what hangs on it, as it was planned, and nothing of what has happened.</summary>
public sealed class CopyTests(Ground ground) : IClassFixture<Ground>
{
    const string Things = """
        pdsa: [{id: C1, objective: O1, change_idea: A lamp in the corridor}]
        resources:
          budget: {lines: [{id: B1, title: Lamps, objective: O1, planned: 300, forecast: 340, spent: 120}, {id: B2, title: Paint, objective: O2, planned: 5}]}
          equipment: [{title: Sensor mat, objective: O1, cost: 90}]
        """;

    [Theory, Databases]
    public async Task What_hangs_on_it_comes_along_as_it_was_planned(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(more: Things);
        var planner = house.Somebody(Role.Planner);
        await house.EditAsync(
            planner,
            plan,
            "risks",
            "RK1",
            values: [("objectives", "O1"), ("owner", "st1"), ("category", "workforce"), ("next_review", "2026-12-31")]
        );
        // The second is done after the first; one of another objective comes before both, one leads here beside its own.
        await house.EditAsync(planner, plan, "actions", "A1", values: [("after", "A2"), ("effort_hours", "4"), ("also", "O2")]);
        await house.EditAsync(planner, plan, "actions", "A2", values: [("after", null), ("also", "O1")]);
        var second = await house.AddAsync(
            planner,
            plan,
            "actions",
            values: [("title", "Write it down"), ("objective", "O1"), ("accountable", "st2"), ("after", "A1"), ("evidence", "E1")]
        );
        await house.MoveAsync(planner, plan, "actions", "A1", "progress", ("progress", "40"), ("note", "Two floors are done"));
        var was = await house.DocumentAsync(plan);

        await house.MoveAsync(
            planner,
            plan,
            "objectives",
            "O1",
            "copy",
            ("title", "Falls by day drop from 4 to 2 a month"),
            ("due", "2027-02-28")
        );

        var now = await house.DocumentAsync(plan);
        var copy = Assert.Single(now.Objectives, o => o.Id == "O3");
        Assert.Equal(("Falls by day drop from 4 to 2 a month", new DateOnly(2027, 2, 28), "st2"), (copy.Title, copy.Due, copy.Owner));
        // Nothing that was there is changed.
        Assert.Equal(was.Actions.Count + 2, now.Actions.Count);
        Assert.Equal(new DateOnly(2027, 3, 31), now.Objectives.Single(o => o.Id == "O1").Due);
        var actions = now.Actions.Where(a => a.Objective == "O3").ToList();
        Assert.Equal(["Check each room for trip hazards", "Write it down"], actions.Select(a => a.Title));
        Assert.Equal(["A2", actions[0].Id], actions.SelectMany(a => a.After));
        Assert.Equal((4m, null, null), (actions[0].EffortHours, actions[0].Status, actions[0].Progress));
        Assert.All(actions, a => Assert.Equal((0, 0, 0), (a.Evidence.Count, a.Notes.Count, a.Also.Count)));
        Assert.Equal(["st2"], now.Actions.Single(a => a.Id == second && a.Objective == "O1").Accountable);
        var measure = Assert.Single(now.Measures, m => m.Objectives.SequenceEqual(["O3"]));
        Assert.Equal(("Falls a month", 12d, 0), (measure.Name, measure.Target?.Value, measure.Readings.Count));
        var risk = Assert.Single(now.Risks, r => r.Objectives.SequenceEqual(["O3"]));
        Assert.Equal(("the night staff leave", "st1"), (risk.Event, risk.Owner));
        var line = Assert.Single(now.Resources!.Budget!.Lines, l => l.Objective == "O3");
        Assert.Equal(("Lamps", 300m, null, null), (line.Title, line.Planned, line.Forecast, line.Spent));
        Assert.Equal((2, 1), (now.Resources.Equipment.Count, now.Resources.Equipment.Count(e => e.Objective == "O3")));
        // A try of an improvement is what happened.
        Assert.Single(now.Pdsa);
    }

    [Theory, Databases]
    public async Task A_copy_of_the_same_title_is_refused_and_after_approval_a_reason_is_owed(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(PlanStatus.Live);
        var planner = house.Somebody(Role.Planner);
        var same = await house.RefusesAsync<RuleBroken>(
            plan,
            () =>
                house.MoveAsync(
                    planner,
                    plan,
                    "objectives",
                    "O2",
                    "copy",
                    ("title", "nobody waits over ten minutes at night "),
                    ("reason", "New unit")
                )
        );
        Assert.Equal("title", Assert.Single(same.Refusals).Field);
        var bare = await house.RefusesAsync<RuleBroken>(
            plan,
            () => house.MoveAsync(planner, plan, "objectives", "O2", "copy", ("title", "Nobody waits by day"))
        );
        Assert.Equal("reason", Assert.Single(bare.Refusals).Field);

        await house.MoveAsync(planner, plan, "objectives", "O2", "copy", ("title", "Nobody waits by day"), ("reason", "New unit"));
        Assert.Equal("Nobody waits by day", (await house.DocumentAsync(plan)).Objectives.Single(o => o.Id == "O3").Title);
    }

    [Theory, Databases]
    public async Task What_whoever_copies_does_not_see_is_not_copied(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        await house.AddAsync(
            house.Somebody(Role.Planner),
            plan,
            "actions",
            values: [("title", "Speak with one of us"), ("objective", "O2"), ("accountable", "st1"), ("restricted", "true")]
        );
        await house.MoveAsync(house.Somebody(Role.Planner), plan, "objectives", "O2", "copy", ("title", "Nobody waits by day"));
        Assert.Equal("Write the rota", Assert.Single((await house.DocumentAsync(plan)).Actions, a => a.Objective == "O3").Title);
    }

    [Theory, Databases]
    public async Task What_of_the_objective_itself_is_hidden_from_whoever_copies_is_left_out(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var author = house.Somebody(Role.Planner);
        var unseen = await house.AddAsync(author, plan, "staff", values: [("role", "Somebody on leave"), ("restricted", "true")]);
        await house.EditAsync(author, plan, "objectives", "O2", values: ("owner", unseen));

        await house.MoveAsync(house.Somebody(Role.Planner), plan, "objectives", "O2", "copy", ("title", "Nobody waits by day"));

        var now = (await house.DocumentAsync(plan)).Objectives;
        Assert.Equal((unseen, null), (now.Single(o => o.Id == "O2").Owner, now.Single(o => o.Id == "O3").Owner));
    }
}
