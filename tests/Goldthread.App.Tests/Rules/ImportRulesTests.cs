using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Rules;

/// <summary>Who brings a plan file in, and what that leaves.</summary>
public sealed class ImportRulesTests(Ground ground) : IClassFixture<Ground>
{
    [Theory, Databases]
    public async Task A_planner_of_the_area_imports_there_and_nobody_else_does(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var changed = House.FileOf(plan).Replace("Safer nights", "Safer evenings", StringComparison.Ordinal);
        foreach (var role in Enum.GetValues<Role>().Where(r => r is not Role.Planner and not Role.Administrator))
        {
            await house.RefusesAsync<Forbidden>(plan, () => house.ImportAsync(house.Somebody(role), changed));
            await Assert.ThrowsAsync<Forbidden>(() => house.ImportAsync(house.Somebody(role), House.FileOf("N-1")));
        }
        await Assert.ThrowsAsync<Forbidden>(() => house.ImportAsync(house.Somebody(Role.Administrator), House.FileOf("N-1")));
        await Assert.ThrowsAsync<Forbidden>(() => house.ImportAsync(house.Neighbour(Role.Planner), House.FileOf("N-1")));
        // A plan that is not there for them is neither told of nor changed.
        var hidden = await house.RefusesAsync<RuleBroken>(plan, () => house.ImportAsync(house.Neighbour(Role.Planner), changed));
        Assert.Equal("plan.id", hidden.Field);
        // Nor is one brought over into one's own area.
        await house.RefusesAsync<RuleBroken>(
            plan,
            () => house.ImportAsync(house.Neighbour(Role.Planner), changed.Replace("Rowan House", "Elm House", StringComparison.Ordinal))
        );

        var planner = house.Somebody(Role.Planner);
        await house.ImportAsync(planner, changed);
        Assert.Equal("Safer evenings", (await house.PlanRowAsync(plan)).Title);
        Assert.Equal("N-2", (await house.ImportAsync(planner, House.FileOf("N-2"))).Id);
        Assert.Contains(await house.LinesAsync("N-2"), l => l.Operation == "ImportPlan" && l.PersonId == planner.PersonId);
    }

    [Theory, Databases]
    public async Task Each_item_that_an_import_adds_changes_removes_or_brings_back_is_told_and_has_its_version(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var planner = house.Somebody(Role.Planner);
        var (lines, revision) = ((await house.LinesAsync(plan)).Count, (await house.PlanRowAsync(plan)).Revision);
        var file = await house.ExportAsync(plan);

        var without = house.ImportAsync(
            planner,
            House
                .FileOf(plan, more: "partners: [{id: PT1, name: Rowan surgery}]")
                .Replace("risks: [{id: RK1, event: the night staff leave}]", "", StringComparison.Ordinal)
                .Replace("Write the rota", "Write the new rota", StringComparison.Ordinal)
        );
        var result = await without;
        Assert.Equal((1, 1, 1), (result.Added, result.Changed, result.Removed));
        Assert.Equal(
            [("AddItem", "partners", "PT1"), ("EditItem", "actions", "A2"), ("RemoveItem", "risks", "RK1")],
            (await house.LinesAsync(plan, lines))
                .Where(l => l.Operation.EndsWith("Item", StringComparison.Ordinal))
                .Select(l => (l.Operation, l.List!, l.Item!))
                .OrderBy(l => l.Operation, StringComparer.Ordinal)
        );
        Assert.All(await house.LinesAsync(plan, lines), l => Assert.Equal(planner.PersonId, l.PersonId));
        Assert.Equal(
            (1, 2, 2),
            (
                (await house.RowAsync(plan, "partners", "PT1")).Version,
                (await house.RowAsync(plan, "actions", "A2")).Version,
                (await house.RowAsync(plan, "risks", "RK1")).Version
            )
        );
        Assert.True((await house.PlanRowAsync(plan)).Revision > revision);
        // Somebody who read the rota before does not overwrite the new one.
        await house.RefusesAsync<StaleEdit>(
            plan,
            () => house.EditAsync(planner, plan, "actions", "A2", version: 1, values: ("title", "Write the old rota"))
        );

        await house.ImportAsync(planner, file);
        Assert.Equal(
            (3, null),
            ((await house.RowAsync(plan, "risks", "RK1")).Version, (await house.RowAsync(plan, "risks", "RK1")).RemovedAt)
        );
        Assert.Equal(file, await house.ExportAsync(plan));
        var before = await house.LeftAsync(plan);
        await house.ImportAsync(planner, file);
        Assert.Equal(before, await house.LeftAsync(plan));
    }

    [Theory, Databases]
    public async Task What_could_identify_somebody_is_imported_by_nobody_and_a_removed_plan_by_its_id_neither(Engine engine)
    {
        var house = ground[engine];
        var planner = house.Somebody(Role.Planner);
        var file = House.FileOf("ID-1").Replace("the night staff leave", "NHS number 999 000 0018 falls", StringComparison.Ordinal);
        await Assert.ThrowsAsync<RuleBroken>(() => house.ImportAsync(planner, file));
        await Assert.ThrowsAsync<RuleBroken>(() => house.ImportAsync(Actor.CommandLine, file));
        await using var db = house.At.Open();
        Assert.False(await db.Plans.AnyAsync(p => p.Id == "ID-1", TestContext.Current.CancellationToken));
        Assert.Equal(
            "plan.id",
            (await Assert.ThrowsAsync<RuleBroken>(() => house.ImportAsync(planner, House.FileOf("'strategy:7'")))).Field
        );
        var gone = await house.PlanAsync();
        await house.At.ExecuteAsync($"UPDATE plans SET removed_at = 1 WHERE id = '{gone}'");
        var removed = await house.RefusesAsync<RuleBroken>(gone, () => house.ImportAsync(planner, House.FileOf(gone)));
        Assert.Equal("plan.id", removed.Field);
    }

    [Theory, Databases]
    public async Task Figures_of_a_file_are_the_measures_figures_and_it_is_judged_by_them(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var lines = (await house.LinesAsync(plan)).Count;
        var first = await house.SeriesAsync(plan);
        await house.ImportAsync(
            house.Somebody(Role.Planner),
            House.FileOf(plan).Replace("{on: 2026-10-01, value: 7}", "{on: 2026-10-01, value: 30}", StringComparison.Ordinal)
        );
        var now = await house.SeriesAsync(plan);
        Assert.Equal((24, 30, first.Version + 1), (now.Count, now.Latest, now.Version));
        Assert.NotEqual(first.Variation, now.Variation);
        Assert.Single((await house.LinesAsync(plan, lines)), l => l.Operation == "RecordReadings" && l.Item == "M1");
        await using var db = house.At.Open();
        await Monitor.Measured.AssertPackedAsync(db);
    }
}
