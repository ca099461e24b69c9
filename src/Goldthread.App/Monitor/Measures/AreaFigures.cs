using Goldthread.App.Govern;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Spc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Monitor.Measures;

/// <summary>The measures of an area and of those below it as they stand, by what is kept of them since their figures were written: two queries.</summary>
public static class AreaFigures
{
    /// <summary>Of fewer than so many a percentage says nothing: the counts are told.</summary>
    public const double FewestForPercent = 10;

    /// <summary>A measure as it stands.</summary>
    /// <param name="Plan">The plan.</param>
    /// <param name="PlanTitle">What that is called.</param>
    /// <param name="AreaId">The area.</param>
    /// <param name="Area">What that is called.</param>
    /// <param name="Id">The measure's id.</param>
    /// <param name="Measure">The measure.</param>
    /// <param name="Owner">The role of whoever enters it; null for nobody.</param>
    /// <param name="Series">What is kept of its figures.</param>
    /// <param name="IsStale">True where its next figure is overdue.</param>
    public sealed record Standing(
        string Plan,
        string PlanTitle,
        int AreaId,
        string Area,
        string Id,
        Measure Measure,
        string? Owner,
        SeriesRow Series,
        bool IsStale
    )
    {
        IReadOnlyList<Reading>? readings;

        /// <value>Its figures, unpacked once.</value>
        public IReadOnlyList<Reading> Readings => readings ??= PackedReadings.Unpack(Series.Packed);

        /// <value>The open question about it; null for none.</value>
        public Open? Question { get; init; }

        /// <value>How soon it needs somebody: 0 worse, 1 target missed, 2 overdue, 3 no figure, 4 not.</value>
        public int Need =>
            IsWorse ? 0
            : Series.Misses >= Asking.Misses ? 1
            : IsStale ? 2
            : Series.Last is null ? 3
            : 4;

        /// <value>True where it is worse by more than chance explains.</value>
        public bool IsWorse => Series.Variation.StartsWith("concern", StringComparison.Ordinal);

        /// <value>True where it is better by more than chance explains.</value>
        public bool IsBetter => Series.Variation.StartsWith("improvement", StringComparison.Ordinal);

        /// <value>Why somebody has to look, in one sentence; empty where nobody has to.</value>
        public string Why =>
            Need switch
            {
                0 => $"Worse{(Series.WorseSince is { } since ? " since " + When(since) : "")}, more than chance explains.",
                1 => $"The last {Series.Misses} figures miss the target.",
                2 => $"No figure since {When(Series.Last!.Value)}.",
                3 => "No figure yet.",
                _ => "",
            };

        /// <summary>A day of its figures as people read it.</summary>
        public string When(DateOnly day) =>
            Measure.Frequency is Frequency.Daily or Frequency.Weekly or Frequency.Event ? Days.Read(day) : Days.ReadMonth(day);

        /// <value>The newest figure as people read it: of fewer than ten the counts, not the percentage.</value>
        public string Latest =>
            Series.Last is null ? "No figure yet" : Told(Measure, Readings.Count == 0 ? null : Readings[^1], Series.Latest);
    }

    /// <summary>An open question.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Due">By when somebody finds out.</param>
    public sealed record Open(string Id, DateOnly? Due);

    /// <summary>A figure as people read it; a percentage of fewer than ten is told as its counts.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="reading">The reading; null where it is not at hand.</param>
    /// <param name="figure">The figure.</param>
    public static string Told(Measure measure, Reading? reading, double? figure) =>
        measure.Unit?.Trim() is "%" or "per cent" && reading is { Numerator: { } top, Denominator: > 0 and < FewestForPercent and var of }
            ? $"{Units.Figure(top)} of {Units.Figure(of)}"
            : Units.Of(figure, measure.Unit);

