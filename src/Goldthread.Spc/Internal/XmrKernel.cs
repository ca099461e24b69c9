using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Goldthread.Spc.Internal;

/// <summary>Mean and limits with NaN for what is missing.</summary>
internal readonly record struct XmrFigures(
    int Known,
    double Mean,
    double Unscreened,
    double MovingRange,
    double Lower,
    double Upper,
    double LowerNear,
    double UpperNear
)
{
    public XmrLimits ToLimits() =>
        new(
            Known,
            Verdicts.OrNull(Mean),
            Verdicts.OrNull(Unscreened),
            Verdicts.OrNull(MovingRange),
            Verdicts.OrNull(Lower),
            Verdicts.OrNull(Upper),
            Verdicts.OrNull(LowerNear),
            Verdicts.OrNull(UpperNear)
        );
}

/// <summary>Limits and all rules of one group, eight points at a time.</summary>
/// <remarks>
/// Each comparison of eight values gives eight bits, so that a whole series becomes a handful of bit rows: above the mean,
/// rising, near a limit. A rule is then a few shifts of a row, 64 points at a time, and needs no branch a point.
/// </remarks>
internal static class XmrKernel
{
    public const double Screening = 3.267;
    public const double LimitFactor = 2.66;
    public const double NearFactor = 2 * (2.66 / 3);

    private const int Lanes = 8;
    private const int OnStack = 256;

    /// <summary>Judges values in order of time; NaN and infinities are missing.</summary>
    public static XmrFigures Judge(ReadOnlySpan<double> values, XmrRules rules, int fixAfter, Span<PointSignals> signals)
    {
        // A row of padded values: one missing value before the first, missing ones behind the last up to a whole vector.
        var padded = ((values.Length + Lanes - 1) / Lanes * Lanes) + Lanes;
        if (padded <= OnStack)
        {
            Span<double> row = stackalloc double[OnStack];
            return Judge(values, rules, fixAfter, signals, row[..padded]);
        }

        var rented = ArrayPool<double>.Shared.Rent(padded);
        try
        {
            return Judge(values, rules, fixAfter, signals, rented.AsSpan(0, padded));
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    private static XmrFigures Judge(ReadOnlySpan<double> values, XmrRules rules, int fixAfter, Span<PointSignals> signals, Span<double> row)
    {
        var n = values.Length;
        var baseline = Math.Min(n, fixAfter);
        row[0] = double.NaN;
        values.CopyTo(row[1..]);
        row[(n + 1)..].Fill(double.NaN);

        var figures = Limits(row, n, baseline, rules);
        Rules(row, n, figures, rules, signals);
        return figures;
    }

    private static Vector512<double> At(ReadOnlySpan<double> row, int index) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(row), (nuint)index);

    private static readonly Vector512<double> LaneNumbers = Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7);

    private static XmrFigures Limits(Span<double> row, int n, int baseline, XmrRules rules)
    {
        var sum = new LaneSum();
        var ranges = new LaneSum();
        var known = 0;
        for (var i = 0; i < baseline; i += Lanes)
        {
            var y = At(row, i + 1);
            var inside = Vector512.LessThan(LaneNumbers, Vector512.Create((double)(baseline - i)));
            sum.Add(y, Finite(y) & inside);
            var range = Vector512.Abs(y - At(row, i));
            ranges.Add(range, Finite(range) & inside);
        }

        known = sum.Count;
        for (var i = baseline; i < n; i++)
        {
            known += double.IsFinite(row[i + 1]) ? 1 : 0;
        }

        var mean = sum.Mean;
        if (!double.IsFinite(mean) && sum.Count > 0)
        {
            mean = SlowMean(row.Slice(1, baseline));
        }

        var unscreened = ranges.Mean;
        var amr = unscreened;
        if (rules.Screen && ranges.Count > 0)
        {
            var bound = Vector512.Create(Screening * unscreened);
            var kept = new LaneSum();
            for (var i = 0; i < baseline; i += Lanes)
            {
                var inside = Vector512.LessThan(LaneNumbers, Vector512.Create((double)(baseline - i)));
                var range = Vector512.Abs(At(row, i + 1) - At(row, i));
                kept.Add(range, Vector512.LessThan(range, bound) & inside);
            }

            amr = kept.Mean;
            if (kept.Count == 0 && rules.ConstantKeepsLimits)
            {
                amr = 0;
            }
        }

        var (upper, lower) = (mean + (LimitFactor * amr), mean - (LimitFactor * amr));
        if (!double.IsFinite(upper) || !double.IsFinite(lower))
        {
            // No moving range is known, or the limits are beyond the range of a double.
            return new(known, mean, unscreened, amr, double.NaN, double.NaN, double.NaN, double.NaN);
        }

        return new(known, mean, unscreened, amr, lower, upper, mean - (NearFactor * amr), mean + (NearFactor * amr));
    }

