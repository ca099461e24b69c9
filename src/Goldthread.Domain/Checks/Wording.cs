namespace Goldthread.Domain.Checks;

/// <summary>How checks read words: regardless of case, whole, a run of white space being one space.</summary>
static class Wording
{
    /// <summary>The first of the phrases that a text holds whole, or null.</summary>
    internal static string? FirstPhrase(string? text, IReadOnlyList<string> phrases)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        text = OneSpace(text);
        foreach (var phrase in phrases)
        {
            for (
                var at = text.IndexOf(phrase, StringComparison.OrdinalIgnoreCase);
                at >= 0;
                at = text.IndexOf(phrase, at + 1, StringComparison.OrdinalIgnoreCase)
            )
            {
                var end = at + phrase.Length;
                if (!WordLetter.IsAt(text, at - 1) && !WordLetter.IsAt(text, end))
                    return phrase;
            }
        }
        return null;
    }

    /// <summary>The first word of a text that is in the list, or null.</summary>
    internal static string? FirstWordIn(string text, IReadOnlyList<string> words)
    {
        var start = 0;
        while (start < text.Length && !WordLetter.IsAt(text, start))
            start++;
        var end = start;
        while (WordLetter.IsAt(text, end))
            end++;
        var first = text.AsSpan(start, end - start);
        foreach (var word in words)
        {
            if (first.Equals(word, StringComparison.OrdinalIgnoreCase))
                return word;
        }
        return null;
    }

    /// <summary>The first word of a text that begins with one of the stems, or null.</summary>
    internal static string? FirstWithStem(string? text, IReadOnlyList<string> stems)
    {
        if (text is null)
            return null;
        for (var start = 0; start < text.Length; start++)
        {
            if (!WordLetter.IsAt(text, start) || WordLetter.IsAt(text, start - 1))
                continue;
            foreach (var stem in stems)
            {
                if (!text.AsSpan(start).StartsWith(stem, StringComparison.OrdinalIgnoreCase))
                    continue;
                var end = start;
                while (WordLetter.IsAt(text, end))
                    end++;
                return text[start..end];
            }
        }
        return null;
    }

    /// <summary>How often the joiners stand in a text, all together.</summary>
    internal static int Count(string text, IReadOnlyList<string> joiners)
    {
        text = OneSpace(text);
        var count = 0;
        foreach (var joiner in joiners)
        {
            for (
                var at = text.IndexOf(joiner, StringComparison.OrdinalIgnoreCase);
                at >= 0;
                at = text.IndexOf(joiner, at + joiner.Length, StringComparison.OrdinalIgnoreCase)
            )
                count++;
        }
        return count;
    }

    /// <summary>A list of names as people read it: A1, A2 and A3.</summary>
    internal static string List(IEnumerable<string> names, string last = "and")
    {
        var all = names.ToArray();
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} {last} {all[^1]}";
    }

    internal static string OneSpace(string text)
    {
        var wasSpace = false;
        var needed = false;
        foreach (var letter in text)
        {
            var isSpace = char.IsWhiteSpace(letter);
            needed |= isSpace && (wasSpace || letter != ' ');
            wasSpace = isSpace;
        }
        if (!needed)
            return text;
        var one = new char[text.Length];
        var length = 0;
        wasSpace = false;
        foreach (var letter in text)
        {
            var isSpace = char.IsWhiteSpace(letter);
            if (!isSpace)
                one[length++] = letter;
            else if (!wasSpace)
                one[length++] = ' ';
            wasSpace = isSpace;
        }
        return new string(one, 0, length);
    }
}
