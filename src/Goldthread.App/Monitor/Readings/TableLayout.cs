using System.Globalization;
using Goldthread.App.Documents;
using Goldthread.Domain;

namespace Goldthread.App.Monitor.Readings;

/// <summary>
/// Finds the table in a sheet: what stands above it, its one or two rows of headings, the rows under them, the months that stand across, and the notes
/// under it.
/// </summary>
static class TableLayout
{
    /// <summary>How far down the headings may begin.</summary>
    const int Deepest = 100;
    const int MostColumns = 200;

    enum Kind
    {
        Blank,
        Text,

        /// <summary>A day or a period that is no plain number: 2025/26, 1 Apr 2026.</summary>
        Period,

        /// <summary>A plain number that can be a year, a month or a day of a spreadsheet: 2025, 202404, 45748.</summary>
        Either,
        Number,
    }

    readonly record struct Counts(int Text, int Period, int Either, int Number)
    {
        public int All => Text + Period + Either + Number;

        /// <summary>True where it is a row of figures: a period, and a number beside it.</summary>
        public bool IsFigures => (Period > 0 && Number + Either > 0) || (Either > 0 && Number > 0);

        /// <summary>True where no cell is a figure or a day.</summary>
        public bool IsText => All > 0 && Text == All;
    }

    /// <summary>Makes the table of rows.</summary>
    /// <param name="rows">The rows as they stand.</param>
    /// <param name="merges">The cells that are merged.</param>
    /// <param name="most">The most rows of a table.</param>
    /// <param name="strict">True where a figure without a heading is refused, since in a text it comes from a comma too many; else its column has a letter.</param>
    /// <exception cref="RuleBroken">There is none.</exception>
    public static FigureTable Find(CellRows rows, IReadOnlyList<SheetReader.Merge> merges, int most, bool strict)
    {
        var deepest = Math.Min(rows.Count, Deepest);
        var counts = Enumerable.Range(0, deepest).Select(i => Count(rows[i].Cells)).ToArray();
        var figures = Array.FindIndex(counts, c => c.IsFigures);
        var across = Enumerable.Range(0, deepest).FirstOrDefault(i => (figures < 0 || i < figures) && IsAcross(rows, i, counts), -1);
        var heading = across >= 0 ? across : HeadingAbove(rows, counts, figures);
        var (columns, first) = heading >= 0 ? (Headings(rows, heading, merges), heading + 1) : (Unnamed(rows, figures), figures);
        if (first >= rows.Count)
            throw new RuleBroken("There is a heading, but no row under it.", "file");
        while (!strict && columns.Count < rows.Widest && columns.Count <= MostColumns)
            columns.Add("");
        if (columns.Count > MostColumns)
            throw new RuleBroken($"The table has more than {MostColumns} columns.", "file");
        var (kept, notes) = (rows.From(first, columns.Count), 0);
        if (
            (rows.Widest > columns.Count || merges.Any(m => m.Bottom > m.Top))
            && RowsBeyond(rows, first, columns.Count, merges) is { } trimmed
        )
            (kept, notes) = trimmed;
        if (kept.Count == 0)
            throw new RuleBroken("There is a heading, but no row under it.", "file");
        Name(columns, kept);
        var table = new FigureTable([.. columns], kept) { Notes = notes };
        return Folded(table, most) ?? table;
    }

    /// <summary>True where a row has a day or a period, and a number beside it.</summary>
    public static bool HasFigures(FigureTable table) =>
        table.IsFolded || Enumerable.Range(0, Math.Min(table.Rows.Count, 2 * Deepest)).Any(i => Count(table.Rows[i].Cells).IsFigures);

