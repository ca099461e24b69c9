using System.Buffers;
using BenchmarkDotNet.Attributes;
using Goldthread.Spc;
using Goldthread.Spc.Pictures;

namespace Goldthread.Bench.Spc;

/// <summary>XmR limits and all rules, against merely streaming the input.</summary>
[MemoryDiagnoser]
public class XmrBenchmarks
{
    private double[] _values = [];
    private PointSignals[] _signals = [];
    private XmrLimits[] _limits = [];

    /// <summary>Series and points of each.</summary>
    [Params("1x60", "1x5000", "50000x60")]
    public string Shape { get; set; } = "";

    private int Points => int.Parse(Shape.Split('x')[1], System.Globalization.CultureInfo.InvariantCulture);

    [GlobalSetup]
    public void Setup()
    {
        var count = int.Parse(Shape.Split('x')[0], System.Globalization.CultureInfo.InvariantCulture);
        _values = Work.Series(count, Points);
        _signals = new PointSignals[_values.Length];
        _limits = new XmrLimits[count];
    }

    [Benchmark(Baseline = true)]
    public double Stream() => Work.Stream(_values);

    [Benchmark]
    public double StreamPlainly() => Work.StreamPlainly(_values);

    [Benchmark]
    public void MakingDataCount() => Xmr.JudgeAll(_values, Points, Work.Workbook, _limits, _signals);

    [Benchmark]
    public void NhsR() => Xmr.JudgeAll(_values, Points, Work.NhsR, _limits, _signals);
}

/// <summary>One picture of 60 points, against a bare writer of the same bytes.</summary>
[MemoryDiagnoser]
public class PictureBenchmarks
{
    private readonly ArrayBufferWriter<byte> _to = new(64 * 1024);
    private readonly Chart _chart = Work.Chart60();
    private Work.BareWriter _bare = new(default);

    [GlobalSetup]
    public void Setup()
    {
        ChartPicture.Write(_to, _chart, Work.Falls);
        _bare = new Work.BareWriter(_to.WrittenSpan);
    }

    [Benchmark(Baseline = true)]
    public void Bare()
    {
        _to.ResetWrittenCount();
        _bare.Write(_to);
    }

    [Benchmark]
    public void Picture()
    {
        _to.ResetWrittenCount();
        ChartPicture.Write(_to, _chart, Work.Falls);
    }

    [Benchmark]
    public Chart MakeChart() => Work.Chart60();
}
