using System.Buffers;
using System.Globalization;
using Goldthread.Spc.Words;

namespace Goldthread.Spc.Pictures;

/// <summary>A funnel plot as SVG, 700 by 320: size across, value up, limits that narrow with size.</summary>
public static class FunnelPicture
{
    private const int Steps = 48;
    private const int MostNames = 8;
    private const double Top = 24;
    private const double Bottom = 262;
    private static readonly double Right = ChartPicture.Width - 8 - ChartPicture.WidthOf("Lower limit");

    /// <summary>The verdict in a sentence, naming the services beyond the limits.</summary>
    /// <param name="funnel">The funnel.</param>
    /// <param name="title">The measure's name; <see langword="null"/> for none.</param>
    /// <returns>One sentence, with its full stop.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="funnel"/> is null.</exception>
    public static string Sentence(Funnel funnel, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(funnel);
        var beyond = funnel.Points.Where(p => p.Side != Side.On).OrderByDescending(p => Math.Abs(p.Deviations)).ToArray();
        var names = beyond.Select(p => $"{p.Unit.Name} ({(p.Side == Side.High ? "high" : "low")})").ToArray();
        var found =
            names.Length == 0 ? "no service is beyond the limits; the differences are as chance would have them"
            : names.Length == 1 ? $"one of {funnel.Points.Count} services is beyond the limits, {names[0]}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{names.Length} of {funnel.Points.Count} services are beyond the limits: {string.Join(", ", names.Take(MostNames))}{(names.Length > MostNames ? " and others" : "")}"
            );
        var widened = funnel.IsWidened ? "; the limits are widened because services vary more than chance alone" : "";
        return string.IsNullOrWhiteSpace(title)
            ? $"{char.ToUpperInvariant(found[0])}{found[1..]}{widened}."
            : $"{title.Trim()}: {found}{widened}.";
    }

    /// <summary>What the picture shows, in sentences: its description for people who do not see it.</summary>
    /// <param name="funnel">The funnel.</param>
    /// <param name="words">How the measure is spoken of.</param>
    /// <returns>Two sentences.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="funnel"/> is null.</exception>
    public static string Description(Funnel funnel, ChartWords? words = null)
    {
        ArgumentNullException.ThrowIfNull(funnel);
        words ??= new ChartWords();
        var (smallest, largest) = (funnel.Points.Min(p => p.Unit.Denominator), funnel.Points.Max(p => p.Unit.Denominator));
        var (lower, upper) = funnel.Limits(largest);
        var places = words.Decimals ?? 1;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Funnel plot of {funnel.Points.Count} services, each a mark: its size across, from {smallest:#,0.###} to {largest:#,0.###}, its value up. Mean {words.Figure(funnel.Centre, places)}; the dashed limits, within which chance keeps services, are {words.Figure(lower, places)} to {words.Figure(upper, places)} for the largest and wider for smaller ones."
        );
    }

    /// <summary>Writes the picture as UTF-8.</summary>
    /// <param name="to">Receives one svg element.</param>
    /// <param name="funnel">The funnel.</param>
    /// <param name="words">How the measure is spoken of.</param>
    public static void Write(IBufferWriter<byte> to, Funnel funnel, ChartWords? words = null)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(funnel);
        words ??= new ChartWords();
        var pen = new Pen(16 * 1024);
        pen.Raw(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"spc-chart\" viewBox=\"0 0 700 320\" width=\"700\" height=\"320\" role=\"img\" font-family=\"'Atkinson Hyperlegible Next','Atkinson Hyperlegible',Arial,sans-serif\" font-size=\"25\"><title>"u8
        );
        pen.Text(Sentence(funnel, words.Title));
        pen.Raw("</title><desc>"u8);
        pen.Text(Description(funnel, words));
        pen.Raw("</desc><rect class=\"spc-ground\" width=\"700\" height=\"320\" fill=\"#FFFFFF\"/>"u8);

        var largest = funnel.Points.Max(p => p.Unit.Denominator);
        var smallest = Math.Max(funnel.Points.Min(p => p.Unit.Denominator) * 0.7, largest / 500);
        var (low, high) = (funnel.Points.Min(p => p.Value), funnel.Points.Max(p => p.Value));
        var widest = funnel.Limits(smallest);
        var room = Math.Max(high - low, funnel.Centre * 0.1) * 0.6;
        var scale = Scale.Of(
            Math.Min(low, Math.Max(widest.Lower, low - room)),
            Math.Max(high, Math.Min(widest.Upper, high + room)),
            Top,
            Bottom
        );
        var ticks = scale.Ticks(words.AsPercentage);
        var left = 12 + Math.Min(160, Math.Max(30, ticks.Max(t => ChartPicture.WidthOf(t.Text))));
        double X(double denominator) => left + (denominator / (largest * 1.04) * (Right - left));
        foreach (var (y, text) in ticks)
        {
            Line(ref pen, "spc-grid"u8, left, y, Right, y, "#D9D6CE"u8);
            ChartPicture.Label(ref pen, left - 6, y, "end"u8, "spc-axis"u8, text);
        }

        foreach (var (sigmas, dash) in ((double, string)[])[(3, "7 5"), (2, "2 5")])
        {
            foreach (var upper in (bool[])[true, false])
            {
                Curve(ref pen, funnel, scale, X, smallest, largest * 1.03, sigmas, upper, dash);
            }
        }

        var centre = scale.Y(funnel.Centre);
        pen.Raw("<path class=\"spc-mean\" d=\"M"u8);
        pen.Tenths(left);
        pen.Raw(" "u8);
        pen.Tenths(centre);
        pen.Raw("H"u8);
        pen.Tenths(Right);
        pen.Raw("\" fill=\"none\" stroke=\"#1B2A2F\" stroke-width=\"2\"/>"u8);
        foreach (var point in funnel.Points)
        {
            pen.Raw("<g>"u8);
            var (x, y) = (X(point.Unit.Denominator), scale.Y(point.Value));
            Mark.Point(ref pen, point.Type, x, y, 4.5);
            pen.Raw("<title>"u8);
            pen.Text(point.Unit.Name);
            pen.Raw("</title></g>"u8);
        }

        Names(ref pen, funnel, scale, X);
        var (limitLow, limitHigh) = funnel.Limits(largest * 1.03);
        List<(string, double)> lines = [("Upper limit", limitHigh), ("Mean", funnel.Centre), ("Lower limit", limitLow)];
        foreach (var (text, y) in ChartPicture.Spread(lines, scale, Top, Bottom))
        {
            ChartPicture.Label(ref pen, Right + 6, y, "start"u8, "spc-label"u8, text);
        }

        // As many round sizes as have room for their figures.
        var step = Scale.RoundStep(largest / 4);
        while (step < largest && X(step) - left < ChartPicture.WidthOf(Size(largest)) + 16)
        {
            step = Scale.RoundStep(step * 2);
        }

        var free = 0.0;
        for (var at = 0.0; at <= largest * 1.04; at += step)
        {
            var half = ChartPicture.WidthOf(Size(at)) / 2;
            var middle = Math.Min(X(at), Right + 4 - half);
            if (middle - half >= free)
            {
                ChartPicture.Label(ref pen, middle, 279.5, "middle"u8, "spc-axis"u8, Size(at));
                free = middle + half + 10;
            }
        }

        ChartPicture.Label(ref pen, (left + Right) / 2, 304.5, "middle"u8, "spc-text"u8, "Size of service (denominator)");
        pen.Raw("</svg>"u8);
        pen.Finish(to);
    }

    private static string Size(double denominator) => denominator.ToString("#,0.###", CultureInfo.InvariantCulture);

    /// <summary>The names of up to six services beyond the limits, each beside its mark where there is room.</summary>
    private static void Names(ref Pen pen, Funnel funnel, in Scale scale, Func<double, double> across)
    {
        var taken = new List<(double X, double Y, double Width)>();
        foreach (var point in funnel.Points.Where(p => p.Side != Side.On).OrderByDescending(p => Math.Abs(p.Deviations)).Take(6))
        {
            var name = point.Unit.Name.Length > 18 ? point.Unit.Name[..17] + "…" : point.Unit.Name;
            var width = ChartPicture.WidthOf(name);
            var x = across(point.Unit.Denominator);
            var y = scale.Y(point.Value);
            var from = x + 12 + width > Right ? x - 12 - width : x + 12;
            if (taken.Exists(t => Math.Abs(t.Y - y) < ChartPicture.FontSize && from < t.X + t.Width && from + width > t.X))
            {
                continue;
            }

            taken.Add((from, y, width));
            ChartPicture.Label(ref pen, from, y, "start"u8, "spc-text"u8, name);
        }
    }

    private static void Curve(
        ref Pen pen,
        Funnel funnel,
        in Scale scale,
        Func<double, double> across,
        double from,
        double to,
        double sigmas,
        bool upper,
        string dash
    )
    {
        pen.Raw("<path class=\"spc-limit\" d=\""u8);
        var down = false;
        for (var i = 0; i <= Steps; i++)
        {
            // Closer together where the funnel is steep.
            var at = from + ((to - from) * i * i / (Steps * (double)Steps));
            var (lower, higher) = funnel.Limits(at, sigmas);
            var y = scale.Y(upper ? higher : lower);
            if (y is < 20 or > 266)
            {
                down = false;
                continue;
            }

            pen.Raw(down ? "L"u8 : "M"u8);
            pen.Tenths(across(at));
            pen.Raw(" "u8);
            pen.Tenths(y);
            down = true;
        }

        pen.Raw("\" fill=\"none\" stroke=\"#55646B\" stroke-width=\"2\" stroke-dasharray=\""u8);
        pen.Text(dash);
        pen.Raw("\"/>"u8);
    }

    private static void Line(ref Pen pen, ReadOnlySpan<byte> style, double x1, double y1, double x2, double y2, ReadOnlySpan<byte> colour)
    {
        pen.Raw("<path class=\""u8);
        pen.Raw(style);
        pen.Raw("\" d=\"M"u8);
        pen.Tenths(x1);
        pen.Raw(" "u8);
        pen.Tenths(y1);
        pen.Raw("L"u8);
        pen.Tenths(x2);
        pen.Raw(" "u8);
        pen.Tenths(y2);
        pen.Raw("\" fill=\"none\" stroke=\""u8);
        pen.Raw(colour);
        pen.Raw("\"/>"u8);
    }
}
