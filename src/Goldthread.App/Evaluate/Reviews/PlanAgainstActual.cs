using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.App.Evaluate.Reviews;

/// <summary>What a review looks at: the plan against what happened, as two pages take it. A pure function of the plan, its series and the day.</summary>
public sealed class PlanAgainstActual
{
    /// <summary>Risks whose next review is due within so many days are named.</summary>
    public const int RiskDays = 30;

    /// <summary>One objective: what is done for it and what its measures say.</summary>
    public sealed record OnObjective(
        Objective Objective,
        int Done,
        int All,
        IReadOnlyList<Action> Late,
        IReadOnlyList<Figure> Figures,
        decimal? Planned,
        decimal? Spent
    );

    /// <summary>A measure with its newest figure.</summary>
    /// <param name="Measure">The measure.</param>
    /// <param name="Series">Its series, or null where it has none.</param>
    /// <param name="IsStale">True where the newest figure is too old to say how things stand.</param>
    public sealed record Figure(Measure Measure, SeriesRow? Series, bool IsStale);

    /// <summary>What an earlier review decided, and what came of it.</summary>
    /// <param name="Review">The review.</param>
    /// <param name="Actions">The actions that say that they come from it.</param>
    public sealed record Before(Review Review, IReadOnlyList<Action> Actions);

    /// <value>Each objective, in the plan's order.</value>
    public IReadOnlyList<OnObjective> Objectives { get; private init; } = [];

    /// <value>Late actions that belong to no objective.</value>
    public IReadOnlyList<Action> LateElsewhere { get; private init; } = [];

    /// <value>Planned in all, in pounds; null where no line gives it.</value>
    public decimal? Planned { get; private init; }

    /// <value>Spent in all, in pounds; null where no line gives it.</value>
    public decimal? Spent { get; private init; }

    /// <value>Expected in all, in pounds; null where no line gives it.</value>
    public decimal? Forecast { get; private init; }

    /// <value>Open risks whose next review is due, soonest first.</value>
    public IReadOnlyList<Risk> Risks { get; private init; } = [];

    /// <value>The three reviews that were held last before this one, newest first.</value>
    public IReadOnlyList<Before> Earlier { get; private init; } = [];

    /// <value>The actions that come from this review.</value>
    public IReadOnlyList<Action> Raised { get; private init; } = [];

    /// <summary>Works it out.</summary>
    /// <param name="plan">The whole plan.</param>
    /// <param name="series">Its series, by measure.</param>
    /// <param name="review">The review that is held.</param>
    /// <param name="today">The day on which one looks.</param>
    public static PlanAgainstActual Of(PlanDocument plan, IReadOnlyDictionary<string, SeriesRow> series, Review review, DateOnly today)
    {
        var actions = plan
            .Actions.SelectMany(a => a.Serves.DefaultIfEmpty(""), (action, objective) => (action, objective))
            .ToLookup(s => s.objective, s => s.action);
        var lines = plan.Resources?.Budget?.Lines ?? [];
        bool IsLate(Action action) => Thing.Of<Action>().IsLate(action, today);
        IReadOnlyList<Action> From(string id) =>
            [.. plan.Actions.Where(a => a.From is { Kind: ActionOriginKind.Review } from && from.Id == id)];
        return new PlanAgainstActual
        {
            Objectives =
            [
                .. plan.Objectives.Select(o => new OnObjective(
                    o,
                    actions[o.Id].Count(a => a.Standing is ActionStatus.Done),
                    actions[o.Id].Count(a => a.Standing is not ActionStatus.Cancelled),
                    [.. actions[o.Id].Where(IsLate).OrderBy(a => a.Due)],
                    [
                        .. plan
                            .Measures.Where(m => m.Objectives.Contains(o.Id))
                            .Select(m =>
                            {
                                var own = series.GetValueOrDefault(m.Id);
                                return new Figure(m, own, Freshness.IsStale(m.Frequency, own?.Last, today));
                            }),
                    ],
                    Sum(lines.Where(l => l.Objective == o.Id).Select(l => l.Planned)),
                    Sum(lines.Where(l => l.Objective == o.Id).Select(l => l.Spent))
                )),
            ],
            LateElsewhere = [.. actions[""].Where(IsLate).OrderBy(a => a.Due)],
            Planned = Sum(lines.Select(l => l.Planned)),
            Spent = Sum(lines.Select(l => l.Spent)),
            Forecast = Sum(lines.Select(l => l.Forecast)),
            Risks =
            [
                .. plan
                    .Risks.Where(r => r.Status is not OpenStatus.Closed && r.NextReview <= today.AddDays(RiskDays))
                    .OrderBy(r => r.NextReview),
            ],
            Earlier =
            [
                .. plan
                    .Reviews.Where(r => r.Id != review.Id && r.HeldOn is { } held && held <= (review.HeldOn ?? today))
                    .OrderByDescending(r => r.HeldOn)
                    .Take(3)
                    .Select(r => new Before(r, From(r.Id))),
            ],
            Raised = From(review.Id),
        };
    }

    static decimal? Sum(IEnumerable<decimal?> amounts)
    {
        var given = amounts.OfType<decimal>().ToList();
        return given.Count == 0 ? null : given.Sum();
    }
}
