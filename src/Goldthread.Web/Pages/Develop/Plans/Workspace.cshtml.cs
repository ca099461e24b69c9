using Goldthread.App.Develop.Plans;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Spc;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Develop.Plans;

/// <summary>A plan at a glance: what needs somebody this week, each objective with what is done for it and what its measures say, and the next step of the plan itself.</summary>
public sealed class WorkspaceModel : PlanPage
{
    const int MostSentences = 5;

    protected override Stage? Current => null;

    Glance at = null!;

    public IReadOnlyList<Objective> Objectives => at.Objectives;

    /// <value>What somebody who uses the service is to be able to say: of the first objective that has it; null for none.</value>
    public string? Voice => at.Voice;

    /// <summary>A measure with its newest figure and its course.</summary>
    public sealed record Measured(string Id, Measure Measure, Glanced At, Chart? Chart, bool IsStale)
    {
        /// <value>How soon somebody has to look: worse first, then a target out of reach, then a figure too old, then the others.</value>
        public int Need =>
            At.Variation.StartsWith("concern", StringComparison.Ordinal) ? 0
            : At.Assurance is "consistent-fail" && !At.IsMet ? 1
            : IsStale || At.Last is null ? 2
            : 3;
    }

    public sealed record Objective(string Id, string Title, string? Person, int Done, int All, int Late, IReadOnlyList<Measured> Measures)
    {
        /// <value>How soon somebody has to look.</value>
        public int Need => Math.Min(Late > 0 ? 1 : 4, Measures.Count == 0 ? 3 : 2 * Measures.Min(m => m.Need));
    }

