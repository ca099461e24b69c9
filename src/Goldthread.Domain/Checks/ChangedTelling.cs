using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Implement;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>What the second edition changes in group J: what people are told in a way that they can use.</summary>
static class ChangedTelling
{
    internal static readonly (string Id, Func<Check, Check> Change)[] Changes =
    [
        (
            "PL102",
            static first =>
                first with
                {
                    Why = "A message that somebody cannot read or hear has not reached them",
                    Fix = "Meet the need that is written down for them",
                    Laws = [LawDuty.Formats],
                    Look = static (facts, found) =>
                    {
                        foreach (var message in facts.Document.Communications)
                        {
                            if (
                                facts.Stakeholders.GetValueOrDefault(message.Audience ?? "") is { Formats.Count: > 0 } audience
                                && !Meets(message.Format, audience.Formats)
                            )
                                found.About(
                                    message,
                                    $"{audience.Name ?? audience.Id} need {Wording.List(audience.Formats.Select(Shapes.Words.Read), "or")}, and the message has {(Missing(message.Format) ? "no format" : $"the format \"{message.Format}\"")}.{facts.LawSentence(LawDuty.Formats)}"
                                );
                        }
                    },
                }
        ),
        (
            "PL103",
            static first =>
                first with
                {
                    Look = static (facts, found) =>
                    {
                        var trained = facts.Document.Training.SelectMany(t => t.Actions).ToHashSet(StringComparer.Ordinal);
                        foreach (var action in facts.Document.Actions)
                        {
                            if (
                                action.Kind
                                    is ActionKind.NewProcedure
                                        or ActionKind.NewEquipment
                                        or ActionKind.NewSystem
                                        or ActionKind.NewRole
                                && action.Standing != ActionStatus.Cancelled
                                && !trained.Contains(action.Id)
                            )
                                found.About(action, $"\"{action.Title}\" is new practice, and nobody is trained for it.");
                        }
                    },
                }
        ),
        (
            "PL104",
            static first =>
                first with
                {
                    Look = static (facts, found) =>
                    {
                        foreach (var training in facts.Document.Training)
                        {
                            // Where the action is to train, the training is the work itself and not what has to come before.
                            var started = training
                                .Actions.Select(id => facts.Actions.GetValueOrDefault(id))
                                .FirstOrDefault(a => a is not { Kind: ActionKind.Train } && training.Due > a?.Starts);
                            if (started is not null)
                                found.About(
                                    training,
                                    $"The training is due on {Day(training.Due)}, after {started.Id} starts on {Day(started.Starts)}."
                                );
                        }
                    },
                }
        ),
        ("PL107", static first => first with { Fix = "Ask and write down what people do differently since, and who saw it" }),
    ];

    /// <summary>True where a format is one that is needed; talk meets what is read, but not another language nor signs.</summary>
    static bool Meets(string? format, IReadOnlyList<AccessibleFormat> needs)
    {
        if (Missing(format))
            return false;
        foreach (var need in needs)
        {
            if (
                format!.Equals(Shapes.Words.Written(need), StringComparison.OrdinalIgnoreCase)
                || format.Equals("face-to-face", StringComparison.OrdinalIgnoreCase)
                    && need is not (AccessibleFormat.Bsl or AccessibleFormat.Translated)
            )
                return true;
        }
        return false;
    }
}
