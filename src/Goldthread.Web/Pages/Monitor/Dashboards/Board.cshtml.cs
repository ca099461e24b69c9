using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Monitor.Measures;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Develop.Areas;
using Goldthread.Web.Parts;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Monitor.Dashboards;

/// <summary>What a board has to talk about: the exceptions of an area, on two printed pages. Four queries, however many services there are.</summary>
public sealed class BoardModel : AreaPage
{
    /// <summary>So many of each fit on two sheets of A4.</summary>
    const int MostMeasures = 12;
    const int MostRisks = 6;
    const int MostLate = 8;
    const int MostSeen = 500;

    /// <summary>From this score on a risk is told.</summary>
    const int High = 15;

    IReadOnlyList<AreaFigures.Standing> rows = [];
    IReadOnlyList<Item> others = [];

    sealed record Item(
        string Plan,
        string PlanTitle,
        string Area,
        string List,
        string Id,
        string Title,
        DateOnly? Due,
        string? State,
        string Body,
        string? Owner
    );

    DateOnly Today => Clock.Today();

    IReadOnlyList<AreaFigures.Standing> Exceptions => [.. rows.Where(r => r.Need < 3)];

    IReadOnlyList<(Item Item, Risk Risk)> Risks =>
        [
            .. others
                .Where(o => o.List is Risk.List)
                .Select(o => (o, Risk: ItemRows.Read<Risk>(new ItemRow { Body = o.Body })))
                .Where(r => r.Risk.IsActive || (r.Risk.Residual ?? r.Risk.Inherent)?.Score >= High)
                .OrderByDescending(r => r.Risk.IsActive)
                .ThenByDescending(r => (r.Risk.Residual ?? r.Risk.Inherent)?.Score),
        ];

    IReadOnlyList<Item> Late =>
        [.. others.Where(o => o.List is not Risk.List).OrderBy(o => o.List is not RegulatoryAction.List).ThenBy(o => o.Due)];

    /// <value>How it stands, in words.</value>
    public string Stands =>
        $"{(Exceptions.Count == 0 ? "No measure needs a conversation" : Exceptions.Count == 1 ? "1 measure needs a conversation" : $"{Exceptions.Count:N0} measures need a conversation")}, "
        + $"{(Risks.Count == 0 ? "no risk is high" : Risks.Count == 1 ? "1 risk is high or has happened" : $"{Risks.Count:N0} risks are high or have happened")}, "
        + $"{(Late.Count == 0 ? "nothing is late" : Late.Count == 1 ? "1 thing is late" : Late.Count >= MostSeen ? $"{MostSeen:N0} things or more are late" : $"{Late.Count:N0} things are late")}.";

