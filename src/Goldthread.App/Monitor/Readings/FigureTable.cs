using System.Data.Common;
using System.Globalization;
using System.Text;
using Goldthread.Domain;
using MiniExcelLibs;
using Sylvan.Data.Csv;

namespace Goldthread.App.Monitor.Readings;

/// <summary>A table of figures as people have it: a CSV in any usual encoding and with any usual separator, rows copied from a spreadsheet, or a workbook.</summary>
/// <param name="Columns">The headers.</param>
/// <param name="Rows">The line in the file, from 1, and the cells of each row.</param>
public sealed record FigureTable(IReadOnlyList<string> Columns, IReadOnlyList<(int Line, string[] Cells)> Rows)
{
    /// <summary>The most rows of one file.</summary>
    public const int MostRows = 250_000;

    const int MostColumns = 200;
    const int LongestCell = 4000;

    /// <summary>Reads a file.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="most">The most rows.</param>
    /// <exception cref="RuleBroken">It is no such table; the sentence says what would be accepted.</exception>
    public static FigureTable Read(byte[] file, int most = MostRows)
    {
        if (file.Length == 0)
            throw new RuleBroken("The file is empty. Choose a CSV file or a spreadsheet with a row of headings.", "file");
        if (file is [0x50, 0x4B, 0x03, 0x04, ..])
            return ReadWorkbook(file, most);
        return ReadText(Decode(file), most);
    }

