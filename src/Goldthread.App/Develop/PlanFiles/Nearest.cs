namespace Goldthread.App.Develop.PlanFiles;

/// <summary>Finds the name that somebody may have meant.</summary>
static class Nearest
{
    /// <summary>The name that takes the fewest changed letters, or null where all are far off.</summary>
    public static string? To(string written, IEnumerable<string> names)
    {
        if (written.Length > 60)
            return null;
        var least = Math.Min(Math.Max(2, written.Length / 3) + 1, written.Length);
        string? nearest = null;
        foreach (var name in names)
        {
            if (Math.Abs(name.Length - written.Length) >= least || name.Length > 200)
                continue;
            var distance = Distance(written, name);
            if (distance < least)
                (least, nearest) = (distance, name);
        }
        return nearest;
    }

    /// <summary>The end of an error's sentence: <c>; did you mean "due"?</c>, or a full stop.</summary>
    public static string Hint(string written, IEnumerable<string> names) =>
        To(written, names) is { } name ? $"; did you mean \"{name}\"?" : ".";

    /// <summary>How many letters have to be put in, taken out or changed (Levenshtein).</summary>
    static int Distance(string a, string b)
    {
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                var same = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]);
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (same ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.Length];
    }
}
