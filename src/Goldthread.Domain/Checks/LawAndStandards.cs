using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>H. Does the plan answer the law and the standards that are in force for this service?</summary>
static class LawAndStandards
{
    const string Group = "H Law and standards";

    internal static readonly Check[] Checks =
    [
        new("PL080", "No legal or standards mapping", Severity.Error, "SYL-13")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "Care is bound by law and standards: a plan should show which of them it answers",
            Fix = "Name the law or standard that an objective, measure, audit or piece of evidence answers",
            Look = static (facts, found) =>
            {
                if (facts.CitedByWork.Count == 0 && !facts.Document.Evidence.Any(e => e.Requirements.Count > 0))
                    found.Plan("No objective, measure, audit or evidence names a requirement of law or standards.");
            },
        },
        new("PL081", "Superseded framework used", Severity.Warning, "SYL-13")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "It names a standard that no longer holds",
            Fix = "Choose the one that took its place",
            Field = "requirements",
            Look = static (facts, found) =>
                EachCitation(
                    facts,
                    found,
                    static (_, framework, created) =>
                        framework.Status == FrameworkStatus.Superseded && (created is null || created > framework.EffectiveTo)
                            ? $"{framework.Name} is superseded{(framework.EffectiveTo is { } ended ? $" since {Day(ended)}" : "")}."
                            : null
                ),
        },
        new("PL082", "Wrong regulator for service", Severity.Error, "SYL-13")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "Another regulator inspects this kind of service",
            Fix = "Choose the framework that fits the service",
            Field = "requirements",
            Look = static (facts, found) =>
                EachCitation(
                    facts,
                    found,
                    static (facts, framework, _) =>
                        facts.Area.ServiceTypes.Count > 0 && !facts.Area.ServiceTypes.Any(s => framework.AppliesTo.Contains(s))
                            ? $"{framework.Name} is not for a {Wording.List(facts.Area.ServiceTypes.Select(Words.Read), "or")}."
                        : facts.Document.Organisation?.Jurisdiction is { } law && !framework.Jurisdictions.Contains(law)
                            ? $"{framework.Name} does not apply in {Words.Read(law)}."
                        : null
                ),
        },
        new("PL083", "Key question not covered", Severity.Warning, "SYL-11", "SYL-13")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "Inspectors look at all of them",
            Fix = "Answer it somewhere in the plan, or say why not",
            Look = static (facts, found) =>
            {
                if (!facts.Area.Regulators.Contains(Regulator.Cqc))
                    return;
                foreach (var framework in facts.CitedByWork.GroupBy(c => c.Framework))
                {
                    var questions = framework.Key.Requirements.Where(r => r.Kind == "key-question").ToArray();
                    if (questions.Length == 0)
                        continue;
                    var covered = new HashSet<string>(StringComparer.Ordinal);
                    foreach (var cited in framework)
                    {
                        // Up to the top; a requirement seen before leads nowhere new.
                        for (var at = cited.Requirement; at is not null && covered.Add(at.Id); )
                            at = at.Parent is { } parent ? framework.Key.Find(parent) : null;
                    }
                    var open = questions.Where(q => !covered.Contains(q.Id)).Select(q => q.Title).ToArray();
                    if (open.Length > 0)
                        found.Plan($"Of {framework.Key.Name}, nothing in the plan answers {Wording.List(open)}.");
                }
            },
        },
        new("PL084", "Regulatory action not in plan", Severity.Error, "SYL-11", "SYL-13")
        {
            Group = Group,
            Stage = Stage.Monitor,
            Why = "What an inspector requires has to be done",
            Fix = "Add an action for it",
            Field = "action",
            Look = static (facts, found) =>
            {
                foreach (var required in facts.Document.RegulatoryActions)
                {
                    if (required.Status != OpenStatus.Closed && Missing(required.Action))
                        found.About(required, "An action that the regulator requires has no action in the plan.");
                }
            },
        },
    ];

    /// <summary>Notes what is said of each framework that an objective or measure cites: once an item and framework.</summary>
    static void EachCitation(Facts facts, Findings found, Func<Facts, Framework, DateOnly?, string?> say)
    {
        foreach (var objective in facts.Document.Objectives)
            Each(objective, objective.Title, objective.Requirements.Select(r => (r.Id, r.Created)));
        foreach (var measure in facts.Document.Measures)
            Each(measure, measure.Name, measure.Requirements.Select(r => (r.Id, (DateOnly?)null)));

        void Each<T>(T item, string name, IEnumerable<(string? Id, DateOnly? Created)> citations)
            where T : Part
        {
            HashSet<string>? said = null;
            foreach (var (id, created) in citations)
            {
                if (
                    facts.Cited(id) is { } cited
                    && said?.Contains(cited.Framework.Id) != true
                    && say(facts, cited.Framework, created) is { } message
                )
                {
                    (said ??= new(StringComparer.Ordinal)).Add(cited.Framework.Id);
                    found.About(item, $"\"{name}\" names {id}. {message}");
                }
            }
        }
    }
}
