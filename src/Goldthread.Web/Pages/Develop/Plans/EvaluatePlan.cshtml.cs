using Goldthread.Domain.Shapes;
using Goldthread.Web.Pages.Things;

namespace Goldthread.Web.Pages.Develop.Plans;

/// <summary>The form that evaluates the plan: it stands below the stage of that name, whose address the move's would be.</summary>
public sealed class EvaluatePlanModel : PlanMoveModel
{
    /// <inheritdoc/>
    public override MoveKind Kind { get; } = MoveKind.Find(null, "evaluate")!;
}
