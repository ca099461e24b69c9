using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>Makes another objective like this one, with what hangs on it: for another unit, another group, another year.</summary>
[Move(
    "copy",
    "Copy it with its things",
    Says = "Copied as {title}[: {reason}]",
    Makes = typeof(Objective),
    Place = 90,
    Does = "The copy has measures, actions, risks, budget lines and equipment of its own. What happened so far stays here: figures, notes, evidence, money spent."
)]
public sealed class CopyObjective : Move<Objective>
{
    [Owed]
    [Asks("What will be different?", Hint = "The copy's own title.")]
    public string? Title { get; private set; }

    [Asks("By when?", Hint = "A day within the plan. The same as here unless you say.")]
    public DateOnly? Due { get; private set; }

    [OwedOnceApproved]
    [Asks("Why?", Hint = "Owed once the plan is approved.", Long = true)]
    public string? Reason { get; private set; }

    protected override void Make(Objective thing, Moment now)
    {
        if (string.Equals(Title?.Trim(), thing.Title.Trim(), StringComparison.OrdinalIgnoreCase))
            throw new RuleBroken("Two objectives of one title are taken for one. Say what is different.", "title");
    }
}
