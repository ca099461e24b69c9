using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Monitor;

/// <summary>A meeting, who was there, and what came of it.</summary>
[Thing(
    Meeting.List,
    Stage.Monitor,
    "meeting",
    "MT",
    Why = "Minutes with names of roles, decisions and actions show that the plan is watched."
)]
public sealed class Meeting : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "meetings";

    [UsuallyToday]
    [AskedFirst(2)]
    [IsDue]
    [ShownInLists("Date")]
    [Asks("When?")]
    public DateOnly? On { get; private set; }

    [AskedFirst(1)]
    [IsTitle]
    [Asks("What was the meeting?")]
    public string? Title { get; private set; }

    [AskedFirst(3)]
    [Asks("Who was there?", Hint = "Roles or initials, one a line.")]
    public IReadOnlyList<string> Attendees { get; private set; } = [];

    [Under(Fold.More)]
    [Asks("What is talked about?", Hint = "One point a line.")]
    public IReadOnlyList<string> Agenda { get; private set; } = [];

    [Under(Fold.More)]
    [Refers(Meeting.List)]
    [Asks("Which meeting does it follow?")]
    public string? Follows { get; private set; }

    [AskedFirst(4)]
    [Asks("What was decided?")]
    public IReadOnlyList<MeetingDecision> Decisions { get; private set; } = [];

    [AskedFirst(5)]
    [Refers(Implement.Action.List)]
    [Asks("Which actions came of it?")]
    public IReadOnlyList<string> Actions { get; private set; } = [];

    /// <summary>An action came of it.</summary>
    /// <param name="action">The action's id.</param>
    public void LedTo(string action) => Actions = [.. Actions, action];
}

/// <summary>What a meeting decided.</summary>
public sealed class MeetingDecision : Part
{
    [Asks("What was decided?", Long = true)]
    public string? Text { get; private set; }

    [Asks("By whom?")]
    public string? By { get; private set; }

    [Asks("Why?", Long = true)]
    public string? Why { get; private set; }

    [Asks("When is it looked at again?")]
    public DateOnly? Review { get; private set; }

    [Refers(Implement.Action.List)]
    [Asks("Which action came of it?")]
    public string? Action { get; private set; }
}
