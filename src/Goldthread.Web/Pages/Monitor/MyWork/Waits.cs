using System.Globalization;
using System.Text.Json;
using Goldthread.App.Govern;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Parts;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Monitor.MyWork;

/// <summary>What waits for somebody in the plans that they see, and what moved in them. Three queries, however many plans there are.</summary>
public sealed record Waits
{
    const int Most = 50;
    const int MostMoved = 20;
    const int MostPlans = 20;

    /// <summary>The most lines that are counted.</summary>
    public const int MostLines = 500;

    /// <summary>Where there is no plan.</summary>
    public static Waits Nothing { get; } = new();

    /// <value>The first late actions: their own, then those of the plans that they lead.</value>
    public IReadOnlyList<Line> Late { get; private init; } = [];

    /// <value>How many there are.</value>
    public int LateCount { get; private init; }

    /// <value>Plans with more late actions than are shown here.</value>
    public IReadOnlyList<(string Plan, string Title, int Count)> LateElsewhere { get; private init; } = [];

    /// <value>How many of the late actions are their own.</value>
    public int LateOwn { get; private init; }

    /// <value>How many late actions they see that are neither theirs nor of plans that they lead.</value>
    public int LateSeen { get; private init; }

    /// <value>Their own open actions that are not due soon: what comes later.</value>
    public IReadOnlyList<Line> Later { get; private init; } = [];

    /// <value>The plans that they see, each with what needs somebody, the neediest first; none where they see one plan alone.</value>
    public IReadOnlyList<Service> Services { get; private init; } = [];

    /// <summary>A plan among several, and what needs somebody in it.</summary>
    public sealed record Service(string Plan, string Title, int Late, int Worse, int Required, string Why);

    /// <value>Actions that are due within two weeks.</value>
    public IReadOnlyList<Line> Coming { get; private init; } = [];

    /// <value>Reviews that are due.</value>
    public IReadOnlyList<Line> Reviews { get; private init; } = [];

    /// <value>Required actions of inspections that are due; for who assures.</value>
    public IReadOnlyList<Line> Required { get; private init; } = [];

    /// <value>Questions that the figures or somebody asked and nobody has answered: their own, and those of the plan that they lead.</value>
    public IReadOnlyList<Line> Questions { get; private init; } = [];

    /// <value>Risks that are to be looked at: their own, and those of the plans that they write.</value>
    public IReadOnlyList<Line> Risks { get; private init; } = [];

    /// <value>Changes and waivers that an approver is asked to agree to.</value>
    public IReadOnlyList<Line> ToAgree { get; private init; } = [];

    /// <value>Waivers that end within two weeks.</value>
    public IReadOnlyList<Line> Ending { get; private init; } = [];

    /// <value>Measures that wait for a figure, the oldest first.</value>
    public IReadOnlyList<Figure> Owed { get; private init; } = [];

    /// <value>Measures whose figures changed beyond chance: for the worse, then for the better.</value>
    public IReadOnlyList<Figure> Moved { get; private init; } = [];

    /// <summary>An action, a review, a waiver or a change.</summary>
    public sealed record Line(
        string Plan,
        string PlanTitle,
        string List,
        string Id,
        string Title,
        DateOnly? Due,
        string? State,
        bool IsMine
    );

    /// <summary>A measure and what is kept of its series.</summary>
    /// <param name="Since">From when the change is a real one, such as "Oct 2026"; null where that is not known.</param>
    /// <param name="Entered">When its figures were last entered here; null where they came with the plan.</param>
    /// <param name="Stood">True where it was the same before the figures that were entered last: a standing signal is no news.</param>
    public sealed record Figure(
        string Plan,
        string PlanTitle,
        string Id,
        string Title,
        Glanced At,
        bool IsMine,
        string? Since = null,
        DateTimeOffset? Entered = null,
        bool Stood = false
    )
    {
        /// <value>How it stands in one sentence: "83%, target 88%: lower, which is worse, a real change since Oct 2026".</value>
        public string Says =>
            Units.Of(At.Latest, At.Unit)
            + (At.Target is { } target ? $", target {Units.Of(target, At.Unit)}" : "")
            + $": {MeasureWords.Variation(At.Variation)}"
            + (Since is null ? "" : $", a real change since {Since}");
    }

