using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Evaluate;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Tests.Develop.Checks;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;

namespace Goldthread.App.Tests.Evaluate;

public sealed class MarkingPointTests
{
    static readonly DateOnly Today = new(2026, 11, 22);
    static readonly string[] Places =
    [
        "E1",
        "E2",
        "E3",
        "E4",
        "E5",
        "law",
        "safeguarding",
        "person-centred",
        "communication",
        "partnership",
    ];

    static Marking Of(PlanDocument plan) => Marking.Of(plan, PlanChecks.Run(plan, Today, Shipped.Data), Today);

    static PlanDocument Example(string name)
    {
        using var file = File.OpenRead(Path.Combine(Repository.Root, "examples", name + ".yaml"));
        return PlanFile.Read(file, Shipped.Data).Document!;
    }

    [Fact]
    public void The_care_home_shows_all_points_in_its_own_words()
    {
        var points = Of(Example("care-home")).Points;
        Assert.Equal(Places, points.Select(p => p.Id));
        Assert.All(points, p => Assert.Empty(p.Findings));
        Assert.All(points, p => Assert.True(p.IsShown, p.Id));
        Assert.Equal(["O1", "O2", "O3", "O4", "O5", "O6"], points[0].Proofs[0].Items.Select(i => i.Key));
        Assert.Equal("Most injuries in our homes come from falls.", points[0].Proofs[0].Items[0].Words);
        // People who use the service apart from others; what was said and what changed, side by side.
        Assert.Equal(
            ["The day is over at six, and the evening is long. / The evening programme became an objective of its own."],
            points[1].Proofs[0].Items.Select(i => i.Words)
        );
        Assert.Equal(["EN2", "EN3", "EN4", "EN5", "EN6"], points[1].Proofs[1].Items.Select(i => i.Key));
        Assert.Equal(["EN7"], points[1].Proofs[2].Items.Select(i => i.Key));
        // The letter of an inspector and a document are no monitoring; the inspection is older than the plan too.
        Assert.DoesNotContain("EV6", points[2].Proofs[^1].Items.Select(i => i.Key));
        Assert.DoesNotContain("EV7", points[2].Proofs[^1].Items.Select(i => i.Key));
    }

    [Fact]
    public void Where_nothing_shows_a_point_it_says_not_shown()
    {
        var mutant = Mutant.First.First(m => m.Check == "PL041");
        var points = Of(mutant.Read()).Points;
        Assert.Equal("not shown", MarkingReport.CountOf(points[1].Proofs[0]));
        // A message is no involvement, however many there are.
        Assert.DoesNotContain(points[1].Proofs, p => p.Thing.List == "communications");
    }

    [Fact]
    public void Every_finding_speaks_against_exactly_one_place_and_portfolios_against_none()
    {
        foreach (var mutant in Mutant.All)
        {
            var plan = mutant.Read();
            var findings = mutant.Findings();
            var points = Marking.Of(plan, findings, Today).Points;
            Assert.Equal(findings.Count(f => f.Check.Group[0] != 'O'), points.Sum(p => p.Findings.Count));
            Assert.Equal(
                findings.Where(f => f.Check.Group[0] != 'O').Select(f => f.Check).Distinct().Count(),
                points.Sum(p => p.Lifts.Count)
            );
        }
        Assert.All(Check.All, c => Assert.Equal(c.Group[0] == 'O', Marking.PlaceOf(c) is null));
    }

    [Fact]
    public void Each_misconception_says_what_was_seen_and_what_a_program_cannot_see()
    {
        var clean = Of(Example("care-home")).Misconceptions;
        Assert.Equal([1, 2, 3, 4, 5], clean.Select(m => m.Number));
        Assert.All(clean, m => Assert.Empty(m.Findings));
        Assert.All(clean, m => Assert.StartsWith("Whether", m.CannotSee, StringComparison.Ordinal));
        Assert.Equal("People who use the service were asked 2 times, others 5 times. Messages and being told do not count.", clean[1].Seen);
        var unasked = Of(Mutant.First.First(m => m.Check == "PL041").Read()).Misconceptions;
        Assert.Contains(unasked[1].Findings, f => f.Check.Id == "PL041");
    }
}
