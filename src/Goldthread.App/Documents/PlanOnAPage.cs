using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.App.Documents;

/// <summary>
/// The plan on one sheet of A4: purpose, values, and of each objective whose it is, from where to where its measures go, what is done first, and what
/// could go wrong. It says as much as fits: the fuller the plan, the less of each objective.
/// </summary>
static class PlanOnAPage
{
    /// <summary>How much is said of each objective.</summary>
    /// <param name="Measures">So many of its measures.</param>
    /// <param name="Actions">So many of its actions, the first due.</param>
    /// <param name="Risks">So many of its risks, the greatest.</param>
    /// <param name="Quote">Whether what a person will say is told.</param>
    /// <param name="Most">The most characters of a line.</param>
    internal sealed record Detail(int Measures, int Actions, int Risks, bool Quote, int Most)
    {
        /// <value>For documents of any length.</value>
        internal static Detail Whole { get; } = new(10, 5, 3, true, int.MaxValue);
    }

    /// <summary>From the fullest to the barest; the first that fits is taken.</summary>
    static readonly Detail[] Details =
    [
        new(3, 3, 2, true, 160),
        new(2, 3, 2, true, 120),
        new(2, 2, 1, true, 100),
        new(2, 2, 1, false, 90),
        new(1, 1, 1, false, 80),
        new(1, 1, 0, false, 60),
    ];

    /// <summary>Lines of the table that a sheet has room for, under the purpose and the values.</summary>
    const double MostLines = 36;

    /// <summary>Characters in a line of a column of width 1, counted for wide letters.</summary>
    const double PerLine = 5.6;

    static readonly GridColumn[] Columns =
    [
        new("Values and strategy", 4),
        new("Objective: what will be different", 8),
        new("Measure: from where to where", 7),
        new("First actions: who, by when", 7),
        new("Greatest risks", 6),
    ];

    internal static Document Of(PlanWords words)
    {
        var document = words.Document;
        var ordered = document.Objectives.OrderBy(o => o.Priority ?? int.MaxValue).ToList();
        var (detail, shown) = Fit(words, ordered);
        List<Block> blocks = [];
        if (document.Organisation?.Mission is { } mission)
            blocks.Add(new Paragraph(Cutting.At(mission, 180), "Purpose"));
        if (document.Organisation?.Vision is { } vision)
            blocks.Add(new Paragraph(Cutting.At(vision, 180), "Vision"));
        if (document.Strategy?.Values is { Count: > 0 } values)
            blocks.Add(new Paragraph(Cutting.At(string.Join(", ", values.Select(v => v.Name)), 180), "Values"));
        if (shown.Count == 0)
            blocks.Add(new Paragraph("The plan has no objective yet."));
        else
            blocks.Add(Thread(words, detail, shown));
        if (ordered.Count > shown.Count)
            blocks.Add(new Paragraph($"{ordered.Count - shown.Count:N0} more of its objectives are in the whole plan."));
        return new(Cutting.At(words.Plan.Title, 90) + ": plan on a page", Cutting.At(words.Standing, 150), blocks) { IsOneSheet = true };
    }

    /// <summary>As many of the objectives, with as much of each, as stand on the sheet; more of them before more of each.</summary>
    static (Detail Detail, IReadOnlyList<Objective> Shown) Fit(PlanWords words, List<Objective> objectives)
    {
        foreach (var detail in Details)
        {
            if (objectives.Sum(o => LinesOf(Row(words, detail, o))) <= MostLines)
                return (detail, objectives);
        }
        var (left, barest) = (MostLines, Details[^1]);
        return (barest, [.. objectives.TakeWhile(o => (left -= LinesOf(Row(words, barest, o))) >= 0)]);
    }

    /// <summary>Lines that a row takes, with the room between two rows.</summary>
    static double LinesOf(IReadOnlyList<Cell> row)
    {
        var most = 1;
        for (var i = 0; i < row.Count; i++)
        {
            var room = Columns[i].Width * PerLine;
            most = Math.Max(most, row[i].Lines.Sum(l => (int)Math.Ceiling((l.Text.Length + (l.Word?.Length + 2 ?? 0)) / room)));
        }
        return most + 0.4;
    }

