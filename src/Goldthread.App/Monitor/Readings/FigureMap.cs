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

    /// <value>Columns that each hold the figures of the measure that heads them; empty where a row is a figure of one.</value>
    public IReadOnlyList<string> Each { get; init; } = [];

    /// <value>The column of the date.</value>
    public string? On { get; init; }

    /// <value>The column of the year, where the date's column has the month or the quarter alone; null for none.</value>
    public string? Year { get; init; }

    /// <value>
    /// The column of the value, or columns added and taken away: <c>attendances - breaches</c>, <c>[Type 1] + [Type 2] - [Over 4 hours]</c>. Brackets are
    /// needed only where names could be mistaken.
    /// </value>
    public string? Value { get; init; }

    /// <value>The column of the numerator, or columns added and taken away.</value>
    public string? Numerator { get; init; }

    /// <value>The column of the denominator, or columns added and taken away.</value>
    public string? Denominator { get; init; }

    /// <value>The column of the note.</value>
    public string? Note { get; init; }

    /// <value>True where 04/05/2026 is the 5th of April, false where it is the 4th of May; null lets the whole column say it.</value>
    public bool? MonthFirst { get; init; }

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
    public readonly record struct Figure(int Line, string? Measure, Reading Reading)
    {
        /// <value>How long its period is as it was written: monthly for Apr 2026; daily for a day; null where it is any other.</value>
        public Frequency? Kind { get; init; }
    }

    /// <summary>What a table gives.</summary>
    /// <param name="Figures">The figures, in the order of the lines.</param>
    /// <param name="Lines">The rows that are not taken.</param>
    /// <param name="Passed">Rows that the conditions left out.</param>
    public sealed record Result(IReadOnlyList<Figure> Figures, IReadOnlyList<Refused> Lines, int Passed)
    {
        /// <value>What was decided in reading it, a sentence each: how dates are read, what was passed over.</value>
        public IReadOnlyList<string> Told { get; init; } = [];

        /// <value>A date that can be read either way, where nothing in its column settles it; null where it is settled.</value>
        public string? Doubtful { get; init; }
    }

    /// <summary>The map of a table that has the standard columns, each or not, and no other.</summary>
    /// <exception cref="RuleBroken">It has another, or lacks one that is owed.</exception>
    public static FigureMap OfStandard(FigureTable table)
    {
        foreach (var standard in Standard)
        {
            if (table.IndexOf(standard + " (2)") >= 0)
                throw new RuleBroken($"Two columns are called “{standard}”. Give each a name of its own.", "file");
        }
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

    /// <summary>The map that the headings, and what stands under them, suggest.</summary>
    /// <param name="table">The table.</param>
    /// <param name="of">The measure whose figures they are, where they are all of one: its own words may head the columns.</param>
    /// <param name="measures">The measures of the plan by id and name, where the figures are of several: each may head a column.</param>
    public static FigureMap Guess(FigureTable table, Measure? of = null, IReadOnlyCollection<(string Id, string Name)>? measures = null)
    {
        string? First(params string[] names) =>
            names.Select(n => table.IndexOf(n)).Where(i => i >= 0).Select(i => table.Columns[i]).FirstOrDefault();
        var (on, year) = Dates(
            table,
            First(
                "on",
                "date",
                "period",
                "month",
                "week",
                "day",
                "time_period",
                "time period",
                "reporting period",
                "reporting month",
                "week ending",
                "quarter",
                "financial year",
                "year"
            )
        );
        var guess = new FigureMap
        {
            Measure = First(
                "measure",
                "measure id",
                "measure_id",
                "measure name",
                "kpi",
                "indicator",
                "indicator name",
                "indicator_name",
                "metric"
            ),
            On = on,
            Year = year,
            Value = First("value", "figure", "rate", "percent", "percentage", "%", "score", "result", "obs_value", "indicator value"),
            Numerator = First("numerator", "count", "number"),
            Denominator = First("denominator", "out of", "total"),
            Note = First("note", "notes", "comment", "comments", "value note", "remark", "remarks"),
        };
        if (guess.Denominator is { } total && IsRunning(table, total))
            guess = guess with { Denominator = null };
        if (of is null)
        {
            guess = guess.Whole();
            return measures is null || guess.Measure is not null ? guess : guess.WithEach(table, measures);
        }
        return guess.Value is not null && guess.Numerator is null != guess.Denominator is null ? guess.Whole()
            : guess.Value is not null || (guess.Numerator is not null && guess.Denominator is not null) ? guess
            : guess.With(table, of);
    }

    /// <summary>A number without what it is out of is the value itself; what it is out of says nothing alone.</summary>
    FigureMap Whole() =>
        Numerator is null == Denominator is null ? this
        : Numerator is not null && Value is null ? this with { Value = Numerator, Numerator = null }
        : this with { Numerator = null, Denominator = null };

    /// <summary>Each column that a measure of the plan heads, by its id or its name.</summary>
    FigureMap WithEach(FigureTable table, IReadOnlyCollection<(string Id, string Name)> measures)
    {
        var names = measures.SelectMany(m => (string[])[m.Id, TableLayout.OneLine(m.Name)]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var each = table.Columns.Where(c => c != On && c != Year && names.Contains(c)).ToList();
        return each.Count == 0 ? this : this with { Each = each, Value = null, Numerator = null, Denominator = null };
    }

    /// <summary>The column of the dates: the one that is called so and has them, else the first that has them; and that of the year, where it stands apart.</summary>
    static (string? On, string? Year) Dates(FigureTable table, string? named)
    {
        var some = Enumerable.Range(0, Math.Min(table.Rows.Count, 60)).Select(i => table.Rows[i].Cells).ToList();
        (int Periods, int Parts, int Years, int Filled) Look(int column)
        {
            var (periods, parts, years, filled) = (0, 0, 0, 0);
            foreach (var cells in some)
            {
                var cell = cells[column];
                if (cell.Length == 0)
                    continue;
                filled++;
                if (WrittenPeriod.IsPart(cell) || IsMonthNumber(cell))
                    parts++;
                else if (WrittenPeriod.TryRead(cell, out var period, new DayStyle(Years: true)))
                {
                    periods++;
                    if (period.Kind is Frequency.Yearly)
                        years++;
                }
            }
            return (periods, parts, years, filled);
        }
        var columns = Enumerable.Range(0, table.Columns.Count).Where(i => table.Columns[i].Length > 0).ToList();
        string? YearBeside(string on)
        {
            var at = table.IndexOf(on);
            var (_, parts, _, filled) = Look(at);
            if (filled == 0 || parts < filled)
                return null;
            // A month's number is one only where the heading says so.
            if (some.TrueForAll(c => !WrittenPeriod.IsPart(c[at])) && !on.Contains("month", StringComparison.OrdinalIgnoreCase))
                return null;
            return columns
                .Where(i => i != at && Look(i) is { Filled: > 0 } look && look.Years == look.Filled)
                .OrderByDescending(i => table.Columns[i].Contains("year", StringComparison.OrdinalIgnoreCase))
                .Select(i => table.Columns[i])
                .FirstOrDefault();
        }
        if (named is not null)
        {
            if (YearBeside(named) is { } apart)
                return (named, apart);
            // Where the column that is called so has none, as in a file of figures still to come, its name decides unless another has them.
            var own = Look(table.IndexOf(named));
            if (own.Filled == 0 || own.Periods * 2 >= own.Filled)
                return (named, null);
        }
        var best = columns
            .Select(i => (Column: i, Look: Look(i)))
            .Where(c => c.Look.Filled > 0 && c.Look.Periods * 2 > c.Look.Filled)
            // Plain numbers can be years by chance.
            .OrderBy(c => some.TrueForAll(r => !r[c.Column].AsSpan().ContainsAnyExceptInRange('0', '9')) ? 1 : 0)
            .ThenBy(c => c.Column)
            .Select(c => table.Columns[c.Column])
            .FirstOrDefault();
        return (best ?? named, null);
    }

    static bool IsMonthNumber(string cell) =>
        cell.Length is 1 or 2 && int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= 12;

    /// <summary>True where a column adds up what another has: by its name, or by its figures. Out of that nothing is counted.</summary>
    static bool IsRunning(FigureTable table, string column)
    {
        if (
            ((string[])["running", "cumulative", "cum.", "ytd", "year to date", "to date"]).Any(w =>
                column.Contains(w, StringComparison.OrdinalIgnoreCase)
            )
        )
            return true;
        var at = table.IndexOf(column);
        var rows = Enumerable.Range(0, Math.Min(table.Rows.Count, 60)).Select(i => table.Rows[i].Cells).ToList();
        double? Number(string[] cells, int i) => WrittenNumber.TryRead(cells[i], out var number) ? number.Value : null;
        for (var other = 0; other < table.Columns.Count; other++)
        {
            if (other == at)
                continue;
            var (steps, grows) = (0, true);
            for (var i = 1; i < rows.Count && grows; i++)
            {
                if (
                    Number(rows[i], at) is not { } now
                    || Number(rows[i - 1], at) is not { } before
                    || Number(rows[i], other) is not { } step
                )
                    continue;
                // It begins anew with a year.
                grows = Math.Abs(now - before - step) < 1e-9 || (now < before && Math.Abs(now - step) < 1e-9);
                if (grows && step != 0)
                    steps++;
            }
            if (grows && steps >= 2)
                return true;
        }
        return false;
    }

    /// <summary>The columns that are headed by the measure's own words: both that it is counted from, or the only one that is left.</summary>
    FigureMap With(FigureTable table, Measure measure)
    {
        var left = table
            .Columns.Where(c => c.Length > 0 && c != On && c != Year && c != Note && c != Measure && !IsRunning(table, c))
            .ToList();
        string? Named(string? words)
        {
            var known = Stems(words ?? "");
            return left.Where(c => Stems(c) is { Count: > 0 } own && own.IsSubsetOf(known)).ToList() is [var only] ? only : null;
        }
        if (
            (Numerator ?? Named(measure.Numerator)) is { } top
            && (Denominator ?? Named(measure.Denominator)) is { } bottom
            && top != bottom
        )
            return this with { Numerator = top, Denominator = bottom };
        if (Numerator is not null)
            return Whole();
        return (this with { Denominator = null }) with { Value = left.Count == 1 ? left[0] : null };
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
    public static bool TryReadDay(string text, out DateOnly day)
    {
        var read = WrittenPeriod.TryRead(text, out var period, dayOf: ServiceTime.DayOf);
        day = period.First;
        return read;
    }

    /// <summary>Reads the rows. What can be said of a row alone is said here; what depends on the measure is not.</summary>
    /// <exception cref="RuleBroken">A column that the map names is not there, or nothing says where the figures are.</exception>
    public Result Read(FigureTable table, CancellationToken cancel = default) => new Reader(this, table, cancel).Read("", "")[""];

    /// <summary>Reads the rows of several plans in one look through the table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">The column that names the plan.</param>
    /// <param name="only">The plan whose rows are read; null for all.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleBroken">A column that the map names is not there, nothing says where the figures are, or a row names no plan.</exception>
    public IReadOnlyDictionary<string, Result> ReadByPlan(
        FigureTable table,
        string column,
        string? only = null,
        CancellationToken cancel = default
    ) => new Reader(this, table, cancel).Read(column, only);

    /// <summary>Columns added and taken away.</summary>
    sealed record Term(IReadOnlyList<(int Column, bool Less)> Parts);

    /// <summary>The columns of an expression, as written; null where a name in it is none of the table's.</summary>
    static List<(int, bool)>? Parts(FigureTable table, string expression)
    {
        // A heading may hold a hyphen, a plus or a minus of its own: the whole first, then the longest names.
        if (table.IndexOf(expression) is >= 0 and var whole)
            return [(whole, false)];
        var names = Enumerable
            .Range(0, table.Columns.Count)
            .Where(i => table.Columns[i].Length > 0)
            .OrderByDescending(i => table.Columns[i].Length)
            .ToList();
        var text = TableLayout.OneLine(expression);
        return At(0, false);

        List<(int, bool)>? At(int start, bool less)
        {
            while (start < text.Length && text[start] == ' ')
                start++;
            foreach (var i in names)
            {
                foreach (var name in (string[])[$"[{table.Columns[i]}]", table.Columns[i]])
                {
                    if (string.Compare(text, start, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) != 0)
                        continue;
                    var end = start + name.Length;
                    while (end < text.Length && text[end] == ' ')
                        end++;
                    if (end == text.Length)
                        return [(i, less)];
                    if (text[end] is '-' or '−' or '–' or '+' && At(end + 1, text[end] != '+') is { } rest)
                        return [(i, less), .. rest];
                }
            }
            return null;
        }
    }

    /// <summary>One reading of one table.</summary>
    sealed class Reader(FigureMap map, FigureTable table, CancellationToken cancel)
    {
        static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        const int MostDistinct = 50_000;

        readonly List<Refusal> refusals = [];
        readonly Dictionary<string, Of> plans = new(StringComparer.Ordinal);
        readonly List<string> told = [];
        readonly Dictionary<string, WrittenPeriod?> periods = new(StringComparer.Ordinal);
        readonly Dictionary<string, string> measures = new(StringComparer.Ordinal);
        readonly HashSet<int> commas = [];
        DayStyle style;
        string? doubtful;

        /// <summary>What the rows of one plan give.</summary>
        sealed class Of
        {
            public FigureList Figures { get; } = new();
            public List<Refused> Refused { get; } = [];
            public List<Refused> Waiting { get; } = [];
            public int Passed { get; set; }
            public int Totals { get; set; }
            public int Notes { get; set; }
        }

        /// <param name="planColumn">The column that names the plan; empty for none.</param>
        /// <param name="only">The plan whose rows are read; null for all.</param>
        public Dictionary<string, Result> Read(string planColumn, string? only)
        {
            var plan = planColumn.Length == 0 ? -1 : Column(planColumn, "plan");
            var measure = string.IsNullOrWhiteSpace(map.Measure) ? -1 : Column(map.Measure, "measure");
            var on = Column(map.On, "on");
            var year = string.IsNullOrWhiteSpace(map.Year) ? -1 : Column(map.Year, "year");
            var note = string.IsNullOrWhiteSpace(map.Note) ? -1 : Column(map.Note, "note");
            var value = Sum(map.Value, "value");
            var numerator = Sum(map.Numerator, "numerator");
            var denominator = Sum(map.Denominator, "denominator");
            var each = map.Each.Select(e => (Name: e, Term: new Term([(Column(e, "measure"), false)]))).ToList();
            var where = map.Where.Select(w => (Column: Column(w.Column, "where"), w.Text)).ToList();
            if (value is null && numerator is null && each.Count == 0)
                refusals.Add(new("value", "Choose the column of the figures: a value, or how many and out of how many."));
            if (numerator is null != denominator is null)
                refusals.Add(new(numerator is null ? "numerator" : "denominator", "Choose both: how many, and out of how many."));
            if (refusals.Count > 0)
                throw new RuleBroken(refusals);

            Term[] terms = [.. ((Term?[])[value, numerator, denominator]).OfType<Term>(), .. each.Select(e => e.Term)];
            var (fillMeasure, fillYear) = Look(on, measure, year, terms);
            var (lastMeasure, lastYear) = ("", "");
            var count = 0;
            if (only is not null)
                plans[only] = new Of();
            foreach (var (line, cells) in table.Rows)
            {
                if ((++count & 0xFFF) == 0)
                    cancel.ThrowIfCancellationRequested();
                var id = plan < 0 ? "" : cells[plan];
                if (only is not null && id != only)
                    continue;
                if (plan >= 0 && id.Length == 0)
                    throw new RuleBroken($"Line {line} names no plan. Write its id, such as OP-2026.", "plan");
                if (!plans.TryGetValue(id, out var of))
                    plans[id] = of = new Of();
                if (fillMeasure)
                    cells[measure] = lastMeasure = cells[measure].Length == 0 ? lastMeasure : cells[measure];
                if (fillYear)
                    cells[year] = lastYear = cells[year].Length == 0 ? lastYear : cells[year];
                if (where.Any(w => !string.Equals(cells[w.Column], w.Text, StringComparison.OrdinalIgnoreCase)))
                {
                    of.Passed++;
                    continue;
                }
                if (PeriodOf(cells, on, year) is not { } period)
                {
                    var filled = cells[on].Length > 0 ? cells[on] : cells.FirstOrDefault(c => c.Length > 0, "");
                    if (IsTotal(filled))
                        of.Totals++;
                    else if (
                        !terms.SelectMany(t => t.Parts).Any(p => WrittenNumber.TryRead(cells[p.Column], out _, commas.Contains(p.Column)))
                    )
                        // A note under the table, or a title within it, unless figures follow that it could belong to.
                        of.Waiting.Add(new(line, WhyNoDate(cells[on])));
                    else
                        of.Refused.Add(new(line, WhyNoDate(cells[on])));
                    continue;
                }
                if (of.Waiting.Count > 0)
                    of.Notes += Settle(of);
                if (measure >= 0 && cells[measure].Length == 0)
                {
                    of.Refused.Add(new(line, "The measure is missing. Write its id, such as M1."));
                    continue;
                }
                foreach (var (name, term) in each)
                {
                    if (cells[term.Parts[0].Column].Length > 0)
                        Take(of, line, name, period, cells, term, null, null, note);
                }
                if (each.Count == 0)
                    Take(of, line, measure < 0 ? null : Interned(cells[measure]), period, cells, value, numerator, denominator, note);
            }
            foreach (var of in plans.Values)
            {
                // What follows the last figure without a number is a note.
                if (of.Figures.Count > 0)
                    of.Notes += of.Waiting.Count;
                else
                    of.Refused.AddRange(of.Waiting);
            }
            var (totals, notes) = (plans.Values.Sum(o => o.Totals), table.Notes + plans.Values.Sum(o => o.Notes));
            if (totals > 0)
                told.Add(totals == 1 ? "1 row of totals was passed over." : $"{totals:N0} rows of totals were passed over.");
            if (notes > 0)
                told.Add(
                    notes == 1
                        ? "1 row with a note and no figure was passed over."
                        : $"{notes:N0} rows with notes and no figure were passed over."
                );
            return plans.ToDictionary(
                p => p.Key,
                p => new Result(p.Value.Figures, p.Value.Refused, p.Value.Passed) { Told = told, Doubtful = doubtful },
                StringComparer.Ordinal
            );
        }

        /// <summary>Rows without a date and a number that figures follow: one alone in its row is a title within the table, others are refused.</summary>
        int Settle(Of of)
        {
            var titles = 0;
            var lines = of.Waiting.ToDictionary(w => w.Line);
            of.Waiting.Clear();
            foreach (var one in lines.Values)
            {
                if (titleLines.Contains(one.Line))
                    titles++;
                else
                    of.Refused.Add(one);
            }
            return titles;
        }

        readonly HashSet<int> titleLines = [];

        /// <summary>One look through the table: how its days and numbers are written, and whether a name stands for the rows under it.</summary>
        (bool Measure, bool Year) Look(int on, int measure, int year, Term[] terms)
        {
            var days = new HashSet<string>(StringComparer.Ordinal);
            var numbers = terms
                .SelectMany(t => t.Parts)
                .Select(p => p.Column)
                .Distinct()
                .ToDictionary(c => c, _ => new HashSet<string>(StringComparer.Ordinal));
            var (blockMeasure, blockYear) = (new Blocks(), new Blocks());
            foreach (var (line, cells) in table.Rows)
            {
                var day = cells[on];
                // Most days are written as computers do, and say nothing of their order.
                if (day.Length is > 5 and < 40 && !(day.Length == 10 && day[4] == '-') && days.Count < MostDistinct)
                    days.Add(day);
                foreach (var (column, distinct) in numbers)
                {
                    if (cells[column].AsSpan().IndexOfAny(',', '.') >= 0 && distinct.Count < MostDistinct)
                        distinct.Add(cells[column]);
                }
                if (cells.Count(c => c.Length > 0) == 1)
                    titleLines.Add(line);
                if (measure >= 0)
                    blockMeasure.Look(cells[measure]);
                if (year >= 0)
                    blockYear.Look(cells[year]);
            }
            foreach (var (column, distinct) in numbers)
            {
                if (!WrittenNumber.HasCommas(distinct, table.HasSemicolons))
                    continue;
                commas.Add(column);
                told.Add($"The numbers under “{OneLine.Short(table.Columns[column])}” are read with a decimal comma.");
            }
            style = WrittenPeriod.StyleOf(days, out var doubt, out _) with
            {
                Since1904 = table.Since1904,
                WeeksEnd = WrittenPeriod.SaysWeekEnds(table.Columns[on]),
            };
            if (map.MonthFirst is { } monthFirst)
                style = style with { MonthFirst = monthFirst };
            else
                doubtful = doubt;
            var example = days.FirstOrDefault(d => doubt is null && d.Length < 12 && d.Contains('/', StringComparison.Ordinal)) ?? doubt;
            if ((style.MonthFirst || doubtful is not null) && example is not null && WrittenPeriod.TryRead(example, out var read, style))
                told.Add(
                    style.MonthFirst
                        ? $"Dates are read with the month first: {example} is {Days.Read(read.First)}."
                        : $"Nothing in the column says whether the day or the month comes first: {example} is read as {Days.Read(read.First)}."
                );
            var fill = !table.IsExact && blockMeasure.AreBlocks;
            if (fill)
                told.Add($"A name under “{OneLine.Short(table.Columns[measure])}” stands for the rows below it.");
            return (fill, !table.IsExact && blockYear.AreBlocks);
        }

        /// <summary>A column whose names stand on the first row of each block alone: there are blanks, and no name comes twice running.</summary>
        sealed class Blocks
        {
            string? before;
            bool twice;
            bool blank;
            bool began;
            int names;

            public bool AreBlocks => blank && began && (!twice || names == 1);

            public void Look(string cell)
            {
                if (before is null)
                    began = cell.Length > 0;
                if (cell.Length == 0)
                    blank = true;
                else
                {
                    names++;
                    twice |= before == cell;
                }
                before = cell;
            }
        }

        string Interned(string measure)
        {
            if (measures.TryGetValue(measure, out var known))
                return known;
            return measures.Count < MostDistinct ? measures[measure] = measure : measure;
        }

        WrittenPeriod? PeriodOf(string[] cells, int on, int year)
        {
            var text = cells[on];
            if (text.Length == 0)
                return null;
            if (year >= 0)
                text = $"{(IsMonthNumber(text) ? Months[int.Parse(text, CultureInfo.InvariantCulture) - 1] : text)} {cells[year]}";
            if (periods.TryGetValue(text, out var known))
                return known;
            WrittenPeriod? read = WrittenPeriod.TryRead(text, out var period, style, ServiceTime.DayOf) ? period : null;
            // A day of a spreadsheet with its time.
            if (periods.Count < MostDistinct)
                periods[text] = read;
            return read;
        }

        static string WhyNoDate(string cell) =>
            cell.Length == 0
                ? "The date is missing."
                : $"“{OneLine.Short(cell)}” is no date. Write it like 1 Apr 2026, 01/04/2026 or 2026-04.";

        static bool IsTotal(string cell) =>
            cell.Length < 30
            && cell.TrimEnd(':', '.', ' ').ToLowerInvariant()
                is "total"
                    or "totals"
                    or "grand total"
                    or "sub-total"
                    or "subtotal"
                    or "sum"
                    or "average"
                    or "mean"
                    or "median"
                    or "ytd"
                    or "year to date"
                    or "total to date"
                    or "year total";

        void Take(
            Of of,
            int line,
            string? measure,
            WrittenPeriod period,
            string[] cells,
            Term? value,
            Term? numerator,
            Term? denominator,
            int note
        )
        {
            var (reading, reason) = One(cells, period.First, value, numerator, denominator, note);
            if (reason is not null)
                of.Refused.Add(new(line, reason));
            else
                of.Figures.Add(line, measure, reading!, period.Kind);
        }

        (Reading? Reading, string? Reason) One(string[] cells, DateOnly day, Term? value, Term? numerator, Term? denominator, int note)
        {
            string? said = null;
            string? wrong = null;
            double? Number(Term? term)
            {
                if (term is null || term.Parts.All(p => cells[p.Column].Length == 0))
                    return null;
                decimal exact = 0;
                double total = 0;
                var isExact = true;
                foreach (var (column, less) in term.Parts)
                {
                    var text = cells[column];
                    if (!WrittenNumber.TryRead(text, out var number, commas.Contains(column)))
                    {
                        wrong ??=
                            text.Length == 0 ? "One of the numbers that are added or taken away is missing."
                            : text[0] == '=' ? $"“{OneLine.Short(text)}” is a formula. Save the sheet with its values."
                            : $"“{OneLine.Short(text)}” is no number. Write it like 12.5.";
                        return null;
                    }
                    said ??= number.Note;
                    if (number.Value is not { } one)
                        return null;
                    total += less ? -one : one;
                    // 0.3 less 0.1 is 0.2.
                    isExact = isExact && term.Parts.Count > 1 && Math.Abs(one) < 1e12;
                    if (isExact)
                        exact += less ? -(decimal)one : (decimal)one;
                }
                return isExact && term.Parts.Count > 1 ? (double)exact : total;
            }
            var (v, n, d) = (Number(value), Number(numerator), Number(denominator));
            if (wrong is not null)
                return (null, wrong);
            if (d < 0 || (n < 0 && denominator is not null))
                return (null, "A count cannot be below zero.");
            var words = note >= 0 ? cells[note] : "";
            if (said is not null)
                words = words.Length == 0 ? said : $"{said} {words}";
            if (words.StartsWith('='))
                return (null, $"The note “{OneLine.Short(words)}” is a formula. Save the sheet with its values.");
            if (words.Contains('\0', StringComparison.Ordinal))
                return (null, "The note has a character that is no letter. Write it anew.");
            // A note that is given for every figure says nothing of one.
            return (
                Reading.Of(day, v, n, d, words.Length == 0 ? null : words),
                v is null && n is null && d is null && words.Length == 0
                    ? "The figure is missing. Where there is none, say why in the note."
                    : null
            );
        }

        int Column(string? name, string field)
        {
            var index = table.IndexOf(name);
            if (index < 0)
                refusals.Add(
                    new(
                        field,
                        string.IsNullOrWhiteSpace(name)
                            ? "Choose the column of the dates."
                            : $"There is no column “{OneLine.Short(name)}”. The columns are: {string.Join(", ", table.Columns.Where(c => c.Length > 0).Take(20))}."
                    )
                );
            return Math.Max(index, 0);
        }

        Term? Sum(string? expression, string field)
        {
            if (string.IsNullOrWhiteSpace(expression))
                return null;
            if (Parts(table, expression) is { } parts)
                return new Term(parts);
            // The name that is wrong is told, not the whole.
            foreach (var part in expression.Split('-', '+'))
                Column(part.Trim(' ', '[', ']'), field);
            if (refusals.Count == 0)
                refusals.Add(
                    new(field, $"“{OneLine.Short(expression)}” is no column, nor columns added and taken away: write [first] - [second].")
                );
            return new Term([(0, false)]);
        }
    }
}
