using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>How people are led through the change: the steps of the model, how ready each group is over time, and the doubts with their answers.</summary>
public sealed class ChangeBook
{
    /// <summary>A step: of the model, of the plan, or of both.</summary>
    /// <param name="Name">What it is called.</param>
    /// <param name="Says">What the model means by it; null for a step of the plan's own.</param>
    /// <param name="Step">What the plan does; null where it does nothing.</param>
    public sealed record Line(string Name, string? Says, ChangeStep? Step);

    /// <summary>How ready a group is over time.</summary>
    /// <param name="Group">The group.</param>
    /// <param name="Scores">The days and scores, in the order of the days.</param>
    public sealed record Readiness(string Group, IReadOnlyList<(DateOnly On, int Score)> Scores);

    /// <summary>Below this a group is not ready.</summary>
    const int Ready = 4;

    ChangeBook(ChangePlan plan, IReadOnlyList<Line> steps, IReadOnlyList<Readiness> groups) =>
        (Plan, Steps, Groups) = (plan, steps, groups);

    public ChangePlan Plan { get; }
    public IReadOnlyList<Line> Steps { get; }

    /// <value>The groups, the least ready first.</value>
    public IReadOnlyList<Readiness> Groups { get; }

    /// <value>Doubts that nobody has answered.</value>
    public IEnumerable<ChangeResistance> Unanswered => Plan.Resistance.Where(r => string.IsNullOrWhiteSpace(r.Response));

    /// <summary>The change of a plan; null where it says nothing of it.</summary>
    public static ChangeBook? Of(ChangePlan? plan, ChangeModels models)
    {
        if (plan is null || (plan.Model is null && plan.Steps.Count == 0 && plan.Readiness.Count == 0 && plan.Resistance.Count == 0))
            return null;
        var model = models.Models.FirstOrDefault(m => m.Model == plan.Model)?.Steps ?? [];
        bool Same(ChangeModelStep step, ChangeStep own) => string.Equals(step.Name, own.Name?.Trim(), StringComparison.OrdinalIgnoreCase);
        return new(
            plan,
            [
                .. model.Select(m => new Line(m.Name, m.Says, plan.Steps.FirstOrDefault(s => Same(m, s)))),
                .. plan.Steps.Where(s => !model.Any(m => Same(m, s))).Select(s => new Line(s.Name ?? "A step", null, s)),
            ],
            [
                .. plan
                    .Readiness.Where(r => r is { Group.Length: > 0, Score: not null, On: not null })
                    .GroupBy(r => r.Group!.Trim(), StringComparer.OrdinalIgnoreCase)
                    .Select(g => new Readiness(g.Key, [.. g.OrderBy(r => r.On).Select(r => (r.On!.Value, r.Score!.Value))]))
                    .OrderBy(r => r.Scores[^1].Score),
            ]
        );
    }

    /// <summary>Who is not ready, which doubt nobody answered, and which steps are missing, in one sentence.</summary>
    public string Sentence
    {
        get
        {
            List<string> parts = [];
            var unready = Groups.Where(g => g.Scores[^1].Score < Ready).ToList();
            parts.Add(
                Groups.Count == 0 ? "Nobody was asked yet how ready they are"
                : unready.Count == 0
                    ? Groups.Count switch
                    {
                        1 => "The group that was asked is ready",
                        2 => "Both groups that were asked are ready",
                        var many => $"All {many} groups that were asked are ready",
                    }
                : $"Not ready yet: {Several.Of([.. unready.Select(g => $"{g.Group} ({g.Scores[^1].Score} of 5)")])}"
            );
            if (Unanswered.Any())
                parts.Add($"nobody has answered the doubts of {Several.Of([.. Unanswered.Select(r => r.Group ?? "a group").Distinct()])}");
            var missing = Steps.Where(s => s.Says is not null && s.Step is null).Select(s => s.Name.ToLowerInvariant()).ToList();
            if (missing.Count > 0 && Plan.Model is { } model)
                parts.Add(
                    $"of the {Steps.Count(s => s.Says is not null)} steps of {Words.Capital(Words.Written(model))} these are not planned: {Several.Of(missing)}"
                );
            return string.Join("; ", parts) + ".";
        }
    }
}
