using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Monitor;

/// <summary>Those who said it are asked again, whether the answer helped.</summary>
[Move("ask-again", "Ask whether it helped", Says = "Asked again, did it help: {helped}", Place = 14)]
public sealed class AskAgain : Move<FeedbackItem>
{
    [UsuallyToday]
    [Asks("When did you ask again?", Hint = "Today, where you leave it out.")]
    public DateOnly? On { get; private set; }

    [Owed]
    [Asks("Did it help?")]
    public Helped? Helped { get; private set; }

    protected override string? WhyNot(FeedbackItem thing) => thing.WhyNotTold();

    protected override void Make(FeedbackItem thing, Moment now) => thing.AskAgain(On ?? now.On, Helped!.Value, now.On);
}
