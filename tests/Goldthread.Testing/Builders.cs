using System.Globalization;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Testing;

/// <summary>
/// Rows by the product's own operations, valid unless a test says otherwise: <c>await writer.PlanAsync(area)</c>,
/// <c>await writer.AddAsync("OP-1", "actions", new() { ["title"] = "Write the rota", ["objective"] = "O1" })</c>.
/// </summary>
public static class Builders
{
    /// <summary>An area beneath another.</summary>
    /// <returns>Its id.</returns>
    public static Task<int> AreaAsync(this Writer writer, int parent, string name = "Rowan House") =>
        writer.RunAsync(
            Actor.CommandLine,
            async work =>
            {
                var above = await work.Db.Areas.FindAsync(parent) ?? throw new InvalidOperationException($"There is no area {parent}.");
                var area = new AreaRow { Name = name, ParentId = parent };
                work.Db.Areas.Add(area);
                await work.Db.SaveChangesAsync();
                area.Path = $"{above.Path}{area.Id}/";
                work.Record(
                    Recorded.Installation,
                    "AddArea",
                    "areas",
                    area.Id.ToString(CultureInfo.InvariantCulture),
                    [new("name", "null", Change.Text(name)), new("parent_id", "null", Change.Number(parent))]
                );
                return area.Id;
            }
        );

    /// <summary>A draft plan of an area, from 1 Apr 2026 for a year unless said.</summary>
    /// <returns>Its id.</returns>
    public static Task<string> PlanAsync(
        this Writer writer,
        int area,
        string id = "OP-1",
        Dictionary<string, object?>? values = null,
        Actor? actor = null
    ) =>
        writer.RunAsync(
            actor ?? Actor.CommandLine,
            work =>
                StartPlan.RunAsync(
                    work,
                    area,
                    With(
                        values,
                        ("id", id),
                        ("title", "Safer nights at Rowan House"),
                        ("starts", new DateOnly(2026, 4, 1)),
                        ("ends", new DateOnly(2027, 3, 31))
                    )
                )
        );

    /// <summary>An item of a list, with a value for every field that is owed and not given.</summary>
    /// <param name="writer">Runs the operation.</param>
    /// <param name="owner">The plan's id, or <c>strategy:1</c>.</param>
    /// <param name="list">The list: <c>objectives</c>, <c>actions</c>, <c>measures</c>, <c>staff</c>, …</param>
    /// <param name="values">Values by field name as in the plan file; those that refer to others are always the caller's.</param>
    /// <param name="actor">Who does it; the command line unless said.</param>
    /// <returns>Its id.</returns>
    public static Task<string> AddAsync(
        this Writer writer,
        string owner,
        string list,
        Dictionary<string, object?>? values = null,
        Actor? actor = null
    )
    {
        var thing = Thing.Find(list) ?? throw new ArgumentException($"There is no list {list}.", nameof(list));
        return writer.RunAsync(actor ?? Actor.CommandLine, work => AddItem.RunAsync(work, owner, thing, Valid(thing.Shape, values)));
    }

    /// <summary>A plan with somebody on its staff list, an objective, an action and a monthly measure; and more actions where asked.</summary>
    /// <returns>The plan's id; the items are st1, O1, A1 and M1.</returns>
    public static async Task<string> SmallPlanAsync(this Writer writer, int area, string id = "OP-1", int actions = 1)
    {
        await writer.PlanAsync(area, id);
        // The people are the area's: another plan of it has them already.
        if (!await writer.RunAsync(Actor.CommandLine, work => work.Db.Items.AnyAsync(i => i.Owner == AreaRow.OwnerOf(area))))
            await writer.AddAsync(id, "staff", new() { ["role"] = "Deputy manager" });
        await writer.AddAsync(id, "objectives", new() { ["title"] = "Falls at night drop from 6 to 3 a month by March 2027" });
        for (var n = 1; n <= actions; n++)
        {
            await writer.AddAsync(
                id,
                "actions",
                new() { ["title"] = string.Create(CultureInfo.InvariantCulture, $"Check room {n} for trip hazards"), ["objective"] = "O1" }
            );
        }
        await writer.AddAsync(id, "measures", new() { ["name"] = "Falls a month" });
        return id;
    }

