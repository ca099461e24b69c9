using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Govern;

/// <summary>The word lists of the plan checks.</summary>
public sealed class WordLists : Part
{
    /// <value>Phrases that belong in a strategy.</value>
    [Owed]
    public IReadOnlyList<string> StrategicWording { get; private set; } = [];

    /// <value>Verbs with which an objective can never fail.</value>
    [Owed]
    public IReadOnlyList<string> VagueVerbs { get; private set; } = [];

    /// <value>Words that are no date.</value>
    [Owed]
    public IReadOnlyList<string> WeaselDates { get; private set; } = [];

    /// <value>Verbs of work rather than of change.</value>
    [Owed]
    public IReadOnlyList<string> OutputVerbs { get; private set; } = [];

    /// <value>What joins two objectives into one; counted as they stand.</value>
    [Owed]
    public IReadOnlyList<string> Joiners { get; private set; } = [];

    /// <value>Beginnings of words that claim a trend.</value>
    [Owed]
    public IReadOnlyList<string> TrendStems { get; private set; } = [];
}
