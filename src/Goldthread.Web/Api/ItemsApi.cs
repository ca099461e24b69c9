using System.Globalization;
using System.Text.Json;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Govern;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Errors;
using Goldthread.Web.Forms;
using Goldthread.Web.Pages.Things;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Api;

/// <summary>
/// The items of every list of a plan for other programs: what the pages of a thing do, by the same operations and refused in the same sentences. First
/// comes whether there is such a thing and whether the caller may; only then its version, and last what is wrong with the fields.
/// </summary>
static class ItemsApi
{
    /// <summary>The most items of one answer.</summary>
    public const int MostOfPage = 200;

    /// <summary>The furthest page.</summary>
    public const int LastPage = 10_000;

    /// <summary>The most characters of the words that are looked for.</summary>
    public const int MostWords = 200;

    const int MostBytes = 1024 * 1024;

    static readonly Dictionary<string, object?> Nothing = [];

    /// <summary>An item that was added or brought back.</summary>
    public sealed record Kept(string Id, int Version);

    /// <summary>One field that is not accepted; null where it is about the whole.</summary>
    public sealed record Fault(string? Field, string Message);

    /// <summary>Maps the calls; they are described list by list in <see cref="ItemsDescribed"/>.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var items = api.MapGroup("/plans/{id}/{list:list}").ExcludeFromDescription().WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        items.MapGet("", ListAsync);
        items.MapPost("", AddAsync);
        items.MapGet("/{item}", ReadAsync);
        items.MapPatch("/{item}", ChangeAsync);
        items.MapDelete("/{item}", RemoveAsync);
        items.MapPost("/{item}/restore", RestoreAsync);
    }

    static async Task<IResult> ListAsync(
        string id,
        string list,
        string? q,
        string? state,
        string? person,
        Db db,
        Visitor visitor,
        TimeProvider clock,
        int page = 1,
        int size = ListModel.PageSize,
        CancellationToken cancel = default
    )
    {
        var plan = await Calls.SeeAsync(id, db, visitor, cancel);
        if (page is < 1 or > LastPage)
            return Wrong($"page is a whole number from 1 to {LastPage:N0}.");
        if (size is < 1 or > MostOfPage)
            return Wrong($"size is a whole number from 1 to {MostOfPage}.");
        if (q?.Length > MostWords)
            return Wrong($"q has at most {MostWords} characters.");
        var seen = new Seen(db, visitor.Actor);
        var hidden = (await seen.HiddenInAsync([id], cancel))(id);
        var thing = Thing.Find(list)!;
        var rows = new ItemFilter(Holder.Of(plan).OwnerOf(thing) ?? id, list)
        {
            Words = q,
            State = state,
            Person = person,
        }.Of(db, seen, hidden, clock.Today());
        var total = await rows.CountAsync(cancel);
        var items = await ItemFilter
            .Sorted(rows)
            .Skip((page - 1) * size)
            .Take(size)
            .Select(i => new
            {
                i.Id,
                i.Version,
                i.Body,
            })
            .ToListAsync(cancel);
        return Json(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var item in items)
                Write(json, thing, item.Id, item.Version, hidden.Shown(thing.Shape.FromJson(item.Body)));
            json.WriteEndArray();
            json.WriteNumber("total", total);
            json.WriteEndObject();
        });
    }

    static async Task<IResult> ReadAsync(
        string id,
        string list,
        string item,
        Db db,
        Visitor visitor,
        HttpResponse response,
        CancellationToken cancel
    )
    {
        var thing = Thing.Find(list)!;
        var (row, part) = await FindAsync(db, visitor, id, thing, item, cancel);
        response.Headers.ETag = TagOf(row.Version);
        return Json(json => Write(json, thing, row.Id, row.Version, part));
    }

    static async Task<IResult> AddAsync(
        string id,
        string list,
        HttpRequest request,
        HttpResponse response,
        Visitor visitor,
        Writer writer,
        CancellationToken cancel
    )
    {
        var thing = Thing.Find(list)!;
        var asked = TakenOf(thing);
        var sent = await JsonFields.ReadAsync(request, asked, thing.Shape, cancel);
        if (sent.Refusals.Count == 0 && FirstQuestions.IsBlank(thing, asked, sent.Values))
            sent = sent with { Refusals = [FirstQuestions.Blank(asked)] };
        return await AnswerAsync(
            thing,
            isVersioned: true,
            async () =>
            {
                var kept = await writer.RunAsync(
                    visitor.Actor,
                    async work =>
                    {
                        if (sent.Refusals.Count > 0)
                        {
                            Acceptance.Allow(work.Actor, await work.PlanAsync(id, Permission.See), thing, null);
                            throw new RuleBroken(sent.Refusals);
                        }
                        var added = await AddItem.RunAsync(work, id, thing, sent.Values, sent.Reason);
                        await GuardFileAsync(work, id, thing, sent);
                        return await KeptAsync(work, id, thing, added);
                    },
                    cancel
                );
                response.Headers.ETag = TagOf(kept.Version);
                return Created(id, thing, kept);
            }
        );
    }

    static async Task<IResult> ChangeAsync(
        string id,
        string list,
        string item,
        [FromHeader(Name = "If-Match")] string? match,
        HttpRequest request,
        HttpResponse response,
        Visitor visitor,
        Writer writer,
        CancellationToken cancel
    )
    {
        var thing = Thing.Find(list)!;
        var sent = await JsonFields.ReadAsync(request, TakenOf(thing), thing.Shape, cancel);
        var version = VersionOf(match);
        return await AnswerAsync(
            thing,
            version is not null,
            async () =>
            {
                var now = await writer.RunAsync(
                    visitor.Actor,
                    async work =>
                    {
                        if (sent.Refusals.Count > 0)
                        {
                            var plan = await work.PlanAsync(id, Permission.See);
                            Acceptance.Allow(work.Actor, plan, thing, await Items.RowAsync(work, id, thing, item), sent.Sent(thing.Shape));
                            // It changes nothing, and says whether the version is the present one.
                            await EditItem.RunAsync(work, id, thing, item, version ?? 0, Nothing, isStrict: true);
                            throw new RuleBroken(sent.Refusals);
                        }
                        var changed = await EditItem.RunAsync(
                            work,
                            id,
                            thing,
                            item,
                            version ?? 0,
                            sent.Values,
                            sent.Reason,
                            isStrict: true
                        );
                        await GuardFileAsync(work, id, thing, sent);
                        return changed;
                    },
                    cancel
                );
                response.Headers.ETag = TagOf(now);
                return Results.NoContent();
            }
        );
    }

    static async Task<IResult> RemoveAsync(
        string id,
        string list,
        string item,
        [FromHeader(Name = "If-Match")] string? match,
        HttpRequest request,
        Visitor visitor,
        Writer writer,
        CancellationToken cancel
    )
    {
        var thing = Thing.Find(list)!;
        var sent = await JsonFields.ReadAsync(request, [], thing.Shape, cancel);
        var version = VersionOf(match);
        return await AnswerAsync(
            thing,
            version is not null,
            async () =>
            {
                await writer.RunAsync(
                    visitor.Actor,
                    async work =>
                    {
                        await RemoveItem.RunAsync(work, id, thing, item, version ?? 0, sent.Reason);
                        if (sent.Refusals.Count > 0)
                            throw new RuleBroken(sent.Refusals);
                    },
                    cancel
                );
                return Results.NoContent();
            }
        );
    }

    static async Task<IResult> RestoreAsync(
        string id,
        string list,
        string item,
        HttpResponse response,
        Visitor visitor,
        Writer writer,
        CancellationToken cancel
    )
    {
        var thing = Thing.Find(list)!;
        return await AnswerAsync(
            thing,
            isVersioned: true,
            async () =>
            {
                var kept = await writer.RunAsync(
                    visitor.Actor,
                    async work =>
                    {
                        await RestoreItem.RunAsync(work, id, thing, item);
                        return await KeptAsync(work, id, thing, item);
                    },
                    cancel
                );
                response.Headers.ETag = TagOf(kept.Version);
                return Results.Ok(kept);
            }
        );
    }

    /// <summary>What a form asks, and what moves set: a new item may say how it stands, and of another the operation names the move.</summary>
    static IReadOnlyList<Field> TakenOf(Thing thing) =>
        [.. ThingPage.Asked(thing).Union(thing.Shape.Fields.Where(f => f.MovedBy.Count > 0))];

    /// <summary>Runs a change and says what stands in its way.</summary>
    /// <param name="thing">The list.</param>
    /// <param name="isVersioned">False where the caller named no version: then that is what is missing, once nothing before it is.</param>
    /// <param name="change">The change.</param>
    static async Task<IResult> AnswerAsync(Thing thing, bool isVersioned, Func<Task<IResult>> change)
    {
        try
        {
            return await change();
        }
        catch (StaleEdit) when (!isVersioned)
        {
            return Results.Problem(
                "If-Match holds the version that you changed, as GET gave it in ETag.",
                statusCode: StatusCodes.Status428PreconditionRequired
            );
        }
        catch (StaleEdit stale)
        {
            return Calls.Stale(thing.Noun, stale);
        }
        catch (RuleBroken broken)
        {
            return Calls.Unprocessable(
                thing.Noun,
                broken.Refusals.Select(r => new Fault(JsonFields.CamelPlace(thing.Shape, r.Field), Failure.InACall(r)))
            );
        }
    }

    /// <summary>The item that is there and that the caller sees, as they see it.</summary>
    /// <exception cref="Missing">There is none, or it is hidden from them.</exception>
    internal static async Task<(ItemRow Row, Part Part)> FindAsync(
        Db db,
        Visitor visitor,
        string id,
        Thing thing,
        string item,
        CancellationToken cancel
    )
    {
        var owner = Holder.Of(await Calls.SeeAsync(id, db, visitor, cancel)).OwnerOf(thing) ?? id;
        var hidden = (await new Seen(db, visitor.Actor).HiddenInAsync([id], cancel))(id);
        return
            await ItemQueries.Row.On(db, owner, thing.List, item).FirstOrDefaultAsync(cancel) is { RemovedAt: null } row && !hidden.Has(row)
            ? (row, hidden.Shown(ItemRows.Read(thing, row)))
            : throw new Missing(thing.Noun);
    }

    /// <summary>An item was made: where it is, and its version.</summary>
    internal static IResult Created(string plan, Thing thing, Kept kept) =>
        Results.Created($"/api/v1/plans/{Uri.EscapeDataString(plan)}/{thing.List}/{Uri.EscapeDataString(kept.Id)}", kept);

    static async Task<Kept> KeptAsync(Work work, string plan, Thing thing, string item) =>
        new(item, (await Items.RowAsync(work, plan, thing, item)).Version);

    /// <summary>A file is sent through its page. A call may repeat the place of one that the plan has, not make one up.</summary>
    static async Task GuardFileAsync(Work work, string plan, Thing thing, JsonFields sent)
    {
        if (thing != Thing.Of<Evidence>() || !sent.Values.TryGetValue("location", out var value) || value is not string location)
            return;
        if (!FileLocation.TryRead(location, out var file) || !await StoreFile.IsOfAsync(work.Db, plan, file.Hash))
            StoreFile.RefuseTyped(location);
    }

    /// <summary>The version of If-Match; null where it names none, 0 where what it names was never one of ours.</summary>
    internal static int? VersionOf(string? match)
    {
        if (string.IsNullOrWhiteSpace(match) || match.Trim() == "*")
            return null;
        // Servers on the way make a tag weak when they compress.
        var tag = match.Trim().Replace("W/", "", StringComparison.Ordinal).Trim('"');
        return int.TryParse(tag, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
    }

    internal static string TagOf(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    static IResult Wrong(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest);

    internal static void Write(Utf8JsonWriter json, Thing thing, string id, int version, Part part, string? told = null)
    {
        json.WriteStartObject();
        // An item that is known by its place alone has the id of its row, as in the addresses of the pages.
        if (!thing.HasId)
            json.WriteString("id", id);
        PlanFile.WriteFields(json, thing.Shape, part, camelCase: true);
        json.WriteNumber("version", version);
        // What came of a move beside the thing's own change.
        if (told is not null)
            json.WriteString("told", told);
        json.WriteEndObject();
    }

    internal static IResult Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            write(json);
        return Results.Bytes(buffer.ToArray(), "application/json");
    }
}
