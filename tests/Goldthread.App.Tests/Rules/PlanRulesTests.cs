using Goldthread.App.Develop.Findings;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Rules;

/// <summary>Who starts, changes, moves and approves a plan, in which state, and what that leaves; waivers and advice that is put away.</summary>
public sealed class PlanRulesTests(Ground ground) : IClassFixture<Ground>
{
    // --- start -------------------------------------------------------------------------------------------------------------------------------------

    [Theory, Databases]
    public async Task A_planner_of_the_area_starts_a_plan_there_and_nobody_else_does(Engine engine)
    {
        var house = ground[engine];
        foreach (var role in Enum.GetValues<Role>().Where(r => r is not Role.Planner and not Role.Administrator))
            await Assert.ThrowsAsync<Forbidden>(() => house.StartAsync(house.Somebody(role), "S-1"));
        await Assert.ThrowsAsync<Missing>(() => house.StartAsync(house.Neighbour(Role.Planner), "S-1"));
        await Assert.ThrowsAsync<Missing>(() => house.StartAsync(house.Somebody(Role.Administrator), "S-1"));
        await Assert.ThrowsAsync<Missing>(() => house.StartAsync(house.Above(Role.Planner), "S-1", area: 4711));
        var planner = house.Somebody(Role.Planner);

        Assert.Equal("S-1", await house.StartAsync(planner, "S-1"));

        var row = await house.PlanRowAsync("S-1");
        Assert.Equal(("draft", house.Area, 1), (row.Status, row.AreaId, row.Version));
        var line = (await house.LinesAsync("S-1"))[0];
        Assert.Equal(
            ("StartPlan", "plan", "S-1", planner.PersonId, planner.Name),
            (line.Operation, line.List, line.Item, line.PersonId, line.Actor)
        );
    }

    [Theory, Databases]
    public async Task An_id_is_free_short_and_plain(Engine engine)
    {
        var house = ground[engine];
        var planner = house.Somebody(Role.Planner);
        var taken = await house.PlanAsync();
        foreach (var id in (string[])["", "  ", taken, "a b", "a/b", "strategy:1", "é", new string('x', 61)])
            Assert.Equal("id", (await Assert.ThrowsAsync<RuleBroken>(() => house.StartAsync(planner, id))).Field);
        // One that somebody may not see is taken too.
        await house.ImportAsync(Actor.CommandLine, House.FileOf("ELM-1", area: "Elm House"));
        Assert.Equal("id", (await Assert.ThrowsAsync<RuleBroken>(() => house.StartAsync(planner, "ELM-1"))).Field);
        await house.StartAsync(planner, "Op-2026_b.1");
    }

    [Theory, Databases]
    public async Task A_plan_that_follows_another_of_its_area_takes_over_the_people(Engine engine)
    {
        var house = ground[engine];
        var ash = await house.Writer.AreaAsync(house.Area, "Ash House");
        await house.ImportAsync(Actor.CommandLine, House.FileOf("S-0", area: "Ash House"));
        await house.StartAsync(house.Somebody(Role.Planner), "S-2", ash);
        Assert.Equal(
            [("st1", "Night lead"), ("st2", "Deputy manager")],
            (await house.DocumentAsync("S-2")).Area!.Staff.Select(s => (s.Id, s.Role)).Order()
        );
        // It is whole: what it gives is taken again, and changes nothing.
        var again = await house.ImportAsync(Actor.CommandLine, await house.ExportAsync("S-2"));
        Assert.Equal((0, 0, 0), (again.Added, again.Changed, again.Removed));
    }

    // --- change ------------------------------------------------------------------------------------------------------------------------------------

    [Theory, Databases]
    public async Task A_planner_changes_what_a_plan_says_of_itself_in_the_version_they_saw(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        foreach (var role in Enum.GetValues<Role>().Where(r => r is not Role.Planner and not Role.Administrator))
            await house.RefusesAsync<Forbidden>(plan, () => house.EditPlanAsync(house.Somebody(role), plan, values: ("summary", "More")));
        await house.RefusesAsync<Missing>(
            plan,
            () => house.EditPlanAsync(house.Somebody(Role.Administrator), plan, values: ("summary", "More"))
        );
        var planner = house.Somebody(Role.Planner);
        var lines = (await house.LinesAsync(plan)).Count;

        Assert.Equal(2, await house.EditPlanAsync(planner, plan, version: 1, values: ("summary", "Nights are safer")));
        await house.RefusesAsync<StaleEdit>(plan, () => house.EditPlanAsync(planner, plan, version: 1, values: ("summary", "Other")));
        Assert.Equal(2, await house.EditPlanAsync(planner, plan, version: 1, values: ("summary", "Nights are safer")));

        var line = Assert.Single(await house.LinesAsync(plan, lines));
        Assert.Equal(
            ("EditPlan", """{"summary":[null,"Nights are safer"]}""", planner.PersonId),
            (line.Operation, line.Changes, line.PersonId)
        );
    }

