using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Monitor.Readings;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.App.Documents;

/// <summary>
/// What a board has to know of a plan, on two pages at most whatever the plan holds: what stands out, and nothing else. Each sentence leads to where it is
/// from; what there is no room for is counted.
/// </summary>
static class BoardReport
{
    /// <summary>Room of a sentence, in letters of usual width: two lines of the page.</summary>
    const int Most = 160;

    /// <summary>Room of a name in a sentence.</summary>
    const int MostName = 80;

    const int Five = 5;
    const int Three = 3;

    internal static Document Of(PlanWords words)
    {
        var plan = words.Document;
        List<Block> blocks = [];
        void Chapter(string title, IReadOnlyList<Line> lines, string nothing)
        {
            blocks.Add(new Heading(1, title));
            if (lines.Count == 0)
                blocks.Add(new Paragraph(nothing) { Address = words.To() });
            else
                blocks.Add(new Bullets([.. lines.Select(l => l with { Text = Cutting.Room(l.Text, Most) })]));
        }

        var measures = plan.Measures.Select(m => new Told(m, words)).ToList();
        var late = plan
            .Actions.Where(a => Thing.Of<Action>().IsLate(a, words.Today))
            .OrderBy(a => a.Priority ?? 9)
            .ThenBy(a => a.Due)
            .ToList();
        Chapter("In short", Short(words, measures, late), "");
        Chapter("What waits for a decision", Waiting(words), "Nothing waits for a decision.");
        Chapter(
            "What gets worse",
            Some(
                [.. measures.Where(m => m.IsWorse).OrderBy(m => m.Measure.Kind), .. measures.Where(m => !m.IsWorse && m.CannotReach)],
                Five,
                m => words.Of(m.Measure, $"{Cutting.Room(m.Measure.Name, MostName)}: {m.Stands}."),
                words.ToList<Measure>(),
                "measure"
            ),
            "No figure gets worse."
        );
        Chapter("What is late", Late(words, late), "Nothing is late.");
        Chapter("What could go wrong", Risks(words), "No risk is above what we accept.");
        Chapter(
            "What gets better",
            Some(
                [.. measures.Where(m => m.IsBetter)],
                Three,
                m => words.Of(m.Measure, $"{Cutting.Room(m.Measure.Name, MostName)}: {m.Stands}."),
                words.ToList<Measure>(),
                "measure"
            ),
            "No figure gets better yet."
        );
        Chapter(
            "What we do not know",
            Some(
                [.. measures.Where(m => m.IsUnknown)],
                Three,
                m =>
                    words.Of(
                        m.Measure,
                        $"{Cutting.Room(m.Measure.Name, MostName)}: {(m.Last is { } day ? $"the last figure is from {Days.ReadMonth(day)}" : "there is no figure yet")}."
                    ),
                words.ToList<Measure>(),
                "measure"
            ),
            "Each measure has a new figure."
        );
        return new(Cutting.Room(words.Plan.Title, MostName) + ": report to the board", Cutting.Room(words.Standing, Most), blocks);
    }

    /// <summary>A measure and what its figures say.</summary>
    sealed class Told
    {
        internal Told(Measure measure, PlanWords words)
        {
            Measure = measure;
            var series = words.Series.GetValueOrDefault(measure.Id);
            var (variation, assurance) = (series?.Variation, series?.Assurance);
            var newest = measure.Readings.Where(r => r.Figure(measure.Multiplier) is not null).MaxBy(r => r.On);
            Last = series?.Last ?? newest?.On;
            IsUnknown = Last is null || Freshness.IsStale(measure.Frequency, Last, words.Today);
            var latest = series?.Latest ?? newest?.Figure(measure.Multiplier);
            var target = series?.Target ?? measure.Target?.Value;
            IsWorse = !IsUnknown && variation is "concern-high" or "concern-low";
            IsBetter = !IsUnknown && variation is "improvement-high" or "improvement-low";
            var isMet = measure.Direction switch
            {
                Direction.Higher => latest >= target,
                Direction.Lower => latest <= target,
                _ => false,
            };
            CannotReach = assurance is "consistent-fail" && !isMet && !IsUnknown;
            Stands =
                (Last is { } day ? $"{Units.Of(latest, measure.Unit)} in {Days.ReadMonth(day)}" : "no figure yet")
                + (target is null ? "" : $"; the aim is {Units.Of(target, measure.Unit)}")
                + (CannotReach ? ", and we will not get there as things are" : "");
        }

        internal Measure Measure { get; }
        internal DateOnly? Last { get; }
        internal bool IsUnknown { get; }
        internal bool IsWorse { get; }
        internal bool IsBetter { get; }
        internal bool CannotReach { get; }
        internal string Stands { get; }
    }

    /// <summary>The first of some things, and how many more there are.</summary>
    static List<Line> Some<T>(IReadOnlyList<T> all, int most, Func<T, Line> says, string page, string noun, string? plural = null)
    {
        List<Line> lines = [.. all.Take(most).Select(says)];
        if (all.Count > most)
            lines.Add(
                new(
                    all.Count - most == 1
                        ? $"There is 1 more {noun} of this kind."
                        : $"There are {all.Count - most:N0} more {plural ?? noun + "s"} of this kind."
                )
                {
                    Address = page,
                }
            );
        return lines;
    }

