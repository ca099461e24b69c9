using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Spc;
using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Things;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Action = Goldthread.Domain.Implement.Action;
using Thing = Goldthread.Domain.Shapes.Thing;
using Words = Goldthread.Domain.Shapes.Words;

namespace Goldthread.Web.Pages.Develop.Objectives;

/// <summary>
/// An objective: what people will be able to say, what its measures say now, what is done for it and how that goes, what could go wrong, what it takes,
/// and which standards it meets.
/// </summary>
public sealed class ObjectiveModel : ThingPage
{
    public ObjectiveModel() => (ListName, StageWord) = (Domain.Develop.Objective.List, "develop");

    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    /// <value>The item itself, its history and what can be done with it.</value>
    public ItemView View { get; private set; } = null!;

    public Objective Objective => (Objective)View.Item;

    /// <value>What is around it.</value>
    public Around Near { get; private set; } = null!;

    /// <summary>What is around an objective.</summary>
    /// <param name="Measures">What shows it.</param>
    /// <param name="Actions">What is done for it, what needs looking at first.</param>
    /// <param name="Risks">What could go wrong, the largest first.</param>
    /// <param name="Evidence">What proves it.</param>
    /// <param name="Hours">Hours set aside for it.</param>
    /// <param name="Planned">Pounds planned for it; null where no line is.</param>
    /// <param name="Spent">Pounds spent of them.</param>
    /// <param name="Others">What else names it.</param>
    public sealed record Around(
        IReadOnlyList<Measured> Measures,
        IReadOnlyList<ItemRow> Actions,
        IReadOnlyList<(ItemRow Row, Risk Risk)> Risks,
        IReadOnlyList<Naming> Evidence,
        decimal Hours,
        decimal? Planned,
        decimal Spent,
        IReadOnlyList<Naming> Others
    );

    /// <summary>A measure with its newest figure and its course.</summary>
    public sealed record Measured(string Id, Measure Measure, Glanced At, Chart? Chart, bool IsStale);

