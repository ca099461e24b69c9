using Goldthread.Domain.Develop;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>D. Were the people asked whom the plan is for, and those who deliver it?</summary>
static class Involving
{
    const string Group = "D Stakeholders";

    internal static readonly Check[] Checks =
    [
        new("PL040", "No stakeholders", Severity.Error, "SYL-03")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "A plan made without the people it is for and those who do the work seldom fits them",
            Fix = "Say who has a stake in it: people, families, staff, partners",
            Adds = Develop.Stakeholder.List,
            Look = static (facts, found) =>
            {
                if (facts.Document.Stakeholders.Count == 0)
                    found.Plan("The plan names no stakeholder.");
            },
        },
        new("PL041", "People who use services not involved", Severity.Error, "SYL-03", "SYL-09")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "The plan is about their lives",
            Fix = "Ask them in a way that suits them, and write down what they said",
            Adds = Develop.Engagement.List,
            Look = static (facts, found) =>
            {
                if (
                    facts.Document.Stakeholders.Count > 0
                    && !EngagedInTime(facts, IsPeople, static e => e.Level >= EngagementLevel.Consult)
                )
                    found.Plan(
                        "No engagement with people who use services, children, or their carers and families came before the plan's approval."
                    );
            },
        },
        new("PL042", "Staff who deliver not involved", Severity.Warning, "SYL-03", "SYL-18")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "They are the ones who have to do it",
            Fix = "Ask them, and write down what they said",
            Adds = Develop.Engagement.List,
            Look = static (facts, found) =>
            {
                if (
                    facts.Document.Stakeholders.Count > 0
                    && !EngagedInTime(facts, static s => s.Group == StakeholderGroup.Staff, static _ => true)
                )
                    found.Plan("No engagement with staff came before the plan's approval.");
            },
        },
        new("PL043", "High-power stakeholder with no engagement", Severity.Warning, "SYL-03")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "Somebody who can stop the plan has not been asked",
            Fix = "Talk with them and write it down, or say why not",
            Adds = Develop.Engagement.List,
            Look = static (facts, found) =>
            {
                foreach (var stakeholder in facts.Document.Stakeholders)
                {
                    if (
                        stakeholder is { Power: >= 4, Interest: >= 4 }
                        && !(stakeholder.Id.Length > 0 && facts.EngagementsOf.Contains(stakeholder.Id))
                    )
                    {
                        found.About(
                            stakeholder,
                            $"\"{stakeholder.Name ?? stakeholder.Id}\" has power {stakeholder.Power} and interest {stakeholder.Interest}, and no engagement."
                        );
                    }
                }
            },
        },
        new("PL044", "Engagement with no effect shown", Severity.Warning, "SYL-03")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "To ask and change nothing, without a word, is worse than not to ask",
            Fix = "Write what changed because of it, or why nothing did: you said, we did",
            Field = "changed_plan",
            Look = static (facts, found) =>
            {
                foreach (var engagement in facts.Document.Engagements)
                {
                    if (engagement.Level >= EngagementLevel.Consult && Missing(engagement.ChangedPlan))
                        found.About(engagement, $"The engagement of {Day(engagement.On)} does not say what changed in the plan.");
                }
            },
        },
        new("PL045", "Partner or commissioner missing", Severity.Info, "SYL-12")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "Part of the work lies with somebody else",
            Fix = "Add the partner or commissioner",
            Adds = Develop.Stakeholder.List,
            Look = static (facts, found) =>
            {
                if (
                    facts.Document.Stakeholders.Count > 0
                    && !facts.Document.Stakeholders.Any(s =>
                        s.Group
                            is StakeholderGroup.Commissioner
                                or StakeholderGroup.PlacingAuthority
                                or StakeholderGroup.NhsPartner
                                or StakeholderGroup.SafeguardingPartner
                    )
                )
                    found.Plan("No stakeholder is a commissioner, a placing authority, or an NHS or safeguarding partner.");
            },
        },
    ];

    /// <summary>True for the groups that a plan is for.</summary>
    internal static bool IsPeople(Stakeholder stakeholder) =>
        stakeholder.Group is StakeholderGroup.PeopleWhoUseServices or StakeholderGroup.Children or StakeholderGroup.CarersFamily;

    /// <summary>True where a stakeholder of a kind was engaged while the plan was developed, on or before its approval.</summary>
    static bool EngagedInTime(Facts facts, Func<Stakeholder, bool> who, Func<Engagement, bool> how)
    {
        var approved = facts.Plan.ApprovedOn;
        return facts.Document.Engagements.Any(engagement =>
            engagement.Stage == EngagementStage.Develop
            && how(engagement)
            && (approved is null || engagement.On <= approved)
            && facts.Stakeholders.TryGetValue(engagement.Stakeholder ?? "", out var stakeholder)
            && who(stakeholder)
        );
    }
}
