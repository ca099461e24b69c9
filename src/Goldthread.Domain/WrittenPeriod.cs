using System.Globalization;
using System.Text.RegularExpressions;
using Goldthread.Domain.Monitor;

namespace Goldthread.Domain;

/// <summary>How a column writes its days, where one cell alone cannot say.</summary>
/// <param name="MonthFirst">True where 04/25/2026 is the 25th of April.</param>
/// <param name="Years">True where 2011-12 is the year from April 2011, not December 2011.</param>
/// <param name="Since1904">True where day 0 of a workbook's calendar is 1 Jan 1904.</param>
/// <param name="WeeksEnd">True where the heading says that the days are ends of weeks.</param>
public readonly record struct DayStyle(bool MonthFirst = false, bool Years = false, bool Since1904 = false, bool WeeksEnd = false);

/// <summary>
/// A day, week, month, quarter or year as people, spreadsheets and publishers write it: 1st April 2024, Q1 2025/26, 2026-W14, w/e 05/04/2026, 202404,
/// 2024 JAN, Jan-Mar 2026. The one reading of dates for pasted rows, files, the command and the forms of figures. A period stands by its first day; a
/// week begins on Monday, a year that is written 2025/26 on 1 April.
/// </summary>
/// <param name="First">Its first day, from 1 Jan 1900 to 31 Dec 2199.</param>
/// <param name="Kind">How long it is: daily for a day, null for any other length.</param>
public readonly partial record struct WrittenPeriod(DateOnly First, Frequency? Kind)
{
    const string Month =
        "(?<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    const string Month2 =
        "(?<n>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    const string Weekday = "(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[,.]? )?";
    const string Fiscal = "(?:fy ?)?(?<y>\\d{4}) ?[/-] ?(?<z>\\d{4}|\\d{2})";

    static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    [GeneratedRegex($@"^{Weekday}(?<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ ./,-]*{Month}[ .,'’/-]*(?<y>\d{{4}}|\d{{2}})$")]
    private static partial Regex WordDay();

    [GeneratedRegex($@"^{Weekday}{Month}[ .]*(?<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,| ,|, | )+(?<y>\d{{4}})$")]
    private static partial Regex WordDayAmerican();

    [GeneratedRegex(@"^(?<a>\d{1,2})([/.-])(?<b>\d{1,2})\1(?<y>\d{4}|\d{2})$")]
    private static partial Regex NumericDay();

    [GeneratedRegex(@"^(?<y>\d{4})([/.-])(?<m>\d{1,2})\1(?<d>\d{1,2})$")]
    private static partial Regex YearFirstDay();

    [GeneratedRegex(
        @"^(?<day>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}/\d{1,2}/\d{1,2})(?:[t ]| t)(?<h>\d{1,2}):(?<i>\d\d)(?::(?<s>\d\d)(?:[.,]\d{1,9})?)? ?(?<half>[ap]m)?(?<zone>z|utc|gmt|[+-]\d\d(?::?\d\d)?)?$"
    )]
    private static partial Regex Instant();

    [GeneratedRegex($@"^(?:[a-z][a-z&_. ]*[-_])?{Month}[ .,'’_/-]*(?<y>\d{{4}}|\d{{2}})$")]
    private static partial Regex MonthYear();

    [GeneratedRegex($@"^(?<y>\d{{4}})[ .,_/-]*{Month}$")]
    private static partial Regex YearMonth();

    [GeneratedRegex(@"^(?<y>\d{4})[ -]?m[ -]?(?<m>\d{1,2})$")]
    private static partial Regex MonthNumbered();

    [GeneratedRegex(@"^m ?(?<m>\d{1,2})[ -](?<y>\d{4})$")]
    private static partial Regex NumberedMonth();

    [GeneratedRegex(@"^(?<m>\d{1,2})[/-](?<y>\d{4})$")]
    private static partial Regex MonthSlashYear();

    [GeneratedRegex(@"^(?<y>\d{4})[/-](?<m>\d{1,2})$")]
    private static partial Regex YearDashMonth();

    [GeneratedRegex($@"^(?:{Fiscal}[ ,:-]*{Month}|{Month2}[ ,:-]+{Fiscal})$")]
    private static partial Regex MonthOfYear();

    [GeneratedRegex(
        $@"^(?:(?:q|qtr|quarter) ?(?<q>[1-4])(?:[ ,:-]| of)*(?:{Fiscal}|(?<c>\d{{4}})|(?<y2>\d{{2}})/(?<z2>\d{{2}}))|(?:{Fiscal}|(?<c>\d{{4}})|(?<y2>\d{{2}})/(?<z2>\d{{2}}))[ ,:-]*(?:q|qtr|quarter) ?(?<q>[1-4]))$"
    )]
    private static partial Regex Quarter();

    [GeneratedRegex(
        $@"^(?:(?:h|half) ?(?<q>[12])[ ,:-]*(?:{Fiscal}|(?<c>\d{{4}}))|(?:{Fiscal}|(?<c>\d{{4}}))[ ,:-]*(?:h|half) ?(?<q>[12]))$"
    )]
    private static partial Regex Half();

    [GeneratedRegex($@"^{Month}[. ]*(?<y>\d{{4}})? ?(?:-|to|until|through) ?{Month2}[ .']*(?<z>\d{{4}}|\d{{2}})$")]
    private static partial Regex MonthRange();

    [GeneratedRegex(
        $@"^(?:(?<year>year|yr|12 months?|twelve months)|quarter|3 months|three months) ?(?:ending|ended|to|end|up to)(?: in)?(?: (?:the )?(?:28|29|30|31)(?:st|nd|rd|th)?)? {Month} (?<y>\d{{4}})$"
    )]
    private static partial Regex Ending();

    [GeneratedRegex($@"^(?:financial year |year |fy ?)?(?<y>\d{{4}}) ?(?:[/-]|to) ?(?<z>\d{{4}}|\d{{2}})$")]
    private static partial Regex YearPair();

    [GeneratedRegex(@"^(?:fy ?)?(?<y>\d{2})/(?<z>\d{2})$")]
    private static partial Regex ShortYearPair();

    [GeneratedRegex(@"^(?:calendar year |year |cy ?)?(?<y>\d{4})$")]
    private static partial Regex CalendarYear();

    [GeneratedRegex(
        @"^(?:(?<y>\d{4})[ -]*(?:w|wk|week) ?(?<w>\d{1,2})|(?:w|wk|week)(?: no\.?| number)? ?(?<w>\d{1,2})(?:[ ,/-]| of)*(?<y>\d{4}))$"
    )]
    private static partial Regex Week();

    [GeneratedRegex(@"^(?:w/e|w\.e\.|w\\e|we|wk ending|week ending|week ended|week end|week to|week ending on)[ :.-]+(?<rest>.+)$")]
    private static partial Regex WeekEnding();

    [GeneratedRegex(
        @"^(?:w/c|w\.c\.|wc|w/b|wb|wk commencing|week commencing|week beginning|week starting|week from|week of)[ :.-]+(?<rest>.+)$"
    )]
    private static partial Regex WeekBeginning();

    [GeneratedRegex(@"^(?<n>\d{5})(?:\.\d+)?$")]
    private static partial Regex Serial();

    [GeneratedRegex(@"^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$")]
    private static partial Regex EightDigits();

    [GeneratedRegex(@"^(?<y>\d{4})(?<m>\d{2})$")]
    private static partial Regex SixDigits();

    [GeneratedRegex(@"\([^)]*\)|\[[^\]]*\]")]
    private static partial Regex Bracketed();

    [GeneratedRegex($"^(?:{Month}|(?:q|qtr|quarter) ?[1-4])$")]
    private static partial Regex Part();

    [GeneratedRegex(@"(?:^| )(?:w/?e|week[ _-]?end(?:ing|ed)?|wk[ _-]?end(?:ing)?)(?: |$|_)", RegexOptions.IgnoreCase)]
    private static partial Regex EndsOfWeeks();

    /// <summary>Reads a period.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="period">The period.</param>
    /// <param name="style">How its column writes days.</param>
    /// <param name="dayOf">On which day an instant with a zone is, where the service is; null takes the day as it was written.</param>
    /// <returns>False where it is none.</returns>
    public static bool TryRead(
        string text,
        out WrittenPeriod period,
        DayStyle style = default,
        Func<DateTimeOffset, DateOnly>? dayOf = null
    )
    {
        period = default;
        if (text.Length is 0 or > 80)
            return false;
        if (text.Length == 10 && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var iso))
            period = Day(iso, style);
        else
        {
            var clean = WrittenNumber.Clean(text).ToLowerInvariant();
            while (clean.Length > 1 && clean[^1] is '*' or '†' or '‡' or '¹' or '²' or '³' or ',' or ';' or ':' or '.')
                clean = clean[..^1].TrimEnd();
            if (clean.AsSpan().IndexOfAnyInRange('0', '9') < 0)
                return false;
            if (Read(clean, style, dayOf) is not { } read)
            {
                var bare = Bracketed().Replace(clean, " ").Replace("  ", " ", StringComparison.Ordinal).Trim();
                // A letter at the end marks what is provisional or revised.
                if (bare.Length > 4 && bare[^2] == ' ' && bare[^1] is 'p' or 'r' or 'e')
                    bare = bare[..^2].TrimEnd();
                if (bare.Length == clean.Length || Read(bare, style, dayOf) is not { } without)
                    return false;
                read = without;
            }
            period = read;
        }
        return period.First.Year is >= 1900 and < 2200;
    }

    /// <summary>True where it is the name of a month or a quarter without its year: Apr, Q1.</summary>
    public static bool IsPart(string text) => text.Length is > 1 and < 14 && Part().IsMatch(WrittenNumber.Clean(text).ToLowerInvariant());

    /// <summary>True where it is a year, of either kind: 2025, 2025/26.</summary>
    public static bool IsYear(string text) => TryRead(text, out var year, new DayStyle(Years: true)) && year.Kind is Frequency.Yearly;

    /// <summary>True where a heading says that the days below it are ends of weeks.</summary>
    public static bool SaysWeekEnds(string heading) => EndsOfWeeks().IsMatch(WrittenNumber.Clean(heading));

    /// <summary>What a column says of how it writes days.</summary>
    /// <param name="cells">The cells of the column.</param>
    /// <param name="doubtful">A day that can be read either way, where the column does not settle it; null otherwise.</param>
    /// <param name="torn">A day that contradicts the others; null for none.</param>
    public static DayStyle StyleOf(IEnumerable<string> cells, out string? doubtful, out string? torn)
    {
        var (dayFirst, monthFirst, years) = ((string?)null, (string?)null, false);
        doubtful = null;
        // The same two numbers in either order are no doubt; the first of each month is none either: days that vary while the other stays.
        var (firsts, seconds) = (new HashSet<int>(), new HashSet<int>());
        foreach (var cell in cells)
        {
            if (cell.Length is < 6 or > 40 || !char.IsAsciiDigit(cell[0]))
                continue;
            var text = cell;
            if (text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space)
                text = text[..space];
            if (NumericDay().Match(text) is { Success: true } match)
            {
                var (a, b) = (Of(match, "a"), Of(match, "b"));
                firsts.Add(a);
                seconds.Add(b);
                if (a > 12)
                    dayFirst ??= cell;
                else if (b > 12)
                    monthFirst ??= cell;
                else if (a != b)
                    doubtful ??= cell;
            }
            else if (!years && YearPair().Match(text) is { Success: true } pair && pair.Groups["z"].Length == 2)
                years = Of(pair, "z") > 12 && Of(pair, "z") == (Of(pair, "y") + 1) % 100;
        }
        torn = dayFirst is not null && monthFirst is not null ? monthFirst : null;
        if (dayFirst is not null || monthFirst is not null)
            doubtful = null;
        // 01/04, 01/05, 01/06: the first of each month.
        else if (doubtful is not null && firsts.Count == 1 && firsts.Contains(1) && seconds.Count > 1)
            doubtful = null;
        return new DayStyle(MonthFirst: monthFirst is not null && dayFirst is null, Years: years);
    }

    static WrittenPeriod Day(DateOnly day, DayStyle style) =>
        style.WeeksEnd ? new(Periods.FirstOf(Frequency.Weekly, day), Frequency.Weekly) : new(day, Frequency.Daily);

    static WrittenPeriod? Read(string text, DayStyle style, Func<DateTimeOffset, DateOnly>? dayOf)
    {
        Match match;
        if (DayIn(text, style) is { } day)
            return Day(day, style);
        if ((match = Instant().Match(text)).Success)
            return At(match, style, dayOf) is { } at ? Day(at, style) : null;
        if ((match = SixDigits().Match(text)).Success)
        {
            var (year, two) = (Of(match, "y"), Of(match, "m"));
            return two is >= 1 and <= 12 && !(style.Years && two == (year + 1) % 100) ? MonthIs(year, two)
                : two == (year + 1) % 100 ? YearFrom(year, 4)
                : null;
        }
        if ((match = MonthOfYear().Match(text)).Success)
        {
            var month = Number(match.Groups["m"].Success ? match.Groups["m"].Value : match.Groups["n"].Value);
            return IsNext(match) ? MonthIs(Of(match, "y") + (month < 4 ? 1 : 0), month) : null;
        }
        if ((match = Ending().Match(text)).Success)
            return MonthIs(Of(match, "y"), Number(match.Groups["m"].Value)) is not { } last ? null
                : match.Groups["year"].Success ? new(last.First.AddMonths(-11), Frequency.Yearly)
                : new(last.First.AddMonths(-2), Frequency.Quarterly);
        if ((match = MonthRange().Match(text)).Success)
            return RangeOf(match);
        if ((match = MonthYear().Match(text)).Success || (match = YearMonth().Match(text)).Success)
            return MonthIs(Full(match.Groups["y"].ValueSpan), Number(match.Groups["m"].Value));
        if (
            (match = MonthNumbered().Match(text)).Success
            || (match = NumberedMonth().Match(text)).Success
            || (match = MonthSlashYear().Match(text)).Success
        )
            return MonthIs(Of(match, "y"), Of(match, "m"));
        if ((match = YearDashMonth().Match(text)).Success && Of(match, "m") is >= 1 and <= 12 and var second)
        {
            // 2011-12 is a month as computers write it, 2011/12 a year.
            var isYear = second == (Of(match, "y") + 1) % 100 && (style.Years || text.Contains('/', StringComparison.Ordinal));
            return isYear ? YearFrom(Of(match, "y"), 4) : MonthIs(Of(match, "y"), second);
        }
        if ((match = Quarter().Match(text)).Success)
            return QuarterOf(match, 3, Frequency.Quarterly);
        if ((match = Half().Match(text)).Success)
            return QuarterOf(match, 6, null);
        if ((match = Week().Match(text)).Success)
        {
            var (year, week) = (Of(match, "y"), Of(match, "w"));
            return year is >= 1900 and < 2200 && week >= 1 && week <= ISOWeek.GetWeeksInYear(year)
                ? new(DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday)), Frequency.Weekly)
                : null;
        }
        if ((match = WeekEnding().Match(text)).Success)
            return DayIn(match.Groups["rest"].Value, style) is { } end
                ? new(Periods.FirstOf(Frequency.Weekly, end), Frequency.Weekly)
                : null;
        if ((match = WeekBeginning().Match(text)).Success)
            return DayIn(match.Groups["rest"].Value, style) is { } start ? new(start, Frequency.Weekly) : null;
        if ((match = YearPair().Match(text)).Success)
        {
            var from = Of(match, "y");
            var to = match.Groups["z"].Length == 4 ? Of(match, "z") : (from / 100 * 100) + Of(match, "z");
            if (to < from && match.Groups["z"].Length == 2)
                to += 100;
            return to == from + 1 ? YearFrom(from, 4)
                : to > from && to - from < 12 && from is >= 1900 and < 2200 ? new(new DateOnly(from, 1, 1), null)
                : null;
        }
        if ((match = ShortYearPair().Match(text)).Success && (Of(match, "y") + 1) % 100 == Of(match, "z"))
            return YearFrom(Full(match.Groups["y"].ValueSpan), 4);
        if ((match = CalendarYear().Match(text)).Success)
            return YearFrom(Of(match, "y"), 1);
        if ((match = Serial().Match(text)).Success && Of(match, "n") is >= 18_000 and <= 73_050 and var days)
            return Day(new DateOnly(1899, 12, 30).AddDays(days + (style.Since1904 ? 1462 : 0)), style);
        return DaysApart(text, style);
    }

    /// <summary>Two days with "to" or a dash between them: how long they are apart says what it is.</summary>
    static WrittenPeriod? DaysApart(string text, DayStyle style)
    {
        foreach (var between in (string[])[" to ", " - ", "-"])
        {
            if (text.IndexOf(between, StringComparison.Ordinal) is not (> 3 and var at))
                continue;
            if (
                DayIn(text[..at].Trim(), style) is not { } first
                || DayIn(text[(at + between.Length)..].Trim(), style) is not { } last
                || last < first
            )
                continue;
            var after = last.AddDays(1);
            Frequency? kind =
                last == first ? Frequency.Daily
                : after == first.AddDays(7) ? Frequency.Weekly
                : first.Day != 1 ? null
                : after == first.AddMonths(1) ? Frequency.Monthly
                : after == first.AddMonths(3) ? Frequency.Quarterly
                : after == first.AddMonths(12) ? Frequency.Yearly
                : null;
            return new(first, kind);
        }
        return null;
    }

    static DateOnly? DayIn(string text, DayStyle style)
    {
        Match match;
        if ((match = NumericDay().Match(text)).Success)
        {
            var (a, b) = (Of(match, "a"), Of(match, "b"));
            return Made(Full(match.Groups["y"].ValueSpan), style.MonthFirst ? a : b, style.MonthFirst ? b : a);
        }
        if ((match = YearFirstDay().Match(text)).Success || (match = EightDigits().Match(text)).Success)
            return Made(Of(match, "y"), Of(match, "m"), Of(match, "d"));
        return (match = WordDay().Match(text)).Success || (match = WordDayAmerican().Match(text)).Success
            ? Made(Full(match.Groups["y"].ValueSpan), Number(match.Groups["m"].Value), Of(match, "d"))
            : null;
    }

    static DateOnly? At(Match match, DayStyle style, Func<DateTimeOffset, DateOnly>? dayOf)
    {
        if (DayIn(match.Groups["day"].Value, style) is not { } day)
            return null;
        var (hour, minute) = (Of(match, "h"), Of(match, "i"));
        if (hour > 23 || minute > 59 || day.Year is < 1900 or >= 2200)
            return null;
        if (match.Groups["zone"].Value is not { Length: > 0 } zone || dayOf is null)
            return day;
        var digits = zone.Replace(":", "", StringComparison.Ordinal);
        var offset = TimeSpan.Zero;
        if (zone[0] is '+' or '-')
        {
            var whole = int.Parse(digits.AsSpan(1, 2), CultureInfo.InvariantCulture) * 60;
            if (digits.Length == 5)
                whole += int.Parse(digits.AsSpan(3, 2), CultureInfo.InvariantCulture);
            if (whole > 14 * 60)
                return null;
            offset = TimeSpan.FromMinutes(zone[0] == '-' ? -whole : whole);
        }
        var second = match.Groups["s"].Success ? Math.Min(Of(match, "s"), 59) : 0;
        return dayOf(new DateTimeOffset(day.ToDateTime(new TimeOnly(hour, minute, second)), offset));
    }

    static WrittenPeriod? QuarterOf(Match match, int months, Frequency? kind)
    {
        var part = (Of(match, "q") - 1) * months;
        if (match.Groups["c"].Success)
            return MonthIs(Of(match, "c"), 1 + part) is { } calendar ? calendar with { Kind = kind } : null;
        int from;
        if (match.Groups["y2"].Success)
        {
            if ((Of(match, "y2") + 1) % 100 != Of(match, "z2"))
                return null;
            from = Full(match.Groups["y2"].ValueSpan);
        }
        else if (!IsNext(match))
            return null;
        else
            from = Of(match, "y");
        return MonthIs(from, 4) is { } april ? new(april.First.AddMonths(part), kind) : null;
    }

    static WrittenPeriod? RangeOf(Match match)
    {
        var (from, to) = (Number(match.Groups["m"].Value), Number(match.Groups["n"].Value));
        var last = Full(match.Groups["z"].ValueSpan);
        var first =
            match.Groups["y"].Success ? Of(match, "y")
            : from <= to ? last
            : last - 1;
        var months = ((last - first) * 12) + to - from + 1;
        if (months is < 1 or > 120 || MonthIs(first, from) is not { } start)
            return null;
        return start with
        {
            Kind = months switch
            {
                1 => Frequency.Monthly,
                3 => Frequency.Quarterly,
                12 => Frequency.Yearly,
                _ => null,
            },
        };
    }

    /// <summary>True where the second year follows the first: 2025/26, 2025/2026.</summary>
    static bool IsNext(Match match) => (Of(match, "y") + 1) % 100 == Of(match, "z") % 100;

    static WrittenPeriod? MonthIs(int year, int month) =>
        year is >= 1900 and < 2200 && month is >= 1 and <= 12 ? new(new DateOnly(year, month, 1), Frequency.Monthly) : null;

    static WrittenPeriod? YearFrom(int year, int month) =>
        year is >= 1900 and < 2200 ? new(new DateOnly(year, month, 1), Frequency.Yearly) : null;

    static DateOnly? Made(int year, int month, int day) =>
        year is >= 1900 and < 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    static int Number(string month) => Array.IndexOf(Months, month[..3]) + 1;

    static int Of(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    static int Full(ReadOnlySpan<char> year)
    {
        var number = int.Parse(year, NumberStyles.None, CultureInfo.InvariantCulture);
        return year.Length > 2 ? number
            : number < 50 ? 2000 + number
            : 1900 + number;
    }
}
