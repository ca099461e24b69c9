using System.Globalization;
using Goldthread.App.Develop.Findings;
using Goldthread.App.Govern;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Develop.Plans;

/// <summary>Plans, a row each: what needs somebody in it in words and in figures, and each column to sort by. Two queries, however many there are.</summary>
/// <param name="seen">What the person sees.</param>
/// <param name="today">Today.</param>
public sealed class PlanTable(Seen seen, DateOnly today)
{
    /// <summary>A plan and how it stands.</summary>
    public sealed record Row(
        string Id,
        string Title,
        string Area,
        int AreaId,
        DateOnly Starts,
        DateOnly Ends,
        string Status,
        int Late,
        int Worse,
        int Asked,
        DateOnly? Reviewed,
        string? WorseFirst,
        string? LateFirst,
        int Revision,
        FindingCountRow? Kept,
        int Total
    )
    {
        /// <value>Measures whose next figure is overdue, and those without one.</value>
        public int Stale { get; init; }

        /// <value>Why somebody has to look, in one sentence.</value>
        public string Why =>
            WorseFirst is not null ? $"Worse: {WorseFirst}"
            : LateFirst is not null ? $"Late: {LateFirst}"
            : Asked > 0 ? "Inspectors asked for something"
            : Stale > 0 ? "Figures are missing"
            : Status is "closed" ? "Closed"
            : "Nothing late, nothing worse";
    }

    /// <value>The rows, once they are loaded.</value>
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    /// <value>How many plans there are in all; null where the page asked for is past the last.</value>
    public int? Total => Rows is [{ Total: var total }, ..] ? total : null;

