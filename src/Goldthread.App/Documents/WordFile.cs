using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using A = DocumentFormat.OpenXml.Drawing;
using Drawn = DocumentFormat.OpenXml.Drawing.Pictures;
using Placed = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace Goldthread.App.Documents;

/// <summary>
/// A document as a Word file: real headings, tables whose heading rows are marked and come again on each page, the title and the language said, pages
/// numbered. Nothing else of the product knows this format.
/// </summary>
public static class WordFile
{
    /// <summary>What a .docx is.</summary>
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    const string Language = "en-GB";
    const string Ink = "1B2A2F";
    const string Muted = "55646B";
    const string LinkColour = "1F5A73";
    const string RuleColour = "8A8F8C";
    const string Shade = "F1EFE9";

    /// <summary>Twentieths of a point.</summary>
    const int PerMillimetre = 57;

    const int EmusPerMillimetre = 36_000;

    /// <summary>Characters of a row up to which it is not parted between two pages.</summary>
    const int MostWhole = 500;

    /// <summary>Writes it.</summary>
    /// <param name="document">What it says.</param>
    /// <param name="site">The public address of the site, which what is said leads to; null where nobody knows it: then nothing is a link.</param>
    /// <exception cref="ArgumentException">A picture or a table of it has no description: it would say nothing to those who do not see it.</exception>
    public static byte[] Of(Document document, Uri? site = null)
    {
        Check(document);
        using var stream = new MemoryStream();
        using (var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            file.PackageProperties.Title = Kept(document.Title);
            file.PackageProperties.Language = Language;
            var main = file.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = Styles(document.IsOneSheet);
            main.AddNewPart<DocumentSettingsPart>().Settings = new Settings(
                // The title, not the name of the file, is what a reader is told first.
                new Compatibility(
                    new CompatibilitySetting
                    {
                        Name = CompatSettingNameValues.CompatibilityMode,
                        Uri = "http://schemas.microsoft.com/office/word",
                        Val = "15",
                    }
                ),
                new ThemeFontLanguages { Val = Language }
            );
            var foot = main.AddNewPart<FooterPart>();
            foot.Footer = Footer(document.Title);
            var body = new Body(Paragraph(document.Title, "Title"));
            if (document.Lead.Length > 0)
                body.Append(Paragraph(document.Lead, "Subtitle"));
            var links = site is null ? null : new Links(main, site);
            var pictures = 0;
            foreach (var block in document.Blocks)
                body.Append(
                    block switch
                    {
                        Heading heading => [Paragraph(heading.Text, "Heading" + heading.Level.ToString(CultureInfo.InvariantCulture))],
                        Paragraph said => [Said(said, links)],
                        Bullets bullets => [.. bullets.Lines.Select(l => Bullet(l, links))],
                        Grid grid => Table(grid, document.IsOneSheet, links),
                        Picture picture => [Shown(main, picture, ++pictures)],
                        _ => throw new ArgumentException($"{block.GetType().Name} is no block that Word has.", nameof(document)),
                    }
                );
            body.Append(Section(document.IsOneSheet, main.GetIdOfPart(foot)));
            main.Document = new DocumentFormat.OpenXml.Wordprocessing.Document(body);
        }
        return stream.ToArray();
    }

    static void Check(Document document)
    {
        foreach (var block in document.Blocks)
        {
            var (what, description) = block switch
            {
                Grid grid => ("A table", grid.Description),
                Picture picture => ("A picture", picture.Description),
                _ => ("", "-"),
            };
            if (string.IsNullOrWhiteSpace(description))
                throw new ArgumentException(
                    $"{what} of “{document.Title}” has no description. Say in a sentence what it shows.",
                    nameof(document)
                );
        }
    }

    /// <summary>Where the parts of a document lead: each address is named once.</summary>
    sealed class Links(MainDocumentPart main, Uri site)
    {
        readonly Dictionary<string, string> known = new(StringComparer.Ordinal);

