using Goldthread.App.Store;
using Goldthread.App.Strategy;
using Goldthread.Domain;
using Goldthread.Domain.Shapes;
using Goldthread.Domain.Strategy;
using Goldthread.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Strategy;

/// <summary>What the organisation says of itself, and where its strategy is published.</summary>
public sealed class EditModel : StrategyPage
{
    static readonly IReadOnlyList<Field> Asked =
    [
        .. Shape.Of<Organisation>().Fields,
        .. Shape.Of<StrategyInPlan>().Fields.Where(f => f.Name is "source"),
    ];

    ItemForm? form;

    /// <value>The form.</value>
    public ItemForm Form => form ??= new(Asked, Request, ModelState) { Cancel = "/strategy" + Query };

    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync()
    {
        await FindAsync();
        if (!MayWrite)
            throw new Forbidden("Only an administrator, or a planner of the whole organisation, changes the strategy.");
        (Form.Version, Form.Answers) = (Row.Version, Stored());
        return Page();
    }

    Answers Stored()
    {
        var (organisation, source) = EditStrategy.Read(Row);
        var strategy = new StrategyInPlan();
        Shape.Of<StrategyInPlan>()["source"].Set(strategy, source);
        return Answers.Of(Shape.Of<Organisation>(), organisation).And(Shape.Of<StrategyInPlan>(), strategy);
    }

    /// <summary>Saves it.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await FindAsync();
        Form.Take(Request.Form);
        var values = Form.Values();
        var organisation = new Organisation();
        foreach (var field in Shape.Of<Organisation>().Fields)
            field.Set(organisation, values[field.Name]);
        try
        {
            await Writer.RunAsync(
                Actor,
                work =>
                    EditStrategy.RunAsync(
                        work,
                        Row.Owner,
                        Form.Version,
                        organisation,
                        (StrategySource?)values["source"] ?? new StrategySource()
                    ),
                Cancel
            );
        }
        catch (StaleEdit stale)
        {
            await FindAsync();
            Form.Meet(stale, Stored());
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
        return Done("/strategy" + Query, "The strategy is saved.");
    }
}
