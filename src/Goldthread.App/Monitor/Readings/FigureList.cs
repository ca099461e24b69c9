using System.Collections;
using Goldthread.Domain.Monitor;

namespace Goldthread.App.Monitor.Readings;

/// <summary>Figures, packed: a million of them take 48 MB, not 200. Each is made anew when it is asked for.</summary>
sealed class FigureList : IReadOnlyList<FigureMap.Figure>
{
    const int Smallest = 16;
    const int Largest = 1 << 12;

    /// <summary>NaN is no number that a reading can have: it stands for none.</summary>
    readonly record struct Packed(
        double Value,
        double Numerator,
        double Denominator,
        string? Measure,
        string? Note,
        int Line,
        int Day,
        sbyte Kind
    );

    readonly List<Packed[]> blocks = [];
    readonly List<int> starts = [];
    Packed[] last = [];
    int used;
    int count;

    public int Count => count;

    /// <summary>Adds a figure that has a day.</summary>
    public void Add(int line, string? measure, Reading reading, Frequency? kind)
    {
        // Most measures have few figures, and some files have millions.
        if (last.Length == used)
        {
            blocks.Add(last = new Packed[Math.Clamp(count, Smallest, Largest)]);
            starts.Add(count);
            used = 0;
        }
        last[used++] = new(
            reading.Value ?? double.NaN,
            reading.Numerator ?? double.NaN,
            reading.Denominator ?? double.NaN,
            measure,
            reading.Note,
            line,
            reading.On!.Value.DayNumber,
            (sbyte)(kind is { } k ? (int)k : -1)
        );
        count++;
    }

    public FigureMap.Figure this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)count, nameof(index));
            var block = starts.BinarySearch(index);
            if (block < 0)
                block = ~block - 1;
            ref var one = ref blocks[block][index - starts[block]];
            static double? Of(double number) => double.IsNaN(number) ? null : number;
            return new(
                one.Line,
                one.Measure,
                Reading.Of(DateOnly.FromDayNumber(one.Day), Of(one.Value), Of(one.Numerator), Of(one.Denominator), one.Note)
            )
            {
                Kind = one.Kind < 0 ? null : (Frequency)one.Kind,
            };
        }
    }

    public IEnumerator<FigureMap.Figure> GetEnumerator()
    {
        for (var i = 0; i < count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
