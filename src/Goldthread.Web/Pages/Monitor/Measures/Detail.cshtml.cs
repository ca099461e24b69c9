using Goldthread.App.Monitor.Measures;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Spc;
using Goldthread.Spc.Pictures;
using Goldthread.Spc.Words;
using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Things;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Monitor.Measures;

/// <summary>A measure: the verdict in one sentence, its chart, what happened, the figures, and what it is.</summary>
public sealed class MeasureModel : ThingPage
{
    const int MostSignals = 8;

    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    /// <value>The item itself, its history and what can be done with it.</value>
    public ItemView View { get; private set; } = null!;

    public Measure Measure => (Measure)View.Item;
    public Chart? Chart => drawn.Chart;
    public string? Refused => drawn.Refused;
    public IReadOnlyList<Reading> Readings => drawn.Readings;
    public ChartWords ChartWords => MeasureChart.WordsOf(Measure);
    public ChartSuggestion? Suggestion => drawn.Suggestion;
    public ChartBasis Basis => drawn.Basis;
    IReadOnlyList<ItemRow>? around;
    Figured drawn = new([], ChartBasis.Usual, null, null, null);

    /// <summary>The figures and what the statistics make of them; the same for everybody who sees the same of the plan.</summary>
    sealed record Figured(IReadOnlyList<Reading> Readings, ChartBasis Basis, Chart? Chart, string? Refused, ChartSuggestion? Suggestion)
    {
        public SeriesRow? Series { get; init; }
        public IReadOnlyList<ItemRow> Doing { get; init; } = [];
        public IReadOnlyList<ItemRow> Around { get; init; } = [];
    }

    /// <value>True where the newest figure is too old, and the next is owed.</value>
    public bool IsStale { get; private set; }

    public bool MayEnter => RecordReadings.MayEnter(Actor, Plan.Area!.Path, View.Row.Person);

