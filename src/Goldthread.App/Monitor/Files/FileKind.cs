using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Goldthread.Domain;

namespace Goldthread.App.Monitor.Files;

/// <summary>A kind of file that is taken as evidence. It is known by its content; the ending of the name has to agree.</summary>
/// <param name="Says">What people call it, with its article: "a PDF".</param>
/// <param name="ContentType">The type by which it is sent back.</param>
/// <param name="Endings">The endings of its names, the usual one first, without a dot.</param>
public sealed record FileKind(string Says, string ContentType, params string[] Endings)
{
    /// <value>What would be accepted, in one phrase.</value>
    public const string Accepted =
        "a PDF, a picture (PNG, JPEG, GIF or WebP), a Word, Excel, PowerPoint or OpenDocument file without macros, or text (TXT, CSV or MD)";

    /// <value>The endings of all kinds, as a file question takes them.</value>
    public static string AllEndings => string.Join(',', All.SelectMany(k => k.Endings).Select(e => "." + e));

    /// <value>True where a browser may show it: a picture has no scripts.</value>
    public bool IsPicture => ContentType.StartsWith("image/", StringComparison.Ordinal);

    /// <value>True where it is words and nothing else.</value>
    public bool IsText => ContentType.StartsWith("text/", StringComparison.Ordinal);

    /// <summary>What in the words of a file of this kind identifies somebody; null for nothing. A picture's words cannot be read.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleBroken">It holds more than can be looked at.</exception>
    internal Identifiable.Kind? Look(Stream content, CancellationToken cancel)
    {
        if (IsText)
        {
            using var reader = Reader(content);
            return Identifiable.FindIn(reader);
        }
        if (this == Pdf)
        {
            var bytes = new byte[content.Length];
            content.Position = 0;
            content.ReadExactly(bytes);
            foreach (var page in PdfWords.Of(bytes, cancel))
            {
                using var reader = new StringReader(page);
                if (Identifiable.FindIn(reader) is { } found)
                    return found;
            }
            return null;
        }
        return IsPicture ? null : PackedWords.Find(content, cancel);
    }

    static readonly FileKind Pdf = new("a PDF", "application/pdf", "pdf");
    static readonly FileKind Png = new("a PNG picture", "image/png", "png");
    static readonly FileKind Jpeg = new("a JPEG picture", "image/jpeg", "jpg", "jpeg");
    static readonly FileKind Gif = new("a GIF picture", "image/gif", "gif");
    static readonly FileKind WebP = new("a WebP picture", "image/webp", "webp");
    static readonly FileKind Plain = new("plain text", "text/plain", "txt", "text");
    static readonly FileKind Csv = new("a CSV table", "text/csv", "csv");
    static readonly FileKind Markdown = new("Markdown text", "text/markdown", "md", "markdown");

    /// <summary>Office Open XML: the type of the main part names it.</summary>
    static readonly (FileKind Kind, string Main)[] Office =
    [
        (
            new("a Word document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        ),
        (
            new("an Excel workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        ),
        (
            new("a PowerPoint presentation", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
            "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
        ),
    ];

    /// <summary>OpenDocument: its <c>mimetype</c> entry names it.</summary>
    static readonly FileKind[] OpenDocument =
    [
        new("an OpenDocument text", "application/vnd.oasis.opendocument.text", "odt"),
        new("an OpenDocument spreadsheet", "application/vnd.oasis.opendocument.spreadsheet", "ods"),
        new("an OpenDocument presentation", "application/vnd.oasis.opendocument.presentation", "odp"),
    ];

    static readonly FileKind[] Texts = [Plain, Csv, Markdown];

    /// <value>All kinds.</value>
    public static IReadOnlyList<FileKind> All { get; } =
    [Pdf, Png, Jpeg, Gif, WebP, .. Office.Select(o => o.Kind), .. OpenDocument, .. Texts];

    /// <summary>The kind of a name's ending, or null.</summary>
    public static FileKind? OfName(string name)
    {
        var ending = Path.GetExtension(name).TrimStart('.').ToLowerInvariant();
        return All.FirstOrDefault(k => k.Endings.Contains(ending, StringComparer.Ordinal));
    }

    /// <summary>What a file is by its content and its name, or why it is refused. At most 2 MB of what an archive packs are unpacked.</summary>
    /// <param name="content">The whole file, from its beginning.</param>
    /// <param name="name">Its cleaned name.</param>
    /// <returns>The kind, or null and one sentence.</returns>
    public static (FileKind? Kind, string Refusal) Of(Stream content, string name)
    {
        if (content.Length == 0)
            return (null, $"“{name}” is empty. Choose the file that has the evidence in it.");
        var named = OfName(name);
        var ending = Path.GetExtension(name).ToLowerInvariant();
        if (named is null)
            return (
                null,
                (ending.Length < 2 ? $"The name “{name}” has no ending." : $"“{ending}” files are not taken.") + $" Send {Accepted}."
            );
        var (found, says) = Sniff(content);
        if (found is not null && (found == named || (found == Plain && named.IsText)))
            return (named, "");
        if (found is null)
            return (null, $"“{name}” holds {says}. Send {Accepted}.");
        return (
            null,
            $"“{name}” is named as {named.Says}, but it holds {found.Says}. Give it the ending .{found.Endings[0]}, or save it as {named.Says}."
        );
    }

    static (FileKind? Kind, string Says) Sniff(Stream content)
    {
        Span<byte> head = stackalloc byte[16];
        content.Position = 0;
        head = head[..content.ReadAtLeast(head, 16, throwOnEndOfStream: false)];
        content.Position = 0;
        if (head.StartsWith("%PDF-"u8))
            return (Pdf, "");
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
            return (Png, "");
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return (Jpeg, "");
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8))
            return (Gif, "");
        if (head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..].StartsWith("WEBP"u8))
            return (WebP, "");
        if (head.StartsWith("PK"u8))
            return Archive(content);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            return (null, "an old Office file, or one with a password");
        if (head.StartsWith("MZ"u8) || head.StartsWith("\x7fELF"u8))
            return (null, "a program");
        return Text(content);
    }

    const int MostEntries = 5000;
    const int MostDirectory = 2 * 1024 * 1024;
    const int MostUnpacked = 1024 * 1024;

    static (FileKind? Kind, string Says) Archive(Stream content)
    {
        const string broken = "an archive that cannot be read";
        if (!HasModestDirectory(content))
            return (null, broken);
        try
        {
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Any(IsMacro))
                return (null, "macros");
            if (zip.GetEntry("mimetype") is { } type)
            {
                var says = Unpacked(type, 200).Trim();
                return OpenDocument.FirstOrDefault(k => k.ContentType == says) is { } open && zip.GetEntry("content.xml") is not null
                    ? (open, "")
                    : (null, "an archive");
            }
            if (zip.GetEntry("[Content_Types].xml") is not { } types)
                return (null, "an archive");
            var parts = Unpacked(types, MostUnpacked);
            if (parts.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase))
                return (null, "macros");
            var office = Office.FirstOrDefault(o => parts.Contains($"\"{o.Main}\"", StringComparison.Ordinal)).Kind;
            return office is null ? (null, "an archive") : (office, "");
        }
        catch (Exception wrong) when (wrong is InvalidDataException or NotSupportedException or IOException)
        {
            return (null, broken);
        }
    }

