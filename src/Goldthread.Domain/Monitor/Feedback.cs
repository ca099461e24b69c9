using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Monitor;

/// <summary>What somebody told the service, and what was done about it.</summary>
[Thing(
    FeedbackItem.List,
    Stage.Monitor,
    "piece of feedback",
    "F",
    Plural = "feedback",
    Why = "Write down what people say and what you did about it."
)]
public sealed class FeedbackItem : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "feedback";

    [UsuallyToday]
    [AskedFirst(3)]
    [IsDue]
    [ShownInLists("Date")]
    [Asks("When?")]
    public DateOnly? On { get; private set; }

    [AskedFirst(2)]
    [Refers(Develop.Stakeholder.List)]
    [Asks("From which group?")]
    public string? From { get; private set; }

    [AskedFirst(4)]
    [IsTitle(2)]
    [Asks("What was it about?")]
    public string? Theme { get; private set; }

    [AskedFirst(1)]
    [IsTitle]
    [Asks("What did they say?", Hint = "No names of people who use the service.", Long = true)]
    public string? Said { get; private set; }

    [Asks("What did you do, or why not?", Long = true)]
    public string? Response { get; private set; }

    [Asks("When did you tell them?")]
    public DateOnly? Responded { get; private set; }

    [Asks("Did you ask again whether it helped?")]
    public AskedAgain? AskedAgain { get; private set; }

    [Asks("What kind of feedback is it?")]
    public FeedbackKind? Kind { get; private set; }

    [Asks("How did you tell them?", Hint = "Such as at the residents' meeting, or by letter.")]
    public string? ToldHow { get; private set; }

    [Refers(Implement.Action.List)]
    [Asks("Which action came of it?")]
    public string? Action { get; private set; }

    /// <summary>An action came of it; the first that did stays named.</summary>
    /// <param name="action">The action's id.</param>
    public void LedTo(string action) => Action ??= action;
}

/// <summary>Whether the answer to feedback helped.</summary>
public sealed class AskedAgain : Part
{
    [Asks("When did you ask again?")]
    public DateOnly? On { get; private set; }

    [Asks("Did it help?")]
    public bool? Helped { get; private set; }
}

/// <summary>The ways in which people say what they think.</summary>
public enum FeedbackKind
{
    Survey,
    Conversation,
    Complaint,
    Compliment,
    Meeting,
    Letter,
}
