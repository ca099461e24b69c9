using Goldthread.App.Develop.Findings;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;

namespace Goldthread.App.Tests.Rules;

/// <summary>Moves: who makes them, from which state, what they leave, and that nothing else sets what they set.</summary>
public sealed class MovesTests(Ground ground) : IClassFixture<Ground>
{
    /// <summary>A plan with one of each thing that moves, a move at a time.</summary>
    static async Task<(string Plan, string Item)> ReadyAsync(House house, MoveKind move, string? state = null)
    {
        state ??= move.From.Count > 0 ? move.From[0] : null;
        if (move.Thing is null)
        {
            Assert.True(Words.TryParse<PlanStatus>(state!, out var status));
            var own = await house.PlanAsync(status);
            if (status is not PlanStatus.Closed)
                await house.AddAsync(Actor.CommandLine, own, "engagements", values: ("method", "At the residents' meeting"));
            return (own, own);
        }
        var plan = await house.PlanAsync();
        return (
            plan,
            move.Thing.List switch
            {
                "actions" => await house.AddAsync(
                    Actor.CommandLine,
                    plan,
                    "actions",
                    values: [("title", "Write the rota"), ("accountable", "st1"), ("status", state)]
                ),
                "adaptations" => await house.AddAsync(
                    Actor.CommandLine,
                    plan,
                    "adaptations",
                    values: [("about", "A1"), ("field", "due"), ("reason", "Two are ill")]
                ),
                "agreements" => await AgreementAsync(house, plan),
                "engagements" => await house.AddAsync(Actor.CommandLine, plan, "engagements", values: ("said", "Visits end too early")),
                "audits" => await house.AddAsync(
                    Actor.CommandLine,
                    plan,
                    "audits",
                    values:
                    [
                        ("title", "Medicines"),
                        (
                            "answers",
                            (AuditAnswer[])[(AuditAnswer)Shape.Of<AuditAnswer>().FromJson("""{"question":"Is it locked?","score":"met"}""")]
                        ),
                    ]
                ),
                "feedback" => await house.AddAsync(
                    Actor.CommandLine,
                    plan,
                    "feedback",
                    values: [("said", "Soup at night is good"), ("response", move.Name is "tell-back" or "ask-again" ? "It stays" : null)]
                ),
                "measures" => await AskedAsync(
                    house,
                    plan,
                    await house.AddAsync(Actor.CommandLine, plan, "measures", values: [("name", "Bells"), ("owner", "st1")]),
                    move.Name is not "rebase"
                ),
                "objectives" => await house.AddAsync(Actor.CommandLine, plan, "objectives", values: ("title", "Nights are calm")),
                "risks" => await house.AddAsync(
                    Actor.CommandLine,
                    plan,
                    "risks",
                    values:
                    [
                        ("event", "Too few on the night shift"),
                        ("owner", "st1"),
                        ("contingency", Part("plan", "Call the bank", typeof(Contingency))),
                        (
                            "activations",
                            move.Name is "stand-down" ? new[] { (Activation)Part("on", House.Today, typeof(Activation)) } : null
                        ),
                        ("status", state),
                    ]
                ),
                "pdsa" => await house.AddAsync(
                    Actor.CommandLine,
                    plan,
                    "pdsa",
                    values:
                    [
                        ("change_idea", "A lamp in the corridor"),
                        ("prediction", move.Name is "predict" ? null : "Two falls fewer"),
                        ("predicted_on", move.Name is "predict" ? null : House.Today),
                        ("began", move.Name is "study" or "act" ? House.Today : null),
                        ("study", move.Name is "act" ? "One fall fewer" : null),
                    ]
                ),
                "questions" => await house.AddAsync(
                    Actor.CommandLine,
                    plan,
                    "questions",
                    values: [("why", "More falls since March: why?"), ("owner", "st1")]
                ),
                var list when Simple.TryGetValue(list, out var one) => await house.AddAsync(Actor.CommandLine, plan, list, values: one),
                var list => throw new InvalidOperationException($"Say how one of {list} is made, so that its moves are tried."),
            }
        );
    }

