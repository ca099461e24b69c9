using Goldthread.Domain.Monitor;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>Q. Can it be true? Criteria and measures that could show it.</summary>
static class CanBeMeasured
{
    const int FewestFigures = 3;
    const int MostNamed = 6;
    const int MostHoles = 1000;
    static readonly string[] ReportingMeasures = ["incidents-reported", "sg-concerns", "complaints-rate"];

    internal static readonly Check[] Checks =
    [
        new("PL188", "Criterion that each reader takes otherwise", Severity.Warning, "SYL-04")
        {
            Group = CanBeKept.Group,
            Stage = Stage.Develop,
            Edition = 2,
            Why = "Better or good can be claimed at any time, and no stranger could check it",
            Fix = "Name the figure, the day, or the thing that will be there",
            Field = "success_criterion",
            Look = static (facts, found) =>
            {
                foreach (var objective in facts.Document.Objectives)
                {
                    // Without a measure beside it PL010 has said it.
                    if (Sentences.Woolly(facts.Words, objective.SuccessCriterion) is { } word && facts.IsMeasured(objective))
                        found.About(
                            objective,
                            $"\"{objective.SuccessCriterion}\" says \"{word}\", and no figure, day or thing that a stranger could see."
                        );
                    else if (
                        !facts.IsMeasured(objective)
                        && Sentences.HasNothingToSee(facts.Words, objective.SuccessCriterion)
                        && !Sentences.IsNoCriterion(facts.Words, objective.SuccessCriterion)
                    )
                        found.About(
                            objective,
                            $"\"{objective.SuccessCriterion}\" names no figure, no day and no thing that a stranger could see or ask for."
                        );
                }
            },
        },
        new("PL189", "Measure that does not say what is counted, or where", Severity.Warning, "SYL-04")
        {
            Group = CanBeKept.Group,
            Stage = Stage.Monitor,
            Edition = 2,
            Why = "Two people would count two figures, and nobody could check either",
            Fix = "Say what is counted and what is not, and name the log, form or system that it is read from",
            Field = "definition",
            Look = static (facts, found) =>
            {
                var words = facts.Words;
                foreach (var measure in facts.Document.Measures)
                {
                    if (words.NoRecord.Is(measure.Source) || words.NoRecord.Fill(measure.Source))
                        found.About(measure, $"\"{measure.Name}\" comes from \"{measure.Source}\", which is no record.", "source");
                    else if (facts.IsJudgement(measure))
                        found.About(measure, $"\"{measure.Name}\" is what those who do the work think of it, not what was counted.");
                    else if (SaysNothing(words, measure))
                        found.About(
                            measure,
                            $"\"{measure.Name}\" is defined as \"{measure.Definition}\", which adds nothing to its name: nobody can tell what is counted."
                        );
                }
            },
        },
        new("PL191", "Too few figures to steer by", Severity.Warning, "SYL-04", "SYL-08")
        {
            Group = CanBeKept.Group,
            Stage = Stage.Monitor,
            Edition = 2,
            Why = "By the time that it speaks the plan is over",
            Fix = "Measure more often, or add a measure that moves sooner",
            Field = "frequency",
            Look = static (facts, found) =>
            {
                if (DaysBetween(facts.Plan.Starts, facts.Plan.Ends) is not { } days)
                    return;
                foreach (var measure in facts.Document.Measures)
                {
                    // The last day of the plan counts: 365 days hold a year's one figure.
                    if (PeriodOf(measure) is { } period && period > 31 && (days + 3) / period < FewestFigures)
                        found.About(
                            measure,
                            $"\"{measure.Name}\" is read {Shapes.Words.Read(measure.Frequency!.Value)}, so the plan sees fewer than {FewestFigures} figures of it."
                        );
                }
            },
        },
        new("PL192", "Measure that rewards silence or less care", Severity.Warning, "SYL-04", "SYL-10")
        {
            Group = CanBeKept.Group,
            Stage = Stage.Monitor,
            Edition = 2,
            Why = "The easiest way to reach it is to write less down, or to care less",
            Fix = "Set beside it a balancing measure, or what people say, that would show it",
            Field = "direction",
            Look = static (facts, found) =>
            {
                foreach (var measure in facts.Document.Measures)
                {
                    if (
                        measure.Direction == Direction.Lower
                        // Of the catalogue's own PL029 says it.
                        && !ReportingMeasures.Contains(measure.Catalogue, StringComparer.Ordinal)
                        // A measure that balances is itself the counterpart of another.
                        && measure.Kind != MeasureKind.Balancing
                        && Sentences.RewardsSilence(facts.Words, measure.Name) is { } word
                        && !HasCounterpart(facts, measure)
                    )
                        found.About(
                            measure,
                            $"\"{measure.Name}\" is to go down, and no measure beside it would show that there are only fewer {word.ToLowerInvariant()} written down or given."
                        );
                }
            },
        },
        new("PL214", "Periods without a figure", Severity.Info, "SYL-04", "SYL-08")
        {
            Group = CanBeKept.Group,
            Stage = Stage.Monitor,
            Edition = 2,
            Why = "What nobody wrote down breaks each run of the chart, so a change is seen late or not at all",
            Fix = "Enter the figure, or write in its note why there is none",
            Field = "frequency",
            Look = static (facts, found) =>
            {
                foreach (var measure in facts.Document.Measures)
                {
                    if (Holes(measure) is { Count: > 0 } holes)
                        found.About(
                            measure,
                            $"\"{measure.Name}\" has no figure for {string.Join(", ", holes.Take(MostNamed))}{(holes.Count > MostNamed ? $" and {holes.Count - MostNamed} more" : "")}."
                        );
                }
            },
        },
    ];

