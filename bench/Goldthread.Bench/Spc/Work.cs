using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.RegularExpressions;
using Goldthread.Spc;
using Goldthread.Spc.Pictures;
using Goldthread.Spc.Words;

namespace Goldthread.Bench.Spc;

/// <summary>The work that is measured, and the floors it is held against.</summary>
internal static partial class Work
{
    /// <summary>Series that look like measures: a level, noise of one decimal, now and then a step.</summary>
    public static double[] Series(int count, int points)
    {
        var random = new Random(20_261_123);
        var values = new double[count * points];
        for (var s = 0; s < count; s++)
        {
            var level = random.Next(5, 200);
            var step = random.Next(4) == 0 ? level * 0.2 : 0;
            for (var i = 0; i < points; i++)
            {
                values[(s * points) + i] =
                    Math.Round((level + (random.NextDouble() * level * 0.3) + (i > points / 2 ? step : 0)) * 10) / 10;
            }
        }

        return values;
    }

    /// <summary>The floor: every value is read once and added, eight at a time.</summary>
    public static double Stream(ReadOnlySpan<double> values)
    {
        var (a, b, c, d) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        ref var first = ref MemoryMarshal.GetReference(values);
        var i = 0;
        for (; i + 32 <= values.Length; i += 32)
        {
            a += Vector512.LoadUnsafe(ref first, (nuint)i);
            b += Vector512.LoadUnsafe(ref first, (nuint)i + 8);
            c += Vector512.LoadUnsafe(ref first, (nuint)i + 16);
            d += Vector512.LoadUnsafe(ref first, (nuint)i + 24);
        }

        var sum = Vector512.Sum(a + b + (c + d));
        for (; i < values.Length; i++)
        {
            sum += values[i];
        }

        return sum;
    }

    /// <summary>The same, one value at a time, as one would write it without thinking.</summary>
    public static double StreamPlainly(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    public static readonly XmrRules Workbook = XmrRules.Of(new ChartOptions());

    public static readonly XmrRules NhsR = XmrRules.Of(new ChartOptions { Profile = RuleProfile.NhsR });

    public static Chart Chart60()
    {
        var dates = Enumerable.Range(0, 60).Select(i => new DateOnly(2022, 1, 1).AddMonths(i)).ToArray();
        double?[] values = [.. Series(1, 60).Select(v => (double?)v)];
        return Goldthread.Spc.Chart.Make(
            Goldthread.Spc.Series.Of(dates, values),
            ChartKind.Xmr,
            new ChartOptions { Direction = Direction.Decrease, Targets = [new Target(60)] }
        );
    }

    public static readonly ChartWords Falls = new() { Title = "Falls", Unit = "falls per 1,000 bed days" };

    /// <summary>
    /// The same bytes as a picture by a bare writer: the text between is copied, and each coordinate, known beforehand, is written as a
    /// double by the framework.
    /// </summary>
    public sealed class BareWriter
    {
        private readonly List<(byte[] Text, double Number)> _pieces = [];

        public BareWriter(ReadOnlySpan<byte> svg)
        {
            var text = Encoding.UTF8.GetString(svg);
            var at = 0;
            foreach (Match number in Coordinate().Matches(text))
            {
                _pieces.Add(
                    (
                        Encoding.UTF8.GetBytes(text[at..number.Index]),
                        double.Parse(number.Value, System.Globalization.CultureInfo.InvariantCulture)
                    )
                );
                at = number.Index + number.Length;
            }

            _pieces.Add((Encoding.UTF8.GetBytes(text[at..]), double.NaN));
        }

        public void Write(IBufferWriter<byte> to)
        {
            foreach (ref readonly var piece in CollectionsMarshal.AsSpan(_pieces))
            {
                var room = to.GetSpan(piece.Text.Length + 32);
                piece.Text.CopyTo(room);
                var length = piece.Text.Length;
                if (!double.IsNaN(piece.Number))
                {
                    Utf8Formatter.TryFormat(piece.Number, room[length..], out var digits);
                    length += digits;
                }

                to.Advance(length);
            }
        }
    }

    [GeneratedRegex(@"(?<=[MLHVl ""-])(0|[1-9]\d{0,2})(\.[1-9])?(?=[MLHVlz ""-])", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Coordinate();
}
