using System.Globalization;
using Goldthread.App.Develop.Areas;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Store.Kinds;

/// <summary>Areas: what they are, what they belong to, and the path that says who sees them.</summary>
sealed class AreasKind : ToldKind
{
    /// <summary>The number of the area above; the name beside it is for people to read.</summary>
    public const string Parent = "parent_id";

    public override string Table => "areas";

    public override IReadOnlyDictionary<string, string> Unchecked { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["version"] = Reasons.Version };

    public override IReadOnlyDictionary<string, Meaning> Operations { get; } =
        new Dictionary<string, Meaning>(StringComparer.Ordinal)
        {
            ["AddArea"] = Means.Makes,
            ["RemoveArea"] = Means.Removes,
            ["RestoreArea"] = Means.Restores,
        };

    public override bool Tells(string list) => list is "areas";

    public override bool Has(string list, string field) => field is Parent || Shape.Of<Area>().Find(field) is not null;

    protected override bool IsLate(string field) => field is Parent;

    protected override async Task<IReadOnlyList<Present>> RowsAsync(Chain chain)
    {
        if (!chain.IsInstallation)
            return [];
        var rows = await chain.Db.Areas.OrderBy(a => a.Id).ToListAsync(chain.Stop);
        var paths = rows.ToDictionary(a => a.Id, a => a.Path);
        var links = (await chain.Db.Links.Where(l => l.List == AreaRow.List).OrderBy(l => l.Ordinal).ToListAsync(chain.Stop)).ToLookup(l =>
            l.Owner
        );
        return
        [
            .. rows.Select(row =>
            {
                var id = row.Id.ToString(CultureInfo.InvariantCulture);
                var above = row.ParentId is { } parent ? paths.GetValueOrDefault(parent) : "/";
                var present = Bodies.Row(
                    "areas",
                    id,
                    $"areas/{id}",
                    row.Body,
                    () =>
                        [
                            .. Things.Items.Difference(Shape.Of<Area>(), null, AreaRows.Read(row)),
                            new(Parent, JsonValue.Nothing, Change.Number(row.ParentId)),
                        ]
                );
                return present with
                {
                    RemovedAt = row.RemovedAt,
                    More = _ =>
                        present.Wrong is null && !ItemsKind.AreSame(Things.Items.Links(row), links[AreaRow.OwnerOf(row.Id)])
                            ? ItemsKind.NotLinked
                            : null,
                    Wrong = present.Wrong ?? (row.Path == $"{above}{id}/" ? null : "Its path does not lead through the area above it."),
                };
            }),
        ];
    }
}
