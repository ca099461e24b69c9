using System.Collections;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Goldthread.App.Monitor.Readings;

/// <summary>
/// Rows of cells, packed. A row's cells are made when it is asked for. Each row is its line (4 bytes), how many cells it has (2), and each cell's length (2)
/// with its UTF-8; a row begins in one block and ends in it. What is more than <see cref="MostHeld"/> blocks lies in a file without a name, so that a table
/// of any length takes the same memory.
/// </summary>
sealed class CellRows : IReadOnlyList<(int Line, string[] Cells)>
{
    /// <summary>The most blocks that are held in memory.</summary>
    public const int MostHeld = 8;

    const int Block = 1 << 20;

    readonly List<byte[]> held = [];

    /// <summary>The first row of each block, and where its rows begin in it.</summary>
    readonly List<(int First, List<int> Starts)> blocks = [];
    SafeFileHandle? file;

    /// <summary>Where each block begins in the file.</summary>
    readonly List<(long At, int Length)> places = [];
    long end;

    byte[] last = [];
    int used;

    byte[] read = [];
    int readBlock = -1;

    /// <summary>How many cells the longest row has.</summary>
    public int Widest { get; private set; }

    public int Count { get; private set; }

    /// <summary>How many blocks are held in memory: those at the beginning, the one that is written and the one that is read.</summary>
    internal int Held => held.Count + (last.Length > 0 ? 1 : 0) + (readBlock >= 0 ? 1 : 0);

    /// <summary>Adds a row.</summary>
    public void Add(int line, ReadOnlySpan<string> cells)
    {
        var most = 6 + (2 * cells.Length);
        foreach (var cell in cells)
            most += Encoding.UTF8.GetMaxByteCount(Math.Min(cell.Length, FigureTable.LongestCell));
        if (used + most > last.Length)
        {
            Settle();
            if (last.Length < most || held.Contains(last))
                last = new byte[Math.Max(Block, most)];
            blocks.Add((Count, []));
            used = 0;
        }
        Widest = Math.Max(Widest, cells.Length);
        blocks[^1].Starts.Add(used);
        BitConverter.TryWriteBytes(last.AsSpan(used), line);
        BitConverter.TryWriteBytes(last.AsSpan(used + 4), (ushort)cells.Length);
        used += 6;
        foreach (var cell in cells)
        {
            var length = Encoding.UTF8.GetBytes(cell, last.AsSpan(used + 2));
            BitConverter.TryWriteBytes(last.AsSpan(used), (ushort)length);
            used += 2 + length;
        }
        Count++;
    }

    /// <summary>The last block is full: the first ones stay in memory, the others go to the file.</summary>
    void Settle()
    {
        if (blocks.Count == 0)
            return;
        if (held.Count < MostHeld)
        {
            held.Add(last);
            places.Add((0, 0));
            return;
        }
        file ??= Unnamed();
        RandomAccess.Write(file, last.AsSpan(0, used), end);
        places.Add((end, used));
        end += used;
    }

    /// <summary>A file that goes with whoever holds it open, also when the program is killed.</summary>
    static SafeFileHandle Unnamed()
    {
        var path = Path.Combine(Path.GetTempPath(), $"goldthread-{Guid.NewGuid():N}");
        var opened = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        return opened;
    }

    byte[] BytesOf(int block)
    {
        if (block < held.Count)
            return held[block];
        if (block == blocks.Count - 1)
            return last;
        if (block == readBlock)
            return read;
        var (at, length) = places[block];
        if (read.Length < length)
            read = new byte[Math.Max(Block, length)];
        readBlock = block;
        for (var done = 0; done < length; )
        {
            var more = RandomAccess.Read(file!, read.AsSpan(done, length - done), at + done);
            if (more == 0)
                throw new EndOfStreamException("The rows that were put aside are not whole.");
            done += more;
        }
        return read;
    }

    public (int Line, string[] Cells) this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            // Rows are asked for one after the other, or at the beginning.
            var (low, high) = (0, blocks.Count - 1);
            while (low < high)
            {
                var middle = (low + high + 1) / 2;
                if (blocks[middle].First <= index)
                    low = middle;
                else
                    high = middle - 1;
            }
            return Row(low, index - blocks[low].First);
        }
    }

    (int Line, string[] Cells) Row(int block, int at)
    {
        var rest = BytesOf(block).AsSpan(blocks[block].Starts[at]);
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