    /// <value>What the page says in words of its own.</value>
    public IReadOnlyCollection<string> Told { get; } = ["strategic", "outcome_for_people", "owner", "due", "requirements"];

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        View = await ItemView.OfAsync(
            this,
            Id,
            // What is around it is read with its bodies, once, by LookAroundAsync.
            () => Task.FromResult<IReadOnlyList<Naming>>([]),
            // It names the strategy alone, and that is known since its line of sight is.
            _ =>
                Task.FromResult<IReadOnlyDictionary<(string, string), string>>(
                    Above.Where(a => a.List != ListName).ToDictionary(a => (a.List, a.Id), a => a.Title)
                )
        );
        Near = await KeptAsync(Today, LookAroundAsync, $"{ListName}/{Id}");
    }

    /// <summary>Brings it back.</summary>
    public Task<IActionResult> OnPostRestoreAsync() => BackAsync(Id);

    async Task<Around> LookAroundAsync()
    {
        var rows = await Seen
            .Links.Where(l => l.Owner == PlanId && l.ToId == Id && (("|" + l.ToList + "|").Contains("|objectives|") || l.ToList == "any"))
            .Join(
                SeenItems.Where(i => i.RemovedAt == null),
                l => new { l.List, l.Id },
                i => new { i.List, i.Id },
                (l, i) => new { l.Field, Row = i }
            )
            .GroupJoin(
                Seen.Series,
                r => new { Plan = r.Row.Owner, Measure = r.Row.List == Domain.Monitor.Measure.List ? r.Row.Id : "" },
                s => new { s.Plan, s.Measure },
                (r, s) =>
                    new
                    {
                        r.Field,
                        r.Row,
                        Series = s,
                    }
            )
            .SelectMany(
                r => r.Series.DefaultIfEmpty(),
                (r, s) =>
                    new
                    {
                        r.Field,
                        r.Row,
                        Series = s,
                    }
            )
            // What the page tells of one by one comes first, should there be more than anybody reads.
            .OrderBy(r =>
                r.Row.List == Domain.Monitor.Measure.List ? 0
                : r.Row.List == Domain.Implement.Action.List ? 1
                : r.Row.List == Domain.Develop.Risk.List ? 2
                : 3
            )
            .ThenBy(r => r.Row.List)
            .ThenBy(r => r.Row.Position)
            .Take(500)
            .ToListAsync(Cancel);
        var near = rows.DistinctBy(r => (r.Row.List, r.Row.Id)).ToLookup(r => r.Row.List);
        var bases = near[Domain.Monitor.Measure.List].Any() ? await ChartBases.LoadAsync(Db, Seen, PlanId, Cancel) : null;
        Naming Name(string field, ItemRow row) => new(row.List, row.Id, row.Title, field, row.State);
        var budget = near[Domain.Develop.BudgetLine.List].Select(r => ItemRows.Read<BudgetLine>(r.Row)).ToList();
        return new Around(
            [.. near[Domain.Monitor.Measure.List].Select(r => Judge(ItemRows.Read<Measure>(r.Row), r.Series, bases!.Of(r.Row.Id)))],
            [
                .. near[Domain.Implement.Action.List]
                    .Select(r => r.Row)
                    .OrderBy(Need)
                    .ThenBy(r => r.Due ?? DateOnly.MaxValue)
                    .ThenBy(r => r.Position),
            ],
            [
                .. near[Domain.Develop.Risk.List]
                    .Select(r => (r.Row, ItemRows.Read<Risk>(r.Row)))
                    .OrderBy(r => r.Item2.Status is OpenStatus.Closed)
                    .ThenByDescending(r => r.Item2.Residual?.Score ?? r.Item2.Inherent?.Score),
            ],
            [.. near[Domain.Monitor.Evidence.List].Select(r => Name(r.Field, r.Row))],
            near[Domain.Develop.Allocation.List].Sum(r => ItemRows.Read<Allocation>(r.Row).Hours ?? 0),
            budget.Count == 0 ? null : budget.Sum(b => b.Planned ?? 0),
            budget.Sum(b => b.Spent ?? 0),
            [
                .. rows.Where(r =>
                        r.Row.List
                            is not (
                                Domain.Monitor.Measure.List
                                or Domain.Implement.Action.List
                                or Domain.Develop.Risk.List
                                or Domain.Monitor.Evidence.List
                                or Domain.Develop.Allocation.List
                                or Domain.Develop.BudgetLine.List
                            )
                    )
                    .Select(r => Name(r.Field, r.Row)),
            ]
        );
    }

    Measured Judge(Measure measure, SeriesRow? series, ChartBasis basis)
    {
        var readings = series is { Count: > 0 } ? PackedReadings.Unpack(series.Packed) : [];
        return new(
            measure.Id,
            measure,
            MeasureWords.Of(series, measure),
            readings.Count > 1 ? MeasureChart.Small(measure, readings, basis) : null,
            series?.Last is { } last && Freshness.IsStale(measure.Frequency, last, Today)
        );
    }

    /// <summary>What is to be looked at first: late, blocked, going, not started; done and cancelled last.</summary>
    int Need(ItemRow action) =>
        action.State is "done" or "cancelled" ? 3
        : IsLate(action) ? 0
        : action.State is "blocked" ? 1
        : 2;

    /// <value>The actions that count: those that are not cancelled.</value>
    int All => Near.Actions.Count(a => a.State is not "cancelled");

    int Finished => Near.Actions.Count(a => a.State is "done");

    /// <value>How many actions are late.</value>
    int Late => Near.Actions.Count(IsLate);

    bool IsLate(ItemRow row) => Domain.Shapes.Late.Is(row.List, row.State, row.Due, Today);

    /// <value>How it stands.</value>
    public Headline? Stands
    {
        get
        {
            List<string> parts = [];
            if (Near.Measures.FirstOrDefault(m => m.At.Last is not null) is { } first)
                parts.Add($"{first.Measure.Name}: {MeasureWords.Variation(first.At.Variation)}.");
            else
                parts.Add(Near.Measures.Count == 0 ? "No measure shows it yet." : "It has no figures yet.");
            parts.Add(
                All == 0
                    ? "Nothing is done for it yet."
                    : $"{Finished} of {All} actions {(All == 1 ? "is" : "are")} done{(Late > 0 ? $", {Late} late" : "")}."
            );
            return new(default, string.Join(" ", parts));
        }
    }

    /// <summary>Who, by when, for what.</summary>
    public FactLine About() =>
        new([
            ("", Staff(Objective.Owner) ?? "Nobody owns it yet"),
            ("By", Objective.Due is { } due ? Days.Read(due) : Objective.DueText ?? (Inline)default),
            (
                "Serves",
                string.Join("; ", Above.Where(a => a.List is Domain.Strategy.StrategicObjective.List).Select(a => a.Title))
                    is { Length: > 0 } serves
                    ? serves
                    : (Inline)default
            ),
        ]);

    /// <summary>Its actions: how they stand, who and by when.</summary>
    public DataTable Actions() =>
        new()
        {
            Caption = "Actions of the objective",
            IsEqual = true,
            Columns = [new("Action") { IsKey = true }, new("State") { IsKey = true }, new("Who"), new("Due")],
            Rows = Near.Actions.Select(a =>
                (IReadOnlyList<Inline>)
                    [
                        Inline.Of(new Link(a.Title, To.Item(PlanId, Thing.Of<Action>(), a.Id))),
                        Inline.Of(States.Of(a.State, IsLate(a))),
                        Staff(a.Person) ?? "Nobody yet",
                        a.Due is { } due ? Days.Read(due) : "No date",
                    ]
            ),
        };

    /// <summary>Its risks, with their sizes.</summary>
    public DataTable Risks() =>
        new()
        {
            Caption = "Risks to the objective",
            IsEqual = true,
            Columns = [new("Risk") { IsKey = true }, new("Now") { IsKey = true }, new("To be"), new("Who")],
            Rows = Near.Risks.Select(r =>
                (IReadOnlyList<Inline>)
                    [
                        Inline.Of(new Link(r.Row.Title, To.Item(PlanId, Thing.Of<Risk>(), r.Row.Id))),
                        Deciding.Size(r.Risk.Residual ?? r.Risk.Inherent),
                        Deciding.Size(r.Risk.Target),
                        Staff(r.Row.Person) ?? "Nobody yet",
                    ]
            ),
        };

    /// <summary>The form that adds something to it.</summary>
    public string Add(string list)
    {
        var thing = Thing.Find(list)!;
        var field = thing.Shape.Find("objective") is null ? "objectives" : "objective";
        return $"{To.Add(PlanId, thing)}?{field}={Uri.EscapeDataString(Id)}";
    }

    /// <value>The standards that it meets, each by its name, with how.</value>
    public IReadOnlyList<(Inline Standard, string? How)> Meets =>
        [
            .. Objective
                .Requirements.Where(r => r.Id is not null)
                .Select(r =>
                    (
                        App.Govern.Frameworks.Shipped.Data.Requirement(r.Id!) is { } cited ? Inline.Of(new Standard(cited)) : (Inline)r.Id,
                        r.Note
                    )
                ),
        ];
}
