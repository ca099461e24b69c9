using System.Globalization;
using Goldthread.Web.Nhs;

namespace Goldthread.Web.Parts;

/// <summary>
/// The whole thread as a picture: columns from the organisation's purpose to the evidence, joined by gold; where it is cut the line stops and says why.
/// The same knots as <see cref="ThreadTree"/>, which is its text.
/// </summary>
/// <param name="Knots">The knots at the top.</param>
/// <param name="Title">What the picture shows.</param>
public sealed record ThreadPicture(IReadOnlyList<Knot> Knots, string Title) : Component
{
    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        var layout = ThreadLayout.Of(Knots);
        var (width, height) = (N(layout.Width), N(layout.Height));
        html.Raw("<svg class=\"thread-picture\"")
            .Attribute("viewBox", $"0 0 {width} {height}")
            .Attribute("width", width)
            .Attribute("height", height)
            .Raw(" aria-labelledby=\"thread-picture-title thread-picture-words\"><title id=\"thread-picture-title\">")
            .Text(Title)
            .Raw("</title><desc id=\"thread-picture-words\">")
            .Text(layout.Description)
            .Raw("</desc>");
        foreach (var (x, words) in ThreadLayout.Headings)
            html.Raw("<text class=\"thread-picture__head\"").Attribute("x", N(x)).Raw(" y=\"14\">").Text(words).Raw("</text>");
        foreach (var line in layout.Lines)
            html.Raw("<path class=\"thread-picture__line")
                .Raw(line.IsCut, " is-cut")
                .Raw(line.IsSecond, " is-second")
                .Raw("\"")
                .Attribute("d", Path(line))
                .Raw("/>");
        foreach (var box in layout.Boxes)
            Box(html, box);
        html.Raw("</svg>");
    }

    static string Path(ThreadLayout.Line line)
    {
        var (x1, y1, x2, y2) = (line.X1, line.Y1, line.X2, line.Y2);
        var turn = x2 - (ThreadLayout.Between / 2) - (line.IsSecond ? 5 : 0);
        if (line.IsCut)
        {
            // It stops before its end: a gap, and a stroke across it.
            var end = $"H{N(x2 - 8)}M{N(x2 - 8)} {N(y2 - 6)}L{N(x2 - 4)} {N(y2 + 6)}";
            return Math.Abs(y1 - y2) < 1 ? $"M{N(x1)} {N(y1)}{end}" : $"M{N(x1)} {N(y1)}H{N(turn)}V{N(y2)}{end}";
        }
        return $"M{N(x1)} {N(y1)}H{N(turn)}V{N(y2)}H{N(x2)}";
    }

    static void Box(HtmlWriter html, ThreadLayout.Box box)
    {
        var knot = box.Knot;
        if (box.IsWords)
        {
            Lines(html, box, "thread-picture__cut", box.Left + 2);
            return;
        }
        html.Raw(knot.Href is null ? "<g" : "<a")
            .Attribute("href", knot.Href)
            .Raw(" class=\"thread-picture__knot")
            .Raw(knot.IsCurrent, " is-current");
        html.Raw("\"").Raw(knot.IsCurrent, " aria-current=\"true\"").Raw("><title>").Text($"{knot.Kind}: {knot.Text}").Raw("</title>");
        html.Raw("<rect class=\"thread-picture__box\"")
            .Attribute("x", N(box.Left))
            .Attribute("y", N(box.Top))
            .Attribute("width", N(ThreadLayout.BoxWidth))
            .Attribute("height", N(box.Height))
            .Raw(" rx=\"4\"/>");
        Lines(html, box, "thread-picture__text", box.Left + ThreadLayout.Inset);
        html.Raw(knot.Href is null ? "</g>" : "</a>");
        if (box.Loose is not null)
            html.Raw("<text class=\"thread-picture__cut\"")
                .Attribute("x", N(box.Left))
                .Attribute("y", N(box.Top - 5))
                .Raw(">")
                .Text(box.Loose)
                .Raw("</text>");
    }

    static void Lines(HtmlWriter html, ThreadLayout.Box box, string name, double x)
    {
        html.Raw("<text").Class(name).EndClass().Raw(">");
        for (var i = 0; i < box.Words.Count; i++)
        {
            html.Raw(i == box.Facts ? "<tspan class=\"thread-picture__fact\"" : "<tspan")
                .Attribute("x", N(x))
                .Attribute("y", N(box.Top + ThreadLayout.Inset + 10 + (i * ThreadLayout.LineHeight)))
                .Raw(">")
                .Text(box.Words[i])
                .Raw("</tspan>");
        }
        html.Raw("</text>");
    }

    static string N(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}

