using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Evaluate;

/// <summary>What was decided at all meetings and reviews of a plan: by whom, why, what came of it, and when it is looked at again.</summary>
public sealed class DecisionLog
{
    /// <summary>A decision.</summary>
    /// <param name="On">When it was made; null where that is not said.</param>
    /// <param name="Text">What was decided.</param>
    /// <param name="By">By whom; null where that is not said.</param>
    /// <param name="Why">Why; null where that is not said.</param>
    /// <param name="Review">When it is looked at again; null for no day.</param>
    /// <param name="About">The id of what it is about; null for the plan as a whole.</param>
    /// <param name="Action">The id of the action that came of it; null for none.</param>
    /// <param name="Came">What that action is called; null where it is not there.</param>
    /// <param name="List">Where it was made: meetings or reviews.</param>
    /// <param name="Id">The id there.</param>
    /// <param name="Place">What that is called.</param>
    public sealed record Line(
        DateOnly? On,
        string Text,
        string? By,
        string? Why,
        DateOnly? Review,
        string? About,
        string? Action,
        string? Came,
        string List,
        string Id,
        string Place
    );

    readonly DateOnly today;

    DecisionLog(IReadOnlyList<Line> lines, DateOnly today) => (Lines, this.today) = (lines, today);

    /// <value>The decisions: those that are to be looked at again by now, then the newest first.</value>
    public IReadOnlyList<Line> Lines { get; }

    /// <summary>True where a decision should have been looked at again by now.</summary>
    public bool IsDue(Line line) => line.Review <= today;

    /// <summary>The log.</summary>
    /// <param name="plan">Meetings, reviews and actions of the plan; other lists are not looked at.</param>
    /// <param name="today">Today.</param>
    public static DecisionLog Of(PlanDocument plan, DateOnly today)
    {
        var actions = plan.Actions.ToDictionary(a => a.Id, a => a.Title, StringComparer.Ordinal);
        return new(
            [
                .. plan
                    .Meetings.SelectMany(m =>
                        m.Decisions.Select(d => new Line(
                            m.On,
                            d.Text ?? "",
                            d.By,
                            d.Why,
                            d.Review,
                            null,
                            d.Action,
                            d.Action is null ? null : actions.GetValueOrDefault(d.Action),
                            Meeting.List,
                            m.Id,
                            m.Title ?? "Meeting"
                        ))
                    )
                    .Concat(
                        plan.Reviews.SelectMany(r =>
                            r.Decisions.Select(d => new Line(
                                r.HeldOn ?? r.Scheduled,
                                string.Join(
                                    ": ",
                                    new[] { d.Decision is { } kind ? Words.Capital(Words.Read(kind)) : null, d.Text }.Where(t =>
                                        !string.IsNullOrWhiteSpace(t)
                                    )
                                ),
                                null,
                                null,
                                null,
                                d.About,
                                null,
                                null,
                                Evaluate.Review.List,
                                r.Id,
                                "Review"
                            ))
                        )
                    )
                    .Where(l => l.Text.Length > 0)
                    .OrderByDescending(l => l.Review <= today)
                    .ThenByDescending(l => l.On),
            ],
            today
        );
    }

    /// <summary>How many, and what is to be looked at again, in one sentence.</summary>
    public string Sentence
    {
        get
        {
            if (Lines.Count == 0)
                return "No meeting or review has decided anything yet.";
            var due = Lines.Count(IsDue);
            return $"{Several.Count(Lines.Count, "decision")} of {Several.Count(Lines.Select(l => (l.List, l.Id)).Distinct().Count(), "meeting or review", "meetings and reviews")}. "
                + (
                    due == 0 ? "None waits to be looked at again."
                    : due == 1 ? "1 should be looked at again by now."
                    : $"{due:N0} should be looked at again by now."
                );
        }
    }
}
