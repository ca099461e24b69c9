using Goldthread.App.Develop.Plans;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Pages.Develop.Plans;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Learn.Portfolios;

/// <summary>Changes the learner's portfolio, as the plan itself is changed.</summary>
public sealed class EditModel : Things.ThingPage
{
    protected override Stage? Current => Stage.Evaluate;
    protected override string? CurrentList => "portfolio";

    PlanForm? form;

    /// <value>The form of the portfolio.</value>
    public PlanForm Form =>
        form ??= new(this, [Shape.Of<PlanDocument>()[EditPlan.PortfolioField]])
        {
            IsOfPlan = false,
            Ways = (To.Plan(PlanId) + "/learn/portfolio/edit", To.Plan(PlanId) + "/learn/portfolio"),
        };

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync()
    {
        await FindPlanAsync();
        Form.Fill();
        return await ShowNowAsync();
    }

    /// <inheritdoc/>
    protected override Task ShowAsync() => Form.LookAsync();

    /// <summary>Saves it.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await FindPlanAsync();
        return await Form.SendAsync();
    }
}
