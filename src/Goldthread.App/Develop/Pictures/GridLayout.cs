namespace Goldthread.App.Develop.Pictures;

/// <summary>One thing in a cell of a grid.</summary>
/// <param name="Text">What it is called.</param>
/// <param name="Href">Its page, or null.</param>
public sealed record GridEntry(string Text, string? Href = null);

/// <summary>What stands in a cell of a grid.</summary>
/// <param name="Word">What the cell means: "High"; empty for none.</param>
/// <param name="Weight">How dark it is, 0 to 4.</param>
/// <param name="Entries">The things in it, those that matter most first.</param>
/// <param name="Note">A line below them, or null.</param>
public sealed record GridCell(string Word, int Weight, IReadOnlyList<GridEntry> Entries, string? Note = null);

/// <summary>
/// Things in a grid of words, such as likelihood by consequence: where every label stands, as a pure function of what is in the cells. A cell names as many
/// as it has room for and counts the rest, so that five hundred things are still a picture.
/// </summary>
public sealed class GridLayout
{
    /// <summary>The size of the letters.</summary>
    public const double Letters = 13;

    const double Side = 112;
    const double CellWidth = 164;
    const double Line = 18;
    const double Inset = 8;
    const double Top = 44;
    const double LeastHeight = 58;
    const int MostNamed = 5;
    const int LinesEach = 2;

    /// <summary>A cell as it is drawn.</summary>
    public sealed record Drawn(Spot At, int Weight, IReadOnlyList<Lettered> Labels);

    GridLayout(double width, double height, IReadOnlyList<Drawn> cells, IReadOnlyList<Lettered> heads) =>
        (Width, Height, Cells, Heads) = (width, height, cells, heads);

    public double Width { get; }
    public double Height { get; }
    public IReadOnlyList<Drawn> Cells { get; }

    /// <value>The words of the axes, the rows and the columns.</value>
    public IReadOnlyList<Lettered> Heads { get; }

    /// <summary>Lays the grid out.</summary>
    /// <param name="rowAxis">What goes down.</param>
    /// <param name="columnAxis">What goes across.</param>
    /// <param name="rows">The words down, the first at the top.</param>
    /// <param name="columns">The words across.</param>
    /// <param name="cellOf">What is in a cell, by row and column.</param>
    public static GridLayout Of(
        string rowAxis,
        string columnAxis,
        IReadOnlyList<string> rows,
        IReadOnlyList<string> columns,
        Func<int, int, GridCell> cellOf
    )
    {
        List<Lettered> heads =
        [
            .. Head(rowAxis + " ↓", new(0, 0, Side - Inset, Line), 2),
            .. Head(columnAxis + " →", new(Side, 0, CellWidth * columns.Count, Line), 1),
        ];
        for (var column = 0; column < columns.Count; column++)
            heads.AddRange(Head(columns[column], new(Side + (column * CellWidth), Top - Line - 4, CellWidth - Inset, Line), 1));
        List<Drawn> cells = [];
        var y = Top;
        for (var row = 0; row < rows.Count; row++)
        {
            var inRow = Enumerable.Range(0, columns.Count).Select(column => cellOf(row, column)).ToList();
            var height = Math.Max(LeastHeight, inRow.Max(HeightOf));
            heads.AddRange(Head(rows[row], new(0, y + 6, Side - Inset, Line), 2));
            for (var column = 0; column < columns.Count; column++)
                cells.Add(Cell(inRow[column], new(Side + (column * CellWidth), y, CellWidth - 2, height - 2)));
            y += height;
        }
        return new(Side + (columns.Count * CellWidth), y, cells, heads);
    }

    static IEnumerable<Lettered> Head(string text, Spot first, int most) =>
        Lettering
            .Wrap(text, first.Width, Letters, most)
            .Select((line, n) => new Lettered(line, first with { Top = first.Top + (n * Line) }) { Whole = text });

    static double HeightOf(GridCell cell) => (Written(cell).Count * Line) + (2 * Inset);

    /// <summary>The lines of a cell: what it means, those that are named, how many more there are, what is noted.</summary>
    static List<(string Line, string Whole, string? Href, bool IsQuiet)> Written(GridCell cell)
    {
        const double Room = CellWidth - 2 - (2 * Inset);
        List<(string, string, string?, bool)> lines = [];
        // One more is named as soon as it would be counted.
        var named = cell.Entries.Count > MostNamed + 1 ? MostNamed : cell.Entries.Count;
        if (cell.Word.Length > 0)
            lines.Add((Lettering.Fit(cell.Word, Room, Letters), cell.Word, null, true));
        foreach (var entry in cell.Entries.Take(named))
            lines.AddRange(Lettering.Wrap(entry.Text, Room, Letters, LinesEach).Select(l => (l, entry.Text, entry.Href, false)));
        if (named < cell.Entries.Count)
        {
            var more = $"and {cell.Entries.Count - named:N0} more";
            lines.Add((more, more, null, true));
        }
        if (cell.Note is { } note)
            lines.AddRange(Lettering.Wrap(note, Room, Letters, LinesEach).Select(l => (l, note, (string?)null, true)));
        return lines;
    }

    static Drawn Cell(GridCell cell, Spot at) =>
        new(
            at,
            cell.Weight,
            [
                .. Written(cell)
                    .Select(
                        (line, n) =>
                            new Lettered(
                                line.Line,
                                new(at.Left + Inset, at.Top + Inset + (n * Line), Lettering.Width(line.Line, Letters), Line)
                            )
                            {
                                Whole = line.Whole,
                                Href = line.Href,
                                IsQuiet = line.IsQuiet,
                            }
                    ),
            ]
        );
}
