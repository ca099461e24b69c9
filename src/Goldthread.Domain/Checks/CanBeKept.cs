using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using static Goldthread.Domain.Checks.Facts;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Domain.Checks;

/// <summary>Q. Can it be true? Days that were or will be missed, and risks that nobody could hold.</summary>
static class CanBeKept
{
    internal const string Group = "Q Can it be true?";
    const int Grave = 15;
    const int Catastrophic = 5;
    const int MonthDays = 31;

    internal static readonly Check[] Checks =
    [
        new("PL180", "Required action late, or planned too late", Severity.Error, "SYL-11", "SYL-13")
        {
            Group = Group,
            Stage = Stage.Monitor,
            Edition = 2,
            Why = "An inspector set that day, and only the inspector can move it",
            Fix = "Do it, or agree a new day with who asked for it and write that down",
            Field = "due",
            Look = static (facts, found) =>
            {
                foreach (var required in facts.Document.RegulatoryActions)
                {
                    if (required.Status == OpenStatus.Closed)
                        continue;
                    var action = facts.Actions.GetValueOrDefault(required.Action ?? "");
                    if (required.Due < facts.Today)
                        found.About(required, $"What was required by {Day(required.Due)} is still open.");
                    else if (action is { IsOpen: true } && action.Due > required.Due)
                        found.About(
                            required,
                            $"\"{action.Title}\" is due on {Day(action.Due)}, after the {Day(required.Due)} that was required."
                        );
                }
            },
        },
        new("PL181", "Required action closed too soon", Severity.Warning, "SYL-11", "SYL-14")
        {
            Group = Group,
            Stage = Stage.Monitor,
            Edition = 2,
            Why = "To close it on paper does not mend what was found",
            Fix = "Open it again until the work is done, or name what shows that it is",
            Field = "status",
            Look = static (facts, found) =>
            {
                HashSet<string>? supported = null;
                foreach (var required in facts.Document.RegulatoryActions)
                {
                    if (required.Status != OpenStatus.Closed)
                        continue;
                    var action = facts.Actions.GetValueOrDefault(required.Action ?? "");
                    if (action is { IsOpen: true })
                    {
                        found.About(required, $"It is closed, and \"{action.Title}\" is still open.");
                        continue;
                    }
                    // Of an action that is done with nothing to show PL057 has said it.
                    if (action is { Standing: ActionStatus.Done })
                        continue;
                    supported ??= facts.Document.Evidence.SelectMany(e => e.Supports).ToHashSet(StringComparer.Ordinal);
                    if (!supported.Contains(required.Id))
                        found.About(required, "It is closed, and nothing shows that what was found is mended.");
                }
            },
        },
        new("PL190", "Target day after the plan's end", Severity.Error, "SYL-02", "SYL-04")
        {
            Group = Group,
            Stage = Stage.Monitor,
            Edition = 2,
            Why = "When the plan ends nobody could yet say whether it was reached",
            Fix = "Set what is to be reached by the plan's last day, and leave the rest to the strategy",
            Field = "target",
            Look = static (facts, found) =>
            {
                if (facts.Plan.Ends is not { } ends)
                    return;
                foreach (var measure in facts.Document.Measures)
                {
                    if (measure.Target?.By > ends)
                        found.About(
                            measure,
                            $"The target of \"{measure.Name}\" is for {Day(measure.Target.By)}, after the plan's end on {Day(ends)}."
                        );
                    else if (measure.Trajectory.FirstOrDefault(p => p.On > ends) is { } step)
                        found.About(
                            measure,
                            $"A step of \"{measure.Name}\" is for {Day(step.On)}, after the plan's end on {Day(ends)}.",
                            "trajectory"
                        );
                }
            },
        },
        new("PL203", "Everything is due on the last day", Severity.Warning, "SYL-04", "SYL-07")
        {
            Group = Group,
            Stage = Stage.Develop,
            Edition = 2,
            Why = "Until the last day nobody could see that it will not be reached",
            Fix = "Give each objective the day on which it can be reached",
            Field = "objectives",
            Look = static (facts, found) =>
            {
                var objectives = facts.Document.Objectives;
                if (objectives.Count > 1 && facts.Plan.Ends is { } ends && objectives.All(o => o.Due == ends))
                    found.Plan($"All {objectives.Count} objectives are due on {Day(ends)}, the plan's last day.", clears: objectives.Count);
            },
        },
        new("PL204", "Objective past its day and not decided", Severity.Error, "SYL-08", "SYL-15")
        {
            Group = Group,
            Stage = Stage.Evaluate,
            Edition = 2,
            Why = "A day that passes in silence teaches the team that days do not count",
            Fix = "Decide in a review: reached, a new day with its reason, or stopped",
            Field = "due",
            Look = static (facts, found) =>
            {
                foreach (var objective in facts.Document.Objectives)
                {
                    if (
                        objective.Due < facts.Today
                        // Of a day outside the plan PL012 says it.
                        && !(objective.Due < facts.Plan.Starts)
                        && !IsDone(facts, objective)
                        && !IsDecided(facts, objective)
                    )
                        found.About(
                            objective,
                            $"\"{objective.Title}\" was due on {Day(objective.Due)}, and nothing says whether it was reached.",
                            severity: facts.IsLive ? null : Severity.Warning
                        );
                }
            },
        },
        new("PL205", "Training, message or audit past its day", Severity.Warning, "SYL-16", "SYL-17", "SYL-11")
        {
            Group = Group,
            Stage = Stage.Implement,
            Edition = 2,
            Why = "What leans on it begins without it",
            Fix = "Write down the day it was done, or set a new one",
            Look = static (facts, found) =>
            {
                foreach (var training in facts.Document.Training)
                {
                    if (training.Done is null && training.Due < facts.Today)
                        found.About(training, $"The training was due on {Day(training.Due)}, and nothing says that it was done.", "done");
                }
                foreach (var message in facts.Document.Communications)
                {
                    if (message.Done is null && Missing(message.Frequency) && message.On < facts.Today)
                        found.About(message, $"The message was planned for {Day(message.On)}, and nothing says that it was given.", "done");
                }
                foreach (var audit in facts.Document.Audits)
                {
                    if (audit.Score is null && Missing(audit.Evidence) && audit.On < facts.Today)
                        found.About(audit, $"\"{audit.Title ?? audit.Id}\" was planned for {Day(audit.On)}, and has no result.", "score");
                }
            },
        },
        new("PL206", "Open risk that nobody will look at again", Severity.Warning, "SYL-05", "SYL-08")
        {
            Group = Group,
            Stage = Stage.Develop,
            Edition = 2,
            Why = "Risks grow while nobody looks",
            Fix = "Set the day on which you look at it next",
            Field = "next_review",
            Look = static (facts, found) =>
                found.Lacking(
                    facts.Document.Risks,
                    r => r.Status != OpenStatus.Closed && r.NextReview is null,
                    "a day for its next look",
                    _ => "The risk is open, and no day is set to look at it again."
                ),
        },
        new("PL207", "Grave risk with no contingency", Severity.Error, "SYL-06")
        {
            Group = Group,
            Stage = Stage.Develop,
            Edition = 2,
            Why = "Somebody could die, or the service could stop. There will be no time to think",
            Fix = "Write what you will do then, who starts it, and the sign that it has begun",
            Field = "contingency",
            Look = static (facts, found) =>
            {
                foreach (var risk in facts.Document.Risks)
                {
                    if (IsGrave(risk) && Missing(risk.Contingency?.Plan))
                        found.About(
                            risk,
                            risk.Residual?.Score >= Grave
                                ? $"With its controls the risk still scores {risk.Residual.Score}, and there is no plan B."
                                : "The risk is catastrophic if it happens, however rare, and there is no plan B."
                        );
                }
            },
        },
        new("PL208", "Regulator told late", Severity.Warning, "SYL-13")
        {
            Group = Group,
            Stage = Stage.Monitor,
            Edition = 2,
            Why = "The law asks that they hear of it at once, so that others are kept safe",
            Fix = "Say why it was late, and what makes sure that the next is told at once",
            Field = "notified",
            Laws = [LawDuty.Notifying],
            Look = static (facts, found) =>
            {
                foreach (var notification in facts.Document.Notifications)
                {
                    if (
                        notification is { Notifiable: true, Notified: { } told }
                        && facts.LawsOn(LawDuty.Notifying).FirstOrDefault() is { WithinDays: { } most } law
                        && DaysBetween(notification.On, told) > most
                    )
                        found.About(
                            notification,
                            $"The incident of {Day(notification.On)} was told on {Day(told)}, {DaysBetween(notification.On, told)} days later. {law.Sentence()}"
                        );
                }
            },
        },
        new("PL209", "Late action with no news", Severity.Info, "SYL-08")
        {
            Group = Group,
            Stage = Stage.Implement,
            Edition = 2,
            Why = "What is late needs eyes on it until it is done",
            Fix = "Write what happened this month, and what comes next",
            Field = "notes",
            Look = static (facts, found) =>
            {
                foreach (var action in facts.OpenActions)
                {
                    if (
                        action.Due < facts.Today
                        && action.Notes.Max(n => n.On) is { } newest
                        // Without a note since its day PL052 has said it.
                        && newest >= action.Due
                        && DaysBetween(newest, facts.Today) > MonthDays
                    )
                        found.About(action, $"\"{action.Title}\" is late, and its last note is of {Day(newest)}.");
                }
            },
        },
        new("PL211", "No risk is to people", Severity.Warning, "SYL-05", "SYL-10")
        {
            Group = Group,
            Stage = Stage.Develop,
            Edition = 2,
            Why = "A change in care can hurt people. This list looks after the business alone",
            Fix = "Ask who could come to harm, and add that risk",
            Adds = Develop.Risk.List,
            Look = static (facts, found) =>
            {
                var risks = facts.Document.Risks;
                if (
                    risks.Count > 0
                    && !risks.Any(r =>
                        r.Category is RiskCategory.Safety or RiskCategory.Safeguarding or RiskCategory.Quality
                        || Sentences.Meant(r.Effect, facts.Words.PeopleWords, facts.Words.NotPeople) is not null
                        || Sentences.Meant(r.Event, facts.Words.PeopleWords, facts.Words.NotPeople) is not null
                    )
                )
                    found.Plan(
                        risks.Count == 1
                            ? "The one risk is to the organisation, and none is to people."
                            : $"All {risks.Count} risks are to the organisation, and none is to people."
                    );
            },
        },
        new("PL212", "Trigger that nobody could see", Severity.Warning, "SYL-06")
        {
            Group = Group,
            Stage = Stage.Develop,
            Edition = 2,
            Why = "Each person would start the second plan at another time, and most too late",
            Fix = "Name a number, or a thing that all of you would see at once",
            Field = "contingency",
            Look = static (facts, found) =>
            {
                foreach (var risk in facts.Document.Risks)
                {
                    if (
                        risk.Contingency is { } contingency
                        && !Missing(contingency.Plan)
                        && !Sentences.HasNumber(facts.Words, contingency.Trigger)
                        && (facts.Words.VagueTriggers.In(contingency.Trigger) || Sentences.IsVoid(facts.Words, contingency.Trigger))
                        && !Missing(contingency.Trigger)
                    )
                        found.About(risk, $"The second plan starts at \"{contingency.Trigger}\", and nobody could say that this has come.");
                }
            },
        },
        new("PL213", "What an inspection found has no cause and no check", Severity.Warning, "SYL-11", "SYL-08")
        {
            Group = Group,
            Stage = Stage.Monitor,
            Edition = 2,
            Why = "A mend that leaves the cause comes undone, and nobody would see it",
            Fix = "Say why it happened, and add an audit or a measure that shows that the mend lasts",
            Field = "action",
            Look = static (facts, found) =>
            {
                foreach (var required in facts.Document.RegulatoryActions)
                {
                    // Without an action PL084 has said it.
                    if (
                        facts.Actions.TryGetValue(required.Action ?? "", out var action)
                        && !NamesACause(facts, required, action)
                        && !IsChecked(facts, action)
                    )
                        found.About(
                            required,
                            "Nothing says why it came to what the inspection found, and no measure or audit shows that the mend lasts."
                        );
                }
            },
        },
    ];

