using Goldthread.App.Develop.Plans;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Store.Kinds;

/// <summary>Plans: what a plan says of itself, whose it is, and the columns by which plans are searched.</summary>
sealed class PlansKind : ToldKind
{
    /// <summary>Stands on the first line of a plan that was generated for trying scale.</summary>
    public const string Generated = "generated";

    public override string Table => "plans";

    public override IReadOnlyDictionary<string, string> Unchecked { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["version"] = Reasons.Version,
            ["revision"] = "What is worked out from the plan is kept by it and worked out anew where it differs; it is shown to nobody.",
        };

    public override bool Tells(string list) => list is PlanRow.List;

    public override bool Has(string list, string field) =>
        field is "area_id" or "strategy_id"
        || ImportPlan.Beside.Contains(field, StringComparer.Ordinal)
        || Shape.Of<Plan>().Find(field) is not null;

    public override async Task<IReadOnlyList<string>> OwnersAsync(Db db, CancellationToken stop) =>
        await db.Plans.Select(p => p.Id).ToListAsync(stop);

    protected override string WhereIs(Chain chain, string list, string id) => id;

    protected override async Task<IReadOnlyList<Present>> RowsAsync(Chain chain)
    {
        var rows = await chain.Db.Plans.Where(p => p.Id == chain.Owner).ToListAsync(chain.Stop);
        var links = await chain
            .Db.Links.Where(l => l.Owner == chain.Owner && l.List == PlanRow.List)
            .OrderBy(l => l.Ordinal)
            .ToListAsync(chain.Stop);
        return
        [
            .. rows.Select(row =>
            {
                string? columns = null;
                var areLinked = true;
                var present = Bodies.Row(
                    PlanRow.List,
                    row.Id,
                    row.Id,
                    row.Body,
                    () =>
                    {
                        columns = Columns(row);
                        // A plan that was last written before plans had links has none.
                        areLinked = links.Count == 0 || ItemsKind.AreSame(Things.Items.Links(row), links);
                        return
                        [
                            .. ImportPlan.PlanChanges(null, row.Body),
                            new("area_id", JsonValue.Nothing, Change.Number(row.AreaId)),
                            new("strategy_id", JsonValue.Nothing, Change.Number(row.StrategyId)),
                        ];
                    }
                );
                return present with
                {
                    RemovedAt = row.RemovedAt,
                    Wrong = present.Wrong ?? columns,
                    More = _ => areLinked ? null : ItemsKind.NotLinked,
                };
            }),
        ];
    }

    static string? Columns(PlanRow row)
    {
        var right = new PlanRow();
        PlanRows.Write(right, PlanRows.Read(row).Plan ?? throw new FormatException("There is no plan in it."), row.Body);
        return ItemsKind.Columns(
            (row.Title != right.Title, "title"),
            (row.Starts != right.Starts, "starts"),
            (row.Ends != right.Ends, "ends"),
            (row.Status != right.Status, "status"),
            (row.Person != right.Person, "person")
        );
    }
}
