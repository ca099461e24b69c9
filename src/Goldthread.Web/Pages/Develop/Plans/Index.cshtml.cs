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

    PlanTable table = null!;

    public IReadOnlyList<PlanTable.Row> Rows => table.Rows;
    public int Total { get; private set; }
    public bool IsFiltered => !string.IsNullOrEmpty(Asked) || !string.IsNullOrEmpty(Status);
    public bool MayStart => Actor.MaySomewhere(Permission.WritePlans);

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        Number = Math.Clamp(Number, 1, 10_000);
        var plans = Seen.Plans;
        if (!string.IsNullOrWhiteSpace(Asked))
        {
            // Several words in any order.
            foreach (var word in Like.WordsOf(Asked))
            {
                var like = Like.Holding(Db, word);
#pragma warning disable CA1304, CA1311, CA1862 // translated to SQL
                plans = plans.Where(p =>
                    EF.Functions.Like(p.Title.ToLower(), like, "\\")
                    || EF.Functions.Like(p.Id.ToLower(), like, "\\")
                    || EF.Functions.Like(p.Area!.Name.ToLower(), like, "\\")
                );
#pragma warning restore CA1304, CA1311, CA1862
            }
        }
        if (!string.IsNullOrEmpty(Status))
            plans = plans.Where(p => p.Status == Status);
        table = new PlanTable(Seen, Clock.Today());
        await table.LoadAsync(plans, Sort, IsSheet ? 0 : (Number - 1) * PageSize, IsSheet ? MostOfSheet : PageSize, Cancel);
        // Past the last page there is no row to say it.
        Total = table.Total ?? (Number == 1 ? 0 : await plans.CountAsync(Cancel));
    }

    const int MostOfSheet = 5000;

    /// <inheritdoc/>
    protected override (DataTable Table, string Name)? Exported => (Table(), "plans");

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

    public DataTable Table() =>
        table.Table(HttpContext.RequestServices.GetRequiredService<KeptFindings>(), Sort, word => With("sort", word));

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
