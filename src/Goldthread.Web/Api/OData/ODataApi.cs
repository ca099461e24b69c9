using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Goldthread.App.Develop.Findings;
using Goldthread.App.Govern.Tables;
using Goldthread.App.Store;
using Goldthread.Web.Errors;
using Microsoft.OData;

namespace Goldthread.Web.Api.OData;

/// <summary>
/// The flat tables as OData v4, for Excel, Power BI and whatever else reads it: read only, with a token, all that the caller sees and nothing else.
/// One reading of the table is what a call costs (two, where it asks how many there are beside), a page of rows what it sends, and a minute what it may take.
/// </summary>
static class ODataApi
{
    /// <summary>The most rows of one answer; the link to those after them stands at its end. A caller may prefer fewer.</summary>
    const int Page = 20_000;

    /// <summary>The most rows that are put into an order: they are held meanwhile.</summary>
    const int MostOrdered = 200_000;

    static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Maps the calls.</summary>
    public static void MapOData(this IEndpointRouteBuilder routes)
    {
        var odata = routes.MapGroup("/odata").AddEndpointFilter(Parameter.RefuseUnreadAsync).ExcludeFromDescription();
        odata.MapGet("/", (HttpContext context) => Text(context, Service(context), "application/json;odata.metadata=minimal"));
        odata.MapGet("/$metadata", (HttpContext context) => Text(context, ODataModel.ToXml(), "application/xml"));
        odata.MapGet(
            "/{set}",
            (string set, int? area, DateOnly? since, HttpContext context, Db db, Visitor visitor, KeptFindings findings) =>
                AnswerAsync(set, area, since, context, db, visitor, findings, RowsAsync)
        );
        odata.MapGet(
            "/{set}/$count",
            (string set, int? area, DateOnly? since, HttpContext context, Db db, Visitor visitor, KeptFindings findings) =>
                AnswerAsync(set, area, since, context, db, visitor, findings, CountAsync)
        );
    }

    static string Root(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}/odata/";

    static IResult Text(HttpContext context, string text, string type)
    {
        context.Response.Headers["OData-Version"] = "4.0";
        return Results.Text(text, type, Encoding.UTF8);
    }

