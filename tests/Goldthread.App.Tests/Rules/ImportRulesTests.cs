using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
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
                .Replace("risks: [{id: RK1, event: the night staff leave}]", "risks: []", StringComparison.Ordinal)
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

        // A list that the file leaves out stays; one that it has empty goes.
        await house.ImportAsync(planner, file + "partners: []\n");
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

    [Theory, Databases]
    public async Task A_key_that_a_file_leaves_out_changes_nothing_and_one_that_is_empty_does(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(more: "resources: {budget: {approved_total: 900, lines: [{id: B1, title: Mats, planned: 900}]}}");
        var before = await house.ExportAsync(plan);
        var planner = house.Somebody(Role.Planner);
        var head =
            $"goldthread: 1\narea: {{name: Rowan House}}\nplan: {{id: {plan}, title: Safer nights, starts: 2026-04-01, ends: 2027-03-31}}\n";

        var result = await house.ImportAsync(planner, head + "resources: {}\n");
        Assert.Equal((0, 0, 0), (result.Added, result.Changed, result.Removed));
        Assert.Equal(before, await house.ExportAsync(plan));

        await house.ImportAsync(planner, head + "feedback: []\n");
        var now = await house.DocumentAsync(plan);
        Assert.Empty(now.Feedback);
        Assert.Equal(
            (2, 24, "st2", 900),
            (now.Actions.Count, now.Measures[0].Readings.Count, now.Plan!.Owner, now.Resources!.Budget!.ApprovedTotal)
        );
    }

    /// <summary>The actions that the file leaves out still serve the objective that it takes away.</summary>
    [Theory, Databases]
    public async Task A_file_takes_nothing_away_that_what_it_leaves_out_still_names(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var head =
            $"goldthread: 1\narea: {{name: Rowan House}}\nplan: {{id: {plan}, title: Safer nights, starts: 2026-04-01, ends: 2027-03-31}}\n";
        var refused = await house.RefusesAsync<RuleBroken>(
            plan,
            () =>
                house.ImportAsync(
                    house.Somebody(Role.Planner),
                    head + "objectives: [{id: O2, title: Nobody waits over ten minutes at night}]\n"
                )
        );
        Assert.Contains("actions[0].objective", refused.Refusals.Select(r => r.Field));
    }

    [Theory, Databases]
    public async Task Where_a_plan_stands_is_an_approvers_to_say(Engine engine)
    {
        var house = ground[engine];
        var planner = house.Somebody(Role.Planner);
        var result = await house.ImportAsync(planner, House.FileOf("LIVE-1", PlanStatus.Live));
        Assert.Equal(["plan.status"], result.Left);
        Assert.Equal("draft", (await house.PlanRowAsync("LIVE-1")).Status);
        Assert.Null((await house.DocumentAsync("LIVE-1")).Plan!.ApprovedOn);
        // Nor does the same file make it live the second time.
        Assert.Equal(["plan.status"], (await house.ImportAsync(planner, House.FileOf("LIVE-1", PlanStatus.Live))).Left);
        Assert.Equal("draft", (await house.PlanRowAsync("LIVE-1")).Status);
        // And a live plan is no draft again.
        var live = await house.PlanAsync(PlanStatus.Live);
        Assert.Equal(["plan.status"], (await house.ImportAsync(planner, House.FileOf(live, PlanStatus.Draft))).Left);
        Assert.Equal("live", (await house.PlanRowAsync(live)).Status);

        Assert.Empty((await house.ImportAsync(house.Somebody(Role.Planner, Role.Approver), House.FileOf("LIVE-2", PlanStatus.Live))).Left);
        Assert.Equal("live", (await house.PlanRowAsync("LIVE-2")).Status);
    }

    [Theory, Databases]
    public async Task The_strategy_and_what_the_area_is_are_left_to_who_writes_them(Engine engine)
    {
        var house = ground[engine];
        const string strategy = "strategy: {objectives: [{id: SO1, title: Safer homes}]}";
        var file = House
            .FileOf("ST-1", more: strategy)
            .Replace("title: Falls at", "strategic: [SO1], title: Falls at", StringComparison.Ordinal);
        await house.ImportAsync(house.Above(Role.Planner), file);
        var stands = await house.ExportAsync("ST-1");
        var other = file.Replace("Safer homes", "Cheaper homes", StringComparison.Ordinal)
            .Replace("name: Rowan House,", "name: Rowan House, kind: team, regulators: [ofsted],", StringComparison.Ordinal);

        var result = await house.ImportAsync(house.Somebody(Role.Planner), other);
        Assert.Equal(["area", "strategy"], result.Left.Order(StringComparer.Ordinal));
        Assert.Equal(stands, await house.ExportAsync("ST-1"));
        // A plan of their own follows the organisation's strategy; what that does not have cannot be named.
        var refused = await Assert.ThrowsAsync<RuleBroken>(() =>
            house.ImportAsync(
                house.Somebody(Role.Planner),
                other.Replace("ST-1", "ST-2", StringComparison.Ordinal).Replace("SO1", "SO9", StringComparison.Ordinal)
            )
        );
        Assert.Equal("objectives[0].strategic", refused.Field);

        Assert.Empty((await house.ImportAsync(house.Above(Role.Planner), other)).Left);
        Assert.Equal("Cheaper homes", (await house.DocumentAsync("ST-1")).Strategy!.Objectives[0].Title);
    }

    [Theory, Databases]
    public async Task Who_agreed_to_a_waiver_or_to_a_change_is_not_a_planners_to_say(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(PlanStatus.Live);
        const string agreed =
            "waivers: [{check: PL001, about: O1, reason: Next year, by: RM, on: 2026-11-01, expires: 2027-01-31}]\n"
            + "adaptations: [{id: AD1, on: 2026-11-01, about: O1, field: due, reason: Late, approver: RM, re_approved: 2026-11-02}]";
        var planner = house.Somebody(Role.Planner);
        var result = await house.ImportAsync(planner, House.FileOf(plan, PlanStatus.Live, agreed));
        Assert.Equal(["waivers[0]", "adaptations[0]"], result.Left);
        var now = await house.DocumentAsync(plan);
        Assert.Equal((null, null), (now.Waivers[0].By, now.Waivers[0].On));
        Assert.Equal((null, null), (now.Adaptations[0].Approver, now.Adaptations[0].ReApproved));

        Assert.Empty(
            (await house.ImportAsync(house.Somebody(Role.Planner, Role.Approver), House.FileOf(plan, PlanStatus.Live, agreed))).Left
        );
        now = await house.DocumentAsync(plan);
        Assert.Equal("RM", now.Waivers[0].By);
        Assert.Equal("RM", now.Adaptations[0].Approver);
        // What an approver agreed to is not asked for again.
        Assert.Empty((await house.ImportAsync(planner, House.FileOf(plan, PlanStatus.Live, agreed))).Left);
    }

    [Theory, Databases]
    public async Task A_live_plan_is_changed_by_a_file_as_by_a_form_with_a_reason_and_an_adaptation(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(PlanStatus.Live);
        var planner = house.Somebody(Role.Planner);
        var later = House
            .FileOf(plan, PlanStatus.Live)
            .Replace(
                "drop from 6 to 3 a month, owner: st2, due: 2027-03-31",
                "drop from 6 to 3 a month, owner: st2, due: 2027-02-28",
                StringComparison.Ordinal
            );
        var owed = await house.RefusesAsync<RuleBroken>(plan, () => house.ImportAsync(planner, later));
        Assert.Equal("reason", owed.Field);
        await house.RefusesAsync<RuleBroken>(plan, () => house.ImportAsync(planner, later, reason: "  "));

        await house.ImportAsync(planner, later, reason: "The mats came early");
        var told = Assert.Single((await house.DocumentAsync(plan)).Adaptations);
        Assert.Equal(
            ("O1", AdaptedField.Due, "2027-03-31", "2027-02-28", "The mats came early", null),
            (told.About, told.Field, told.From, told.To, told.Reason, told.Approver)
        );
        // The file does not know of it; it stays told, once.
        await house.ImportAsync(planner, later + "\nadaptations: []\n");
        Assert.Equal(told.Id, Assert.Single((await house.DocumentAsync(plan)).Adaptations).Id);
    }

    [Theory, Databases]
    public async Task A_new_id_is_fit_for_an_address(Engine engine)
    {
        var house = ground[engine];
        var planner = house.Somebody(Role.Planner);
        foreach (var id in (string[])["installation", "Strategy", "add", "'.x'", "a b", "a/b", "été", new string('x', 41), "x.yaml"])
        {
            var refused = await Assert.ThrowsAsync<RuleBroken>(() => house.ImportAsync(planner, House.FileOf(id)));
            Assert.Equal("plan.id", refused.Field);
        }
        var plan = (await house.ImportAsync(planner, House.FileOf(new string('x', 40)))).Id;
        foreach (var id in (string[])["add", "edit", "'.x'", "a b", "a/b", "'a\"b'", new string('x', 41)])
        {
            var file = House.FileOf(plan).Replace("id: E1", $"id: {id}", StringComparison.Ordinal);
            var refused = await house.RefusesAsync<RuleBroken>(plan, () => house.ImportAsync(planner, file));
            Assert.Equal("evidence[0].id", refused.Field);
        }
    }
}