    static Kind KindOf(string cell)
    {
        if (cell.Length == 0)
            return Kind.Blank;
        if (cell.Length > 80)
            return Kind.Text;
        var plain = !cell.AsSpan().ContainsAnyExceptInRange('0', '9');
        if (WrittenPeriod.TryRead(cell, out _, new DayStyle(Years: true)))
            return plain ? Kind.Either : Kind.Period;
        // A mark in letters, such as "low", can be a heading too.
        return !char.IsAsciiLetter(cell[0]) && (WrittenNumber.TryRead(cell, out _) || WrittenNumber.TryRead(cell, out _, commas: true))
            ? Kind.Number
            : Kind.Text;
    }

    static Counts Count(string[] cells)
    {
        Span<int> counts = stackalloc int[5];
        foreach (var cell in cells)
            counts[(int)KindOf(cell)]++;
        return new(counts[1], counts[2], counts[3], counts[4]);
    }

    /// <summary>The row of headings of the first row of figures; -1 where it has none. Without a row of figures the first row with two cells.</summary>
    static int HeadingAbove(CellRows rows, Counts[] counts, int figures)
    {
        if (figures < 0)
        {
            var first = Array.FindIndex(counts, c => c.All > 1);
            return Math.Max(first, 0);
        }
        for (var i = figures - 1; i >= 0; i--)
        {
            // A single heading stands over the figures, a title over the days.
            if (i == figures - 1 && counts[i] is { All: 1, IsText: true })
            {
                var at = Array.FindIndex(rows[i].Cells, c => c.Length > 0);
                if (at > 0 && at < rows[figures].Cells.Length && KindOf(rows[figures].Cells[at]) is Kind.Number or Kind.Either)
                    return i;
            }
            if (counts[i].All < 2)
                continue;
            if (counts[i].IsText)
                return i;
            // A line such as "Release date, 15 May 2026" stands above a table without headings; a row with its day where the figures have theirs is one of
            // them, whatever is beside it.
            if (counts[i].Number + counts[i].Either == 0 && !HasDayUnder(rows[figures].Cells, rows[i].Cells))
                return -1;
        }
        return -1;
    }

    static bool HasDayUnder(string[] figures, string[] cells)
    {
        for (var i = 0; i < Math.Min(figures.Length, cells.Length); i++)
        {
            if (KindOf(cells[i]) == Kind.Period && KindOf(figures[i]) is Kind.Period or Kind.Either)
                return true;
        }
        return false;
    }

    /// <summary>True where the row has periods side by side, with figures under them.</summary>
    static bool IsAcross(CellRows rows, int at, Counts[] counts)
    {
        var cells = rows[at].Cells;
        var parts = cells.Count(WrittenPeriod.IsPart);
        var count = counts[at];
        if (count.Number > 0 || (count.Period + count.Either < 2 && parts < 3))
            return false;
        // Numbers that could be years are headings where they follow one another.
        var years = cells
            .Where(c => KindOf(c) == Kind.Either)
            .Select(c => int.Parse(c, NumberStyles.None, CultureInfo.InvariantCulture))
            .ToList();
        for (var i = 1; i < years.Count; i++)
        {
            if (Math.Abs(years[i] - years[i - 1]) is not (1 or 89))
                return false;
        }
        if (years.Count > 0 && count.Period > 0 && years.Count + count.Period < 3)
            return false;
        // Three days of one thing, such as an inspection's beginning, end and report, have no figures under them.
        for (var below = at + 1; below < Math.Min(at + 4, rows.Count); below++)
        {
            var under = rows[below].Cells;
            var (figures, other) = (0, 0);
            for (var i = 0; i < Math.Min(cells.Length, under.Length); i++)
            {
                if (cells[i].Length == 0 || !(KindOf(cells[i]) is Kind.Period or Kind.Either || WrittenPeriod.IsPart(cells[i])))
                    continue;
                if (KindOf(under[i]) is Kind.Number or Kind.Either)
                    figures++;
                else if (under[i].Length > 0)
                    other++;
            }
            if (figures >= 1 && figures > other)
                return true;
        }
        return false;
    }

