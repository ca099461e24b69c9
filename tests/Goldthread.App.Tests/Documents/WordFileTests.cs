using System.Diagnostics;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Goldthread.App.Documents;
using Goldthread.App.Govern.Example;
using Goldthread.App.Tests.Develop.PlanFiles;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Document = Goldthread.App.Documents.Document;
using Paragraph = Goldthread.App.Documents.Paragraph;
using Picture = Goldthread.App.Documents.Picture;

namespace Goldthread.App.Tests.Documents;

/// <summary>Documents as Word files: what a reader, a screen reader and another program find in them.</summary>
public sealed partial class WordFileTests
{
    static readonly DateOnly Today = new(2026, 11, 25);

    /// <summary>A picture of one dot.</summary>
    static readonly byte[] Dot = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    );

    static Document Make(string kind, PlanDocument plan) => DocumentKind.Of(kind).Make(new PlanWords(plan, Today));

    static PlanDocument Home => LoadExample.Read("rowan-court", Today);

    static IReadOnlyList<string> Faults(byte[] file)
    {
        using var word = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
        return
        [
            .. new OpenXmlValidator(FileFormatVersions.Microsoft365)
                .Validate(word)
                .Select(e => $"{e.Path?.XPath}: {e.Description}")
                .Take(5),
        ];
    }

    [Fact]
    public void A_table_or_a_picture_without_its_description_is_refused()
    {
        Document With(Block block) => new("Plan", "", [block]);
        Grid grid(string description) =>
            new(
                description,
                [new("Who", 1)],
                [
                    [(Cell)"Deputy manager"],
                ]
            );

        Assert.Contains("A table of “Plan” has no description", Refused(With(grid(" "))), StringComparison.Ordinal);
        Assert.Contains("A picture of “Plan” has no description", Refused(With(new Picture(Dot, 10, 10, ""))), StringComparison.Ordinal);

        using var word = WordprocessingDocument.Open(
            new MemoryStream(WordFile.Of(new("Plan", "", [grid("Who it is"), new Picture(Dot, 10, 10, "A dot")]))),
            isEditable: false
        );
        var body = word.MainDocumentPart!.Document!.Body!;
        Assert.Equal("Who it is", body.Descendants<TableDescription>().Single().Val!.Value);
        Assert.Equal("A dot", body.Descendants<DocumentFormat.OpenXml.Drawing.Wordprocessing.DocProperties>().Single().Description!.Value);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(word));

        static string Refused(Document document) => Assert.Throws<ArgumentException>(() => WordFile.Of(document)).Message;
    }

    [Fact]
    public void It_has_a_title_a_language_real_headings_and_tables_with_marked_heading_rows()
    {
        using var word = WordprocessingDocument.Open(new MemoryStream(WordFile.Of(Make("plan", Home))), isEditable: false);
        var main = word.MainDocumentPart!;

        Assert.StartsWith("Rowan Court operational plan", word.PackageProperties.Title, StringComparison.Ordinal);
        Assert.Equal("en-GB", word.PackageProperties.Language);
        Assert.Equal("en-GB", main.StyleDefinitionsPart!.Styles!.Descendants<Languages>().Single().Val!.Value);
        var styles = main.Document!.Body!.Descendants<ParagraphStyleId>().Select(s => s.Val!.Value!).ToHashSet();
        Assert.Empty(new[] { "Title", "Heading1", "Heading2", "ListBullet", "TableHead" }.Except(styles));
        Assert.Empty(styles.Except(main.StyleDefinitionsPart.Styles!.Elements<Style>().Select(s => s.StyleId!.Value!)));
        var tables = main.Document.Body.Descendants<Table>().ToList();
        Assert.True(tables.Count > 15);
        Assert.All(
            tables,
            t =>
            {
                Assert.NotNull(t.Elements<TableRow>().First().TableRowProperties!.GetFirstChild<TableHeader>());
                Assert.False(string.IsNullOrWhiteSpace(t.Descendants<TableDescription>().Single().Val!.Value));
                // A cell a column: none is merged.
                Assert.Single(t.Elements<TableRow>().Select(r => r.Elements<TableCell>().Count()).Distinct());
            }
        );
        Assert.Contains("PAGE", main.FooterParts.Single().Footer!.OuterXml, StringComparison.Ordinal);
    }

    /// <summary>Every document.</summary>
    public static TheoryData<string> Kinds => [.. DocumentKind.All.Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_validator_finds_nothing_in_any_plan(string kind)
    {
        var odd = RandomPlan.Of(3, identifiable: false);
        Shape.Of<Plan>()["title"].Set(odd.Plan!, "=1+1\u0001 +2 -3 @sum \uFFFE \"<&>\"");
        foreach (var plan in new[] { Home, RandomPlan.Of(1), RandomPlan.Of(2), odd })
            Assert.Empty(Faults(WordFile.Of(Make(kind, plan), new Uri("https://plans.example.org"))));
        using var word = WordprocessingDocument.Open(new MemoryStream(WordFile.Of(Make(kind, odd))), isEditable: false);
        Assert.StartsWith("=1+1 +2 -3 @sum", word.MainDocumentPart!.Document!.Body!.InnerText, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(?<![\p{L}\d])(?:[A-Z]{1,2}\d+|cqc-\w+|[a-z]+-[a-z]+:\w+|rm|dm|sc1|sc2|adm|chef)(?![\p{L}\d])")]
    private static partial Regex Id();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_says_names_and_never_ids(string kind)
    {
        // What people wrote themselves, they wrote; and criteria and units are known by their codes.
        var written = Walk.FreeTexts(Home).SelectMany(t => Id().Matches(t.Text)).Select(m => m.Value).ToHashSet();
        var told = TextsOf(Make(kind, Home))
            .Where(t => !t.StartsWith("AC", StringComparison.Ordinal) && !t.Contains("(B1), level 5", StringComparison.Ordinal));

        Assert.Empty(told.SelectMany(t => Id().Matches(t).Where(m => !written.Contains(m.Value)).Select(m => $"{m.Value} in “{t}”")));
    }

    [Fact]
    public void Each_text_of_a_random_plan_is_in_the_whole_plan()
    {
        for (var seed = 1; seed <= 4; seed++)
        {
            var plan = RandomPlan.Of(seed, identifiable: false);
            // Of figures the newest are told, without what was noted.
            foreach (var measure in plan.Measures)
                Shape.Of<Measure>()["readings"].Set(measure, null);
            var said = string.Join('\n', TextsOf(Make("plan", plan)));

            var missing = Walk.FreeTexts(plan).Where(t => !said.Contains(t.Text, StringComparison.OrdinalIgnoreCase)).ToList();

            Assert.True(missing.Count == 0, $"Seed {seed}: {string.Join("; ", missing.Take(5).Select(t => $"{t.Place}: {t.Text}"))}");
        }
    }

    /// <summary>A plan that is as full as plans may be.</summary>
    static PlanDocument Full
    {
        get
        {
            var plan = LoadExample.Read("rowan-court", Today);
            var shape = Shape.Of<Objective>();
            var words = string.Join(' ', Enumerable.Repeat("Wide MMMM words WWWW", 40));
            plan.SetItems(
                Thing.Of<Objective>(),
                [
                    .. Enumerable
                        .Range(0, 60)
                        .Select(n =>
                        {
                            var objective = (Objective)shape.Copy(plan.Objectives[n % plan.Objectives.Count]);
                            shape["title"].Set(objective, words[..190]);
                            shape["outcome_for_people"].Set(objective, words);
                            return objective;
                        }),
                ]
            );
            return plan;
        }
    }

    [Fact]
    public void The_fuller_a_plan_is_the_less_is_said_of_each_objective_on_the_page()
    {
        var (usual, full) = (Make("one-page", Home), Make("one-page", Full));

        Assert.Equal(Home.Objectives.Count, usual.Blocks.OfType<Grid>().Single().Rows.Count);
        Assert.Contains("Dignity", TextsOf(usual));
        Assert.Contains(TextsOf(usual), t => t.StartsWith("from 7.6, now", StringComparison.Ordinal));
        Assert.InRange(full.Blocks.OfType<Grid>().Single().Rows.Count, 3, 20);
        Assert.Contains(TextsOf(full), t => t.EndsWith("more of its objectives are in the whole plan.", StringComparison.Ordinal));
    }

    [Trait("Length", "Long")]
    [Fact]
    public async Task LibreOffice_opens_it_and_makes_pages_of_it()
    {
        var folder = Directory.CreateTempSubdirectory("goldthread-word");
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "plan.docx"), WordFile.Of(Make("plan", Home)));
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "one.docx"), WordFile.Of(Make("one-page", Home)));
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "full.docx"), WordFile.Of(Make("one-page", Full)));
            var site = new Uri("https://plans.example.org");
            string[] reports = ["board", "assurance", "change-since", "evaluation", "pir", "reg45", "reg44"];
            var home = LoadExample.Read("rowan-court", Today);
            foreach (var report in reports)
                await File.WriteAllBytesAsync(Path.Combine(folder.FullName, report + ".docx"), WordFile.Of(Make(report, home), site));
            await File.WriteAllBytesAsync(
                Path.Combine(folder.FullName, "great.docx"),
                WordFile.Of(DocumentKind.Of("board").Make(BoardReportTests.Great(Today)), site)
            );
            using var office = Process.Start(
                new ProcessStartInfo(
                    "soffice",
                    [
                        "-env:UserInstallation=file://" + Path.Combine(folder.FullName, "profile"),
                        "--headless",
                        "--convert-to",
                        "pdf",
                        "--outdir",
                        folder.FullName,
                        .. new[] { "plan", "one", "full", "great" }.Concat(reports).Select(n => Path.Combine(folder.FullName, n + ".docx")),
                    ]
                )
                {
                    UseShellExecute = false,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            await office.WaitForExitAsync();

            Assert.InRange(PagesOf("plan"), 5, 20);
            Assert.Equal(1, PagesOf("one"));
            Assert.Equal(1, PagesOf("full"));
            Assert.All(reports, r => Assert.InRange(PagesOf(r), 1, 20));
            Assert.InRange(PagesOf("board"), 1, 2);
            // The board's report is two pages at most, whatever the plan holds.
            Assert.InRange(PagesOf("great"), 1, 2);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        int PagesOf(string name) => PdfPages.Of(File.ReadAllBytes(Path.Combine(folder.FullName, name + ".pdf")));
    }

    static List<string> TextsOf(Document document) =>
        [
            document.Title,
            document.Lead,
            .. document.Blocks.SelectMany(b =>
                b switch
                {
                    Heading heading => [heading.Text],
                    Paragraph said => [said.Word ?? "", said.Text],
                    Bullets bullets => [.. bullets.Lines.SelectMany(l => new[] { l.Word ?? "", l.Text })],
                    Grid grid => [.. grid.Rows.SelectMany(r => r).SelectMany(c => c.Lines).SelectMany(l => new[] { l.Word ?? "", l.Text })],
                    _ => Array.Empty<string>(),
                }
            ),
        ];
}
