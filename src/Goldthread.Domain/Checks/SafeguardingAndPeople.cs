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
            Why = "A plan that changes how people are cared for must keep them safe from abuse and neglect",
            Fix = "Name a safeguarding duty, or a risk about safeguarding",
            Adds = Develop.Risk.List,
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
            Why = "A change of work can open a gap in which people come to harm",
            Fix = "Say what it means for keeping people safe",
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
            Why = "In a worry people must know at once whom to tell",
            Fix = "Name who leads on safeguarding, and who stands in",
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
            Why = "The plan is there for people's lives",
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
            Why = "What suits most people can shut some out, and the Equality Act 2010 asks you to look",
            Fix = "Say whom it could put at a disadvantage, and what you do about it",
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
            Why = "A plan is read by many: nobody who uses the service may be recognised in it",
            Fix = "Write initials, or the number of the record",
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
            Why = "Nobody may be held back without a lawful reason, and the test of a deprivation of liberty changed in June 2026",
            Fix = "Say how their rights and their consent were looked at",
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
