using System.Buffers;
using Goldthread.Spc.Words;

namespace Goldthread.Spc.Pictures;

/// <summary>A chart the size of a word, 120 by 28: the line, the mean, the limits as a band, and the last point's meaning.</summary>
public static class Sparkline
{
    private const int MostPoints = 60;

    /// <summary>Writes the picture as UTF-8; of a long series the last 60 points.</summary>
    /// <param name="to">Receives one svg element.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="words">How the measure is spoken of, for the title.</param>
    public static void Write(IBufferWriter<byte> to, Chart chart, ChartWords? words = null)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(chart);
        var pen = new Pen(4096);
        pen.Raw(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"spc-sparkline\" viewBox=\"0 0 120 28\" width=\"120\" height=\"28\" role=\"img\"><title>"u8
        );
        pen.Text(Verdict.Sentence(chart, words));
        pen.Raw("</title>"u8);
        Draw(ref pen, chart);
        pen.Raw("</svg>"u8);
        pen.Finish(to);
    }

    private static void Draw(ref Pen pen, Chart chart)
    {
        var points = chart.PointArray.AsSpan();
        if (points.Length > MostPoints)
        {
            points = points[^MostPoints..];
        }

        double min = double.PositiveInfinity,
            max = double.NegativeInfinity;
        foreach (ref readonly var point in points)
        {
            if (point.Value is { } value && double.IsFinite(value))
            {
                (min, max) = (Math.Min(min, value), Math.Max(max, value));
            }

            (min, max) = (Math.Min(min, point.Lower ?? min), Math.Max(max, point.Upper ?? max));
            (min, max) = (Math.Min(min, point.CentreLine ?? min), Math.Max(max, point.CentreLine ?? max));
        }

        if (min > max)
        {
            return;
        }

        var scale = Scale.Of(min, max, 3, 25);
        var per = points.Length > 1 ? 108.0 / (points.Length - 1) : 0;
        var last = points[^1];
        var from = Math.Max(0, chart.Groups[^1].First - (chart.PointArray.Length - points.Length)) * per;
        if (last.Lower is { } lower && last.Upper is { } upper)
        {
            pen.Raw("<rect class=\"spc-band\" x=\""u8);
            pen.Tenths(4 + from);
            pen.Raw("\" y=\""u8);
            pen.Tenths(scale.Y(upper));
            pen.Raw("\" width=\""u8);
            pen.Tenths(Math.Max(1, 108 - from));
            pen.Raw("\" height=\""u8);
            pen.Tenths(Math.Max(0.5, scale.Y(lower) - scale.Y(upper)));
            pen.Raw("\" fill=\"#D9D6CE\" fill-opacity=\"0.5\"/>"u8);
        }

        if (last.CentreLine is { } centre)
        {
            pen.Raw("<path class=\"spc-mean\" d=\"M"u8);
            pen.Tenths(4 + from);
            pen.Raw(" "u8);
            pen.Tenths(scale.Y(centre));
            pen.Raw("H112\" fill=\"none\" stroke=\"#1B2A2F\" stroke-width=\"0.75\"/>"u8);
        }

        if (last.Category is not null)
        {
            // Names have no order that a line could follow.
            pen.Raw("<g class=\"spc-point\" fill=\"#55646B\">"u8);
            for (var i = 0; i < points.Length; i++)
            {
                if (points[i].Value is { } value && double.IsFinite(value))
                {
                    Mark.Dot(ref pen, 4 + (i * per), scale.Y(value), 1.5);
                }
            }

            pen.Raw("</g>"u8);
            return;
        }

        pen.Raw("<path class=\"spc-line\" d=\""u8);
        var down = false;
        var end = -1;
        for (var i = 0; i < points.Length; i++)
        {
            if (points[i].Value is not { } value || !double.IsFinite(value))
            {
                down = false;
                continue;
            }

            pen.Raw(down ? "L"u8 : "M"u8);
            pen.Tenths(4 + (i * per));
            pen.Raw(" "u8);
            pen.Tenths(scale.Y(value));
            down = true;
            end = i;
        }

        pen.Raw("\" fill=\"none\" stroke=\"#55646B\" stroke-width=\"1.5\" stroke-linejoin=\"round\"/>"u8);
        if (end >= 0)
        {
            var type = chart.Variation == VariationVerdict.NotEnoughYet ? PointType.CommonCause : points[end].Type;
            Mark.Point(ref pen, type, 4 + (end * per), scale.Y(points[end].Value!.Value), 2.5);
        }
    }
}
