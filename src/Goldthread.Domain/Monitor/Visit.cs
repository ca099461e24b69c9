using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Monitor;

/// <summary>A visit by somebody who looks in from outside: what they think, what they recommend, what was answered.</summary>
[Thing(Visit.List, Stage.Monitor, "visit", "VI", Why = "Keep what visitors recommend, what you answered, and what came of it.")]
public sealed class Visit : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "visits";

    [AskedFirst(1)]
    [IsState]
    [ShownInLists("Kind")]
    [Asks("What kind of visit was it?")]
    public VisitKind? Kind { get; private set; }

    [UsuallyToday]
    [AskedFirst(2)]
    [IsDue]
    [ShownInLists("Date")]
    [Asks("When?")]
    public DateOnly? On { get; private set; }

    [AskedFirst(3)]
    [Asks("Who visited?", Hint = "A role, such as the independent person.")]
    public string? Visitor { get; private set; }

    [Under(Fold.SafetyAndPartners)]
    [Asks("Are children effectively safeguarded?", Hint = "The visitor's own opinion.", Long = true)]
    public string? OpinionSafe { get; private set; }

    [Under(Fold.SafetyAndPartners)]
    [Asks("Does the home promote their well-being?", Hint = "The visitor's own opinion.", Long = true)]
    public string? OpinionWellbeing { get; private set; }

    [AskedFirst(4)]
    [Asks("What do they recommend?")]
    public IReadOnlyList<Recommendation> Recommendations { get; private set; } = [];

    [Under(Fold.More)]
    [Refers(Monitor.Evidence.List)]
    [Asks("Where is the report?")]
    public string? Report { get; private set; }

    /// <value>Known by its kind and day.</value>
    [IsTitle]
    public string? Called =>
        Kind is { } kind ? $"{Words.Capital(Words.Read(kind))} visit" + (On is { } day ? ", " + Days.Read(day) : "") : null;
}

/// <summary>What a visitor recommends, and what was answered.</summary>
public sealed class Recommendation : Part
{
    [Asks("What is recommended?", Long = true)]
    public string? Text { get; private set; }

    [Asks("By when?")]
    public DateOnly? By { get; private set; }

    [Asks("What do you answer?", Long = true)]
    public string? Response { get; private set; }

    [Refers(Implement.Action.List)]
    [Asks("Which action came of it?")]
    public string? Action { get; private set; }
}

/// <summary>The kinds of visit.</summary>
public enum VisitKind
{
    [Reads("regulation 44")]
    Reg44,

    [Reads("provider")]
    Provider,
    Monitoring,
    Peer,
}
