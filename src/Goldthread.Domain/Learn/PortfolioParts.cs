using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Learn;

/// <summary>
/// One thing of a learner's own portfolio, which stands outside any plan: what they claim, hand in, and what was decided about it. Each tells what becomes
/// of a criterion by it, so that where a criterion stands is what its parts say, told one after the other, and is kept nowhere.
/// </summary>
public abstract class PortfolioPart : Part
{
    /// <summary>Where a criterion stands after this.</summary>
    /// <param name="criterion">The criterion.</param>
    /// <param name="before">Where it stood.</param>
    public abstract CriterionStanding After(string criterion, CriterionStanding before);
}

/// <summary>Where a criterion of a portfolio stands.</summary>
public enum CriterionStanding
{
    [Reads("nothing claimed yet")]
    Nothing,

    [Reads("claimed")]
    Claimed,

    [Reads("with the assessor")]
    Submitted,

    [Reads("more is needed")]
    MoreNeeded,

    Met,

    [Reads("met, and agreed by quality assurance")]
    Agreed,

    [Reads("quality assurance asks for a new decision")]
    ActionNeeded,
}

/// <summary>What of a live plan a learner ties to criteria, frozen as it was then.</summary>
public sealed class FrozenClaim : PortfolioPart
{
    /// <summary>So many things one claim holds at most.</summary>
    public const int MostThings = 20;

    [Owed]
    [Known(Known.Criterion)]
    [Asks("Which criteria does it prove?")]
    public IReadOnlyList<string> Criteria { get; private set; } = [];

    [Owed]
    [Asks("How does it prove them? In your own words.", Long = true)]
    [Max(4000)]
    public string? Statement { get; private set; }

    /// <value>The plan that it is from.</value>
    [Owed]
    [IsId]
    public string? Plan { get; private set; }

    /// <value>What of the plan, each as findings say: <c>objectives/O1</c>.</value>
    [Owed]
    [IsId]
    public IReadOnlyList<string> Things { get; private set; } = [];

    [Owed]
    public DateOnly? On { get; private set; }

    /// <value>SHA-256 of what was frozen, in hexadecimal digits.</value>
    [Owed]
    [IsId]
    public string? Sha256 { get; private set; }

    /// <inheritdoc/>
    public override CriterionStanding After(string criterion, CriterionStanding before) =>
        before is CriterionStanding.Nothing && Criteria.Contains(criterion, StringComparer.Ordinal) ? CriterionStanding.Claimed : before;
}

/// <summary>What a learner hands in to be assessed.</summary>
public sealed class Submission : PortfolioPart
{
    [Owed]
    [Known(Known.Criterion)]
    [Asks("Which criteria do you hand in?")]
    public IReadOnlyList<string> Criteria { get; private set; } = [];

    [Owed]
    public DateOnly? On { get; private set; }

    [Asks("What do you want the assessor to know?", Long = true)]
    [Max(2000)]
    public string? Note { get; private set; }

    /// <summary>May a criterion that stands so be handed in?</summary>
    public static bool IsReady(CriterionStanding standing) => standing is CriterionStanding.Claimed or CriterionStanding.MoreNeeded;

    /// <inheritdoc/>
    public override CriterionStanding After(string criterion, CriterionStanding before) =>
        Criteria.Contains(criterion, StringComparer.Ordinal) ? CriterionStanding.Submitted : before;
}

/// <summary>What an assessor decided about one criterion, by the five rules of evidence, each with its reason.</summary>
public sealed class CriterionDecision : PortfolioPart
{
    [Owed]
    [Known(Known.Criterion)]
    public string? Criterion { get; private set; }

    [Owed]
    public DateOnly? On { get; private set; }

    [Owed]
    [Asks("Does it meet the criterion (valid)?")]
    public bool? Valid { get; private set; }

    [Owed]
    [Asks("What shows that it is valid, or is not?")]
    [Max(1000)]
    public string? ValidWhy { get; private set; }

    [Owed]
    [Asks("Is it the learner's own (authentic)?")]
    public bool? Authentic { get; private set; }

    [Owed]
    [Asks("What shows whose work it is?")]
    [Max(1000)]
    public string? AuthenticWhy { get; private set; }

    [Owed]
    [Asks("Would another assessor decide the same (reliable)?")]
    public bool? Reliable { get; private set; }

    [Owed]
    [Asks("Why would they, or would they not?")]
    [Max(1000)]
    public string? ReliableWhy { get; private set; }

