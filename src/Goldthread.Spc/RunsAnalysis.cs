using Goldthread.Spc.Internal;

namespace Goldthread.Spc;

/// <summary>Runs about a centre line, judged by the Anhøj rules or by one of the boxes of <see cref="RunsMethod"/>.</summary>
/// <remarks>
/// J. Anhøj and A. V. Olesen, "Run charts revisited", PLoS ONE 9(11): e113825, 2014; J. Anhøj and T. Wentzel-Larsen, "Smooth operator",
/// PLoS ONE 15(6): e0233920, 2020.
/// </remarks>
public sealed record RunsAnalysis
{
    /// <summary>Included points, those without a value counted.</summary>
    public int Observations { get; init; }

    /// <summary>Useful points: those with a value that is not exactly the centre line.</summary>
    public int Useful { get; init; }

    /// <summary>Most consecutive useful points on one side; missing without a useful point.</summary>
    public int? LongestRun { get; init; }

    /// <summary>The longest run that chance allows; missing without a useful point.</summary>
    public int? LongestRunAllowed { get; init; }

    /// <summary>How often the line crosses the centre; missing without a useful point.</summary>
    public int? Crossings { get; init; }

    /// <summary>The fewest crossings that chance allows; missing without a useful point.</summary>
    public int? FewestCrossingsAllowed { get; init; }

    /// <summary>Whether either bound is broken, or a cell cut from the box is reached. Never on a moving range chart or over categories.</summary>
    public bool Signal { get; init; }

    /// <summary>The side that most useful points of the later half lie on; <see cref="Side.On"/> without a signal.</summary>
    public Side Side { get; init; }

    /// <summary>The longest run that chance allows among so many useful points: log2 of it, rounded, and 3.</summary>
    /// <param name="useful">Useful points, 1 or more.</param>
    /// <returns>3 or more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public static int LongestAllowed(int useful)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(useful, 1);
        return (int)Math.Round(Math.Log2(useful)) + 3;
    }

    /// <summary>
    /// The fewest crossings that chance allows among so many useful points: the smallest k with P(X ≤ k) ≥ 0.05, where X is
    /// binomial with (useful − 1) trials of one half.
    /// </summary>
    /// <param name="useful">Useful points, 1 or more.</param>
    /// <returns>0 or more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public static int FewestCrossings(int useful)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(useful, 1);
        return Binomial.LowerFivePercent(useful - 1);
    }
}
