using System.Globalization;
using Goldthread.App.Develop.Findings;
using Goldthread.App.Govern.Tables;
using Goldthread.App.Store;
using Goldthread.Domain;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Api;

/// <summary>Flat tables of all that the caller sees, for spreadsheets and dashboards.</summary>
static class TablesApi
{
    /// <summary>Maps the calls, one a table.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        foreach (var table in FlatTable.All)
            api.MapGet(
                    $"/tables/{table.Name}.csv",
                    (
                        int? area,
                        DateOnly? since,
                        HttpResponse response,
                        Db db,
                        Visitor visitor,
                        KeptFindings findings,
                        CancellationToken cancel
                    ) => WriteAsync(table, area, since, response, db, visitor, findings, cancel)
                )
                .WithTags("Tables")
                .Produces<string>(StatusCodes.Status200OK, "text/csv")
                .WithSummary($"{table.Says}, of all plans that the caller sees, as CSV")
                .WithDescription(
                    "Columns: "
                        + string.Join("; ", table.Columns.Select(c => $"{c.Name}: {c.Says}"))
                        + ". With area: that area and those below it. With since: what was changed on that day or later; of figures, those of that day or later."
                );
    }

    static async Task<IResult> WriteAsync(
        FlatTable table,
        int? area,
        DateOnly? since,
        HttpResponse response,
        Db db,
        Visitor visitor,
        KeptFindings findings,
        CancellationToken cancel
    )
    {
        var path = await PathAsync(area, db, visitor, cancel);
        response.ContentType = "text/csv; charset=utf-8; header=present";
        response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename={table.Name}.csv");
        await table.WriteAsync(new FlatAsk(db, visitor.Actor, findings, path, since), response.Body, cancel);
        return Results.Empty;
    }

    /// <summary>The path of the area that a caller keeps to; null where they name none.</summary>
    /// <exception cref="Missing">There is none of that number, or the caller may not see it.</exception>
    internal static async Task<string?> PathAsync(int? area, Db db, Visitor visitor, CancellationToken cancel) =>
        area is not { } number
            ? null
            : await db
                .Areas.VisibleTo(visitor.Actor)
                .Where(a => a.Id == number && a.RemovedAt == null)
                .Select(a => a.Path)
                .FirstOrDefaultAsync(cancel)
                ?? throw new Missing("area");
}
