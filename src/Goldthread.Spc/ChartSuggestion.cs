using System.Globalization;
using Goldthread.Spc.Internal;

namespace Goldthread.Spc;

/// <summary>Why a kind of chart is suggested.</summary>
public enum SuggestionReason
{
    /// <summary>The values are measurements or a mix: XmR suits nearly everything.</summary>
    GeneralPurpose,

    /// <summary>Each value counts some out of a known number.</summary>
    ProportionOfDenominator,

    /// <summary>The same, but the proportions vary more, or less, than chance allows.</summary>
    ProportionOverdispersed,

    /// <summary>Events over an exposure, such as bed days.</summary>
    RateOverExposure,

    /// <summary>The same, but the rates vary more, or less, than chance allows.</summary>
    RateOverdispersed,

    /// <summary>The denominators are too small for percentages.</summary>
    SmallDenominators,

    /// <summary>Counts of events that are not many.</summary>
    SmallCounts,

    /// <summary>Events so rare that most counts are zero: the time between them says more.</summary>
    RareEvents,

    /// <summary>The values are times between events.</summary>
    TimeBetweenEvents,

    /// <summary>The values are opportunities, such as cases, between events.</summary>
    OpportunitiesBetweenEvents,

    /// <summary>Most values are the same, so limits from moving ranges would collapse.</summary>
    MostlyOneValue,
}

/// <summary>The kind of chart that suits a measure and its figures, with the reason.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Reason">Why.</param>
/// <param name="Sentence">Why, in a sentence for people.</param>
public sealed record ChartSuggestion(ChartKind Kind, SuggestionReason Reason, string Sentence)
{
    private const double SmallDenominator = 10;
    private const double FewEvents = 20;

    /// <summary>Suggests a kind of chart.</summary>
    /// <param name="series">The figures; with denominators the values are counts.</param>
    /// <param name="unit">The measure's unit in words, such as "%", "falls per 1,000 bed days", "days between incidents".</param>
    /// <param name="isProportion">Whether the numerator is a part of the denominator; <see langword="null"/>: from unit and figures.</param>
    /// <returns>The kind, with the reason.</returns>
    public static ChartSuggestion For(Series series, string? unit = null, bool? isProportion = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        var text = unit?.Trim().ToLowerInvariant() ?? "";
        if (Has(text, "between") || Has(text, "days since"))
        {
            var time =
                Has(text, "day")
                || Has(text, "hour")
                || Has(text, "week")
                || Has(text, "month")
                || Has(text, "minute")
                || Has(text, "time");
            return time && series.Values.All(v => v is null or > 0)
                ? new(ChartKind.TimeBetween, SuggestionReason.TimeBetweenEvents, "T chart, because the values are times between events.")
                : new(
                    ChartKind.OpportunitiesBetween,
                    SuggestionReason.OpportunitiesBetweenEvents,
                    "G chart, because the values count what lies between two events."
                );
        }

        return series.Denominators is { } denominators && denominators.Count == series.Count && denominators.Any(d => d > 0)
            ? ForRatio(series, denominators, text, isProportion)
            : ForValues(series);
    }

    private static ChartSuggestion ForRatio(Series series, IReadOnlyList<double?> denominators, string unit, bool? isProportion)
    {
        var pairs = Enumerable
            .Range(0, series.Count)
            .Where(i => series.Values[i] is not null && denominators[i] > 0)
            .Select(i => (Count: series.Values[i]!.Value, Of: denominators[i]!.Value))
            .ToArray();
        if (pairs.Any(p => p.Count < 0))
        {
            return General();
        }

        var fits = pairs.All(p => p.Count <= p.Of);
        var proportion = fits && (isProportion ?? !(Has(unit, "per ") && !Has(unit, "per cent")));
        if (proportion)
        {
            var median = CarefulSum.Median([.. pairs.Select(p => p.Of)]);
            if (median < SmallDenominator)
            {
                return new(
                    ChartKind.Count,
                    SuggestionReason.SmallDenominators,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"C chart of the counts, because the median denominator is only {median:0.#}; percentages of so few jump about. A G or T chart of what lies between events is another way."
                    )
                );
            }
        }

        var spread = SigmaZ(pairs, proportion);
        var uneven = spread is > 1.3 or < 0.7;
        var shown = (spread ?? 1).ToString("0.0", CultureInfo.InvariantCulture);
        return (proportion, uneven) switch
        {
            (true, false) => new(
                ChartKind.Proportion,
                SuggestionReason.ProportionOfDenominator,
                "P chart, because each value is a share of a known number."
            ),
            (true, true) => new(
                ChartKind.ProportionPrime,
                SuggestionReason.ProportionOverdispersed,
                $"P prime chart, because each value is a share of a known number and the shares vary {shown} times as much as chance alone."
            ),
            (false, false) => new(
                ChartKind.Rate,
                SuggestionReason.RateOverExposure,
                "U chart, because each value counts events over an exposure."
            ),
            _ => new(
                ChartKind.RatePrime,
                SuggestionReason.RateOverdispersed,
                $"U prime chart, because each value counts events over an exposure and the rates vary {shown} times as much as chance alone."
            ),
        };
    }

    private static ChartSuggestion ForValues(Series series)
    {
        var known = series.Values.Where(v => v is not null).Select(v => v!.Value).ToArray();
        if (known.Length < 2)
        {
            return General();
        }

        var counts = known.All(v => v >= 0 && v == Math.Floor(v));
        var zeros = known.Count(v => v == 0);
        if (counts && zeros * 2 > known.Length && known.Any(v => v > 0))
        {
            return new(
                ChartKind.Count,
                SuggestionReason.RareEvents,
                "C chart for now, because more than half of the counts are zero. If you record the days between events, a T chart says more, sooner."
            );
        }

        var commonest = known.GroupBy(v => v).Max(g => g.Count());
        if (commonest * 2 > known.Length)
        {
            return new(
                ChartKind.Run,
                SuggestionReason.MostlyOneValue,
                "Run chart, because more than half of the values are the same and limits from such values mean little."
            );
        }

        var mean = CarefulSum.MeanOf(known);
        var variance = Math.Pow(CarefulSum.Deviation(known), 2);
        return counts && mean is > 0 and < FewEvents && variance < 2 * mean
            ? new(ChartKind.Count, SuggestionReason.SmallCounts, "C chart, because the values are counts of events that are not many.")
            : General();
    }

    /// <summary>Laney's sigma of z: how much the ratios vary from one to the next, as a multiple of chance.</summary>
    private static double? SigmaZ((double Count, double Of)[] pairs, bool proportion)
    {
        if (pairs.Length < 12)
        {
            return null;
        }

        var centre = pairs.Sum(p => p.Count) / pairs.Sum(p => p.Of);
        var variance = proportion ? centre * (1 - centre) : centre;
        var ranges = new CarefulSum();
        for (var i = 1; i < pairs.Length; i++)
        {
            var (a, b) = (pairs[i - 1], pairs[i]);
            ranges.Add(
                Math.Abs(
                    (((b.Count / b.Of) - centre) / Math.Sqrt(variance / b.Of)) - (((a.Count / a.Of) - centre) / Math.Sqrt(variance / a.Of))
                )
            );
        }

        var sigma = ranges.Mean / 1.128;
        return double.IsFinite(sigma) ? sigma : null;
    }

    private static ChartSuggestion General() =>
        new(ChartKind.Xmr, SuggestionReason.GeneralPurpose, "XmR chart, because it suits values of any kind.");

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.Ordinal);
}
