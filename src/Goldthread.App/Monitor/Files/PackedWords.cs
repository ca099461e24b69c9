using System.IO.Compression;
using System.Text;
using System.Xml;
using Goldthread.Domain;

namespace Goldthread.App.Monitor.Files;

/// <summary>
/// The words of an Office or OpenDocument file: of every part that is XML, body, head, foot, notes, comments and what the program wrote about it. Read
/// piece by piece; what a few kilobytes can unpack to is bounded.
/// </summary>
static class PackedWords
{
    /// <summary>The most bytes that are unpacked and looked at.</summary>
    internal const long Most = 100 * 1024 * 1024;

    internal const string TooMuch = "The file unpacks to more than can be looked through. Save it in parts, or give a link to it.";

    const int MostDepth = 256;

    /// <summary>Where one of these ends, what follows is of another line or cell.</summary>
    static readonly HashSet<string> Ends = new(StringComparer.Ordinal)
    {
        "p",
        "h",
        "br",
        "cr",
        "line-break",
        "c",
        "v",
        "f",
        "si",
        "row",
        "tr",
        "tc",
        "table-cell",
        "table-row",
    };

    /// <summary>What of it identifies somebody; null for nothing.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleBroken">It unpacks to more than can be looked at.</exception>
    internal static Identifiable.Kind? Find(Stream content, CancellationToken cancel)
    {
        content.Position = 0;
        using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        var left = Most;
        foreach (var entry in zip.Entries)
        {
            if (!entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
                continue;
            using var words = new Words(entry.Open(), left, cancel);
            if (Identifiable.FindIn(words) is { } found)
                return found;
            left = words.Left;
        }
        return null;
    }

    /// <summary>The text of one part, made as it is read.</summary>
    sealed class Words : TextReader
    {
        readonly UnpackedPart part;
        readonly XmlReader xml;
        readonly CancellationToken cancel;
        readonly StringBuilder next = new();
        readonly char[] buffer = new char[4096];
        int given;
        bool inText;
        bool ended;

        public Words(Stream stream, long most, CancellationToken cancel)
        {
            this.cancel = cancel;
            part = new(stream, most, TooMuch, "Save it in another program, or give a link to it.");
            xml = XmlReader.Create(
                part,
                new XmlReaderSettings
                {
                    DtdProcessing = DtdProcessing.Prohibit,
                    XmlResolver = null,
                    CheckCharacters = false,
                }
            );
        }

        /// <summary>How many bytes may still be looked at.</summary>
        public long Left => part.Left;

        public override int Read(char[] into, int index, int count)
        {
            while (given == next.Length && !ended)
            {
                next.Clear();
                given = 0;
                More();
            }
            var some = Math.Min(count, next.Length - given);
            next.CopyTo(given, into, index, some);
            given += some;
            return some;
        }

        public override int Read()
        {
            var one = new char[1];
            return Read(one, 0, 1) == 0 ? -1 : one[0];
        }

        void More()
        {
            try
            {
                cancel.ThrowIfCancellationRequested();
                while (next.Length < buffer.Length)
                {
                    if (inText)
                    {
                        var read = xml.ReadValueChunk(buffer, 0, buffer.Length);
                        next.Append(buffer, 0, read);
                        inText = read > 0;
                        continue;
                    }
                    if (!xml.Read())
                    {
                        ended = true;
                        return;
                    }
                    if (xml.Depth > MostDepth)
                        throw new RuleBroken(TooMuch, ReceivedFile.Question);
                    if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
                        inText = true;
                    else if (xml.NodeType is XmlNodeType.EndElement || (xml.NodeType is XmlNodeType.Element && xml.IsEmptyElement))
                        next.Append(
                            Ends.Contains(xml.LocalName) ? "\n"
                            : xml.LocalName is "tab" ? "\t"
                            : xml.LocalName is "s" ? " "
                            : ""
                        );
                }
            }
            catch (Exception broken) when (broken is XmlException or InvalidDataException)
            {
                // What cannot be read by this reader is read by no other program either.
                ended = true;
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                xml.Dispose();
                part.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}
