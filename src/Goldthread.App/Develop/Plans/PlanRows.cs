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
}
