using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Implement;

/// <summary>What people need to learn so that the plan can be done.</summary>
[Thing(TrainingNeed.List, Stage.Implement, "training need", "T", Why = "New practice needs training before it starts.")]
public sealed class TrainingNeed : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "training";

    [AskedFirst(1)]
    [IsTitle]
    [Asks("What do people need to be able to do?")]
    public string? Competence { get; private set; }

    [AskedFirst(2)]
    [Asks("Who needs it?")]
    public string? Audience { get; private set; }

    [AskedFirst(5)]
    [Refers(Implement.Action.List)]
    [Asks("Which actions need it?")]
    public IReadOnlyList<string> Actions { get; private set; } = [];

    [AskedFirst(3)]
    [IsTitle(2)]
    [Asks("How do they learn it?")]
    public string? Method { get; private set; }

    [AskedFirst(4)]
    [IsDue]
    [ShownInLists("Due")]
    [Asks("By when?")]
    public DateOnly? Due { get; private set; }

    [Under(Fold.Going)]
    [Asks("When was it done?")]
    public DateOnly? Done { get; private set; }

    [Under(Fold.TimeAndMoney)]
    [In(CountedIn.Pounds)]
    [Asks("What does it cost?", Hint = "In pounds.")]
    public decimal? Cost { get; private set; }

    [Under(Fold.Going)]
    [Asks("Did it work?")]
    public TrainingEvaluation? Evaluation { get; private set; }
}

/// <summary>Whether training worked, by Kirkpatrick's levels.</summary>
public sealed class TrainingEvaluation : Part
{
    [Within(1, 4)]
    [Asks("At which level?", Hint = "1 people liked it, 2 they learnt, 3 they do it, 4 it helps.")]
    public int? Level { get; private set; }

    [Asks("When?")]
    public DateOnly? On { get; private set; }

    [Asks("What did you find?", Long = true)]
    public string? Finding { get; private set; }
}
