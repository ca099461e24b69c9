using Goldthread.Domain.Develop;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>A. Does the plan come from the strategy, and is it a plan and no strategy?</summary>
static class StrategicFit
{
    const string Group = "A Strategic fit";

    internal static readonly Check[] Checks =
    [
        new("PL001", "Objective with no strategic parent", Severity.Error, "SYL-01", "SYL-02")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "A plan turns the strategy into work: an objective that serves none of it pulls people away from what was agreed",
            Fix = "Choose the strategic objective that it serves, or take it out",
            Field = "strategic",
            Look = static (facts, found) =>
            {
                foreach (var objective in facts.Document.Objectives)
                {
                    if (objective.Strategic.Count == 0)
                        found.About(objective, $"\"{objective.Title}\" serves no strategic objective.");
                }
            },
        },
        new("PL002", "Plan has no strategic objectives or values", Severity.Error, "SYL-01")
        {
            Group = Group,
            Stage = Stage.Strategy,
            Why = "There is nothing yet that the plan could serve",
            Fix = "Copy them from the strategy or the statement of purpose",
            Adds = Strategy.StrategicObjective.List,
            Look = static (facts, found) =>
            {
                var strategy = facts.Document.Strategy;
                var noObjective = strategy is not { Objectives.Count: > 0 };
                var noValue = strategy is not { Values.Count: > 0 };
                if (noObjective || noValue)
                {
                    found.Plan(
                        noObjective && noValue ? "The plan names no strategic objective and no value."
                        : noObjective ? "The plan names no strategic objective."
                        : "The plan names no value."
                    );
                }
            },
        },
        new("PL003", "Strategic objective with no operational objective", Severity.Warning, "SYL-01")
        {
            Group = Group,
            Stage = Stage.Strategy,
            Why = "It shows where nobody works on what was promised",
            Fix = "Add an objective that serves it, or say why it is left to others",
            Field = "in_scope",
            Look = static (facts, found) =>
            {
                var served = facts.Document.Objectives.SelectMany(o => o.Strategic).ToHashSet(StringComparer.Ordinal);
                foreach (var strategic in facts.Document.Strategy?.Objectives ?? [])
                {
                    if (strategic.InScope != false && !served.Contains(strategic.Id))
                        found.About(strategic, $"No objective of the plan serves \"{strategic.Title}\".");
                    else if (strategic.InScope == false && Missing(strategic.OutOfScopeReason))
                        found.About(strategic, $"\"{strategic.Title}\" is out of scope, and no reason is given.", "out_of_scope_reason");
                }
            },
        },
        new("PL004", "Plan horizon looks strategic", Severity.Error, "SYL-02")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "An operational plan says what a team does in the next year or two",
            Fix = "Cut it to 12 to 24 months, and leave the rest to the strategy",
            Field = "ends",
            Look = static (facts, found) =>
            {
                if (facts.Plan is { Starts: { } starts, Ends: { } ends } && ends > AddMonths(starts, 24))
                    found.Plan($"The plan runs from {Day(starts)} to {Day(ends)}, longer than 24 months.");
            },
        },
        new("PL005", "Strategic wording in an operational objective", Severity.Warning, "SYL-02")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "A strategy says where to go; an operational plan says what this team will do about it",
            Fix = "Write what this team will do, and add actions",
            Field = "title",
            Look = static (facts, found) =>
            {
                foreach (var objective in facts.Document.Objectives)
                {
                    if (Wording.FirstPhrase(objective.Title, facts.Known.Words.StrategicWording) is { } phrase)
                        found.About(objective, $"\"{objective.Title}\" says \"{phrase}\", which belongs in a strategy.");
                }
            },
        },
        new("PL006", "Objective outside own area of responsibility", Severity.Warning, "SYL-02")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "A manager can promise only what is in their own area",
            Fix = "Keep to your own area, or name who owns it",
            Field = "scope",
            Look = static (facts, found) =>
            {
                // An area whose kind is not said is no organisation.
                if (facts.Area.Kind is AreaKind.Organisation)
                    return;
                var area = facts.Area.Kind is { } kind ? $"is a {Shapes.Words.Read(kind)}" : "does not say that it is one";
                foreach (var objective in facts.Document.Objectives)
                {
                    if (objective.Scope == ObjectiveScope.WholeOrganisation)
                    {
                        found.About(objective, $"\"{objective.Title}\" is for the whole organisation, but {facts.Area.Name} {area}.");
                    }
                }
            },
        },
        new("PL007", "Values not reflected", Severity.Info, "SYL-01")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "Values are to steer what people choose and do",
            Fix = "Name the value in at least one objective that shows it",
            Look = static (facts, found) =>
            {
                var shown = facts.Document.Objectives.SelectMany(o => o.Values).ToHashSet(StringComparer.Ordinal);
                foreach (var value in facts.Document.Strategy?.Values ?? [])
                {
                    if (!shown.Contains(value.Id))
                        found.About(value, $"No objective shows the value \"{value.Name ?? value.Id}\".");
                }
            },
        },
    ];
}
