using System.Buffers;
using System.Collections.Frozen;

namespace Goldthread.Domain.Checks;

/// <summary>
/// A word list made ready for looking through texts: one walk for all its phrases, whole words, regardless of case. A phrase that ends in * is the
/// beginning of a word.
/// </summary>
sealed class Phrases
{
    readonly Beginnings all;
    readonly SearchValues<char> firsts;
    readonly StringComparison comparison;

    /// <value>
    /// The phrases without their *, by their first letter; of each the longest first, so that "move over to" comes before "move to".
    /// </value>
    readonly FrozenDictionary<char, (string Text, bool Begins)[]> byFirst;

    /// <param name="list">The phrases.</param>
    /// <param name="asWritten">True where capitals count.</param>
    internal Phrases(IReadOnlyList<string> list, bool asWritten = false)
    {
        comparison = asWritten ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        (string Text, bool Begins)[] phrases = [.. list.Select(p => (p.TrimEnd('*'), p.EndsWith('*')))];
        byFirst = phrases
            .GroupBy(p => char.ToLowerInvariant(p.Text[0]))
            .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(p => p.Text.Length).ToArray());
        firsts = SearchValues.Create([.. byFirst.Keys, .. byFirst.Keys.Select(char.ToUpperInvariant)]);
        all = new(phrases.Select(p => p.Text));
    }

    /// <summary>Where the first phrase stands, or null.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where to begin.</param>
    internal Found? Find(string? text, int from = 0)
    {
        if (text is null)
            return null;
        for (var at = from; at < text.Length; at++)
        {
            at = all.IndexIn(text, at);
            if (at < 0)
                return null;
            if (LengthAt(text, at) is { } length)
                return new(at, length);
        }
        return null;
    }

    /// <summary>True where a phrase stands in the text.</summary>
    internal bool In(string? text) => Find(text) is not null;

    /// <summary>True where the text is one of the phrases and nothing else; marks at its ends are passed over.</summary>
    internal bool Is(string? text)
    {
        var bare = text.AsSpan().Trim(" \t\r\n.,;:-!?\"'()");
        if (bare.Length == 0 || !firsts.Contains(bare[0]))
            return false;
        foreach (var (phrase, begins) in byFirst[char.ToLowerInvariant(bare[0])])
        {
            if (begins ? bare.StartsWith(phrase, comparison) : bare.Equals(phrase, comparison))
                return true;
        }
        return false;
    }

    /// <summary>True where a text has words, and each belongs to one of the phrases.</summary>
    internal bool Fill(string? text)
    {
        var any = false;
        for (var at = 0; at < text?.Length; )
        {
            if (!WordLetter.IsAt(text, at))
            {
                at++;
                continue;
            }
            if (LengthAt(text, at) is not { } length)
                return false;
            any = true;
            at += length;
        }
        return any;
    }

    /// <summary>The length of the phrase that begins here as a whole word, or null.</summary>
    internal int? LengthAt(string text, int at)
    {
        if ((uint)at >= (uint)text.Length || !firsts.Contains(text[at]) || WordLetter.IsAt(text, at - 1))
            return null;
        foreach (var (phrase, begins) in byFirst[char.ToLowerInvariant(text[at])])
        {
            if (!text.AsSpan(at).StartsWith(phrase, comparison))
                continue;
            var end = at + phrase.Length;
            if (begins)
            {
                while (WordLetter.IsAt(text, end))
                    end++;
                return end - at;
            }
            if (!WordLetter.IsAt(text, end))
                return phrase.Length;
        }
        return null;
    }

    /// <summary>A phrase in a text.</summary>
    /// <param name="At">Where it begins.</param>
    /// <param name="Length">How long it is.</param>
    internal readonly record struct Found(int At, int Length)
    {
        internal int End => At + Length;

        internal string Of(string text) => text.Substring(At, Length);
    }
}

/// <summary>
/// Where one of many words may begin: at the start of a word with the three letters of one of them. Most texts hold none, and need no second look. It is a
/// bit for each three letters, since a search for so many texts at once stops too often to see whether it met one.
/// </summary>
sealed class Beginnings
{
    /// <summary>The letters, and one sign for all else.</summary>
    const int Signs = 27;

    readonly ulong[] bits = new ulong[Signs * Signs * Signs / 64 + 1];

    /// <param name="words">The words; each begins with a letter of English.</param>
    internal Beginnings(IEnumerable<string> words)
    {
        foreach (var word in words)
        {
            for (var third = 0; third < Signs; third++)
            {
                if (word.Length > 2 && third != SignAt(word, 2))
                    continue;
                var place = Place(SignAt(word, 0), SignAt(word, 1), third);
                bits[place / 64] |= 1UL << (place % 64);
            }
        }
    }

    /// <summary>The first place where one may begin; -1 where none does.</summary>
    internal int IndexIn(string text, int from = 0)
    {
        for (var at = from; at < text.Length; at++)
        {
            if (!char.IsAsciiLetter(text[at]))
                continue;
            if (!WordLetter.IsAt(text, at - 1))
            {
                var place = Place(SignAt(text, at), SignAt(text, at + 1), SignAt(text, at + 2));
                if ((bits[place / 64] & (1UL << (place % 64))) != 0)
                    return at;
            }
            while (at + 1 < text.Length && char.IsAsciiLetter(text[at + 1]))
                at++;
        }
        return -1;
    }

    static int Place(int first, int second, int third) => (first * Signs + second) * Signs + third;

    static int SignAt(string text, int at) =>
        (uint)at < (uint)text.Length && char.IsAsciiLetter(text[at]) ? (text[at] | 0x20) - 'a' + 1 : 0;
}
