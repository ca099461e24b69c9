using System.Collections.Frozen;

namespace Goldthread.Domain.Checks;

/// <summary>One check of a plan in one edition: its words, and the pure function that finds what breaks it.</summary>
/// <param name="Id">PL001 to PL213.</param>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Syllabus">The lines of the syllabus that it is from: SYL-01.</param>
public sealed record Check(string Id, string Title, Severity Severity, params IReadOnlyList<string> Syllabus)
{
    /// <value>The newest edition of the checks.</value>
    public const int Newest = 2;

    static readonly Lazy<IReadOnlyList<Check>> First = new(() =>
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
    static readonly Lazy<IReadOnlyList<Check>> Second = new(() => SecondEdition.Of(First.Value));
    static readonly Lazy<FrozenDictionary<string, Check>> ById = new(() =>
        Second.Value.ToFrozenDictionary(c => c.Id, StringComparer.Ordinal)
    );

    /// <value>The edition in which it first spoke with these words and this condition: 1 or 2.</value>
    public int Edition { get; init; } = 1;

    /// <value>What the law that it rests on is about; empty where it rests on none. The sentences are data: <see cref="Govern.Law"/>.</value>
    public IReadOnlyList<Govern.LawDuty> Laws { get; init; } = [];

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

    /// <value>True where some of its findings are only advice, though it can weigh more.</value>
    public bool MayBeAdvice { get; init; }

    /// <value>The plan-file field that mends it, of the item that the finding is about: <c>strategic</c>; null where a new item mends it.</value>
    public string? Field { get; init; }

    /// <value>The list to which a new item is added to mend it: <c>actions</c>; null where a field mends it.</value>
    public string? Adds { get; init; }

    /// <value>The function: looks at the facts and notes what it finds.</value>
    internal Action<Facts, Findings> Look { get; init; } = static (_, _) => { };

    /// <value>All of the newest edition, in the order of their ids.</value>
    public static IReadOnlyList<Check> All => Second.Value;

    /// <summary>All of an edition, in the order of their ids: 105 of the first, 139 of the second.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such edition.</exception>
    public static IReadOnlyList<Check> Of(int edition) =>
        edition switch
        {
            1 => First.Value,
            2 => Second.Value,
            _ => throw new ArgumentOutOfRangeException(nameof(edition), edition, $"There are the editions 1 and {Newest}."),
        };

    /// <summary>The check of an id in the newest edition, or null.</summary>
    public static Check? Find(string id) => ById.Value.GetValueOrDefault(id);
}
