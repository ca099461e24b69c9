using Goldthread.App.Tests.Rules;
using Goldthread.Domain.Evaluate;

namespace Goldthread.App.Tests.Evaluate;

/// <summary>The life of a plan tells what happened in its order, with names for ids, and who agreed.</summary>
public sealed class PlanLifeTests
{
    [Fact]
    public void What_was_approved_tried_set_off_decided_and_changed_stands_in_its_order()
    {
        var life = PlanLife.Of(
            House.Read(
                """
                goldthread: 1
                area: {name: Rowan House, staff: [{id: RM, role: Registered manager}, {id: DM, role: Deputy manager}]}
                plan: {id: OP-1, title: Nights, starts: 2026-04-01, ends: 2027-03-31, status: live, approver: Board, approved_on: 2026-03-20}
                objectives: [{id: O1, title: Falls drop}]
                measures: [{id: M1, name: Falls a month, unit: falls}]
                actions: [{id: A1, title: Hang the lamps, objective: O1, milestone: true, status: done, closed: {on: 2026-06-30, note: All hang}}]
                risks: [{id: RK1, event: The pharmacy closes, activations: [{on: 2026-05-02, off: 2026-05-20, note: Closed for a week}]}]
                meetings: [{id: MT1, on: 2026-05-10, title: Staff meeting, decisions: [{text: Try lamps, by: DM, why: It is dark}]}]
                evidence: [{id: E1, type: document, title: Round at night, on: 2026-07-02, author: dm, supports: [O1]}]
                audits: [{id: AU1, title: Falls audit, on: 2026-07-03, standard: 90, score: 84.5}, {id: AU2, title: Booked alone, on: 2026-07-04, standard: 90}]
                visits: [{id: V1, on: 2026-07-05, visitor: Independent person, recommendations: [{text: Light the stairs}]}]
                reviews: [{id: RV1, kind: quarterly, scheduled: 2026-07-10, held_on: 2026-07-14, decisions: [{decision: adapt, about: A1, text: Three more weeks.}, {decision: keep}]}]
                pdsa: [{id: P1, number: 1, objective: O1, measures: [M1], change_idea: Lamps by the beds, prediction: Two fewer, predicted_on: 2026-05-11, began: 2026-05-12, study: Three fewer, act: adopt}]
                adaptations:
                - {id: AD1, on: 2026-08-01, about: M1, field: target, from: "5", to: "3", reason: We can do better, approver: Board}
                - {id: AD2, on: 2026-08-02, about: A1, field: owner, from: RM, to: "RM, DM", reason: Leave}
                - {id: AD3, on: 2026-08-03, about: O1, field: due, from: 2026-12-31, to: 2027-03-31, reason: Too early, refused: {on: 2026-08-04, reason: It can be done}}
                - {id: AD4, on: 2026-08-05, about: OP-1, field: title, from: Old, to: New, reason: Clearer, approver: Board}
                """
            )
        );

        Assert.Equal("1 review held, 1 cycle tried, 4 changes: 2 agreed to, 1 refused, 1 still asked for.", life.Sentence);
        Assert.Equal(
            [
                "2026-03-20 Approved: The plan was approved () Board",
                "2026-04-01 Begin: The plan begins () ",
                "2026-05-02 Set off: What was planned for “The pharmacy closes” was set off (Closed for a week) ",
                "2026-05-10 Decided: Try lamps (It is dark) DM",
                "2026-05-11 Predicted: Two fewer (Lamps by the beds) ",
                "2026-05-12 Tried: Lamps by the beds (Three fewer. Adopt it.) ",
                "2026-05-20 Stood down: What was planned for “The pharmacy closes” ended () ",
                "2026-06-30 Reached: Hang the lamps (All hang) ",
                "2026-07-02 Evidence: Round at night (Shows “Falls drop”) Deputy manager",
                "2026-07-03 Audited: Falls audit (84.5% against 90%) ",
                "2026-07-05 Visited: A visit (Light the stairs) Independent person",
                "2026-07-14 Review: Quarterly review held (Adapt: Three more weeks; Keep) ",
                "2026-08-01 Changed: “Falls a month”: target from 5 falls to 3 falls (We can do better) Board",
                "2026-08-02 Asked for: “Hang the lamps”: owner from Registered manager to Registered manager, Deputy manager (Leave) ",
                "2026-08-03 Refused: “Falls drop”: due date from 31 Dec 2026 to 31 Mar 2027 (Too early; Refused: It can be done) ",
                "2026-08-05 Changed: The plan: title from Old to New (Clearer) Board",
                "2027-03-31 End: The plan ends () ",
            ],
            life.Happenings.Select(h => $"{h.On:yyyy-MM-dd} {h.Kind}: {h.Text} ({h.Why}) {h.By}")
        );
        Assert.Equal(["M1", "M1"], life.Happenings.Select(h => h.Measure).OfType<string>());
    }
}
