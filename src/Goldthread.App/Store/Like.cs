using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Store;

/// <summary>Patterns of SQL's LIKE, for texts in lower case and with <c>\</c> as the escape.</summary>
public static class Like
{
    /// <summary>A pattern that every text fits in which the words stand; <c>%</c> and <c>_</c> among them are letters like others.</summary>
    /// <param name="db">What is searched. On SQLite it learns here to lower the letters of every language: by itself it lowers those of English.</param>
    /// <param name="words">As somebody typed them.</param>
    public static string Holding(Db db, string words)
    {
        if (db.Database.GetDbConnection() is SqliteConnection sqlite)
            sqlite.CreateFunction("lower", (string? text) => text?.ToLowerInvariant(), isDeterministic: true);
        return "%"
            + words
                .Trim()
                .ToLowerInvariant()
                .Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("%", "\\%", StringComparison.Ordinal)
                .Replace("_", "\\_", StringComparison.Ordinal)
            + "%";
    }

    /// <summary>The words of what somebody looks for, at most ten; each is to be found, in any order.</summary>
    public static IReadOnlyList<string> WordsOf(string asked) =>
        [.. asked.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase).Take(10)];
}
