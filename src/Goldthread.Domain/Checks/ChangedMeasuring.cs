using Goldthread.Domain.Monitor;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>What the second edition changes in group C, and in what is made of the figures.</summary>
static class ChangedMeasuring
{
    internal static readonly (string Id, Func<Check, Check> Change)[] Changes =
    [
        (
            "PL020",
            static first =>
                first with
                {
                    Why =
                        "A measure needs where it stood, where it is to get to, by when, who enters it and where its figures come from; one where neither way is better needs no target",
                    Look = static (facts, found) =>
                    {
                        foreach (var measure in facts.Document.Measures)
                        {
                            var neutral = measure.Direction == Direction.Neutral;
                            var known = measure.Baseline?.Value is not null || BaselineComes(facts, measure);
                            (string Field, string Part)[] missing =
                            [
                                .. Part(Missing(measure.Definition), "definition", "definition"),
                                .. Part(!known, "baseline", "baseline value"),
                                .. Part(measure.Baseline?.Value is not null && measure.Baseline.On is null, "baseline", "baseline date"),
                                .. Part(!neutral && measure.Target?.Value is null, "target", "target value"),
                                .. Part(
                                    measure.Target?.By is null && (!neutral || measure.Target?.Value is not null),
                                    "target",
                                    "target date"
                                ),
                                .. Part(measure.Frequency is null, "frequency", "frequency"),
                                .. Part(Missing(measure.Owner), "owner", "owner"),
                                .. Part(Missing(measure.Source), "source", "source"),
                                .. Part(measure.Direction is null, "direction", "direction"),
                            ];
                            if (missing.Length > 0)
                                found.About(
                                    measure,
                                    $"\"{measure.Name}\" lacks its {Wording.List(missing.Select(m => m.Part))}.",
                                    missing[0].Field
                                );
                        }
                    },
                }
        ),
        (
            "PL026",
            static first =>
                first with
                {
                    Look = static (facts, found) =>
                        Measuring.LookForTrends(facts, found, text => Sentences.ClaimsATrend(facts.Words, text)),
                }
        ),
        (
            "PL030",
            static first =>
                first with
                {
                    Fix =
                        "Show counts, such as 8 of 9, or add months together; a chart of the time or the cases between (T or G) is only for what seldom happens",
                }
        ),
        (
            "PL114",
            static first =>
                first with
                {
                    Look = (facts, found) =>
                    {
                        var before = found.All.Count;
                        first.Look(facts, found);
                        // Where it has not moved at all PL202 says so.
                        for (var i = found.All.Count - 1; i >= before; i--)
                        {
                            if (facts.Measures.TryGetValue(found.All[i].Key, out var measure) && CanBeLearnt.StandsStill(facts, measure))
                                found.All.RemoveAt(i);
                        }
                    },
                }
        ),
    ];

    /// <summary>True where a day or an action says when the baseline will be known.</summary>
    static bool BaselineComes(Facts facts, Measure measure) =>
        measure.Baseline?.On is { } on && on >= facts.Today
        || facts.OpenActions.Any(a =>
            a.Due is not null
            && measure.Objectives.Contains(a.Objective ?? "", StringComparer.Ordinal)
            && a.Title.Contains("baseline", StringComparison.OrdinalIgnoreCase)
        );

    static IEnumerable<(string Field, string Part)> Part(bool isMissing, string field, string part) => isMissing ? [(field, part)] : [];
}
