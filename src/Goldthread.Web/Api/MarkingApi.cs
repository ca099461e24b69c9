using System.Globalization;
using Goldthread.App.Evaluate;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Evaluate;

namespace Goldthread.Web.Api;

/// <summary>What an assessor looks for in a plan, for other programs: proof, findings, the five misconceptions. No score.</summary>
static class MarkingApi
{
    /// <summary>Maps the call, in the group of the API.</summary>
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/plans/{id}/marking", MarkingAsync)
            .Produces<object>()
            .WithSummary("What an assessor looks for in a plan")
            .WithDescription(
                "The five marking points and the places beside them, each with its proof in the plan's own words and the findings against it; and the five misconceptions. There is no score. asOf is the day that counts as today."
            );

    static async Task<IResult> MarkingAsync(string id, string? asOf, Db db, Visitor visitor, TimeProvider clock, CancellationToken cancel)
    {
        var today = clock.Today();
        if (asOf is not null && !DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out today))
            return Results.Problem("asOf is a day like 2026-11-22.", statusCode: StatusCodes.Status400BadRequest);
        var document = await Calls.DocumentAsync(id, db, visitor, cancel);
        var marking = Marking.Of(document, PlanChecks.Run(document, today, Shipped.Data), today);
        return Results.Bytes(MarkingReport.ToJson([new(id, id, marking)], today), "application/json");
    }
}
