using System.Globalization;
using System.Text;
using System.Text.Json;
using Goldthread.App.Develop.Findings;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Api;

/// <summary>Plans, their figures and their findings for other programs. Operations check what the caller may do; what is invisible is 404.</summary>
public static class PlansApi
{
    const int MostBytes = 10 * 1024 * 1024;

    // What a body is shows in itself: many programs send a file under a type that they made up, or under none.
    const string Any = "*/*";

    /// <summary>What a plan gives in a list.</summary>
    public sealed record PlanLine(string Id, string Title, string Area, int AreaId, DateOnly Starts, DateOnly Ends, string Status);

    /// <summary>What came of an import.</summary>
    /// <param name="Left">What the caller may not write, by its place in the file: it was left as it stands.</param>
    public sealed record Imported(string Id, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<string> Left);

    /// <summary>One thing that is not accepted.</summary>
    public sealed record Fault(string? Path, int? Line, string Message);

    /// <summary>A reading that was not taken.</summary>
    public sealed record Rejected(int Line, string Reason);

    /// <summary>What came of readings.</summary>
    public sealed record Taken(int Accepted, IReadOnlyList<Rejected> Rejected);

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

    /// <summary>Maps the calls.</summary>
    public static void MapPlansApi(this IEndpointRouteBuilder routes)
    {
        var api = routes
            .MapGroup("/api/v1")
            .WithTags("Plans")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost("/plans", PostAsync)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .Accepts<object>("application/yaml", "application/json", Any)
            .Produces<Imported>(StatusCodes.Status201Created)
            .Produces<Imported>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Import a plan file, YAML or JSON");
        api.MapGet("/plans", ListAsync).Produces<IReadOnlyList<PlanLine>>().WithSummary("The plans that the caller sees");
        api.MapGet("/plans/{id}.yaml", YamlAsync).Produces<string>(contentType: "application/yaml").WithSummary("The plan file again");
        api.MapGet("/plans/{id}", JsonAsync).Produces<object>().WithSummary("The plan, in camelCase JSON");
        api.MapGet("/plans/{id}/findings", FindingsAsync).Produces<object>().WithSummary("What the checks find");
        api.MapMarkingApi();
        api.MapPost("/plans/{id}/readings", ReadingsAsync)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .Accepts<object>("application/json", "text/csv", Any)
            .Produces<Taken>()
            .Produces<Taken>(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Enter figures: a JSON array, or CSV with measure,on,value,numerator,denominator,note");
        api.MapGet("/plans/{id}/measures/{measure}/chart", StatisticsAsync)
            .Produces<object>()
            .Produces<object>(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("The statistics of the chart: points, limits, signals, verdicts");
        api.MapGet("/plans/{id}/measures/{measure}/chart.svg", PictureAsync)
            .Produces<string>(contentType: "image/svg+xml")
            .WithSummary("The chart as a picture");
        api.MapGet("/plans/{id}/actions/{action}", ActionAsync).Produces<object>().WithSummary("An action; its version is the ETag");
        api.MapPatch("/plans/{id}/actions/{action}", PatchActionAsync)
            .Accepts<object>("application/json", Any)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status428PreconditionRequired)
            .WithSummary("Change fields of an action; If-Match holds the version");
        api.MapGet("/areas/{id:int}/summary", SummaryAsync)
            .Produces<IReadOnlyList<MeasureLine>>()
            .WithSummary("One line a measure of the area and those below it");
    }

    static async Task<IResult> PostAsync(
        HttpRequest request,
        Visitor visitor,
        Writer writer,
        bool? dryRun,
        string? reason,
        CancellationToken cancel
    )
    {
        var body = await BodyAsync(request, cancel);
        var read = PlanFile.Read(body, Shipped.Data, toKeep: true);
        if (read.Document is null)
            return Unprocessable(read.Errors.Select(e => new Fault(e.Path, e.Line, e.Message)));
        try
        {
            var result =
                dryRun == true
                    ? await ImportPlan.DryAsync(writer, visitor.Actor, read.Document, reason, cancel)
                    : await writer.RunAsync(visitor.Actor, work => ImportPlan.RunAsync(work, read.Document, reason), cancel);
            var answer = new Imported(result.Id, result.Counts, result.Left);
            return dryRun == true ? Results.Ok(answer) : Results.Created($"/api/v1/plans/{Uri.EscapeDataString(result.Id)}", answer);
        }
        catch (RuleBroken broken)
        {
            return Unprocessable(
                broken.Refusals.Select(r => new Fault(
                    r.Field is null ? null : PathOf(r.Field),
                    r.Field is null ? null : Walk.PartAt(read.Document, r.Field).Line,
                    r.Message
                ))
            );
        }
    }

    static async Task<IResult> ListAsync(Db db, Visitor visitor, int? page, CancellationToken cancel) =>
        Results.Ok(
            await db
                .Plans.VisibleTo(visitor.Actor)
                .Where(p => p.RemovedAt == null)
                .OrderBy(p => p.Id)
                .Skip((Math.Clamp(page ?? 1, 1, 10_000) - 1) * 200)
                .Take(200)
                .Select(p => new PlanLine(p.Id, p.Title, p.Area!.Name, p.AreaId, p.Starts, p.Ends, p.Status))
                .ToListAsync(cancel)
        );

    static async Task<IResult> YamlAsync(string id, Db db, Visitor visitor, CancellationToken cancel) =>
        Results.Text(PlanFile.ToYaml(await DocumentAsync(id, db, visitor, cancel)), "application/yaml", Encoding.UTF8);

    static async Task<IResult> JsonAsync(string id, Db db, Visitor visitor, CancellationToken cancel) =>
        Results.Bytes(PlanFile.ToJson(await DocumentAsync(id, db, visitor, cancel), camelCase: true, indented: false), "application/json");

    static async Task<IResult> FindingsAsync(string id, string? asOf, Db db, Visitor visitor, TimeProvider clock, CancellationToken cancel)
    {
        var today = clock.Today();
        if (asOf is not null && !DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out today))
            return Results.Problem("asOf is a day like 2026-11-22.", statusCode: StatusCodes.Status400BadRequest);
        var document = await DocumentAsync(id, db, visitor, cancel);
        var findings = new PlanFindings(id, id, PlanChecks.Run(document, today, Shipped.Data));
        return Results.Bytes(FindingsReport.ToJson([findings], today), "application/json");
    }

