using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using static Goldthread.Domain.Checks.Facts;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Domain.Checks;

/// <summary>Q. Can it be true? That people stay free, safe and heard.</summary>
static class CanBeSafe
{
    const int HalfYear = 183;
    const int ToldBackDays = 30;

    internal static readonly Check[] Checks =
    [
        new("PL182", "Restriction without a thought of rights", Severity.Error, "SYL-10", "SYL-13")
        {
            Group = CanBeKept.Group,
            Stage = Stage.Implement,
            Edition = 2,
            Why = "A lock, a camera or a hold takes some of a person's freedom. That needs a lawful reason",
            Fix =
                "Write down the person's wishes, what they can decide (capacity) and their best interests. Choose what is less restrictive. Say who authorises it, and on which day it is up for review",
            Field = "safeguarding_impact",
            Laws = [LawDuty.Restriction],
            Look = static (facts, found) =>
            {
                foreach (var objective in facts.Document.Objectives)
                {
                    if (
                        facts.MayTellOfChange(objective.Title)
                        && Sentences.Restricts(facts.Words, objective.Title) is { } word
                        && !facts.ActionsOf[objective.Id].Any(a => IsThoughtOf(facts, a))
                        && !facts.RightsAreLookedAt(objective, null)
                    )
                        found.About(
                            objective,
                            $"\"{objective.Title}\" says \"{word}\", and nothing says how people's rights were looked at.{facts.LawSentence(LawDuty.Restriction)}",
                            "requirements",
                            facts.IsLive ? null : Severity.Warning
                        );
                }
                foreach (var action in facts.Telling)
                {
                    if (IsUnthoughtRestriction(facts, action))
                        found.About(
                            action,
                            $"\"{action.Title}\" says \"{Sentences.Restricts(facts.Words, action.Title)}\", and nothing says how people's rights and safety were looked at.{facts.LawSentence(LawDuty.Restriction)}",
                            severity: facts.IsLive || action.Affects.Count > 0 ? null : Severity.Warning
                        );
                }
            },
        },
        new("PL183", "Less care without a thought", Severity.Warning, "SYL-10", "SYL-09")
        {
            Group = CanBeKept.Group,
            Stage = Stage.Implement,
            Edition = 2,
            Why = "Less time or fewer staff can mean less safety. It falls hardest on some",
            Fix = "Say who could be less safe and who could lose most. Name a measure that shows that care stays good",
            Look = static (facts, found) =>
            {
                HashSet<string>? said = null;
                foreach (var objective in facts.Document.Objectives)
                {
                    if (
                        facts.MayTellOfChange(objective.Title)
                        && Sentences.LessCare(facts.Words, objective.Title) is { } thing
                        && Unthought(facts, objective, null) is { } lacks
                    )
                    {
                        (said ??= new(StringComparer.Ordinal)).Add(objective.Id);
                        found.About(objective, $"\"{objective.Title}\" means less {thing}, and lacks {lacks}.", "title");
                    }
                }
                foreach (var action in facts.Telling)
                {
                    if (
                        said?.Contains(action.Objective ?? "") != true
                        && Sentences.LessCare(facts.Words, action.Title) is { } thing
                        && Unthought(facts, facts.Objectives.GetValueOrDefault(action.Objective ?? ""), action) is { } lacks
                    )
                        found.About(action, $"\"{action.Title}\" means less {thing}, and lacks {lacks}.", "safeguarding_impact");
                }
            },
        },
        new("PL184", "People named and never asked", Severity.Error, "SYL-03", "SYL-09")
        {
            Group = CanBeKept.Group,
            Stage = Stage.Develop,
            Edition = 2,
            Why = "To write somebody on the list and not ask them is to speak for them",
            Fix = "Ask them about the plan, and write down what they said and what changed",
            Adds = Develop.Engagement.List,
            Laws = [LawDuty.Involving],
            Look = static (facts, found) =>
            {
                // Of a draft PL041 says it.
                if (!facts.IsLive && ChangedInvolving.NotAskedInTime(facts) is not null)
                    return;
                foreach (var group in (ReadOnlySpan<StakeholderGroup>)[StakeholderGroup.PeopleWhoUseServices, StakeholderGroup.Children])
                {
                    var (first, asked) = ((Stakeholder?)null, false);
                    foreach (var stakeholder in facts.Document.Stakeholders)
                    {
                        if (stakeholder.Group != group)
                            continue;
                        first ??= stakeholder;
                        asked |= facts.WasAsked(stakeholder);
                    }
                    if (first is not null && !asked)
                        found.About(
                            first,
                            $"\"{first.Name ?? first.Id}\" are in the plan, and at no stage of it did anybody ask them.",
                            severity: facts.IsLive ? null : Severity.Warning
                        );
                }
            },
        },
        new("PL185", "Staff only told", Severity.Warning, "SYL-03", "SYL-18")
        {
            Group = CanBeKept.Group,
            Stage = Stage.Develop,
            Edition = 2,
            Why = "Those who do the work know what will not work",
            Fix = "Ask them before it is settled, and write down what changed",
            Adds = Develop.Engagement.List,
            Look = static (facts, found) =>
            {
                foreach (var stakeholder in facts.Document.Stakeholders)
                {
                    if (
                        stakeholder.Group == StakeholderGroup.Staff
                        && stakeholder.Id.Length > 0
                        && facts.EngagementsOf.Contains(stakeholder.Id)
                        && facts.EngagementsOf[stakeholder.Id].All(e => e.Level == EngagementLevel.Inform)
                    )
                        found.About(stakeholder, $"\"{stakeholder.Name ?? stakeholder.Id}\" do the work, and were only told.");
                }
            },
        },
        new("PL186", "Nobody who uses the service asked for half a year", Severity.Warning, "SYL-03", "SYL-14")
        {
            Group = CanBeKept.Group,
            Stage = Stage.Evaluate,
            OnlyLive = true,
            Edition = 2,
            Why = "Only they can say whether life got better",
            Fix = "Ask them now how it goes, and write down what they said",
            Adds = Develop.Engagement.List,
            Laws = [LawDuty.Involving],
            Look = static (facts, found) =>
            {
                var people = facts.Document.Stakeholders.Where(UsesTheService).ToArray();
                if (
                    people.Length == 0
                    || DaysBetween(facts.Plan.Starts, facts.Today) is not > HalfYear
                    // Where they were never asked PL184 says so.
                    || !Array.Exists(people, facts.WasAsked)
                )
                    return;
                var from = facts.Today.AddDays(-HalfYear);
                if (
                    !Array.Exists(
                        people,
                        p =>
                            facts.EngagementsOf[p.Id].Any(e => e.Level >= EngagementLevel.Consult && e.On >= from && e.On <= facts.Today)
                            || facts.Document.Feedback.Any(f => f.From == p.Id && f.On >= from && f.On <= facts.Today)
                    )
                    && !facts.Document.Measures.Any(m =>
                        m.SourceKind == SourceKind.PeopleFeedback && m.Readings.Any(r => r.On >= from && r.On <= facts.Today)
                    )
                )
                    found.Plan($"Nobody who uses the service was asked since {Day(from)}.");
            },
        },
        new("PL187", "Said, and not told what came of it", Severity.Info, "SYL-03")
        {
            Group = CanBeKept.Group,
            Stage = Stage.Develop,
            Edition = 2,
            Why = "People who hear nothing back stop speaking",
            Fix = "Tell them what changed, or why nothing did",
            Field = "told_back",
            Look = static (facts, found) =>
                found.Lacking(
                    facts.Document.Engagements,
                    e =>
                        !Missing(e.Said)
                        && e.ToldBack is null
                        && e.Level >= EngagementLevel.Consult
                        && DaysBetween(e.On, facts.Today) > ToldBackDays,
                    "a day on which people were told what came of it",
                    e => $"What was said on {Day(e.On)} was heard, and nobody was told what came of it."
                ),
        },
        new("PL210", "An answer that says nothing", Severity.Warning, "SYL-10", "SYL-13")
        {
            Group = CanBeKept.Group,
            Stage = Stage.Develop,
            Edition = 2,
            Why = "The question asks for a thought about people, and a ticked box is none",
            Fix = "Say who could be affected and how, or why nobody could be",
            Look = static (facts, found) =>
            {
                var words = facts.Words;
                if (
                    facts.Plan.EqualityAssessment is { } equality
                    && (Missing(equality.Summary) || Sentences.IsVoid(words, equality.Summary))
                )
                    found.Plan(
                        Missing(equality.Summary)
                            ? "The equality assessment has a day and says nothing of what it found."
                            : $"The equality assessment says \"{equality.Summary}\", and nothing of whom it looked at.",
                        "equality_assessment"
                    );
                if (Sentences.IsVoid(words, facts.Plan.Safeguarding?.Statement) && !Missing(facts.Plan.Safeguarding?.Statement))
                    found.Plan(
                        $"How the plan keeps people safe is answered with \"{facts.Plan.Safeguarding!.Statement}\".",
                        "safeguarding"
                    );
                foreach (var action in facts.Document.Actions)
                {
                    if (!Missing(action.SafeguardingImpact) && Sentences.IsVoid(words, action.SafeguardingImpact))
                        found.About(
                            action,
                            $"Whether \"{action.Title}\" could make anybody less safe is answered with \"{action.SafeguardingImpact}\".",
                            "safeguarding_impact"
                        );
                }
            },
        },
    ];

