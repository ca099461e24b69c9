using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>Begins the next plan with what this one leaves: what is measured, what is unfinished, what may still happen, what was learnt.</summary>
[Move(
    "carry-over",
    "Carry over into a new plan",
    Says = "Carried over into “{title}”",
    From = [PlanStatus.Live, PlanStatus.Closed],
    MakesPlan = true,
    Place = 90,
    Does = "The new plan is a draft. It has the measures with their figures, what is unfinished, open risks, what a regulator requires and what was learnt, each with the way back to here. This plan stays as it is."
)]
public sealed class CarryOverPlan : Move<Plan>
{
    [Owed]
    [Asks("What is the new plan called?")]
    public string? Title { get; private set; }

    [Owed]
    [Asks("When does it start?")]
    public DateOnly? Starts { get; private set; }

    [Owed]
    [Asks("When does it end?", Hint = "An operational plan covers 12 to 24 months.")]
    public DateOnly? Ends { get; private set; }

    /// <value>Each LIST/ID, or a LIST for all of it.</value>
    [Asks("What stays behind?", Hint = "Each by its list and id, such as actions/A3; a list alone for all of it.")]
    public IReadOnlyList<string> Leave { get; private set; } = [];

    [Asks("What changes on the way?")]
    public IReadOnlyList<CarriedChange> Changes { get; private set; } = [];

    /// <inheritdoc/>
    protected override void Make(Plan thing, Moment now)
    {
        if (Ends < Starts)
            throw new RuleBroken("The plan cannot end before it starts.", "ends");
    }
}

/// <summary>How something is worded or due in the new plan.</summary>
public sealed class CarriedChange : Part
{
    [Owed]
    [Asks("Which one?", Hint = "Its list and id, such as objectives/O2.")]
    public string Item { get; private set; } = "";

    [Asks("What is it called in the new plan?")]
    public string? Title { get; private set; }

    [Asks("By when, in the new plan?")]
    public DateOnly? Due { get; private set; }
}

/// <summary>Where parts of a plan came from: their ids are the same there.</summary>
public sealed class CarriedOver : Part
{
    [Max(60)]
    [Asks("From which plan?")]
    public string? Plan { get; private set; }

    [Asks("What came from there?", Hint = "Each by its list and id, such as actions/A3.")]
    public IReadOnlyList<string> Items { get; private set; } = [];

    /// <summary>Did this come from there?</summary>
    public bool Has(string list, string id) => Items.Contains($"{list}/{id}", StringComparer.Ordinal);
}
