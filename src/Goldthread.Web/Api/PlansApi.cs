using System.Text;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
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

    /// <summary>What the ETag of a plan is.</summary>
    internal const string Revision =
        "The revision of the plan now: it is raised by whatever changes of the plan, of its strategy or of its area's people";

    /// <summary>Maps the calls.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/plans", PostAsync)
            .WithMetadata(new RequestSizeLimitAttribute(Calls.MostBytes), new HasTag(Revision))
            .Accepts<object>("application/yaml", "application/json", Calls.Any)
            .Produces<Imported>(StatusCodes.Status201Created)
            .Produces<Imported>()
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Import a plan file, YAML or JSON")
            .WithDescription(
                "If-Match may hold the ETag of the plan that the file was made from: then nothing that others changed since is overwritten."
            );
        api.MapGet("/plans", ListAsync).Produces<IReadOnlyList<PlanLine>>().WithSummary("The plans that the caller sees");
        api.MapGet("/plans/{id}.yaml", YamlAsync)
            .WithMetadata(new HasTag(Revision))
            .Produces<string>(contentType: "application/yaml")
            .WithSummary("The plan file again; its revision is the ETag");
        api.MapGet("/plans/{id}", JsonAsync)
            .WithMetadata(new HasTag(Revision))
            .Produces<object>()
            .WithSummary("The plan, in camelCase JSON; its revision is the ETag");
    }

    static async Task<IResult> PostAsync(
        HttpRequest request,
        HttpResponse response,
        [FromHeader(Name = "If-Match")] string? match,
        Db db,
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
            var seen = ItemsApi.VersionOf(match);
            var result = dryRun
                ? await ImportPlan.DryAsync(writer, visitor.Actor, read.Document, reason, seen, cancel)
                : await writer.RunAsync(visitor.Actor, work => ImportPlan.RunAsync(work, read.Document, reason, seen), cancel);
            var answer = new Imported(result.Id, result.Counts, result.Left);
            if (!dryRun)
                Tag(response, await Calls.SeeAsync(result.Id, db, visitor, cancel));
            return dryRun ? Results.Ok(answer) : Results.Created($"/api/v1/plans/{Uri.EscapeDataString(result.Id)}", answer);
        }
        catch (StaleEdit stale)
        {
            return Calls.Stale("plan", stale);
        }
        catch (RuleBroken broken)
        {
            return Unprocessable(
                broken.Refusals.Select(r => new Fault(
                    r.Field is null ? null : PathOf(r.Field),
                    r.Field is null ? null : Walk.PartAt(read.Document, r.Field).FileLine,
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

    static async Task<IResult> YamlAsync(string id, Db db, Visitor visitor, HttpResponse response, CancellationToken cancel) =>
        Results.Text(PlanFile.ToYaml(await TaggedAsync(id, db, visitor, response, cancel)), "application/yaml", Encoding.UTF8);

    static async Task<IResult> JsonAsync(string id, Db db, Visitor visitor, HttpResponse response, CancellationToken cancel) =>
        Results.Bytes(
            PlanFile.ToJson(await TaggedAsync(id, db, visitor, response, cancel), camelCase: true, indented: false),
            "application/json"
        );

    /// <summary>The plan, with the ETag that a move and an import may give back. The revision is read first: should somebody write between, it is stale.</summary>
    static async Task<PlanDocument> TaggedAsync(string id, Db db, Visitor visitor, HttpResponse response, CancellationToken cancel)
    {
        Tag(response, await Calls.SeeAsync(id, db, visitor, cancel));
        return await PlanQueries.LoadAsync(db, id, visitor.Actor, cancel) ?? throw new Missing("plan");
    }

    static void Tag(HttpResponse response, PlanRow plan) => response.Headers.ETag = ItemsApi.TagOf(plan.Revision);

    /// <summary>The path of a refusal as an address into the file: <c>/notes/0/by</c> of <c>notes[0].by</c>.</summary>
    static string PathOf(string place) =>
        string.Concat(place.Split(['/', '.', '[', ']'], StringSplitOptions.RemoveEmptyEntries).Select(step => "/" + step));

    static IResult Unprocessable(IEnumerable<Fault> faults) => Calls.Unprocessable("plan", faults);
}
