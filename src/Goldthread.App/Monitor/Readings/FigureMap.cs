using System.Globalization;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;

namespace Goldthread.App.Monitor.Readings;

/// <summary>Which column is what: how a table of figures becomes readings of a measure.</summary>
public sealed record FigureMap
{
    /// <summary>The columns of a table that needs no map, and the fields of a reading in JSON.</summary>
    public static IReadOnlyList<string> Standard { get; } = ["measure", "on", "value", "numerator", "denominator", "note"];

    /// <value>The column that names the measure; null where all figures are of one measure.</value>
    public string? Measure { get; init; }

    /// <value>The column of the date.</value>
    public string? On { get; init; }

    /// <value>The column of the value, or a difference of two: <c>attendances - breaches</c>.</value>
    public string? Value { get; init; }

    /// <value>The column of the numerator, or a difference of two.</value>
    public string? Numerator { get; init; }

    /// <value>The column of the denominator, or a difference of two.</value>
    public string? Denominator { get; init; }

    /// <value>The column of the note.</value>
    public string? Note { get; init; }

    /// <value>Only rows whose column has this text: <c>type</c> = <c>1</c>.</value>
    public IReadOnlyList<(string Column, string Text)> Where { get; init; } = [];

    /// <summary>A row that is not taken.</summary>
    /// <param name="Line">The line of the file, from 1.</param>
    /// <param name="Reason">One sentence.</param>
    /// <param name="Field">The field of the reading that is wrong, or null where it is the row as a whole.</param>
    public sealed record Refused(int Line, string Reason, string? Field = null);

    /// <summary>A figure of a row.</summary>
    /// <param name="Line">The line of the file, from 1.</param>
    /// <param name="Measure">What the row names its measure; null where the map has no column for it.</param>
    /// <param name="Reading">The figure.</param>
    public readonly record struct Figure(int Line, string? Measure, Reading Reading);

    /// <summary>What a table gives.</summary>
    /// <param name="Figures">The figures, in the order of the lines.</param>
    /// <param name="Lines">The rows that are not taken.</param>
    /// <param name="Passed">Rows that the conditions left out.</param>
    public sealed record Result(IReadOnlyList<Figure> Figures, IReadOnlyList<Refused> Lines, int Passed);

    /// <summary>The map of a table that has the standard columns, each or not, and no other.</summary>
    /// <exception cref="RuleBroken">It has another, or lacks one that is owed.</exception>
    public static FigureMap OfStandard(FigureTable table)
    {
        var other = table.Columns.Where(c => c.Length > 0 && !Standard.Contains(c, StringComparer.OrdinalIgnoreCase)).ToList();
        if (other.Count > 0)
            throw new RuleBroken(
                $"There is no column “{OneLine.Short(other[0])}” in figures. The columns are: {string.Join(", ", Standard)}.",
                "file"
            );
        foreach (var owed in (string[])["measure", "on"])
        {
            if (table.IndexOf(owed) < 0)
                throw new RuleBroken($"The column “{owed}” is missing. The columns are: {string.Join(", ", Standard)}.", "file");
        }
        string? Has(string name) => table.IndexOf(name) >= 0 ? name : null;
        return new FigureMap
        {
            Measure = "measure",
            On = "on",
            Value = Has("value"),
            Numerator = Has("numerator"),
            Denominator = Has("denominator"),
            Note = Has("note"),
        };
    }

    /// <summary>The map that the headers themselves suggest.</summary>
    /// <param name="table">The table.</param>
    /// <param name="of">The measure whose figures they are, where they are all of one: its own words may head the columns.</param>
    public static FigureMap Guess(FigureTable table, Measure? of = null)
    {
        string? First(params string[] names) =>
            names.Select(n => table.IndexOf(n)).Where(i => i >= 0).Select(i => table.Columns[i]).FirstOrDefault();
        var guess = new FigureMap
        {
            Measure = First("measure", "measure id", "measure_id", "kpi", "indicator", "metric"),
            On = First("on", "date", "period", "month", "week", "day", "time_period", "week ending"),
            Value = First("value", "figure", "rate", "percent", "percentage", "score"),
            Numerator = First("numerator", "count", "number"),
            Denominator = First("denominator", "out of", "total"),
            Note = First("note", "notes", "comment", "comments"),
        };
        return of is null || guess.Value is not null || guess.Numerator is not null ? guess : guess.With(table, of);
    }

