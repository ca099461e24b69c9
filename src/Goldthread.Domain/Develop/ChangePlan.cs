using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>How people are led through the change.</summary>
public sealed class ChangePlan : Part
{
    [Asks("How large is the change?")]
    public ChangeSize? Size { get; private set; }

    [Asks("Which model do you follow?")]
    public ChangeModel? Model { get; private set; }

    [Asks("What are its steps?")]
    public IReadOnlyList<ChangeStep> Steps { get; private set; } = [];

    [Asks("How ready is each group?")]
    public IReadOnlyList<ChangeReadiness> Readiness { get; private set; } = [];

    [Asks("Who has doubts, and what will you do about them?")]
    public IReadOnlyList<ChangeResistance> Resistance { get; private set; } = [];
}

/// <summary>How much changes for people.</summary>
public enum ChangeSize
{
    Small,
    Medium,
    Large,
}

/// <summary>The models of change.</summary>
public enum ChangeModel
{
    [Reads("Lewin: unfreeze, change, refreeze")]
    Lewin,

    [Reads("Kotter: eight steps")]
    Kotter,

    [Reads("ADKAR: awareness, desire, knowledge, ability, reinforcement")]
    Adkar,
}

/// <summary>One step of the change.</summary>
public sealed class ChangeStep : Part
{
    [Asks("What is the step called?")]
    public string? Name { get; private set; }

    [Asks("What will you do?", Long = true)]
    public string? Text { get; private set; }

    [Asks("By when?")]
    public DateOnly? By { get; private set; }

    [Refers(Develop.StaffMember.List)]
    [Asks("Who sees to it?")]
    public string? Owner { get; private set; }
}

/// <summary>How ready a group is, on a day.</summary>
public sealed class ChangeReadiness : Part
{
    [Asks("Which group?")]
    public string? Group { get; private set; }

    [Within(1, 5)]
    [Asks("How ready are they?", Hint = "1 not at all, 5 fully.")]
    public int? Score { get; private set; }

    [Asks("When did you ask?")]
    public DateOnly? On { get; private set; }
}

/// <summary>A group's doubts, and the answer to them.</summary>
public sealed class ChangeResistance : Part
{
    [Asks("Which group?")]
    public string? Group { get; private set; }

    [Asks("What are their doubts?", Long = true)]
    public string? Reason { get; private set; }

    [Asks("What will you do about them?", Long = true)]
    public string? Response { get; private set; }
}
