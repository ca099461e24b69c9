using System.Globalization;

namespace Goldthread.Domain;

/// <summary>Several things in a sentence.</summary>
public static class Several
{
    /// <summary>"a, b and c"; of many the first few, and how many more there are.</summary>
    /// <param name="names">What they are called.</param>
    /// <param name="most">How many are named at most; one more is named as soon as it would be counted.</param>
    public static string Of(IReadOnlyCollection<string> names, int most = 4)
    {
        if (names.Count > most + 1)
            return $"{string.Join(", ", names.Take(most))} and {(names.Count - most).ToString("#,0", CultureInfo.InvariantCulture)} more";
        return names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.Take(names.Count - 1))} and {names.Last()}";
    }

    /// <summary>"1 risk", "12 risks".</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">What one is called.</param>
    /// <param name="many">What several are called; with an s at its end unless said.</param>
    public static string Count(int count, string one, string? many = null) =>
        $"{count.ToString("#,0", CultureInfo.InvariantCulture)} {(count == 1 ? one : many ?? one + "s")}";
}
