using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Monitor.Readings;

/// <summary>
/// A measure's readings as one block of bytes, in order of day: what charts and whole plans read in one go. Little-endian: format 1 (4 bytes),
/// count n (4), n days since 1 Jan 0001 (4 each, 0 where there is none), n values, n numerators, n denominators (8 each, NaN where missing), then the
/// notes: place (4), length in bytes (4), UTF-8.
/// </summary>
public static class PackedReadings
{
    const int Format = 1;
    const int Header = 8;

    /// <summary>Packs readings that are in order of day.</summary>
    public static byte[] Pack(IReadOnlyList<Reading> readings)
    {
        var notes = 0;
        foreach (var reading in readings)
        {
            if (!string.IsNullOrWhiteSpace(reading.Note))
                notes += 8 + Encoding.UTF8.GetByteCount(reading.Note);
        }
        var n = readings.Count;
        var bytes = new byte[Header + (28 * n) + notes];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Format);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), n);
        var at = Header + (28 * n);
        for (var i = 0; i < n; i++)
        {
            var reading = readings[i];
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(Header + (4 * i)), reading.On?.DayNumber ?? 0);
            Number(bytes, n, 0, i, reading.Value);
            Number(bytes, n, 1, i, reading.Numerator);
            Number(bytes, n, 2, i, reading.Denominator);
            if (string.IsNullOrWhiteSpace(reading.Note))
                continue;
            var length = Encoding.UTF8.GetBytes(reading.Note, bytes.AsSpan(at + 8));
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), i);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at + 4), length);
            at += 8 + length;
        }
        return bytes;
    }

    /// <summary>How many readings are packed.</summary>
    public static int Count(ReadOnlySpan<byte> packed) => packed.Length == 0 ? 0 : BinaryPrimitives.ReadInt32LittleEndian(packed[4..]);

    /// <summary>The day of a reading; null where there is none.</summary>
    public static DateOnly? Day(ReadOnlySpan<byte> packed, int i) =>
        BinaryPrimitives.ReadInt32LittleEndian(packed[(Header + (4 * i))..]) is > 0 and var day ? DateOnly.FromDayNumber(day) : null;

    /// <summary>The values, NaN where missing.</summary>
    public static ReadOnlySpan<double> Values(ReadOnlySpan<byte> packed) => Column(packed, 0);

    /// <summary>The numerators, NaN where missing.</summary>
    public static ReadOnlySpan<double> Numerators(ReadOnlySpan<byte> packed) => Column(packed, 1);

    /// <summary>The denominators, NaN where missing.</summary>
    public static ReadOnlySpan<double> Denominators(ReadOnlySpan<byte> packed) => Column(packed, 2);

    /// <summary>The readings again.</summary>
    public static IReadOnlyList<Reading> Unpack(ReadOnlySpan<byte> packed)
    {
        var n = Count(packed);
        if (n == 0)
            return [];
        var values = Values(packed);
        var numerators = Numerators(packed);
        var denominators = Denominators(packed);
        var readings = new Reading[n];
        for (var i = 0; i < n; i++)
            readings[i] = Reading.Of(Day(packed, i), Known(values[i]), Known(numerators[i]), Known(denominators[i]));
        for (var at = Header + (28 * n); at < packed.Length; )
        {
            var place = BinaryPrimitives.ReadInt32LittleEndian(packed[at..]);
            var length = BinaryPrimitives.ReadInt32LittleEndian(packed[(at + 4)..]);
            Shape.Of<Reading>()["note"].Set(readings[place], Encoding.UTF8.GetString(packed.Slice(at + 8, length)));
            at += 8 + length;
        }
        return readings;
    }

    static double? Known(double number) => double.IsNaN(number) ? null : number;

    static void Number(byte[] bytes, int n, int column, int i, double? number) =>
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(Header + (4 * n) + (8 * ((column * n) + i))), number ?? double.NaN);

    static ReadOnlySpan<double> Column(ReadOnlySpan<byte> packed, int column)
    {
        var n = Count(packed);
        return n == 0 ? [] : MemoryMarshal.Cast<byte, double>(packed.Slice(Header + (4 * n) + (8 * column * n), 8 * n));
    }
}
