using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Govern.Example;
using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Tests.Develop;

/// <summary>What the pages say that set lists of a plan beside each other: the question that each of them answers, over the example and over small plans.</summary>
public sealed class SeenTogetherTests
{
    internal static readonly DateOnly Today = new(2026, 11, 25);

    static readonly PlanDocument Example = LoadExample.Read("rowan-court", Today);

    static PlanDocument Plan(string lists, string staff = "[]") =>
        PlanFile.Read(
            System.Text.Encoding.UTF8.GetBytes(
                $"goldthread: 1\narea: {{name: Rowan House, staff: {staff.ReplaceLineEndings(" ")}}}\nplan: {{id: P, title: P, starts: 2026-04-01, ends: 2027-03-31}}\n{lists}"
            ),
            Shipped.Data
        )
            is { Document: { } document }
            ? document
            : throw new InvalidOperationException("The plan cannot be read.");

    [Fact]
    public void The_map_says_who_has_not_been_heard_by_stage_and_by_group()
    {
        Assert.Equal(
            "3 of 9 have not been heard yet: Care Quality Commission, Harbour Street surgery and Supplying pharmacy; no voices at all of partner and regulator; nobody was heard while it is carried out; while it is watched only people who use services and carers and family; when it is judged only people who use services.",
            StakeholderMap.Of(Example, Today).Sentence
        );
        Assert.Equal("Nobody with a stake in the plan is named yet.", StakeholderMap.Of(Plan(""), Today).Sentence);

        var map = StakeholderMap.Of(
            Plan(
                """
                stakeholders:
                  - {id: S1, name: Families, group: carers-family, power: 1, interest: 1}
                  - {id: S2, name: The council, group: commissioner, power: 5, interest: 2}
                  - {id: S3, name: Neighbours, group: community}
                engagements:
                  - {id: E1, stakeholder: S1, on: 2026-05-01, stage: develop, said: Call us., told_back: 2026-06-01}
                  - {id: E2, stakeholder: S2, on: 2026-12-01, stage: develop, said: Too dear.}
                  - {id: E3, stakeholder: S2, on: 2026-05-02, stage: develop, method: Letter}
                """
            ),
            Today
        );
        // What is to come, and what was asked without an answer, is not heard yet.
        Assert.Equal(["S1"], map.Places.Where(p => p.IsHeard).Select(p => p.Who.Id));
        Assert.Single(map.Places.Single(p => p.Who.Id == "S2").Coming);
        // Those who care come first, whatever they can change.
        Assert.Equal([Closeness.Closely, Closeness.Content, null], map.Places.Select(p => p.How));
    }

    [Fact]
    public void The_matrix_says_which_risk_is_above_what_is_accepted()
    {
        var register = RiskRegister.Of(Example, Shipped.RiskScale, Today);
        Assert.Equal(
            "3 of 5 open risks are above what we accept: “Five carers leave within a quarter” (12 of 25, high; we accept 8), “There are more falls at first” (9 of 25, high; we accept 6) and “A concern is not spoken” (8 of 25, high; we accept 6).",
            register.Sentence
        );
        Assert.Equal(
            "Nothing is planned for when “A concern is not spoken” and “Weights are missed” happen; 2 of 3 plans were not tested in the last year.",
            register.Ready
        );
        Assert.Equal("Of 5 open risks, nobody from outside looked at 5, and nobody at all from inside at 4.", register.Assured);
        Assert.Equal("No risk is open.", RiskRegister.Of(Plan(""), Shipped.RiskScale, Today).Sentence);

        // Its own target goes before what is accepted of its kind; at it is not above it; a closed one asks for nothing.
        var some = RiskRegister.Of(
            Plan(
                """
                risks:
                  - {id: R1, event: a, category: safety, residual: {likelihood: 2, consequence: 4}, target: {likelihood: 2, consequence: 4}}
                  - {id: R2, event: b, category: safety, residual: {likelihood: 2, consequence: 4}}
                  - {id: R3, event: c, inherent: {likelihood: 5, consequence: 5}, residual: {likelihood: 2, consequence: 4}}
                  - {id: R4, event: d, residual: {likelihood: 5, consequence: 5}, status: closed}
                  - {id: R5, event: e}
                """
            ),
            Shipped.RiskScale,
            Today
        );
        Assert.Equal(["R2"], some.All.Where(r => r.IsAbove).Select(r => r.Risk.Id));
        Assert.EndsWith("Nobody has said how large one of them is.", some.Sentence, StringComparison.Ordinal);
        Assert.Equal(
            ["low", "low", "moderate", "moderate", "high", "high", "extreme", "extreme"],
            ((int[])[1, 3, 4, 6, 8, 12, 15, 25]).Select(s => Shipped.RiskScale.BandOf(s).Name)
        );
    }

