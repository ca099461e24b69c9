using System.Data.Common;
using Goldthread.Domain;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Goldthread.App.Store;

/// <summary>
/// Refuses text that PostgreSQL does not keep, wherever it came from: the character with the number 0, and halves of characters. The driver would fail of
/// it; so a search, a form and a call get a sentence. SQLite takes it, and finds nothing by it.
/// </summary>
sealed class WritableText : DbCommandInterceptor
{
    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        foreach (DbParameter parameter in result.Parameters)
        {
            if (parameter.Value is string text)
                Check(text);
        }
        return result;
    }

    /// <exception cref="RuleBroken">The text cannot be kept.</exception>
    internal static void Check(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal) || HasHalf(text))
            throw new RuleBroken("The text has a character that cannot be kept (number 0, or half of one). Take it out, then try again.");
    }

    static bool HasHalf(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyInRange('\uD800', '\uDFFF'))
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return true;
        }
        return false;
    }
}
