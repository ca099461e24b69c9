using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Tests.Govern;

/// <summary>The frameworks, the catalogue and the word lists that ship with the product.</summary>
public sealed class ShippedTests
{
    static readonly KnownData Data = Shipped.Data;

    [Fact]
    public void A_measure_from_the_catalogue_is_defined_by_what_is_counted()
    {
        foreach (var entry in Data.Measures)
        {
            var measure = new Domain.Monitor.Measure();
            Catalogued.Fill(measure, entry);
            Assert.StartsWith(Catalogued.Counted(entry) ?? entry.Name, measure.Definition, StringComparison.Ordinal);
            Assert.EndsWith(entry.Note ?? "", measure.Definition, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void All_33_frameworks_are_sound_and_named_as_their_files()
    {
        Assert.Equal(33, Data.FrameworkIds.Count);
        foreach (var id in Data.FrameworkIds)
        {
            var framework = Data.Framework(id)!;
            Assert.Equal(id, framework.Id);
            Assert.Empty(framework.BrokenRules());
            Assert.All(framework.Requirements.SelectMany(r => r.Regs), r => Assert.NotNull(Data.Requirement($"cqc-regulations:{r}")));
            Assert.All(framework.Requirements.SelectMany(r => r.ReplacesSaf), r => Assert.NotNull(Data.Requirement($"cqc-saf:{r}")));
            if (framework.Supersedes is { } older)
                Assert.Equal(FrameworkStatus.Superseded, Data.Framework(older)!.Status);
            if (framework.Checked != Checked.Yes)
                Assert.NotNull(framework.CheckedNote);
        }
    }

    [Fact]
    public void All_81_measures_of_the_catalogue_answer_requirements_that_are_there()
    {
        Assert.Equal(81, Data.Measures.Count);
        foreach (var measure in Data.Measures)
        {
            Assert.NotEmpty(measure.Links);
            Assert.All(measure.Links, link => Assert.True(Data.Requirement(link) is not null, $"{measure.Id}: {link}"));
            Assert.True(measure is { Direction: not null, Frequency: not null, Chart: not null }, measure.Id);
        }
    }

    [Theory]
    [InlineData("cqc-saf:S1", true)]
    [InlineData("cqc-saf:s1", false)]
    [InlineData("cqc-saf:", false)]
    [InlineData(":S1", false)]
    [InlineData("cqc-saf", false)]
    [InlineData("", false)]
    public void A_citation_is_framework_and_requirement(string citation, bool there) =>
        Assert.Equal(there, Data.Has(Known.Requirement, citation));

    [Fact]
    public void What_plans_could_ever_cite_is_still_there()
    {
        const string file = "tests/Goldthread.App.Tests/Govern/ever-shipped.txt";
        var ever = File.ReadAllLines(Path.Combine(Repository.Root, file));
        Assert.All(
            ever,
            line =>
                Assert.True(
                    line.Split(' ') is [var kind, var id, .. var unit]
                        && Data.Has(Enum.Parse<Known>(kind, ignoreCase: true), id, unit.FirstOrDefault()),
                    $"{line}: stored plans may cite it. Keep it; a requirement that stands no longer has the status withdrawn."
                )
        );
        Approved.Holds(file, string.Concat(ever.Union(Citable()).Order(StringComparer.Ordinal).Select(line => line + "\n")));
    }

    static IEnumerable<string> Citable() =>
        [
            .. Data.FrameworkIds.SelectMany(f => Data.Framework(f)!.Requirements.Select(r => $"requirement {f}:{r.Id}")),
            .. Data
                .FrameworkIds.Where(f => Data.Unit(f) is not null)
                .SelectMany(u => KnownData.CriteriaOf(Data.Unit(u)!).Select(c => $"criterion {c.Id} {u}")),
            .. Data.Measures.Select(m => $"cataloguemeasure {m.Id}"),
            .. Check.All.Select(c => $"check {c.Id}"),
        ];

    [Fact]
    public void A_requirement_that_stands_no_longer_says_so()
    {
        Assert.Equal("Liberty Protection Safeguards (not in force)", Data.Requirement("mca-2005:lps")!.Value.Title);
        Assert.Equal("Court of Protection", Data.Requirement("mca-2005:cop")!.Value.Title);
    }

    [Fact]
    public void A_criterion_belongs_to_the_unit()
    {
        Assert.True(Data.Has(Known.Criterion, "AC2.6", "unit-y5061955-operational-plan"));
        Assert.False(Data.Has(Known.Criterion, "AC2.6", "unit-b1-operational-plans"));
        Assert.False(Data.Has(Known.Criterion, "LO1", "unit-b1-operational-plans"));
    }
}
