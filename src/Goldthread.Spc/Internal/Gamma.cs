namespace Goldthread.Spc.Internal;

/// <summary>The logarithm of the gamma function at halves and whole numbers above 0, which is all that is needed.</summary>
internal static class Gamma
{
    public static double Log(double x)
    {
        // Stirling's series is exact to a double from about 15 on; below, go up by the recurrence.
        var shift = 1.0;
        while (x < 15)
        {
            shift *= x;
            x += 1;
        }

        var s = 1 / (x * x);
        var series = (1 / 12.0) - (s * ((1 / 360.0) - (s * ((1 / 1260.0) - (s * ((1 / 1680.0) - (s / 1188.0)))))));
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + (series / x) - Math.Log(shift);
    }
}
