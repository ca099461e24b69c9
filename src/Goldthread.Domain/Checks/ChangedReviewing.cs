using System.Globalization;
using Goldthread.Domain.Evaluate;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>What the second edition changes in groups L and O, changes after approval and the age of evidence, and where it only speaks more plainly.</summary>
static class ChangedReviewing
{
    internal static readonly (string Id, Func<Check, Check> Change)[] Changes =
    [
        // The first seven are only said more plainly.
        (
            "PL023",
            static first =>
                first with
                {
                    Why = "With no figures nobody can tell if it got better",
                    Fix = "Enter those that you have, and go on each month",
                }
        ),
        (
            "PL082",
            static first =>
                first with
                {
                    Why = "This kind of service is looked at by somebody else",
                    Fix = "Choose the one that fits your service",
                }
        ),
        (
            "PL113",
            static first =>
                first with
                {
                    Why = "Guess first and look after: else a trial teaches nothing",
                    Fix = "Write down what you think will come, before the figures do. When they came, write what you learnt",
                }
        ),
        (
            "PL115",
            static first =>
                first with
                {
                    Why = "One source alone can lead you wrong",
                    Fix = "Triangulate: use figures, what people say, and what somebody saw",
                }
        ),
        (
            "PL116",
            static first =>
                first with
                {
                    Why = "Nobody can see that the plan is watched",
                    Fix = "Add an audit, or minutes, or what people said",
                }
        ),
        (
            "PL161",
            static first =>
                first with
                {
                    Why = "Proof counts once somebody has judged it",
                    Fix = "Answer all five of each piece: valid, their own, to be relied on, new and enough",
                }
        ),
        (
            "PL162",
            static first =>
                first with
                {
                    Why = "Nobody can be the judge of their own work",
                    Fix = "Ask somebody else to check what the assessor did",
                }
        ),
        (
            "PL133",
            static first =>
                first with
                {
                    Why = "What was approved is no longer what is done: a target, money, scope, or a day past the objective's own",
                    Look = static (facts, found) =>
                    {
                        foreach (var adaptation in facts.Document.Adaptations)
                        {
                            if (
                                adaptation.On > facts.Plan.ApprovedOn
                                && adaptation.ReApproved is null
                                && (
                                    adaptation.Field is AdaptedField.Target or AdaptedField.Budget or AdaptedField.Scope
                                    || adaptation.Field == AdaptedField.Due && IsPastItsObjective(facts, adaptation)
                                )
                            )
                                found.About(
                                    adaptation,
                                    $"{adaptation.About} was changed on {Day(adaptation.On)}, after the approval, and not approved again."
                                );
                        }
                    },
                }
        ),
        (
            "PL163",
            static first =>
                first with
                {
                    Why = "It may no longer show what the person can do now; 24 months is what centres ask for, not a rule of law",
                }
        ),
    ];

    /// <summary>True where a day was moved past the day of the objective that it is for; of anything else, past the day it had.</summary>
    static bool IsPastItsObjective(Facts facts, Adaptation adaptation)
    {
        if (!DateOnly.TryParseExact(adaptation.To, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var to))
            return true;
        if (facts.Actions.TryGetValue(adaptation.About ?? "", out var action))
            return to > (facts.Objectives.GetValueOrDefault(action.Objective ?? "")?.Due ?? facts.Plan.Ends);
        return !DateOnly.TryParseExact(adaptation.From, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
            || to > from;
    }
}
