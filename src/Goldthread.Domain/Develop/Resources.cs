using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>The money, hours, posts and things that the plan needs.</summary>
public sealed class Resources : Part
{
    [Asks("What money is there?")]
    public Budget? Budget { get; private set; }

    /// <value>Hours of people, week by week.</value>
    public IReadOnlyList<Allocation> Allocations { get; private set; } = [];

    /// <value>Posts needed, available and filled.</value>
    public IReadOnlyList<EstablishmentPost> Establishment { get; private set; } = [];

    /// <value>Things to buy.</value>
    public IReadOnlyList<EquipmentItem> Equipment { get; private set; } = [];
}

/// <summary>The plan's money, in pounds.</summary>
public sealed class Budget : Part
{
    [Under(Fold.TimeAndMoney)]
    [AsksWhy]
    [In(CountedIn.Pounds)]
    [Asks("How much is approved in all?", Hint = "In pounds.")]
    public decimal? ApprovedTotal { get; private set; }

    /// <value>What the money is for.</value>
    public IReadOnlyList<BudgetLine> Lines { get; private set; } = [];
}

/// <summary>What some of the money is for, in pounds.</summary>
[Thing(
    BudgetLine.List,
    Stage.Develop,
    "budget line",
    "B",
    Path = "resources.budget.lines",
    Why = "Say what the plan costs, or why it costs nothing."
)]
public sealed class BudgetLine : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "budget";

    [AskedFirst(1)]
    [IsTitle]
    [Asks("What is the money for?")]
    public string? Title { get; private set; }

    [AskedFirst(2)]
    [Refers(Develop.Objective.List)]
    [Asks("Which objective does it pay for?")]
    public string? Objective { get; private set; }

    [AskedFirst(3)]
    [AsksWhy]
    [In(CountedIn.Pounds)]
    [Asks("How much is planned?", Hint = "In pounds.")]
    public decimal? Planned { get; private set; }

    [Under(Fold.TimeAndMoney)]
    [Happened]
    [In(CountedIn.Pounds)]
    [Asks("How much do you now expect?", Hint = "In pounds.")]
    public decimal? Forecast { get; private set; }

    [Under(Fold.TimeAndMoney)]
    [Happened]
    [In(CountedIn.Pounds)]
    [Asks("How much is spent so far?", Hint = "In pounds.")]
    public decimal? Spent { get; private set; }

    [Under(Fold.TimeAndMoney)]
    [In(CountedIn.Pounds)]
    [Asks("How much over is still all right?", Hint = "In pounds.")]
    public decimal? Tolerance { get; private set; }

    [Under(Fold.Going)]
    [Happened]
    [Asks("How does it go month by month?")]
    public IReadOnlyList<BudgetMonth> Months { get; private set; } = [];
}

/// <summary>A month of a budget line, in pounds.</summary>
public sealed class BudgetMonth : Part
{
    [Asks("Which month?", Hint = "Any day of it.")]
    public DateOnly? Month { get; private set; }

    [In(CountedIn.Pounds)]
    [Asks("How much was planned?")]
    public decimal? Planned { get; private set; }

    [In(CountedIn.Pounds)]
    [Asks("How much was spent?")]
    public decimal? Actual { get; private set; }

    [In(CountedIn.Pounds)]
    [Asks("How much do you now expect?")]
    public decimal? Forecast { get; private set; }

    [Asks("Why is it different?", Long = true)]
    public string? Reason { get; private set; }
}

/// <summary>Hours of a person's week given to an objective or an action.</summary>
[Thing(
    Allocation.List,
    Stage.Develop,
    "allocation of hours",
    "AL",
    Plural = "allocations of hours",
    Path = "resources.allocations",
    Why = "An objective that nobody has time for is not achievable."
)]
public sealed class Allocation : Part
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "allocations";

    [AskedFirst(1)]
    [IsPerson]
    [ShownInLists("Who")]
    [Refers(Develop.StaffMember.List)]
    [Asks("Whose hours?")]
    public string? Staff { get; private set; }

    [AskedFirst(2)]
    [Refers(Develop.Objective.List)]
    [Asks("For which objective?")]
    public string? Objective { get; private set; }

    [AskedFirst(3)]
    [Refers(Implement.Action.List)]
    [Asks("For which action?")]
    public string? Action { get; private set; }

    [AskedFirst(4)]
    [IsDue]
    [ShownInLists("Week")]
    [Asks("In which week?", Hint = "Any day of it.")]
    public DateOnly? Week { get; private set; }

    [AskedFirst(5)]
    [In(CountedIn.Hours)]
    [Asks("How many hours?")]
    public decimal? Hours { get; private set; }

    /// <value>How many hours in which week.</value>
    [IsTitle]
    public string? Called => Hours is { } hours && Week is { } week ? $"{hours:0.##} hours in the week of {Days.Read(week)}" : null;
}

/// <summary>Posts of one role, in full-time equivalents.</summary>
[Thing(
    EstablishmentPost.List,
    Stage.Develop,
    "post",
    "P",
    Path = "resources.establishment",
    Why = "Show that there are enough people to keep the service safe."
)]
public sealed class EstablishmentPost : Part
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "establishment";

    [AskedFirst(1)]
    [IsTitle]
    [Asks("Which role?")]
    public string? Role { get; private set; }

    [AskedFirst(2)]
    [In(CountedIn.FullTime)]
    [Asks("How many are needed?", Hint = "Full-time equivalents.")]
    public decimal? NeededFte { get; private set; }

    [AskedFirst(3)]
    [In(CountedIn.FullTime)]
    [Asks("How many are available?", Hint = "Full-time equivalents, with bank and agency.")]
    public decimal? AvailableFte { get; private set; }

    [AskedFirst(4)]
    [In(CountedIn.FullTime)]
    [Asks("How many are in post?", Hint = "Full-time equivalents.")]
    public decimal? InPostFte { get; private set; }
}

/// <summary>A thing to buy.</summary>
[Thing(
    EquipmentItem.List,
    Stage.Develop,
    "piece of equipment",
    "EQ",
    Plural = "equipment",
    Path = "resources.equipment",
    Why = "List what has to be bought, for which objective and by when."
)]
public sealed class EquipmentItem : Part
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "equipment";

    [AskedFirst(1)]
    [IsTitle]
    [Asks("What has to be bought?")]
    public string? Title { get; private set; }

    [AskedFirst(2)]
    [Refers(Develop.Objective.List)]
    [Asks("For which objective?")]
    public string? Objective { get; private set; }

    [AskedFirst(3)]
    [In(CountedIn.Pounds)]
    [Asks("What does it cost?", Hint = "In pounds.")]
    public decimal? Cost { get; private set; }

    [AskedFirst(4)]
    [IsDue]
    [ShownInLists("By")]
    [Asks("By when?")]
    public DateOnly? By { get; private set; }
}
