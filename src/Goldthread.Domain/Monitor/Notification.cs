using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Monitor;

/// <summary>Something that happened and of which the regulator may have to be told.</summary>
[Thing("notifications", Stage.Monitor, "notification", "N", Why = "Some incidents have to be told to the regulator. Show that each was.")]
public sealed class Notification : Item
{
    [Asks("What kind of incident was it?", Hint = "No names of people who use the service.")]
    public string? IncidentKind { get; private set; }

    [Asks("When did it happen?")]
    public DateOnly? On { get; private set; }

    [Asks("Does the regulator have to be told?")]
    public bool? Notifiable { get; private set; }

    [Asks("When was the regulator told?")]
    public DateOnly? Notified { get; private set; }
}
