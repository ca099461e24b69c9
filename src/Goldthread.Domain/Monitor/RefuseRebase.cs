using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Monitor;

/// <summary>Does not agree that a chart's limits are counted anew.</summary>
[Move("refuse-rebase", "Do not count anew", Says = "Refused to count the limits anew: {reason}", Needs = [Permission.Approve], Place = 12)]
public sealed class RefuseRebase : Move<Measure>
{
    [Owed]
    [Asks("Why not?", Long = true)]
    public string? Reason { get; private set; }

    protected override string? WhyNot(Measure thing) => thing.WhyNothingAsked();

    protected override void Make(Measure thing, Moment now) => thing.RefuseRebase();
}
