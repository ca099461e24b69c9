using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Pages.Things;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Develop.Plans;

/// <summary>A form of what a plan says of itself, as a page holds it.</summary>
/// <param name="page">The page that holds it, once its plan is found.</param>
/// <param name="asked">What is asked.</param>
public sealed class PlanForm(ThingPage page, IReadOnlyList<Field> asked)
{
    /// <value>Where the form is, and where one goes from it.</value>
    public required (string At, string Onward) Ways { get; init; }

    /// <value>False where it is a form about something else than the plan as a whole: no findings stand beside it, and no reason is asked.</value>
    public bool IsOfPlan { get; init; } = true;

    ItemForm? form;

    /// <value>The form itself.</value>
    public ItemForm Form =>
        form ??= new(asked, page.Request, page.ModelState)
        {
            Folds = FormFold.Of(asked),
            Address = Ways.At,
            Cancel = Ways.Onward,
            AsksReason = _ => IsOfPlan && page.IsApproved,
        };

    /// <summary>Fills it with what the plan says.</summary>
    public void Fill() => (Form.Version, Form.Answers) = (page.Plan.Version, Now());

    /// <summary>Looks what its questions may name, and what the checks find beside them.</summary>
    public async Task LookAsync()
    {
        if (Form.Unsent is { Count: > 0 } unsent)
            Form.Answers.Take(Now(), unsent);
        Form.Choices = await page.ReferencesAsync(Form.Drawn, Form.Answers);
        if (!IsOfPlan)
            return;
        await page.FindAsync();
        var about = page.Found.About("", "plan").Where(f => f.Field is not null && page.Found.Stands(f)).ToList();
        Form.Beside = about.ToLookup(f => f.Field!);
        Form.Shown = string.Join('\n', about.Select(Mending.Line));
    }

    /// <summary>Saves what was sent, or shows one more blank part where that was asked.</summary>
    public async Task<IActionResult> SendAsync()
    {
        Form.Take(page.Request.Form);
        if (Form.Another is not null)
            return await page.ShowNowAsync();
        var values = Form.Values();
        try
        {
            await page.Writer.RunAsync(
                page.Actor,
                work => EditPlan.RunAsync(work, page.PlanId, Form.Version, values, Form.Reason),
                page.Cancel
            );
        }
        catch (StaleEdit stale)
        {
            await page.FindPlanAsync();
            Form.Meet(stale, Now());
            return await page.ShowNowAsync(StatusCodes.Status409Conflict);
        }
        page.CompareNext(Form.Answers["found"]);
        return page.Done(Ways.Onward, "The plan is saved.");
    }

    /// <summary>The answers as they are saved.</summary>
    Answers Now()
    {
        var document = page.Hidden.Shown(PlanRows.Read(page.Plan));
        return Answers
            .Of(Shape.Of<Plan>(), document.Plan)
            .And(Shape.Of<PlanDocument>(), document)
            .And(Shape.Of<Budget>(), document.Resources?.Budget ?? Shape.Of<Budget>().New());
    }
}
