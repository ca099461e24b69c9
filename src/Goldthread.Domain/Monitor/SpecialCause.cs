namespace Goldthread.Domain.Monitor;

/// <summary>Whether a run of figures shows a special cause on its XmR chart, by the rule of check PL026.</summary>
public static class SpecialCause
{
    const int Run = 7;

    /// <summary>
    /// True where a point is outside mean +/- 2.66 x average moving range (moving ranges over 3.267 x their average removed once), 7 points run on one
    /// side of the mean, 7 points run each higher (or each lower) than the one before, or 2 of 3 running points are beyond two thirds of the way to
    /// the same limit.
    /// </summary>
    /// <param name="figures">The figures in the order of their days.</param>
    public static bool On(IReadOnlyList<double> figures)
    {
        if (figures.Count < 2)
            return false;
        var largest = 0.0;
        var mean = 0.0;
        foreach (var figure in figures)
        {
            largest = Math.Max(largest, Math.Abs(figure));
            mean += figure / figures.Count;
        }
        // A sum of equal figures can miss them by a few units in the last place; such a point is still on its line.
        var slack = largest * 1e-9;
        var reach = 2.66 * AverageRange(figures);
        var (above, below, rising, falling) = (0, 0, 1, 1);
        for (var i = 0; i < figures.Count; i++)
        {
            var off = figures[i] - mean;
            if (Math.Abs(off) > reach + slack)
                return true;
            above = off > slack ? above + 1 : 0;
            below = off < -slack ? below + 1 : 0;
            if (i > 0)
            {
                rising = figures[i] > figures[i - 1] ? rising + 1 : 1;
                falling = figures[i] < figures[i - 1] ? falling + 1 : 1;
            }
            if (above >= Run || below >= Run || rising >= Run || falling >= Run)
                return true;
            if (i >= 2 && (Near(i, 1) || Near(i, -1)))
                return true;
        }
        return false;

        bool Near(int last, int side)
        {
            var near = 0;
            for (var i = last - 2; i <= last; i++)
            {
                if ((figures[i] - mean) * side > reach * 2 / 3 + slack)
                    near++;
            }
            return near >= 2;
        }
    }

    static double AverageRange(IReadOnlyList<double> figures)
    {
        var ranges = new double[figures.Count - 1];
        for (var i = 0; i < ranges.Length; i++)
            ranges[i] = Math.Abs(figures[i + 1] - figures[i]);
        var average = ranges.Average();
        var kept = ranges.Where(r => r <= 3.267 * average).ToArray();
        return kept.Length == 0 ? average : kept.Average();
    }
}
