using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Domain.Tests.Shapes;

/// <summary>What holds for every move, and what each of them does.</summary>
public sealed class MoveTests
{
    static readonly Moment Now = new("Deputy manager (A. Khan)", "dm", new DateOnly(2026, 11, 3));

    public static TheoryData<string> Moves => [.. MoveKind.All.Select(m => m.ToString())];

    static MoveKind Kind(string name) => MoveKind.All.Single(m => m.ToString() == name);

    static T Of<T>(params (string Name, object? Value)[] values)
        where T : Part
    {
        var part = Shape.Of<T>().New();
        foreach (var (name, value) in values)
            Shape.Of<T>()[name].Set(part, value);
        return (T)part;
    }

    static void Make<T>(Part thing, params (string Name, object? Value)[] values)
        where T : Move => MoveKind.OfOperation(typeof(T).Name)!.Make(Of<T>(values), thing, Now);

    [Fact]
    public void The_moves_of_the_contract_are_there()
    {
        Assert.Equal(
            ["start", "progress", "close", "check", "reopen", "move", "block", "cancel"],
            MoveKind
                .On(Thing.Find("actions"))
                .Select(m => m.Name)
                .OrderBy(n => Array.IndexOf(["start", "progress", "close", "check", "reopen", "move", "block", "cancel"], n))
        );
        Assert.Equal(
            ["approve", "carry-over", "close", "comment", "consult", "evaluate", "reopen", "send-back", "start", "submit"],
            MoveKind.On(null).Select(m => m.Name).Order(StringComparer.Ordinal)
        );
        Assert.Equal(["answer"], MoveKind.On(Thing.Find("engagements")).Select(m => m.Name));
        Assert.Equal(["agree", "refuse"], MoveKind.On(Thing.Find("adaptations")).Select(m => m.Name));
        Assert.Equal(
            ["activate", "hand-over", "make-action", "stand-down"],
            MoveKind.On(Thing.Find("risks")).Select(m => m.Name).Order(StringComparer.Ordinal)
        );
        Assert.Equal(["answer", "tell-back", "ask-again", "make-action"], MoveKind.On(Thing.Find("feedback")).Select(m => m.Name));
        Assert.Equal(["agree-rebase", "refuse-rebase", "rebase"], MoveKind.On(Thing.Find("measures")).Select(m => m.Name));
        Assert.Equal(["answer", "complete", "make-action"], MoveKind.On(Thing.Find("audits")).Select(m => m.Name));
        Assert.Equal(["hold", "make-action"], MoveKind.On(Thing.Find("reviews")).Select(m => m.Name));
        Assert.Equal(["predict", "begin", "study", "act"], MoveKind.On(Thing.Find("pdsa")).Select(m => m.Name));
        Assert.Equal(["answer", "make-action", "drop"], MoveKind.On(Thing.Find("questions")).Select(m => m.Name));
        Assert.Equal(
            ["audits", "feedback", "meetings", "notifications", "questions", "regulatory_actions", "reviews", "risks", "visits"],
            MoveKind.All.Where(m => m.Name is "make-action").Select(m => m.Thing!.List).Order(StringComparer.Ordinal)
        );
    }

    [Theory, MemberData(nameof(Moves))]
    public void Every_state_that_a_move_starts_from_is_one_of_its_thing_and_from_any_other_it_is_refused_in_words(string name)
    {
        var move = Kind(name);
        Assert.Subset(move.From.Count == 0 ? [] : move.Of["status"].Choices.Select(c => c.Written).ToHashSet(), move.From.ToHashSet());
        foreach (var state in move.From.Count == 0 ? [] : move.Of["status"].Choices)
        {
            var thing = move.Of.New();
            Assert.Null(move.Of["status"].Parse(state.Written, out var value));
            move.Of["status"].Set(thing, value);
            Assert.Equal(move.From.Contains(state.Written), move.IsTurn(thing));
            if (move.IsTurn(thing))
                continue;
            var why = Assert.Throws<OutOfTurn>(() => move.Make(move.New(), thing, Now)).Message;
            Assert.StartsWith($"This {move.Noun} is {state.Read}.", why, StringComparison.Ordinal);
            Assert.Equal(value, move.Of["status"].Get(thing));
        }
    }

