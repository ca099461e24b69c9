using Goldthread.Domain.Implement;

namespace Goldthread.Domain.Develop;

/// <summary>What people need to learn, by action and by role; what is late, and whether it worked.</summary>
public sealed class LearningPlan
{
    /// <summary>One need.</summary>
    public sealed record Line(TrainingNeed Need, IReadOnlyList<(string Id, string Title)> Actions, bool IsLate)
    {
        public string Title => string.IsNullOrWhiteSpace(Need.Competence) ? "A training need" : Need.Competence;
    }

    LearningPlan(IReadOnlyList<Line> lines) => Lines = lines;

    /// <value>The needs: late first, then open by their day, then done.</value>
    public IReadOnlyList<Line> Lines { get; }

    /// <summary>What it costs in all.</summary>
    public decimal Cost => Lines.Sum(l => l.Need.Cost ?? 0);

    /// <summary>The plan of what is learnt.</summary>
    /// <param name="needs">The needs.</param>
    /// <param name="titleOf">What an action is called; null where it is not there.</param>
    /// <param name="today">Today.</param>
    public static LearningPlan Of(IEnumerable<TrainingNeed> needs, Func<string, string?> titleOf, DateOnly today) =>
        new([
            .. needs
                .Select(n => new Line(
                    n,
                    [.. n.Actions.Select(a => (a, titleOf(a))).Where(a => a.Item2 is not null).Select(a => (a.a, a.Item2!))],
                    n.Done is null && n.Due < today
                ))
                .OrderByDescending(l => l.IsLate)
                .ThenBy(l => l.Need.Done is not null)
                .ThenBy(l => l.Need.Due ?? DateOnly.MaxValue),
        ]);

    /// <summary>How many each role has to learn, how many are done and how many late.</summary>
    public IEnumerable<(string Role, int All, int Done, int Late)> Roles =>
        Lines
            .GroupBy(l => l.Need.Audience?.Trim() is { Length: > 0 } role ? role : "Nobody named", StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(g => g.Count(l => l.IsLate))
            .ThenByDescending(g => g.Count(l => l.Need.Done is null))
            .Select(g => (g.Key, g.Count(), g.Count(l => l.Need.Done is not null), g.Count(l => l.IsLate)));

    /// <summary>What a level of evaluation means.</summary>
    public static string? Level(int? level) =>
        level switch
        {
            1 => "people liked it",
            2 => "they learnt it",
            3 => "they do it",
            4 => "it helps people",
            _ => null,
        };

    /// <summary>What is late, and how much is known of whether it worked, in one sentence.</summary>
    public string Sentence
    {
        get
        {
            if (Lines.Count == 0)
                return "Nobody has said yet what people need to learn.";
            var late = Lines.Where(l => l.IsLate).Select(l => $"“{l.Title}”").ToList();
            var done = Lines.Where(l => l.Need.Done is not null).ToList();
            var works = done.Count(l => l.Need.Evaluation?.Level >= 3);
            var first =
                late.Count > 0
                    ? $"{late.Count:N0} of {Several.Count(Lines.Count, "training need")} {(late.Count == 1 ? "is" : "are")} late: {Several.Of(late, 3)}."
                : done.Count == Lines.Count ? $"All {Several.Count(Lines.Count, "training need")} {(Lines.Count == 1 ? "is" : "are")} done."
                : $"{done.Count:N0} of {Several.Count(Lines.Count, "training need")} {(done.Count == 1 ? "is" : "are")} done, and none is late.";
            return done.Count == 0
                ? first
                : $"{first} Of {works:N0} of the {done.Count:N0} done we know that people do it or that it helps.";
        }
    }
}
