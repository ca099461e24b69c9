using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Monitor;

/// <summary>How often something happened in a month, why, and what was learnt: counts, never persons.</summary>
[Thing(Theme.List, Stage.Monitor, "theme", "TH", Why = "Count what happens again and again, find out why, and say what you learnt.")]
public sealed class Theme : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "themes";

    [AskedFirst(1)]
    [IsTitle]
    [Asks("What happens?", Hint = "A kind of thing, such as falls at night. Nothing about one person.")]
    public string? Title { get; private set; }

    [AskedFirst(2)]
    [IsState]
    [ShownInLists("Kind")]
    [Asks("Where does it come from?")]
    public ThemeKind? Kind { get; private set; }

    [AskedFirst(3)]
    [IsDue]
    [ShownInLists("Month")]
    [Asks("In which month?", Hint = "Any day of it.")]
    public DateOnly? Month { get; private set; }

    [AskedFirst(4)]
    [Within(0, 1_000_000)]
    [In(CountedIn.Times)]
    [Asks("How many times?")]
    public int? Count { get; private set; }

    [AskedFirst(5)]
    [Asks("Why?", Hint = "Ask why of each answer, up to five times.")]
    public IReadOnlyList<ThemeCause> Causes { get; private set; } = [];

    [Under(Fold.Going)]
    [Refers(Implement.Action.List)]
    [Asks("Which actions came of it?")]
    public IReadOnlyList<string> Actions { get; private set; } = [];

    [Under(Fold.Going)]
    [Asks("What was learnt?", Long = true)]
    public string? Learnt { get; private set; }
}

/// <summary>Why something happens.</summary>
public sealed class ThemeCause : Part
{
    [Asks("Because of what?")]
    public string? Why { get; private set; }
}

/// <summary>What is counted by theme.</summary>
public enum ThemeKind
{
    Incident,
    Complaint,
    Compliment,
    Safeguarding,
    NearMiss,
}