    /// <summary>Loads a page of them.</summary>
    /// <param name="plans">Which plans.</param>
    /// <param name="sort">By which column; null for what ends last first.</param>
    /// <param name="skip">How many are before the page.</param>
    /// <param name="take">How many are on it.</param>
    public async Task LoadAsync(IQueryable<PlanRow> plans, string? sort, int skip, int take, CancellationToken cancel)
    {
        var (items, series, counted, day) = (seen.Items, seen.Series, plans, today);
        // What is surely stale, whatever its rhythm, gives the order; the exact number is counted below.
        var old = today.AddDays(-62);
        var rows = plans.Select(p => new
        {
            Plan = p,
            Area = p.Area!.Name,
            Late = items.Count(i =>
                i.Owner == p.Id && i.List == Domain.Implement.Action.List && i.RemovedAt == null && Late.Is(i.List, i.State, i.Due, day)
            ),
            Worse = series.Count(s =>
                s.Plan == p.Id
                && s.Variation.StartsWith("concern")
                && items.Any(i => i.Owner == p.Id && i.List == Measure.List && i.Id == s.Measure && i.RemovedAt == null)
            ),
            Asked = items.Count(i => i.Owner == p.Id && i.List == RegulatoryAction.List && i.RemovedAt == null && i.State != "closed"),
            Reviewed = items
                .Where(i => i.Owner == p.Id && i.List == Review.List && i.RemovedAt == null && i.State == "held")
                .Max(i => i.Due),
            Old = series.Count(s =>
                s.Plan == p.Id
                && (s.Last == null || s.Last < old)
                && items.Any(i => i.Owner == p.Id && i.List == Measure.List && i.Id == s.Measure && i.RemovedAt == null)
            ),
        });
        var up = sort?.StartsWith('-') != true;
        var ordered = sort?.TrimStart('-') switch
        {
            "title" => up ? rows.OrderBy(r => r.Plan.Title) : rows.OrderByDescending(r => r.Plan.Title),
            "area" => up ? rows.OrderBy(r => r.Area) : rows.OrderByDescending(r => r.Area),
            "status" => up ? rows.OrderBy(r => r.Plan.Status) : rows.OrderByDescending(r => r.Plan.Status),
            "ends" => up ? rows.OrderBy(r => r.Plan.Ends) : rows.OrderByDescending(r => r.Plan.Ends),
            // Of figures what is most comes first.
            "late" => up ? rows.OrderByDescending(r => r.Late) : rows.OrderBy(r => r.Late),
            "worse" => up ? rows.OrderByDescending(r => r.Worse) : rows.OrderBy(r => r.Worse),
            "asked" => up ? rows.OrderByDescending(r => r.Asked) : rows.OrderBy(r => r.Asked),
            "stale" => up ? rows.OrderByDescending(r => r.Old) : rows.OrderBy(r => r.Old),
            // Who was never reviewed comes with those whose last review is the oldest.
            "reviewed" => up
                ? rows.OrderBy(r => r.Reviewed != null).ThenBy(r => r.Reviewed)
                : rows.OrderByDescending(r => r.Reviewed != null).ThenByDescending(r => r.Reviewed),
            "finish" => up
                ? rows.OrderByDescending(r => r.Plan.Found == null ? 0 : r.Plan.Found.Errors + r.Plan.Found.Warnings)
                : rows.OrderBy(r => r.Plan.Found == null ? 0 : r.Plan.Found.Errors + r.Plan.Found.Warnings),
            "why" => up
                ? rows.OrderByDescending(r => r.Worse > 0).ThenByDescending(r => r.Late).ThenByDescending(r => r.Asked)
                : rows.OrderBy(r => r.Worse > 0).ThenBy(r => r.Late).ThenBy(r => r.Asked),
            _ => rows.OrderByDescending(r => r.Plan.Ends),
        };
        var found = await ordered
            .ThenBy(r => r.Plan.Title)
            .ThenBy(r => r.Plan.Id)
            .Skip(skip)
            .Take(take)
            .Select(r => new Row(
                r.Plan.Id,
                r.Plan.Title,
                r.Area,
                r.Plan.AreaId,
                r.Plan.Starts,
                r.Plan.Ends,
                r.Plan.Status,
                r.Late,
                r.Worse,
                r.Asked,
                r.Reviewed,
                items
                    .Where(i =>
                        i.Owner == r.Plan.Id
                        && i.List == Measure.List
                        && i.RemovedAt == null
                        && series.Any(s => s.Plan == r.Plan.Id && s.Measure == i.Id && s.Variation.StartsWith("concern"))
                    )
                    .OrderBy(i => i.Position)
                    .Select(i => i.Title)
                    .FirstOrDefault(),
                items
                    .Where(i =>
                        i.Owner == r.Plan.Id
                        && i.List == Domain.Implement.Action.List
                        && i.RemovedAt == null
                        && Late.Is(i.List, i.State, i.Due, day)
                    )
                    .OrderBy(i => i.Due)
                    .Select(i => i.Title)
                    .FirstOrDefault(),
                r.Plan.Revision,
                r.Plan.Found,
                // In the same command; the database works it out once.
                counted.Count()
            ))
            .ToListAsync(cancel);
        string[] ids = [.. found.Select(r => r.Id)];
        var counts = ids.Length == 0 ? [] : await StaleAsync(ids, cancel);
        Rows = [.. found.Select(r => r with { Stale = counts.GetValueOrDefault(r.Id) })];
        if (sort?.TrimStart('-') == "stale")
            Rows = [.. up ? Rows.OrderByDescending(r => r.Stale) : Rows.OrderBy(r => r.Stale)];
    }

