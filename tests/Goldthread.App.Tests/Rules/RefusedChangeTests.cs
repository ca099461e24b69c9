using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Rules;

/// <summary>A change that is refused is put back; what was changed again since stays, and the record says so.</summary>
public sealed class RefusedChangeTests(Ground ground) : IClassFixture<Ground>
{
    /// <summary>Refuses the newest change of a plan.</summary>
    /// <returns>What the person is told.</returns>
    static async Task<string?> RefuseAsync(House house, Actor who, string plan, string? change = null)
    {
        change ??= (await house.DocumentAsync(plan)).Adaptations[^1].Id;
        var refuse = MoveKind.Find(Thing.Find("adaptations"), "refuse")!;
        var answers = new Dictionary<string, object?>(StringComparer.Ordinal) { ["reason"] = "The families were told otherwise" };
        return (await house.Writer.RunAsync(who, work => MakeMove.RunAsync(work, plan, refuse, change, answers))).Outcome;
    }

    static async Task SoundAsync(House house, string plan)
    {
        await using var db = house.At.Open();
        Assert.Empty((await Recorded.VerifyAsync(db)).Faults);
        // The file tells it, and tells the same again.
        Assert.Equal(0, (await house.ImportAsync(Actor.CommandLine, await house.ExportAsync(plan))).Changed);
    }

    [Theory, Databases]
    public async Task A_day_is_what_it_was_before_and_each_of_the_two_has_its_line(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(PlanStatus.Live);
        var (planner, approver) = (house.Somebody(Role.Planner), house.Somebody(Role.Approver));
        await house.EditAsync(planner, plan, "actions", "A1", "Two are ill", values: [("due", "2027-01-31"), ("kind", "train")]);
        var before = (await house.LinesAsync(plan)).Count;

        Assert.Equal("The due date is what it was before.", await RefuseAsync(house, approver, plan));

        var action = (await house.DocumentAsync(plan)).Actions[0];
        // What was no part of the change stays.
        Assert.Equal((new DateOnly(2026, 12, 31), "train"), (action.Due, Words.Written(action.Kind!.Value)));
        Assert.Equal(
            (action.Due, 3),
            ((await house.RowAsync(plan, "actions", "A1")).Due, (await house.RowAsync(plan, "actions", "A1")).Version)
        );
        Assert.Equal(
            [
                ("RefuseChange", "adaptations", "AD1", "The families were told otherwise"),
                ("PutBack", "actions", "A1", "The families were told otherwise"),
            ],
            (await house.LinesAsync(plan, before)).Select(l => (l.Operation, l.List!, l.Item!, l.Reason!))
        );
        // It is no new change, and no writing of the plan: who refused it may still approve the plan.
        Assert.Single((await house.DocumentAsync(plan)).Adaptations);
        await using var db = house.At.Open();
        Assert.Null(await Approval.WhyNotAsync(db, approver, (await PlanQueries.RowAsync(db, plan))!));
        await SoundAsync(house, plan);
    }

    [Theory, Databases]
    public async Task What_was_changed_again_since_stays_until_that_is_refused_too(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(PlanStatus.Live);
        var (planner, approver) = (house.Somebody(Role.Planner), house.Somebody(Role.Approver));
        await house.EditAsync(planner, plan, "actions", "A1", "Two are ill", values: ("due", "2027-01-31"));
        await house.EditAsync(planner, plan, "actions", "A1", "Three are ill", values: ("due", "2027-02-28"));
        var before = (await house.LinesAsync(plan)).Count;

        Assert.Equal("The due date was changed again since, so it stays as it is.", await RefuseAsync(house, approver, plan, "AD1"));

        Assert.Equal(new DateOnly(2027, 2, 28), (await house.DocumentAsync(plan)).Actions[0].Due);
        Assert.Equal(
            [("RefuseChange", "AD1"), ("LeaveAsItIs", "A1")],
            (await house.LinesAsync(plan, before)).Select(l => (l.Operation, l.Item!))
        );
        // Not to what was refused before it, but to what was agreed.
        Assert.Equal("The due date is what it was before.", await RefuseAsync(house, approver, plan, "AD2"));
        Assert.Equal(new DateOnly(2026, 12, 31), (await house.DocumentAsync(plan)).Actions[0].Due);
        await SoundAsync(house, plan);
    }

