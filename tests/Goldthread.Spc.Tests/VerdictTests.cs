using Goldthread.Spc.Words;

namespace Goldthread.Spc.Tests;

public sealed class VerdictTests
{
    private static readonly double?[] Fallen =
    [
        .. Enumerable.Range(0, 20).Select(i => (double?)(8.5 + (i % 2))),
        .. Enumerable.Range(0, 8).Select(i => (double?)(3.5 + (i % 2))),
    ];

    [Fact]
    public void Improvement_with_a_target_not_yet_met()
    {
        var chart = Chart.Make(SeriesOf.Months(Fallen), ChartKind.Xmr, new() { Direction = Direction.Decrease, Targets = [new(6)] });

        Assert.Equal(
            "Falls: special cause improvement since Sep 2025; the target of 6.0 is not yet reliably met.",
            Verdict.Sentence(chart, new() { Title = "Falls" })
        );
    }

    [Fact]
    public void Two_targets_are_named()
    {
        var chart = Chart.Make(
            SeriesOf.Months(Fallen),
            ChartKind.Xmr,
            new() { Direction = Direction.Increase, Targets = [new(30, null, "national"), new(1, null, "local")] }
        );

        Assert.Equal(
            "Special cause concern since Sep 2025; the national target of 30.0 cannot be met unless the process changes; the local target of 1.0 is reliably met.",
            Verdict.Sentence(chart)
        );
    }

    [Fact]
    public void Too_few_points() =>
        Assert.Equal(
            "Falls: not enough points yet, 3 of the 13 that a verdict needs.",
            Verdict.Sentence(SeriesOf.Xmr([1, 2, 3], new() { Targets = [new(2)] }), new() { Title = "Falls" })
        );

    [Fact]
    public void No_points() => Assert.Equal("Falls: no figures yet.", Verdict.Sentence(SeriesOf.Xmr([]), new() { Title = "Falls" }));

    [Fact]
    public void Neutral_direction_judges_nothing() =>
        Assert.Equal(
            "Special cause, lower than chance explains since Sep 2025.",
            Verdict.Sentence(
                Chart.Make(SeriesOf.Months(Fallen), ChartKind.Xmr, new() { Direction = Direction.Neutral, Targets = [new(6)] })
            )
        );

    [Fact]
    public void Missing_last_value_is_said()
    {
        double?[] values = [.. Enumerable.Range(0, 20).Select(i => (double?)(i % 2)), null];

        Assert.Equal(
            "Common cause variation, no sign of a real change; the last point has no value.",
            Verdict.Sentence(SeriesOf.Xmr(values))
        );
    }

    [Fact]
    public void Per_cent_and_large_figures_are_written_as_people_read_them()
    {
        var shares = SeriesOf.Xmr([0.951, 0.957, 0.9512]);
        var large = SeriesOf.Xmr([12345, 2345]);

        Assert.Equal("95.1%", new ChartWords { AsPercentage = true }.Figure(0.951, shares));
        Assert.Equal("12,345", new ChartWords().Figure(12345, large));
        Assert.Equal("0", new ChartWords().Figure(-0.0, large));
    }

    [Fact]
    public void Notes_say_whose_rules_were_used()
    {
        Assert.Contains("Making Data Count", Verdict.Notes(SeriesOf.Xmr([1, 2]))[0], StringComparison.Ordinal);
        Assert.Contains(
            "NHSRplotthedots",
            Verdict.Notes(SeriesOf.Xmr([1, 2], new() { Profile = RuleProfile.NhsR }))[0],
            StringComparison.Ordinal
        );
        Assert.Contains("Anhøj", Verdict.Notes(Chart.Make(SeriesOf.Values(1, 2), ChartKind.Run))[0], StringComparison.Ordinal);
    }
}
