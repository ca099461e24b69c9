using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.App.Develop.Objectives;

/// <summary>
/// Builds an objective on one page: its own answers, and where they are given a measure, a first action and a risk. All of it is made or none. Each is made
/// by its own operation, and judged before it is saved by the checks of the plan.
/// </summary>
/// <param name="Values">The objective's own answers by field name.</param>
/// <param name="With">What it is built with.</param>
public sealed record BuildObjective(IReadOnlyDictionary<string, object?> Values, BuiltWith With)
{
    /// <summary>The id of an objective that is not saved yet.</summary>
    const string New = "new";

    /// <summary>What each answer of a part is called on the page, by the field that it becomes.</summary>
    static readonly (string Part, string Field, string Asked)[] Asked =
    [
        ("measure", "baseline", "measure.from"),
        ("measure", "target", "measure.to"),
        ("action", "accountable", "action.who"),
        ("risk", "inherent.likelihood", "risk.likelihood"),
        ("risk", "inherent.consequence", "risk.consequence"),
    ];

    /// <summary>Saves it.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="plan">The plan's id.</param>
    /// <param name="id">The objective; null for a new one.</param>
    /// <param name="version">The version that the person saw; of a new one nothing.</param>
    /// <param name="reason">Why, owed for an objective once the plan is approved.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="StaleEdit">Somebody saved in between.</exception>
    /// <exception cref="RuleBroken">Something is not accepted; its field is the answer's.</exception>
    public async Task<string> RunAsync(Work work, string plan, string? id, int version, string? reason)
    {
        var thing = Thing.Of<Objective>();
        if (id is null)
            id = await AddItem.RunAsync(work, plan, thing, Values, reason);
        else
            await EditItem.RunAsync(work, plan, thing, id, version, Values, reason);
        // What hangs on it names it.
        await work.Db.SaveChangesAsync();
        // All that is wrong is said at once; then nothing is kept.
        List<Refusal> refused = [];
        foreach (var (part, list, values) in Parts(id, work.Today))
        {
            try
            {
                await AddItem.RunAsync(work, plan, list, values, reason);
            }
            catch (RuleBroken broken)
            {
                refused.AddRange(broken.Refusals.Select(r => r with { Field = FieldOf(part, r.Field) }));
            }
        }
        return refused.Count == 0 ? id : throw new RuleBroken(refused);
    }

    static string FieldOf(string part, string? field) =>
        Asked
            .Where(a => a.Part == part && field?.StartsWith(a.Field, StringComparison.Ordinal) == true)
            .Select(a => a.Asked)
            .FirstOrDefault()
        ?? (field is null ? part : $"{part}.{field}");

    /// <summary>Judges it as it would stand in the plan.</summary>
    /// <param name="document">The plan; it is changed.</param>
    /// <param name="old">The objective as it is stored; null for a new one.</param>
    /// <param name="today">Today.</param>
    public Smart Judge(PlanDocument document, Objective? old, DateOnly today)
    {
        var shape = Shape.Of<Objective>();
        var objective = (Objective)Items.With(shape, old is null ? shape.New() : shape.Copy(old), Values);
        if (old is null)
            objective.NameIt(New);
        List<(Thing, Item)> with = [];
        foreach (var (_, list, values) in Parts(objective.Id, today))
        {
            var item = (Item)Items.With(list.Shape, list.Shape.New(), values);
            item.NameIt(New);
            with.Add((list, item));
        }
        return Smart.Judge(document, objective, with, today, Shipped.Data);
    }

    /// <summary>The new items that it is built with: those of which anything is answered.</summary>
    IEnumerable<(string Part, Thing List, Dictionary<string, object?> Values)> Parts(string objective, DateOnly today)
    {
        IReadOnlyList<string> serves = [objective];
        Values.TryGetValue("owner", out var owner);
        Values.TryGetValue("due", out var due);
        if (IsGiven(With.Measure))
            yield return ("measure", Thing.Of<Measure>(), MeasureOf(With.Measure!, serves, owner, due, today));
        // Somebody who does nothing is no action.
        if (With.Action is { } first && (first.Title is not null || first.Due is not null))
            yield return (
                "action",
                Thing.Of<Action>(),
                Given(
                    ("title", first.Title),
                    ("objective", objective),
                    ("accountable", (first.Who ?? owner as string) is { } who ? (IReadOnlyList<string>)[who] : null),
                    ("due", first.Due)
                )
            );
        if (IsGiven(With.Risk))
            yield return (
                "risk",
                Thing.Of<Risk>(),
                Given(
                    ("objectives", serves),
                    ("event", With.Risk!.Event),
                    ("cause", With.Risk.Cause),
                    ("inherent", Part<RiskScore>(("likelihood", With.Risk.Likelihood), ("consequence", With.Risk.Consequence))),
                    ("owner", owner)
                )
            );
    }

    static Dictionary<string, object?> MeasureOf(
        FirstMeasure asked,
        IReadOnlyList<string> serves,
        object? owner,
        object? due,
        DateOnly today
    )
    {
        var shape = Shape.Of<Measure>();
        var measure = shape.New();
        if (asked.Catalogue is { } entry && Shipped.Data.Measure(entry) is { } known)
            Catalogued.Fill(measure, known);
        var values = shape.Fields.Where(f => f.IsSet(measure)).ToDictionary(f => f.Name, f => f.Get(measure), StringComparer.Ordinal);
        values.TryAdd("frequency", Frequency.Monthly);
        foreach (
            var (name, value) in Given(
                ("objectives", serves),
                ("name", asked.Name),
                ("unit", asked.Unit),
                ("direction", asked.Direction),
                ("baseline", Part<Baseline>(("value", asked.From), ("on", asked.From is null ? null : today))),
                ("target", Part<Target>(("value", asked.To), ("by", asked.To is null ? null : due))),
                ("owner", owner)
            )
        )
            values[name] = value;
        return values;
    }

    static bool IsGiven(Part? part) => part is not null && Shape.Of(part.GetType()).Fields.Any(f => f.IsSet(part));

    static Dictionary<string, object?> Given(params (string Name, object? Value)[] values) =>
        values.Where(v => v.Value is not null).ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);

    /// <summary>A part of some answers; null where none is given.</summary>
    static T? Part<T>(params (string Name, object? Value)[] values)
        where T : Part => Given(values) is { Count: > 0 } given ? (T)Items.With(Shape.Of<T>(), Shape.Of<T>().New(), given) : null;
}
