using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Monitor;

/// <summary>Says what was done about what somebody said, or why not.</summary>
[Move("answer", "Answer it", Says = "Answered: {text}", Place = 10, Does = "Say what you did about it, or why not. Then tell them.")]
public sealed class AnswerFeedback : Move<FeedbackItem>
{
    [Owed]
    [Asks("What did you do, or why not?", Long = true)]
    public string? Text { get; private set; }

    protected override string? WhyNot(FeedbackItem thing) => thing.WhyNotAnswered();

    protected override void Make(FeedbackItem thing, Moment now) => thing.AnswerIt(Text!, now.On);
}