    /// <summary>True where a definition adds nothing to the name, or is one word, and no numerator says what is counted.</summary>
    static bool SaysNothing(Lexicon words, Measure measure)
    {
        if (Missing(measure.Definition) || (!Missing(measure.Numerator) && !Missing(measure.Denominator)))
            return false;
        var definition = measure.Definition!;
        var (said, added) = (0, 0);
        for (var at = 0; at < definition.Length; )
        {
            if (!WordLetter.IsAt(definition, at))
            {
                at++;
                continue;
            }
            var end = at;
            while (WordLetter.IsAt(definition, end))
                end++;
            if (words.EmptyWords.LengthAt(definition, at) is null)
            {
                said++;
                if (!measure.Name.AsSpan().Contains(definition.AsSpan(at, end - at).TrimEnd('s'), StringComparison.OrdinalIgnoreCase))
                    added++;
                if (said > 1 && added > 0)
                    return false;
            }
            at = end;
        }
        return true;
    }

    /// <summary>True where a balancing measure, or what people say, stands beside it: of one of its objectives.</summary>
    static bool HasCounterpart(Facts facts, Measure measure)
    {
        foreach (var objective in measure.Objectives)
        {
            foreach (var other in facts.MeasuresOf[objective])
            {
                if (other != measure && (other.Kind == MeasureKind.Balancing || other.SourceKind == SourceKind.PeopleFeedback))
                    return true;
            }
        }
        return false;
    }

    /// <summary>The weeks, months, quarters or years between the first figure of a measure and its newest that have none; a note that says so counts as one.</summary>
    static List<string> Holes(Measure measure)
    {
        if (
            measure.Frequency is not (Frequency.Weekly or Frequency.Monthly or Frequency.Quarterly or Frequency.Yearly)
            || measure.Readings.Count < 2
        )
            return [];
        var days = measure.Readings.Select(r => r.On).OfType<DateOnly>().ToList();
        var calendar = Periods.AreCalendarYears(measure.Frequency, days);
        var filled = days.Select(d => Periods.FirstOf(measure.Frequency, d, calendar)).ToHashSet();
        var holes = new List<string>();
        if (filled.Count < 2)
            return holes;
        var last = filled.Max();
        for (var first = filled.Min(); first < last && holes.Count < MostHoles; first = Periods.NextOf(measure.Frequency, first))
        {
            if (!filled.Contains(first))
                holes.Add(
                    measure.Frequency is Frequency.Weekly ? "the week of " + Days.Read(first)
                    : measure.Frequency is Frequency.Monthly ? Days.ReadMonth(first)
                    : measure.Frequency is Frequency.Quarterly ? "the quarter from " + Days.ReadMonth(first)
                    : "the year from " + Days.ReadMonth(first)
                );
        }
        return holes;
    }
}