    [Theory, Databases]
    public async Task What_cannot_be_put_back_stays_and_the_sentence_says_why(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(PlanStatus.Live);
        var (planner, approver) = (house.Somebody(Role.Planner), house.Somebody(Role.Approver));

        // Taken out since.
        await house.EditAsync(planner, plan, "actions", "A2", "Two are ill", values: ("due", "2027-01-31"));
        await house.EditAsync(planner, plan, "adaptations", "AD1", values: ("about", "plan"));
        await house.RemoveAsync(planner, plan, "actions", "A2", "The wing is let");
        Assert.Equal("The due date stays as it is: the thing was taken out of the plan since.", await RefuseAsync(house, approver, plan));

        // Whom it names has left.
        var nurse = await house.AddAsync(planner, plan, "staff", values: ("role", "Night nurse " + plan));
        var risk = await house.AddAsync(planner, plan, "risks", values: [("event", "The bell is not heard"), ("owner", nurse)]);
        await house.MoveAsync(planner, plan, "risks", risk, "hand-over", ("owner", "st1"), ("reason", "She leaves"));
        await house.RemoveAsync(planner, plan, "staff", nurse, "She left");
        var told = await RefuseAsync(house, approver, plan);
        Assert.StartsWith("The owner stays as it is, since what it was before is not accepted now: ", told, StringComparison.Ordinal);
        Assert.Contains("is not in this plan", told, StringComparison.Ordinal);
        Assert.Equal("st1", (await house.RowAsync(plan, "risks", risk)).Person);

        // Told by hand: of what was changed the record knows nothing.
        await house.AddAsync(
            planner,
            plan,
            "adaptations",
            values: [("about", "A1"), ("field", "due"), ("from", "2026-12-31"), ("to", "2027-01-31"), ("reason", "Two are ill")]
        );
        Assert.Equal(
            "What was changed is not in the record, so nothing is put back. Change it by hand.",
            await RefuseAsync(house, approver, plan)
        );
        Assert.Equal("LeaveAsItIs", (await house.LinesAsync(plan))[^1].Operation);
        await SoundAsync(house, plan);
    }

    [Theory, Databases]
    public async Task The_plans_own_dates_its_money_a_target_and_a_line_of_the_budget_are_put_back_too(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(
            PlanStatus.Live,
            "resources: {budget: {approved_total: 1000, lines: [{id: B1, title: Lamps, planned: 400}]}}"
        );
        var (planner, approver) = (house.Somebody(Role.Planner), house.Somebody(Role.Approver));
        await house.FigureAsync(Actor.CommandLine, plan, "M1", figures: ("2026-11-25", 5));
        var file = await house.ExportAsync(plan);
        var target = (await house.SeriesAsync(plan)).Target;

        await house.EditPlanAsync(planner, plan, "The building is late", values: ("ends", "2027-06-30"));
        Assert.Equal("The due date is what it was before.", await RefuseAsync(house, approver, plan));
        await house.EditPlanMoneyAsync(planner, plan, 2000, "Lamps cost more");
        Assert.Equal("The budget is what it was before.", await RefuseAsync(house, approver, plan));
        await house.EditAsync(planner, plan, "measures", "M1", "It is out of reach", values: ("target", House.Target(3)));
        Assert.NotEqual(target, (await house.SeriesAsync(plan)).Target);
        Assert.Equal("The target is what it was before.", await RefuseAsync(house, approver, plan));
        // Judged by it again, as if the other had never been.
        Assert.Equal(target, (await house.SeriesAsync(plan)).Target);
        await house.EditAsync(planner, plan, "budget", "B1", "Lamps cost more", values: ("planned", 600m));
        Assert.Equal("The budget is what it was before.", await RefuseAsync(house, approver, plan));
        // By a file as by a form.
        await house.ImportAsync(
            planner,
            (await house.ExportAsync(plan)).Replace("title: Write the rota", "title: Write another rota", StringComparison.Ordinal),
            "Another is needed"
        );
        Assert.Equal("Write another rota", (await house.RowAsync(plan, "actions", "A2")).Title);
        Assert.Equal("The title is what it was before.", await RefuseAsync(house, approver, plan));

        var now = await house.DocumentAsync(plan);
        Assert.Equal(5, now.Adaptations.Count);
        Assert.All(now.Adaptations, a => Assert.NotNull(a.Refused));
        now.SetItems(Thing.Find("adaptations")!, []);
        Assert.Equal(file, App.Develop.PlanFiles.PlanFile.ToYaml(now));
        await SoundAsync(house, plan);
    }

    [Theory, Databases]
    public async Task A_move_on_what_is_restricted_leaves_a_change_that_is_restricted(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(PlanStatus.Live);
        var planner = house.Somebody(Role.Planner);
        var risk = await house.AddAsync(
            planner,
            plan,
            "risks",
            values: [("event", "Somebody is hurt"), ("owner", "st1"), ("restricted", true)]
        );
        await house.MoveAsync(planner, plan, "risks", risk, "hand-over", ("owner", "st2"), ("reason", "She leaves"));

        await using var db = house.At.Open();
        var change = await db.Items.SingleAsync(i => i.Owner == plan && i.List == "adaptations");
        Assert.Equal((true, planner.PersonId), (change.Restricted, change.Author));
        Assert.DoesNotContain(
            "Somebody is hurt",
            Text(await PlanQueries.LoadAsync(db, plan, house.Somebody(Role.Planner))),
            StringComparison.Ordinal
        );
        Assert.Empty((await PlanQueries.LoadAsync(db, plan, house.Somebody(Role.Planner)))!.Adaptations);

        static string Text(PlanDocument? document) => App.Develop.PlanFiles.PlanFile.ToYaml(document!);
    }
}
