using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Checks;

/// <summary>Where a check notes what it finds.</summary>
sealed class Findings(Facts facts)
{
    readonly List<Finding> found = [];
    readonly Dictionary<Thing, Dictionary<Part, string>> keys = [];

    /// <value>The check that looks now.</value>
    internal Check Check { get; set; } = null!;

    /// <value>All that was found so far.</value>
    internal List<Finding> All => found;

    /// <summary>Notes a finding about the plan itself.</summary>
    internal void Plan(string message, string? field = null) =>
        found.Add(new(Check, "", "plan", message, facts.Plan.Line) { Field = field });

    /// <summary>Notes a finding about an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="message">What is wrong, naming the facts.</param>
    /// <param name="field">The field that mends it; the check's unless said.</param>
    internal void About<T>(T item, string message, string? field = null)
        where T : Part => About(Thing.Of<T>(), item, message, field);

    /// <inheritdoc cref="About{T}"/>
    internal void About(Thing thing, Part item, string message, string? field = null) =>
        found.Add(new(Check, thing.List, PlanDocument.NameOf(item) ?? KeyAt(thing, item), message, item.Line) { Field = field });

    /// <summary>Notes a finding about a criterion of the portfolio.</summary>
    internal void Criterion(string criterion, Part where, string message) =>
        found.Add(new(Check, "portfolio", criterion, message, where.Line));

    /// <summary>The place of an item without a name; a list's places are taken down once, as it may have many such items.</summary>
    string KeyAt(Thing thing, Part item)
    {
        if (!keys.TryGetValue(thing, out var places))
        {
            keys[thing] = places = [];
            foreach (var (place, one) in facts.Document.ItemsOf(thing).Index())
                places[one] = PlanDocument.KeyAt(place);
        }
        return places[item];
    }
}
