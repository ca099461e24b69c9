namespace Goldthread.Domain.Develop;

/// <summary>The policies of an area: which are out of date, and which soon will be.</summary>
public sealed class PolicyRegister
{
    /// <summary>So many days before its review a policy is told to be due soon.</summary>
    public const int SoonDays = 60;

    /// <summary>A policy.</summary>
    /// <param name="Plan">The plan that has it.</param>
    /// <param name="Policy">The policy.</param>
    /// <param name="DaysLate">How many days its review is late; below 0 before its day; null where no day is given.</param>
    public sealed record Line(string Plan, Policy Policy, int? DaysLate)
    {
        public string Title => string.IsNullOrWhiteSpace(Policy.Title) ? "A policy" : Policy.Title;

        public bool IsOutOfDate => DaysLate > 0;

        public bool IsSoon => DaysLate is <= 0 and >= -SoonDays;
    }

    PolicyRegister(IReadOnlyList<Line> lines) => Lines = lines;

    /// <value>The policies: out of date first, then without a day, then by the day of their review.</value>
    public IReadOnlyList<Line> Lines { get; }

    /// <summary>The register. A policy that several plans have counts once, as the plan says that looked at it last.</summary>
    public static PolicyRegister Of(IEnumerable<(string Plan, Policy Policy)> policies, DateOnly today) =>
        new([
            .. policies
                .GroupBy(
                    p => p.Policy.Title?.Trim() is { Length: > 0 } title ? title : p.Plan + "/" + p.Policy.Id,
                    StringComparer.OrdinalIgnoreCase
                )
                .Select(g => g.MaxBy(p => p.Policy.Reviewed ?? DateOnly.MinValue))
                .Select(p => new Line(p.Plan, p.Policy, p.Policy.NextReview is { } next ? today.DayNumber - next.DayNumber : null))
                .OrderByDescending(l => l.IsOutOfDate)
                .ThenByDescending(l => l.DaysLate is null)
                .ThenByDescending(l => l.DaysLate),
        ]);

    /// <summary>Which policy is out of date, in one sentence.</summary>
    public string Sentence
    {
        get
        {
            if (Lines.Count == 0)
                return "No policies are kept here yet.";
            var late = Lines.Where(l => l.IsOutOfDate).ToList();
            var (soon, none) = (Lines.Count(l => l.IsSoon), Lines.Count(l => l.DaysLate is null));
            List<string> parts =
            [
                late.Count == 0
                    ? "No policy is out of date"
                    : $"{late.Count:N0} of {Several.Count(Lines.Count, "policy", "policies")} {(late.Count == 1 ? "is" : "are")} out of date: {Several.Of([.. late.Select(l => l.Title)])}",
            ];
            if (soon > 0)
                parts.Add($"{soon:N0} {(soon == 1 ? "is" : "are")} to be reviewed within {SoonDays} days");
            if (none > 0)
                parts.Add($"{none:N0} {(none == 1 ? "has" : "have")} no day for the next review");
            return string.Join("; ", parts) + ".";
        }
    }
}
