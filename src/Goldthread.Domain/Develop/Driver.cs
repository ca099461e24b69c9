using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>
/// What an objective hangs on, and what hangs on that in turn: one box of the driver diagram. The objectives, measures and cycles are the plan's own.
/// </summary>
[Thing(
    Driver.List,
    Stage.Develop,
    "driver",
    "DR",
    Why = "A driver diagram says what the objective hangs on, so that you change what matters and not what is easy."
)]
public sealed class Driver : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "drivers";

    [AskedFirst(1)]
    [IsTitle]
    [Asks("What does it hang on?", Hint = "Such as staff know who is at risk of falling.")]
    public string? Text { get; private set; }

    [AskedFirst(2)]
    [IsState]
    [ShownInLists("Kind")]
    [Asks("Which kind is it?", Hint = "Primary: what the objective hangs on. Secondary: what that hangs on. Idea: a change to try.")]
    public DriverKind? Kind { get; private set; }

    [AskedFirst(3)]
    [Refers(Objective.List, Driver.List)]
    [Asks("What does it lead to?", Hint = "An objective, or a driver nearer to it.")]
    public IReadOnlyList<string> Parents { get; private set; } = [];

    [Under(Fold.More)]
    [Refers(Evaluate.ImprovementCycle.List)]
    [Asks("Which cycles try it?")]
    public IReadOnlyList<string> Cycles { get; private set; } = [];

    [Under(Fold.More)]
    [Refers(Monitor.Measure.List)]
    [Asks("Which measures show it?")]
    public IReadOnlyList<string> Measures { get; private set; } = [];
}

/// <summary>How near to the objective a driver is.</summary>
public enum DriverKind
{
    Primary,
    Secondary,

    [Reads("idea to try")]
    Idea,
}
