using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Rules;

/// <summary>What writing an item asks and leaves: the reason, the version, the line of the record, and what is counted anew.</summary>
public sealed class WritingTests(Ground ground) : IClassFixture<Ground>
{
    // --- the reason --------------------------------------------------------------------------------------------------------------------------------

    /// <summary>The fields whose change after approval owes a reason. A field that joins or leaves them is a decision, not an accident.</summary>
    [Fact]
    public void These_fields_owe_a_reason_once_the_plan_is_approved() =>
        Assert.Equal(
            [
                "plan: title, starts, ends, owner",
                "objectives: title, scope, owner, due",
                "measures: target, targets, trajectory, owner, chart",
                "actions: title, accountable, starts, due, cost",
                "budget: planned",
                "risks: owner",
            ],
            Thing
                .All.Select(t => (t.List, t.Shape))
                .Prepend(("plan", Shape.Of<Plan>()))
                .Select(t => (Name: t.Item1.Split('.')[^1], Fields: t.Item2.Fields.Where(f => f.AsksWhy).Select(f => f.Name).ToArray()))
                .Where(t => t.Fields.Length > 0)
                .Select(t => $"{t.Name}: {string.Join(", ", t.Fields)}")
        );

    [Theory, Databases(PlanStatus.Approved, PlanStatus.Live)]
    public async Task After_approval_an_objective_is_added_and_anything_removed_with_a_reason(Engine engine, PlanStatus status)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(status);
        var planner = house.Somebody(Role.Planner);
        foreach (var blank in (string?[])[null, "", "   ", " \t\n "])
        {
            var asked = await house.RefusesAsync<RuleBroken>(
                plan,
                () => house.AddAsync(planner, plan, "objectives", blank, ("title", "Everybody is asked"))
            );
            Assert.Equal("reason", asked.Field);
            foreach (var (list, id) in ((string, string)[])[("risks", "RK1"), ("actions", "A2"), ("feedback", "F1")])
            {
                asked = await house.RefusesAsync<RuleBroken>(plan, () => house.RemoveAsync(planner, plan, list, id, blank));
                Assert.Equal("reason", asked.Field);
            }
        }
        await house.AddAsync(planner, plan, "objectives", "The inspection asked for it", ("title", "Everybody is asked"));
        await house.RemoveAsync(planner, plan, "risks", "RK1", "It has passed");
        // What is no objective is added as it happens, and what is brought back was explained when it went.
        await house.AddAsync(planner, plan, "actions", values: ("title", "Ask everybody"));
        await house.RestoreAsync(planner, plan, "risks", "RK1");
    }

    public static TheoryData<string, string, string, string> Owing =>
        new()
        {
            { "objectives", "O1", "title", "Falls at night drop to 2 a month" },
            { "objectives", "O1", "owner", "st1" },
            { "objectives", "O1", "due", "2027-02-28" },
            { "measures", "M1", "owner", "st2" },
            { "actions", "A1", "title", "Check each room and the stairs" },
            { "actions", "A1", "accountable", "st2" },
            { "actions", "A1", "starts", "2026-12-01" },
            { "actions", "A1", "due", "2027-01-31" },
            { "actions", "A1", "cost", "120" },
        };

    [Theory, MemberData(nameof(Owing))]
    public async Task Such_a_field_is_changed_with_a_reason_and_another_without(string list, string id, string field, string value)
    {
        foreach (var house in ((Engine[])[Engine.Sqlite, Engine.Postgres]).Select(e => ground[e]))
        {
            var planner = house.Somebody(Role.Planner);
            var live = await house.PlanAsync(PlanStatus.Live);
            foreach (var blank in (string?[])[null, "   "])
            {
                var asked = await house.RefusesAsync<RuleBroken>(
                    live,
                    () => house.EditAsync(planner, live, list, id, blank, values: (field, value))
                );
                Assert.Equal("reason", asked.Field);
            }
            await house.EditAsync(planner, live, list, id, "The inspection asked for it", values: (field, value));
            foreach (var status in (PlanStatus[])[PlanStatus.Draft, PlanStatus.Consulted])
            {
                var plan = await house.PlanAsync(status);
                await house.EditAsync(planner, plan, list, id, values: (field, value));
            }
        }
    }

    [Theory, Databases]
    public async Task A_reason_is_plain_and_short_and_other_fields_owe_none(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(PlanStatus.Live);
        var planner = house.Somebody(Role.Planner);
        foreach (var wrong in (string[])["NHS number 999 000 0018 asked", "Born 3 May 1941", new string('r', 1001)])
        {
            var refused = await house.RefusesAsync<RuleBroken>(
                plan,
                () => house.EditAsync(planner, plan, "actions", "A1", wrong, values: ("due", "2027-01-31"))
            );
            Assert.Equal("reason", refused.Field);
        }
        Assert.Equal(2, await house.EditAsync(planner, plan, "actions", "A1", new string('r', 1000), values: ("due", "2027-01-31")));
        Assert.Equal(3, await house.EditAsync(planner, plan, "actions", "A1", values: [("informed", "S1"), ("effort_hours", "3")]));
        Assert.Equal(2, await house.EditAsync(planner, plan, "risks", "RK1", values: ("event", "the day staff leave")));
    }

    // --- the version -------------------------------------------------------------------------------------------------------------------------------

    [Theory, Databases]
    public async Task Each_write_is_a_new_version_and_an_old_one_overwrites_nothing(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var planner = house.Somebody(Role.Planner);
        Assert.Equal(2, await house.EditAsync(planner, plan, "risks", "RK1", version: 1, values: ("event", "one")));
        Assert.Equal(3, await house.EditAsync(planner, plan, "risks", "RK1", version: 2, values: ("event", "two")));

        foreach (var old in (int[])[0, 1, 2, 4])
        {
            var stale = await house.RefusesAsync<StaleEdit>(
                plan,
                () => house.EditAsync(house.Above(Role.Planner), plan, "risks", "RK1", version: old, values: ("event", "three"))
            );
            Assert.Equal((3, planner.Name), (stale.Version, stale.Who));
            Assert.Equal("two", ((Risk)stale.Now).Event);
            await house.RefusesAsync<StaleEdit>(plan, () => house.RemoveAsync(planner, plan, "risks", "RK1", version: old));
        }

        await house.RemoveAsync(planner, plan, "risks", "RK1", version: 3);
        Assert.Equal(4, (await house.RowAsync(plan, "risks", "RK1")).Version);
        await house.RestoreAsync(planner, plan, "risks", "RK1");
        Assert.Equal(5, (await house.RowAsync(plan, "risks", "RK1")).Version);
        // What was seen before it went is old.
        await house.RefusesAsync<StaleEdit>(
            plan,
            () => house.EditAsync(planner, plan, "risks", "RK1", version: 3, values: ("event", "three"))
        );
    }

    [Theory, Databases]
    public async Task What_changes_nothing_writes_nothing_whatever_its_version_unless_asked_to_be_strict(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var planner = house.Somebody(Role.Planner);
        await house.EditAsync(planner, plan, "risks", "RK1", values: ("event", "one"));
        var before = await house.LeftAsync(plan);

        Assert.Equal(2, await house.EditAsync(planner, plan, "risks", "RK1", version: 1, values: ("event", "one")));
        Assert.Equal(2, await house.EditAsync(planner, plan, "risks", "RK1", version: 2, strict: true, values: ("event", "one")));
        await Assert.ThrowsAsync<StaleEdit>(() =>
            house.EditAsync(planner, plan, "risks", "RK1", version: 1, strict: true, values: ("event", "one"))
        );

        Assert.Equal(before, await house.LeftAsync(plan));
    }

    [Theory, Databases]
    public async Task What_is_removed_is_not_there_to_change_and_what_is_there_is_not_brought_back(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var planner = house.Somebody(Role.Planner);
        await house.RefusesAsync<Missing>(plan, () => house.RestoreAsync(planner, plan, "risks", "RK1"));
        await house.RemoveAsync(planner, plan, "risks", "RK1");
        await house.RefusesAsync<Missing>(plan, () => house.EditAsync(planner, plan, "risks", "RK1", values: ("event", "one")));
        await house.RefusesAsync<Missing>(plan, () => house.RemoveAsync(planner, plan, "risks", "RK1"));
        // Its id is not given to another.
        var next = await house.AddAsync(planner, plan, "risks", values: ("event", "another"));
        Assert.NotEqual("RK1", next);
    }

    // --- the record --------------------------------------------------------------------------------------------------------------------------------

    [Theory, Databases]
    public async Task Each_write_leaves_one_line_that_tells_who_what_and_why(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(PlanStatus.Live);
        var planner = house.Somebody(Role.Planner);
        var before = (await house.LinesAsync(plan)).Count;

        var id = await house.AddAsync(planner, plan, "risks", values: ("event", "the lift stops"));
        await house.EditAsync(planner, plan, "risks", id, "  It has stopped twice  ", values: ("event", "the lift stops again"));
        await house.RemoveAsync(planner, plan, "risks", id, "It was mended");
        await house.RestoreAsync(planner, plan, "risks", id);

        var lines = await house.LinesAsync(plan, before);
        Assert.All(
            lines,
            l =>
                Assert.Equal(
                    (planner.PersonId, planner.Name, "risks", id, House.Today),
                    (l.PersonId, l.Actor, l.List, l.Item, DateOnly.FromDateTime(l.At.UtcDateTime))
                )
        );
        Assert.Equal(
            [
                ("AddItem", null, $$"""{"id":[null,"{{id}}"],"event":[null,"the lift stops"]}"""),
                ("EditItem", "It has stopped twice", """{"event":["the lift stops","the lift stops again"]}"""),
                ("RemoveItem", "It was mended", "{}"),
                ("RestoreItem", null, "{}"),
            ],
            lines.Select(l => (l.Operation, l.Reason, l.Changes))
        );
    }

    // --- counted anew ------------------------------------------------------------------------------------------------------------------------------

    /// <summary>What is worked out from the whole plan is kept by its revision: each write of anything in it raises that.</summary>
    [Theory, Databases]
    public async Task Each_write_raises_the_revision_of_its_plan_and_of_no_other(Engine engine)
    {
        var house = ground[engine];
        var (plan, other) = (await house.PlanAsync(PlanStatus.Live), await house.PlanAsync(PlanStatus.Live));
        var planner = house.Somebody(Role.Planner);
        var beside = (await house.PlanRowAsync(other)).Revision;

        async Task RaisesAsync(Func<Task> operation)
        {
            var before = (await house.PlanRowAsync(plan)).Revision;
            await operation();
            Assert.True((await house.PlanRowAsync(plan)).Revision > before, "The revision stays.");
        }
        await RaisesAsync(() => house.AddAsync(planner, plan, "risks", values: ("event", "the lift stops")));
        await RaisesAsync(() => house.EditAsync(planner, plan, "risks", "RK1", values: ("event", "one")));
        await RaisesAsync(() => house.RemoveAsync(planner, plan, "risks", "RK1", "Why not"));
        await RaisesAsync(() => house.RestoreAsync(planner, plan, "risks", "RK1"));
        await RaisesAsync(() => house.FigureAsync(planner, plan, "M1", figures: ("2026-11-01", 5)));
        await RaisesAsync(() => house.EditPlanAsync(planner, plan, values: ("summary", "Nights are safer")));
        await RaisesAsync(() => house.EditAsync(planner, plan, "actions", "A1", "Late", values: ("due", "2027-01-31")));

        Assert.Equal(beside, (await house.PlanRowAsync(other)).Revision);
    }

    [Theory, Databases]
    public async Task What_an_item_names_is_written_anew_with_it(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var planner = house.Somebody(Role.Planner);
        var id = await house.AddAsync(planner, plan, "actions", values: [("title", "Ask"), ("objective", "O1"), ("accountable", "st1")]);
        Assert.Equal(["accountable staff st1", "objective objectives O1"], await LinksAsync());
        await house.EditAsync(planner, plan, "actions", id, values: [("objective", "O2"), ("accountable", "st2"), ("after", "A1")]);
        Assert.Equal(["accountable staff st2", "after actions A1", "objective objectives O2"], await LinksAsync());
        await house.EditAsync(planner, plan, "actions", id, values: [("objective", null), ("accountable", null)]);
        Assert.Equal(["after actions A1"], await LinksAsync());
        var row = await house.RowAsync(plan, "actions", id);
        Assert.Equal((null, null), (row.Person, row.Objective));

        async Task<List<string>> LinksAsync()
        {
            await using var db = house.At.Open();
            var links = await db.Links.Where(l => l.Owner == plan && l.List == "actions" && l.Id == id).ToListAsync();
            return [.. links.Select(l => $"{l.Field} {l.ToList} {l.ToId}").Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>What the statistics say of a measure is kept with its series.</summary>
    [Theory, Databases]
    public async Task A_measure_is_judged_again_when_its_target_its_figures_or_an_adaptation_of_its_target_change(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var planner = house.Somebody(Role.Planner);
        var first = await house.SeriesAsync(plan);
        Assert.Equal((12, "passes", 24), (first.Target, Verdict(first), first.Count));

        await house.EditAsync(planner, plan, "measures", "M1", values: ("target", Target(1)));
        var edited = await house.SeriesAsync(plan);
        Assert.Equal((1, "fails"), (edited.Target, Verdict(edited)));

        // A target that was lowered after the figures: the one before it counts for them.
        var id = await house.AddAsync(
            planner,
            plan,
            "adaptations",
            values: [("on", "2026-11-20"), ("about", "M1"), ("field", "target"), ("from", "9"), ("to", "1"), ("reason", "Hope")]
        );
        Assert.Equal(9, (await house.SeriesAsync(plan)).Target);
        await house.EditAsync(planner, plan, "adaptations", id, values: ("from", "10"));
        Assert.Equal(10, (await house.SeriesAsync(plan)).Target);
        await house.RemoveAsync(planner, plan, "adaptations", id);
        Assert.Equal(1, (await house.SeriesAsync(plan)).Target);
        await house.RestoreAsync(planner, plan, "adaptations", id);
        Assert.Equal(10, (await house.SeriesAsync(plan)).Target);

        await house.FigureAsync(planner, plan, "M1", figures: [("2026-11-01", 4), ("2026-12-01", 5)]);
        var last = await house.SeriesAsync(plan);
        Assert.Equal((26, 5, 4, new DateOnly(2026, 12, 1)), (last.Count, last.Latest, last.Previous, last.Last));

        static string Verdict(SeriesRow series) =>
            series.Assurance switch
            {
                "consistent-pass" => "passes",
                "consistent-fail" => "fails",
                var other => other ?? "none",
            };
        static object Target(double value)
        {
            var shape = Shape.Of<Domain.Monitor.Target>();
            var target = shape.New();
            shape["value"].Set(target, value);
            return target;
        }
    }

    // --- what is accepted --------------------------------------------------------------------------------------------------------------------------

    [Theory, Databases]
    public async Task What_is_owed_identifiable_against_a_rule_or_names_nothing_is_refused_when_added_and_when_changed(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var other = await house.PlanAsync(more: "partners: [{id: PT9, name: The other plan's partner}]");
        var planner = house.Somebody(Role.Planner);
        await house.AddAsync(planner, plan, "objectives", values: ("title", "One to be removed"));
        await house.RemoveAsync(planner, plan, "objectives", "O3");
        (string Field, (string, object?)[] Values)[] wrong =
        [
            ("title", [("title", "  ")]),
            ("title", [("title", "Ring 943 476 5919")]),
            ("safeguarding_impact", [("safeguarding_impact", "Born 3 May 1941")]),
            ("due", [("starts", "2027-01-02"), ("due", "2027-01-01")]),
            ("objective", [("objective", "O9")]),
            ("objective", [("objective", "O3")]),
            ("objective", [("objective", "A1")]),
            ("partner", [("partner", "PT9")]),
            ("accountable", [("accountable", (string[])["st1", "nobody"])]),
        ];
        foreach (var (field, values) in wrong)
        {
            (string, object?)[] all = values.Any(v => v.Item1 == "title") ? values : [("title", "Ask"), .. values];
            var added = await house.RefusesAsync<RuleBroken>(plan, () => house.AddAsync(planner, plan, "actions", values: all));
            Assert.Equal(field, added.Field!.Split('.', '[')[0]);
            var changed = await house.RefusesAsync<RuleBroken>(plan, () => house.EditAsync(planner, plan, "actions", "A1", values: values));
            Assert.Equal(field, changed.Field!.Split('.', '[')[0]);
        }
        Assert.NotNull(await house.ExportAsync(other));
    }

    [Theory, Databases]
    public async Task What_others_name_is_not_removed_and_what_names_what_is_gone_is_not_brought_back(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var planner = house.Somebody(Role.Planner);
        foreach (
            var (list, id, by) in ((string, string, string)[])[("objectives", "O1", "A1"), ("actions", "A1", "A2"), ("staff", "st1", "M1")]
        )
        {
            var refused = await house.RefusesAsync<RuleBroken>(plan, () => house.RemoveAsync(planner, plan, list, id));
            Assert.Contains(by, refused.Message, StringComparison.Ordinal);
        }
        // The one of the same id in another list is another thing.
        var named = await house.AddAsync(planner, plan, "adaptations", values: [("on", "2026-11-20"), ("about", "RK1"), ("reason", "Why")]);
        await house.RefusesAsync<RuleBroken>(plan, () => house.RemoveAsync(planner, plan, "risks", "RK1"));
        await house.RemoveAsync(planner, plan, "adaptations", named);
        await house.RemoveAsync(planner, plan, "risks", "RK1");
        var gone = await house.RefusesAsync<RuleBroken>(plan, () => house.RestoreAsync(planner, plan, "adaptations", named));
        Assert.Contains("RK1", gone.Message, StringComparison.Ordinal);
        await house.RestoreAsync(planner, plan, "risks", "RK1");
        await house.RestoreAsync(planner, plan, "adaptations", named);
        // One that was removed holds nothing back.
        await house.RemoveAsync(planner, plan, "actions", "A2");
        await house.RemoveAsync(planner, plan, "objectives", "O2");
    }

    // --- an adaptation beside the change -----------------------------------------------------------------------------------------------------------

    [Theory, Databases]
    public async Task A_reasoned_change_of_an_approved_plan_is_an_adaptation_and_of_a_draft_it_is_none(Engine engine)
    {
        var house = ground[engine];
        var planner = house.Somebody(Role.Planner);
        var draft = await house.PlanAsync();
        await house.EditAsync(planner, draft, "actions", "A1", "Two are ill", values: ("due", "2027-01-31"));
        Assert.Empty((await house.DocumentAsync(draft)).Adaptations);

        var live = await house.PlanAsync(PlanStatus.Live);
        await house.EditAsync(
            planner,
            live,
            "actions",
            "A1",
            "  Two are ill ",
            values: [("due", "2027-01-31"), ("accountable", "st2"), ("effort_hours", "4")]
        );
        await house.EditPlanAsync(planner, live, "Nobody else is free", values: ("owner", "st1"));
        await house.EditAsync(planner, live, "actions", "A1", "For the notes", values: ("effort_hours", "5"));

        Assert.Equal(
            [
                "A1 owner from st1 to st2: Two are ill",
                "A1 due from 2026-12-31 to 2027-01-31: Two are ill",
                "plan owner from st2 to st1: Nobody else is free",
            ],
            (await house.DocumentAsync(live)).Adaptations.Select(a =>
                $"{a.About} {Words.Written(a.Field!.Value)} from {a.From} to {a.To}: {a.Reason}"
            )
        );
        Assert.All(
            (await house.DocumentAsync(live)).Adaptations,
            a => Assert.Equal((House.Today, null, null), (a.On!.Value, a.Approver, a.ReApproved))
        );
    }
}
