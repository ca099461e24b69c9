using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Store.Kinds;

/// <summary>What the columns of tables mean, each under the number of its area and its name.</summary>
sealed class ColumnMapsKind : ToldKind
{
    /// <summary>The list under which the record tells of them.</summary>
    public const string List = "column_maps";

    public override string Table => "column_maps";

    public override bool Tells(string list) => list is List;

    public override bool Has(string list, string field) => field is "map";

    /// <summary>What one is called in the record.</summary>
    public static string IdOf(ColumnMapRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.AreaId}/{row.Name}");

    protected override async Task<IReadOnlyList<Present>> RowsAsync(Chain chain) =>
        !chain.IsInstallation
            ? []
            :
            [
                .. (await chain.Db.ColumnMaps.ToListAsync(chain.Stop)).Select(r => new Present(
                    List,
                    IdOf(r),
                    $"{List}/{IdOf(r)}",
                    [new("map", JsonValue.Nothing, Change.Text(r.Body))]
                )),
            ];
}
