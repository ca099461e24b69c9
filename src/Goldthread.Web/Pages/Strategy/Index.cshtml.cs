using Goldthread.App.Store;
using Goldthread.App.Strategy;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Strategy;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Strategy;

/// <summary>The organisation's purpose: mission, vision, values and strategic objectives, and the plans that serve each.</summary>
public sealed class IndexModel : StrategyPage
{
    public Organisation Organisation { get; private set; } = new();
    public StrategySource Source { get; private set; } = new();
    public IReadOnlyList<Line> Values { get; private set; } = [];
    public IReadOnlyList<Line> Objectives { get; private set; } = [];
    public IReadOnlyList<(int Id, string Name)> Others { get; private set; } = [];

    public sealed record Line(string Id, string Title, DateOnly? Horizon, IReadOnlyList<Serving> ServedBy);

    public sealed record Serving(string Plan, string PlanTitle, string Objective, string Title);

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        await FindAsync();
        (Organisation, Source) = EditStrategy.Read(Row);
        Others =
        [
            .. (await Db.Strategies.Where(s => s.Id != Row.Id).OrderBy(s => s.Id).Take(50).ToListAsync(Cancel)).Select(s =>
                (s.Id, EditStrategy.Read(s).Organisation.Name ?? EditStrategy.Read(s).Source.Title ?? $"Strategy {s.Id}")
            ),
        ];
        var owner = Row.Owner;
        var items = await Seen
            .Items.Where(i => i.Owner == owner && i.RemovedAt == null)
            .OrderBy(i => i.Position)
            .Select(i => new
            {
                i.List,
                i.Id,
                i.Title,
                i.Body,
            })
            .ToListAsync(Cancel);
        var serving = await Seen
            .Plans.Where(p => p.StrategyId == Row.Id)
            .Join(
                Seen.Links.Where(l => l.List == Objective.List && (l.ToList == StrategicObjective.List || l.ToList == Value.List)),
                p => p.Id,
                l => l.Owner,
                (p, l) =>
                    new
                    {
                        p.Id,
                        p.Title,
                        l.ToList,
                        l.ToId,
                        Objective = l.Id,
                    }
            )
            .Join(
                Seen.Items.Where(i => i.List == Objective.List && i.RemovedAt == null),
                s => new { Owner = s.Id, Id = s.Objective },
                i => new { i.Owner, i.Id },
                (s, i) =>
                    new
                    {
                        s.ToList,
                        s.ToId,
                        Serving = new Serving(s.Id, s.Title, i.Id, i.Title),
                    }
            )
            .Take(2000)
            .ToListAsync(Cancel);
        var served = serving.ToLookup(s => (s.ToList, s.ToId), s => s.Serving);
        Line One(string list, string id, string title, string body) =>
            new(
                id,
                title,
                list == StrategicObjective.List ? ItemRows.Read<StrategicObjective>(new ItemRow { Body = body }).Horizon : null,
                [.. served[(list, id)].OrderBy(s => s.PlanTitle, StringComparer.Ordinal).ThenBy(s => s.Objective, StringComparer.Ordinal)]
            );
        Values = [.. items.Where(i => i.List == Value.List).Select(i => One(i.List, i.Id, i.Title, i.Body))];
        Objectives = [.. items.Where(i => i.List == StrategicObjective.List).Select(i => One(i.List, i.Id, i.Title, i.Body))];
    }

    /// <inheritdoc/>
    protected override (DataTable Table, string Name)? Exported =>
        (
            new()
            {
                Caption = "Strategy",
                Columns = [new("Kind"), new("What"), new("By"), new("Served by")],
                Rows =
                [
                    ["Mission", Organisation.Mission ?? "", "", ""],
                    ["Vision", Organisation.Vision ?? "", "", ""],
                    .. Values.Select(v => LineOf("Value", v)),
                    .. Objectives.Select(o => LineOf("Strategic objective", o)),
                ],
            },
            "strategy"
        );

    static IReadOnlyList<Inline> LineOf(string kind, Line line) =>
        [
            kind,
            line.Title,
            line.Horizon is { } by ? Days.Read(by) : "",
            string.Join("; ", line.ServedBy.Select(s => $"{s.Title} ({s.PlanTitle})")),
        ];
}
