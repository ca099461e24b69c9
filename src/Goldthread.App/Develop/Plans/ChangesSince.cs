using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Develop.Plans;

/// <summary>What became of a plan between two of its versions, as somebody sees it.</summary>
/// <param name="Pair">The versions.</param>
/// <param name="Things">By list, then as they are called.</param>
/// <param name="IsTooMuch">True where too much lies between.</param>
public sealed record ChangesSince(PlanVersions.Pair Pair, IReadOnlyList<ChangedThing> Things, bool IsTooMuch)
{
    /// <summary>Works it out; one query.</summary>
    /// <param name="seen">What the actor sees.</param>
    /// <param name="hidden">What of the plan is hidden from them.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="pair">The versions.</param>
    /// <param name="isWhole">True to tell of what is new all that it says.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<ChangesSince> OfAsync(
        Seen seen,
        Hidden hidden,
        PlanRow plan,
        PlanVersions.Pair pair,
        bool isWhole,
        CancellationToken cancel = default
    )
    {
        if (pair.From.Seq == pair.To.Seq)
            return new(pair, [], false);
        var strategy = plan.StrategyId is { } number ? StrategyRow.OwnerOf(number) : null;
        var (lines, titles) = await PlanVersions.BetweenAsync(seen, plan.Id, strategy, AreaRow.OwnerOf(plan.AreaId), pair, cancel);
        if (lines.Count > PlanVersions.Most)
            return new(pair, [], true);
        string? TitleOf(string list, string id) => titles.GetValueOrDefault((list, id)) is { } title && title != id ? title : null;
        string NameOf(Field field, string id) =>
            field.RefersToAny && (id == "plan" || id == plan.Id)
                ? "the plan"
                : (field.RefersToAny ? Thing.All.Select(t => t.List) : field.RefersTo)
                    .Select(l => TitleOf(l, id))
                    .FirstOrDefault(t => t is not null)
                    ?? "something of the plan";
        var things = ChangedThing.Of(lines.Select(hidden.Told).OfType<RecordRow>(), TitleOf, NameOf, isWhole);
        var places = Thing.All.Select((t, i) => (t.List, i)).ToDictionary(t => t.List, t => t.i, StringComparer.Ordinal);
        return new(
            pair,
            [
                .. things
                    // Of its lines the newest says which thing it is.
                    .Select(c => c with { Lines = [c.Lines[0]] })
                    .OrderBy(c => places.GetValueOrDefault(c.Lines[0].List ?? "", -1))
                    .ThenBy(c => c.What, StringComparer.CurrentCultureIgnoreCase),
            ],
            false
        );
    }
}