    /// <summary>The table from the values to the risks.</summary>
    internal static Grid Thread(PlanWords words, Detail detail, IReadOnlyList<Objective> objectives) =>
        new(
            "From values to measures: of each objective the values and the strategy it serves, its owner, its measures from start to target, its first actions, and its greatest risks",
            Columns,
            [.. objectives.Select(o => Row(words, detail, o))]
        );

    static IReadOnlyList<Cell> Row(PlanWords words, Detail detail, Objective objective)
    {
        var document = words.Document;
        string Cut(string text) => Cutting.At(text, detail.Most);
        string Name(string list, string id) => words.Name(list, id) ?? "no longer in the plan";
        var measures = document.Measures.Where(m => m.Objectives.Contains(objective.Id)).Take(detail.Measures);
        var actions = document
            .Actions.Where(a => a.Objective == objective.Id && a.Status is not (ActionStatus.Done or ActionStatus.Cancelled))
            .OrderBy(a => a.Due ?? DateOnly.MaxValue)
            .Take(detail.Actions);
        var risks = document
            .Risks.Where(r => r.Objectives.Contains(objective.Id) && r.Status is not OpenStatus.Closed)
            .OrderByDescending(r => ScoreOf(r) ?? 0)
            .Take(detail.Risks);
        List<Line> serves =
        [
            .. objective.Values.Select(v => new Line(Cut(Name(Domain.Strategy.Value.List, v)))),
            .. objective.Strategic.Select(s => new Line(Cut(Name(Domain.Strategy.StrategicObjective.List, s)), "Serves")),
        ];
        List<Line> what =
        [
            new(Cut(objective.Title)),
            new($"{words.Person(objective.Owner) ?? "nobody yet"}, by {Due(objective.Due)}", "Owner"),
        ];
        if (detail.Quote && objective.OutcomeForPeople is { } said)
            what.Insert(1, new(Cut($"“{said}”")));
        if (objective.SuccessCriterion is { } criterion && !document.Measures.Any(m => m.Objectives.Contains(objective.Id)))
            what.Add(new(Cut(criterion), "Done when"));
        return
        [
            new(serves.Count == 0 ? [new Line("No value or strategy yet")] : serves),
            new(what),
            new([.. measures.Select(m => new Line(Cut(Course(m)), Cut(m.Name)))]),
            new([.. actions.Select(a => new Line(Cut($"{a.Title} ({Who(words, a)}, {Due(a.Due)})")))]),
            new([.. risks.Select(r => new Line(Cut(r.Called ?? "A risk") + (ScoreOf(r) is { } score ? $" ({score} of 25)" : "")))]),
        ];
    }

    static string Due(DateOnly? day) => day is { } given ? Days.Read(given) : "no date";

    static string Who(PlanWords words, Action action) => words.Person(action.Accountable is [var who, ..] ? who : null) ?? "nobody yet";

    static int? ScoreOf(Risk risk) => risk.Residual?.Score ?? risk.Inherent?.Score;

    /// <summary>Where a measure started, where it is, and where it is to get to.</summary>
    static string Course(Measure measure)
    {
        List<string> course = [];
        if (measure.Baseline?.Value is { } start)
            course.Add($"from {Units.Figure(start)}");
        if (measure.Readings.Where(r => r.Figure(measure.Multiplier) is not null).MaxBy(r => r.On) is { } last)
            course.Add($"now {Units.Figure(last.Figure(measure.Multiplier))}");
        if (measure.Target?.Value is { } target)
            course.Add($"to {Units.Of(target, measure.Unit)}{(measure.Target.By is { } by ? " by " + Days.ReadMonth(by) : "")}");
        return course.Count == 0 ? "no start or target yet" : string.Join(", ", course);
    }
}
