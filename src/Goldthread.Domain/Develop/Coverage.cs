using Goldthread.Domain.Govern;

namespace Goldthread.Domain.Develop;

/// <summary>What of the frameworks is covered: by what is done, by evidence, by an audit and by a policy.</summary>
public sealed class Coverage
{
    /// <summary>How often one requirement is covered.</summary>
    public sealed record Cover(int Done, int Evidence, int Audits, int Policies)
    {
        /// <value>True where nothing in the plan names it.</value>
        public bool IsGap => Done + Evidence + Audits + Policies == 0;
    }

    /// <summary>A key question, or another heading of a framework.</summary>
    /// <param name="Framework">The framework.</param>
    /// <param name="Title">What it is called; null for what stands below no heading.</param>
    /// <param name="Statements">What stands below it, each with how it is covered.</param>
    public sealed record Question(Framework Framework, string? Title, IReadOnlyList<(Requirement Requirement, Cover By)> Statements)
    {
        /// <value>True where nothing that is done answers any of it.</value>
        public bool IsUnanswered => Statements.All(s => s.By.Done == 0);

        /// <value>What nothing names.</value>
        public IEnumerable<Requirement> Gaps => Statements.Where(s => s.By.IsGap).Select(s => s.Requirement);

        /// <summary>How many of the statements are covered in one way.</summary>
        public int Count(Func<Cover, int> by) => Statements.Count(s => by(s.By) > 0);
    }

    static readonly Cover Nothing = new(0, 0, 0, 0);

    readonly Dictionary<string, Cover> byCode;

    Coverage(Dictionary<string, Cover> byCode) => this.byCode = byCode;

    /// <summary>What a plan covers.</summary>
    /// <param name="document">The plan with its objectives, measures, audits, evidence and policies.</param>
    public static Coverage Of(PlanDocument document)
    {
        var ofCode = new Dictionary<string, Cover>(StringComparer.Ordinal);
        void Add(IEnumerable<string?> codes, Func<Cover, Cover> add)
        {
            foreach (var code in codes.OfType<string>())
                ofCode[code] = add(ofCode.GetValueOrDefault(code) ?? Nothing);
        }
        Add(document.Objectives.SelectMany(o => o.Requirements.Select(r => r.Id)), c => c with { Done = c.Done + 1 });
        Add(document.Measures.SelectMany(m => m.Requirements.Select(r => r.Id)), c => c with { Done = c.Done + 1 });
        Add(document.Evidence.SelectMany(e => e.Requirements), c => c with { Evidence = c.Evidence + 1 });
        Add(document.Audits.SelectMany(a => a.Requirements), c => c with { Audits = c.Audits + 1 });
        Add(document.Policies.SelectMany(p => p.Requirements), c => c with { Policies = c.Policies + 1 });
        return new(ofCode);
    }

    /// <summary>Some frameworks by key question; what has been cited of others is left out.</summary>
    /// <param name="frameworks">The frameworks in force for the service.</param>
    public IReadOnlyList<Question> Questions(IEnumerable<Framework> frameworks) =>
        [
            .. frameworks.SelectMany(f =>
            {
                var parents = f.Requirements.Select(r => r.Parent).OfType<string>().ToHashSet(StringComparer.Ordinal);
                return f
                    .Requirements.Where(r => r.Status is null && !parents.Contains(r.Id))
                    .GroupBy(r => r.Parent)
                    .Select(g => new Question(
                        f,
                        g.Key is { } parent ? f.Find(parent)?.Title : null,
                        [.. g.Select(r => (r, Under(f, r.Parent, byCode.GetValueOrDefault($"{f.Id}:{r.Id}") ?? Nothing)))]
                    ));
            }),
        ];

    /// <summary>What names a whole key question names all of it.</summary>
    Cover Under(Framework framework, string? parent, Cover own) =>
        parent is not null && byCode.TryGetValue($"{framework.Id}:{parent}", out var above)
            ? new(own.Done + above.Done, own.Evidence + above.Evidence, own.Audits + above.Audits, own.Policies + above.Policies)
            : own;

    /// <summary>Which key question nobody answers, in one sentence.</summary>
    /// <param name="questions">The key questions of the frameworks by which inspectors ask.</param>
    public static string Sentence(IReadOnlyList<Question> questions)
    {
        if (questions.Count == 0)
            return "No framework is in force for this service. Say in the area what the service is.";
        var silent = questions.Where(q => q.IsUnanswered).Select(q => q.Title ?? q.Framework.Name).ToList();
        var (all, gaps) = (questions.Sum(q => q.Statements.Count), questions.Sum(q => q.Gaps.Count()));
        return $"{(silent.Count == 0 ? "Something in the plan answers every key question" : $"Nothing that is done answers {Several.Of(silent)}")}; {gaps:N0} of {Several.Count(all, "statement")} {(gaps == 1 ? "is" : "are")} named nowhere in the plan.";
    }
}
