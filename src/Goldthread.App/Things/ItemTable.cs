using System.Text;
using Goldthread.Domain.Shapes;
using MiniExcelLibs;

namespace Goldthread.App.Things;

/// <summary>A list as a table for a spreadsheet: a column a field, in the plan file's names.</summary>
/// <param name="thing">The list.</param>
/// <param name="items">Id and item of each row.</param>
public sealed class ItemTable(Thing thing, IEnumerable<(string Id, Part Item)> items)
{
    readonly IReadOnlyList<Field> fields = [.. thing.Shape.Fields.Where(f => f.Name is not ("id" or "readings"))];

    /// <summary>UTF-8 with a byte-order mark, as spreadsheets want it; cells that a spreadsheet would run as a formula are made text.</summary>
    public byte[] ToCsv()
    {
        var text = new StringBuilder();
        text.AppendJoin(',', fields.Select(f => f.Name).Prepend("id")).Append("\r\n");
        foreach (var (id, item) in items)
            text.AppendJoin(',', fields.Select(f => Cell(f.Write(item))).Prepend(Cell(id))).Append("\r\n");
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>A workbook with one sheet.</summary>
    public byte[] ToXlsx()
    {
        var rows = items.Select(i =>
        {
            var row = new Dictionary<string, object?>(StringComparer.Ordinal) { ["id"] = i.Id };
            foreach (var field in fields)
                row[field.Name] = field.Get(i.Item) switch
                {
                    null => null,
                    decimal or double or int => field.Get(i.Item),
                    DateOnly day => day.ToDateTime(TimeOnly.MinValue),
                    _ => Harmless(field.Write(i.Item)),
                };
            return row;
        });
        using var stream = new MemoryStream();
        stream.SaveAs(rows.ToList(), sheetName: thing.Plural.Length <= 31 ? thing.Plural : thing.List);
        return stream.ToArray();
    }

    /// <summary>A text that no spreadsheet takes for a formula.</summary>
    public static string Harmless(string text) =>
        text.Length > 0
        && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal)
        && !double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _)
            ? "'" + text
            : text;

    /// <summary>A text as a cell of a CSV file, harmless and quoted where it must be.</summary>
    public static string Cell(string text)
    {
        text = Harmless(text);
        return text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
