using Goldthread.App.Develop.Areas;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Develop.Areas;

/// <summary>An area: what it is, its plans, the areas below it.</summary>
public sealed class DetailModel : AreaPage
{
    public const int MostPlans = 200;

    public AreaRow? Parent { get; private set; }
    public IReadOnlyList<AreaRow> Below { get; private set; } = [];

    /// <value>The plans of this area and of those below it.</value>
    public IReadOnlyList<PlanRow> Plans { get; private set; } = [];
    IReadOnlyDictionary<string, (int Late, int Worse)> counts = new Dictionary<string, (int, int)>();

    /// <value>How the services of the area stand, in words.</value>
    public Headline? Stands =>
        Plans.Count == 0 ? null
        : counts.Values.Sum(c => c.Late) is var late && counts.Values.Sum(c => c.Worse) is var worse && late + worse == 0
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
        var (today, items, series) = (Clock.Today(), Seen.Items, Seen.Series);
        var rows = await Db
            .Plans.VisibleTo(Actor)
            .Include(p => p.Area)
            .Where(p => p.Area!.Path.StartsWith(Row.Path) && p.RemovedAt == null)
            .OrderByDescending(p => p.AreaId == Id)
            .ThenByDescending(p => p.Ends)
            .ThenBy(p => p.Title)
            .Take(MostPlans)
            .Select(p => new
            {
                Plan = p,
                Late = items.Count(i =>
                    i.Owner == p.Id
                    && i.List == Domain.Implement.Action.List
                    && i.RemovedAt == null
                    && Late.Is(i.List, i.State, i.Due, today)
                ),
                Worse = series.Count(s =>
                    s.Plan == p.Id
                    && s.Variation.StartsWith("concern")
                    && items.Any(i => i.Owner == p.Id && i.List == Domain.Monitor.Measure.List && i.Id == s.Measure && i.RemovedAt == null)
                ),
            })
            .ToListAsync(Cancel);
        Plans = [.. rows.Select(r => r.Plan)];
        counts = rows.ToDictionary(r => r.Plan.Id, r => (r.Late, r.Worse), StringComparer.Ordinal);
    }

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
        new()
        {
            Caption = "Plans",
            Columns =
            [
                new("Plan") { IsKey = true },
                new("Area"),
                new("Status") { IsKey = true },
                new("Ends"),
                new("Late actions") { IsFigure = true },
                new("Worse measures") { IsFigure = true },
            ],
            Rows = Plans.Select(p =>
                (Inline[])
                    [
                        Inline.Of(new Link(p.Title, To.Plan(p.Id))),
                        p.Area!.Name,
                        Words.TryParse<PlanStatus>(p.Status, out var status) ? PlanPage.Capital(Words.Read(status)) : p.Status,
                        Days.Read(p.Ends),
                        counts[p.Id].Late.ToString("N0", System.Globalization.CultureInfo.InvariantCulture),
                        counts[p.Id].Worse.ToString("N0", System.Globalization.CultureInfo.InvariantCulture),
                    ]
            ),
        };

    public IReadOnlyList<ShellLink> Links()
    {
        List<ShellLink> compare =
            Below.Count > 0 && Row.RemovedAt is null && Actor.May(Permission.See, Row.Path)
                ? [new("Compare services", $"/areas/{Id}/compare")]
                : [];
        if (!MayAdminister || Row.RemovedAt is not null)
            return compare;
        List<ShellLink> links = [.. compare, new("Change it", $"/areas/{Id}/edit"), new("Add an area below it", $"/areas/add?parent={Id}")];
        if (Row.ParentId is not null)
            links.AddRange([new("Move it", $"/areas/{Id}/move"), new("Remove it", $"/areas/{Id}/remove")]);
        return links;
    }
}
