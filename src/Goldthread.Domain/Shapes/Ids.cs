namespace Goldthread.Domain.Shapes;

/// <summary>What a new id may be. Ids stand in addresses, so they have only what needs no escape there, and no word that an address has for itself.</summary>
public static class Ids
{
    /// <summary>The greatest number of characters of a new id.</summary>
    public const int Longest = 40;

    static readonly HashSet<string> OfAddresses = new(StringComparer.OrdinalIgnoreCase)
    {
        "add",
        "edit",
        "remove",
        "restore",
        "new",
        "plan",
        "plans",
        "upload",
        "enter",
        "chart",
        "hold",
        "file",
        "copy",
        "build",
        "map",
        "matrix",
        "diagram",
        "model",
        "register",
    };

    /// <summary>Streams of the record that are no plan's.</summary>
    static readonly HashSet<string> OfStreams = new(StringComparer.OrdinalIgnoreCase)
    {
        "installation",
        "strategy",
        "area",
        "tool",
        "learner",
    };

    /// <summary>Why something cannot be the id of a new item, as a sentence that says what can; null where it can.</summary>
    public static string? WhyNot(string id) =>
        id.Length is 0 or > Longest || id[0] == '.' || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_')
            ? $"An id has letters, digits, hyphens, dots (not first) and underscores, at most {Longest}, such as A12."
        : OfAddresses.Contains(id) ? $"“{id}” is a word of addresses here. Give it another id, such as {id}-1."
        : null;

    /// <summary>Why something cannot be the id of a new plan; null where it can.</summary>
    public static string? WhyNotOfPlan(string id) =>
        OfStreams.Contains(id) ? $"“{id}” is a name of the record here. Give the plan another id, such as OP-2026."
        : WhyNot(id) is { } why ? why.Replace("such as A12", "such as OP-2026", StringComparison.Ordinal)
        : id.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) ? "A plan's id does not end in “.yaml”: its file does. Leave that out."
        : null;
}
