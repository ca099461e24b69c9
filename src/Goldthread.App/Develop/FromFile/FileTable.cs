using System.IO.Compression;
using System.Text.Json;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Documents;
using Goldthread.Domain;

namespace Goldthread.App.Develop.FromFile;

/// <summary>A line of a table that somebody gave.</summary>
/// <param name="Line">Its number in the file, from 1.</param>
/// <param name="Cells">What its cells say, a cell a column.</param>
/// <param name="Fills">The colours behind them: red, amber, green, blue; null for none.</param>
/// <param name="Refused">Why it is not taken, whatever its columns mean; null where that is asked.</param>
public sealed record FileRow(int Line, IReadOnlyList<string> Cells, IReadOnlyList<string?> Fills, string? Refused = null);

/// <summary>
/// A table as people have it, in a Word document or a spreadsheet: its headings found, its merged cells filled, its lines as they stand. Nothing is known
/// yet of what its columns mean.
/// </summary>
/// <param name="Name">The sheet, or “Table 1”.</param>
/// <param name="Headings">What stands above its columns, each of its own; two rows of headings as one.</param>
/// <param name="Rows">Its lines.</param>
/// <param name="Line">The line of its headings.</param>
public sealed record FileTable(string Name, IReadOnlyList<string> Headings, IReadOnlyList<FileRow> Rows, int Line)
{
    /// <summary>The most lines of a table.</summary>
    public const int MostRows = 500;

    /// <summary>How far down headings are looked for.</summary>
    const int Looked = 15;

    /// <summary>Reads the tables of a file.</summary>
    /// <param name="file">The whole file: .docx or .xlsx.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleBroken">It has none, or is refused as it is.</exception>
    public static IReadOnlyList<FileTable> Read(byte[] file, CancellationToken cancel = default)
    {
        var tables = GivenTables.Read(file, cancel).Select(Of).OfType<FileTable>().Take(30).ToList();
        return tables.Count > 0 ? tables : throw new RuleBroken("There is no table in it with headings and rows under them.", "file");
    }

