namespace Goldthread.Domain;

/// <summary>The stages of the planning cycle, and the three folders beside them.</summary>
public enum Stage
{
    /// <summary>Where the organisation wants to go.</summary>
    Strategy,

    /// <summary>Write the plan with the people it is for.</summary>
    Develop,

    /// <summary>Do it.</summary>
    Implement,

    /// <summary>See what is happening.</summary>
    Monitor,

    /// <summary>Judge what it did, and adapt.</summary>
    Evaluate,

    /// <summary>Frameworks, policies and accounts.</summary>
    Govern,

    /// <summary>Learn and prove it.</summary>
    Learn,
}
