using System.Globalization;
using Goldthread.App.Develop.Findings;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain.Checks;

namespace Goldthread.Web.Api;

/// <summary>What the checks find in a plan.</summary>
static class FindingsApi
{
    /// <summary>Maps the call.</summary>
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/plans/{id}/findings", FindingsAsync).Produces<object>().WithSummary("What the checks find");

    static async Task<IResult> FindingsAsync(string id, string? asOf, Db db, Visitor visitor, TimeProvider clock, CancellationToken cancel)
    {
        var today = clock.Today();
        if (asOf is not null && !DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out today))
            return Results.Problem("asOf is a day like 2026-11-22.", statusCode: StatusCodes.Status400BadRequest);
        var document = await Calls.DocumentAsync(id, db, visitor, cancel);
        var findings = new PlanFindings(id, id, PlanChecks.Run(document, today, Shipped.Data));
        return Results.Bytes(FindingsReport.ToJson([findings], today), "application/json");
    }
}