    /// <summary>The columns that are headed by the measure's own words: both that it is counted from, or the only one that is left.</summary>
    FigureMap With(FigureTable table, Measure measure)
    {
        var left = table.Columns.Where(c => c.Length > 0 && c != On && c != Note && c != Measure).ToList();
        string? Named(string? words)
        {
            var known = Stems(words ?? "");
            return left.Where(c => Stems(c) is { Count: > 0 } own && own.IsSubsetOf(known)).ToList() is [var only] ? only : null;
        }
        if (Named(measure.Numerator) is { } top && Named(measure.Denominator) is { } bottom && top != bottom)
            return this with { Numerator = top, Denominator = bottom };
        return left.Count == 1 ? this with { Value = left[0] } : this;
    }

    /// <summary>The words that tell one column from another, without their plural: <c>Number of falls</c> is <c>fall</c>.</summary>
    static HashSet<string> Stems(string text) =>
        [
            .. new string([.. text.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')])
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Where(word => word is not ("the" or "a" or "of" or "in" or "for" or "number" or "no" or "count" or "total" or "all"))
                .Select(word => word.TrimEnd('s')),
        ];

    /// <summary>Reads the day of a figure as spreadsheets and people write it; a month, such as Nov 2026, stands for its first day.</summary>
    public static bool TryReadDay(string text, out DateOnly day) => Dates.TryRead(text, out day);

    /// <summary>Reads the rows. What can be said of a row alone is said here; what depends on the measure is not.</summary>
    /// <exception cref="RuleBroken">A column that the map names is not there, or nothing says where the figures are.</exception>
    public Result Read(FigureTable table)
    {
        var refusals = new List<Refusal>();
        var measure = string.IsNullOrWhiteSpace(Measure) ? -1 : Column(table, Measure, "measure", refusals);
        var on = Column(table, On, "on", refusals);
        var note = string.IsNullOrWhiteSpace(Note) ? -1 : Column(table, Note, "note", refusals);
        var value = Sum(table, Value, "value", refusals);
        var numerator = Sum(table, Numerator, "numerator", refusals);
        var denominator = Sum(table, Denominator, "denominator", refusals);
        var where = Where.Select(w => (Column: Column(table, w.Column, "where", refusals), w.Text)).ToList();
        if (value is null && numerator is null)
            refusals.Add(new("value", "Choose the column of the figures: a value, or how many and out of how many."));
        if (numerator is null != denominator is null)
            refusals.Add(new(numerator is null ? "numerator" : "denominator", "Choose both: how many, and out of how many."));
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);

        var figures = new List<Figure>(table.Rows.Count);
        var refused = new List<Refused>();
        var passed = 0;
        foreach (var (line, cells) in table.Rows)
        {
            if (where.Any(w => !string.Equals(cells[w.Column], w.Text, StringComparison.OrdinalIgnoreCase)))
            {
                passed++;
                continue;
            }
            if (measure >= 0 && cells[measure].Length == 0)
            {
                refused.Add(new(line, "The measure is missing. Write its id, such as M1."));
                continue;
            }
            var (reading, reason) = One(cells, on, value, numerator, denominator, note);
            if (reason is not null)
                refused.Add(new(line, reason));
            else
                figures.Add(new(line, measure < 0 ? null : cells[measure], reading!));
        }
        return new Result(figures, refused, passed);
    }

    static (Reading? Reading, string? Reason) One(string[] cells, int on, Term? value, Term? numerator, Term? denominator, int note)
    {
        if (!Dates.TryRead(cells[on], out var day))
            return (
                null,
                cells[on].Length == 0
                    ? "The date is missing."
                    : $"“{OneLine.Short(cells[on])}” is no date. Write it like 1 Apr 2026, 01/04/2026 or 2026-04."
            );
        string? missing = null;
        string? wrong = null;
        double? Take(Term? term)
        {
            if (term is null || term.Columns.All(c => cells[c].Length == 0))
                return null;
            double? total = null;
            for (var i = 0; i < term.Columns.Count; i++)
            {
                var text = cells[term.Columns[i]];
                if (Missing(text) is { } why)
                {
                    missing ??= why;
                    if (!string.Equals(text, "low", StringComparison.OrdinalIgnoreCase))
                        return null;
                    text = "0";
                }
                if (!Numbers.TryRead(text, out var number))
                {
                    wrong ??=
                        text.Length == 0 ? "One of the two numbers of a difference is missing."
                        : text[0] == '=' ? $"“{OneLine.Short(text)}” is a formula. Save the sheet with its values."
                        : $"“{OneLine.Short(text)}” is no number. Write it like 12.5.";
                    return null;
                }
                total = i == 0 ? number : total - number;
            }
            return total;
        }
        var (v, n, d) = (Take(value), Take(numerator), Take(denominator));
        if (wrong is not null)
            return (null, wrong);
        if (d < 0 || n < 0)
            return (null, "A count cannot be below zero.");
        var words = note >= 0 ? cells[note] : "";
        if (missing is not null)
            words = words.Length == 0 ? missing : $"{missing} {words}";
        if (words.StartsWith('='))
            return (null, $"The note “{OneLine.Short(words)}” is a formula. Save the sheet with its values.");
        if (words.Contains('\0', StringComparison.Ordinal))
            return (null, "The note has a character that is no letter. Write it anew.");
        return (
            Reading.Of(day, v, n, d, words.Length == 0 ? null : words),
            v is null && n is null && d is null && words.Length == 0
                ? "The figure is missing. Where there is none, say why in the note."
                : null
        );
    }

    /// <summary>The special values of published tables: missing, with a reason.</summary>
    static string? Missing(string text) =>
        text.ToLowerInvariant() switch
        {
            "" => null,
            "c" => "Suppressed to protect people.",
            "x" or "u" => "Not available or unreliable.",
            "z" or "n/a" or "na" => "Does not apply.",
            "low" => "Rounds to nought.",
            "-" or "." or ":" => "Not recorded.",
            _ => null,
        };

    sealed record Term(IReadOnlyList<int> Columns);

    static int Column(FigureTable table, string? name, string field, List<Refusal> refusals)
    {
        var index = table.IndexOf(name);
        if (index < 0)
            refusals.Add(
                new(
                    field,
                    string.IsNullOrWhiteSpace(name)
                        ? "Choose the column of the dates."
                        : $"There is no column “{OneLine.Short(name)}”. The columns are: {string.Join(", ", table.Columns.Take(20))}."
                )
            );
        return Math.Max(index, 0);
    }

    static Term? Sum(FigureTable table, string? expression, string field, List<Refusal> refusals)
    {
        if (string.IsNullOrWhiteSpace(expression))
            return null;
        // A header may hold a hyphen of its own.
        if (table.IndexOf(expression) is >= 0 and var whole)
            return new Term([whole]);
        return new Term([.. expression.Split('-').Select(part => Column(table, part, field, refusals))]);
    }

    /// <summary>Days and months as spreadsheets write them; a month stands for its first day.</summary>
    static class Dates
    {
        static readonly string[] Months = ["yyyy-MM", "MMM-yy", "MMM-yyyy", "MMM yy", "MMM yyyy", "MMMM yyyy", "MM/yyyy"];
        static readonly string[] Instants = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "dd/MM/yyyy HH:mm", "dd/MM/yyyy HH:mm:ss"];

        /// <summary>An instant in universal time, as programs write it.</summary>
        const string Utc = "yyyy-MM-dd'T'HH:mm:ss'Z'";

        public static bool TryRead(string text, out DateOnly day)
        {
            // "Sept" is how people write it; "September" must stay whole.
            if (!text.Contains("September", StringComparison.OrdinalIgnoreCase))
                text = text.Replace("Sept", "Sep", StringComparison.OrdinalIgnoreCase);
            if (Days.TryRead(text, out day))
                return true;
            var invariant = CultureInfo.InvariantCulture;
            if (!DateOnly.TryParseExact(text, Months, invariant, DateTimeStyles.AllowWhiteSpaces, out day))
            {
                if (DateTime.TryParseExact(text, Instants, invariant, DateTimeStyles.None, out var local))
                    day = DateOnly.FromDateTime(local);
                else if (DateTimeOffset.TryParseExact(text, Utc, invariant, DateTimeStyles.AssumeUniversal, out var at))
                    day = ServiceTime.DayOf(at);
                else
                    return false;
            }
            return day.Year is >= 1900 and < 2200;
        }
    }

    /// <summary>Numbers as spreadsheets write them: 1,234.5, 95%, £12.</summary>
    static class Numbers
    {
        public static bool TryRead(string text, out double number)
        {
            text = text.TrimEnd('%', ' ').TrimStart('£', ' ');
            return double.TryParse(
                    text,
                    NumberStyles.AllowLeadingSign
                        | NumberStyles.AllowDecimalPoint
                        | NumberStyles.AllowThousands
                        | NumberStyles.AllowExponent,
                    CultureInfo.InvariantCulture,
                    out number
                )
                && double.IsFinite(number)
                && HasThousands(text);
        }

        /// <summary>"1,234" is a number; "1,5" is one and a half elsewhere, fifteen nowhere.</summary>
        static bool HasThousands(string text)
        {
            for (var at = text.IndexOf(',', StringComparison.Ordinal); at >= 0; at = text.IndexOf(',', at + 1))
            {
                var digits = 0;
                while (at + 1 + digits < text.Length && char.IsAsciiDigit(text[at + 1 + digits]))
                    digits++;
                if (at == 0 || digits != 3)
                    return false;
            }
            return true;
        }
    }
}
