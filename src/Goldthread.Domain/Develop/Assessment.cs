using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>A look at what the plan does before it is decided: to equality, to quality, to people's data.</summary>
public sealed class Assessment : Part
{
    [Max(60)]
    [Asks("What short id does it have?", Hint = "Such as EQ1.")]
    public string? Id { get; private set; }

    [Asks("What does it look at?")]
    public AssessmentKind? Kind { get; private set; }

    [Asks("When was it done?")]
    public DateOnly? On { get; private set; }

    [Asks("What was asked, and answered?")]
    public IReadOnlyList<AssessedQuestion> Answers { get; private set; } = [];

    [Asks("What came of it?", Hint = "Such as: no full assessment is needed, since it changes nothing for anybody.", Long = true)]
    public string? Outcome { get; private set; }

    [Asks("When is it looked at again?")]
    public DateOnly? Review { get; private set; }
}

/// <summary>What an assessment looks at.</summary>
public enum AssessmentKind
{
    Equality,
    Quality,

    [Reads("data protection")]
    DataProtection,
}

/// <summary>A question of an assessment with its answer.</summary>
public sealed class AssessedQuestion : Part
{
    [Asks("The question")]
    public string? Question { get; private set; }

    [Asks("The answer", Long = true)]
    public string? Answer { get; private set; }
}
