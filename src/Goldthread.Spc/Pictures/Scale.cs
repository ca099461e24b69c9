using System.Globalization;

namespace Goldthread.Spc.Pictures;

/// <summary>From values to heights, for any finite values.</summary>
internal readonly struct Scale
{
    private readonly int _power;
    private readonly double _low;
    private readonly double _perUnit;
    private readonly double _bottom;

    private Scale(int power, double low, double high, double top, double bottom)
    {
        _power = power;
        _low = low;
        _bottom = bottom;
        _perUnit = (bottom - top) / (high - low);
        Low = low;
        High = high;
    }

    /// <summary>The lowest and highest value shown, divided by the power of two that keeps them in range.</summary>
    public double Low { get; }

    public double High { get; }

    public static Scale Of(double min, double max, double top, double bottom)
    {
        if (!(min <= max))
        {
            (min, max) = (0, 1);
        }

        var largest = Math.Max(Math.Abs(min), Math.Abs(max));
        var power = largest is > 1e150 or < 1e-150 and > 0 ? Math.ILogB(largest) : 0;
        var (low, high) = (Math.ScaleB(min, -power), Math.ScaleB(max, -power));
        var span = high - low;
        if (span <= Math.Max(Math.Abs(low), Math.Abs(high)) * 1e-9)
        {
            var room = Math.Max(Math.Abs(high) * 0.1, high == 0 && low == 0 ? 1 : 0);
            (low, high) = (low - room, high + room);
            span = high - low;
        }

        return new Scale(power, low - (span * 0.04), high + (span * 0.04), top, bottom);
    }

    public double Y(double value) => _bottom - (((_power == 0 ? value : Math.ScaleB(value, -_power)) - _low) * _perUnit);

    /// <summary>About four round values, with what to write beside each.</summary>
    public List<(double Y, string Text)> Ticks(bool percent)
    {
        var ticks = new List<(double, string)>();
        var (low, high) = percent ? (Low * 100, High * 100) : (Low, High);
        var step = RoundStep((high - low) / 4);
        if (_power != 0)
        {
            // Far beyond what anybody measures: the ends, in powers of ten.
            foreach (var end in (ReadOnlySpan<double>)[Low + ((High - Low) * 0.04), High - ((High - Low) * 0.04)])
            {
                ticks.Add((_bottom - ((end - _low) * _perUnit), Math.ScaleB(end, _power).ToString("G3", CultureInfo.InvariantCulture)));
            }

            return ticks;
        }

        for (var tick = Math.Ceiling(low / step) * step; tick <= high && ticks.Count < 8; tick += step)
        {
            var value = Math.Abs(tick) < step / 2 ? 0 : tick;
            ticks.Add((Y(percent ? value / 100 : value), Text(value, step) + (percent ? "%" : "")));
        }

        return ticks;
    }

    public static double RoundStep(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var share = rough / power;
        return power
            * (
                share <= 1.5 ? 1
                : share <= 3.2 ? 2
                : share <= 7 ? 5
                : 10
            );
    }

    private static string Text(double value, double step)
    {
        var culture = CultureInfo.InvariantCulture;
        if (Math.Abs(value) >= 1e15 || (step < 1e-6 && value != 0))
        {
            return value.ToString("G4", culture);
        }

        if (step >= 1e8)
        {
            return (value / 1e9).ToString("#,0.##", culture) + "bn";
        }

        if (step >= 1e5)
        {
            return (value / 1e6).ToString("#,0.##", culture) + "m";
        }

        var places = Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 6);
        return value.ToString(
            places == 0 ? "N0"
                : places == 1 ? "N1"
                : places == 2 ? "N2"
                : "N" + places.ToString(culture),
            culture
        );
    }
}
