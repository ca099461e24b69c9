using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Sml = DocumentFormat.OpenXml.Spreadsheet;

namespace Goldthread.App.Documents;

/// <summary>
/// Writes a <see cref="Book"/> as .xlsx, by the rules of the Analysis Function: every table is a marked one, no cell is merged, no sheet hidden, nothing
/// is told by colour alone. What a spreadsheet would take for a formula is made harmless.
/// </summary>
public static partial class SheetWriter
{
    /// <summary>The first day that all programs count alike.</summary>
    static readonly DateOnly FirstDay = new(1900, 3, 1);

    enum Style : uint
    {
        Plain,
        Title,
        Heading,
        Text,
        Day,
        Number,
        Quiet,
        Link,
    }

    /// <summary>The whole file.</summary>
    public static byte[] Write(Book book)
    {
        using var bytes = new MemoryStream();
        using (var file = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            file.PackageProperties.Title = book.Title;
            file.PackageProperties.Creator = "Goldthread";
            file.PackageProperties.Language = "en-GB";
            var main = file.AddWorkbookPart();
            main.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = Styles();
            var words = new SharedWords();
            var sheets = new Sheets();
            var names = new DefinedNames();
            for (var at = 0; at < book.Sheets.Count; at++)
            {
                var number = (uint)at + 1;
                var part = main.AddNewPart<WorksheetPart>("sheet" + number);
                new SheetOf(book, book.Sheets[at], number, words).Write(part);
                sheets.Append(
                    new DocumentFormat.OpenXml.Spreadsheet.Sheet
                    {
                        Name = book.Sheets[at].Name,
                        SheetId = number,
                        Id = "sheet" + number,
                    }
                );
                // The headings stand on every printed page.
                var heading = HeadingRow(book.Sheets[at]);
                names.Append(
                    new DefinedName($"{Quoted(book.Sheets[at].Name)}!${heading}:${heading}")
                    {
                        Name = "_xlnm.Print_Titles",
                        LocalSheetId = (uint)at,
                    }
                );
            }
            words.Write(main.AddNewPart<SharedStringTablePart>("words"));
            main.Workbook = new Workbook(sheets, names);
        }
        return bytes.ToArray();
    }

    /// <summary>The row of the headings: under the title and its sentences.</summary>
    static int HeadingRow(Sheet sheet) => sheet.Says.Count + 2;

    static string Quoted(string sheet) => $"'{sheet.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>The letters of a column, from 1.</summary>
    static string Letters(int column)
    {
        var letters = "";
        for (; column > 0; column = (column - 1) / 26)
            letters = (char)('A' + ((column - 1) % 26)) + letters;
        return letters;
    }

    static string At(int row, int column) => Letters(column) + row.ToString(CultureInfo.InvariantCulture);

    /// <summary>Letters that XML cannot hold, and what could be taken for one that is written so.</summary>
    [GeneratedRegex(
        @"_(?=x[0-9A-Fa-f]{4}_)|[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]"
    )]
    private static partial Regex Unwritable();

    static string Escaped(string text) =>
        Unwritable().Replace(text, m => string.Create(CultureInfo.InvariantCulture, $"_x{(int)m.Value[0]:X4}_"));

    /// <summary>Every text once.</summary>
    sealed class SharedWords
    {
        readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
        readonly List<string> texts = [];
        int used;

        public string PlaceOf(string text)
        {
            used++;
            if (!places.TryGetValue(text, out var place))
            {
                places[text] = place = texts.Count;
                texts.Add(text);
            }
            return place.ToString(CultureInfo.InvariantCulture);
        }

        public void Write(SharedStringTablePart part)
        {
            using var xml = OpenXmlWriter.Create(part);
            xml.WriteStartElement(new SharedStringTable { Count = (uint)used, UniqueCount = (uint)texts.Count });
            foreach (var text in texts)
                xml.WriteElement(new SharedStringItem(new Text(Escaped(text)) { Space = SpaceProcessingModeValues.Preserve }));
            xml.WriteEndElement();
        }
    }

    /// <summary>One sheet as it is written.</summary>
    sealed class SheetOf(Book book, Sheet sheet, uint number, SharedWords words)
    {
        readonly int heading = HeadingRow(sheet);
        readonly List<(string At, string Sheet)> links = [];
        readonly List<(string At, SheetChoices Choices)> choices = [];

        /// <summary>A table has a row, also where nothing is in it yet.</summary>
        int LastRow => heading + Math.Max(1, sheet.Rows.Count);

