using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>What could go wrong, how it is held, and what is done if it happens.</summary>
[Thing(
    Risk.List,
    Stage.Develop,
    "risk",
    "R",
    Why = "Say what could go wrong for the plan and for people, and what you will do then.",
    IsMain = true
)]
public sealed class Risk : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "risks";

    [AskedFirst(3)]
    [Refers(Develop.Objective.List)]
    [Asks("Which objectives does it touch?")]
    public IReadOnlyList<string> Objectives { get; private set; } = [];

    [Under(Fold.More)]
    [Asks("What would it harm?")]
    public RiskCategory? Category { get; private set; }

    [AskedFirst(2)]
    [Asks("Because of what?", Long = true)]
    public string? Cause { get; private set; }

    [AskedFirst(1)]
    [Asks("What could happen?", Long = true)]
    public string? Event { get; private set; }

    [Under(Fold.More)]
    [Asks("What would that lead to?", Long = true)]
    public string? Effect { get; private set; }

    [AskedFirst(4)]
    [Asks("How large is it with nothing done?")]
    public RiskScore? Inherent { get; private set; }

    [Under(Fold.SafetyAndPartners)]
    [Asks("How large is it with the controls?")]
    public RiskScore? Residual { get; private set; }

    [Under(Fold.SafetyAndPartners)]
    [Asks("How large may it be?")]
    public RiskScore? Target { get; private set; }

    [Under(Fold.SafetyAndPartners)]
    [Asks("What holds it down?", Hint = "One control a line.")]
    public IReadOnlyList<string> Controls { get; private set; } = [];

    [AskedFirst(5)]
    [IsPerson]
    [ShownInLists("Who")]
    [AsksWhy]
    [Refers(Develop.StaffMember.List)]
    [Asks("Who owns it?")]
    public string? Owner { get; private set; }

    [Under(Fold.TimeAndMoney)]
    [IsDue]
    [ShownInLists("Next review")]
    [Asks("When do you look at it next?")]
    public DateOnly? NextReview { get; private set; }

    [Under(Fold.Going)]
    [IsState]
    [ShownInLists("State")]
    [Asks("Is it open?")]
    public OpenStatus? Status { get; private set; }

    /// <value>What happens, as a title.</value>
    [IsTitle]
    public string? Called => Event is { } happens ? Words.Capital(happens) : null;

    [Under(Fold.SafetyAndPartners)]
    [Asks("What will you do if it happens?")]
    public Contingency? Contingency { get; private set; }

    /// <summary>Somebody else owns it from now on.</summary>
    /// <param name="owner">Their id in the staff list.</param>
    /// <exception cref="RuleBroken">They own it already.</exception>
    public void HandOver(string owner)
    {
        if (owner == Owner)
            throw new RuleBroken("This person owns it already. Choose somebody else.", "owner");
        Owner = owner;
    }
}

/// <summary>What a risk would harm.</summary>
public enum RiskCategory
{
    [Reads("safety of people")]
    Safety,
    Quality,
    Workforce,
    Statutory,
    Reputation,
    Business,
    Finance,
    Service,
    Environment,
    Safeguarding,
    Digital,
}

/// <summary>Open or closed.</summary>
public enum OpenStatus
{
    Open,

    [IsOver]
    Closed,
}

/// <summary>A risk's size: likelihood times consequence, 1 to 25.</summary>
public sealed class RiskScore : Part
{
    [Within(1, 5)]
    [Asks("How likely is it?", Hint = "1 rare, 5 almost certain.")]
    public int? Likelihood { get; private set; }

    [Within(1, 5)]
    [Asks("How bad would it be?", Hint = "1 negligible, 5 catastrophic.")]
    public int? Consequence { get; private set; }

    /// <value>Likelihood times consequence, or null where one is missing.</value>
    public int? Score => Likelihood * Consequence;
}

/// <summary>What is done if a risk happens, and what sets it off.</summary>
public sealed class Contingency : Part
{
    [Asks("When does it start?", Hint = "Something that can be counted, such as two shifts running below the safe number.", Long = true)]
    public string? Trigger { get; private set; }

    [Asks("What will you do?", Long = true)]
    public string? Plan { get; private set; }

    [Refers(Develop.StaffMember.List)]
    [Asks("Who starts it?")]
    public string? Owner { get; private set; }

    [Happened]
    [Asks("When was it started?")]
    public DateOnly? Activated { get; private set; }
}
