using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Strategy;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>What the second edition changes in groups H, M and N: standards, partners, duties.</summary>
static class ChangedLaw
{
    /// <summary>From so many lines of a framework on, the plan has set out to answer it.</summary>
    const int SetsOut = 3;

    internal static readonly (string Id, Func<Check, Check> Change)[] Changes =
    [
        (
            "PL083",
            static first =>
                first with
                {
                    Severity = Severity.Info,
                    Why = "The Care Quality Commission rates all five",
                    Look = static (facts, found) =>
                    {
                        if (!facts.Area.Regulators.Contains(Regulator.Cqc))
                            return;
                        foreach (var framework in facts.CitedByWork.GroupBy(c => c.Framework))
                        {
                            // Of one that no longer holds PL081 speaks.
                            if (framework.Key.Status == FrameworkStatus.Superseded)
                                continue;
                            var questions = framework.Key.Requirements.Where(r => r.Kind == "key-question").ToArray();
                            if (questions.Length == 0)
                                continue;
                            var covered = new HashSet<string>(StringComparer.Ordinal);
                            foreach (var cited in framework)
                            {
                                for (var at = cited.Requirement; at is not null && covered.Add(at.Id); )
                                    at = at.Parent is { } parent ? framework.Key.Find(parent) : null;
                            }
                            var open = questions.Where(q => !covered.Contains(q.Id)).Select(q => q.Title).ToArray();
                            if (open.Length > 0)
                                found.Plan(
                                    $"Of {framework.Key.Name}, nothing in the plan answers {Wording.List(open)}.",
                                    severity: framework.Select(c => c.Requirement.Id).Distinct(StringComparer.Ordinal).Count() >= SetsOut
                                        ? Severity.Warning
                                        : null
                                );
                        }
                    },
                }
        ),
        (
            "PL094",
            static first =>
                first with
                {
                    Why = "What suits most people can shut some out",
                    Laws = [LawDuty.Equality],
                    Look = static (facts, found) =>
                    {
                        if (facts.Plan.EqualityAssessment is null)
                            found.Plan($"The plan has no equality assessment.{facts.LawSentence(LawDuty.Equality)}");
                    },
                }
        ),
        (
            "PL140",
            static first =>
                first with
                {
                    MayBeAdvice = true,
                    Why = "Facts about people are shared only where the law lets you. To keep somebody safe, do not wait for it",
                    Fix =
                        "Write down the lawful basis and the Article 9 condition. Weigh the risk where it is high. Agree when you look at it again",
                    Laws = [LawDuty.Sharing],
                    Look = static (facts, found) =>
                    {
                        var agreements = facts.Document.Agreements;
                        foreach (var action in facts.Document.Actions)
                        {
                            if (action.PartnerData != true)
                                continue;
                            var with = agreements.Where(a => !Missing(action.Partner) && a.Partners.Contains(action.Partner!)).ToArray();
                            if (!Array.Exists(with, a => !Missing(a.LawfulBasis)))
                                found.About(
                                    action,
                                    $"\"{action.Title}\" shares facts about people, and no agreement with the partner names a lawful basis.{facts.LawSentence(LawDuty.Sharing)}"
                                );
                            else if (!Array.Exists(with, a => !Missing(a.LawfulBasis) && !Missing(a.Article9) && a.Review is not null))
                                found.About(
                                    action,
                                    $"\"{action.Title}\" shares facts about people, and no agreement with the partner has a lawful basis, an Article 9 condition and a day of review together.{facts.LawSentence(LawDuty.Sharing)}",
                                    severity: Severity.Warning
                                );
                        }
                        var shared = agreements
                            .Where(a => !Missing(a.LawfulBasis))
                            .SelectMany(a => a.SharedMeasures)
                            .ToHashSet(StringComparer.Ordinal);
                        foreach (var measure in facts.Document.Measures)
                        {
                            if (measure.SourceKind == SourceKind.Partner && !shared.Contains(measure.Id))
                                found.About(
                                    measure,
                                    $"\"{measure.Name}\" comes from a partner, and no agreement says so. Totals in which nobody can be recognised need none by law.",
                                    severity: Severity.Info
                                );
                        }
                    },
                }
        ),
        (
            "PL150",
            static first =>
                first with
                {
                    Why = "The law says how often somebody from outside looks in",
                    Fix = "Plan a visit and a review for each time that it names",
                    Laws = [LawDuty.Visit, LawDuty.Review],
                    Look = static (facts, found) =>
                    {
                        if (!facts.Area.ServiceTypes.Contains(ServiceType.ChildrensHome))
                            return;
                        var duties = facts.Document.ChildrensHome;
                        var gap =
                            Gap(facts, LawDuty.Visit, duties?.Reg44Visits ?? []) ?? Gap(facts, LawDuty.Review, duties?.Reg45Reviews ?? []);
                        if (gap is not null)
                            found.Plan(gap);
                    },
                }
        ),
        (
            "PL151",
            static first =>
                first with
                {
                    Why = "The law says by when they are told and sent the new one",
                    Fix = "Bring it up to date, and send it to the regulator within 28 days",
                    Laws = [LawDuty.Purpose],
                    Look = static (facts, found) =>
                    {
                        if (facts.Document.ChildrensHome is { PlanChangesPurpose: true, PurposeUpdated: null })
                            found.Plan(
                                $"The plan changes the home's purpose, and the statement of purpose was not brought up to date.{facts.LawSentence(LawDuty.Purpose)}"
                            );
                    },
                }
        ),
        (
            "PL152",
            static first =>
                first with
                {
                    Why = "The law asks that they hear of it at once, so that others are kept safe",
                    Laws = [LawDuty.Notifying],
                    Look = static (facts, found) =>
                    {
                        foreach (var notification in facts.Document.Notifications)
                        {
                            if (notification is { Notifiable: true, Notified: null })
                                found.About(
                                    notification,
                                    $"The incident of {Day(notification.On)} has to be told to the regulator, and was not.{facts.LawSentence(LawDuty.Notifying)}"
                                );
                        }
                    },
                }
        ),
    ];

