using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Evaluate;

/// <summary>Decides what to do with a change that was tried and studied.</summary>
[Move("act", "Decide what to do with it", Says = "Decided: {act}[; {next} follows]", Place = 40)]
public sealed class ActOnCycle : Move<ImprovementCycle>
{
    [Owed]
    [Asks("What will you do with the change?")]
    public CycleAct? Act { get; private set; }

    [Refers(ImprovementCycle.List)]
    [Asks("Which cycle follows?", Hint = "Add it first where it is new.")]
    public string? Next { get; private set; }

    protected override string? WhyNot(ImprovementCycle thing) => thing.WhyNotDecided();

    protected override void Make(ImprovementCycle thing, Moment now) => thing.Decide(Act!.Value, Next);
}