/// <summary>Where everything of the picture of the thread stands: a pure function of the knots.</summary>
public sealed class ThreadLayout
{
    internal const double BoxWidth = 154;
    internal const double Inset = 7;
    internal const double LineHeight = 16;
    internal const double Between = 34;
    const double Gap = 10;
    const double Head = 26;
    const double Margin = 18;
    const int Letters = 22;
    const int MostLines = 3;

    static readonly string[] Columns = ["Purpose and values", "Strategic objectives", "Objectives", "Actions, measures, law", "Evidence"];

    readonly List<Box> boxes = [];
    readonly List<Line> lines = [];
    readonly Dictionary<(string Kind, string Text, string? Href), Box> placed = [];
    readonly double[] bottoms = [.. Enumerable.Repeat(Head, Columns.Length)];
    double cursor = Head;
    int cuts;

    ThreadLayout() { }

    /// <summary>A knot in the picture, or the words of a cut.</summary>
    internal sealed class Box(Knot knot, int column)
    {
        public Knot Knot => knot;
        public int Column => column;
        public double Left => Margin + (column * (BoxWidth + Between));
        public double Top { get; set; }
        public IReadOnlyList<string> Words { get; init; } = [];

        /// <value>The place of the fact among the words; past them where there is none.</value>
        public int Facts { get; init; } = int.MaxValue;

        /// <value>Why the thread is cut before it, in a few words above it; null where it holds.</value>
        public string? Loose { get; init; }

        /// <value>True for the words where something is missing: they have no box.</value>
        public bool IsWords { get; init; }

        public double Height => (Inset * 2) + (Math.Max(1, Words.Count) * LineHeight) - 3;
        public double Middle => Top + (Height / 2);
        public double Above => Loose is null ? 0 : 15;
    }

    /// <summary>A line of the thread; a cut one stops before its end, a second one joins what is drawn with another already.</summary>
    internal sealed record Line(double X1, double Y1, double X2, double Y2, bool IsCut, bool IsSecond);

    internal IReadOnlyList<Box> Boxes => boxes;
    internal IReadOnlyList<Line> Lines => lines;

    /// <value>Width in pixels.</value>
    public double Width => (Margin * 2) + (Columns.Length * BoxWidth) + ((Columns.Length - 1) * Between);

    /// <value>Height in pixels.</value>
    public double Height { get; private set; }

    /// <value>The picture in one sentence.</value>
    public string Description { get; private set; } = "";

    internal static IEnumerable<(double X, string Words)> Headings =>
        Columns.Select((words, i) => (Margin + (i * (BoxWidth + Between)), words));

    /// <summary>Lays out a tree of knots; a knot that comes twice is drawn once, with a line from each.</summary>
    public static ThreadLayout Of(IReadOnlyList<Knot> knots)
    {
        var layout = new ThreadLayout();
        foreach (var knot in knots)
            layout.Place(knot);
        layout.Height = Math.Max(layout.cursor, layout.bottoms.Max()) + 4;
        var counts = layout
            .boxes.Where(b => !b.IsWords)
            .GroupBy(b => b.Column)
            .OrderBy(g => g.Key)
            .Select(g => $"{Columns[g.Key]}: {g.Count()}");
        layout.Description =
            string.Join(". ", counts)
            + (
                layout.cuts == 0
                    ? ". The thread is cut nowhere."
                    : $". The thread is cut in {layout.cuts} {(layout.cuts == 1 ? "place" : "places")}."
            );
        return layout;
    }

    static int ColumnOf(string kind) =>
        kind switch
        {
            "Purpose" or "Value" => 0,
            "Strategic objective" => 1,
            "Objective" => 2,
            "Piece of evidence" => 4,
            _ => 3,
        };

