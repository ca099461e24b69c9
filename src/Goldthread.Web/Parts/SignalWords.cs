using System.Globalization;
using Goldthread.Spc;
using Goldthread.Spc.Words;

namespace Goldthread.Web.Parts;

/// <summary>What each signal of a chart is, in a sentence: which figures, what they do, and whether it is for the better.</summary>
public static class SignalWords
{
    /// <summary>The newest signals of a chart, the newest first.</summary>
    /// <param name="chart">A chart over time.</param>
    /// <param name="words">How the measure is spoken of.</param>
    /// <param name="most">The most sentences; where there are more, one more says how many.</param>
    public static IReadOnlyList<string> Of(Chart chart, ChartWords words, int most)
    {
        var found = Joined(chart)
            .OrderByDescending(s => s.Points[^1])
            .ThenByDescending(s => s.Points[0])
            .Select(s => Of(chart, words, s))
            .Concat(chart.Signals.Where(s => s.Points.Count == 0).Select(_ => "The line crosses the centre less often than chance allows."))
            .ToList();
        return found.Count <= most ? found : [.. found.Take(most), $"{found.Count - most:N0} more before these."];
    }

    /// <summary>Figures beyond the same limit one after another are told together: each is a signal of its own.</summary>
    static List<Signal> Joined(Chart chart)
    {
        var all = new List<Signal>();
        foreach (var signal in chart.Signals.Where(s => s.Points.Count > 0).OrderBy(s => s.Points[0]))
        {
            var before =
                signal.Rule is Rule.Outside
                    ? all.FindIndex(s =>
                        s.Rule is Rule.Outside && s.Side == signal.Side && s.Group == signal.Group && s.Points[^1] == signal.Points[0] - 1
                    )
                    : -1;
            if (before < 0)
                all.Add(signal);
            else
                all[before] = signal with { Points = [.. all[before].Points, .. signal.Points] };
        }
        return all;
    }

    static string Of(Chart chart, ChartWords words, Signal signal)
    {
        var (first, last) = (chart.Points[signal.Points[0]], chart.Points[signal.Points[^1]]);
        var days = signal.Points.Count == 1 ? words.When(last, chart) : $"{words.When(first, chart)} to {words.When(last, chart)}";
        var high = signal.Side is Side.High;
        var count = signal.Points.Count.ToString(CultureInfo.InvariantCulture);
        var what = signal.Rule switch
        {
            Rule.Outside when signal.Points.Count > 1 => $"{count} figures beyond the {(high ? "upper" : "lower")} limit",
            Rule.Outside => $"beyond the {(high ? "upper" : "lower")} limit",
            Rule.Trend => $"{count} figures that only {(high ? "rise" : "fall")}",
            Rule.TwoOfThree => $"two of three figures near the {(high ? "upper" : "lower")} limit",
            _ => $"{count} figures {(high ? "above" : "below")} the {(chart.Kind is ChartKind.Run ? "median" : "mean")}",
        };
        var meaning = signal.Meaning switch
        {
            PointType.Improvement => ", for the better",
            PointType.Concern => ", for the worse",
            _ => "",
        };
        return $"{days}: {what}{meaning}.";
    }
}
