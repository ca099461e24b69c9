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
}
