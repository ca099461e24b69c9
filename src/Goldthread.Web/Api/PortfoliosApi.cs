using System.Text.Json;
using Goldthread.App.Learn.Portfolios;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;

namespace Goldthread.Web.Api;

/// <summary>The portfolios that one has, assesses, samples or teaches; and a claim made from another program.</summary>
static class PortfoliosApi
{
    /// <summary>A portfolio.</summary>
    public sealed record Line(int Id, string Unit, string Learner, bool Own, IReadOnlyList<string> Roles);

    /// <summary>A criterion, and where it stands.</summary>
    public sealed record Criterion(string Id, string Title, string Standing);

    /// <summary>A claim.</summary>
    public sealed record ClaimLine(
        int Number,
        IReadOnlyList<string> Criteria,
        string Statement,
        string Plan,
        IReadOnlyList<string> Things,
        DateOnly On,
        string Sha256
    );

    /// <summary>A portfolio with its criteria and claims.</summary>
    public sealed record Whole(int Id, string Unit, string Learner, IReadOnlyList<Criterion> Criteria, IReadOnlyList<ClaimLine> Claims);

    /// <summary>What is claimed.</summary>
    public sealed record Claiming(IReadOnlyList<string>? Criteria, string? Statement, string? Plan, IReadOnlyList<string>? Things);

    /// <summary>The number of what was made.</summary>
    public sealed record Made(int Number);

    /// <summary>Maps the calls.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/portfolios", AllAsync)
            .Produces<IReadOnlyList<Line>>()
            .WithSummary("The portfolios that the caller has, assesses, samples or teaches");
        api.MapGet("/portfolios/{id:int}", OneAsync)
            .Produces<Whole>()
            .WithSummary("A portfolio: where each criterion stands, and what is claimed");
        api.MapPost("/portfolios/{id:int}/claims", ClaimAsync)
            .Accepts<Claiming>("application/json")
            .Produces<Made>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Freeze things of a plan as they are, and claim criteria by them")
            .WithDescription("Body: criteria: [ids]; statement; plan; things: [\"objectives/O1\", ...].");
    }

    static async Task<IResult> AllAsync(Db db, Visitor visitor, TimeProvider clock, CancellationToken cancel) =>
        Results.Ok(
            (await SeenPortfolio.AllAsync(db, visitor.Actor, clock.Today(), cancel: cancel)).Select(p => new Line(
                p.Row.Id,
                p.Row.Unit,
                p.Learner,
                p.IsLearner,
                [.. p.Roles.Order().Select(r => Words.Written(r))]
            ))
        );

    static async Task<IResult> OneAsync(int id, Db db, Visitor visitor, TimeProvider clock, CancellationToken cancel)
    {
        var seen = await SeenPortfolio.FindAsync(db, visitor.Actor, id, clock.Today(), cancel);
        var parts = await PortfolioParts.OfAsync(db, id, cancel);
        string Say(string text) => seen.IsLearner ? text : Redacted.Of(text);
        return Results.Ok(
            new Whole(
                id,
                seen.Row.Unit,
                seen.Learner,
                [
                    .. seen.Criteria.Select(c => new Criterion(
                        c.Id,
                        c.Title,
                        Words.Written(PortfolioParts.StandingOf(parts.Select(p => p.Part), c.Id))
                    )),
                ],
                [
                    .. parts
                        .Where(p => p.Part is FrozenClaim)
                        .Select(p =>
                        {
                            var claim = (FrozenClaim)p.Part;
                            return new ClaimLine(
                                p.Row.Number,
                                claim.Criteria,
                                Say(claim.Statement!),
                                claim.Plan!,
                                claim.Things,
                                claim.On!.Value,
                                claim.Sha256!
                            );
                        }),
                ]
            )
        );
    }

    static async Task<IResult> ClaimAsync(int id, HttpRequest request, Visitor visitor, Writer writer, CancellationToken cancel)
    {
        var body = await Calls.BodyAsync(request, cancel);
        Claiming? sent;
        try
        {
            sent = JsonSerializer.Deserialize<Claiming>(body, JsonSerializerOptions.Web);
        }
        catch (JsonException wrong)
        {
            throw new BadHttpRequestException(
                "The body is no JSON object like {\"criteria\": [\"AC1.1\"], \"statement\": \"...\"}.",
                wrong
            );
        }
        var number = await writer.RunAsync(
            visitor.Actor,
            work =>
                ClaimThings.RunAsync(
                    work,
                    id,
                    [.. (sent?.Criteria ?? []).OfType<string>()],
                    sent?.Statement,
                    sent?.Plan,
                    [.. (sent?.Things ?? []).OfType<string>()]
                ),
            cancel
        );
        return Results.Created($"/api/v1/portfolios/{id}", new Made(number));
    }
}
