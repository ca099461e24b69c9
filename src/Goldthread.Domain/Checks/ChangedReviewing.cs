using System.Globalization;
using Goldthread.Domain.Evaluate;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>What the second edition changes in groups L and O: changes after approval, and the age of evidence.</summary>
static class ChangedReviewing
{
    internal static readonly (string Id, Func<Check, Check> Change)[] Changes =
    [
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
