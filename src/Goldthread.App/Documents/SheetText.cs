namespace Goldthread.App.Documents;

/// <summary>A text in a cell of a workbook, so that no program takes it for a formula, and back again.</summary>
public static class SheetText
{
    /// <summary>The greatest number of characters of a cell.</summary>
    public const int Longest = 32_767;

    const string Begins = "=+-@\t\r'";

    /// <summary>A text that would begin a formula stands behind an apostrophe; so does one that begins with an apostrophe, so that it comes back as it was.</summary>
    public static string Out(string text) => text.Length > 0 && Begins.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;

    /// <summary>What <see cref="Out"/> was given.</summary>
    public static string Back(string text) =>
        text is ['\'', var next, ..] && Begins.Contains(next, StringComparison.Ordinal) ? text[1..] : text;
}
