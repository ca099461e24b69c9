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
    internal static IEnumerable<Change> PlaceChanges((int? Area, int? Strategy) was, (int? Area, int? Strategy) now) =>
        new Change[]
        {
            new("area_id", Change.Number(was.Area), Change.Number(now.Area)),
            new("strategy_id", Change.Number(was.Strategy), Change.Number(now.Strategy)),
        }.Where(c => c.Old != c.New);
}
