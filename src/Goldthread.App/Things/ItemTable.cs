using System.Data;
using System.Globalization;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Things;

/// <summary>A list as a table for a spreadsheet: a column a field, in the plan file's names.</summary>
/// <param name="thing">The list.</param>
/// <param name="items">Id and item of each row.</param>
public sealed class ItemTable(Thing thing, IEnumerable<(string Id, Part Item)> items)
{
    readonly IReadOnlyList<Field> fields = [.. thing.Shape.Fields.Where(f => f.Name is not ("id" or "readings"))];

    /// <summary>As a CSV file.</summary>
    public byte[] ToCsv() =>
        Csv.File(fields.Select(f => f.Name).Prepend("id"), items.Select(i => fields.Select(f => f.Write(i.Item)).Prepend(i.Id)));

    /// <summary>A workbook with one sheet: numbers and days as such, each column as wide as what is in it.</summary>
    public byte[] ToXlsx()
    {
        // A table of columns, because a list of rows that is empty would have no headings.
        using var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        foreach (var name in fields.Select(f => f.Name).Prepend("id"))
            table.Columns.Add(name, typeof(object));
        foreach (var (id, item) in items)
            table.Rows.Add([
                Csv.Harmless(id),
                .. fields.Select(f =>
                    f.Get(item) switch
                    {
                        null => DBNull.Value,
                        decimal or double or int => f.Get(item)!,
                        DateOnly day => day.ToDateTime(TimeOnly.MinValue),
                        _ => Csv.Harmless(f.Write(item)),
                    }
                ),
            ]);
        return Workbook.Of(thing.Plural.Length <= 31 ? thing.Plural : thing.List, table);
    }
}
