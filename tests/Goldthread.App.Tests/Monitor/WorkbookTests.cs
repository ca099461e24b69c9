using System.IO.Compression;
using System.Text;
using Goldthread.App.Monitor.Readings;
using Goldthread.Domain;

namespace Goldthread.App.Tests.Monitor;

/// <summary>Spreadsheets that are small as a file and large when they are read.</summary>
public sealed class WorkbookTests
{
    const string Head = """<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>""";
    const string Foot = "</sheetData></worksheet>";
    const string Rows =
        """<row r="1"><c r="A1" t="inlineStr"><is><t>on</t></is></c><c r="B1" t="inlineStr"><is><t>value</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>2026-11-01</t></is></c><c r="B2"><v>2</v></c></row>""";

    static byte[] Of(params IEnumerable<string> sheet)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create))
        {
            Add(
                "[Content_Types].xml",
                """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"""
            );
            Add(
                "_rels/.rels",
                """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
            );
            Add(
                "xl/workbook.xml",
                """<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"""
            );
            Add(
                "xl/_rels/workbook.xml.rels",
                """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"""
            );
            Add("xl/worksheets/sheet1.xml", sheet);

            void Add(string name, params IEnumerable<string> text)
            {
                using var part = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
                foreach (var piece in text)
                    part.Write(piece);
            }
        }
        return file.ToArray();
    }

    static string Refused(params IEnumerable<string> sheet) =>
        Assert.Single(Assert.Throws<RuleBroken>(() => FigureTable.Read(Of(sheet))).Refusals).Message;

    [Fact]
    public void A_sheet_with_a_heading_and_a_row_is_read()
    {
        var table = FigureTable.Read(Of(Head, Rows, Foot));
        Assert.Equal(["on", "value"], table.Columns);
        Assert.Equal(["2026-11-01", "2"], Assert.Single(table.Rows).Cells);
    }

    [Fact]
    public void A_title_above_the_headings_is_passed_over()
    {
        const string Title = """<row r="1"><c r="A1" t="inlineStr"><is><t>Falls</t></is></c></row>""";
        var moved = Rows.Replace("r=\"2\"", "r=\"4\"", StringComparison.Ordinal)
            .Replace("2\"", "4\"", StringComparison.Ordinal)
            .Replace("r=\"1\"", "r=\"3\"", StringComparison.Ordinal)
            .Replace("1\"", "3\"", StringComparison.Ordinal);
        var table = FigureTable.Read(Of(Head, Title, moved, Foot));
        Assert.Equal(["on", "value"], table.Columns);
        Assert.Equal((4, "2"), (Assert.Single(table.Rows).Line, table.Rows[0].Cells[1]));
    }

    [Theory]
    [InlineData("""<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>""")]
    [InlineData("""<row r="900000"><c><v>1</v></c></row><row r="900001"><c r="AA900001"><v>1</v></c></row>""")]
    public void A_cell_in_a_far_corner_is_refused_and_said(string row) =>
        Assert.StartsWith("The sheet reaches to column ", Refused(Head, Rows, row, Foot), StringComparison.Ordinal);

    [Fact]
    public void A_sheet_that_says_that_it_is_huge_is_refused() =>
        Assert.StartsWith(
            "The sheet reaches to column 16,384 and row 1,048,576.",
            Refused(Head.Replace("<sheetData>", "<dimension ref=\"A1:XFD1048576\"/><sheetData>", StringComparison.Ordinal), Rows, Foot),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_cell_without_an_end_is_refused() =>
        Assert.Equal(
            "A cell has more than 40,000 characters.",
            Refused([Head, "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>", .. Pieces('x', 3), "</t></is></c></row>", Foot])
        );

    [Fact]
    public void What_unpacks_to_more_than_64_MB_is_refused() =>
        Assert.Equal(
            "The spreadsheet unpacks to more than 64 MB. Save its rows as CSV.",
            Refused([Head, .. Enumerable.Repeat($"<row s=\"{new string('1', 10_000)}\"/>", 7000), Foot])
        );

    [Fact]
    public void Entities_are_not_expanded() =>
        Assert.StartsWith(
            "The file is a zip, but no spreadsheet",
            Refused(
                Head.Replace("<worksheet", "<!DOCTYPE a [<!ENTITY x \"aaaaaaaaaa\">]><worksheet", StringComparison.Ordinal),
                "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&x;</t></is></c></row>",
                Foot
            ),
            StringComparison.Ordinal
        );

    /// <summary>Megabytes of one character.</summary>
    static IEnumerable<string> Pieces(char of, int megabytes) => Enumerable.Repeat(new string(of, 1024 * 1024), megabytes);
}