    /// <summary>True for a risk that is catastrophic with its controls (without them, where it is not said), or scores 15 and more with them.</summary>
    internal static bool IsGrave(Risk risk) =>
        risk.Status != OpenStatus.Closed
        && (risk.Residual?.Score >= Grave || (risk.Residual?.Consequence ?? risk.Inherent?.Consequence) == Catastrophic);

    /// <summary>True where all its work is closed and some of it done, or its measures stand at their targets.</summary>
    static bool IsDone(Facts facts, Objective objective)
    {
        var (any, open) = (false, false);
        foreach (var action in facts.ActionsOf[objective.Id])
        {
            any |= action.Standing == ActionStatus.Done;
            open |= action.IsOpen;
        }
        if (any && !open)
            return true;
        var measured = false;
        foreach (var measure in facts.MeasuresOf[objective.Id])
        {
            if (measure.Kind == MeasureKind.Balancing || measure.Target?.Value is not { } target)
                continue;
            if (facts.FiguresIn(measure) is not [.., var last] || IsWorse(last.Figure, target, measure.Direction))
                return false;
            measured = true;
        }
        return measured;
    }

    /// <summary>True where a review held since its day decided about it, or an adaptation did.</summary>
    static bool IsDecided(Facts facts, Objective objective) =>
        facts.AdaptationsOf[objective.Id].Any(a => a.On >= objective.Due)
        || facts.Document.Reviews.Any(r => r.HeldOn >= objective.Due && r.Decisions.Any(d => d.About == objective.Id));

    static bool NamesACause(Facts facts, RegulatoryAction required, Action action)
    {
        var words = facts.Words.CauseWords;
        return words.In(required.Text)
            || words.In(action.Title)
            || action.Notes.Any(n => words.In(n.Text))
            || words.In(facts.Objectives.GetValueOrDefault(action.Objective ?? "")?.Contribution)
            || facts.Plan.Context.Any(c =>
                words.In(c.Text) && c.LeadsTo.Any(to => to == required.Id || to == action.Id || to == action.Objective)
            )
            || facts.Document.Risks.Any(r => !Missing(r.Cause) && !Missing(action.Objective) && r.Objectives.Contains(action.Objective!));
    }

    static bool IsChecked(Facts facts, Action action) =>
        facts.MeasuresOf.Contains(action.Objective ?? "") || facts.Document.Audits.Any(a => a.Actions.Contains(action.Id));
}
