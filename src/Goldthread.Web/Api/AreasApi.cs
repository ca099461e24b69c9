using Goldthread.App.Govern;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Api;

/// <summary>An area and those below it, for a table of many services.</summary>
static class AreasApi
{
    /// <summary>One measure of an area, for a table of many services.</summary>
    public sealed record MeasureLine(
        string Plan,
        string Measure,
        string Name,
        double? Latest,
        DateOnly? LatestOn,
        double? Target,
        string Variation,
        string? Assurance,
        bool Fresh
    );

    /// <summary>Maps the call.</summary>
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/areas/{id:int}/summary", SummaryAsync)
            .Produces<IReadOnlyList<MeasureLine>>()
            .WithSummary("One line a measure of the area and those below it");

    static async Task<IResult> SummaryAsync(int id, Db db, Visitor visitor, TimeProvider clock, CancellationToken cancel)
    {
        var area =
            await db.Areas.VisibleTo(visitor.Actor).FirstOrDefaultAsync(a => a.Id == id && a.RemovedAt == null, cancel)
            ?? throw new Missing("area");
        var below = area.Path + "%";
        var seen = new Seen(db, visitor.Actor);
        var rows = await seen
            .Plans.Where(p => EF.Functions.Like(p.Area!.Path, below))
            .Join(seen.Series, p => p.Id, s => s.Plan, (p, s) => new { Plan = p.Id, Series = s })
            .Join(
                seen.Items.Where(i => i.List == Measure.List && i.RemovedAt == null),
                s => new { Owner = s.Plan, Id = s.Series.Measure },
                i => new { i.Owner, i.Id },
                (s, i) =>
                    new
                    {
                        s.Plan,
                        i.Id,
                        i.Title,
                        i.Body,
                        s.Series.Latest,
                        s.Series.Last,
                        s.Series.Target,
                        s.Series.Variation,
                        s.Series.Assurance,
                    }
            )
            .OrderBy(r => r.Plan)
            .ThenBy(r => r.Id)
            .ToListAsync(cancel);
        var today = clock.Today();
        return Results.Ok(
            rows.Select(r => new MeasureLine(
                r.Plan,
                r.Id,
                r.Title,
                r.Latest,
                r.Last,
                r.Target,
                r.Variation,
                r.Assurance,
                r.Last is not null && !Freshness.IsStale(ItemRows.Word<Frequency>(r.Body, "frequency"), r.Last, today)
            ))
        );
    }
}
