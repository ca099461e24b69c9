using System.IO.Compression;
using System.Text;
using System.Xml;
using Goldthread.App.Monitor.Files;
using Goldthread.Domain;

namespace Goldthread.App.Documents;

/// <summary>A cell of a table that somebody gave.</summary>
/// <param name="Text">What it says, its lines parted by line ends.</param>
/// <param name="Fill">The colour behind it as RRGGBB; null for none.</param>
/// <param name="Span">Over how many columns it reaches.</param>
/// <param name="IsFormula">True where it works out what it says.</param>
readonly record struct GivenCell(string Text, string? Fill = null, int Span = 1, bool IsFormula = false);

/// <summary>A table of a document or a sheet of a workbook; what a merged cell says stands in each of its rows.</summary>
/// <param name="Name">What it is called: the sheet, or “Table 1”.</param>
/// <param name="Rows">Its rows, each with its number from 1.</param>
sealed record GivenTable(string Name, IReadOnlyList<(int Line, GivenCell[] Cells)> Rows);

/// <summary>The tables of a Word document or a workbook, whole and within the bounds of <see cref="GivenBook"/>.</summary>
static class GivenTables
{
    const string Words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    const long MostUnpacked = 64 * 1024 * 1024;
    const int MostDepth = 256;
    const int LongestCell = 20_000;

    static readonly (string Part, string Why)[] Unwanted =
    [
        ("vbaproject", "The document has macros. Save it as .docx, which has none."),
        ("word/embeddings/", "The document has other files inside. Take them out, and save it again."),
        ("word/activex/", "The document has buttons that run something. Take them out, and save it again."),
    ];

    /// <summary>Reads a file.</summary>
    /// <param name="file">All of it.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleBroken">It has none, or is refused as it is.</exception>
    public static IReadOnlyList<GivenTable> Read(byte[] file, CancellationToken cancel = default)
    {
        GivenBook.Refuse(file, "document or workbook", ".docx or .xlsx");
        List<GivenTable> tables = IsDocument(file)
            ? Document(file, cancel)
            : [.. GivenBook.Read(file, isAsShown: true, cancel).Sheets.Select(Sheet)];
        tables.RemoveAll(t => t.Rows.Count < 2);
        return tables.Count > 0 ? tables : throw new RuleBroken("There is no table in it with headings and rows under them.", "file");
    }

