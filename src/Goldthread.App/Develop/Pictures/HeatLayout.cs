namespace Goldthread.App.Develop.Pictures;

/// <summary>A cell of a heat map.</summary>
/// <param name="Text">Its figure; empty for none.</param>
/// <param name="Weight">How dark it is, 0 to 4.</param>
/// <param name="IsOver">True where it is too much: it has a frame, and a mark before its figure.</param>
/// <param name="Whole">All of it in words.</param>
public sealed record HeatCell(string Text, int Weight, bool IsOver, string Whole);

/// <summary>Rows of people by columns of weeks, with a figure in each: where everything stands, as a pure function of what is in the cells.</summary>
public sealed class HeatLayout
{
    /// <summary>The size of the letters.</summary>
    public const double Letters = 13;

    const double Side = 170;
    const double CellWidth = 58;
    const double RowHeight = 28;
    const double Top = 24;
    const double Line = 18;

    /// <summary>A cell as it is drawn.</summary>
    public sealed record Drawn(Spot At, HeatCell Cell, Lettered Label);

    HeatLayout(double width, double height, IReadOnlyList<Drawn> cells, IReadOnlyList<Lettered> heads) =>
        (Width, Height, Cells, Heads) = (width, height, cells, heads);

    public double Width { get; }
    public double Height { get; }
    public IReadOnlyList<Drawn> Cells { get; }
    public IReadOnlyList<Lettered> Heads { get; }

    /// <summary>Lays the map out.</summary>
    /// <param name="rows">What goes down, each with its page or null.</param>
    /// <param name="columns">What goes across.</param>
    /// <param name="cellOf">What is in a cell, by row and column.</param>
    public static HeatLayout Of(
        IReadOnlyList<(string Text, string? Href)> rows,
        IReadOnlyList<string> columns,
        Func<int, int, HeatCell> cellOf
    )
    {
        List<Lettered> heads =
        [
            .. columns.Select(
                (c, n) =>
                    new Lettered(Lettering.Fit(c, CellWidth - 4, Letters), new(Side + (n * CellWidth), 0, CellWidth - 4, Line))
                    {
                        Whole = c,
                    }
            ),
            .. rows.Select(
                (r, n) =>
                    new Lettered(Lettering.Fit(r.Text, Side - 8, Letters), new(0, Top + (n * RowHeight) + 5, Side - 8, Line))
                    {
                        Whole = r.Text,
                        Href = r.Href,
                    }
            ),
        ];
        List<Drawn> cells = [];
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < columns.Count; column++)
            {
                var cell = cellOf(row, column);
                var at = new Spot(Side + (column * CellWidth), Top + (row * RowHeight), CellWidth - 2, RowHeight - 2);
                cells.Add(
                    new(
                        at,
                        cell,
                        new(
                            Lettering.Fit((cell.IsOver ? "▲" : "") + cell.Text, at.Width - 8, Letters),
                            new(at.Left + 5, at.Top + 4, at.Width - 8, Line)
                        )
                        {
                            Whole = cell.Whole,
                        }
                    )
                );
            }
        }
        return new(Side + (columns.Count * CellWidth), Top + (rows.Count * RowHeight), cells, heads);
    }
}
