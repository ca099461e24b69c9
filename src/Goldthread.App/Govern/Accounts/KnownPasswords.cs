using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Goldthread.App.Govern.Accounts;

/// <summary>
/// The words that known passwords are made of, <c>catalogue/passwords.txt</c>. A password is known where one or two of them are all that is left of it
/// without capitals, digits, marks and accents, and with letters for the signs that stand for them: <c>Winter2026!!</c>, <c>P@ssw0rd1234</c>.
/// </summary>
static class KnownPasswords
{
    /// <summary>Signs at an end that may stand for letters too: <c>$ecret</c>, <c>welc0m3</c>.</summary>
    const int AtAnEnd = 3;

    static readonly Lazy<FrozenSet<string>> Words = new(Read);

    /// <summary>True where the password is a known one, or the address of its account with digits and marks.</summary>
    /// <param name="password">As typed.</param>
    /// <param name="email">The account's e-mail address.</param>
    public static bool Has(string password, string email)
    {
        var parts = email.Split('@');
        HashSet<string> own = [.. parts.Concat([parts[^1].Split('.')[0]]).Select(Letters).Where(w => w.Length > 3)];
        var typed = Plain(password);
        var (first, last) = (Array.FindIndex(typed, char.IsAsciiLetter), Array.FindLastIndex(typed, char.IsAsciiLetter));
        if (first < 0)
            return false;
        for (var from = first; from >= Math.Max(0, first - AtAnEnd); from--)
        {
            for (var to = last; to < Math.Min(typed.Length, last + 1 + AtAnEnd); to++)
            {
                var middle = typed.AsSpan(from, to - from + 1);
                if (
                    IsMadeOfThem(Letters(middle, 'i'), own)
                    || IsMadeOfThem(Letters(middle, 'l'), own)
                    || IsMadeOfThem(Letters(new string(middle)), own)
                )
                    return true;
            }
        }
        return false;
    }

    static bool IsMadeOfThem(string letters, HashSet<string> own)
    {
        bool IsOne(string word) => Words.Value.Contains(word) || own.Contains(word);
        if (IsOne(letters))
            return true;
        for (var cut = 1; cut < letters.Length; cut++)
        {
            var word = letters[..cut];
            if (IsOne(word) && (IsOne(letters[cut..]) || IsRepeated(letters, word)))
                return true;
        }
        return false;
    }

    static bool IsRepeated(string letters, string word) =>
        letters.Length % word.Length == 0 && letters.Replace(word, "", StringComparison.Ordinal).Length == 0;

    /// <summary>Small letters without accents.</summary>
    static char[] Plain(string text) =>
        [
            .. text.Normalize(NormalizationForm.FormKD)
                .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                .Select(char.ToLowerInvariant),
        ];

    /// <summary>The letters of a text; what stands between them goes.</summary>
    static string Letters(string text) => new([.. Plain(text).Where(char.IsAsciiLetter)]);

    /// <summary>The letters of a text, with those for which signs stand.</summary>
    static string Letters(ReadOnlySpan<char> text, char forOne)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var sign in text)
        {
            var letter = sign switch
            {
                '0' => 'o',
                '1' or '!' or '|' => forOne,
                '3' or '€' => 'e',
                '4' or '@' => 'a',
                '5' or '$' => 's',
                '7' or '+' => 't',
                '8' => 'b',
                '9' => 'g',
                _ => sign,
            };
            if (char.IsAsciiLetter(letter))
                letters.Append(letter);
        }
        return letters.ToString();
    }

    static FrozenSet<string> Read()
    {
        using var stream = typeof(KnownPasswords).Assembly.GetManifestResourceStream("catalogue/passwords.txt")!;
        using var reader = new StreamReader(stream);
        return reader
            .ReadToEnd()
            .Split('\n')
            .Where(line => !line.StartsWith('#'))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .ToFrozenSet(StringComparer.Ordinal);
    }
}
