using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>Somebody who works in the area, known by role or initials.</summary>
[Thing(
    StaffMember.List,
    Stage.Develop,
    "member of staff",
    "st",
    Plural = "staff",
    Path = "area.staff",
    Why = "Every objective, action and measure needs somebody who owns it.",
    IsMain = true,
    ByTitle = true
)]
public sealed class StaffMember : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "staff";

    [AskedFirst(1)]
    [IsTitle]
    [Asks("What is their role?", Hint = "A role or initials, such as deputy manager.")]
    public string? Role { get; private set; }

    [AskedFirst(3)]
    [Refers(Develop.StaffMember.List)]
    [Asks("Who stands in for them?")]
    public string? Deputy { get; private set; }

    [AskedFirst(2)]
    [In(CountedIn.HoursAWeek)]
    [Asks("How many hours a week are in their contract?")]
    public decimal? ContractedHours { get; private set; }

    [Under(Fold.TimeAndMoney)]
    [Asks("When are they on leave?")]
    public IReadOnlyList<Leave> Leave { get; private set; } = [];

    [Under(Fold.TimeAndMoney)]
    [In(CountedIn.HoursAWeek)]
    [Asks("How many hours a week are spoken for already?", Hint = "Shifts, supervision and other fixed work.")]
    public decimal? FixedHours { get; private set; }

    /// <summary>The last day of the days away that a day is in; null where they are there.</summary>
    /// <param name="day">The day.</param>
    public DateOnly? AwayUntil(DateOnly day) =>
        Leave.Where(l => l.From <= day && (l.To ?? l.From) >= day).Select(l => l.To ?? l.From).DefaultIfEmpty().Max();

    /// <summary>They are away for some days, and somebody stands in.</summary>
    /// <param name="deputy">Who, by the id in the staff list.</param>
    /// <param name="from">The first day away.</param>
    /// <param name="to">The last day away.</param>
    public void GoesAway(string deputy, DateOnly from, DateOnly to) => (Deputy, Leave) = (deputy, [.. Leave, new Leave(from, to)]);
}

/// <summary>Days away, both ends included; one day where no end is given.</summary>
public sealed class Leave : Part
{
    /// <summary>No days yet.</summary>
    public Leave() { }

    internal Leave(DateOnly from, DateOnly to) => (From, To) = (from, to);

    [Asks("First day away")]
    public DateOnly? From { get; private set; }

    [Asks("Last day away")]
    public DateOnly? To { get; private set; }

    /// <inheritdoc/>
    public override IEnumerable<RuleBroken> BrokenRules() =>
        To < From ? [new RuleBroken("The last day away cannot be before the first.", "to")] : [];
}