    [Theory, Databases]
    public async Task Its_id_its_state_and_its_approval_are_set_by_no_form(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var planner = house.Somebody(Role.Planner);
        foreach (
            var (field, value) in ((string, string)[])
                [("id", "ANOTHER"), ("status", "approved"), ("approved_on", "2026-11-25"), ("approver", "RM")]
        )
            await house.RefusesAsync<RuleBroken>(plan, () => house.EditPlanAsync(planner, plan, values: (field, value)));
        await house.RefusesAsync<RuleBroken>(plan, () => house.EditPlanAsync(planner, plan, values: ("owner", "nobody")));
        await house.RefusesAsync<RuleBroken>(plan, () => house.EditPlanAsync(planner, plan, values: ("ends", "2026-01-01")));
        await house.RefusesAsync<RuleBroken>(plan, () => house.EditPlanAsync(planner, plan, values: ("title", " ")));
        await house.RefusesAsync<RuleBroken>(plan, () => house.EditPlanAsync(planner, plan, values: ("summary", "Ring 943 476 5919")));
    }

    [Theory, Databases]
    public async Task After_approval_the_title_the_dates_and_the_owner_owe_a_reason(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(PlanStatus.Live);
        var planner = house.Somebody(Role.Planner);
        foreach (
            var (field, value) in ((string, string)[])
                [("title", "Safer evenings"), ("starts", "2026-05-01"), ("ends", "2027-04-30"), ("owner", "st1")]
        )
        {
            foreach (var blank in (string?[])[null, "  "])
            {
                var asked = await house.RefusesAsync<RuleBroken>(
                    plan,
                    () => house.EditPlanAsync(planner, plan, blank, values: (field, value))
                );
                Assert.Equal("reason", asked.Field);
            }
        }
        await house.EditPlanAsync(planner, plan, "Two are ill", values: ("owner", "st1"));
        await house.EditPlanAsync(planner, plan, values: ("summary", "Nights are safer"));
    }

    // --- agree -------------------------------------------------------------------------------------------------------------------------------------

    static async Task<string?> WhyNotAsync(House house, Actor who, string plan)
    {
        await using var db = house.At.Open();
        return await Approval.WhyNotAsync(db, who, await db.Plans.Include(p => p.Area).SingleAsync(p => p.Id == plan));
    }

    [Theory, Databases]
    public async Task An_approver_of_the_area_agrees_who_neither_owns_nor_wrote_the_plan(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(PlanStatus.Consulted);
        foreach (var role in Enum.GetValues<Role>().Where(r => r is not Role.Approver))
            Assert.NotNull(await WhyNotAsync(house, house.Somebody(role), plan));
        Assert.NotNull(await WhyNotAsync(house, house.Neighbour(Role.Approver), plan));
        Assert.Null(await WhyNotAsync(house, house.Somebody(Role.Approver), plan));
        Assert.Null(await WhyNotAsync(house, house.Above(Role.Approver), plan));
        // st2 owns it, st1 does not.
        Assert.NotNull(await WhyNotAsync(house, house.Somebody("st2", Role.Approver), plan));
        Assert.Null(await WhyNotAsync(house, house.Somebody("st1", Role.Approver), plan));

        var starts = house.Somebody(Role.Planner, Role.Approver);
        await house.StartAsync(starts, "W-1");
        Assert.NotNull(await WhyNotAsync(house, starts, "W-1"));
        var imports = house.Somebody(Role.Planner, Role.Approver);
        await house.ImportAsync(imports, House.FileOf("W-2"));
        Assert.NotNull(await WhyNotAsync(house, imports, "W-2"));
        // Whoever wrote another plan is nobody's writer here.
        Assert.Null(await WhyNotAsync(house, starts, plan));
    }

    [Theory, Databases]
    public async Task Who_may_not_agree_approves_nothing_and_what_stands_holds_it_up(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(PlanStatus.Consulted);
        foreach (
            var who in (Actor[])
                [
                    house.Somebody(Role.Planner),
                    house.Somebody(Role.QualityLead),
                    house.Somebody("st2", Role.Approver),
                    house.Somebody(Role.Reader),
                ]
        )
            await house.RefusesAsync<Forbidden>(plan, () => house.MoveAsync(who, plan, "approve"));
        var refused = await house.RefusesAsync<RuleBroken>(plan, () => house.MoveAsync(house.Somebody(Role.Approver), plan, "approve"));
        Assert.Equal(
            (await FoundAsync(house, plan))
                .Where(f => f.Check.Severity is Severity.Error or Severity.Warning)
                .Select(Approval.FieldOf)
                .Take(100)
                .Order(StringComparer.Ordinal),
            refused.Refusals.Select(r => r.Field!).Order(StringComparer.Ordinal)
        );
    }