    /// <summary>Looks in the database.</summary>
    /// <param name="sees">What they see.</param>
    /// <param name="actor">Whose work it is.</param>
    /// <param name="open">The plans that they see, as a query.</param>
    /// <param name="plans">The same plans, read.</param>
    /// <param name="today">Today.</param>
    public static async Task<Waits> LoadAsync(
        Seen sees,
        Actor actor,
        IQueryable<PlanRow> open,
        IReadOnlyList<SeenPlan> plans,
        DateOnly today,
        CancellationToken cancel
    )
    {
        var soon = today.AddDays(14);
        var after = soon.AddDays(1);
        var seen = plans.ToDictionary(p => p.Id, StringComparer.Ordinal);
        bool May(Permission permission, string plan) => actor.May(permission, seen[plan].Path);
        Figure Told(MeasureRow m)
        {
            var measure = ItemRows.Read<Measure>(new ItemRow { Body = m.Body });
            var (since, stood) = SinceOf(m, measure);
            return new(
                m.Plan,
                seen[m.Plan].Title,
                m.Id,
                m.Title,
                new(m.Latest, m.Last, m.Target ?? measure.Target?.Value, m.Variation, m.Assurance, measure.Unit, measure.Direction),
                IsMine(m.Plan, m.Person),
                since,
                m.Entered,
                stood
            );
        }
        bool IsMine(string plan, string? person) => person is not null && actor.StaffIn(seen[plan].Path).Contains(person);

        // Joined in each query, not handed over as a list of ids: the SQL stays the same however many plans there are, and is written once.
        // Few: one a plan in which they work.
        string[] own = [.. plans.SelectMany(p => actor.StaffIn(p.Path)).Distinct(StringComparer.Ordinal)];
        var items = await open.Join(sees.Items, p => p.Id, i => i.Owner, (p, i) => i)
            .Where(i =>
                i.RemovedAt == null
                && (
                    // Late, or would be if it stayed as it is.
                    Domain.Shapes.Late.Is(i.List, i.State, i.Due, after)
                    || (
                        i.Due <= soon
                        && (
                            (i.List == Domain.Monitor.RegulatoryAction.List && i.State != "closed")
                            || (i.List == Domain.Govern.Waiver.List && i.Due >= today)
                            || (i.List == Domain.Develop.Risk.List && i.State != "closed")
                        )
                    )
                    || (
                        i.List == Domain.Implement.Action.List
                        && i.State != "done"
                        && i.State != "cancelled"
                        && i.Person != null
                        && own.Contains(i.Person)
                    )
                    || (i.List == Question.List && i.State == "open" && i.Person != null && own.Contains(i.Person))
                    || (i.State == "asked" && (i.List == Domain.Govern.Waiver.List || i.List == Domain.Evaluate.Adaptation.List))
                )
            )
            .OrderBy(i => i.Due != null)
            .ThenBy(i => i.Due)
            .Select(i => new
            {
                i.Owner,
                i.List,
                i.Id,
                i.Title,
                i.Due,
                i.State,
                i.Person,
            })
            .Take(2 * MostLines)
            .ToListAsync(cancel);
        // A plan that came in between is seen next time.
        var lines = items
            .Where(i => seen.ContainsKey(i.Owner))
            .Select(i => new Line(
                i.Owner,
                seen[i.Owner].Title,
                i.List,
                i.Id,
                i.List is Waiver.List ? Check.Find(i.Title)?.Title ?? i.Title : i.Title,
                i.Due,
                i.State,
                IsMine(i.Owner, i.Person)
            ))
            .ToList();
        // Whoever has a place on the staff list sees what is theirs; whoever leads an area sees all of it.
        var due = lines
            .Where(l =>
                l.List is not (Waiver.List or Adaptation.List)
                && (l.IsMine || May(Permission.WritePlans, l.Plan) || (l.List is RegulatoryAction.List && May(Permission.Assure, l.Plan)))
            )
            .OrderByDescending(l => l.IsMine)
            .ThenBy(l => l.Due)
            .ToList();
        var late = due.Where(l => l.List is Domain.Implement.Action.List && Domain.Shapes.Late.Is(l.List, l.State, l.Due, today))
            .Take(MostLines)
            .ToList();
        var measures = await MeasuresAsync(sees, open, seen, cancel);
        // Whoever leads several services sees their own here, and of each service a row that says how many.
        var leads = plans.Count(p => May(Permission.WritePlans, p.Id));
        var shown = leads > 1 ? late.Where(l => l.IsMine).ToList() : late;
        return new Waits
        {
            Late = [.. shown.Take(MostPlans)],
            LateCount = late.Count,
            LateOwn = late.Count(l => l.IsMine),
            LateSeen = lines.Count(l => l.List is Domain.Implement.Action.List && l.Due < today) - late.Count,
            Later =
            [
                .. due.Where(l => l is { List: Domain.Implement.Action.List, IsMine: true } && (l.Due is null || l.Due > soon))
                    .OrderBy(l => l.Due ?? DateOnly.MaxValue)
                    .Take(Most),
            ],
            Services = plans.Count > 1 ? Looked(plans, lines, measures.Moved, today) : [],
            LateElsewhere =
            [
                .. shown.Skip(MostPlans).GroupBy(l => l.Plan).Take(MostPlans).Select(g => (g.Key, seen[g.Key].Title, g.Count())),
            ],
            Coming =
            [
                .. due.Where(l => l.List is Domain.Implement.Action.List && l.Due >= today && l.Due <= soon && (leads <= 1 || l.IsMine))
                    .Take(Most),
            ],
            Questions = [.. due.Where(l => l.List is Question.List && (leads <= 1 || l.IsMine)).Take(Most)],
            Risks = [.. due.Where(l => l.List is Domain.Develop.Risk.List).Take(Most)],
            Reviews = [.. due.Where(l => l.List is Domain.Evaluate.Review.List).Take(Most)],
            Required = [.. due.Where(l => l.List is Domain.Monitor.RegulatoryAction.List).Take(Most)],
            ToAgree = [.. lines.Where(l => l.State is "asked" && May(Permission.Approve, l.Plan)).Take(Most)],
            Ending =
            [
                .. lines
                    .Where(l =>
                        l is { List: Waiver.List, State: "agreed" }
                        && (May(Permission.WritePlans, l.Plan) || May(Permission.Approve, l.Plan))
                    )
                    .Take(Most),
            ],
            Owed =
            [
                .. measures
                    .Oldest.Where(m =>
                        (May(Permission.WritePlans, m.Plan) || IsMine(m.Plan, m.Person))
                        && (m.Last is null || Freshness.IsStale(ItemRows.Word<Frequency>(m.Body, "frequency"), m.Last, today))
                    )
                    .Take(Most)
                    .Select(Told),
            ],
            Moved = [.. measures.Moved.Select(Told)],
        };
    }

