using System.Globalization;
using System.Text.Json;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Implement.Actions;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Errors;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Api;

/// <summary>
/// The moves of items and of plans for other programs: one call a move, its body the answers to its questions. It may carry the version that was seen
/// in <c>If-Match</c>, and owes none.
/// </summary>
static class MovesApi
{
    /// <summary>Maps a call for each move.</summary>
    public static void Map(RouteGroupBuilder all)
    {
        var api = all.MapGroup("")
            .WithTags("Moves")
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        foreach (var move in MoveKind.All)
        {
            (
                move.Thing is null
                    ? api.MapPost(
                        $"/plans/{{id}}/{move.Name}",
                        (
                            string id,
                            [FromHeader(Name = "If-Match")] string? match,
                            HttpContext http,
                            Db db,
                            Visitor visitor,
                            Writer writer,
                            CancellationToken cancel
                        ) => PlanAsync(move, id, match, http, db, visitor, writer, cancel)
                    )
                : move.Shape.Type == typeof(MoveAction)
                    ? api.MapPost(
                        $"/plans/{{id}}/{move.Thing.List}/{{item}}/{move.Name}",
                        (
                            string id,
                            string item,
                            [FromHeader(Name = "If-Match")] string? match,
                            HttpContext http,
                            Db db,
                            Visitor visitor,
                            Writer writer,
                            CancellationToken cancel,
                            bool dryRun = false
                        ) =>
                            dryRun
                                ? LookAheadAsync(move, id, item, http.Request, db, visitor, cancel)
                                : ItemAsync(move, id, item, match, http, db, visitor, writer, cancel)
                    )
                : api.MapPost(
                    $"/plans/{{id}}/{move.Thing.List}/{{item}}/{move.Name}",
                    (
                        string id,
                        string item,
                        [FromHeader(Name = "If-Match")] string? match,
                        HttpContext http,
                        Db db,
                        Visitor visitor,
                        Writer writer,
                        CancellationToken cancel
                    ) => ItemAsync(move, id, item, match, http, db, visitor, writer, cancel)
                )
            ).WithMetadata(new MoveBody(move), new HasTag(move.Thing is null ? PlansApi.Revision : "The version now")).Produces<object>(move.Makes is null && !move.MakesPlan ? StatusCodes.Status200OK : StatusCodes.Status201Created).WithSummary(move.Thing is null ? move.Button : $"{move.Button} ({move.Noun})").WithDescription($"Says in the record: {move.Operation}." + (move.From.Count > 0 ? $" From: {string.Join(", ", move.From)}." : "") + (move.Does.Length > 0 ? " " + move.Does : "") + (move.Shape.Type == typeof(MoveAction) ? " With dryRun=true nothing is stored, and the answer is what would move: moves, each with id, starts, due, and was with the days before." : ""));
        }
    }

    static async Task<IResult> ItemAsync(
        MoveKind move,
        string id,
        string item,
        string? match,
        HttpContext http,
        Db db,
        Visitor visitor,
        Writer writer,
        CancellationToken cancel
    )
    {
        Move? done = null;
        if (
            await MakeAsync(
                move,
                match,
                http.Request,
                async (sent, seen) =>
                    done = await writer.RunAsync(
                        visitor.Actor,
                        work => MakeMove.RunAsync(work, id, move, item, sent.Values, seen, sent.Refusals),
                        cancel
                    )
            ) is
            { } refused
        )
            return refused;
        if (done?.Made is { } made)
        {
            var (added, _) = await ItemsApi.FindAsync(db, visitor, id, move.Makes!, made, cancel);
            http.Response.Headers.ETag = ItemsApi.TagOf(added.Version);
            return ItemsApi.Created(id, move.Makes!, new(added.Id, added.Version));
        }
        var (row, part) = await ItemsApi.FindAsync(db, visitor, id, move.Thing!, item, cancel);
        http.Response.Headers.ETag = ItemsApi.TagOf(row.Version);
        return ItemsApi.Json(json => ItemsApi.Write(json, move.Thing!, row.Id, row.Version, part, done?.Outcome));
    }