    [Theory, MemberData(nameof(Moves))]
    public void Its_sentence_fills_in_what_was_answered_and_leaves_out_what_was_not(string name)
    {
        var move = Kind(name);
        Assert.DoesNotMatch(@"[{}\[\]]", move.Sentence(null));
        Assert.DoesNotMatch(@"[{}\[\]]", move.Sentence(move.New()));
    }

    [Fact]
    public void A_field_that_moves_set_names_moves_of_its_owner_and_is_refused_with_their_buttons()
    {
        var owners = Thing.All.Select(t => (Thing: (Thing?)t, t.Shape)).Append((null, Shape.Of<Plan>()));
        var all = owners.SelectMany(o => o.Shape.Fields.Where(f => f.MovedBy.Count > 0).Select(f => (o.Thing, Field: f))).ToList();
        Assert.True(all.Count >= 11);
        Assert.All(all, f => Assert.All(f.Field.MovedBy, m => Assert.NotNull(MoveKind.Find(f.Thing, m))));
        Assert.Equal(
            "“When was it approved?” is not changed here. It is set by “Approve the plan”.",
            MoveKind.Refusal(null, Shape.Of<Plan>()["approved_on"])
        );
    }

    [Fact]
    public void An_action_goes_from_its_start_to_a_check_that_held()
    {
        var action = new Action();
        Make<StartAction>(action);
        Assert.Equal(ActionStatus.InProgress, action.Status);
        Make<ReportProgress>(action, ("progress", 40), ("note", "Two rooms are done"));
        Assert.Equal(
            (40, "Two rooms are done", "dm", Now.On),
            (action.Progress, action.Notes[0].Text, action.Notes[0].By, action.Notes[0].On)
        );
        Make<BlockAction>(action, ("reason", "No lamps"));
        Assert.Equal((ActionStatus.Blocked, "No lamps", Now.On), (action.Status, action.Blocked!.Reason, action.Blocked.On));
        // What is blocked stays so, however far it is.
        Make<ReportProgress>(action, ("progress", 50));
        Assert.Equal((ActionStatus.Blocked, 50), (action.Status, action.Progress));
        Make<StartAction>(action);
        Assert.Equal((ActionStatus.InProgress, null), (action.Status, action.Blocked));
        Make<CloseAction>(action, ("evidence", new[] { "EV1" }), ("note", "Seen"), ("check_on", new DateOnly(2026, 12, 1)));
        Assert.Equal((ActionStatus.Done, 100, "EV1"), (action.Status, action.Progress, action.Evidence.Single()));
        Assert.Equal((Now.On, Now.By, "Seen"), (action.Closed!.On, action.Closed.By, action.Closed.Note));
        Assert.Equal((new DateOnly(2026, 12, 1), null), (action.Check!.Due, action.Check.On));
        // It may come before its day.
        Make<CheckAction>(action, ("held", true), ("note", "Still lit"));
        Assert.Equal(ActionStatus.Done, action.Status);
        Assert.Equal(
            (new DateOnly(2026, 12, 1), Now.On, true, "Still lit"),
            (action.Check!.Due, action.Check.On, action.Check.Held, action.Check.Note)
        );
    }

    [Fact]
    public void What_did_not_hold_is_open_again_and_so_is_what_is_reopened()
    {
        var action = Of<Action>(("status", ActionStatus.Done), ("progress", 100));
        Make<CheckAction>(action, ("held", false));
        Assert.Equal((ActionStatus.InProgress, null, null, false), (action.Status, action.Progress, action.Closed, action.Check!.Held));
        Make<CancelAction>(action, ("reason", "The wing closes"));
        Assert.Equal((ActionStatus.Cancelled, "The wing closes"), (action.Status, action.Notes.Single().Text));
        Make<ReopenAction>(action, ("reason", "It stays open"));
        Assert.Equal((ActionStatus.InProgress, null, "It stays open"), (action.Status, action.Check, action.Notes[^1].Text));
    }