    /// <summary>Each plan with what needs somebody in it, in one sentence.</summary>
    static Service[] Looked(IReadOnlyList<SeenPlan> plans, List<Line> lines, List<MeasureRow> moved, DateOnly today)
    {
        var late = lines.Where(l => l.List is Domain.Implement.Action.List && l.Due < today).ToLookup(l => l.Plan);
        var required = lines.Where(l => l.List is Domain.Monitor.RegulatoryAction.List && l.Due < today).ToLookup(l => l.Plan);
        var worse = moved.Where(m => m.Variation.StartsWith("concern", StringComparison.Ordinal)).ToLookup(m => m.Plan);
        return
        [
            .. plans
                .Select(p => new Service(
                    p.Id,
                    p.Title,
                    late[p.Id].Count(),
                    worse[p.Id].Count(),
                    required[p.Id].Count(),
                    worse[p.Id].FirstOrDefault() is { } measure ? $"{measure.Title}: {MeasureWords.Variation(measure.Variation)}"
                        : required[p.Id].FirstOrDefault() is { } asked ? $"An inspection asked: {asked.Title}"
                        : late[p.Id].FirstOrDefault() is { } action ? $"Late: {action.Title}"
                        : "Nothing late, nothing worse"
                ))
                .OrderByDescending(s => s.Worse > 0)
                .ThenByDescending(s => s.Late + s.Required)
                .ThenBy(s => s.Title, StringComparer.CurrentCulture)
                .Take(Most),
        ];
    }

    /// <summary>A measure with what is kept of its series, as the queries give it.</summary>
    sealed class MeasureRow
    {
        public required string Plan { get; init; }
        public required string Id { get; init; }
        public required string Title { get; init; }
        public required string Body { get; init; }
        public string? Person { get; init; }
        public DateOnly? Last { get; init; }
        public double? Latest { get; init; }
        public double? Target { get; init; }
        public required string Variation { get; init; }
        public string? Assurance { get; init; }
        public byte[]? Packed { get; set; }
        public DateTimeOffset? Entered { get; set; }
        public string? Changes { get; set; }
    }