    static bool IsMacro(ZipArchiveEntry entry)
    {
        var name = entry.FullName.Replace('\\', '/');
        return name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)
            || name.Contains("/activeX/", StringComparison.OrdinalIgnoreCase)
            || name.Contains("/macrosheets/", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("Basic/", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("Scripts/", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// True where the archive's own directory is small and ends where it says: an archive whose directory lies about its size would be read
    /// entry by entry before anything could be said of it.
    /// </summary>
    static bool HasModestDirectory(Stream content)
    {
        const int record = 22;
        var tail = new byte[(int)Math.Min(content.Length, record + ushort.MaxValue)];
        content.Position = content.Length - tail.Length;
        content.ReadExactly(tail);
        content.Position = 0;
        for (var at = tail.Length - record; at >= 0; at--)
        {
            var end = tail.AsSpan(at);
            if (BinaryPrimitives.ReadUInt32LittleEndian(end) != 0x06054B50)
                continue;
            var count = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
            var offset = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
            return count <= MostEntries
                && size <= MostDirectory
                && (long)offset + size == content.Length - tail.Length + at
                && BinaryPrimitives.ReadUInt16LittleEndian(end[20..]) == end.Length - record;
        }
        return false;
    }

    static string Unpacked(ZipArchiveEntry entry, int most)
    {
        using var stream = entry.Open();
        var bytes = new byte[most];
        return Encoding.UTF8.GetString(bytes.AsSpan(0, stream.ReadAtLeast(bytes, most, throwOnEndOfStream: false)));
    }

    static readonly string[] Pages = ["<!doctype", "<html", "<head", "<body", "<svg", "<?xml", "<script", "<iframe", "<?php"];

    static (FileKind? Kind, string Says) Text(Stream content)
    {
        using var reader = Reader(content);
        var piece = new char[64 * 1024];
        var isFirst = true;
        for (int read; (read = reader.ReadBlock(piece)) > 0; isFirst = false)
        {
            var text = piece.AsSpan(0, read);
            foreach (var letter in text)
            {
                if (char.IsControl(letter) && letter is not ('\t' or '\n' or '\r' or '\f' or '\u0085'))
                    return (null, "something that is no text");
            }
            if (!isFirst)
                continue;
            var start = text.TrimStart();
            if (start.StartsWith("#!"))
                return (null, "a program");
            foreach (var page in Pages)
            {
                if (start.StartsWith(page, StringComparison.OrdinalIgnoreCase))
                    return (null, "a web page or a drawing that can hold scripts");
            }
        }
        content.Position = 0;
        return (Plain, "");
    }

    /// <summary>Reads a text as what it is: UTF-8, UTF-16 by its mark, else the Latin letters that older spreadsheets write.</summary>
    internal static StreamReader Reader(Stream content)
    {
        content.Position = 0;
        var encoding = IsUtf8(content) ? Encoding.UTF8 : Encoding.Latin1;
        content.Position = 0;
        return new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
    }

    static bool IsUtf8(Stream content)
    {
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var bytes = new byte[64 * 1024];
        var letters = new char[64 * 1024 + 16];
        try
        {
            for (int read; (read = content.Read(bytes)) > 0; )
                _ = strict.GetChars(bytes.AsSpan(0, read), letters, flush: false);
            _ = strict.GetChars([], letters, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
