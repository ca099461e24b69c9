using System.Globalization;

namespace Goldthread.App.Develop.PlanFiles;

/// <summary>Keeps what a file says from breaking the line, or the terminal, that it is told on.</summary>
static class OneLine
{
    /// <summary>The text with a space for each line end, control character and character that turns the direction of writing.</summary>
    public static string Of(string text)
    {
        foreach (var letter in text)
        {
            if (Breaks(letter))
                return string.Create(
                    text.Length,
                    text,
                    static (span, from) =>
                    {
                        for (var i = 0; i < span.Length; i++)
                            span[i] = Breaks(from[i]) ? ' ' : from[i];
                    }
                );
        }
        return text;
    }

    static bool Breaks(char letter) =>
        char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
