using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>What the second edition changes in group I: people kept safe, free and unnamed.</summary>
static class ChangedSafety
{
    /// <summary>A sentence of who watches and how concerns are raised has at least so many words.</summary>
    const int FewestWords = 6;

    internal static readonly (string Id, Func<Check, Check> Change)[] Changes =
    [
        (
            "PL090",
            static first =>
                first with
                {
                    Fix = "Name a duty to keep people safe, or a risk of harm. Say who watches, and how a worry is raised",
                    Laws = [LawDuty.Safeguarding],
                    Look = static (facts, found) =>
                    {
                        var risk = facts.Document.Risks.FirstOrDefault(r => r.Category == RiskCategory.Safeguarding);
                        if (risk is { Controls.Count: > 0 } && !Missing(risk.Owner))
                            return;
                        var named = risk is not null || facts.CitedByWork.Any(c => c.Requirement.Safeguarding == true);
                        if (!named)
                            found.Plan(
                                $"No objective, measure or audit names a duty of safeguarding, and no risk is about it.{facts.LawSentence(LawDuty.Safeguarding)}"
                            );
                        else if (
                            WordsIn(facts.Plan.Safeguarding?.Statement) < FewestWords
                            || !facts.Words.RaisingWords.In(facts.Plan.Safeguarding?.Statement)
                        )
                            found.Plan(
                                "The plan names safeguarding, but no sentence says who watches and how concerns are raised.",
                                "safeguarding"
                            );
                    },
                }
        ),
        (
            "PL091",
            static first =>
                first with
                {
                    Look = static (facts, found) =>
                    {
                        foreach (var action in facts.Document.Actions)
                        {
                            // Of what restricts people PL182 says it, and more.
                            if (
                                action.Affects.Count > 0
                                && Missing(action.SafeguardingImpact)
                                && !CanBeSafe.IsUnthoughtRestriction(facts, action)
                            )
                                found.About(
                                    action,
                                    $"\"{action.Title}\" touches {Wording.List(action.Affects.Select(Words.Read))}, and does not say whether anybody could be less safe."
                                );
                        }
                    },
                }
        ),
        (
            "PL095",
            static first =>
                first with
                {
                    Why = "Many people read a plan, and nobody in your care may be known from it. Initials tell who somebody is, too",
                    Fix = "Leave the person out; count or describe the group",
                    Look = static (facts, found) =>
                    {
                        // One walk through the texts; only where it meets a name first are they walked again, for what is sure.
                        var words = facts.Words;
                        Func<string, object?> look = text =>
                            (object?)Identifiable.Find(text) ?? NamedPerson.Find(words, text) ?? InitialsBeside(words, text);
                        if (Seen(facts.Document, look) is { } inPlan)
                            found.Plan(inPlan.Message, severity: inPlan.Weighs);
                        foreach (var thing in Thing.All)
                        {
                            if (!FreeTexts.StandsAlone(thing.Shape))
                                continue;
                            foreach (var item in facts.Document.ItemsOf(thing))
                            {
                                if (Seen(item, look) is { } seen)
                                    found.About(thing, item, seen.Message, severity: seen.Weighs);
                            }
                        }
                    },
                }
        ),
        (
            "PL096",
            static first =>
                first with
                {
                    Why = "Nobody may be held back without a lawful reason",
                    Fix =
                        "Write down the person's wishes, what they can decide (capacity) and their best interests. Choose what is less restrictive. Say who authorises it, and on which day it is up for review",
                    Laws = [LawDuty.Restriction],
                    Look = static (facts, found) =>
                    {
                        foreach (var action in facts.Document.Actions)
                        {
                            if (
                                !action.Tags.Contains("restriction", StringComparer.Ordinal)
                                && (!facts.Telling.Contains(action) || Sentences.Restricts(facts.Words, action.Title) is null)
                            )
                                continue;
                            if (CanBeSafe.IsUnthoughtRestriction(facts, action))
                                continue;
                            if (
                                !facts.RightsAreLookedAt(facts.Objectives.GetValueOrDefault(action.Objective ?? ""), action, anyAudit: true)
                            )
                                found.About(
                                    action,
                                    $"\"{action.Title}\" restricts people, and neither it, its objective nor an audit looks at their rights.{facts.LawSentence(LawDuty.Restriction)}"
                                );
                        }
                    },
                }
        ),
    ];

    /// <summary>What in a part's texts makes somebody known: a number or birth date for sure, a name perhaps; null for nothing.</summary>
    static (string Message, Severity? Weighs)? Seen(Part part, Func<string, object?> look)
    {
        var seen = FreeTexts.First(part, look);
        return seen switch
        {
            null => null,
            Identifiable.Kind kind => (kind.Explanation(), null),
            _ when FreeTexts.FindIdentifiable(part) is { } kind => (kind.Explanation(), null),
            _ => (
                $"Is \"{seen}\" somebody who uses the service? With the place or the day beside it they can be recognised.",
                Severity.Warning
            ),
        };
    }

    /// <summary>Initials with a place, a day or an event in the same text by which somebody is recognised; null for none.</summary>
    static string? InitialsBeside(Lexicon words, string text) =>
        InitialsIn(words, text) is { } name && (words.ToldWhere.In(text) || text.AsSpan().IndexOfAnyInRange('0', '9') >= 0) ? name : null;

    /// <summary>"J.T.", but not "the C.Q.C.": what has an article before it is a thing.</summary>
    static string? InitialsIn(Lexicon words, string text)
    {
        for (var mark = text.AsSpan().IndexOf('.'); mark >= 0 && mark < text.Length; )
        {
            if (
                IsInitial(text, mark - 1)
                && !WordLetter.IsAt(text, mark - 2)
                && IsInitial(text, mark + 1)
                && text.AsSpan(mark + 2) is ['.', ..]
            )
            {
                var end = mark + 3;
                while (IsInitial(text, end) && text.AsSpan(end + 1) is ['.', ..])
                    end += 2;
                if (!words.Articles.In(text[Math.Max(0, mark - 6)..(mark - 1)]))
                    return text[(mark - 1)..end];
                mark = end;
            }
            var next = text.AsSpan(mark + 1).IndexOf('.');
            mark = next < 0 ? -1 : mark + 1 + next;
        }
        return null;
    }

    static bool IsInitial(string text, int at) => at >= 0 && at < text.Length && char.IsUpper(text[at]);

    static int WordsIn(string? text) => text is null ? 0 : text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
}
