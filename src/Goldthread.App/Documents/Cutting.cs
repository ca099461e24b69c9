namespace Goldthread.App.Documents;

/// <summary>Text that has to fit.</summary>
static class Cutting
{
    /// <summary>The text, cut at a word where it is longer.</summary>
    internal static string At(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var cut = text.LastIndexOf(' ', most - 1);
        return text[..(cut > most / 2 ? cut : most - 1)].TrimEnd(' ', ',', '.', ';') + "…";
    }

    /// <summary>The text on one line, cut so that it takes no more room than so many letters of usual width would; wide letters count for more.</summary>
    internal static string Room(string text, int most)
    {
        text = text.ReplaceLineEndings(" ");
        var (room, end) = (0.0, 0);
        for (; end < text.Length && room <= most; end++)
            room += WidthOf(text[end]);
        return room <= most ? text : At(text, Math.Max(end - 1, 2));
    }

    static double WidthOf(char c) =>
        c switch
        {
            'W' or 'M' or '@' or '%' or 'm' or 'w' or '…' => 1.9,
            > '\u024F' => 2.1,
            >= 'A' and <= 'Z' => 1.45,
            'i' or 'l' or 'j' or 'f' or 't' or ' ' or ',' or '.' => 0.6,
            _ => 1.1,
        };
}
