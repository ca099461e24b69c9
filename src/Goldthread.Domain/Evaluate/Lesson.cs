using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Evaluate;

/// <summary>What the plan taught: kept, found again, and carried over.</summary>
[Thing(
    Lesson.List,
    Stage.Evaluate,
    "lesson",
    "LE",
    Why = "Write down what you learnt, so that the next plan and other services have it too."
)]
public sealed class Lesson : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "lessons";

    [AskedFirst(1)]
    [IsTitle]
    [Asks("What did you learn?", Long = true)]
    public string? Text { get; private set; }

    [AskedFirst(2)]
    [RefersToAny]
    [Asks("What did you learn it from?")]
    public string? From { get; private set; }

    [AskedFirst(3)]
    [Asks("What is it about?", Hint = "One or two words, such as falls or handover.")]
    public string? Theme { get; private set; }

    [AskedFirst(4)]
    [Asks("May other services see it?")]
    public bool? Share { get; private set; }
}
