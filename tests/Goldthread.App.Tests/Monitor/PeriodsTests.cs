using System.Globalization;
using Goldthread.App.Govern;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Spc;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Monitor;

/// <summary>A period is a period: one figure each, a hole where there is none, and no verdict from limits that are past.</summary>
public sealed class PeriodsTests
{
    static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    static Measure Of(Frequency? frequency, Domain.Monitor.ChartKind? chart = null, double? target = null)
    {
        var shape = Shape.Of<Measure>();
        var measure = new Measure();
        shape["name"].Set(measure, "Falls a month");
        shape["frequency"].Set(measure, frequency);
        shape["chart"].Set(measure, chart);
        shape["direction"].Set(measure, Domain.Monitor.Direction.Lower);
        if (target is { } value)
        {
            var part = Shape.Of<Domain.Monitor.Target>().New();
            Shape.Of<Domain.Monitor.Target>()["value"].Set(part, value);
            shape["target"].Set(measure, part);
        }
        return measure;
    }

    static SeriesEdit Stood(Frequency? frequency, params string[] days) =>
        new(Of(frequency), new SeriesRow { Packed = PackedReadings.Pack([.. days.Select(d => Reading.Of(Day(d), 1))]) });

    [Theory]
    [InlineData(Frequency.Weekly, "2026-04-05", "2026-03-30", "2026-04-06")]
    [InlineData(Frequency.Monthly, "2026-10-01", "2026-10-28", "2026-11-01")]
    [InlineData(Frequency.Quarterly, "2026-06-30", "2026-04-01", "2026-07-01")]
    [InlineData(Frequency.Yearly, "2025-04-01", "2026-03-31", "2026-04-01")]
    [InlineData(Frequency.Yearly, "2025-01-01", "2025-12-31", "2026-01-01")]
    public void A_second_figure_of_a_period_is_a_correction_whatever_its_day(Frequency frequency, string stood, string same, string next)
    {
        var edit = Stood(frequency, stood);
        edit.Take(Reading.Of(Day(same), 2));
        edit.Take(Reading.Of(Day(next), 3));
        Assert.Equal((1, 1, 0), (edit.Added, edit.Changed, edit.Same));
        Assert.Equal([Day(stood), Day(next)], edit.Changes.Keys);
        Assert.Equal(2, edit.Changes[Day(stood)].Will!.Value);
        // And taken away by any of its days.
        var gone = Stood(frequency, stood);
        gone.Take(Reading.Of(Day(same), null));
        Assert.Null(gone.Changes[Day(stood)].Will);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Frequency.Daily)]
    [InlineData(Frequency.Event)]
    public void Where_there_is_no_longer_period_a_day_is_one(Frequency? frequency)
    {
        var edit = Stood(frequency, "2026-10-01");
        edit.Take(Reading.Of(Day("2026-10-28"), 2));
        Assert.Equal((1, 0), (edit.Added, edit.Changed));
    }

    [Fact]
    public void Several_figures_of_a_month_that_a_plan_file_has_stay_apart()
    {
        var edit = Stood(Frequency.Monthly, "2026-10-01", "2026-10-08");
        edit.Take(Reading.Of(Day("2026-10-08"), 2));
        Assert.Equal([Day("2026-10-08")], edit.Changes.Keys);
        Assert.NotEqual(edit.KeyOf(Day("2026-10-01")), edit.KeyOf(Day("2026-10-08")));
    }

    [Theory, Databases]
    public async Task Two_figures_of_a_month_are_one_row(Engine engine)
    {
        await using var at = await Measured.NewAsync(engine);
        var id = await at.Writer.AddAsync("OP-1", "measures", new() { ["name"] = "Sores", ["frequency"] = Frequency.Monthly });
        const string Header = "measure,on,value\n";
        await at.ImportAsync($"{Header}{id},2026-09-01,3\n{id},2026-10-01,4\n");

        var corrected = await at.ImportAsync($"{Header}{id},28/10/2026,5\n");
        var again = await at.ImportAsync($"{Header}{id},Oct 2026,5\n");
        var torn = await at.ImportAsync($"{Header}{id},2026-11-01,1\n{id},2026-11-08,2\n");

        Assert.Equal((0, 1, 0), (corrected.Added, corrected.Changed, corrected.Same));
        Assert.Equal((0, 0, 1), (again.Added, again.Changed, again.Same));
        Assert.Equal("Nov 2026 has another figure on line 2 already. Give one figure a month.", Assert.Single(torn.Refused).Reason);
        Assert.Equal(
            [(Day("2026-09-01"), 3), (Day("2026-10-01"), 5.0)],
            (await at.ReadingsAsync(id)).Select(r => (r.On!.Value, r.Value!.Value))
        );
        await at.AssertPackedAsync();
        await using var db = at.At.Open();
        Assert.Empty((await Recorded.VerifyAsync(db)).Faults);
    }

    [Fact]
    public void A_month_without_a_row_is_a_hole_and_breaks_a_trend()
    {
        double[] rising = [5, 6, 7, 5, 6, 1, 2, 3, 4, 5, 6, 7];
        var whole = rising.Select((v, i) => Reading.Of(new DateOnly(2025, 1, 1).AddMonths(i), v)).ToList();
        var holed = whole.Select((r, i) => Reading.Of(i < 9 ? r.On : r.On!.Value.AddMonths(2), r.Value)).ToList();

        var all = MeasureChart.Make(Of(Frequency.Monthly), whole, ChartBasis.Usual, out _)!;
        var chart = MeasureChart.Make(Of(Frequency.Monthly), holed, ChartBasis.Usual, out _)!;

        Assert.Equal((12, 14), (all.Points.Count, chart.Points.Count));
        Assert.Equal([(9, (double?)null), (10, null)], chart.Points.Select((p, i) => (i, p.Value)).Where(p => p.Value is null));
        Assert.Contains(all.Signals, s => s.Rule == Rule.Trend);
        Assert.DoesNotContain(chart.Signals, s => s.Rule == Rule.Trend);
        // Whoever counts when things happen, or says nothing, has no holes.
        Assert.Equal(12, MeasureChart.Make(Of(null), holed, ChartBasis.Usual, out _)!.Points.Count);
    }

    [Fact]
    public void Two_events_on_one_day_never_take_the_chart_away()
    {
        var measure = Of(Frequency.Event, Domain.Monitor.ChartKind.T);
        Reading[] events =
        [
            Reading.Of(Day("2026-01-10"), 9),
            Reading.Of(Day("2026-02-10"), 31),
            Reading.Of(Day("2026-02-10"), 0),
            Reading.Of(Day("2026-03-01"), 19),
            Reading.Of(Day("2026-03-02"), 0),
        ];
        var chart = MeasureChart.Make(measure, events, ChartBasis.Usual, out var refusal);
        Assert.Null(refusal);
        Assert.Equal([9, 31, 0.5, 19, 0.5], chart!.Points.Select(p => p.Value!.Value));
    }

    [Fact]
    public async Task After_a_lasting_shift_beyond_the_old_limits_nothing_is_said_of_the_target()
    {
        await using var at = await Measured.NewAsync(Engine.Sqlite);
        double[] before = [20, 22, 21, 19, 20, 21, 22, 20, 19, 21];
        async Task<SeriesRow> JudgedAsync(params double[] after)
        {
            var target = Shape.Of<Domain.Monitor.Target>().New();
            Shape.Of<Domain.Monitor.Target>()["value"].Set(target, 10.0);
            var id = await at.Writer.AddAsync(
                "OP-1",
                "measures",
                new()
                {
                    ["name"] = $"Waits {after.Length} {after[0]}",
                    ["direction"] = Domain.Monitor.Direction.Lower,
                    ["target"] = target,
                }
            );
            await at.Writer.ReadingsAsync("OP-1", id, [.. before, .. after]);
            return await at.SeriesAsync(id);
        }

        var shifted = await JudgedAsync(6, 7, 5, 6, 7, 6, 5);
        Assert.Null(shifted.Assurance);
        Assert.Contains("Since 1 Nov 2024", shifted.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("reliably met", shifted.Sentence, StringComparison.Ordinal);

        // Six do not last; a shift within the limits says nothing against them; nor do limits that are counted anew.
        Assert.NotNull((await JudgedAsync(6, 7, 5, 6, 7, 6)).Assurance);
        Assert.NotNull((await JudgedAsync(19, 19, 19.5, 19, 19, 19.5, 19)).Assurance);
        var measure = Of(Frequency.Monthly, target: 10);
        var readings = PackedReadings.Unpack(shifted.Packed);
        Assert.Equal(Day("2024-11-01"), MeasureChart.LastingShift(MeasureChart.Make(measure, readings, ChartBasis.Usual, out _)!, 7));
        var rebase = Shape.Of<Domain.Monitor.Rebase>().New();
        Shape.Of<Domain.Monitor.Rebase>()["on"].Set(rebase, Day("2024-11-01"));
        Shape.Of<Measure>()["rebase"].Set(measure, new[] { (Domain.Monitor.Rebase)rebase });
        Assert.Null(MeasureChart.LastingShift(MeasureChart.Make(measure, readings, ChartBasis.Usual, out _)!, 7));
    }

    [Theory]
    [InlineData(Frequency.Monthly, "2026-10-01", "2026-11-17", false)]
    [InlineData(Frequency.Monthly, "2026-10-01", "2026-12-16", false)]
    [InlineData(Frequency.Monthly, "2026-10-01", "2026-12-17", true)]
    [InlineData(Frequency.Monthly, "2026-10-31", "2026-12-17", true)]
    [InlineData(Frequency.Quarterly, "2026-04-01", "2026-10-01", false)]
    [InlineData(Frequency.Weekly, "2026-11-02", "2026-11-16", false)]
    public void A_figure_is_stale_once_the_next_is_known_and_owed(Frequency frequency, string newest, string today, bool stale) =>
        Assert.Equal(stale, Freshness.IsStale(frequency, Day(newest), Day(today)));

    [Theory]
    [InlineData(Frequency.Weekly, "2026-10-26")]
    [InlineData(Frequency.Monthly, "2026-10-01")]
    [InlineData(Frequency.Quarterly, "2026-07-01")]
    [InlineData(Frequency.Yearly, "2025-04-01")]
    [InlineData(null, "2026-10-01")]
    public void The_first_figure_is_asked_by_the_first_day_of_its_period_as_a_file_gives_it(Frequency? frequency, string day) =>
        Assert.Equal(Day(day), Freshness.NextOrFirst(frequency, null, Day("2026-11-03")));

    [Theory, Databases]
    public async Task Sixteen_writers_of_one_measure_lose_no_figure(Engine engine)
    {
        const int Writers = 16;
        const int Each = 6;
        await using var at = await Measured.NewAsync(engine);
        // As two processes have each a writer of its own.
        await using var other = new Writer(at.At.Database, TimeProvider.System);

        var acknowledged = await Task.WhenAll(
            Enumerable
                .Range(0, Writers)
                .Select(async n =>
                {
                    var days = new List<DateOnly>();
                    for (var i = 0; i < Each; i++)
                    {
                        var day = new DateOnly(2026, 1, 1).AddDays((i * Writers) + n);
                        await (n % 2 == 0 ? at.Writer : other).RunAsync(
                            Actor.CommandLine,
                            work => RecordReadings.RunAsync(work, "OP-1", "M1", [Reading.Of(day, n)])
                        );
                        days.Add(day);
                    }
                    return days;
                })
        );

        Assert.Equal(acknowledged.SelectMany(d => d).Order(), (await at.ReadingsAsync()).Select(r => r.On!.Value));
        await at.AssertPackedAsync();
        await using var db = at.At.Open();
        Assert.Equal(Writers * Each, await db.Readings.CountAsync());
        Assert.Empty((await Recorded.VerifyAsync(db)).Faults);
    }
}
