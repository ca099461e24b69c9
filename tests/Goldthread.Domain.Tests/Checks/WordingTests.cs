using Goldthread.Domain.Checks;

namespace Goldthread.Domain.Tests.Checks;

public sealed class WordingTests
{
    [Theory]
    [InlineData("Our VISION for care", true)]
    [InlineData("A world  class\thome", true)]
    [InlineData("long-term", true)]
    [InlineData("television", false)]
    [InlineData("visions", false)]
    [InlineData("vision2", false)]
    [InlineData("vision\U0001D7D9", false)]
    [InlineData("\U0001D400vision", false)]
    [InlineData("\U0001F600vision\U0001F600", true)]
    [InlineData("world/class", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_phrase_matches_whole(string? text, bool found) =>
        Assert.Equal(found, Wording.FirstPhrase(text, ["vision", "world class", "long-term"]) is not null);

    [Theory]
    [InlineData("Improve care", true)]
    [InlineData(" «improve» care", true)]
    [InlineData("Improved care", false)]
    [InlineData("\U0001F600improve\U0001F600", true)]
    [InlineData("\U0001D400improve", false)]
    [InlineData("improve\U0001D7D9", false)]
    [InlineData("We improve", false)]
    [InlineData("--", false)]
    public void The_first_word_is_the_first_run_of_letters_and_digits(string text, bool found) =>
        Assert.Equal(found, Wording.FirstWordIn(text, ["improve"]) is not null);

    [Theory]
    [InlineData("It has Improved.", "Improved")]
    [InlineData("re-improving", "improving")]
    [InlineData("unimproved", null)]
    [InlineData("\U0001D400improved", null)]
    [InlineData("\U0001F600improved\U0001D7D9\U0001F600", "improved\U0001D7D9")]
    [InlineData(null, null)]
    public void A_stem_matches_the_beginning_of_a_word(string? text, string? word) =>
        Assert.Equal(word, Wording.FirstWithStem(text, ["improv"]));

    [Theory]
    [InlineData("a and b AND c", 2)]
    [InlineData("a;b; c", 2)]
    [InlineData("sand and land", 1)]
    [InlineData("a  and\tb as well as c", 2)]
    [InlineData("and so on and", 0)]
    [InlineData("a and and b", 1)]
    [InlineData("a as well as and b", 2)]
    public void Joiners_are_counted_as_they_stand(string text, int count) =>
        Assert.Equal(count, Wording.Count(text, [" and ", " as well as ", ";"]));

    [Fact]
    public void Ids_are_ordered_by_code_points() =>
        Assert.Equal(
            ["A10", "A9", "a", "\uFF21", "\U0001F600"],
            new[] { "\U0001F600", "a", "\uFF21", "A9", "A10" }.Order(ByCodePoint.Order)
        );
}