    static bool IsDocument(byte[] file)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
            return zip.GetEntry("word/document.xml") is not null;
        }
        catch (InvalidDataException)
        {
            throw new RuleBroken("The file is a zip, but nothing that can be read. Save it as .docx or .xlsx.", "file");
        }
    }

    static GivenTable Sheet(GivenSheet sheet)
    {
        var rows = sheet
            .Rows.Select(r => (r.Row, Cells: r.Cells.Select(c => new GivenCell(c.Text.Trim(), c.Fill, 1, c.IsFormula)).ToArray()))
            .ToDictionary(r => r.Row, r => r.Cells);
        foreach (var merge in sheet.Merges)
        {
            if (!rows.TryGetValue(merge.Top, out var top) || merge.Left > top.Length)
                continue;
            top[merge.Left - 1] = top[merge.Left - 1] with { Span = Math.Min(merge.Right, GivenBook.MostColumns) - merge.Left + 1 };
            for (var row = merge.Top + 1; row <= merge.Bottom && row - merge.Top < GivenBook.MostRows; row++)
            {
                if (!rows.TryGetValue(row, out var cells))
                    continue;
                if (cells.Length < merge.Left)
                {
                    Array.Resize(ref cells, merge.Left);
                    rows[row] = [.. cells.Select(c => c.Text is null ? new GivenCell("") : c)];
                }
                rows[row][merge.Left - 1] = top[merge.Left - 1] with { Span = 1 };
            }
        }
        return new(sheet.Name, [.. rows.OrderBy(r => r.Key).Select(r => (r.Key, r.Value))]);
    }

    static List<GivenTable> Document(byte[] file, CancellationToken cancel)
    {
        try
        {
            using var stream = new MemoryStream(file, writable: false);
            GivenBook.RefuseParts(stream, Unwanted);
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            using var part = new UnpackedPart(
                zip.GetEntry("word/document.xml")!.Open(),
                MostUnpacked,
                $"The document unpacks to more than {MostUnpacked >> 20} MB. Copy its table to a document of its own.",
                "Copy its table to a document of its own."
            );
            using var xml = XmlReader.Create(
                part,
                new XmlReaderSettings
                {
                    DtdProcessing = DtdProcessing.Prohibit,
                    XmlResolver = null,
                    MaxCharactersInDocument = MostUnpacked,
                }
            );
            return new DocumentTables(xml, cancel).Read();
        }
        catch (Exception broken) when (broken is not (RuleBroken or OperationCanceledException))
        {
            throw new RuleBroken("The file is a zip, but no document that can be read. Save it as .docx.", "file");
        }
    }

    /// <summary>The tables of a document; one inside another counts as what its cell says.</summary>
    sealed class DocumentTables(XmlReader xml, CancellationToken cancel)
    {
        readonly List<GivenTable> tables = [];
        readonly List<(int, GivenCell[])> rows = [];
        readonly List<GivenCell> cells = [];
        readonly StringBuilder text = new();
        int inTable;
        int span;
        string? fill;
        string? joins;

        public List<GivenTable> Read()
        {
            var nodes = 0;
            while (xml.Read())
            {
                if ((++nodes & 0xFFF) == 0)
                    cancel.ThrowIfCancellationRequested();
                if (xml.Depth > MostDepth)
                    throw new RuleBroken("The document nests its parts too deep. Copy its table to a document of its own.", "file");
                if (xml.NodeType is XmlNodeType.Element && xml.NamespaceURI == Words)
                {
                    Begin();
                    if (xml.IsEmptyElement)
                        End();
                }
                else if (xml.NodeType is XmlNodeType.EndElement && xml.NamespaceURI == Words)
                    End();
                else if (inTable > 0 && xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace && inText)
                {
                    if (text.Length + xml.Value.Length > LongestCell)
                        throw new RuleBroken($"A cell has more than {LongestCell:N0} characters.", "file");
                    text.Append(xml.Value);
                }
            }
            return tables;
        }

        bool inText;

        void Begin()
        {
            switch (xml.LocalName)
            {
                case "tbl":
                    inTable++;
                    break;
                case "tc" when inTable == 1:
                    text.Clear();
                    (span, fill, joins) = (1, null, null);
                    break;
                case "gridSpan" when inTable == 1:
                    span = int.TryParse(xml.GetAttribute("val", Words), out var wide) ? Math.Clamp(wide, 1, GivenBook.MostColumns) : 1;
                    break;
                case "vMerge" when inTable == 1:
                    joins = xml.GetAttribute("val", Words) ?? "continue";
                    break;
                case "shd" when inTable == 1:
                    fill ??= xml.GetAttribute("fill", Words) is { Length: 6 } colour ? colour.ToUpperInvariant() : null;
                    break;
                case "t":
                    inText = true;
                    break;
                case "br" or "cr":
                    text.Append('\n');
                    break;
                case "tab":
                    text.Append(' ');
                    break;
                default:
                    break;
            }
        }

        void End()
        {
            switch (xml.LocalName)
            {
                case "t":
                    inText = false;
                    break;
                case "p":
                    text.Append('\n');
                    break;
                case "tc" when inTable == 1:
                    var above =
                        joins is "continue" && rows.Count > 0 && cells.Count < rows[^1].Item2.Length
                            ? rows[^1].Item2[cells.Count]
                            : default;
                    cells.Add(joins is "continue" ? above with { Span = span } : new(text.ToString().Trim(), fill, span));
                    for (var i = 1; i < span; i++)
                        cells.Add(new(""));
                    if (cells.Count > GivenBook.MostColumns)
                        throw new RuleBroken($"A table has more than {GivenBook.MostColumns} columns.", "file");
                    break;
                case "tr" when inTable == 1:
                    rows.Add((rows.Count + 1, [.. cells.Select(c => c.Text is null ? new GivenCell("") : c)]));
                    cells.Clear();
                    if (rows.Count > GivenBook.MostRows)
                        throw new RuleBroken($"A table has more than {GivenBook.MostRows:N0} rows. Split it.", "file");
                    break;
                case "tbl":
                    inTable--;
                    if (inTable == 0)
                    {
                        tables.Add(new($"Table {tables.Count + 1}", [.. rows]));
                        rows.Clear();
                    }
                    break;
                default:
                    break;
            }
        }
    }
}
