using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>A policy of the area, with the day by which somebody reads it again.</summary>
[Thing(
    Policy.List,
    Stage.Develop,
    "policy",
    "PO",
    Plural = "policies",
    Why = "Keep the register of your policies here, so that the plan and the policies say the same and none is out of date."
)]
public sealed class Policy : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "policies";

    [AskedFirst(1)]
    [IsTitle]
    [Asks("What is the policy called?")]
    public string? Title { get; private set; }

    [AskedFirst(2)]
    [IsPerson]
    [ShownInLists("Who")]
    [Refers(StaffMember.List)]
    [Asks("Who keeps it up to date?")]
    public string? Owner { get; private set; }

    [Under(Fold.More)]
    [Asks("Which version is it?")]
    public string? Version { get; private set; }

    [AskedFirst(3)]
    [Asks("When was it last reviewed?")]
    public DateOnly? Reviewed { get; private set; }

    [AskedFirst(4)]
    [IsDue]
    [ShownInLists("Next review")]
    [Asks("When is it reviewed next?")]
    public DateOnly? NextReview { get; private set; }

    [Under(Fold.LawAndStandards)]
    [Known(Known.Requirement)]
    [Asks("Which law or standards does it answer?")]
    public IReadOnlyList<string> Requirements { get; private set; } = [];

    [Under(Fold.More)]
    [Refers(Monitor.Evidence.List)]
    [Asks("Where is it kept?")]
    public string? Evidence { get; private set; }

    /// <inheritdoc/>
    public override IEnumerable<RuleBroken> BrokenRules()
    {
        if (NextReview < Reviewed)
            yield return new RuleBroken("The next review comes after the last one.", "next_review");
    }
}
