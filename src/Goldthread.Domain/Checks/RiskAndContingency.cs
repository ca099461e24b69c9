using Goldthread.Domain.Develop;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>G. Is it known what could go wrong, and what is done then?</summary>
static class RiskAndContingency
{
    const string Group = "G Risk and contingency";
    const int High = 12;
    const int FewestForSameScore = 4;

    internal static readonly Check[] Checks =
    [
        new("PL070", "No risks", Severity.Error, "SYL-05")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "Every plan can go wrong, and so can its effect on people",
            Fix = "Write what could go wrong for the plan and for people",
            Adds = Develop.Risk.List,
            Look = static (facts, found) =>
            {
                if (facts.Document.Risks.Count == 0)
                    found.Plan("The plan names no risk.");
            },
        },
        new("PL071", "Risk without owner, score or control", Severity.Error, "SYL-05")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "A risk that nobody owns, weighs or holds down is only a worry",
            Fix = "Answer what is missing",
            Field = "owner",
            Look = static (facts, found) =>
            {
                foreach (var risk in facts.Document.Risks)
                {
                    (string Field, string Part)[] missing =
                    [
                        .. Part(Missing(risk.Owner), "owner", "owner"),
                        .. Part(risk.Inherent?.Score is null, "inherent", "inherent score"),
                        .. Part(risk.Residual?.Score is null, "residual", "residual score"),
                        .. Part(risk.Controls.Count == 0, "controls", "controls"),
                    ];
                    if (missing.Length > 0)
                        found.About(risk, $"The risk lacks its {Wording.List(missing.Select(m => m.Part))}.", missing[0].Field);
                }
            },
        },
        new("PL072", "High risk with no contingency", Severity.Error, "SYL-06")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "If it happens there will be no time to think",
            Fix = "Write what you will do then, and what tells you that it has begun",
            Field = "contingency",
            Look = static (facts, found) =>
            {
                foreach (var risk in facts.Document.Risks)
                {
                    if (risk.Residual?.Score >= High && Missing(risk.Contingency?.Plan))
                        found.About(risk, $"The risk scores {risk.Residual.Score} with its controls, and there is no plan B.");
                }
            },
        },
        new("PL073", "Contingency with no measurable trigger", Severity.Warning, "SYL-06")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "Without a sign that can be counted, the second plan starts too late",
            Fix = "Say which figure or event starts it",
            Field = "contingency",
            Look = static (facts, found) =>
            {
                foreach (var risk in facts.Document.Risks)
                {
                    if (risk.Contingency is { } contingency && !Missing(contingency.Plan) && Missing(contingency.Trigger))
                        found.About(risk, "There is a plan B, but nothing says when it starts.");
                }
            },
        },
        new("PL074", "Residual not below inherent", Severity.Warning, "SYL-05")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "The controls that are named change nothing",
            Fix = "Weigh it anew, or add a control that works",
            Field = "residual",
            Look = static (facts, found) =>
            {
                foreach (var risk in facts.Document.Risks)
                {
                    if (risk.Controls.Count > 0 && risk.Residual?.Score >= risk.Inherent?.Score)
                        found.About(
                            risk,
                            $"The risk scores {risk.Inherent?.Score} without its controls and {risk.Residual?.Score} with them."
                        );
                }
            },
        },
        new("PL075", "Risk review overdue", Severity.Warning, "SYL-05", "SYL-08")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "Risks change while nobody looks",
            Fix = "Look at it, and set the next day",
            Field = "next_review",
            Look = static (facts, found) =>
            {
                foreach (var risk in facts.Document.Risks)
                {
                    if (risk.Status != OpenStatus.Closed && risk.NextReview < facts.Today)
                        found.About(risk, $"The risk was to be looked at by {Day(risk.NextReview)}.");
                }
            },
        },
        new("PL076", "All risks same score", Severity.Info, "SYL-05")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "Where all weigh the same, none was weighed",
            Fix = "Weigh each by itself",
            Look = static (facts, found) =>
            {
                var risks = facts.Document.Risks;
                if (
                    risks.Count >= FewestForSameScore
                    && risks[0].Residual?.Score is { } score
                    && risks.All(r => r.Residual?.Score == score)
                )
                    found.Plan($"All {risks.Count} risks score {score}.");
            },
        },
        new("PL077", "Objective with no risk considered", Severity.Info, "SYL-05")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "Every objective can fail: nobody has asked how",
            Fix = "Name a risk that it has, or say why there is none",
            Field = "no_risk_reason",
            Look = static (facts, found) =>
            {
                if (facts.Document.Risks.Count == 0)
                    return;
                var considered = facts.Document.Risks.SelectMany(r => r.Objectives).ToHashSet(StringComparer.Ordinal);
                foreach (var objective in facts.Document.Objectives)
                {
                    if (!considered.Contains(objective.Id) && Missing(objective.NoRiskReason))
                        found.About(objective, $"No risk names \"{objective.Title}\", and no reason says why there is none.");
                }
            },
        },
    ];

    static IEnumerable<(string Field, string Part)> Part(bool isMissing, string field, string part) => isMissing ? [(field, part)] : [];
}
