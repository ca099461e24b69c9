using System.Text;
using Goldthread.Domain.Monitor;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>B. Are the objectives specific, measurable, achievable, relevant and dated?</summary>
static class SmartObjectives
{
    const string Group = "B SMART objectives";
    const int TooMany = 12;

    internal static readonly Check[] Checks =
    [
        new("PL010", "Objective with no measurable success criterion", Severity.Error, "SYL-04")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "Without it nobody can tell whether the objective was reached",
            Fix = "Add a measure with a target, or a yes or no question with a date",
            Field = "success_criterion",
            Look = static (facts, found) =>
            {
                foreach (var objective in facts.Document.Objectives)
                {
                    if (!facts.MeasuresOf.Contains(objective.Id) && Missing(objective.SuccessCriterion))
                        found.About(objective, $"\"{objective.Title}\" has no measure and no success criterion.");
                }
            },
        },
        new("PL011", "Vague verb", Severity.Warning, "SYL-04")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "A word such as improve can be called done at any time, or never",
            Fix = "Say from what to what, and by when",
            Field = "title",
            Look = static (facts, found) =>
            {
                foreach (var objective in facts.Document.Objectives)
                {
                    if (
                        Wording.FirstWordIn(objective.Title, facts.Known.Words.VagueVerbs) is { } verb
                        && !objective.Title.EnumerateRunes().Any(Rune.IsDigit)
                    )
                        found.About(objective, $"\"{objective.Title}\" begins with \"{verb}\" and has no figure.");
                }
            },
        },
        new("PL012", "Missing or bad target date", Severity.Error, "SYL-04")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "An objective without a date in the plan's time can always wait",
            Fix = "Give a day within the plan",
            Field = "due",
            Look = static (facts, found) =>
            {
                foreach (var objective in facts.Document.Objectives)
                {
                    if (objective.Due is null)
                    {
                        if (Wording.FirstPhrase(objective.DueText, facts.Known.Words.WeaselDates) is null)
                            found.About(objective, $"\"{objective.Title}\" has no date.");
                    }
                    else if (objective.Due < facts.Plan.Starts || objective.Due > facts.Plan.Ends)
                    {
                        found.About(
                            objective,
                            $"\"{objective.Title}\" is due on {Day(objective.Due)}, outside the plan ({Day(facts.Plan.Starts)} to {Day(facts.Plan.Ends)})."
                        );
                    }
                }
            },
        },
        new("PL013", "Weasel date", Severity.Warning, "SYL-04")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "What goes on for ever can never be judged",
            Fix = "Give a day, or say how often it is looked at and until when",
            Field = "due_text",
            Look = static (facts, found) =>
            {
                foreach (var objective in facts.Document.Objectives)
                {
                    if (Wording.FirstPhrase(objective.DueText, facts.Known.Words.WeaselDates) is { } phrase)
                        found.About(objective, $"\"{objective.Title}\" is due \"{phrase}\", which is no date.");
                }
            },
        },
        new("PL014", "Activity written as outcome", Severity.Warning, "SYL-04", "SYL-09")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "Work that is done is not yet a better life for anybody",
            Fix = "Say what will be different for people",
            Field = "title",
            Look = static (facts, found) =>
            {
                foreach (var objective in facts.Document.Objectives)
                {
                    if (
                        Wording.FirstWordIn(objective.Title, facts.Known.Words.OutputVerbs) is { } verb
                        && !facts.MeasuresOf[objective.Id].Any(m => m.Kind == MeasureKind.Outcome)
                    )
                        found.About(
                            objective,
                            $"\"{objective.Title}\" begins with \"{verb}\" and has no outcome measure: it says what is done, not what changes."
                        );
                }
            },
        },
        new("PL015", "Too many objectives", Severity.Info, "SYL-07")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "Where everything matters, nothing comes first",
            Fix = "Put some together, or say which come first",
            Look = static (facts, found) =>
            {
                if (facts.Document.Objectives.Count > TooMany)
                    found.Plan($"The plan has {facts.Document.Objectives.Count} objectives; more than {TooMany} scatter the work.");
            },
        },
        new("PL016", "Double-barrelled objective", Severity.Info, "SYL-04")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "Two aims in one can be half met: then nobody can say whether it was",
            Fix = "Make two objectives of it",
            Field = "title",
            Look = static (facts, found) =>
            {
                foreach (var objective in facts.Document.Objectives)
                {
                    if (Wording.Count(objective.Title, facts.Known.Words.Joiners) is >= 2 and var joiners)
                        found.About(objective, $"\"{objective.Title}\" joins {joiners + 1} things into one.");
                }
            },
        },
        new("PL017", "No resource behind objective (achievable?)", Severity.Warning, "SYL-07")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "What nobody has time or money for will not happen",
            Fix = "Give it hours, money or equipment, or say why it needs none",
            Field = "no_resource_reason",
            Look = static (facts, found) =>
            {
                var resourced = facts.Resourced;
                foreach (var objective in facts.Document.Objectives)
                {
                    if (!resourced.Contains(objective.Id) && Missing(objective.NoResourceReason))
                        found.About(objective, $"\"{objective.Title}\" has no hours, money or equipment, and no reason why it needs none.");
                }
            },
        },
    ];
}
