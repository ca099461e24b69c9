using Goldthread.App.Evaluate.Reviews;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Documents;

/// <summary>What came of a plan: of each aim what was done and what its figures say, what people said, what was learnt and changed, and what was decided.</summary>
static class EvaluationReport
{
    internal static Document Of(PlanWords words)
    {
        var plan = words.Document;
        var review = Newest(words, ReviewKind.Evaluation);
        var actual = PlanAgainstActual.Of(plan, words.Series, review ?? new Review(), words.Today);
        List<Block> blocks = [];
        if (words.Plan.Summary is { } summary)
            blocks.Add(new Paragraph(summary, "What it was for"));
        blocks.Add(new Heading(1, "What came of it"));
        if (review is null)
            blocks.Add(new Paragraph("Nobody has evaluated this plan yet. What follows is what the plan itself knows."));
        else
        {
            blocks.Add(
                new Paragraph(
                    review.Text ?? "Nothing was written.",
                    review.HeldOn is { } day ? $"Held on {Days.Read(day)}" : "Not held yet"
                )
                {
                    Address = words.To(review),
                }
            );
            blocks.AddRange(Decided(words, [review]));
        }
        blocks.Add(new Heading(1, "The aims"));
        if (actual.Objectives.Count == 0)
            blocks.Add(new Paragraph("The plan has no objective."));
        else
            blocks.Add(
                new Grid(
                    "Of each objective what was done, what its measures say, and its money",
                    [new("Objective", 4), new("Actions done", 2), new("Measures: from where to where", 6), new("Money", 2)],
                    [
                        .. actual.Objectives.Select(o =>
                            (IReadOnlyList<Cell>)
                                [
                                    new Cell([words.Of(o.Objective, o.Objective.Title)]),
                                    $"{o.Done:N0} of {o.All:N0}{(o.Late.Count > 0 ? $", {o.Late.Count:N0} late" : "")}",
                                    new Cell([.. o.Figures.Select(f => words.Of(f.Measure, Course(f)))]),
                                    o.Planned is null && o.Spent is null ? "" : $"{Pounds(o.Spent)} of {Pounds(o.Planned)}",
                                ]
                        ),
                    ]
                )
            );
        Said(words, blocks);
        Learnt(words, blocks);
        Changed(words, blocks);
        blocks.Add(new Heading(1, "Risks, from the beginning to now"));
        var risks = plan.Risks.Where(r => r.Inherent?.Score is not null || r.Residual?.Score is not null).ToList();
        blocks.Add(
            risks.Count == 0
                ? new Paragraph("No risk was measured.")
                : new Grid(
                    "Each risk with its score before and after what was done",
                    [new("Risk", 6), new("Before", 2), new("Now", 2), new("Stands", 2)],
                    [
                        .. risks.Select(r =>
                            (IReadOnlyList<Cell>)
                                [
                                    new Cell([words.Of(r, r.Called ?? "A risk")]),
                                    Score(r.Inherent),
                                    Score(r.Residual),
                                    r.Status is { } status ? Words.Capital(Words.Read(status)) : "",
                                ]
                        ),
                    ]
                )
        );
        var held = plan.Reviews.Where(r => r.HeldOn is not null && r != review).OrderBy(r => r.HeldOn).ToList();
        if (held.Count > 0)
        {
            blocks.Add(new Heading(1, "Reviews that were held"));
            blocks.AddRange(Decided(words, held));
        }
        return new(words.Plan.Title + ": evaluation", words.Standing, blocks);
    }

    /// <summary>The review that is asked for, or the newest of a kind: held ones first.</summary>
    internal static Review? Newest(PlanWords words, ReviewKind kind)
    {
        var all = words.Document.Reviews.Where(r => r.Kind == kind).ToList();
        if (words.About is { } id)
            return all.Find(r => r.Id == id) ?? throw new Store.Missing("review");
        return all.OrderByDescending(r => r.HeldOn).ThenByDescending(r => r.Scheduled).FirstOrDefault();
    }

    /// <summary>What reviews decided: keep, adapt or stop.</summary>
    internal static IEnumerable<Block> Decided(PlanWords words, IReadOnlyList<Review> reviews)
    {
        List<IReadOnlyList<Cell>> rows =
        [
            .. reviews.SelectMany(r =>
                r.Decisions.Select(d =>
                    (IReadOnlyList<Cell>)
                        [
                            new Cell([words.Of(r, r.Called ?? "A review")]),
                            d.Decision is { } decision ? Words.Capital(Words.Read(decision)) : "",
                            d.About is { } about
                                ? new Cell([words.OfId(about, words.NameOfAny(about) ?? "What is no longer in the plan")])
                                : "",
                            d.Text ?? "",
                        ]
                )
            ),
        ];
        if (rows.Count == 0)
            yield return new Paragraph("Nothing was decided to keep, to adapt or to stop.");
        else
            yield return new Grid(
                "What was decided, and about what",
                [new("Review", 3), new("Decision", 1), new("About", 3), new("What exactly", 5)],
                rows
            );
    }

