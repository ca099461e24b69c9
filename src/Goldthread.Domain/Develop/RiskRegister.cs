using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>The risks of a plan seen together: how large each is and may be, what is ready for when it happens, and who looked whether it holds.</summary>
public sealed class RiskRegister
{
    /// <summary>A plan for what happens is tested once in so many months.</summary>
    public const int TestedWithinMonths = 12;

    /// <summary>One risk.</summary>
    /// <param name="Risk">The risk.</param>
    /// <param name="Inherent">Its score with nothing done.</param>
    /// <param name="Residual">Its score with what holds it down.</param>
    /// <param name="Target">What it is to be.</param>
    /// <param name="Accepted">The largest that is accepted of it.</param>
    public sealed record Line(Risk Risk, int? Inherent, int? Residual, int? Target, int Accepted)
    {
        /// <value>Its score now; null where nobody has said.</value>
        public int? Now => Residual ?? Inherent;

        /// <value>What it is called.</value>
        public string Title => Risk.Called is { Length: > 0 } called ? called : "A risk";

        /// <value>True until it is closed.</value>
        public bool IsOpen => Risk.Status is not OpenStatus.Closed;

        /// <value>True where it is open and larger than what is accepted.</value>
        public bool IsAbove => IsOpen && Now > Accepted;

        /// <value>True where something is planned for when it happens.</value>
        public bool IsPrepared => !string.IsNullOrWhiteSpace(Risk.Contingency?.Plan);

        /// <summary>The day on which a line of assurance looked last; null where it never did.</summary>
        /// <param name="line">1 those who do the work, 2 quality and management, 3 from outside.</param>
        public Assurance? LookedAt(int line) => Risk.Assurances.Where(a => a.Line == line).MaxBy(a => a.On ?? DateOnly.MinValue);

        /// <summary>Who decides that what is planned for it begins.</summary>
        public string? Decides => Risk.Contingency?.Decides ?? Risk.Contingency?.Owner;

        /// <summary>True where what is planned for it was tested within a year.</summary>
        public bool IsTested(DateOnly today) => Risk.Tested is { } day && Days.AddMonths(day, TestedWithinMonths) >= today;
    }

    readonly RiskScale scale;
    readonly DateOnly today;

    RiskRegister(IReadOnlyList<Line> all, RiskScale scale, DateOnly today) => (All, this.scale, this.today) = (all, scale, today);

    /// <value>The risks: those above what is accepted first, by how much; then the largest; closed ones last.</value>
    public IReadOnlyList<Line> All { get; }

    /// <value>The open ones.</value>
    public IEnumerable<Line> Open => All.Where(r => r.IsOpen);

    /// <summary>The risks of a plan.</summary>
    public static RiskRegister Of(PlanDocument document, RiskScale scale, DateOnly today) =>
        new(
            [
                .. document
                    .Risks.Select(r => new Line(r, r.Inherent?.Score, r.Residual?.Score, r.Target?.Score, scale.AcceptedOf(r)))
                    .OrderBy(r => !r.IsOpen)
                    .ThenByDescending(r => Math.Max(0, (r.Now ?? 0) - r.Accepted))
                    .ThenByDescending(r => r.Now),
            ],
            scale,
            today
        );

    /// <summary>Which risk is above what is accepted, in one sentence.</summary>
    public string Sentence
    {
        get
        {
            var open = Open.ToList();
            if (open.Count == 0)
                return "No risk is open.";
            var above = open.Where(r => r.IsAbove).ToList();
            var unknown = open.Count(r => r.Now is null);
            var first =
                above.Count > 0
                    ? $"{above.Count:N0} of {Several.Count(open.Count, "open risk")} {(above.Count == 1 ? "is" : "are")} above what we accept: {Several.Of([.. above.Select(r => $"“{r.Title}” ({scale.Read(r.Now!.Value)}; we accept {r.Accepted})")], 3)}."
                : unknown == open.Count ? "Nobody has said yet how large any open risk is."
                : "No open risk is above what we accept.";
            return unknown > 0 && unknown < open.Count
                ? $"{first} Nobody has said how large {(unknown == 1 ? "one of them" : $"{unknown:N0} of them")} is."
                : first;
        }
    }

    /// <summary>What is ready for when one happens, in one sentence.</summary>
    public string Ready
    {
        get
        {
            var open = Open.ToList();
            var unready = open.Where(r => !r.IsPrepared).ToList();
            var untested = open.Count(r => r.IsPrepared && !r.IsTested(today));
            List<string> parts =
            [
                unready.Count == 0
                    ? "Something is planned for when any of them happens"
                    : $"Nothing is planned for when {Several.Of([.. unready.Select(r => $"“{r.Title}”")], 3)} {(unready.Count == 1 ? "happens" : "happen")}",
            ];
            if (untested > 0)
                parts.Add(
                    $"{untested:N0} of {open.Count - unready.Count:N0} plans {(untested == 1 ? "was" : "were")} not tested in the last year"
                );
            return string.Join("; ", parts) + ".";
        }
    }

    /// <summary>Who looked whether the controls work, in one sentence.</summary>
    public string Assured
    {
        get
        {
            var open = Open.ToList();
            var inside = open.Count(r => r.LookedAt(1) is null && r.LookedAt(2) is null);
            var outside = open.Count(r => r.LookedAt(3) is null);
            return outside == 0 && inside == 0
                ? "Those who do the work or their managers, and somebody from outside, looked at every one."
                : $"Of {Several.Count(open.Count, "open risk")}, nobody from outside looked at {outside:N0}, and nobody at all from inside at {inside:N0}.";
        }
    }
}