        public void Write(WorksheetPart part)
        {
            using (var xml = OpenXmlWriter.Create(part))
            {
                xml.WriteStartElement(new Worksheet());
                xml.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
                xml.WriteElement(
                    new SheetViews(
                        new SheetView(
                            new Pane
                            {
                                VerticalSplit = heading,
                                TopLeftCell = At(heading + 1, 1),
                                ActivePane = PaneValues.BottomLeft,
                                State = PaneStateValues.Frozen,
                            }
                        )
                        {
                            WorkbookViewId = 0,
                            ShowGridLines = false,
                        }
                    )
                );
                xml.WriteElement(new SheetFormatProperties { DefaultRowHeight = 15 });
                WriteWidths(xml);
                WriteRows(xml);
                WriteChoices(xml);
                if (links.Count > 0)
                    xml.WriteElement(
                        new Hyperlinks(links.Select(l => new Hyperlink { Reference = l.At, Location = $"{Quoted(l.Sheet)}!A1" }))
                    );
                xml.WriteElement(
                    new PageSetup
                    {
                        Orientation = OrientationValues.Landscape,
                        PaperSize = 9,
                        FitToWidth = 1,
                        FitToHeight = 0,
                    }
                );
                xml.WriteElement(new TableParts(new TablePart { Id = "table" }) { Count = 1 });
                xml.WriteEndElement();
            }
            WriteTable(part.AddNewPart<TableDefinitionPart>("table"));
        }

        void WriteWidths(OpenXmlWriter xml) =>
            xml.WriteElement(
                new Columns(
                    sheet.Columns.Select(
                        (c, i) =>
                            new Column
                            {
                                Min = (uint)i + 1,
                                Max = (uint)i + 1,
                                Width = c.Width,
                                CustomWidth = true,
                                Style = (uint)StyleOf(c),
                            }
                    )
                )
            );

        static Style StyleOf(SheetColumn column) =>
            column.IsQuiet ? Style.Quiet
            : column.IsDay ? Style.Day
            : column.IsNumber ? Style.Number
            : Style.Text;

        void WriteRows(OpenXmlWriter xml)
        {
            xml.WriteStartElement(new SheetData());
            Line(xml, 1, sheet.Title, Style.Title);
            for (var i = 0; i < sheet.Says.Count; i++)
                Line(xml, i + 2, sheet.Says[i], Style.Plain);
            xml.WriteStartElement(RowAt(heading, sheet.Columns.Select(c => (SheetValue)c.Heading)));
            for (var i = 0; i < sheet.Columns.Count; i++)
                Word(xml, At(heading, i + 1), sheet.Columns[i].Heading, Style.Heading);
            xml.WriteEndElement();
            for (var r = 0; r < sheet.Rows.Count; r++)
            {
                var row = heading + 1 + r;
                xml.WriteStartElement(RowAt(row, sheet.Rows[r]));
                for (var c = 0; c < sheet.Columns.Count; c++)
                    Write(xml, At(row, c + 1), sheet.Rows[r][c], StyleOf(sheet.Columns[c]));
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }

        static Row RowAt(int row) => new() { RowIndex = (uint)row };

        /// <summary>A row of the table, as high as its longest cell: not every program measures it.</summary>
        Row RowAt(int row, IEnumerable<SheetValue> cells)
        {
            const double line = 15;
            const double highest = 400;
            var lines = cells
                .Select(
                    (c, i) => c.Text?.Split('\n').Sum(l => Math.Max(1, (int)Math.Ceiling(l.Length * 1.1 / sheet.Columns[i].Width))) ?? 1
                )
                .DefaultIfEmpty(1)
                .Max();
            var at = RowAt(row);
            if (lines > 1)
                at.Height = Math.Min(highest, lines * line);
            return at;
        }

        void Line(OpenXmlWriter xml, int row, string text, Style style)
        {
            xml.WriteStartElement(RowAt(row));
            Word(xml, At(row, 1), text, style);
            xml.WriteEndElement();
        }

        void Write(OpenXmlWriter xml, string at, SheetValue value, Style style)
        {
            if (value.Choices is { } own)
                choices.Add((at, own));
            if (value.LeadsTo is { } leads)
            {
                links.Add((at, leads));
                style = Style.Link;
            }
            if (value.Day is { } day && day >= FirstDay)
                Figure(xml, at, (day.DayNumber - new DateOnly(1899, 12, 30).DayNumber).ToString(CultureInfo.InvariantCulture), Style.Day);
            else if (value.Day is { } early)
                Word(xml, at, early.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), style);
            // A spreadsheet keeps fifteen digits.
            else if (value.Number is { } figure && figure.Count(char.IsAsciiDigit) <= 15)
                Figure(xml, at, figure, style is Style.Text ? Style.Number : style);
            else if ((value.Number ?? value.Text) is { Length: > 0 } text)
                Word(xml, at, text, style);
            else
                xml.WriteElement(new Sml.Cell { CellReference = at, StyleIndex = (uint)style });
        }

        void Word(OpenXmlWriter xml, string at, string text, Style style) =>
            xml.WriteElement(
                new Sml.Cell(new CellValue(words.PlaceOf(SheetText.Out(text))))
                {
                    CellReference = at,
                    DataType = CellValues.SharedString,
                    StyleIndex = (uint)style,
                }
            );

        static void Figure(OpenXmlWriter xml, string at, string figure, Style style) =>
            xml.WriteElement(new Sml.Cell(new CellValue(figure)) { CellReference = at, StyleIndex = (uint)style });

