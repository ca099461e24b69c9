namespace Goldthread.App.Store;

/// <summary>Patterns of SQL's LIKE, for texts in lower case and with <c>\</c> as the escape.</summary>
public static class Like
{
    /// <summary>A pattern that every text fits in which the words stand; <c>%</c> and <c>_</c> among them are letters like others.</summary>
    public static string Holding(string words) =>
        "%"
        + words
            .Trim()
            .ToLowerInvariant()
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal)
        + "%";
}
