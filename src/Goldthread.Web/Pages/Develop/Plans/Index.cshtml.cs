using Goldthread.App.Develop.Findings;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Develop.Plans;

/// <summary>The plans that the person may see.</summary>
public sealed class IndexModel : GoldthreadPage
{
    const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "q")]
    [System.ComponentModel.DataAnnotations.MaxLength(200)]
    public string? Asked { get; set; }

    [BindProperty(SupportsGet = true, Name = "status")]
    public string? Status { get; set; }

    [BindProperty(SupportsGet = true, Name = "sort")]
    public string? Sort { get; set; }

    [FromQuery(Name = "page")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public bool IsFiltered => !string.IsNullOrEmpty(Asked) || !string.IsNullOrEmpty(Status);
    public bool MayStart => Actor.MaySomewhere(Permission.WritePlans);

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
        int Revision,
        FindingCountRow? Kept,
        int Total
    );

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        Number = Math.Clamp(Number, 1, 10_000);
        var plans = Seen.Plans;
        var items = Seen.Items;
        var series = Seen.Series;
        if (!string.IsNullOrWhiteSpace(Asked))
        {
            var like = Like.Holding(Db, Asked);
#pragma warning disable CA1304, CA1311, CA1862 // translated to SQL
            plans = plans.Where(p =>
                EF.Functions.Like(p.Title.ToLower(), like, "\\")
                || EF.Functions.Like(p.Id.ToLower(), like, "\\")
                || EF.Functions.Like(p.Area!.Name.ToLower(), like, "\\")
            );
#pragma warning restore CA1304, CA1311, CA1862
        }
        if (!string.IsNullOrEmpty(Status))
            plans = plans.Where(p => p.Status == Status);
        var today = Clock.Today();
        var counted = plans;
        plans = Sort switch
        {
            "title" => plans.OrderBy(p => p.Title),
            "-title" => plans.OrderByDescending(p => p.Title),
            "area" => plans.OrderBy(p => p.Area!.Name).ThenBy(p => p.Title),
            "-area" => plans.OrderByDescending(p => p.Area!.Name).ThenBy(p => p.Title),
            "ends" => plans.OrderBy(p => p.Ends).ThenBy(p => p.Title),
            "status" => plans.OrderBy(p => p.Status).ThenBy(p => p.Title),
            "-status" => plans.OrderByDescending(p => p.Status).ThenBy(p => p.Title),
            "late" or "-late" => plans
                .OrderByDescending(p =>
                    (Sort == "late" ? 1 : -1)
                    * items.Count(i =>
                        i.Owner == p.Id
                        && i.List == Domain.Implement.Action.List
                        && i.RemovedAt == null
                        && Domain.Shapes.Late.Is(i.List, i.State, i.Due, today)
                    )
                )
                .ThenBy(p => p.Title),
            "worse" or "-worse" => plans
                .OrderByDescending(p =>
                    (Sort == "worse" ? 1 : -1)
                    * series.Count(s =>
                        s.Plan == p.Id
                        && s.Variation.StartsWith("concern")
                        && items.Any(i =>
                            i.Owner == p.Id && i.List == Domain.Monitor.Measure.List && i.Id == s.Measure && i.RemovedAt == null
                        )
                    )
                )
                .ThenBy(p => p.Title),
            "asked" or "-asked" => plans
                .OrderByDescending(p =>
                    (Sort == "asked" ? 1 : -1)
                    * items.Count(i =>
                        i.Owner == p.Id && i.List == Domain.Monitor.RegulatoryAction.List && i.RemovedAt == null && i.State != "closed"
                    )
                )
                .ThenBy(p => p.Title),
            _ => plans.OrderByDescending(p => p.Ends).ThenBy(p => p.Title),
        };
        Rows = await plans
            .Skip((Number - 1) * PageSize)
            .Take(PageSize)
            .Select(p => new Row(
                p.Id,
                p.Title,
                p.Area!.Name,
                p.AreaId,
                p.Starts,
                p.Ends,
                p.Status,
                items.Count(i =>
                    i.Owner == p.Id
                    && i.List == Domain.Implement.Action.List
                    && i.RemovedAt == null
                    && Domain.Shapes.Late.Is(i.List, i.State, i.Due, today)
                ),
                series.Count(s =>
                    s.Plan == p.Id
                    && s.Variation.StartsWith("concern")
                    && items.Any(i => i.Owner == p.Id && i.List == Domain.Monitor.Measure.List && i.Id == s.Measure && i.RemovedAt == null)
                ),
                items.Count(i =>
                    i.Owner == p.Id && i.List == Domain.Monitor.RegulatoryAction.List && i.RemovedAt == null && i.State != "closed"
                ),
                p.Revision,
                p.Found,
                // In the same command; the database works it out once.
                counted.Count()
            ))
            .ToListAsync(Cancel);
        // Past the last page there is no row to say it.
        Total =
            Rows is [{ Total: var total }, ..] ? total
            : Number == 1 ? 0
            : await counted.CountAsync(Cancel);
    }

    /// <summary>The address of this list with one thing changed.</summary>
    public string With(string name, string? value)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["q"] = Asked,
            ["status"] = Status,
            ["sort"] = Sort,
            [name] = value,
        };
        return To.With("/plans", query);
    }

    public DataTable Table()
    {
        var findings = HttpContext.RequestServices.GetRequiredService<KeptFindings>();
        return new()
        {
            Caption = "Plans",
            Columns =
            [
                Column("title", "Plan", true),
                Column("area", "Area"),
                Column("status", "Status", true),
                Column("ends", "Period"),
                Column("late", "Late actions") with
                {
                    IsFigure = true,
                },
                Column("worse", "Worse measures") with
                {
                    IsFigure = true,
                },
                Column("asked", "Open demands of inspectors") with
                {
                    IsFigure = true,
                },
                new Column("To finish"),
            ],
            Rows = Rows.Select(r =>
                (Inline[])
                    [
                        Inline.Of(new Link(r.Title, To.Plan(r.Id))),
                        Inline.Of(new Link(r.Area, $"/areas/{r.AreaId}")),
                        Words.TryParse<PlanStatus>(r.Status, out var status) ? PlanPage.Capital(Words.Read(status)) : r.Status,
                        $"{Days.Read(r.Starts)} to {Days.Read(r.Ends)}",
                        r.Late == 0
                            ? "0"
                            : Inline.Of(
                                new Link(
                                    r.Late.ToString(System.Globalization.CultureInfo.InvariantCulture),
                                    To.List(r.Id, Thing.Of<Domain.Implement.Action>()) + "?state=late"
                                )
                            ),
                        r.Worse == 0
                            ? "0"
                            : Inline.Of(
                                new Link(
                                    r.Worse.ToString(System.Globalization.CultureInfo.InvariantCulture),
                                    To.List(r.Id, Thing.Of<Domain.Monitor.Measure>())
                                )
                            ),
                        r.Asked == 0
                            ? "0"
                            : Inline.Of(
                                new Link(
                                    r.Asked.ToString(System.Globalization.CultureInfo.InvariantCulture),
                                    To.List(r.Id, Thing.Of<Domain.Monitor.RegulatoryAction>())
                                )
                            ),
                        Counted.Of(r.Id, findings.Look(r.Id, r.Revision, r.Kept)),
                    ]
            ),
        };
    }

    Column Column(string key, string title, bool isKey = false) =>
        Parts.Column.Sorted(title, key, Sort, word => With("sort", word)) with
        {
            IsKey = isKey,
        };

    public IReadOnlyList<(string, string)> Chips()
    {
        var chips = new List<(string, string)>();
        if (!string.IsNullOrEmpty(Asked))
            chips.Add(($"Has “{Asked}”", With("q", null)));
        if (!string.IsNullOrEmpty(Status))
            chips.Add(
                ($"Status: {(Words.TryParse<PlanStatus>(Status, out var status) ? Words.Read(status) : Status)}", With("status", null))
            );
        return chips;
    }
}
