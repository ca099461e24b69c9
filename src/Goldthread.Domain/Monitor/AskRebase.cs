using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Monitor;

/// <summary>Asks that a chart's limits are counted anew from a day on which the process changed for good. Somebody else agrees.</summary>
[Move(
    "rebase",
    "Ask to count the limits anew",
    Says = "Asked to count the limits anew from {on}: {reason}",
    Own = true,
    Place = 60,
    Does = "Only where the process changed for good. The chart stays as it is until somebody who may approve agrees."
)]
public sealed class AskRebase : Move<Measure>
{
    [Owed]
    [Asks("From which day?")]
    public DateOnly? On { get; private set; }

    [Owed]
    [Asks("What changed for good?", Long = true)]
    public string? Reason { get; private set; }

    protected override string? WhyNot(Measure thing) => thing.WhyNoRebase();

    protected override void Make(Measure thing, Moment now) => thing.AskRebase(On!.Value, Reason!, now.By, now.On);
}
