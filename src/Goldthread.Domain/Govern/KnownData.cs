using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Govern;

/// <summary>The data that ships with the product: frameworks, the measure catalogue and the word lists. Each is read when it is first asked for.</summary>
/// <param name="frameworks">The frameworks by id.</param>
/// <param name="catalogue">The measure catalogue.</param>
/// <param name="words">The word lists of the checks.</param>
/// <param name="laws">The legal sentences of the checks.</param>
/// <param name="tools">The tools for audits; none where not given.</param>
public sealed class KnownData(
    IReadOnlyDictionary<string, Lazy<Framework>> frameworks,
    Lazy<MeasureCatalogue> catalogue,
    Lazy<WordLists> words,
    Lazy<LawList> laws,
    Lazy<IReadOnlyList<AuditTool>>? tools = null
)
{
    readonly Dictionary<string, Lazy<Framework>> frameworks = new(frameworks, StringComparer.Ordinal);
    readonly Lazy<Dictionary<string, CatalogueMeasure>> measures = new(() =>
        catalogue.Value.Measures.ToDictionary(m => m.Id, StringComparer.Ordinal)
    );

    /// <value>The ids of all frameworks, in the order of their characters.</value>
    public IReadOnlyList<string> FrameworkIds { get; } = [.. frameworks.Keys.Order(StringComparer.Ordinal)];

    /// <value>The word lists of the checks.</value>
    public WordLists Words => words.Value;

    /// <value>The legal sentences of the checks.</value>
    public IReadOnlyList<Law> Laws => laws.Value.Laws;

    /// <value>The measures of the catalogue.</value>
    public IReadOnlyList<CatalogueMeasure> Measures => catalogue.Value.Measures;

    /// <summary>The framework of an id, or null.</summary>
    public Framework? Framework(ReadOnlySpan<char> id) =>
        frameworks.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(id, out var found) ? found.Value : null;

    /// <value>The tools for audits, by their titles.</value>
    public IReadOnlyList<AuditTool> AuditTools => tools?.Value ?? [];

    /// <summary>The tool of an id, or null.</summary>
    public AuditTool? AuditTool(string? id) => AuditTools.FirstOrDefault(t => t.Id == id);

    /// <summary>The measure of the catalogue, or null.</summary>
    public CatalogueMeasure? Measure(string id) => measures.Value.GetValueOrDefault(id);

    /// <summary>The framework and the requirement that a citation names, or null.</summary>
    /// <param name="citation">FRAMEWORK:REQUIREMENT.</param>
    public Cited? Requirement(string citation)
    {
        var colon = citation.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || Framework(citation.AsSpan(0, colon)) is not { } framework)
            return null;
        return framework.Find(citation.AsSpan(colon + 1)) is { } requirement ? new Cited(framework, requirement) : null;
    }

    /// <summary>The unit of a qualification, or null.</summary>
    public Framework? Unit(string id) => Framework(id) is { Kind: FrameworkKind.Unit } unit ? unit : null;

    /// <summary>The criteria of a unit, in its order.</summary>
    public static IEnumerable<Requirement> CriteriaOf(Framework unit) =>
        unit.Requirements.Where(r => string.Equals(r.Kind, "criterion", StringComparison.Ordinal));

    /// <summary>True where the shipped data has such an entry.</summary>
    /// <param name="kind">Which data.</param>
    /// <param name="id">What is named.</param>
    /// <param name="unit">The portfolio's unit, for criteria; without one any criterion passes.</param>
    public bool Has(Known kind, string id, string? unit = null) =>
        kind switch
        {
            Known.Requirement => Requirement(id) is not null,
            Known.CatalogueMeasure => Measure(id) is not null,
            Known.Unit => Unit(id) is not null,
            Known.Criterion => unit is null || Unit(unit) is not { } known || CriteriaOf(known).Any(c => c.Id == id),
            Known.Check => Checks.Check.Find(id) is not null,
            Known.AuditTool => AuditTool(id) is not null,
            _ => false,
        };
}

/// <summary>A requirement and the framework that it belongs to.</summary>
public readonly record struct Cited(Framework Framework, Requirement Requirement)
{
    /// <value>The requirement's title, and what became of it where it no longer stands.</value>
    public string Title => Requirement.Status is { } status ? $"{Requirement.Title} ({status.Replace('-', ' ')})" : Requirement.Title;
}
