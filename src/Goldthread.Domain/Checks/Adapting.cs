using System.Globalization;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Monitor;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>L. Are changes to the plan reasoned, approved and told?</summary>
static class Adapting
{
    const string Group = "L Adapting";
    const int LookBackDays = 30;
    const int TooOften = 3;

    internal static readonly Check[] Checks =
    [
        new("PL130", "Adaptation without reason", Severity.Error, "SYL-15")
        {
            Group = Group,
            Stage = Stage.Evaluate,
            Why = "Nobody can learn from a change whose reason is lost",
            Fix = "Say why, what shows it, and who agreed",
            Field = "reason",
            Look = static (facts, found) =>
            {
                foreach (var adaptation in facts.Document.Adaptations)
                {
                    if (Missing(adaptation.Reason) || Missing(adaptation.Approver))
                        found.About(
                            adaptation,
                            $"The change to {adaptation.About} has no {(Missing(adaptation.Reason) ? "reason" : "approver")}."
                        );
                }
            },
        },
        new("PL131", "Target lowered after miss", Severity.Warning, "SYL-15")
        {
            Group = Group,
            Stage = Stage.Evaluate,
            Why = "A lower target makes a miss look like success",
            Fix = "Have it agreed by somebody other than its owner",
            Field = "approver",
            Look = static (facts, found) =>
            {
                var known = new Dictionary<Measure, Dictionary<int, double>>();
                Dictionary<int, double> Worst(Measure measure) =>
                    known.TryGetValue(measure, out var worst) ? worst : known[measure] = WorstByDay(measure);

                foreach (var adaptation in facts.Document.Adaptations)
                {
                    if (
                        adaptation is { Field: AdaptedField.Target, On: { } on }
                        && facts.Measures.TryGetValue(adaptation.About ?? "", out var measure)
                        && Number(adaptation.From) is { } from
                        && Number(adaptation.To) is { } to
                        && IsWorse(to, from, measure.Direction)
                        && !Missing(adaptation.Approver)
                        && adaptation.Approver == measure.Owner
                        && WasWorse(Worst(measure), on, from, measure)
                    )
                    {
                        found.About(
                            adaptation,
                            $"The target of \"{measure.Name}\" was eased from {from:G} to {to:G} after a miss, by {adaptation.Approver}, who owns it."
                        );
                    }
                }
            },
        },
        new("PL132", "Date moved three times", Severity.Warning, "SYL-15")
        {
            Group = Group,
            Stage = Stage.Evaluate,
            Why = "A date that keeps moving is a plan that does not work",
            Fix = "Plan it anew, or stop it",
            Field = "due",
            Look = static (facts, found) =>
            {
                foreach (var action in facts.Document.Actions)
                {
                    var moves = facts.AdaptationsOf[action.Id].Count(a => a.Field == AdaptedField.Due);
                    if (moves >= TooOften)
                        found.About(action, $"The due date of \"{action.Title}\" was moved {moves} times.");
                }
            },
        },
        new("PL133", "Plan changed after approval with no re-approval", Severity.Warning, "SYL-15")
        {
            Group = Group,
            Stage = Stage.Evaluate,
            Why = "What was approved is no longer what is done",
            Fix = "Ask for approval again",
            Field = "re_approved",
            Look = static (facts, found) =>
            {
                foreach (var adaptation in facts.Document.Adaptations)
                {
                    if (
                        adaptation.On > facts.Plan.ApprovedOn
                        && adaptation.Field is AdaptedField.Target or AdaptedField.Due or AdaptedField.Budget or AdaptedField.Scope
                        && adaptation.ReApproved is null
                    )
                        found.About(
                            adaptation,
                            $"{adaptation.About} was changed on {Day(adaptation.On)}, after the approval, and not approved again."
                        );
                }
            },
        },
        new("PL134", "Adaptation not communicated", Severity.Info, "SYL-15", "SYL-16")
        {
            Group = Group,
            Stage = Stage.Evaluate,
            Why = "People still work to the old plan",
            Fix = "Tell those it concerns",
            Field = "told",
            Look = static (facts, found) =>
            {
                foreach (var adaptation in facts.Document.Adaptations)
                {
                    if (adaptation.Told.Count == 0)
                        found.About(adaptation, $"Nobody was told of the change to {adaptation.About}.");
                }
            },
        },
    ];

    /// <summary>The worst figure of each day, by the measure's direction.</summary>
    static Dictionary<int, double> WorstByDay(Measure measure)
    {
        var worst = new Dictionary<int, double>();
        foreach (var (on, figure) in FiguresOf(measure))
        {
            if (on is { } day && (!worst.TryGetValue(day.DayNumber, out var other) || IsWorse(figure, other, measure.Direction)))
                worst[day.DayNumber] = figure;
        }
        return worst;
    }

    static bool WasWorse(Dictionary<int, double> worst, DateOnly on, double target, Measure measure)
    {
        for (var back = 0; back <= LookBackDays; back++)
        {
            if (worst.TryGetValue(on.DayNumber - back, out var figure) && IsWorse(figure, target, measure.Direction))
                return true;
        }
        return false;
    }

    static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
