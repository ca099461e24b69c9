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
    /// <value>Default: null, as many as the values need: 2 at most, 3 to 6 below 1, powers of ten below 0.00001.</value>
    public int? Decimals { get; init; }

    /// <summary>Whether dates are written as months; <see langword="null"/>: where the points lie a month apart or more.</summary>
    /// <value>Default: null.</value>
    public bool? ByMonth { get; init; }

    /// <summary>Writes a figure of the measure, such as "1,234.5" or "95.0%".</summary>
    /// <param name="value">The figure, in the measure's unit.</param>
    /// <param name="chart">The chart it belongs to, whose values say how many decimals are needed.</param>
    /// <returns>The figure, with the unit's sign where it is per cent.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="chart"/> is null.</exception>
    public string Figure(double value, Chart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        return Figure(value, PlacesOf(chart));
    }

    /// <summary>Writes an instant: "Nov 2026", "3 Nov 2026" or "3 Nov 2026 14:00".</summary>
    /// <param name="point">The point whose date, or category, is written.</param>
    /// <param name="chart">The chart it belongs to, whose spacing says how exact the date must be.</param>
    /// <returns>The date, or the category's name.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="chart"/> is null.</exception>
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

    /// <summary>So few places that the figures are written in powers of ten.</summary>
    private const int PowersOfTen = -1;

    internal string Figure(double value, int places)
    {
        var shown = AsPercentage ? value * 100 : value;
        string text;
        if (Math.Abs(shown) >= 1e15)
        {
            text = shown.ToString("G6", CultureInfo.InvariantCulture);
        }
        else if (places == PowersOfTen)
        {
            text = (shown == 0 ? 0 : shown).ToString("G3", CultureInfo.InvariantCulture);
        }
        else
        {
            var form = places switch
            {
                0 => "N0",
                1 => "N1",
                2 => "N2",
                _ => "N" + places.ToString(CultureInfo.InvariantCulture),
            };
            text = (Math.Round(Math.Abs(shown), places) == 0 ? 0 : shown).ToString(form, CultureInfo.InvariantCulture);
        }

        return AsPercentage || Unit == "%" ? text + "%" : text;
    }

    /// <summary>The figure beside a line of a picture, where there is room for some ten letters.</summary>
    internal string Brief(double value, int places)
    {
        var text = Figure(value, places);
        if (text.Length <= 10 || AsPercentage || Math.Abs(value) < 1e6)
        {
            return text;
        }

        var (share, unit) = Math.Abs(value) >= 1e9 ? (value / 1e9, "bn") : (value / 1e6, "m");
        return Math.Abs(value) >= 1e15
            ? value.ToString("G3", CultureInfo.InvariantCulture)
            : share.ToString(Math.Abs(share) < 100 ? "N2" : "N0", CultureInfo.InvariantCulture) + unit;
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
        if (places != 0 || Decimals is not null)
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
            : value >= 0.05 && Math.Abs((value * 10) - Math.Round(value * 10)) < 1e-9 ? 1
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

        if (largest == 0)
        {
            // Nothing but zeros: then the targets say how small the figures are.
            largest = chart.TargetVerdicts.Select(t => Math.Abs(t.Target.Value)).DefaultIfEmpty().Max();
        }

        return largest switch
        {
            >= 100 => 1,
            >= 1 or 0 => 2,
            >= 0.1 => 3,
            >= 0.01 => 4,
            >= 0.00001 => 6,
            _ => PowersOfTen,
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
