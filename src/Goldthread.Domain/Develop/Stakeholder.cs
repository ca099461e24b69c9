using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>A person's role or a group with a stake in the plan.</summary>
[Thing(
    Stakeholder.List,
    Stage.Develop,
    "stakeholder",
    "S",
    Why = "Map who has a stake in the plan: first the people it is for and those who care for them.",
    IsMain = true
)]
public sealed class Stakeholder : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "stakeholders";

    [IsTitle]
    [AskedFirst(1)]
    [Asks("Who are they?", Hint = "A group or a role, never a person who uses the service.")]
    public string? Name { get; private set; }

    [AskedFirst(2)]
    [Asks("Which group are they in?")]
    public StakeholderGroup? Group { get; private set; }

    [AskedFirst(3)]
    [Within(1, 5)]
    [Asks("How much can they change?", Hint = "1 little, 5 a lot.")]
    public int? Power { get; private set; }

    [AskedFirst(4)]
    [Within(1, 5)]
    [Asks("How much does it matter to them?", Hint = "1 little, 5 a lot.")]
    public int? Interest { get; private set; }

    [Within(-2, 2)]
    [Asks("How do they see the plan now?", Hint = "-2 strongly against, 2 strongly for.")]
    public int? Attitude { get; private set; }

    [Within(-2, 2)]
    [Asks("How do they need to see it?", Hint = "-2 strongly against, 2 strongly for.")]
    public int? AttitudeNeeded { get; private set; }

    [Asks("How do you reach them?")]
    public string? Contact { get; private set; }

    [Asks("Which formats do they need?")]
    public IReadOnlyList<AccessibleFormat> Formats { get; private set; } = [];
}

/// <summary>The groups of people with a stake in a plan.</summary>
public enum StakeholderGroup
{
    PeopleWhoUseServices,
    Children,

    [Reads("carers and family")]
    CarersFamily,
    Staff,
    Partner,
    Commissioner,
    PlacingAuthority,

    [Reads("NHS partner")]
    NhsPartner,
    SafeguardingPartner,
    Regulator,
    Community,
    Board,
}

/// <summary>Formats in which people can be told.</summary>
public enum AccessibleFormat
{
    EasyRead,
    LargePrint,

    [Reads("British Sign Language")]
    Bsl,
    Braille,
    Audio,
    Translated,
}
