using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>Answers what somebody said: something changes in the plan, or it stays as it is for a reason.</summary>
[Move(
    "answer",
    "Answer it",
    Says = "Answered, {answer}: {reason}",
    Place = 10,
    Does = "What they said became a change, or there is a reason why the plan stays as it is. Tell them afterwards."
)]
public sealed class AnswerEngagement : Move<Engagement>
{
    [Owed]
    [Asks("What came of it?")]
    public EngagementAnswer? Answer { get; private set; }

    [Owed]
    [Asks("What changed, or why does it stay?", Long = true)]
    public string? Reason { get; private set; }

    /// <inheritdoc/>
    protected override void Make(Engagement thing, Moment now) => thing.AnswerIt(Answer!.Value, Reason!);
}
