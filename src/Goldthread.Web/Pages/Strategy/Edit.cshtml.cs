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
    public IReadOnlyList<Field> Fields { get; } =
    [.. Shape.Of<Organisation>().Fields, .. Shape.Of<StrategyInPlan>().Fields.Where(f => f.Name is "source")];
    public Answers Answers { get; private set; } = new();
    public FormChoices Choices { get; } = new(new Dictionary<string, IReadOnlyList<(string, string)>>(), []);
    public int Version { get; private set; }
    public Stale? Stale { get; private set; }

    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync()
    {
        await FindAsync();
        if (!MayWrite)
            throw new Forbidden("Only an administrator, or a planner of the whole organisation, changes the strategy.");
        Version = Row.Version;
        Answers = Stored();
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
        Answers = Answers.Of(Request.Form);
        Version = int.TryParse(Answers["version"].ToString(), out var version) ? version : 0;
        var refusals = new List<Refusal>();
        var values = Answers.Values(Fields, refusals);
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
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
                        Version,
                        organisation,
                        (StrategySource?)values["source"] ?? new StrategySource()
                    ),
                Cancel
            );
        }
        catch (StaleEdit stale)
        {
            await FindAsync();
            (Version, Stale) = (stale.Version, Stale.Of(stale, Fields, Stored(), Answers));
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
        return Done("/strategy" + Query, "The strategy is saved.");
    }
}
