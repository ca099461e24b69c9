using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Evaluate;

/// <summary>An answer of the provider information return, made from the plan: at most 500 words, no names.</summary>
[Thing(
    PirAnswer.List,
    Stage.Evaluate,
    "answer of the provider information return",
    "PI",
    Plural = "answers of the provider information return",
    Why = "Have the answers of the provider information return ready, with what they rest on."
)]
public sealed class PirAnswer : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "pir";

    /// <summary>The most words that the regulator's form takes.</summary>
    public const int MostWords = 500;

    [AskedFirst(1)]
    [IsTitle]
    [Asks("Which question of the return?")]
    public string? Question { get; private set; }

    [AskedFirst(2)]
    [Asks("What do you answer?", Hint = "At most 500 words. No names of people who use the service.", Long = true)]
    public string? Text { get; private set; }

    [AskedFirst(3)]
    [RefersToAny]
    [Asks("What of the plan does it rest on?")]
    public IReadOnlyList<string> From { get; private set; } = [];

    [Under(Fold.Going)]
    [IsDue]
    [ShownInLists("Approved")]
    [Asks("When was it approved?")]
    public DateOnly? Approved { get; private set; }

    [Under(Fold.Going)]
    [Asks("Who approved it?", Hint = "A role or initials.")]
    public string? By { get; private set; }

    /// <summary>How many words a text has, as the form counts them.</summary>
    public static int WordsIn(string text) => text.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries).Length;

    /// <inheritdoc/>
    public override IEnumerable<RuleBroken> BrokenRules()
    {
        if (Text is { } text && WordsIn(text) is var words and > MostWords)
            yield return new RuleBroken($"The regulator's form takes at most {MostWords} words; this has {words}.", "text");
    }
}