    [Fact]
    public void The_driver_diagram_says_what_is_not_tried_and_leads_nowhere()
    {
        var diagram = DriverDiagram.Of(Example);
        Assert.Equal("What 2 of 6 objectives hang on is written down; 1 idea is not tried in a cycle yet.", diagram.Sentence);
        Assert.Equal(["DR7", "DR8"], diagram.LeadingTo("O2").Select(l => l.Driver.Id));
        Assert.Equal("Not tried yet", diagram.Lines.Single(l => l.Driver.Id == "DR6").Wrong);

        var loop = DriverDiagram.Of(
            Plan(
                """
                objectives: [{id: O1, title: Fewer falls}]
                drivers: [{id: D1, text: a, kind: primary, parents: [D2]}, {id: D2, text: b, kind: secondary, parents: [D1]}, {id: D3, text: c, kind: primary}]
                """
            )
        );
        // What leads in a circle leads nowhere, and is drawn all the same.
        Assert.Empty(loop.LeadingTo("O1"));
        Assert.Equal(
            "What 0 of 1 objective hang on is written down; 1 driver leads to nothing; no measure shows 2 primary drivers.",
            loop.Sentence
        );
    }

    [Theory]
    [InlineData("12 carers trained", true)]
    [InlineData("Ten sessions were held", true)]
    [InlineData("8 workshops on each floor", true)]
    [InlineData("Publish a leaflet", true)]
    [InlineData("Fewer falls, since all carers are trained", false)]
    [InlineData("People walk where they want to without being held back", false)]
    [InlineData("I decide when my day ends", false)]
    public void The_logic_model_tells_an_output_from_an_outcome(string outcome, bool isOutput)
    {
        var model = LogicModel.Of(
            Plan($"logic: [{{id: L1, kind: activity, text: Train}}, {{id: L2, kind: outcome, text: \"{outcome}\", from: [L1]}}]"),
            Shipped.Data.Words,
            Shipped.LogicWords
        );
        Assert.Equal(isOutput, model.Lines.Single(l => l.Step.Id == "L2").IsOutput);
        Assert.Equal(isOutput, model.Sentence.Contains("what was done, not what is different for people", StringComparison.Ordinal));
    }

    [Fact]
    public void The_logic_model_says_where_the_chain_breaks()
    {
        Assert.Equal(
            "All 4 steps lead on, from what goes in to what is different for people.",
            LogicModel.Of(Example, Shipped.Data.Words, Shipped.LogicWords).Sentence
        );
        Assert.Equal(
            "Nothing says what goes in and what is different for people; the chain breaks at 2 steps.",
            LogicModel
                .Of(
                    Plan("logic: [{id: L1, kind: activity, text: Train}, {id: L2, kind: output, text: 12 people, from: [L1]}]"),
                    Shipped.Data.Words,
                    Shipped.LogicWords
                )
                .Sentence
        );
    }

    [Fact]
    public void Options_are_weighed_and_the_sums_are_those_by_hand()
    {
        var appraisal = Example.Options.Single();
        // 4x5 + 4x3 + 4x4, 3x5 + 1x3 + 3x4, 1x5 + 5x3 + 3x4, of 5 x 12.
        Assert.Equal([48, 30, 32], appraisal.Choices.Select(appraisal.SumOf));
        Assert.Equal("“A carer of our own bank” was chosen, and scores most: 48 of 60.", appraisal.Sentence());
        Assert.Equal(
            "“b” was chosen with 10 of 25, though “a” scores more: 20.",
            Plan(
                "options: [{id: OA1, question: q, criteria: [{name: c, weight: 5}], choices: [{name: a, scores: [4]}, {name: b, scores: [2]}, {name: d}], chosen: B}]"
            )
                .Options.Single()
                .Sentence()
        );
    }

