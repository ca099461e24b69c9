using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Web.Errors;

namespace Goldthread.Web.Api;

/// <summary>The calls for other programs, and what they share. Operations check what the caller may do; what is invisible is 404.</summary>
public static class Calls
{
    /// <summary>The most bytes of a plan file or of figures: 10 MB.</summary>
    internal const int MostBytes = 10 * 1024 * 1024;

    // What a body is shows in itself: many programs send a file under a type that they made up, or under none.
    internal const string Any = "*/*";

    /// <summary>Maps all of them.</summary>
    public static void MapCalls(this IEndpointRouteBuilder routes)
    {
        var api = routes
            .MapGroup("/api/v1")
            .AddEndpointFilter(Parameter.RefuseUnreadAsync)
            .WithTags("Plans")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);
        PlansApi.Map(api);
        WorkbookApi.Map(api);
        TemplatesApi.Map(api);
        FindingsApi.Map(api);
        MarkingApi.Map(api);
        ReadingsApi.Map(api);
        ChartsApi.Map(api);
        ItemsApi.Map(api);
        MovesApi.Map(api);
        AreasApi.Map(api);
        TablesApi.Map(api);
        PortfoliosApi.Map(api);
    }

    /// <summary>Asks whether the caller sees a plan.</summary>
    /// <exception cref="Missing">There is none, or the caller may not see it.</exception>
    /// <returns>The plan's row with its area.</returns>
    internal static async Task<PlanRow> SeeAsync(string id, Db db, Visitor visitor, CancellationToken cancel) =>
        await PlanQueries.RowAsync(db, id, cancel) is { } plan && visitor.Actor.May(Permission.See, plan.Area!.Path)
            ? plan
            : throw new Missing("plan");

    /// <summary>A whole plan that the caller sees.</summary>
    /// <exception cref="Missing">There is none, or the caller may not see it.</exception>
    internal static async Task<PlanDocument> DocumentAsync(string id, Db db, Visitor visitor, CancellationToken cancel)
    {
        await SeeAsync(id, db, visitor, cancel);
        return await PlanQueries.LoadAsync(db, id, visitor.Actor, cancel) ?? throw new Missing("plan");
    }

    /// <summary>All bytes of a body.</summary>
    internal static async Task<byte[]> BodyAsync(HttpRequest request, CancellationToken cancel)
    {
        using var memory = new MemoryStream();
        await request.Body.CopyToAsync(memory, cancel);
        return memory.ToArray();
    }

    /// <summary>What is said where the version that the caller named is not the present one.</summary>
    internal static IResult Stale(string what, StaleEdit stale) =>
        Results.Problem(
            $"{stale.Who} changed the {what} in between. Its version is {stale.Version} now.",
            statusCode: StatusCodes.Status412PreconditionFailed
        );

    /// <summary>What is said where something is not accepted: all of it at once, up to a hundred.</summary>
    internal static IResult Unprocessable<T>(string what, IEnumerable<T> faults) =>
        Results.Problem(
            $"The {what} is not accepted; nothing was stored.",
            statusCode: StatusCodes.Status422UnprocessableEntity,
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["errors"] = faults.Take(100).ToList() }
        );
}
