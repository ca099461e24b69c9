using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Monitor;

/// <summary>Completes an audit: its score, an action of what is not met, its evidence and its next day are there.</summary>
[Move(
    "complete",
    "Complete the audit",
    Says = "Audit completed",
    Place = 8,
    Does = "The answers make the score; what is not met becomes an action, and the next audit has its day."
)]
public sealed class CompleteAudit : Move<Audit>
{
    readonly Dictionary<int, string> actions = [];
    string? evidence;
    DateOnly? again;

    /// <summary>What is not met at a place became this action.</summary>
    public void LedTo(int place, string action) => actions[place] = action;

    /// <summary>The audit is this piece of evidence, and is done again on a day.</summary>
    public void Shows(string id, DateOnly? day) => (evidence, again) = (id, day);

    protected override string? WhyNot(Audit thing) => thing.WhyNotAnswered();

    protected override void Make(Audit thing, Moment now) => thing.Complete(actions, evidence, again, now.On);
}
