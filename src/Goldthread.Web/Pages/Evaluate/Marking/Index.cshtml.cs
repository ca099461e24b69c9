using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Evaluate;

namespace Goldthread.Web.Pages.Evaluate.Marking;

/// <summary>The five marking points: the live proof in the plan, what is found against it, what would lift it. No score.</summary>
public sealed class IndexModel : PlanPage
{
    protected override Stage? Current => Stage.Evaluate;
    protected override string? CurrentList => "marking";

    public IReadOnlyList<MarkingPoint> Points { get; private set; } = [];

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        var document = await PlanQueries.LoadAsync(Db, PlanId, Cancel) ?? throw new Missing("plan");
        Points = MarkingPoints.Of(document, [.. PlanChecks.Run(document, Today, Shipped.Data)]);
    }
}
