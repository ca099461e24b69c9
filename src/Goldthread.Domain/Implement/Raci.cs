namespace Goldthread.Domain.Implement;

/// <summary>What is wrong with who does what of an action.</summary>
public enum RaciFault
{
    /// <summary>Nobody answers for it.</summary>
    NobodyAnswers,

    /// <summary>More than one answers for it, so that nobody does.</summary>
    SeveralAnswer,

    /// <summary>Nobody is said to do the work.</summary>
    NobodyDoes,

    /// <summary>So many are asked first that it may never begin.</summary>
    ManyAsked,
}

/// <summary>Who answers, does, is asked and is told: where there is none, two, or too many.</summary>
public static class Raci
{
    /// <summary>More than these asked first are too many (practice; no law says so).</summary>
    public const int MostAsked = 5;

    /// <summary>Somebody who answers for more open actions than these and does them alone has too many (practice).</summary>
    public const int MostAlone = 5;

    /// <summary>What is wrong with an open action; nothing is with what is over.</summary>
    public static IReadOnlyList<RaciFault> Faults(Action action)
    {
        if (!action.IsOpen)
            return [];
        List<RaciFault> faults = [];
        var answering = action.Accountable.Distinct(StringComparer.Ordinal).Count();
        if (answering == 0)
            faults.Add(RaciFault.NobodyAnswers);
        if (answering > 1)
            faults.Add(RaciFault.SeveralAnswer);
        if (action.Responsible.Count == 0)
            faults.Add(RaciFault.NobodyDoes);
        if (action.Consulted.Distinct(StringComparer.Ordinal).Count() > MostAsked)
            faults.Add(RaciFault.ManyAsked);
        return faults;
    }

    /// <summary>Who answers for too many open actions that they do alone, with how many.</summary>
    public static IReadOnlyDictionary<string, int> Alone(IEnumerable<Action> actions) =>
        actions
            .Where(a => a.IsOpen && a.Accountable.Count == 1 && a.Responsible.All(r => r == a.Accountable[0]))
            .CountBy(a => a.Accountable[0], StringComparer.Ordinal)
            .Where(c => c.Value > MostAlone)
            .ToDictionary(StringComparer.Ordinal);
}
