namespace Goldthread.Domain.Learn;

/// <summary>How many of an assessor's decisions are looked at by somebody else: more while the assessor is new. A centre's policy, and no rule of law.</summary>
public static class SamplingPlan
{
    /// <summary>Percent of the decisions of an assessor who has made many.</summary>
    public const int UsualPercent = 15;

    /// <summary>Percent of the decisions of an assessor who is new here.</summary>
    public const int NewPercent = 50;

    /// <summary>With so many decisions an assessor is new no longer.</summary>
    public const int NoLongerNew = 20;

    /// <summary>How many of so many decisions are to be drawn.</summary>
    /// <param name="decisions">How many one assessor made.</param>
    public static int Owed(int decisions) =>
        decisions == 0 ? 0 : ((decisions * (decisions < NoLongerNew ? NewPercent : UsualPercent)) + 99) / 100;

    /// <summary>
    /// Which decisions to draw next, so that the share is met: criteria and outcomes that were not looked at before those that were, then the newest.
    /// </summary>
    /// <param name="decisions">The decisions of one assessor, in their order, and whether each was drawn.</param>
    public static IReadOnlyList<T> Next<T>(IReadOnlyList<(T What, CriterionDecision Decision, bool IsDrawn)> decisions)
    {
        var left = Owed(decisions.Count) - decisions.Count(d => d.IsDrawn);
        var seen = decisions.Where(d => d.IsDrawn).Select(d => (d.Decision.Criterion, d.Decision.Outcome)).ToHashSet();
        return left <= 0
            ? []
            :
            [
                .. decisions
                    .Reverse()
                    .Where(d => !d.IsDrawn)
                    .OrderBy(d => seen.Contains((d.Decision.Criterion, d.Decision.Outcome)))
                    .Take(left)
                    .Select(d => d.What),
            ];
    }
}
