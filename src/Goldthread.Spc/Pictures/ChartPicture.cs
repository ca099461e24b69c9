using System.Buffers;
using System.Globalization;
using System.Text;
using Goldthread.Spc.Words;

namespace Goldthread.Spc.Pictures;

/// <summary>Something that happened, drawn on a chart as a letter on its date.</summary>
/// <param name="On">When (UTC).</param>
/// <param name="Text">What.</param>
public sealed record Annotation(DateTime On, string Text)
{
    /// <summary>Something that happened on a day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="text">What happened.</param>
    /// <returns>The annotation.</returns>
    public static Annotation OnDay(DateOnly day, string text) => new(Series.Midnight(day), text);
}

/// <summary>What a picture shows beside the chart itself.</summary>
public sealed record PictureOptions
{
    /// <summary>What happened, in any order.</summary>
    /// <value>Default: nothing.</value>
    public IReadOnlyList<Annotation> Annotations { get; init; } = [];

    /// <summary>Whether the verdicts' icons and words stand above the plot.</summary>
    /// <value>Default: true.</value>
    public bool ShowVerdict { get; init; } = true;
}

/// <summary>A chart as SVG, 700 by 320: one renderer for pages, documents and the command line.</summary>
/// <remarks>
/// Only classes (<c>spc-…</c>) and presentation attributes are used, no style, so that it passes a strict content security policy and
/// is right as a file of its own; a page recolours it by the classes. What has no finite value is a gap.
/// </remarks>
public static class ChartPicture
{
    /// <summary>Width in user units.</summary>
    public const int Width = 700;

    /// <summary>Height in user units.</summary>
    public const int Height = 320;

    /// <summary>On a phone of 320 pixels a picture is some 290 wide: letters of 25 are then 10 pixels high.</summary>
    internal const double FontSize = 25;
    internal const double CharacterWidth = 12.8;

    private const double Bottom = 274;
    private const int LongestLabel = 16;

    /// <summary>Writes the picture as UTF-8.</summary>
    /// <param name="to">Receives one svg element.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="words">How the measure is spoken of.</param>
    /// <param name="options">What is shown beside the chart.</param>
    public static void Write(IBufferWriter<byte> to, Chart chart, ChartWords? words = null, PictureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(chart);
        var pen = new Pen(16 * 1024);
        Draw(ref pen, chart, words ?? new ChartWords(), options ?? new PictureOptions());
        pen.Finish(to);
    }

    /// <summary>Writes the picture as UTF-8.</summary>
    /// <param name="to">Receives one svg element.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="words">How the measure is spoken of.</param>
    /// <param name="options">What is shown beside the chart.</param>
    public static void Write(Stream to, Chart chart, ChartWords? words = null, PictureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(chart);
        var pen = new Pen(16 * 1024);
        Draw(ref pen, chart, words ?? new ChartWords(), options ?? new PictureOptions());
        pen.Finish(to);
    }

    /// <summary>What the picture shows, in sentences: its description for people who do not see it.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="words">How the measure is spoken of.</param>
    /// <param name="options">What is shown beside the chart.</param>
    /// <returns>One sentence or more.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="chart"/> is null.</exception>
    public static string Description(Chart chart, ChartWords? words = null, PictureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(chart);
        words ??= new ChartWords();
        return Description(chart, words, options ?? new PictureOptions(), words.PlacesOf(chart), words.FormOf(chart));
    }

    private static string Description(Chart chart, ChartWords words, PictureOptions options, int places, string form)
    {
        if (chart.Points.Count == 0)
        {
            return "An empty chart.";
        }

        var (first, last) = (chart.Points[0], chart.Points[^1]);
        var text = new StringBuilder(160);
        text.Append(first.Category is null ? "Line chart of " : "Dot chart of ");
        text.Append(chart.Points.Count.ToString(CultureInfo.InvariantCulture));
        text.Append(chart.Points.Count == 1 ? " point, " : " points from ");
        text.Append(first.Category ?? ChartWords.When(first.On, form));
        if (chart.Points.Count > 1)
        {
            text.Append(" to ");
            text.Append(last.Category ?? ChartWords.When(last.On, form));
        }

        text.Append('.');
        if (last.CentreLine is { } centre)
        {
            places = words.LinePlacesOf(chart, places);
            text.Append(chart.Kind is ChartKind.Run or ChartKind.OpportunitiesBetween ? " Median " : " Mean ");
            text.Append(words.Figure(centre, places));
            if (last.Lower is { } lower && last.Upper is { } upper)
            {
                text.Append(", process limits ");
                text.Append(words.Figure(lower, places));
                text.Append(" to ");
                text.Append(words.Figure(upper, places));
            }

            text.Append('.');
        }

        var letter = 'A';
        foreach (var annotation in options.Annotations.OrderBy(a => a.On))
        {
            text.Append(' ');
            text.Append(letter);
            text.Append(", ");
            text.Append(ChartWords.When(annotation.On, "d MMM yyyy"));
            text.Append(": ");
            text.Append(annotation.Text.TrimEnd('.'));
            text.Append('.');
            letter = letter == 'Z' ? 'A' : (char)(letter + 1);
        }

        return text.ToString();
    }

