using System.IO.Compression;
using System.Text;
using Goldthread.App.Tests.Monitor;

namespace Goldthread.App.Tests.Develop.Workbooks;

/// <summary>Workbooks that are not what they seem.</summary>
static class HostileFiles
{
    public static byte[] Of(string what) =>
        what switch
        {
            "macros" => With("xl/vbaProject.bin", "x"),
            "links" => With("xl/externalLinks/externalLink1.xml", "<externalLink/>"),
            "connections" => With("xl/connections.xml", "<connections/>"),
            "bomb" => With("xl/sharedStrings.xml", $"<sst>{new string('\n', 70 * 1024 * 1024)}</sst>"),
            "entities" => With("xl/styles.xml", "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><styleSheet>&a;</styleSheet>"),
            "rows" => new Sheets().Add("S", Enumerable.Range(0, 100_000).Select(n => Sheets.Texts("a"))).File(),
            "columns" => new Sheets().Add("S", [Sheets.Row(Enumerable.Repeat(Sheets.Cell("a"), 16_384))]).File(),
            "password" => [.. Ole, .. Encoding.Unicode.GetBytes("EncryptedPackage")],
            "old" => [.. Ole, .. Encoding.Unicode.GetBytes("Workbook")],
            "text" => Encoding.UTF8.GetBytes("id,title\n"),
            "empty" => [],
            "other" => new Sheets().Add("S", [Sheets.Texts("a", "b")]).File(),
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };

    static readonly byte[] Ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[512]];

    /// <summary>An ordinary workbook with one part more, which its relations name where a reader looks for it.</summary>
    static byte[] With(string part, string text)
    {
        using var file = new MemoryStream();
        file.Write(new Sheets().Add("S", [Sheets.Texts("a", "b")]).File());
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(part)?.Delete();
            using (var writer = new StreamWriter(zip.CreateEntry(part, CompressionLevel.Fastest).Open()))
                writer.Write(text);
            var relations = zip.GetEntry("xl/_rels/workbook.xml.rels")!;
            string was;
            using (var reader = new StreamReader(relations.Open()))
                was = reader.ReadToEnd();
            if (!was.Contains(Path.GetFileName(part), StringComparison.Ordinal))
            {
                relations.Delete();
                using var again = new StreamWriter(zip.CreateEntry("xl/_rels/workbook.xml.rels").Open());
                again.Write(
                    was.Replace(
                        "</Relationships>",
                        $"<Relationship Id=\"more\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{Path.GetFileNameWithoutExtension(part)}\" Target=\"{part[3..]}\"/></Relationships>",
                        StringComparison.Ordinal
                    )
                );
            }
        }
        return file.ToArray();
    }
}
