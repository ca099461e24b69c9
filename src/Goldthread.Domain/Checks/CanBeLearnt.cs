using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Monitor;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>Q. Can it be true? Looked at in time, by more than one, and answered.</summary>
static class CanBeLearnt
{
    const int MostDaysBetween = 100;
    const int Keeps = 3;
    const int Figures = 6;

    internal static readonly Check[] Checks =
    [
        new("PL200", "Long time without a review", Severity.Warning, "SYL-08")
        {
            Group = CanBeKept.Group,
            Stage = Stage.Evaluate,
            Edition = 2,
            Why = "Nobody sees what goes wrong in that time. A plan that is not judged at its end teaches nothing",
            Fix = "Plan a review each three months, and an evaluation just before the plan ends",
            Adds = Evaluate.Review.List,
            Look = static (facts, found) =>
            {
                var reviews = facts.Document.Reviews;
                if (reviews.Count == 0 || facts.Plan is not { Starts: { } starts, Ends: { } ends })
                    return;
                var days = new List<DateOnly>(reviews.Count + 2) { starts };
                foreach (var review in reviews)
                {
                    if ((review.HeldOn ?? review.Scheduled) is { } day && day > starts && day < ends)
                        days.Add(day);
                }
                days.Add(ends);
                days.Sort();
                string? gap = null;
                for (var i = 1; gap is null && i < days.Count; i++)
                {
                    if (days[i].DayNumber - days[i - 1].DayNumber > MostDaysBetween)
                        gap = $"From {Day(days[i - 1])} to {Day(days[i])} there is no review.";
                }
                var evaluated = reviews.Any(r =>
                    r.Kind == ReviewKind.Evaluation && DaysBetween(r.HeldOn ?? r.Scheduled, ends) <= MostDaysBetween
                );
                var last = evaluated ? null : $"No evaluation is planned for the plan's last {MostDaysBetween} days.";
                if (gap is not null || last is not null)
                    found.Plan(
                        gap is null ? last!
                        : last is null ? gap
                        : $"{gap} {last}"
                    );
            },
        },
        new("PL201", "Review of one, or keep without a word", Severity.Info, "SYL-08", "SYL-14")
        {
            Group = CanBeKept.Group,
            Stage = Stage.Evaluate,
            Edition = 2,
            Why = "One person sees what they hope to see. To keep a thing without a reason is no choice",
            Fix = "Ask one more person: who is cared for, does the work or stands outside. Write why you keep what you keep",
            Field = "attendees",
            Look = static (facts, found) =>
            {
                var silent = 0;
                foreach (var review in facts.Document.Reviews.Where(r => r.HeldOn is not null).OrderBy(r => r.HeldOn))
                {
                    if (review.Attendees.Count == 1)
                        found.About(review, $"Only {review.Attendees[0]} was at the review of {Day(review.HeldOn)}.");
                    foreach (var decision in review.Decisions)
                    {
                        if (decision.Decision != DecisionKind.Keep || !Missing(decision.Text))
                            silent = 0;
                        else if (++silent == Keeps)
                            found.About(
                                review,
                                $"By {Day(review.HeldOn)} the reviews had decided to keep {Keeps} times running, without a word why.",
                                "decisions"
                            );
                    }
                }
            },
        },
        new("PL202", "Not moved, and nothing adapted", Severity.Warning, "SYL-08", "SYL-15")
        {
            Group = CanBeKept.Group,
            Stage = Stage.Evaluate,
            Edition = 2,
            Why = "Half a year of the same says that the work does not work",
            Fix = "Change the work or the target, with a reason, and write it down",
            Adds = Evaluate.Adaptation.List,
            Look = static (facts, found) =>
            {
                foreach (var measure in facts.Document.Measures)
                {
                    if (StandsStill(facts, measure))
                        found.About(
                            measure,
                            $"\"{measure.Name}\" has not moved in its last {Figures} figures, is more than half the way from its target, and nothing was changed."
                        );
                }
            },
        },
    ];

    /// <summary>
    /// True where the last six figures lie nearer to the baseline than to the target, all of the plan's time, show no way towards it, and neither the measure
    /// nor the work for it was adapted or tried otherwise.
    /// </summary>
    internal static bool StandsStill(Facts facts, Measure measure)
    {
        if (
            measure is not { Baseline.Value: { } baseline, Target.Value: { } target, Direction: Direction.Higher or Direction.Lower }
            || measure.Readings.Count < Figures
            || baseline.Equals(target)
        )
            return false;
        var figures = facts.FiguresIn(measure);
        var first = figures.Count - Figures;
        if (first < 0 || figures[first].On is not { } from || from < facts.Plan.Starts)
            return false;
        var (early, late) = (0.0, 0.0);
        for (var i = 0; i < Figures; i++)
        {
            var way = (figures[first + i].Figure - baseline) / (target - baseline);
            if (way > 0.5)
                return false;
            if (i < Figures / 2)
                early += way / (Figures / 2);
            else
                late += way / (Figures / 2);
        }
        return late - early < 0.15
            && !facts.AdaptationsOf.Contains(measure.Id)
            && !measure.Objectives.Any(o =>
                facts.AdaptationsOf.Contains(o) || facts.ActionsOf[o].Any(a => facts.AdaptationsOf.Contains(a.Id))
            )
            && !facts.Document.Pdsa.Any(c => c.Measures.Contains(measure.Id));
    }
}
