using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Evaluate;
using Goldthread.Web.Parts;

namespace Goldthread.Web.Pages.Evaluate.Marking;

/// <summary>The five marking points: the live proof in the plan, what is found against it, what would lift it. No score.</summary>
public sealed class IndexModel : PlanPage
{
    /// <summary>Links to items that prove one thing, at most.</summary>
    public const int MostProofs = 12;

    /// <summary>Findings against a point that are shown, at most.</summary>
    public const int MostFindings = 8;

    protected override Stage? Current => Stage.Evaluate;
    protected override string? CurrentList => "marking";

    public IReadOnlyList<MarkingPoint> Points { get; private set; } = [];

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        var document = await FindWithDocumentAsync();
        Points = MarkingPoints.Of(document, Found.All);
    }

    /// <summary>The page of an item that proves something.</summary>
    public string Href(Proof proof, string key) => To.Item(PlanId, proof.Thing, Found.RowOf(proof.Thing.List, key));

    /// <summary>The findings against a point, the weightiest first.</summary>
    public static IEnumerable<Finding> Against(MarkingPoint point) => point.Findings.OrderBy(f => f.Check.Severity).Take(MostFindings);

    /// <summary>The mending that lifts a point, with how many findings it mends.</summary>
    public IEnumerable<(Check Check, int Count, string Href)> Lifts(MarkingPoint point) =>
        point.Lifts.Select(c => (c, point.Findings.Count(f => f.Check == c), $"{To.Plan(PlanId)}/health?check={c.Id}"));
}
