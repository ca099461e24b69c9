using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Tests.Develop.Checks;

/// <summary>Clean plans show nothing; each broken one shows exactly what was broken.</summary>
public sealed class MutantTests
{
    static readonly DateOnly Today = new(2026, 11, 22);

    public static TheoryData<string> Names => [.. Mutant.All.Select(m => m.ToString())];

    [Theory]
    [InlineData("care-home")]
    [InlineData("childrens-home")]
    [InlineData("draft")]
    public void An_example_shows_nothing(string example)
    {
        using var file = File.OpenRead(Path.Combine(Repository.Root, "examples", example + ".yaml"));
        var read = PlanFile.Read(file, Shipped.Data);
        Assert.Empty(read.Errors);
        // Until its figures of October are stale: who tries it some weeks later than its day finds nothing either.
        for (var day = Today.AddDays(-3); day <= new DateOnly(2026, 12, 16); day = day.AddDays(1))
            Assert.Empty(PlanChecks.Run(read.Document!, day, Shipped.Data));
    }

    [Theory]
    [MemberData(nameof(Names), DisableDiscoveryEnumeration = true)]
    public void A_mutant_shows_exactly_what_was_broken(string name)
    {
        var mutant = Mutant.All.Single(m => m.ToString() == name);
        var findings = PlanChecks.Run(mutant.Read(), Today, Shipped.Data);
        Assert.Equal(mutant.Expected, findings.Select(f => $"{f.Check.Id} {f.About}").Order(StringComparer.Ordinal));
    }

    public static TheoryData<string> NearMisses => [.. Mutant.NearMisses.Select(m => m.ToString())];

    [Theory]
    [MemberData(nameof(NearMisses), DisableDiscoveryEnumeration = true)]
    public void A_near_miss_shows_nothing(string name)
    {
        var near = Mutant.NearMisses.Single(m => m.ToString() == name);
        Assert.Empty(PlanChecks.Run(near.Read(), Today, Shipped.Data).Select(f => f.ToString()));
    }

    [Fact]
    public void A_finding_names_a_field_that_is_there()
    {
        foreach (var finding in Mutant.All.SelectMany(m => PlanChecks.Run(m.Read(), Today, Shipped.Data)))
        {
            if (finding.Field is not { } field || finding.List == "portfolio")
                continue;
            var there = finding.Thing is { } thing
                ? thing.Shape.Find(field)
                : Shape.Of<Plan>().Find(field) ?? Shape.Of<PlanDocument>().Find(field);
            Assert.True(there is not null, $"{finding.Check.Id} {finding.About}: {field}");
        }
    }

    [Fact]
    public void Each_check_has_at_least_two_mutants()
    {
        var counts = Mutant.All.GroupBy(m => m.Check).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(Check.All.Select(c => c.Id), counts.Keys);
        Assert.All(counts, c => Assert.InRange(c.Value, 2, 5));
    }
}
