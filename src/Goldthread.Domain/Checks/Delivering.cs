using Goldthread.Domain.Implement;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>E. Is each action owned, dated, linked and closed on evidence?</summary>
static class Delivering
{
    const string Group = "E Actions";
    const int FewestForBunching = 5;
    const int BunchingDays = 14;

    internal static readonly Check[] Checks =
    [
        new("PL050", "Action with no single accountable owner", Severity.Error, "SYL-19")
        {
            Group = Group,
            Stage = Stage.Implement,
            Why = "What is the work of everybody, or of nobody, is not done",
            Fix = "Name one person who answers for it",
            Field = "accountable",
            Look = static (facts, found) =>
            {
                foreach (var action in facts.Document.Actions)
                {
                    var people = action.Accountable.Distinct(StringComparer.Ordinal).Count();
                    if (people != 1)
                    {
                        found.About(
                            action,
                            people == 0
                                ? $"Nobody answers for \"{action.Title}\"."
                                : $"{people} people answer for \"{action.Title}\": {Wording.List(action.Accountable)}."
                        );
                    }
                }
            },
        },
        new("PL051", "Action with no due date", Severity.Error, "SYL-04")
        {
            Group = Group,
            Stage = Stage.Implement,
            Why = "What has no date can always wait",
            Fix = "Give the day by which it is done",
            Field = "due",
            Look = static (facts, found) =>
            {
                foreach (var action in facts.Document.Actions)
                {
                    if (action.Due is null)
                        found.About(action, $"\"{action.Title}\" has no due date.");
                }
            },
        },
        new("PL052", "Overdue action with no note", Severity.Error, "SYL-08", "SYL-15")
        {
            Group = Group,
            Stage = Stage.Implement,
            Why = "A date that passes in silence is soon no date at all",
            Fix = "Say why it is late, and set a new date",
            Field = "notes",
            Look = static (facts, found) =>
            {
                foreach (var action in facts.OpenActions)
                {
                    if (action.Due < facts.Today && !action.Notes.Any(n => n.On >= action.Due))
                        found.About(action, $"\"{action.Title}\" was due on {Day(action.Due)}, and no note since says why it is late.");
                }
            },
        },
        new("PL053", "Circular dependency", Severity.Error, "SYL-07")
        {
            Group = Group,
            Stage = Stage.Implement,
            Why = "Each waits for the other, so none of them can begin",
            Fix = "Take one of them out of the circle",
            Field = "after",
            Look = static (facts, found) =>
            {
                foreach (var circle in facts.Circles)
                {
                    found.About(
                        circle[0],
                        circle.Count == 1
                            ? $"{circle[0].Id} comes after itself."
                            : $"{Wording.List(circle.Select(a => a.Id))} wait for each other, so none of them can start."
                    );
                }
            },
        },
        new("PL054", "Dependency violates dates", Severity.Warning, "SYL-07")
        {
            Group = Group,
            Stage = Stage.Implement,
            Why = "It begins before what it waits for is done",
            Fix = "Change one of the dates",
            Field = "starts",
            Look = static (facts, found) =>
            {
                foreach (var action in facts.Document.Actions)
                {
                    if (action.Starts is null || StartsBefore(facts, action) is not { } late || facts.OnACircle.Contains(action))
                        continue;
                    found.About(action, $"\"{action.Title}\" starts on {Day(action.Starts)}, before {late.Id} is done on {Day(late.Due)}.");
                }
            },
        },
        new("PL055", "Objective with no actions", Severity.Error, "SYL-02")
        {
            Group = Group,
            Stage = Stage.Implement,
            Why = "An aim without work stays a wish",
            Fix = "Add what will be done for it",
            Adds = Implement.Action.List,
            Look = static (facts, found) =>
            {
                foreach (var objective in facts.Document.Objectives)
                {
                    if (!facts.ActionsOf.Contains(objective.Id))
                        found.About(objective, $"No action serves \"{objective.Title}\".");
                }
            },
        },
        new("PL056", "Action not linked to objective", Severity.Warning, "SYL-01")
        {
            Group = Group,
            Stage = Stage.Implement,
            Why = "Work that serves no objective takes time from work that does",
            Fix = "Say which objective it serves, or take it out",
            Field = "objective",
            Look = static (facts, found) =>
            {
                foreach (var action in facts.Document.Actions)
                {
                    if (Missing(action.Objective))
                        found.About(action, $"\"{action.Title}\" serves no objective.");
                }
            },
        },
        new("PL057", "Closed without evidence", Severity.Error, "SYL-14")
        {
            Group = Group,
            Stage = Stage.Implement,
            Why = "That it was done says little without what shows it",
            Fix = "Attach what shows what changed",
            Field = "evidence",
            Look = static (facts, found) =>
            {
                foreach (var action in facts.Document.Actions)
                {
                    if (action.Status == ActionStatus.Done && action.Evidence.Count == 0)
                        found.About(action, $"\"{action.Title}\" is done, and nothing shows it.");
                }
            },
        },
        new("PL058", "Action outside objective period", Severity.Warning, "SYL-04")
        {
            Group = Group,
            Stage = Stage.Implement,
            Why = "The objective ends before its work does, or begins after it",
            Fix = "Change one of the dates",
            Field = "due",
            Look = static (facts, found) =>
            {
                foreach (var action in facts.Document.Actions)
                {
                    if (facts.Objectives.GetValueOrDefault(action.Objective ?? "") is { } objective && action.Due > objective.Due)
                        found.About(
                            action,
                            $"\"{action.Title}\" is due on {Day(action.Due)}, after its objective on {Day(objective.Due)}."
                        );
                }
            },
        },
        new("PL059", "Bunching of due dates", Severity.Info, "SYL-07")
        {
            Group = Group,
            Stage = Stage.Implement,
            Why = "Too much falls due at once to be done well",
            Fix = "Spread the dates",
            Look = static (facts, found) =>
            {
                int[] days = [.. facts.OpenActions.Where(a => a.Due is not null).Select(a => a.Due!.Value.DayNumber).Order()];
                if (days.Length < FewestForBunching)
                    return;
                var (most, from) = (0, 0);
                for (int first = 0, next = 0; first < days.Length; first++)
                {
                    while (next < days.Length && days[next] < days[first] + BunchingDays)
                        next++;
                    if (next - first > most)
                        (most, from) = (next - first, days[first]);
                }
                if (most * 5 > days.Length * 2)
                    found.Plan(
                        $"{most} of {days.Length} open actions fall due within {BunchingDays} days from {Day(DateOnly.FromDayNumber(from))}."
                    );
            },
        },
    ];

    /// <summary>The first action for whose end an action waits and yet begins before it; null for none.</summary>
    static Implement.Action? StartsBefore(Facts facts, Implement.Action action)
    {
        foreach (var id in action.After)
        {
            if (facts.Actions.TryGetValue(id, out var first) && action.Starts < first.Due)
                return first;
        }
        return null;
    }
}
