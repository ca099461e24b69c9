using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Evaluate.Reviews;
using Goldthread.App.Govern;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
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

    [Theory, Databases]
    public async Task What_a_held_review_saw_and_decided_stands_and_its_figures_change_with_a_reason_alone(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(
            more: "reviews: [{id: RV1, kind: quarterly, period: {from: 2026-08-01, to: 2026-10-31}}, {id: RV2, kind: quarterly}]"
        );
        var (planner, author) = (house.Somebody(Role.Planner, Role.Approver), house.Somebody(Role.Planner));
        await house.AddAsync(author, plan, "actions", values: [("title", "Talk to one family"), ("restricted", true)]);
        await house.AddAsync(author, plan, "measures", values: [("name", "Calls from one family"), ("restricted", true)]);
        await house.MoveAsync(
            author,
            plan,
            "reviews",
            "RV1",
            "hold",
            ("text", "No signal yet"),
            ("decisions", Decisions("adapt", "M1", "Lamps in the east wing first"))
        );
        var held = (await house.DocumentAsync(plan)).Reviews[0];
        var saw = SeenThen.Read(held.Saw)!;
        Assert.Equal(
            (House.Today, 2, 0, 7, 12),
            (saw.On, saw.Actions, saw.Done, saw.Measures[0].Value!.Value, saw.Measures[0].Target!.Value)
        );
        Assert.Equal(new DateOnly(2026, 10, 1), saw.Days["M1"]);
        Assert.Equal(["A1", "A2"], saw.Work.Select(w => w.Id).Order());
        Assert.Equal("the night staff leave", Assert.Single(saw.Risks).Name);
        Assert.DoesNotContain("family", held.Saw, StringComparison.Ordinal);
        // A review without a time is of the days since the last.
        await house.MoveAsync(planner, plan, "reviews", "RV2", "hold", ("text", "Calm"));
        var next = (await house.DocumentAsync(plan)).Reviews[1].Period!;
        Assert.Equal((new DateOnly(2026, 11, 1), House.Today), (next.From!.Value, next.To!.Value));

        foreach (var who in (Actor[])[planner, Actor.CommandLine])
        {
            foreach (var (field, value) in ((string, object)[])[("text", "A signal"), ("attendees", "RM"), ("kind", "evaluation")])
            {
                var refused = await house.RefusesAsync<RuleBroken>(
                    plan,
                    () => house.EditAsync(who, plan, "reviews", "RV1", values: (field, value))
                );
                Assert.Equal(field, refused.Field);
                Assert.Contains("plan another review", refused.Message, StringComparison.Ordinal);
            }
            await house.RefusesAsync<RuleBroken>(plan, () => house.RemoveAsync(who, plan, "reviews", "RV1", "Why"));
            var file = await FileAsync(who);
            foreach (
                var (from, to) in ((string, string)[])
                    [("No signal yet", "A signal"), ("Lamps in the east", "Lamps in the west"), ("2026-11-25", "2026-11-24")]
            )
            {
                var other = file.Replace(from, to, StringComparison.Ordinal);
                Assert.NotEqual(file, other);
                Assert.Contains("reviews[0]", (await house.ImportAsync(who, other)).Left);
            }
            Assert.Equal(Shape.Of<Review>().ToJson(held), Shape.Of<Review>().ToJson((await house.DocumentAsync(plan)).Reviews[0]));
        }

        // The plan is a draft, which owes no reason for a correction but here.
        await house.FigureAsync(planner, plan, "M1", figures: ("2026-07-01", 9));
        var unsaid = await house.RefusesAsync<RuleBroken>(plan, () => house.FigureAsync(planner, plan, "M1", figures: ("2026-09-01", 9)));
        Assert.Equal("reason", unsaid.Field);
        Assert.Contains("Sep 2026 of “Falls a month”", unsaid.Message, StringComparison.Ordinal);
        await house.RefusesAsync<RuleBroken>(plan, () => house.FigureAsync(planner, plan, "M1", figures: ("2026-09-01", null)));
        var now = await FileAsync(planner);
        var drifted = now.Replace("{on: 2026-09-01, value: 6}", "{on: 2026-09-01, value: 9}", StringComparison.Ordinal);
        Assert.NotEqual(now, drifted);
        Assert.Equal("reason", (await house.RefusesAsync<RuleBroken>(plan, () => house.ImportAsync(planner, drifted))).Field);
        foreach (var (reason, isSaid) in ((string?, bool)[])[(null, true), ("Sent by another program", false)])
            Assert.Equal("reason", (await house.RefusesAsync<RuleBroken>(plan, () => SendAsync(reason, isSaid))).Field);

        await SendAsync("The night log was found", true);
        await house.ImportAsync(
            planner,
            (await FileAsync(planner)).Replace("{on: 2026-08-01, value: 7}", "{on: 2026-08-01, value: 8}", StringComparison.Ordinal),
            "Counted again"
        );

        await using var db = house.At.Open();
        var hold = (await house.LinesAsync(plan)).Single(l => l is { Operation: "HoldReview", Item: "RV1" }).Seq;
        Assert.Equal(
            [(new(2026, 8, 1), 7, 8, "Counted again"), (new DateOnly(2026, 9, 1), 6.0, 9.0, (string?)"The night log was found")],
            (await CorrectedSince.OfAsync(db, plan, held, hold)).Select(c => (c.Day, c.Was.Value!.Value, c.Now!.Value!.Value, c.Reason))
        );
        Assert.Equal(held.Saw, (await house.DocumentAsync(plan)).Reviews[0].Saw);
        Assert.Equal(0, (await house.ImportAsync(Actor.CommandLine, await house.ExportAsync(plan))).Changed);
        Assert.Empty((await Recorded.VerifyAsync(db)).Faults);

        async Task<string> FileAsync(Actor who)
        {
            await using var read = house.At.Open();
            return PlanFile.ToYaml((await PlanQueries.LoadAsync(read, (await PlanQueries.RowAsync(read, plan))!, who)).Document);
        }

        async Task SendAsync(string? reason, bool isSaid)
        {
            var (table, _) = ImportFigures.FromJson("""[{"measure":"M1","on":"2026-09-01","value":9}]"""u8.ToArray());
            var read = FigureMap.OfStandard(table).Read(table);
            await house.Writer.RunAsync(planner, work => ImportFigures.RunAsync(work, plan, read, false, reason, isSaid: isSaid));
        }

        static ReviewDecision[] Decisions(string word, string about, string text) =>
            [(ReviewDecision)Shape.Of<ReviewDecision>().FromJson($$"""{"decision":"{{word}}","about":"{{about}}","text":"{{text}}"}""")];
    }

    [Theory, Databases]
    public async Task A_plan_is_evaluated_by_a_review_that_is_held_and_then_closes(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(
            PlanStatus.Live,
            "reviews: [{id: RV1, kind: quarterly}, {id: RV2, kind: evaluation, scheduled: 2027-03-01}]"
        );
        var planner = house.Somebody(Role.Planner);
        Assert.Equal("reason", (await house.RefusesAsync<RuleBroken>(plan, () => house.MoveAsync(planner, plan, "close"))).Field);
        Assert.Equal(
            "kept",
            (
                await house.RefusesAsync<RuleBroken>(
                    plan,
                    () => house.MoveAsync(planner, plan, "evaluate", ("text", "Fewer falls"), ("kept", "Rounds with 943 476 5919"))
                )
            ).Field
        );

        // The one that was planned is held; another is made.
        await house.MoveAsync(
            planner,
            plan,
            "evaluate",
            ("text", "Fewer falls"),
            ("kept", "Night rounds\nThe lamp"),
            ("stopped", "The alarm"),
            ("carried", "The floor")
        );
        await house.MoveAsync(planner, plan, "evaluate", ("text", "Calmer nights"));

        var document = await house.DocumentAsync(plan);
        Assert.Equal(PlanStatus.Live, document.Plan!.Standing);
        Assert.Equal([null, House.Today, House.Today], document.Reviews.Select(r => r.HeldOn));
        Assert.Equal(
            [
                (DecisionKind.Keep, "Night rounds"),
                (DecisionKind.Keep, "The lamp"),
                (DecisionKind.Stop, "The alarm"),
                (DecisionKind.Keep, "Carried over: The floor"),
            ],
            document.Reviews[1].Decisions.Select(d => (d.Decision!.Value, d.Text!))
        );
        Assert.Equal((ReviewKind.Evaluation, "Calmer nights"), (document.Reviews[2].Kind!.Value, document.Reviews[2].Text));
        Assert.All(document.Reviews.Skip(1), r => Assert.Equal(2, SeenThen.Read(r.Saw)!.Actions));
        Assert.Equal(new DateOnly(2026, 4, 1), document.Reviews[2].Period!.From);
        await house.MoveAsync(planner, plan, "close");
        await house.RefusesAsync<OutOfTurn>(plan, () => house.MoveAsync(planner, plan, "evaluate", ("text", "Again")));
        await using var db = house.At.Open();
        Assert.Empty((await Recorded.VerifyAsync(db)).Faults);
    }

    [Fact]
    public void What_a_review_saw_is_bounded_however_large_the_plan()
    {
        var plan = House.Read(
            House.FileOf(
                "OP-9",
                more: "questions: ["
                    + string.Join(", ", Enumerable.Range(0, 2000).Select(n => $"{{id: Q{n}, why: \"{new string('ä', 150)} {n}?\"}}"))
                    + "]"
            )
        );
        var frozen = SeenThen.Frozen(plan, new Dictionary<string, SeriesRow>(), new(1, House.Today, 0, 0, 0, 0), House.Today);
        Assert.InRange(frozen.Length, 1000, Review.MostSaw);
        var saw = SeenThen.Read(frozen)!;
        Assert.Equal(2000, saw.Questions.Count + saw.LeftOut);
        foreach (var other in (string?[])[null, "", "not JSON", "[]", "{}", """{"on":"2026-11-03","days":null}"""])
            Assert.Null(SeenThen.Read(other));
    }
}