    /// <summary>
    /// From when the newest real change of a measure is, by the usual rules, null where they see another change than the one that is kept, by rules of the
    /// measure's own; and whether it was there before the figures that were entered last.
    /// </summary>
    static (string? Since, bool Stood) SinceOf(MeasureRow row, Measure measure)
    {
        if (row.Packed is null)
            return default;
        var readings = PackedReadings.Unpack(row.Packed);
        var chart = MeasureChart.Make(measure, readings, ChartBasis.Usual, out _);
        if (chart is null || Domain.Shapes.Words.Written(chart.Variation) != row.Variation)
            return default;
        var newest = chart.Points.Count - 1;
        while (newest >= 0 && chart.Points[newest].Value is null)
            newest--;
        var fresh = FreshDays(row.Changes);
        var before = MeasureChart.Make(
            measure,
            [.. readings.Where(r => r.On is not { } on || !fresh.Contains(on))],
            ChartBasis.Usual,
            out _
        );
        var signal = chart
            .Signals.Where(s => s.Points.Contains(newest) && s.Meaning is Spc.PointType.Improvement or Spc.PointType.Concern)
            .OrderBy(s => s.Points[0])
            .FirstOrDefault();
        return (
            signal is null ? null : MeasureChart.WordsOf(measure).When(chart.Points[signal.Points[0]], chart),
            before?.Variation == chart.Variation
        );
    }

    /// <summary>The days of the figures that a line of the record entered anew.</summary>
    static HashSet<DateOnly> FreshDays(string? changes)
    {
        var days = new HashSet<DateOnly>();
        if (changes is null)
            return days;
        using var read = JsonDocument.Parse(changes);
        foreach (var change in read.RootElement.EnumerateObject())
        {
            if (
                change.Value[0].ValueKind is JsonValueKind.Null
                && DateOnly.TryParseExact(change.Name, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            )
                days.Add(day);
        }
        return days;
    }

    /// <summary>The measures whose newest figure is the oldest, and those that moved; a plan that came in between is seen next time.</summary>
    static async Task<(List<MeasureRow> Oldest, List<MeasureRow> Moved)> MeasuresAsync(
        Seen sees,
        IQueryable<PlanRow> open,
        Dictionary<string, SeenPlan> seen,
        CancellationToken cancel
    )
    {
        var all = sees
            .Series.Where(s => open.Any(p => p.Id == s.Plan))
            .Join(
                sees.Items.Where(i => i.List == Measure.List && i.RemovedAt == null),
                s => new { Owner = s.Plan, Id = s.Measure },
                i => new { i.Owner, i.Id },
                (s, i) =>
                    new MeasureRow
                    {
                        Plan = i.Owner,
                        Id = i.Id,
                        Title = i.Title,
                        Body = i.Body,
                        Person = i.Person,
                        Last = s.Last,
                        Latest = s.Latest,
                        Target = s.Target,
                        Variation = s.Variation,
                        Assurance = s.Assurance,
                    }
            );
        // What was never entered comes first; the engines put null at different ends.
        var oldest = await all.OrderBy(m => m.Last != null).ThenBy(m => m.Last).Take(MostLines).ToListAsync(cancel);
        var (records, series) = (sees.Records, sees.Series);
        var moved = await all.Where(m => m.Variation.StartsWith("improvement") || m.Variation.StartsWith("concern"))
            .OrderByDescending(m => m.Variation.StartsWith("concern"))
            .ThenByDescending(m => m.Last)
            .Take(MostMoved)
            .Select(m => new
            {
                Measure = m,
                Packed = series.Where(s => s.Plan == m.Plan && s.Measure == m.Id).Select(s => s.Packed).FirstOrDefault(),
                Entered = records
                    .Where(r => r.Stream == m.Plan && r.List == Measure.List && r.Item == m.Id && r.Operation == "RecordReadings")
                    .OrderByDescending(r => r.Seq)
                    .Select(r => (DateTimeOffset?)r.At)
                    .FirstOrDefault(),
                Changes = records
                    .Where(r => r.Stream == m.Plan && r.List == Measure.List && r.Item == m.Id && r.Operation == "RecordReadings")
                    .OrderByDescending(r => r.Seq)
                    .Select(r => r.Changes)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancel);
        foreach (var one in moved)
            (one.Measure.Packed, one.Measure.Entered, one.Measure.Changes) = (one.Packed, one.Entered, one.Changes);
        return ([.. oldest.Where(m => seen.ContainsKey(m.Plan))], [.. moved.Select(m => m.Measure).Where(m => seen.ContainsKey(m.Plan))]);
    }
}
