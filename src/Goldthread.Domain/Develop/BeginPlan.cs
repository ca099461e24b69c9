using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>The approved plan begins.</summary>
[Move(
    "start",
    "Start the plan",
    Says = "The plan began",
    From = [PlanStatus.Approved],
    Place = 10,
    Does = "It is approved; from now on its figures count."
)]
public sealed class BeginPlan : Move<Plan>
{
    /// <inheritdoc/>
    protected override void Make(Plan thing, Moment now) => thing.Begin();
}
