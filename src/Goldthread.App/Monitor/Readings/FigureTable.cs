using System.Data.Common;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Documents;
using Goldthread.Domain;
using Sylvan.Data.Csv;

namespace Goldthread.App.Monitor.Readings;

/// <summary>What of a file is read, where a person says so.</summary>
/// <param name="Sheet">The sheet of a workbook; null for the first that has figures.</param>
/// <param name="HiddenToo">True to read the rows too that a filter hides.</param>
public sealed record TableChoice(string? Sheet = null, bool HiddenToo = false);

/// <summary>A table of figures as people have it: a CSV in any usual encoding and with any usual separator, rows copied from a spreadsheet, or a workbook.</summary>
/// <param name="Columns">The headings, each in one line and of a name of its own; empty for a column without a heading and without cells.</param>
/// <param name="Rows">The line in the file, from 1, and the cells of each row.</param>
public sealed record FigureTable(IReadOnlyList<string> Columns, IReadOnlyList<(int Line, string[] Cells)> Rows)
{
    /// <summary>The most rows of one file.</summary>
    public const int MostRows = 250_000;

    /// <summary>How far a file is looked through for the sign that parts its cells, in characters.</summary>
    const int Looked = 1 << 15;

    internal const int LongestCell = 4000;

    /// <value>The shown sheets of a workbook, in order; empty for a text.</value>
    public IReadOnlyList<string> Sheets { get; init; } = [];

    /// <value>The sheet that was read; null for a text.</value>
    public string? Sheet { get; init; }

    /// <value>How many sheets are hidden; they are not read.</value>
    public int HiddenSheets { get; init; }

    /// <value>How many rows a filter hides.</value>
    public int HiddenRows { get; init; }

    /// <value>How many notes under the table were passed over because they reach beyond it.</value>
    public int Notes { get; init; }

    /// <value>The headings of columns that no figure can come from, and that are not kept; none where the whole file is at hand.</value>
    public IReadOnlyList<string> Dropped { get; init; } = [];

    /// <value>True where months stood across and now stand one under the other.</value>
    public bool IsFolded { get; init; }

    /// <value>True where day 0 of the workbook is 1 Jan 1904.</value>
    public bool Since1904 { get; init; }

    /// <value>True where semicolons part the cells, so that a comma can be a decimal one.</value>
    public bool HasSemicolons { get; init; }

    /// <value>True where every row stands for itself, as in JSON: no name is taken from the row above.</value>
    public bool IsExact { get; init; }

    /// <summary>Reads a file.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="most">The most rows.</param>
    /// <param name="choice">The sheet, and whether hidden rows count; null for the first sheet with figures as it is shown.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="RuleBroken">It is no such table; the sentence says what would be accepted.</exception>
    public static FigureTable Read(byte[] file, int most = MostRows, TableChoice? choice = null, CancellationToken cancel = default)
    {
        using var stream = new MemoryStream(file, writable: false);
        return Read(stream, most, choice, cancel);
    }

