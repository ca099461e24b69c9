using System.Diagnostics.CodeAnalysis;
using Goldthread.Spc.Internal;

namespace Goldthread.Spc;

/// <summary>What the chart says of one target.</summary>
/// <param name="Target">The target in force at the last point.</param>
/// <param name="Assurance">Whether it is met, by chance or again and again.</param>
public sealed record TargetVerdict(Target Target, AssuranceVerdict Assurance);

/// <summary>A series with its centre line, limits, signals and verdicts.</summary>
/// <remarks>Immutable. Making one is pure: the same series and options give the same chart.</remarks>
public sealed class Chart
{
    /// <summary>The number of points in the last group below which Making Data Count gives no verdict.</summary>
    public const int EnoughForVerdict = 13;

    internal Chart(ChartKind kind, ChartOptions options, ChartPoint[] points, ChartGroup[] groups, Signal[] signals)
    {
        Kind = kind;
        Options = options;
        PointArray = points;
        Groups = groups;
        Signals = signals;
    }

    /// <summary>The kind of chart.</summary>
    public ChartKind Kind { get; }

    /// <summary>How it was made.</summary>
    public ChartOptions Options { get; }

    /// <summary>The points in order of time.</summary>
    public IReadOnlyList<ChartPoint> Points => PointArray;

    internal ChartPoint[] PointArray { get; }

    /// <summary>The groups between rebases, in order of time. Empty only where there is no point.</summary>
    public IReadOnlyList<ChartGroup> Groups { get; }

    /// <summary>All signals of all rules, by group, rule and first point.</summary>
    public IReadOnlyList<Signal> Signals { get; }

    /// <summary>What the chart says of the process now, from the last point.</summary>
    public VariationVerdict Variation { get; internal init; }

    /// <summary>What the chart says of the first target.</summary>
    public AssuranceVerdict Assurance => TargetVerdicts.Count == 0 ? AssuranceVerdict.None : TargetVerdicts[0].Assurance;

    /// <summary>What the chart says of each target in force at the last point, by name in the order of the options.</summary>
    public IReadOnlyList<TargetVerdict> TargetVerdicts { get; internal init; } = [];

    /// <summary>Whether the last group has enough points for a verdict: 13 for Making Data Count, 1 for NhsR.</summary>
    public bool HasEnoughPoints => Variation != VariationVerdict.NotEnoughYet;

    /// <summary>True where a group has fewer than 13 points.</summary>
    public bool HasShortGroup => Groups.Any(g => g.IsShort);

    /// <summary>
    /// The median denominator where it is below 10 on a chart of proportions: the percentages jump about, and counts, a G or a
    /// T chart say more. Otherwise <see langword="null"/>.
    /// </summary>
    public double? SmallMedianDenominator { get; internal init; }

    /// <summary>True where every instant is midnight, so that dates alone are to be written.</summary>
    public bool HasWholeDays
    {
        get
        {
            foreach (ref readonly var point in PointArray.AsSpan())
            {
                if (point.On.Ticks % TimeSpan.TicksPerDay != 0)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The target of each name in force at an instant.</summary>
    /// <param name="targets">The targets, of any names, in any order.</param>
    /// <param name="at">The instant (UTC).</param>
    /// <returns>One target for each name that has one in force by then, in the order in which the names come.</returns>
    public static IEnumerable<Target> InForce(IEnumerable<Target> targets, DateTime at) =>
        targets
            .Where(t => t.From is null || t.From <= at)
            .GroupBy(t => t.Name)
            .Select(named => named.OrderBy(t => t.From ?? DateTime.MinValue).Last());

    /// <summary>Makes a chart.</summary>
    /// <param name="series">The figures. Two rows of one date make a subgroup, but are refused on XmR.</param>
    /// <param name="kind">The kind of chart.</param>
    /// <param name="options">How; <see langword="null"/> for the defaults.</param>
    /// <returns>The chart.</returns>
    /// <exception cref="SeriesRefusedException">The series cannot be judged; <see cref="SeriesRefusedException.Refusal"/> names the point.</exception>
    public static Chart Make(Series series, ChartKind kind = ChartKind.Xmr, ChartOptions? options = null) =>
        TryMake(series, kind, options, out var chart, out var refusal) ? chart : throw new SeriesRefusedException(refusal);

    /// <summary>Makes a chart, or says why not.</summary>
    /// <param name="series">The figures, 0 or more, with any gaps.</param>
    /// <param name="kind">The kind of chart.</param>
    /// <param name="options">How; <see langword="null"/> for the defaults.</param>
    /// <param name="chart">The chart, where the answer is true.</param>
    /// <param name="refusal">Why not, where the answer is false.</param>
    /// <returns>True where there is a chart.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="series"/> is null.</exception>
    public static bool TryMake(
        Series series,
        ChartKind kind,
        ChartOptions? options,
        [NotNullWhen(true)] out Chart? chart,
        [NotNullWhen(false)] out Refusal? refusal
    )
    {
        ArgumentNullException.ThrowIfNull(series);
        options ??= new ChartOptions();
        refusal = Refusals.Of(series, kind, options);
        chart =
            refusal is not null ? null
            : kind == ChartKind.Xmr ? XmrChart.Make(series, options)
            : ClassicalChart.Make(series, kind, options);
        return chart is not null;
    }
}