    /// <summary>True for an action that restricts people and has no thought of it: no impact, no tag, no law.</summary>
    internal static bool IsUnthoughtRestriction(Facts facts, Action action) =>
        action.Standing != ActionStatus.Cancelled
        && Missing(action.SafeguardingImpact)
        && !action.Tags.Contains("restriction", StringComparer.Ordinal)
        && Sentences.Restricts(facts.Words, action.Title) is not null
        && !facts.RightsAreLookedAt(facts.Objectives.GetValueOrDefault(action.Objective ?? ""), action);

    /// <summary>True for an answer that says something: "none needed" is no thought.</summary>
    static bool IsSaid(Facts facts, string? text) => !Missing(text) && !Sentences.IsVoid(facts.Words, text);

    static bool IsThoughtOf(Facts facts, Action action) =>
        IsSaid(facts, action.SafeguardingImpact) || action.Tags.Contains("restriction", StringComparer.Ordinal);

    /// <summary>What of the three thoughts is missing: safety, equality, quality; null where all are there.</summary>
    static string? Unthought(Facts facts, Objective? objective, Action? action)
    {
        var safe = action is not null
            ? IsSaid(facts, action.SafeguardingImpact)
            : facts.ActionsOf[objective!.Id].Any(a => IsSaid(facts, a.SafeguardingImpact));
        var equal = IsSaid(facts, facts.Plan.EqualityAssessment?.Summary);
        var good =
            objective is not null
            && (
                facts.MeasuresOf[objective.Id].Any(m => m.Kind is MeasureKind.Balancing or MeasureKind.Outcome)
                || facts.Document.Risks.Any(r =>
                    r.Category is RiskCategory.Safety or RiskCategory.Quality or RiskCategory.Safeguarding
                    && r.Objectives.Contains(objective.Id)
                )
            );
        string[] lacks =
        [
            .. safe ? (string[])[] : ["a word on safety"],
            .. equal ? (string[])[] : ["a look at equality"],
            .. good ? (string[])[] : ["a measure or risk that watches the quality of care"],
        ];
        return lacks.Length == 0 ? null : Wording.List(lacks);
    }
}
