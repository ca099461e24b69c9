using System.Globalization;
using Goldthread.App.Monitor.Measures;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Spc.Words;
using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Develop.Areas;
using Goldthread.Web.Parts;

namespace Goldthread.Web.Pages.Monitor.Dashboards;

/// <summary>The measures of an area, a row each, what needs somebody first. Four queries, however many there are.</summary>
public sealed class MeasuresModel : AreaPage
{
    /// <summary>The most rows.</summary>
    public const int Most = 200;

    IReadOnlyList<AreaFigures.Standing> rows = [];
    Func<string, ChartBases> bases = null!;

    /// <value>How many there are.</value>
    public int Count => rows.Count;

    /// <value>How they stand, in words.</value>
    public string Stands => Figures.Stands(rows);

    /// <inheritdoc/>
    protected override (DataTable Table, string Name)? Exported => (Table(), string.Create(CultureInfo.InvariantCulture, $"measures-{Id}"));

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        await FindAsync();
        rows = await AreaFigures.LoadAsync(Seen, Row.Path, Clock.Today(), Most, true, Cancel);
        bases = await ChartBases.LoadAsync(Db, [.. rows.Select(r => r.Plan).Distinct(StringComparer.Ordinal)], Cancel);
    }

    /// <summary>The table.</summary>
    public DataTable Table()
    {
        var several = rows.Select(r => r.Plan).Distinct(StringComparer.Ordinal).Count() > 1;
        return new()
        {
            Caption = "Measures, what needs somebody first",
            IsEqual = true,
            Columns =
            [
                new("Measure") { IsKey = true },
                .. several ? new[] { new Column("Area") } : [],
                new("Course"),
                new("Latest") { IsFigure = true },
                new("Target") { IsFigure = true },
                new("Variation") { IsKey = true },
                new("Will the target be met"),
                new("Newest figure"),
                new("Question"),
                new("Owner"),
            ],
            Rows = rows.Select(r => Cells(r, several)),
        };
    }

    Inline[] Cells(AreaFigures.Standing one, bool several)
    {
        var chart = AreaFigures.Course(one, bases(one.Plan).Of(one.Id));
        return
        [
            Inline.Of(new Link(one.Measure.Name, To.Item(one.Plan, Thing.Of<Measure>(), one.Id))),
            .. several ? new Inline[] { one.Area } : [],
            chart is null ? "" : Inline.Of(Drawn.Spark(chart, MeasureChart.WordsOf(one.Measure))),
            one.Latest,
            one.Series.Target is { } target ? Units.Of(target, one.Measure.Unit) : "",
            Figures.Variation(one),
            Figures.Assurance(one),
            Figures.Fresh(one),
            Figures.Question(one, Clock.Today()),
            one.Owner ?? "Nobody yet",
        ];
    }
}

/// <summary>What dashboards say of a measure, in cells and sentences.</summary>
static class Figures
{
    /// <summary>How measures stand, in words.</summary>
    public static string Stands(IReadOnlyList<AreaFigures.Standing> rows)
    {
        if (rows.Count == 0)
            return "";
        var (worse, missed, stale, better) = (
            rows.Count(r => r.IsWorse),
            rows.Count(r => r.Need == 1),
            rows.Count(r => r.IsStale),
            rows.Count(r => r.IsBetter)
        );
        List<string> all =
        [
            .. worse > 0 ? new[] { $"{worse:N0} of {rows.Count:N0} {(worse == 1 ? "is" : "are")} worse, more than chance explains" } : [],
            .. missed > 0 ? new[] { $"{missed:N0} {(missed == 1 ? "misses its target" : "miss their targets")}" } : [],
            .. stale > 0 ? new[] { $"{stale:N0} {(stale == 1 ? "waits" : "wait")} for a figure" } : [],
            .. better > 0 ? new[] { $"{better:N0} {(better == 1 ? "is" : "are")} better" } : [],
        ];
        return all.Count == 0 ? "No measure needs a conversation." : string.Join("; ", all) + ".";
    }

    /// <summary>What its course is.</summary>
    public static Inline Variation(AreaFigures.Standing one) =>
        one.Series.Last is null ? ""
        // What is too old says nothing of the present.
        : one.IsStale ? Inline.Of(State.Of(StateKind.Stale, "Too old to say"))
        : Inline.Of(new Verdicted(null, MeasureWords.Variation(one.Series.Variation), MeasureWords.ClassOf(one.Series.Variation)));

    /// <summary>What is said of its target.</summary>
    public static Inline Assurance(AreaFigures.Standing one) =>
        one.IsStale || one.Series.Last is null
            ? ""
            : MeasureWords.Assurance(one.Series.Assurance, MeasureWords.Meets(one.Series.Latest, one.Series.Target, one.Measure.Direction));

    /// <summary>How new its newest figure is.</summary>
    public static Inline Fresh(AreaFigures.Standing one) =>
        one.Series.Last is not { } last ? Inline.Of(State.Of(StateKind.Unknown, "None yet"))
        : one.IsStale ? Inline.Of(State.Of(StateKind.Stale, "Stale: " + one.When(last)))
        : one.When(last);

    /// <summary>The question about it.</summary>
    public static Inline Question(AreaFigures.Standing one, DateOnly today) =>
        one.Question is not { } question
            ? ""
            : Inline.Of(
                new Link(
                    question.Due is not { } due ? "Open"
                        : due < today ? $"Open, was due {Days.Read(due)}"
                        : $"Open, by {Days.Read(due)}",
                    To.Item(one.Plan, Thing.Of<Question>(), question.Id)
                )
            );
}
