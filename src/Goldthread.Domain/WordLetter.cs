using System.Buffers;
using System.Text;

namespace Goldthread.Domain;

/// <summary>What words are made of, in any script: letters and digits.</summary>
static class WordLetter
{
    /// <summary>True where a letter or digit stands, also one that takes two places; false outside the text.</summary>
    internal static bool IsAt(ReadOnlySpan<char> text, int at)
    {
        if ((uint)at >= (uint)text.Length)
            return false;
        if (!char.IsSurrogate(text[at]))
            return char.IsLetterOrDigit(text[at]);
        var start = char.IsLowSurrogate(text[at]) ? at - 1 : at;
        return start >= 0
            && Rune.DecodeFromUtf16(text[start..], out var letter, out _) is OperationStatus.Done
            && Rune.IsLetterOrDigit(letter);
    }
}
