using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Learn.Portfolios;

/// <summary>
/// Things of a plan as they are at one moment, as one text of JSON: what each says, its figures, and every line of the record about it with its hash. It
/// is written once. What becomes of the plan later changes nothing of it, and its SHA-256 says so.
/// </summary>
public static class Freeze
{
    /// <summary>So long is what one claim freezes at most.</summary>
    public const int Longest = 2_000_000;

    static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>SHA-256 of a frozen text, in hexadecimal digits.</summary>
    public static string HashOf(string frozen) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(frozen)));

    /// <summary>Freezes things of a plan that the actor sees. What is restricted is not frozen, and nothing frozen names it.</summary>
    /// <exception cref="Missing">The actor does not see the plan.</exception>
    /// <exception cref="RuleBroken">A thing is not there, or is restricted.</exception>
    internal static async Task<string> OfAsync(Work work, PlanRow plan, IReadOnlyList<(Thing Thing, string Id)> things)
    {
        var holder = Holder.Of(plan);
        // An assessor is nobody in the plan: what is frozen is what everybody sees who sees it.
        var hidden = await Hidden.OfAsync(work.Db, Actor.Everybody, holder);
        var ids = things.Select(t => t.Id).ToList();
        var items = (
            await work.Db.Items.AsNoTracking().Where(i => i.Owner == plan.Id && i.RemovedAt == null && ids.Contains(i.Id)).ToListAsync()
        ).ToDictionary(i => (i.List, i.Id));
        var measures = things.Where(t => t.Thing == Thing.Of<Measure>()).Select(t => t.Id).ToList();
        var series = await work
            .Db.Series.Where(s => s.Plan == plan.Id && measures.Contains(s.Measure))
            .ToDictionaryAsync(s => s.Measure, s => s.Packed, StringComparer.Ordinal);
        var lines = (
            await work
                .Db.Records.AsNoTracking()
                .Where(r => r.Stream == plan.Id && r.Item != null && ids.Contains(r.Item))
                .OrderBy(r => r.Seq)
                .ToListAsync()
        ).ToLookup(r => (r.List!, r.Item!));
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteNumber("goldthread", 1);
            json.WriteString("plan", plan.Id);
            json.WriteString("title", plan.Title);
            json.WriteString("status", plan.Status);
            json.WriteNumber("revision", plan.Revision);
            json.WriteString("frozen_at", Instant(work.Now));
            await StaffAsync(json, work, holder, items.Values);
            json.WriteStartArray("things");
            foreach (var (thing, id) in things)
            {
                if (!items.TryGetValue((thing.List, id), out var row) || (row.Restricted && hidden.Has(row)))
                    throw new RuleBroken(
                        items.ContainsKey((thing.List, id)) && Hidden.IsSeen(work.Actor, plan.Id, holder.Path, row!.Author)
                            ? $"{Words.Capital(thing.Noun)} {id} is restricted. What few may see is no proof to show."
                            : Hidden.NotHere(id),
                        "things"
                    );
                json.WriteStartObject();
                json.WriteString("list", thing.List);
                json.WriteString("id", id);
                json.WriteString("title", row.Title);
                json.WritePropertyName("says");
                thing.Shape.WriteJson(json, hidden.Shown(ItemRows.Read(thing, row)));
                if (series.TryGetValue(id, out var packed) && thing == Thing.Of<Measure>())
                {
                    json.WriteStartArray("readings");
                    foreach (var reading in PackedReadings.Unpack(packed))
                        Shape.Of<Reading>().WriteJson(json, reading);
                    json.WriteEndArray();
                }
                json.WriteStartArray("history");
                foreach (var line in lines[(thing.List, id)].Select(hidden.Told).OfType<RecordRow>())
                    History(json, line, line.PersonId is not null && line.PersonId == work.Actor.PersonId);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        var frozen = Encoding.UTF8.GetString(buffer.WrittenSpan);
        return frozen.Length <= Longest
            ? frozen
            : throw new RuleBroken(
                "These things with all their history are too long for one claim. Claim fewer of them at once.",
                "things"
            );
    }

    /// <summary>Who those are who are named by an id: by their role, never by their name.</summary>
    static async Task StaffAsync(Utf8JsonWriter json, Work work, Holder holder, IEnumerable<ItemRow> items)
    {
        var named = items
            .SelectMany(i => Walk.References(ItemRows.Read(Thing.Find(i.List)!, i)))
            .Where(r => r.Field.RefersTo.Contains(StaffMember.List))
            .Select(r => r.Id)
            .ToHashSet(StringComparer.Ordinal);
        var staff = await work
            .Db.Items.AsNoTracking()
            .Where(i => i.Owner == holder.Area && i.List == StaffMember.List && !i.Restricted)
            .OrderBy(i => i.Position)
            .ToListAsync();
        json.WriteStartObject("staff");
        foreach (var one in staff.Where(s => named.Contains(s.Id)))
            json.WriteString(one.Id, one.Title);
        json.WriteEndObject();
    }

    static void History(Utf8JsonWriter json, RecordRow line, bool isOwn)
    {
        json.WriteStartObject();
        json.WriteNumber("line", line.Seq);
        json.WriteString("at", Instant(line.At));
        json.WriteString("who", line.Actor);
        json.WriteBoolean("own", isOwn);
        json.WriteString("operation", line.Operation);
        json.WriteString("reason", line.Reason);
        json.WritePropertyName("changes");
        json.WriteRawValue(line.Changes);
        json.WriteString("hash", Convert.ToHexStringLower(line.Hash));
        json.WriteEndObject();
    }

    static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>What was frozen, read again.</summary>
/// <param name="Plan">The plan's id.</param>
/// <param name="Title">What the plan was called.</param>
/// <param name="FrozenAt">When.</param>
/// <param name="Staff">The roles of those who are named by an id.</param>
/// <param name="Things">The things.</param>
public sealed record FrozenThings(
    string Plan,
    string Title,
    DateTimeOffset FrozenAt,
    IReadOnlyDictionary<string, string> Staff,
    IReadOnlyList<FrozenThings.One> Things
)
{
    /// <summary>One thing as it was.</summary>
    /// <param name="Thing">Its list.</param>
    /// <param name="Id">Its id in the plan.</param>
    /// <param name="Title">What it was called.</param>
    /// <param name="Part">What it said.</param>
    /// <param name="Readings">Of a measure, its figures.</param>
    /// <param name="History">What was done to it, the oldest first.</param>
    public sealed record One(Thing Thing, string Id, string Title, Part Part, IReadOnlyList<Reading> Readings, IReadOnlyList<Line> History);

    /// <summary>One line of its history.</summary>
    /// <param name="IsOwn">True where the learner did it.</param>
    public sealed record Line(DateTimeOffset At, string Who, bool IsOwn, string Operation, string? Reason, string Changes, string Hash);

    /// <summary>Reads a frozen text.</summary>
    public static FrozenThings Read(string frozen)
    {
        using var json = JsonDocument.Parse(frozen);
        var root = json.RootElement;
        return new(
            Text(root, "plan")!,
            Text(root, "title")!,
            root.GetProperty("frozen_at").GetDateTimeOffset(),
            root.GetProperty("staff").EnumerateObject().ToDictionary(s => s.Name, s => s.Value.GetString()!, StringComparer.Ordinal),
            [
                .. root.GetProperty("things")
                    .EnumerateArray()
                    .Where(t => Thing.Find(Text(t, "list")!) is not null)
                    .Select(t =>
                    {
                        var thing = Thing.Find(Text(t, "list")!)!;
                        return new One(
                            thing,
                            Text(t, "id")!,
                            Text(t, "title")!,
                            thing.Shape.FromJson(t.GetProperty("says").GetRawText()),
                            t.TryGetProperty("readings", out var readings)
                                ? [.. readings.EnumerateArray().Select(r => (Reading)Shape.Of<Reading>().FromJson(r.GetRawText()))]
                                : [],
                            [
                                .. t.GetProperty("history")
                                    .EnumerateArray()
                                    .Select(l => new Line(
                                        l.GetProperty("at").GetDateTimeOffset(),
                                        Text(l, "who")!,
                                        l.GetProperty("own").GetBoolean(),
                                        Text(l, "operation")!,
                                        Text(l, "reason"),
                                        l.GetProperty("changes").GetRawText(),
                                        Text(l, "hash")!
                                    )),
                            ]
                        );
                    }),
            ]
        );
    }

    static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
