using System.Buffers;
using System.Collections.Frozen;

namespace Goldthread.Domain.Checks;

/// <summary>
/// A word list made ready for looking through texts: one search for all its phrases, whole words, regardless of case. A phrase that ends in * is the
/// beginning of a word.
/// </summary>
sealed class Phrases
{
    readonly SearchValues<string> all;
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
        all = SearchValues.Create([.. phrases.Select(p => p.Text)], comparison);
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
            var next = text.AsSpan(at).IndexOfAny(all);
            if (next < 0)
                return null;
            at += next;
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