    (Box Box, bool IsNew) Place(Knot knot)
    {
        var column = ColumnOf(knot.Kind);
        var key = (knot.Kind, knot.Text, knot.Href);
        var isMissing = knot.Text.Length == 0;
        if (!isMissing && placed.TryGetValue(key, out var there))
            return (there, false);
        var box = isMissing ? Missing(knot.Cut ?? "Nothing here", column, knot) : Whole(knot, column);
        if (!isMissing)
            placed[key] = box;
        if (isMissing || knot.Cut is not null)
            cuts++;
        var below = knot.Below.Select(Place).ToList();
        // What is missing after it is said in the next column.
        if (!isMissing && knot.Cut is not null && !knot.IsLoose && column + 1 < Columns.Length)
        {
            var words = Missing(knot.Cut, column + 1, knot);
            Leaf(words);
            boxes.Add(words);
            below.Add((words, true));
        }
        List<Box> own = [.. below.Where(b => b.IsNew).Select(b => b.Box)];
        if (own.Count == 0)
        {
            Leaf(box);
        }
        else
        {
            // At the height of its first: the picture begins where it is read, however tall it is.
            box.Top = Math.Max(own[0].Top, bottoms[column] + box.Above);
            bottoms[column] = box.Top + box.Height + Gap;
        }
        boxes.Add(box);
        foreach (var (other, isNew) in below)
            lines.Add(new Line(box.Left + BoxWidth, box.Middle, other.Left, other.Middle, other.IsWords, !isNew));
        if (box.Loose is not null)
            lines.Add(new Line(box.Left - 16, box.Middle, box.Left - 2, box.Middle, true, false));
        return (box, true);
    }

    void Leaf(Box box)
    {
        // Nothing stands before the first column, so its boxes need not wait for the rows of the others: the values stand below the purpose.
        box.Top = Math.Max(box.Column == 0 ? 0 : cursor, bottoms[box.Column]) + box.Above;
        bottoms[box.Column] = box.Top + box.Height + Gap;
        cursor = Math.Max(cursor, bottoms[box.Column]);
    }

    static Box Missing(string why, int column, Knot knot) => new(knot, column) { Words = Wrap(why, MostLines), IsWords = true };

    static Box Whole(Knot knot, int column)
    {
        var words = Wrap(knot.Text, MostLines);
        var facts = int.MaxValue;
        if (!string.IsNullOrEmpty(knot.Fact))
        {
            facts = words.Count;
            words.AddRange(Wrap(knot.Fact, 1));
        }
        return new Box(knot, column)
        {
            Words = words,
            Facts = facts,
            Loose = knot.IsLoose ? knot.Cut : null,
        };
    }

