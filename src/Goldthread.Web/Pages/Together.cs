namespace Goldthread.Web.Pages;

/// <summary>A page that sets lists of a plan beside each other.</summary>
/// <param name="Place">Its place below the stage: <c>stakeholders/map</c>.</param>
/// <param name="Text">What it is called.</param>
/// <param name="Lists">The lists whose own page leads there.</param>
public sealed record Together(string Place, string Text, params IReadOnlyList<string> Lists)
{
    /// <value>All of them, in the order of the side list.</value>
    public static readonly IReadOnlyList<Together> All =
    [
        new("stakeholders/map", "Stakeholder map", Domain.Develop.Stakeholder.List, Domain.Develop.Engagement.List),
        new("risks/matrix", "Risk matrix", Domain.Develop.Risk.List),
        new("drivers/diagram", "Driver diagram", Domain.Develop.Driver.List),
        new("logic/model", "Logic model", Domain.Develop.LogicStep.List),
        new("resources/hours", "Hours asked and there", Domain.Develop.Allocation.List, Domain.Develop.StaffMember.List),
        new("resources/money", "Money", Domain.Develop.BudgetLine.List, Domain.Develop.EquipmentItem.List),
        new("resources/posts", "Posts needed and filled", Domain.Develop.EstablishmentPost.List),
        new("coverage", "Coverage of law and standards"),
        new("policies/register", "Register of policies", Domain.Develop.Policy.List),
        new("balance", "Leading and managing", Domain.Implement.Action.List),
        new("communication-plan", "Communication plan", Domain.Implement.Communication.List),
        new("training-needs", "Training by action and role", Domain.Implement.TrainingNeed.List),
        new("change-plan", "Change plan"),
    ];
}
