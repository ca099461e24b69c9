using System.Text;

namespace Goldthread.App.Things;

/// <summary>CSV for spreadsheets, as this product writes it everywhere: a comma between cells, no cell that runs as a formula.</summary>
public static class Csv
{
    /// <summary>UTF-8 with a byte-order mark, as spreadsheets want it.</summary>
    public static Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);

    /// <summary>A whole file.</summary>
    /// <param name="names">What stands above the columns.</param>
    /// <param name="rows">The cells of each row, as texts.</param>
    public static byte[] File(IEnumerable<string> names, IEnumerable<IEnumerable<string>> rows)
    {
        var text = new StringBuilder(Line(names));
        foreach (var row in rows)
            text.Append(Line(row));
        return [.. Encoding.GetPreamble(), .. Encoding.GetBytes(text.ToString())];
    }

    /// <summary>One line with its end.</summary>
    public static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    /// <summary>A text that no spreadsheet takes for a formula.</summary>
    public static string Harmless(string text) =>
        text.Length > 0
        && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal)
        && !double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _)
            ? "'" + text
            : text;

    static string Cell(string text)
    {
        text = Harmless(text);
        return text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