    [Owed]
    [Asks("Is it recent enough (current)?")]
    public bool? Current { get; private set; }

    [Owed]
    [Asks("How old is it, and is that too old?")]
    [Max(1000)]
    public string? CurrentWhy { get; private set; }

    [Owed]
    [Asks("Is it enough (sufficient)?")]
    public bool? Sufficient { get; private set; }

    [Owed]
    [Asks("What covers the whole criterion, or what is missing?")]
    [Max(1000)]
    public string? SufficientWhy { get; private set; }

    [Owed]
    [Asks("What do you decide?")]
    public AssessmentOutcome? Outcome { get; private set; }

    [Owed]
    [Asks("What do you tell the learner?", Long = true)]
    [Max(4000)]
    public string? Feedback { get; private set; }

    [Asks("If more is needed: by when?")]
    public DateOnly? MoreBy { get; private set; }

    /// <value>True where all five rules are kept.</value>
    bool AllHold => Valid == true && Authentic == true && Reliable == true && Current == true && Sufficient == true;

    /// <summary>May a criterion that stands so be decided?</summary>
    public static bool IsReady(CriterionStanding standing) => standing is CriterionStanding.Submitted or CriterionStanding.ActionNeeded;

    /// <inheritdoc/>
    public override IEnumerable<RuleBroken> BrokenRules()
    {
        if (Outcome is AssessmentOutcome.Met && !AllHold)
            yield return new("A criterion is met where all five rules are kept. Say that more is needed, or say yes to each.", "outcome");
        if (Outcome is AssessmentOutcome.MoreNeeded && AllHold)
            yield return new("All five rules are kept, so the criterion is met. Say no to the rule that is not kept.", "outcome");
        if (Outcome is AssessmentOutcome.MoreNeeded && (MoreBy is null || MoreBy < On))
            yield return new("Say by when more is needed: today or a later day.", "more_by");
        if (Outcome is AssessmentOutcome.Met && MoreBy is not null)
            yield return new("Nothing more is needed for what is met. Leave the day out.", "more_by");
    }

    /// <inheritdoc/>
    public override CriterionStanding After(string criterion, CriterionStanding before) =>
        criterion != Criterion ? before
        : Outcome is AssessmentOutcome.Met ? CriterionStanding.Met
        : CriterionStanding.MoreNeeded;
}

/// <summary>A decision that a quality assurer drew to be looked at, and what came of it.</summary>
public sealed class DrawnSample : PortfolioPart
{
    /// <value>The number of the decision in the portfolio.</value>
    [Owed]
    public int? Decision { get; private set; }

    [Owed]
    [Known(Known.Criterion)]
    public string? Criterion { get; private set; }

    [Owed]
    public DateOnly? On { get; private set; }

    [Owed]
    [Asks("Why is this one drawn?", Hint = "A new assessor, a hard criterion, one of each method, or by chance.")]
    [Max(1000)]
    public string? Why { get; private set; }

    [Asks("What came of it?")]
    public SampleOutcome? Outcome { get; private set; }

    [Asks("What do you tell the assessor?", Long = true)]
    [Max(2000)]
    public string? Note { get; private set; }

    /// <value>The day on which its outcome was said, or null.</value>
    public DateOnly? JudgedOn { get; private set; }

    /// <inheritdoc/>
    public override IEnumerable<RuleBroken> BrokenRules()
    {
        if (Outcome is SampleOutcome.Action && string.IsNullOrWhiteSpace(Note))
            yield return new("Say what the assessor is to do.", "note");
    }

    /// <inheritdoc/>
    public override CriterionStanding After(string criterion, CriterionStanding before) =>
        criterion != Criterion || Outcome is null ? before
        : Outcome is SampleOutcome.Action ? CriterionStanding.ActionNeeded
        : before is CriterionStanding.Met ? CriterionStanding.Agreed
        : before;
}

/// <summary>What somebody is for learners, beside what they are in plans.</summary>
public enum LearningRole
{
    /// <summary>Learns at a centre.</summary>
    Learner,

    /// <summary>Decides about the portfolio of one learner.</summary>
    Assessor,

    /// <summary>Samples decisions of others.</summary>
    [Reads("internal quality assurer")]
    Iqa,

    /// <summary>Reads, from outside, for a time.</summary>
    [Reads("external quality assurer")]
    Eqa,

    /// <summary>Teaches, and reads how far learners are.</summary>
    Tutor,
}
