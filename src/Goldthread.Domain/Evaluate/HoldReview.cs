using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Evaluate;

/// <summary>Holds a review: how the plan stands is frozen with it, what was decided stands, and the figures of its time change with a reason alone.</summary>
[Move(
    "hold",
    "Hold the review",
    Says = "Review held[: {text}]",
    Place = 10,
    Does = "How the plan stands now is kept with the review, and what you decide stands. Figures of its time are then corrected with a reason alone."
)]
public sealed class HoldReview : Move<Review>
{
    [Asks("Who was there?", Hint = "Roles or initials, one a line.")]
    public IReadOnlyList<string> Attendees { get; private set; } = [];

    [Asks("What did you see?", Hint = "Say no signal yet where the chart shows none.", Long = true)]
    public string? Text { get; private set; }

    [Asks("What was decided?")]
    public IReadOnlyList<ReviewDecision> Decisions { get; private set; } = [];

    string? saw;
    ReviewPeriod? period;

    /// <summary>Says how the plan stands, and of which time the review is where it does not say so itself.</summary>
    /// <param name="frozen">How the plan stands: JSON text of at most <see cref="Review.MostSaw"/> characters.</param>
    /// <param name="time">The time.</param>
    public void Sees(string frozen, ReviewPeriod time) => (saw, period) = (frozen, time);

    protected override string? WhyNot(Review thing) => thing.WhyHeld();

    protected override void Make(Review thing, Moment now) => thing.Hold(Attendees, Decisions, Text, saw, period, now.On);
}
