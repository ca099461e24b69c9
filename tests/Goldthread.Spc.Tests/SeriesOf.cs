namespace Goldthread.Spc.Tests;

/// <summary>Series for tests.</summary>
internal static class SeriesOf
{
    public static readonly DateOnly Start = new(2024, 1, 1);

    public static Series Values(params double?[] values) =>
        Series.Of([.. Enumerable.Range(0, values.Length).Select(i => Start.AddDays(i))], values);

    public static Series Months(params double?[] values) =>
        Series.Of([.. Enumerable.Range(0, values.Length).Select(i => Start.AddMonths(i))], values);

    public static Series Counts(double?[] counts, double?[] denominators) =>
        Series.OfCounts([.. Enumerable.Range(0, counts.Length).Select(i => Start.AddDays(i))], counts, denominators);

    public static Chart Xmr(double?[] values, ChartOptions? options = null) => Chart.Make(Values(values), ChartKind.Xmr, options);

    public static double?[] Repeat(double? value, int times) => [.. Enumerable.Repeat(value, times)];
}
