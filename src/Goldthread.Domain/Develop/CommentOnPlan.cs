using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>Somebody says what they think of the draft, or writes down what others said. It is kept as an engagement, to be answered.</summary>
[Move(
    "comment",
    "Say what you think of it",
    Says = "Said of the draft: {text}",
    Needs = [Permission.Contribute, Permission.WritePlans],
    From = [PlanStatus.Draft, PlanStatus.Consulted],
    Place = 30,
    Does = "What you say is kept among the engagements. Whoever writes the plan answers: something changes, or why it stays."
)]
public sealed class CommentOnPlan : Move<Plan>
{
    [Owed]
    [Asks("What do you think of it?", Hint = "No names of people who use the service.", Long = true)]
    public string? Text { get; private set; }

    [RefersToAny]
    [Asks("What is it about?", Hint = "The plan as a whole, unless you say.")]
    public string? About { get; private set; }

    [Refers(Develop.Stakeholder.List)]
    [Asks("For whom do you say it?", Hint = "For yourself, unless you say.")]
    public string? Stakeholder { get; private set; }

    /// <inheritdoc/>
    protected override void Make(Plan thing, Moment now) { }
}
