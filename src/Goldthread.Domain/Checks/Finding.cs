using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Checks;

/// <summary>Something in a plan that a check found.</summary>
/// <param name="Check">The check.</param>
/// <param name="List">The list of the item that it is about: <c>objectives</c>; <c>portfolio</c> for a criterion; empty for the plan itself.</param>
/// <param name="Key">The item's id, role or place; <c>plan</c> for the plan itself.</param>
/// <param name="Message">What is wrong, naming the facts.</param>
/// <param name="Line">The line of the plan file where the item begins; 0 where the plan did not come from a file.</param>
public sealed record Finding(Check Check, string List, string Key, string Message, int Line)
{
    /// <value>What it is about: <c>objectives/O2</c>, or <c>plan</c>.</value>
    public string About => List.Length == 0 ? Key : $"{List}/{Key}";

    /// <value>
    /// The field that mends it: of the item's class; of <see cref="Develop.Plan"/> or else of <see cref="Develop.PlanDocument"/> where it is about the
    /// plan; null where a new item mends it (<see cref="Check.Adds"/>).
    /// </value>
    public string? Field
    {
        get => field ?? Check.Field;
        init;
    }

    /// <value>How much it weighs here: the check's own weight, unless the plan's state or the facts make it more or less.</value>
    public Severity Severity => Weighs ?? Check.Severity;

    /// <value>Its weight where it is another than the check's; else null.</value>
    internal Severity? Weighs { get; init; }

    /// <value>How many things its mending clears: more than 1 where one sentence speaks of many items.</value>
    public int Clears { get; init; } = 1;

    /// <value>True where a waiver lets it stand for now.</value>
    public bool Waived { get; internal set; }

    /// <value>The thing of the item, or null where it is about the plan or a criterion.</value>
    public Thing? Thing => Thing.Find(List);

    /// <inheritdoc/>
    public override string ToString() => $"{Check.Id} {About}: {Message}";
}