    public MeasureModel() => (ListName, StageWord) = (Measure.List, "monitor");

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        View = await ItemView.OfAsync(this, Id, names: NamesAsync);
        drawn = await KeptAsync(Today, DrawAsync, $"{ListName}/{Id}");
        IsStale = Freshness.IsStale(Measure.Frequency, Readings.Count == 0 ? null : Readings[^1].On, Today);
    }

    async Task<Figured> DrawAsync()
    {
        var series = await Seen.Series.Where(s => s.Plan == PlanId && s.Measure == Id).FirstOrDefaultAsync(Cancel);
        var readings = PackedReadings.Unpack(series?.Packed ?? []);
        var basis = (await ChartBases.LoadAsync(Db, Seen, PlanId, Cancel)).Of(Id);
        var chart = MeasureChart.Make(Measure, readings, basis, out var refusal);
        var near = around ?? await NearAsync(false);
        return new Figured(readings, basis, chart, refusal?.Message, MeasureChart.Suggest(Measure, readings))
        {
            Series = series,
            // Found with the names where those were not kept.
            Doing = [.. near.Where(IsOpenAction)],
            Around = near,
        };
    }

    /// <summary>What it names, found with what is done about it.</summary>
    async Task<IReadOnlyDictionary<(string List, string Id), string>> NamesAsync(Domain.Shapes.Part item)
    {
        var rows = await NearAsync(true);
        around = rows;
        return rows.ToDictionary(i => (i.List, i.Id), i => i.Title);
    }

    static bool IsOpenAction(ItemRow row) =>
        row is { List: Domain.Implement.Action.List, RemovedAt: null, State: not ("done" or "cancelled") };

    /// <summary>What stands around a measure: what is done and was done for its objectives, and what is asked and answered about it.</summary>
    static readonly string[] Around =
    [
        Domain.Implement.Action.List,
        Domain.Evaluate.ImprovementCycle.List,
        Domain.Develop.Risk.List,
        Domain.Implement.Briefing.List,
        Question.List,
    ];

    /// <summary>What is done, was told and is asked of the objectives that the measure shows and of itself, and what it names: one query.</summary>
    async Task<List<ItemRow>> NearAsync(bool namedToo)
    {
        var (links, strategy, area) = (Seen.Links, Strategy ?? PlanId, Area);
        var rows = await Seen
            .Items.Where(i =>
                (
                    namedToo
                    && (i.Owner == PlanId || i.Owner == strategy || i.Owner == area)
                    && links.Any(l => l.Owner == PlanId && l.List == ListName && l.Id == Id && l.ToId == i.Id)
                )
                || (
                    i.Owner == PlanId
                    && i.RemovedAt == null
                    && Around.Contains(i.List)
                    && links.Any(l =>
                        l.Owner == PlanId
                        && l.List == i.List
                        && l.Id == i.Id
                        && (
                            (l.ToId == Id && (l.ToList == ListName || l.ToList == "any"))
                            || (
                                (l.ToList == Domain.Develop.Objective.List || l.ToList == "any")
                                && links.Any(m =>
                                    m.Owner == PlanId
                                    && m.List == ListName
                                    && m.Id == Id
                                    && m.ToList == Domain.Develop.Objective.List
                                    && m.ToId == l.ToId
                                )
                            )
                        )
                    )
                )
            )
            .OrderBy(i => i.Due == null)
            .ThenBy(i => i.Due)
            .Take(400)
            .Select(i => new ItemRow
            {
                Owner = i.Owner,
                List = i.List,
                Id = i.Id,
                Title = i.Title,
                State = i.State,
                Person = i.Person,
                Due = i.Due,
                RemovedAt = i.RemovedAt,
                Restricted = i.Restricted,
                Author = i.Author,
                Body = Around.Contains(i.List) ? i.Body : "{}",
            })
            .ToListAsync(Cancel);
        return [.. rows.Where(r => !Hidden.Has(r)).DistinctBy(r => (r.List, r.Id))];
    }

    /// <summary>What was asked about it, the newest first.</summary>
    IEnumerable<(ItemRow Row, Question Question)> Asked() =>
        drawn
            .Around.Where(r => r is { List: Question.List, RemovedAt: null })
            .Select(r => (Row: r, Question: ItemRows.Read<Question>(r)))
            .Where(q => q.Question.About == Id)
            .OrderByDescending(q => q.Question.Asked);

    /// <value>The open questions about it: what is asked, who finds out, by when.</value>
    public IReadOnlyList<(string Id, string Why, string Who, bool IsLate)> Open =>
        [
            .. Asked()
                .Where(q => q.Question.Closed is null)
                .Select(q =>
                    (
                        q.Row.Id,
                        q.Question.Why ?? "A question",
                        $"{Staff(q.Question.Owner) ?? "Nobody"} finds out{(q.Question.Due is { } due ? " by " + Days.Read(due) : "")}.",
                        q.Question.Due < Today
                    )
                ),
        ];

    /// <value>The story behind the curve: what was asked and found, by whom and when, the newest first.</value>
    public IReadOnlyList<(string Id, DateOnly On, string Text, string? Who)> Story =>
        [
            .. Asked()
                .Where(q => q.Question is { Closed: not null } and ({ Cause: not null } or { Answer: not null }))
                .Select(q =>
                    (
                        q.Row.Id,
                        q.Question.Closed!.Value,
                        string.Join(" ", new[] { q.Question.Cause, q.Question.Answer }.Where(t => !string.IsNullOrWhiteSpace(t))),
                        Staff(q.Question.Owner)
                    )
                )
                .Take(10),
        ];

    /// <value>The risks of which what is planned for them is set off by how this measure stands: it is offered, and somebody decides.</value>
    public IReadOnlyList<(string Id, string Title, string Plan, string? Who)> Offered =>
        drawn.Series is not { } series
            ? []
            :
            [
                .. drawn
                    .Around.Where(r => r is { List: Domain.Develop.Risk.List, RemovedAt: null })
                    .Select(r => (Row: r, Risk: ItemRows.Read<Domain.Develop.Risk>(r)))
                    .Where(r =>
                        r.Risk is { Status: not Domain.Develop.OpenStatus.Closed, IsActive: false, Contingency.When: { } when }
                        && when.Measure == Id
                        && (
                            (when.Signal == true && series.WorseSince is not null)
                            || (when.Missed == true && series.Misses >= Asking.Misses)
                        )
                    )
                    .Select(r =>
                        (
                            r.Row.Id,
                            r.Row.Title,
                            r.Risk.Contingency?.Plan ?? "",
                            Staff(r.Risk.Contingency?.Decides ?? r.Risk.Contingency?.Owner ?? r.Risk.Owner)
                        )
                    ),
            ];

    /// <summary>What was done for it, tried, happened and told, each on its day.</summary>
    IEnumerable<(DateOnly On, string Text)> Done()
    {
        foreach (var row in drawn.Around.Where(r => r.RemovedAt is null))
        {
            switch (row.List)
            {
                case Domain.Implement.Action.List when row.State is "done":
                    var action = ItemRows.Read<Domain.Implement.Action>(row);
                    if ((action.Closed?.On ?? action.Due) is { } done)
                        yield return (done, "Done: " + row.Title);
                    break;
                case Domain.Evaluate.ImprovementCycle.List:
                    if (ItemRows.Read<Domain.Evaluate.ImprovementCycle>(row).Began is { } began)
                        yield return (began, "Tried: " + row.Title);
                    break;
                case Domain.Develop.Risk.List:
                    foreach (var time in ItemRows.Read<Domain.Develop.Risk>(row).Activations)
                    {
                        if (time.On is { } on)
                            yield return (on, "It happened: " + row.Title);
                    }
                    break;
                case Domain.Implement.Briefing.List:
                    if (ItemRows.Read<Domain.Implement.Briefing>(row).Sent is { } sent)
                        yield return (sent, "Told: " + row.Title);
                    break;
            }
        }
    }

    /// <value>What is kept of its series.</value>
    public Glanced At => MeasureWords.Of(drawn.Series, Measure);

    /// <value>How it stands, in a line.</value>
    public string Line => FigureLine.Of(At, Measure);

    /// <summary>What is done for the objectives that it shows: how it stands, who, by when.</summary>
    public DataTable Doing() =>
        new()
        {
            Caption = "What is done for the objectives that it shows",
            IsEqual = true,
            Columns = [new("Action") { IsKey = true }, new("State") { IsKey = true }, new("Who"), new("Due")],
            Rows = drawn
                .Doing.Take(10)
                .Select(a =>
                    (IReadOnlyList<Inline>)
                        [
                            Inline.Of(new Link(a.Title, To.Item(PlanId, Domain.Shapes.Thing.Of<Domain.Implement.Action>(), a.Id))),
                            Inline.Of(States.Of(a.State, a.Due < Today)),
                            Staff(a.Person) ?? "Nobody yet",
                            a.Due is { } due ? Days.Read(due) : "No date",
                        ]
                ),
        };

    /// <value>True where something is done for what it shows.</value>
    public bool IsWorkedOn => drawn.Doing.Count > 0;

    /// <summary>The last six figures, the newest first.</summary>
    public DataTable Newest() =>
        new()
        {
            Caption = "The newest figures",
            Columns =
            [
                new(Measure.Frequency is Frequency.Monthly ? "Month" : "Day") { IsKey = true },
                new("Figure") { IsFigure = true, IsKey = true },
                new("What explains it"),
            ],
            Rows = Readings
                .Where(r => r.On is not null)
                .OrderByDescending(r => r.On)
                .Take(6)
                .Select(r =>
                    (IReadOnlyList<Inline>)
                        [
                            Measure.Frequency is Frequency.Monthly ? Days.ReadMonth(r.On!.Value) : Days.Read(r.On!.Value),
                            AreaFigures.Told(Measure, r, r.Figure(Measure.Multiplier)),
                            r.Note ?? "",
                        ]
                ),
        };

    /// <value>What the button says that leads to the next figure: the month that is owed, where it is one.</value>
    public string Enter =>
        Measure.Frequency is Frequency.Monthly
        && Readings.Count > 0
        && Periods.NextOf(Frequency.Monthly, Periods.FirstOf(Frequency.Monthly, Readings[^1].On!.Value)) is var next
        && next <= Today
            ? "Enter " + Days.ReadMonth(next)
            : "Enter figures";

    /// <summary>The picture with what happened marked on it by letters.</summary>
    public PictureOptions Picture() =>
        new() { ShowVerdict = false, Annotations = [.. Marked().Select(m => Annotation.OnDay(m.On, m.Text))] };

    /// <summary>What explains a figure, or why there is none, by its instant.</summary>
    public IReadOnlyDictionary<DateTime, string> Notes() =>
        Readings
            .Where(r => r.On is not null && !string.IsNullOrWhiteSpace(r.Note))
            .GroupBy(r => Series.Midnight(r.On!.Value))
            .ToDictionary(g => g.Key, g => g.Last().Note!);

    /// <summary>The plan's own target and each of others: where it is to get to, and how the newest figure stands to it.</summary>
    public DataTable Targets()
    {
        var latest = Readings is [.., var newest] ? newest.Figure(Measure.Multiplier) : null;
        Inline Stands(double? value, DateOnly? by) =>
            Inline.Of(
                latest is null || value is null ? State.Of(StateKind.Unknown, "No figure yet")
                : Measure.Direction is null or Domain.Monitor.Direction.Neutral
                    ? State.Of(StateKind.Unknown, "Nothing says which way is better")
                : MeasureWords.Meets(latest, value, Measure.Direction) ? State.Of(StateKind.Done, "Met")
                : by < Today ? State.Of(StateKind.Overdue, "Missed")
                : State.Of(StateKind.InProgress, "Not yet")
            );
        IReadOnlyList<Inline> Row(string whose, double? value, DateOnly? by, string? source) =>
            [
                whose,
                value is null ? "Not said" : Units.Of(value, Measure.Unit),
                by is { } day ? Days.Read(day) : "No day",
                Stands(value, by),
                source ?? "",
            ];
        return new()
        {
            Caption = "Each target, and how the newest figure stands to it",
            Columns =
            [
                new("Whose") { IsKey = true },
                new("Target") { IsFigure = true },
                new("By"),
                new("How it stands") { IsKey = true },
                new("Where it says so"),
            ],
            Rows =
            [
                .. Measure.Target is { Value: not null } own ? new[] { Row("The plan's own", own.Value, own.By, null) } : [],
                .. Measure.Targets.Select(t => Row(t.Name ?? "Somebody's", t.Value, t.By, t.Source)),
            ],
        };
    }

    /// <summary>What happened, newest first: limits counted anew, another target, notes beside figures. The letter is the one on the picture.</summary>
    public IReadOnlyList<(DateOnly On, string? Letter, string Text)> Happened()
    {
        var letters = Marked().Select((m, i) => (m, Letter: ((char)('A' + i)).ToString())).ToDictionary(m => m.m, m => m.Letter);
        return
        [
            .. Measure
                .Rebase.Where(r => r.On is not null)
                .Select(r =>
                    (
                        r.On!.Value,
                        (string?)null,
                        (r.IsAsked ? $"{r.AskedBy} asks to count the limits anew from here" : "Limits are counted anew from here")
                            + (r.Reason is { } reason ? ": " + reason : "")
                    )
                )
                .Concat(Changes().Select(t => (t.On, letters.GetValueOrDefault(t), t.Text)))
                .OrderByDescending(h => h.Item1)
                .Take(100),
        ];
    }

    /// <summary>The newest of what was told, in order of day: more letters than these nobody reads.</summary>
    List<(DateOnly On, string Text)> Marked() =>
        Chart is not { Points.Count: > 0 }
            ? []
            :
            [
                .. Changes()
                    .Where(t => Series.Midnight(t.On) >= Chart.Points[0].On && Series.Midnight(t.On) <= Chart.Points[^1].On)
                    .TakeLast(8),
            ];

    /// <summary>Changes of the target, and notes beside figures, in order of day.</summary>
    IEnumerable<(DateOnly On, string Text)> Changes() =>
        Basis
            .Targets.Select(a =>
                (
                    a.On!.Value,
                    $"The target changed{(a.From is { } from ? " from " + from : "")}{(a.To is { } to ? " to " + to : "")}{(a.Reason is { } why ? ": " + why : "")}"
                )
            )
            .Concat(
                Readings
                    .Where(r => r.On is not null && !string.IsNullOrWhiteSpace(r.Note))
                    .Select(r => (r.On!.Value, r.Figure(Measure.Multiplier) is null ? "No figure: " + r.Note : r.Note!))
            )
            .Concat(Done().Where(d => d.On <= Today))
            .Distinct()
            .OrderBy(t => t.Item1);

    /// <summary>Each rule that a group of points broke, in words.</summary>
    public IReadOnlyList<string> Signals() =>
        // How it was made, the first of the notes, stands under the picture.
        Chart is null
            ? []
            : [.. SignalWords.Of(Chart, ChartWords, MostSignals), .. Verdict.Notes(Chart).Skip(1)];

    /// <value>The kind of chart that would fit better than the one that is drawn, or null.</value>
    public Domain.Monitor.ChartKind? Better =>
        Suggestion is { } suggestion
        && Chart is not null
        && suggestion.Kind != Chart.Kind
        && Domain.Shapes.Words.TryParse<Domain.Monitor.ChartKind>(suggestion.Kind.PlanName(), out var kind)
            ? kind
            : null;

    /// <value>The day before and after which the figures are compared; null for none.</value>
    [FromQuery(Name = "day")]
    [System.ComponentModel.DataAnnotations.MaxLength(40)]
    public string? Day { get; set; }

    /// <value>The figures before and after that day in words; null where none is asked for.</value>
    public string? Compared =>
        string.IsNullOrWhiteSpace(Day) ? null
        : Days.TryRead(Day, out var day) ? Told.BeforeAndAfter(Measure, Readings, day)
        : "Give a day such as 1 Mar 2026.";

    /// <value>Where the figures go if nothing changes; null where nobody can say.</value>
    public string? Ahead => Chart is null || IsStale ? null : Told.IfNothingChanges(Chart, Measure, Basis.Rules.RunLength);

    /// <value>From which day the figures stand beyond the limits that they had before, for good as it seems; null where they do not.</value>
    public DateOnly? Shifted => Chart is null ? null : MeasureChart.LastingShift(Chart, Basis.Rules.RunLength);

    /// <summary>Brings it back.</summary>
    public Task<IActionResult> OnPostRestoreAsync() => BackAsync(Id);

    /// <summary>Counts the limits anew from the day of a lasting shift.</summary>
    public async Task<IActionResult> OnPostAnewAsync(
        [System.ComponentModel.DataAnnotations.MaxLength(1000, ErrorMessage = "Write at most 1,000 characters.")] string? why
    )
    {
        await FindPlanAsync();
        await ShowAsync();
        if (Shifted is not { } since)
            return Done(To.Item(PlanId, Thing, Id));
        if (string.IsNullOrWhiteSpace(why))
            throw new RuleBroken("Say what changed for good: limits are not counted anew without a reason.", "why");
        var move = Domain.Shapes.MoveKind.Find(Thing, "rebase")!;
        if (move.Shape["reason"].Parse(why.Trim(), out var reason) is { } wrong)
            throw new RuleBroken(wrong, "why");
        await Writer.RunAsync(
            Actor,
            work =>
                MakeMove.RunAsync(
                    work,
                    PlanId,
                    move,
                    Id,
                    new Dictionary<string, object?>(StringComparer.Ordinal) { ["on"] = since, ["reason"] = reason }
                ),
            Cancel
        );
        return Done(
            To.Item(PlanId, Thing, Id),
            $"You asked that the limits are counted anew from {Days.Read(since)}. The chart follows once somebody who may approve agrees."
        );
    }

    /// <summary>The figures as a file that can be uploaded again.</summary>
    public override async Task<IActionResult> OnGetAsync()
    {
        if (Request.Query["format"] != "csv")
            return await base.OnGetAsync();
        await FindPlanAsync();
        await ShowAsync();
        return File(FigureTable.ToCsv(Id, Readings), "text/csv; charset=utf-8", $"{PlanId}-{Id}.csv");
    }

    /// <summary>Draws the chart that is suggested.</summary>
    public async Task<IActionResult> OnPostSuggestedAsync(
        [System.ComponentModel.DataAnnotations.MaxLength(1000, ErrorMessage = "Write at most 1,000 characters.")] string? reason
    )
    {
        await FindPlanAsync();
        await ShowAsync();
        if (Better is not { } better)
            return Done(To.Item(PlanId, Thing, Id));
        ChartRules? own = Basis.IsOwn ? Basis.Rules : null;
        await Writer.RunAsync(Actor, work => ChooseChart.RunAsync(work, PlanId, Id, View.Row.Version, better, own, reason), Cancel);
        return Done(To.Item(PlanId, Thing, Id), "The chart is drawn as suggested.");
    }
}