    [Fact]
    public void An_action_closes_on_evidence_alone_and_its_check_is_to_come()
    {
        var action = new Action();
        Assert.Equal("evidence", Assert.Throws<RuleBroken>(() => Make<CloseAction>(action, ("note", "Seen"))).Field);
        Assert.Equal(
            "check_on",
            Assert
                .Throws<RuleBroken>(() => Make<CloseAction>(action, ("evidence", new[] { "EV1" }), ("check_on", new DateOnly(2026, 11, 2))))
                .Field
        );
        Assert.Equal("progress", Assert.Throws<RuleBroken>(() => Make<ReportProgress>(action, ("note", " "))).Field);
        Assert.Null(action.Status);
    }

    [Fact]
    public void An_action_serves_its_objective_and_those_it_serves_too()
    {
        var also = new[] { "O2", "O1", "O3" };
        Assert.Equal(["O1", "O2", "O3"], Of<Action>(("objective", "O1"), ("also", also)).Serves);
        Assert.Equal(also, Of<Action>(("also", also)).Serves);
        Assert.Empty(new Action().Serves);
    }

    [Fact]
    public void A_plan_goes_from_draft_to_closed_and_back_to_live()
    {
        var plan = Of<Plan>(("owner", "rm"), ("starts", new DateOnly(2026, 4, 1)), ("ends", new DateOnly(2027, 3, 31)));
        Assert.Throws<RuleBroken>(() => plan.Submit(0));
        plan.Submit(1);
        Assert.Equal(PlanStatus.Consulted, plan.Status);
        Make<SendBackPlan>(plan, ("reason", "Ask the families"));
        Assert.Equal(PlanStatus.Draft, plan.Status);
        plan.Submit(1);
        Make<ApprovePlan>(plan);
        Assert.Equal((PlanStatus.Approved, Now.By, Now.On), (plan.Status, plan.Approver, plan.ApprovedOn!.Value));
        Make<BeginPlan>(plan);
        Assert.Equal(PlanStatus.Live, plan.Status);
        Assert.Equal("reason", Assert.Throws<RuleBroken>(() => plan.Close(" ", false)).Field);
        plan.Close(null, true);
        Assert.Equal(PlanStatus.Closed, plan.Status);
        Make<ReopenPlan>(plan, ("reason", "A year more"));
        Assert.Equal(PlanStatus.Live, plan.Status);
    }

    [Fact]
    public void A_draft_is_shown_by_a_day_to_come()
    {
        Assert.Equal(
            "until",
            Assert
                .Throws<RuleBroken>(() => Make<ConsultPlan>(new Plan(), ("people", new[] { "S1" }), ("until", new DateOnly(2026, 11, 2))))
                .Field
        );
        var consult = Of<ConsultPlan>(("people", new[] { "S1", "dm" }), ("until", new DateOnly(2026, 12, 3)));
        Assert.Equal("Draft shown to S1, dm, to be answered by 3 Dec 2026", MoveKind.Find(null, "consult")!.Sentence(consult));
    }

