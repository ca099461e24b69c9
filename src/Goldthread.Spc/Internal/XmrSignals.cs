namespace Goldthread.Spc.Internal;

/// <summary>All signals of one group: one pure function a rule.</summary>
/// <remarks>Written plainly, point by point; <see cref="XmrKernel"/> finds the same on rows of bits, and tests hold them together.</remarks>
internal static class XmrSignals
{
    /// <summary>A rule's finding: a side and the points, counted from the group's first.</summary>
    public readonly record struct Hit(Side Side, List<int> Points);

    public static void Find(
        List<Signal> into,
        ReadOnlySpan<double> values,
        in XmrFigures figures,
        XmrRules rules,
        int first,
        int group,
        Direction direction
    )
    {
        Add(into, Rule.Outside, Outside(values, figures), first, group, direction);
        Add(into, Rule.Trend, Trend(values, rules.RunLength), first, group, direction);
        Add(into, Rule.TwoOfThree, TwoOfThree(values, figures, rules.OutsideIsNear), first, group, direction);
        Add(into, Rule.Shift, Shift(values, figures.Mean, rules.RunLength), first, group, direction);
    }

    /// <summary>Each point strictly beyond a limit.</summary>
    public static List<Hit> Outside(ReadOnlySpan<double> values, in XmrFigures figures)
    {
        var hits = new List<Hit>();
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] > figures.Upper || values[i] < figures.Lower)
            {
                hits.Add(new(values[i] > figures.Upper ? Side.High : Side.Low, [i]));
            }
        }

        return hits;
    }

    /// <summary>Each longest stretch of so many points or more that only rise, or only fall.</summary>
    public static List<Hit> Trend(ReadOnlySpan<double> values, int length)
    {
        var hits = new List<Hit>();
        var start = 0;
        var way = 0;
        for (var i = 1; i <= values.Length; i++)
        {
            var step = i < values.Length ? Way(values[i] - values[i - 1]) : 0;
            if (step != 0 && step == way)
            {
                continue;
            }

            if (way != 0 && i - start >= length)
            {
                hits.Add(new((Side)way, [.. Enumerable.Range(start, i - start)]));
            }

            (start, way) = (i - 1, step);
        }

        return hits;
    }

    /// <summary>Each longest stretch of so many points or more on one side of the mean.</summary>
    public static List<Hit> Shift(ReadOnlySpan<double> values, double mean, int length)
    {
        var hits = new List<Hit>();
        var start = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var side = SideOf(values[i], mean);
            var ends = i + 1 == values.Length || SideOf(values[i + 1], mean) != side;
            if (ends)
            {
                if (side != 0 && i + 1 - start >= length)
                {
                    hits.Add(new((Side)side, [.. Enumerable.Range(start, i + 1 - start)]));
                }

                start = i + 1;
            }
        }

        return hits;
    }

    /// <summary>The near points of three neighbours on one side of the mean, at least two of them near; windows that overlap are one.</summary>
    public static List<Hit> TwoOfThree(ReadOnlySpan<double> values, in XmrFigures figures, bool outsideIsNear)
    {
        var hits = new List<Hit>();
        var previous = int.MinValue;
        for (var i = 0; i + 2 < values.Length; i++)
        {
            var side = SideOf(values[i], figures.Mean);
            if (side == 0 || SideOf(values[i + 1], figures.Mean) != side || SideOf(values[i + 2], figures.Mean) != side)
            {
                continue;
            }

            var near = new List<int>(3);
            for (var k = i; k < i + 3; k++)
            {
                if (IsNear(values[k], figures, side, outsideIsNear))
                {
                    near.Add(k);
                }
            }

            if (near.Count < 2)
            {
                continue;
            }

            if (i - previous <= 2 && hits.Count > 0 && hits[^1].Side == (Side)side)
            {
                hits[^1].Points.AddRange(near.Where(k => k > hits[^1].Points[^1]));
            }
            else
            {
                hits.Add(new((Side)side, near));
            }

            previous = i;
        }

        return hits;
    }

    private static bool IsNear(double y, in XmrFigures figures, int side, bool outsideIsNear) =>
        side > 0
            ? y > figures.UpperNear && (outsideIsNear || !(y > figures.Upper))
            : y < figures.LowerNear && (outsideIsNear || !(y < figures.Lower));

    private static int Way(double step) => double.IsNaN(step) ? 0 : Math.Sign(step);

    private static int SideOf(double y, double mean) =>
        y > mean ? 1
        : y < mean ? -1
        : 0;

    private static void Add(List<Signal> into, Rule rule, List<Hit> hits, int first, int group, Direction direction)
    {
        foreach (var hit in hits)
        {
            into.Add(new(rule, hit.Side, Verdicts.Type(hit.Side, direction), group, [.. hit.Points.Select(p => p + first)]));
        }
    }
}
