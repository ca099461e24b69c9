using System.Text;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Shapes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Api;

/// <summary>Plans as files: in, out, and which there are.</summary>
static class PlansApi
{
    /// <summary>What a plan gives in a list.</summary>
    public sealed record PlanLine(string Id, string Title, string Area, int AreaId, DateOnly Starts, DateOnly Ends, string Status);

    /// <summary>What came of an import.</summary>
    /// <param name="Left">What the caller may not write, by its place in the file: it was left as it stands.</param>
    public sealed record Imported(string Id, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<string> Left);

    /// <summary>One thing of the file that is not accepted.</summary>
    public sealed record Fault(string? Path, int? Line, string Message);

    /// <summary>Maps the calls.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/plans", PostAsync)
            .WithMetadata(new RequestSizeLimitAttribute(Calls.MostBytes))
            .Accepts<object>("application/yaml", "application/json", Calls.Any)
            .Produces<Imported>(StatusCodes.Status201Created)
            .Produces<Imported>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Import a plan file, YAML or JSON");
        api.MapGet("/plans", ListAsync).Produces<IReadOnlyList<PlanLine>>().WithSummary("The plans that the caller sees");
        api.MapGet("/plans/{id}.yaml", YamlAsync).Produces<string>(contentType: "application/yaml").WithSummary("The plan file again");
        api.MapGet("/plans/{id}", JsonAsync).Produces<object>().WithSummary("The plan, in camelCase JSON");
    }

    static async Task<IResult> PostAsync(
        HttpRequest request,
        Visitor visitor,
        Writer writer,
        string? reason,
        bool dryRun = false,
        CancellationToken cancel = default
    )
    {
        var body = await Calls.BodyAsync(request, cancel);
        var read = PlanFile.Read(body, Shipped.Data, toKeep: true);
        if (read.Document is null)
            return Unprocessable(read.Errors.Select(e => new Fault(e.Path, e.Line, e.Message)));
        try
        {
            var result = dryRun
                ? await ImportPlan.DryAsync(writer, visitor.Actor, read.Document, reason, cancel)
                : await writer.RunAsync(visitor.Actor, work => ImportPlan.RunAsync(work, read.Document, reason), cancel);
            var answer = new Imported(result.Id, result.Counts, result.Left);
            return dryRun ? Results.Ok(answer) : Results.Created($"/api/v1/plans/{Uri.EscapeDataString(result.Id)}", answer);
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

    static async Task<IResult> ListAsync(Db db, Visitor visitor, int page = 1, CancellationToken cancel = default) =>
        Results.Ok(
            await db
                .Plans.VisibleTo(visitor.Actor)
                .Where(p => p.RemovedAt == null)
                .OrderBy(p => p.Id)
                .Skip((Math.Clamp(page, 1, 10_000) - 1) * 200)
                .Take(200)
                .Select(p => new PlanLine(p.Id, p.Title, p.Area!.Name, p.AreaId, p.Starts, p.Ends, p.Status))
                .ToListAsync(cancel)
        );

    static async Task<IResult> YamlAsync(string id, Db db, Visitor visitor, CancellationToken cancel) =>
        Results.Text(PlanFile.ToYaml(await Calls.DocumentAsync(id, db, visitor, cancel)), "application/yaml", Encoding.UTF8);

    static async Task<IResult> JsonAsync(string id, Db db, Visitor visitor, CancellationToken cancel) =>
        Results.Bytes(
            PlanFile.ToJson(await Calls.DocumentAsync(id, db, visitor, cancel), camelCase: true, indented: false),
            "application/json"
        );

    /// <summary>The path of a refusal as an address into the file: <c>/notes/0/by</c> of <c>notes[0].by</c>.</summary>
    static string PathOf(string place) =>
        string.Concat(place.Split(['/', '.', '[', ']'], StringSplitOptions.RemoveEmptyEntries).Select(step => "/" + step));

    static IResult Unprocessable(IEnumerable<Fault> faults) => Calls.Unprocessable("plan", faults);
}
