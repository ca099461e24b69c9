using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>Asks for approval of a draft that people have had their say on.</summary>
[Move(
    "submit",
    "Ask for approval",
    Says = "Asked for approval",
    From = [PlanStatus.Draft],
    Place = 20,
    Does = "The people it is for have had their say. An approver looks at what stands against it."
)]
public sealed class SubmitPlan : Move<Plan>
{
    /// <inheritdoc/>
    protected override void Make(Plan thing, Moment now) => thing.Submit(now.Plan!.Engagements.Count);
}
