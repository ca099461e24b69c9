using System.Buffers;
using Goldthread.Spc.Words;

namespace Goldthread.Spc.Pictures;

/// <summary>The figures of a chart as an HTML table, for people who would rather read than look.</summary>
public static class ChartTable
{
    /// <summary>Writes one table element as UTF-8: date, value, mean, limits, and what each point says.</summary>
    /// <param name="to">Receives the table.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="words">How the measure is spoken of.</param>
    /// <param name="notes">What explains a point, by its instant, such as why there is no figure; <see langword="null"/> for none.</param>
    public static void Write(
        IBufferWriter<byte> to,
        Chart chart,
        ChartWords? words = null,
        IReadOnlyDictionary<DateTime, string>? notes = null
    )
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(chart);
        words ??= new ChartWords();
        var places = words.PlacesOf(chart);
        var linePlaces = words.LinePlacesOf(chart, places);
        var form = words.FormOf(chart);
        var median = chart.Kind is ChartKind.Run or ChartKind.OpportunitiesBetween;
        var counts = Array.Exists(chart.PointArray, p => p.Denominator is not null);
        var limits = Array.Exists(chart.PointArray, p => p.Upper is not null || p.Lower is not null);
        var pen = new Pen(16 * 1024);
        pen.Raw("<table class=\"spc-table\"><caption>"u8);
        pen.Text(Verdict.Sentence(chart, words));
        pen.Raw("</caption><thead><tr><th scope=\"col\">"u8);
        pen.Raw(chart.PointArray.Length > 0 && chart.PointArray[0].Category is not null ? "Name"u8 : "Date"u8);
        Head(ref pen, string.IsNullOrWhiteSpace(words.Unit) || words.Unit == "%" ? "Value" : $"Value ({words.Unit.Trim()})");
        if (counts)
        {
            Head(ref pen, "Count");
            Head(ref pen, "Out of");
        }

        Head(ref pen, median ? "Median" : "Mean");
        if (limits)
        {
            Head(ref pen, "Lower limit");
            Head(ref pen, "Upper limit");
        }

        var names = chart.Options.Targets.Select(t => t.Name).Distinct().ToArray();
        foreach (var name in names)
        {
            Head(ref pen, string.IsNullOrWhiteSpace(name) ? "Target" : $"Target ({name.Trim()})");
        }

        var planned = Array.Exists(chart.PointArray, p => p.Trajectory is not null);
        if (planned)
        {
            Head(ref pen, "Planned course");
        }

        pen.Raw("</th><th scope=\"col\">What it says</th>"u8);
        var noted = notes is { Count: > 0 };
        if (noted)
        {
            pen.Raw("<th scope=\"col\">Note</th>"u8);
        }

        pen.Raw("</tr></thead><tbody>"u8);
        var judged = chart.Variation != VariationVerdict.NotEnoughYet;
        foreach (ref readonly var point in chart.PointArray.AsSpan())
        {
            pen.Raw("<tr><th scope=\"row\">"u8);
            pen.Text(point.Category ?? ChartWords.When(point.On, form));
            pen.Raw("</th>"u8);
            Figure(ref pen, point.Value, words, places);
            if (counts)
            {
                Plain(ref pen, point.SubgroupSum);
                Plain(ref pen, point.Denominator);
            }

            Figure(ref pen, point.CentreLine, words, linePlaces);
            if (limits)
            {
                Figure(ref pen, point.Lower, words, linePlaces);
                Figure(ref pen, point.Upper, words, linePlaces);
            }

            var on = point.Category is null ? point.On : DateTime.MaxValue;
            foreach (var name in names)
            {
                var target = Chart.InForce(chart.Options.Targets.Where(t => t.Name == name), on).FirstOrDefault();
                Figure(ref pen, target?.Value, words, linePlaces);
            }

            if (planned)
            {
                Figure(ref pen, point.Trajectory, words, linePlaces);
            }

            pen.Raw("<td>"u8);
            if (point.Value is not { } y)
            {
                pen.Text(Verdict.Of(point.Gap));
            }
            else if (double.IsInfinity(y))
            {
                pen.Text(Verdict.Of(Gap.ZeroDenominator));
            }
            else if (judged && point.Type != PointType.CommonCause)
            {
                pen.Text(Verdict.Of(point.Type));
                pen.Raw(": "u8);
                pen.Text(Verdict.Rules(point, chart.Kind));
            }

            pen.Raw("</td>"u8);
            if (noted)
            {
                pen.Raw("<td>"u8);
                if (notes!.TryGetValue(point.On, out var note))
                {
                    pen.Text(note);
                }

                pen.Raw("</td>"u8);
            }

            pen.Raw("</tr>"u8);
        }

        pen.Raw("</tbody></table>"u8);
        pen.Finish(to);
    }

    private static void Head(ref Pen pen, string text)
    {
        pen.Raw("</th><th scope=\"col\" class=\"spc-figure\">"u8);
        pen.Text(text);
    }

    private static void Figure(ref Pen pen, double? value, ChartWords words, int places)
    {
        pen.Raw("<td class=\"spc-figure\">"u8);
        if (value is { } x && double.IsFinite(x))
        {
            pen.Text(words.Figure(x, places));
        }

        pen.Raw("</td>"u8);
    }

    private static void Plain(ref Pen pen, double? value)
    {
        pen.Raw("<td class=\"spc-figure\">"u8);
        if (value is { } x && double.IsFinite(x))
        {
            pen.Text(x.ToString("#,0.##", System.Globalization.CultureInfo.InvariantCulture));
        }

        pen.Raw("</td>"u8);
    }
}