    /// <summary>Packs tables, to wait.</summary>
    public static byte[] Pack(IReadOnlyList<FileTable> tables)
    {
        using var bytes = new MemoryStream();
        using (var packed = new DeflateStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
            JsonSerializer.Serialize(packed, tables);
        return bytes.ToArray();
    }

    /// <summary>What <see cref="Pack"/> packed.</summary>
    public static IReadOnlyList<FileTable> Unpack(byte[] packed)
    {
        using var plain = new DeflateStream(new MemoryStream(packed, writable: false), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<List<FileTable>>(plain)!;
    }

    static FileTable? Of(GivenTable given)
    {
        var rows = given.Rows;
        // The headings: the row near the top with most words that headings have, else the first with two cells.
        var at = -1;
        var best = 0;
        for (var i = 0; i < Math.Min(rows.Count - 1, Looked); i++)
        {
            var score = rows[i].Cells.Count(c => HeadingWords.IsHeading(c.Text));
            if (score > best && rows[i].Cells.Count(c => c.Text.Length > 0) > 1)
                (at, best) = (i, score);
        }
        if (at < 0)
            at = rows.Take(Looked).ToList().FindIndex(r => r.Cells.Count(c => c.Text.Length > 0) > 1);
        if (at < 0 || at == rows.Count - 1)
            return null;
        // Two rows of headings: one above with cells that reach over several columns, or one below that goes on with words of headings.
        var (first, last) = (at, at);
        if (at > 0 && rows[at - 1].Cells.Count(c => c.Text.Length > 0) > 1 && rows[at - 1].Cells.Any(c => c.Span > 1))
            first--;
        else if (
            at + 2 < rows.Count
            && rows[at].Cells.Any(c => c.Span > 1 && c.Text.Length > 0)
            && IsSecond(rows[at].Cells, rows[at + 1].Cells)
        )
            last++;
        var width = rows.Skip(first).Max(r => r.Cells.Length);
        var headings = new string[width];
        for (var c = 0; c < width; c++)
        {
            var upper = Over(rows[first].Cells, c);
            var lower = last > first && c < rows[last].Cells.Length ? rows[last].Cells[c].Text : "";
            // What is merged down over both rows says it once.
            var heading = OneLine
                .Of(
                    lower.Length == 0 || lower == upper ? upper
                    : upper.Length == 0 ? lower
                    : $"{upper}: {lower}"
                )
                .Trim();
            headings[c] = heading.Length > 120 ? heading[..120] : heading;
        }
        for (var c = 0; c < width; c++)
        {
            var own = headings[c].Length == 0 ? $"Column {c + 1}" : headings[c];
            for (var n = 2; headings.Take(c).Contains(own, StringComparer.OrdinalIgnoreCase); n++)
                own = $"{headings[c]} {n}".Trim();
            headings[c] = own;
        }
        var lines = new List<FileRow>();
        foreach (var (line, cells) in rows.Skip(last + 1))
        {
            if (cells.All(c => c.Text.Length == 0))
                continue;
            if (lines.Count == MostRows)
                throw new RuleBroken($"“{given.Name}” has more than {MostRows:N0} lines. Split it.", "file");
            lines.Add(RowOf(line, cells, headings));
        }
        return lines.Count == 0 ? null : new(given.Name, headings, lines, rows[first].Line);
    }

    /// <summary>The row of a table, without what could identify somebody: that is told, and not kept.</summary>
    static FileRow RowOf(int line, GivenCell[] cells, string[] headings)
    {
        var texts = new string[headings.Length];
        var fills = new string?[headings.Length];
        string? refused = null;
        for (var c = 0; c < headings.Length; c++)
        {
            var cell = c < cells.Length ? cells[c] : new GivenCell("");
            texts[c] = cell.Text;
            fills[c] = ColourOf(cell.Fill);
            if ((Identifiable.Find(cell.Text) ?? Identifiable.Find($"{headings[c]}: {cell.Text}")) is { } kind)
            {
                texts[c] = kind.Withheld();
                refused ??= kind.Explanation();
            }
            else if (cell.IsFormula)
                refused ??= $"“{headings[c]}” has a formula. Formulas are not run: write the value itself.";
            else if (cell.Text.Length > 4000)
                (texts[c], refused) = (cell.Text[..4000], refused ?? $"“{headings[c]}” has more than 4,000 characters.");
        }
        return new(line, texts, fills, refused);
    }

    static string Over(GivenCell[] cells, int column)
    {
        for (var c = Math.Min(column, cells.Length - 1); c >= 0; c--)
        {
            if (cells[c].Text.Length > 0)
                return c + cells[c].Span > column ? cells[c].Text : "";
        }
        return "";
    }

    /// <summary>Does a row go on with the headings: under each cell that reaches over several, words and nothing that is a day or a number?</summary>
    static bool IsSecond(GivenCell[] above, GivenCell[] row) =>
        row.Any(c => c.Text.Length > 0)
        && row.All(c => c.Text.Length < 40 && !WrittenNumber.TryRead(c.Text, out _) && !WrittenPeriod.TryRead(c.Text, out _))
        && Enumerable
            .Range(0, row.Length)
            .All(c =>
                row[c].Text.Length == 0
                || row[c].Text == Over(above, c)
                || above.Select((a, i) => (a, i)).Any(a => a.a.Span > 1 && a.i <= c && c < a.i + a.a.Span)
            );

    /// <summary>The colour by which people mark how something stands; null for any other.</summary>
    internal static string? ColourOf(string? fill)
    {
        if (fill is not { Length: 6 } || !int.TryParse(fill, System.Globalization.NumberStyles.HexNumber, null, out var rgb))
            return null;
        var (r, g, b) = ((rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255);
        var (most, least) = (Math.Max(r, Math.Max(g, b)), Math.Min(r, Math.Min(g, b)));
        // White, grey and black mark nothing.
        if (most - least < 40)
            return null;
        if (b == most)
            return "blue";
        if (g == most && r < 0.85 * g)
            return "green";
        return g > 0.45 * r ? "amber" : "red";
    }
}
