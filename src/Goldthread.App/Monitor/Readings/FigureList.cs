using System.Collections;
using Goldthread.Domain.Monitor;

namespace Goldthread.App.Monitor.Readings;

/// <summary>
/// Figures, packed in columns: a million of them with a value alone take 21 MB, not 200. Each is made anew when it is asked for. A measure's name is kept
/// once, and a column that no figure has takes no room.
/// </summary>
sealed class FigureList : IReadOnlyList<FigureMap.Figure>
{
    const int Smallest = 16;
    const int Largest = 1 << 12;

    /// <summary>Some figures. NaN is no number that a reading can have: it stands for none.</summary>
    sealed class Block(int size)
    {
        public readonly int[] Lines = new int[size];
        public readonly int[] Days = new int[size];
        public readonly sbyte[] Kinds = new sbyte[size];
        double[]? values;
        double[]? numerators;
        double[]? denominators;
        int[]? measures;
        string?[]? notes;

        public int Size => size;

        public double? Value(int i) => Of(values, i);

        public double? Numerator(int i) => Of(numerators, i);

        public double? Denominator(int i) => Of(denominators, i);

        public int Measure(int i) => measures?[i] ?? 0;

        public string? Note(int i) => notes?[i];

        public void Set(int i, int measure, Reading reading)
        {
            Put(ref values, i, reading.Value);
            Put(ref numerators, i, reading.Numerator);
            Put(ref denominators, i, reading.Denominator);
            if (measure != 0)
                (measures ??= new int[size])[i] = measure;
            if (reading.Note is { } note)
                (notes ??= new string?[size])[i] = note;
        }

        static double? Of(double[]? column, int i) => column is null || double.IsNaN(column[i]) ? null : column[i];

        void Put(ref double[]? column, int i, double? number)
        {
            if (column is null && number is null)
                return;
            if (column is null)
            {
                column = new double[size];
                Array.Fill(column, double.NaN);
            }
            column[i] = number ?? double.NaN;
        }
    }

    readonly List<Block> blocks = [];
    readonly List<int> starts = [];

    /// <summary>The names of measures by their number; 0 is none.</summary>
    readonly List<string?> measures = [null];
    readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    int used;
    int count;

    public int Count => count;

    /// <summary>Adds a figure that has a day.</summary>
    public void Add(int line, string? measure, Reading reading, Frequency? kind)
    {
        // Most measures have few figures, and some files have millions.
        if (blocks.Count == 0 || blocks[^1].Size == used)
        {
            blocks.Add(new Block(Math.Clamp(count, Smallest, Largest)));
            starts.Add(count);
            used = 0;
        }
        var last = blocks[^1];
        last.Lines[used] = line;
        last.Days[used] = reading.On!.Value.DayNumber;
        last.Kinds[used] = (sbyte)(kind is { } k ? (int)k : -1);
        last.Set(used, NumberOf(measure), reading);
        used++;
        count++;
    }

    int NumberOf(string? measure)
    {
        if (measure is null)
            return 0;
        if (!numbers.TryGetValue(measure, out var number))
        {
            numbers[measure] = number = measures.Count;
            measures.Add(measure);
        }
        return number;
    }

    public FigureMap.Figure this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)count, nameof(index));
            var at = starts.BinarySearch(index);
            if (at < 0)
                at = ~at - 1;
            var block = blocks[at];
            var i = index - starts[at];
            return new(
                block.Lines[i],
                measures[block.Measure(i)],
                Reading.Of(DateOnly.FromDayNumber(block.Days[i]), block.Value(i), block.Numerator(i), block.Denominator(i), block.Note(i))
            )
            {
                Kind = block.Kinds[i] < 0 ? null : (Frequency)block.Kinds[i],
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
