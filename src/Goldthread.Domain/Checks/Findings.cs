using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Checks;

/// <summary>Where a check notes what it finds.</summary>
sealed class Findings(Facts facts)
{
    readonly List<Finding> found = [];

    /// <value>The check that looks now.</value>
    internal Check Check { get; set; } = null!;

    /// <value>All that was found so far.</value>
    internal List<Finding> All => found;

    /// <summary>Notes a finding about the plan itself.</summary>
    internal void Plan(string message) => found.Add(new(Check, "", "plan", message, facts.Plan.Line));

    /// <summary>Notes a finding about an item.</summary>
    internal void About<T>(T item, string message)
        where T : Part => About(Thing.Of<T>(), item, message);

    /// <inheritdoc cref="About{T}"/>
    internal void About(Thing thing, Part item, string message) =>
        found.Add(new(Check, thing.List, facts.Document.KeyOf(thing, item), message, item.Line));

    /// <summary>Notes a finding about a criterion of the portfolio.</summary>
    internal void Criterion(string criterion, Part where, string message) =>
        found.Add(new(Check, "portfolio", criterion, message, where.Line));
}
