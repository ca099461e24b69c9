using Goldthread.Domain.Develop;
using Goldthread.Domain.Implement;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>J. Are people told, trained and led through the change?</summary>
static class TellingAndTraining
{
    const string Group = "J Communication, training, change";
    static readonly string[] AccessibleFormats = ["easy-read", "large-print", "bsl", "braille", "audio", "translated", "face-to-face"];

    internal static readonly Check[] Checks =
    [
        new("PL100", "No communication plan", Severity.Error, "SYL-16")
        {
            Group = Group,
            Stage = Stage.Implement,
            Why = "People cannot act on what they were never told",
            Fix = "Say who is told what, how, when and by whom",
            Adds = Implement.Communication.List,
            Look = static (facts, found) =>
            {
                if (facts.Document.Communications.Count == 0)
                    found.Plan("The plan does not say who is told what.");
            },
        },
        new("PL101", "Affected group not told", Severity.Warning, "SYL-16")
        {
            Group = Group,
            Stage = Stage.Implement,
            Why = "The change touches them, and nobody tells them",
            Fix = "Plan what they are told",
            Adds = Implement.Communication.List,
            Look = static (facts, found) =>
            {
                if (facts.Document.Communications.Count == 0)
                    return;
                var first = facts
                    .Document.Communications.Select(c => (c.Audience, c.On, Again: !Missing(c.Frequency)))
                    .Where(c => c.Again || c.On is not null)
                    .GroupBy(c => c.Audience ?? "", StringComparer.Ordinal)
                    .ToDictionary(g => g.Key, g => (Again: g.Any(c => c.Again), On: g.Min(c => c.On)), StringComparer.Ordinal);
                foreach (var action in facts.Document.Actions)
                {
                    foreach (var group in action.AffectsGroups.Distinct(StringComparer.Ordinal))
                    {
                        var told =
                            first.TryGetValue(group, out var message)
                            && (message.Again || action.Starts is null || message.On < action.Starts);
                        if (!told)
                        {
                            var name = facts.Stakeholders.GetValueOrDefault(group)?.Name ?? group;
                            found.About(action, $"\"{action.Title}\" touches {name}, and no message reaches them before it starts.");
                        }
                    }
                }
            },
        },
        new("PL102", "No accessible format", Severity.Warning, "SYL-16", "SYL-09")
        {
            Group = Group,
            Stage = Stage.Implement,
            Why = "Some people cannot read or hear what you tell them: that is what the Accessible Information Standard is for",
            Fix = "Add easy read, large print, another language or what they need",
            Field = "format",
            Look = static (facts, found) =>
            {
                foreach (var message in facts.Document.Communications)
                {
                    if (
                        facts.Stakeholders.GetValueOrDefault(message.Audience ?? "") is { } audience
                        && Involving.IsPeople(audience)
                        && (Missing(message.Format) || !AccessibleFormats.Contains(message.Format, StringComparer.OrdinalIgnoreCase))
                    )
                    {
                        found.About(
                            message,
                            $"The message to {audience.Name ?? audience.Id} has {(Missing(message.Format) ? "no format" : $"the format \"{message.Format}\"")}; name one that they can use."
                        );
                    }
                }
            },
        },
        new("PL103", "New practice with no training", Severity.Error, "SYL-17")
        {
            Group = Group,
            Stage = Stage.Implement,
            Why = "People cannot do what nobody has shown them",
            Fix = "Say what they need to learn, and by when: a training needs analysis",
            Adds = Implement.TrainingNeed.List,
            Look = static (facts, found) =>
            {
                var trained = facts.Document.Training.SelectMany(t => t.Actions).ToHashSet(StringComparer.Ordinal);
                foreach (var action in facts.Document.Actions)
                {
                    if (
                        action.Kind is ActionKind.NewProcedure or ActionKind.NewEquipment or ActionKind.NewSystem or ActionKind.NewRole
                        && !trained.Contains(action.Id)
                    )
                        found.About(action, $"\"{action.Title}\" is new practice, and nobody is trained for it.");
                }
            },
        },
        new("PL104", "Training after go-live", Severity.Warning, "SYL-17")
        {
            Group = Group,
            Stage = Stage.Implement,
            Why = "They would start before they have learnt it",
            Fix = "Move the training, or the start",
            Field = "due",
            Look = static (facts, found) =>
            {
                foreach (var training in facts.Document.Training)
                {
                    var started = training
                        .Actions.Select(id => facts.Actions.GetValueOrDefault(id))
                        .FirstOrDefault(a => training.Due > a?.Starts);
                    if (started is not null)
                        found.About(
                            training,
                            $"The training is due on {Day(training.Due)}, after {started.Id} starts on {Day(started.Starts)}."
                        );
                }
            },
        },
        new("PL105", "No change plan", Severity.Warning, "SYL-18")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "A big change needs more than a date",
            Fix =
                "Choose a model, such as Lewin or Kotter, and say how people are brought along: what for, who leads it, what makes it last",
            Field = "change",
            Look = static (facts, found) =>
            {
                if (
                    facts.Plan.Change is { Size: ChangeSize.Medium or ChangeSize.Large } change
                    && (change.Model is null || change.Steps.Count == 0)
                )
                    found.Plan(
                        $"The change is {Shapes.Words.Read(change.Size.Value)}, and has {(change.Model is null ? "no model" : "no steps")}."
                    );
            },
        },
        new("PL106", "Resistance not recorded", Severity.Info, "SYL-18")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "Worries that nobody asks about come back later",
            Fix = "Ask the teams what worries them",
            Field = "change",
            Look = static (facts, found) =>
            {
                if (facts.Plan.Change is { Steps.Count: > 0, Resistance.Count: 0 })
                    found.Plan("The change has steps, and nobody's doubts are written down.");
            },
        },
        new("PL107", "Training not evaluated", Severity.Info, "SYL-17")
        {
            Group = Group,
            Stage = Stage.Implement,
            Why = "To have been on a course does not mean to do it differently",
            Fix = "Say what people do differently since, and which Kirkpatrick level that is",
            Field = "evaluation",
            Look = static (facts, found) =>
            {
                foreach (var training in facts.Document.Training)
                {
                    if (training is { Done: not null, Evaluation: null })
                        found.About(training, $"The training was done on {Day(training.Done)}, and nothing says whether it worked.");
                }
            },
        },
    ];
}
