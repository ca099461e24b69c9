using System.Buffers;
using System.Runtime.CompilerServices;
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
    private const int OnStack = 128;
    private const int Rows = 14;

    /// <summary>Judges values in order of time; NaN and infinities are missing.</summary>
    [SkipLocalsInit]
    public static XmrFigures Judge(ReadOnlySpan<double> values, XmrRules rules, int fixAfter, Span<PointSignals> signals)
    {
        // A row of padded values: one missing value before the first, missing ones behind the last up to a whole vector.
        var padded = ((values.Length + Lanes - 1) / Lanes * Lanes) + Lanes;
        var words = (values.Length + 63) / 64;
        if (padded <= OnStack)
        {
            Span<double> row = stackalloc double[OnStack];
            Span<ulong> bits = stackalloc ulong[OnStack / 64 * Rows];
            return Judge(values, rules, fixAfter, signals, row[..padded], bits[..(words * Rows)], words);
        }

        var numbers = ArrayPool<double>.Shared.Rent(padded);
        var flags = ArrayPool<ulong>.Shared.Rent(words * Rows);
        try
        {
            return Judge(values, rules, fixAfter, signals, numbers.AsSpan(0, padded), flags.AsSpan(0, words * Rows), words);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(numbers);
            ArrayPool<ulong>.Shared.Return(flags);
        }
    }

    private static XmrFigures Judge(
        ReadOnlySpan<double> values,
        XmrRules rules,
        int fixAfter,
        Span<PointSignals> signals,
        Span<double> row,
        Span<ulong> bits,
        int words
    )
    {
        var n = values.Length;
        XmrFigures figures;
        if (fixAfter < n)
        {
            Fill(row, values[..fixAfter]);
            figures = Limits(row, fixAfter, rules);
            Fill(row, values);
            figures = figures with { Known = Count(row) };
        }
        else
        {
            Fill(row, values);
            figures = Limits(row, n, rules);
        }

        Rules(row, n, figures, rules, signals, bits, words);
        return figures;
    }

    /// <summary>Copies the values behind one missing value; what is infinite becomes missing, and so does the rest of the row.</summary>
    private static void Fill(Span<double> row, ReadOnlySpan<double> values)
    {
        ref var from = ref MemoryMarshal.GetReference(values);
        ref var to = ref MemoryMarshal.GetReference(row);
        var missing = Vector512.Create(double.NaN);
        to = double.NaN;
        var i = 0;
        for (; i + Lanes <= values.Length; i += Lanes)
        {
            var y = Vector512.LoadUnsafe(ref from, (nuint)i);
            Vector512.ConditionalSelect(Finite(y), y, missing).StoreUnsafe(ref to, (nuint)i + 1);
        }

        for (; i < values.Length; i++)
        {
            row[i + 1] = double.IsFinite(values[i]) ? values[i] : double.NaN;
        }

        row[(i + 1)..].Fill(double.NaN);
    }

    private static int Count(ReadOnlySpan<double> row)
    {
        var count = 0;
        foreach (var value in row)
        {
            count += double.IsNaN(value) ? 0 : 1;
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> At(ref double row, int index) => Vector512.LoadUnsafe(ref row, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Finite(Vector512<double> y) =>
        Vector512.LessThanOrEqual(Vector512.Abs(y), Vector512.Create(double.MaxValue));

    /// <summary>Mean and limits of a row whose missing values, and all behind the baseline, are NaN.</summary>
    private static XmrFigures Limits(Span<double> row, int baseline, XmrRules rules)
    {
        ref var first = ref MemoryMarshal.GetReference(row);
        var sum = new LaneSum();
        var ranges = new LaneSum();
        for (var i = 0; i < baseline; i += Lanes)
        {
            var y = At(ref first, i + 1);
            sum.Add(y, Vector512.Equals(y, y));
            var range = Vector512.Abs(y - At(ref first, i));
            ranges.Add(range, Finite(range));
        }

        var known = sum.Count;
        var mean = sum.Mean(known);
        if (!double.IsFinite(mean) && known > 0)
        {
            mean = CarefulSum.MeanOf(row);
        }

        var count = ranges.Count;
        var unscreened = ranges.Mean(count);
        var amr = unscreened;
        if (rules.Screen && count > 0)
        {
            var bound = Vector512.Create(Screening * unscreened);
            var kept = new LaneSum();
            for (var i = 0; i < baseline; i += Lanes)
            {
                var range = Vector512.Abs(At(ref first, i + 1) - At(ref first, i));
                kept.Add(range, Vector512.LessThan(range, bound));
            }

            var left = kept.Count;
            amr = left == 0 && rules.ConstantKeepsLimits ? 0 : kept.Mean(left);
        }

        var (upper, lower) = (mean + (LimitFactor * amr), mean - (LimitFactor * amr));
        if (!double.IsFinite(upper) || !double.IsFinite(lower))
        {
            // No moving range is known, or the limits are beyond the range of a double.
            return new(known, mean, unscreened, amr, double.NaN, double.NaN, double.NaN, double.NaN);
        }

        return new(known, mean, unscreened, amr, lower, upper, mean - (NearFactor * amr), mean + (NearFactor * amr));
    }

    /// <summary>Sums in eight lanes, each with its rounding error.</summary>
    private struct LaneSum
    {
        private Vector512<double> _sum;
        private Vector512<double> _error;
        private Vector512<long> _count;

        public readonly int Count => (int)Vector512.Sum(_count);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector512<double> y, Vector512<double> which)
        {
            var x = y & which;
            var sum = _sum + x;
            var part = sum - _sum;
            _error += (_sum - (sum - part)) + (x - part);
            _sum = sum;
            _count -= which.AsInt64();
        }

        public readonly double Mean(int count)
        {
            if (count == 0)
            {
                return double.NaN;
            }

            // Eight lanes become four, two and one, each rounding error kept.
            var half = Both(_sum.GetLower(), _sum.GetUpper(), out var error);
            var quarter = Both(half.GetLower(), half.GetUpper(), out var next);
            var (x, y) = (quarter[0], quarter[1]);
            var sum = x + y;
            var part = sum - x;
            var rest = (x - (sum - part)) + (y - part);
            rest += Vector256.Sum(error) + Vector128.Sum(next) + Vector512.Sum(_error);
            return CarefulSum.Divide(sum, rest, count);
        }
    }

    private static Vector256<double> Both(Vector256<double> a, Vector256<double> b, out Vector256<double> error)
    {
        var sum = a + b;
        var part = sum - a;
        error = (a - (sum - part)) + (b - part);
        return sum;
    }

    private static Vector128<double> Both(Vector128<double> a, Vector128<double> b, out Vector128<double> error)
    {
        var sum = a + b;
        var part = sum - a;
        error = (a - (sum - part)) + (b - part);
        return sum;
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
        var above = bits[..words];
        var below = bits.Slice(words, words);
        var rising = bits.Slice(2 * words, words);
        var falling = bits.Slice(3 * words, words);
        var nearHigh = bits.Slice(4 * words, words);
        var nearLow = bits.Slice(5 * words, words);
        var outHigh = bits.Slice(6 * words, words);
        var outLow = bits.Slice(7 * words, words);

        // Nothing that is missing compares as more or less, so a gap is a nought in every row.
        ref var first = ref MemoryMarshal.GetReference(row);
        var mean = Vector512.Create(figures.Mean);
        var upper = Vector512.Create(figures.Upper);
        var lower = Vector512.Create(figures.Lower);
        var upperNear = Vector512.Create(figures.UpperNear);
        var lowerNear = Vector512.Create(figures.LowerNear);
        for (var w = 0; w < words; w++)
        {
            ulong a = 0,
                b = 0,
                r = 0,
                f = 0,
                nh = 0,
                nl = 0,
                oh = 0,
                ol = 0;
            var end = Math.Min(n, (w + 1) * 64);
            for (int i = w * 64, shift = 0; i < end; i += Lanes, shift += Lanes)
            {
                var before = At(ref first, i);
                var y = At(ref first, i + 1);
                a |= Vector512.GreaterThan(y, mean).ExtractMostSignificantBits() << shift;
                b |= Vector512.LessThan(y, mean).ExtractMostSignificantBits() << shift;
                r |= Vector512.GreaterThan(y, before).ExtractMostSignificantBits() << shift;
                f |= Vector512.LessThan(y, before).ExtractMostSignificantBits() << shift;
                nh |= Vector512.GreaterThan(y, upperNear).ExtractMostSignificantBits() << shift;
                nl |= Vector512.LessThan(y, lowerNear).ExtractMostSignificantBits() << shift;
                oh |= Vector512.GreaterThan(y, upper).ExtractMostSignificantBits() << shift;
                ol |= Vector512.LessThan(y, lower).ExtractMostSignificantBits() << shift;
            }

            (above[w], below[w], rising[w], falling[w]) = (a, b, r, f);
            (outHigh[w], outLow[w]) = (oh, ol);
            (nearHigh[w], nearLow[w]) = rules.OutsideIsNear ? (nh, nl) : (nh & ~oh, nl & ~ol);
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
        for (var w = 0; w < words; w++)
        {
            var (oh, ol, tu, td) = (outHigh[w], outLow[w], trendUp[w], trendDown[w]);
            var (th, tl, sh, sl) = (twoHigh[w], twoLow[w], shiftHigh[w], shiftLow[w]);
            var chunk = answers[(w * 64)..Math.Min(n, (w + 1) * 64)];
            if ((oh | ol | tu | td | th | tl | sh | sl) == 0)
            {
                chunk.Clear();
                continue;
            }

            for (var i = 0; i < chunk.Length; i += Lanes)
            {
                var eight =
                    Spread(oh >> i)
                    | (Spread(ol >> i) << 1)
                    | (Spread(tu >> i) << 2)
                    | (Spread(td >> i) << 3)
                    | (Spread(th >> i) << 4)
                    | (Spread(tl >> i) << 5)
                    | (Spread(sh >> i) << 6)
                    | (Spread(sl >> i) << 7);
                if (i + Lanes <= chunk.Length)
                {
                    MemoryMarshal.Write(chunk[i..], eight);
                }
                else
                {
                    for (var k = i; k < chunk.Length; k++)
                    {
                        chunk[k] = (byte)(eight >> (8 * (k - i)));
                    }
                }
            }
        }
    }

    /// <summary>The low eight bits, each to the lowest bit of a byte of its own, the first lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Spread(ulong bits)
    {
        const ulong lowest = 0x0101_0101_0101_0101;
        return Bmi2.X64.IsSupported
            ? Bmi2.X64.ParallelBitDeposit(bits, lowest)
            : (((bits & 0xFF) * lowest & 0x8040_2010_0804_0201) + 0x7F7F_7F7F_7F7F_7F7F) >> 7 & lowest;
    }
}

/// <summary>The rules on rows of bits, a bit a point, the first point lowest.</summary>
internal static class BitRules
{
    /// <summary>Every bit that is part of a window of <paramref name="length"/> set bits, 6 or 7.</summary>
    public static void Runs(ReadOnlySpan<ulong> set, int length, Span<ulong> flagged)
    {
        if (set.Length == 1)
        {
            // Up to 64 points need no branch: windows of two, of four, and two of four that overlap.
            var two = set[0] & (set[0] >> 1);
            var four = two & (two >> 2);
            flagged[0] = SpreadOne(four & (four >> (length - 4)), length);
            return;
        }

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
        if (differences.Length == 1)
        {
            var two = differences[0] & (differences[0] >> 1);
            var four = two & (two >> 2);
            flagged[0] = SpreadOne((four & (four >> (length - 5))) >> 1, length);
            return;
        }

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
        if (side.Length == 1)
        {
            var (s, n) = (side[0], near[0]);
            var windows = s & (s >> 1) & (s >> 2) & ((n & (n >> 1)) | (n & (n >> 2)) | ((n >> 1) & (n >> 2)));
            flagged[0] = n & (windows | (windows << 1) | (windows << 2));
            return;
        }

        ulong before = 0;
        for (var w = 0; w < side.Length; w++)
        {
            var (a, b, c) = (near[w], Ahead(near, w, 1), Ahead(near, w, 2));
            var starts = WindowStarts(side, w, 3) & ((a & b) | (a & c) | (b & c));
            flagged[w] = near[w] & Spread(starts, before, 3);
            before = starts;
        }
    }

    private static ulong SpreadOne(ulong starts, int length)
    {
        var two = starts | (starts << 1);
        var four = two | (two << 2);
        return four | (four << (length - 4));
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