    /// <summary>Reads a file from its beginning. A text is read piece by piece, so that its size costs no memory.</summary>
    /// <param name="file">The file, which can be read again from its beginning.</param>
    /// <param name="most">The most rows.</param>
    /// <param name="choice">The sheet, and whether hidden rows count; null for the first sheet with figures as it is shown.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="RuleBroken">It is no such table; the sentence says what would be accepted.</exception>
    public static FigureTable Read(Stream file, int most = MostRows, TableChoice? choice = null, CancellationToken cancel = default)
    {
        if (file.Length == 0)
            throw new RuleBroken("The file is empty. Choose a CSV file or a spreadsheet with a row of headings.", "file");
        file.Position = 0;
        var buffer = new byte[2048];
        var start = buffer.AsSpan(0, file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        if (start is [0x50, 0x4B, 0x03, 0x04, ..])
            return ReadWorkbook(file, most, choice ?? new TableChoice(), cancel);
        if (start is [0xD0, 0xCF, 0x11, 0xE0, ..])
            throw new RuleBroken("The file is a workbook of an older Excel (.xls). Open it there and save it as .xlsx or .csv.", "file");
        RefusePage(start);
        var (encoding, skip) = EncodingOf(file, start, cancel);
        return ReadText(
            () =>
            {
                file.Position = skip;
                return new StreamReader(file, encoding, false, 1 << 16, leaveOpen: true);
            },
            most,
            cancel
        );
    }

    /// <summary>Reads text, as pasted or decoded.</summary>
    public static FigureTable ReadText(string text, int most = MostRows, CancellationToken cancel = default) =>
        ReadText(() => new StringReader(text), most, cancel);

    static FigureTable ReadText(Func<TextReader> open, int most, CancellationToken cancel)
    {
        var start = new char[Looked];
        int length;
        using (var reader = open())
            length = reader.ReadBlock(start, 0, start.Length);
        if (start.AsSpan(0, length).Trim("\uFEFF \t\r\n\v").Length == 0)
            throw new RuleBroken("There is nothing in it. Paste the rows with their headings.", "file");
        var separator = SeparatorOf(start.AsSpan(0, length));
        var rows = new CellRows();
        try
        {
            using var reader = open();
            using var csv = CsvDataReader.Create(
                reader,
                new CsvDataReaderOptions
                {
                    HasHeaders = false,
                    Delimiter = separator,
                    MaxBufferSize = 1 << 20,
                    BufferSize = 1 << 16,
                }
            );
            var next = 1;
            string[] cells = [];
            while (csv.Read())
            {
                if ((next & 0xFFF) == 0)
                    cancel.ThrowIfCancellationRequested();
                var line = next;
                // A cell in quotation marks can hold line ends.
                next += 1 + csv.GetRawRecordSpan().TrimEnd("\r\n").Count('\n');
                if (cells.Length != csv.RowFieldCount)
                    cells = new string[csv.RowFieldCount];
                var last = 0;
                for (var i = 0; i < cells.Length; i++)
                {
                    cells[i] = csv.GetString(i).Trim().Trim('\uFEFF');
                    if (cells[i].Length > LongestCell)
                        throw new RuleBroken($"Line {line}: a cell has more than {LongestCell:N0} characters.", "file");
                    if (cells[i].Length > 0)
                        last = i + 1;
                }
                if (last > MostCellsOfARow)
                    throw new RuleBroken($"Line {line} has more than {MostCellsOfARow:N0} cells.", "file");
                if (last > 0)
                    rows.Add(line, cells.AsSpan(0, last));
                if (rows.Count > most + 200)
                    throw new RuleBroken($"The file has more than {most:N0} rows. Split it.", "file");
            }
        }
        catch (Exception broken) when (broken is CsvFormatException or DbException or InvalidOperationException or FormatException)
        {
            throw new RuleBroken(
                $"The file cannot be read as a table: {broken.Message.Split('\n')[0].TrimEnd('.')}. Look for a quotation mark that is not closed.",
                "file"
            );
        }
        var table = TableLayout.Find(rows, [], most, strict: true);
        return table.Rows.Count > most && !table.IsFolded
            ? throw new RuleBroken($"The file has more than {most:N0} rows. Split it.", "file")
            : table with
            {
                HasSemicolons = separator == ';',
            };
    }

    const int MostCellsOfARow = 2000;

    /// <summary>The sign that parts the cells: the one that most of the first lines have equally often.</summary>
    static char SeparatorOf(ReadOnlySpan<char> text)
    {
        const string Signs = "\t;,|";
        Span<int> best = stackalloc int[Signs.Length];
        for (var s = 0; s < Signs.Length; s++)
        {
            var lines = new Dictionary<int, int>();
            var (count, quoted, seen) = (0, false, 0);
            foreach (var letter in text)
            {
                if (letter == '"')
                    quoted = !quoted;
                else if (letter == Signs[s] && !quoted)
                    count++;
                else if (letter is '\n' or '\r' && !quoted)
                {
                    if (count > 0)
                        lines[count] = lines.GetValueOrDefault(count) + 1;
                    count = 0;
                    if (++seen > 200)
                        break;
                }
            }
            if (count > 0)
                lines[count] = lines.GetValueOrDefault(count) + 1;
            best[s] = lines.Count == 0 ? 0 : lines.Values.Max();
        }
        var most = 0;
        for (var s = 1; s < Signs.Length; s++)
        {
            // Between equals the one that is in fewer texts by chance goes before.
            if (best[s] > best[most])
                most = s;
        }
        return best[most] == 0 ? ',' : Signs[most];
    }

    /// <summary>Many programs write a web page or a page of XML, and call it .xls.</summary>
    static void RefusePage(ReadOnlySpan<byte> begins)
    {
        var start = Encoding
            .Latin1.GetString(begins)
            .Replace("\0", "", StringComparison.Ordinal)
            .TrimStart('ÿ', 'þ', 'ï', '»', '¿', ' ', '\r', '\n', '\t');
        if (!start.StartsWith('<'))
            return;
        bool Has(string sign) => start.Contains(sign, StringComparison.OrdinalIgnoreCase);
        if (Has("<html") || Has("<!doctype html") || Has("<table") || Has("<body") || Has("<head"))
            throw new RuleBroken(
                "The file is a web page (HTML), whatever its name says. Open it in a spreadsheet program and save it as .xlsx or .csv.",
                "file"
            );
        if (Has("<?xml") || Has("office:spreadsheet"))
            throw new RuleBroken(
                "The file is XML, whatever its name says. Open it in a spreadsheet program and save it as .xlsx or .csv.",
                "file"
            );
    }

    /// <summary>Figures of a measure as CSV in the columns of <see cref="FigureMap.Standard"/>, so that they can come back: UTF-8 with a byte-order mark.</summary>
    public static byte[] ToCsv(string measure, IEnumerable<Domain.Monitor.Reading> readings)
    {
        static string Number(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "";
        return Things.Csv.File(
            FigureMap.Standard,
            readings.Select(r =>
                (string[])
                    [
                        measure,
                        r.On?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
                        Number(r.Value),
                        Number(r.Numerator),
                        Number(r.Denominator),
                        r.Note ?? "",
                    ]
            )
        );
    }

    /// <summary>The index of a column by name, ignoring case, line ends and doubled spaces; -1 for none.</summary>
    public int IndexOf(string? name)
    {
        var wanted = name is null ? "" : TableLayout.OneLine(name);
        for (var i = 0; wanted.Length > 0 && i < Columns.Count; i++)
        {
            if (string.Equals(Columns[i], wanted, StringComparison.OrdinalIgnoreCase))
                return i;
        }
        return -1;
    }

    static FigureTable ReadWorkbook(Stream file, int most, TableChoice choice, CancellationToken cancel)
    {
        try
        {
            using var book = SheetReader.Open(file, cancel);
            string[] sheets = [.. book.Sheets];
            if (choice.Sheet is { } wanted)
            {
                var at = Array.FindIndex(sheets, s => string.Equals(s, wanted, StringComparison.OrdinalIgnoreCase));
                return at < 0
                    ? throw new RuleBroken(
                        $"There is no sheet “{OneLine.Short(wanted)}”. The sheets are: {string.Join(", ", sheets.Take(20))}.",
                        "sheet"
                    )
                    : ReadSheet(book, sheets, at, most, choice);
            }
            FigureTable? first = null;
            RuleBroken? why = null;
            // A sheet of contents, or of notes, has no row with a day and a number.
            for (var i = 0; i < sheets.Length; i++)
            {
                try
                {
                    var table = ReadSheet(book, sheets, i, most, choice);
                    if (TableLayout.HasFigures(table))
                        return table;
                    first ??= table;
                }
                catch (RuleBroken broken) when (broken.Refusals[0].Field is "sheet")
                {
                    why ??= broken;
                }
            }
            return first
                ?? throw why
                    ?? new RuleBroken("The workbook has no sheet that is shown. Show the one with the figures, and save it.", "file");
        }
        catch (Exception broken) when (broken is not (RuleBroken or OperationCanceledException))
        {
            throw new RuleBroken("The file is a zip, but no spreadsheet that can be read. Save it as .xlsx or .csv.", "file");
        }
    }

    static FigureTable ReadSheet(SheetReader book, string[] sheets, int at, int most, TableChoice choice)
    {
        var rows = new CellRows();
        var hidden = 0;
        var cells = new List<string>();
        var merges = book.Read(
            at,
            (line, read, isHidden) =>
            {
                cells.Clear();
                foreach (var cell in read)
                    cells.Add(cell.Text.Trim());
                var last = 0;
                for (var i = 0; i < cells.Count; i++)
                {
                    if (cells[i].Length > LongestCell)
                        throw new RuleBroken($"Line {line}: a cell has more than {LongestCell:N0} characters.", "file");
                    if (cells[i].Length > 0)
                        last = i + 1;
                }
                if (last == 0)
                    return;
                if (isHidden)
                    hidden++;
                if (isHidden && !choice.HiddenToo)
                    return;
                if (last > MostCellsOfARow)
                    throw new RuleBroken($"Row {line} has more than {MostCellsOfARow:N0} cells.", "file");
                rows.Add(line, CollectionsMarshal.AsSpan(cells)[..last]);
                if (rows.Count > most + 200)
                    throw new RuleBroken($"The sheet has more than {most:N0} rows. Split it.", "file");
            }
        );
        if (rows.Count == 0)
            throw new RuleBroken($"The sheet “{sheets[at]}” has no heading with rows under it.", "sheet");
        try
        {
            return TableLayout.Find(rows, merges, most, strict: false) with
            {
                Sheets = sheets,
                Sheet = sheets[at],
                HiddenSheets = book.Hidden,
                HiddenRows = hidden,
                Since1904 = book.Since1904,
            };
        }
        catch (RuleBroken broken)
        {
            throw new RuleBroken($"Sheet “{sheets[at]}”: {broken.Message}", "sheet");
        }
    }

    static (Encoding Encoding, int Skip) EncodingOf(Stream file, ReadOnlySpan<byte> start, CancellationToken cancel)
    {
        if (start is [0xFF, 0xFE, ..])
            return (Encoding.Unicode, 2);
        if (start is [0xFE, 0xFF, ..])
            return (Encoding.BigEndianUnicode, 2);
        if (start is [0xEF, 0xBB, 0xBF, ..])
            return (Encoding.UTF8, 3);
        if (start is [not 0, 0, not 0, 0, ..])
            return (Encoding.Unicode, 0);
        if (start is [0, not 0, 0, not 0, ..])
            return (Encoding.BigEndianUnicode, 0);
        file.Position = 0;
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var bytes = new byte[1 << 16];
        var letters = new char[bytes.Length + 16];
        var isUtf8 = true;
        for (int read; (read = file.Read(bytes)) > 0; )
        {
            cancel.ThrowIfCancellationRequested();
            if (bytes.AsSpan(0, read).Contains((byte)0))
                throw new RuleBroken("The file is no text. Choose a CSV file or a spreadsheet (.xlsx).", "file");
            isUtf8 = isUtf8 && IsUtf8(bytes.AsSpan(0, read), flush: false);
        }
        if (isUtf8 && IsUtf8([], flush: true))
            return (Encoding.UTF8, 0);
        // Older spreadsheets write the Windows alphabet.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return (Encoding.GetEncoding(1252), 0);

        bool IsUtf8(ReadOnlySpan<byte> some, bool flush)
        {
            try
            {
                strict.GetChars(some, letters, flush);
                return true;
            }
            catch (DecoderFallbackException)
            {
                return false;
            }
        }
    }
}