    [Theory, Databases]
    public async Task To_a_change_after_approval_somebody_else_agrees(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(PlanStatus.Live);
        var changes = house.Somebody(Role.Planner, Role.Approver);
        await house.EditAsync(changes, plan, "actions", "A1", "Two are ill", values: ("due", "2027-01-31"));
        await house.EditAsync(house.Somebody(Role.Planner), plan, "actions", "A2", "Two are ill", values: ("due", "2027-01-31"));
        foreach (
            var who in (Actor[])
                [
                    house.Somebody(Role.Planner),
                    house.Somebody(Role.QualityLead),
                    house.Somebody("st2", Role.Approver),
                    house.Somebody(Role.Reader),
                ]
        )
            await house.RefusesAsync<Forbidden>(plan, () => AgreeAsync(who));

        // One's own is left to somebody else.
        Assert.Equal(1, await AgreeAsync(changes));
        await house.RefusesAsync<RuleBroken>(plan, () => AgreeAsync(changes));
        var before = (await house.LinesAsync(plan)).Count;
        var revision = (await house.PlanRowAsync(plan)).Revision;
        var other = house.Somebody(Role.Approver);
        Assert.Equal(1, await AgreeAsync(other));
        await house.RefusesAsync<RuleBroken>(plan, () => AgreeAsync(other));

        Assert.Equal(
            [("A1", other.Name, House.Today), ("A2", changes.Name, House.Today)],
            (await house.DocumentAsync(plan)).Adaptations.Select(a => (a.About, a.Approver, a.ReApproved!.Value))
        );
        var line = Assert.Single(await house.LinesAsync(plan, before));
        Assert.Equal(("ApproveChange", "adaptations", other.PersonId), (line.Operation, line.List, line.PersonId));
        Assert.True((await house.PlanRowAsync(plan)).Revision > revision);

        Task<int> AgreeAsync(Actor who) => house.Writer.RunAsync(who, work => ApproveChanges.RunAsync(work, plan));
    }

    // --- let stand ---------------------------------------------------------------------------------------------------------------------------------