    private static void Draw(ref Pen pen, Chart chart, ChartWords words, PictureOptions options)
    {
        var places = words.PlacesOf(chart);
        var form = words.FormOf(chart);
        pen.Raw(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"spc-chart\" viewBox=\"0 0 700 320\" width=\"700\" height=\"320\" role=\"img\" font-family=\"'Atkinson Hyperlegible Next','Atkinson Hyperlegible',Arial,sans-serif\" font-size=\"25\"><title>"u8
        );
        pen.Text(Verdict.Sentence(chart, words));
        pen.Raw("</title><desc>"u8);
        pen.Text(Description(chart, words, options, places, form));
        pen.Raw("</desc><rect class=\"spc-ground\" width=\"700\" height=\"320\" fill=\"#FFFFFF\"/>"u8);
        if (options.ShowVerdict)
        {
            Head(ref pen, chart);
        }

        if (chart.Points.Count == 0)
        {
            Label(ref pen, 350, 170, "middle"u8, "spc-text"u8, "No figures yet");
            pen.Raw("</svg>"u8);
            return;
        }

        var top = options.ShowVerdict ? 54.0 : 22.0;
        top += options.Annotations.Count > 0 ? 28 : 0;
        var scale = Range(chart, top);
        var ticks = scale.Ticks(words.AsPercentage);
        var labels = LineLabels(chart, words, words.LinePlacesOf(chart, places));
        var left = 12 + Widest(ticks.Select(t => t.Text), 30);
        var right = Width - 12 - Widest(labels.Select(l => l.Text), 20);
        var plot = new Plot(chart, left + 12, right - 12);

        foreach (var (y, text) in ticks)
        {
            pen.Raw("<path class=\"spc-grid\" d=\"M"u8);
            pen.Tenths(left);
            pen.Raw(" "u8);
            pen.Tenths(y);
            pen.Raw("H"u8);
            pen.Tenths(right);
            pen.Raw("\" fill=\"none\" stroke=\"#D9D6CE\"/>"u8);
            Label(ref pen, left - 6, y, "end"u8, "spc-axis"u8, text);
        }

        Dates(ref pen, chart, form, plot, left, right);
        Rebases(ref pen, chart, options, plot, top, right);
        Annotations(ref pen, chart, options, plot, top);
        Steps(
            ref pen,
            chart,
            plot,
            scale,
            plot.Upper.Span,
            "spc-limit"u8,
            "\" fill=\"none\" stroke=\"#55646B\" stroke-width=\"2\" stroke-dasharray=\"7 5\"/>"u8
        );
        Steps(
            ref pen,
            chart,
            plot,
            scale,
            plot.Lower.Span,
            "spc-limit"u8,
            "\" fill=\"none\" stroke=\"#55646B\" stroke-width=\"2\" stroke-dasharray=\"7 5\"/>"u8
        );
        Steps(ref pen, chart, plot, scale, plot.Centre.Span, "spc-mean"u8, "\" fill=\"none\" stroke=\"#1B2A2F\" stroke-width=\"2\"/>"u8);
        Targets(ref pen, chart, plot, scale);
        Line(
            ref pen,
            plot,
            scale,
            plot.Plan.Span,
            "spc-trajectory"u8,
            "\" fill=\"none\" stroke=\"#0B5C7A\" stroke-width=\"2\" stroke-dasharray=\"2 4\" stroke-linecap=\"round\"/>"u8
        );
        if (chart.Points[0].Category is null)
        {
            // Names have no order that a line could follow.
            Line(
                ref pen,
                plot,
                scale,
                plot.Value.Span,
                "spc-line"u8,
                "\" fill=\"none\" stroke=\"#8A8F8C\" stroke-width=\"2.5\" stroke-linejoin=\"round\"/>"u8
            );
        }

        Points(ref pen, chart, plot, scale);
        foreach (var (text, y) in Spread(labels, scale, top, Bottom))
        {
            Label(ref pen, right + 6, y, "start"u8, "spc-label"u8, text);
        }

        pen.Raw("</svg>"u8);
    }