    /// <summary>Breaks a text into lines of at most 22 letters; what does not fit ends in an ellipsis.</summary>
    public static List<string> Wrap(string text, int most)
    {
        var wrapped = new List<string>();
        var line = "";
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > Letters)
            {
                wrapped.Add(line);
                line = "";
                if (wrapped.Count == most)
                    break;
            }
            line = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > Letters)
                line = line[..(Letters - 1)] + "…";
        }
        if (wrapped.Count == most)
        {
            var last = wrapped[^1];
            wrapped[^1] = (last.Length >= Letters ? last[..(Letters - 1)] : last) + "…";
        }
        else if (line.Length > 0)
        {
            wrapped.Add(line);
        }
        return wrapped;
    }

    /// <summary>
    /// The knots with their smallest parts put together, so that a plan of forty objectives and two hundred actions is still a picture: below each
    /// knot, those of one kind that are more than a few become one knot that counts them. What is cut is counted in words.
    /// </summary>
    /// <param name="knots">The tree.</param>
    /// <param name="most">How many rows the picture may have.</param>
    /// <param name="list">Where the knots of one kind below a knot are listed; null for nowhere.</param>
    public static IReadOnlyList<Knot> Fold(IReadOnlyList<Knot> knots, int most, Func<Knot, IReadOnlyList<Knot>, string?> list)
    {
        // First groups of more than three, then of more than one; then the evidence below them goes too.
        foreach (var (few, keepBelow) in new[] { (int.MaxValue, true), (3, true), (1, true), (1, false), (0, false) })
        {
            var folded = few == int.MaxValue ? knots : [.. knots.Select(k => Folded(k, few, keepBelow, list))];
            if (few == 0 || knots.Count == 0 || folded.Sum(Rows) <= most)
                return folded;
        }
        return knots;
    }

    /// <summary>
    /// The tree with so many knots at most that a page can show it: of each kind below a knot the first ones, and how many more there are, with where they
    /// are listed.
    /// </summary>
    /// <param name="knots">The tree.</param>
    /// <param name="most">How many knots it may have, more or less.</param>
    /// <param name="list">Where the knots of one kind below a knot, or at the top where it is null, are listed; null for nowhere.</param>
    public static IReadOnlyList<Knot> Bounded(IReadOnlyList<Knot> knots, int most, Func<Knot?, IReadOnlyList<Knot>, string?> list)
    {
        if (Count(knots) <= most)
            return knots;
        foreach (var few in (int[])[100, 40, 15, 6, 2])
        {
            var some = First(null, knots, few, list);
            if (Count(some) <= most)
                return some;
        }
        return First(null, knots, 1, list);
    }

    /// <summary>How many knots a tree has.</summary>
    public static int Count(IReadOnlyList<Knot> knots) => knots.Count + knots.Sum(k => Count(k.Below));

    static List<Knot> First(Knot? parent, IReadOnlyList<Knot> knots, int few, Func<Knot?, IReadOnlyList<Knot>, string?> list)
    {
        var some = new List<Knot>();
        foreach (var group in knots.GroupBy(k => k.Kind))
        {
            List<Knot> several = [.. group];
            // One more is shown as soon as it is counted.
            var shown = several.Count > few + 1 ? few : several.Count;
            some.AddRange(several.Take(shown).Select(k => k.Below.Count == 0 ? k : k with { Below = First(k, k.Below, few, list) }));
            if (shown == several.Count)
                continue;
            var cut = several.Skip(shown).Count(k => k.Cut is not null);
            some.Add(
                new Knot(group.Key, $"and {several.Count - shown:N0} more {Several(group.Key)}", list(parent, several))
                {
                    Cut = cut > 0 ? $"{cut:N0} of them {(cut == 1 ? "ends" : "end")} here" : null,
                    IsLoose = several[shown].IsLoose,
                }
            );
        }
        return some;
    }

    static int Rows(Knot knot) => Math.Max(1, knot.Below.Sum(Rows));

    static Knot Folded(Knot knot, int few, bool keepBelow, Func<Knot, IReadOnlyList<Knot>, string?> list)
    {
        // Purpose, values, strategic objectives and objectives stay what they are: they are the thread itself.
        if (ColumnOf(knot.Kind) < 2)
            return knot with { Below = [.. knot.Below.Select(k => Folded(k, few, keepBelow, list))] };
        var below = new List<Knot>();
        foreach (var group in knot.Below.GroupBy(k => k.Kind))
        {
            List<Knot> several = [.. group];
            if (several.Count > few && several.All(k => k.Text.Length > 0) && (several.Count > 1 || !keepBelow))
                below.Add(Together(knot, several, keepBelow, list));
            else
                below.AddRange(several.Select(k => keepBelow ? Folded(k, few, keepBelow, list) : k with { Below = [] }));
        }
        return knot with { Below = below };
    }

    static Knot Together(Knot parent, List<Knot> several, bool keepBelow, Func<Knot, IReadOnlyList<Knot>, string?> list)
    {
        if (several.Count == 1)
            return several[0] with { Below = [] };
        var cut = several.Count(k => k.Cut is not null || k.Below.Any(b => b.Text.Length == 0));
        var below = several.SelectMany(k => k.Below).Where(k => k.Text.Length > 0).DistinctBy(k => (k.Kind, k.Text)).ToList();
        var kind = several[0].Kind;
        return new Knot(kind, $"{several.Count} {Several(kind)}", list(parent, several))
        {
            Fact = below.Count > 0 ? $"with {below.Count} {(below.Count == 1 ? "piece" : "pieces")} of evidence" : null,
            Cut = cut > 0 ? $"{cut} of them {(cut == 1 ? "ends" : "end")} here" : null,
        };
    }

    static string Several(string kind) =>
        kind switch
        {
            "Action" => "actions",
            "Measure" => "measures",
            "Requirement" => "requirements",
            "Piece of evidence" => "pieces of evidence",
            "Objective" => "objectives",
            "Strategic objective" => "strategic objectives",
            "Value" => "values",
            _ => "things",
        };
}
