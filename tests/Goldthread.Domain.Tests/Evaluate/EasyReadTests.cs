using Goldthread.Domain.Evaluate;

namespace Goldthread.Domain.Tests.Evaluate;

/// <summary>The rules of easy read, each with a line that breaks it and one that does not.</summary>
public sealed class EasyReadTests
{
    [Theory]
    [InlineData("We said we would come to you at night much faster than we did last year.", "16 words")]
    [InlineData("We came (mostly) at night.", "brackets")]
    [InlineData("We came in time 8 times of 10; it was better.", "semicolons")]
    [InlineData("We came in time 80% of nights.", "out of 10")]
    [InlineData("We came in time eighty per cent of nights.", "out of 10")]
    [InlineData("The CQC came to see us.", "CQC")]
    public void What_is_owed_is_found(string line, string says) =>
        Assert.Contains(EasyRead.Look(line), f => f.IsOwed && f.Says.Contains(says, StringComparison.Ordinal));

    [Theory]
    [InlineData("The stairs were cleared.", "we did")]
    [InlineData("We came and sat down because you asked.", "more than one idea")]
    [InlineData("We have five new nurses.", "figure")]
    [InlineData("We will ensure you are safe.", "make sure")]
    public void What_a_person_judges_is_said_and_not_owed(string line, string says) =>
        Assert.Contains(EasyRead.Look(line), f => !f.IsOwed && f.Says.Contains(says, StringComparison.Ordinal));

    [Theory]
    [InlineData("We come at night when you ring.")]
    [InlineData("8 out of 10 people told us they feel safe.")]
    [InlineData("")]
    [InlineData(null)]
    public void Plain_lines_are_left_alone(string? line) => Assert.Empty(EasyRead.Look(line));

    [Fact]
    public void The_mean_is_of_sentences_not_of_lines() =>
        Assert.Equal(3, EasyRead.MeanWords(["We come fast. We come at night.", "You ring"]));
}
