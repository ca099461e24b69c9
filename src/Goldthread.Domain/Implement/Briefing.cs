using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Implement;

/// <summary>What staff are told in a few sentences, and who has read it.</summary>
[Thing(Briefing.List, Stage.Implement, "briefing", "BR", Why = "Tell staff what changes, and see who has read it.")]
public sealed class Briefing : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "briefings";

    [AskedFirst(1)]
    [IsTitle]
    [Asks("What is it about?")]
    public string? Title { get; private set; }

    [AskedFirst(2)]
    [Asks("What do they need to know?", Long = true)]
    public string? Text { get; private set; }

    [AskedFirst(3)]
    [Refers(Develop.StaffMember.List)]
    [Asks("Who is told?")]
    public IReadOnlyList<string> Audience { get; private set; } = [];

    [UsuallyToday]
    [AskedFirst(4)]
    [IsDue]
    [ShownInLists("Told")]
    [Asks("When are they told?")]
    public DateOnly? Sent { get; private set; }

    [Under(Fold.Going)]
    [Happened]
    [Asks("Who has read it?")]
    public IReadOnlyList<ReadBy> Read { get; private set; } = [];

    [Under(Fold.More)]
    [RefersToAny]
    [Asks("What in the plan is it about?")]
    public IReadOnlyList<string> About { get; private set; } = [];

    /// <summary>Somebody has read it.</summary>
    /// <param name="who">Their id in the staff list.</param>
    /// <param name="on">When.</param>
    /// <returns>False where they had read it before.</returns>
    public bool ReadBy(string who, DateOnly on)
    {
        if (Read.Any(r => r.By == who))
            return false;
        Read = [.. Read, new ReadBy(who, on)];
        return true;
    }
}

/// <summary>That somebody has read a briefing.</summary>
public sealed class ReadBy : Part
{
    /// <summary>Nobody yet.</summary>
    public ReadBy() { }

    /// <summary>Somebody, on a day.</summary>
    public ReadBy(string by, DateOnly on) => (By, On) = (by, on);

    [Refers(Develop.StaffMember.List)]
    [Asks("Who?")]
    public string? By { get; private set; }

    [Asks("When?")]
    public DateOnly? On { get; private set; }
}
