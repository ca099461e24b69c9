using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>Who leads on safeguarding in the area, and by which procedures.</summary>
public sealed class SafeguardingLead : Part
{
    [Refers(Develop.StaffMember.List)]
    [Asks("Who leads on safeguarding?")]
    public string? Lead { get; private set; }

    [Refers(Develop.StaffMember.List)]
    [Asks("Who stands in for them?")]
    public string? Deputy { get; private set; }

    [Asks("Which local procedures do you follow?")]
    public IReadOnlyList<SafeguardingProcedure> Procedures { get; private set; } = [];

    [Asks("How does the plan keep people safe?", Long = true)]
    public string? Statement { get; private set; }
}

/// <summary>A local safeguarding procedure.</summary>
public sealed class SafeguardingProcedure : Part
{
    [Asks("What is it called?")]
    public string? Title { get; private set; }

    [Asks("When was it last reviewed?")]
    public DateOnly? Reviewed { get; private set; }
}