    /// <summary>Makes a move of a plan, by the command line unless said.</summary>
    public static Task MoveAsync(
        this Writer writer,
        string plan,
        string move,
        Actor? by = null,
        Dictionary<string, object?>? values = null,
        int? seen = null
    ) =>
        writer.RunAsync(
            by ?? Actor.CommandLine,
            work => MakeMove.RunAsync(work, plan, MoveKind.Find(null, move)!, values ?? new(StringComparer.Ordinal), seen)
        );

    /// <summary>Makes a move of an item of a plan, by the command line unless said.</summary>
    public static Task MoveAsync(
        this Writer writer,
        string plan,
        string list,
        string id,
        string move,
        Actor? by = null,
        Dictionary<string, object?>? values = null
    ) =>
        writer.RunAsync(
            by ?? Actor.CommandLine,
            work => MakeMove.RunAsync(work, plan, MoveKind.Find(Thing.Find(list), move)!, id, values ?? new(StringComparer.Ordinal))
        );

    /// <summary>Somebody was asked about a plan, so that it can be sent for approval.</summary>
    public static Task<string> EngagementAsync(this Writer writer, string plan) =>
        writer.AddAsync(plan, "engagements", new() { ["method"] = "At the residents' meeting" });

    /// <summary>The draft plan of <c>examples/draft.yaml</c>: it has something in most lists.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> ExamplePlanAsync(this Writer writer)
    {
        var read = PlanFile.Read(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "draft.yaml")), Shipped.Data);
        if (read.Document is not { } document || read.Errors.Count > 0)
            throw new InvalidOperationException($"examples/draft.yaml is not right: {read.Errors[0]}");
        return (await writer.RunAsync(Actor.CommandLine, work => ImportPlan.RunAsync(work, document))).Id;
    }

    /// <summary>Monthly figures of a measure, from January 2024 unless said.</summary>
    public static Task ReadingsAsync(this Writer writer, string plan, string measure, IEnumerable<double> values, DateOnly? from = null)
    {
        var first = from ?? new DateOnly(2024, 1, 1);
        return writer.RunAsync(
            Actor.CommandLine,
            work =>
                RecordReadings.RunAsync(
                    work,
                    plan,
                    measure,
                    [.. values.Select((value, n) => Reading.Of(first.AddMonths(n), value, null, null))]
                )
        );
    }

    /// <summary>A value for every field that a shape owes, and the caller's own.</summary>
    public static Dictionary<string, object?> Valid(Shape shape, Dictionary<string, object?>? values = null)
    {
        var all = values is null ? [] : new Dictionary<string, object?>(values, StringComparer.Ordinal);
        foreach (var field in shape.Owed.Where(f => !f.IsId && !all.ContainsKey(f.Name)))
            all[field.Name] = Value(field);
        return all;
    }

    static object? Value(Field field)
    {
        if (field.RefersTo.Count > 0 || field.RefersToAny || field.Known is not null)
            throw new ArgumentException($"Say what {field.Name} refers to.", nameof(field));
        if (field.Inner is { } inner)
        {
            var part = inner.New();
            foreach (var (name, value) in Valid(inner))
                inner[name].Set(part, value);
            return field.Kind == FieldKind.Parts ? field.List([part]) : part;
        }
        var written = field.Kind switch
        {
            FieldKind.Date or FieldKind.Dates => "2026-11-03",
            FieldKind.Number => "1",
            FieldKind.Whole or FieldKind.Wholes => (field.Least ?? 1).ToString(CultureInfo.InvariantCulture),
            FieldKind.YesNo => "true",
            FieldKind.Choice or FieldKind.Choices => field.Choices[0].Written,
            _ => "Something plain",
        };
        if (field.Parse(written, out var read) is { } refused)
            throw new ArgumentException($"{field.Name}: {refused}", nameof(field));
        return field.IsList ? field.List([read!]) : read;
    }

    static Dictionary<string, object?> With(Dictionary<string, object?>? values, params (string Name, object? Value)[] defaults)
    {
        var all = values is null ? [] : new Dictionary<string, object?>(values, StringComparer.Ordinal);
        foreach (var (name, value) in defaults)
            all.TryAdd(name, value);
        return all;
    }
}