    static async Task<IResult> ReadingsAsync(
        string id,
        HttpRequest request,
        Db db,
        Visitor visitor,
        Writer writer,
        bool? partial,
        CancellationToken cancel
    )
    {
        var read = await FiguresAsync(request, cancel);
        if (read.Figures.Count == 0 && read.Lines.Count == 0)
        {
            await SeeAsync(id, db, visitor, cancel);
            return Results.Ok(new Taken(0, []));
        }
        var outcome = await writer.RunAsync(
            visitor.Actor,
            work => ImportFigures.RunAsync(work, id, read, partial == true, "Sent by another program"),
            cancel
        );
        Rejected[] rejected = [.. outcome.Refused.Select(r => new Rejected(r.Line, r.Reason))];
        return rejected.Length > 0 && partial != true
            ? Results.UnprocessableEntity(new Taken(0, rejected))
            : Results.Ok(new Taken(outcome.Taken, rejected));
    }

    /// <summary>The figures of a body. What is wrong with the whole of it is said of its first line.</summary>
    static async Task<FigureMap.Result> FiguresAsync(HttpRequest request, CancellationToken cancel)
    {
        var body = await BodyAsync(request, cancel);
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
        await SeeAsync(id, db, visitor, cancel);
        var seen = new Seen(db, visitor.Actor);
        var row =
            await seen.Items.FirstOrDefaultAsync(
                i => i.Owner == id && i.List == "measures" && i.Id == measure && i.RemovedAt == null,
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

    static async Task<IResult> ActionAsync(
        string id,
        string action,
        Db db,
        Visitor visitor,
        HttpResponse response,
        CancellationToken cancel
    )
    {
        await SeeAsync(id, db, visitor, cancel);
        var seen = new Seen(db, visitor.Actor);
        var row =
            await seen.Items.FirstOrDefaultAsync(i => i.Owner == id && i.List == "actions" && i.Id == action && i.RemovedAt == null, cancel)
            ?? throw new Missing("action");
        response.Headers.ETag = $"\"{row.Version}\"";
        var thing = Thing.Find("actions")!;
        var part = (await seen.HiddenInAsync([id], cancel))(id).Shown(ItemRows.Read(thing, row));
        using var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var field in thing.Shape.Fields.Where(f => f.IsSet(part)))
            {
                json.WritePropertyName(field.CamelName);
                field.WriteJson(json, part);
            }
            json.WriteEndObject();
        }
        return Results.Bytes(buffer.ToArray(), "application/json");
    }

