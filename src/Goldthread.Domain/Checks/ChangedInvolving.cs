using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>What the second edition changes in group D: who counts as asked.</summary>
static class ChangedInvolving
{
    internal static readonly (string Id, Func<Check, Check> Change)[] Changes =
    [
        (
            "PL041",
            static first =>
                first with
                {
                    Why = "The plan is about their lives, and what a family says does not stand for what they say",
                    Fix = "Ask them, in a way that suits each of them, and write down what they said and what changed",
                    Laws = [LawDuty.Involving],
                    Look = static (facts, found) =>
                    {
                        if (facts.Document.Stakeholders.Count > 0 && NotAskedInTime(facts) is { } who)
                            found.Plan(
                                $"Nobody asked {who} before the plan was approved; to tell them does not count, and families do not stand in.{facts.LawSentence(LawDuty.Involving)}"
                            );
                    },
                }
        ),
        (
            "PL042",
            static first =>
                first with
                {
                    Look = static (facts, found) =>
                    {
                        if (facts.Document.Stakeholders.Count > 0 && StaffWereLeftOut(facts))
                            found.Plan(
                                "No engagement with staff came before the plan's approval.",
                                // With nobody asked at all the plan was written alone.
                                severity: NotAskedInTime(facts) is null ? null : Severity.Error
                            );
                    },
                }
        ),
        (
            "PL043",
            static first =>
                first with
                {
                    Look = static (facts, found) =>
                    {
                        var people = facts.Document.Stakeholders.Count > 0 && NotAskedInTime(facts) is not null;
                        var staff = StaffWereLeftOut(facts);
                        foreach (var stakeholder in facts.Document.Stakeholders)
                        {
                            if (
                                stakeholder is { Power: >= 4, Interest: >= 4 }
                                && stakeholder.Group != StakeholderGroup.Regulator
                                && !(stakeholder.Id.Length > 0 && facts.EngagementsOf.Contains(stakeholder.Id))
                                // PL041 and PL042 have said it of them.
                                && !(people && UsesTheService(stakeholder))
                                && !(staff && stakeholder.Group == StakeholderGroup.Staff)
                            )
                                found.About(
                                    stakeholder,
                                    $"\"{stakeholder.Name ?? stakeholder.Id}\" has power {stakeholder.Power} and interest {stakeholder.Interest}, and no engagement."
                                );
                        }
                    },
                }
        ),
        (
            "PL045",
            static first =>
                first with
                {
                    Look = (facts, found) =>
                    {
                        // A council commissions and places itself: whom it works with are its partners.
                        if (
                            !facts.Area.ServiceTypes.Any(s => s is ServiceType.LocalAuthorityAdults or ServiceType.LocalAuthorityChildren)
                            || !Has(facts, StakeholderGroup.Partner)
                        )
                            first.Look(facts, found);
                    },
                }
        ),
    ];

    /// <summary>Who should have been asked before the approval and was not; null where they were. Children's services ask children, others people.</summary>
    internal static string? NotAskedInTime(Facts facts)
    {
        if (facts.Area.ServiceTypes.Any(IsForChildren))
        {
            if (!WereAsked(facts, StakeholderGroup.Children))
                return "the children";
            var adults = facts.Area.ServiceTypes.Any(s => !IsForChildren(s));
            return adults && Has(facts, StakeholderGroup.PeopleWhoUseServices) && !WereAsked(facts, StakeholderGroup.PeopleWhoUseServices)
                ? "the people who use the service"
                : null;
        }
        if (facts.Area.ServiceTypes.Count == 0 && !Has(facts, StakeholderGroup.PeopleWhoUseServices))
            return WereAsked(facts, StakeholderGroup.Children) ? null : "the people whom the service is for";
        return WereAsked(facts, StakeholderGroup.PeopleWhoUseServices) ? null : "the people who use the service";
    }

    /// <summary>True where no staff were engaged before the approval.</summary>
    internal static bool StaffWereLeftOut(Facts facts) => !Engaged(facts, StakeholderGroup.Staff, EngagementLevel.Inform, orNoLevel: true);

    static bool IsForChildren(ServiceType service) =>
        service
            is ServiceType.ChildrensHome
                or ServiceType.SupportedAccommodation
                or ServiceType.Fostering
                or ServiceType.LocalAuthorityChildren
                or ServiceType.EarlyYears;

    static bool Has(Facts facts, StakeholderGroup group) => facts.Document.Stakeholders.Any(s => s.Group == group);

    static bool WereAsked(Facts facts, StakeholderGroup group) => Engaged(facts, group, EngagementLevel.Consult, orNoLevel: false);

    static bool Engaged(Facts facts, StakeholderGroup group, EngagementLevel least, bool orNoLevel)
    {
        var approved = facts.Plan.ApprovedOn;
        foreach (var engagement in facts.Document.Engagements)
        {
            if (
                engagement.Stage == EngagementStage.Develop
                && (engagement.Level >= least || (orNoLevel && engagement.Level is null))
                && (approved is null || engagement.On <= approved)
                && facts.Stakeholders.TryGetValue(engagement.Stakeholder ?? "", out var stakeholder)
                && stakeholder.Group == group
            )
                return true;
        }
        return false;
    }
}
