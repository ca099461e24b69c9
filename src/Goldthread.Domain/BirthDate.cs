using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;

namespace Goldthread.Domain;

/// <summary>
/// Finds a birth date: a whole date beside "born", "date of birth" or their like. Who is born on or after a day is a group, and nobody's birth date.
/// </summary>
static class BirthDate
{
    /// <summary>How far after the birth word its date may begin, in signs.</summary>
    const int Reach = 30;

    /// <summary>How far after a date its birth word may begin, in signs.</summary>
    const int Back = 24;

    /// <summary>How far after the birth word a date without parting signs may begin, in signs.</summary>
    const int Close = 8;

    /// <summary>After which year nobody is looked for behind a lone "b.", which counts points of a list too.</summary>
    const int NewestOfLetter = 2012;

    static readonly SearchValues<string> Signs = SearchValues.Create(
        ["born", "birth", "dob", "bday", "b.", "(b", "d.o", "d o b", "d/o", "d-o", "d_o"],
        StringComparison.OrdinalIgnoreCase
    );

    static readonly FrozenDictionary<string, int> Months = MonthNames().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    static readonly FrozenDictionary<string, int> Numerals = NumeralNames().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    static readonly FrozenSet<string> Groups = Words("after before since between from by until till or during than onwards earlier later");
    static readonly FrozenSet<string> Ranges = Words("to until till and through or");
    static readonly FrozenSet<string> Tellers = Words(
        "is was were when she he they i we her his their the my a as it on which that mr mrs ms miss baby child person resident patient client"
    );

    /// <summary>What joins a date to the birth word after it.</summary>
    static readonly SearchValues<char> Joining = SearchValues.Create("([{:=-/,|");

    /// <summary>What parts the numbers of a date.</summary>
    static readonly SearchValues<char> Parting = SearchValues.Create("/.-_|\\ \t\n");

    enum Kind
    {
        Word,
        Number,
    }

    readonly record struct Token(int Start, int End, Kind Kind)
    {
        public int Length => End - Start;
    }

    /// <summary>True where a text has a word that may stand beside a birth date.</summary>
    internal static bool MayBeIn(ReadOnlySpan<char> text) => text.ContainsAny(Signs);

    /// <summary>True where a text has one.</summary>
    /// <param name="text">The text as it is seen.</param>
    internal static bool IsIn(string text) => MayBeIn(text) && new Reader(text).Find();

    static IEnumerable<KeyValuePair<string, int>> MonthNames()
    {
        var format = CultureInfo.InvariantCulture.DateTimeFormat;
        string[] roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
        for (var month = 1; month <= 12; month++)
        {
            var name = format.GetMonthName(month);
            yield return new(name, month);
            for (var length = 3; length <= 5 && length < name.Length; length++)
                yield return new(name[..length], month);
            yield return new(roman[month - 1], month);
        }
    }

