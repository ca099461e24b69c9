using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Rules;

/// <summary>Where different ways of writing met and one of them ended wrong: each ends as somebody who knows the product would expect.</summary>
public sealed class RightEndsTests(Ground ground) : IClassFixture<Ground>
{
    static async Task<string> StrategyAsync(House house)
    {
        await using var db = house.At.Open();
        return await db.Strategies.OrderBy(s => s.Id).Select(s => s.Id).FirstAsync() is var id ? StrategyRow.OwnerOf(id) : "";
    }

    [Theory, Databases]
    public async Task Somebody_whom_the_plan_itself_names_is_not_taken_off_the_list(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var planner = house.Somebody(Role.Planner);
        await house.EditPlanAsync(planner, plan, values: ("owner", null));
        var third = await house.AddAsync(planner, plan, "staff", values: ("role", "Cook"));
        await house.EditPlanAsync(planner, plan, values: ("owner", third));

        var refused = await house.RefusesAsync<RuleBroken>(plan, () => house.RemoveAsync(planner, plan, "staff", third));

        Assert.Contains("the plan", refused.Message, StringComparison.Ordinal);
        await house.EditPlanAsync(planner, plan, values: ("owner", "st2"));
        await house.RemoveAsync(planner, plan, "staff", third);
    }

    [Theory, Databases]
    public async Task A_strategic_objective_that_a_plan_serves_stays_and_one_that_is_not_there_is_served_by_none(Engine engine)
    {
        var house = ground[engine];
        var owner = await StrategyAsync(house);
        var planner = house.Somebody(Role.Planner);
        var plan = await house.StartAsync(planner, "SO-1");
        var strategic = await house.AddAsync(house.First, owner, "strategy.objectives", values: ("title", "Safe at night"));

        // An objective that leads to nothing.
        var nothing = await house.RefusesAsync<RuleBroken>(
            plan,
            () => house.AddAsync(planner, plan, "objectives", values: [("title", "Fewer falls"), ("strategic", "SO-99")])
        );
        Assert.StartsWith("strategic", nothing.Field, StringComparison.Ordinal);
        var id = await house.AddAsync(planner, plan, "objectives", values: [("title", "Fewer falls"), ("strategic", strategic)]);

        var refused = await Assert.ThrowsAsync<RuleBroken>(() => house.RemoveAsync(house.First, owner, "strategy.objectives", strategic));
        Assert.Contains(id, refused.Message, StringComparison.Ordinal);
        Assert.Null((await house.RowAsync(owner, "strategy.objectives", strategic)).RemovedAt);
        var again = await house.ImportAsync(Actor.CommandLine, await house.ExportAsync(plan));
        Assert.Equal((0, 0, 0), (again.Added, again.Changed, again.Removed));

        await house.EditAsync(planner, plan, "objectives", id, values: ("strategic", null));
        await house.RemoveAsync(house.First, owner, "strategy.objectives", strategic);
        await house.RefusesAsync<RuleBroken>(
            plan,
            () => house.EditAsync(planner, plan, "objectives", id, values: ("strategic", strategic))
        );
    }

    /// <summary>A waiver may be about a post of the establishment, which has no id.</summary>
    [Theory, Databases]
    public async Task A_waiver_about_a_post_is_edited_on_its_own_form_and_its_plan_imported_again(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(more: "resources: {establishment: [{role: Night carer, needed_fte: 4, available_fte: 2}]}");
        var planner = house.Somebody(Role.Planner);
        var id = await house.AddAsync(
            planner,
            plan,
            "waivers",
            values: [("check", "PL057"), ("about", "Night carer"), ("reason", "We are looking"), ("expires", "2026-12-25")]
        );

        Assert.Equal(2, await house.EditAsync(planner, plan, "waivers", id, values: ("reason", "Two are starting in January")));

        await house.RefusesAsync<RuleBroken>(plan, () => house.EditAsync(planner, plan, "waivers", id, values: ("about", "Day carer")));
        var again = await house.ImportAsync(Actor.CommandLine, await house.ExportAsync(plan));
        Assert.Equal((0, 0, 0), (again.Added, again.Changed, again.Removed));
    }

    [Theory, Databases]
    public async Task On_PostgreSQL_too_a_removal_and_a_reference_to_the_removed_do_not_both_succeed(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var planner = house.Somebody(Role.Planner);
        var both = 0;
        for (var n = 0; n < 15; n++)
        {
            var id = await house.AddAsync(planner, plan, "evidence", values: ("title", "A photograph"));
            var outcomes = await Task.WhenAll(
                House.TriesAsync(() => house.RemoveAsync(planner, plan, "evidence", id, version: 1)),
                House.TriesAsync(() => house.AddAsync(planner, plan, "actions", values: [("title", "Look at it"), ("evidence", id)]))
            );
            both += outcomes.All(o => o) ? 1 : 0;
            Assert.Contains(true, outcomes);
        }
        Assert.Equal(0, both);
    }
}
