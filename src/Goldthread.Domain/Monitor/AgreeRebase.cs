using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Monitor;

/// <summary>Agrees that a chart's limits are counted anew; never the one who asked.</summary>
[Move(
    "agree-rebase",
    "Agree to count anew",
    Says = "Agreed to count the limits anew",
    Needs = [Permission.Approve],
    Place = 10,
    Does = "The limits are counted anew from the day that was asked for."
)]
public sealed class AgreeRebase : Move<Measure>
{
    protected override string? WhyNot(Measure thing) => thing.WhyNothingAsked();

    protected override void Make(Measure thing, Moment now) => thing.AgreeRebase(now.By, now.On);
}
