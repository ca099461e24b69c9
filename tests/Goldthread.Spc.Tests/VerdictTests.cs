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

    [Theory]
    [InlineData(ChartKind.OpportunitiesBetween, 900, "special cause improvement since Jan 2026.")]
    [InlineData(ChartKind.TimeBetween, 900, "special cause improvement since Jan 2026.")]
    [InlineData(ChartKind.TimeBetween, 5, "common cause variation, no sign of a real change.")]
    [InlineData(ChartKind.Individuals, 900, "special cause improvement since Jan 2026.")]
    [InlineData(ChartKind.Run, 900, "common cause variation, no sign of a real change.")]
    public void Every_kind_of_chart_has_its_sentence(ChartKind kind, double last, string says)
    {
        double?[] values = [.. Enumerable.Range(0, 24).Select(i => (double?)(4 + (i * 5 % 7))), last];
        var chart = Chart.Make(SeriesOf.Months(values), kind, new() { Direction = Direction.Increase });

        Assert.Equal("Days between falls: " + says, Verdict.Sentence(chart, new() { Title = "Days between falls" }));
    }

    [Fact]
    public void Few_crossings_need_no_point_to_begin_at()
    {
        // Two halves that differ: no run is too long for the centre given, but the line hardly crosses it.
        double?[] values = [1, 1, 1, 1, 1, 9, 1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9, 9, 1, 9, 9, 9, 9];
        var chart = Chart.Make(SeriesOf.Months(values), ChartKind.Run, new() { Direction = Direction.Decrease, CentreLine = 5 });

        Assert.Equal([Rule.FewCrossings], chart.Signals.Select(s => s.Rule));
        Assert.Equal("Special cause concern.", Verdict.Sentence(chart));
    }

    [Fact]
    public void Chart_without_limits_says_so()
    {
        double?[] values = [.. Enumerable.Range(0, 30).Select(i => i % 2 == 0 ? (double?)(i % 4) : null)];

        Assert.Equal(
            "No sign of a real change, but no limits can be worked out; the last point has no value.",
            Verdict.Sentence(SeriesOf.Xmr(values, new() { Targets = [new(3)] }))
        );
    }

    [Fact]
    public void Last_count_over_zero_is_no_value()
    {
        double?[] counts = [.. Enumerable.Range(0, 20).Select(i => (double?)(4 + (i % 3)))];
        double?[] denominators = [.. SeriesOf.Repeat(100, 19), 0];

        Assert.Equal(
            "Common cause variation, no sign of a real change; the last point has no value.",
            Verdict.Sentence(Chart.Make(SeriesOf.Counts(counts, denominators), ChartKind.Rate))
        );
    }

    [Fact]
    public void New_limits_need_points_again() =>
        Assert.Equal(
            "Falls: not enough points yet, 8 of the 13 that a verdict needs since the limits began anew.",
            Verdict.Sentence(
                Chart.Make(SeriesOf.Months(Fallen), ChartKind.Xmr, new() { Rebases = [Rebase.OnDay(new(2025, 9, 1))] }),
                new() { Title = "Falls" }
            )
        );

    [Fact]
    public void Names_are_compared_and_not_followed()
    {
        Chart Of(params double?[] values) =>
            Chart.Make(
                new Series
                {
                    Categories = [.. values.Select((_, i) => $"Ward {i:00}")],
                    Values = values,
                    Denominators = SeriesOf.Repeat(100, values.Length),
                },
                ChartKind.Rate,
                new() { Direction = Direction.Decrease }
            );

        Assert.Equal("Falls: none of 3 is beyond the limits.", Verdict.Sentence(Of(4, 5, 6), new() { Title = "Falls" }));
        Assert.Equal("1 of 9 is beyond the limits: Ward 03 (high).", Verdict.Sentence(Of(4, 5, 6, 40, 5, 4, 6, 5, 4)));
        Assert.Equal(
            "2 side by side, without limits.",
            Verdict.Sentence(Chart.Make(new Series { Categories = ["Ash", "Oak"], Values = [1, 2] }, ChartKind.Run))
        );
    }
}
