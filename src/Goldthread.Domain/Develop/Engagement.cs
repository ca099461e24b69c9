using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>A time that somebody with a stake was asked, what they said, and what changed.</summary>
[Thing(
    Engagement.List,
    Domain.Stage.Develop,
    "engagement",
    "EN",
    Why = "Record who was asked, what they said and what changed because of it."
)]
public sealed class Engagement : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "engagements";

    [AskedFirst(1)]
    [Refers(Develop.Stakeholder.List)]
    [Asks("Whom did you ask?")]
    public string? Stakeholder { get; private set; }

    [UsuallyToday]
    [AskedFirst(2)]
    [IsDue]
    [ShownInLists("Date")]
    [Asks("When?")]
    public DateOnly? On { get; private set; }

    [Asks("At which stage of the plan?")]
    public EngagementStage? Stage { get; private set; }

    [IsState]
    [Asks("How deep was it?")]
    public EngagementLevel? Level { get; private set; }

    [AskedFirst(3)]
    [IsTitle(2)]
    [Asks("How did you ask?")]
    public string? Method { get; private set; }

    [AskedFirst(4)]
    [IsTitle]
    [Asks("What did they say?", Hint = "No names of people who use the service.", Long = true)]
    public string? Said { get; private set; }

    [AskedFirst(5)]
    [Asks("What changed in the plan, or why not?", Long = true)]
    public string? ChangedPlan { get; private set; }

    [Asks("When did you tell them?")]
    public DateOnly? ToldBack { get; private set; }
}

/// <summary>The stages at which people are engaged.</summary>
public enum EngagementStage
{
    Develop,
    Implement,
    Monitor,
    Evaluate,
}

/// <summary>How deep an engagement goes, the shallowest first.</summary>
public enum EngagementLevel
{
    [Reads("told")]
    Inform,

    [Reads("consulted")]
    Consult,

    [Reads("involved")]
    Involve,

    [Reads("designed together")]
    CoDesign,

    [Reads("made together")]
    CoProduce,
}
