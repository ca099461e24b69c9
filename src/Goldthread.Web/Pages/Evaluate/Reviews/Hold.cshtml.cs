using Goldthread.App.Develop.Plans;
using Goldthread.App.Evaluate.Reviews;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Web.Pages.Evaluate.Reviews;

/// <summary>
/// One review: the plan against what happened, what was decided before and what came of it; then, until it is held, the form for what was seen and
/// decided. Printed, it is the exception report.
/// </summary>
public sealed class HoldModel : Things.ThingPage
{
    public HoldModel() => (ListName, StageWord) = (Review.List, "evaluate");

    public ItemRow Row { get; private set; } = null!;
    public Review Review { get; private set; } = null!;
    public PlanDocument Document { get; private set; } = null!;
    public PlanAgainstActual Actual { get; private set; } = null!;
    public IReadOnlyList<RecordRow> History { get; private set; } = [];

    ItemForm? form;

    /// <value>How the plan stood when it was held; null where it is not held, or nothing was frozen.</value>
    public SeenThen? Saw { get; private set; }

    /// <value>What was corrected since it was held.</value>
    public IReadOnlyList<CorrectedSince> Corrected { get; private set; } = [];

    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    /// <value>The move that holds it.</value>
    public static MoveKind Move { get; } = MoveKind.Find(Thing.Of<Review>(), "hold")!;

    /// <value>The form for what was seen and decided.</value>
    public ItemForm Form =>
        form ??= new(Move.Shape.Fields, Request, ModelState)
        {
            Button = new() { Text = Move.Button },
            Cancel = To.List(PlanId, Thing),
        };

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    public bool MayHold => MayAddHere && Row.RemovedAt is null;
    public bool IsHeld => Review.HeldOn is not null;

    /// <value>True while the form is shown: the review is not held yet, or what was typed is shown again.</value>
    public bool IsOpen => MayHold && (!IsHeld || HttpMethods.IsPost(Request.Method));

    public string Title =>
        Review is { HeldOn: { } held } ? $"{KindWord} review of {Days.Read(held)}"
        : Review.Scheduled is { } due ? $"Hold the {KindWord.ToLowerInvariant()} review due {Days.Read(due)}"
        : $"Hold the {KindWord.ToLowerInvariant()} review";

    string KindWord => Review.Kind is { } kind ? Capital(Domain.Shapes.Words.Read(kind)) : "Plan";

    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync()
    {
        await FindPlanAsync();
        Row = await RowAsync(Id, removedToo: true);
        Review = Hidden.Shown(ItemRows.Read<Review>(Row));
        Form.Answers = Answers.Of(Move.Shape, Begun());
        return await ShowNowAsync();
    }