    private static double SlowMean(Span<double> values)
    {
        foreach (ref var value in values)
        {
            value = double.IsFinite(value) ? value : double.NaN;
        }

        return CarefulSum.MeanOf(values);
    }

    private static Vector512<double> Finite(Vector512<double> y) =>
        Vector512.LessThanOrEqual(Vector512.Abs(y), Vector512.Create(double.MaxValue));

    /// <summary>Sums in eight lanes, each with its rounding error.</summary>
    private struct LaneSum
    {
        private Vector512<double> _sum;
        private Vector512<double> _error;

        public int Count { get; private set; }

        public void Add(Vector512<double> y, Vector512<double> which)
        {
            var x = y & which;
            var sum = _sum + x;
            var part = sum - _sum;
            _error += (_sum - (sum - part)) + (x - part);
            _sum = sum;
            Count += BitOperations.PopCount(which.ExtractMostSignificantBits());
        }

        public readonly double Mean
        {
            get
            {
                if (Count == 0)
                {
                    return double.NaN;
                }

                double sum = 0;
                double error = 0;
                for (var lane = 0; lane < Lanes; lane++)
                {
                    var x = _sum[lane];
                    var next = sum + x;
                    var part = next - sum;
                    error += (sum - (next - part)) + (x - part) + _error[lane];
                    sum = next;
                }

                return CarefulSum.Divide(sum, error, Count);
            }
        }
    }

    private static void Rules(ReadOnlySpan<double> row, int n, in XmrFigures figures, XmrRules rules, Span<PointSignals> signals)
    {
        var words = (n + 63) / 64;
        const int rows = 16;
        if (words <= 2)
        {
            Span<ulong> bits = stackalloc ulong[2 * rows];
            Rules(row, n, figures, rules, signals, bits[..(words * rows)], words);
            return;
        }

        var rented = ArrayPool<ulong>.Shared.Rent(words * rows);
        try
        {
            Rules(row, n, figures, rules, signals, rented.AsSpan(0, words * rows), words);
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(rented);
        }
    }

    private static void Rules(
        ReadOnlySpan<double> row,
        int n,
        in XmrFigures figures,
        XmrRules rules,
        Span<PointSignals> signals,
        Span<ulong> bits,
        int words
    )
    {
        bits.Clear();
        var above = bits[..words];
        var below = bits.Slice(words, words);
        var rising = bits.Slice(2 * words, words);
        var falling = bits.Slice(3 * words, words);
        var nearHigh = bits.Slice(4 * words, words);
        var nearLow = bits.Slice(5 * words, words);
        var outHigh = bits.Slice(6 * words, words);
        var outLow = bits.Slice(7 * words, words);

        var mean = Vector512.Create(figures.Mean);
        var upper = Vector512.Create(figures.Upper);
        var lower = Vector512.Create(figures.Lower);
        var upperNear = Vector512.Create(figures.UpperNear);
        var lowerNear = Vector512.Create(figures.LowerNear);
        for (var i = 0; i < n; i += Lanes)
        {
            var before = At(row, i);
            var y = At(row, i + 1);
            var finite = Finite(y);
            var whole = finite & Finite(before);
            var (word, shift) = (i / 64, i % 64);
            above[word] |= Bits(Vector512.GreaterThan(y, mean) & finite) << shift;
            below[word] |= Bits(Vector512.LessThan(y, mean) & finite) << shift;
            rising[word] |= Bits(Vector512.GreaterThan(y, before) & whole) << shift;
            falling[word] |= Bits(Vector512.LessThan(y, before) & whole) << shift;
            nearHigh[word] |= Bits(Vector512.GreaterThan(y, upperNear) & finite) << shift;
            nearLow[word] |= Bits(Vector512.LessThan(y, lowerNear) & finite) << shift;
            outHigh[word] |= Bits(Vector512.GreaterThan(y, upper) & finite) << shift;
            outLow[word] |= Bits(Vector512.LessThan(y, lower) & finite) << shift;
        }

        if (!rules.OutsideIsNear)
        {
            for (var w = 0; w < words; w++)
            {
                nearHigh[w] &= ~outHigh[w];
                nearLow[w] &= ~outLow[w];
            }
        }

        var trendUp = bits.Slice(8 * words, words);
        var trendDown = bits.Slice(9 * words, words);
        var twoHigh = bits.Slice(10 * words, words);
        var twoLow = bits.Slice(11 * words, words);
        var shiftHigh = bits.Slice(12 * words, words);
        var shiftLow = bits.Slice(13 * words, words);
        BitRules.Runs(above, rules.RunLength, shiftHigh);
        BitRules.Runs(below, rules.RunLength, shiftLow);
        BitRules.Trends(rising, rules.RunLength, trendUp);
        BitRules.Trends(falling, rules.RunLength, trendDown);
        BitRules.TwoOfThree(above, nearHigh, twoHigh);
        BitRules.TwoOfThree(below, nearLow, twoLow);

        var answers = MemoryMarshal.AsBytes(signals[..n]);
        for (var i = 0; i < n; i += Lanes)
        {
            var (w, shift) = (i / 64, i % 64);
            var eight =
                Spread(outHigh[w] >> shift)
                | (Spread(outLow[w] >> shift) << 1)
                | (Spread(trendUp[w] >> shift) << 2)
                | (Spread(trendDown[w] >> shift) << 3)
                | (Spread(twoHigh[w] >> shift) << 4)
                | (Spread(twoLow[w] >> shift) << 5)
                | (Spread(shiftHigh[w] >> shift) << 6)
                | (Spread(shiftLow[w] >> shift) << 7);
            if (i + Lanes <= n)
            {
                MemoryMarshal.Write(answers[i..], eight);
            }
            else
            {
                for (var k = i; k < n; k++)
                {
                    answers[k] = (byte)(eight >> (8 * (k - i)));
                }
            }
        }
    }

