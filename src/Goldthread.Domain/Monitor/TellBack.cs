using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Monitor;

/// <summary>Whoever said it is told what came of it.</summary>
[Move("tell-back", "Say that they were told", Says = "They were told: {how}", Place = 12)]
public sealed class TellBack : Move<FeedbackItem>
{
    [UsuallyToday]
    [Asks("When were they told?", Hint = "Today, where you leave it out.")]
    public DateOnly? On { get; private set; }

    [Owed]
    [Asks("How were they told?", Hint = "Such as at the residents' meeting, or by letter.")]
    public string? How { get; private set; }

    protected override string? WhyNot(FeedbackItem thing) => thing.WhyNotTold();

    protected override void Make(FeedbackItem thing, Moment now) => thing.TellBack(How!, On ?? now.On, now.On);
}
