using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>A whole operational plan, as the plan file has it.</summary>
public sealed class PlanDocument : Part
{
    /// <value>The classes of all the lists, in the plan file's order.</value>
    internal static IReadOnlyList<Type> Lists => [typeof(Objective)];

    /// <value>What the plan sets out to change.</value>
    public IReadOnlyList<Objective> Objectives { get; private set; } = [];
}
