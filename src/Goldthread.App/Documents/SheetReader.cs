using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Goldthread.App.Monitor.Files;
using Goldthread.Domain;

namespace Goldthread.App.Documents;

/// <summary>What a cell holds.</summary>
enum CellKind
{
    Text,
    Number,

    /// <summary>A number that is shown as a day, or a day and a time.</summary>
    Day,
    YesNo,

    /// <summary>What a formula that failed left: #REF!.</summary>
    Error,
}

/// <summary>A cell of a sheet.</summary>
/// <param name="Text">What it says: days as 2026-04-01, percentages as 12%, numbers in full; of a formula, what it came to when it was saved.</param>
/// <param name="Kind">As what.</param>
/// <param name="IsFormula">True where it works out what it says. Nothing here ever runs it.</param>
/// <param name="Fill">The colour behind it as RRGGBB; null for none.</param>
readonly record struct SheetCell(string Text, CellKind Kind = CellKind.Text, bool IsFormula = false, string? Fill = null);

/// <summary>
/// Reads a workbook as a person sees it: visible sheets, the shown rows, percentages as per cent, dates as dates. It is read piece by piece, and what a
/// parser sees is bounded: a few kilobytes can unpack to gigabytes, and one cell in the last corner of a sheet must cost no more than any other.
/// </summary>
sealed partial class SheetReader : IDisposable
{
    const long MostUnpacked = 64 * 1024 * 1024;
    const long MostCells = 10_000_000;
    const int MostColumns = 16_384;
    const int MostDepth = 32;
    const int MostMerges = 20_000;
    const int MostShared = 2_000_000;
    static readonly TimeSpan MostTime = TimeSpan.FromSeconds(20);

    /// <summary>What a cell of a spreadsheet can hold, and a little for how it is written.</summary>
    const int LongestText = 40_000;

