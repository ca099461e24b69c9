using System.Globalization;
using System.Net;
using System.Text;

namespace Goldthread.Domain;

/// <summary>
/// A text by what its signs look like: digits of any script are 0 to 9, every dash is a hyphen, every space a space, and signs that nobody sees are gone.
/// What is looked for is then written in one way.
/// </summary>
static class AsSeen
{
    /// <summary>The text by what its signs look like.</summary>
    internal static string Of(string text)
    {
        if (HasEntity(text))
            text = WebUtility.HtmlDecode(text);
        if (Ascii.IsValid(text))
            return text;
        var seen = new StringBuilder(text.Length);
        foreach (var sign in Compatible(text).EnumerateRunes())
            Add(seen, sign);
        return seen.ToString();
    }

    /// <summary>True where a text has a digit of any script, or a sign that may stand for one.</summary>
    internal static bool MayHaveDigit(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAnyInRange('0', '9') >= 0)
            return true;
        foreach (var letter in text[Math.Max(0, text.IndexOfAnyExceptInRange('\0', '\u007f'))..])
        {
            if (letter > '\u007f' && (char.IsNumber(letter) || char.IsSurrogate(letter)))
                return true;
        }
        return HasEntity(text);
    }

    /// <summary>True where a sign is written by its number or its name, as web pages write them.</summary>
    static bool HasEntity(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf('&');
        return at >= 0 && text[at..].Contains(';');
    }

    /// <summary>Letters and digits of another width, weight or height are those of the usual one.</summary>
    static string Compatible(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // Half of a letter that takes two places.
            return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Normalize(NormalizationForm.FormKC);
        }
    }

    static void Add(StringBuilder seen, Rune sign)
    {
        if (sign.IsAscii)
        {
            seen.Append((char)sign.Value);
            return;
        }
        switch (Rune.GetUnicodeCategory(sign))
        {
            case UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark:
                break;
            case UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                seen.Append('\n');
                break;
            case UnicodeCategory.SpaceSeparator or UnicodeCategory.Control:
                seen.Append(' ');
                break;
            case UnicodeCategory.DashPunctuation:
                seen.Append('-');
                break;
            case UnicodeCategory.DecimalDigitNumber
            or UnicodeCategory.OtherNumber when Rune.GetNumericValue(sign) is >= 0 and < 10 and var number:
                seen.Append((char)('0' + (int)number));
                break;
            default:
                _ = sign.Value switch
                {
                    // Letters and signs that are blank.
                    0x115F or 0x1160 or 0x2800 or 0x3164 => seen.Append(' '),
                    0x02D7 or 0x2043 or 0x2212 => seen.Append('-'),
                    0x2044 or 0x2215 or 0x29F8 => seen.Append('/'),
                    0x00B7 or 0x2022 or 0x2027 or 0x22C5 or 0x30FB or 0x3002 => seen.Append('.'),
                    0x066B or 0x066C or 0x060C => seen.Append(','),
                    0x2018 or 0x2019 or 0x201C or 0x201D or 0x02BC => seen.Append('\''),
                    _ => seen.Append(sign.ToString()),
                };
                break;
        }
    }
}
