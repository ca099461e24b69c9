using Goldthread.Domain.Monitor;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>C. Do the measures measure, and are they read rightly?</summary>
static class Measuring
{
    const string Group = "C Measures";
    const int FewestForATrend = 6;
    const int SmallDenominator = 10;
    static readonly string[] ReportingMeasures = ["incidents-reported", "sg-concerns", "complaints-rate"];

    internal static readonly Check[] Checks =
    [
        new("PL020", "KPI missing a required part", Severity.Error, "SYL-04")
        {
            Group = Group,
            Stage = Stage.Monitor,
            Why = "A measure needs where it stood, where it is to get to, by when, who enters it and where its figures come from",
            Fix = "Answer what is missing",
            Field = "definition",
            Look = static (facts, found) =>
            {
                foreach (var measure in facts.Document.Measures)
                {
                    (string Field, string Part)[] missing =
                    [
                        .. Part(Missing(measure.Definition), "definition", "definition"),
                        .. Part(measure.Baseline?.Value is null, "baseline", "baseline value"),
                        .. Part(measure.Baseline?.On is null, "baseline", "baseline date"),
                        .. Part(measure.Target?.Value is null, "target", "target value"),
                        .. Part(measure.Target?.By is null, "target", "target date"),
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
        },
        new("PL021", "Target goes the wrong way", Severity.Error, "SYL-04")
        {
            Group = Group,
            Stage = Stage.Monitor,
            Why = "One of the two must be wrong, so nobody could tell whether it got better",
            Fix = "Change the target, or which way is better",
            Field = "target",
            Look = static (facts, found) =>
            {
                foreach (var measure in facts.Document.Measures)
                {
                    if (
                        measure is { Target.Value: { } target, Baseline.Value: { } baseline }
                        && IsWorse(target, baseline, measure.Direction)
                        && Missing(measure.MaintainReason)
                    )
                    {
                        found.About(
                            measure,
                            $"\"{measure.Name}\" is to go {(measure.Direction == Direction.Higher ? "up" : "down")}, but its target {target:G} is worse than its baseline {baseline:G}."
                        );
                    }
                }
            },
        },
        new("PL022", "Target equals baseline with no maintain reason", Severity.Warning, "SYL-04")
        {
            Group = Group,
            Stage = Stage.Monitor,
            Why = "It says that nothing is to change",
            Fix = "Say why it is enough to hold the line, or set another target",
            Field = "maintain_reason",
            Look = static (facts, found) =>
            {
                foreach (var measure in facts.Document.Measures)
                {
                    if (
                        measure is { Target.Value: { } target, Baseline.Value: { } baseline }
                        && target.Equals(baseline)
                        && Missing(measure.MaintainReason)
                        && measure.Direction != Direction.Neutral
                    )
                        found.About(measure, $"The target of \"{measure.Name}\" is its baseline, {baseline:G}, and no reason is given.");
                }
            },
        },
        new("PL023", "KPI never updated", Severity.Error, "SYL-14", "SYL-08")
        {
            Group = Group,
            Stage = Stage.Monitor,
            OnlyLive = true,
            Why = "A measure without figures shows nothing",
            Fix = "Enter its figures",
            Field = "readings",
            Look = static (facts, found) =>
            {
                foreach (var measure in facts.Document.Measures)
                {
                    if (
                        measure.Readings.Count == 0
                        && PeriodOf(measure) is { } period
                        && DaysBetween(facts.Plan.Starts, facts.Today) > 1.5 * period
                    )
                        found.About(measure, $"\"{measure.Name}\" has no reading, and the plan started on {Day(facts.Plan.Starts)}.");
                }
            },
        },
        new("PL024", "KPI stale", Severity.Warning, "SYL-14")
        {
            Group = Group,
            Stage = Stage.Monitor,
            OnlyLive = true,
            Why = "Old figures do not say how it is now",
            Fix = "Enter the newest figures, or say that they come less often, and why",
            Field = "readings",
            Look = static (facts, found) =>
            {
                foreach (var measure in facts.Document.Measures)
                {
                    if (PeriodOf(measure) is not { } period)
                        continue;
                    var newest = measure.Readings.Max(r => r.On);
                    if (DaysBetween(newest, facts.Today) > 1.5 * period)
                        found.About(
                            measure,
                            $"The newest reading of \"{measure.Name}\" is of {Day(newest)}; it is due every {period} days."
                        );
                }
            },
        },
        new("PL025", "RAG without numbers", Severity.Warning, "SYL-04")
        {
            Group = Group,
            Stage = Stage.Monitor,
            Why = "A colour hides what was found",
            Fix = "Say at which number it changes, or give the figure",
            Field = "tolerance",
            Look = static (facts, found) =>
            {
                foreach (var measure in facts.Document.Measures)
                {
                    if (measure.Rag is not { } rag)
                        continue;
                    if (measure.Tolerance is null)
                        found.About(measure, $"\"{measure.Name}\" is set to {Shapes.Words.Read(rag)} by hand, with no tolerance.");
                    else if (
                        PeriodOf(measure) is { } period
                        && !measure.Readings.Any(r => DaysBetween(r.On, facts.Today) is { } days && Math.Abs(days) <= 1.5 * period)
                    )
                        found.About(measure, $"\"{measure.Name}\" is set to {Shapes.Words.Read(rag)} by hand, with no reading of late.");
                }
            },
        },
        new("PL026", "Two-point comparison called a trend", Severity.Info, "SYL-08")
        {
            Group = Group,
            Stage = Stage.Evaluate,
            Why = "Figures go up and down by chance: two of them do not show a change",
            Fix = "Say that there is no signal yet, or wait for more figures",
            Field = "text",
            Look = static (facts, found) => LookForTrends(facts, found, text => Wording.FirstWithStem(text, facts.Known.Words.TrendStems)),
        },
        new("PL027", "Only quantitative or only process measures", Severity.Info, "SYL-04", "SYL-09")
        {
            Group = Group,
            Stage = Stage.Monitor,
            Why = "How much was done does not tell how people feel, or whether it did them good",
            Fix = "Add an outcome measure, of what changed for people, and one of what they say",
            Adds = Monitor.Measure.List,
            Look = static (facts, found) =>
            {
                var measures = facts.Document.Measures;
                if (measures.Count == 0)
                    return;
                var noOutcome = !measures.Any(m => m.Kind == MeasureKind.Outcome);
                var noVoice = !measures.Any(m => m.SourceKind == SourceKind.PeopleFeedback);
                if (noOutcome || noVoice)
                {
                    found.Plan(
                        noOutcome && noVoice ? "No measure is of an outcome, and none comes from people's feedback."
                        : noOutcome ? "No measure is of an outcome."
                        : "No measure comes from people's feedback."
                    );
                }
            },
        },
        new("PL028", "No balancing measure in improvement work", Severity.Info, "SYL-08")
        {
            Group = Group,
            Stage = Stage.Evaluate,
            Why = "A change that helps in one place can do harm in another",
            Fix = "Add a balancing measure, one that would show harm elsewhere",
            Field = "measures",
            Look = static (facts, found) =>
            {
                foreach (var cycle in facts.Document.Pdsa)
                {
                    if (!cycle.Measures.Any(id => facts.Measures.GetValueOrDefault(id)?.Kind == MeasureKind.Balancing))
                        found.About(cycle, "The cycle has no balancing measure to show what must not get worse.");
                }
            },
        },
        new("PL029", "Perverse target on reporting", Severity.Warning, "SYL-10", "SYL-04")
        {
            Group = Group,
            Stage = Stage.Monitor,
            Why = "Fewer reports can mean that people dare not speak",
            Fix = "Say that neither way is better, and add a measure of harm or of learning",
            Field = "direction",
            Look = static (facts, found) =>
            {
                foreach (var measure in facts.Document.Measures)
                {
                    if (measure.Direction == Direction.Lower && ReportingMeasures.Contains(measure.Catalogue, StringComparer.Ordinal))
                        found.About(measure, $"\"{measure.Name}\" counts reports, and fewer is called better.");
                }
            },
        },
        new("PL030", "Percentage with small denominator", Severity.Info, "SYL-04")
        {
            Group = Group,
            Stage = Stage.Monitor,
            Why = "One person more or less moves a small percentage far, and could be recognised",
            Fix = "Show the numbers, or choose a T or G chart: how much time, or how many cases, lie between",
            Field = "chart",
            Look = static (facts, found) =>
            {
                foreach (var measure in facts.Document.Measures)
                {
                    if (measure.Unit.AsSpan().Trim() is not "%" || MedianDenominator(measure) is not { } median)
                        continue;
                    if (median < SmallDenominator)
                        found.About(
                            measure,
                            $"\"{measure.Name}\" is a percentage of about {median:G}; one person moves it by {100 / Math.Max(median, 1):0} points."
                        );
                }
            },
        },
    ];

    static IEnumerable<(string Field, string Part)> Part(bool isMissing, string field, string part) => isMissing ? [(field, part)] : [];

    /// <summary>The middle of its denominators, of an even number the mean of the middle two; null where there are too few to tell.</summary>
    static double? MedianDenominator(Measure measure)
    {
        var (count, small) = (0, 0);
        foreach (var reading in measure.Readings)
        {
            if (reading.Denominator is not { } denominator)
                continue;
            count++;
            if (denominator < SmallDenominator)
                small++;
        }
        // Where fewer than half of them are small their middle is not, and need not be looked for.
        if (count < FewestForATrend || small * 2 < count)
            return null;
        double[] inOrder = [.. measure.Readings.Select(r => r.Denominator).OfType<double>().Order()];
        var middle = count / 2;
        return count % 2 == 1 ? inOrder[middle] : inOrder[middle - 1] / 2 + inOrder[middle] / 2;
    }

    /// <summary>Notes each review that claims a trend which the chart of a measure that it cites does not show.</summary>
    /// <param name="claims">The word of a text that claims one; null for none.</param>
    internal static void LookForTrends(Facts facts, Findings found, Func<string?, string?> claims)
    {
        var signals = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var review in facts.Document.Reviews)
        {
            if (review.Cites.Count == 0 || claims(review.Text) is not { } word)
                continue;
            foreach (var id in review.Cites)
            {
                if (!facts.Measures.TryGetValue(id, out var measure))
                    continue;
                if (!signals.TryGetValue(id, out var signal))
                {
                    double[] figures = [.. facts.FiguresIn(measure).Select(f => f.Figure)];
                    signals[id] = signal = figures.Length >= FewestForATrend && SpecialCause.On(figures);
                }
                if (signal)
                    continue;
                found.About(review, $"The review says \"{word}\", but the chart of \"{measure.Name}\" shows no signal.");
                break;
            }
        }
    }
}
