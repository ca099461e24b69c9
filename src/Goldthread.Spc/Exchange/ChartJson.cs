using System.Globalization;
using System.Text.Json;

namespace Goldthread.Spc.Exchange;

/// <summary>Writes a chart as JSON in the shape of the reference cases.</summary>
/// <remarks>
/// An XmR chart has <c>points</c>, <c>groups</c> and the verdicts; the others have <c>points</c> and <c>parts</c>. Missing is
/// <c>null</c>; the one infinity there can be, a count over zero, is the text <c>"Infinity"</c>.
/// </remarks>
public static class ChartJson
{
    /// <summary>Writes a chart as one JSON object.</summary>
    /// <param name="to">Receives one object.</param>
    /// <param name="chart">The chart.</param>
    /// <exception cref="ArgumentNullException">Either is null.</exception>
    public static void Write(Utf8JsonWriter to, Chart chart)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(chart);
        to.WriteStartObject();
        to.WriteString("status", "ok");
        if (chart.Kind == ChartKind.Xmr)
        {
            Xmr(to, chart);
        }
        else
        {
            Classical(to, chart);
        }

        to.WriteEndObject();
    }

    /// <summary>Writes why there is no chart as one JSON object.</summary>
    /// <param name="to">Receives one object.</param>
    /// <param name="refusal">Why there is no chart.</param>
    /// <exception cref="ArgumentNullException">Either is null.</exception>
    public static void Write(Utf8JsonWriter to, Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(refusal);
        to.WriteStartObject();
        to.WriteString("status", "error");
        to.WriteString("error_kind", refusal.Code);
        to.WriteString("error_message", refusal.Message);
        to.WriteEndObject();
    }

    /// <summary>The name of a label, such as <c>7 Points Above CL</c>.</summary>
    /// <param name="label">The label.</param>
    /// <param name="runLength">The points of a shift and a trend, 6 or 7.</param>
    /// <returns>The name, as the R package has it.</returns>
    public static string Name(SpecialCause label, int runLength = 7) =>
        label switch
        {
            SpecialCause.AboveLimit => "Above UCL",
            SpecialCause.BelowLimit => "Below LCL",
            SpecialCause.TrendIncreasing => runLength == 6 ? "6 Point Trend (Increasing)" : "7 Point Trend (Increasing)",
            SpecialCause.TrendDecreasing => runLength == 6 ? "6 Point Trend (Decreasing)" : "7 Point Trend (Decreasing)",
            SpecialCause.TwoInThreeAbove => "2 in 3 Above CL",
            SpecialCause.TwoInThreeBelow => "2 in 3 Below CL",
            SpecialCause.ShiftAbove => runLength == 6 ? "6 Points Above CL" : "7 Points Above CL",
            SpecialCause.ShiftBelow => runLength == 6 ? "6 Points Below CL" : "7 Points Below CL",
            _ => "Common Cause",
        };

    /// <summary>The name of a point's type, such as <c>special_cause_improvement</c>.</summary>
    /// <param name="type">The type.</param>
    /// <returns>The name, as the R package has it.</returns>
    public static string Name(PointType type) =>
        type switch
        {
            PointType.Improvement => "special_cause_improvement",
            PointType.Concern => "special_cause_concern",
            PointType.NeutralHigh => "special_cause_neutral_high",
            PointType.NeutralLow => "special_cause_neutral_low",
            _ => "common_cause",
        };

    /// <summary>The name of the variation icon, such as <c>improvement_low</c>; <see langword="null"/> where none is shown.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>The name, as the R package has it.</returns>
    public static string? IconName(VariationVerdict verdict) =>
        verdict switch
        {
            VariationVerdict.CommonCause => "common_cause",
            VariationVerdict.ImprovementHigh => "improvement_high",
            VariationVerdict.ImprovementLow => "improvement_low",
            VariationVerdict.ConcernHigh => "concern_high",
            VariationVerdict.ConcernLow => "concern_low",
            VariationVerdict.NeutralHigh => "neutral_high",
            VariationVerdict.NeutralLow => "neutral_low",
            _ => null,
        };

    /// <summary>The name of the variation, such as <c>special_cause_concern</c>, or <c>not_enough_points_yet</c>.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>The name, as the R package has it.</returns>
    public static string Name(VariationVerdict verdict) =>
        verdict switch
        {
            VariationVerdict.NotEnoughYet => "not_enough_points_yet",
            VariationVerdict.ImprovementHigh or VariationVerdict.ImprovementLow => "special_cause_improvement",
            VariationVerdict.ConcernHigh or VariationVerdict.ConcernLow => "special_cause_concern",
            VariationVerdict.NeutralHigh => "special_cause_neutral_high",
            VariationVerdict.NeutralLow => "special_cause_neutral_low",
            _ => "common_cause",
        };

    /// <summary>The name of the assurance, such as <c>consistent_fail</c>; <see langword="null"/> where there is none.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>The name, as the R package has it.</returns>
    public static string? Name(AssuranceVerdict verdict) =>
        verdict switch
        {
            AssuranceVerdict.Inconsistent => "inconsistent",
            AssuranceVerdict.ConsistentPass => "consistent_pass",
            AssuranceVerdict.ConsistentFail => "consistent_fail",
            _ => null,
        };

    /// <summary>The name of the assurance icon: <c>pass</c>, <c>fail</c> or <c>inconsistent</c>; <see langword="null"/> where none is shown.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>The name, as the R package has it.</returns>
    public static string? IconName(AssuranceVerdict verdict) =>
        verdict switch
        {
            AssuranceVerdict.Inconsistent => "inconsistent",
            AssuranceVerdict.ConsistentPass => "pass",
            AssuranceVerdict.ConsistentFail => "fail",
            _ => null,
        };

    private static void Xmr(Utf8JsonWriter to, Chart chart)
    {
        var length = chart.Options.Profile == RuleProfile.MakingDataCount ? chart.Options.RunLength : 7;
        to.WriteBoolean("short_group_warning", chart.HasShortGroup);
        to.WriteStartObject("points");
        Dates(to, chart);
        Numbers(to, chart, "y", p => p.Value);
        Column(to, chart, "rebase_group", p => to.WriteNumberValue(chart.Groups[p.Group].Number));
        Column(to, chart, "in_baseline", p => to.WriteBooleanValue(p.InBaseline));
        Numbers(to, chart, "moving_range", p => p.MovingRange);
        Numbers(to, chart, "relative_to_mean", p => (int?)p.Side);
        Truths(to, chart, "outside_limits", p => p.OutsideLimits);
        Truths(to, chart, "close_to_limits", p => p.CloseToLimits);
        Column(to, chart, "special_cause_type", p => to.WriteStringValue(Name(p.Label, length)));
        Column(to, chart, "special_cause_flag", p => to.WriteBooleanValue(p.Label != SpecialCause.CommonCause));
        Column(to, chart, "point_type", p => to.WriteStringValue(Name(p.Type)));
        to.WriteEndObject();
        to.WriteStartArray("groups");
        foreach (var group in chart.Groups)
        {
            to.WriteStartObject();
            to.WriteNumber("rebase_group", group.Number);
            to.WriteNumber("first_index", group.First);
            to.WriteNumber("n", group.Count);
            to.WriteBoolean("short_group_warning", group.IsShort);
            Number(to, "mean", group.CentreLine);
            Number(to, "amr_unscreened", group.MeanMovingRangeUnscreened);
            Number(to, "amr", group.MeanMovingRange);
            Number(to, "lpl", group.Lower);
            Number(to, "upl", group.Upper);
            Number(to, "nlpl", group.LowerNear);
            Number(to, "nupl", group.UpperNear);
            to.WriteNumber("common_cause", group.CommonCauses);
            to.WriteNumber("special_cause_improvement", group.Improvements);
            to.WriteNumber("special_cause_concern", group.Concerns);
            to.WriteString("variation_type", Name(group.Variation));
            to.WriteEndObject();
        }

        to.WriteEndArray();
        to.WriteString("variation_type", Name(chart.Variation));
        to.WriteString("variation_icon", IconName(chart.Variation));
        to.WriteString("assurance_type", Name(chart.Assurance));
        to.WriteString("assurance_icon", IconName(chart.Assurance));
    }

    private static void Classical(Utf8JsonWriter to, Chart chart)
    {
        to.WriteStartObject("points");
        Dates(to, chart);
        Numbers(to, chart, "y", p => p.Value);
        Numbers(to, chart, "denominator", p => p.Denominator);
        Column(to, chart, "subgroup_size", p => to.WriteNumberValue(p.SubgroupSize));
        Numbers(to, chart, "subgroup_sum", p => p.SubgroupSum);
        Numbers(to, chart, "subgroup_mean", p => p.SubgroupMean);
        Numbers(to, chart, "subgroup_sd", p => p.SubgroupDeviation);
        Column(to, chart, "part", p => to.WriteNumberValue(chart.Groups[p.Group].Number));
        Column(to, chart, "in_baseline", p => to.WriteBooleanValue(p.InBaseline));
        Column(to, chart, "included", p => to.WriteBooleanValue(p.Included));
        Numbers(to, chart, "cl", p => p.CentreLine);
        Numbers(to, chart, "lcl", p => p.Lower);
        Numbers(to, chart, "ucl", p => p.Upper);
        Numbers(to, chart, "lcl_95", p => p.LowerNear);
        Numbers(to, chart, "ucl_95", p => p.UpperNear);
        Column(to, chart, "sigma_signal", p => to.WriteBooleanValue(p.OutsideLimits == true));
        to.WriteEndObject();
        to.WriteStartArray("parts");
        foreach (var group in chart.Groups)
        {
            var runs = group.Runs ?? new RunsAnalysis();
            to.WriteStartObject();
            to.WriteNumber("part", group.Number);
            to.WriteNumber("first_index", group.First);
            to.WriteNumber("n_obs", runs.Observations);
            to.WriteNumber("n_useful", runs.Useful);
            Number(to, "longest_run", runs.LongestRun);
            Number(to, "longest_run_max", runs.LongestRunAllowed);
            Number(to, "n_crossings", runs.Crossings);
            Number(to, "n_crossings_min", runs.FewestCrossingsAllowed);
            to.WriteBoolean("runs_signal", runs.Signal);
            to.WriteNumber("sigma_signals", group.Outside);
            to.WriteEndObject();
        }

        to.WriteEndArray();
    }

    private static void Dates(Utf8JsonWriter to, Chart chart)
    {
        var form = chart.HasWholeDays ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss'Z'";
        Column(to, chart, "date", p => to.WriteStringValue(p.Category ?? p.On.ToString(form, CultureInfo.InvariantCulture)));
    }

    private static void Column(Utf8JsonWriter to, Chart chart, string name, Action<ChartPoint> write)
    {
        to.WriteStartArray(name);
        foreach (var point in chart.Points)
        {
            write(point);
        }

        to.WriteEndArray();
    }

    private static void Numbers(Utf8JsonWriter to, Chart chart, string name, Func<ChartPoint, double?> of) =>
        Column(to, chart, name, p => Value(to, of(p)));

    private static void Truths(Utf8JsonWriter to, Chart chart, string name, Func<ChartPoint, bool?> of) =>
        Column(
            to,
            chart,
            name,
            p =>
            {
                if (of(p) is { } truth)
                {
                    to.WriteBooleanValue(truth);
                }
                else
                {
                    to.WriteNullValue();
                }
            }
        );

    private static void Number(Utf8JsonWriter to, string name, double? value)
    {
        to.WritePropertyName(name);
        Value(to, value);
    }

    private static void Value(Utf8JsonWriter to, double? value)
    {
        switch (value)
        {
            case null or double.NaN:
                to.WriteNullValue();
                break;
            case double.PositiveInfinity:
                to.WriteStringValue("Infinity");
                break;
            case double.NegativeInfinity:
                to.WriteStringValue("-Infinity");
                break;
            default:
                // Adding 0 makes a negative zero a plain one.
                to.WriteNumberValue(value.Value + 0.0);
                break;
        }
    }
}