    /// <summary>What an action would move with it: refused where the move itself would be, and nothing is stored.</summary>
    static async Task<IResult> LookAheadAsync(
        MoveKind move,
        string id,
        string item,
        HttpRequest request,
        Db db,
        Visitor visitor,
        CancellationToken cancel
    )
    {
        var moves = Array.Empty<object>();
        return await MakeAsync(
                move,
                null,
                request,
                async (sent, _) =>
                {
                    var plan = await PlanQueries.RowAsync(db, id, cancel);
                    if (plan is null || !visitor.Actor.May(Permission.See, plan.Area!.Path))
                        throw new Missing("plan");
                    if (!Acceptance.MayMove(visitor.Actor, plan.Area!.Path, move, null))
                        throw new Forbidden("A planner of the area can do this.");
                    Holder.Of(plan).RefuseClosed();
                    if (sent.Refusals.Count > 0)
                        throw new RuleBroken(sent.Refusals);
                    var (shifts, _) = await LookAhead.RunAsync(
                        db,
                        plan,
                        new Seen(db, visitor.Actor).Items,
                        item,
                        sent.Values.GetValueOrDefault("starts") as DateOnly?,
                        sent.Values.GetValueOrDefault("due") as DateOnly?,
                        cancel
                    );
                    moves =
                    [
                        .. shifts.Select(s => new
                        {
                            id = s.Action.Id,
                            starts = s.Starts,
                            due = s.Due,
                            was = new { starts = s.Action.Starts, due = s.Action.Due },
                        }),
                    ];
                }
            ) ?? Results.Ok(new { moves });
    }

    static async Task<IResult> PlanAsync(
        MoveKind move,
        string id,
        string? match,
        HttpContext http,
        Db db,
        Visitor visitor,
        Writer writer,
        CancellationToken cancel
    )
    {
        string? made = null;
        if (
            await MakeAsync(
                move,
                match,
                http.Request,
                async (sent, seen) =>
                    made = (
                        await writer.RunAsync(
                            visitor.Actor,
                            work => MakeMove.RunAsync(work, id, move, sent.Values, seen, sent.Refusals),
                            cancel
                        )
                    ).Made
            ) is
            { } refused
        )
            return refused;
        if (made is not null)
        {
            var plan = await PlanQueries.LoadAsync(db, made, visitor.Actor, cancel) ?? throw new Missing("plan");
            return Results.Created(
                $"/api/v1/plans/{Uri.EscapeDataString(made)}",
                new PlansApi.Imported(made, ImportPlan.CountsOf(plan), [])
            );
        }
        var row = await PlanQueries.RowAsync(db, id, cancel) ?? throw new Missing("plan");
        var document = await PlanQueries.LoadAsync(db, id, visitor.Actor, cancel) ?? throw new Missing("plan");
        http.Response.Headers.ETag = ItemsApi.TagOf(row.Revision);
        return Results.Bytes(PlanFile.ToJson(document, camelCase: true, indented: false), "application/json");
    }

    /// <summary>Reads the answers and makes the move.</summary>
    /// <returns>Null where it was made; else what is said instead.</returns>
    static async Task<IResult?> MakeAsync(MoveKind move, string? match, HttpRequest request, Func<JsonFields, int?, Task> make)
    {
        var sent = await JsonFields.ReadAsync(request, move.Shape.Fields, move.Shape, request.HttpContext.RequestAborted, mayBeEmpty: true);
        // Of a move a reason is an answer like the others.
        if (sent.Reason is not null)
            sent = sent with { Refusals = [.. sent.Refusals, new("reason", "This move asks no reason. Leave it out.")] };
        try
        {
            await make(sent, ItemsApi.VersionOf(match));
            return null;
        }
        catch (StaleEdit stale)
        {
            return Calls.Stale(move.Noun, stale);
        }
        catch (ChangedSince changed)
        {
            return Results.Problem(
                changed.Message,
                statusCode: StatusCodes.Status409Conflict,
                extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["since"] = changed.Since.Select(l => new
                    {
                        at = l.At,
                        by = l.Actor,
                        what = HistoryWords.Of(l) + HistoryWords.About(l),
                    }),
                }
            );
        }
        catch (RuleBroken broken)
        {
            return Calls.Unprocessable(
                "move",
                broken.Refusals.Select(r => new ItemsApi.Fault(JsonFields.CamelPlace(move.Shape, r.Field), Failure.InACall(r)))
            );
        }
    }
}

/// <summary>What the body of a call is: the answers to a move's questions. The description of the interface reads it.</summary>
/// <param name="Move">The move.</param>
sealed record MoveBody(MoveKind Move);
