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
    public void All_40_frameworks_are_sound_and_named_as_their_files()
    {
        Assert.Equal(40, Data.FrameworkIds.Count);
        foreach (var id in Data.FrameworkIds)
        {
            var framework = Data.Framework(id)!;
            Assert.Equal(id, framework.Id);
            Assert.Empty(framework.BrokenRules());
            Assert.All(framework.Requirements.SelectMany(r => r.Regs), r => Assert.NotNull(Data.Requirement($"cqc-regulations:{r}")));
            Assert.All(framework.Requirements.SelectMany(r => r.ReplacesSaf), r => Assert.NotNull(Data.Requirement($"cqc-saf:{r}")));
            Assert.All(framework.Requirements.SelectMany(r => r.Replaces), r => Assert.NotNull(Data.Requirement(r.Id)));
            if (framework.Supersedes is { } older)
                Assert.Equal(FrameworkStatus.Superseded, Data.Framework(older)!.Status);
            if (framework.Checked != Checked.Yes)
                Assert.NotNull(framework.CheckedNote);
            Assert.True(
                framework
                    is { Source: { Title: not null, Organisation: not null, Year: not null }, CheckedOn: not null, AppliesTo.Count: > 0 },
                $"{id} says nothing of its source, of the day on which it was compared, or of the services it is for."
            );
            Assert.All(framework.Requirements, r => Assert.Equal(r.Source is null, r.CheckedOn is null));
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
    [InlineData("cqc-asc-draft-2026:S4", "abuse and improper treatment")]
    [InlineData("cqc-regulations:creg18", "water or sewerage off for more than 24 hours")]
    [InlineData("cqc-regulations:creg18", "already told NHS England")]
    [InlineData("cqc-regulations:reg19", "19(3A)")]
    [InlineData("cqc-regulations:reg17", "within 28 days")]
    [InlineData("childrens-homes-regs-2015:reg44", "only with consent")]
    [InlineData("childrens-homes-regs-2015:reg45", "on request to a placing authority")]
    [InlineData("childrens-homes-regs-2015:reg48", "within 7 days of the return")]
    [InlineData("childrens-homes-regs-2015:sch4", "fire drills")]
    [InlineData("wales-risca-ciw:WAR", "own website")]
    [InlineData("mca-2005:dols", "up to 7 days")]
    [InlineData("mental-health-act-2025:s35", "serious harm")]
    [InlineData("asc-priorities-2026:PO1.2", "fair pay agreement")]
    public void What_the_law_says_is_told(string citation, string words) =>
        Assert.Contains(words, Data.Requirement(citation)!.Value.Requirement.Text, StringComparison.Ordinal);

    [Fact]
    public void The_draft_of_cqc_names_each_topic()
    {
        var draft = Data.Framework("cqc-asc-draft-2026")!;
        // As CQC's own file has them, S1 to W6.
        Assert.Equal(
            [4, 4, 4, 4, 5, 8, 10, 4, 5, 4, 4, 6, 3, 8, 3, 3, 4, 7, 4, 5, 4, 9, 3, 3],
            draft.Requirements.Where(r => r.Kind == "kloe").Select(r => r.Topics.Count)
        );
        Assert.Contains("Innovative medicines and MedTech safety", draft.Find("S7")!.Topics);
        Assert.Contains("Skills and qualifications/revalidation", draft.Find("S6")!.Topics);
        string[] limits = ["W2 volunteers", "S5 adverse weather", "W4 climate events", "C3 advance statements and decisions"];
        Assert.All(
            limits,
            l => Assert.Contains(draft.Find(l.Split(' ')[0])!.Topics, t => t.Contains(l.Split(' ', 2)[1], StringComparison.Ordinal))
        );
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
