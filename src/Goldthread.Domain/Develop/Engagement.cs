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

    [RefersToAny]
    [Asks("What is it about?", Hint = "Where they spoke of one thing of the plan.")]
    public string? About { get; private set; }

    [MovedBy("answer")]
    [Asks("What came of what they said?")]
    public EngagementAnswer? Answer { get; private set; }

    [AskedFirst(5)]
    [Asks("What changed in the plan, or why not?", Long = true)]
    public string? ChangedPlan { get; private set; }

    [Asks("When did you tell them?")]
    public DateOnly? ToldBack { get; private set; }

    /// <summary>What they said is answered; an answer can be given anew.</summary>
    /// <param name="answer">What came of it.</param>
    /// <param name="why">What changed, or why the plan stays as it is.</param>
    /// <exception cref="RuleBroken">They have said nothing yet.</exception>
    public void AnswerIt(EngagementAnswer answer, string why)
    {
        if (string.IsNullOrWhiteSpace(Said))
            throw new RuleBroken("There is nothing to answer yet. Write down first what they said.");
        (Answer, ChangedPlan) = (answer, why);
    }
}

/// <summary>What came of what somebody said.</summary>
public enum EngagementAnswer
{
    [Reads("the plan was changed")]
    Changed,

    [Reads("the plan stays as it is")]
    Kept,
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
