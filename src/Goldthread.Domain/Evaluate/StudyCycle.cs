using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Evaluate;

/// <summary>Holds what happened against what was expected. Where no figure came after the day of the prediction, it is taken and that is told.</summary>
[Move(
    "study",
    "Study what happened",
    Says = "Studied: {study}",
    Place = 30,
    Does = "Look at the figures from after it began, and hold them against what you expected."
)]
public sealed class StudyCycle : Move<ImprovementCycle>
{
    [Owed]
    [Asks("What happened, against what you expected?", Long = true)]
    public string? Study { get; private set; }

    protected override string? WhyNot(ImprovementCycle thing) => thing.WhyNotStudied();

    protected override void Make(ImprovementCycle thing, Moment now) => thing.Learn(Study!);
}
