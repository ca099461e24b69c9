using System.Text;
using System.Text.RegularExpressions;

namespace Goldthread.Domain.Learn;

/// <summary>
/// What somebody from outside reads of a frozen text: the numbers and days by which a person is known, rooms, and names behind a title or as initials are
/// taken out, each with a word for what stood there. A program does not know who is meant: a person looks at it before anything leaves.
/// </summary>
public static partial class Redacted
{
    /// <summary>The text without them.</summary>
    public static string Of(string text)
    {
        if (string.IsNullOrEmpty(text))
            return text;
        text = Numbers().Replace(text, m => Identifiable.Find(Digits(m.Value)) is Identifiable.Kind.NhsNumber ? "[number]" : m.Value);
        text = Born().Replace(text, "${word}[day]");
        text = Days().Replace(text, m => IsLongAgo(m.Groups["year"].Value) ? "[day]" : m.Value);
        text = Rooms().Replace(text, "${place} [room]");
        text = Titled().Replace(text, "[name]");
        text = Initialled().Replace(text, "[name]");
        return text;
    }

    /// <summary>Whoever did something by their role: what stands before the bracket with the name.</summary>
    public static string Role(string who) =>
        who.IndexOf('(', StringComparison.Ordinal) is > 0 and var bracket ? who[..bracket].Trim() : "Somebody who works there";

    static string Digits(string text)
    {
        var digits = new StringBuilder();
        foreach (var character in text.Where(char.IsAsciiDigit))
            digits.Append(character);
        return digits.ToString();
    }

    /// <summary>A day of so long ago is nobody's deadline.</summary>
    static bool IsLongAgo(string year) => int.TryParse(year, out var number) && (number < 100 ? number is > 30 : number < 2015);

    [GeneratedRegex(@"(?<!\d)\d{3}[ \-.]?\d{3}[ \-.]?\d{4}(?!\d)")]
    private static partial Regex Numbers();

    [GeneratedRegex(
        @"\b(?<word>(?:born(?: on)?|d\.?o\.?b\.?|date of birth|birthday)\s*[:\-]?\s*(?:is |was )?)(?:\d{1,4}[ ./\-]\d{1,2}[ ./\-]\d{1,4}|\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-z]{3,9},?\s+\d{2,4}|[A-Za-z]{3,9}\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{4})",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Born();

    [GeneratedRegex(
        @"\b(?:\d{1,2}[./\-]\d{1,2}[./\-](?<year>\d{4}|\d{2})|\d{1,2}(?:st|nd|rd|th)?\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,?\s+(?<year>\d{4})|(?<year>\d{4})-\d{2}-\d{2})\b"
    )]
    private static partial Regex Days();

    [GeneratedRegex(@"\b(?<place>room|bed|flat|bay|cubicle)\s+(?:no\.?\s*)?(?:\d+[A-Za-z]?|[A-Z]\d*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Rooms();

    [GeneratedRegex(
        @"\b(?:Mr|Mrs|Ms|Miss|Mx|Master|Sir|Dame|Lady)\.?[ \u00A0]+(?:[A-Z]\.?[ \u00A0]+)*\p{Lu}[\p{L}'’\-]*(?:[ \u00A0]\p{Lu}[\p{L}'’\-]+)?"
    )]
    private static partial Regex Titled();

    [GeneratedRegex(@"\b(?:\p{Lu}\.[ \u00A0]?){1,3}\p{Lu}[\p{L}'’\-]{2,}\b|\b(?:\p{Lu}\.){2,3}(?!\w)")]
    private static partial Regex Initialled();
}
