using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Domain.Strategy;

namespace Goldthread.Domain.Implement;

/// <summary>What comes back by law, by contract, or as often as a service decides: data that ships with the product.</summary>
public sealed class StatutoryCalendar : Part
{
    [Owed]
    public IReadOnlyList<StatutoryLine> Lines { get; private set; } = [];

    /// <summary>What is asked of services of these kinds in a nation, in the order of the file.</summary>
    /// <param name="nation">The nation; null for none known, where nothing is asked.</param>
    /// <param name="services">The kinds of service; none for any.</param>
    public IEnumerable<StatutoryLine> For(Jurisdiction? nation, IReadOnlyList<ServiceType> services) =>
        Lines.Where(l =>
            nation is { } where
            && l.Nations.Contains(where)
            && (l.Services.Count == 0 || services.Count == 0 || services.Any(l.Services.Contains))
        );
}

/// <summary>One thing that comes back.</summary>
[Owed]
public sealed class StatutoryLine : Item
{
    /// <value>What is done: the title of the action.</value>
    [Owed]
    public string Title { get; private set; } = "";

    /// <value>On what it rests. A figure stands in the law alone where this says so.</value>
    [Owed]
    public StatutoryBasis? Basis { get; private set; }

    /// <value>The law, the contract or the practice by name.</value>
    [Owed]
    [Max(300)]
    public string Name { get; private set; } = "";

    /// <value>What it says, in our own words, without a full stop.</value>
    [Owed]
    [Max(400)]
    public string Says { get; private set; } = "";

    /// <value>Every what: as the law or the contract says; where the service decides, what is usual, or null.</value>
    public Rhythm? Every { get; private set; }

    /// <value>Every how many of them; 1 unless said.</value>
    [Within(1, 99)]
    public int? Of { get; private set; }

    /// <value>The month and day by which it is due each year, as 06-30; null where it is counted from the last one.</value>
    [Max(5)]
    public string? By { get; private set; }

    /// <value>For which services; empty for all.</value>
    public IReadOnlyList<ServiceType> Services { get; private set; } = [];

    [Owed]
    public IReadOnlyList<Jurisdiction> Nations { get; private set; } = [];

    /// <value>Where it was seen.</value>
    [Owed]
    [Max(300)]
    public string Source { get; private set; } = "";

    /// <value>True where it was seen in somebody's account of the law alone, not in the law or on the regulator's page.</value>
    public bool? Secondary { get; private set; }

    /// <value>The day on which that was looked at.</value>
    [Owed]
    public DateOnly? Checked { get; private set; }

    /// <value>True where a law or a contract gives the figure, so that it is not the service's to choose.</value>
    public bool IsFirm => Basis is StatutoryBasis.Law or StatutoryBasis.Contract;

    /// <summary>When it is due next, where a day of the year is given.</summary>
    /// <param name="today">The day from which on.</param>
    public DateOnly? NextDay(DateOnly today)
    {
        if (By is null)
            return null;
        var (month, day) = (
            int.Parse(By[..2], System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(By[3..], System.Globalization.CultureInfo.InvariantCulture)
        );
        var next = new DateOnly(today.Year, month, day);
        return next >= today ? next : next.AddYears(1);
    }
}

/// <summary>On what a line of the statutory calendar rests.</summary>
public enum StatutoryBasis
{
    /// <summary>A figure that stands in the law.</summary>
    [Reads("by law")]
    Law,

    /// <summary>A figure of a contract or of a condition of money, not of a law.</summary>
    [Reads("by contract, not by law")]
    Contract,

    /// <summary>The law asks for it and gives no figure.</summary>
    [Reads("set by your own assessment")]
    OwnAssessment,
}
