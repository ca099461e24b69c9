using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>One box of the logic model: what goes in, what is done, what comes out of it, and what that changes.</summary>
[Thing(
    LogicStep.List,
    Stage.Develop,
    "step of the logic model",
    "LG",
    Plural = "steps of the logic model",
    Why = "A logic model says how what you do is to change people's lives, and what you take for granted on the way."
)]
public sealed class LogicStep : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "logic";

    [AskedFirst(1)]
    [IsTitle]
    [Asks("What is it?", Long = true)]
    public string? Text { get; private set; }

    [AskedFirst(2)]
    [IsState]
    [ShownInLists("Kind")]
    [Asks(
        "Which kind is it?",
        Hint = "Output: what was done, such as 12 people trained. Outcome: what is different for people, such as fewer falls."
    )]
    public LogicKind? Kind { get; private set; }

    [AskedFirst(3)]
    [Refers(LogicStep.List)]
    [Asks("Which steps lead to it?")]
    public IReadOnlyList<string> From { get; private set; } = [];

    [AskedFirst(4)]
    [Asks("What do you take for granted there?", Long = true)]
    public string? Assumption { get; private set; }

    [Under(Fold.More)]
    [Asks("How soon?")]
    public LogicTerm? Term { get; private set; }

    [Under(Fold.More)]
    [RefersToAny]
    [Asks("What in the plan is it?")]
    public IReadOnlyList<string> About { get; private set; } = [];
}

/// <summary>The columns of a logic model.</summary>
public enum LogicKind
{
    [Reads("input: what goes in")]
    Input,

    [Reads("activity: what is done")]
    Activity,

    [Reads("output: what was done")]
    Output,

    [Reads("outcome: what is different for people")]
    Outcome,

    [Reads("impact: what it adds up to")]
    Impact,
}

/// <summary>How soon something is to be different.</summary>
public enum LogicTerm
{
    [Reads("within months")]
    Short,

    [Reads("within the plan")]
    Medium,

    [Reads("in years to come")]
    Long,
}
