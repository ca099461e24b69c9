using Goldthread.Domain.Implement;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>P. Does the plan both lead people and manage resources?</summary>
static class LeadingAndManaging
{
    const string Group = "P Leading and managing";
    const int FewestToShare = 3;

    internal static readonly Check[] Checks =
    [
        new("PL170", "Nothing leads people", Severity.Warning, "SYL-19")
        {
            Group = Group,
            Stage = Stage.Implement,
            Why = "Leading people (direction, engagement, motivation) and managing resources are both needed",
            Fix = "Add what you will do to explain, involve, coach or recognise people",
            Adds = Implement.Action.List,
            Look = static (facts, found) =>
            {
                var actions = facts.Document.Actions;
                if (actions.Count > 0 && !actions.Any(a => a.Approach == ActionApproach.Lead))
                    found.Plan("No action leads people.");
            },
        },
        new("PL171", "Nothing manages resources", Severity.Warning, "SYL-19", "SYL-07")
        {
            Group = Group,
            Stage = Stage.Implement,
            Why = "A vision without planning, budget and control does not happen",
            Fix = "Add work on planning, staffing, budget or control",
            Adds = Implement.Action.List,
            Look = static (facts, found) =>
            {
                var actions = facts.Document.Actions;
                if (actions.Count > 0 && !actions.Any(a => a.Approach == ActionApproach.Manage))
                    found.Plan("No action manages resources.");
            },
        },
        new("PL172", "Nothing delegated", Severity.Info, "SYL-19")
        {
            Group = Group,
            Stage = Stage.Implement,
            Why = "Leaders work through others, and where one person does everything all stops when they are away",
            Fix = "Make a member of the team answer for at least one action, with the support they need",
            Field = "owner",
            Look = static (facts, found) =>
            {
                foreach (var objective in facts.Document.Objectives)
                {
                    if (Missing(objective.Owner))
                        continue;
                    var actions = facts.ActionsOf[objective.Id];
                    if (
                        actions.Count() is >= FewestToShare and var count
                        && actions.All(a => a.Accountable.Contains(objective.Owner, StringComparer.Ordinal))
                    )
                        found.About(objective, $"{objective.Owner} owns \"{objective.Title}\" and answers for all {count} of its actions.");
                }
            },
        },
    ];
}
