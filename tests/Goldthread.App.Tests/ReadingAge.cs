namespace Goldthread.App.Tests;

/// <summary>How old somebody has to be to read a text: Flesch and Kincaid's grade (1975) and five years.</summary>
static class ReadingAge
{
    public static double Of(string text)
    {
        string[] words = [.. text.Split([' ', '-', '/'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Any(char.IsLetterOrDigit))];
        var sentences = text.Split(['.', '?', ':', ';'], StringSplitOptions.RemoveEmptyEntries).Count(s => s.Any(char.IsLetter));
        return 0.39 * words.Length / sentences + 11.8 * words.Sum(Syllables) / words.Length - 15.59 + 5;
    }

    static int Syllables(string word)
    {
        string letters = new([.. word.ToLowerInvariant().Where(char.IsAsciiLetter)]);
        var count = 0;
        for (var i = 0; i < letters.Length; i++)
        {
            if (
                "aeiouy".Contains(letters[i], StringComparison.Ordinal)
                && (i == 0 || !"aeiouy".Contains(letters[i - 1], StringComparison.Ordinal))
            )
                count++;
        }
        if (letters.EndsWith('e') && !letters.EndsWith("le", StringComparison.Ordinal))
            count--;
        if (letters.EndsWith("ed", StringComparison.Ordinal) && letters.Length > 3 && letters[^3] is not ('t' or 'd'))
            count--;
        return Math.Max(1, count);
    }
}
