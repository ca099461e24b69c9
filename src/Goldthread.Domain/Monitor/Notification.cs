using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Monitor;

/// <summary>Something that happened and of which the regulator may have to be told.</summary>
[Thing(Notification.List, Stage.Monitor, "notification", "N", Why = "Some incidents have to be told to the regulator. Show that each was.")]
public sealed class Notification : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "notifications";

    [AskedFirst(1)]
    [IsTitle]
    [Asks("What kind of incident was it?", Hint = "No names of people who use the service.")]
    public string? IncidentKind { get; private set; }

    [UsuallyToday]
    [AskedFirst(2)]
    [IsDue]
    [ShownInLists("Date")]
    [Asks("When did it happen?")]
    public DateOnly? On { get; private set; }

    [AskedFirst(3)]
    [Asks("Does the regulator have to be told?")]
    public bool? Notifiable { get; private set; }

    [AskedFirst(4)]
    [Asks("When was the regulator told?")]
    public DateOnly? Notified { get; private set; }

    [Under(Fold.More)]
    [Asks("By when has the regulator to be told?")]
    public DateOnly? Due { get; private set; }

    [Under(Fold.More)]
    [Asks("What was said to the person and their family?", Hint = "The duty of candour, step by step.")]
    public IReadOnlyList<CandourStep> Candour { get; private set; } = [];
}

/// <summary>A step of the duty of candour that was taken.</summary>
public sealed class CandourStep : Part
{
    [Asks("Which step?")]
    public CandourStepKind? Step { get; private set; }

    [Asks("When?")]
    public DateOnly? On { get; private set; }

    [Asks("What was said?", Hint = "No names.", Long = true)]
    public string? Note { get; private set; }
}

/// <summary>The steps of the duty of candour.</summary>
public enum CandourStepKind
{
    [Reads("told in person")]
    Told,

    [Reads("said sorry")]
    Apology,

    [Reads("written to")]
    Letter,

    [Reads("told what was found")]
    Findings,
}
