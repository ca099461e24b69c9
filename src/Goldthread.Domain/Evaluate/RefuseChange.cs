using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Evaluate;

/// <summary>An approver does not agree to one change of the plan.</summary>
[Move(
    "refuse",
    "Refuse it",
    Says = "Change refused: {reason}",
    Needs = [Permission.Approve],
    Place = 20,
    Does = "What was changed is put back to what it was. Where it was changed again since, it stays as it is."
)]
public sealed class RefuseChange : Move<Adaptation>
{
    [Owed]
    [Asks("Why do you not agree?", Long = true)]
    public string? Reason { get; private set; }

    /// <inheritdoc/>
    protected override string? WhyNot(Adaptation thing) => thing.WhyDecided();

    /// <inheritdoc/>
    protected override void Make(Adaptation thing, Moment now) => thing.Refuse(Reason!, now.On);
}