    static void Said(PlanWords words, List<Block> blocks)
    {
        var plan = words.Document;
        blocks.Add(new Heading(1, "What people said"));
        var said = plan.Feedback.OrderByDescending(f => f.On).ToList();
        if (said.Count == 0)
        {
            blocks.Add(new Paragraph("No feedback is in the plan."));
            return;
        }
        var (answered, again) = (said.Count(f => f.Responded is not null), said.Count(f => f.AskedAgain?.Helped is Helped.Yes));
        blocks.Add(
            new Paragraph(
                $"{Several.Count(said.Count, "piece")} of feedback, {answered:N0} answered, {again:N0} of which people say that it helped."
            )
            {
                Address = words.ToList<FeedbackItem>(),
            }
        );
        blocks.Add(
            new Grid(
                "Feedback, the newest first, with what was answered and whether it helped",
                [new("About", 2), new("What was said", 5), new("What we did", 4), new("Did it help?", 1)],
                [
                    .. said.Take(20)
                        .Select(f =>
                            (IReadOnlyList<Cell>)
                                [
                                    new Cell([words.Of(f, f.Theme ?? (f.On is { } on ? Days.Read(on) : "Feedback"))]),
                                    f.Said ?? "",
                                    f.Response ?? "Not answered yet",
                                    f.AskedAgain?.Helped is { } helped ? Words.Capital(Words.Read(helped)) : "Not asked",
                                ]
                        ),
                ]
            )
        );
    }

    static void Learnt(PlanWords words, List<Block> blocks)
    {
        var plan = words.Document;
        blocks.Add(new Heading(1, "What was tried and learnt"));
        List<Line> lines =
        [
            .. plan.Lessons.Where(l => l.Text is not null).Select(l => words.Of(l, l.Text!)),
            .. plan
                .Pdsa.Where(c => c.Act is not null || c.Study is not null)
                .Select(c =>
                    words.Of(
                        c,
                        $"{c.ChangeIdea ?? "A change"}: {c.Study ?? "not studied yet"}{(c.Act is { } act ? $". Decided: {Words.Read(act)}" : "")}"
                    )
                ),
            .. plan.Themes.Where(t => t.Learnt is not null).Select(t => words.Of(t, $"{t.Title}: {t.Learnt}")),
        ];
        blocks.Add(lines.Count == 0 ? new Paragraph("Nothing is written down as learnt.") : new Bullets(lines));
    }

    static void Changed(PlanWords words, List<Block> blocks)
    {
        blocks.Add(new Heading(1, "How the plan was changed"));
        var changes = words.Document.Adaptations.OrderBy(a => a.On).ToList();
        blocks.Add(
            changes.Count == 0
                ? new Paragraph("Nothing that was approved was changed.")
                : new Grid(
                    "Changes to what was approved, with their reasons",
                    [new("When", 2), new("About", 3), new("From what to what", 4), new("Why", 4), new("Stands", 2)],
                    [
                        .. changes.Select(a =>
                            (IReadOnlyList<Cell>)
                                [
                                    new Cell([words.Of(a, a.On is { } on ? Days.Read(on) : "No date")]),
                                    words.NameOfAny(a.About ?? "") ?? "What is no longer in the plan",
                                    $"{(a.Field is { } field ? Words.Capital(Words.Read(field)) + ": " : "")}{a.From ?? "nothing"} to {a.To ?? "nothing"}",
                                    a.Reason ?? (a.ReasonKind is { } kind ? Words.Capital(Words.Read(kind)) : ""),
                                    Words.Capital(Words.Read(a.Stands)),
                                ]
                        ),
                    ]
                )
        );
    }

    static string Score(RiskScore? score) => score?.Score is { } product ? $"{product} of 25" : "Not measured";

    static string Pounds(decimal? sum) => sum is { } given ? Units.Pounds(given) : "nothing said";

    /// <summary>Where a measure started, where it is, where it was to get to, and what the statistics say.</summary>
    internal static string Course(PlanAgainstActual.Figure figure)
    {
        var measure = figure.Measure;
        var latest =
            figure.Series?.Latest
            ?? measure.Readings.Where(r => r.Figure(measure.Multiplier) is not null).MaxBy(r => r.On)?.Figure(measure.Multiplier);
        var parts = (string?[])
            [
                measure.Baseline?.Value is { } start ? $"from {Units.Figure(start)}" : null,
                latest is { } now ? $"now {Units.Of(now, measure.Unit)}{(figure.IsStale ? ", which is old" : "")}" : "no figure yet",
                measure.Target?.Value is { } target ? $"aim {Units.Of(target, measure.Unit)}" : "no target",
            ];
        // The sentence of the statistics begins with the measure's name, which stands there already.
        var says = figure.Series?.Sentence ?? "";
        if (says.StartsWith(measure.Name + ": ", StringComparison.OrdinalIgnoreCase))
            says = Words.Capital(says[(measure.Name.Length + 2)..]);
        return $"{measure.Name}: {string.Join(", ", parts.OfType<string>())}. {says}".TrimEnd();
    }
}
