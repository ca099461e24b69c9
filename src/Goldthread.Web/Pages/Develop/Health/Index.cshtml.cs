using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Shapes;

namespace Goldthread.Web.Pages.Develop.Health;

/// <summary>What the 105 checks find in the plan, each one click from where it is mended.</summary>
public sealed class IndexModel : PlanPage
{
    protected override Stage? Current => Stage.Develop;
    protected override string? CurrentList => "health";

    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    public int Count(Severity severity) => Findings.Count(f => !f.Waived && f.Check.Severity == severity);

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        var document = await PlanQueries.LoadAsync(Db, PlanId, Cancel) ?? throw new Missing("plan");
        Findings = [.. PlanChecks.Run(document, Today, Shipped.Data)];
    }

    /// <summary>Where a finding is mended: the item's form, the list to add to, or the plan's own form.</summary>
    public string Mend(Finding finding)
    {
        if (finding.Thing is { } thing && thing.Stage is not Stage.Strategy)
            return thing.HasId ? $"{To.Item(PlanId, thing, finding.Key)}/edit" : To.List(PlanId, thing);
        if (finding.Thing is not null)
            return "/strategy";
        return finding.Check.Adds is { } list && Thing.Find(list) is { } adds
            ? adds.Stage is Stage.Strategy
                ? "/strategy"
                : To.Add(PlanId, adds)
            : $"{To.Plan(PlanId)}/edit";
    }
}
