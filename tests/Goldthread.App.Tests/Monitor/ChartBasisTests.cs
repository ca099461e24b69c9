using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Spc;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Monitor;

public class ChartBasisTests
{
    static readonly Thing Adaptations = Thing.Find("adaptations")!;

    /// <summary>Six falling figures and then noise: a shift by six points, none by seven.</summary>
    static readonly double[] SixLow = [10, 12, 11, 13, 10, 12, 11, 13, 10, 12, 11, 13, 10, 12, 8, 9, 8, 9, 8, 9];

    static Dictionary<string, object?> Adapted(string on, string from, string to) =>
        new()
        {
            ["on"] = DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture),
            ["about"] = "M1",
            ["field"] = AdaptedField.Target,
            ["from"] = from,
            ["to"] = to,
        };

    static Task TargetAsync(Measured at, double target, DateOnly? by = null) =>
        at.Writer.RunAsync(
            Actor.CommandLine,
            async work =>
            {
                var shape = Shape.Of<Domain.Monitor.Target>();
                var part = shape.New();
                shape["value"].Set(part, target);
                var row = await work.Db.Items.SingleAsync(i => i.Owner == "OP-1" && i.List == "measures" && i.Id == "M1");
                await App.Things.EditItem.RunAsync(
                    work,
                    "OP-1",
                    Thing.Of<Measure>(),
                    "M1",
                    row.Version,
                    new Dictionary<string, object?> { ["target"] = part, ["direction"] = Domain.Monitor.Direction.Lower }
                );
            }
        );

    [Theory, Databases]
    public async Task The_target_in_force_at_the_last_figure_counts(Engine engine)
    {
        await using var at = await Measured.NewAsync(engine);
        await at.Writer.ReadingsAsync("OP-1", "M1", Enumerable.Range(0, 24).Select(n => n % 2 == 0 ? 5.0 : 6.0));
        await TargetAsync(at, 20);
        Assert.Equal((20, "consistent-pass"), ((await at.SeriesAsync()).Target, (await at.SeriesAsync()).Assurance));

        // The newest figure is of December 2025: a target from 2030 on is none of its business, the one before is.
        var id = await at.Writer.AddAsync("OP-1", "adaptations", Adapted("2030-01-01", "2 falls", "20"));

        Assert.Equal((2, "consistent-fail"), ((await at.SeriesAsync()).Target, (await at.SeriesAsync()).Assurance));
        await at.Writer.RunAsync(Actor.CommandLine, work => App.Things.RemoveItem.RunAsync(work, "OP-1", Adaptations, id, 1));
        Assert.Equal((20, "consistent-pass"), ((await at.SeriesAsync()).Target, (await at.SeriesAsync()).Assurance));
        await at.Writer.RunAsync(Actor.CommandLine, work => App.Things.RestoreItem.RunAsync(work, "OP-1", Adaptations, id));
        Assert.Equal(2, (await at.SeriesAsync()).Target);
    }

    [Fact]
    public void Adaptations_are_steps_of_the_target()
    {
        static Adaptation Of(string on, string? from, string? to)
        {
            var shape = Shape.Of<Adaptation>();
            var part = (Adaptation)shape.New();
            foreach (var (name, text) in new[] { ("on", on), ("from", from), ("to", to), ("about", "M1"), ("field", "target") })
            {
                if (text is not null && shape[name].Parse(text, out var value) is null)
                    shape[name].Set(part, value);
            }
            return part;
        }

        var measure = new Measure();
        var target = Shape.Of<Domain.Monitor.Target>().New();
        Shape.Of<Domain.Monitor.Target>()["value"].Set(target, 3.0);
        Shape.Of<Measure>()["target"].Set(measure, target);

        Assert.Equal([(3, null)], Told([]));
        Assert.Equal([(8.5, null), (3, "2025-04-01")], Told([Of("2025-04-01", "8.5 per 1,000", "3")]));
        Assert.Equal(
            [(1200, null), (6, "2025-01-01"), (3, "2025-06-01")],
            Told([Of("2025-01-01", "£1,200", "6%"), Of("2025-06-01", "6", "three")])
        );
        Assert.Equal([(3, "2025-01-01")], Told([Of("2025-01-01", null, "3")]));

        List<(double, string?)> Told(Adaptation[] some) =>
            [
                .. MeasureChart
                    .Targets(measure, some)
                    .Select(t => (t.Value, t.From?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))),
            ];
    }

    [Theory, Databases]
    public async Task Rules_of_the_organisation_judge_every_measure_anew(Engine engine)
    {
        await using var at = await Measured.NewAsync(engine, measures: 2);
        await at.Writer.ReadingsAsync("OP-1", "M1", SixLow);
        await at.Writer.ReadingsAsync("OP-1", "M2", Enumerable.Range(0, 5).Select(n => (double)(n % 2)));
        Assert.Equal("common-cause", (await at.SeriesAsync()).Variation);
        Assert.Equal("not-enough-yet", (await at.SeriesAsync("M2")).Variation);

        var six = await at.Writer.RunAsync(
            Actor.CommandLine,
            work => SetChartRules.RunAsync(work, new ChartRules(RuleProfile.MakingDataCount, 6))
        );
        Assert.Equal(1, six);
        Assert.Equal("neutral-low", (await at.SeriesAsync()).Variation);

        var nhs = await at.Writer.RunAsync(Actor.CommandLine, work => SetChartRules.RunAsync(work, new ChartRules(RuleProfile.NhsR)));
        Assert.Equal(2, nhs);
        Assert.Equal("common-cause", (await at.SeriesAsync("M2")).Variation);
        await using var db = at.At.Open();
        Assert.Equal(2, await db.Records.CountAsync(r => r.Operation == "SetChartRules"));
    }

    [Theory, Databases]
    public async Task A_measure_has_rules_of_its_own_with_a_reason(Engine engine)
    {
        await using var at = await Measured.NewAsync(engine);
        await at.Writer.ReadingsAsync("OP-1", "M1", SixLow);
        var six = new ChartRules(RuleProfile.MakingDataCount, 6);
        Task<bool> Choose(
            ChartRules? rules,
            string? reason,
            int version = 1,
            Domain.Monitor.ChartKind kind = Domain.Monitor.ChartKind.Xmr
        ) => at.Writer.RunAsync(Actor.CommandLine, work => ChooseChart.RunAsync(work, "OP-1", "M1", version, kind, rules, reason));
        await Choose(null, null);

        await Assert.ThrowsAsync<RuleBroken>(() => Choose(six, null, 2));
        Assert.True(await Choose(six, "The commissioner counts six", 2));

        Assert.Equal("neutral-low", (await at.SeriesAsync()).Variation);
        Assert.False(await Choose(six, "Again", 2));

        // A plan file knows nothing of it: importing an export changes nothing, and the choice stays.
        await using (var db = at.At.Open())
        {
            var yaml = PlanFile.ToYaml((await PlanQueries.LoadAsync(db, "OP-1", Actor.CommandLine))!);
            var document = PlanFile.Read(System.Text.Encoding.UTF8.GetBytes(yaml), App.Govern.Frameworks.Shipped.Data).Document!;
            var result = await at.Writer.RunAsync(Actor.CommandLine, work => ImportPlan.RunAsync(work, document));
            Assert.Equal((0, 0, 0), (result.Added, result.Changed, result.Removed));
        }
        Assert.Equal("neutral-low", (await at.SeriesAsync()).Variation);

        await Choose(null, "Back to all", 2);
        Assert.Equal("common-cause", (await at.SeriesAsync()).Variation);
    }

    [Theory, Databases]
    public async Task A_day_without_a_figure_is_a_gap_and_never_a_zero(Engine engine)
    {
        await using var at = await Measured.NewAsync(engine);
        await at.ImportAsync(
            "measure,on,value,numerator,denominator,note\nM1,2026-01-01,,1,10,\nM1,2026-02-01,,0,0,Closed for works\nM1,2026-03-01,,3,0,\nM1,2026-04-01,,,,Nobody counted\nM1,2026-05-01,,2,10,\n"
        );

        foreach (var kind in new[] { Domain.Monitor.ChartKind.P, Domain.Monitor.ChartKind.U, Domain.Monitor.ChartKind.Xmr })
        {
            var measure = new Measure();
            Shape.Of<Measure>()["chart"].Set(measure, kind);
            var chart = MeasureChart.Make(measure, await at.ReadingsAsync(), ChartBasis.Usual, out _)!;
            Assert.Equal([0.1, null, null, null, 0.2], chart.Points.Select(p => p.Value));
        }
        Assert.Equal("Closed for works", (await at.ReadingsAsync())[1].Note);
    }
}
