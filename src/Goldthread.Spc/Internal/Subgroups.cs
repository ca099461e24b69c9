namespace Goldthread.Spc.Internal;

/// <summary>The readings of one date, summed up. NaN is missing.</summary>
internal struct Subgroup
{
    public int Index;
    public int Size;
    public double Sum;
    public double Mean;
    public double Deviation;
    public double Denominator;
    public double Trajectory;
    public double Y;

    /// <summary>
    /// What is held against the lines: the value, but on a T chart the value after its root was taken and raised again, as the lines
    /// were, so that a value on the centre line is on it.
    /// </summary>
    public double Held;
    public Gap Gap;

    /// <summary>What weighs the subgroup: its denominator, else its size.</summary>
    public double Weight;
}

/// <summary>From readings to one value a date.</summary>
internal static class Subgroups
{
    public static Subgroup[] Of(Series series, ChartKind kind, Aggregate aggregate)
    {
        var order = Order.Of(series);
        var groups = new List<Subgroup>(order.Length);
        var rows = new List<double>();
        for (var i = 0; i < order.Length; )
        {
            var first = i;
            var denominator = new CarefulSum();
            var trajectory = double.NaN;
            rows.Clear();
            for (; i < order.Length && Order.Compare(series, order[first], order[i]) == 0; i++)
            {
                var value = series.Values[order[i]] ?? double.NaN;
                if (series.Denominators is { } denominators)
                {
                    // A row with either one missing loses both.
                    var under = denominators[order[i]] ?? double.NaN;
                    if (double.IsNaN(value) || double.IsNaN(under))
                    {
                        value = double.NaN;
                    }
                    else
                    {
                        denominator.Add(under);
                    }
                }

                if (!double.IsNaN(value))
                {
                    rows.Add(value);
                }

                trajectory = series.Trajectory?[order[i]] ?? trajectory;
            }

            groups.Add(
                Sum(order[first], rows, series.Denominators is null ? null : denominator.Total, aggregate, kind) with
                {
                    Trajectory = trajectory,
                }
            );
        }

        return [.. groups];
    }

    private static Subgroup Sum(int index, List<double> rows, double? denominator, Aggregate aggregate, ChartKind kind)
    {
        var values = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows);
        var subgroup = new Subgroup
        {
            Index = index,
            Size = rows.Count,
            Sum = rows.Count == 0 ? double.NaN : CarefulSum.Of(values),
            Mean = CarefulSum.MeanOf(values),
            Deviation = CarefulSum.Deviation(values),
            Denominator = denominator ?? double.NaN,
            Weight = denominator ?? rows.Count,
        };
        subgroup.Y =
            kind == ChartKind.SubgroupDeviation ? subgroup.Deviation
            : denominator is { } under ? subgroup.Sum / under
            : aggregate switch
            {
                Aggregate.Median => CarefulSum.Median(values),
                Aggregate.Sum => subgroup.Sum,
                Aggregate.StandardDeviation => subgroup.Deviation,
                _ => subgroup.Mean,
            };
        if (double.IsInfinity(subgroup.Y) && denominator != 0)
        {
            subgroup.Y = double.NaN;
        }

        subgroup.Gap =
            !double.IsNaN(subgroup.Y) ? Gap.None
            : rows.Count == 0 ? Gap.NotRecorded
            : denominator == 0 ? Gap.ZeroDenominator
            : Gap.NotDefined;
        return subgroup;
    }
}
