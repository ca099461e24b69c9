using System.Text.RegularExpressions;
using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain;
using Goldthread.Domain.Checks;

namespace Goldthread.App.Tests.Govern;

/// <summary>What ordinary plans say is not taken for somebody: neither refused nor asked about.</summary>
public sealed partial class OrdinaryPlansTests(ITestOutputHelper output)
{
    /// <summary>
    /// Every sentence of the examples, the catalogue, the frameworks and the documents; word lists are no sentences, and the page of the check that finds
    /// names shows one.
    /// </summary>
    static IEnumerable<(string File, string Text)> Sentences()
    {
        var root = Repository.Root;
        string[] folders = ["examples", "catalogue", "frameworks", "docs", Path.Combine("src", "Goldthread.App", "Govern", "Example")];
        foreach (
            var file in folders
                .SelectMany(f => Directory.EnumerateFiles(Path.Combine(root, f), "*", SearchOption.AllDirectories))
                .Where(f =>
                    Path.GetExtension(f) is ".yaml" or ".md"
                    && Path.GetFileName(f) is not ("words.yaml" or "checks.yaml" or "checks-1.yaml" or "PL095.md")
                )
                .Order(StringComparer.Ordinal)
        )
        {
            foreach (var sentence in Ends().Split(File.ReadAllText(file)))
            {
                var text = sentence.Trim();
                if (text.Count(c => c == ' ') >= 4)
                    yield return (Path.GetRelativePath(root, file), text);
            }
        }
    }

    [Fact]
    public void Two_thousand_sentences_of_ordinary_plans_raise_no_alarm()
    {
        var sentences = Sentences().ToList();
        output.WriteLine($"{sentences.Count} sentences");
        Assert.InRange(sentences.Count, 2000, int.MaxValue);

        var refused = sentences.Where(s => Identifiable.Find(s.Text) is not null).ToList();
        var asked = sentences.Where(s => NamedPerson.Find(Shipped.Data.Words, s.Text) is not null).ToList();

        Assert.Empty(refused);
        Assert.Empty(asked);
    }

    [Theory]
    [InlineData("Mrs Edith Smith in room 4 fell twice", "Mrs Edith Smith")]
    [InlineData("Mr. Jones was admitted on Sunday", "Mr. Jones")]
    [InlineData("Edith Smith fell in the lounge", "Edith Smith")]
    [InlineData("Move the bed of Edith Mary Smith-Jones to flat 2", "Edith Mary Smith-Jones")]
    [InlineData("MEDICATION: Peter O'Brien, seizure at breakfast", "Peter O'Brien")]
    public void A_name_beside_a_place_or_an_event_is_asked_about(string text, string name) =>
        Assert.Equal(name, NamedPerson.Find(Shipped.Data.Words, text));

    [Theory]
    [InlineData("Mrs Patel chairs the residents' meeting")]
    [InlineData("Maria Hale writes the rota. Falls drop by March 2027")]
    [InlineData("James Paget Hospital takes who fell")]
    [InlineData("The Queen Elizabeth Hospital and St Thomas Road")]
    [InlineData("Margaret Street flat 4")]
    [InlineData("Mark each bed and room by May")]
    public void A_name_alone_or_of_a_house_is_not(string text) => Assert.Null(NamedPerson.Find(Shipped.Data.Words, text));

    [GeneratedRegex(@"(?<=[.!?])\s+|\n\s*\n|\n(?=\s*(?:- )?[a-z_]+:\s)|\n(?=\s*[-|#])")]
    private static partial Regex Ends();
}
