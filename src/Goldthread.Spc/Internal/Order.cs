namespace Goldthread.Spc.Internal;

/// <summary>The order of a series: by time, or by name where it has names. Readings of the same time keep their order.</summary>
internal static class Order
{
    public static int[] Of(Series series)
    {
        var order = new int[series.Count];
        var sorted = true;
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            sorted &= i == 0 || Compare(series, i - 1, i) <= 0;
        }

        if (!sorted)
        {
            Array.Sort(
                order,
                (a, b) =>
                {
                    var first = Compare(series, a, b);
                    return first != 0 ? first : a.CompareTo(b);
                }
            );
        }

        return order;
    }

    public static int Compare(Series series, int a, int b) =>
        series.Categories is { } names ? string.CompareOrdinal(names[a], names[b]) : series.Dates[a].Ticks.CompareTo(series.Dates[b].Ticks);
}
