using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Develop.Plans;

/// <summary>What the plan says of itself: its period, owner, summary, context, change and safeguarding.</summary>
public sealed class EditModel : Things.ThingPage
{
    protected override Stage? Current => Stage.Develop;
    protected override string? CurrentList => "plan";

    public IReadOnlyList<Field> Fields { get; } =
    [.. Shape.Of<Plan>().Fields.Where(f => f.Name is not ("id" or "status" or "approved_on" or "approver"))];
    public Answers Answers { get; private set; } = new();
    public References Choices { get; private set; } = null!;
    public string? Another { get; private set; }
    public int Version { get; private set; }
    public string? Reason { get; private set; }
    public string? StaleBy { get; private set; }

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync()
    {
        await FindPlanAsync();
        Version = Plan.Version;
        Answers = Answers.Of(Shape.Of<Plan>(), PlanRows.Read(Plan).Plan);
        await ShowAsync();
        SetHead();
        return Page();
    }

    /// <inheritdoc/>
    protected override async Task ShowAsync() => Choices = await ReferencesAsync(Fields);

    /// <summary>Saves it.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await FindPlanAsync();
        Answers = Answers.Of(Request.Form);
        Version = int.TryParse(Answers["version"].ToString(), out var version) ? version : 0;
        Reason = Answers["reason"].ToString();
        if (Answers["another"].ToString() is { Length: > 0 } list)
        {
            Another = list;
            await ShowAsync();
            SetHead();
            return Page();
        }
        var refusals = new List<Refusal>();
        var values = Answers.Values(Fields, refusals);
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        try
        {
            await Writer.RunAsync(Actor, work => EditPlan.RunAsync(work, PlanId, Version, values, Reason), Cancel);
        }
        catch (StaleEdit stale)
        {
            (Version, StaleBy) = (stale.Version, stale.Who);
            await ShowAsync();
            SetHead();
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
        return Done(To.Plan(PlanId) + "/develop", "The plan is saved.");
    }
}
