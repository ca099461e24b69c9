namespace Goldthread.App.Develop.Pictures;

/// <summary>How much room words take in a picture, so that they are laid out without a browser: rather too much than too little.</summary>
public static class Lettering
{
    /// <summary>The width of a text in one line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">The size of its letters in pixels.</param>
    public static double Width(ReadOnlySpan<char> text, double size)
    {
        var width = 0.0;
        foreach (var letter in text)
            width += Em(letter);
        return width * size;
    }

    // The type that pages are set in (Atkinson Hyperlegible Next, at its bold), by groups of like width; rounded up.
    static double Em(char letter) =>
        letter switch
        {
            'j' or '.' or ',' or ':' or ';' or '\'' or '’' => 0.29,
            'i' or 'l' or ' ' or '(' or ')' or '!' => 0.33,
            'f' or 't' or '"' => 0.37,
            'r' or '-' => 0.41,
            '1' or 'I' or '/' => 0.45,
            'c' or 's' or 'v' or 'x' or 'y' or 'z' or '“' or '”' or '–' => 0.53,
            '7' or 'a' or 'e' or 'k' or 'u' or 'F' or 'J' or 'L' or '?' => 0.57,
            'w' or 'G' or 'H' or 'N' or 'U' => 0.73,
            'O' or 'Q' or '…' or '&' => 0.77,
            'm' or 'M' or 'W' or '—' => 0.89,
            '%' or '→' => 1.01,
            >= 'a' and <= 'z' => 0.61,
            >= 'A' and <= 'Z' or >= '0' and <= '9' => 0.69,
            // What is not of these letters may be as wide as it is high.
            _ => letter < 0x250 ? 0.73 : 1.05,
        };

    /// <summary>The text as far as it fits in one line; what does not fit ends in an ellipsis.</summary>
    public static string Fit(string text, double width, double size)
    {
        text = OneLine(text);
        if (Width(text, size) <= width)
            return text;
        var room = width - Width("…", size);
        var most = 0;
        for (var used = 0.0; most < text.Length; most++)
        {
            used += Em(text[most]) * size;
            if (used > room)
                break;
        }
        // Never half of a pair.
        if (most > 0 && char.IsHighSurrogate(text[most - 1]))
            most--;
        return text[..most].TrimEnd() + "…";
    }

    /// <summary>Breaks a text into lines that fit; what is too much ends in an ellipsis.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The room in pixels.</param>
    /// <param name="size">The size of its letters in pixels.</param>
    /// <param name="most">The most lines, at least 1.</param>
    public static IReadOnlyList<string> Wrap(string text, double width, double size, int most)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        List<string> lines = [];
        for (var next = 0; next < words.Length; )
        {
            if (lines.Count == most - 1)
            {
                lines.Add(Fit(string.Join(' ', words[next..]), width, size));
                break;
            }
            var line = words[next++];
            while (next < words.Length && Width($"{line} {words[next]}", size) <= width)
                line += " " + words[next++];
            lines.Add(Fit(line, width, size));
        }
        return lines;
    }

    static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>Where something stands in a picture, in pixels from its top left.</summary>
public readonly record struct Spot(double Left, double Top, double Width, double Height)
{
    /// <value>Its right edge.</value>
    public double Right => Left + Width;

    /// <value>Its lower edge.</value>
    public double Bottom => Top + Height;

    /// <summary>True where the two have room in common.</summary>
    public bool Overlaps(Spot other) =>
        Left < other.Right - 0.01 && other.Left < Right - 0.01 && Top < other.Bottom - 0.01 && other.Top < Bottom - 0.01;
}

/// <summary>Words in a picture.</summary>
/// <param name="Text">As much of them as there is room for.</param>
/// <param name="At">Their room.</param>
public sealed record Lettered(string Text, Spot At)
{
    /// <value>All of them; read out, and shown when pointed at.</value>
    public string Whole { get; init; } = Text;

    /// <value>Where they lead, or null.</value>
    public string? Href { get; init; }

    /// <value>True for what is beside the point: "and 12 more".</value>
    public bool IsQuiet { get; init; }
}
