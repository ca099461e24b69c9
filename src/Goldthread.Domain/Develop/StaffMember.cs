using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>Somebody who works in the area, known by role or initials.</summary>
[Thing(
    "staff",
    Stage.Develop,
    "member of staff",
    "st",
    Plural = "staff",
    Path = "area.staff",
    Why = "Every objective, action and measure needs somebody who owns it."
)]
public sealed class StaffMember : Item
{
    [Asks("What is their role?", Hint = "A role or initials, such as deputy manager.")]
    public string? Role { get; private set; }

    [Refers("staff")]
    [Asks("Who stands in for them?")]
    public string? Deputy { get; private set; }

    [In(CountedIn.HoursAWeek)]
    [Asks("How many hours a week are in their contract?")]
    public decimal? ContractedHours { get; private set; }

    [Asks("When are they on leave?")]
    public IReadOnlyList<Leave> Leave { get; private set; } = [];

    [In(CountedIn.HoursAWeek)]
    [Asks("How many hours a week are spoken for already?", Hint = "Shifts, supervision and other fixed work.")]
    public decimal? FixedHours { get; private set; }
}

/// <summary>Days away, both ends included; one day where no end is given.</summary>
public sealed class Leave : Part
{
    [Asks("First day away")]
    public DateOnly? From { get; private set; }

    [Asks("Last day away")]
    public DateOnly? To { get; private set; }

    /// <inheritdoc/>
    public override IEnumerable<RuleBroken> BrokenRules() =>
        To < From ? [new RuleBroken("The last day away cannot be before the first.", "to")] : [];
}
