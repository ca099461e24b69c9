using System.Globalization;
using Goldthread.Domain.Monitor;

namespace Goldthread.Domain;

/// <summary>
/// Finds what would identify somebody who uses the service: an NHS number, or a birth date. The plan is no care record; forms refuse such a text
/// and check PL095 reports it.
/// Sources: NHS Data Dictionary (NHS number, modulus 11); plan check PL095.
/// </summary>
public static class Identifiable
{
    /// <summary>What was found.</summary>
    public enum Kind
    {
        /// <summary>Ten digits whose check digit is right.</summary>
        NhsNumber,

        /// <summary>A date shortly after "born" or "date of birth".</summary>
        BirthDate,
    }

    static readonly string[] BirthWords = ["born", "dob", "d.o.b.", "date of birth"];
    static readonly string[] Months =
    [
        .. CultureInfo.InvariantCulture.DateTimeFormat.MonthNames.Where(m => m.Length > 0),
        .. CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames.Where(m => m.Length > 0),
    ];

    const int FewestDigits = 4;

    /// <summary>How far after the birth word its date may begin, in characters.</summary>
    const int Reach = 20;

    /// <summary>The first of either in a text, or null.</summary>
    /// <param name="text">Any text; null and blank hold nothing.</param>
    public static Kind? Find(string? text)
    {
        // The hash of a file is a number that was counted, not one that somebody has; its name is looked at.
        if (FileLocation.TryRead(text, out var file))
            text = file.Name;
        // Both need a digit, and most texts have none.
        var first = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (first < 0 || !HasDigits(text, first))
            return null;
        if (HasNhsNumber(text, first))
            return Kind.NhsNumber;
        return HasBirthDate(text) ? Kind.BirthDate : null;
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
            if (Find(new string(piece, 0, length)) is { } found)
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

    /// <summary>True for at least as many digits as the shortest date has: 1/2/50.</summary>
    static bool HasDigits(ReadOnlySpan<char> text, int from)
    {
        var count = 0;
        for (var at = from; at < text.Length; at++)
        {
            if (char.IsAsciiDigit(text[at]) && ++count == FewestDigits)
                return true;
        }
        return false;
    }

    /// <summary>3, 3 and 4 digits with at most one space between, alone, with the right modulus 11 check digit.</summary>
    static bool HasNhsNumber(ReadOnlySpan<char> text, int from)
    {
        Span<int> digits = stackalloc int[10];
        for (var start = from; start <= text.Length - 10; start++)
        {
            if (!char.IsAsciiDigit(text[start]) || (start > 0 && char.IsDigit(text[start - 1])))
                continue;
            var at = start;
            var count = 0;
            while (count < 10 && at < text.Length)
            {
                if (char.IsAsciiDigit(text[at]))
                    digits[count++] = text[at] - '0';
                else if (text[at] != ' ' || count is not (3 or 6) || text[at - 1] == ' ')
                    break;
                at++;
            }
            if (count == 10 && End(text, at) && CheckDigitIsRight(digits))
                return true;
        }
        return false;
    }

    static bool CheckDigitIsRight(ReadOnlySpan<int> digits)
    {
        var sum = 0;
        for (var i = 0; i < 9; i++)
            sum += digits[i] * (10 - i);
        return (11 - sum % 11) % 11 == digits[9];
    }

    static bool HasBirthDate(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('b' or 'B' or 'd' or 'D') || WordLetter.IsAt(text, i - 1))
                continue;
            foreach (var word in BirthWords)
            {
                var length = PhraseAt(text[i..], word);
                if (length == 0)
                    continue;
                var after = i + length;
                for (var at = after; at <= Math.Min(after + Reach, text.Length - 1); at++)
                {
                    if (char.IsAsciiDigit(text[at]) && !char.IsDigit(text[at - 1]) && IsDate(text[at..]))
                        return true;
                }
            }
        }
        return false;
    }

    /// <summary>The length of the whole phrase at the start of the text, regardless of case, a run of white space being one space; else 0.</summary>
    static int PhraseAt(ReadOnlySpan<char> text, string phrase)
    {
        var at = 0;
        foreach (var letter in phrase)
        {
            if (letter == ' ')
            {
                var run = at;
                while (run < text.Length && char.IsWhiteSpace(text[run]))
                    run++;
                if (run == at)
                    return 0;
                at = run;
            }
            else if (at < text.Length && char.ToLowerInvariant(text[at]) == letter)
            {
                at++;
            }
            else
            {
                return 0;
            }
        }
        return WordLetter.IsAt(text, at) ? 0 : at;
    }

    /// <summary>yyyy-mm-dd, d/m/yyyy (or . or -, or a year of two digits), or d Month yyyy (st, nd, rd, th allowed).</summary>
    static bool IsDate(ReadOnlySpan<char> text)
    {
        var at = 0;
        var digits = Digits(text, ref at, 4);
        if (digits == 4)
        {
            return Separator(text, ref at, "-")
                && Number(text, ref at, 2, 2, out var month)
                && month is >= 1 and <= 12
                && Separator(text, ref at, "-")
                && Number(text, ref at, 2, 2, out var day)
                && day is >= 1 and <= 31
                && End(text, at);
        }
        at = 0;
        if (!Number(text, ref at, 1, 2, out var first) || first is < 1 or > 31)
            return false;
        if (Separator(text, ref at, "/.-"))
        {
            return Number(text, ref at, 1, 2, out var month)
                && month is >= 1 and <= 12
                && Separator(text, ref at, "/.-")
                && Digits(text, ref at, 5) is 2 or 4
                && End(text, at);
        }
        if (
            at + 1 < text.Length
            && text.Slice(at, 2) is var suffix
            && (Same(suffix, "st") || Same(suffix, "nd") || Same(suffix, "rd") || Same(suffix, "th"))
        )
            at += 2;
        if (!Spaces(text, ref at))
            return false;
        foreach (var month in Months)
        {
            var then = at + month.Length;
            if (
                then < text.Length
                && Same(text.Slice(at, month.Length), month)
                && Spaces(text, ref then)
                && Digits(text, ref then, 5) == 4
                && End(text, then)
            )
                return true;
        }
        return false;
    }

    static bool Same(ReadOnlySpan<char> text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);

    static int Digits(ReadOnlySpan<char> text, ref int at, int most)
    {
        var start = at;
        while (at < text.Length && at - start < most && char.IsAsciiDigit(text[at]))
            at++;
        return at - start;
    }

    static bool Number(ReadOnlySpan<char> text, ref int at, int least, int most, out int number)
    {
        var start = at;
        var count = Digits(text, ref at, most);
        number = 0;
        foreach (var digit in text[start..at])
            number = number * 10 + (digit - '0');
        return count >= least;
    }

    static bool Separator(ReadOnlySpan<char> text, ref int at, string any)
    {
        if (at >= text.Length || !any.Contains(text[at], StringComparison.Ordinal))
            return false;
        at++;
        return true;
    }

    static bool Spaces(ReadOnlySpan<char> text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at > start;
    }

    static bool End(ReadOnlySpan<char> text, int at) => at == text.Length || !char.IsDigit(text[at]);
}