    /// <summary>How wide a text is, nearly: Atkinson Hyperlegible Next and Arial were measured, at a size of 25.</summary>
    internal static double WidthOf(string text)
    {
        var width = 0.0;
        foreach (var letter in text)
        {
            width += letter switch
            {
                ' ' or '.' or ',' or ':' or '(' or ')' or '-' or 'f' or 'i' or 'j' or 'l' or 'r' or 't' or 'I' => 8,
                '%' or 'M' or 'W' or 'm' or 'w' or '…' => 21.5,
                (>= '0' and <= '9') or (>= 'A' and <= 'Z') => 15.6,
                _ => 13.4,
            };
        }

        return width;
    }

    private static double Widest(IEnumerable<string> texts, double least)
    {
        foreach (var text in texts)
        {
            least = Math.Max(least, WidthOf(text));
        }

        return Math.Min(least, (LongestLabel + 1) * CharacterWidth);
    }

    private static void Head(ref Pen pen, Chart chart)
    {
        var x = 8.0;
        if (chart.Points.Count > 0 && chart.Points[0].Category is not null)
        {
            Label(ref pen, x, 21, "start"u8, "spc-text"u8, Capital(Verdict.OfNames(chart, most: 0)));
            return;
        }

        if (chart.Variation == VariationVerdict.NotEnoughYet)
        {
            Label(ref pen, x, 21, "start"u8, "spc-text"u8, chart.Points.Count == 0 ? "" : "Not enough points yet for a verdict");
            return;
        }

        Mark.Variation(ref pen, chart.Variation, x, 5);
        var variation = Verdict.Of(chart.Variation);
        Label(ref pen, x + 40, 21, "start"u8, "spc-text"u8, Capital(variation));
        x += 58 + (variation.Length * CharacterWidth);
        foreach (var verdict in chart.TargetVerdicts.Take(2))
        {
            if (verdict.Assurance is AssuranceVerdict.None or AssuranceVerdict.NotEnoughYet)
            {
                continue;
            }

            var name = string.IsNullOrWhiteSpace(verdict.Target.Name) ? "Target" : Capital(verdict.Target.Name.Trim());
            var assurance = Verdict.Of(verdict.Assurance);
            var room = (int)((Width - x - 40) / CharacterWidth) - ": ".Length - assurance.Length;
            if (room < Math.Min(name.Length, 6))
            {
                break;
            }

            var text = $"{Short(name, Math.Min(room, 14))}: {assurance}";
            Mark.Assurance(ref pen, verdict.Assurance, x, 5);
            Label(ref pen, x + 40, 21, "start"u8, "spc-text"u8, text);
            x += 58 + (text.Length * CharacterWidth);
        }
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Short(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";

    private static Scale Range(Chart chart, double top)
    {
        double min = double.PositiveInfinity,
            max = double.NegativeInfinity;
        void Take(double? value)
        {
            if (value is { } x && double.IsFinite(x))
            {
                min = Math.Min(min, x);
                max = Math.Max(max, x);
            }
        }

        foreach (ref readonly var point in chart.PointArray.AsSpan())
        {
            Take(point.Value);
            Take(point.Lower);
            Take(point.Upper);
            Take(point.CentreLine);
            Take(point.Trajectory);
        }

        foreach (var target in chart.Options.Targets)
        {
            if (target.From is null || target.From <= chart.Points[^1].On || chart.Points[0].Category is not null)
            {
                Take(target.Value);
            }
        }

        return Scale.Of(min, max, top, Bottom);
    }

    /// <summary>What is drawn at each point; NaN is nothing. The way plot is by time, or by place among categories.</summary>
    private sealed class Plot
    {
        private readonly long _first;
        private readonly double _left;
        private readonly double _per;
        private readonly bool _byTime;

        public Plot(Chart chart, double left, double right)
        {
            var points = chart.PointArray;
            var n = points.Length;
            _byTime = points[0].Category is null;
            _first = _byTime ? points[0].On.Ticks : 0;
            var span = _byTime ? points[^1].On.Ticks - _first : n - 1;
            (_left, _per) = span <= 0 ? ((left + right) / 2, 0) : (left, (right - left) / span);
            var numbers = new double[n * 6];
            X = numbers.AsMemory(0, n);
            Value = numbers.AsMemory(n, n);
            Upper = numbers.AsMemory(2 * n, n);
            Lower = numbers.AsMemory(3 * n, n);
            Centre = numbers.AsMemory(4 * n, n);
            Plan = numbers.AsMemory(5 * n, n);
            for (var i = 0; i < n; i++)
            {
                ref readonly var point = ref points[i];
                numbers[i] = _byTime ? At(point.On) : _left + (i * _per);
                numbers[n + i] = Finite(point.Value);
                numbers[(2 * n) + i] = Finite(point.Upper);
                numbers[(3 * n) + i] = Finite(point.Lower);
                numbers[(4 * n) + i] = Finite(point.CentreLine);
                numbers[(5 * n) + i] = Finite(point.Trajectory);
            }
        }

        public ReadOnlyMemory<double> X { get; }

        public ReadOnlyMemory<double> Value { get; }

        public ReadOnlyMemory<double> Upper { get; }

        public ReadOnlyMemory<double> Lower { get; }

        public ReadOnlyMemory<double> Centre { get; }

        public ReadOnlyMemory<double> Plan { get; }

        public double At(DateTime on) => _left + ((on.Ticks - _first) * _per);

        private static double Finite(double? value) => value is { } x && double.IsFinite(x) ? x : double.NaN;
    }

    /// <summary>
    /// A word whose letters have their middle at a height. How far down they stand is said in letters: a page may show them smaller.
    /// </summary>
    internal static void Label(ref Pen pen, double x, double middle, ReadOnlySpan<byte> anchor, ReadOnlySpan<byte> style, string text)
    {
        pen.Raw("<text class=\""u8);
        pen.Raw(style);
        pen.Raw("\" x=\""u8);
        pen.Tenths(x);
        pen.Raw("\" y=\""u8);
        pen.Tenths(middle);
        pen.Raw("\" dy=\".34em"u8);
        if (!anchor.SequenceEqual("start"u8))
        {
            pen.Raw("\" text-anchor=\""u8);
            pen.Raw(anchor);
        }

        pen.Raw(style.SequenceEqual("spc-axis"u8) ? "\" fill=\"#55646B\">"u8 : "\" fill=\"#1B2A2F\">"u8);
        pen.Text(text);
        pen.Raw("</text>"u8);
    }

    private static void Dates(ref Pen pen, Chart chart, string form, Plot plot, double left, double right)
    {
        var points = chart.PointArray;
        if (points[0].Category is not null)
        {
            Names(ref pen, points, plot, left, right);
            return;
        }

        // As many dates, evenly spread, as do not lie on one another: five at most.
        for (var count = Math.Min(points.Length, 5); count > 0; count--)
        {
            var chosen = new (double X, double From, double Width, string Text)[count];
            for (var k = 0; k < count; k++)
            {
                var i = count == 1 ? points.Length - 1 : (int)Math.Round(k * (points.Length - 1.0) / (count - 1));
                var text = ChartWords.When(points[i].On, form);
                var width = WidthOf(text);
                var x = plot.X.Span[i];
                chosen[k] = (x, Math.Clamp(x - (width / 2), 2, Width - 2 - width), width, text);
            }

            var apart = true;
            for (var k = 1; k < count; k++)
            {
                apart &= chosen[k].From >= chosen[k - 1].From + chosen[k - 1].Width + 12;
            }

            if (apart)
            {
                foreach (var (x, from, width, text) in chosen)
                {
                    Tick(ref pen, x, from + (width / 2), text);
                }

                return;
            }
        }
    }

    /// <summary>Names in place of dates, shortened to the room they have; where that is next to none, only every second or third.</summary>
    private static void Names(ref Pen pen, ChartPoint[] points, Plot plot, double left, double right)
    {
        var seat = (right - left) / points.Length;
        var stride = Math.Max(1, (int)Math.Ceiling(6 * CharacterWidth / seat));
        for (var i = 0; i < points.Length; i += stride)
        {
            var name = points[i].Category!;
            var text = Short(name, 12);
            for (var most = 11; most > 2 && WidthOf(text) > (stride * seat) - 8; most--)
            {
                text = Short(name, most);
            }

            var width = WidthOf(text);
            var x = plot.X.Span[i];
            Tick(ref pen, x, Math.Clamp(x - (width / 2), 2, Width - 2 - width) + (width / 2), text);
        }
    }

    private static void Tick(ref Pen pen, double x, double middle, string text)
    {
        pen.Raw("<path class=\"spc-grid\" d=\"M"u8);
        pen.Tenths(x);
        pen.Raw(" 276v6\" fill=\"none\" stroke=\"#8A8F8C\"/>"u8);
        Label(ref pen, middle, 298.5, "middle"u8, "spc-axis"u8, text);
    }

    private static void Rebases(ref Pen pen, Chart chart, PictureOptions options, Plot plot, double top, double right)
    {
        const string Words = "new limits";
        const double wordsWidth = 10.5 * CharacterWidth;
        var free = plot.X.Span[0];
        for (var g = 1; g < chart.Groups.Count; g++)
        {
            var first = chart.Groups[g].First;
            var x = Border(chart, plot, g);
            pen.Raw("<g class=\"spc-rebase\"><path d=\"M"u8);
            pen.Tenths(x);
            pen.Raw(" "u8);
            pen.Tenths(top - 6);
            pen.Raw("V"u8);
            pen.Tenths(Bottom);
            pen.Raw(
                "\" fill=\"none\" stroke=\"#8A8F8C\" stroke-width=\"1.5\" stroke-dasharray=\"1 4\" stroke-linecap=\"round\"/><title>New limits from here"u8
            );
            var from = chart.Points[first - 1].On;
            var to = chart.Points[first].On;
            foreach (var rebase in chart.Options.Rebases)
            {
                if (rebase.On > from && rebase.On <= to && !string.IsNullOrWhiteSpace(rebase.Reason))
                {
                    pen.Raw(": "u8);
                    pen.Text(rebase.Reason);
                }
            }

            pen.Raw("</title></g>"u8);

            // The words stand where there is room for them: behind the line, else before it, else nowhere.
            var next = g + 1 < chart.Groups.Count ? Border(chart, plot, g + 1) : right;
            foreach (var annotation in options.Annotations)
            {
                var line = plot.At(annotation.On);
                next = line >= x ? Math.Min(next, line) : next;
                free = line < x ? Math.Max(free, line) : free;
            }

            if (next - x > wordsWidth)
            {
                Label(ref pen, x + 5, top + 1, "start"u8, "spc-axis"u8, Words);
                free = x + wordsWidth;
            }
            else if (x - free > wordsWidth)
            {
                Label(ref pen, x - 5, top + 1, "end"u8, "spc-axis"u8, Words);
                free = x;
            }
        }
    }

    private static double Border(Chart chart, Plot plot, int group)
    {
        var first = chart.Groups[group].First;
        return (plot.X.Span[first - 1] + plot.X.Span[first]) / 2;
    }

    private static void Annotations(ref Pen pen, Chart chart, PictureOptions options, Plot plot, double top)
    {
        if (options.Annotations.Count == 0 || chart.Points[0].Category is not null)
        {
            return;
        }

        const double apart = 30;
        var letter = 'A';
        var inOrder = options.Annotations.OrderBy(a => a.On).ToArray();
        var seats = inOrder.Where(a => a.On >= chart.Points[0].On && a.On <= chart.Points[^1].On).Select(a => plot.At(a.On)).ToArray();

        // Letters that would lie on one another move apart: to the right, and back where that runs over the edge.
        for (var i = 1; i < seats.Length; i++)
        {
            seats[i] = Math.Max(seats[i], seats[i - 1] + apart);
        }

        for (var i = seats.Length - 1; i >= 0; i--)
        {
            seats[i] = Math.Min(seats[i], i + 1 < seats.Length ? seats[i + 1] - apart : Width - 16);
        }

        var next = 0;
        foreach (var annotation in inOrder)
        {
            var inside = annotation.On >= chart.Points[0].On && annotation.On <= chart.Points[^1].On;
            if (inside)
            {
                var x = plot.At(annotation.On);
                var seat = seats[next++];
                pen.Raw("<g class=\"spc-annotation\"><path d=\"M"u8);
                pen.Tenths(seat);
                pen.Raw(" "u8);
                pen.Tenths(top - 7);
                pen.Raw("L"u8);
                pen.Tenths(x);
                pen.Raw(" "u8);
                pen.Tenths(top);
                pen.Raw("V"u8);
                pen.Tenths(Bottom);
                pen.Raw("\" fill=\"none\" stroke=\"#8A8F8C\"/><circle cx=\""u8);
                pen.Tenths(seat);
                pen.Raw("\" cy=\""u8);
                pen.Tenths(top - 21);
                pen.Raw("\" r=\"14\" fill=\"#FFFFFF\" stroke=\"#1B2A2F\" stroke-width=\"1.5\"/>"u8);
                Label(ref pen, seat, top - 21, "middle"u8, "spc-text"u8, letter.ToString());
                pen.Raw("<title>"u8);
                pen.Text(annotation.Text);
                pen.Raw("</title></g>"u8);
            }

            letter = letter == 'Z' ? 'A' : (char)(letter + 1);
        }
    }

    /// <summary>A line that is level over each point and steps between them; one stroke where a group has one value.</summary>
    private static void Steps(
        ref Pen pen,
        Chart chart,
        Plot plot,
        in Scale scale,
        ReadOnlySpan<double> heights,
        ReadOnlySpan<byte> style,
        ReadOnlySpan<byte> finish
    )
    {
        var x = plot.X.Span;
        var begun = false;
        foreach (var group in chart.Groups)
        {
            var end = group.First + group.Count;
            var drawn = double.NaN;
            for (var i = group.First; i < end; i++)
            {
                var height = heights[i];
                if (double.IsNaN(height))
                {
                    drawn = double.NaN;
                    continue;
                }

                if (drawn != height)
                {
                    Begin(ref pen, ref begun, style);
                    if (double.IsNaN(drawn))
                    {
                        pen.Raw("M"u8);
                        pen.Tenths(i == 0 ? x[0] - 12 : (x[i] + x[i - 1]) / 2);
                        pen.Raw(" "u8);
                    }
                    else
                    {
                        pen.Raw("V"u8);
                    }

                    pen.Tenths(scale.Y(height));
                    drawn = height;
                }

                if (i + 1 == end || heights[i + 1] != height)
                {
                    pen.Raw("H"u8);
                    pen.Tenths(i + 1 == x.Length ? x[i] + 12 : (x[i] + x[i + 1]) / 2);
                }
            }
        }

        if (begun)
        {
            pen.Raw(finish);
        }
    }

    private static void Begin(ref Pen pen, ref bool begun, ReadOnlySpan<byte> style)
    {
        if (!begun)
        {
            pen.Raw("<path class=\""u8);
            pen.Raw(style);
            pen.Raw("\" d=\""u8);
            begun = true;
        }
    }

    private static void Targets(ref Pen pen, Chart chart, Plot plot, in Scale scale)
    {
        if (chart.Options.Targets.Count == 0)
        {
            return;
        }

        var points = chart.Points;
        var (from, to) = (plot.X.Span[0] - 12, plot.X.Span[^1] + 12);
        foreach (var named in chart.Options.Targets.GroupBy(t => t.Name))
        {
            var begun = false;
            var inOrder = named.OrderBy(t => t.From ?? DateTime.MinValue).ToArray();
            for (var k = 0; k < inOrder.Length; k++)
            {
                var start = inOrder[k].From is { } on && points[0].Category is null ? Math.Max(plot.At(on), from) : from;
                var end =
                    k + 1 < inOrder.Length && points[0].Category is null
                        ? Math.Clamp(plot.At(inOrder[k + 1].From ?? points[0].On), from, to)
                        : to;
                if (start >= end)
                {
                    continue;
                }

                Begin(ref pen, ref begun, "spc-target"u8);
                pen.Raw("M"u8);
                pen.Tenths(start);
                pen.Raw(" "u8);
                pen.Tenths(scale.Y(inOrder[k].Value));
                pen.Raw("H"u8);
                pen.Tenths(end);
            }

            if (begun)
            {
                pen.Raw("\" fill=\"none\" stroke=\"#0B5C7A\" stroke-width=\"2.5\" stroke-dasharray=\"14 4 2 4\"/>"u8);
            }
        }
    }

    private static void Line(
        ref Pen pen,
        Plot plot,
        in Scale scale,
        ReadOnlySpan<double> heights,
        ReadOnlySpan<byte> style,
        ReadOnlySpan<byte> finish
    )
    {
        var begun = false;
        var down = false;
        var x = plot.X.Span;
        for (var i = 0; i < x.Length; i++)
        {
            var height = heights[i];
            if (double.IsNaN(height))
            {
                down = false;
                continue;
            }

            Begin(ref pen, ref begun, style);
            pen.Raw(down ? "L"u8 : "M"u8);
            pen.Tenths(x[i]);
            pen.Raw(" "u8);
            pen.Tenths(scale.Y(height));
            down = true;
        }

        if (begun)
        {
            pen.Raw(finish);
        }
    }

    private static void Points(ref Pen pen, Chart chart, Plot plot, in Scale scale)
    {
        var n = chart.Points.Count;
        var size =
            n <= 40 ? 4.5
            : n <= 80 ? 3.5
            : 2.5;
        var judged = chart.Variation != VariationVerdict.NotEnoughYet;
        var x = plot.X.Span;
        var heights = plot.Value.Span;

        // The ordinary ones first, in one group; beyond some hundred points the line alone shows them.
        if (n <= 300)
        {
            pen.Raw("<g class=\"spc-point\" fill=\"#55646B\">"u8);
            for (var i = 0; i < n; i++)
            {
                if (!double.IsNaN(heights[i]) && (!judged || chart.PointArray[i].Type == PointType.CommonCause))
                {
                    Mark.Dot(ref pen, x[i], scale.Y(heights[i]), size);
                }
            }

            pen.Raw("</g>"u8);
        }

        for (var i = 0; judged && i < n; i++)
        {
            if (!double.IsNaN(heights[i]) && chart.PointArray[i].Type != PointType.CommonCause)
            {
                Mark.Point(ref pen, chart.PointArray[i].Type, x[i], scale.Y(heights[i]), size);
            }
        }
    }

    private static List<(string Text, double Value)> LineLabels(Chart chart, ChartWords words, int places)
    {
        var last = chart.Points[^1];
        var labels = new List<(string, double)>();
        void Add(string name, double? value)
        {
            if (value is { } x && double.IsFinite(x))
            {
                var figure = words.Brief(x, places);
                labels.Add(($"{Short(name, Math.Max(5, LongestLabel - 1 - figure.Length))} {figure}", x));
            }
        }

        Add("Upper", last.Upper);
        Add(chart.Kind is ChartKind.Run or ChartKind.OpportunitiesBetween ? "Median" : "Mean", last.CentreLine);
        Add("Lower", last.Lower);
        foreach (var verdict in chart.TargetVerdicts)
        {
            var name = verdict.Target.Name;
            Add(string.IsNullOrWhiteSpace(name) ? "Target" : Capital(name.Trim()), verdict.Target.Value);
        }

        for (var i = chart.Points.Count - 1; i >= 0; i--)
        {
            if (chart.Points[i].Trajectory is { } plan && double.IsFinite(plan))
            {
                Add("Plan", plan);
                break;
            }
        }

        return labels;
    }

    /// <summary>Labels at the height of their lines, pushed apart where they would lie on one another.</summary>
    internal static List<(string Text, double Y)> Spread(
        List<(string Text, double Value)> labels,
        in Scale scale,
        double top,
        double bottom
    )
    {
        const double apart = FontSize;
        var placed = new List<(string Text, double Y)>(labels.Count);
        foreach (var (text, value) in labels)
        {
            placed.Add((text, scale.Y(value)));
        }

        placed.Sort((a, b) => a.Y.CompareTo(b.Y));
        for (var i = 0; i < placed.Count; i++)
        {
            var least = i == 0 ? top : placed[i - 1].Y + apart;
            placed[i] = (placed[i].Text, Math.Max(placed[i].Y, least));
        }

        for (var i = placed.Count - 1; i >= 0; i--)
        {
            var most = i == placed.Count - 1 ? bottom : placed[i + 1].Y - apart;
            placed[i] = (placed[i].Text, Math.Min(placed[i].Y, most));
        }

        return placed;
    }
}