        void WriteChoices(OpenXmlWriter xml)
        {
            var last = LastRow + sheet.Free;
            for (var c = 0; c < sheet.Columns.Count; c++)
            {
                if (sheet.Columns[c].Choices is { } some)
                    choices.Add(($"{At(heading + 1, c + 1)}:{At(last, c + 1)}", some));
            }
            var all = choices
                .Where(c => c.Choices.Count > 0)
                .Select(c => new DataValidation(new Formula1(RangeOf(c.Choices)))
                {
                    Type = DataValidationValues.List,
                    AllowBlank = true,
                    // What else is typed is looked at when the workbook comes back: several of them, for one.
                    ShowErrorMessage = false,
                    SequenceOfReferences = new ListValue<StringValue>([new StringValue(c.At)]),
                })
                .ToList();
            if (all.Count > 0)
                xml.WriteElement(new DataValidations(all) { Count = (uint)all.Count });
        }

        string RangeOf(SheetChoices some)
        {
            var from = book.Sheets.First(s => s.Name == some.Sheet);
            var column = Letters(from.Columns.Select(c => c.Heading).ToList().IndexOf(some.Column) + 1);
            var first = HeadingRow(from) + 1;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{Quoted(some.Sheet)}!${column}${first}:${column}${first + some.Count - 1}"
            );
        }

        void WriteTable(TableDefinitionPart part)
        {
            var range = $"{At(heading, 1)}:{At(LastRow, sheet.Columns.Count)}";
            var name = new StringBuilder("T_");
            foreach (var letter in sheet.Name)
                name.Append(char.IsAsciiLetterOrDigit(letter) ? letter : '_');
            part.Table = new Table(
                new AutoFilter { Reference = range },
                new TableColumns(
                    sheet.Columns.Select((c, i) => new TableColumn { Id = (uint)i + 1, Name = Escaped(SheetText.Out(c.Heading)) })
                )
                {
                    Count = (uint)sheet.Columns.Count,
                },
                new TableStyleInfo
                {
                    Name = "TableStyleLight1",
                    ShowFirstColumn = false,
                    ShowLastColumn = false,
                    ShowRowStripes = true,
                    ShowColumnStripes = false,
                }
            )
            {
                Id = number,
                Name = name.ToString(),
                DisplayName = name.ToString(),
                Reference = range,
                TotalsRowShown = false,
            };
        }
    }

    static Stylesheet Styles()
    {
        static Font FontOf(double size, bool isBold = false, string? colour = null, bool isLine = false)
        {
            var font = new Font();
            if (isBold)
                font.Append(new Bold());
            if (isLine)
                font.Append(new Underline());
            font.Append(new FontSize { Val = size });
            if (colour is not null)
                font.Append(new Color { Rgb = colour });
            font.Append(new FontName { Val = "Arial" });
            return font;
        }
        const uint Days = 164;
        const uint AsText = 49;
        static CellFormat Format(uint font, uint number = 0, bool wraps = true) =>
            new(
                new Alignment
                {
                    Vertical = VerticalAlignmentValues.Top,
                    Horizontal = number == Days ? HorizontalAlignmentValues.Left : HorizontalAlignmentValues.General,
                    WrapText = wraps,
                }
            )
            {
                FontId = font,
                FillId = 0,
                BorderId = 0,
                FormatId = 0,
                NumberFormatId = number,
                ApplyFont = true,
                ApplyNumberFormat = true,
                ApplyAlignment = true,
            };
        return new Stylesheet(
            new NumberingFormats(new NumberingFormat { NumberFormatId = Days, FormatCode = "dd\\ mmm\\ yyyy" }) { Count = 1 },
            new Fonts(
                FontOf(11),
                FontOf(16, isBold: true),
                FontOf(11, isBold: true),
                FontOf(11, colour: "FF4C6272"),
                FontOf(11, colour: "FF005EB8", isLine: true)
            )
            {
                Count = 5,
            },
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 })
            )
            {
                Count = 2,
            },
            new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()))
            {
                Count = 1,
            },
            new CellStyleFormats(
                new CellFormat
                {
                    FontId = 0,
                    FillId = 0,
                    BorderId = 0,
                    NumberFormatId = 0,
                }
            )
            {
                Count = 1,
            },
            // In the order of Style.
            new CellFormats(
                new CellFormat
                {
                    FontId = 0,
                    FillId = 0,
                    BorderId = 0,
                    FormatId = 0,
                    NumberFormatId = 0,
                },
                Format(1, wraps: false),
                Format(2),
                Format(0, AsText),
                Format(0, Days),
                Format(0),
                Format(3, AsText),
                Format(4)
            )
            {
                Count = 8,
            },
            new CellStyles(
                new CellStyle
                {
                    Name = "Normal",
                    FormatId = 0,
                    BuiltinId = 0,
                }
            )
            {
                Count = 1,
            }
        );
    }
}
