using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;

namespace Goldthread.Domain.Checks;

/// <summary>Runs the checks on a plan.</summary>
public static class PlanChecks
{
    /// <summary>
    /// What all the checks find in a plan. Never throws. The first edition answers in the order of its checks and, within one, of the plan; the second
    /// puts first what stops sign-off, and of that first what clears most.
    /// </summary>
    /// <param name="document">The plan; its area and plan have to be there, as the format demands.</param>
    /// <param name="asOf">Today.</param>
    /// <param name="known">The data that the plan cites.</param>
    /// <param name="edition">The edition of the checks; the newest unless said.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such edition.</exception>
    public static IReadOnlyList<Finding> Run(PlanDocument document, DateOnly asOf, KnownData known, int edition = Check.Newest)
    {
        var facts = new Facts(document, asOf, known);
        var findings = new Findings(facts);
        foreach (var check in Check.Of(edition))
        {
            if (check.OnlyLive && !facts.IsLive)
                continue;
            findings.Check = check;
            check.Look(facts, findings);
        }
        var waived = document
            .Waivers.Where(w => w.Holds(asOf) && !string.IsNullOrWhiteSpace(w.Check) && !string.IsNullOrWhiteSpace(w.About))
            .Select(w => (w.Check!, w.About!))
            .ToHashSet();
        if (waived.Count > 0)
        {
            foreach (var finding in findings.All)
            {
                finding.Waived =
                    waived.Contains((finding.Check.Id, finding.Key))
                    || (finding.List.Length == 0 && waived.Contains((finding.Check.Id, facts.Plan.Id)));
            }
        }
        return edition == 1 ? findings.All : WeightiestFirst(findings.All);
    }

    /// <summary>Errors first, then what clears most, and else as they were found; what is let stand comes last.</summary>
    static List<Finding> WeightiestFirst(List<Finding> found) =>
        found.Count < 2 ? found : [.. found.OrderBy(f => f.Waived).ThenBy(f => f.Severity).ThenByDescending(f => f.Clears)];
}
