using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Goldthread.Testing;

/// <summary>Files as services have them, each with its traps: two documents and four spreadsheets, written as Word and Excel write them.</summary>
public static class RealFiles
{
    /// <summary>A cell: its text, its colour, over how many columns it reaches, and whether it goes on with the one above.</summary>
    public sealed record Cell(
        string Text,
        string? Fill = null,
        int Span = 1,
        bool Joins = false,
        string? Formula = null,
        double? Serial = null
    )
    {
        public static implicit operator Cell(string text) => new(text);
    }

    const string Red = "FFFF0000";
    const string Amber = "FFFFC000";
    const string Green = "FF00B050";
    const string Blue = "FF0070C0";

    /// <summary>A council's service plan: a title above, headings in two rows, merged cells, RAG by colour alone, a note under the table.</summary>
    public static byte[] Council =>
        Workbook(
            "Action plan",
            [
                [new("Adult social care service plan 2026/27", Span: 6)],
                [],
                ["Objective", "Action title", "Lead officer", new("Milestone", Span: 2), "RAG"],
                ["", "", "", "Start", "Due date", ""],
                [
                    new("Falls at night drop from 6 to 3 a month"),
                    "Fit lamps in the corridors",
                    "NL",
                    "01/04/2026",
                    "30/09/2026",
                    new("", Green),
                ],
                ["", "Teach every night team to use the lift", "Night lead", "1 Apr 26", "Dec 2026", new("", Amber)],
                [
                    "Nobody waits over ten minutes at night",
                    "Move the bell to the hall",
                    "Deputy manager (until March)",
                    "",
                    "Q2",
                    new("", Red),
                ],
                ["", "Buy a second bell", "All staff", "", "ASAP", new("", Blue)],
                ["RAG: green on track, amber delayed under 3 months, red delayed over 3 months"],
            ],
            "A1:F1",
            "D3:E3",
            "A3:A4",
            "B3:B4",
            "C3:C4",
            "F3:F4",
            "A5:A6",
            "A7:A8"
        );

    /// <summary>An NHS action plan: states in words, a day of the spreadsheet, a formula, a name that nobody knows, two names with a slash.</summary>
    public static byte[] Nhs =>
        Workbook(
            "NHS action plan",
            [
                ["No.", "Recommendation or issue", "Action", "Lead", "Due", "Evidence of completion", "Status", "Committee"],
                ["1", "Bells", "Test each bell weekly", "st1", new("", Serial: 46_326), "Log", "Green", "Quality"],
                ["2", "Bells", "Replace the old bells", "NL/Deputy manager", "31 March 2027", "", "Blue (complete)", "Quality"],
                ["3", "Lifts", "Service the lift", "J. Bloggs", "31 March 2027", "", "Red", "Quality"],
                ["4", "Lifts", "Write the lift policy", "st2", new("31/03/2027", Formula: "TODAY()"), "", "Amber", "Quality"],
                ["5", "Lifts", "Tell the family of NHS number 943 476 5919", "st2", "31 March 2027", "", "Amber", "Quality"],
                ["6", "Lifts", "Review the lift policy", "st2", "31 March 2027", "", "Purple", "Quality"],
            ]
        );

    /// <summary>A plan after an inspection: what is required, a sheet of notes before it, a hidden sheet behind.</summary>
    public static byte[] Cqc =>
        Workbook(
            "CQC action plan",
            [
                ["Ref", "Finding", "Deadline", "Person responsible", "RAG", "Key dates and notes"],
                ["MD1", "Medicines are checked at each round", "30 Nov 2026", "Registered manager", "G", "Began in May"],
                ["MD2", "Stairs are kept clear", "ongoing", "Registered manager", "A", ""],
                ["MD3", "Keep the stairs clear", "30 Nov 2026", "Registered manager", "R", "Twice said"],
            ]
        );

    /// <summary>A risk register: its own words, owners by role, days in several hands.</summary>
    public static byte[] Risks =>
        Workbook(
            "Register",
            [
                ["Risk register, reviewed monthly"],
                ["ID", "Risk description", "Cause", "Impact", "Mitigating actions", "Risk owner", "Review date", "Status"],
                [
                    "1",
                    "Night staff are ill at once",
                    "Flu",
                    "Nobody answers the bell",
                    "Bank staff\nOn-call rota",
                    "Deputy manager",
                    "01.10.2026",
                    "Open",
                ],
                ["2", "The roof leaks", "Age", "Rooms close", "", "Estates", "1st Oct 2026", "Open"],
                ["3", "The lift stops", "", "", "", "Night lead", "sometime", "Open"],
            ]
        );

    /// <summary>A care home's business plan: lines run together in one cell, days like "Sept 2014", owners like "All staff".</summary>
    public static byte[] Business =>
        Document([
            [new("Objective group", Span: 1), "Objective", "By whom", "By when", "How measured"],
            [
                "Nights",
                "1. Bells are answered in five minutes\n2. Nobody is woken without need\n3. Families are told the next morning",
                "Night lead\nNight lead\nAll staff",
                "Sept 2026\nDec 2026\nDec 2026",
                "Bell log",
            ],
            [new("", Joins: true), "Night staff feel safe", "DM", "Ongoing", "Survey"],
        ]);