    /// <summary>An action, a review or a required action that waits.</summary>
    sealed record Waiting(string List, string Id, string Title, DateOnly? Due, string? Person);

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        var today = Today;
        at = await KeptAsync(today, () => GlanceAsync(today));
    }

    /// <summary>What is the same for everybody who sees the same of the plan, until it changes.</summary>
    sealed record Glance(
        IReadOnlyList<Objective> Objectives,
        string? Voice,
        IReadOnlyList<Waiting> Late,
        IReadOnlyList<Waiting> Required,
        Waiting? Review,
        IReadOnlyList<Waiting> Questions,
        int Stale
    );

    static readonly string[] Looked =
    [
        Domain.Develop.Objective.List,
        Domain.Implement.Action.List,
        Domain.Monitor.Measure.List,
        Domain.Evaluate.Review.List,
        Domain.Monitor.RegulatoryAction.List,
        Question.List,
    ];

    async Task<Glance> GlanceAsync(DateOnly today)
    {
        var links = Seen.Links;
        var items = await SeenItems
            .Where(i => i.RemovedAt == null && Looked.Contains(i.List))
            .GroupJoin(
                Seen.Series,
                i => new { Plan = i.Owner, Measure = i.List == Domain.Monitor.Measure.List ? i.Id : "" },
                s => new { s.Plan, s.Measure },
                (i, s) => new { Item = i, Series = s }
            )
            .SelectMany(r => r.Series.DefaultIfEmpty(), (r, s) => new { r.Item, Series = s })
            .OrderBy(r => r.Item.Position)
            .Select(r => new
            {
                r.Item.List,
                r.Item.Id,
                r.Item.Title,
                r.Item.Due,
                r.Item.State,
                r.Item.Person,
                // An action may serve further objectives too.
                Serves = links
                    .Where(l =>
                        l.Owner == PlanId && l.List == r.Item.List && l.Id == r.Item.Id && l.ToList == Domain.Develop.Objective.List
                    )
                    .Select(l => l.ToId)
                    .ToList(),
                Body = r.Item.List == Domain.Monitor.Measure.List || r.Item.List == Domain.Develop.Objective.List ? r.Item.Body : null,
                r.Series,
            })
            .ToListAsync(Cancel);
        var bases = items.Any(i => i.Series is { Count: > 0 }) ? await ChartBases.LoadAsync(Db, Seen, PlanId, Cancel) : null;
        var actions = items
            .Where(i => i.List == Domain.Implement.Action.List)
            .SelectMany(
                i => i.Serves.Select(o => Named(Domain.Develop.Objective.List, o)).OfType<string>().Distinct(),
                (action, objective) => (action, objective)
            )
            .ToLookup(s => s.objective, s => s.action);
        var measures = items
            .Where(i => i.List == Domain.Monitor.Measure.List)
            .Select(i => (i.Serves, Measured: Judge((Measure)Shape.Of<Measure>().FromJson(i.Body!), i.Series, bases, today)))
            .ToList();
        var ofObjective = measures
            .SelectMany(m => m.Serves.Distinct(), (m, objective) => (objective, m.Measured))
            .ToLookup(m => m.objective, m => m.Measured);
        bool IsLate(string? state, DateOnly? due) => Domain.Shapes.Late.Is(Domain.Implement.Action.List, state, due, today);
        Waiting[] Those(string list, Func<string?, DateOnly?, bool> which) =>
            [
                .. items
                    .Where(i => i.List == list && which(i.State, i.Due))
                    .Select(i => new Waiting(i.List, i.Id, i.Title, i.Due, Staff(i.Person)))
                    .OrderBy(w => w.Due ?? DateOnly.MaxValue),
            ];
        return new Glance(
            [
                .. items
                    .Where(i => i.List == Domain.Develop.Objective.List)
                    .Select(o => new Objective(
                        o.Id,
                        o.Title,
                        Staff(o.Person),
                        actions[o.Id].Count(a => a.State == "done"),
                        actions[o.Id].Count(a => a.State != "cancelled"),
                        actions[o.Id].Count(a => IsLate(a.State, a.Due)),
                        [.. ofObjective[o.Id].OrderBy(m => m.Need)]
                    ))
                    .OrderBy(o => o.Need),
            ],
            items
                .Where(i => i.List == Domain.Develop.Objective.List)
                .Select(i => ((Domain.Develop.Objective)Shape.Of<Domain.Develop.Objective>().FromJson(i.Body!)).OutcomeForPeople)
                .FirstOrDefault(said => !string.IsNullOrWhiteSpace(said)),
            Those(Domain.Implement.Action.List, IsLate),
            Those(Domain.Monitor.RegulatoryAction.List, (state, due) => state is not "closed" && due <= today.AddDays(62)),
            Those(Domain.Evaluate.Review.List, (state, due) => state is "planned" && due <= today.AddDays(62)).FirstOrDefault(),
            Those(Question.List, (state, _) => state is "open"),
            measures.Count(m => m.Measured.IsStale || m.Measured.At.Last is null)
        );
    }

    static Measured Judge(Measure measure, SeriesRow? series, ChartBases? bases, DateOnly today)
    {
        var readings = series is { Count: > 1 } ? PackedReadings.Unpack(series.Packed) : [];
        return new(
            measure.Id,
            measure,
            MeasureWords.Of(series, measure),
            readings.Count > 1 ? MeasureChart.Small(measure, readings, bases!.Of(measure.Id)) : null,
            series?.Last is { } last && Freshness.IsStale(measure.Frequency, last, today)
        );
    }

    /// <value>How the plan stands, in words.</value>
    public Headline Stands
    {
        get
        {
            var days = Plan.Ends.DayNumber - Today.DayNumber;
            var status = Words.TryParse<PlanStatus>(Plan.Status, out var known) ? Capital(Words.Read(known)) : Plan.Status;
            var ends =
                Plan.Status is "closed" ? ""
                : days < 0 ? $" It ended {(days == -1 ? "yesterday" : $"{-days} days ago")}."
                : days == 0 ? " It ends today."
                : $" It ends in {(days == 1 ? "1 day" : $"{days} days")}.";
            return new(default, $"{status}.{ends}");
        }
    }

    /// <value>Who owns it, and for when it is.</value>
    public FactLine Who() =>
        new([
            ("", Staff(PlanRows.Read(Plan).Plan?.Owner) is { } owner ? (Inline)owner : default),
            ("", $"{Days.Read(Plan.Starts)} to {Days.Read(Plan.Ends)}"),
        ]);

    /// <summary>One thing that needs somebody: what it is, and the button that leads there.</summary>
    public sealed record Sentence(Inline State, string Text, string Action, string Href);

    /// <value>What needs somebody this week; at most five.</value>
    public IReadOnlyList<Sentence> Week
    {
        get
        {
            List<Sentence> all = [];
            string Of(Waiting w) => To.Item(PlanId, Thing.Find(w.List)!, w.Id);
            // What is not counted yet is left out until it is.
            if (
                Plan.Status is "draft"
                && MayWrite
                && FoundSoFar().Counts is { } found
                && found.Errors + found.Warnings is > 0 and var count
            )
                all.Add(
                    new(
                        default,
                        count == 1 ? "1 thing to finish before approval." : $"{count} things to finish before approval.",
                        "Go on",
                        ToFinish.Begin(PlanId)
                    )
                );
            foreach (var late in at.Late.Take(2))
                all.Add(
                    new(
                        Inline.Of(Parts.State.Of(StateKind.Overdue, "Late")),
                        $"{late.Title}. {late.Person ?? "Nobody answers for it"}, {Ago(late.Due!.Value)}.",
                        "Say what was done",
                        Of(late)
                    )
                );
            if (at.Late.Count > 2)
                all.Add(
                    new(
                        Inline.Of(Parts.State.Of(StateKind.Overdue, "Late")),
                        at.Late.Count == 3 ? "1 more action." : $"{at.Late.Count - 2} more actions.",
                        "See them",
                        To.List(PlanId, Thing.Of<Domain.Implement.Action>()) + "?state=late"
                    )
                );
            if (at.Questions.Count > 0)
            {
                var (question, others) = (at.Questions[0], at.Questions.Count - 1);
                all.Add(
                    new(
                        question.Due < Today ? Inline.Of(Parts.State.Of(StateKind.Overdue, "Late")) : default,
                        $"{question.Title} {question.Person ?? "Nobody"}{(question.Due is { } by ? ", by " + Days.Read(by) : "")}."
                            + (
                                others == 0 ? ""
                                : others == 1 ? " 1 more question."
                                : $" {others} more questions."
                            ),
                        others == 0 ? "Answer" : "See them",
                        others == 0 ? Of(question) : To.List(PlanId, Thing.Of<Question>())
                    )
                );
            }
            if (at.Stale > 0)
                all.Add(
                    new(
                        default,
                        at.Stale == 1 ? "1 measure waits for a figure." : $"{at.Stale} measures wait for a figure.",
                        MayWrite ? "Enter" : "See",
                        To.Plan(PlanId) + (MayWrite ? "/monitor/figures" : "/monitor/measures")
                    )
                );
            foreach (var asked in at.Required.Take(1))
                all.Add(
                    new(
                        asked.Due < Today ? Inline.Of(Parts.State.Of(StateKind.Overdue, "Late")) : default,
                        $"An inspection asked: {asked.Title.TrimEnd('.')}, by {Days.Read(asked.Due!.Value)}.",
                        "Open",
                        Of(asked)
                    )
                );
            if (at.Review is { Due: { } due } review)
                all.Add(
                    new(
                        due < Today ? Inline.Of(Parts.State.Of(StateKind.Overdue)) : default,
                        $"Review {(due < Today ? "was due" : "on")} {Days.Read(due)}.",
                        "Prepare",
                        Of(review)
                    )
                );
            return [.. all.Take(MostSentences)];
        }
    }

    string Ago(DateOnly due) => Today.DayNumber - due.DayNumber is var days && days == 1 ? "1 day" : $"{days} days";

    /// <summary>The objectives by need: what is done for each, and what the measure says that needs looking at first.</summary>
    public DataTable Table() =>
        new()
        {
            Caption = "Objectives",
            IsEqual = true,
            Columns =
            [
                new("Objective") { IsKey = true },
                new("Owner"),
                new("Actions done"),
                new("Measure"),
                new("Course"),
                new("Latest") { IsFigure = true },
                new("Target") { IsFigure = true },
                new("What the figures say") { IsKey = true },
            ],
            Rows = Objectives.Select(Cells),
        };

    Inline[] Cells(Objective o)
    {
        var own = Thing.Of<Domain.Develop.Objective>();
        var measures = Thing.Of<Domain.Monitor.Measure>();
        var first = o.Measures.Count > 0 ? o.Measures[0] : null;
        var now = first?.At;
        return
        [
            Inline.Of(new Link(o.Title, To.Item(PlanId, own, o.Id))),
            o.Person ?? "Nobody yet",
            o.All == 0 ? "No actions yet" : $"{o.Done} of {o.All}{(o.Late > 0 ? $", {o.Late} late" : "")}",
            first is null
                ? MayWrite
                    ? Inline.Of(new Link("Add a measure", To.Add(PlanId, measures) + "?objectives=" + Uri.EscapeDataString(o.Id)))
                    : "None yet"
                : Inline.Of(new Which(new Link(first.Measure.Name, To.Item(PlanId, measures, first.Id)), o.Measures.Count - 1)),
            first?.Chart is { } chart ? Inline.Of(Drawn.Spark(chart, MeasureChart.WordsOf(first.Measure))) : "",
            now?.Last is null ? (first is null ? "" : "No figures yet") : Units.Of(now.Latest, now.Unit),
            now?.Target is { } target ? Units.Of(target, now.Unit) : "",
            now?.Last is null
                ? ""
                : Inline.Of(
                    new Verdicted(
                        first!.Chart is { } drawn ? Drawn.Icon(drawn.Variation) : null,
                        MeasureWords.Variation(now.Variation),
                        MeasureWords.ClassOf(now.Variation)
                    )
                ),
        ];
    }

    /// <summary>The measure that is shown, and how many more there are.</summary>
    sealed record Which(Link Measure, int More) : Component
    {
        protected override void Render(HtmlWriter html)
        {
            html.Raw("<span>").Part(Measure);
            if (More > 0)
                html.Raw(" <span class=\"fact__word\">").Text($"and {More} more").Raw("</span>");
            html.Raw("</span>");
        }
    }

    /// <summary>What a plan lacks that others stand on.</summary>
    public sealed record Lack(string Title, string Why, string Action, string Href);

    /// <summary>The first thing that a plan needs and does not have yet; null where it has them all, or the person does not write here.</summary>
    public Lack? Guide()
    {
        if (!MayWrite || Objectives.Count == 0 || Plan.Status is "closed")
            return null;
        Lack One(string title, string list, string action) => new(title, Thing.Find(list)!.Why, action, To.Add(PlanId, Thing.Find(list)!));
        if (CountOf(Domain.Develop.StaffMember.List) == 0)
            return One("Next: who is in the team?", Domain.Develop.StaffMember.List, "Add somebody to the staff list");
        if (CountOf(Domain.Implement.Action.List) == 0)
            return One("Next: what will be done?", Domain.Implement.Action.List, "Add an action");
        if (CountOf(Domain.Monitor.Measure.List) == 0)
            return One("Next: how will you know?", Domain.Monitor.Measure.List, "Add a measure");
        if (Objectives.SelectMany(o => o.Measures).FirstOrDefault(m => m.At.Last is null) is { } bare)
            return new(
                $"Next: figures for “{bare.Measure.Name}”",
                "Type them, paste them from a spreadsheet or upload a file. Last year’s figures help: a chart needs about twelve.",
                "Enter figures",
                To.Item(PlanId, Thing.Of<Measure>(), bare.Id) + "/enter"
            );
        if (CountOf(Stakeholder.List) == 0)
            return One("Next: whom does it touch?", Stakeholder.List, "Add a stakeholder");
        if (CountOf(Risk.List) == 0)
            return One("Next: what could go wrong?", Risk.List, "Add a risk");
        if (CountOf(Review.List) == 0)
            return One("Next: when will you look back?", Review.List, "Plan a review");
        return CountOf(Evidence.List) == 0 ? One("Next: what shows that it happened?", Evidence.List, "Add a piece of evidence") : null;
    }

    /// <summary>The plan's next step in words; null where there is none.</summary>
    public string? Next() =>
        Plan.Status switch
        {
            "draft" => "Once the people it is for, staff and partners have had their say, ask for approval.",
            "consulted" => "Somebody other than its owner and its writer approves it.",
            "approved" => "It is approved; once it starts its figures count.",
            "live" => "At its end, once it is evaluated, close it.",
            "closed" => "It is closed: it can be read, not changed.",
            _ => null,
        };

    /// <summary>The moves that can be made here: approval has a page of its own, where what stands is seen first.</summary>
    public IReadOnlyList<MoveKind> Moves => [.. MovesOfPlan().Where(m => m.Name is not ("submit" or "approve") && !IsEarly(m))];

    /// <summary>The moves that end the plan before its time.</summary>
    public IReadOnlyList<MoveKind> Early => [.. MovesOfPlan().Where(IsEarly)];

    bool IsEarly(MoveKind move) => move.Name is "close" && Today < Plan.Ends;
}