    static Task<bool> WaiveAsync(
        House house,
        Actor who,
        string plan,
        string? reason = "It is written in December",
        string? until = "2026-12-25",
        string check = "PL010",
        string about = "O2"
    ) =>
        house.Writer.RunAsync(
            who,
            work =>
                Waive.RunAsync(
                    work,
                    plan,
                    check,
                    "objectives",
                    about,
                    reason,
                    until is null ? null : DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture)
                )
        );

    [Theory, Databases]
    public async Task A_planner_asks_for_a_waiver_and_an_approver_agrees(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        foreach (
            var who in (Actor[])
                [
                    house.Somebody(Role.Reader),
                    house.Somebody(Role.Contributor),
                    house.Somebody(Role.QualityLead),
                    house.Somebody(Role.SafeguardingLead),
                    house.Somebody("st2", Role.Approver),
                ]
        )
            await house.RefusesAsync<Forbidden>(plan, () => WaiveAsync(house, who, plan));
        await house.RefusesAsync<Missing>(plan, () => WaiveAsync(house, house.Neighbour(Role.Approver), plan));
        var (planner, approver) = (house.Somebody(Role.Planner), house.Somebody(Role.Approver));
        var before = (await house.LinesAsync(plan)).Count;

        Assert.False(await WaiveAsync(house, planner, plan));
        var asked = Assert.Single((await house.DocumentAsync(plan)).Waivers);
        Assert.Equal((null, null, new DateOnly(2026, 12, 25)), (asked.By, asked.On, asked.Expires!.Value));
        var revision = (await house.PlanRowAsync(plan)).Revision;
        Assert.True(await WaiveAsync(house, approver, plan));
        var agreed = Assert.Single((await house.DocumentAsync(plan)).Waivers);
        Assert.Equal((approver.Name, House.Today), (agreed.By, agreed.On!.Value));
        Assert.True((await house.PlanRowAsync(plan)).Revision > revision);
        // What holds is not asked for again; who may agree changes the end.
        await house.RefusesAsync<RuleBroken>(plan, () => WaiveAsync(house, planner, plan));
        Assert.True(await WaiveAsync(house, approver, plan, until: "2027-01-25"));

        Assert.Equal(
            [("ProposeWaiver", planner.PersonId), ("GrantWaiver", approver.PersonId), ("GrantWaiver", approver.PersonId)],
            (await house.LinesAsync(plan, before)).Select(l => (l.Operation, l.PersonId))
        );
        Assert.Equal(3, (await house.RowAsync(plan, "waivers", "W1")).Version);
    }

    [Theory, Databases]
    public async Task A_waiver_has_a_reason_and_an_end_within_a_year_and_is_of_a_finding_that_is_there(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var approver = house.Somebody(Role.Approver);
        foreach (var reason in (string?[])[null, "", "   ", new string('r', 1001), "NHS number 999 000 0018 waits"])
            Assert.Equal(
                "reason",
                (await house.RefusesAsync<RuleBroken>(plan, () => WaiveAsync(house, approver, plan, reason: reason))).Field
            );
        foreach (var until in (string?[])[null, "2026-11-24", "2027-11-26"])
            Assert.Equal(
                "expires",
                (await house.RefusesAsync<RuleBroken>(plan, () => WaiveAsync(house, approver, plan, until: until))).Field
            );
        await house.RefusesAsync<Missing>(plan, () => WaiveAsync(house, approver, plan, about: "O9"));
        await house.RefusesAsync<Missing>(plan, () => WaiveAsync(house, approver, plan, check: "PL999"));
        var advice = (await FoundAsync(house, plan)).First(f => f.Check.Severity == Severity.Info);
        await house.RefusesAsync<RuleBroken>(
            plan,
            () =>
                house.Writer.RunAsync(
                    approver,
                    work => Waive.RunAsync(work, plan, advice.Check.Id, advice.List, advice.Key, "It may stand", new DateOnly(2026, 12, 25))
                )
        );
        Assert.True(await WaiveAsync(house, approver, plan, until: "2026-11-25"));
        Assert.True(await WaiveAsync(house, approver, plan, until: "2027-11-25"));
    }

    static async Task<IReadOnlyList<Finding>> FoundAsync(House house, string plan) =>
        PlanChecks.Run(await house.DocumentAsync(plan), House.Today, Shipped.Data);

    /// <summary>The form of the waiver, the API and a plan file write the same row: what an approver gave is not a planner's to stretch.</summary>
    [Theory, Databases]
    public async Task On_its_own_form_too_a_waiver_is_agreed_to_by_an_approver_alone(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var (planner, approver) = (house.Somebody(Role.Planner), house.Somebody(Role.Planner, Role.Approver));
        (string, object?)[] asked = [("check", "PL001"), ("about", "O1"), ("reason", "Because"), ("expires", "2026-12-25")];
        foreach (
            var more in ((string, object?)[][])
                [
                    [("by", "Somebody")],
                    [("on", "2026-11-25")],
                    [("by", "Somebody"), ("on", "2026-11-25")],
                ]
        )
            await house.RefusesAsync<RuleBroken>(plan, () => house.AddAsync(planner, plan, "waivers", values: [.. asked, .. more]));
        await house.RefusesAsync<RuleBroken>(
            plan,
            () => house.AddAsync(planner, plan, "waivers", values: [.. asked[..3], ("expires", "2027-11-26")])
        );

        var id = await house.AddAsync(planner, plan, "waivers", values: asked);
        await house.EditAsync(planner, plan, "waivers", id, values: ("reason", "Because of the winter"));
        await house.RefusesAsync<RuleBroken>(plan, () => house.EditAsync(planner, plan, "waivers", id, values: ("by", "Somebody")));
        await house.EditAsync(approver, plan, "waivers", id, values: [("by", "RM"), ("on", "2026-11-25")]);
        foreach (
            var (field, value) in ((string, string?)[])
                [("expires", "2027-06-01"), ("about", "O2"), ("check", "PL011"), ("reason", "Another"), ("by", null)]
        )
            await house.RefusesAsync<RuleBroken>(plan, () => house.EditAsync(planner, plan, "waivers", id, values: (field, value)));
        await house.RefusesAsync<RuleBroken>(
            plan,
            () => house.EditAsync(planner, plan, "waivers", id, values: [("by", null), ("on", null)])
        );
        await house.EditAsync(approver, plan, "waivers", id, values: ("expires", "2027-06-01"));
    }

    // --- put away ----------------------------------------------------------------------------------------------------------------------------------

    [Theory, Databases]
    public async Task A_planner_puts_advice_away_and_takes_it_back_and_nothing_but_advice(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var planner = house.Somebody(Role.Planner);
        var advice = (await FoundAsync(house, plan)).First(f => f.Check.Severity == Severity.Info);
        foreach (var role in Enum.GetValues<Role>().Where(r => r is not Role.Planner and not Role.Administrator))
            await house.RefusesAsync<Forbidden>(plan, () => PutAwayAsync(house.Somebody(role)));
        await house.RefusesAsync<RuleBroken>(plan, () => PutAwayAsync(planner, "PL010", "objectives/O2"));
        await house.RefusesAsync<Missing>(plan, () => PutAwayAsync(planner, "PL999"));
        var (lines, revision) = ((await house.LinesAsync(plan)).Count, (await house.PlanRowAsync(plan)).Revision);

        await PutAwayAsync(planner);
        await PutAwayAsync(planner);
        Assert.True((await house.PlanRowAsync(plan)).Revision > revision);
        revision = (await house.PlanRowAsync(plan)).Revision;
        await PutAwayAsync(planner, back: true);
        Assert.True((await house.PlanRowAsync(plan)).Revision > revision);

        var key = $"\"{advice.Check.Id} {advice.About}\"";
        Assert.Equal(
            [("PutAwayAdvice", $$"""{"advice":[null,{{key}}]}"""), ("TakeBackAdvice", $$"""{"advice":[{{key}},null]}""")],
            (await house.LinesAsync(plan, lines)).Select(l => (l.Operation, l.Changes))
        );

        Task PutAwayAsync(Actor who, string? check = null, string? about = null, bool back = false) =>
            house.Writer.RunAsync(
                who,
                work => PutAway.RunAsync(work, plan, check ?? advice.Check.Id, check is null ? advice.About : about, back)
            );
    }

    // --- figures -----------------------------------------------------------------------------------------------------------------------------------

    [Theory, Databases]
    public async Task A_figure_that_stood_is_changed_with_a_reason_once_the_plan_is_approved(Engine engine)
    {
        var house = ground[engine];
        var planner = house.Somebody(Role.Planner);
        var plan = await house.PlanAsync(PlanStatus.Live);
        foreach (var blank in (string?[])[null, "  "])
        {
            Assert.Equal(
                "reason",
                (await house.RefusesAsync<RuleBroken>(plan, () => house.FigureAsync(planner, plan, "M1", blank, ("2026-10-01", 3)))).Field
            );
            Assert.Equal(
                "reason",
                (
                    await house.RefusesAsync<RuleBroken>(plan, () => house.FigureAsync(planner, plan, "M1", blank, ("2026-10-01", null)))
                ).Field
            );
        }
        var before = (await house.LinesAsync(plan)).Count;
        // A new one and the very same one owe none.
        Assert.Equal(new(1, 0, 1), await house.FigureAsync(planner, plan, "M1", figures: [("2026-11-01", 5), ("2026-10-01", 7)]));
        Assert.Equal(new(0, 1, 0), await house.FigureAsync(planner, plan, "M1", "It was counted twice", ("2026-10-01", 3)));
        Assert.Equal(new(0, 0, 1), await house.FigureAsync(planner, plan, "M1", figures: ("2026-10-01", 3)));

        Assert.Equal(
            [
                ("RecordReadings", "M1", null, """{"2026-11-01":[null,{"on":"2026-11-01","value":5}]}"""),
                (
                    "RecordReadings",
                    "M1",
                    "It was counted twice",
                    """{"2026-10-01":[{"on":"2026-10-01","value":7},{"on":"2026-10-01","value":3}]}"""
                ),
            ],
            (await house.LinesAsync(plan, before)).Select(l => (l.Operation, l.Item, l.Reason, l.Changes))
        );
        await using var db = house.At.Open();
        await Monitor.Measured.AssertPackedAsync(db);
        // A draft asks for none.
        var draft = await house.PlanAsync();
        await house.FigureAsync(planner, draft, "M1", figures: ("2026-10-01", 3));
    }

    [Theory, Databases]
    public async Task A_figure_has_a_day_of_its_own_that_has_been(Engine engine)
    {
        var house = ground[engine];
        var planner = house.Somebody(Role.Planner);
        var plan = await house.PlanAsync();
        await house.RefusesAsync<RuleBroken>(
            plan,
            () => house.FigureAsync(planner, plan, "M1", figures: [("2026-11-01", 3), ("2026-11-01", 4)])
        );
        await house.RefusesAsync<RuleBroken>(plan, () => house.FigureAsync(planner, plan, "M1", figures: ("2027-11-26", 3)));
        await house.RefusesAsync<Missing>(plan, () => house.FigureAsync(planner, plan, "M9", figures: ("2026-11-01", 3)));
    }
}
