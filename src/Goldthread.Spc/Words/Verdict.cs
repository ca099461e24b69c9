using System.Globalization;
using System.Text;

namespace Goldthread.Spc.Words;

/// <summary>A chart's verdict in plain English. The values are in <see cref="Chart"/>; nothing has to be read out of these texts.</summary>
public static class Verdict
{
    /// <summary>
    /// The verdict in one sentence, such as "Falls: special cause improvement since Mar 2026; the target of 5.0 is not yet
    /// reliably met."
    /// </summary>
    /// <param name="chart">The chart.</param>
    /// <param name="words">How the measure is spoken of; <see langword="null"/>: without a name.</param>
    /// <returns>One sentence, with its full stop.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="chart"/> is null.</exception>
    public static string Sentence(Chart chart, ChartWords? words = null)
    {
        ArgumentNullException.ThrowIfNull(chart);
        words ??= new ChartWords();
        var text = new StringBuilder();
        if (!string.IsNullOrWhiteSpace(words.Title))
        {
            text.Append(words.Title.Trim().TrimEnd('.', ':')).Append(": ");
        }

        if (chart.Points.Count == 0)
        {
            text.Append("no figures yet");
        }
        else if (chart.Points[0].Category is not null)
        {
            text.Append(OfNames(chart, most: 5));
        }
        else if (chart.Variation == VariationVerdict.NotEnoughYet)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"not enough points yet, {chart.Groups[^1].Known} of the {Chart.EnoughForVerdict} that a verdict needs"
            );
            text.Append(chart.Groups.Count > 1 ? " since the limits began anew" : "");
        }
        else
        {
            text.Append(Clause(chart, words));
            foreach (var verdict in chart.TargetVerdicts)
            {
                AppendTarget(text, verdict, chart, words);
            }
        }

        if (chart.Points.Count > 0 && chart.Points[0].Category is null && !(chart.Points[^1].Value is { } y && double.IsFinite(y)))
        {
            text.Append("; the last point has no value");
        }

        text.Append('.');
        if (string.IsNullOrWhiteSpace(words.Title))
        {
            text[0] = char.ToUpperInvariant(text[0]);
        }

        return text.ToString();
    }

    /// <summary>What a chart over names says: which of them are beyond the limits. There is no before and after among names.</summary>
    internal static string OfNames(Chart chart, int most)
    {
        var n = chart.Points.Count;
        if (!chart.Points.Any(p => p.Upper is not null || p.Lower is not null))
        {
            return string.Create(CultureInfo.InvariantCulture, $"{n} side by side, without limits");
        }

        var beyond = chart.Points.Where(p => p.OutsideLimits == true).ToArray();
        if (beyond.Length == 0)
        {
            return n == 1
                ? "one alone, not beyond the limits"
                : string.Create(CultureInfo.InvariantCulture, $"none of {n} is beyond the limits");
        }

        var found = string.Create(
            CultureInfo.InvariantCulture,
            $"{beyond.Length} of {n} {(beyond.Length == 1 ? "is" : "are")} beyond the limits"
        );
        var names = beyond
            .Take(most)
            .Select(p => $"{p.Category} ({((p.Signals & PointSignals.OutsideHigh) != 0 ? "high" : "low")})")
            .ToArray();
        return names.Length == 0 ? found : $"{found}: {string.Join(", ", names)}{(beyond.Length > most ? " and others" : "")}";
    }

    /// <summary>The variation in a few words, as an icon says them, such as "improving".</summary>
    /// <param name="variation">The verdict.</param>
    /// <returns>A few words in lower case.</returns>
    public static string Of(VariationVerdict variation) =>
        variation switch
        {
            VariationVerdict.CommonCause => "no special cause",
            VariationVerdict.ImprovementHigh or VariationVerdict.ImprovementLow => "improving",
            VariationVerdict.ConcernHigh or VariationVerdict.ConcernLow => "concerning",
            VariationVerdict.NeutralHigh => "special cause, high",
            VariationVerdict.NeutralLow => "special cause, low",
            _ => "not enough yet",
        };

    /// <summary>The assurance in a few words, as an icon says them, such as "reliably met"; empty where there is none.</summary>
    /// <param name="assurance">The verdict.</param>
    /// <returns>A few words in lower case, or nothing.</returns>
    public static string Of(AssuranceVerdict assurance) =>
        assurance switch
        {
            AssuranceVerdict.ConsistentPass => "reliably met",
            AssuranceVerdict.ConsistentFail => "cannot be met",
            AssuranceVerdict.Inconsistent => "hit and miss",
            AssuranceVerdict.NotEnoughYet => "not enough yet",
            _ => "",
        };

    /// <summary>A point's meaning in a word, for a table: "improving", "concerning", "higher", "lower"; empty for common cause.</summary>
    /// <param name="type">The type.</param>
    /// <returns>A word in lower case, or nothing.</returns>
    public static string Of(PointType type) =>
        type switch
        {
            PointType.Improvement => "improving",
            PointType.Concern => "concerning",
            PointType.NeutralHigh => "higher",
            PointType.NeutralLow => "lower",
            _ => "",
        };

    /// <summary>Why a point has no value; empty where it has one.</summary>
    /// <param name="gap">The gap.</param>
    /// <returns>A few words in lower case, or nothing.</returns>
    public static string Of(Gap gap) =>
        gap switch
        {
            Gap.NotRecorded => "not recorded",
            Gap.ZeroDenominator => "nothing to divide by",
            Gap.NotDefined => "cannot be worked out",
            _ => "",
        };

    /// <summary>The rules a point breaks, in words, such as "outside the limits, shift"; empty where none.</summary>
    /// <param name="point">The point.</param>
    /// <param name="kind">Its chart's kind: on charts other than XmR a shift is a long run.</param>
    /// <returns>The names of the rules, with commas between, or nothing.</returns>
    public static string Rules(ChartPoint point, ChartKind kind)
    {
        var rules = new List<string>(4);
        if ((point.Signals & (PointSignals.OutsideHigh | PointSignals.OutsideLow)) != 0)
        {
            rules.Add("outside the limits");
        }

        if ((point.Signals & (PointSignals.TrendUp | PointSignals.TrendDown)) != 0)
        {
            rules.Add("trend");
        }

        if ((point.Signals & (PointSignals.TwoOfThreeHigh | PointSignals.TwoOfThreeLow)) != 0)
        {
            rules.Add("two of three near a limit");
        }

        if ((point.Signals & (PointSignals.ShiftHigh | PointSignals.ShiftLow)) != 0)
        {
            rules.Add(kind == ChartKind.Xmr ? "shift" : "long run");
        }

        return string.Join(", ", rules);
    }

    /// <summary>What a reader must know of how the chart was made: its rules, and what to be careful about. One sentence each.</summary>
    /// <param name="chart">The chart.</param>
    /// <returns>Sentences, in the order in which they are read; at least the one that names the rules.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="chart"/> is null.</exception>
    public static IReadOnlyList<string> Notes(Chart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        var notes = new List<string> { HowMade(chart) };
        if (chart.Groups.Count > 0 && chart.Groups[^1].IsShort)
        {
            notes.Add("The limits rest on fewer than 13 points, so they may still move.");
        }

        if (chart.SmallMedianDenominator is { } small)
        {
            notes.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The median denominator is only {small:0.#}, so the percentages jump about: counts, a G chart or a T chart would say more."
                )
            );
        }

        var gaps = chart.Points.Count(p => p.Value is null && p.Gap != Gap.NotDefined);
        if (gaps > 0)
        {
            notes.Add(
                gaps == 1
                    ? "One point has no value and is shown as a gap."
                    : string.Create(CultureInfo.InvariantCulture, $"{gaps} points have no value and are shown as gaps.")
            );
        }

        if (chart.Points.Any(p => p.Value is { } v && double.IsInfinity(v)))
        {
            notes.Add("A count over a denominator of zero cannot be drawn.");
        }

        return notes;
    }

    private static string HowMade(Chart chart)
    {
        if (chart.Kind != ChartKind.Xmr)
        {
            var rules = chart.Options.Runs switch
            {
                RunsMethod.BestBox => "best box",
                RunsMethod.CutBox => "cut box",
                _ => "Anhøj",
            };
            return $"{char.ToUpperInvariant(chart.Kind.Title()[0])}{chart.Kind.Title()[1..]}, runs judged by the {rules} rules.";
        }

        var screened = XmrRules.Of(chart.Options).Screen;
        return chart.Options.Profile == RuleProfile.MakingDataCount
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"XmR chart by the rules of Making Data Count, {chart.Options.RunLength} points for a shift or a trend{(screened ? ", outlying moving ranges left out" : "")}."
            )
            : $"XmR chart by the rules of NHSRplotthedots{(screened ? "" : ", outlying moving ranges kept")}.";
    }

    private static string Clause(Chart chart, ChartWords words)
    {
        var text = chart.Variation switch
        {
            VariationVerdict.CommonCause when LacksLimits(chart) => "no sign of a real change, but no limits can be worked out",
            VariationVerdict.CommonCause => "common cause variation, no sign of a real change",
            VariationVerdict.ImprovementHigh or VariationVerdict.ImprovementLow => "special cause improvement",
            VariationVerdict.ConcernHigh or VariationVerdict.ConcernLow => "special cause concern",
            VariationVerdict.NeutralHigh => "special cause, higher than chance explains",
            _ => "special cause, lower than chance explains",
        };
        return chart.Variation != VariationVerdict.CommonCause && Since(chart) is { } since
            ? $"{text} since {words.When(since, chart)}"
            : text;
    }

    /// <summary>True where the kind of chart has limits and the last group has none, such as where no two figures follow one another.</summary>
    private static bool LacksLimits(Chart chart) =>
        chart.Kind != ChartKind.Run
        && chart.Groups[^1] is var group
        && !Enumerable.Range(group.First, group.Count).Any(i => chart.Points[i].Upper is not null);

    /// <summary>The first of the points up to the last that mean the same; gaps between are passed over.</summary>
    private static ChartPoint? Since(Chart chart)
    {
        var type = chart.Groups[^1].LastType;
        ChartPoint? since = null;
        for (var i = chart.Points.Count - 1; i >= chart.Groups[^1].First; i--)
        {
            var point = chart.Points[i];
            if (point.Type != type && point.Value is not null)
            {
                break;
            }

            since = point.Value is null ? since : point;
        }

        return since;
    }

    private static void AppendTarget(StringBuilder text, TargetVerdict verdict, Chart chart, ChartWords words)
    {
        var says = verdict.Assurance switch
        {
            AssuranceVerdict.ConsistentPass => "is reliably met",
            AssuranceVerdict.ConsistentFail => "cannot be met unless the process changes",
            AssuranceVerdict.Inconsistent => "is not yet reliably met",
            _ => null,
        };
        if (says is null)
        {
            return;
        }

        text.Append("; the ");
        if (!string.IsNullOrWhiteSpace(verdict.Target.Name))
        {
            text.Append(verdict.Target.Name.Trim()).Append(' ');
        }

        text.Append("target of ").Append(words.Figure(verdict.Target.Value, chart)).Append(' ').Append(says);
    }
}
