using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Learn;

/// <summary>A learner's proof that the plan meets a unit of a qualification.</summary>
public sealed class Portfolio : Part
{
    [Known(Known.Unit)]
    [Asks("Which unit is it for?")]
    public string? Unit { get; private set; }

    [Refers(Develop.StaffMember.List)]
    [Asks("Who is learning?")]
    public string? Learner { get; private set; }

    [Asks("Who assesses?", Hint = "A role or initials.")]
    public string? Assessor { get; private set; }

    [Asks("What is claimed?")]
    public IReadOnlyList<Claim> Claims { get; private set; } = [];

    [Asks("What did the assessor decide?")]
    public IReadOnlyList<AssessorDecision> Decisions { get; private set; } = [];

    [Asks("What did the internal quality assurer sample?")]
    public IReadOnlyList<Sample> Samples { get; private set; } = [];
}

/// <summary>What proves a criterion.</summary>
public sealed class Claim : Part
{
    [Known(Known.Criterion)]
    [Asks("Which criterion?")]
    public string? Criterion { get; private set; }

    [RefersToAny]
    [Asks("What proves it?")]
    public IReadOnlyList<string> Evidence { get; private set; } = [];

    [Asks("How does it prove it?", Long = true)]
    public string? Statement { get; private set; }
}

/// <summary>What an assessor decided about a criterion.</summary>
public sealed class AssessorDecision : Part
{
    [Known(Known.Criterion)]
    [Asks("Which criterion?")]
    public string? Criterion { get; private set; }

    [Asks("When?")]
    public DateOnly? On { get; private set; }

    [Asks("Who decides?")]
    public string? Assessor { get; private set; }

    [Asks("Is it met?")]
    public AssessmentOutcome? Outcome { get; private set; }

    [Asks("Does it meet the criterion?")]
    public bool? Valid { get; private set; }

    [Asks("Is it the learner's own?")]
    public bool? Authentic { get; private set; }

    [Asks("Would another assessor decide the same?")]
    public bool? Reliable { get; private set; }

    [Asks("Is it recent enough?")]
    public bool? Current { get; private set; }

    [Asks("Is it enough?")]
    public bool? Sufficient { get; private set; }

    [Asks("What do you tell the learner?", Long = true)]
    public string? Feedback { get; private set; }
}

/// <summary>What an assessor can decide.</summary>
public enum AssessmentOutcome
{
    Met,

    [Reads("more is needed")]
    MoreNeeded,
}

/// <summary>A decision looked at by the internal quality assurer.</summary>
public sealed class Sample : Part
{
    [Known(Known.Criterion)]
    [Asks("Which criterion?")]
    public string? Criterion { get; private set; }

    [Asks("Who samples?", Hint = "Never the assessor of the same criterion.")]
    public string? Iqa { get; private set; }

    [Asks("When?")]
    public DateOnly? On { get; private set; }

    [Asks("What came of it?")]
    public SampleOutcome? Outcome { get; private set; }

    [Asks("What is to be noted?", Long = true)]
    public string? Note { get; private set; }
}

/// <summary>What a sample can lead to.</summary>
public enum SampleOutcome
{
    Agreed,

    [Reads("action needed")]
    Action,
}
