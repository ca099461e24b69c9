using Goldthread.Spc.Internal;

namespace Goldthread.Spc;

/// <summary>The constants of control charts, computed rather than copied from a printed table.</summary>
/// <remarks>W. A. Shewhart, "Economic Control of Quality of Manufactured Product", 1931; ASTM Manual 7A, table 49.</remarks>
public static class ControlConstants
{
    /// <summary>c4: the mean of the standard deviation of n normal values, as a share of their sigma.</summary>
    /// <param name="n">Size of the subgroup, 2 or more.</param>
    /// <returns>From 0.798 at 2 towards 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Below 2.</exception>
    public static double C4(int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 2);
        return Math.Sqrt(2.0 / (n - 1)) * Math.Exp(Gamma.Log(n / 2.0) - Gamma.Log((n - 1) / 2.0));
    }

    /// <summary>c5: the standard deviation of the standard deviation of n normal values, as a share of their sigma.</summary>
    /// <param name="n">Size of the subgroup, 2 or more.</param>
    /// <returns>From 0.603 at 2 towards 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Below 2.</exception>
    public static double C5(int n)
    {
        var c4 = C4(n);
        return Math.Sqrt((1 - c4) * (1 + c4));
    }

    /// <summary>A3: from the mean standard deviation to the three-sigma limits of a mean.</summary>
    /// <param name="n">Size of the subgroup, 2 or more.</param>
    /// <param name="sigmas">How many sigma, 3 unless said.</param>
    /// <returns>Above 0; 2.659 at 2.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Below 2.</exception>
    public static double A3(int n, double sigmas = 3) => sigmas / (C4(n) * Math.Sqrt(n));

    /// <summary>B3: from the mean standard deviation to its lower limit, 0 or more.</summary>
    /// <param name="n">Size of the subgroup, 2 or more.</param>
    /// <param name="sigmas">How many sigma, 3 unless said.</param>
    /// <returns>0 up to 5, towards 1 beyond.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Below 2.</exception>
    public static double B3(int n, double sigmas = 3) => Math.Max(0, 1 - (sigmas * C5(n) / C4(n)));

    /// <summary>B4: from the mean standard deviation to its upper limit.</summary>
    /// <param name="n">Size of the subgroup, 2 or more.</param>
    /// <param name="sigmas">How many sigma, 3 unless said.</param>
    /// <returns>3.2665 at 2, towards 1 beyond.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Below 2.</exception>
    public static double B4(int n, double sigmas = 3) => 1 + (sigmas * C5(n) / C4(n));
}