    static List<Line> Short(PlanWords words, List<Told> measures, List<Action> late)
    {
        var plan = words.Document;
        var bad = measures.Where(m => m.IsWorse || m.CannotReach).SelectMany(m => m.Measure.Objectives).ToHashSet(StringComparer.Ordinal);
        bad.UnionWith(late.SelectMany(a => a.Serves));
        var well = plan.Objectives.Count(o => !bad.Contains(o.Id));
        var open = plan.Actions.Count(a => a.IsOpen);
        List<Line> lines =
        [
            new($"{well:N0} of {plan.Objectives.Count:N0} aims go well: nothing for them is late, and no figure gets worse.")
            {
                Address = words.ToList<Objective>(),
            },
            new(
                late.Count == 0
                    ? "No open action is late."
                    : $"{late.Count:N0} of {open:N0} open actions {(late.Count == 1 ? "is" : "are")} late."
            )
            {
                Address = words.ToList<Action>(),
            },
            new(
                $"{Several.Count(measures.Count(m => m.IsWorse), "figure gets", "figures get")} worse, {Several.Count(measures.Count(m => m.IsBetter), "gets", "get")} better, and {Several.Count(measures.Count(m => m.IsUnknown), "has", "have")} nothing new."
            )
            {
                Address = words.ToList<Measure>(),
            },
        ];
        var budget = plan.Resources?.Budget?.Lines ?? [];
        if (budget.Any(l => l.Planned is not null))
        {
            var (planned, spent) = (budget.Sum(l => l.Planned ?? 0), budget.Sum(l => l.Spent ?? 0));
            var expected = budget.Any(l => l.Forecast is not null) ? budget.Sum(l => l.Forecast ?? l.Planned ?? 0) : (decimal?)null;
            lines.Add(
                new(
                    $"We planned {Units.Pounds(planned)} and have spent {Units.Pounds(spent)}."
                        + (
                            expected is not { } end ? ""
                            : end > planned ? $" We will spend {Units.Pounds(end - planned)} too much."
                            : " We will stay within it."
                        )
                )
                {
                    Address = words.ToList<BudgetLine>(),
                }
            );
        }
        return lines;
    }

    static List<Line> Waiting(PlanWords words)
    {
        var plan = words.Document;
        List<Line> all =
        [
            .. plan
                .Adaptations.Where(a => a.Stands is AdaptationState.Asked)
                .OrderBy(a => a.On)
                .Select(a =>
                    words.Of(
                        a,
                        $"Agree or refuse a change to {Cutting.Room(words.NameOfAny(a.About ?? "") ?? "the plan", MostName)}{(a.On is { } on ? $", asked for on {Days.Read(on)}" : "")}."
                    )
                ),
            .. plan
                .Measures.Where(m => m.AskedRebase is not null)
                .Select(m => words.Of(m, $"Agree or refuse to count the limits of {Cutting.Room(m.Name, MostName)} anew.")),
            .. plan
                .Questions.Where(q => q.Closed is null && q.Due < words.Today)
                .Select(q =>
                    words.Of(
                        q,
                        $"Ask why {Cutting.Room(words.NameOfAny(q.About ?? "") ?? "a figure", MostName)} changed: no answer came in time."
                    )
                ),
        ];
        if (plan.Plan!.Standing is PlanStatus.Consulted)
            all.Insert(0, new("Approve this plan, or send it back.") { Address = words.To("/approve") });
        return Some(all, Five, l => l, words.To(), "decision");
    }

    static List<Line> Late(PlanWords words, List<Action> late)
    {
        var asked = words
            .Document.RegulatoryActions.Where(r => r.Status is not OpenStatus.Closed && r.Due < words.Today)
            .OrderBy(r => r.Due)
            .ToList();
        List<Line> lines = Some(
            asked,
            Three,
            r =>
                words.Of(
                    r,
                    $"{(r.Source is { } source ? Words.Capital(Words.Read(source)) : "A regulator")} asked for this by {Days.Read(r.Due!.Value)}: {Cutting.Room(r.Text ?? "", MostName)}."
                ),
            words.ToList<RegulatoryAction>(),
            "demand of regulators",
            "demands of regulators"
        );
        lines.AddRange(
            Some(
                late,
                Five,
                a =>
                    words.Of(
                        a,
                        $"{Cutting.Room(a.Title, MostName)}: {Several.Count(words.Today.DayNumber - a.Due!.Value.DayNumber, "day")} late. {Cutting.Room(words.Person(a.Answers) ?? "Nobody yet", 40)} answers for it."
                    ),
                words.ToList<Action>(),
                "late action"
            )
        );
        return lines;
    }

    static List<Line> Risks(PlanWords words) =>
        Some(
            [
                .. words
                    .Document.Risks.Where(r =>
                        r.Status is not OpenStatus.Closed && (r.Residual ?? r.Inherent)?.Score > Shipped.RiskScale.AcceptedOf(r)
                    )
                    .OrderByDescending(r => (r.Residual ?? r.Inherent)!.Score),
            ],
            Five,
            r =>
                words.Of(
                    r,
                    $"{Cutting.Room(r.Called ?? "A risk", MostName)}: {(r.Residual ?? r.Inherent)!.Score} of 25, and we accept {Shipped.RiskScale.AcceptedOf(r)}. {Cutting.Room(words.Person(r.Owner) ?? "Nobody yet", 40)} answers for it."
                ),
            words.ToList<Risk>(),
            "risks above what we accept"
        );
}
