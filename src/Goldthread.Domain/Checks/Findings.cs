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
    internal void Plan(string message, string? field = null, Severity? severity = null, int clears = 1) =>
        found.Add(
            new(Check, "", "plan", message, facts.Plan.FileLine)
            {
                Field = field,
                Weighs = severity,
                Clears = clears,
            }
        );

    /// <summary>Notes each item that lacks a thing; one sentence about the plan where it is all of them, and more than one.</summary>
    /// <param name="items">All the items of the list.</param>
    /// <param name="lacks">True where one lacks it.</param>
    /// <param name="all">What none of them has: "an owner".</param>
    /// <param name="each">What is said of one.</param>
    internal void Lacking<T>(IReadOnlyList<T> items, Func<T, bool> lacks, string all, Func<T, string> each)
        where T : Part
    {
        var lacking = 0;
        foreach (var item in items)
        {
            if (lacks(item))
                lacking++;
        }
        if (lacking == 0)
            return;
        if (lacking == items.Count && lacking > 1)
        {
            var thing = Thing.Of<T>();
            Plan($"None of the {lacking} {thing.Plural} has {all}.", thing.List, clears: lacking);
            return;
        }
        foreach (var item in items)
        {
            if (lacks(item))
                About(item, each(item));
        }
    }

    /// <summary>Notes a finding about an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="message">What is wrong, naming the facts.</param>
    /// <param name="field">The field that mends it; the check's unless said.</param>
    internal void About<T>(T item, string message, string? field = null, Severity? severity = null)
        where T : Part => About(Thing.Of<T>(), item, message, field, severity);

    /// <inheritdoc cref="About{T}"/>
    internal void About(Thing thing, Part item, string message, string? field = null, Severity? severity = null) =>
        found.Add(
            new(Check, thing.List, PlanDocument.NameOf(item) ?? KeyAt(thing, item), message, item.FileLine)
            {
                Field = field,
                Weighs = severity,
            }
        );

    /// <summary>Notes a finding about a criterion of the portfolio.</summary>
    internal void Criterion(string criterion, Part where, string message) =>
        found.Add(new(Check, "portfolio", criterion, message, where.FileLine));

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