    static async Task<IResult> PatchActionAsync(
        string id,
        string action,
        [FromHeader(Name = "If-Match")] string? match,
        HttpRequest request,
        HttpResponse response,
        Visitor visitor,
        Writer writer,
        CancellationToken cancel
    )
    {
        if (string.IsNullOrWhiteSpace(match) || match.Trim() == "*")
            return Results.Problem(
                "If-Match holds the version that you changed, as GET gave it in ETag.",
                statusCode: StatusCodes.Status428PreconditionRequired
            );
        // Servers on the way make a tag weak when they compress. What is no version was never one of ours: it cannot be the present one.
        if (
            !int.TryParse(
                match.Trim().Replace("W/", "", StringComparison.Ordinal).Trim('"'),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var version
            )
        )
            version = 0;
        var shape = Thing.Find("actions")!.Shape;
        var faults = new List<Fault>();
        Dictionary<string, object?> values;
        string? reason;
        try
        {
            using var json = JsonDocument.Parse(await BodyAsync(request, cancel), new JsonDocumentOptions { MaxDepth = 8 });
            (values, reason) = JsonFields.Read(shape, json.RootElement, faults);
        }
        catch (JsonException)
        {
            return Results.Problem("The body is no JSON object.", statusCode: StatusCodes.Status400BadRequest);
        }
        if (faults.Count > 0)
            return Unprocessable(faults, "action");
        try
        {
            var now = await writer.RunAsync(
                visitor.Actor,
                work => EditItem.RunAsync(work, id, Thing.Find("actions")!, action, version, values, reason, isStrict: true),
                cancel
            );
            response.Headers.ETag = $"\"{now}\"";
            return Results.NoContent();
        }
        catch (StaleEdit stale)
        {
            return Results.Problem(
                $"{stale.Who} changed the action in between. Its version is {stale.Version} now.",
                statusCode: StatusCodes.Status412PreconditionFailed
            );
        }
        catch (RuleBroken broken)
        {
            return Unprocessable(
                broken.Refusals.Select(r => new Fault(r.Field is null ? null : PathOf(r.Field, shape), null, r.Message)),
                "action"
            );
        }
    }

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
                seen.Items.Where(i => i.List == "measures" && i.RemovedAt == null),
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

    internal static async Task<Domain.Develop.PlanDocument> DocumentAsync(string id, Db db, Visitor visitor, CancellationToken cancel)
    {
        await SeeAsync(id, db, visitor, cancel);
        return await PlanQueries.LoadAsync(db, id, visitor.Actor, cancel) ?? throw new Missing("plan");
    }

    static async Task SeeAsync(string id, Db db, Visitor visitor, CancellationToken cancel)
    {
        if (!await db.Plans.VisibleTo(visitor.Actor).AnyAsync(p => p.Id == id && p.RemovedAt == null, cancel))
            throw new Missing("plan");
    }

    static async Task<byte[]> BodyAsync(HttpRequest request, CancellationToken cancel)
    {
        using var memory = new MemoryStream();
        await request.Body.CopyToAsync(memory, cancel);
        return memory.ToArray();
    }

    /// <summary>The path of a refusal as an address into the file or the JSON: <c>/notes/0/by</c> of <c>notes[0].by</c>.</summary>
    /// <param name="place">The place as forms name it.</param>
    /// <param name="shape">Given where the fields are to be named in camelCase.</param>
    static string PathOf(string place, Shape? shape = null)
    {
        var path = new StringBuilder();
        foreach (var step in place.Split(['/', '.', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
        {
            var known = shape?.Find(step);
            path.Append('/').Append(known?.CamelName ?? step);
            shape = known?.Inner ?? shape;
        }
        return path.ToString();
    }

    static IResult Unprocessable(IEnumerable<Fault> faults, string what = "plan") =>
        Results.Problem(
            $"The {what} is not accepted; nothing was stored.",
            statusCode: StatusCodes.Status422UnprocessableEntity,
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["errors"] = faults.Take(100).ToList() }
        );
}
