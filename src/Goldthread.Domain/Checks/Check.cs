using System.Collections.Frozen;

namespace Goldthread.Domain.Checks;

/// <summary>One check of a plan: its words, and the pure function that finds what breaks it.</summary>
/// <param name="Id">PL001 to PL172.</param>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Syllabus">The lines of the syllabus that it is from: SYL-01.</param>
public sealed record Check(string Id, string Title, Severity Severity, params IReadOnlyList<string> Syllabus)
{
    static readonly Lazy<IReadOnlyList<Check>> Everything = new(() =>
        [
            .. StrategicFit.Checks,
            .. SmartObjectives.Checks,
            .. Measuring.Checks,
            .. Involving.Checks,
            .. Delivering.Checks,
            .. Resourcing.Checks,
            .. RiskAndContingency.Checks,
            .. LawAndStandards.Checks,
            .. SafeguardingAndPeople.Checks,
            .. TellingAndTraining.Checks,
            .. Reviewing.Checks,
            .. Adapting.Checks,
            .. Partnership.Checks,
            .. ServiceDuties.Checks,
            .. PortfolioProof.Checks,
            .. LeadingAndManaging.Checks,
        ]
    );
    static readonly Lazy<FrozenDictionary<string, Check>> ById = new(() =>
        Everything.Value.ToFrozenDictionary(c => c.Id, StringComparer.Ordinal)
    );

    /// <value>The group, as the specification names it: "A Strategic fit".</value>
    public required string Group { get; init; }

    /// <value>The stage of the cycle where it is mended.</value>
    public required Stage Stage { get; init; }

    /// <value>Why it matters; empty where the title says it all.</value>
    public string Why { get; init; } = "";

    /// <value>What to do.</value>
    public required string Fix { get; init; }

    /// <value>True where it speaks only of a plan that is live.</value>
    public bool OnlyLive { get; init; }

    /// <value>The plan-file field that mends it, of the item that the finding is about: <c>strategic</c>; null where a new item mends it.</value>
    public string? Field { get; init; }

    /// <value>The list to which a new item is added to mend it: <c>actions</c>; null where a field mends it.</value>
    public string? Adds { get; init; }

    /// <value>The function: looks at the facts and notes what it finds.</value>
    internal Action<Facts, Findings> Look { get; init; } = static (_, _) => { };

    /// <value>All 105, in the order of their ids.</value>
    public static IReadOnlyList<Check> All => Everything.Value;

    /// <summary>The check of an id, or null.</summary>
    public static Check? Find(string id) => ById.Value.GetValueOrDefault(id);
}
