using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Evaluate;

/// <summary>One of the five points by which an operational plan is marked: what proves it, what speaks against it, what would lift it.</summary>
/// <param name="Id">E1 to E5.</param>
/// <param name="Title">What is to be shown.</param>
/// <param name="Proofs">The live proof in the plan.</param>
/// <param name="Findings">What the checks find against it; waived ones are left out.</param>
/// <param name="Lifts">What would lift it: the mending of each finding's check once, errors first.</param>
public sealed record MarkingPoint(
    string Id,
    string Title,
    IReadOnlyList<Proof> Proofs,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<Check> Lifts
);

/// <summary>One kind of proof and the items that give it.</summary>
/// <param name="Says">What the items show: "Objectives that serve a strategic objective".</param>
/// <param name="Thing">The list of the items.</param>
/// <param name="Keys">Their ids (or places), in the plan's order.</param>
/// <param name="OutOf">How many items the list has, so that what is missing shows too.</param>
public sealed record Proof(string Says, Thing Thing, IReadOnlyList<string> Keys, int OutOf);

/// <summary>The five marking points of a plan. They show proof and findings; they give no score, for a person judges.</summary>
public static class MarkingPoints
{
    /// <summary>The five points, in their order.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="findings">What <see cref="PlanChecks.Run"/> found in it.</param>
    public static IReadOnlyList<MarkingPoint> Of(PlanDocument document, IReadOnlyList<Finding> findings)
    {
        var measured = document.Measures.SelectMany(m => m.Objectives).ToHashSet(StringComparer.Ordinal);
        var considered = document.Risks.SelectMany(r => r.Objectives).ToHashSet(StringComparer.Ordinal);
        return
        [
            Point(
                "E1",
                "Alignment with objectives and values",
                ["A ", "H "],
                Proof<Objective>("Objectives that serve a strategic objective", o => o.Strategic.Count > 0),
                Proof<Objective>("Objectives that show a value", o => o.Values.Count > 0),
                Proof<Objective>("Objectives that answer law or standards", o => o.Requirements.Any(r => r.Id is not null))
            ),
            Point(
                "E2",
                "Stakeholders in development and evaluation",
                ["D ", "I ", "J ", "M "],
                Proof<Engagement>("Times that people were asked while the plan was made", e => e.Stage == EngagementStage.Develop),
                Proof<Engagement>("Times that people were asked while it was evaluated", e => e.Stage == EngagementStage.Evaluate),
                Proof<Engagement>("Engagements that say what changed", e => !string.IsNullOrWhiteSpace(e.ChangedPlan)),
                Proof<Monitor.FeedbackItem>("Feedback that was answered", f => f.Responded is not null),
                Proof<Communication>(
                    "Messages that were given or are given again and again",
                    c => c.Done is not null || c.Frequency is not null
                )
            ),
            Point(
                "E3",
                "Measures and monitoring",
                ["B ", "C ", "E "],
                Proof<Objective>("Objectives with a measure", o => measured.Contains(o.Id)),
                Proof<Monitor.Measure>(
                    "Measures with a target and a baseline",
                    m => m is { Target.Value: not null, Baseline.Value: not null }
                ),
                Proof<Monitor.Measure>("Measures with figures", m => m.Readings.Count > 0),
                Proof<Implement.Action>("Actions that were closed on evidence", a => a.Status == ActionStatus.Done && a.Evidence.Count > 0)
            ),
            Point(
                "E4",
                "Risk, contingency and resources",
                ["F ", "G "],
                Proof<Objective>("Objectives with a risk considered", o => considered.Contains(o.Id) || o.NoRiskReason is not null),
                Proof<Risk>(
                    "Risks with an owner, scores and controls",
                    r => r is { Owner: not null, Residual.Score: not null, Controls.Count: > 0 }
                ),
                Proof<Risk>("Risks with a plan B and what starts it", r => r.Contingency is { Plan: not null, Trigger: not null }),
                Proof<BudgetLine>("Budget lines with a forecast", l => l.Forecast is not null),
                Proof<Allocation>("Hours given to the work", a => a.Hours > 0)
            ),
            Point(
                "E5",
                "A systematic evaluation cycle",
                ["K ", "L ", "N ", "O ", "P "],
                Proof<Review>("Reviews held with a decision", r => r is { HeldOn: not null, Decisions.Count: > 0 }),
                Proof<ImprovementCycle>(
                    "Improvement cycles with a prediction and what was learnt",
                    c => c.Prediction is not null && c.Study is not null
                ),
                Proof<Monitor.Audit>("Audits with a score", a => a.Score is not null),
                Proof<Adaptation>("Changes to the plan with a reason and an approver", a => a.Reason is not null && a.Approver is not null),
                Proof<Monitor.Evidence>("Evidence of monitoring", e => e.On is not null)
            ),
        ];

        MarkingPoint Point(string id, string title, string[] groups, params Proof[] proofs)
        {
            Finding[] against =
            [
                .. findings.Where(f => !f.Waived && groups.Any(g => f.Check.Group.StartsWith(g, StringComparison.Ordinal))),
            ];
            return new(
                id,
                title,
                proofs,
                against,
                [.. against.Select(f => f.Check).Distinct().OrderBy(c => c.Severity).ThenBy(c => c.Id, StringComparer.Ordinal)]
            );
        }

        Proof Proof<T>(string says, Func<T, bool> shows)
            where T : Part
        {
            var thing = Thing.Of<T>();
            var items = document.ItemsOf(thing);
            return new(says, thing, [.. items.Cast<T>().Where(shows).Select(i => document.KeyOf(thing, i))], items.Count);
        }
    }
}
