using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using Goldthread.Spc;
using Goldthread.Spc.Pictures;

namespace Goldthread.Bench.Spc;

/// <summary>
/// The ratios that are promised, from rounds in which the floor and the work take turns: on a machine that others use too, only such
/// ratios mean anything. The first quartile of the rounds is printed.
/// </summary>
internal static class SpcRatios
{
    private const int Rounds = 201;

    public static Task RunAsync(string[] args)
    {
        Print(Console.Out);
        return Task.CompletedTask;
    }

    private static void Print(TextWriter to)
    {
        if (!BaseR.IsThere)
        {
            to.WriteLine("Base R is not measured: there is no Rscript here (on Debian: apt-get install r-base-core).");
            to.WriteLine();
        }

        to.WriteLine(
            "| What | ns a point | streaming, ns a point | ratio | allowed | bytes allocated | base R, ns a point | times faster | at least |"
        );
        to.WriteLine("|---|---|---|---|---|---|---|---|---|");
        Shape(to, "one series of 60", 1, 60, 400);
        Shape(to, "one series of 5,000", 1, 5000, 10);
        Shape(to, "50,000 series of 60", 50_000, 60, 1);
        to.WriteLine();
        Picture(to);
    }

    private static void Shape(TextWriter to, string name, int count, int points, int repeat)
    {
        var values = Work.Series(count, points);
        var signals = new PointSignals[values.Length];
        var limits = new XmrLimits[count];
        var sink = 0.0;
        foreach (var (profile, rules) in (ReadOnlySpan<(string, XmrRules)>)[("Making Data Count", Work.Workbook), ("NHS-R", Work.NhsR)])
        {
            void Judge() => Xmr.JudgeAll(values, points, rules, limits, signals);
            void Stream() => sink += Work.Stream(values);
            var (work, floor) = Interleaved(Judge, Stream, repeat);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Judge();
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            var (ns, floorNs) = (work / values.Length, floor / values.Length);
            // R is slow enough that some thousand points say as much as three million.
            var some = Math.Min(count, 500);
            var r = BaseR.Measure(
                values.AsSpan(0, some * points),
                points,
                profile == "NHS-R",
                limits.AsSpan(0, some),
                signals.AsSpan(0, some * points)
            );
            to.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name}, {profile} | {ns:0.00} | {floorNs:0.000} | {work / floor:0.0} | 120 | {allocated} | {(r is { } x ? $"{x:0}" : "not measured")} | {(r is { } y ? $"{y / ns:0}" : "not measured")} | 50 |"
                )
            );
        }

        GC.KeepAlive(sink);
    }

    private static void Picture(TextWriter to)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        var chart = Work.Chart60();
        ChartPicture.Write(buffer, chart, Work.Falls);
        var bytes = buffer.WrittenCount;
        var expected = buffer.WrittenSpan.ToArray();
        var bare = new Work.BareWriter(expected);
        buffer.ResetWrittenCount();
        bare.Write(buffer);
        if (!buffer.WrittenSpan.SequenceEqual(expected))
        {
            throw new InvalidOperationException("The bare writer does not write the same bytes.");
        }

        var (work, floor) = Interleaved(
            () =>
            {
                buffer.ResetWrittenCount();
                ChartPicture.Write(buffer, chart, Work.Falls);
            },
            () =>
            {
                buffer.ResetWrittenCount();
                bare.Write(buffer);
            },
            10
        );
        to.WriteLine("| What | us | bare writer, us | ratio | allowed |");
        to.WriteLine("|---|---|---|---|---|");
        to.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| picture of 60 points, {bytes} bytes | {work / 1000:0.0} | {floor / 1000:0.0} | {work / floor:0.00} | 2 |"
            )
        );
    }

    /// <summary>Nanoseconds of one call of each, first quartiles of rounds that take turns.</summary>
    private static (double Work, double Floor) Interleaved(Action work, Action floor, int repeat)
    {
        // Long enough for the compiler's last tier, which comes late on a busy machine.
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(2))
        {
            Time(work, repeat);
            Time(floor, repeat);
        }

        var works = new double[Rounds];
        var floors = new double[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            works[i] = Time(work, repeat);
            floors[i] = Time(floor, repeat);
        }

        Array.Sort(works);
        Array.Sort(floors);
        return (works[Rounds / 4], floors[Rounds / 4]);
    }

    private static double Time(Action action, int repeat)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeat; i++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / repeat;
    }
}
