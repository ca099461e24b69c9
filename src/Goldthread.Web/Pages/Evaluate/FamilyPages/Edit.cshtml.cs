using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Family = Goldthread.App.Evaluate.FamilyPages.FamilyPages;

namespace Goldthread.Web.Pages.Evaluate.FamilyPages;

/// <summary>Writes the draft of what families read.</summary>
public sealed class EditModel : Things.ThingPage
{
    static readonly Shape Shape = Shape.Of<FamilyPage>();
    static readonly Field[] Questions = [.. Shape.Fields.Where(f => f.Name != "restricted")];

    protected override Stage? Current => Stage.Evaluate;
    protected override string? CurrentList => "family";

    ItemForm? form;

    /// <value>The form.</value>
    public ItemForm Form =>
        form ??= new(Questions, Request, ModelState)
        {
            Cancel = Here,
            Asks = f =>
                [
                    FormParts.Line(
                        f.Errors,
                        "slug",
                        "What is the end of its address? (required)",
                        f.Answers["slug"].ToString(),
                        "Small letters, figures and hyphens: rowan-court makes /p/rowan-court."
                    ),
                ],
        };

    public string Here => $"{To.Plan(PlanId)}/evaluate/family";

    FamilyPageRow? row;

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync()
    {
        await FindPlanAsync();
        if (!MayWrite)
            throw new Forbidden("A planner of the area writes the page, while the plan is not closed.");
        await FindAsync();
        (Form.Version, Form.Answers) = (row?.Version ?? 0, Now());
        return await ShowNowAsync();
    }

    new async Task FindAsync() => row = await Db.FamilyPages.AsNoTracking().FirstOrDefaultAsync(p => p.Plan == PlanId, Cancel);

    Answers Now()
    {
        var answers = Answers.Of(Shape, Family.Draft(row));
        answers.Propose("slug", row?.Slug ?? "");
        return answers;
    }

    /// <inheritdoc/>
    protected override async Task ShowAsync() => Form.Choices = await ReferencesAsync(Form.Drawn, Form.Answers);

    /// <summary>Saves it, or shows one more part where that was asked.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await FindPlanAsync();
        Form.Take(Request.Form);
        if (Form.Another is not null)
            return await ShowNowAsync();
        var values = Form.Values();
        try
        {
            await Writer.RunAsync(
                Actor,
                work => Family.WriteAsync(work, PlanId, Form.Version, Form.Answers["slug"].ToString(), values),
                Cancel
            );
        }
        catch (StaleEdit stale)
        {
            await FindAsync();
            Form.Meet(stale, Now());
            return await ShowNowAsync(StatusCodes.Status409Conflict);
        }
        return Done(Here, "The draft is saved. Families read it once an approver publishes it.");
    }
}
