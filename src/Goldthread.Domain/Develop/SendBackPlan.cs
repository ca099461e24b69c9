using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>The plan goes back to the desk before it is approved: by the approver, or by whoever writes it.</summary>
[Move(
    "send-back",
    "Send it back",
    Says = "Sent back: {reason}",
    Needs = [Permission.Approve, Permission.WritePlans],
    From = [PlanStatus.Consulted],
    Place = 20,
    Does = "It is a draft again, until somebody asks for approval once more."
)]
public sealed class SendBackPlan : Move<Plan>
{
    [Owed]
    [Asks("What is to be done first?", Long = true)]
    public string? Reason { get; private set; }

    /// <inheritdoc/>
    protected override void Make(Plan thing, Moment now) => thing.SendBack();
}
