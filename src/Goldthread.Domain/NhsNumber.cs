using System.Buffers;

namespace Goldthread.Domain;

/// <summary>
/// Finds an NHS number: ten digits, alone or in groups, whose check digit is right by modulus 11. One number of eleven has a right one by chance, so that
/// figures beside one another must not be taken for it.
/// Source: NHS Data Dictionary, NHS number.
/// </summary>
static class NhsNumber
{
    const int Length = 10;

    /// <summary>The longest that may stand between two groups, in signs.</summary>
    const int LongestGap = 5;

    /// <summary>How far before the number its name is looked for, in signs.</summary>
    const int LabelReach = 24;

    /// <summary>What may part groups, beside spaces.</summary>
    const string Marks = "-./\\_()[]{}<>:~*#'\"";

    /// <summary>What parts the cells of a table, or the parts of a sum, as well as groups.</summary>
    static readonly SearchValues<char> Lists = SearchValues.Create(",;|+=\t\r\n");

    /// <summary>How people part it where they do not write it 3, 3, 4.</summary>
    static readonly int[][] Shapes =
    [
        [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
        [2, 2, 2, 2, 2],
        [3, 3, 3, 1],
        [3, 3, 2, 2],
        [3, 4, 3],
        [4, 3, 3],
        [3, 7],
        [6, 4],
        [5, 5],
    ];

    readonly record struct Group(int Start, int End)
    {
        public int Length => End - Start;
    }

    /// <summary>True where a text has one.</summary>
    /// <param name="text">The text as it is seen.</param>
    /// <param name="isFile">True for the words of a file, where figures stand beside one another in tables.</param>
    internal static bool IsIn(string text, bool isFile)
    {
        // Most texts have fewer digits.
        var count = 0;
        foreach (var sign in text)
            count += char.IsAsciiDigit(sign) ? 1 : 0;
        if (count < Length)
            return false;
        List<Group> groups = [];
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsAsciiDigit(text[at]))
                continue;
            var start = at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
                at++;
            groups.Add(new(start, at));
        }
        for (var first = 0; first < groups.Count; first++)
        {
            var length = 0;
            for (var last = first; last < groups.Count && length < Length; last++)
            {
                if (last > first && groups[last].Start - groups[last - 1].End > LongestGap)
                    break;
                length += groups[last].Length;
                if (length == Length && IsOne(text, groups, first, last, isFile))
                    return true;
            }
        }
        return false;
    }

    static bool IsOne(string text, List<Group> groups, int first, int last, bool isFile)
    {
        Span<int> digits = stackalloc int[Length];
        var count = 0;
        for (var i = first; i <= last; i++)
        {
            for (var at = groups[i].Start; at < groups[i].End; at++)
                digits[count++] = text[at] - '0';
        }
        return IsRight(digits) && IsWritten(text, groups, first, last, isFile, digits[0]);
    }

    static bool IsRight(ReadOnlySpan<int> digits)
    {
        var sum = 0;
        for (var i = 0; i < Length - 1; i++)
            sum += digits[i] * (Length - i);
        return (11 - (sum % 11)) % 11 == digits[Length - 1] && digits.ContainsAnyExcept(0);
    }

    /// <summary>True where the digits are written as one number, not as several that stand beside one another.</summary>
    static bool IsWritten(string text, List<Group> groups, int first, int last, bool isFile, int begins)
    {
        bool Large(int beside) => beside >= 0 && beside < groups.Count && groups[beside].Length > 2;
        ReadOnlySpan<char> Gap(int before) => text.AsSpan(groups[before].End, groups[before + 1].Start - groups[before].End);
        if (first == last)
        {
            // The places of a fraction are no number of somebody.
            var start = groups[first].Start;
            return !(start > 1 && text[start - 1] == '.' && char.IsAsciiDigit(text[start - 2]));
        }
        var isNamed = IsNamed(text, groups[first].Start);
        for (var i = first; i < last; i++)
        {
            if (!Joins(Gap(i), isFile && !isNamed, isNamed))
                return false;
        }
        if (isNamed)
            return true;
        var isUsual = last - first == 2 && (groups[first].Length, groups[first + 1].Length, groups[last].Length) is (3, 3, 4);
        // One more figure that is parted in the same way makes it a list.
        var goesOn =
            (first > 0 && Gap(first - 1).SequenceEqual(Gap(first))) || (last + 1 < groups.Count && Gap(last).SequenceEqual(Gap(first)));
        if (isUsual)
            return !(isFile && goesOn && (Large(first - 1) || Large(last + 1)));
        // Nobody has a number that begins so, and telephone numbers do.
        if (begins < 4 || goesOn)
            return false;
        for (var i = first + 1; i < last; i++)
        {
            if (!Gap(i).SequenceEqual(Gap(first)))
                return false;
        }
        if (Gap(first).ContainsAny(Lists))
            return false;
        // 45000-46000 is from one to the other.
        if (last - first == 1 && groups[first].Length == 5 && Gap(first) is not " ")
            return false;
        return Array.Exists(
            Shapes,
            shape =>
            {
                if (shape.Length != last - first + 1)
                    return false;
                for (var i = 0; i < shape.Length; i++)
                {
                    if (shape[i] != groups[first + i].Length)
                        return false;
                }
                return true;
            }
        );
    }

    /// <summary>True where what stands between two groups can be within one number.</summary>
    static bool Joins(ReadOnlySpan<char> gap, bool isFile, bool isNamed)
    {
        var (marks, lists) = (0, 0);
        foreach (var sign in gap)
        {
            if (sign == ' ')
                continue;
            if (Marks.Contains(sign, StringComparison.Ordinal))
                marks++;
            else if (Lists.Contains(sign))
                lists++;
            else
                return false;
        }
        return isNamed || (marks <= 3 && (lists == 0 || (!isFile && lists == gap.Length && gap.Length <= 2)));
    }

    /// <summary>True where the words before it say what it is: "NHS number", "NHS no.".</summary>
    static bool IsNamed(string text, int start)
    {
        var before = text.AsSpan(Math.Max(0, start - LabelReach), Math.Min(start, LabelReach));
        var at = before.LastIndexOf("nhs", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return false;
        Span<char> word = stackalloc char[LabelReach];
        var length = 0;
        foreach (var letter in before[(at + 3)..])
        {
            if (char.IsAsciiDigit(letter))
                return false;
            if (char.IsLetter(letter))
                word[length++] = char.ToLowerInvariant(letter);
        }
        return word[..length] is "no" or "nos" or "number" or "numberis" or "num" or "nr" or "id" or "noid" or "numbers";
    }
}
