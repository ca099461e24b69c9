using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Implement;

/// <summary>One side of a disagreement says what it wants, what it needs, or a way out.</summary>
[Move("say", "Say what a side thinks", Says = "Said[ by {side}][: wants {position}][; needs {interest}][; a way out: {option}]")]
public sealed class SayInDisagreement : Move<Disagreement>
{
    [Max(200)]
    [Asks("Whose view is it?", Hint = "A partner, or us.")]
    public string? Side { get; private set; }

    [Max(1000)]
    [Asks("What does this side want?", Long = true)]
    public string? Position { get; private set; }

    [Max(1000)]
    [Asks("What does this side need?", Long = true, Hint = "What lies behind it.")]
    public string? Interest { get; private set; }

    [Max(1000)]
    [Asks("Which way out does this side see?", Long = true)]
    public string? Option { get; private set; }

    /// <inheritdoc/>
    protected override string? WhyNot(Disagreement thing) => thing.Closed is null ? null : "This disagreement is closed.";

    /// <inheritdoc/>
    protected override void Make(Disagreement thing, Moment now) => thing.Say(Side, Position, Interest, Option);
}
