using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;

namespace Goldthread.Domain.Checks;

/// <summary>Runs the checks on a plan.</summary>
public static class PlanChecks
{
    /// <summary>What all the checks find in a plan, in the order of the checks and, within one, of the plan. Never throws.</summary>
    /// <param name="document">The plan; its area and plan have to be there, as the format demands.</param>
    /// <param name="asOf">Today.</param>
    /// <param name="known">The data that the plan cites.</param>
    public static IReadOnlyList<Finding> Run(PlanDocument document, DateOnly asOf, KnownData known)
    {
        var facts = new Facts(document, asOf, known);
        var findings = new Findings(facts);
        foreach (var check in Check.All)
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
        return findings.All;
    }
}
