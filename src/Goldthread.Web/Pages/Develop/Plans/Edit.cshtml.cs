using Goldthread.App.Develop.Plans;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Develop.Plans;

/// <summary>What the plan says of itself: its period, owner, summary, context, change and safeguarding.</summary>
public sealed class EditModel : Things.ThingPage
{
    protected override Stage? Current => Stage.Develop;
    protected override string? CurrentList => "plan";

    PlanForm? form;

    /// <value>The form of the plan's own fields, and of a children's home what the law asks of it.</value>
    public PlanForm Form =>
        form ??= new(
            this,
            [
                .. Shape.Of<Plan>().Fields.Where(f => f.Name is not "id" && f.MovedBy.Count == 0),
                Shape.Of<Budget>()[EditPlan.ApprovedField],
                .. IsHome ? [Shape.Of<PlanDocument>()[EditPlan.HomeField]] : Array.Empty<Field>(),
            ]
        )
        {
            Ways = (To.Plan(PlanId) + "/edit", To.Plan(PlanId) + "/develop"),
        };

    bool IsHome =>
        ((Area)Shape.Of<Area>().FromJson(Plan.Area!.Body)).ServiceTypes.Contains(ServiceType.ChildrensHome)
        || PlanRows.Read(Plan).ChildrensHome is not null;

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
