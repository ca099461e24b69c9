using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Evaluate;

/// <summary>An approver agrees to one change of the plan.</summary>
[Move("agree", "Agree to it", Says = "Change agreed to", Needs = [Permission.Approve], Place = 10)]
public sealed class ApproveChange : Move<Adaptation>
{
    /// <inheritdoc/>
    protected override string? WhyNot(Adaptation thing) => thing.WhyDecided();

    /// <inheritdoc/>
    protected override void Make(Adaptation thing, Moment now) => thing.Agree(now.By, now.On);
}
