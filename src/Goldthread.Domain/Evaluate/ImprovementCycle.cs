using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Evaluate;

/// <summary>A change tried small: what you expect, what happened, what you make of it.</summary>
[Thing(
    ImprovementCycle.List,
    Stage.Evaluate,
    "improvement cycle",
    "PD",
    Why = "Try a change small: predict, do, study, act. The prediction comes before the data."
)]
public sealed class ImprovementCycle : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "pdsa";

    [Asks("Which cycle is it?", Hint = "1 for the first try.")]
    public int? Number { get; private set; }

    [AskedFirst(3)]
    [Refers(Develop.Objective.List)]
    [Asks("Which objective does it serve?")]
    public string? Objective { get; private set; }

    [AskedFirst(4)]
    [Refers(Monitor.Measure.List)]
    [Asks("Which measures will show it?", Hint = "With one that must not get worse.")]
    public IReadOnlyList<string> Measures { get; private set; } = [];

    [AskedFirst(1)]
    [IsTitle]
    [Asks("What will you change?", Long = true)]
    public string? ChangeIdea { get; private set; }

    [AskedFirst(2)]
    [Asks("What do you expect to happen?", Long = true)]
    public string? Prediction { get; private set; }

    [AskedFirst(5)]
    [Asks("What will you count, and how?", Long = true)]
    public string? DataPlan { get; private set; }

    [Under(Fold.Going)]
    [Asks("What did you do, and what went otherwise?", Long = true)]
    public string? Do { get; private set; }

    [Under(Fold.Going)]
    [Asks("What happened, against what you expected?", Long = true)]
    public string? Study { get; private set; }

    [Under(Fold.Going)]
    [IsState]
    [Asks("What will you do with the change?")]
    public CycleAct? Act { get; private set; }

    [Under(Fold.Going)]
    [Refers(Evaluate.ImprovementCycle.List)]
    [Asks("Which cycle follows?")]
    public string? Next { get; private set; }
}

/// <summary>What is done with a change that was tried.</summary>
public enum CycleAct
{
    [Reads("adopt it")]
    Adopt,

    [Reads("adapt it")]
    Adapt,

    [Reads("drop it")]
    Abandon,
}
