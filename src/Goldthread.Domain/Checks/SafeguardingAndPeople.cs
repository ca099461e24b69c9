using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>I. Are people kept safe, heard and unnamed?</summary>
static class SafeguardingAndPeople
{
    const string Group = "I Safeguarding and person-centred care";
    static readonly string[] RightsFrameworks = ["mca-2005", "human-rights-freda"];

    internal static readonly Check[] Checks =
    [
        new("PL090", "Safeguarding blind spot", Severity.Error, "SYL-10")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "Required by syllabus",
            Fix = "Add at least one",
            Adds = "risks",
            Look = static (facts, found) =>
            {
                if (
                    !facts.CitedByWork.Any(c => c.Requirement.Safeguarding == true)
                    && !facts.Document.Risks.Any(r => r.Category == RiskCategory.Safeguarding)
                )
                    found.Plan("No objective, measure or audit names a safeguarding requirement, and no risk is about safeguarding.");
            },
        },
        new("PL091", "Change affects people but no safeguarding impact", Severity.Error, "SYL-10")
        {
            Group = Group,
            Stage = Stage.Implement,
            Fix = "Answer impact question",
            Field = "safeguarding_impact",
            Look = static (facts, found) =>
            {
                foreach (var action in facts.Document.Actions)
                {
                    if (action.Affects.Count > 0 && Missing(action.SafeguardingImpact))
                    {
                        found.About(
                            action,
                            $"\"{action.Title}\" touches {Wording.List(action.Affects.Select(Words.Read))}, and does not say whether anybody could be less safe."
                        );
                    }
                }
            },
        },
        new("PL092", "No safeguarding lead or deputy named", Severity.Error, "SYL-10")
        {
            Group = Group,
            Stage = Stage.Develop,
            Fix = "Name role and deputy",
            Field = "safeguarding",
            Look = static (facts, found) =>
            {
                var (noLead, noDeputy) = (Missing(facts.Plan.Safeguarding?.Lead), Missing(facts.Plan.Safeguarding?.Deputy));
                if (noLead || noDeputy)
                {
                    found.Plan(
                        noLead && noDeputy ? "Nobody leads on safeguarding, and nobody stands in."
                        : noLead ? "Nobody leads on safeguarding."
                        : "Nobody stands in for the safeguarding lead."
                    );
                }
            },
        },
        new("PL093", "No person-centred outcome", Severity.Warning, "SYL-09")
        {
            Group = Group,
            Stage = Stage.Develop,
            Fix = "Write the outcome as the person would say it",
            Look = static (facts, found) =>
            {
                if (facts.Document.Objectives.Count > 0 && facts.Document.Objectives.All(o => Missing(o.OutcomeForPeople)))
                    found.Plan("No objective says its outcome as a person would.");
            },
        },
        new("PL094", "Equality impact missing", Severity.Warning, "SYL-13", "SYL-09")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "Equality Act s149 good practice",
            Fix = "Do it",
            Field = "equality_assessment",
            Look = static (facts, found) =>
            {
                if (facts.Plan.EqualityAssessment is null)
                    found.Plan("The plan has no equality assessment.");
            },
        },
        new("PL095", "Somebody who uses the service can be identified", Severity.Error, "SYL-10")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "UK GDPR, Caldicott",
            Fix = "Replace with initials or record number",
            Look = static (facts, found) =>
            {
                if (FreeTexts.FindIdentifiable(facts.Document) is { } inPlan)
                    found.Plan(inPlan.Explanation());
                foreach (var thing in Thing.All)
                {
                    if (!FreeTexts.StandsAlone(thing.Shape))
                        continue;
                    foreach (var item in facts.Document.ItemsOf(thing))
                    {
                        if (FreeTexts.FindIdentifiable(item) is { } kind)
                            found.About(thing, item, kind.Explanation());
                    }
                }
            },
        },
        new("PL096", "Restrictive change without MCA/rights check", Severity.Warning, "SYL-10")
        {
            Group = Group,
            Stage = Stage.Implement,
            Why = "Deprivation of liberty test changed June 2026",
            Fix = "Add rights check",
            Look = static (facts, found) =>
            {
                bool? audited = null;
                foreach (var action in facts.Document.Actions)
                {
                    if (!action.Tags.Contains("restriction", StringComparer.Ordinal))
                        continue;
                    audited ??= facts.Document.Audits.Any(a => a.Requirements.Any(r => IsRights(facts, r)));
                    var objective = facts.Objectives.GetValueOrDefault(action.Objective ?? "");
                    if (audited == false && objective?.Requirements.Any(r => IsRights(facts, r.Id)) != true)
                        found.About(
                            action,
                            $"\"{action.Title}\" restricts people, and neither its objective nor an audit looks at their rights."
                        );
                }
            },
        },
    ];

    static bool IsRights(Facts facts, string? citation) =>
        facts.Cited(citation) is { } cited && RightsFrameworks.Contains(cited.Framework.Id, StringComparer.Ordinal);
}