    /// <summary>The headings of a row, with those above it where it says too little without them.</summary>
    static List<string> Headings(CellRows rows, int at, IReadOnlyList<SheetReader.Merge> merges)
    {
        var names = rows[at].Cells.Select(OneLine).ToList();
        for (var above = at - 1; above >= 0 && above > at - 4; above--)
        {
            var upper = rows[above].Cells.Select(OneLine).ToList();
            var line = rows[above].Line;
            if (line != rows[above + 1].Line - 1 && merges.Count == 0)
                break;
            var spans = merges.Where(m => m.Top <= line && line <= m.Bottom && m.Right > m.Left).ToList();
            // One text over all of it is a title.
            var bare = names.Count(WrittenPeriod.IsPart) > 1 && upper.Exists(WrittenPeriod.IsYear);
            if (upper.Count(u => u.Length > 0) < 2 && !bare)
                break;
            var twice = names.Where(n => n.Length > 0).GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Any(g => g.Count() > 1);
            var gaps = names.Where((n, i) => n.Length == 0 && i < upper.Count && upper[i].Length > 0).Any();
            if (!twice && !bare && !gaps && spans.Count == 0)
                break;
            var over = "";
            for (var i = 0; i < Math.Max(names.Count, upper.Count); i++)
            {
                if (i >= names.Count)
                    names.Add("");
                if (i < upper.Count && upper[i].Length > 0)
                    over = upper[i];
                else if (spans.Count > 0 && !spans.Exists(s => s.Left <= i + 1 && i + 1 <= s.Right))
                    over = "";
                if (over.Length == 0)
                    continue;
                if (names[i].Length == 0)
                {
                    // Only what stands just above it: a span's text is not a heading of the empty column beside.
                    if (i < upper.Count && upper[i].Length > 0)
                        names[i] = over;
                }
                else
                    names[i] = $"{over} {names[i]}";
            }
        }
        while (names.Count > 0 && names[^1].Length == 0)
            names.RemoveAt(names.Count - 1);
        return names;
    }

    static List<string> Unnamed(CellRows rows, int first) => [.. rows[first].Cells.Select(_ => "")];

    /// <summary>
    /// Looks at what stands beside and under the headings: cells without a heading are refused where their row is one of figures, and a note is passed over.
    /// Cells that are merged downwards say the same in every row.
    /// </summary>
    static (IReadOnlyList<(int, string[])> Rows, int Notes)? RowsBeyond(
        CellRows rows,
        int first,
        int width,
        IReadOnlyList<SheetReader.Merge> merges
    )
    {
        var down = merges.Where(m => m.Bottom > m.Top && m.Left <= width).OrderBy(m => m.Top).ToList();
        var notes = 0;
        CellRows? kept = down.Count > 0 ? new CellRows() : null;
        var spread = new string?[down.Count];
        var firstDown = 0;
        for (var i = first; i < rows.Count; i++)
        {
            var (line, cells) = rows[i];
            var beyond = false;
            for (var c = width; c < cells.Length; c++)
                beyond |= cells[c].Length > 0;
            if (beyond)
            {
                if (Count(cells[..Math.Min(width, cells.Length)]) is { Period: 0, Number: 0, Either: 0 })
                {
                    kept ??= Copy(rows, first, i);
                    notes++;
                    continue;
                }
                throw new RuleBroken(
                    $"Line {line} has {cells.Length} cells, the heading has {width}. Take away what stands beside the table, or give it a heading.",
                    "file"
                );
            }
            for (var m = firstDown; m < down.Count && down[m].Top <= line; m++)
            {
                if (down[m].Bottom < line)
                {
                    if (m == firstDown)
                        firstDown++;
                    continue;
                }
                var at = down[m].Left - 1;
                if (line == down[m].Top)
                    spread[m] = at < cells.Length ? cells[at] : "";
                else if (spread[m] is { Length: > 0 } text)
                {
                    if (at >= cells.Length)
                        Array.Resize(ref cells, at + 1);
                    for (var c = 0; c < cells.Length; c++)
                        cells[c] ??= "";
                    if (cells[at].Length == 0)
                        cells[at] = text;
                }
            }
            kept?.Add(line, cells);
        }
        return kept is null ? null : (kept.From(0, width), notes);
    }