    /// <summary>A quality improvement plan: headings in two rows, a group's name across the table, a merged cell down, a cell of colour.</summary>
    public static byte[] Improvement =>
        Document([
            [new("What we found", Span: 2), new("What we do", Span: 3), new("How it goes", Span: 1)],
            ["Finding", "Root cause", "Corrective action", "Accountable lead", "Target date", "RAG"],
            [new("Falls at night drop from 6 to 3 a month", Span: 6)],
            ["Lamps fail", "Age", "Change all lamps", "Night lead", "w/e 04/10/2026", new("", "00B050")],
            [new("", Joins: true), new("", Joins: true), "Keep spare lamps", "NL and DM", "31/10/26", new("", "C00000")],
            ["Bells fail", "Damp", "", "Night lead", "31/10/26", ""],
        ]);

    /// <summary>A day of a spreadsheet is the number of its format.</summary>
    static byte[] Workbook(string sheet, Cell[][] rows, params string[] merges)
    {
        string[] fills = [.. rows.SelectMany(r => r).Select(c => c.Fill).OfType<string>().Distinct()];
        var text = new StringBuilder();
        foreach (var (r, row) in rows.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"<row r=\"{r + 1}\">");
            var c = 0;
            foreach (var cell in row)
            {
                var at = $"{(char)('A' + c)}{r + 1}";
                c += cell.Span;
                var style =
                    cell.Serial is not null ? fills.Length + 1
                    : cell.Fill is { } fill ? Array.IndexOf(fills, fill) + 1
                    : 0;
                text.Append(
                    cell switch
                    {
                        { Serial: { } day } => $"<c r=\"{at}\" s=\"{style}\"><v>{day.ToString(CultureInfo.InvariantCulture)}</v></c>",
                        { Formula: { } formula } => $"<c r=\"{at}\" t=\"str\"><f>{formula}</f><v>{cell.Text}</v></c>",
                        { Text.Length: 0, Fill: null } => "",
                        { Text.Length: 0 } => $"<c r=\"{at}\" s=\"{style}\"/>",
                        _ =>
                            $"<c r=\"{at}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(cell.Text)}</t></is></c>",
                    }
                );
            }
            text.Append("</row>");
        }
        const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        return Zip(
            ("_rels/.rels", Relations(("w", "officeDocument", "xl/workbook.xml"))),
            (
                "xl/workbook.xml",
                $"<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets><sheet name=\"Read me\" sheetId=\"2\" r:id=\"n\"/><sheet name=\"{sheet}\" sheetId=\"1\" r:id=\"s\"/><sheet name=\"Old\" sheetId=\"3\" state=\"hidden\" r:id=\"n\"/></sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                Relations(("s", "worksheet", "sheet.xml"), ("n", "worksheet", "notes.xml"), ("t", "styles", "styles.xml"))
            ),
            (
                "xl/styles.xml",
                $"<styleSheet xmlns=\"{main}\"><fills><fill><patternFill patternType=\"none\"/></fill>{string.Concat(fills.Select(f => $"<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{f}\"/></patternFill></fill>"))}</fills><cellXfs><xf numFmtId=\"0\" fillId=\"0\"/>{string.Concat(fills.Select((_, i) => $"<xf numFmtId=\"0\" fillId=\"{i + 1}\"/>"))}<xf numFmtId=\"14\" fillId=\"0\"/></cellXfs></styleSheet>"
            ),
            (
                "xl/notes.xml",
                $"<worksheet xmlns=\"{main}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Ask the office before you change it</t></is></c></row></sheetData></worksheet>"
            ),
            (
                "xl/sheet.xml",
                $"<worksheet xmlns=\"{main}\"><sheetData>{text}</sheetData>{(merges.Length == 0 ? "" : $"<mergeCells>{string.Concat(merges.Select(m => $"<mergeCell ref=\"{m}\"/>"))}</mergeCells>")}</worksheet>"
            )
        );
    }

    static byte[] Document(Cell[][] rows)
    {
        const string main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        var text = new StringBuilder();
        foreach (var (r, row) in rows.Index())
        {
            text.Append("<w:tr>");
            foreach (var (c, cell) in row.Index())
            {
                var isJoined = r + 1 < rows.Length && rows[r + 1].Length > c && rows[r + 1][c].Joins;
                text.Append("<w:tc><w:tcPr>")
                    .Append(cell.Span > 1 ? $"<w:gridSpan w:val=\"{cell.Span}\"/>" : "")
                    .Append(
                        cell.Joins ? "<w:vMerge/>"
                        : isJoined ? "<w:vMerge w:val=\"restart\"/>"
                        : ""
                    )
                    .Append(cell.Fill is null ? "" : $"<w:shd w:val=\"clear\" w:fill=\"{cell.Fill}\"/>")
                    .Append("</w:tcPr>");
                foreach (var line in cell.Text.Split('\n'))
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"<w:p><w:r><w:t xml:space=\"preserve\">{SecurityElement.Escape(line)}</w:t></w:r></w:p>"
                    );
                text.Append("</w:tc>");
            }
            text.Append("</w:tr>");
        }
        return Zip(
            ("_rels/.rels", Relations(("d", "officeDocument", "word/document.xml"))),
            (
                "word/document.xml",
                $"<w:document xmlns:w=\"{main}\"><w:body><w:p><w:r><w:t>Our plan</w:t></w:r></w:p><w:tbl>{text}</w:tbl></w:body></w:document>"
            )
        );
    }

    static string Relations(params (string Id, string Type, string Target)[] all) =>
        $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(all.Select(r => $"<Relationship Id=\"{r.Id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{r.Type}\" Target=\"{r.Target}\"/>"))}</Relationships>";

    public static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
                writer.Write(text);
            }
        }
        return bytes.ToArray();
    }
}
