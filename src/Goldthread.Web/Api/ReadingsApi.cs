using System.Text.Json;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.Domain;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Api;

/// <summary>Figures of a plan's measures, as another program sends them.</summary>
static class ReadingsApi
{
    /// <summary>A reading that was not taken.</summary>
    public sealed record Rejected(int Line, string Reason);

    /// <summary>What came of readings.</summary>
    public sealed record Taken(int Accepted, IReadOnlyList<Rejected> Rejected);

    /// <summary>Maps the call.</summary>
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/plans/{id}/readings", ReadingsAsync)
            .WithMetadata(new RequestSizeLimitAttribute(Calls.MostBytes))
            .Accepts<object>("application/json", "text/csv", Calls.Any)
            .Produces<Taken>()
            .Produces<Taken>(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Enter figures: a JSON array, or CSV with measure,on,value,numerator,denominator,note");

    static async Task<IResult> ReadingsAsync(
        string id,
        HttpRequest request,
        Db db,
        Visitor visitor,
        Writer writer,
        Place place,
        TimeProvider clock,
        bool partial = false,
        [System.ComponentModel.DataAnnotations.MaxLength(1000)] string? reason = null,
        CancellationToken cancel = default
    )
    {
        var read = await FiguresAsync(request, cancel);
        if (read.Figures.Count == 0 && read.Lines.Count == 0)
        {
            await Calls.SeeAsync(id, db, visitor, cancel);
            return Results.Ok(new Taken(0, []));
        }
        var before = await ImportFigures.BeforeAsync(place.Database, visitor.Actor, id, read, clock.Today(), cancel: cancel);
        var outcome = await writer.RunAsync(
            visitor.Actor,
            work =>
                ImportFigures.RunAsync(
                    work,
                    id,
                    read,
                    partial,
                    string.IsNullOrWhiteSpace(reason) ? "Sent by another program" : reason,
                    compared: before,
                    isSaid: !string.IsNullOrWhiteSpace(reason)
                ),
            cancel
        );
        Rejected[] rejected = [.. outcome.Refused.Select(r => new Rejected(r.Line, r.Reason))];
        return rejected.Length > 0 && !partial
            ? Results.UnprocessableEntity(new Taken(0, rejected))
            : Results.Ok(new Taken(outcome.Taken, rejected));
    }

    /// <summary>The figures of a body. What is wrong with the whole of it is said of its first line.</summary>
    static async Task<FigureMap.Result> FiguresAsync(HttpRequest request, CancellationToken cancel)
    {
        var body = await Calls.BodyAsync(request, cancel);
        try
        {
            if (IsJson(request, body))
            {
                var (table, refused) = ImportFigures.FromJson(body);
                var read = FigureMap.OfStandard(table).Read(table, cancel);
                return read with { Lines = [.. refused, .. read.Lines] };
            }
            var csv = FigureTable.Read(body, cancel: cancel);
            return FigureMap.OfStandard(csv).Read(csv, cancel);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            var why = wrong is JsonException { LineNumber: { } line } ? $"Line {line + 1} is no JSON." : wrong.Message;
            throw new BadHttpRequestException($"The body is no JSON array of readings. {why}", wrong);
        }
        catch (RuleBroken broken)
        {
            return new FigureMap.Result([], [new(1, broken.Message)], 0);
        }
    }

    static bool IsJson(HttpRequest request, ReadOnlySpan<byte> body) =>
        request.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true
        || (
            request.ContentType?.Contains("csv", StringComparison.OrdinalIgnoreCase) != true
            && body.TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'[' or (byte)'{', ..]
        );
}
