namespace Goldthread.Spc.Internal;

/// <summary>The bounds of the best box and the cut box for 10 to 100 useful points.</summary>
/// <remarks>
/// J. Anhøj and T. Wentzel-Larsen, "Smooth operator: modifying the Anhøj rules to improve runs analysis in statistical process control",
/// PLoS ONE 15(6): e0233920, 2020, table 1. A test derives every number anew from the paper's definition.
/// </remarks>
internal static class RunBoxes
{
    public const int Fewest = 10;
    public const int Most = 100;

    /// <summary>
    /// Of each number of useful points four figures: fewest crossings and longest run of the best box; then how many crossings the longest
    /// run needs, and how long a run the fewest crossings allow, in the cut box. Zero where nothing is cut.
    /// </summary>
    // csharpier-ignore
    private static ReadOnlySpan<byte> Table =>
    [
        2, 6, 3, 5, 3, 7, 4, 6, 3, 6, 0, 0, 3, 6, 0, 0, 3, 6, 0, 0, 4, 7, 6, 6, 5, 8, 6, 7, 5, 7, 0, 0, 5, 7, 6, 6, 5, 7, 6, 5,
        6, 7, 0, 0, 7, 8, 0, 0, 6, 7, 7, 6, 6, 7, 7, 6, 6, 7, 7, 6, 6, 7, 0, 0, 9, 9, 10, 7, 9, 8, 10, 7, 9, 8, 11, 7, 10, 8, 0, 0,
        11, 10, 12, 9, 11, 9, 14, 8, 11, 8, 0, 0, 11, 8, 12, 7, 11, 8, 13, 7, 12, 8, 0, 0, 13, 9, 15, 8, 14, 10, 0, 0, 13, 8, 0, 0, 15, 11, 0, 0,
        15, 9, 0, 0, 15, 9, 17, 8, 14, 8, 0, 0, 14, 8, 0, 0, 17, 10, 0, 0, 17, 9, 0, 0, 17, 9, 19, 8, 17, 9, 20, 7, 19, 12, 20, 11, 19, 10, 21, 9,
        19, 9, 0, 0, 19, 9, 21, 8, 19, 9, 21, 7, 21, 11, 23, 9, 21, 10, 23, 8, 21, 9, 0, 0, 21, 9, 23, 8, 23, 12, 25, 11, 23, 10, 24, 9, 23, 10, 26, 8,
        23, 9, 0, 0, 23, 9, 24, 8, 25, 11, 27, 9, 25, 10, 27, 9, 26, 11, 27, 10, 26, 10, 27, 9, 27, 12, 29, 10, 27, 10, 0, 0, 27, 10, 29, 8, 28, 11, 29, 8,
        29, 14, 30, 13, 29, 11, 31, 9, 29, 10, 30, 9, 30, 11, 31, 10, 30, 10, 0, 0, 31, 12, 32, 9, 31, 11, 34, 8, 31, 10, 33, 9, 32, 11, 33, 8, 33, 13, 37, 11,
        33, 11, 35, 9, 33, 10, 0, 0, 34, 11, 36, 10, 33, 10, 36, 7, 35, 11, 0, 0, 35, 11, 38, 8, 35, 10, 36, 9, 35, 10, 38, 8, 37, 12, 38, 10, 37, 11, 39, 9,
        38, 12, 0, 0, 37, 10, 39, 9, 39, 13, 41, 12, 39, 11, 40, 10, 39, 11, 42, 8, 39, 10, 0, 0, 39, 10, 41, 8, 41, 12, 42, 9, 41, 11, 44, 9, 42, 12, 43, 10,
        41, 10, 42, 9,
    ];

    /// <summary>The bounds for so many useful points; beyond the table those of the Anhøj rules.</summary>
    public static RunBounds Of(int useful, RunsMethod method)
    {
        if (method == RunsMethod.Anhoej || useful is < Fewest or > Most)
        {
            return new(RunsAnalysis.FewestCrossings(useful), RunsAnalysis.LongestAllowed(useful), 0, 0);
        }

        var row = Table.Slice((useful - Fewest) * 4, 4);
        return method == RunsMethod.BestBox ? new(row[0], row[1], 0, 0) : new(row[0], row[1], row[2], row[3]);
    }
}

/// <summary>What chance allows: a box of crossings and run length, of which cells beside its corner may be cut.</summary>
/// <param name="Fewest">The fewest crossings.</param>
/// <param name="Longest">The longest run.</param>
/// <param name="FewestWithLongest">The fewest crossings beside a longest run; 0 where nothing is cut.</param>
/// <param name="LongestWithFewest">The longest run beside the fewest crossings; 0 where nothing is cut.</param>
internal readonly record struct RunBounds(int Fewest, int Longest, int FewestWithLongest, int LongestWithFewest)
{
    /// <summary>Whether a longest run and a number of crossings are more than chance.</summary>
    public bool IsBroken(int longest, int crossings) =>
        longest > Longest
        || crossings < Fewest
        || (
            FewestWithLongest > 0
            && ((longest == Longest && crossings < FewestWithLongest) || (crossings == Fewest && longest > LongestWithFewest))
        );
}
