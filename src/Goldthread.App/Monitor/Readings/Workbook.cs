using System.Globalization;
using System.IO.Compression;
using System.Xml;
using Goldthread.Domain;

namespace Goldthread.App.Monitor.Readings;

/// <summary>
/// Looks through a workbook before it is read: a few kilobytes can unpack to gigabytes, and one cell in the last corner of a sheet makes a reader fill in
/// all those before it. It is unpacked piece by piece and none of it is kept.
/// </summary>
static class Workbook
{
    const long MostUnpacked = 64 * 1024 * 1024;
    const long MostCells = 10_000_000;

    /// <summary>What a cell of a spreadsheet can hold, and a little for how it is written.</summary>
    const int LongestText = 40_000;

    static readonly XmlReaderSettings Strict = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        XmlResolver = null,
        MaxCharactersInDocument = MostUnpacked,
    };

    /// <summary>Refuses a workbook that would take more room than its rows are worth.</summary>
    /// <exception cref="RuleBroken">It does.</exception>
    public static void RefuseBomb(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
        var left = MostUnpacked;
        var buffer = new char[4096];
        foreach (var part in zip.Entries.Where(e => e.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)))
        {
            using var unpacked = new Measured(part.Open(), left);
            using var xml = XmlReader.Create(unpacked, Strict);
            long rows = 0;
            long columns = 0;
            while (xml.Read())
            {
                if (xml.NodeType is XmlNodeType.Element)
                {
                    if (Last(xml) is not var (row, column))
                        continue;
                    (rows, columns) = (Math.Max(rows, row), Math.Max(columns, column));
                    if (rows * columns > MostCells)
                        throw new RuleBroken(
                            $"The sheet reaches to column {columns:N0} and row {rows:N0}. Copy the rows that matter to a sheet of their own.",
                            "file"
                        );
                }
                else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
                {
                    var length = 0;
                    for (int read; (read = xml.ReadValueChunk(buffer, 0, buffer.Length)) > 0; )
                    {
                        length += read;
                        if (length > LongestText)
                            throw new RuleBroken($"A cell has more than {LongestText:N0} characters.", "file");
                    }
                }
            }
            left = unpacked.Left;
        }
    }

    /// <summary>How far an element of a sheet reaches: its row and its column, from 1; null where it says nothing of it.</summary>
    static (long Row, long Column)? Last(XmlReader xml)
    {
        var at = xml.LocalName switch
        {
            "c" => xml.GetAttribute("r"),
            "dimension" => xml.GetAttribute("ref")?.Split(':')[^1],
            "row" => xml.GetAttribute("r") is { } row ? "A" + row : null,
            _ => null,
        };
        if (at is null)
            return null;
        long column = 0;
        var i = 0;
        for (; i < at.Length && i < 8 && char.IsAsciiLetter(at[i]); i++)
            column = (column * 26) + (char.ToUpperInvariant(at[i]) - 'A' + 1);
        return long.TryParse(at.AsSpan(i), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (Math.Min(number, int.MaxValue), Math.Max(column, 1))
            : (1, Math.Max(column, 1));
    }

    /// <summary>A stream that counts what is taken from it: what an archive says of the size of a part need not be so.</summary>
    sealed class Measured(Stream inner, long most) : Stream
    {
        public long Left { get; private set; } = most;

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            Left -= read;
            return Left >= 0
                ? read
                : throw new RuleBroken($"The spreadsheet unpacks to more than {MostUnpacked >> 20} MB. Save its rows as CSV.", "file");
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