    static async Task<string> AgreementAsync(House house, string plan)
    {
        var partner = await house.AddAsync(Actor.CommandLine, plan, "partners", values: ("name", "Riverside Council"));
        return await house.AddAsync(
            Actor.CommandLine,
            plan,
            "agreements",
            values: [("purpose", "Share what is known of falls"), ("partners", partner)]
        );
    }

    static async Task<string> AskedAsync(House house, string plan, string measure, bool asks)
    {
        if (asks)
            await house.MoveAsync(Actor.CommandLine, plan, "measures", measure, "rebase", ("on", "2026-06-01"), ("reason", "A new rota"));
        return measure;
    }

    /// <summary>What needs no more than one answer.</summary>
    static readonly Dictionary<string, (string, object?)> Simple = new(StringComparer.Ordinal)
    {
        ["disagreements"] = ("issue", "Who pays for the rails"),
        ["meetings"] = ("title", "Plan meeting"),
        ["notifications"] = ("incident_kind", "A fall with injury"),
        ["regulatory_actions"] = ("text", "Keep a record of every fall"),
        ["reviews"] = ("kind", "quarterly"),
        ["visits"] = ("kind", "reg44"),
    };

    static Part Part(string field, object value, Type type)
    {
        var part = Shape.Of(type).New();
        Shape.Of(type)[field].Set(part, value);
        return part;
    }

    /// <summary>Answers that are enough.</summary>
    static (string, object?)[] Answers(MoveKind move) =>
        [
            .. move
                .Shape.Fields.Select(f =>
                    (
                        f.Name,
                        (object?)f.Name switch
                        {
                            "reason" => "It was looked at again",
                            "title" => "Days are calm",
                            "starts" => "2027-04-01",
                            "ends" => "2028-03-31",
                            "people" => "S1",
                            "text" => "Visits end too early",
                            "answer" => "kept",
                            "progress" => "40",
                            "evidence" => "E1",
                            "held" => "true",
                            "prediction" => "Two falls fewer",
                            "study" => "One fall fewer",
                            "act" => "adopt",
                            "how" => "At the meeting",
                            "answers" => (object)
                                (GivenAnswer[])[(GivenAnswer)Shape.Of<GivenAnswer>().FromJson("""{"question":"1","score":"partly"}""")],
                            "helped" => "partly",
                            "on" when move.Thing?.List is "measures" => "2026-06-01",
                            "accountable" => "st1",
                            "owner" => "st2",
                            "partner" => "PA1",
                            "agrees" => "true",
                            "position" => "The home pays",
                            _ => null,
                        }
                    )
                )
                .Where(a => a.Item2 is not null),
        ];

    static Task MakeAsync(House house, Actor who, MoveKind move, string plan, string item, params (string, object?)[] answers) =>
        move.Thing is null
            ? house.MoveAsync(who, plan, move.Name, answers)
            : house.MoveAsync(who, plan, move.Thing.List, item, move.Name, answers);