    static string Service(HttpContext context) =>
        JsonSerializer.Serialize(
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["@odata.context"] = Root(context) + "$metadata",
                ["value"] = FlatTable
                    .All.Select(ODataModel.NameOf)
                    .Select(n => new
                    {
                        name = n,
                        kind = "EntitySet",
                        url = n,
                    }),
            }
        );

    /// <summary>What is wrong with a call, as OData says it.</summary>
    static IResult Wrong(HttpContext context, int status, string why)
    {
        context.Response.Headers["OData-Version"] = "4.0";
        return Results.Json(
            new { error = new { code = status.ToString(CultureInfo.InvariantCulture), message = why } },
            statusCode: status,
            contentType: "application/json;odata.metadata=minimal"
        );
    }

    delegate Task<IResult> Answering(ODataSet set, ODataAsk ask, FlatAsk of, HttpContext context, CancellationToken cancel);

    static async Task<IResult> AnswerAsync(
        string name,
        int? area,
        DateOnly? since,
        HttpContext context,
        Db db,
        Visitor visitor,
        KeptFindings findings,
        Answering answer
    )
    {
        if (!ODataModel.Sets.TryGetValue(name, out var set))
            return Wrong(context, StatusCodes.Status404NotFound, $"There is no “{name}”. What there is: /odata.");
        using var late = new CancellationTokenSource(Longest);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, context.RequestAborted);
        try
        {
            var ask = ODataAsk.Read(set, context.Request.Query);
            var path = await TablesApi.PathAsync(area, db, visitor, either.Token);
            return await answer(set, ask, new(db, visitor.Actor, findings, path, since), context, either.Token);
        }
        catch (ODataException) when (context.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            context.Abort();
            return Results.Empty;
        }
        catch (ODataException refused)
        {
            return Wrong(context, StatusCodes.Status400BadRequest, refused.Message);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !context.Response.HasStarted)
        {
            return Wrong(
                context,
                StatusCodes.Status503ServiceUnavailable,
                "That took longer than a minute. Ask for less at once: area and since keep what is read small."
            );
        }
    }

    static async Task<IResult> CountAsync(ODataSet set, ODataAsk ask, FlatAsk of, HttpContext context, CancellationToken cancel) =>
        Text(context, (await HowManyAsync(set, ask, of, cancel)).ToString(CultureInfo.InvariantCulture), "text/plain");

    static async Task<long> HowManyAsync(ODataSet set, ODataAsk ask, FlatAsk of, CancellationToken cancel)
    {
        long count = 0;
        await foreach (var row in set.Table.Read(of, cancel))
            if (ask.Wanted(row))
                count++;
        return count;
    }

    static async Task<IResult> RowsAsync(ODataSet set, ODataAsk ask, FlatAsk of, HttpContext context, CancellationToken cancel)
    {
        var count = ask.Count ? await HowManyAsync(set, ask, of, cancel) : (long?)null;
        var page = PreferredBy(context);
        var most = Math.Min(ask.Top ?? long.MaxValue, page);
        await using var rows = OrderedAsync(set, ask, of, cancel).GetAsyncEnumerator(cancel);
        // What goes wrong in reading is told before anything is sent.
        var more = most > 0 && await rows.MoveNextAsync();

        context.Response.Headers["OData-Version"] = "4.0";
        context.Response.ContentType = "application/json;odata.metadata=minimal;odata.streaming=true;charset=utf-8";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        var selected = ask.Selected is null ? "" : $"({string.Join(',', ask.Selected)})";
        json.WriteString("@odata.context", $"{Root(context)}$metadata#{set.Set.Name}{selected}");
        if (count is { } all)
            json.WriteNumber("@odata.count", all);
        json.WriteStartArray("value");
        long sent = 0;
        for (; more && sent < most; more = await rows.MoveNextAsync())
        {
            Write(json, ask, rows.Current);
            sent++;
            if (json.BytesPending > 32 * 1024)
            {
                await json.FlushAsync(cancel);
                await context.Response.BodyWriter.FlushAsync(cancel);
            }
        }
        json.WriteEndArray();
        if (more && sent == page && (ask.Top ?? long.MaxValue) > page)
            json.WriteString("@odata.nextLink", Next(context, ask, sent));
        json.WriteEndObject();
        await json.FlushAsync(cancel);
        return Results.Empty;
    }

    /// <summary>So many rows an answer: as the caller prefers, and never more than a page.</summary>
    static int PreferredBy(HttpContext context)
    {
        foreach (
            var preference in context.Request.Headers["Prefer"].SelectMany(p => (p ?? "").Split([',', ';'], StringSplitOptions.TrimEntries))
        )
            if (
                preference.Split('=', StringSplitOptions.TrimEntries) is ["odata.maxpagesize" or "maxpagesize", var size]
                && int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
                && rows is > 0 and <= Page
            )
            {
                context.Response.Headers["Preference-Applied"] = string.Create(CultureInfo.InvariantCulture, $"odata.maxpagesize={rows}");
                return rows;
            }
        return Page;
    }

    /// <summary>The wanted rows in the order that is asked for, without those that are passed over.</summary>
    static async IAsyncEnumerable<FlatRow> OrderedAsync(
        ODataSet set,
        ODataAsk ask,
        FlatAsk of,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        long passed = 0;
        if (ask.Order is null)
        {
            await foreach (var row in set.Table.Read(of, cancel))
                if (ask.Wanted(row) && passed++ >= ask.Skip)
                    yield return row;
            yield break;
        }
        var held = new List<FlatRow>();
        await foreach (var row in set.Table.Read(of, cancel))
        {
            if (!ask.Wanted(row))
                continue;
            if (held.Count == MostOrdered)
                throw new ODataException($"$orderby takes at most {MostOrdered:N0} rows: narrow them by $filter, area or since.");
            held.Add(row);
        }
        foreach (var row in held.Order(ask.Order))
            if (passed++ >= ask.Skip)
                yield return row;
    }

    static void Write(Utf8JsonWriter json, ODataAsk ask, FlatRow row)
    {
        json.WriteStartObject();
        foreach (var property in ask.Properties)
            switch (property.GetValue(row))
            {
                case null:
                    json.WriteNull(property.Name);
                    break;
                case bool yes:
                    json.WriteBoolean(property.Name, yes);
                    break;
                case int whole:
                    json.WriteNumber(property.Name, whole);
                    break;
                case double number:
                    json.WriteNumber(property.Name, number);
                    break;
                case DateOnly day:
                    json.WriteString(property.Name, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                    break;
                case var text:
                    json.WriteString(property.Name, text.ToString());
                    break;
            }
        json.WriteEndObject();
    }

    /// <summary>The same call for the rows after these.</summary>
    static string Next(HttpContext context, ODataAsk ask, long sent)
    {
        var query = context
            .Request.Query.Where(q => q.Key is not ("$skip" or "$top"))
            .Select(q => KeyValuePair.Create(q.Key, (string?)q.Value.ToString()))
            .Append(new("$skip", (ask.Skip + sent).ToString(CultureInfo.InvariantCulture)));
        if (ask.Top is { } top)
            query = query.Append(new("$top", (top - sent).ToString(CultureInfo.InvariantCulture)));
        return Root(context) + context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries)[1] + QueryString.Create(query);
    }
}