    [Fact]
    public void Hours_say_who_is_asked_for_too_much_and_in_which_week()
    {
        var book = HoursBook.Of(Example);
        Assert.Equal("Nobody is asked for more hours than they have: 88 hours are asked of 7 people.", book.Sentence);
        Assert.Equal(Example.Resources!.Allocations.Sum(a => a.Hours), book.Sum);

        var some = HoursBook.Of(
            Plan(
                """
                resources:
                  allocations:
                    - {staff: a, week: 2026-08-05, hours: 6}
                    - {staff: a, week: 2026-08-03, hours: 5}
                    - {staff: a, week: 2026-08-10, hours: 20}
                    - {staff: b, week: 2026-08-03, hours: 40}
                """,
                """
                [{id: a, role: Manager, contracted_hours: 40, fixed_hours: 14, leave: [{from: 2026-08-05, to: 2026-08-07}, {from: 2026-08-06}]},
                 {id: b, role: Carer}]
                """
            )
        );
        // Two of five days of 40 hours are there: 16, less 14 that are fixed; 6 and 5 are asked in it. The week after has 26.
        var manager = some.Lines.Single(l => l.Name == "Manager");
        Assert.Equal((11m, 2m, 3), (manager.Asked[0].Asked, manager.Asked[0].There, manager.Asked[0].DaysOff));
        Assert.Equal((20m, 26m, false), (manager.Asked[1].Asked, manager.Asked[1].There, manager.Asked[1].IsOver));
        Assert.Equal(
            "Manager is asked for 11 hours in the week of 3 Aug 2026 and has 2. Nobody has said how many hours 1 person of them has.",
            some.Sentence
        );
        Assert.Equal(new DateOnly(2026, 3, 30), some.First);
        Assert.Contains(new DateOnly(2026, 8, 3), some.WeeksAround(new(2026, 8, 9)));
        Assert.Equal(13, some.WeeksAround(new(2030, 1, 1)).Count);
    }

    [Fact]
    public void Money_is_summed_by_line_and_month_and_told_against_what_was_approved()
    {
        var book = MoneyBook.Of(Example);
        // 6350 + 2100 + 3900 + 2600 + 900; 6350 + 3900 + 5200 + 3300 + 1750.
        Assert.Equal("£15,850 of £21,500 approved is spent. £20,500 is expected in all: £1,000 less than approved.", book.Sentence);
        // August to October are spent, November is expected: 640 + 720 + 740 + 700.
        var months = MoneyBook.MonthsOf(book.Lines);
        Assert.Equal((2600m, 2100m, 2800m), (months.Sum(m => m.Planned), months.Sum(m => m.Spent), months.Sum(m => m.Expected)));

        var over = MoneyBook.Of(
            Plan(
                """
                resources:
                  budget:
                    approved_total: 100
                    lines:
                      - {id: B1, title: At its limit, planned: 60, forecast: 70, tolerance: 10}
                      - {id: B2, title: Over it, planned: 50, spent: 61, tolerance: 10}
                """
            )
        );
        Assert.Equal(
            "£61 of £100 approved is spent. £120 is expected in all: £20 more than approved. “Over it” is over what is let pass.",
            over.Sentence
        );
    }

    [Fact]
    public void Posts_say_where_people_are_missing()
    {
        Assert.Equal("As many people are available as are needed; bank and agency fill 1.8 posts.", PostBook.Of(Example).Sentence);
        Assert.Equal(
            "Too few are available as Doctor (1.2 missing); bank and agency fill 2.9 posts.",
            PostBook.Of(LoadExample.Read("emergency-department", Today)).Sentence
        );
    }

    [Fact]
    public void The_register_counts_a_policy_once_and_says_which_is_out_of_date()
    {
        var policies = Plan(
            """
            policies:
              - {id: P1, title: Falls, reviewed: 2025-03-10, next_review: 2026-03-10}
              - {id: P2, title: falls, reviewed: 2026-03-10, next_review: 2027-03-10}
              - {id: P3, title: Medicines, next_review: 2026-11-24}
              - {id: P4, title: Food, next_review: 2026-11-25}
              - {id: P5, title: Water}
            """
        ).Policies;
        var register = PolicyRegister.Of(policies.Select(p => ("OP-1", p)), Today);
        Assert.Equal(["P3", "P5", "P4", "P2"], register.Lines.Select(l => l.Policy.Id));
        Assert.Equal(
            "1 of 4 policies is out of date: Medicines; 1 is to be reviewed within 60 days; 1 has no day for the next review.",
            register.Sentence
        );
    }

