using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;

namespace Goldthread.App.Tests.Rules;

/// <summary>Who may write an item: by role, by area, and what is one's own.</summary>
public sealed class WhoMayTests(Ground ground) : IClassFixture<Ground>
{
    static readonly string[] Assured = ["audits", "regulatory_actions"];
    static readonly string[] Contributed = ["feedback", "evidence"];

    /// <summary>Every list, every role: the whole table.</summary>
    [Theory, Databases]
    public async Task Each_role_adds_to_its_own_lists_and_to_no_other(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var wrong = new List<string>();
        foreach (var thing in Thing.All.Where(t => t.Stage != Domain.Stage.Strategy))
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                var expected = role switch
                {
                    Role.Planner => true,
                    Role.QualityLead => Assured.Contains(thing.List) || Contributed.Contains(thing.List) || thing.List == "questions",
                    Role.Contributor => Contributed.Contains(thing.List) || thing.List == "questions",
                    _ => false,
                };
                if (await House.IsAllowedAsync(() => house.AddAsync(house.Somebody(role), plan, thing.List)) != expected)
                    wrong.Add($"{role} {thing.List}: {(expected ? "may" : "may not")} add");
            }
        }
        Assert.Empty(wrong);
    }

    public static TheoryData<string, string, string> Items =>
        new()
        {
            { "objectives", "O2", "title" },
            { "actions", "A2", "title" },
            { "measures", "M2", "name" },
            { "risks", "RK1", "event" },
            { "audits", "AU1", "title" },
            { "regulatory_actions", "RA1", "text" },
            { "feedback", "F1", "theme" },
            { "evidence", "E1", "title" },
        };

    [Theory, MemberData(nameof(Items))]
    public async Task Each_role_changes_removes_and_brings_back_what_it_may_add(string list, string id, string field)
    {
        foreach (var house in ((Engine[])[Engine.Sqlite, Engine.Postgres]).Select(e => ground[e]))
        {
            var plan = await house.PlanAsync();
            if (id == "A2")
                await house.EditAsync(Actor.CommandLine, plan, "actions", "A2", values: ("after", null));
            if (id == "O2")
                await house.EditAsync(Actor.CommandLine, plan, "actions", "A2", values: [("objective", null), ("after", null)]);
            foreach (var role in Enum.GetValues<Role>())
            {
                var who = house.Somebody(role);
                var may = role switch
                {
                    Role.Planner => true,
                    Role.QualityLead => Assured.Contains(list) || Contributed.Contains(list),
                    Role.Contributor => Contributed.Contains(list),
                    _ => false,
                };
                if (may)
                {
                    await house.EditAsync(who, plan, list, id, values: (field, $"Written by {role}"));
                    await house.RemoveAsync(who, plan, list, id);
                    await house.RestoreAsync(who, plan, list, id);
                    continue;
                }
                // An administrator of the installation has no role in the area: the plan is not there for them.
                async Task RefusedAsync(Func<Task> operation)
                {
                    if (role == Role.Administrator)
                        await house.RefusesAsync<Missing>(plan, operation);
                    else
                        await house.RefusesAsync<Forbidden>(plan, operation);
                }
                await RefusedAsync(() => house.EditAsync(who, plan, list, id, values: (field, "Something else")));
                await RefusedAsync(() => house.RemoveAsync(who, plan, list, id));
                await house.RemoveAsync(Actor.CommandLine, plan, list, id);
                await RefusedAsync(() => house.RestoreAsync(who, plan, list, id));
                await house.RestoreAsync(Actor.CommandLine, plan, list, id);
            }
        }
    }

    [Theory, Databases]
    public async Task A_role_counts_in_its_area_and_below_and_what_is_beside_is_not_there(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        await house.EditAsync(house.Above(Role.Planner), plan, "actions", "A1", values: ("title", "From above"));
        var neighbour = house.Neighbour(Role.Planner);
        await house.RefusesAsync<Missing>(plan, () => house.EditAsync(neighbour, plan, "actions", "A1", values: ("title", "From beside")));
        await house.RefusesAsync<Missing>(plan, () => house.AddAsync(neighbour, plan, "feedback", values: ("theme", "From beside")));
        await house.RefusesAsync<Missing>(plan, () => house.RemoveAsync(neighbour, plan, "risks", "RK1"));
        await house.RefusesAsync<Missing>(plan, () => house.FigureAsync(neighbour, plan, "M1", figures: ("2026-11-01", 5)));
        await house.RefusesAsync<Missing>(plan, () => house.EditPlanAsync(neighbour, plan, values: ("summary", "From beside")));
        await house.RefusesAsync<Missing>(plan, () => house.MoveAsync(neighbour, plan, "submit"));
    }

    static object Note(string text)
    {
        var notes = Thing.Find("actions")!.Shape["notes"];
        var note = notes.Inner!.New();
        notes.Inner["text"].Set(note, text);
        return notes.List([note]);
    }

    /// <summary>Whoever answers for an action says how it goes.</summary>
    [Theory, Databases]
    public async Task A_contributor_records_on_their_own_action_and_all_that_is_saved_at_once_has_to_be_that(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var own = house.Somebody("st1", Role.Contributor);

        Assert.Equal(
            2,
            await house.EditAsync(own, plan, "actions", "A1", values: [("notes", Note("Two rooms are done")), ("evidence", "E1")])
        );

        // One field that is the planner's makes all of it the planner's.
        await house.RefusesAsync<Forbidden>(
            plan,
            () => house.EditAsync(own, plan, "actions", "A1", values: [("notes", Note("Half")), ("due", "2027-01-31")])
        );
        // Somebody else's, or nobody's in particular.
        await house.RefusesAsync<Forbidden>(plan, () => house.EditAsync(own, plan, "actions", "A2", values: ("notes", Note("Half"))));
        foreach (
            var who in (Actor[])
                [house.Somebody(Role.Contributor), house.Somebody("st2", Role.Contributor), house.Somebody("st1", Role.Reader)]
        )
            await house.RefusesAsync<Forbidden>(plan, () => house.EditAsync(who, plan, "actions", "A1", values: ("notes", Note("Half"))));
        // Their own measure and objective are no actions.
        await house.RefusesAsync<Forbidden>(plan, () => house.EditAsync(own, plan, "measures", "M1", values: ("definition", "Any fall")));
        await house.RefusesAsync<Forbidden>(
            plan,
            () => house.EditAsync(house.Somebody("st2", Role.Contributor), plan, "objectives", "O1", values: ("title", "Fewer falls"))
        );
        // Nor is their own policy, which has a field of the same name.
        var policy = await house.AddAsync(Actor.CommandLine, plan, "policies", values: [("title", "Moving people"), ("owner", "st1")]);
        await house.RefusesAsync<Forbidden>(plan, () => house.EditAsync(own, plan, "policies", policy, values: ("evidence", "E1")));
        // An action of nobody is nobody's own.
        await house.EditAsync(Actor.CommandLine, plan, "actions", "A1", values: ("accountable", null));
        await house.RefusesAsync<Forbidden>(plan, () => house.EditAsync(own, plan, "actions", "A1", values: ("notes", Note("Half"))));
    }

    [Theory, Databases]
    public async Task Of_their_own_action_a_contributor_changes_no_field_but_how_it_goes(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var own = house.Somebody("st1", Role.Contributor);
        var thing = Thing.Find("actions")!;
        var may = new List<string>();
        // What moves set is refused to everybody, by a sentence that names the move: MovedFieldsTests.
        foreach (var field in thing.Shape.Fields.Where(f => !f.IsId && f.MovedBy.Count == 0))
        {
            object value = field.Kind switch
            {
                FieldKind.Text => field.RefersTo is [var list, ..] ? (list == "objectives" ? "O2" : "st2") : "Another text",
                FieldKind.Texts => field.List([
                    field.RefersTo is [var list, ..]
                        ? (
                            list switch
                            {
                                "staff" => "st2",
                                "actions" => "A2",
                                "evidence" => "E1",
                                "objectives" => "O2",
                                _ => "S1",
                            }
                        )
                        : "other",
                ]),
                FieldKind.Date => new DateOnly(2027, 2, 1),
                FieldKind.YesNo => true,
                FieldKind.Number => 7m,
                FieldKind.Whole => 7,
                FieldKind.Choice => House.Values(thing.Shape, (field.Name, field.Choices[^1].Written))[field.Name]!,
                FieldKind.Choices => House.Values(thing.Shape, (field.Name, field.Choices[^1].Written))[field.Name]!,
                FieldKind.Parts => field.List([field.Inner!.New()]),
                _ => field.Inner!.New(),
            };
            if (await House.IsAllowedAsync(() => house.EditAsync(own, plan, "actions", "A1", values: (field.Name, value))))
                may.Add(field.Name);
        }
        Assert.Equal(["notes", "evidence"], may);
    }

    [Theory, Databases]
    public async Task Figures_are_entered_by_planners_and_quality_leads_and_by_others_for_their_own_measures(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        foreach (
            var who in (Actor[])[house.Somebody(Role.Planner), house.Somebody(Role.QualityLead), house.Somebody("st1", Role.Contributor)]
        )
        {
            Assert.Equal(1, (await house.FigureAsync(who, plan, "M1", figures: ("2026-11-01", 5))).Added);
            await house.FigureAsync(Actor.CommandLine, plan, "M1", figures: ("2026-11-01", null));
        }
        foreach (
            var who in (Actor[])
                [
                    house.Somebody("st2", Role.Contributor),
                    house.Somebody(Role.Contributor),
                    house.Somebody("st1", Role.Reader),
                    house.Somebody("st1", Role.Approver),
                    house.Somebody("st1", Role.SafeguardingLead),
                ]
        )
            await house.RefusesAsync<Forbidden>(plan, () => house.FigureAsync(who, plan, "M1", figures: ("2026-11-01", 5)));
    }

    [Theory, Databases]
    public async Task The_strategy_is_an_administrators_and_whose_plans_are_all_of_the_organisation(Engine engine)
    {
        var house = ground[engine];
        await using var db = house.At.Open();
        var owner = db.Strategies.Select(s => s.Id).AsEnumerable().Select(StrategyRow.OwnerOf).First();
        foreach (var who in (Actor[])[house.Somebody(Role.Administrator), house.Above(Role.Planner), house.First])
        {
            var id = await house.AddAsync(who, owner, "strategy.values", values: ("name", "Kindness"));
            await house.EditAsync(who, owner, "strategy.values", id, values: ("name", "Kindness every day"));
            await house.RemoveAsync(who, owner, "strategy.values", id);
            await house.RestoreAsync(who, owner, "strategy.values", id);
        }
        var kept = await house.AddAsync(house.First, owner, "strategy.values", values: ("name", "Candour"));
        foreach (
            var who in (Actor[])
                [house.Somebody(Role.Planner), house.Above(Role.QualityLead), house.Above(Role.Approver), house.Above(Role.Reader)]
        )
        {
            await Assert.ThrowsAsync<Forbidden>(() => house.AddAsync(who, owner, "strategy.values", values: ("name", "Speed")));
            await Assert.ThrowsAsync<Forbidden>(() => house.EditAsync(who, owner, "strategy.values", kept, values: ("name", "Speed")));
            await Assert.ThrowsAsync<Forbidden>(() => house.RemoveAsync(who, owner, "strategy.values", kept));
        }
    }
}
