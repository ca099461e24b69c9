using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>What an operational plan says of itself: its period, its owner, its approval, its context.</summary>
public sealed class Plan : Part
{
    [Owed]
    [IsId]
    [Max(60)]
    [Asks("What short id does the plan have?", Hint = "It is used in addresses and cannot be changed later, such as OP-2026.")]
    public string Id { get; private set; } = "";

    [AskedFirst(1)]
    [Owed]
    [AsksWhy]
    [Asks("What is the plan called?")]
    public string Title { get; private set; } = "";

    [AskedFirst(2)]
    [Owed]
    [AsksWhy]
    [Asks("When does it start?")]
    public DateOnly? Starts { get; private set; }

    [AskedFirst(3)]
    [Owed]
    [AsksWhy]
    [Asks("When does it end?", Hint = "An operational plan covers 12 to 24 months.")]
    public DateOnly? Ends { get; private set; }

    [AskedFirst(4)]
    [AsksWhy]
    [Refers(Develop.StaffMember.List)]
    [Asks("Who owns the plan?")]
    public string? Owner { get; private set; }

    [MovedBy("approve")]
    [Asks("Who approves it?", Hint = "A role or initials. Not the owner.")]
    public string? Approver { get; private set; }

    [MovedBy("submit", "send-back", "approve", "start", "close", "reopen")]
    [Asks("Where does it stand?")]
    public PlanStatus? Status { get; private set; }

    [MovedBy("approve")]
    [Asks("When was it approved?")]
    public DateOnly? ApprovedOn { get; private set; }

    [AskedFirst(6)]
    [Asks("Which planning cycle do you follow?")]
    public PlanningCycle? Cycle { get; private set; }

    [AskedFirst(5)]
    [Asks("What is the plan about?", Hint = "A few sentences that anybody can follow.", Long = true)]
    public string? Summary { get; private set; }

    [Asks("What is the plan built on?", Hint = "Strengths, last year's results, inspections, feedback: each with what it leads to.")]
    public IReadOnlyList<ContextItem> Context { get; private set; } = [];

    [Under(Fold.TimeAndMoney)]
    [Asks("Why does the plan cost nothing?", Hint = "Only where there is no budget line.", Long = true)]
    public string? NilCostReason { get; private set; }

    [Under(Fold.Going)]
    [Asks("How will people be led through the change?")]
    public ChangePlan? Change { get; private set; }

    [Under(Fold.LawAndStandards)]
    [Asks("What did the equality assessment find?")]
    public EqualityAssessment? EqualityAssessment { get; private set; }

    [Under(Fold.LawAndStandards)]
    [Asks("Which assessments were made?", Hint = "Equality, quality, data protection: before the plan is approved.")]
    public IReadOnlyList<Assessment> Assessments { get; private set; } = [];

    [Under(Fold.SafetyAndPartners)]
    [Asks("Who leads on safeguarding?")]
    public SafeguardingLead? Safeguarding { get; private set; }

    [MovedBy("carry-over")]
    [Asks("What was carried over from the plan before?")]
    public CarriedOver? CarriedOver { get; private set; }

    /// <value>Where the plan stands; a draft unless said.</value>
    public PlanStatus Standing => Status ?? PlanStatus.Draft;

    /// <summary>The people it is for have had their say; it waits for approval.</summary>
    /// <param name="engagements">How often anybody was asked.</param>
    /// <exception cref="RuleBroken">Nobody was asked.</exception>
    public void Submit(int engagements)
    {
        if (engagements == 0)
            throw new RuleBroken(
                "Nobody was asked yet. Show the draft to the people it is for, or add an engagement, before it is approved."
            );
        Status = PlanStatus.Consulted;
    }

    /// <summary>Back to the desk before it is approved.</summary>
    public void SendBack() => Status = PlanStatus.Draft;

    /// <summary>Approves it. The findings of the checks are the caller's to weigh.</summary>
    /// <param name="by">Who approves, by role or initials; not the owner.</param>
    /// <param name="on">The day.</param>
    /// <exception cref="RuleBroken">Nobody is named, the owner approves, or its dates are wrong.</exception>
    public void Approve(string by, DateOnly on)
    {
        if (string.IsNullOrWhiteSpace(by))
            throw new RuleBroken("Say who approves the plan.", "approver");
        if (string.Equals(by, Owner, StringComparison.Ordinal))
            throw new RuleBroken("Somebody other than the plan's owner has to approve it.", "approver");
        foreach (var broken in BrokenRules())
            throw broken;
        Status = PlanStatus.Approved;
        (Approver, ApprovedOn) = (by, on);
    }

    /// <summary>The approved plan begins.</summary>
    public void Begin() => Status = PlanStatus.Live;

    /// <summary>The live plan ends, and is read only from then on.</summary>
    /// <param name="reason">Why it ends without an evaluation; null where it was evaluated.</param>
    /// <param name="isEvaluated">True where a review of the kind evaluation was held.</param>
    /// <exception cref="RuleBroken">It was not evaluated, and nobody says why.</exception>
    public void Close(string? reason, bool isEvaluated)
    {
        if (!isEvaluated && string.IsNullOrWhiteSpace(reason))
            throw new RuleBroken("No evaluation was held. Hold one first, or say why the plan ends without it.", "reason");
        Status = PlanStatus.Closed;
    }

    /// <summary>The closed plan is taken up again.</summary>
    public void Reopen() => Status = PlanStatus.Live;

    /// <inheritdoc/>
    public override IEnumerable<RuleBroken> BrokenRules()
    {
        if (Ends < Starts)
            yield return new RuleBroken("The plan cannot end before it starts.", "ends");
    }
}

/// <summary>Where a plan stands; it moves down this list.</summary>
public enum PlanStatus
{
    Draft,

    [Reads("waiting for approval")]
    Consulted,
    Approved,
    Live,
    Closed,
}

/// <summary>What each stage of a plan is called in the cycle that it follows.</summary>
public static class PlanningCycles
{
    /// <summary>The word of the cycle for a stage: <c>do</c> for implementing.</summary>
    public static string StepOf(PlanningCycle cycle, Stage stage) =>
        stage switch
        {
            Stage.Develop => cycle is PlanningCycle.Apie ? "assess and plan" : "plan",
            Stage.Implement => cycle is PlanningCycle.Apie ? "implement" : "do",
            Stage.Monitor => cycle switch
            {
                PlanningCycle.Pdsa => "study",
                PlanningCycle.Pdca => "check",
                PlanningCycle.Apie => "evaluate",
                _ => throw new ArgumentOutOfRangeException(nameof(cycle), cycle, null),
            },
            Stage.Evaluate => cycle is PlanningCycle.Apie ? "evaluate, and assess anew" : "act",
            _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, null),
        };
}

/// <summary>The planning cycle that a plan follows.</summary>
public enum PlanningCycle
{
    [Reads("plan, do, study, act")]
    Pdsa,

    [Reads("plan, do, check, act")]
    Pdca,

    [Reads("assess, plan, implement, evaluate")]
    Apie,
}