    /// <summary>Loads them, what needs somebody first.</summary>
    /// <param name="seen">What the person sees.</param>
    /// <param name="path">The path of the area.</param>
    /// <param name="today">Today.</param>
    /// <param name="most">The most rows.</param>
    /// <param name="withFigures">True to read the figures themselves, for their course.</param>
    public static async Task<IReadOnlyList<Standing>> LoadAsync(
        Seen seen,
        string path,
        DateOnly today,
        int most,
        bool withFigures,
        CancellationToken cancel
    )
    {
        var (items, links, below) = (seen.Items, seen.Links, path + "%");
        var plans = seen.Plans.Where(p => p.Area!.RemovedAt == null && p.Status != "closed" && EF.Functions.Like(p.Area!.Path, below));
        var rows = await plans
            .Join(
                items.Where(i => i.List == Measure.List && i.RemovedAt == null),
                p => p.Id,
                i => i.Owner,
                (p, i) => new { Plan = p, Item = i }
            )
            .Join(
                seen.Series,
                r => new { Plan = r.Plan.Id, Measure = r.Item.Id },
                s => new { s.Plan, s.Measure },
                (r, s) =>
                    new
                    {
                        r.Plan,
                        r.Item,
                        Series = s,
                    }
            )
            .OrderByDescending(r => r.Series.Variation.StartsWith("concern"))
            .ThenByDescending(r => r.Series.Misses >= Asking.Misses)
            .ThenBy(r => r.Series.Last != null)
            .ThenBy(r => r.Series.Last)
            .ThenBy(r => r.Plan.Id)
            .ThenBy(r => r.Item.Position)
            .Take(most)
            .Select(r => new
            {
                Plan = r.Plan.Id,
                PlanTitle = r.Plan.Title,
                r.Plan.AreaId,
                Area = r.Plan.Area!.Name,
                r.Item.Id,
                r.Item.Body,
                Owner = items
                    .Where(s => s.Owner == AreaRow.Prefix + r.Plan.AreaId && s.List == StaffMember.List && s.Id == r.Item.Person)
                    .Select(s => s.Title)
                    .FirstOrDefault(),
                r.Series.Count,
                r.Series.Last,
                r.Series.Latest,
                r.Series.Target,
                r.Series.Variation,
                r.Series.Assurance,
                r.Series.WorseSince,
                r.Series.Misses,
                Packed = withFigures ? r.Series.Packed : null,
            })
            .ToListAsync(cancel);
        var asked = (
            await plans
                .Join(
                    items.Where(q => q.List == Question.List && q.RemovedAt == null && q.State == "open"),
                    p => p.Id,
                    q => q.Owner,
                    (p, q) => q
                )
                .Join(
                    links.Where(l => l.List == Question.List && l.Field == "about"),
                    q => new { q.Owner, q.Id },
                    l => new { l.Owner, l.Id },
                    (q, l) =>
                        new
                        {
                            q.Owner,
                            q.Id,
                            q.Due,
                            About = l.ToId,
                        }
                )
                .OrderBy(q => q.Due)
                .Take(10 * most)
                .ToListAsync(cancel)
        ).ToLookup(q => (q.Owner, q.About));
        return
        [
            .. rows.Select(r =>
                {
                    var measure = (Measure)Shape.Of<Measure>().FromJson(r.Body);
                    return new Standing(
                        r.Plan,
                        r.PlanTitle,
                        r.AreaId,
                        r.Area,
                        r.Id,
                        measure,
                        r.Owner,
                        new SeriesRow
                        {
                            Plan = r.Plan,
                            Measure = r.Id,
                            Count = r.Count,
                            Last = r.Last,
                            Latest = r.Latest,
                            Target = r.Target,
                            Variation = r.Variation,
                            Assurance = r.Assurance,
                            WorseSince = r.WorseSince,
                            Misses = r.Misses,
                            Packed = r.Packed ?? [],
                        },
                        Freshness.IsStale(measure.Frequency, r.Last, today)
                    )
                    {
                        Question = asked[(r.Plan, r.Id)].Select(q => new Open(q.Id, q.Due)).FirstOrDefault(),
                    };
                })
                .OrderBy(s => s.Need)
                .ThenBy(s => s.Area, StringComparer.CurrentCultureIgnoreCase)
                .ThenBy(s => s.PlanTitle, StringComparer.CurrentCultureIgnoreCase),
        ];
    }

    /// <summary>The course of a measure, to be drawn small; null where it has too few figures.</summary>
    /// <param name="one">The measure.</param>
    /// <param name="basis">Whose rules, and what the target was before.</param>
    public static Chart? Course(Standing one, ChartBasis basis) =>
        one.Readings.Count > 1 ? MeasureChart.Small(one.Measure, one.Readings, basis) : null;
}
