using System.Text.Json;
using Goldthread.App.Govern;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Monitor;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Api;

/// <summary>A measure's chart: the statistics and the picture.</summary>
static class ChartsApi
{
    /// <summary>Maps the calls.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/plans/{id}/measures/{measure}/chart", StatisticsAsync)
            .Produces<object>()
            .Produces<object>(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("The statistics of the chart: points, limits, signals, verdicts");
        api.MapGet("/plans/{id}/measures/{measure}/chart.svg", PictureAsync)
            .Produces<string>(contentType: "image/svg+xml")
            .WithSummary("The chart as a picture");
    }

    static async Task<IResult> StatisticsAsync(string id, string measure, Db db, Visitor visitor, CancellationToken cancel)
    {
        var (_, chart, refusal) = await ChartAsync(id, measure, db, visitor, cancel);
        using var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer))
        {
            if (chart is not null)
                Spc.Exchange.ChartJson.Write(json, chart);
            else
                Spc.Exchange.ChartJson.Write(json, refusal!);
        }
        return new Answer(
            buffer.ToArray(),
            "application/json",
            chart is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK
        );
    }

    static async Task<(Measure Measure, Spc.Chart? Chart, Spc.Refusal? Refusal)> ChartAsync(
        string id,
        string measure,
        Db db,
        Visitor visitor,
        CancellationToken cancel
    )
    {
        await Calls.SeeAsync(id, db, visitor, cancel);
        var seen = new Seen(db, visitor.Actor);
        var row =
            await seen.Items.FirstOrDefaultAsync(
                i => i.Owner == id && i.List == Measure.List && i.Id == measure && i.RemovedAt == null,
                cancel
            ) ?? throw new Missing("measure");
        var packed =
            await seen.Series.Where(s => s.Plan == id && s.Measure == measure).Select(s => s.Packed).FirstOrDefaultAsync(cancel) ?? [];
        var item = ItemRows.Read<Measure>(row);
        var bases = await ChartBases.LoadAsync(db, seen, id, cancel);
        return (item, MeasureChart.Make(item, PackedReadings.Unpack(packed), bases.Of(measure), out var refusal), refusal);
    }

    sealed class Answer(byte[] body, string type, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            (httpContext.Response.StatusCode, httpContext.Response.ContentType, httpContext.Response.ContentLength) = (
                status,
                type,
                body.Length
            );
            return httpContext.Response.Body.WriteAsync(body).AsTask();
        }
    }

    static async Task<IResult> PictureAsync(string id, string measure, Db db, Visitor visitor, CancellationToken cancel)
    {
        var (item, chart, refusal) = await ChartAsync(id, measure, db, visitor, cancel);
        if (chart is null)
            return Results.Problem(refusal?.Message, statusCode: StatusCodes.Status422UnprocessableEntity);
        using var picture = new MemoryStream();
        Spc.Pictures.ChartPicture.Write(picture, chart, MeasureChart.WordsOf(item));
        return Results.Bytes(picture.ToArray(), "image/svg+xml");
    }
}
