using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Evaluate;
using Goldthread.Web.Parts;

namespace Goldthread.Web.Pages.Evaluate.Marking;

/// <summary>The marking points: what shows each in the plan's own words, what is found against it, what would lift it. No score.</summary>
public sealed class IndexModel : PlanPage
{
    /// <summary>Items that show one thing, at most.</summary>
    public const int MostProofs = 4;

    /// <summary>Findings against a point that are shown, at most.</summary>
    public const int MostFindings = 8;

    protected override Stage? Current => Stage.Evaluate;
    protected override string? CurrentList => "marking";

    public IReadOnlyList<MarkingPoint> Points { get; private set; } = [];

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        var document = await FindWithDocumentAsync();
        Points = Domain.Evaluate.Marking.Of(document, Found.All, Today).Points;
    }

    /// <summary>"E1 Alignment with objectives, values and duties".</summary>
    public static string Heading(MarkingPoint point) => point.IsOneOfTheFive ? $"{point.Id} {point.Title}" : point.Title;

    /// <summary>Whether anything shows it, and how much is found against it; that nothing is found proves nothing.</summary>
    public static string State(MarkingPoint point)
    {
        var shown = point.IsShown ? "" : "not shown";
        var against = point.Findings.Count switch
        {
            0 => "",
            1 => "1 finding against it",
            var count => $"{count:N0} findings against it",
        };
        return shown.Length > 0 && against.Length > 0 ? $"{shown}, {against}" : shown + against;
    }

    /// <summary>"What shows it: 3 of 5".</summary>
    public static string Shown(MarkingPoint point) =>
        $"What shows it: {point.Proofs.Count(p => p.Items.Count > 0)} of {point.Proofs.Count}";

    /// <summary>The page of an item that shows something.</summary>
    public string Href(Proof proof, string key) => To.Item(PlanId, proof.Thing, Found.RowOf(proof.Thing.List, key));

    /// <summary>The findings against a point, the weightiest first.</summary>
    public static IEnumerable<Finding> Against(MarkingPoint point) => point.Findings.OrderBy(f => f.Severity).Take(MostFindings);

    /// <summary>The mending that lifts a point, with how many findings it mends.</summary>
    public IEnumerable<(Check Check, int Count, string Href)> Lifts(MarkingPoint point) =>
        point.Lifts.Select(c => (c, point.Findings.Count(f => f.Check == c), $"{To.Plan(PlanId)}/health?check={c.Id}"));
}
