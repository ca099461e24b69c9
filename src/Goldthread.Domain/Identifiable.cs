using Goldthread.Domain.Monitor;

namespace Goldthread.Domain;

/// <summary>
/// Finds what would identify somebody who uses the service: an NHS number, or a birth date, in whatever signs it is written. The plan is no care record;
/// forms refuse such a text and check PL095 reports it.
/// </summary>
public static class Identifiable
{
    /// <summary>What was found.</summary>
    public enum Kind
    {
        /// <summary>Ten digits whose check digit is right.</summary>
        NhsNumber,

        /// <summary>A date beside "born" or "date of birth".</summary>
        BirthDate,
    }

    /// <summary>The first of either in a text, or null.</summary>
    /// <param name="text">Any text; null and blank hold nothing.</param>
    public static Kind? Find(string? text)
    {
        // The hash of a file is a number that was counted, not one that somebody has; its name is looked at.
        if (FileLocation.TryRead(text, out var file))
            text = file.Name;
        return Find(text, isFile: false);
    }

    static Kind? Find(string? text, bool isFile)
    {
        // A number needs a digit, a birth date its word; most texts have neither.
        if (text is null || (!AsSeen.MayHaveDigit(text) && !BirthDate.MayBeIn(text)))
            return null;
        var seen = AsSeen.Of(text);
        return NhsNumber.IsIn(seen, isFile) ? Kind.NhsNumber
            : BirthDate.IsIn(seen) ? Kind.BirthDate
            : null;
    }

    /// <summary>The first of either in a text of any length, read piece by piece; null where it holds nothing.</summary>
    /// <param name="text">The text; it is read to its end, or to the first that is found.</param>
    public static Kind? FindIn(TextReader text)
    {
        const int most = 64 * 1024;
        const int overlap = 256;
        var piece = new char[most];
        var kept = 0;
        for (int read; (read = text.ReadBlock(piece, kept, most - kept)) > 0; )
        {
            var length = kept + read;
            if (Find(new string(piece, 0, length), isFile: true) is { } found)
                return found;
            // What straddles two pieces is looked at again; never from the middle of a word or a number.
            var from = Math.Max(0, length - overlap);
            while (from > 0 && from < length && char.IsLetterOrDigit(piece[from]) && char.IsLetterOrDigit(piece[from - 1]))
                from++;
            kept = length - from;
            piece.AsSpan(from, kept).CopyTo(piece);
        }
        return null;
    }

    /// <summary>What stands in a table that waits where such a text stood: it is told of the line, and the text is kept nowhere.</summary>
    public static string Withheld(this Kind kind) => kind is Kind.NhsNumber ? "[an NHS number]" : "[a birth date]";

    /// <summary>Which kind stood there, where a text ends with the sign of one that was withheld; null for none.</summary>
    public static Kind? WithheldIn(string? text)
    {
        foreach (var kind in Enum.GetValues<Kind>())
        {
            if (text?.EndsWith(kind.Withheld(), StringComparison.Ordinal) == true)
                return kind;
        }
        return null;
    }

    /// <summary>Why the text is refused and what would be accepted.</summary>
    public static string Explanation(this Kind kind) =>
        kind switch
        {
            Kind.NhsNumber =>
                "This holds an NHS number. Goldthread keeps nothing that identifies a person who uses a service. Use initials or a local record number.",
            Kind.BirthDate =>
                "This holds a birth date. Goldthread keeps nothing that identifies a person who uses a service. Write the age group, or leave it out.",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}
