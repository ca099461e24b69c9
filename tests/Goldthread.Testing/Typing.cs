using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Goldthread.App.Documents;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;

namespace Goldthread.Testing;

/// <summary>What somebody does to a workbook in a spreadsheet, and what stands in it.</summary>
public static class Typing
{
    /// <summary>The file after somebody worked on its parts.</summary>
    public static byte[] Worked(this byte[] file, Action<SpreadsheetDocument> work)
    {
        var bytes = new MemoryStream();
        bytes.Write(file);
        using (var book = SpreadsheetDocument.Open(bytes, true))
            work(book);
        return bytes.ToArray();
    }

    /// <summary>The file with a text written into a cell, found by what stands first in its row and above its column.</summary>
    public static byte[] Typed(this byte[] file, string sheet, string id, string column, string text) =>
        file.Worked(book =>
        {
            var (data, heading) = Data(book, sheet, column);
            var row = data.Elements<Row>().First(r => r.RowIndex! > heading.RowIndex! && TextOf(book, r.Elements<Cell>().First()) == id);
            Write(row, LettersOf(book, heading, column), text);
        });

    /// <summary>The file with a row under the table of a sheet.</summary>
    public static byte[] With(this byte[] file, string sheet, params (string Column, string Text)[] cells) =>
        file.Worked(book =>
        {
            var (data, heading) = Data(book, sheet, cells[0].Column);
            var row = new Row { RowIndex = data.Elements<Row>().Max(r => r.RowIndex!.Value) + 1 };
            data.Append(row);
            foreach (var (column, text) in cells)
                Write(row, LettersOf(book, heading, column), text);
        });

    /// <summary>The file without a row.</summary>
    public static byte[] Without(this byte[] file, string sheet, string id) =>
        file.Worked(book =>
        {
            var data = PartOf(book, sheet).Worksheet!.GetFirstChild<SheetData>()!;
            data.Elements<Row>().Last(r => TextOf(book, r.Elements<Cell>().First()) == id).Remove();
        });

    /// <summary>The file with every row under the headings of a sheet taken out.</summary>
    public static byte[] Emptied(this byte[] file, string sheet, string column) =>
        file.Worked(book =>
        {
            var (data, heading) = Data(book, sheet, column);
            foreach (var row in data.Elements<Row>().Where(r => r.RowIndex! > heading.RowIndex!).ToList())
                row.Remove();
        });

    /// <summary>What a cell says.</summary>
    public static string Said(this byte[] file, string sheet, string id, string column)
    {
        using var book = SpreadsheetDocument.Open(new MemoryStream(file), false);
        var (data, heading) = Data(book, sheet, column);
        var row = data.Elements<Row>().First(r => r.RowIndex! > heading.RowIndex! && TextOf(book, r.Elements<Cell>().First()) == id);
        var letters = LettersOf(book, heading, column);
        return TextOf(book, row.Elements<Cell>().First(c => c.CellReference!.Value!.TrimEnd("0123456789".ToCharArray()) == letters));
    }

    /// <summary>What the Open XML validator finds.</summary>
    public static IReadOnlyList<string> Faults(this byte[] file)
    {
        using var book = SpreadsheetDocument.Open(new MemoryStream(file), false);
        return
        [
            .. new OpenXmlValidator(FileFormatVersions.Microsoft365)
                .Validate(book)
                .Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}"),
        ];
    }

    static WorksheetPart PartOf(SpreadsheetDocument book, string sheet) =>
        (WorksheetPart)
            book.WorkbookPart!.GetPartById(
                book.WorkbookPart.Workbook!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().First(s => s.Name == sheet).Id!
            );

    static (SheetData Data, Row Heading) Data(SpreadsheetDocument book, string sheet, string column)
    {
        var data = PartOf(book, sheet).Worksheet!.GetFirstChild<SheetData>()!;
        return (data, data.Elements<Row>().First(r => r.Elements<Cell>().Any(c => TextOf(book, c) == column)));
    }

    static string LettersOf(SpreadsheetDocument book, Row heading, string column) =>
        heading.Elements<Cell>().First(c => TextOf(book, c) == column).CellReference!.Value!.TrimEnd("0123456789".ToCharArray());

    static string TextOf(SpreadsheetDocument book, Cell cell) =>
        cell.DataType?.Value == CellValues.SharedString
            ? SheetText.Back(
                book.WorkbookPart!.SharedStringTablePart!.SharedStringTable!.Elements<SharedStringItem>()
                    .ElementAt(int.Parse(cell.CellValue!.Text, System.Globalization.CultureInfo.InvariantCulture))
                    .InnerText
            )
            : cell.InlineString?.InnerText ?? cell.CellValue?.Text ?? "";

    static void Write(Row row, string letters, string text)
    {
        var at = letters + row.RowIndex!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var cell = row.Elements<Cell>().FirstOrDefault(c => c.CellReference == at);
        if (cell is null)
        {
            cell = new Cell { CellReference = at };
            var after = row.Elements<Cell>()
                .LastOrDefault(c => c.CellReference!.Value!.Length < at.Length || string.CompareOrdinal(c.CellReference!.Value, at) < 0);
            if (after is null)
                row.PrependChild(cell);
            else
                after.InsertAfterSelf(cell);
        }
        cell.RemoveAllChildren();
        cell.DataType = null;
        if (text.StartsWith("formula:", StringComparison.Ordinal))
            cell.Append(new CellFormula(text[8..]), new CellValue("7"));
        else if (text.Length > 0)
        {
            cell.DataType = CellValues.InlineString;
            cell.Append(new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }));
        }
    }
}
