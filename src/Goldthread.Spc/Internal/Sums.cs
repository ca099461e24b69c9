namespace Goldthread.Spc.Internal;

/// <summary>Sums and means as near to exact as a double can say, so that a point on the mean is on the mean.</summary>
/// <remarks>R adds in extended precision. Here the rounding error of each addition is carried along (Knuth's two-sum).</remarks>
internal struct CarefulSum
{
    private double _sum;
    private double _error;
    private int _count;

    public readonly int Count => _count;

    public readonly double Total => double.IsFinite(_sum) ? _sum + _error : _sum;

    public void Add(double x)
    {
        var sum = _sum + x;
        var part = sum - _sum;
        _error += (_sum - (sum - part)) + (x - part);
        _sum = sum;
        _count++;
    }

    /// <summary>Adds a product with what its rounding leaves over.</summary>
    public void AddProduct(double a, double b)
    {
        var product = a * b;
        Add(product);
        _error += Math.FusedMultiplyAdd(a, b, -product);
    }

    /// <summary>The mean, NaN of nothing.</summary>
    public readonly double Mean => Divide(_sum, _error, _count);

    /// <summary>The sum over a divisor, with one rounding.</summary>
    public readonly double Over(double divisor) => Divide(_sum, _error, divisor);

    /// <summary>(sum + error) / count with one rounding.</summary>
    public static double Divide(double sum, double error, double count)
    {
        var mean = sum / count;
        var rest = Math.FusedMultiplyAdd(-mean, count, sum);
        var better = mean + ((rest + error) / count);
        return double.IsFinite(better) ? better : mean;
    }

    /// <summary>The mean of what is not NaN; right also where the sum is beyond the range of a double.</summary>
    public static double MeanOf(ReadOnlySpan<double> values)
    {
        var sum = new CarefulSum();
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                sum.Add(value);
            }
        }

        if (sum.Count == 0 || double.IsFinite(sum._sum))
        {
            return sum.Mean;
        }

        const double small = 1.0 / (1L << 40);
        var scaled = new CarefulSum();
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                scaled.Add(value * small);
            }
        }

        return scaled.Mean / small;
    }

    public static double Of(ReadOnlySpan<double> values)
    {
        var sum = new CarefulSum();
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                sum.Add(value);
            }
        }

        return sum.Total;
    }

    public static double Median(ReadOnlySpan<double> values)
    {
        var known = new List<double>(values.Length);
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                known.Add(value);
            }
        }

        if (known.Count == 0)
        {
            return double.NaN;
        }

        known.Sort();
        var half = known.Count / 2;
        return known.Count % 2 == 1 ? known[half] : MeanOf([known[half - 1], known[half]]);
    }

    /// <summary>The sample standard deviation, NaN of fewer than two.</summary>
    public static double Deviation(ReadOnlySpan<double> values)
    {
        var mean = MeanOf(values);
        var squares = new CarefulSum();
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                squares.Add((value - mean) * (value - mean));
            }
        }

        return squares.Count < 2 ? double.NaN : Math.Sqrt(squares.Total / (squares.Count - 1));
    }
}