    /// <summary>Reads text, as pasted or decoded.</summary>
    public static FigureTable ReadText(string text, int most = MostRows)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new RuleBroken("There is nothing in it. Paste the rows with their headings.", "file");
        var above = Above(text);
        text = text[above.Length..];
        // Rows copied from a spreadsheet come with tabs.
        var firstLine = text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? end : text.Length);
        char? delimiter = firstLine.Contains('\t') ? '\t' : null;
        try
        {
            using var reader = new StringReader(text);
            using var csv = CsvDataReader.Create(
                reader,
                new CsvDataReaderOptions
                {
                    HasHeaders = true,
                    Delimiter = delimiter,
                    MaxBufferSize = 1 << 20,
                    BufferSize = 1 << 16,
                }
            );
            var columns = Headers(csv);
            var rows = new List<(int, string[])>();
            // A cell in quotation marks can hold line ends.
            var next = above.Lines + 2 + columns.Sum(c => c.Count(letter => letter == '\n'));
            while (csv.Read())
            {
                var line = next;
                next += 1 + csv.GetRawRecordSpan().TrimEnd("\r\n").Count('\n');
                var cells = new string[columns.Length];
                var blank = true;
                for (var i = 0; i < cells.Length; i++)
                {
                    cells[i] = i < csv.RowFieldCount ? csv.GetString(i).Trim() : "";
                    blank &= cells[i].Length == 0;
                    if (cells[i].Length > LongestCell)
                        throw new RuleBroken($"Line {line}: a cell has more than {LongestCell:N0} characters.", "file");
                }
                if (csv.RowFieldCount > columns.Length)
                    throw new RuleBroken(
                        $"Line {line} has {csv.RowFieldCount} cells, the heading has {columns.Length}. Take away what stands above the headings, and what stands beside the table.",
                        "file"
                    );
                if (!blank)
                    rows.Add((line, cells));
                if (rows.Count > most)
                    throw new RuleBroken($"The file has more than {most:N0} rows. Split it.", "file");
            }
            return rows.Count == 0
                ? throw new RuleBroken("There is a heading, but no row under it.", "file")
                : new FigureTable(columns, rows);
        }
        catch (Exception broken) when (broken is CsvFormatException or DbException or InvalidOperationException or FormatException)
        {
            throw new RuleBroken(
                $"The file cannot be read as a table: {broken.Message.Split('\n')[0].TrimEnd('.')}. Look for a quotation mark that is not closed.",
                "file"
            );
        }
    }

    /// <summary>Figures of a measure as CSV in the columns of <see cref="FigureMap.Standard"/>, so that they can come back: UTF-8 with a byte-order mark.</summary>
    public static byte[] ToCsv(string measure, IEnumerable<Domain.Monitor.Reading> readings)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', FigureMap.Standard).Append("\r\n");
        foreach (var reading in readings)
        {
            text.Append(Things.ItemTable.Cell(measure)).Append(',');
            text.Append(reading.On?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Append(',');
            foreach (var number in (double?[])[reading.Value, reading.Numerator, reading.Denominator])
                text.Append(number?.ToString("R", CultureInfo.InvariantCulture)).Append(',');
            text.Append(Things.ItemTable.Cell(reading.Note ?? "")).Append("\r\n");
        }
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>The index of a column by name, ignoring case; -1 for none.</summary>
    public int IndexOf(string? name)
    {
        for (var i = 0; name is not null && i < Columns.Count; i++)
        {
            if (string.Equals(Columns[i], name.Trim(), StringComparison.OrdinalIgnoreCase))
                return i;
        }
        return -1;
    }

    static string[] Headers(CsvDataReader csv)
    {
        if (csv.FieldCount > MostColumns)
            throw new RuleBroken($"The table has more than {MostColumns} columns.", "file");
        var columns = new string[csv.FieldCount];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = csv.GetName(i).Trim().Trim('\uFEFF');
        RefuseTwins(columns);
        return columns;
    }

    static void RefuseTwins(string[] columns)
    {
        var twice = columns.Where(c => c.Length > 0).GroupBy(c => c, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
            throw new RuleBroken($"Two columns are called “{twice.Key}”. Give each a name of its own.", "file");
    }

    /// <summary>
    /// What stands above the headings: a title, the day of printing, nothing. A line of headings has two of them at least; none among the first twenty
    /// is none at all.
    /// </summary>
    /// <returns>How many lines it is, and how many characters.</returns>
    static (int Lines, int Length) Above(string text)
    {
        const int Most = 20;
        var length = 0;
        for (var lines = 0; lines < Most && length < text.Length; lines++)
        {
            var rest = text.AsSpan(length);
            var end = rest.IndexOfAny('\r', '\n') is >= 0 and var found ? found : rest.Length;
            var line = rest[..end];
            // A quotation mark that is not closed: the heading goes on in the next line.
            if (line.Count('"') % 2 == 1)
                break;
            if (line.ToString().Split([',', ';', '\t', '|']).Count(cell => cell.Trim(' ', '"', '\uFEFF').Length > 0) > 1)
                return (lines, length);
            length += end + (rest[end..].StartsWith("\r\n", StringComparison.Ordinal) ? 2 : 1);
        }
        return (0, 0);
    }

    static FigureTable ReadWorkbook(byte[] file, int most)
    {
        try
        {
            Workbook.RefuseBomb(file);
            using var stream = new MemoryStream(file);
            string[]? columns = null;
            var rows = new List<(int, string[])>();
            var line = 0;
            foreach (IDictionary<string, object?> row in stream.Query(useHeaderRow: false))
            {
                line++;
                string[] cells = [.. row.Values.Take(MostColumns).Select(Cell)];
                if (cells.All(c => c.Length == 0))
                    continue;
                if (columns is null && cells.Count(c => c.Length > 0) < 2)
                    continue;
                if (columns is null)
                    RefuseTwins(columns = cells);
                else
                    rows.Add((line, [.. cells.Concat(Enumerable.Repeat("", columns.Length)).Take(columns.Length)]));
                if (rows.Count > most)
                    throw new RuleBroken($"The sheet has more than {most:N0} rows. Split it.", "file");
            }
            return columns is null || rows.Count == 0
                ? throw new RuleBroken("The first sheet has no heading with rows under it.", "file")
                : new FigureTable(columns, rows);
        }
        catch (Exception broken) when (broken is not RuleBroken)
        {
            throw new RuleBroken("The file is a zip, but no spreadsheet that can be read. Save it as .xlsx or .csv.", "file");
        }
    }

    static string Cell(object? value) =>
        value switch
        {
            null => "",
            DateTime at => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!.Trim(),
        };

    static string Decode(byte[] file)
    {
        if (file is [0xFF, 0xFE, ..])
            return Encoding.Unicode.GetString(file, 2, file.Length - 2);
        if (file is [0xFE, 0xFF, ..])
            return Encoding.BigEndianUnicode.GetString(file, 2, file.Length - 2);
        if (file is [0xEF, 0xBB, 0xBF, ..])
            return Encoding.UTF8.GetString(file, 3, file.Length - 3);
        if (file is [not 0, 0, not 0, 0, ..])
            return Encoding.Unicode.GetString(file);
        if (file is [0, not 0, 0, not 0, ..])
            return Encoding.BigEndianUnicode.GetString(file);
        if (Array.IndexOf(file, (byte)0) >= 0)
            throw new RuleBroken("The file is no text. Choose a CSV file or a spreadsheet (.xlsx).", "file");
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file);
        }
        catch (DecoderFallbackException)
        {
            // Older spreadsheets write the Windows alphabet.
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            return Encoding.GetEncoding(1252).GetString(file);
        }
    }
}
