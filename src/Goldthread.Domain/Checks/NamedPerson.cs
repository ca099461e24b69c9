using System.Buffers;
using Goldthread.Domain.Govern;

namespace Goldthread.Domain.Checks;

/// <summary>
/// Finds the name of somebody who may use the service: a title with a name, or a first name with a family name, beside a place or an event by which they are
/// recognised: "Mrs Edith Smith in room 4". A name alone is anybody's, so that it is asked about and never refused for good.
/// </summary>
public static class NamedPerson
{
    static readonly SearchValues<char> Ends = SearchValues.Create(".!?;\n");

    /// <summary>The name as it stands, or null.</summary>
    /// <param name="words">The word lists.</param>
    /// <param name="text">The text.</param>
    public static string? Find(WordLists words, string text) => Find(words.Lexicon, text);

    /// <inheritdoc cref="Find(WordLists, string)"/>
    internal static string? Find(Lexicon words, string text) => Titled(words, text) ?? Doubled(words, text);

    /// <summary>True where a text may hold such a name: one look, for texts of any length.</summary>
    public static bool MayBeIn(WordLists words, string text) => words.Lexicon.TitledNames.In(text) || words.Lexicon.FirstNames.In(text);

    static string? Titled(Lexicon words, string text)
    {
        // Every title begins with this letter, and most texts have none.
        if (!text.Contains('M', StringComparison.Ordinal))
            return null;
        for (var found = words.TitledNames.Find(text); found is { } title; found = words.TitledNames.Find(text, title.End))
        {
            var at = title.End;
            while (at < text.Length && text[at] is ' ' or '.' or '\u00A0')
                at++;
            if (at >= text.Length || !char.IsUpper(text[at]))
                continue;
            var end = NameEnd(text, at);
            if (words.ToldWhere.In(text) || text.AsSpan().IndexOfAnyInRange('0', '9') >= 0)
                return text[title.At..end];
        }
        return null;
    }

    static string? Doubled(Lexicon words, string text)
    {
        for (var found = words.FirstNames.Find(text); found is { } first; found = words.FirstNames.Find(text, first.End))
        {
            var at = first.End;
            while (at < text.Length && text[at] is ' ' or '\u00A0')
                at++;
            if (at == first.End || at >= text.Length || !char.IsUpper(text[at]) || IsAfterTitle(text, first.At))
                continue;
            var end = NameEnd(text, at);
            // James Paget Hospital, Charles Street: the last word says that it is no person.
            if (words.NotPersons.In(text[at..end]) || words.NotPersons.In(NextWord(text, end)))
                continue;
            var from = text.AsSpan(0, first.At).LastIndexOfAny(Ends) + 1;
            var to = text.AsSpan(end).IndexOfAny(Ends);
            if (words.ToldWhere.In(text[from..(to < 0 ? text.Length : end + to)]))
                return text[first.At..end];
        }
        return null;
    }

    /// <summary>St Thomas, Queen Elizabeth: no resident is called so.</summary>
    static bool IsAfterTitle(string text, int at)
    {
        var before = text.AsSpan(0, at).TrimEnd(" .");
        foreach (
            var title in (ReadOnlySpan<string>)
                ["St", "Saint", "Queen", "King", "Prince", "Princess", "Lord", "Lady", "Sir", "Dr", "Professor"]
        )
        {
            if (before.EndsWith(title, StringComparison.Ordinal) && !WordLetter.IsAt(before, before.Length - title.Length - 1))
                return true;
        }
        return false;
    }

    /// <summary>Where a name ends: it goes on with every word that begins with a capital.</summary>
    static int NameEnd(string text, int at)
    {
        var end = at;
        while (true)
        {
            while (WordLetter.IsAt(text, end) || (end < text.Length && text[end] is '-' or '\'' or '’' && WordLetter.IsAt(text, end + 1)))
                end++;
            if (end + 1 < text.Length && text[end] == ' ' && char.IsUpper(text[end + 1]))
                end++;
            else
                return end;
        }
    }

    static string NextWord(string text, int at)
    {
        while (at < text.Length && text[at] == ' ')
            at++;
        var end = at;
        while (WordLetter.IsAt(text, end))
            end++;
        return text[at..end];
    }
}
