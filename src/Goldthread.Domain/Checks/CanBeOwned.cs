using Goldthread.Domain.Develop;
using Goldthread.Domain.Implement;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>Q. Can it be true? Somebody answers for it, and somebody else agreed.</summary>
static class CanBeOwned
{
    const int FewestToShare = 5;

    internal static readonly Check[] Checks =
    [
        new("PL193", "Objective without an owner", Severity.Error, "SYL-19")
        {
            Group = CanBeKept.Group,
            Stage = Stage.Develop,
            Edition = 2,
            Why = "What nobody owns nobody brings to an end",
            Fix = "Name one person, by role, who answers for it",
            Field = "owner",
            Look = static (facts, found) =>
                found.Lacking(facts.Document.Objectives, o => Missing(o.Owner), "an owner", o => $"Nobody owns \"{o.Title}\"."),
        },
        new("PL194", "A crowd answers", Severity.Warning, "SYL-19")
        {
            Group = CanBeKept.Group,
            Stage = Stage.Develop,
            Edition = 2,
            Why = "Where all answer, each waits for another",
            Fix = "Name one role that one person holds",
            Field = "role",
            Look = static (facts, found) =>
            {
                foreach (var person in facts.Document.Staff)
                {
                    if (person.Id.Length > 0 && Sentences.IsCrowd(facts.Words, person.Role) && Answers(facts, person.Id))
                        found.About(person, $"\"{person.Role}\" answer for work in the plan, and are more than one person.");
                }
            },
        },
        new("PL195", "Live without approval", Severity.Error, "SYL-15")
        {
            Group = CanBeKept.Group,
            Stage = Stage.Develop,
            OnlyLive = true,
            Edition = 2,
            Why = "Nobody with the right to has agreed that this is done, with this money",
            Fix = "Ask for approval, and write down who gave it and when",
            Field = "approved_on",
            Look = static (facts, found) =>
            {
                var (nobody, noDay) = (Missing(facts.Plan.Approver), facts.Plan.ApprovedOn is null);
                if (nobody || noDay)
                    found.Plan(
                        nobody && noDay ? "The plan is live, and neither who approved it nor the day is there."
                            : nobody ? "The plan is live, and nobody is named who approved it."
                            : "The plan is live, and has no day of approval.",
                        nobody ? "approver" : "approved_on"
                    );
            },
        },
        new("PL196", "Approved by its owner", Severity.Error, "SYL-15")
        {
            Group = CanBeKept.Group,
            Stage = Stage.Develop,
            Edition = 2,
            Why = "Nobody sees the gaps in their own plan",
            Fix = "Ask somebody who does not own it to approve it",
            Field = "approver",
            Look = static (facts, found) =>
            {
                if (Missing(facts.Plan.Owner) || Missing(facts.Plan.Approver))
                    return;
                var approver = facts.Plan.Approver!.Trim();
                var role = facts.Document.Staff.FirstOrDefault(s => s.Id == facts.Plan.Owner)?.Role?.Trim();
                if (
                    approver.Equals(facts.Plan.Owner, StringComparison.OrdinalIgnoreCase)
                    || approver.Equals(role, StringComparison.OrdinalIgnoreCase)
                )
                    found.Plan($"{role ?? facts.Plan.Owner} owns the plan and approved it.");
            },
        },
        new("PL197", "One person answers for most of it", Severity.Warning, "SYL-19", "SYL-06")
        {
            Group = CanBeKept.Group,
            Stage = Stage.Implement,
            Edition = 2,
            Why = "It can be done only as fast as one person can, and stops when they are away",
            Fix = "Give some of it to others, with the time and the say that it takes",
            Field = "role",
            Look = static (facts, found) =>
            {
                if (AnswersForMost(facts) is { } id && facts.Document.Staff.FirstOrDefault(s => s.Id == id) is { } person)
                    found.About(person, $"{person.Role ?? id} answers for more than six in ten of {facts.Document.Actions.Count} actions.");
            },
        },
        new("PL198", "Looks like new practice, and says no kind", Severity.Warning, "SYL-17", "SYL-18")
        {
            Group = CanBeKept.Group,
            Stage = Stage.Implement,
            Edition = 2,
            Why = "While its kind is blank, nobody asks whether people can do it",
            Fix = "Say what kind of work it is; what is new needs training",
            Field = "kind",
            Look = static (facts, found) =>
            {
                foreach (var action in facts.Telling)
                {
                    if (
                        action.Kind is null
                        && Sentences.Meant(action.Title, facts.Words.NewPractice, facts.Words.NotNewPractice) is { } word
                    )
                        found.About(action, $"\"{action.Title}\" says \"{word.Of(action.Title)}\", and not what kind of work it is.");
                }
            },
        },
        new("PL199", "Change without a size", Severity.Warning, "SYL-18")
        {
            Group = CanBeKept.Group,
            Stage = Stage.Develop,
            Edition = 2,
            Why = "A blank does not mean small: a big change needs to be led",
            Fix = "Say how big the change is for people: small, medium or large",
            Field = "change",
            Look = static (facts, found) =>
            {
                if (facts.Plan.Change?.Size is not null)
                    return;
                var changes = facts.Document.Actions.Count(a =>
                    a.Standing != ActionStatus.Cancelled
                    && a.Kind
                        is ActionKind.Change
                            or ActionKind.NewProcedure
                            or ActionKind.NewEquipment
                            or ActionKind.NewSystem
                            or ActionKind.NewRole
                );
                if (changes > 0)
                    found.Plan(
                        changes == 1
                            ? "One action changes how people work, and the plan does not say how big the change is."
                            : $"{changes} actions change how people work, and the plan does not say how big the change is."
                    );
            },
        },
    ];

    /// <summary>Who answers for more than six in ten of at least five actions; null for nobody.</summary>
    internal static string? AnswersForMost(Facts facts)
    {
        var actions = facts.Document.Actions;
        if (actions.Count < FewestToShare)
            return null;
        foreach (var (id, count) in actions.SelectMany(a => a.Accountable).CountBy(id => id, StringComparer.Ordinal))
        {
            if (count * 10 > actions.Count * 6)
                return id;
        }
        return null;
    }

    static bool Answers(Facts facts, string id) =>
        facts.Plan.Owner == id
        || facts.Document.Actions.Any(a => a.Accountable.Contains(id))
        || facts.Document.Objectives.Any(o => o.Owner == id)
        || facts.Document.Measures.Any(m => m.Owner == id)
        || facts.Document.Risks.Any(r => r.Owner == id);
}