    /// <summary>Holds it, or shows one more blank part where that was asked.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await FindPlanAsync();
        Form.Take(Request.Form);
        if (Form.Another is not null)
            return await ShowNowAsync();
        var values = Form.Values();
        await Writer.RunAsync(Actor, work => MakeMove.RunAsync(work, PlanId, Move, Id, values), Cancel);
        return Done(To.Item(PlanId, Thing, Id), "The review is held. How the plan stands today is kept with it.");
    }

    /// <summary>Who was to be there, and what was written down before.</summary>
    Part Begun()
    {
        var move = Move.New();
        foreach (var name in (string[])["attendees", "text"])
            Move.Shape[name].Set(move, Thing.Shape[name].Get(Review));
        return move;
    }

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        Row ??= await RowAsync(Id, removedToo: true);
        Review = Hidden.Shown(ItemRows.Read<Review>(Row));
        Form.Choices = IsOpen ? await ReferencesAsync(Form.Asked, Form.Answers) : FormChoices.None;
        Document = await PlanQueries.LoadAsync(Db, PlanId, Actor, Cancel) ?? throw new Missing("plan");
        var series = await Seen.Series.Where(s => s.Plan == PlanId).ToDictionaryAsync(s => s.Measure, Cancel);
        Actual = PlanAgainstActual.Of(Document, series, Review, Today);
        History = [.. (await ItemQueries.History.On(Db, PlanId, ListName, Id).ToListAsync(Cancel)).Select(Hidden.Told).OfType<RecordRow>()];
        if (!IsHeld)
            return;
        Saw = SeenThen.Read(Review.Saw);
        var held = History.FirstOrDefault(l => l.Operation == Move.Operation)?.Seq;
        Corrected =
        [
            .. (await CorrectedSince.OfAsync(Db, PlanId, Review, held, Cancel)).Where(c => !Hidden.Has(Measure.List, c.Measure)).Take(50),
        ];
    }

    /// <summary>Brings it back.</summary>
    public Task<IActionResult> OnPostRestoreAsync() => BackAsync(Id);

    /// <summary>The link to an item of the plan; its words where it is not there.</summary>
    public Component About(string? id)
    {
        if (id is null or "plan" || id == PlanId)
            return new Link("The plan", To.Plan(PlanId));
        foreach (var thing in Thing.All.Where(t => t.HasId && t.Stage is not Stage.Strategy))
        {
            if (Document.ItemsOf(thing).OfType<Item>().FirstOrDefault(i => i.Id == id) is { } item)
                return new Link(ItemRows.Headline(thing, item), To.Item(PlanId, thing, id));
        }
        return new Link("The plan", To.Plan(PlanId));
    }

    /// <summary>The name of what a field names; null where it is not there.</summary>
    public string? NameOf(Field field, string id) =>
        (field.RefersToAny ? Thing.All.Where(t => t.HasId) : field.RefersTo.Select(Thing.Find).OfType<Thing>())
            .SelectMany(thing => Document.ItemsOf(thing).OfType<Item>().Where(i => i.Id == id).Select(i => ItemRows.Headline(thing, i)))
            .FirstOrDefault();

    /// <summary>The link to an action.</summary>
    public Component Link(Action action) => new Link(action.Title, To.Item(PlanId, Thing.Of<Domain.Implement.Action>(), action.Id));

    /// <summary>The form of a new action, with what a decision says filled in.</summary>
    public string ActionFrom(ReviewDecision decision)
    {
        var text = decision.Text ?? "";
        var title = text.Length <= 200 ? text : text[..199] + "…";
        var objective =
            Document.Objectives.Any(o => o.Id == decision.About) ? decision.About
            : Document.Actions.FirstOrDefault(a => a.Id == decision.About) is { Objective: { } served } ? served
            : Document.Measures.FirstOrDefault(m => m.Id == decision.About) is { Objectives: [var shown, ..] } ? shown
            : null;
        return To.Add(PlanId, Thing.Of<Domain.Implement.Action>())
            + $"?title={Uri.EscapeDataString(title)}&from.kind=review&from.id={Uri.EscapeDataString(Review.Id)}"
            + (objective is null ? "" : "&objective=" + Uri.EscapeDataString(objective));
    }

    /// <summary>The measures of an objective against their targets.</summary>
    public DataTable Figures(PlanAgainstActual.OnObjective on) =>
        new()
        {
            Caption = $"Measures of “{on.Objective.Title}”",
            Columns = [new("Measure") { IsKey = true }, new("Latest") { IsKey = true }, new("Target"), new("What the figures say")],
            Rows = on.Figures.Select(f =>
                (Inline[])
                    [
                        Inline.Of(new Link(f.Measure.Name, To.Item(PlanId, Thing.Of<Domain.Monitor.Measure>(), f.Measure.Id))),
                        f.Series?.Last is { } last
                            ? $"{Units.Of(f.Series.Latest, f.Measure.Unit)}, {Days.ReadMonth(last)}"
                            : "No figures yet",
                        f.Series?.Target is { } target ? Units.Of(target, f.Measure.Unit) : "None",
                        Inline.Of(new Verdict(f)),
                    ]
            ),
        };

    /// <summary>The measures as the review saw them.</summary>
    public DataTable Then(SeenThen saw) =>
        new()
        {
            Caption = $"What the figures said on {Days.Read(saw.On)}",
            Columns = [new("Measure") { IsKey = true }, new("Latest") { IsKey = true }, new("Target"), new("What the figures said")],
            Rows = saw.Measures.Select(m =>
                (Inline[])
                    [
                        m.Name,
                        saw.Days.TryGetValue(m.Id, out var last)
                            ? $"{Units.Of(m.Value, m.Unit)}, {Days.ReadMonth(last)}"
                            : "No figures yet",
                        m.Target is { } target ? Units.Of(target, m.Unit) : "None",
                        m.Verdict.Length > 0 ? m.Verdict : "Not enough figures yet.",
                    ]
            ),
        };

    /// <summary>What was corrected since, beside what the review saw.</summary>
    public DataTable Corrections() =>
        new()
        {
            Caption = "Figures corrected since this review",
            Columns =
            [
                new("Measure") { IsKey = true },
                new("Of"),
                new("The review saw"),
                new("Now") { IsKey = true },
                new("Why, and by whom"),
            ],
            Rows = Corrected.Select(c =>
            {
                var measure = Document.Measures.FirstOrDefault(m => m.Id == c.Measure);
                string Read(Reading? reading) =>
                    reading is null ? "No figure" : Units.Of(reading.Figure(measure?.Multiplier), measure?.Unit);
                return (Inline[])
                    [
                        measure?.Name ?? c.Measure,
                        Days.Read(c.Day),
                        Read(c.Was),
                        Read(c.Now),
                        $"{c.Reason ?? "Nobody said why."} ({c.By}, {Days.Read(ServiceTime.DayOf(c.At))})",
                    ];
            }),
        };

    sealed record Verdict(PlanAgainstActual.Figure Figure) : Component
    {
        protected override void Render(HtmlWriter html)
        {
            if (Figure.IsStale)
                html.Part(State.Of(StateKind.Stale, "Too old to say how things stand")).Raw(" ");
            html.Text(Figure.Series is { Sentence.Length: > 0 } series ? series.Sentence : "Not enough figures yet.");
        }
    }

    /// <summary>Pounds, whole.</summary>
    public static string Pounds(decimal amount) => "£" + amount.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture);
}
