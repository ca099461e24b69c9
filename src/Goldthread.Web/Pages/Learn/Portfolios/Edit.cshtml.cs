using Goldthread.App.Develop.Plans;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;

namespace Goldthread.Web.Pages.Learn.Portfolios;

/// <summary>Changes the learner's portfolio, as the plan itself is changed.</summary>
public sealed class EditModel : Develop.Plans.EditModel
{
    protected override Stage? Current => Stage.Evaluate;
    protected override string? CurrentList => "portfolio";

    /// <inheritdoc/>
    protected override IReadOnlyList<Field> All => [Shape.Of<PlanDocument>()[EditPlan.PortfolioField]];

    /// <inheritdoc/>
    protected override bool ShowsFindings => false;

    /// <inheritdoc/>
    protected override string Onward => To.Plan(PlanId) + "/learn/portfolio";
}
