using System.Text.Json;
using Goldthread.App.Develop.Workbooks;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Shapes;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Api;

/// <summary>A plan as a workbook, out and back.</summary>
static class WorkbookApi
{
    /// <summary>An answer that differs.</summary>
    /// <param name="Field">Its name, as <c>target.value</c>.</param>
    /// <param name="Now">What the plan says.</param>
    /// <param name="Workbook">What the workbook says.</param>
    /// <param name="Meanwhile">True where somebody else changed it after the workbook was made.</param>
    public sealed record Differs(string Field, JsonElement Now, JsonElement Workbook, bool Meanwhile);

    /// <summary>A line of the difference.</summary>
    /// <param name="List">The list; <c>plan</c> for the plan itself.</param>
    /// <param name="Id">By what the item is known; empty for a new one without an id.</param>
    /// <param name="Kind">Changed, added or removed.</param>
    /// <param name="Place">Where it stands in the workbook.</param>
    /// <param name="Meanwhile">True where somebody else changed it after the workbook was made.</param>
    /// <param name="Taken">True where it is, or would be, stored.</param>
    /// <param name="Refused">Why it cannot be, a sentence each.</param>
    /// <param name="Fields">What differs.</param>
    public sealed record Line(
        string List,
        string Id,
        string Kind,
        string Place,
        bool Meanwhile,
        bool Taken,
        IReadOnlyList<string> Refused,
        IReadOnlyList<Differs> Fields
    );

    /// <summary>What came of a workbook.</summary>
    public sealed record GivenBack(int Added, int Changed, int Removed, IReadOnlyList<Line> Lines, IReadOnlyList<string> Told);

    /// <summary>Maps the calls.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/plans/{id}.xlsx", MakeAsync)
            .WithMetadata(new HasTag(PlansApi.Revision))
            .Produces<byte[]>(contentType: Pages.Develop.Workbook.FileModel.ContentType)
            .WithSummary("The plan as a workbook: a sheet a list");
        api.MapPost("/plans/{id}/workbook", TakeAsync)
            .WithMetadata(new RequestSizeLimitAttribute(GivenWorkbook.MostBytes))
            .Accepts<byte[]>(Pages.Develop.Workbook.FileModel.ContentType, Calls.Any)
            .Produces<GivenBack>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Give a workbook back")
            .WithDescription(
                "What the workbook alone changed is stored, all of it or nothing. With over=true that too which somebody else changed meanwhile, with removals=true what is not in it any more is taken out. With dryRun=true nothing is stored."
            );
    }

    static async Task<IResult> MakeAsync(
        string id,
        Db db,
        Visitor visitor,
        TimeProvider clock,
        HttpResponse response,
        CancellationToken cancel
    )
    {
        var plan = await Calls.SeeAsync(id, db, visitor, cancel);
        response.Headers.ETag = ItemsApi.TagOf(plan.Revision);
        return Results.Bytes(
            await PlanWorkbook.MakeAsync(db, plan, visitor.Actor, clock.Today(), cancel),
            Pages.Develop.Workbook.FileModel.ContentType,
            id + ".xlsx"
        );
    }

    static async Task<IResult> TakeAsync(
        string id,
        HttpRequest request,
        Db db,
        Visitor visitor,
        Writer writer,
        string? reason,
        bool over = false,
        bool removals = false,
        bool dryRun = false,
        CancellationToken cancel = default
    )
    {
        var plan = await Calls.SeeAsync(id, db, visitor, cancel);
        TakeWorkbook.Allow(visitor.Actor, plan);
        try
        {
            var given = GivenWorkbook.Read(await Calls.BodyAsync(request, cancel), cancel);
            var compared = await ComparedWorkbook.OfAsync(db, plan, visitor.Actor, given, cancel);
            var all = new TakeWorkbook.Which.All(over, removals);
            var done = dryRun
                ? TakeWorkbook.Result.Of(compared.Lines.Where(l => TakeWorkbook.IsTaken(l, all)))
                : await writer.RunAsync(visitor.Actor, work => TakeWorkbook.RunAsync(work, id, given, all, reason), cancel);
            return Results.Ok(
                new GivenBack(done.Added, done.Changed, done.Removed, [.. compared.Lines.Select(l => LineOf(l, all))], given.Told)
            );
        }
        catch (RuleBroken broken)
        {
            return Calls.Unprocessable("workbook", broken.Refusals.Select(r => new PlansApi.Fault(r.Field, null, r.Message)));
        }
    }

    static Line LineOf(ComparedLine line, TakeWorkbook.Which.All all) =>
        new(
            line.Thing?.List ?? "plan",
            line.Id,
            Words.Written(line.Kind),
            line.Place,
            line.IsMeanwhile,
            TakeWorkbook.IsTaken(line, all),
            line.Refused,
            [.. line.Answers.Select(a => new Differs(a.Leaf.Key, Json(a.Leaf, line.Now), Json(a.Leaf, line.Will), a.IsMeanwhile))]
        );

    static JsonElement Json(Leaf leaf, Part? part)
    {
        using var json = JsonDocument.Parse(part is null ? "null" : leaf.Json(part));
        return json.RootElement.Clone();
    }
}
