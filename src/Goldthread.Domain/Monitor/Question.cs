using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Monitor;

/// <summary>What a figure or a thing of the plan makes one ask, who finds out, by when, and what was found.</summary>
[Thing(Question.List, Stage.Monitor, "question", "Q", Why = "A figure that moves is a question. Say who finds out why, and by when.")]
public sealed class Question : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "questions";

    [AskedFirst(1)]
    [RefersToAny]
    [Asks("What is it about?", Hint = "A measure, or anything else of the plan.")]
    public string? About { get; private set; }

    [AskedFirst(2)]
    [IsTitle]
    [Asks("What is asked, and why?", Long = true)]
    public string? Why { get; private set; }

    [AskedFirst(3)]
    [IsPerson]
    [ShownInLists("Who")]
    [Refers(Develop.StaffMember.List)]
    [Asks("Who finds out?")]
    public string? Owner { get; private set; }

    [AskedFirst(4)]
    [IsDue(LateAfter = true)]
    [ShownInLists("Due")]
    [Asks("By when?")]
    public DateOnly? Due { get; private set; }

    [UsuallyToday]
    [Asks("When was it asked?")]
    public DateOnly? Asked { get; private set; }

    [MovedBy("answer")]
    [Asks("What is the cause?", Long = true)]
    public string? Cause { get; private set; }

    [MovedBy("answer", "drop")]
    [Asks("What is the answer?", Long = true)]
    public string? Answer { get; private set; }

    [MovedBy("answer", "drop")]
    [Asks("When was it closed?")]
    public DateOnly? Closed { get; private set; }

    /// <value>Open until it is answered or dropped.</value>
    [IsState]
    [ShownInLists("State")]
    public QuestionState Stands => Closed is null ? QuestionState.Open : QuestionState.Closed;

    /// <summary>A question that the figures ask, or the day.</summary>
    /// <param name="about">The id of the measure or the risk.</param>
    /// <param name="why">What is asked, and why.</param>
    /// <param name="owner">Who finds out: an id of the staff list, or null.</param>
    /// <param name="asked">The day.</param>
    /// <param name="due">By when.</param>
    public static Question Asks(string about, string why, string? owner, DateOnly asked, DateOnly due) =>
        new()
        {
            About = about,
            Why = why,
            Owner = owner,
            Asked = asked,
            Due = due,
        };

    /// <summary>Somebody found out.</summary>
    /// <param name="answer">What.</param>
    /// <param name="cause">Why it is so, or null.</param>
    /// <param name="on">The day.</param>
    public void Answered(string answer, string? cause, DateOnly on) => (Answer, Cause, Closed) = (answer, cause ?? Cause, on);

    /// <summary>It is not looked into any further.</summary>
    /// <param name="reason">Why not; it stands as the answer.</param>
    /// <param name="on">The day.</param>
    public void Drop(string reason, DateOnly on) => (Answer, Closed) = (reason, on);

    internal string? WhyClosed() => Closed is null ? null : "This question is closed already.";
}

/// <summary>Where a question stands.</summary>
public enum QuestionState
{
    Open,

    [IsOver]
    Closed,
}

/// <summary>Answers a question.</summary>
[Move("answer", "Answer it", Says = "Answered: {answer}[ Cause: {cause}]", Own = true, Place = 10)]
public sealed class AnswerQuestion : Move<Question>
{
    [Owed]
    [Asks("What did you find?", Long = true)]
    public string? Answer { get; private set; }

    [Asks("What is the cause?", Long = true)]
    public string? Cause { get; private set; }

    protected override string? WhyNot(Question thing) => thing.WhyClosed();

    protected override void Make(Question thing, Moment now) => thing.Answered(Answer!, Cause, now.On);
}

/// <summary>Drops a question: nobody looks into it any further.</summary>
[Move("drop", "Drop it", Says = "Dropped: {reason}", Place = 80)]
public sealed class DropQuestion : Move<Question>
{
    [Owed]
    [Asks("Why is it not looked into?", Long = true)]
    public string? Reason { get; private set; }

    protected override string? WhyNot(Question thing) => thing.WhyClosed();

    protected override void Make(Question thing, Moment now) => thing.Drop(Reason!, now.On);
}
