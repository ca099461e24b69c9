using System.Globalization;

namespace Goldthread.Spc.Words;

/// <summary>How a measure is spoken of: its name, its unit, and how its figures are written.</summary>
public sealed record ChartWords
{
    /// <summary>The measure's name, such as "Falls".</summary>
    /// <value>Default: none.</value>
    public string? Title { get; init; }

    /// <summary>The unit, such as "falls per 1,000 bed days"; "%" is written behind each figure.</summary>
    /// <value>Default: none.</value>
    public string? Unit { get; init; }

    /// <summary>True where the values are proportions from 0 to 1 that people read as per cent.</summary>
    /// <value>Default: false.</value>
    public bool AsPercentage { get; init; }

    /// <summary>Decimal places, 0 to 6.</summary>
    /// <value>Default: null, as many as the values need, 2 at most.</value>
    public int? Decimals { get; init; }

    /// <summary>Whether dates are written as months; <see langword="null"/>: where the points lie a month apart or more.</summary>
    /// <value>Default: null.</value>
    public bool? ByMonth { get; init; }

    /// <summary>Writes a figure of the measure, such as "1,234.5" or "95.0%".</summary>
    /// <param name="value">The figure, in the measure's unit.</param>
    /// <param name="chart">The chart it belongs to, whose values say how many decimals are needed.</param>
    public string Figure(double value, Chart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        return Figure(value, PlacesOf(chart));
    }

    /// <summary>Writes an instant: "Nov 2026", "3 Nov 2026" or "3 Nov 2026 14:00".</summary>
    /// <param name="point">The point whose date, or category, is written.</param>
    /// <param name="chart">The chart it belongs to, whose spacing says how exact the date must be.</param>
    public string When(ChartPoint point, Chart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        return point.Category ?? When(point.On, FormOf(chart));
    }

    internal static string When(DateTime on, string form) => on.ToString(form, CultureInfo.InvariantCulture);

    internal string FormOf(Chart chart) =>
        ByMonth ?? IsMonthly(chart) ? "MMM yyyy"
        : chart.HasWholeDays ? "d MMM yyyy"
        : "d MMM yyyy HH:mm";

    internal string Figure(double value, int places)
    {
        var shown = AsPercentage ? value * 100 : value;
        var form =
            Math.Abs(shown) >= 1e15
                ? "G6"
                : places switch
                {
                    0 => "N0",
                    1 => "N1",
                    2 => "N2",
                    _ => "N" + places.ToString(CultureInfo.InvariantCulture),
                };
        var text = (Math.Round(Math.Abs(shown), Math.Min(places, 15)) == 0 ? 0 : shown).ToString(form, CultureInfo.InvariantCulture);
        return AsPercentage || Unit == "%" ? text + "%" : text;
    }

    internal int PlacesOf(Chart chart)
    {
        if (Decimals is { } given)
        {
            return Math.Clamp(given, 0, 6);
        }

        var places = 0;
        foreach (ref readonly var point in chart.PointArray.AsSpan())
        {
            if (places < 2 && point.Value is { } value)
            {
                places = Math.Max(places, Places(AsPercentage ? value * 100 : value));
            }
        }

        foreach (var verdict in chart.TargetVerdicts)
        {
            places = Math.Max(places, Places(AsPercentage ? verdict.Target.Value * 100 : verdict.Target.Value));
        }

        // A range far below 1 needs more places than two to be told apart.
        return places < 2 ? places
            : AsPercentage ? 1
            : SmallScale(chart);
    }

    /// <summary>Means and limits of small whole numbers need a decimal that the numbers themselves do not.</summary>
    internal int LinePlacesOf(Chart chart, int places)
    {
        if (places > 0 || Decimals is not null)
        {
            return places;
        }

        foreach (ref readonly var point in chart.PointArray.AsSpan())
        {
            if (Math.Abs(point.Value ?? 0) * (AsPercentage ? 100 : 1) >= 100)
            {
                return 0;
            }
        }

        return 1;
    }

    private static int Places(double value)
    {
        value = Math.Abs(value);
        return value >= 1e6 || value == Math.Floor(value) ? 0
            : Math.Abs((value * 10) - Math.Round(value * 10)) < 1e-9 ? 1
            : 2;
    }

    private static int SmallScale(Chart chart)
    {
        var largest = 0.0;
        foreach (ref readonly var point in chart.PointArray.AsSpan())
        {
            if (point.Value is { } value && double.IsFinite(value))
            {
                largest = Math.Max(largest, Math.Abs(value));
            }
        }

        return largest switch
        {
            >= 100 => 1,
            >= 1 or 0 => 2,
            >= 0.1 => 3,
            >= 0.01 => 4,
            _ => 6,
        };
    }

    private static bool IsMonthly(Chart chart)
    {
        if (chart.PointArray.Length == 0 || chart.PointArray[0].Category is not null || !chart.HasWholeDays)
        {
            return false;
        }

        for (var i = 1; i < chart.PointArray.Length; i++)
        {
            if ((chart.PointArray[i].On - chart.PointArray[i - 1].On).TotalDays < 28)
            {
                return false;
            }
        }

        return chart.PointArray.Length > 1 || chart.PointArray[0].On.Day == 1;
    }
}
