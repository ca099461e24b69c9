using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>The area of responsibility that the plan is for.</summary>
public sealed class Area : Part
{
    [Owed]
    [Asks("What is the area called?")]
    public string Name { get; private set; } = "";

    [Asks("What kind of area is it?")]
    public AreaKind? Kind { get; private set; }

    [Asks("What services does it give?", Hint = "Pick all that apply. They decide which frameworks fit.")]
    public IReadOnlyList<ServiceType> ServiceTypes { get; private set; } = [];

    [Asks("Who inspects it?")]
    public IReadOnlyList<Regulator> Regulators { get; private set; } = [];

    [Within(1, 100_000)]
    [Asks("How many beds or places does it have?", Hint = "Leave it open where it has none.")]
    public int? Places { get; private set; }

    [Refers(StaffMember.List)]
    [Asks("Who is responsible for it?", Hint = "Somebody of its staff list.")]
    public string? Responsible { get; private set; }

    /// <value>The people who work in the area, by role or initials.</value>
    public IReadOnlyList<StaffMember> Staff { get; private set; } = [];
}

/// <summary>How large an area of responsibility is.</summary>
public enum AreaKind
{
    Organisation,
    Directorate,
    Service,
    Team,
}

/// <summary>The kinds of service; frameworks say to which they apply.</summary>
public enum ServiceType
{
    CareHome,
    NursingHome,

    [Reads("home care")]
    HomeCare,
    SupportedLiving,

    [Reads("children's home")]
    ChildrensHome,
    SupportedAccommodation,
    Fostering,

    [Reads("NHS ward")]
    NhsWard,

    [Reads("NHS trust")]
    NhsTrust,
    CommunityHealth,

    [Reads("local authority, adults")]
    LocalAuthorityAdults,

    [Reads("local authority, children")]
    LocalAuthorityChildren,
    EarlyYears,
}

/// <summary>Who inspects services.</summary>
public enum Regulator
{
    [Reads("Care Quality Commission")]
    Cqc,

    [Reads("Ofsted")]
    Ofsted,

    [Reads("Care Inspectorate")]
    CareInspectorate,

    [Reads("Care Inspectorate Wales")]
    Ciw,

    [Reads("RQIA")]
    Rqia,
}