    /// <summary>
    /// What is wrong with the days of a duty, by calendar months: none at all, a month (or each so many months) without one, or of a live plan none
    /// this time round. Where the nation's law names no time, nothing is.
    /// </summary>
    static string? Gap(Facts facts, LawDuty duty, IReadOnlyList<DateOnly> days)
    {
        // Where neither nation nor regulator is said, a children's home is taken for one of England, as in the first edition.
        var nation = facts.Nation ?? Jurisdiction.England;
        if (
            facts.Known.Laws.FirstOrDefault(l => l.Duty == duty && l.Holds(nation, [ServiceType.ChildrensHome]))
            is not { EveryMonths: { } every } law
        )
            return null;
        var what = duty == LawDuty.Visit ? "visit" : "review";
        if (days.Count == 0)
            return $"No {what} is planned. {law.Sentence()}";
        DateOnly[] inOrder = [.. days.Order()];
        for (var i = 1; i < inOrder.Length; i++)
        {
            if (IsTooFar(inOrder[i - 1], inOrder[i], every))
                return $"Between the {what}s of {Day(inOrder[i - 1])} and {Day(inOrder[i])} the law asks for another. {law.Sentence()}";
        }
        return facts.IsLive && IsTooFar(inOrder[^1], facts.Today, every)
            ? $"The last {what} was on {Day(inOrder[^1])}. {law.Sentence()}"
            : null;
    }

    /// <summary>Each month has its visit: neighbours lie in the same or in following months. Else the next comes by the same day so many months on.</summary>
    static bool IsTooFar(DateOnly one, DateOnly next, int months) =>
        months == 1 ? next.Year * 12 + next.Month - (one.Year * 12 + one.Month) > 1 : next > AddMonths(one, months);
}
