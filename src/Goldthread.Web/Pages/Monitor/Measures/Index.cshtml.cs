using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Spc;
using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Things;
using Goldthread.Web.Parts;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Monitor.Measures;

/// <summary>The measures of a plan, each with its newest figure, its target, its course and what the statistics say. Two queries besides the head.</summary>
public sealed class IndexModel : ListModel
{
    readonly Dictionary<string, Shown> shown = new(StringComparer.Ordinal);

    sealed record Shown(Measure Measure, SeriesRow? Series, Chart? Chart);

    public IndexModel() => (ListName, StageWord) = (Measure.List, "monitor");

    /// <inheritdoc/>
    protected override async Task LoadAsync(IQueryable<ItemRow> rows)
    {
        var found = await PageOf(rows)
            .GroupJoin(
                Seen.Series,
                i => new { Plan = i.Owner, Measure = i.Id },
                s => new { s.Plan, s.Measure },
                (i, s) => new { Item = i, Series = s }
            )
            .SelectMany(
                r => r.Series.DefaultIfEmpty(),
                (r, s) =>
                    new
                    {
                        r.Item,
                        Series = s,
                        All = rows.Count(),
                    }
            )
            .ToListAsync(Cancel);
        Total =
            found.Count > 0 ? found[0].All
            : IsFiltered ? 0
            : CountOf(ListName);
        var bases = await ChartBases.LoadAsync(Db, Seen, PlanId, Cancel);
        foreach (var row in found)
        {
            var measure = ItemRows.Read<Measure>(row.Item);
            var chart = row.Series is { Count: > 0 } series
                ? MeasureChart.Small(measure, PackedReadings.Unpack(series.Packed), bases.Of(measure.Id))
                : null;
            shown[row.Item.Id] = new(measure, row.Series, chart);
        }
        Rows = [.. found.Select(r => new Row(r.Item.Id, r.Item.Title, r.Item.Person, r.Item.Due, r.Item.State, r.Item.Objective))];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ShellLink> Ways =>
        [
            new("Enter the figures that are due", To.Plan(PlanId) + "/monitor/figures"),
            new("Paste or upload figures", To.Plan(PlanId) + "/monitor/figures/upload"),
            .. MayAddHere ? new[] { new ShellLink("Choose from the catalogue", To.Plan(PlanId) + "/monitor/catalogue") } : [],
        ];

    /// <inheritdoc/>
    public override DataTable Table() =>
        new()
        {
            Caption = $"Measures of {Plan.Title}",
            Classes = "table--units",
            Columns =
            [
                Column("title", "Measure", true),
                new("Course"),
                new("Latest") { IsFigure = true, IsKey = true },
                new("Target") { IsFigure = true },
                new("Variation") { IsKey = true },
                new("Is it met?"),
                new("Newest figure"),
            ],
            Rows = Rows.Select(Cells),
        };

    IReadOnlyList<Inline> Cells(Row row)
    {
        var (measure, series, chart) = shown[row.Id];
        var variation = series?.Variation ?? "not-enough-yet";
        return
        [
            Inline.Of(new Link(row.Title, To.Item(PlanId, Thing, row.Id))),
            chart is null ? "" : Inline.Of(Drawn.Spark(chart, MeasureChart.WordsOf(measure))),
            series?.Last is null ? "None yet" : Units.Of(series.Latest, measure.Unit),
            (series?.Target ?? measure.Target?.Value) is { } target ? Units.Of(target, measure.Unit) : "None",
            Inline.Of(
                new Verdicted(
                    chart is null ? null : Drawn.Icon(chart.Variation),
                    MeasureWords.Variation(variation),
                    MeasureWords.ClassOf(variation)
                )
            ),
            Inline.Of(
                new Verdicted(
                    chart is null ? null : Drawn.Icon(chart.Assurance),
                    MeasureWords.Assurance(series?.Assurance, MeasureWords.Of(series, measure).IsMet),
                    "is-neutral"
                )
            ),
            series?.Last is not { } last ? "Never"
            : Freshness.IsStale(measure.Frequency, last, Today)
                ? Inline.Of(Parts.State.Of(StateKind.Stale, $"Stale, {Days.ReadMonth(last)}"))
            : Days.Read(last),
        ];
    }
}
