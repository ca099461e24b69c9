using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Goldthread.App.Tests.Monitor;

/// <summary>Makes workbooks as spreadsheet programs write them, for what no library writes: formats, hidden rows and sheets, merged cells, the calendar of 1904.</summary>
sealed class Sheets
{
    readonly List<(string Name, string State, string Rows, string Merges, string Part)> sheets = [];
    readonly List<string> styles = ["0"];
    readonly List<string> formats = [];

    public bool Since1904 { get; init; }

    /// <summary>The number of a style with a format of the program's own.</summary>
    public int Style(int format)
    {
        styles.Add(format.ToString(CultureInfo.InvariantCulture));
        return styles.Count - 1;
    }

    /// <summary>The number of a style with a format in words.</summary>
    public int Style(string format)
    {
        formats.Add(format);
        return Style(163 + formats.Count);
    }

    /// <summary>A text, a number, or a number in a style, as a cell without its name.</summary>
    public static string Cell(object? value, int style = 0) =>
        value switch
        {
            null => "<c/>",
            string text => $"<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{System.Security.SecurityElement.Escape(text)}</t></is></c>",
            IFormattable number => $"<c s=\"{style}\"><v>{number.ToString(null, CultureInfo.InvariantCulture)}</v></c>",
            _ => throw new ArgumentException("No cell holds that.", nameof(value)),
        };

    public static string Row(params IEnumerable<string> cells) => $"<row>{string.Concat(cells)}</row>";

    public static string Hidden(params IEnumerable<string> cells) => $"<row hidden=\"1\">{string.Concat(cells)}</row>";

    public static string Texts(params IEnumerable<object?> cells) => Row(cells.Select(c => Cell(c)));

    public Sheets Add(string name, IEnumerable<string> rows, string state = "visible", string[]? merges = null, string extension = "xml")
    {
        var ranges = merges is null ? "" : $"<mergeCells>{string.Concat(merges.Select(m => $"<mergeCell ref=\"{m}\"/>"))}</mergeCells>";
        sheets.Add((name, state, string.Concat(rows), ranges, $"sheet{sheets.Count + 1}.{extension}"));
        return this;
    }

    public byte[] File()
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create))
        {
            Part(
                "_rels/.rels",
                $"<Relationships xmlns=\"{Package}\"><Relationship Id=\"r1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            );
            Part(
                "xl/workbook.xml",
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><workbookPr{(Since1904 ? " date1904=\"1\"" : "")}/><sheets>{string.Concat(sheets.Select((s, i) => $"<sheet name=\"{s.Name}\" sheetId=\"{i + 1}\" state=\"{s.State}\" r:id=\"s{i + 1}\"/>"))}</sheets></workbook>"
            );
            Part(
                "xl/_rels/workbook.xml.rels",
                $"<Relationships xmlns=\"{Package}\"><Relationship Id=\"st\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/>{string.Concat(sheets.Select((s, i) => $"<Relationship Id=\"s{i + 1}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/{s.Part}\"/>"))}</Relationships>"
            );
            Part(
                "xl/styles.xml",
                $"<styleSheet xmlns=\"{Main}\"><numFmts>{string.Concat(formats.Select((f, i) => $"<numFmt numFmtId=\"{164 + i}\" formatCode=\"{System.Security.SecurityElement.Escape(f)}\"/>"))}</numFmts><cellXfs>{string.Concat(styles.Select(s => $"<xf numFmtId=\"{s}\"/>"))}</cellXfs></styleSheet>"
            );
            foreach (var (_, _, rows, merges, part) in sheets)
                Part($"xl/worksheets/{part}", $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData>{merges}</worksheet>");

            void Part(string name, string xml)
            {
                using var part = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
                part.Write("<?xml version=\"1.0\"?>" + xml);
            }
        }
        return file.ToArray();
    }
}