    /// <value>What is not told, so that nobody takes silence for nothing.</value>
    public string Rest =>
        rows.Count - Exceptions.Count is var calm && calm == 0 ? ""
        : calm == 1 ? "1 other measure stands as expected."
        : $"{calm:N0} other measures stand as expected.";

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        await FindAsync();
        var (today, below, items) = (Today, Row.Path + "%", Seen.Items);
        rows = await AreaFigures.LoadAsync(Seen, Row.Path, today, MostSeen, true, Cancel);
        others = await Seen
            .Plans.Where(p => p.Area!.RemovedAt == null && p.Status != "closed" && EF.Functions.Like(p.Area!.Path, below))
            .Join(items, p => p.Id, i => i.Owner, (p, i) => new { Plan = p, Item = i })
            .Where(r =>
                r.Item.RemovedAt == null
                && (
                    (r.Item.List == Risk.List && r.Item.State != "closed")
                    || (r.Item.List == RegulatoryAction.List && r.Item.State != "closed" && r.Item.Due < today)
                    || (r.Item.List == Domain.Implement.Action.List && Domain.Shapes.Late.Is(r.Item.List, r.Item.State, r.Item.Due, today))
                )
            )
            .OrderBy(r => r.Item.List != RegulatoryAction.List)
            .ThenBy(r => r.Item.List != Risk.List)
            .ThenBy(r => r.Item.Due)
            .Take(2 * MostSeen)
            .Select(r => new Item(
                r.Plan.Id,
                r.Plan.Title,
                r.Plan.Area!.Name,
                r.Item.List,
                r.Item.Id,
                r.Item.Title,
                r.Item.Due,
                r.Item.State,
                r.Item.List == Risk.List ? r.Item.Body : "{}",
                items
                    .Where(s => s.Owner == AreaRow.Prefix + r.Plan.AreaId && s.List == StaffMember.List && s.Id == r.Item.Person)
                    .Select(s => s.Title)
                    .FirstOrDefault()
            ))
            .ToListAsync(Cancel);
    }

    /// <summary>The measures that need a conversation.</summary>
    public DataTable Measures() =>
        new()
        {
            Caption = "Measures that need a conversation",
            Columns =
            [
                new("Measure") { IsKey = true },
                new("Service"),
                new("Latest") { IsFigure = true },
                new("Target") { IsFigure = true },
                new("Why") { IsKey = true },
                new("Who"),
            ],
            Rows = Exceptions
                .Take(MostMeasures)
                .Select(r =>
                    (IReadOnlyList<Inline>)
                        [
                            Inline.Of(new Link(r.Measure.Name, To.Item(r.Plan, Thing.Of<Measure>(), r.Id))),
                            r.Area,
                            r.Latest,
                            r.Series.Target is { } target ? Units.Of(target, r.Measure.Unit) : "",
                            r.IsStale && r.Need == 2
                                ? Inline.Of(State.Of(StateKind.Stale, r.Why))
                                : r.Why + (r.Question is null ? "" : " A question is open."),
                            r.Owner ?? "Nobody yet",
                        ]
                ),
        };

    /// <summary>The risks that are high or have happened.</summary>
    public DataTable RiskTable() =>
        new()
        {
            Caption = "Risks that are high or have happened",
            Columns = [new("Risk") { IsKey = true }, new("Service"), new("How it stands") { IsKey = true }, new("Who")],
            Rows = Risks
                .Take(MostRisks)
                .Select(r =>
                    (IReadOnlyList<Inline>)
                        [
                            Inline.Of(new Link(r.Item.Title, To.Item(r.Item.Plan, Thing.Of<Risk>(), r.Item.Id))),
                            r.Item.Area,
                            r.Risk is { IsActive: true, Activations: [.., { On: { } on }] }
                                ? $"It happened on {Days.Read(on)}; what was planned is under way."
                            : (r.Risk.Residual ?? r.Risk.Inherent)?.Score is { } score ? Shipped.RiskScale.Read(score)
                            : "",
                            r.Item.Owner ?? "Nobody yet",
                        ]
                ),
        };

    /// <summary>What is late: what inspectors asked first.</summary>
    public DataTable LateTable() =>
        new()
        {
            Caption = "What is late",
            Columns = [new("What") { IsKey = true }, new("Service"), new("Due") { IsKey = true }, new("Who")],
            Rows = Late.Take(MostLate)
                .Select(l =>
                    (IReadOnlyList<Inline>)
                        [
                            Inline.Of(
                                new Link(
                                    (l.List is RegulatoryAction.List ? "Inspectors asked: " : "") + l.Title,
                                    To.Item(l.Plan, Thing.Find(l.List)!, l.Id)
                                )
                            ),
                            l.Area,
                            l.Due is { } due ? Days.Read(due) : "",
                            l.Owner ?? "Nobody yet",
                        ]
                ),
        };

    /// <summary>How many of a kind are left out; empty for none.</summary>
    static string More(int all, int shown, string what) => all > shown ? $"And {all - shown:N0} more {what}." : "";

    /// <value>How many measures are left out.</value>
    public string MoreMeasures => More(Exceptions.Count, MostMeasures, "measures");

    /// <value>How many risks are left out.</value>
    public string MoreRisks => More(Risks.Count, MostRisks, "risks");

    /// <value>How many late things are left out.</value>
    public string MoreLate => More(Late.Count, MostLate, "things that are late");

    /// <value>True where some measure needs a conversation.</value>
    public bool HasMeasures => Exceptions.Count > 0;

    /// <value>True where some risk is high or has happened.</value>
    public bool HasRisks => Risks.Count > 0;

    /// <value>True where something is late.</value>
    public bool HasLate => Late.Count > 0;
}
