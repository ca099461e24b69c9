using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Evaluate;

/// <summary>The change is tried from today on; figures from after this day say what came of it.</summary>
[Move("begin", "Begin", Says = "Begun", Place = 20)]
public sealed class BeginCycle : Move<ImprovementCycle>
{
    protected override string? WhyNot(ImprovementCycle thing) => thing.WhyNotBegun();

    protected override void Make(ImprovementCycle thing, Moment now) => thing.Begin(now.On);
}
