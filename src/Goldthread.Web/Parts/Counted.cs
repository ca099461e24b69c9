using Goldthread.App.Develop.Findings;
using Goldthread.Domain.Checks;
using Goldthread.Web.Nhs;

namespace Goldthread.Web.Parts;

/// <summary>Open errors and warnings of a plan in a list of plans, as they are kept.</summary>
public static class Counted
{
    /// <summary>The counts as a link to the plan's health.</summary>
    /// <param name="plan">The plan's id.</param>
    /// <param name="look">What <see cref="KeptFindings.Look"/> says of it.</param>
    public static Inline Of(string plan, (FindingCounts? Counts, bool IsNow) look) =>
        Inline.Of(new Link(Words(look.Counts, look.IsNow), To.Plan(plan) + "/health"));

    /// <summary>"2 errors, 3 warnings".</summary>
    public static string Words(FindingCounts? counts, bool isNow)
    {
        if (counts is null)
            return "Being checked";
        var parts = Parts(counts.Errors, counts.Warnings, 0);
        return (parts.Length == 0 ? "None" : parts) + (isNow ? "" : ", being checked again");
    }

    /// <summary>"2 errors, 3 warnings, 1 piece of advice".</summary>
    public static string Words(IReadOnlyCollection<Finding> findings) =>
        Parts(
            findings.Count(f => f.Severity == Severity.Error),
            findings.Count(f => f.Severity == Severity.Warning),
            findings.Count(f => f.Severity == Severity.Info)
        );

    static string Parts(int errors, int warnings, int advice)
    {
        List<string> parts = [];
        if (errors > 0)
            parts.Add(errors == 1 ? "1 error" : $"{errors:N0} errors");
        if (warnings > 0)
            parts.Add(warnings == 1 ? "1 warning" : $"{warnings:N0} warnings");
        if (advice > 0)
            parts.Add(advice == 1 ? "1 piece of advice" : $"{advice:N0} pieces of advice");
        return string.Join(", ", parts);
    }
}
