using System.Globalization;
using System.Text;

namespace Goldthread.Domain;

/// <summary>
/// A number as people, spreadsheets and publishers write it: £1,234.50, 50%, (1,234), −12, 12.3 [p], 1,234¹; or the mark that stands where there is none,
/// such as [c], &lt;5 or #N/A. The one reading of numbers for forms, pasted rows, files and the command.
/// </summary>
/// <param name="Digits">The number in plain digits, such as -1234.50; null where a mark stands for a missing one.</param>
/// <param name="IsPercent">True where it was written per cent; the number is 85 for 85%.</param>
/// <param name="Note">What its mark says, such as "Provisional." or "Suppressed to protect people."; null for none.</param>
public readonly record struct WrittenNumber(string? Digits, bool IsPercent = false, string? Note = null)
{
    /// <value>The number; null where it is missing.</value>
    public double? Value => Digits is null ? null : double.Parse(Digits, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Reads a number or a mark.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="number">What it says.</param>
    /// <param name="commas">True where the column writes decimals with a comma: 1,5 is one and a half.</param>
    /// <returns>False where it is neither, also where it is blank.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, out WrittenNumber number, bool commas = false)
    {
        number = default;
        // Most cells are plain digits.
        text = text.Trim();
        if (IsPlain(text) && !(commas && text.Contains('.')))
        {
            number = new(text.ToString());
            return true;
        }
        if (text.Length is 0 or > 200)
            return false;
        var clean = Clean(text);
        if (Mark(clean) is { } mark)
        {
            number = mark;
            return true;
        }
        var note = TakeFlags(ref clean);
        var (negative, percent) = (false, false);
        if (clean is ['(', .., ')'])
            (clean, negative) = (clean[1..^1].Trim(), true);
        TakeSign(ref clean, ref negative);
        foreach (var currency in (string[])["£", "€", "$", "gbp "])
        {
            if (clean.StartsWith(currency, StringComparison.OrdinalIgnoreCase))
                clean = clean[currency.Length..].TrimStart();
        }
        TakeSign(ref clean, ref negative);
        foreach (var sign in (string[])["%", "per cent", "percent"])
        {
            if (!clean.EndsWith(sign, StringComparison.OrdinalIgnoreCase))
                continue;
            (clean, percent) = (clean[..^sign.Length].TrimEnd(), true);
            break;
        }
        if (
            Plain(clean, commas) is not { } digits
            || !double.IsFinite(double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture))
        )
            return false;
        number = new(negative ? "-" + digits : digits, percent, note);
        return true;
    }

    /// <summary>The plain digits of a number that somebody typed; null where it is none. A mark is no number here, whatever it stands for.</summary>
    public static string? Typed(string text) =>
        text.AsSpan().IndexOfAnyInRange('0', '9') >= 0 && TryRead(text, out var number) ? number.Digits : null;

    /// <summary>
    /// True where a column writes decimals with a comma: a number in it begins with 0, or has other than three digits after its only comma in a file
    /// that parts its cells with semicolons; and none can only be read with a decimal point.
    /// </summary>
    /// <param name="cells">The cells of the column.</param>
    /// <param name="semicolons">True where the file parts its cells with semicolons.</param>
    public static bool HasCommas(IEnumerable<string> cells, bool semicolons)
    {
        var found = false;
        foreach (var cell in cells)
        {
            var comma = cell.IndexOf(',', StringComparison.Ordinal);
            if (comma < 0)
            {
                // A point with other than three digits after it is no thousand.
                if (
                    cell.IndexOf('.', StringComparison.Ordinal) is >= 0 and var only
                    && DigitsAfter(cell, only) is not 3 and > 0
                    && !semicolons
                )
                    return false;
                continue;
            }
            var point = cell.IndexOf('.', StringComparison.Ordinal);
            if (cell.IndexOf(',', comma + 1) >= 0 || point > comma)
                return false;
            if (comma == 0 || !char.IsAsciiDigit(cell[comma - 1]) || DigitsAfter(cell, comma) == 0)
                continue;
            var first = cell.AsSpan().IndexOfAnyInRange('0', '9');
            found |= semicolons || (comma == first + 1 && cell[first] == '0');
        }
        return found;
    }

    static int DigitsAfter(string text, int at)
    {
        var count = 0;
        while (at + 1 + count < text.Length && char.IsAsciiDigit(text[at + 1 + count]))
            count++;
        return count;
    }

    static bool IsPlain(ReadOnlySpan<char> text)
    {
        var at = text is ['-', ..] ? 1 : 0;
        var (digits, points) = (0, 0);
        for (; at < text.Length; at++)
        {
            if (char.IsAsciiDigit(text[at]))
                digits++;
            else if (text[at] == '.')
                points++;
            else
                return false;
        }
        return points <= 1 && digits is > 0 and < 30;
    }

    /// <summary>Plain digits of what is left once signs are taken away; null where it is no number.</summary>
    static string? Plain(string text, bool commas)
    {
        if (text.Length == 0)
            return null;
        var (fraction, thousand) = commas ? (',', '.') : ('.', ',');
        // A nought before the only comma: no thousand begins so.
        if (!commas && text is ['0', ',', _, ..] && text.IndexOf(',', 2) < 0 && !text.Contains('.', StringComparison.Ordinal))
            (fraction, thousand) = (',', '.');
        // In a column of decimal commas a point is a thousand only where three digits follow.
        else if (
            commas
            && !text.Contains(',', StringComparison.Ordinal)
            && text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point
            && DigitsAfter(text, point) != 3
        )
            (fraction, thousand) = ('.', ',');
        var built = new StringBuilder(text.Length);
        var at = 0;
        var grouped = 0;
        var run = 0;
        for (; at < text.Length; at++)
        {
            var letter = text[at];
            if (char.IsAsciiDigit(letter))
            {
                built.Append(letter);
                run++;
            }
            else if (letter == thousand || letter == ' ')
            {
                if (run is 0 or > 3 || (grouped > 0 && run != 3) || (letter == thousand && grouped == 0 && run == 1 && text[0] == '0'))
                    return null;
                (grouped, run) = (grouped + 1, 0);
            }
            else
                break;
        }
        if (grouped > 0 && run != 3)
            return null;
        var whole = built.Length;
        if (at < text.Length && text[at] == fraction)
        {
            built.Append('.');
            for (at++; at < text.Length && char.IsAsciiDigit(text[at]); at++)
                built.Append(text[at]);
            if (built[^1] == '.')
                built.Length--;
        }
        if (whole == 0 && built.Length < 2)
            return null;
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            var rest = text.AsSpan(at + 1);
            var signed = rest is ['+' or '-', ..] ? 1 : 0;
            if (rest.Length == signed || rest.Length > signed + 3 || rest[signed..].ContainsAnyExceptInRange('0', '9'))
                return null;
            return built.Append('e').Append(rest).ToString();
        }
        return at == text.Length ? (built[0] == '.' ? "0" + built : built.ToString()) : null;
    }

    static void TakeSign(ref string text, ref bool negative)
    {
        if (text is ['-' or '+', _, ..])
            (negative, text) = (negative || text[0] == '-', text[1..].TrimStart());
    }

    /// <summary>Any space is one, any dash a hyphen; what cannot be seen is gone.</summary>
    internal static string Clean(ReadOnlySpan<char> text)
    {
        var built = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (letter is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or '\u00AD' or '\u200E' or '\u200F')
                continue;
            if (char.IsWhiteSpace(letter) || char.IsControl(letter))
            {
                if (built.Length > 0 && built[^1] != ' ')
                    built.Append(' ');
            }
            else
                built.Append(
                    letter is '\u2212' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\uFE63' or '\uFF0D' ? '-' : letter
                );
        }
        var clean = built.ToString().TrimEnd();
        // A spreadsheet's sign for "this is text".
        return clean is ['\'', _, ..] ? clean[1..] : clean;
    }

    /// <summary>Takes the marks of a footnote from the end: 12.3 [p], 1,234¹, 7*, 12 (r).</summary>
    /// <returns>What they say, or null.</returns>
    internal static string? TakeFlags(ref string text)
    {
        string? note = null;
        while (text.Length > 1)
        {
            if (text[^1] is '*' or '†' or '‡' or '§' or '¹' or '²' or '³' or '⁰' or (>= '⁴' and <= '⁹'))
            {
                text = text[..^1].TrimEnd();
                continue;
            }
            var open = text[^1] switch
            {
                ']' => text.LastIndexOf('['),
                ')' => text.LastIndexOf('('),
                _ => text.Length > 2 && text[^2] == ' ' && char.IsAsciiLetter(text[^1]) ? text.Length - 1 : -1,
            };
            if (open <= 0 || !(char.IsAsciiDigit(text[open - 1]) || text[open - 1] is ' ' or '%' or ')'))
                break;
            var flag = text[open..].Trim('[', ']', '(', ')').Trim();
            if (flag.Length is 0 or > 40 || (text[^1] == ')' && !char.IsAsciiLetter(flag[0])))
                break;
            text = text[..open].TrimEnd();
            note = flag.ToLowerInvariant() switch
            {
                "p" or "provisional" or "prov" => "Provisional.",
                "r" or "revised" => "Revised.",
                "e" or "estimated" or "estimate" or "est" => "Estimated.",
                "b" => "The series breaks here.",
                "u" => "Unreliable.",
                var other when other.StartsWith("note", StringComparison.Ordinal) || char.IsAsciiDigit(other[0]) => note,
                _ => $"Marked {flag}.",
            };
        }
        return note;
    }

    /// <summary>The marks that stand for a figure, each with its reason; null for none of them.</summary>
    static WrittenNumber? Mark(string text)
    {
        var word = text.ToLowerInvariant();
        if (word.Length > 2 && (word is ['[', .., ']'] || word is ['(', .., ')']) && !char.IsAsciiDigit(word[1]) && word[1] != '£')
            word = word[1..^1].Trim();
        static WrittenNumber Missing(string why) => new(null, Note: why);
        switch (word)
        {
            case "c" or "s" or "supp" or "suppressed" or "supressed" or "*" or "**" or "***" or "confidential" or "redacted" or "hidden":
                return Missing("Suppressed to protect people.");
            case "x" or "u" or "not available" or "unavailable" or "unreliable" or "not published" or "w":
                return Missing("Not available or unreliable.");
            case "z" or "n/a" or "na" or "n.a." or "not applicable":
                return Missing("Does not apply.");
            case "low" or "k":
                return new("0", Note: "Rounds to nought.");
            case "nil":
                return new("0", Note: "Written as nil.");
            case "tbc" or "tba" or "tbd" or "pending" or "awaited" or "to follow" or "not yet available" or "not yet known":
                return Missing("Not known yet.");
            case "-"
            or "--"
            or "---"
            or "."
            or ".."
            or "..."
            or "…"
            or ":"
            or "null"
            or "none"
            or "missing"
            or "nr"
            or "nd"
            or "no data"
            or "not recorded"
            or "not known"
            or "unknown"
            or "not collected"
            or "blank"
            or "?":
                return Missing("Not recorded.");
            case "#n/a" or "#div/0!" or "#value!" or "#ref!" or "#num!" or "#name?" or "#null!" or "#spill!" or "#calc!" or "#getting_data":
                return Missing($"The spreadsheet shows {text}.");
            default:
                break;
        }
        foreach (var (sign, words) in Fewer)
        {
            if (
                word.StartsWith(sign, StringComparison.Ordinal)
                && Plain(word[sign.Length..].Trim().TrimEnd('%').TrimEnd(), false) is { } bound
            )
                return Missing($"Hidden: {words} {bound}.");
        }
        return null;
    }

    static readonly (string Sign, string Words)[] Fewer =
    [
        ("<=", "at most"),
        ("≤", "at most"),
        ("<", "fewer than"),
        (">=", "at least"),
        ("≥", "at least"),
        (">", "more than"),
        ("fewer than ", "fewer than"),
        ("less than ", "fewer than"),
        ("under ", "fewer than"),
    ];
}