        /// <summary>A text that leads to an address.</summary>
        internal OpenXmlElement To(string address, Run run)
        {
            if (!known.TryGetValue(address, out var id))
                known[address] = id = main.AddHyperlinkRelationship(new Uri(site, address), isExternal: true).Id;
            return new Hyperlink(run) { Id = id };
        }
    }

    /// <summary>A text, as a link where it leads somewhere.</summary>
    static OpenXmlElement Linked(string text, string? address, Links? links, bool bold = false) =>
        address is null || links is null ? Run(text, bold) : links.To(address, Run(text, bold, link: true));

    static DocumentFormat.OpenXml.Wordprocessing.Paragraph Bullet(Line line, Links? links)
    {
        var paragraph = new DocumentFormat.OpenXml.Wordprocessing.Paragraph(
            new ParagraphProperties(new ParagraphStyleId { Val = "ListBullet" }),
            Run("• ")
        );
        if (line.Word is { } word)
            paragraph.Append(Run(word + ": ", bold: true));
        paragraph.Append(Linked(line.Text, line.Address, links));
        return paragraph;
    }

    static DocumentFormat.OpenXml.Wordprocessing.Paragraph Said(Paragraph said, Links? links)
    {
        var paragraph = new DocumentFormat.OpenXml.Wordprocessing.Paragraph();
        // What it asks stays with the answers below it.
        if (said.Text.Length == 0)
            paragraph.Append(new ParagraphProperties(new KeepNext()));
        if (said.Word is { } word)
            paragraph.Append(Run(word.EndsWith('?') ? word + " " : word + ": ", bold: true));
        if (said.Text.Length > 0)
            paragraph.Append(Linked(said.Text, said.Address, links));
        return paragraph;
    }

    static DocumentFormat.OpenXml.Wordprocessing.Paragraph Paragraph(string text, string style) =>
        new(new ParagraphProperties(new ParagraphStyleId { Val = style }), Run(text));

