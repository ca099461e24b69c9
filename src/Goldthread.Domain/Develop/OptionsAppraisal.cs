using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>A question with several answers, weighed against each other, and which was chosen and why.</summary>
[Thing(
    OptionsAppraisal.List,
    Stage.Develop,
    "options appraisal",
    "OA",
    Plural = "options appraisals",
    Why = "Where there is more than one way, weigh them side by side and keep why you chose."
)]
public sealed class OptionsAppraisal : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "options";

    [AskedFirst(1)]
    [IsTitle]
    [Asks("What is to be decided?")]
    public string? Question { get; private set; }

    [AskedFirst(2)]
    [Asks("What counts?", Hint = "Such as safety, cost, what people want: each with a weight.")]
    public IReadOnlyList<OptionsCriterion> Criteria { get; private set; } = [];

    [AskedFirst(3)]
    [Asks("Which ways are there?", Hint = "Doing nothing is one of them.")]
    public IReadOnlyList<OptionsChoice> Choices { get; private set; } = [];

    [AskedFirst(4)]
    [Asks("Which was chosen?", Hint = "Its name as above.")]
    public string? Chosen { get; private set; }

    [AskedFirst(5)]
    [Asks("Why?", Long = true)]
    public string? Why { get; private set; }

    [Under(Fold.More)]
    [UsuallyToday]
    [IsDue]
    [ShownInLists("Decided")]
    [Asks("When was it decided?")]
    public DateOnly? On { get; private set; }

    /// <summary>What a way scores in all: each of its scores times what it weighs; null where it has not one score for each.</summary>
    public int? SumOf(OptionsChoice choice) =>
        choice.Scores.Count != Criteria.Count || Criteria.Count == 0
            ? null
            : choice.Scores.Zip(Criteria, (score, criterion) => score * (criterion.Weight ?? 1)).Sum();

    /// <value>The most that a way could score.</value>
    public int Most => 5 * Criteria.Sum(c => c.Weight ?? 1);

    /// <value>The way that was chosen; null where none is, or none is called so.</value>
    public OptionsChoice? Decided =>
        Chosen is null ? null : Choices.FirstOrDefault(c => string.Equals(c.Name, Chosen, StringComparison.OrdinalIgnoreCase));

    /// <summary>What was chosen, whether it scores most, and if not what does, in one sentence.</summary>
    public string Sentence()
    {
        var best = Choices.Where(c => SumOf(c) is not null).MaxBy(SumOf);
        if (Decided is not { } chosen)
            return best is null ? "Nothing is chosen yet." : $"Nothing is chosen yet. “{best.Name}” scores most: {SumOf(best)} of {Most}.";
        var sum = SumOf(chosen);
        return sum is null ? $"“{chosen.Name}” was chosen; it is not scored."
            : sum == SumOf(best!) ? $"“{chosen.Name}” was chosen, and scores most: {sum} of {Most}."
            : $"“{chosen.Name}” was chosen with {sum} of {Most}, though “{best!.Name}” scores more: {SumOf(best)}.";
    }

    /// <inheritdoc/>
    public override IEnumerable<RuleBroken> BrokenRules()
    {
        foreach (var choice in Choices)
        {
            if (choice.Scores.Count > 0 && choice.Scores.Count != Criteria.Count)
                yield return new RuleBroken(
                    $"Give “{choice.Name}” one score for each of the {Criteria.Count} things that count, or none.",
                    "choices"
                );
        }
        if (Chosen is not null && Choices.Count > 0 && !Choices.Any(c => string.Equals(c.Name, Chosen, StringComparison.OrdinalIgnoreCase)))
            yield return new RuleBroken("Choose one of the ways by its name, as you wrote it above.", "chosen");
    }
}

/// <summary>What counts when ways are weighed.</summary>
public sealed class OptionsCriterion : Part
{
    [Asks("What counts?")]
    public string? Name { get; private set; }

    [Within(1, 5)]
    [Asks("How much?", Hint = "1 a little, 5 a lot.")]
    public int? Weight { get; private set; }
}

/// <summary>One of the ways that are weighed.</summary>
public sealed class OptionsChoice : Part
{
    [Asks("Which way?")]
    public string? Name { get; private set; }

    [In(CountedIn.Pounds)]
    [Asks("What does it cost?", Hint = "In pounds.")]
    public decimal? Cost { get; private set; }

    [Within(1, 5)]
    [Asks("What does it score?", Hint = "One number from 1 to 5 for each thing that counts, in their order.")]
    public IReadOnlyList<int> Scores { get; private set; } = [];
}
