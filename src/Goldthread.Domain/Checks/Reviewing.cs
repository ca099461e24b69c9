using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Monitor;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>K. Is the plan watched, reviewed and learnt from?</summary>
static class Reviewing
{
    const string Group = "K Monitoring and review";
    const int GraceDays = 7;
    const int QuarterDays = 92;
    const int FeedbackDays = 28;
    const int Sources = 3;
    const int Misses = 3;

    internal static readonly Check[] Checks =
    [
        new("PL110", "No review cycle", Severity.Error, "SYL-08")
        {
            Group = Group,
            Stage = Stage.Evaluate,
            Why = "Without a day to look at it, a plan is forgotten",
            Fix = "Plan a review each month for the figures, and each quarter for the plan",
            Adds = Evaluate.Review.List,
            Look = static (facts, found) =>
            {
                if (facts.Document.Reviews.Count == 0)
                    found.Plan("The plan has no review.");
            },
        },
        new("PL111", "Review overdue", Severity.Error, "SYL-08")
        {
            Group = Group,
            Stage = Stage.Evaluate,
            Why = "The day to look at the plan has passed",
            Fix = "Hold it, or set another day",
            Field = "held_on",
            Look = static (facts, found) =>
            {
                foreach (var review in facts.Document.Reviews)
                {
                    if (review.HeldOn is null && DaysBetween(review.Scheduled, facts.Today) > GraceDays)
                        found.About(review, $"The review of {Day(review.Scheduled)} was not held.");
                }
            },
        },
        new("PL112", "Review with no decision", Severity.Warning, "SYL-08")
        {
            Group = Group,
            Stage = Stage.Evaluate,
            Why = "A review that decides nothing changes nothing",
            Fix = "Write down what you keep, adapt or stop",
            Field = "decisions",
            Look = static (facts, found) =>
            {
                foreach (var review in facts.Document.Reviews)
                {
                    if (review is { HeldOn: not null, Decisions.Count: 0 })
                        found.About(review, $"The review of {Day(review.HeldOn)} decided nothing.");
                }
            },
        },
        new("PL113", "PDSA without prediction or without study", Severity.Warning, "SYL-08")
        {
            Group = Group,
            Stage = Stage.Evaluate,
            Why = "Without a guess beforehand and a look afterwards, a trial teaches nothing",
            Fix = "Write what you expect before the figures come, and what you learnt after",
            Field = "prediction",
            Look = static (facts, found) =>
            {
                foreach (var cycle in facts.Document.Pdsa)
                {
                    if (Missing(cycle.Prediction))
                        found.About(cycle, "The cycle has no prediction.");
                    else if (cycle.Act is not null && Missing(cycle.Study))
                        found.About(cycle, "The cycle says what to do next, but not what was learnt.", "study");
                }
            },
        },
        new("PL114", "Same result, same plan", Severity.Info, "SYL-08", "SYL-15")
        {
            Group = Group,
            Stage = Stage.Evaluate,
            Why = "Going on as before will bring what it brought before",
            Fix = "Change something, or say why you wait",
            Adds = Evaluate.Adaptation.List,
            Look = static (facts, found) =>
            {
                HashSet<string>? tried = null;
                foreach (var measure in facts.Document.Measures)
                {
                    if (measure.Direction is null or Direction.Neutral || measure.Readings.Count < Misses)
                        continue;
                    var figures = facts.FiguresIn(measure);
                    if (figures.Count < Misses)
                        continue;
                    var missed = true;
                    for (var i = figures.Count - Misses; missed && i < figures.Count; i++)
                        missed = measure.AimOn(figures[i].On) is { } target && IsWorse(figures[i].Figure, target, measure.Direction);
                    if (!missed)
                        continue;
                    tried ??= facts.Document.Pdsa.SelectMany(c => c.Measures).ToHashSet(StringComparer.Ordinal);
                    if (!facts.AdaptationsOf.Contains(measure.Id) && !tried.Contains(measure.Id))
                        found.About(
                            measure,
                            $"The last {Misses} readings of \"{measure.Name}\" miss their target, and nothing was changed."
                        );
                }
            },
        },
        new("PL115", "Evaluation uses one source", Severity.Info, "SYL-14")
        {
            Group = Group,
            Stage = Stage.Evaluate,
            Why = "One source alone can mislead",
            Fix = "Triangulate: use figures, what people say, and what somebody saw",
            Field = "evidence",
            Look = static (facts, found) =>
            {
                var typeOf = facts
                    .Document.Evidence.Where(e => e.Type is not null)
                    .ToLookup(e => e.Id, e => e.Type, StringComparer.Ordinal);
                foreach (var review in facts.Document.Reviews)
                {
                    if (review is not { Kind: ReviewKind.Evaluation, HeldOn: not null })
                        continue;
                    var types = review.Evidence.SelectMany(id => typeOf[id]).Distinct().Count();
                    if (types < Sources)
                        found.About(
                            review,
                            $"The evaluation rests on {types} {(types == 1 ? "kind" : "kinds")} of evidence; {Sources} are wanted."
                        );
                }
            },
        },
        new("PL116", "No evidence of monitoring", Severity.Error, "SYL-14")
        {
            Group = Group,
            Stage = Stage.Monitor,
            OnlyLive = true,
            Why = "Nobody can see that the plan is watched",
            Fix = "Attach an audit, minutes, feedback or figures",
            Adds = Monitor.Evidence.List,
            Look = static (facts, found) =>
            {
                if (
                    DaysBetween(facts.Plan.Starts, facts.Today) > QuarterDays
                    && !facts.Document.Evidence.Any(e =>
                        e.Type is EvidenceType.Audit or EvidenceType.Minutes or EvidenceType.Feedback
                        && DaysBetween(e.On, facts.Today) is >= 0 and <= QuarterDays
                    )
                )
                    found.Plan($"No audit, minutes or feedback of the last {QuarterDays} days show that the plan is watched.");
            },
        },
        new("PL117", "Minutes without attendees or actions", Severity.Info, "SYL-14")
        {
            Group = Group,
            Stage = Stage.Monitor,
            Why = "Minutes without who was there and who does what move nothing",
            Fix = "Add who was there, and the actions",
            Field = "attendees",
            Look = static (facts, found) =>
            {
                foreach (var meeting in facts.Document.Meetings)
                {
                    if (meeting.Attendees.Count == 0)
                        found.About(meeting, $"The meeting of {Day(meeting.On)} does not say who was there.");
                    else if (meeting.Decisions.Count == 0 && meeting.Actions.Count == 0)
                        found.About(meeting, $"The meeting of {Day(meeting.On)} has no decision and no action.", "decisions");
                }
            },
        },
        new("PL118", "No quality assurance calendar", Severity.Warning, "SYL-11")
        {
            Group = Group,
            Stage = Stage.Monitor,
            Why = "What is never looked at slips",
            Fix = "Plan when each standard is looked at",
            Adds = Monitor.Audit.List,
            Look = static (facts, found) =>
            {
                if (facts.Document.Audits.Count == 0)
                    found.Plan("The plan has no audit.");
            },
        },
        new("PL119", "Audit failed with no action or re-audit", Severity.Error, "SYL-11")
        {
            Group = Group,
            Stage = Stage.Monitor,
            Why = "A fault was found, and nothing follows",
            Fix = "Add an action, and the day on which you look again",
            Field = "re_audit",
            Look = static (facts, found) =>
            {
                foreach (var audit in facts.Document.Audits)
                {
                    if (audit.Score < audit.Standard && (audit.Actions.Count == 0 || audit.ReAudit is null))
                    {
                        found.About(
                            audit,
                            $"\"{audit.Title ?? audit.Id}\" scored {audit.Score:G} of {audit.Standard:G}, and has no {(audit.Actions.Count == 0 ? "action" : "date to look again")}.",
                            audit.Actions.Count == 0 ? "actions" : "re_audit"
                        );
                    }
                }
            },
        },
        new("PL120", "Feedback not closed", Severity.Warning, "SYL-11", "SYL-03")
        {
            Group = Group,
            Stage = Stage.Monitor,
            Why = "People who speak up are to hear what came of it",
            Fix = "Write what you did, and that they were told",
            Field = "responded",
            Look = static (facts, found) =>
            {
                foreach (var feedback in facts.Document.Feedback)
                {
                    if (feedback.Responded is null && DaysBetween(feedback.On, facts.Today) > FeedbackDays)
                        found.About(feedback, $"The feedback of {Day(feedback.On)} has had no answer for more than {FeedbackDays} days.");
                }
            },
        },
    ];
}
