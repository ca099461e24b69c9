namespace Goldthread.App.Develop.Pictures;

/// <summary>A bar of several parts.</summary>
/// <param name="Text">What it is of.</param>
/// <param name="Href">Its page, or null.</param>
/// <param name="Parts">How many of each part.</param>
public sealed record Bar(string Text, string? Href, IReadOnlyList<int> Parts);

/// <summary>Bars below each other, each of the same parts: where everything stands, as a pure function of the figures.</summary>
public sealed class BarsLayout
{
    /// <summary>The size of the letters.</summary>
    public const double Letters = 13;

    const double Side = 250;
    const double Long = 520;
    const double RowHeight = 30;
    const double Top = 24;
    const double Line = 18;
    const double Figures = 130;

    BarsLayout(double height, IReadOnlyList<(Spot At, int Part)> bars, IReadOnlyList<Lettered> labels) =>
        (Height, Bars, Labels) = (height, bars, labels);

    public double Width { get; } = Side + Long + Figures;
    public double Height { get; }

    /// <value>The parts of the bars, each with its place among the parts.</value>
    public IReadOnlyList<(Spot At, int Part)> Bars { get; }
    public IReadOnlyList<Lettered> Labels { get; }

    /// <summary>Lays the bars out; the longest takes the whole length.</summary>
    /// <param name="head">What the parts are, in a line above.</param>
    /// <param name="bars">The bars.</param>
    public static BarsLayout Of(string head, IReadOnlyList<Bar> bars)
    {
        var most = Math.Max(1, bars.Count == 0 ? 1 : bars.Max(b => b.Parts.Sum()));
        List<(Spot, int)> parts = [];
        List<Lettered> labels =
        [
            new(Lettering.Fit(head, Long + Figures, Letters), new(Side, 0, Long + Figures, Line)) { Whole = head, IsQuiet = true },
        ];
        for (var row = 0; row < bars.Count; row++)
        {
            var bar = bars[row];
            var y = Top + (row * RowHeight);
            labels.Add(
                new(Lettering.Fit(bar.Text, Side - 10, Letters), new(0, y + 5, Side - 10, Line)) { Whole = bar.Text, Href = bar.Href }
            );
            var x = Side;
            for (var part = 0; part < bar.Parts.Count; part++)
            {
                var width = bar.Parts[part] * Long / most;
                if (width > 0)
                    parts.Add((new(x, y + 2, width, RowHeight - 8), part));
                x += width;
            }
            var figures = string.Join(" + ", bar.Parts.Select(p => p.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture)));
            labels.Add(
                new(Lettering.Fit(figures, Figures - 10, Letters), new(x + 8, y + 5, Figures - 10, Line))
                {
                    Whole = figures,
                    IsQuiet = true,
                }
            );
        }
        return new(Top + (bars.Count * RowHeight), parts, labels);
    }
}