    [Fact]
    public void The_communication_plan_says_who_is_told_nothing_what_is_late_and_in_no_format_that_they_need()
    {
        Assert.Equal(
            "Nobody tells Care Quality Commission, County council commissioning, Harbour Street surgery, Supplying pharmacy and Community physiotherapy anything.",
            TellingPlan.Of(Example, Today).Sentence
        );
        var some = TellingPlan.Of(
            Plan(
                """
                stakeholders: [{id: S1, name: Residents, group: people-who-use-services, formats: [easy-read, bsl]}]
                communications:
                  - {id: C1, audience: S1, message: a, on: 2026-11-24, format: large-print}
                  - {id: C2, audience: S1, message: b, on: 2026-11-25, format: easy-read}
                  - {id: C3, audience: S1, message: c, on: 2026-01-01, done: 2026-01-01, format: face-to-face}
                """
            ),
            Today
        );
        Assert.Equal(
            "Everybody with a stake is told something; 1 message is late; 1 message is in no format that they need.",
            some.Sentence
        );
    }

    [Fact]
    public void Training_says_what_is_late_and_of_how_much_we_know_that_it_worked()
    {
        var plan = LearningPlan.Of(Example.Training, id => Example.Actions.FirstOrDefault(a => a.Id == id)?.Title, Today);
        Assert.Equal("All 3 training needs are done. Of 1 of the 3 done we know that people do it or that it helps.", plan.Sentence);
        Assert.Equal(400, plan.Cost);
        var late = LearningPlan.Of(
            Plan("training: [{id: T1, competence: a, due: 2026-11-24}, {id: T2, competence: b, due: 2026-11-25}]").Training,
            _ => null,
            Today
        );
        Assert.Equal("1 of 2 training needs is late: “a”.", late.Sentence);
    }

    [Fact]
    public void The_change_plan_says_who_is_not_ready_and_which_steps_of_the_model_are_missing()
    {
        var change = ChangeBook.Of(Example.Plan!.Change, Shipped.ChangeModels)!;
        Assert.Equal(
            "Both groups that were asked are ready; of the 8 steps of Kotter these are not planned: vision, communicate, remove barriers and sustain.",
            change.Sentence
        );
        Assert.Equal([2, 4], change.Groups.Single(g => g.Group == "Night staff").Scores.Select(s => s.Score));
        Assert.Null(ChangeBook.Of(null, Shipped.ChangeModels));
        Assert.Equal(
            [3, 8, 5],
            Words
                .All<ChangeModel>()
                .Select(m => Shipped.ChangeModels.Models.Single(s => Words.Written(s.Model!.Value) == m.Written).Steps.Count)
        );
    }

    [Theory]
    [InlineData(3, 9, null)]
    [InlineData(3, 10, ActionApproach.Lead)]
    [InlineData(10, 3, ActionApproach.Manage)]
    [InlineData(0, 0, null)]
    public void The_balance_says_which_half_is_missing(int lead, int manage, ActionApproach? missing)
    {
        var balance = BalanceOfWork.Of(
            Enumerable
                .Repeat((ActionApproach?)ActionApproach.Lead, lead)
                .Concat(Enumerable.Repeat((ActionApproach?)ActionApproach.Manage, manage))
                .Append(null)
                .Select(a => ((string?)"O1", a)),
            _ => "Falls"
        );
        Assert.Equal(missing, balance.Missing);
        Assert.Equal(missing is not null, balance.Prompt is not null);
        Assert.Equal(lead + manage + 1, balance.Lines.Single().All);
    }

    [Fact]
    public void Coverage_says_which_key_question_nobody_answers_and_what_is_named_nowhere()
    {
        var framework = Shipped.Data.Framework("cqc-saf")!;
        var questions = Coverage.Of(Example).Questions([framework]);
        Assert.Equal(["Safe", "Effective", "Caring", "Responsive", "Well-led"], questions.Select(q => q.Title));
        Assert.Equal(34, questions.Sum(q => q.Statements.Count));
        Assert.Equal(
            "Something in the plan answers every key question; 22 of 34 statements are named nowhere in the plan.",
            Coverage.Sentence(questions)
        );

        // An audit alone names a statement and answers nothing; what names a whole key question names all of it.
        var some = Coverage
            .Of(
                Plan(
                    """
                    objectives: [{id: O1, title: a, requirements: [{id: "cqc-saf:KQ-S"}]}]
                    audits: [{id: A1, title: b, requirements: ["cqc-saf:E2"]}]
                    """
                )
            )
            .Questions([framework]);
        Assert.Empty(some[0].Gaps);
        Assert.Equal(5, some[1].Gaps.Count());
        Assert.StartsWith(
            "Nothing that is done answers Effective, Caring, Responsive and Well-led;",
            Coverage.Sentence(some),
            StringComparison.Ordinal
        );
    }
}