    const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    static readonly XmlReaderSettings Strict = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        XmlResolver = null,
        MaxCharactersInDocument = MostUnpacked,
    };

    readonly ZipArchive zip;
    readonly CancellationToken cancel;
    readonly Stopwatch watch = Stopwatch.StartNew();
    readonly char[] buffer = new char[4096];
    readonly List<(string Name, string Part)> sheets = [];
    readonly Dictionary<int, string> formats = [];
    readonly List<int> styles = [];
    readonly List<string?> fills = [];
    readonly List<string?> painted = [];
    string[] shared = [];
    long left = MostUnpacked;
    int looked;

    readonly bool paints;
    readonly bool hiddenToo;

    SheetReader(Stream file, bool paints, bool hiddenToo, CancellationToken cancel)
    {
        (this.paints, this.hiddenToo) = (paints, hiddenToo);
        zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        this.cancel = cancel;
    }

    /// <value>The sheets that are shown, in order.</value>
    public IEnumerable<string> Sheets => sheets.Select(s => s.Name);

    /// <value>How many sheets are hidden; they are not read.</value>
    public int Hidden { get; private set; }

    /// <value>True where day 0 is 1 Jan 1904.</value>
    public bool Since1904 { get; private set; }

    /// <summary>Opens a workbook.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="paints">True where a cell counts that has a colour and no text.</param>
    /// <param name="hiddenToo">True to read the sheets too that are hidden.</param>
    /// <exception cref="RuleBroken">It would take more room than its rows are worth.</exception>
    /// <exception cref="InvalidDataException">It is a zip and no workbook.</exception>
    public static SheetReader Open(Stream file, CancellationToken cancel, bool paints = false, bool hiddenToo = false)
    {
        var book = new SheetReader(file, paints, hiddenToo, cancel);
        try
        {
            book.ReadParts();
            return book;
        }
        catch
        {
            book.Dispose();
            throw;
        }
    }

    public void Dispose() => zip.Dispose();

    void ReadParts()
    {
        var main =
            Related("", "_rels/.rels").FirstOrDefault(r => r.Type.EndsWith("/officeDocument", StringComparison.Ordinal))?.Part
            ?? throw new InvalidDataException("It has no workbook.");
        var slash = main.LastIndexOf('/');
        var folder = slash < 0 ? "" : main[..(slash + 1)];
        var related = Related(folder, $"{folder}_rels/{main[(slash + 1)..]}.rels").ToList();
        var byId = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (part, type, id) in related)
        {
            byId.TryAdd(id, part);
            if (type.EndsWith("/styles", StringComparison.Ordinal))
                ReadStyles(part);
        }
        using (var xml = Xml(main))
        {
            while (Next(xml))
            {
                if (xml.NodeType is not XmlNodeType.Element)
                    continue;
                if (xml.LocalName is "workbookPr")
                    Since1904 = xml.GetAttribute("date1904") is "1" or "true";
                else if (
                    xml.LocalName is "sheet"
                    && byId.TryGetValue(xml.GetAttribute("id", Relations) ?? xml.GetAttribute("r:id") ?? "", out var part)
                )
                {
                    if (!hiddenToo && xml.GetAttribute("state") is ("hidden" or "veryHidden"))
                        Hidden++;
                    // A sheet of charts has no cells.
                    else if (sheets.Count < 500 && !part.Contains("chartsheets", StringComparison.OrdinalIgnoreCase))
                        sheets.Add((xml.GetAttribute("name") ?? $"Sheet {sheets.Count + 1}", part));
                }
            }
        }
        if (related.Find(r => r.Type.EndsWith("/sharedStrings", StringComparison.Ordinal)) is { Part: { } strings })
            ReadShared(strings);
    }

    sealed record Relation(string Part, string Type, string Id);

    IEnumerable<Relation> Related(string folder, string part)
    {
        if (Entry(part) is null)
            yield break;
        using var xml = Xml(part);
        while (Next(xml))
        {
            if (
                xml.NodeType is XmlNodeType.Element
                && xml.LocalName is "Relationship"
                && xml.GetAttribute("Target") is { } target
                && xml.GetAttribute("TargetMode") is not "External"
            )
                yield return new(Resolve(folder, target), xml.GetAttribute("Type") ?? "", xml.GetAttribute("Id") ?? "");
        }
    }

    static string Resolve(string folder, string target)
    {
        if (target.StartsWith('/'))
            return target[1..];
        while (target.StartsWith("../", StringComparison.Ordinal))
        {
            target = target[3..];
            var up = folder.TrimEnd('/').LastIndexOf('/');
            folder = up < 0 ? "" : folder[..(up + 1)];
        }
        return folder + target;
    }

    void ReadStyles(string part)
    {
        if (Entry(part) is null)
            return;
        using var xml = Xml(part);
        var (inCells, inFills) = (false, false);
        while (Next(xml))
        {
            if (xml.NodeType is XmlNodeType.EndElement && xml.LocalName is "cellXfs")
                inCells = false;
            if (xml.NodeType is XmlNodeType.EndElement && xml.LocalName is "fills")
                inFills = false;
            if (xml.NodeType is not XmlNodeType.Element)
                continue;
            if (xml.LocalName is "numFmt" && Whole(xml.GetAttribute("numFmtId")) is { } id && formats.Count < 10_000)
                formats[id] = xml.GetAttribute("formatCode") ?? "";
            else if (xml.LocalName is "cellXfs")
                inCells = !xml.IsEmptyElement;
            else if (xml.LocalName is "fills")
                inFills = !xml.IsEmptyElement;
            else if (inFills && xml.LocalName is "fill" && fills.Count < 100_000)
                fills.Add(null);
            else if (inFills && xml.LocalName is "fgColor" && fills.Count > 0)
                fills[^1] = Colour(xml);
            else if (inCells && xml.LocalName is "xf" && styles.Count < 100_000)
            {
                styles.Add(Whole(xml.GetAttribute("numFmtId")) ?? 0);
                painted.Add(Whole(xml.GetAttribute("fillId")) is { } fill && fill < fills.Count ? fills[fill] : null);
            }
        }
    }

    /// <summary>The colours of the old palette that people mark with.</summary>
    static readonly Dictionary<int, string> Palette = new()
    {
        [2] = "FF0000",
        [3] = "00FF00",
        [5] = "FFFF00",
        [10] = "FF0000",
        [11] = "00FF00",
        [13] = "FFFF00",
        [17] = "008000",
        [43] = "FFFF99",
        [50] = "99CC00",
        [51] = "FFCC00",
        [52] = "FF9900",
        [53] = "FF6600",
        [57] = "339966",
    };

    static string? Colour(XmlReader xml) =>
        xml.GetAttribute("rgb") is { Length: 6 or 8 } rgb ? rgb[^6..].ToUpperInvariant()
        : Whole(xml.GetAttribute("indexed")) is { } place ? Palette.GetValueOrDefault(place)
        : null;

    void ReadShared(string part)
    {
        if (Entry(part) is null)
            return;
        var all = new List<string>();
        using var xml = Xml(part);
        StringBuilder? text = null;
        var phonetic = false;
        while (Next(xml))
        {
            if (xml.NodeType is XmlNodeType.Element && xml.LocalName is "si")
            {
                if (all.Count >= MostShared)
                    throw new RuleBroken($"The spreadsheet has more than {MostShared:N0} texts. Save its rows as CSV.", "file");
                if (xml.IsEmptyElement)
                    all.Add("");
                else
                    text = new StringBuilder();
            }
            else if (xml.LocalName is "rPh")
                phonetic = xml.NodeType is XmlNodeType.Element && !xml.IsEmptyElement;
            else if (xml.NodeType is XmlNodeType.EndElement && xml.LocalName is "si")
                all.Add(Letters(text?.ToString() ?? ""));
            else if (text is not null && !phonetic && IsText(xml))
                Append(xml, text);
        }
        shared = [.. all];
    }

    /// <summary>A shown range of cells that are one.</summary>
    public readonly record struct Merge(int Top, int Left, int Bottom, int Right);

    /// <summary>Reads the rows of a sheet, each with its number from 1 and whether it is hidden.</summary>
    /// <param name="sheet">Its place among the shown ones.</param>
    /// <param name="take">Takes a row; its cells are used again for the next.</param>
    /// <returns>The cells that are merged.</returns>
    public List<Merge> Read(int sheet, Action<int, List<SheetCell>, bool> take)
    {
        var merges = new List<Merge>();
        var cells = new List<SheetCell>();
        var text = new StringBuilder();
        var part = sheets[sheet].Part;
        if (Entry(part) is null)
            throw new InvalidDataException("It has no such sheet.");
        using var xml = Xml(part);
        var (row, column, hidden) = (0, 0, false);
        long lastRow = 0;
        long lastColumn = 0;
        var (kind, style) = ((string?)null, 0);
        var (inCell, phonetic, inFormula, isFormula) = (false, false, false, false);
        while (Next(xml))
        {
            var begins = xml.NodeType is XmlNodeType.Element;
            var ends = xml.NodeType is XmlNodeType.EndElement || (begins && xml.IsEmptyElement);
            if (begins)
            {
                switch (xml.LocalName)
                {
                    case "dimension":
                        if (Last(xml.GetAttribute("ref")?.Split(':')[^1]) is var (r, c))
                            Reach(r, c);
                        break;
                    case "row":
                        row = Whole(xml.GetAttribute("r")) is { } number and > 0 ? number : row + 1;
                        hidden = xml.GetAttribute("hidden") is "1" or "true";
                        column = 0;
                        cells.Clear();
                        break;
                    case "c":
                        // A cell need not say where it stands: then it is beside the one before.
                        column = Last(xml.GetAttribute("r")) is { Column: > 0 } at ? (int)Math.Min(at.Column, int.MaxValue) : column + 1;
                        kind = xml.GetAttribute("t");
                        style = Whole(xml.GetAttribute("s")) ?? 0;
                        inCell = !xml.IsEmptyElement;
                        isFormula = false;
                        text.Clear();
                        break;
                    case "rPh":
                        phonetic = !xml.IsEmptyElement;
                        break;
                    case "f":
                        inFormula = !xml.IsEmptyElement;
                        isFormula = true;
                        break;
                    case "mergeCell":
                        if (
                            merges.Count < MostMerges
                            && xml.GetAttribute("ref")?.Split(':') is [var from, var to]
                            && Last(from) is { } a
                            && Last(to) is { } b
                        )
                            merges.Add(new((int)a.Row, (int)a.Column, (int)b.Row, (int)b.Column));
                        break;
                    default:
                        break;
                }
            }
            if (ends)
            {
                switch (xml.LocalName)
                {
                    case "c":
                        inCell = false;
                        var fill = paints && style < painted.Count ? painted[style] : null;
                        if ((text.Length == 0 && fill is null && !isFormula) || column > MostColumns)
                            break;
                        Reach(row, column);
                        while (cells.Count < column)
                            cells.Add(new(""));
                        cells[column - 1] = Shown(text, kind, style) with { IsFormula = isFormula, Fill = fill };
                        text.Clear();
                        break;
                    case "row" when cells.Count > 0:
                        take(row, cells, hidden);
                        cells.Clear();
                        break;
                    case "rPh":
                        phonetic = false;
                        break;
                    case "f":
                        inFormula = false;
                        break;
                    default:
                        break;
                }
            }
            if (inCell && !phonetic && !inFormula && IsText(xml))
                Append(xml, text);
        }
        return merges;

        void Reach(long toRow, long toColumn)
        {
            (lastRow, lastColumn) = (Math.Max(lastRow, toRow), Math.Max(lastColumn, toColumn));
            if (lastRow * lastColumn > MostCells)
                throw new RuleBroken(
                    $"The sheet reaches to column {lastColumn:N0} and row {lastRow:N0}. Copy the rows that matter to a sheet of their own.",
                    "file"
                );
        }
    }

    static bool IsText(XmlReader xml) => xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace;

    void Append(XmlReader xml, StringBuilder text)
    {
        for (int read; (read = xml.ReadValueChunk(buffer, 0, buffer.Length)) > 0; )
        {
            if (text.Length + read > LongestText)
                throw new RuleBroken($"A cell has more than {LongestText:N0} characters.", "file");
            text.Append(buffer, 0, read);
        }
    }

    /// <summary>The cell as a person sees it, as far as it says what it is: a date, a percentage, a number in full.</summary>
    SheetCell Shown(StringBuilder text, string? kind, int style)
    {
        var raw = text.ToString();
        switch (kind)
        {
            case "s":
                return new(Whole(raw) is { } at && at < shared.Length ? shared[at] : "");
            case "inlineStr" or "str":
                return new(Letters(raw));
            case "e":
                return new(raw, CellKind.Error);
            case "b":
                return new(raw is "1" ? "TRUE" : "FALSE", CellKind.YesNo);
            case "d":
                return new(raw.Length > 10 && raw.EndsWith("T00:00:00", StringComparison.Ordinal) ? raw[..10] : raw, CellKind.Day);
            default:
                break;
        }
        if (!double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return new(raw);
        var format = style < styles.Count ? styles[style] : 0;
        if (IsDate(format) && DayOf(number) is { } day)
            return new(day, CellKind.Day);
        // Fifteen digits are what a spreadsheet keeps: 0.29 a hundredfold is 29, not 28.999999999999996.
        if (IsPercent(format) && Math.Abs(number) < 1e12)
            return new(((decimal)number * 100).ToString("0.############", CultureInfo.InvariantCulture) + "%", CellKind.Number);
        return new(number.ToString("R", CultureInfo.InvariantCulture), CellKind.Number);
    }

    /// <summary>A letter that XML cannot hold stands as _x000D_; an underscore that could be taken for the beginning of one, as _x005F_.</summary>
    static string Letters(string text) =>
        text.Contains("_x", StringComparison.Ordinal)
            ? Escaped()
                .Replace(
                    text,
                    m => ((char)ushort.Parse(m.ValueSpan[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString()
                )
            : text;

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_")]
    private static partial Regex Escaped();

    string? DayOf(double serial)
    {
        if (serial is < 1 or > 110_000)
            return null;
        // Day 60 of the older calendar, 29 Feb 1900, never was.
        var first = Since1904 ? new DateTime(1904, 1, 1) : new DateTime(1899, 12, serial < 60 ? 31 : 30);
        var at = first.AddSeconds(Math.Round(serial * 86_400));
        return at.ToString(at.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    bool IsPercent(int format) =>
        format is 9 or 10 || (formats.TryGetValue(format, out var code) && Bare(code).Contains('%', StringComparison.Ordinal));

    bool IsDate(int format)
    {
        if (formats.TryGetValue(format, out var code))
            return Bare(code).IndexOfAny(['y', 'd']) >= 0 || (Bare(code) is var bare && bare.Contains("mmm", StringComparison.Ordinal));
        return format is (>= 14 and <= 17) or 22 or (>= 27 and <= 36) or (>= 45 and <= 58);
    }

    /// <summary>A format's first section without what it writes as it stands: quoted and escaped letters, colours and places in brackets.</summary>
    static string Bare(string code)
    {
        var bare = new StringBuilder();
        for (var i = 0; i < code.Length && code[i] != ';'; i++)
        {
            switch (code[i])
            {
                case '"':
                    i = code.IndexOf('"', i + 1) is >= 0 and var quote ? quote : code.Length;
                    break;
                case '[':
                    i = code.IndexOf(']', i + 1) is >= 0 and var bracket ? bracket : code.Length;
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                default:
                    bare.Append(char.ToLowerInvariant(code[i]));
                    break;
            }
        }
        return bare.Replace("general", "").ToString();
    }

    ZipArchiveEntry? Entry(string part) =>
        zip.GetEntry(part) ?? zip.Entries.FirstOrDefault(e => e.FullName.Equals(part, StringComparison.OrdinalIgnoreCase));

    Reader Xml(string part) => new(this, Entry(part) ?? throw new InvalidDataException($"It has no part {part}."));

    bool Next(Reader xml)
    {
        if ((++looked & 0x3FF) == 0)
        {
            cancel.ThrowIfCancellationRequested();
            if (watch.Elapsed > MostTime)
                throw new RuleBroken(
                    $"The spreadsheet takes longer than {MostTime.TotalSeconds:N0} seconds to read. Save its rows as CSV.",
                    "file"
                );
        }
        if (!xml.Xml.Read())
            return false;
        return xml.Xml.Depth <= MostDepth
            ? true
            : throw new RuleBroken($"The spreadsheet nests its parts more than {MostDepth} deep. Save its rows as CSV.", "file");
    }

    static int? Whole(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The row and the column of a cell's name, from 1; null where there is none.</summary>
    static (long Row, long Column)? Last(string? at)
    {
        if (at is null)
            return null;
        long column = 0;
        var i = at is ['$', ..] ? 1 : 0;
        for (; i < at.Length && i < 8 && char.IsAsciiLetter(at[i]); i++)
            column = (column * 26) + (char.ToUpperInvariant(at[i]) - 'A' + 1);
        return long.TryParse(at.AsSpan(i), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (Math.Min(number, int.MaxValue), Math.Clamp(column, 1, int.MaxValue))
            : (1, Math.Clamp(column, 1, int.MaxValue));
    }

    /// <summary>A part as it is read; what it took is taken off what is left.</summary>
    sealed class Reader : IDisposable
    {
        readonly SheetReader book;
        readonly UnpackedPart unpacked;

        public Reader(SheetReader book, ZipArchiveEntry entry)
        {
            this.book = book;
            unpacked = new(
                entry.Open(),
                book.left,
                $"The spreadsheet unpacks to more than {MostUnpacked >> 20} MB. Save its rows as CSV.",
                "Save its rows as CSV."
            );
            Xml = XmlReader.Create(unpacked, Strict);
        }

        public XmlReader Xml { get; }

        public XmlNodeType NodeType => Xml.NodeType;
        public string LocalName => Xml.LocalName;
        public bool IsEmptyElement => Xml.IsEmptyElement;

        public string? GetAttribute(string name) => Xml.GetAttribute(name);

        public string? GetAttribute(string name, string space) => Xml.GetAttribute(name, space);

        public static implicit operator XmlReader(Reader reader) => reader.Xml;

        public void Dispose()
        {
            Xml.Dispose();
            unpacked.Dispose();
            book.left = unpacked.Left;
        }
    }
}
