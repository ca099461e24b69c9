namespace Goldthread.App.Develop.Pictures;

/// <summary>A box of a picture in columns.</summary>
/// <param name="Key">By what lines name it; unique.</param>
/// <param name="Column">Its column, from 0.</param>
/// <param name="Text">What it says.</param>
public sealed record ColumnBox(string Key, int Column, string Text)
{
    /// <value>Its page, or null.</value>
    public string? Href { get; init; }

    /// <value>A quiet line below: "idea to try"; null for none.</value>
    public string? Note { get; init; }

    /// <value>What is wrong with it, in a few words; null where nothing is.</value>
    public string? Wrong { get; init; }
}

/// <summary>Boxes in columns with lines between them, such as a driver diagram or a logic model: where everything stands, as a pure function of the boxes and lines.</summary>
public sealed class ColumnsLayout
{
    /// <summary>The size of the letters.</summary>
    public const double Letters = 13;

    const double BoxWidth = 160;
    const double Between = 30;
    const double Inset = 8;
    const double LineHeight = 17;
    const double Gap = 12;
    const double Top = 30;
    const int MostLines = 5;

    /// <summary>A box as it is drawn.</summary>
    /// <param name="Box">The box.</param>
    /// <param name="At">Its room.</param>
    /// <param name="Labels">Its lines; what is quiet and what is wrong stand last.</param>
    public sealed record Drawn(ColumnBox Box, Spot At, IReadOnlyList<Lettered> Labels);

    /// <summary>A line from the right of one box to the left of another.</summary>
    public sealed record Line(double X1, double Y1, double X2, double Y2);

    ColumnsLayout(double width, double height, IReadOnlyList<Drawn> boxes, IReadOnlyList<Line> lines, IReadOnlyList<Lettered> heads) =>
        (Width, Height, Boxes, Lines, Heads) = (width, height, boxes, lines, heads);

    public double Width { get; }
    public double Height { get; }
    public IReadOnlyList<Drawn> Boxes { get; }
    public IReadOnlyList<Line> Lines { get; }
    public IReadOnlyList<Lettered> Heads { get; }

    /// <summary>Lays the boxes out.</summary>
    /// <param name="columns">What each column is.</param>
    /// <param name="boxes">The boxes in their order.</param>
    /// <param name="lines">Which leads to which, by keys; what names no box is left out.</param>
    public static ColumnsLayout Of(
        IReadOnlyList<string> columns,
        IReadOnlyList<ColumnBox> boxes,
        IEnumerable<(string From, string To)> lines
    )
    {
        var byKey = boxes.ToDictionary(b => b.Key, StringComparer.Ordinal);
        var known = lines.Where(l => l.From != l.To && byKey.ContainsKey(l.From) && byKey.ContainsKey(l.To)).Distinct().ToList();
        var before = known.ToLookup(l => l.To, l => l.From, StringComparer.Ordinal);
        var after = known.ToLookup(l => l.From, l => l.To, StringComparer.Ordinal);
        var words = boxes.ToDictionary(b => b.Key, Words, StringComparer.Ordinal);
        double HeightOf(ColumnBox box) => (words[box.Key].Count * LineHeight) + (2 * Inset);

        // In each column in the order of what leads there.
        var ordered = Enumerable.Range(0, columns.Count).Select(c => boxes.Where(b => b.Column == c).ToList()).ToList();
        var place = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var column in ordered)
        {
            var sorted = column
                .Select((box, n) => (box, n, Wish: Mean(before[box.Key], place)))
                .OrderBy(b => b.Wish ?? double.MaxValue)
                .ThenBy(b => b.n)
                .Select(b => b.box)
                .ToList();
            column.Clear();
            column.AddRange(sorted);
            for (var i = 0; i < sorted.Count; i++)
                place[sorted[i].Key] = i;
        }

        // Where they stand: first as near as can be to what comes after, from the right; then to what comes before, from the left.
        var middle = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var column = columns.Count - 1; column >= 0; column--)
            Stack(ordered[column], box => Mean(after[box.Key], middle));
        for (var column = 1; column < columns.Count; column++)
            Stack(ordered[column], box => Mean(before[box.Key], middle) ?? middle[box.Key]);

        var drawn = new Dictionary<string, Drawn>(StringComparer.Ordinal);
        foreach (var box in ordered.SelectMany(c => c))
        {
            var at = new Spot(box.Column * (BoxWidth + Between), middle[box.Key] - (HeightOf(box) / 2), BoxWidth, HeightOf(box));
            drawn[box.Key] = new(
                box,
                at,
                [
                    .. words[box.Key]
                        .Select(
                            (word, n) =>
                                new Lettered(
                                    word.Text,
                                    new(at.Left + Inset, at.Top + Inset + (n * LineHeight), Lettering.Width(word.Text, Letters), LineHeight)
                                )
                                {
                                    IsQuiet = word.IsQuiet,
                                }
                        ),
                ]
            );
        }
        return new(
            (columns.Count * (BoxWidth + Between)) - Between,
            drawn.Count == 0 ? Top : drawn.Values.Max(d => d.At.Bottom) + 2,
            [.. boxes.Select(b => drawn[b.Key])],
            [
                .. known.Select(l =>
                {
                    var (from, to) = (drawn[l.From].At, drawn[l.To].At);
                    return new Line(from.Right, from.Top + (from.Height / 2), to.Left, to.Top + (to.Height / 2));
                }),
            ],
            [
                .. columns.Select(
                    (c, n) =>
                        new Lettered(Lettering.Fit(c, BoxWidth, Letters), new(n * (BoxWidth + Between), 0, BoxWidth, 20)) { Whole = c }
                ),
            ]
        );

        void Stack(List<ColumnBox> column, Func<ColumnBox, double?> wish)
        {
            var next = Top;
            foreach (var box in column)
            {
                var half = HeightOf(box) / 2;
                var at = Math.Max(next + half, wish(box) ?? 0);
                middle[box.Key] = at;
                next = at + half + Gap;
            }
        }
    }

    static double? Mean(IEnumerable<string> keys, Dictionary<string, double> of)
    {
        var (sum, count) = (0.0, 0);
        foreach (var key in keys)
        {
            if (of.TryGetValue(key, out var value))
                (sum, count) = (sum + value, count + 1);
        }
        return count == 0 ? null : sum / count;
    }

    static List<(string Text, bool IsQuiet)> Words(ColumnBox box)
    {
        const double Room = BoxWidth - (2 * Inset);
        List<(string, bool)> words = [.. Lettering.Wrap(box.Text, Room, Letters, MostLines).Select(l => (l, false))];
        if (box.Note is { } note)
            words.Add((Lettering.Fit(note, Room, Letters), true));
        if (box.Wrong is { } wrong)
            words.AddRange(Lettering.Wrap(wrong, Room, Letters, 2).Select(l => (l, true)));
        return words;
    }
}