    [Theory, Databases(LongOn = Engine.Postgres)]
    public async Task Each_move_is_made_by_who_may_alone(Engine engine)
    {
        var house = ground[engine];
        foreach (var move in MoveKind.All)
        {
            var (plan, item) = await ReadyAsync(house, move);
            foreach (var role in Enum.GetValues<Role>())
            {
                foreach (var own in (string?[])[null, "st1"])
                {
                    var who = house.Somebody(own, role);
                    var may =
                        move.Needs.Any(n => Roles.Allows(role, n)) && role is not Role.Administrator
                        || (move.IsOwn && own is not null && Roles.Allows(role, Permission.Contribute))
                        // Who writes the list makes its moves; an action is made by who writes actions.
                        || (
                            move.Thing is not null
                            && move.Needs.Contains(Permission.WritePlans)
                            && move.Name is not "make-action"
                            && Acceptance.MayWrite(who, house.Path, move.Thing)
                        );
                    if (may)
                        continue;
                    if (role is Role.Administrator)
                        await house.RefusesAsync<Missing>(plan, () => MakeAsync(house, who, move, plan, item, Answers(move)));
                    else
                        await house.RefusesAsync<Forbidden>(plan, () => MakeAsync(house, who, move, plan, item, Answers(move)));
                }
            }
            await house.RefusesAsync<Missing>(plan, () => MakeAsync(house, house.Neighbour(Role.Planner), move, plan, item, Answers(move)));
            // What somebody is in the area beside does not count in this one, be it that they read here.
            var reader = house.Somebody(Role.Reader);
            var beside = Enum.GetValues<Role>().Where(r => r is not Role.Administrator).SelectMany(r => house.Neighbour(r).Grants);
            await house.RefusesAsync<Forbidden>(
                plan,
                () => MakeAsync(house, reader with { Grants = [.. reader.Grants, .. beside] }, move, plan, item, Answers(move))
            );
            if (move.Thing is not null)
                await house.RefusesAsync<Missing>(plan, () => MakeAsync(house, Actor.CommandLine, move, plan, "NOTHING", Answers(move)));
        }
    }

    [Theory, Databases]
    public async Task Each_move_leaves_one_line_of_its_own_with_what_was_answered(Engine engine)
    {
        var house = ground[engine];
        foreach (var move in MoveKind.All.Where(m => m.Operation is not nameof(ApprovePlan)))
        {
            var (plan, item) = await ReadyAsync(house, move);
            var who = house.Somebody(
                move.IsOwn ? "st1" : null,
                move.IsOwn ? Role.Contributor : Enum.GetValues<Role>().First(r => move.Needs.Any(n => Roles.Allows(r, n)))
            );
            var (before, revision) = ((await house.LinesAsync(plan)).Count, (await house.PlanRowAsync(plan)).Revision);

            await MakeAsync(house, who, move, plan, item, Answers(move));

            var line = Assert.Single(await house.LinesAsync(plan, before), l => l.Operation == move.Operation);
            Assert.Equal((move.Thing?.List ?? "plan", item, who.PersonId), (line.List, line.Item, line.PersonId));
            var said = MakeMove.Sentence(line);
            Assert.NotNull(said);
            if (Answers(move).Any(a => a.Item1 is "reason"))
                Assert.EndsWith("It was looked at again", said, StringComparison.Ordinal);
            Assert.True((await house.PlanRowAsync(plan)).Revision > revision);
        }
        await using var db = house.At.Open();
        Assert.Empty((await Recorded.VerifyAsync(db)).Faults);
    }

    [Theory, Databases]
    public async Task What_is_said_of_a_draft_waits_among_the_engagements_for_its_answer(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var (contributor, planner) = (house.Somebody(Role.Contributor), house.Somebody(Role.Planner));

        await house.MoveAsync(contributor, plan, "comment", ("text", "Visits end too early"), ("about", "O1"), ("stakeholder", "S1"));

        var said = (await house.DocumentAsync(plan)).Engagements[^1];
        Assert.Equal(
            ("Visits end too early", "O1", "S1", EngagementLevel.Consult, null),
            (said.Said, said.About, said.Stakeholder, said.Level, said.Answer)
        );
        // Whoever said it does not answer it, and nothing is answered before it is said.
        (string, object?)[] kept = [("answer", "kept"), ("reason", "The doors are locked at eight")];
        await house.RefusesAsync<Forbidden>(plan, () => house.MoveAsync(contributor, plan, "engagements", said.Id, "answer", kept));
        var silent = await house.AddAsync(Actor.CommandLine, plan, "engagements", values: ("method", "A letter"));
        await house.RefusesAsync<RuleBroken>(plan, () => house.MoveAsync(planner, plan, "engagements", silent, "answer", kept));

        await house.MoveAsync(planner, plan, "engagements", said.Id, "answer", kept);

        var answered = (await house.DocumentAsync(plan)).Engagements.Single(e => e.Id == said.Id);
        Assert.Equal((EngagementAnswer.Kept, "The doors are locked at eight"), (answered.Answer, answered.ChangedPlan));
        Assert.Equal(0, (await house.ImportAsync(Actor.CommandLine, await house.ExportAsync(plan))).Changed);
    }

