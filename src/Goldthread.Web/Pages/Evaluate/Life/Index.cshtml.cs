using Goldthread.App.Develop.Pictures;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Monitor.Readings;
using Goldthread.Domain;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Spc;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Evaluate.Life;

/// <summary>The life of a plan with the small charts of the measures that it was about.</summary>
/// <param name="Life">What happened.</param>
/// <param name="Charts">The chart of each measure that something is about; no entry where it has too few figures.</param>
public sealed record LifeWithCharts(PlanLife Life, IReadOnlyDictionary<string, (Measure Measure, Chart Chart)> Charts);

/// <summary>What happened to a plan in its order: what was approved, tried, set off, looked at, decided and changed, why, and who agreed.</summary>
public sealed class IndexModel : PicturePage<LifeWithCharts>
{
    /// <summary>The most charts: the page is small, and each is a hundred points.</summary>
    const int MostCharts = 30;

    /// <summary>The most quarters that are drawn, the newest.</summary>
    const int MostQuarters = 4;

    /// <inheritdoc/>
    protected override Stage? Current => Stage.Evaluate;

    /// <inheritdoc/>
    protected override string Place => "life";

    /// <inheritdoc/>
    protected override int RowsOnPage => 20;

    /// <inheritdoc/>
    public override string Here => $"{To.Plan(PlanId)}/evaluate/{Place}";

    /// <inheritdoc/>
    protected override async Task<LifeWithCharts> LookAsync()
    {
        var document = await PlanQueries.SomeAsync(Seen, Hidden, Plan, [.. PlanLife.Looked, Domain.Develop.StaffMember.List], Cancel);
        string[] changed = [.. document.Adaptations.Select(a => a.About).OfType<string>().Distinct(StringComparer.Ordinal)];
        var titles = await Seen
            .Items.Where(i => i.Owner == PlanId && changed.Contains(i.Id) && !PlanLife.Looked.Contains(i.List) && i.RemovedAt == null)
            .Select(i => new { i.Id, i.Title })
            .ToListAsync(Cancel);
        var life = PlanLife.Of(
            document,
            titles.DistinctBy(t => t.Id, StringComparer.Ordinal).ToDictionary(t => t.Id, t => t.Title, StringComparer.Ordinal)
        );
        string[] about = [.. life.Happenings.Select(h => h.Measure).OfType<string>().Distinct(StringComparer.Ordinal).Take(MostCharts)];
        var charts = new Dictionary<string, (Measure, Chart)>(StringComparer.Ordinal);
        if (about.Length > 0)
        {
            var series = await Seen
                .Series.Where(s => s.Plan == PlanId && about.Contains(s.Measure) && s.Count > 1)
                .Select(s => new { s.Measure, s.Packed })
                .ToDictionaryAsync(s => s.Measure, s => s.Packed, StringComparer.Ordinal, Cancel);
            var bases = await ChartBases.LoadAsync(Db, Seen, PlanId, Cancel);
            foreach (var measure in document.Measures.Where(m => series.ContainsKey(m.Id)))
                if (MeasureChart.Small(measure, PackedReadings.Unpack(series[measure.Id]), bases.Of(measure.Id)) is { } chart)
                    charts[measure.Id] = (measure, chart);
        }
        return new(life, charts);
    }

    /// <inheritdoc/>
    protected override (DataTable Table, string Name)? Exported => (Table(), $"{PlanId}-life");

    /// <value>What happened by now: the quarters down, what it belongs to across, each thing with the way to it; null before anything happened.</value>
    public GridPicture? Picture
    {
        get
        {
            var past = View.Life.Happenings.Where(h => h.On <= Today).ToList();
            if (past.Count == 0)
                return null;
            var all = past.GroupBy(h => (h.On.Year, Quarter: (h.On.Month + 2) / 3)).ToList();
            var drawn = all.TakeLast(MostQuarters).ToList();
            var parts = Enum.GetValues<LifePart>();
            return new(
                GridLayout.Of(
                    "When",
                    "What",
                    [.. drawn.Select(q => $"{Days.ReadMonth(new(q.Key.Year, (q.Key.Quarter * 3) - 2, 1))} on")],
                    [.. parts.Select(p => Capital(Words.Read(p)))],
                    (row, column) =>
                        new(
                            "",
                            0,
                            [
                                .. drawn[row]
                                    .Where(h => h.Of == parts[column])
                                    .Select(h => new GridEntry($"{h.Kind}: {h.Text}", AddressOf(h))),
                            ]
                        )
                ),
                "The plan's life by quarters",
                string.Join(". ", parts.Select(p => $"{Capital(Words.Read(p))}: {past.Count(h => h.Of == p):N0}"))
                    + "."
                    + (drawn.Count < all.Count ? $" The newest {drawn.Count:N0} of {all.Count:N0} quarters are drawn." : "")
            );
        }
    }

    string? AddressOf(PlanLife.Happening happening) =>
        happening is { List: { } list, Id: { } id } ? To.Item(PlanId, Thing.Find(list)!, id) : null;

    /// <summary>What happened, a row each.</summary>
    public DataTable Table() =>
        new()
        {
            Id = "as-table",
            Caption = "What happened, the first first",
            Columns =
            [
                new("When") { IsKey = true },
                new("Kind") { IsKey = true },
                new("What"),
                new("Why, or what came of it"),
                new("Who"),
                .. View.Charts.Count > 0 ? new[] { new Column("Its figures") } : [],
            ],
            Rows = OnThisPage(View.Life.Happenings)
                .Select(h =>
                    (IReadOnlyList<Inline>)
                        [
                            h.On > Today ? $"{Days.Read(h.On)} (to come)" : Days.Read(h.On),
                            h.Kind,
                            h is { List: { } list, Id: { } id }
                                ? Inline.Of(new Link(h.Text, To.Item(PlanId, Thing.Find(list)!, id)))
                                : h.Text,
                            h.Why ?? "",
                            h.By ?? "",
                            .. View.Charts.Count == 0 ? Array.Empty<Inline>()
                            : h.Measure is { } of && View.Charts.TryGetValue(of, out var drawn)
                                ?
                                [
                                    Inline.Of(
                                        new Linked(
                                            To.Item(PlanId, Thing.Of<Measure>(), of),
                                            drawn.Measure.Name ?? "Its chart",
                                            drawn.Chart,
                                            drawn.Measure
                                        )
                                    ),
                                ]
                            : [""],
                        ]
                ),
        };

    /// <summary>A small chart under the name of its measure, which leads to its page.</summary>
    sealed record Linked(string Href, string Name, Chart Chart, Measure Measure) : Component
    {
        protected override void Render(HtmlWriter html) =>
            html.Part(new Link(Name, Href)).Raw("<br>").Part(Drawn.Spark(Chart, MeasureChart.WordsOf(Measure)));
    }
}
