using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>Shows the draft to people, so that they have their say. It stays a draft; that they were asked is kept as engagements.</summary>
[Move(
    "consult",
    "Show the draft to people",
    Says = "Draft shown to {people}[, to be answered by {until}]",
    From = [PlanStatus.Draft],
    Place = 10,
    Does = "The plan stays a draft. That they were asked is kept among the engagements; write down there what they say."
)]
public sealed class ConsultPlan : Move<Plan>
{
    [Owed]
    [Refers(Develop.Stakeholder.List, Develop.StaffMember.List)]
    [Asks("Who is asked?")]
    public IReadOnlyList<string> People { get; private set; } = [];

    [Asks("By when do they answer?")]
    public DateOnly? Until { get; private set; }

    /// <inheritdoc/>
    protected override void Make(Plan thing, Moment now)
    {
        if (Until < now.On)
            throw new RuleBroken("Give a day to come, or leave it out.", "until");
    }
}
