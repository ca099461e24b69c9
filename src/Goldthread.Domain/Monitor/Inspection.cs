using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Monitor;

/// <summary>An inspection: what came before and after the report, what was contested, how it was rated, what it requires.</summary>
[Thing(Inspection.List, Stage.Monitor, "inspection", "IN", Why = "Keep what inspectors found, by when to answer, and what came of it.")]
public sealed class Inspection : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "inspections";

    [AskedFirst(1)]
    [Asks("Who inspected?")]
    public Inspectorate? Body { get; private set; }

    [AskedFirst(2)]
    [IsState]
    [ShownInLists("Kind")]
    [Asks("How?")]
    public InspectionKind? Kind { get; private set; }

    [AskedFirst(3)]
    [Asks("When?")]
    public DateOnly? On { get; private set; }

    [AskedFirst(4)]
    [Asks("When did the draft report come?")]
    public DateOnly? Draft { get; private set; }

    [AskedFirst(5)]
    [IsDue]
    [ShownInLists("Answer by")]
    [Asks("By when do you answer it?")]
    public DateOnly? AnswerBy { get; private set; }

    [Under(Fold.Going)]
    [Asks("Which points do you contest?")]
    public IReadOnlyList<ContestedPoint> Contested { get; private set; } = [];

    [Under(Fold.Going)]
    [Asks("When was the report published?")]
    public DateOnly? Published { get; private set; }

    [Under(Fold.Going)]
    [Asks("How was it rated?")]
    public IReadOnlyList<InspectionRating> Ratings { get; private set; } = [];

    [Under(Fold.Going)]
    [Refers(Monitor.Evidence.List)]
    [Asks("Where is the report?")]
    public string? Evidence { get; private set; }

    [Under(Fold.Going)]
    [Refers(RegulatoryAction.List)]
    [Asks("What does it require?")]
    public IReadOnlyList<string> Required { get; private set; } = [];

    /// <value>Known by who inspected and when.</value>
    [IsTitle]
    public string? Called =>
        Body is { } body ? $"{Words.Capital(Words.Read(body))} inspection" + (On is { } day ? ", " + Days.Read(day) : "") : null;

    /// <inheritdoc/>
    public override IEnumerable<RuleBroken> BrokenRules()
    {
        if (AnswerBy < Draft)
            yield return new RuleBroken("The answer cannot be due before the draft came.", "answer_by");
    }
}

/// <summary>A point of a draft report that is not right.</summary>
public sealed class ContestedPoint : Part
{
    [Asks("What is not right?", Long = true)]
    public string? Point { get; private set; }

    [Refers(Monitor.Evidence.List)]
    [Asks("What shows it?")]
    public string? Evidence { get; private set; }

    [Asks("What came of it?")]
    public ContestOutcome? Outcome { get; private set; }
}

/// <summary>What came of a contested point.</summary>
public enum ContestOutcome
{
    Upheld,

    [Reads("upheld in part")]
    Partly,
    Rejected,
}

/// <summary>How one question of an inspection was rated.</summary>
public sealed class InspectionRating : Part
{
    [Asks("Which question?", Hint = "Such as safe, or overall.")]
    public string? Question { get; private set; }

    [Asks("Which rating?", Hint = "In the inspector's own word.")]
    public string? Rating { get; private set; }
}

/// <summary>Who inspects.</summary>
public enum Inspectorate
{
    [Reads("Care Quality Commission")]
    Cqc,

    [Reads("Ofsted")]
    Ofsted,

    [Reads("Care Inspectorate")]
    CareInspectorate,

    [Reads("Care Inspectorate Wales")]
    Ciw,

    [Reads("Regulation and Quality Improvement Authority")]
    Rqia,
    Other,
}

/// <summary>How an inspection is made.</summary>
public enum InspectionKind
{
    [Reads("on site")]
    Site,

    [Reads("from papers")]
    Desk,

    [Reads("our own mock inspection")]
    Mock,
}
