using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Strategy;

/// <summary>What the plan takes from the strategy: its values and its objectives.</summary>
public sealed class StrategyInPlan : Part
{
    [Asks("Where is the strategy published?")]
    public StrategySource? Source { get; private set; }

    /// <value>What the organisation holds dear.</value>
    public IReadOnlyList<Value> Values { get; private set; } = [];

    /// <value>What the organisation wants to reach in the years to come.</value>
    public IReadOnlyList<StrategicObjective> Objectives { get; private set; } = [];
}

/// <summary>The document that the strategy is taken from.</summary>
public sealed class StrategySource : Part
{
    [Asks("What is the document called?")]
    public string? Title { get; private set; }

    [Asks("When was it agreed?")]
    public DateOnly? Date { get; private set; }
}

/// <summary>Something that the organisation holds dear, and that is to steer the plan's choices.</summary>
[Thing(
    Value.List,
    Stage.Strategy,
    "value",
    "V",
    Why = "Values steer choices. Each one is to show in at least one objective.",
    ByTitle = true
)]
public sealed class Value : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "strategy.values";

    [AskedFirst(1)]
    [IsTitle]
    [Asks("What is the value called?", Hint = "One or two words, such as dignity.")]
    public string? Name { get; private set; }
}

/// <summary>What the organisation wants to reach in the years to come; operational objectives serve it.</summary>
[Thing(
    StrategicObjective.List,
    Stage.Strategy,
    "strategic objective",
    "SO",
    Why = "A plan derives from strategic objectives. Take them from the strategy or the statement of purpose."
)]
public sealed class StrategicObjective : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "strategy.objectives";

    [AskedFirst(1)]
    [IsTitle]
    [Asks("What does the organisation want to reach?")]
    public string? Title { get; private set; }

    [AskedFirst(2)]
    [Asks("By when?")]
    public DateOnly? Horizon { get; private set; }

    [AskedFirst(3)]
    [Asks("Do plans here serve it?", Hint = "Say no where others see to it: then nobody asks for an objective that serves it.")]
    public bool? InScope { get; private set; }

    [AskedFirst(4)]
    [Asks("Why do they not serve it?", Long = true)]
    public string? OutOfScopeReason { get; private set; }
}
