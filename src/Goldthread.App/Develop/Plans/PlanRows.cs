using Goldthread.App.Store;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Develop.Plans;

/// <summary>Between a plan and its row.</summary>
public static class PlanRows
{
    /// <summary>The document of a row, without its lists.</summary>
    public static PlanDocument Read(PlanRow row) => (PlanDocument)Shape.Of<PlanDocument>().FromJson(row.Body);

    /// <summary>Writes a plan into its row.</summary>
    internal static void Write(PlanRow row, Plan plan, string body)
    {
        row.Title = plan.Title;
        row.Starts = plan.Starts!.Value;
        row.Ends = plan.Ends!.Value;
        row.Status = Words.Written(plan.Standing);
        row.Person = plan.Owner;
        row.Body = body;
    }

    /// <summary>What the record tells of where a plan belongs: to which area, whose people see it, and to which strategy.</summary>
    internal static IEnumerable<Change> PlaceChanges(PlanRow? was, AreaRow area, int? strategy) =>
        new Change[]
        {
            new("area", Change.Text(was?.Area!.Name), Change.Text(area.Name)),
            new("area_id", Change.Number(was?.AreaId), Change.Number(area.Id)),
            new("strategy_id", Change.Number(was?.StrategyId), Change.Number(strategy)),
        }.Where(c => c.Old != c.New);
}