    [Theory, Databases(LongOn = Engine.Postgres)]
    public async Task From_any_other_state_each_move_is_out_of_turn_and_what_is_owed_is_asked(Engine engine)
    {
        var house = ground[engine];
        foreach (var move in MoveKind.All.Where(m => m.From.Count > 0))
        {
            foreach (var state in move.Of["status"].Choices.Where(c => !move.From.Contains(c.Written)))
            {
                var (plan, item) = await ReadyAsync(house, move, state.Written);
                var refused = await house.RefusesAsync<OutOfTurn>(
                    plan,
                    () => MakeAsync(house, Actor.CommandLine, move, plan, item, Answers(move))
                );
                Assert.Contains(
                    move.Thing is not null || state.Written is not "closed" ? state.Read : "closed",
                    refused.Message,
                    StringComparison.Ordinal
                );
            }
        }
        foreach (var move in MoveKind.All)
        {
            foreach (var owed in move.Shape.Owed)
            {
                var (plan, item) = await ReadyAsync(house, move);
                foreach (var blank in (string?[])[null, "  "])
                {
                    if (blank is not null && owed.Kind is not FieldKind.Text)
                        continue;
                    var refused = await house.RefusesAsync<RuleBroken>(
                        plan,
                        () =>
                            MakeAsync(
                                house,
                                Actor.CommandLine,
                                move,
                                plan,
                                item,
                                [.. Answers(move).Where(a => a.Item1 != owed.Name), (owed.Name, blank)]
                            )
                    );
                    Assert.Contains(refused.Refusals, r => r.Field == owed.Name);
                }
            }
        }
    }

    [Theory, Databases]
    public async Task What_a_move_sets_no_edit_sets_whoever_makes_it(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        await house.AddAsync(Actor.CommandLine, plan, "adaptations", values: ("reason", "Two are ill"));
        var ids = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["actions"] = "A1",
            ["adaptations"] = "AD1",
            ["agreements"] = await house.AddAsync(
                Actor.CommandLine,
                plan,
                "agreements",
                values: ("purpose", "Share what is known of falls")
            ),
            ["engagements"] = await house.AddAsync(Actor.CommandLine, plan, "engagements", values: ("said", "Visits end too early")),
            ["audits"] = "AU1",
            ["feedback"] = "F1",
            ["measures"] = "M1",
            ["reviews"] = await house.AddAsync(Actor.CommandLine, plan, "reviews", values: ("kind", "quarterly")),
            ["pdsa"] = await house.AddAsync(Actor.CommandLine, plan, "pdsa", values: ("change_idea", "A lamp in the corridor")),
            ["questions"] = await house.AddAsync(Actor.CommandLine, plan, "questions", values: ("why", "More falls since March: why?")),
            ["risks"] = "RK1",
        };
        foreach (var who in (Actor[])[house.Somebody("st1", Role.Planner, Role.Approver), Actor.CommandLine])
        {
            foreach (var thing in Thing.All)
            {
                foreach (var field in thing.Shape.Fields.Where(f => f.MovedBy.Count > 0))
                {
                    var refused = await house.RefusesAsync<RuleBroken>(
                        plan,
                        () => house.EditAsync(who, plan, thing.List, ids[thing.List], values: (field.Name, Value(field)))
                    );
                    Assert.Equal((field.Name, MoveKind.Refusal(thing, field)), (refused.Field, refused.Message));
                }
            }
            foreach (var field in Shape.Of<Plan>().Fields.Where(f => f.MovedBy.Count > 0))
            {
                var refused = await house.RefusesAsync<RuleBroken>(
                    plan,
                    () => house.EditPlanAsync(who, plan, values: (field.Name, Value(field)))
                );
                Assert.Equal(field.Name, refused.Field);
            }
        }
        // Whoever answers for it is told of the move too, and not that it is somebody else's to write.
        await house.RefusesAsync<RuleBroken>(
            plan,
            () => house.EditAsync(house.Somebody("st1", Role.Contributor), plan, "actions", "A1", values: ("status", "done"))
        );
        // Agreement is an approver's move from the first day of a change on.
        foreach (var field in (string[])["approver", "re_approved", "refused"])
            await house.RefusesAsync<RuleBroken>(
                plan,
                () =>
                    house.AddAsync(
                        Actor.CommandLine,
                        plan,
                        "adaptations",
                        values: [("reason", "Two are ill"), (field, Value(Thing.Find("adaptations")!.Shape[field]))]
                    )
            );

