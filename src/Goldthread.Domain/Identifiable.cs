using System.Globalization;
using System.Text.RegularExpressions;

namespace Goldthread.Domain;

/// <summary>
/// Finds what could identify somebody who uses the service: an NHS number or a birth date. The one mechanism for every field, file and call.
/// Sources: NHS Data Dictionary (NHS number, modulus 11); plan check PL095.
/// </summary>
public static partial class Identifiable
{
    /// <summary>What was found.</summary>
    public enum Kind
    {
        /// <summary>Ten digits whose check digit is right.</summary>
        NhsNumber,

        /// <summary>A date shortly after "born" or "date of birth".</summary>
        BirthDate,
    }

    /// <summary>The first of either in a text, or null.</summary>
    /// <param name="text">Any text; runs of white space count as one space.</param>
    public static Kind? Find(string? text)
    {
        // Nearly every text has no digit, and then it holds neither.
        if (text is null || !text.AsSpan().ContainsAnyInRange('0', '9'))
            return null;
        text = WhiteSpace().Replace(text, " ");
        foreach (Match match in NhsNumber().Matches(text))
        {
            if (CheckDigitIsRight(match.Groups["a"].Value + match.Groups["b"].Value + match.Groups["c"].Value))
                return Kind.NhsNumber;
        }
        foreach (Match born in Born().Matches(text))
        {
            var from = born.Index + born.Length;
            foreach (Match date in BirthDate().Matches(text, from))
            {
                if (date.Index > from + 20)
                    break;
                if (IsDate(date))
                    return Kind.BirthDate;
            }
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

    static bool CheckDigitIsRight(string digits)
    {
        var sum = 0;
        for (var i = 0; i < 9; i++)
            sum += (digits[i] - '0') * (10 - i);
        var check = 11 - (sum % 11);
        return (check == 11 ? 0 : check) == digits[9] - '0';
    }

    static bool IsDate(Match match)
    {
        int Number(string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
        var year = Number("y");
        if (match.Groups["y"].Length == 2)
            year += 1900; // Any century will do to judge the day, but 1900 was no leap year.
        var month = match.Groups["name"].Success ? Month(match.Groups["name"].Value) : Number("m");
        var leap = match.Groups["y"].Length == 2 && Number("y") == 0 ? 2000 : year;
        return month is >= 1 and <= 12
            && leap is >= 1 and <= 9999
            && Number("d") is >= 1 and var day
            && day <= DateTime.DaysInMonth(leap, month);
    }

    static int Month(string name) =>
        1
        + Array.FindIndex(
            CultureInfo.InvariantCulture.DateTimeFormat.MonthNames,
            m =>
                m.Length > 0
                && (m.Equals(name, StringComparison.OrdinalIgnoreCase) || m[..3].Equals(name, StringComparison.OrdinalIgnoreCase))
        );

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex WhiteSpace();

    [GeneratedRegex("(?<![0-9])(?<a>[0-9]{3}) ?(?<b>[0-9]{3}) ?(?<c>[0-9]{4})(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex NhsNumber();

    [GeneratedRegex(
        @"(?<![\p{L}\p{Nd}])(?:born|dob|d\.o\.b\.|date of birth)(?![\p{L}\p{Nd}])",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex Born();

    [GeneratedRegex(
        @"(?<![\p{L}\p{Nd}])(?:(?<y>[0-9]{4})-(?<m>[0-9]{1,2})-(?<d>[0-9]{1,2})|(?<d>[0-9]{1,2})[/.\-](?<m>[0-9]{1,2})[/.\-](?<y>[0-9]{4}|[0-9]{2})|(?<d>[0-9]{1,2})(?:st|nd|rd|th)? (?<name>[a-z]+) (?<y>[0-9]{4}))(?![\p{L}\p{Nd}])",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex BirthDate();
}