    /// <summary>How many figures are stale in each plan. Only those that are old enough for their rhythm are read, and then looked at exactly.</summary>
    async Task<Dictionary<string, int>> StaleAsync(string[] plans, CancellationToken cancel)
    {
        DateOnly Before(Frequency frequency) => today.AddDays(-3 * Periods.DaysOf(frequency)!.Value / 2);
        var (daily, weekly, monthly) = (Before(Frequency.Daily), Before(Frequency.Weekly), Before(Frequency.Monthly));
        var (quarterly, yearly) = (Before(Frequency.Quarterly), Before(Frequency.Yearly));
        var items = seen.Items;
        var rows = await seen
            .Series.Where(s => plans.Contains(s.Plan))
            .Join(
                items.Where(i => i.List == Measure.List && i.RemovedAt == null),
                s => new { Owner = s.Plan, Id = s.Measure },
                i => new { i.Owner, i.Id },
                (s, i) =>
                    new
                    {
                        s.Plan,
                        s.Last,
                        Rhythm = i.Body.Contains("\"frequency\":\"monthly\"") ? "monthly"
                        : i.Body.Contains("\"frequency\":\"weekly\"") ? "weekly"
                        : i.Body.Contains("\"frequency\":\"quarterly\"") ? "quarterly"
                        : i.Body.Contains("\"frequency\":\"daily\"") ? "daily"
                        : i.Body.Contains("\"frequency\":\"yearly\"") ? "yearly"
                        : "",
                    }
            )
            .Where(m =>
                m.Last == null
                || (m.Rhythm == "monthly" && m.Last < monthly)
                || (m.Rhythm == "weekly" && m.Last < weekly)
                || (m.Rhythm == "quarterly" && m.Last < quarterly)
                || (m.Rhythm == "daily" && m.Last < daily)
                || (m.Rhythm == "yearly" && m.Last < yearly)
            )
            .ToListAsync(cancel);
        return rows.Where(m =>
                m.Last is null || (Words.TryParse<Frequency>(m.Rhythm, out var rhythm) && Freshness.IsStale(rhythm, m.Last, today))
            )
            .CountBy(m => m.Plan)
            .ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>The table.</summary>
    /// <param name="findings">How many things are to be finished in each.</param>
    /// <param name="sort">By which column it is sorted.</param>
    /// <param name="href">The address of it sorted by a word.</param>
    public DataTable Table(KeptFindings findings, string? sort, Func<string, string> href)
    {
        Column By(string key, string title) => Column.Sorted(title, key, sort, href);
        Column Figure(string key, string title) => By(key, title) with { IsFigure = true };
        return new()
        {
            Caption = "Plans",
            Columns =
            [
                By("title", "Plan") with
                {
                    IsKey = true,
                },
                By("why", "Why look") with
                {
                    IsKey = true,
                },
                By("area", "Area"),
                By("status", "Status"),
                By("ends", "Ends"),
                Figure("late", "Late actions"),
                Figure("worse", "Worse measures"),
                Figure("stale", "Stale figures"),
                Figure("asked", "Asked by inspectors"),
                By("reviewed", "Last review"),
                By("finish", "To finish"),
            ],
            Rows = Rows.Select(r =>
                (Inline[])
                    [
                        Inline.Of(new Link(r.Title, To.Plan(r.Id))),
                        r.Why,
                        Inline.Of(new Link(r.Area, string.Create(CultureInfo.InvariantCulture, $"/areas/{r.AreaId}"))),
                        Words.TryParse<PlanStatus>(r.Status, out var status) ? PlanPage.Capital(Words.Read(status)) : r.Status,
                        Days.Read(r.Ends),
                        Number(r.Late, To.List(r.Id, Thing.Of<Domain.Implement.Action>()) + "?state=late"),
                        Number(r.Worse, To.List(r.Id, Thing.Of<Measure>())),
                        Number(r.Stale, To.Plan(r.Id) + "/monitor/figures"),
                        Number(r.Asked, To.List(r.Id, Thing.Of<RegulatoryAction>())),
                        r.Reviewed is { } reviewed ? Days.Read(reviewed) : "Never",
                        Counted.Of(r.Id, findings.Look(r.Id, r.Revision, r.Kept)),
                    ]
            ),
        };
    }

    static Inline Number(int count, string href) =>
        count == 0 ? "0" : Inline.Of(new Link(count.ToString(CultureInfo.InvariantCulture), href));
}