    static Run Run(string text, bool bold = false, bool muted = false, bool link = false)
    {
        var run = new Run();
        if (bold || muted || link)
            run.Append(
                new RunProperties([
                    .. bold ? [new Bold()] : Array.Empty<OpenXmlElement>(),
                    .. muted ? [new Color { Val = Muted }] : Array.Empty<OpenXmlElement>(),
                    .. link
                        ? [new Color { Val = LinkColour }, new Underline { Val = UnderlineValues.Single }]
                        : Array.Empty<OpenXmlElement>(),
                ])
            );
        var lines = Kept(text).ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
                run.Append(new Break());
            run.Append(new Text(lines[i]) { Space = SpaceProcessingModeValues.Preserve });
        }
        return run;
    }

    /// <summary>The text without what XML cannot hold.</summary>
    static string Kept(string text)
    {
        if (text.All(c => c >= ' ' && !char.IsSurrogate(c) && c < '\uFFFE'))
            return text;
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || (rune.Value >= ' ' && rune.Value is not (0xFFFE or 0xFFFF)))
                kept.Append(rune.ToString());
        }
        return kept.ToString();
    }

    /// <summary>A table, and room under it.</summary>
    static OpenXmlElement[] Table(Grid grid, bool isOneSheet, Links? links)
    {
        var room = (isOneSheet ? 273 : 174) * PerMillimetre;
        var all = grid.Columns.Sum(c => c.Width);
        int[] widths = [.. grid.Columns.Select(c => room * c.Width / all)];
        BorderType Line<T>()
            where T : BorderType, new() =>
            new T
            {
                Val = BorderValues.Single,
                Size = 4,
                Color = RuleColour,
            };
        var table = new Table(
            new TableProperties(
                new TableWidth { Width = room.ToString(CultureInfo.InvariantCulture), Type = TableWidthUnitValues.Dxa },
                new TableBorders(Line<TopBorder>(), Line<BottomBorder>(), Line<InsideHorizontalBorder>()),
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableCellMarginDefault(
                    new TableCellLeftMargin { Width = 60, Type = TableWidthValues.Dxa },
                    new TableCellRightMargin { Width = 60, Type = TableWidthValues.Dxa }
                ),
                new TableLook { FirstRow = true, FirstColumn = true },
                new TableCaption { Val = Kept(grid.Description) },
                new TableDescription { Val = Kept(grid.Description) }
            ),
            new TableGrid(widths.Select(w => new DocumentFormat.OpenXml.Wordprocessing.GridColumn { Width = $"{w}" }))
        );
        table.Append(
            new TableRow([
                new TableRowProperties(new CantSplit(), new TableHeader()),
                .. grid.Columns.Select((c, i) => Cell(c.Title, widths[i], links, isHead: true)),
            ])
        );
        foreach (var row in grid.Rows)
            table.Append(
                new TableRow([
                    .. row.Sum(c => c.Lines.Sum(l => l.Text.Length)) < MostWhole
                        ? [new TableRowProperties(new CantSplit())]
                        : Array.Empty<OpenXmlElement>(),
                    .. row.Select((cell, i) => Cell(cell, widths[i], links, isHead: false, isName: i == 0)),
                ])
            );
        return [table, new DocumentFormat.OpenXml.Wordprocessing.Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = "Room" }))];
    }

    static TableCell Cell(Cell content, int width, Links? links, bool isHead, bool isName = false)
    {
        var properties = new TableCellProperties(new TableCellWidth { Width = $"{width}", Type = TableWidthUnitValues.Dxa });
        if (isHead)
            properties.Append(
                new Shading
                {
                    Val = ShadingPatternValues.Clear,
                    Color = "auto",
                    Fill = Shade,
                }
            );
        var cell = new TableCell(properties);
        DocumentFormat.OpenXml.Wordprocessing.Paragraph New() =>
            new(new ParagraphProperties(new ParagraphStyleId { Val = isHead ? "TableHead" : "TableText" }));
        var paragraph = New();
        foreach (var line in content.Lines)
        {
            if (paragraph.ChildElements.Count > 1 && !content.RunsOn)
            {
                cell.Append(paragraph);
                paragraph = New();
            }
            if (line.Word is { } word)
                paragraph.Append(Run((paragraph.ChildElements.Count > 1 ? "   " : "") + word + ": ", muted: true));
            paragraph.Append(Linked(line.Text, line.Address, links, bold: isName && line.Word is null));
        }
        cell.Append(paragraph);
        return cell;
    }

    static DocumentFormat.OpenXml.Wordprocessing.Paragraph Shown(MainDocumentPart main, Picture picture, int number)
    {
        var part = main.AddImagePart(ImagePartType.Png);
        using (var png = new MemoryStream(picture.Png))
            part.FeedData(png);
        var (wide, high) = ((long)picture.Width * EmusPerMillimetre, (long)picture.Height * EmusPerMillimetre);
        var name = $"Picture {number}";
        return new(
            new Run(
                new Drawing(
                    new Placed.Inline(
                        new Placed.Extent { Cx = wide, Cy = high },
                        new Placed.DocProperties
                        {
                            Id = (uint)number,
                            Name = name,
                            Description = Kept(picture.Description),
                        },
                        new A.Graphic(
                            new A.GraphicData(
                                new Drawn.Picture(
                                    new Drawn.NonVisualPictureProperties(
                                        new Drawn.NonVisualDrawingProperties { Id = (uint)number, Name = name },
                                        new Drawn.NonVisualPictureDrawingProperties()
                                    ),
                                    new Drawn.BlipFill(new A.Blip { Embed = main.GetIdOfPart(part) }, new A.Stretch(new A.FillRectangle())),
                                    new Drawn.ShapeProperties(
                                        new A.Transform2D(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = wide, Cy = high }),
                                        new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle }
                                    )
                                )
                            )
                            {
                                Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture",
                            }
                        )
                    )
                    {
                        DistanceFromTop = 0,
                        DistanceFromBottom = 0,
                        DistanceFromLeft = 0,
                        DistanceFromRight = 0,
                    }
                )
            )
        );
    }

    static Footer Footer(string title)
    {
        var paragraph = new DocumentFormat.OpenXml.Wordprocessing.Paragraph(
            new ParagraphProperties(new ParagraphStyleId { Val = "Footer" }),
            Run(title + ", page ")
        );
        paragraph.Append(
            new SimpleField(Run("1")) { Instruction = " PAGE " },
            Run(" of "),
            new SimpleField(Run("1")) { Instruction = " NUMPAGES " }
        );
        return new(paragraph);
    }

    static SectionProperties Section(bool isOneSheet, string foot)
    {
        const uint narrow = 11906;
        const uint wide = 16838;
        var margin = (uint)((isOneSheet ? 12 : 18) * PerMillimetre);
        return new(
            new FooterReference { Type = HeaderFooterValues.Default, Id = foot },
            isOneSheet
                ? new PageSize
                {
                    Width = wide,
                    Height = narrow,
                    Orient = PageOrientationValues.Landscape,
                }
                : new PageSize { Width = narrow, Height = wide },
            new PageMargin
            {
                Top = (int)margin,
                Bottom = (int)margin,
                Left = margin,
                Right = margin,
                Header = 400,
                Footer = (uint)(isOneSheet ? 300 : 500),
                Gutter = 0,
            }
        );
    }

    /// <summary>The styles: sizes in half points, room in twentieths of one.</summary>
    static Styles Styles(bool isOneSheet)
    {
        var (body, cell, title) = isOneSheet ? (18, 17, 30) : (20, 17, 44);
        return new(
            new DocDefaults(
                new RunPropertiesDefault(
                    new RunPropertiesBaseStyle(
                        new RunFonts
                        {
                            Ascii = "Arial",
                            HighAnsi = "Arial",
                            ComplexScript = "Arial",
                            EastAsia = "Arial",
                        },
                        new Color { Val = Ink },
                        new FontSize { Val = $"{body}" },
                        new Languages { Val = Language, EastAsia = Language }
                    )
                ),
                new ParagraphPropertiesDefault(
                    new ParagraphPropertiesBaseStyle(
                        new SpacingBetweenLines
                        {
                            After = isOneSheet ? "40" : "120",
                            Line = isOneSheet ? "240" : "264",
                            LineRule = LineSpacingRuleValues.Auto,
                        }
                    )
                )
            ),
            Style("Normal", "Normal", body, 0, isOneSheet ? 40 : 120, isDefault: true),
            Style("Title", "Title", title, 0, 40, bold: true, level: null),
            Style("Subtitle", "Subtitle", body, 0, isOneSheet ? 60 : 240),
            Style("Heading1", "heading 1", 32, 360, 120, bold: true, level: 0),
            Style("Heading2", "heading 2", 25, 240, 80, bold: true, level: 1),
            Style("ListBullet", "List Bullet", body, 0, 20),
            Style("TableHead", "Table head", cell, 20, 20, bold: true),
            Style("TableText", "Table text", cell, isOneSheet ? 0 : 10, isOneSheet ? 0 : 10),
            Style("Room", "Room under a table", 8, 0, 0),
            Style("Footer", "footer", 16, 0, 0)
        );
    }

    static Style Style(
        string id,
        string name,
        int size,
        int before,
        int after,
        bool bold = false,
        int? level = null,
        bool isDefault = false
    )
    {
        var paragraph = new StyleParagraphProperties();
        if (level is not null)
            paragraph.Append(new KeepNext());
        paragraph.Append(new SpacingBetweenLines { Before = $"{before}", After = $"{after}" });
        if (level is { } outline)
            paragraph.Append(new OutlineLevel { Val = outline });
        var run = new StyleRunProperties();
        if (bold)
            run.Append(new Bold());
        run.Append(new FontSize { Val = $"{size}" });
        var style = new Style(new StyleName { Val = name })
        {
            Type = StyleValues.Paragraph,
            StyleId = id,
            Default = isDefault ? true : null,
            CustomStyle = id is "TableHead" or "TableText" or "Room" ? true : null,
        };
        if (!isDefault)
            style.Append(new BasedOn { Val = "Normal" });
        style.Append(new PrimaryStyle(), paragraph, run);
        return style;
    }
}
