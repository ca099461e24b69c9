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

    [MovedBy("answer")]
    [Asks("What did you do, or why not?", Long = true)]
    public string? Response { get; private set; }

    [MovedBy("answer", "tell-back")]
    [Asks("When were they answered?")]
    public DateOnly? Responded { get; private set; }

    [MovedBy("ask-again")]
    [Asks("Did you ask again whether it helped?")]
    public AskedAgain? AskedAgain { get; private set; }

    [Asks("What kind of feedback is it?")]
    public FeedbackKind? Kind { get; private set; }

    [MovedBy("tell-back")]
    [Asks("How did you tell them?", Hint = "Such as at the residents' meeting, or by letter.")]
    public string? ToldHow { get; private set; }

    [Refers(Implement.Action.List)]
    [Asks("Which action came of it?")]
    public string? Action { get; private set; }

    /// <summary>An action came of it; the first that did stays named.</summary>
    /// <param name="action">The action's id.</param>
    public void LedTo(string action) => Action ??= action;

    /// <summary>Says what was done about it, or why not.</summary>
    /// <param name="response">What.</param>
    /// <param name="on">The day.</param>
    public void AnswerIt(string response, DateOnly on) => (Response, Responded) = (response, on);

    /// <summary>Whoever said it is told what came of it; that day is the day of the answer from then on.</summary>
    /// <param name="how">How they were told.</param>
    /// <param name="on">The day.</param>
    /// <param name="today">Today.</param>
    /// <exception cref="RuleBroken">The day is still to come, or before they said it.</exception>
    public void TellBack(string how, DateOnly on, DateOnly today)
    {
        RefuseDay(on, today, On, "They said it on {0}. Give that day, or a later one.");
        (ToldHow, Responded) = (how, on);
    }

    /// <summary>They are asked again, whether it helped.</summary>
    /// <param name="on">The day.</param>
    /// <param name="helped">What they say.</param>
    /// <param name="today">Today.</param>
    /// <exception cref="RuleBroken">The day is still to come, or before they were answered.</exception>
    public void AskAgain(DateOnly on, Helped helped, DateOnly today)
    {
        RefuseDay(on, today, Responded, "They were answered on {0}. Give that day, or a later one.");
        AskedAgain = AskedAgain.Of(on, helped);
    }

    internal string? WhyNotAnswered() =>
        string.IsNullOrWhiteSpace(Said) && string.IsNullOrWhiteSpace(Theme) ? "Write down first what they said."
        : AskedAgain is not null ? "They were asked already whether the answer helped. Write down what they say now as new feedback."
        : null;

    internal string? WhyNotTold() => string.IsNullOrWhiteSpace(Response) ? "Answer it first: say what you did, or why not." : null;

    static void RefuseDay(DateOnly on, DateOnly today, DateOnly? least, string sentence)
    {
        if (on > today)
            throw new RuleBroken("This day is still to come. Give the day on which it was.", "on");
        if (on < least)
            throw new RuleBroken(string.Format(System.Globalization.CultureInfo.InvariantCulture, sentence, Days.Read(least.Value)), "on");
    }
}

/// <summary>Whether the answer to feedback helped.</summary>
public sealed class AskedAgain : Part
{
    [Asks("When did you ask again?")]
    public DateOnly? On { get; private set; }

    [Asks("Did it help?")]
    public Helped? Helped { get; private set; }

    internal static AskedAgain Of(DateOnly on, Helped helped) => new() { On = on, Helped = helped };
}

/// <summary>Whether an answer helped, as the people say who asked for it.</summary>
public enum Helped
{
    [Once("true")]
    Yes,

    Partly,

    [Once("false")]
    No,
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
