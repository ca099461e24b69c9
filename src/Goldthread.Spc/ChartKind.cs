namespace Goldthread.Spc;

/// <summary>The kinds of chart that can be drawn.</summary>
/// <remarks>
/// XmR is the chart of NHS England's "Making Data Count". The others are the run chart and the classical Shewhart
/// charts, with the Anhøj rules in place of the four rules of XmR. See <c>docs/statistics.md</c>.
/// </remarks>
public enum ChartKind
{
    /// <summary>Individual values with limits from the moving range and the four rules of Making Data Count. Shewhart 1931; Wheeler 1993.</summary>
    Xmr,

    /// <summary>Run chart: the median and the Anhøj rules, no limits. Anhøj and Olesen 2014.</summary>
    Run,

    /// <summary>Individual values (I), limits from the moving range ÷ 1.128, Anhøj rules. Shewhart 1931.</summary>
    Individuals,

    /// <summary>Moving ranges (MR) of individual values. Anhøj rules are counted but give no signal.</summary>
    MovingRange,

    /// <summary>Individual values weighted by their denominators (I'). Taylor 2018.</summary>
    IndividualsPrime,

    /// <summary>Counts, 0 or more, in areas of opportunity of the same size (C): Poisson limits.</summary>
    Count,

    /// <summary>Counts a unit (U): events over exposure, Poisson limits.</summary>
    Rate,

    /// <summary>Counts a unit with a correction for more, or less, spread than Poisson's (U'). Laney 2002.</summary>
    RatePrime,

    /// <summary>Proportions, from 0 to 1 before they are multiplied (P): binomial limits.</summary>
    Proportion,

    /// <summary>Proportions with the same correction (P'). Laney 2002.</summary>
    ProportionPrime,

    /// <summary>Opportunities between rare events, 0 or more (G): geometric limits. Benneyan 2001.</summary>
    OpportunitiesBetween,

    /// <summary>Time between rare events, above 0 (T): an individuals chart of the 3.6th root. Nelson 1994.</summary>
    TimeBetween,

    /// <summary>Means of subgroups (Xbar), limits from their standard deviations. Shewhart 1931.</summary>
    SubgroupMean,

    /// <summary>Standard deviations of subgroups of two or more (S). Shewhart 1931.</summary>
    SubgroupDeviation,
}

/// <summary>Names of the chart kinds as files and commands write them.</summary>
public static class ChartKinds
{
    private static readonly (ChartKind Kind, string Name, string PlanName, string Title)[] Names =
    [
        (ChartKind.Xmr, "xmr", "xmr", "XmR chart"),
        (ChartKind.Run, "run", "run", "run chart"),
        (ChartKind.Individuals, "i", "i", "I chart"),
        (ChartKind.MovingRange, "mr", "mr", "moving range chart"),
        (ChartKind.IndividualsPrime, "ip", "i-prime", "I prime chart"),
        (ChartKind.Count, "c", "c", "C chart"),
        (ChartKind.Rate, "u", "u", "U chart"),
        (ChartKind.RatePrime, "up", "u-prime", "U prime chart"),
        (ChartKind.Proportion, "p", "p", "P chart"),
        (ChartKind.ProportionPrime, "pp", "p-prime", "P prime chart"),
        (ChartKind.OpportunitiesBetween, "g", "g", "G chart"),
        (ChartKind.TimeBetween, "t", "t", "T chart"),
        (ChartKind.SubgroupMean, "xbar", "xbar", "Xbar chart"),
        (ChartKind.SubgroupDeviation, "s", "s", "S chart"),
    ];

    /// <summary>The short name: <c>xmr run i mr ip c u up p pp g t xbar s</c>.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The name, in lower case.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the kinds.</exception>
    public static string ShortName(this ChartKind kind) => Row(kind).Name;

    /// <summary>The name in a plan file: as the short name, but <c>p-prime</c>, <c>u-prime</c> and <c>i-prime</c>.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The name, in lower case.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the kinds.</exception>
    public static string PlanName(this ChartKind kind) => Row(kind).PlanName;

    /// <summary>The name for people, such as "XmR chart".</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The name, as it stands within a sentence.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the kinds.</exception>
    public static string Title(this ChartKind kind) => Row(kind).Title;

    /// <summary>Reads a short name or the name of a plan file.</summary>
    /// <param name="name">The name, in lower case.</param>
    /// <param name="kind">The kind, where the answer is true.</param>
    /// <returns>False where no kind has that name.</returns>
    public static bool TryParse(string? name, out ChartKind kind)
    {
        foreach (var row in Names)
        {
            if (row.Name == name || row.PlanName == name)
            {
                kind = row.Kind;
                return true;
            }
        }

        kind = default;
        return false;
    }

    /// <summary>True for the charts that divide a count by a denominator and cannot be made without one.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>True for U, P and their prime charts.</returns>
    public static bool NeedsDenominators(this ChartKind kind) =>
        kind is ChartKind.Rate or ChartKind.RatePrime or ChartKind.Proportion or ChartKind.ProportionPrime;

    /// <summary>True for the charts of counts, which refuse a negative value.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>True for C, U, P, G and the prime charts of counts.</returns>
    public static bool CountsEvents(this ChartKind kind) =>
        NeedsDenominators(kind) || kind is ChartKind.Count or ChartKind.OpportunitiesBetween;

    private static (ChartKind Kind, string Name, string PlanName, string Title) Row(ChartKind kind) =>
        (uint)kind < (uint)Names.Length ? Names[(int)kind] : throw new ArgumentOutOfRangeException(nameof(kind));
}
