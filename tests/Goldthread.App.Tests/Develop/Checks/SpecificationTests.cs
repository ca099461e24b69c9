using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Shapes;
using YamlDotNet.RepresentationModel;

namespace Goldthread.App.Tests.Develop.Checks;

/// <summary>The checks in the code against their specification: catalogue/checks.yaml, and checks-1.yaml of the first edition.</summary>
public sealed class SpecificationTests
{
    static readonly YamlMappingNode Specification = Load("checks.yaml");

    static YamlMappingNode Load(string file)
    {
        using var reader = File.OpenText(Path.Combine(Repository.Root, "catalogue", file));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    /// <summary>The specification of a check.</summary>
    internal static YamlMappingNode Of(string check) =>
        ((YamlSequenceNode)Specification["checks"]).Cast<YamlMappingNode>().Single(c => c["id"].ToString() == check);

    [Theory]
    [InlineData(1, "checks-1.yaml", 105)]
    [InlineData(2, "checks.yaml", 140)]
    public void Every_check_has_the_words_of_its_specification(int edition, string file, int count)
    {
        var specified = ((YamlSequenceNode)Load(file)["checks"]).Cast<YamlMappingNode>().ToArray();
        Assert.Equal(count, specified.Length);
        Assert.Equal(specified.Select(s => s["id"].ToString()), Check.Of(edition).Select(c => c.Id));
        foreach (var (words, check) in specified.Zip(Check.Of(edition)))
        {
            Assert.Equal(words["group"].ToString(), check.Group);
            Assert.Equal(words["title"].ToString(), check.Title);
            Assert.Equal(words["severity"].ToString(), check.Severity.ToString().ToLowerInvariant());
            Assert.Equal(words["why"].ToString(), check.Why);
            Assert.Equal(words["fix"].ToString(), check.Fix);
            Assert.Equal(((YamlSequenceNode)words["syllabus"]).Select(s => s.ToString()), check.Syllabus);
            Assert.Equal(words.Children.ContainsKey("stage"), check.OnlyLive);
        }
    }

    [Fact]
    public void Every_check_says_why_and_what_to_do_to_somebody_who_knows_no_initials()
    {
        foreach (var check in Check.All)
        {
            Assert.All((string[])[check.Why, check.Fix], text => Assert.DoesNotMatch("[A-Z]{2,}|[.!;]$", text));
            Assert.True(check.Why.Split(' ').Length >= 5, $"{check.Id}: {check.Why}");
            Assert.True(check.Fix.Split(' ').Length >= 3, $"{check.Id}: {check.Fix}");
        }
    }

    /// <summary>Flesch and Kincaid's grade (1975) and five years, of why and fix together: single sentences are too short to be judged.</summary>
    [Fact]
    public void Somebody_of_eleven_can_read_why_and_what_to_do()
    {
        var hard = Check
            .All.Select(c => (c.Id, Age: ReadingAge.Of($"{c.Why}. {c.Fix}.")))
            .Where(c => c.Age > 11)
            .Select(c => $"{c.Id} {c.Age:0.0}");
        Assert.Empty(hard);
    }

    [Fact]
    public void Every_legal_sentence_names_its_law_its_nation_and_the_day_it_was_checked()
    {
        Assert.Equal(Shipped.Data.Laws.Count, Shipped.Data.Laws.DistinctBy(l => l.Id).Count());
        foreach (var law in Shipped.Data.Laws)
        {
            Assert.Matches("Act|Regulation|Standard", law.Name);
            Assert.NotEmpty(law.Nations);
            Assert.InRange(law.Checked!.Value, new DateOnly(2026, 11, 30), new DateOnly(2030, 1, 1));
            Assert.Contains($"{Words.Read(law.Nations[0])}", law.Sentence(), StringComparison.Ordinal);
            Assert.Contains("; checked ", law.Sentence(), StringComparison.Ordinal);
            Assert.All(
                law.SatisfiedBy,
                by =>
                    Assert.True(
                        by.Contains(':', StringComparison.Ordinal)
                            ? Shipped.Data.Requirement(by) is not null
                            : Shipped.Data.Framework(by) is not null,
                        by
                    )
            );
        }
        // What speaks of the law has a law as data.
        foreach (var check in Check.All.Where(c => c.Edition == 2))
        {
            if (
                $"{check.Why} {check.Fix}".Contains("law says", StringComparison.Ordinal)
                || $"{check.Why} {check.Fix}".Contains("lawful", StringComparison.Ordinal)
            )
                Assert.NotEmpty(check.Laws);
            Assert.All(check.Laws, duty => Assert.Contains(Shipped.Data.Laws, l => l.Duty == duty));
        }
    }

    [Fact]
    public void The_word_lists_are_those_of_the_specification()
    {
        foreach (var (name, words) in ((YamlMappingNode)Specification["word_lists"]).Children)
        {
            var key = name.ToString().Replace('-', '_');
            var list = Shape.Of<Domain.Govern.WordLists>().Find(key) is { } field
                ? field.Get(Shipped.Data.Words)
                : Shape.Of<Domain.Govern.RestrictivePairs>()[key].Get(Shipped.Data.Words.RestrictivePairs!);
            Assert.Equal(((YamlSequenceNode)words).Select(w => w.ToString()), (IReadOnlyList<string>)list!);
        }
    }

    [Fact]
    public void Every_check_says_where_it_is_mended()
    {
        foreach (var check in Check.All)
        {
            if (check.Adds is { } list)
                Assert.NotNull(Thing.Find(list));
            Assert.False(check.Field is not null && check.Adds is not null, check.Id);
        }
    }
}
