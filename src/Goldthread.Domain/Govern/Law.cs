using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Domain.Strategy;

namespace Goldthread.Domain.Govern;

/// <summary>The legal sentences that the checks rest on.</summary>
public sealed class LawList : Part
{
    [Owed]
    public IReadOnlyList<Law> Laws { get; private set; } = [];
}

/// <summary>What a law says, in our own words, with where it holds and when that was looked at.</summary>
[Owed]
public sealed class Law : Item
{
    /// <value>What it is about.</value>
    [Owed]
    public LawDuty? Duty { get; private set; }

    /// <value>Where it holds.</value>
    [Owed]
    public IReadOnlyList<Jurisdiction> Nations { get; private set; } = [];

    /// <value>For which services; empty for all.</value>
    public IReadOnlyList<ServiceType> ServiceTypes { get; private set; } = [];

    /// <value>The law with its section or regulation.</value>
    [Owed]
    [Max(300)]
    public string Name { get; private set; } = "";

    /// <value>What it says, without a full stop.</value>
    [Owed]
    [Max(400)]
    public string Says { get; private set; } = "";

    /// <value>Months within which it has to happen again; null where it names none.</value>
    public int? EveryMonths { get; private set; }

    /// <value>Days that count as in time; where the law says "without delay", what the checks take that for.</value>
    public int? WithinDays { get; private set; }

    /// <value>What is cited by who has thought of it: FRAMEWORK:REQUIREMENT, or FRAMEWORK for any line of it.</value>
    public IReadOnlyList<string> SatisfiedBy { get; private set; } = [];

    /// <value>The day on which it was compared with the law, or with the regulator's own page.</value>
    [Owed]
    public DateOnly? Checked { get; private set; }

    /// <summary>True where it holds for a service in a nation.</summary>
    /// <param name="nation">The nation; null holds nowhere.</param>
    /// <param name="services">The kinds of service; none for any.</param>
    public bool Holds(Jurisdiction? nation, IReadOnlyList<ServiceType> services) =>
        nation is { } where
        && Nations.Contains(where)
        && (ServiceTypes.Count == 0 || services.Count == 0 || services.Any(ServiceTypes.Contains));

    /// <summary>As a sentence: the law, where it holds, when it was looked at, what it says.</summary>
    public string Sentence() =>
        $"{Says} ({Name}; {string.Join(", ", Nations.Select(n => Words.Read(n)))}; checked {(Checked is { } day ? Days.Read(day) : "never")}).";
}

/// <summary>What a law is about.</summary>
public enum LawDuty
{
    Involving,
    Restriction,
    Safeguarding,
    Equality,
    Formats,
    Sharing,
    Staffing,
    Notifying,
    Visit,
    Review,
    Purpose,
}
