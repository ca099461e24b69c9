using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Tests.Develop.Checks;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;

namespace Goldthread.App.Tests.Evaluate;

public sealed class MarkingPointTests
{
    static readonly DateOnly Today = new(2026, 11, 22);

    static IReadOnlyList<MarkingPoint> Of(PlanDocument plan) => MarkingPoints.Of(plan, PlanChecks.Run(plan, Today, Shipped.Data));

    [Fact]
    public void The_care_home_proves_all_five_points()
    {
        using var file = File.OpenRead(Path.Combine(Repository.Root, "examples", "care-home.yaml"));
        var points = Of(PlanFile.Read(file, Shipped.Data).Document!);
        Assert.Equal(["E1", "E2", "E3", "E4", "E5"], points.Select(p => p.Id));
        Assert.All(points, p => Assert.Empty(p.Findings));
        Assert.All(points.SelectMany(p => p.Proofs), p => Assert.NotEmpty(p.Keys));
        Assert.Equal(["O1", "O2", "O3", "O4", "O5", "O6"], points[0].Proofs[0].Keys);
        Assert.Equal(["EN7"], points[1].Proofs[1].Keys);
    }

    [Fact]
    public void Every_finding_speaks_against_exactly_one_point_and_says_what_would_lift_it()
    {
        foreach (var mutant in Mutant.All)
        {
            var plan = mutant.Read();
            var findings = PlanChecks.Run(plan, Today, Shipped.Data);
            var points = MarkingPoints.Of(plan, findings);
            Assert.Equal(findings.Count, points.Sum(p => p.Findings.Count));
            Assert.Equal(findings.Select(f => f.Check).Distinct().Count(), points.Sum(p => p.Lifts.Count));
        }
    }
}