    static IEnumerable<KeyValuePair<string, int>> NumeralNames()
    {
        string[] cardinals =
        [
            "one",
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
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ];
        string[] ordinals =
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
        ];
        string[] tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
        for (var i = 0; i < cardinals.Length; i++)
        {
            yield return new(cardinals[i], i + 1);
            yield return new(ordinals[i], i + 1);
        }
        for (var i = 0; i < tens.Length; i++)
            yield return new(tens[i], (i + 2) * 10);
        yield return new("twentieth", 20);
        yield return new("thirtieth", 30);
    }

    static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>One look through one text.</summary>
    sealed class Reader
    {
        readonly string text;
        readonly List<Token> tokens = [];

        public Reader(string text)
        {
            this.text = text;
            for (var at = 0; at < text.Length; )
            {
                var start = at;
                if (char.IsAsciiDigit(text[at]))
                {
                    while (at < text.Length && char.IsAsciiDigit(text[at]))
                        at++;
                    tokens.Add(new(start, at, Kind.Number));
                }
                else if (WordLetter.IsAt(text, at))
                {
                    while (WordLetter.IsAt(text, at) && !char.IsAsciiDigit(text[at]))
                        at++;
                    tokens.Add(new(start, at, Kind.Word));
                }
                else
                {
                    at++;
                }
            }
        }

        public bool Find()
        {
            for (var i = 0; i < tokens.Count; i++)
            {
                if (
                    IsBirthWord(i, out var next, out var isSure, out var isLetter)
                    && (HasDateAfter(next, isLetter) || HasDateBefore(i, next, isSure))
                )
                    return true;
            }
            return false;
        }

        /// <summary>True where a birth word begins.</summary>
        /// <param name="i">The token.</param>
        /// <param name="next">The token after it.</param>
        /// <param name="isSure">True where it says that a date is somebody's: "date of birth", not "born".</param>
        /// <param name="isLetter">True where it is a lone letter.</param>
        bool IsBirthWord(int i, out int next, out bool isSure, out bool isLetter)
        {
            (next, isSure, isLetter) = (i + 1, true, false);
            if (tokens[i].Kind != Kind.Word)
                return false;
            if (Is(i, "born"))
            {
                isSure = false;
                return true;
            }
            if (Is(i, "dob") || Is(i, "birthdate") || Is(i, "birthday") || Is(i, "bday") || Is(i, "dateofbirth"))
                return true;
            if (Is(i, "birth"))
            {
                if (IsNear(i, 3) && (Is(i + 1, "date") || Is(i + 1, "day")))
                    next = i + 2;
                // "Births" and "the birth centre" are no birth dates: the date has to be the next that is written.
                else if (!(IsNear(i, 3) && (tokens[i + 1].Kind == Kind.Number || Months.ContainsKey(Word(i + 1)))) && !IsOf(i))
                    return false;
                return true;
            }
            if (Is(i, "d") && IsNear(i, 2) && Is(i + 1, "o") && IsNear(i + 1, 2) && Is(i + 2, "b"))
            {
                next = i + 3;
                return true;
            }
            isLetter =
                Is(i, "b")
                && ((text.AsSpan(tokens[i].End) is ['.', ..]) || (tokens[i].Start > 0 && text[tokens[i].Start - 1] == '('))
                && text.AsSpan(tokens[i].End) is not [')', ..]
                && IsNear(i, 3);
            return isLetter;
        }

        /// <summary>True where "date of" or "day of" stands before.</summary>
        bool IsOf(int i) => i >= 2 && IsNear(i - 1, 3) && Is(i - 1, "of") && IsNear(i - 2, 3) && (Is(i - 2, "date") || Is(i - 2, "day"));

        bool HasDateAfter(int next, bool isLetter)
        {
            var end = tokens[next - 1].End;
            for (var i = next; i < tokens.Count && tokens[i].Start - end <= (isLetter ? 3 : Reach); i++)
            {
                if (tokens[i].Kind == Kind.Word && Groups.Contains(Word(i)))
                    return false;
                // What stands in the next sentence is of something else.
                if (IsSentenceEnd(i - 1) && (i > next || (tokens[i].Kind == Kind.Word && !Months.ContainsKey(Word(i)))))
                    return false;
                if (IsDate(i, tokens[i].Start - end <= Close, out var after, out var year))
                    return !IsFirstOfTwo(after) && (!isLetter || year <= NewestOfLetter);
            }
            return false;
        }

        bool IsFirstOfTwo(int after) =>
            after < tokens.Count && Ranges.Contains(Word(after)) && after + 1 < tokens.Count && IsDate(after + 1, false, out _, out _)
            || (after < tokens.Count && Groups.Contains(Word(after)) && !Is(after, "by") && !Is(after, "from"));

        /// <summary>True where the word is said of a date before it: "12 March 1948 (DOB)", "on 12 March 1948 she was born".</summary>
        bool HasDateBefore(int i, int next, bool isSure)
        {
            var first = isSure && IsOf(i) ? i - 2 : i;
            var start = tokens[first].Start;
            var tells = false;
            for (var at = first - 1; at >= 0 && start - tokens[at].End <= Back; at--)
            {
                if (Gap(at).IndexOfAny(";!?") >= 0 || (!isSure && Gap(at).Contains(',')) || IsSentenceEnd(at))
                    return false;
                if (at + 1 == first && (tokens[at].Kind == Kind.Number || Numerals.ContainsKey(Word(at)) || Months.ContainsKey(Word(at))))
                    // Right beside it: a bracket or a colon joins them, and "by 31 March 2026 date of birth is recorded" does not.
                    return (isSure ? Gap(at).ContainsAny(Joining) : true) && EndsDate(at + 1);
                if (tokens[at].Kind == Kind.Number || !Tellers.Contains(Word(at)))
                    return tells && EndsDate(at + 1);
                tells |= Is(at, "is") || Is(at, "was") || Is(at, "were");
            }
            return false;
        }

        /// <summary>True where a date ends before a token.</summary>
        bool EndsDate(int end)
        {
            for (var start = end - 1; start >= 0 && start >= end - 8; start--)
            {
                if (IsDate(start, true, out var after, out _) && after == end)
                    return true;
            }
            return false;
        }

        bool IsDate(int i, bool isClose, out int after, out int year)
        {
            return IsDayFirst(i, out after, out year)
                || IsMonthFirst(i, out after, out year)
                || IsYearFirst(i, out after, out year)
                || IsNumbers(i, out after, out year)
                || (isClose && IsRun(i, out after, out year));
        }

        /// <summary>12 March 1948, the twelfth day of March, nineteen forty-eight, 12-Mar-48.</summary>
        bool IsDayFirst(int i, out int after, out int year)
        {
            year = 0;
            if (!Day(i, out after))
                return false;
            while (IsNear(after - 1, 2) && (Is(after, "day") || Is(after, "of") || Is(after, "the")))
                after++;
            if (!IsNear(after - 1, 3) || !Month(after, out after))
                return false;
            while (IsNear(after - 1, 2) && (Is(after, "in") || Is(after, "of") || Is(after, "the") || Is(after, "year")))
                after++;
            return IsNear(after - 1, 3) && Year(after, 2, out after, out year);
        }

        /// <summary>March 12, 1948.</summary>
        bool IsMonthFirst(int i, out int after, out int year)
        {
            year = 0;
            if (!Month(i, out after))
                return false;
            if (IsNear(after - 1, 2) && Is(after, "the"))
                after++;
            return IsNear(after - 1, 3) && Day(after, out after) && IsNear(after - 1, 3) && Year(after, 2, out after, out year);
        }

        /// <summary>1948 March 12, 1948, 12 March, 1948-03-12.</summary>
        bool IsYearFirst(int i, out int after, out int year)
        {
            if (!Year(i, 4, out after, out year) || !IsNear(after - 1, 3))
                return false;
            var second = after;
            if (Month(second, out after) && IsNear(after - 1, 3) && Day(after, out after))
                return true;
            if (Day(second, out after) && IsNear(after - 1, 3) && Month(after, out after))
                return true;
            after = second + 2;
            return tokens[i].Kind == Kind.Number
                && second + 1 < tokens.Count
                && IsParted(i)
                && IsParted(second)
                && IsBetween(second, 1, 12)
                && IsBetween(second + 1, 1, 31);
        }

        /// <summary>12/03/1948, 3.12.48, either order.</summary>
        bool IsNumbers(int i, out int after, out int year)
        {
            (after, year) = (i + 3, 0);
            return i + 2 < tokens.Count
                && IsParted(i)
                && IsParted(i + 1)
                && Gap(i).Trim().SequenceEqual(Gap(i + 1).Trim())
                && ((IsBetween(i, 1, 31) && IsBetween(i + 1, 1, 12)) || (IsBetween(i, 1, 12) && IsBetween(i + 1, 1, 31)))
                && tokens[i + 2].Kind == Kind.Number
                && Year(i + 2, 2, out after, out year);
        }

        /// <summary>12031948, 19480312, 120348, 480312.</summary>
        bool IsRun(int i, out int after, out int year)
        {
            (after, year) = (i + 1, 0);
            if (tokens[i] is not { Kind: Kind.Number, Length: 6 or 8 })
                return false;
            var digits = text.AsSpan(tokens[i].Start, tokens[i].Length);
            static int Of(ReadOnlySpan<char> part) => int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture);
            static bool IsDayAndMonth(int one, int other) => one is >= 1 and <= 31 && other is >= 1 and <= 31 && Math.Min(one, other) <= 12;
            var wide = digits.Length - 4;
            var (first, last) = (Of(digits[..wide]), Of(digits[4..]));
            if (IsDayAndMonth(Of(digits[..2]), Of(digits[2..4])) && IsYear(last, wide))
                year = last;
            else if (IsDayAndMonth(Of(digits[wide..(wide + 2)]), Of(digits[(wide + 2)..])) && IsYear(first, wide))
                year = first;
            else
                return false;
            return true;
        }

        static bool IsYear(int year, int length) => length == 2 || year is >= 1850 and < 2200;

        bool Day(int i, out int after)
        {
            after = i + 1;
            if (i >= tokens.Count)
                return false;
            if (tokens[i].Kind == Kind.Number)
            {
                if (!IsBetween(i, 1, 31))
                    return false;
                if (IsNear(i, 1) && (Is(i + 1, "st") || Is(i + 1, "nd") || Is(i + 1, "rd") || Is(i + 1, "th")))
                    after++;
                return true;
            }
            return Numeral(i, out var day, out after) && day <= 31;
        }

        bool Month(int i, out int after)
        {
            after = i + 1;
            return i < tokens.Count && tokens[i].Kind == Kind.Word && Months.ContainsKey(Word(i));
        }

        bool Year(int i, int shortest, out int after, out int year)
        {
            (after, year) = (i + 1, 0);
            if (i >= tokens.Count)
                return false;
            if (tokens[i].Kind == Kind.Number)
                return tokens[i].Length is 2 or 4
                    && tokens[i].Length >= shortest
                    && int.TryParse(
                        text.AsSpan(tokens[i].Start, tokens[i].Length),
                        NumberStyles.None,
                        CultureInfo.InvariantCulture,
                        out year
                    )
                    && IsYear(year, tokens[i].Length);
            // Nineteen forty-eight, two thousand and six, nineteen hundred and two.
            if (!Numeral(i, out var first, out after) || first is not (2 or 18 or 19 or 20))
                return false;
            var hundreds = IsNear(after - 1, 1) && (Is(after, "thousand") || Is(after, "hundred"));
            if (hundreds)
                after++;
            if (hundreds && IsNear(after - 1, 1) && Is(after, "and"))
                after++;
            year = first == 2 ? 2000 : first * 100;
            if (after < tokens.Count && IsNear(after - 1, 1) && Numeral(after, out var rest, out var end) && rest < 100)
            {
                after = end;
                year += rest;
                return first != 2 || hundreds;
            }
            return hundreds;
        }

        /// <summary>A number in words, below a hundred: twelve, twelfth, forty-eight, thirty-first.</summary>
        bool Numeral(int i, out int number, out int after)
        {
            after = i + 1;
            if (i >= tokens.Count || tokens[i].Kind != Kind.Word || !Numerals.TryGetValue(Word(i), out number))
            {
                number = 0;
                return false;
            }
            if (number >= 20 && IsNear(i, 1) && i + 1 < tokens.Count && Numerals.TryGetValue(Word(i + 1), out var one) && one < 10)
            {
                number += one;
                after++;
            }
            return true;
        }

        bool IsBetween(int i, int least, int most) =>
            tokens[i] is { Kind: Kind.Number, Length: 1 or 2 }
            && int.Parse(text.AsSpan(tokens[i].Start, tokens[i].Length), NumberStyles.None, CultureInfo.InvariantCulture) is var number
            && number >= least
            && number <= most;

        /// <summary>True where a sign of a date parts a token from the next.</summary>
        bool IsParted(int i) => Gap(i) is { Length: > 0 and <= 3 } gap && !gap.ContainsAnyExcept(Parting);

        /// <summary>True where the next token begins within so many signs.</summary>
        bool IsNear(int i, int most) => i >= 0 && i + 1 < tokens.Count && tokens[i + 1].Start - tokens[i].End <= most;

        bool IsSentenceEnd(int i) =>
            tokens[i].Length > 1
            && tokens[i].Kind == Kind.Word
            && !Months.ContainsKey(Word(i))
            && Gap(i) is [_, _, ..] gap
            && gap.IndexOfAny(".!?") >= 0;

        ReadOnlySpan<char> Gap(int i) =>
            i + 1 < tokens.Count ? text.AsSpan(tokens[i].End, tokens[i + 1].Start - tokens[i].End) : text.AsSpan(tokens[i].End);

        string Word(int i) => tokens[i].Kind == Kind.Word ? text[tokens[i].Start..tokens[i].End] : "";

        bool Is(int i, string word) =>
            i >= 0 && i < tokens.Count && text.AsSpan(tokens[i].Start, tokens[i].Length).Equals(word, StringComparison.OrdinalIgnoreCase);
    }
}
