using System.Text.RegularExpressions;

namespace Goldthread.Domain.Evaluate;

/// <summary>What is said of a line of easy read.</summary>
/// <param name="Says">In a sentence.</param>
/// <param name="IsOwed">True where it has to be put right before the page is published; else a person judges.</param>
public sealed record EasyFault(string Says, bool IsOwed);

/// <summary>
/// The rules of easy read that a program can look for: short sentences, one idea, full words, figures, no per cent (Department of Health 2010; GOV.UK 2020).
/// Whether it is true and whether it is understood, people say.
/// </summary>
public static partial class EasyRead
{
    /// <summary>The most words of a sentence.</summary>
    public const int MostWords = 15;

    /// <summary>The most words of a sentence on average.</summary>
    public const int MostMeanWords = 10;

    static readonly Dictionary<string, string> Shorter = new(StringComparer.OrdinalIgnoreCase)
    {
        ["in order to"] = "to",
        ["for a period of"] = "for",
        ["at this point in time"] = "now",
        ["due to the fact that"] = "because",
        ["prior to"] = "before",
        ["a number of"] = "some",
        ["with regard to"] = "about",
        ["utilise"] = "use",
        ["commence"] = "start",
        ["implement"] = "do",
        ["ensure"] = "make sure",
        ["residents"] = "people who live here",
        ["service users"] = "people",
    };

    static readonly string[] NumberWords =
    [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "twenty",
        "hundred",
    ];

    /// <summary>What is to be said of a line.</summary>
    public static IReadOnlyList<EasyFault> Look(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return [];
        var faults = new List<EasyFault>();
        foreach (var sentence in Sentences(line))
        {
            var words = Words(sentence);
            if (words.Count > MostWords)
                faults.Add(new($"This sentence has {words.Count} words. Easy read has at most {MostWords}: make two of it.", true));
            if (words.Count(w => w is "and" or "but" or "because" or "which") > 1)
                faults.Add(new("There is more than one idea in this sentence. Give each its own line.", false));
        }
        if (line.Contains(';', StringComparison.Ordinal) || line.Contains('(', StringComparison.Ordinal))
            faults.Add(new("Leave out semicolons and brackets. Make two sentences.", true));
        if (line.Contains('%', StringComparison.Ordinal) || PerCent().IsMatch(line))
            faults.Add(new("Per cent is hard to read. Write it like 8 out of 10.", true));
        if (Capitals().Match(line) is { Success: true } capitals)
            faults.Add(new($"Write {capitals.Value} in full words.", true));
        if (Passive().IsMatch(line))
            faults.Add(new("Say who does it: \"we did\", not \"it was done\".", false));
        if (Words(line).FirstOrDefault(w => NumberWords.Contains(w, StringComparer.Ordinal)) is { } number)
            faults.Add(new($"Write \"{number}\" as a figure.", false));
        foreach (var (word, shorter) in Shorter.Where(s => Has(line, s.Key)))
            faults.Add(new($"Instead of \"{word}\" write \"{shorter}\".", false));
        return faults;
    }

    /// <summary>How many words a sentence has on average; 0 where there is none.</summary>
    public static double MeanWords(IEnumerable<string?> lines)
    {
        var sentences = lines.SelectMany(l => Sentences(l ?? "")).Select(s => Words(s).Count).Where(n => n > 0).ToList();
        return sentences.Count == 0 ? 0 : sentences.Average();
    }

    static IEnumerable<string> Sentences(string text) => Ends().Split(text).Where(s => s.Any(char.IsLetterOrDigit));

    static List<string> Words(string text) =>
        [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(w => w.Any(char.IsLetterOrDigit)).Select(Plain)];

    static string Plain(string word) => word.Trim('.', ',', ':', ';', '?', '!', '"', '\'', '“', '”', '(', ')').ToLowerInvariant();

    static bool Has(string text, string words) =>
        Regex.IsMatch(text, $@"\b{Regex.Escape(words)}\b", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"(?<=[.!?])\s+", RegexOptions.None, 1000)]
    private static partial Regex Ends();

    [GeneratedRegex(@"\bper ?cent\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex PerCent();

    [GeneratedRegex(@"\b[A-Z]{2,}\b", RegexOptions.None, 1000)]
    private static partial Regex Capitals();

    [GeneratedRegex(@"\b(?:is|are|was|were|been|be)\s+\w+ed\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Passive();
}
