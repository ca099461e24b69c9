using System.IO.Compression;
using System.Text;

namespace Goldthread.Web.Tests.Monitor;

/// <summary>Small files of each kind, and some that lie.</summary>
static class Samples
{
    public static byte[] Pdf { get; } =
        Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    public static byte[] Png { get; } =
        Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    const string WordMain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

    /// <summary>A Word document, with a part of macros where asked.</summary>
    public static byte[] Word(bool macros = false, string main = WordMain) =>
        Zip(
            ("[Content_Types].xml", $"<Types><Override PartName=\"/word/document.xml\" ContentType=\"{main}\"/></Types>"),
            ("word/document.xml", "<w:document/>"),
            (macros ? "word/vbaProject.bin" : "word/styles.xml", "x")
        );

    public static byte[] OpenDocument { get; } =
        Zip(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<office:document-content/>"));

    public static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return memory.ToArray();
    }

    /// <summary>A Word document whose list of parts unpacks to a gigabyte.</summary>
    public static byte[] Bomb()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("[Content_Types].xml", CompressionLevel.Fastest).Open();
            var block = new byte[1024 * 1024];
            for (var n = 0; n < 1024; n++)
                entry.Write(block);
        }
        return memory.ToArray();
    }
}
