using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Monitor.Readings;

/// <summary>What a chart stands on besides the measure and its figures: whose rules, and what its target was before.</summary>
/// <param name="Rules">Whose rules.</param>
/// <param name="Targets">The adaptations of the measure's target, in order of their days.</param>
/// <param name="IsOwn">True where the rules were chosen for this measure.</param>
public sealed record ChartBasis(ChartRules Rules, IReadOnlyList<Adaptation> Targets, bool IsOwn = false)
{
    /// <value>The usual rules and one target for all time.</value>
    public static ChartBasis Usual { get; } = new(ChartRules.Usual, []);
}

/// <summary>What the charts of a plan stand on; one query.</summary>
public sealed class ChartBases
{
    readonly IReadOnlyDictionary<string, ChartRules> own;
    readonly ILookup<string, Adaptation> targets;

    ChartBases(ChartRules organisation, IReadOnlyDictionary<string, ChartRules> own, IEnumerable<Adaptation> adaptations)
    {
        (Organisation, this.own) = (organisation, own);
        targets = adaptations
            // A target that was refused was never in force.
            .Where(a => a is { Field: AdaptedField.Target, About: not null, On: not null, Refused: null })
            .OrderBy(a => a.On)
            .ToLookup(a => a.About!, StringComparer.Ordinal);
    }

    /// <value>The organisation's rules.</value>
    public ChartRules Organisation { get; }

    /// <summary>Of one measure.</summary>
    public ChartBasis Of(string measure)
    {
        var rules = own.GetValueOrDefault(measure);
        return new(rules ?? Organisation, [.. targets[measure]], rules is not null);
    }

    /// <summary>Of a plan as it is stored.</summary>
    public static Task<ChartBases> LoadAsync(Db db, string plan, CancellationToken cancel = default) =>
        LoadAsync(db, db.Items, plan, cancel);

    /// <summary>Of a plan as somebody sees it: changes of targets that are hidden from them are told to them by no chart.</summary>
    /// <param name="db">The database, for the rules.</param>
    /// <param name="seen">What they see.</param>
    /// <param name="plan">The plan.</param>
    public static Task<ChartBases> LoadAsync(Db db, Seen seen, string plan, CancellationToken cancel = default) =>
        LoadAsync(db, seen.Items, plan, cancel);

    static async Task<ChartBases> LoadAsync(Db db, IQueryable<ItemRow> items, string plan, CancellationToken cancel)
    {
        var all = await LoadAsync(db, items, [plan], cancel);
        return all(plan);
    }

    /// <summary>Of several plans, in one query.</summary>
    public static Task<Func<string, ChartBases>> LoadAsync(Db db, IReadOnlyCollection<string> plans, CancellationToken cancel = default) =>
        LoadAsync(db, db.Items, plans, cancel);

    static async Task<Func<string, ChartBases>> LoadAsync(
        Db db,
        IQueryable<ItemRow> items,
        IReadOnlyCollection<string> plans,
        CancellationToken cancel
    )
    {
        var rows = await items
            .Where(i => plans.Contains(i.Owner) && i.List == Adaptation.List && i.RemovedAt == null)
            .Select(i => new
            {
                i.Owner,
                Name = i.Id,
                Value = i.Body,
                Points = (int?)null,
            })
            .Concat(
                db.ChartRules.Where(r => r.Owner == Recorded.Installation || plans.Contains(r.Owner))
                    .Select(r => new
                    {
                        r.Owner,
                        Name = r.Measure,
                        Value = r.Rules,
                        Points = (int?)r.Points,
                    })
            )
            .ToListAsync(cancel);
        var rules = rows.Where(r => r.Points is not null)
            .GroupBy(r => r.Owner)
            .ToDictionary(
                g => g.Key,
                g => g.ToDictionary(r => r.Name, r => ChosenRules.Of(r.Value, r.Points!.Value), StringComparer.Ordinal),
                StringComparer.Ordinal
            );
        var adaptations = rows.Where(r => r.Points is null)
            .ToLookup(r => r.Owner, r => (Adaptation)Shape.Of<Adaptation>().FromJson(r.Value), StringComparer.Ordinal);
        var organisation = rules.GetValueOrDefault(Recorded.Installation)?.GetValueOrDefault("") ?? ChartRules.Usual;
        return plan => new ChartBases(organisation, rules.GetValueOrDefault(plan) ?? [], adaptations[plan]);
    }

    /// <summary>The same rules with the adaptations of a plan file.</summary>
    internal ChartBases With(IEnumerable<Adaptation> adaptations) => new(Organisation, own, adaptations);
}
