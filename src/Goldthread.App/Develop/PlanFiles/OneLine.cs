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

    /// <summary>The beginning of a text that may be long, for a sentence about it; no letter is cut in half.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The most characters that are left of it, besides the ellipsis.</param>
    public static string Short(string text, int most = 40) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)] + "…";

    static bool Breaks(char letter) =>
        char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