    private static ulong Bits(Vector512<double> comparison) => comparison.ExtractMostSignificantBits();

    /// <summary>The low eight bits, each to the lowest bit of a byte of its own.</summary>
    private static ulong Spread(ulong bits)
    {
        const ulong lowest = 0x0101_0101_0101_0101;
        return Bmi2.X64.IsSupported
            ? Bmi2.X64.ParallelBitDeposit(bits & 0xFF, lowest)
            : (((bits & 0xFF) * lowest & 0x8040_2010_0804_0201) + 0x7F7F_7F7F_7F7F_7F7F) >> 7 & lowest;
    }
}

/// <summary>The rules on rows of bits, a bit a point, the first point lowest.</summary>
internal static class BitRules
{
    /// <summary>Every bit that is part of a window of <paramref name="length"/> set bits.</summary>
    public static void Runs(ReadOnlySpan<ulong> set, int length, Span<ulong> flagged)
    {
        ulong before = 0;
        for (var w = 0; w < set.Length; w++)
        {
            var starts = WindowStarts(set, w, length);
            flagged[w] = Spread(starts, before, length);
            before = starts;
        }
    }

    /// <summary>
    /// Every point of a window whose differences are all set. Bit i is the difference of point i from the one before, so
    /// <paramref name="length"/> points have one difference fewer and begin one bit earlier.
    /// </summary>
    public static void Trends(ReadOnlySpan<ulong> differences, int length, Span<ulong> flagged)
    {
        ulong before = 0;
        var starts = WindowStarts(differences, 0, length - 1);
        for (var w = 0; w < differences.Length; w++)
        {
            var next = w + 1 < differences.Length ? WindowStarts(differences, w + 1, length - 1) : 0;
            var points = (starts >> 1) | (next << 63);
            flagged[w] = Spread(points, before, length);
            (before, starts) = (points, next);
        }
    }

    /// <summary>The near ones of any three neighbours that are on one side of the mean, at least two of them near.</summary>
    public static void TwoOfThree(ReadOnlySpan<ulong> side, ReadOnlySpan<ulong> near, Span<ulong> flagged)
    {
        ulong before = 0;
        for (var w = 0; w < side.Length; w++)
        {
            var (a, b, c) = (near[w], Ahead(near, w, 1), Ahead(near, w, 2));
            var starts = WindowStarts(side, w, 3) & ((a & b) | (a & c) | (b & c));
            flagged[w] = near[w] & Spread(starts, before, 3);
            before = starts;
        }
    }

    private static ulong WindowStarts(ReadOnlySpan<ulong> set, int word, int length)
    {
        var starts = set[word];
        for (var k = 1; k < length && starts != 0; k++)
        {
            starts &= Ahead(set, word, k);
        }

        return starts;
    }

    private static ulong Ahead(ReadOnlySpan<ulong> bits, int word, int by) =>
        (bits[word] >> by) | (word + 1 < bits.Length ? bits[word + 1] << (64 - by) : 0);

    private static ulong Spread(ulong starts, ulong startsBefore, int length)
    {
        var flagged = starts;
        if ((starts | startsBefore) == 0)
        {
            return 0;
        }

        for (var k = 1; k < length; k++)
        {
            flagged |= (starts << k) | (startsBefore >> (64 - k));
        }

        return flagged;
    }
}
