using System.Globalization;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Implement;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>What the second edition changes in groups E, F and P: the work, who does it, and with what.</summary>
static class ChangedDelivering
{
    const decimal StaffingTolerance = 0.05m;

    internal static readonly (string Id, Func<Check, Check> Change)[] Changes =
    [
        (
            "PL050",
            static first =>
                first with
                {
                    Look = static (facts, found) =>
                    {
                        found.Lacking(
                            facts.Document.Actions,
                            a => a.Accountable.Count == 0,
                            "somebody who answers for it",
                            a => $"Nobody answers for \"{a.Title}\"."
                        );
                        foreach (var action in facts.Document.Actions)
                        {
                            if (
                                action.Accountable.Count > 1
                                && action.Accountable.Distinct(StringComparer.Ordinal).Count() is > 1 and var people
                            )
                                found.About(action, $"{people} people answer for \"{action.Title}\": {Wording.List(action.Accountable)}.");
                        }
                    },
                }
        ),
        (
            "PL051",
            static first =>
                first with
                {
                    Look = static (facts, found) =>
                        found.Lacking(facts.Document.Actions, a => a.Due is null, "a due date", a => $"\"{a.Title}\" has no due date."),
                }
        ),
        (
            "PL055",
            static first =>
                first with
                {
                    Look = static (facts, found) =>
                        found.Lacking(
                            facts.Document.Objectives,
                            o => !facts.ActionsOf.Contains(o.Id),
                            "an action",
                            o => $"No action serves \"{o.Title}\"."
                        ),
                }
        ),
        (
            "PL064",
            static first =>
                first with
                {
                    Why = "There must be sufficient staff, competent in the work, and deployed to where people need them",
                    Fix = "Add an action to find staff, and a workforce risk for the time until then",
                    Laws = [LawDuty.Staffing],
                    Look = static (facts, found) =>
                    {
                        if (facts.Document.Risks.Any(r => IsWorkforceInHand(facts, r)))
                            return;
                        foreach (var post in facts.Document.Resources?.Establishment ?? [])
                        {
                            if (post.AvailableFte < post.NeededFte * (1 - StaffingTolerance))
                                found.About(
                                    post,
                                    string.Create(
                                        CultureInfo.InvariantCulture,
                                        $"{post.Role}: {post.AvailableFte:0.##} available, {post.NeededFte:0.##} needed.{facts.LawSentence(LawDuty.Staffing)}"
                                    )
                                );
                        }
                    },
                }
        ),
        (
            "PL170",
            static first =>
                first with
                {
                    Why = "People do not follow a list of jobs. Somebody has to show them where it goes",
                    Fix = "Add what you will do to tell, ask, coach or thank people",
                    Look = static (facts, found) =>
                    {
                        var actions = facts.Document.Actions;
                        if (
                            actions.Any(a => a.Approach is not null)
                            && !actions.Any(a =>
                                a.Approach == ActionApproach.Lead
                                || a.Kind is ActionKind.Engage or ActionKind.Communicate or ActionKind.Train
                            )
                        )
                            found.Plan("No action leads people.");
                    },
                }
        ),
        (
            "PL171",
            static first =>
                first with
                {
                    Why = "A dream with no plan, no money and no control stays a dream",
                    Fix = "Add work on who does it, with what money, and how it is kept on course",
                    Look = static (facts, found) =>
                    {
                        var actions = facts.Document.Actions;
                        if (actions.Any(a => a.Approach is not null) && !actions.Any(a => a.Approach == ActionApproach.Manage))
                            found.Plan("No action manages resources.");
                    },
                }
        ),
        (
            "PL172",
            static first =>
                first with
                {
                    Why = "Leaders work through others. Where one person does it all, it all stops when they are away",
                    Fix = "Let one of the team answer for at least one action, with the help they need",
                    Look = (facts, found) =>
                    {
                        var before = found.All.Count;
                        first.Look(facts, found);
                        if (found.All.Count == before)
                            return;
                        // Of whom PL197 says that they answer for most of the plan, it is said already.
                        if (CanBeOwned.AnswersForMost(facts) is not { } person)
                            return;
                        for (var i = found.All.Count - 1; i >= before; i--)
                        {
                            if (facts.Objectives.GetValueOrDefault(found.All[i].Key)?.Owner == person)
                                found.All.RemoveAt(i);
                        }
                    },
                }
        ),
    ];

    /// <summary>True for an open workforce risk of whose objectives some action is open.</summary>
    static bool IsWorkforceInHand(Facts facts, Risk risk) =>
        risk.Category == RiskCategory.Workforce
        && risk.Status != OpenStatus.Closed
        && (risk.Objectives.Count == 0 ? facts.OpenActions.Count > 0 : risk.Objectives.Any(o => facts.ActionsOf[o].Any(a => a.IsOpen)));
}
