using System.IO.Compression;
using System.Text;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Testing;

namespace Goldthread.App.Tests.Monitor;

/// <summary>What stands in a file of evidence is looked at like what somebody types: in Office files, OpenDocument and PDF too.</summary>
public sealed class WordsOfFilesTests : IDisposable
{
    const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    const string Sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    const string Slides = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";
    const string W = "<w:document xmlns:w=\"w\"><w:body>";
    const string W2 = "</w:body></w:document>";
    const string S = "<worksheet xmlns=\"s\"><sheetData>";
    const string S2 = "</sheetData></worksheet>";

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gt-words");

    public void Dispose() => folder.Delete(recursive: true);

    async Task<string?> RefusalAsync(string name, byte[] file)
    {
        var store = new FileStore(new Place(folder.FullName, Database.At($"Data Source={Path.Combine(folder.FullName, "none.db")}")));
        try
        {
            using var sent = new MemoryStream(file);
            using var received = await store.ReceiveAsync(sent, name, TestContext.Current.CancellationToken);
            return null;
        }
        catch (RuleBroken refused)
        {
            return refused.Message;
        }
    }

    static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return bytes.ToArray();
    }

    static byte[] Office(string main, params (string Name, string Text)[] parts) =>
        Zip([("[Content_Types].xml", $"<Types><Override ContentType=\"{main}\"/></Types>"), .. parts]);

    static byte[] Docx(string body, params (string Name, string Text)[] more) =>
        Office(Word, [("word/document.xml", W + body + W2), .. more]);

    static string P(params string[] runs) => "<w:p>" + string.Concat(runs.Select(r => $"<w:r><w:t>{r}</w:t></w:r>")) + "</w:p>";

    static byte[] Pdf(params byte[][] objects)
    {
        using var bytes = new MemoryStream();
        bytes.Write("%PDF-1.7\n"u8);
        for (var i = 0; i < objects.Length; i++)
        {
            bytes.Write(Encoding.ASCII.GetBytes($"{i + 1} 0 obj\n"));
            bytes.Write(objects[i]);
            bytes.Write("\nendobj\n"u8);
        }
        bytes.Write("trailer\n<< /Root 1 0 R >>\n%%EOF\n"u8);
        return bytes.ToArray();
    }

    static byte[] Plain(string text) => Encoding.Latin1.GetBytes(text);

    static byte[] Stream(string dictionary, byte[] content) =>
        [.. Plain($"<< {dictionary} /Length {content.Length} >>\nstream\n"), .. content, .. Plain("\nendstream")];

    static byte[] Deflated(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var zlib = new ZLibStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(content);
        return bytes.ToArray();
    }

    public static TheoryData<string, string, byte[], string?> Files { get; } =
        new()
        {
            { "a paragraph", "notes.docx", Docx(P("Seen: 943 476 5919")), "NHS" },
            { "split by the program", "notes.docx", Docx(P("Seen: 943 4", "76 59", "19")), "NHS" },
            { "a cell of a table", "notes.docx", Docx("<w:tbl><w:tr><w:tc>" + P("943-476-5919") + "</w:tc></w:tr></w:tbl>"), "NHS" },
            { "a foot", "notes.docx", Docx(P("All is well."), ("word/footer1.xml", W + P("born 12 March 1948") + W2)), "birth" },
            { "a comment", "notes.docx", Docx(P("All is well."), ("word/comments.xml", W + P("NHS no 9434765919") + W2)), "NHS" },
            { "what was struck out", "notes.docx", Docx("<w:p><w:del><w:r><w:delText>9434765919</w:delText></w:r></w:del></w:p>"), "NHS" },
            { "its title", "notes.docx", Docx(P("All is well."), ("docProps/core.xml", "<c><title>DOB 12/03/1948</title></c>")), "birth" },
            { "nothing", "notes.docx", Docx(P("Falls went from 120 in 2024 to 85 in 2025.")), null },
            {
                "figures beside one another",
                "notes.docx",
                Docx("<w:tr><w:tc>" + P("943") + "</w:tc><w:tc>" + P("476") + "</w:tc><w:tc>" + P("5919") + "</w:tc></w:tr>"),
                null
            },
            {
                "a cell",
                "list.xlsx",
                Office(Sheet, ("xl/worksheets/sheet1.xml", S + "<row><c r=\"A1\"><v>9434765919</v></c></row>" + S2)),
                "NHS"
            },
            {
                "a shared text",
                "list.xlsx",
                Office(Sheet, ("xl/sharedStrings.xml", "<sst><si><r><t>943 476</t></r><r><t> 5919</t></r></si></sst>")),
                "NHS"
            },
            {
                "cells in a row",
                "list.xlsx",
                Office(Sheet, ("xl/worksheets/sheet1.xml", S + "<row><c><v>943</v></c><c><v>476</v></c><c><v>5919</v></c></row>" + S2)),
                null
            },
            {
                "a heading over dates",
                "list.xlsx",
                Office(Sheet, ("xl/sharedStrings.xml", "<sst><si><t>DOB</t></si><si><t>12/03/1948</t></si></sst>")),
                "birth"
            },
            {
                "a slide",
                "talk.pptx",
                Office(Slides, ("ppt/slides/slide1.xml", "<s><a:p xmlns:a=\"a\"><a:r><a:t>943.476.5919</a:t></a:r></a:p></s>")),
                "NHS"
            },
            {
                "an OpenDocument text",
                "notes.odt",
                Zip(
                    ("mimetype", "application/vnd.oasis.opendocument.text"),
                    ("content.xml", "<d><text:p xmlns:text=\"t\">943<text:s/>476<text:s/>5919</text:p></d>")
                ),
                "NHS"
            },
            {
                "a page",
                "notes.pdf",
                Pdf(Plain("<< /Type /Catalog >>"), Stream("", Plain("BT /F1 12 Tf (Seen: 943 476 5919) Tj ET"))),
                "NHS"
            },
            {
                "a packed page",
                "notes.pdf",
                Pdf(Stream("/Filter /FlateDecode", Deflated(Plain("BT /F1 12 Tf [(Date of b) -3 (irth: 12/)20(03/1948)] TJ ET")))),
                "birth"
            },
            { "gaps drawn as shifts", "notes.pdf", Pdf(Stream("", Plain("BT [(943) -300 (476) -300 (5919)] TJ ET"))), "NHS" },
            {
                "pieces on one line",
                "notes.pdf",
                Pdf(Stream("", Plain("BT 1 0 0 1 50 700 Tm (943) Tj 20 0 Td (476) Tj 20 0 Td (5919) Tj ET"))),
                "NHS"
            },
            { "signs by their numbers", "notes.pdf", Pdf(Stream("", Plain("BT (\\071434765919) Tj ET"))), "NHS" },
            {
                "two packings",
                "notes.pdf",
                Pdf(Stream("/Filter [/ASCII85Decode /FlateDecode]", To85(Deflated(Plain("BT (9434765919) Tj ET"))))),
                "NHS"
            },
            {
                "letters of a font's own",
                "notes.pdf",
                Pdf(
                    Plain("<< /Type /Page /Resources << /Font << /F1 2 0 R >> >> /Contents 4 0 R >>"),
                    Plain("<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 3 0 R >>"),
                    Stream(
                        "",
                        Plain(
                            "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0013> <001C> <0030> endbfrange 1 beginbfchar <0003> <0020> endbfchar"
                        )
                    ),
                    Stream("", Plain("BT /F1 9 Tf <001C00170016000300170" + "01A00190003001800" + "1C0014001C> Tj ET"))
                ),
                "NHS"
            },
            {
                "objects that are packed",
                "notes.pdf",
                Pdf(
                    Stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", Deflated(Plain("9 0 << /Title (DOB 12 March 1948) >>"))),
                    Plain("<< /Type /Catalog >>")
                ),
                "birth"
            },
            { "no such thing", "notes.pdf", Pdf(Stream("", Plain("BT (Falls went from 120 in 2024 to 85.) Tj ET"))), null },
            { "a picture in it", "notes.pdf", Pdf(Stream("/Subtype /Image /Filter /DCTDecode", [1, 2, 3])), null },
        };

    static byte[] To85(byte[] bytes)
    {
        var text = new StringBuilder();
        for (var at = 0; at < bytes.Length; at += 4)
        {
            var count = Math.Min(4, bytes.Length - at);
            uint value = 0;
            for (var i = 0; i < 4; i++)
                value = (value << 8) | (i < count ? bytes[at + i] : (uint)0);
            var five = new char[5];
            for (var i = 4; i >= 0; i--, value /= 85)
                five[i] = (char)('!' + (value % 85));
            text.Append(five, 0, count + 1);
        }
        return Plain(text.Append("~>").ToString());
    }

    [Theory, MemberData(nameof(Files))]
    public async Task What_identifies_somebody_is_found_in_the_words_of_a_file(string where, string name, byte[] file, string? found)
    {
        var refusal = await RefusalAsync(name, file);

        if (found is null)
            Assert.True(refusal is null, $"{where}: {refusal}");
        else
            Assert.True(refusal?.Contains(found, StringComparison.Ordinal) == true, $"{where}: {refusal ?? "taken"}");
        Assert.Empty(Directory.GetFiles(Path.Combine(folder.FullName, "incoming")));
    }

    [Theory]
    [InlineData("NHS 943-476-5919.pdf")]
    [InlineData("born_12_March_1948.pdf")]
    public async Task And_in_its_name(string name) => Assert.NotNull(await RefusalAsync(name, Pdf(Plain("<< /Type /Catalog >>"))));

    [Fact]
    public async Task What_unpacks_to_more_than_can_be_looked_at_is_refused()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var types = zip.CreateEntry("[Content_Types].xml").Open())
                types.Write(Encoding.UTF8.GetBytes($"<Types><Override ContentType=\"{Word}\"/></Types>"));
            using var entry = zip.CreateEntry("word/document.xml").Open();
            entry.Write("<d><t>"u8);
            var block = new byte[1 << 20];
            Array.Fill(block, (byte)'a');
            for (var written = 0L; written <= PackedWords.Most; written += block.Length)
                entry.Write(block);
            entry.Write("</t></d>"u8);
        }

        Assert.Contains("more than can be looked through", await RefusalAsync("big.docx", bytes.ToArray()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/Filter /FlateDecode", false)]
    [InlineData("/Filter [/FlateDecode /FlateDecode]", true)]
    public async Task And_of_a_PDF_too_however_it_is_packed(string how, bool twice)
    {
        // What names somebody stands after the most that is looked through: one stream of just that much, and one more.
        var much = new byte[PdfWords.Most];
        Array.Fill(much, (byte)' ');
        var (full, last) = (Deflated(much), Deflated(Plain("BT (9434765919) Tj ET")));
        if (twice)
            (full, last) = (Deflated(full), Deflated(last));

        Assert.Contains(
            "more than can be looked through",
            await RefusalAsync("big.pdf", Pdf(Stream(how, full), Stream(how, last))),
            StringComparison.Ordinal
        );
    }
}