    [Fact]
    public void What_an_approver_decides_takes_an_approver()
    {
        Assert.Equal([Permission.Approve], MoveKind.Find(null, "approve")!.Needs);
        Assert.All(MoveKind.On(Thing.Find("adaptations")), m => Assert.Equal([Permission.Approve], m.Needs));
        // What moves others with it is the planner's.
        Assert.All(MoveKind.On(Thing.Find("actions")), m => Assert.Equal(m.Name is not "move", m.IsOwn));
        // Whoever owns a risk starts and ends what was planned for it; whoever is asked answers.
        Assert.Equal(
            ["measures/rebase", "questions/answer", "risks/activate", "risks/stand-down"],
            MoveKind.All.Where(m => m.IsOwn && m.Thing?.List is not "actions").Select(m => m.ToString()).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_risk_that_happens_is_under_way_until_it_is_over_and_may_happen_again()
    {
        var risk = Of<Risk>(("contingency", Of<Contingency>(("trigger", "Two shifts short"), ("plan", "Call the bank"))));

        Make<ActivateContingency>(risk, ("on", new DateOnly(2026, 11, 1)), ("note", "Three nurses ill"));

        Assert.True(risk.IsActive);
        Assert.Equal(new DateOnly(2026, 11, 1), risk.Contingency!.Activated);
        Assert.Throws<OutOfTurn>(() => Make<ActivateContingency>(risk));
        Assert.Throws<RuleBroken>(() => Make<StandDownContingency>(risk, ("on", new DateOnly(2026, 10, 31))));

        Make<StandDownContingency>(risk, ("note", "Bank staff stay on the list"));

        Assert.False(risk.IsActive);
        var first = Assert.Single(risk.Activations);
        Assert.Equal((new DateOnly(2026, 11, 1), Now.On), (first.On!.Value, first.Off!.Value));
        Assert.Equal("Three nurses ill\nBank staff stay on the list", first.Note);
        Assert.Throws<OutOfTurn>(() => Make<StandDownContingency>(risk));

        Make<ActivateContingency>(risk);
        Assert.Equal([true, false], risk.Activations.Select(a => a.Off is not null));
        Assert.Equal(Now.On, risk.Contingency.Activated);
    }

    [Fact]
    public void A_risk_without_a_plan_for_it_is_not_started()
    {
        var broken = Assert.Throws<RuleBroken>(() =>
            Make<ActivateContingency>(Of<Risk>(("event", "Fire"), ("contingency", Of<Contingency>(("trigger", "Smoke")))))
        );
        Assert.Contains("what you will do", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_is_answered_or_dropped_once()
    {
        var question = Of<Domain.Monitor.Question>(("why", "More falls since March: why?"));
        Make<Domain.Monitor.AnswerQuestion>(question, ("answer", "The new floor"), ("cause", "It shines"));
        Assert.Equal(("The new floor", "It shines", Now.On), (question.Answer, question.Cause, question.Closed!.Value));
        Assert.Throws<OutOfTurn>(() => Make<Domain.Monitor.DropQuestion>(question, ("reason", "Late")));

        var other = Of<Domain.Monitor.Question>(("why", "Fewer visits?"));
        Make<Domain.Monitor.DropQuestion>(other, ("reason", "Counted wrongly"));
        Assert.Equal(("Counted wrongly", Domain.Monitor.QuestionState.Closed), (other.Answer, other.Stands));
    }

    [Fact]
    public void A_cycle_is_predicted_before_anything_is_known_and_studied_against_that()
    {
        var cycle = Of<ImprovementCycle>(("id", "PD1"), ("change_idea", "A lamp in the corridor"));
        Assert.Throws<OutOfTurn>(() => Make<BeginCycle>(cycle));
        Assert.Throws<OutOfTurn>(() => Make<StudyCycle>(cycle, ("study", "One fall fewer")));
        Assert.Null(cycle.Settled());

        Make<PredictCycle>(cycle, ("prediction", "Two falls fewer"), ("data_plan", "Falls a month"));
        // Until it begins it may be said better.
        Make<PredictCycle>(cycle, ("prediction", "Three falls fewer"));

        Assert.Equal(("Three falls fewer", "Falls a month", Now.On), (cycle.Prediction, cycle.DataPlan, cycle.PredictedOn!.Value));
        Assert.Equal(["prediction", "data_plan", "predicted_on"], cycle.Settled()!.Value.Fields);
        Assert.Throws<OutOfTurn>(() => Make<StudyCycle>(cycle, ("study", "One fall fewer")));
        Make<BeginCycle>(cycle);
        Assert.Equal(Now.On, cycle.Began);
        Assert.Throws<OutOfTurn>(() => Make<BeginCycle>(cycle));
        Assert.Throws<OutOfTurn>(() => Make<PredictCycle>(cycle, ("prediction", "One fall fewer")));
        Assert.Throws<OutOfTurn>(() => Make<ActOnCycle>(cycle, ("act", CycleAct.Adopt)));
        Make<StudyCycle>(cycle, ("study", "One fall fewer"));
        Assert.Equal("next", Assert.Throws<RuleBroken>(() => Make<ActOnCycle>(cycle, ("act", CycleAct.Adapt), ("next", "PD1"))).Field);
        Make<ActOnCycle>(cycle, ("act", CycleAct.Adapt), ("next", "PD2"));
        Assert.Equal(("One fall fewer", CycleAct.Adapt, "PD2"), (cycle.Study, cycle.Act!.Value, cycle.Next));
        Assert.Throws<OutOfTurn>(() => Make<StudyCycle>(cycle, ("study", "None")));
    }

    [Fact]
    public void What_has_a_result_is_not_predicted_and_no_result_is_said_before_a_prediction()
    {
        foreach (var result in (string[])["do", "study"])
            Assert.Throws<OutOfTurn>(() => Make<PredictCycle>(Of<ImprovementCycle>((result, "Done")), ("prediction", "Fewer")));
        Assert.Equal("do", Assert.Single(Of<ImprovementCycle>(("do", "Done")).TooEarly()).Field);
        Assert.Empty(Of<ImprovementCycle>(("do", "Done"), ("prediction", "Fewer")).TooEarly());
    }

    [Fact]
    public void What_somebody_said_is_answered_told_and_asked_about_again()
    {
        var feedback = Of<FeedbackItem>(("said", "The bell is not heard"), ("on", new DateOnly(2026, 10, 20)));
        Assert.Throws<OutOfTurn>(() => Make<TellBack>(feedback, ("how", "At the meeting")));
        Assert.Throws<OutOfTurn>(() => Make<AskAgain>(feedback, ("helped", Helped.Yes)));
        Assert.Throws<OutOfTurn>(() => Make<AnswerFeedback>(new FeedbackItem(), ("text", "A new bell")));

        Make<AnswerFeedback>(feedback, ("text", "A new bell"));
        Assert.Equal(("A new bell", Now.On), (feedback.Response, feedback.Responded!.Value));
        foreach (var day in (DateOnly[])[new(2026, 10, 19), Now.On.AddDays(1)])
            Assert.Equal("on", Assert.Throws<RuleBroken>(() => Make<TellBack>(feedback, ("how", "By letter"), ("on", day))).Field);
        Make<TellBack>(feedback, ("how", "At the meeting"), ("on", new DateOnly(2026, 11, 2)));
        Assert.Equal(("At the meeting", new DateOnly(2026, 11, 2)), (feedback.ToldHow, feedback.Responded!.Value));
        Assert.Equal(
            "on",
            Assert.Throws<RuleBroken>(() => Make<AskAgain>(feedback, ("helped", Helped.No), ("on", new DateOnly(2026, 11, 1)))).Field
        );
        Make<AskAgain>(feedback, ("helped", Helped.Partly));
        Assert.Equal((Helped.Partly, Now.On), (feedback.AskedAgain!.Helped!.Value, feedback.AskedAgain.On!.Value));
        Assert.Throws<OutOfTurn>(() => Make<AnswerFeedback>(feedback, ("text", "Another")));
    }

    [Fact]
    public void Whether_it_helped_is_read_as_it_was_written_before_and_written_as_it_is_now()
    {
        foreach (
            var (before, now) in (IEnumerable<(string, Helped)>)[("true", Helped.Yes), ("false", Helped.No), ("\"partly\"", Helped.Partly)]
        )
        {
            var again = (AskedAgain)Shape.Of<AskedAgain>().FromJson($$"""{"helped":{{before}}}""");
            Assert.Equal(now, again.Helped);
            Assert.Equal($$"""{"helped":"{{Words.Written(now)}}"}""", Shape.Of<AskedAgain>().ToJson(again));
        }
    }

    [Fact]
    public void Limits_are_counted_anew_once_it_is_agreed_and_one_question_at_a_time()
    {
        var measure = Of<Measure>(("id", "M1"), ("name", "Falls"));
        Assert.Throws<OutOfTurn>(() => Make<AgreeRebase>(measure));
        Assert.Throws<OutOfTurn>(() => Make<RefuseRebase>(measure, ("reason", "Too soon")));
        Assert.Equal(
            "on",
            Assert.Throws<RuleBroken>(() => Make<AskRebase>(measure, ("on", Now.On.AddDays(1)), ("reason", "New rota"))).Field
        );
        var day = new DateOnly(2026, 6, 1);
        Make<AskRebase>(measure, ("on", day), ("reason", "New rota"));
        Assert.Equal(("New rota", Now.By, true), (measure.AskedRebase!.Reason, measure.AskedRebase.AskedBy, measure.AskedRebase.IsAsked));
        Assert.Throws<OutOfTurn>(() => Make<AskRebase>(measure, ("on", new DateOnly(2026, 7, 1)), ("reason", "New floor")));
        Make<RefuseRebase>(measure, ("reason", "Too soon"));
        Assert.Empty(measure.Rebase);
        Make<AskRebase>(measure, ("on", day), ("reason", "New rota"));
        Make<AgreeRebase>(measure);
        var rebase = Assert.Single(measure.Rebase);
        Assert.Equal((day, "New rota", Now.By, Now.By, Now.On), (rebase.On, rebase.Reason, rebase.AskedBy, rebase.Approver, rebase.Agreed));
        Assert.False(rebase.IsAsked);
        Assert.Equal("on", Assert.Throws<RuleBroken>(() => Make<AskRebase>(measure, ("on", day), ("reason", "Again"))).Field);
        // Those of before, who said nothing of asking, are in force.
        Assert.False(Of<Rebase>(("on", day)).IsAsked);
    }

    [Fact]
    public void A_review_is_held_once_with_what_was_seen_and_decided_and_stands()
    {
        var review = Of<Review>(("kind", ReviewKind.Quarterly), ("attendees", new[] { "RM" }));
        Assert.Equal("text", Assert.Throws<RuleBroken>(() => Make<HoldReview>(review)).Field);
        var open = new[] { Of<ReviewDecision>(("text", "Lamps first")), Of<ReviewDecision>(("decision", DecisionKind.Keep)) };
        Assert.Equal(
            ["decisions[0].decision", "decisions[1].text"],
            Assert.Throws<RuleBroken>(() => Make<HoldReview>(review, ("decisions", open))).Refusals.Select(r => r.Field)
        );
        var hold = Of<HoldReview>(
            ("text", "No signal yet"),
            ("decisions", new[] { Of<ReviewDecision>(("decision", DecisionKind.Adapt), ("text", "Lamps first")) })
        );
        hold.Sees("""{"on":"2026-11-03"}""", ReviewPeriod.Of(new DateOnly(2026, 8, 1), Now.On));
        Assert.Null(review.Settled());
        MoveKind.OfOperation(nameof(HoldReview))!.Make(hold, review, Now);

        Assert.Equal(
            (Now.On, "No signal yet", "RM", "Lamps first"),
            (review.HeldOn!.Value, review.Text, review.Attendees[0], review.Decisions[0].Text)
        );
        Assert.Equal(["kind", "held_on", "period", "attendees", "text", "decisions", "saw"], review.Settled()!.Value.Fields);
        Assert.Equal(
            [false, true, true, false],
            new[] { new DateOnly(2026, 7, 31), new(2026, 8, 1), Now.On, Now.On.AddDays(1) }.Select(review.Locks)
        );
        Assert.Throws<OutOfTurn>(() => Make<HoldReview>(review, ("text", "Again")));
        // A review of which a file says only that it was held locks no time and may be told better.
        var told = Of<Review>(("held_on", Now.On));
        Assert.False(told.Locks(Now.On));
        Assert.Null(told.Settled());
    }
}
