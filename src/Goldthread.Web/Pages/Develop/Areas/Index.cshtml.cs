using System.Globalization;
using Goldthread.App.Store;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Develop.Areas;

/// <summary>The tree of areas that the person may see.</summary>
public sealed class IndexModel : GoldthreadPage
{
    Dictionary<int, int> plans = [];

    public IReadOnlyList<AreaRow> Rows { get; private set; } = [];
    public IReadOnlyList<AreaRow> Removed { get; private set; } = [];
    public bool MayAdminister => Actor.MaySomewhere(Permission.Administer);

    protected override async Task ShowAsync()
    {
        var areas = MayAdminister ? Db.Areas : Db.Areas.VisibleTo(Actor).Where(a => a.RemovedAt == null);
        var rows = await areas.ToListAsync(Cancel);
        plans = await Db
            .Plans.VisibleTo(Actor)
            .Where(p => p.RemovedAt == null)
            .GroupBy(p => p.AreaId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, Cancel);
        Rows = Tree.Of([.. rows.Where(r => r.RemovedAt is null)]);
        Removed = [.. rows.Where(r => r.RemovedAt is not null).OrderBy(r => r.Name)];
    }

    /// <inheritdoc/>
    protected override (DataTable Table, string Name)? Exported => (Table(), "areas");

    public DataTable Table() =>
        new()
        {
            Caption = "Areas",
            Columns = [new("Area") { IsKey = true }, new("Kind"), new("Services"), new("Plans") { IsFigure = true, IsKey = true }],
            Rows = Rows.Select(r =>
            {
                var area = App.Develop.Areas.AreaRows.Read(r);
                return (Inline[])
                    [
                        Inline.Of(new Link(r.Name, $"/areas/{r.Id}") { Classes = $"indent-{Math.Min(Tree.DepthOf(r), 6)}" }),
                        area.Kind is { } kind ? PlanPage.Capital(Words.Read(kind)) : "",
                        PlanPage.Capital(string.Join(", ", area.ServiceTypes.Select(Words.Read))),
                        plans.GetValueOrDefault(r.Id).ToString(CultureInfo.InvariantCulture),
                    ];
            }),
        };
}
