using System.Globalization;
using System.Text;
using System.Text.Json;
using Goldthread.App.Develop.Findings;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
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

    /// <summary>What a plan gives in a list.</summary>
    public sealed record PlanLine(string Id, string Title, string Area, int AreaId, DateOnly Starts, DateOnly Ends, string Status);

    /// <summary>What came of an import.</summary>
    public sealed record Imported(string Id, IReadOnlyDictionary<string, int> Counts);

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
        var api = routes.MapGroup("/api/v1").WithTags("Plans");
        api.MapPost("/plans", PostAsync)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .Accepts<string>("application/yaml", "application/json")
            .Produces<Imported>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Import a plan file, YAML or JSON");
        api.MapGet("/plans", ListAsync).Produces<IReadOnlyList<PlanLine>>().WithSummary("The plans that the caller sees");
        api.MapGet("/plans/{id}.yaml", YamlAsync).Produces<string>(contentType: "application/yaml").WithSummary("The plan file again");
        api.MapGet("/plans/{id}", JsonAsync).Produces<object>().WithSummary("The plan, in camelCase JSON");
        api.MapGet("/plans/{id}/findings", FindingsAsync).Produces<object>().WithSummary("What the 105 checks find");
        api.MapPost("/plans/{id}/readings", ReadingsAsync)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .Accepts<string>("application/json", "text/csv")
            .Produces<Taken>()
            .WithSummary("Enter figures: a JSON array, or CSV with measure,on,value,numerator,denominator,note");
        api.MapGet("/plans/{id}/measures/{measure}/chart.svg", PictureAsync)
            .Produces<string>(contentType: "image/svg+xml")
            .WithSummary("The chart as a picture");
        api.MapGet("/plans/{id}/actions/{action}", ActionAsync).Produces<object>().WithSummary("An action; its version is the ETag");
        api.MapPatch("/plans/{id}/actions/{action}", PatchActionAsync)
            .Accepts<object>("application/json")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .WithSummary("Change fields of an action; If-Match holds the version");
        api.MapGet("/areas/{id:int}/summary", SummaryAsync)
            .Produces<IReadOnlyList<MeasureLine>>()
            .WithSummary("One line a measure of the area and those below it");
    }

    static async Task<IResult> PostAsync(HttpRequest request, Visitor visitor, Writer writer, bool? dryRun, CancellationToken cancel)
    {
        var body = await BodyAsync(request, cancel);
        var read = PlanFile.Read(body, Shipped.Data);
        if (read.Document is null)
            return Unprocessable(read.Errors.Select(e => new Fault(e.Path, e.Line, e.Message)));
        try
        {
            ImportPlan.Result result;
            if (dryRun == true)
                result = await DryAsync(writer, visitor, read.Document, cancel);
            else
                result = await writer.RunAsync(visitor.Actor, work => ImportPlan.RunAsync(work, read.Document), cancel);
            var answer = new Imported(result.Id, result.Counts);
            return dryRun == true ? Results.Ok(answer) : Results.Created($"/api/v1/plans/{Uri.EscapeDataString(result.Id)}", answer);
        }
        catch (RuleBroken broken)
        {
            return Unprocessable(
                broken.Refusals.Select(r => new Fault(r.Field is null ? null : "/" + r.Field.Replace('.', '/'), null, r.Message))
            );
        }
    }

    /// <summary>Runs the import and takes it back: everything is checked, nothing is stored.</summary>
    static async Task<ImportPlan.Result> DryAsync(
        Writer writer,
        Visitor visitor,
        Domain.Develop.PlanDocument document,
        CancellationToken cancel
    )
    {
        try
        {
            await writer.RunAsync(visitor.Actor, async work => throw new DryRun(await ImportPlan.RunAsync(work, document)), cancel);
            throw new InvalidOperationException("A dry run always ends early.");
        }
        catch (DryRun done)
        {
            return done.Result;
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
        var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        if (asOf is not null && !DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out today))
            return Results.Problem("asOf is a day like 2026-11-22.", statusCode: StatusCodes.Status400BadRequest);
        var document = await DocumentAsync(id, db, visitor, cancel);
        var findings = new PlanFindings(id, id, PlanChecks.Run(document, today, Shipped.Data));
        return Results.Bytes(FindingsReport.ToJson([findings], today), "application/json");
    }

    static async Task<IResult> ReadingsAsync(
        string id,
        HttpRequest request,
        Visitor visitor,
        Writer writer,
        bool? partial,
        CancellationToken cancel
    )
    {
        var body = await BodyAsync(request, cancel);
        List<(int Line, string Measure, Reading Reading)> given;
        List<Rejected> rejected;
        try
        {
            (given, rejected) =
                request.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true ? FromJson(body) : FromCsv(body);
        }
        catch (JsonException wrong)
        {
            return Results.Problem($"The body is no JSON array of readings: {wrong.Message}", statusCode: StatusCodes.Status400BadRequest);
        }
        catch (RuleBroken broken)
        {
            return Results.Problem(broken.Message, statusCode: StatusCodes.Status422UnprocessableEntity);
        }
        foreach (var twice in given.GroupBy(g => (g.Measure, g.Reading.On)).Where(g => g.Count() > 1).SelectMany(g => g.Skip(1)).ToList())
        {
            // The same reading twice is one reading; another one of that day is a contradiction.
            var first = given.First(g => g.Measure == twice.Measure && g.Reading.On == twice.Reading.On);
            if (Shape.Of<Reading>().ToJson(first.Reading) != Shape.Of<Reading>().ToJson(twice.Reading))
                rejected.Add(new(twice.Line, "There is another figure of that measure and day."));
            given.Remove(twice);
        }
        if (rejected.Count > 0 && partial != true)
            return Results.UnprocessableEntity(new Taken(0, [.. rejected.OrderBy(r => r.Line)]));
        try
        {
            var unknown = await writer.RunAsync(
                visitor.Actor,
                async work =>
                {
                    var missing = new List<Rejected>();
                    foreach (var measure in given.GroupBy(g => g.Measure))
                    {
                        var exists = await work.Db.Items.AnyAsync(i =>
                            i.Owner == id && i.List == "measures" && i.Id == measure.Key && i.RemovedAt == null
                        );
                        if (exists || await work.PlanAsync(id, Domain.Govern.Permission.See) is null)
                            await RecordReadings.RunAsync(
                                work,
                                id,
                                measure.Key,
                                [.. measure.Select(m => m.Reading)],
                                "Sent by another program"
                            );
                        else
                            missing.AddRange(measure.Select(m => new Rejected(m.Line, $"There is no measure “{m.Measure}” in this plan.")));
                    }
                    return missing.Count > 0 && partial != true ? throw new Incomplete(missing) : missing;
                },
                cancel
            );
            rejected.AddRange(unknown);
            return Results.Ok(new Taken(given.Count - unknown.Count, [.. rejected.OrderBy(r => r.Line)]));
        }
        catch (Incomplete incomplete)
        {
            return Results.UnprocessableEntity(new Taken(0, incomplete.Lines));
        }
    }

    static async Task<IResult> PictureAsync(string id, string measure, Db db, Visitor visitor, CancellationToken cancel)
    {
        await SeeAsync(id, db, visitor, cancel);
        var row =
            await db.Items.FirstOrDefaultAsync(i => i.Owner == id && i.List == "measures" && i.Id == measure && i.RemovedAt == null, cancel)
            ?? throw new Missing("measure");
        var packed =
            await db.Series.Where(s => s.Plan == id && s.Measure == measure).Select(s => s.Packed).FirstOrDefaultAsync(cancel) ?? [];
        var item = ItemRows.Read<Measure>(row);
        var chart = MeasureChart.Make(item, PackedReadings.Unpack(packed), out var refusal);
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
        var row =
            await db.Items.FirstOrDefaultAsync(i => i.Owner == id && i.List == "actions" && i.Id == action && i.RemovedAt == null, cancel)
            ?? throw new Missing("action");
        response.Headers.ETag = $"\"{row.Version}\"";
        var thing = Thing.Find("actions")!;
        var part = ItemRows.Read(thing, row);
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
        HttpRequest request,
        HttpResponse response,
        Visitor visitor,
        Writer writer,
        CancellationToken cancel
    )
    {
        if (
            !int.TryParse(
                request.Headers.IfMatch.ToString().Trim('"', ' '),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var version
            )
        )
            return Results.Problem(
                "If-Match holds the version that you changed, as GET gave it in ETag.",
                statusCode: StatusCodes.Status428PreconditionRequired
            );
        var shape = Thing.Find("actions")!.Shape;
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        var faults = new List<Fault>();
        string? reason = null;
        try
        {
            using var json = JsonDocument.Parse(await BodyAsync(request, cancel));
            foreach (var property in json.RootElement.EnumerateObject())
            {
                if (property.Name is "reason")
                    reason = property.Value.GetString();
                else if (shape.Fields.FirstOrDefault(f => f.CamelName == property.Name) is not { IsId: false } field)
                    faults.Add(new("/" + property.Name, null, $"An action has no field “{property.Name}” that can be changed."));
                else if (Value(field, property.Value, out var value) is { } wrong)
                    faults.Add(new("/" + property.Name, null, wrong));
                else
                    values[field.Name] = value;
            }
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return Results.Problem("The body is no JSON object.", statusCode: StatusCodes.Status400BadRequest);
        }
        if (faults.Count > 0)
            return Unprocessable(faults);
        try
        {
            var now = await writer.RunAsync(
                visitor.Actor,
                work => EditItem.RunAsync(work, id, Thing.Find("actions")!, action, version, values, reason),
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
            return Unprocessable(broken.Refusals.Select(r => new Fault("/" + r.Field, null, r.Message)));
        }
    }

    static async Task<IResult> SummaryAsync(int id, Db db, Visitor visitor, TimeProvider clock, CancellationToken cancel)
    {
        var area =
            await db.Areas.VisibleTo(visitor.Actor).FirstOrDefaultAsync(a => a.Id == id && a.RemovedAt == null, cancel)
            ?? throw new Missing("area");
        var below = area.Path + "%";
        var rows = await db
            .Plans.Where(p => p.RemovedAt == null && EF.Functions.Like(p.Area!.Path, below))
            .Join(db.Series, p => p.Id, s => s.Plan, (p, s) => new { Plan = p.Id, Series = s })
            .Join(
                db.Items.Where(i => i.List == "measures" && i.RemovedAt == null),
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
        var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
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
                r.Last is not null && !Freshness.IsStale(ItemRows.Read<Measure>(new ItemRow { Body = r.Body }).Frequency, r.Last, today)
            ))
        );
    }

    /// <summary>A JSON value of a field; parts of parts are given whole.</summary>
    static string? Value(Field field, JsonElement json, out object? value)
    {
        value = null;
        if (json.ValueKind is JsonValueKind.Null)
            return null;
        if (json.ValueKind is JsonValueKind.Array && field.Inner is null)
        {
            var items = new List<object>();
            foreach (var element in json.EnumerateArray())
            {
                if (
                    field.Parse(element.ValueKind is JsonValueKind.String ? element.GetString() : element.GetRawText(), out var one) is
                    { } wrong
                )
                    return wrong;
                if (one is not null)
                    items.Add(one);
            }
            value = field.List(items);
            return null;
        }
        if (field.Inner is not null)
            return "This field is changed through the plan file or the page.";
        return field.Parse(json.ValueKind is JsonValueKind.String ? json.GetString() : json.GetRawText(), out value);
    }

    static (List<(int, string, Reading)>, List<Rejected>) FromJson(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        if (json.RootElement.ValueKind is not JsonValueKind.Array)
            throw new JsonException("it is no array.");
        var rows = new List<(int, Dictionary<string, string>)>();
        var line = 0;
        foreach (var element in json.RootElement.EnumerateArray())
        {
            if (element.ValueKind is not JsonValueKind.Object)
                throw new JsonException("each reading is an object.");
            rows.Add(
                (
                    ++line,
                    element
                        .EnumerateObject()
                        .Where(p => p.Value.ValueKind is not JsonValueKind.Null)
                        .GroupBy(p => p.Name, StringComparer.Ordinal)
                        .ToDictionary(
                            p => p.Key,
                            p =>
                                p.Last().Value.ValueKind is JsonValueKind.String
                                    ? p.Last().Value.GetString()!
                                    : p.Last().Value.GetRawText(),
                            StringComparer.Ordinal
                        )
                )
            );
        }
        return Read(rows);
    }

    static (List<(int, string, Reading)>, List<Rejected>) FromCsv(byte[] body)
    {
        var table = FigureTable.Read(body);
        if (table.IndexOf("measure") < 0 || table.IndexOf("on") < 0)
            throw new RuleBroken("The CSV has the columns measure,on,value,numerator,denominator,note.");
        return Read(
            table.Rows.Select(r =>
                (
                    r.Line,
                    table
                        .Columns.Select((c, i) => (c.ToLowerInvariant(), r.Cells[i]))
                        .Where(c => c.Item2.Length > 0)
                        .ToDictionary(c => c.Item1, c => c.Item2, StringComparer.Ordinal)
                )
            )
        );
    }

    static (List<(int, string, Reading)>, List<Rejected>) Read(IEnumerable<(int Line, Dictionary<string, string> Cells)> rows)
    {
        var shape = Shape.Of<Reading>();
        var given = new List<(int, string, Reading)>();
        var rejected = new List<Rejected>();
        foreach (var (line, cells) in rows)
        {
            var reading = (Reading)shape.New();
            var wrong = cells.TryGetValue("measure", out var measure) ? null : "Name the measure.";
            foreach (var (name, text) in cells)
            {
                if (name is "measure")
                    continue;
                if (shape.Find(name) is not { } field)
                    wrong ??= $"A reading has no field “{name}”.";
                else if (field.Parse(text, out var value) is { } refused)
                    wrong ??= $"{name}: {refused}";
                else
                    field.Set(reading, value);
            }
            wrong ??= reading.On is null ? "Give the figure a date, like 2026-04-01." : null;
            wrong ??=
                reading is { Value: null, Numerator: null, Denominator: null } && reading.Note is null ? "The figure is missing." : null;
            wrong ??=
                reading.Value is null && reading.Numerator is null != (reading.Denominator is null)
                    ? "Give both, numerator and denominator."
                    : null;
            wrong ??=
                reading.Denominator < 0 || reading.Numerator < 0 && reading.Denominator is not null ? "Counts cannot be below zero." : null;
            wrong ??= Identifiable.Find(reading.Note)?.Explanation();
            if (wrong is not null)
                rejected.Add(new(line, wrong));
            else
                given.Add((line, measure!, reading));
        }
        return (given, rejected);
    }

    static async Task<Domain.Develop.PlanDocument> DocumentAsync(string id, Db db, Visitor visitor, CancellationToken cancel)
    {
        await SeeAsync(id, db, visitor, cancel);
        return await PlanQueries.LoadAsync(db, id, cancel) ?? throw new Missing("plan");
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

    static IResult Unprocessable(IEnumerable<Fault> faults) =>
        Results.Problem(
            "The plan is not accepted; nothing was stored.",
            statusCode: StatusCodes.Status422UnprocessableEntity,
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["errors"] = faults.Take(100).ToList() }
        );

    sealed class DryRun(ImportPlan.Result result) : Exception
    {
        public ImportPlan.Result Result => result;
    }

    sealed class Incomplete(IReadOnlyList<Rejected> lines) : Exception
    {
        public IReadOnlyList<Rejected> Lines => lines;
    }
}
