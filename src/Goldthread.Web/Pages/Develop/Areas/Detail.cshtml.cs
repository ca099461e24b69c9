using Goldthread.App.Develop.Areas;
using Goldthread.App.Develop.Findings;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Develop.Plans;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Develop.Areas;

/// <summary>An area: what it is, its plans, the areas below it.</summary>
public sealed class DetailModel : AreaPage
{
    public const int MostPlans = 200;

    public AreaRow? Parent { get; private set; }
    public IReadOnlyList<AreaRow> Below { get; private set; } = [];

    PlanTable table = null!;

    /// <value>The plans of this area and of those below it.</value>
    public IReadOnlyList<PlanTable.Row> Plans => table.Rows;

    [FromQuery(Name = "sort")]
    public string? Sort { get; set; }

    /// <value>How the services of the area stand, in words.</value>
    public Headline? Stands =>
        Plans.Count == 0 ? null
        : Plans.Sum(p => p.Late) is var late && Plans.Sum(p => p.Worse) is var worse && late + worse == 0
            ? new(default, "Nothing is late and no measure is getting worse.")
        : new(
            default,
            $"{(late == 0 ? "Nothing is late" : late == 1 ? "1 action is late" : $"{late:N0} actions are late")}; {(worse == 0 ? "no measure is getting worse" : worse == 1 ? "1 measure is getting worse" : $"{worse:N0} measures are getting worse")}."
        );
    public bool MayStart => Row.RemovedAt is null && Actor.May(Permission.WritePlans, Row.Path);

    string? responsible;

    protected override async Task ShowAsync()
    {
        await FindAsync();
        if (AreaRows.Read(Row).Responsible is { } person)
        {
            var owner = AreaRow.OwnerOf(Id);
            responsible = await Seen
                .Items.Where(i => i.Owner == owner && i.List == StaffMember.List && i.Id == person)
                .Select(i => i.RemovedAt == null ? i.Title : i.Title + " (left)")
                .FirstOrDefaultAsync(Cancel);
        }
        var near = await Db
            .Areas.Where(a => a.RemovedAt == null && (a.Id == Row.ParentId || a.ParentId == Id))
            .OrderBy(a => a.Name)
            .ToListAsync(Cancel);
        Parent = near.FirstOrDefault(a => a.Id == Row.ParentId && (MayAdminister || Actor.May(Permission.See, a.Path)));
        Below = [.. near.Where(a => a.ParentId == Id)];
        table = new PlanTable(Seen, Clock.Today());
        // What needs a conversation first, where nobody asks for another order.
        await table.LoadAsync(Seen.Plans.Where(p => p.Area!.Path.StartsWith(Row.Path)), Sort ?? "why", 0, MostPlans, Cancel);
    }

    /// <inheritdoc/>
    protected override (DataTable Table, string Name)? Exported => (Table(), $"area-{Id}");

    public SummaryList About()
    {
        var area = AreaRows.Read(Row);
        List<SummaryRow> rows = [];
        if (area.Kind is { } kind)
            rows.Add(new("Kind", PlanPage.Capital(Words.Read(kind))));
        if (area.ServiceTypes.Count > 0)
            rows.Add(new("Services", PlanPage.Capital(string.Join(", ", area.ServiceTypes.Select(Words.Read)))));
        if (area.Regulators.Count > 0)
            rows.Add(new("Inspected by", string.Join(", ", area.Regulators.Select(Words.Read))));
        if (area.Places is { } places)
            rows.Add(new("Beds or places", places.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)));
        if (responsible is not null)
            rows.Add(new("Responsible", responsible));
        return new SummaryList { Rows = rows };
    }

    public DataTable Table() =>
        table.Table(
            HttpContext.RequestServices.GetRequiredService<KeptFindings>(),
            Sort,
            word => To.With($"/areas/{Id}", new Dictionary<string, string?>(StringComparer.Ordinal) { ["sort"] = word })
        );

    public IReadOnlyList<ShellLink> Links()
    {
        List<ShellLink> sheets = Plans.Count == 0 ? [] : [.. SheetLinks($"/areas/{Id}")];
        List<ShellLink> compare =
            Below.Count > 0 && Row.RemovedAt is null && Actor.May(Permission.See, Row.Path)
                ? [new("Compare services", $"/areas/{Id}/compare"), .. sheets]
                : sheets;
        if (Row.RemovedAt is null && Actor.May(Permission.See, Row.Path))
            compare =
            [
                new("Measures of this area", $"/areas/{Id}/measures"),
                new("Exceptions for the board", $"/areas/{Id}/board"),
                .. compare,
            ];
        if (Row.RemovedAt is null && Actor.May(Permission.WritePlans, Row.Path))
            compare = [.. compare, new("Hand over work", $"/areas/{Id}/hand-over")];
        if (!MayAdminister || Row.RemovedAt is not null)
            return compare;
        List<ShellLink> links = [.. compare, new("Change it", $"/areas/{Id}/edit"), new("Add an area below it", $"/areas/add?parent={Id}")];
        if (Row.ParentId is not null)
            links.AddRange([new("Move it", $"/areas/{Id}/move"), new("Remove it", $"/areas/{Id}/remove")]);
        return links;
    }
}