        static object Value(Field field)
        {
            if (field.Inner is { } inner)
            {
                var part = inner.New();
                if (inner.Find("on") is { } on)
                    on.Set(part, House.Today);
                else
                    inner.Fields.First(f => f.Kind is FieldKind.Text).Set(part, "P-1");
                return field.Kind is FieldKind.Parts ? field.List([part]) : part;
            }
            return field.Kind switch
            {
                FieldKind.Choice => field.Choices[^1].Written,
                FieldKind.Date => "2026-11-25",
                FieldKind.Whole => "50",
                _ => "RM",
            };
        }
    }

    [Theory, Databases]
    public async Task A_note_alone_is_an_observation_that_the_action_closes_on(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var own = house.Somebody("st1", Role.Contributor);
        Assert.Equal(
            "evidence",
            (await house.RefusesAsync<RuleBroken>(plan, () => house.MoveAsync(own, plan, "actions", "A1", "close"))).Field
        );
        Assert.Equal(
            "evidence",
            (
                await house.RefusesAsync<RuleBroken>(plan, () => house.MoveAsync(own, plan, "actions", "A1", "close", ("evidence", "E9")))
            ).Field
        );
        Assert.Equal(
            "note",
            (
                await house.RefusesAsync<RuleBroken>(
                    plan,
                    () => house.MoveAsync(own, plan, "actions", "A1", "close", ("note", "Seen by 943 476 5919"))
                )
            ).Field
        );

        await house.MoveAsync(own, plan, "actions", "A1", "close", ("note", "Each lamp\nis lit"), ("check_on", "2026-12-01"));

        var document = await house.DocumentAsync(plan);
        var action = document.Actions[0];
        var seen = document.Evidence[^1];
        Assert.Equal((EvidenceType.Observation, "Each lamp is lit", House.Today, own.Name), (seen.Type, seen.Title, seen.On, seen.Author));
        Assert.Equal(["A1"], seen.Supports);
        Assert.Equal((ActionStatus.Done, seen.Id, "Each lamp\nis lit"), (action.Status, action.Evidence.Single(), action.Closed!.Note));
        Assert.Equal("Closed: Each lamp\nis lit; a check is due on 1 Dec 2026", MakeMove.Sentence((await house.LinesAsync(plan))[^1]));
        // The file tells it, and tells the same again.
        Assert.Equal(0, (await house.ImportAsync(Actor.CommandLine, await house.ExportAsync(plan))).Changed);
    }

    [Theory, Databases]
    public async Task What_comes_back_is_made_once_when_it_is_closed_or_skipped(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(PlanStatus.Live);
        var own = house.Somebody("st1", Role.Contributor);
        var visit = await house.AddAsync(
            Actor.CommandLine,
            plan,
            "actions",
            values:
            [
                ("title", "Visit by night"),
                ("accountable", new[] { "st1" }),
                ("due", "2026-12-31"),
                ("repeats", Part("every", Rhythm.Month, typeof(Repeats))),
            ]
        );
        async Task<string[]> DuesAsync() =>
            [
                .. (await house.DocumentAsync(plan))
                    .Actions.Skip(2)
                    .Select(a => $"{a.Id} {a.Due:yyyy-MM-dd} {a.Standing} {string.Join(' ', a.After)}".Trim()),
            ];

        await house.MoveAsync(own, plan, "actions", visit, "close", ("note", "All is calm"));
        Assert.Equal([$"{visit} 2026-12-31 Done", $"A4 2027-01-31 NotStarted {visit}"], await DuesAsync());
        // Closed once more, it is not doubled; removed, it does not come again.
        await house.MoveAsync(own, plan, "actions", visit, "reopen", ("reason", "One floor was left out"));
        await house.MoveAsync(own, plan, "actions", visit, "close", ("note", "All is calm"));
        Assert.Equal(2, (await DuesAsync()).Length);
        await house.MoveAsync(own, plan, "actions", "A4", "cancel", ("reason", "The home is closed for repairs"));
        Assert.Equal("A5 2027-02-28 NotStarted A4", (await DuesAsync())[^1]);
        await house.RemoveAsync(Actor.CommandLine, plan, "actions", "A5", "No more visits");
        await house.MoveAsync(own, plan, "actions", "A4", "reopen", ("reason", "It was open"));
        await house.MoveAsync(own, plan, "actions", "A4", "close", ("note", "All is calm"));
        Assert.Equal(2, (await DuesAsync()).Length);
        Assert.Equal(0, (await house.ImportAsync(Actor.CommandLine, await house.ExportAsync(plan))).Changed);

        // The 30th stays the 30th: the one before tells it from the last of February.
        var count = await house.AddAsync(
            Actor.CommandLine,
            plan,
            "actions",
            values:
            [
                ("title", "Count the stock"),
                ("accountable", new[] { "st1" }),
                ("due", "2027-01-30"),
                ("repeats", Part("every", Rhythm.Month, typeof(Repeats))),
            ]
        );
        foreach (var due in new[] { "2027-02-28", "2027-03-30" })
        {
            await house.MoveAsync(own, plan, "actions", count, "close", ("note", "All is there"));
            var next = (await DuesAsync())[^1];
            Assert.Contains(due, next, StringComparison.Ordinal);
            count = next.Split(' ')[0];
        }

        // A gate takes named evidence, not what was seen.
        var gate = await house.AddAsync(
            Actor.CommandLine,
            plan,
            "actions",
            values: [("title", "Nights are calm"), ("milestone", true), ("gate", Part("needs", new[] { "the rota" }, typeof(ActionGate)))]
        );
        await house.RefusesAsync<RuleBroken>(
            plan,
            () => house.MoveAsync(Actor.CommandLine, plan, "actions", gate, "close", ("note", "Seen"))
        );
        await house.MoveAsync(Actor.CommandLine, plan, "actions", gate, "close", ("evidence", "E1"));
        Assert.Equal(House.Today, (await house.DocumentAsync(plan)).Actions[^1].Gate!.Passed);
    }

    [Theory, Databases]
    public async Task What_comes_after_an_action_moves_with_it_each_with_its_line_and_its_adaptation(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(PlanStatus.Live);
        var planner = house.Somebody(Role.Planner);
        await house.EditAsync(planner, plan, "actions", "A2", "It has a day", values: ("starts", "2026-12-21"));
        // What the planner does not see stays where it is.
        var author = house.Somebody(Role.Planner);
        var restricted = await house.AddAsync(
            author,
            plan,
            "actions",
            values: [("title", "Ask the family"), ("due", "2027-01-05"), ("after", new[] { "A1" }), ("restricted", true)]
        );
        var before = (await house.LinesAsync(plan)).Count;
        Assert.Equal(
            "reason",
            (
                await house.RefusesAsync<RuleBroken>(
                    plan,
                    () => house.MoveAsync(planner, plan, "actions", "A1", "move", ("due", "2027-01-04"))
                )
            ).Field
        );
        // The lines of the record are all there or none: what a name might identify is asked about first.
        await house.RefusesAsync<RuleBroken>(
            plan,
            () => house.MoveAsync(planner, plan, "actions", "A1", "move", ("due", "2027-01-04"), ("reason", "Call 943 476 5919"))
        );
        await house.RefusesAsync<RuleBroken>(
            plan,
            () => house.MoveAsync(planner, plan, "actions", "A1", "move", ("due", "2026-12-31"), ("reason", "As it is"))
        );

        // From Thursday 31 December to Monday 4 January is one working day.
        await house.MoveAsync(planner, plan, "actions", "A1", "move", ("due", "2027-01-04"), ("reason", "Two are ill"));

        var document = await house.DocumentAsync(plan);
        Assert.Equal(
            [("A1", null, "2027-01-04"), ("A2", "2026-12-22", "2027-01-04"), (restricted, null, "2027-01-05")],
            document.Actions.Select(a =>
                (
                    a.Id,
                    a.Starts?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
                    a.Due?.ToString("O", System.Globalization.CultureInfo.InvariantCulture)
                )!
            )
        );
        var lines = (await house.LinesAsync(plan, before)).Where(l => l.Operation == nameof(MoveAction)).ToList();
        Assert.Equal(["A1", "A2"], lines.Select(l => l.Item));
        Assert.All(lines, l => Assert.Equal("Two are ill", l.Reason));
        Assert.Equal("Moved to start on 22 Dec 2026 to be done by 4 Jan 2027: Two are ill", MakeMove.Sentence(lines[1]));
        Assert.Equal(
            [("A1", AdaptedField.Due), ("A2", AdaptedField.Starts), ("A2", AdaptedField.Due)],
            document.Adaptations.TakeLast(3).Select(a => (a.About!, a.Field!.Value))
        );
        Assert.All(document.Adaptations.TakeLast(3), a => Assert.Equal(("Two are ill", null), (a.Reason, a.Approver)));
        Assert.Equal(0, (await house.ImportAsync(Actor.CommandLine, await house.ExportAsync(plan))).Changed);
    }

    [Theory, Databases]
    public async Task A_closed_plan_is_read_only_until_it_is_reopened(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(PlanStatus.Live);
        var planner = house.Somebody("st1", Role.Planner, Role.Approver, Role.Contributor, Role.QualityLead);
        Assert.Equal("reason", (await house.RefusesAsync<RuleBroken>(plan, () => house.MoveAsync(planner, plan, "close"))).Field);
        await house.MoveAsync(planner, plan, "close", ("reason", "The home closes"));

        var file = await house.ExportAsync(plan);
        Func<Task>[] ways =
        [
            () => house.AddAsync(planner, plan, "actions", "Why", ("title", "One more")),
            () => house.AddAsync(planner, plan, "evidence", "Why", ("title", "A note")),
            () => house.EditAsync(planner, plan, "actions", "A1", "Why", values: ("kind", "train")),
            () => house.RemoveAsync(planner, plan, "risks", "RK1", "Why"),
            () => house.EditPlanAsync(planner, plan, "Why", values: ("summary", "Another")),
            () => house.FigureAsync(planner, plan, "M1", "Why", ("2026-11-01", 5)),
            () => house.MoveAsync(planner, plan, "actions", "A1", "start"),
            () => house.ImportAsync(planner, file.Replace("Write the rota", "Write another rota", StringComparison.Ordinal)),
            () =>
                house.ImportAsync(
                    house.Somebody(Role.Planner, Role.Approver),
                    file.Replace("status: closed", "status: live", StringComparison.Ordinal)
                ),
            () => house.Writer.RunAsync(planner, work => Waive.RunAsync(work, plan, "PL001", "objectives", "O1", "Why", House.Today)),
            () => house.Writer.RunAsync(planner, work => ApproveChanges.RunAsync(work, plan)),
        ];
        foreach (var way in ways)
            Assert.Contains("Reopen it first", (await house.RefusesAsync<OutOfTurn>(plan, way)).Message, StringComparison.Ordinal);
        // The same file again changes nothing, and is no fault.
        Assert.Equal(0, (await house.ImportAsync(planner, file)).Changed);

        await house.MoveAsync(planner, plan, "reopen", ("reason", "It stays"));
        await house.EditAsync(planner, plan, "actions", "A1", values: ("kind", "train"));
    }

    [Theory, Databases]
    public async Task A_plan_that_was_evaluated_closes_without_a_reason(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(PlanStatus.Live, "reviews: [{id: RV1, kind: evaluation, held_on: 2026-11-20}]");
        await house.MoveAsync(house.Somebody(Role.Planner), plan, "close");
        Assert.Equal("closed", (await house.PlanRowAsync(plan)).Status);
    }

    [Theory, Databases]
    public async Task Showing_the_draft_is_asking_and_without_it_nobody_asks_for_approval(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var planner = house.Somebody(Role.Planner);
        await house.RefusesAsync<RuleBroken>(plan, () => house.MoveAsync(planner, plan, "submit"));
        Assert.Equal(
            "people",
            (await house.RefusesAsync<RuleBroken>(plan, () => house.MoveAsync(planner, plan, "consult", ("people", "X1")))).Field
        );

        await house.MoveAsync(planner, plan, "consult", ("people", new[] { "S1", "st1" }), ("until", "2026-12-03"));

        var document = await house.DocumentAsync(plan);
        Assert.Equal(PlanStatus.Draft, document.Plan!.Standing);
        Assert.Equal(
            [("S1", "Shown the draft, to be answered by 3 Dec 2026"), (null, "Shown the draft, to be answered by 3 Dec 2026: st1")],
            document.Engagements.Select(e => (e.Stakeholder, e.Method!))
        );
        Assert.All(document.Engagements, e => Assert.Equal((House.Today, EngagementLevel.Consult), (e.On, e.Level)));
        await house.MoveAsync(planner, plan, "submit");
        Assert.Equal("consulted", (await house.PlanRowAsync(plan)).Status);
    }

    [Theory, Databases]
    public async Task Who_wrote_since_the_last_approval_does_not_approve(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(PlanStatus.Consulted);
        async Task<string?> WhyNotAsync(Actor who)
        {
            await using var db = house.At.Open();
            return await Approval.WhyNotAsync(db, who, (await PlanQueries.RowAsync(db, plan))!);
        }
        foreach (
            var write in (Func<Actor, Task>[])
                [
                    who => house.EditAsync(who, plan, "actions", "A1", values: ("kind", "train")),
                    who => house.EditPlanAsync(who, plan, values: ("summary", "Nights")),
                    who => house.MoveAsync(who, plan, "actions", "A1", "progress", ("progress", "10")),
                    who => house.AddAsync(who, plan, "feedback", values: ("theme", "Nights")),
                ]
        )
        {
            var who = house.Somebody(Role.Planner, Role.Approver);
            Assert.Null(await WhyNotAsync(who));
            await write(who);
            Assert.Contains("You wrote in this plan", await WhyNotAsync(who), StringComparison.Ordinal);
        }
        // To approve, to send back, to let a finding stand and to enter figures is no writing of the plan.
        var approver = house.Somebody(Role.Planner, Role.Approver);
        await house.FigureAsync(approver, plan, "M1", figures: ("2026-11-01", 5));
        await house.Writer.RunAsync(approver, work => Waive.RunAsync(work, plan, "PL002", "", "plan", "Soon", House.Today));
        await house.MoveAsync(approver, plan, "send-back", ("reason", "Ask the families"));
        Assert.Null(await WhyNotAsync(approver));
    }
}