    static CellRows Copy(CellRows rows, int first, int end)
    {
        var copy = new CellRows();
        for (var i = first; i < end; i++)
            copy.Add(rows[i].Line, rows[i].Cells);
        return copy;
    }

    /// <summary>Gives each column a name of its own: a column of days without a heading is "Date", another is called by its letter, a second of one name by its number.</summary>
    static void Name(List<string> columns, IReadOnlyList<(int Line, string[] Cells)> rows)
    {
        var some = Enumerable.Range(0, Math.Min(rows.Count, 50)).Select(i => rows[i].Cells).ToList();
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Length == 0)
            {
                var filled = some.Select(r => r[i]).Where(c => c.Length > 0).ToList();
                if (filled.Count == 0)
                    continue;
                columns[i] =
                    filled.TrueForAll(c => WrittenPeriod.TryRead(c, out _))
                    && filled.Exists(c => KindOf(c) != Kind.Number)
                    && !columns.Contains("Date")
                        ? "Date"
                        : "Column " + Letter(i);
            }
            var name = columns[i];
            for (var n = 2; !used.Add(columns[i]); n++)
                columns[i] = $"{name} ({n})";
        }
    }

    static string Letter(int column) => column < 26 ? $"{(char)('A' + column)}" : Letter((column / 26) - 1) + (char)('A' + (column % 26));

    /// <summary>The table with its months one under the other, where they stand across; null where they do not.</summary>
    static FigureTable? Folded(FigureTable table, int most)
    {
        var periods = new List<int>();
        var parts = new List<int>();
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (table.Columns[i].Length > 0 && KindOf(table.Columns[i]) is Kind.Period or Kind.Either)
                periods.Add(i);
            else if (WrittenPeriod.IsPart(table.Columns[i]))
                parts.Add(i);
        }
        var year = -1;
        if (periods.Count < 2)
        {
            if (parts.Count < 3)
                return null;
            // Months across and years down.
            year = Enumerable
                .Range(0, table.Columns.Count)
                .FirstOrDefault(
                    i =>
                        !parts.Contains(i)
                        && table.Rows.Take(20).All(r => r.Cells[i].Length == 0 || WrittenPeriod.IsYear(r.Cells[i]))
                        && table.Rows.Take(20).Any(r => r.Cells[i].Length > 0),
                    -1
                );
            if (year < 0)
                return null;
            periods = parts;
        }
        var others = Enumerable
            .Range(0, table.Columns.Count)
            .Where(i => !periods.Contains(i) && i != year && table.Columns[i].Length > 0)
            .ToList();
        var rows = new CellRows();
        var lastYear = "";
        foreach (var (line, cells) in table.Rows)
        {
            if (year >= 0 && cells[year].Length > 0)
                lastYear = cells[year];
            foreach (var period in periods)
            {
                if (cells[period].Length == 0)
                    continue;
                if (rows.Count >= most)
                    throw new RuleBroken($"The file has more than {most:N0} figures. Split it.", "file");
                string[] folded =
                [
                    .. others.Select(o => cells[o]),
                    year < 0 ? table.Columns[period] : $"{table.Columns[period]} {lastYear}",
                    cells[period],
                ];
                rows.Add(line, folded);
            }
        }
        if (rows.Count == 0)
            return null;
        var columns = others.Select(o => table.Columns[o]).ToList();
        string Free(string name) => columns.Contains(name, StringComparer.OrdinalIgnoreCase) ? Free(name + " (2)") : name;
        columns.Add(Free("Period"));
        columns.Add(Free("Value"));
        return table with { Columns = columns, Rows = rows.From(0, columns.Count), IsFolded = true };
    }

    /// <summary>A heading in one line: a spreadsheet wraps it wherever it is too wide.</summary>
    internal static string OneLine(string heading) =>
        string.Join(' ', heading.Trim('\uFEFF').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
