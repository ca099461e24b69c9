using System.Data;
using System.Globalization;
using MiniExcelLibs;
using MiniExcelLibs.Attributes;
using MiniExcelLibs.OpenXml;

namespace Goldthread.App.Things;

/// <summary>A workbook with one sheet, as this product writes it everywhere: numbers and days as such, each column as wide as what is in it.</summary>
public static class Workbook
{
    /// <summary>Numbers and texts under their headings; a text that looks like a number in a column of figures is one.</summary>
    /// <param name="name">What the sheet is called.</param>
    /// <param name="columns">The headings, and whether the column is of figures.</param>
    /// <param name="rows">The cells of each row.</param>
    public static byte[] Of(string name, IReadOnlyList<(string Title, bool IsFigure)> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        foreach (var (title, _) in columns)
        {
            // Two columns of one name are told apart.
            var free = title;
            for (var n = 2; table.Columns.Contains(free); n++)
                free = string.Create(CultureInfo.InvariantCulture, $"{title} {n}");
            table.Columns.Add(free, typeof(object));
        }
        foreach (var row in rows)
            table.Rows.Add([
                .. row.Select(
                    object (cell, i) =>
                        columns[i].IsFigure && double.TryParse(cell, NumberStyles.Number, CultureInfo.InvariantCulture, out var figure)
                            ? figure
                            : Csv.Harmless(cell)
                ),
            ]);
        return Of(name, table);
    }

    /// <summary>A table whose columns have the headings as their names.</summary>
    internal static byte[] Of(string name, DataTable table)
    {
        var layout = new OpenXmlConfiguration
        {
            DynamicColumns = [.. table.Columns.Cast<DataColumn>().Select(c => new DynamicExcelColumn(c.ColumnName) { Width = WidthOf(c) })],
        };
        using var stream = new MemoryStream();
        stream.SaveAs(table, sheetName: name.Length <= 31 ? name : name[..31], configuration: layout);
        return stream.ToArray();
    }

    /// <summary>The characters that a column shows: those of its longest cell, but a long text is cut on the sheet and not in the file.</summary>
    static int WidthOf(DataColumn column)
    {
        var longest = column
            .Table!.Rows.Cast<DataRow>()
            .Select(r => r[column] is DateTime ? 10 : Convert.ToString(r[column], CultureInfo.InvariantCulture)!.Length)
            .DefaultIfEmpty(0)
            .Max();
        return Math.Clamp(Math.Max(longest, column.ColumnName.Length) + 2, 6, 60);
    }
}
