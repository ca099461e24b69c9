using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Monitor;

/// <summary>A file, link or note that shows something.</summary>
[Thing(
    Evidence.List,
    Stage.Monitor,
    "piece of evidence",
    "EV",
    Plural = "evidence",
    Why = "A file, a link or a note that shows that something was done, or that something changed.",
    IsMain = true
)]
public sealed class Evidence : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "evidence";

    [AskedFirst(1)]
    [IsState]
    [ShownInLists("Kind")]
    [Asks("What kind of evidence is it?")]
    public EvidenceType? Type { get; private set; }

    [AskedFirst(2)]
    [IsTitle]
    [Asks("What does it show?")]
    public string? Title { get; private set; }

    [UsuallyToday]
    [AskedFirst(3)]
    [IsDue]
    [ShownInLists("Date")]
    [Asks("From which day is it?")]
    public DateOnly? On { get; private set; }

    [Under(Fold.More)]
    [Asks("Who made it?", Hint = "A role or initials.")]
    public string? Author { get; private set; }

    [AskedFirst(4)]
    [Max(2000)]
    [Asks("Where is it kept?", Hint = "A link, a shelf, or the number of the record.")]
    public string? Location { get; private set; }

    [AskedFirst(5)]
    [RefersToAny]
    [Asks("What in the plan does it support?")]
    public IReadOnlyList<string> Supports { get; private set; } = [];

    [Under(Fold.More)]
    [Asks("Until when is it good?")]
    public DateOnly? Expires { get; private set; }

    [Under(Fold.More)]
    [Asks("Who may see it outside?")]
    public Sensitivity? Sensitivity { get; private set; }

    [Under(Fold.More)]
    [Asks("Which version is it?")]
    public string? Version { get; private set; }

    [Under(Fold.More)]
    [Refers(Monitor.Evidence.List)]
    [Asks("Which evidence does it replace?")]
    public string? Replaces { get; private set; }

    [Under(Fold.LawAndStandards)]
    [Known(Known.Requirement)]
    [Asks("Which law or standards does it prove?")]
    public IReadOnlyList<string> Requirements { get; private set; } = [];
}

/// <summary>How widely a piece of evidence may be shown.</summary>
public enum Sensitivity
{
    [Reads("anybody")]
    Open,

    [Reads("staff")]
    Staff,

    [Reads("few: it is restricted")]
    Restricted,
}

/// <summary>The kinds of evidence.</summary>
public enum EvidenceType
{
    Audit,
    Minutes,
    Feedback,
    Observation,
    Inspection,
    Data,
    Document,
}
