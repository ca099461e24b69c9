using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>What the plan does for people who share a protected characteristic.</summary>
public sealed class EqualityAssessment : Part
{
    [Asks("When was it done?")]
    public DateOnly? On { get; private set; }

    [Asks("What did it find?", Long = true)]
    public string? Summary { get; private set; }
}
