using Goldthread.Spc.Internal;

namespace Goldthread.Spc;

/// <summary>What a funnel plot compares.</summary>
public enum FunnelKind
{
    /// <summary>Proportions: a count out of a denominator that it cannot exceed.</summary>
    Proportion,

    /// <summary>Rates: events over exposure.</summary>
    Rate,
}

/// <summary>One service in a funnel plot.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Numerator">Its count, 0 or more.</param>
/// <param name="Denominator">What the count is out of, or over; above 0.</param>
public sealed record FunnelUnit(string Name, double Numerator, double Denominator);

/// <summary>A service in its place in the funnel.</summary>
/// <param name="Unit">The service.</param>
/// <param name="Value">Its count over its denominator, multiplied.</param>
/// <param name="Deviations">How many standard deviations it lies from the centre, after allowing for overdispersion.</param>
/// <param name="Side">High or low where it lies beyond three of them, otherwise on.</param>
/// <param name="Type">What that means, given the direction.</param>
public sealed record FunnelPoint(FunnelUnit Unit, double Value, double Deviations, Side Side, PointType Type);

/// <summary>
/// A funnel plot: services of different size held against limits that narrow with size, so that small ones are not blamed, or
/// praised, for chance.
/// </summary>
/// <remarks>
/// D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24:1185–1202, 2005. Where the
/// services vary more than chance between them would make them, the limits are widened by the square root of his phi, from z scores of
/// which the outermost tenth at each end is drawn in (winsorised).
/// </remarks>
public sealed class Funnel
{
    private readonly double _multiply;

    private Funnel(FunnelKind kind, double multiply, double centre, double dispersion, bool widened, FunnelPoint[] points)
    {
        Kind = kind;
        _multiply = multiply;
        Centre = centre;
        Dispersion = dispersion;
        IsWidened = widened;
        Points = points;
    }

    /// <summary>What is compared.</summary>
    public FunnelKind Kind { get; }

    /// <summary>All counts over all denominators, multiplied.</summary>
    public double Centre { get; }

    /// <summary>Phi: how much more the services vary than chance alone would have them; 1 is as chance.</summary>
    public double Dispersion { get; }

    /// <summary>True where the limits are widened by the square root of <see cref="Dispersion"/>.</summary>
    public bool IsWidened { get; }

    /// <summary>The services in the order given; those without a denominator are left out.</summary>
    public IReadOnlyList<FunnelPoint> Points { get; }

    /// <summary>The limits at a size.</summary>
    /// <param name="denominator">The size, above 0.</param>
    /// <param name="deviations">3 for the outer limits, 2 for the inner ones.</param>
    /// <returns>The limits in the unit of <see cref="Centre"/>: not below 0, and for proportions not above the whole.</returns>
    public (double Lower, double Upper) Limits(double denominator, double deviations = 3)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        var wide = deviations * Deviation(Kind, Centre / _multiply, denominator) * (IsWidened ? Math.Sqrt(Dispersion) : 1) * _multiply;
        return (Math.Max(0, Centre - wide), Kind == FunnelKind.Proportion ? Math.Min(_multiply, Centre + wide) : Centre + wide);
    }

    /// <summary>Makes a funnel.</summary>
    /// <param name="units">The services, 2 or more with a denominator above 0.</param>
    /// <param name="kind">Proportions or rates.</param>
    /// <param name="direction">Which way is better.</param>
    /// <param name="multiply">What values are multiplied by, such as 100 or 1,000.</param>
    /// <param name="allowForOverdispersion">Whether limits are widened where the services vary more than chance.</param>
    /// <returns>The funnel.</returns>
    /// <exception cref="ArgumentException">Fewer than two services can be compared, or a figure is negative, infinite, or a count above its denominator.</exception>
    public static Funnel Of(
        IReadOnlyList<FunnelUnit> units,
        FunnelKind kind,
        Direction direction,
        double multiply = 1,
        bool allowForOverdispersion = true
    )
    {
        ArgumentNullException.ThrowIfNull(units);
        var numerators = new CarefulSum();
        var denominators = new CarefulSum();
        var counted = new List<FunnelUnit>(units.Count);
        foreach (var unit in units)
        {
            if (
                !double.IsFinite(unit.Numerator)
                || !double.IsFinite(unit.Denominator)
                || unit.Numerator < 0
                || unit.Denominator < 0
                || (kind == FunnelKind.Proportion && unit.Numerator > unit.Denominator)
            )
            {
                throw new ArgumentException(
                    $"{unit.Name}: the count must be 0 or more and, for proportions, not above the denominator.",
                    nameof(units)
                );
            }

            if (unit.Denominator > 0)
            {
                counted.Add(unit);
                numerators.Add(unit.Numerator);
                denominators.Add(unit.Denominator);
            }
        }

        if (counted.Count < 2)
        {
            throw new ArgumentException("Two services or more are needed to compare.", nameof(units));
        }

        var centre = numerators.Total / denominators.Total;
        var z = new double[counted.Count];
        for (var i = 0; i < z.Length; i++)
        {
            var deviation = Deviation(kind, centre, counted[i].Denominator);
            z[i] = deviation > 0 ? ((counted[i].Numerator / counted[i].Denominator) - centre) / deviation : 0;
        }

        var phi = Phi(z);

        // Spiegelhalter: chance alone gives phi a standard deviation of sqrt(2 / n), so a little above 1 is nothing.
        var widened = allowForOverdispersion && phi > 1 + (2 * Math.Sqrt(2.0 / z.Length));
        var points = new FunnelPoint[z.Length];
        for (var i = 0; i < z.Length; i++)
        {
            var deviations = widened ? z[i] / Math.Sqrt(phi) : z[i];
            var side =
                deviations > 3 ? Side.High
                : deviations < -3 ? Side.Low
                : Side.On;
            points[i] = new(
                counted[i],
                counted[i].Numerator / counted[i].Denominator * multiply,
                deviations,
                side,
                Verdicts.Type(side, direction)
            );
        }

        return new Funnel(kind, multiply, centre * multiply, phi, widened, points);
    }

    private static double Deviation(FunnelKind kind, double centre, double denominator) =>
        Math.Sqrt((kind == FunnelKind.Proportion ? centre * (1 - centre) : centre) / denominator);

    private static double Phi(double[] z)
    {
        var sorted = z.Order().ToArray();
        var cut = sorted.Length / 10;
        var (low, high) = (sorted[cut], sorted[sorted.Length - 1 - cut]);
        var squares = new CarefulSum();
        foreach (var score in z)
        {
            var drawnIn = Math.Clamp(score, low, high);
            squares.Add(drawnIn * drawnIn);
        }

        return squares.Mean;
    }
}
