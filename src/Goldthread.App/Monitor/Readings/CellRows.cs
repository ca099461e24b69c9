using System.Collections;
using System.Text;

namespace Goldthread.App.Monitor.Readings;

/// <summary>
/// Rows of cells, packed: two million rows take little more room than their file. A row's cells are made when it is asked for. Each row is its line (4
/// bytes), how many cells it has (2), and each cell's length (2) with its UTF-8; a row begins in one block and ends in it.
/// </summary>
sealed class CellRows : IReadOnlyList<(int Line, string[] Cells)>
{
    const int Block = 1 << 20;
    readonly List<byte[]> blocks = [];
    readonly List<long> starts = [];
    int used = Block;

    /// <summary>How many cells the longest row has.</summary>
    public int Widest { get; private set; }

    public int Count => starts.Count;

    /// <summary>Adds a row.</summary>
    public void Add(int line, ReadOnlySpan<string> cells)
    {
        var most = 6 + (2 * cells.Length);
        foreach (var cell in cells)
            most += Encoding.UTF8.GetMaxByteCount(Math.Min(cell.Length, FigureTable.LongestCell));
        if (used + most > Block)
        {
            blocks.Add(new byte[Math.Max(Block, most)]);
            used = 0;
        }
        Widest = Math.Max(Widest, cells.Length);
        var block = blocks[^1];
        starts.Add(((long)(blocks.Count - 1) << 32) | (uint)used);
        BitConverter.TryWriteBytes(block.AsSpan(used), line);
        BitConverter.TryWriteBytes(block.AsSpan(used + 4), (ushort)cells.Length);
        used += 6;
        foreach (var cell in cells)
        {
            var length = Encoding.UTF8.GetBytes(cell, block.AsSpan(used + 2));
            BitConverter.TryWriteBytes(block.AsSpan(used), (ushort)length);
            used += 2 + length;
        }
    }

    public (int Line, string[] Cells) this[int index]
    {
        get
        {
            var start = starts[index];
            var rest = blocks[(int)(start >> 32)].AsSpan((int)(start & int.MaxValue));
            var line = BitConverter.ToInt32(rest);
            var count = BitConverter.ToUInt16(rest[4..]);
            rest = rest[6..];
            var cells = new string[count];
            for (var i = 0; i < count; i++)
            {
                var length = BitConverter.ToUInt16(rest);
                cells[i] = length == 0 ? "" : Encoding.UTF8.GetString(rest[2..(2 + length)]);
                rest = rest[(2 + length)..];
            }
            return (line, cells);
        }
    }

    public IEnumerator<(int Line, string[] Cells)> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The rows from one on, with as many cells as there are headings.</summary>
    public IReadOnlyList<(int Line, string[] Cells)> From(int first, int width) => new Part(this, first, width);

    /// <summary>Some of the rows: what stands above the headings is left out, and what stands beside them.</summary>
    sealed class Part(CellRows all, int first, int width) : IReadOnlyList<(int Line, string[] Cells)>
    {
        public int Count => all.Count - first;

        public (int Line, string[] Cells) this[int index]
        {
            get
            {
                var (line, cells) = all[first + index];
                if (cells.Length == width)
                    return (line, cells);
                var fit = new string[width];
                for (var i = 0; i < width; i++)
                    fit[i] = i < cells.Length ? cells[i] : "";
                return (line, fit);
            }
        }

        public IEnumerator<(int Line, string[] Cells)> GetEnumerator()
        {
            for (var i = 0; i < Count; i++)
                yield return this[i];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
