using Goldthread.App.Evaluate.Reviews;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.App.Documents;

/// <summary>
/// What the Children's Homes (England) Regulations 2015 ask of a home in writing: the review of the quality of care (45), and the answer to the independent
/// person's report (44). What is known stands there; what a person judges, they write.
/// </summary>
static class HomeReports
{
    const string Law = "/govern/frameworks/childrens-homes-regs-2015#reg";
    const int MonthsOfReview = 6;

    internal static Document Review(PlanWords words)
    {
        var plan = words.Document;
        var review = EvaluationReport.Newest(words, ReviewKind.Reg45);
        var to = review?.Period?.To ?? review?.HeldOn ?? words.Today;
        var from = review?.Period?.From ?? Days.AddMonths(to, -MonthsOfReview);
        bool In(DateOnly? day) => day >= from && day <= to;
        List<Block> blocks =
        [
            new Paragraph(
                "At least once in six months the home reviews the quality of care, with the views of children, parents, placing authorities and staff, and sends the report to Ofsted within 28 days of completing it.",
                "Regulation 45"
            )
            {
                Address = Law + "45",
            },
            new Paragraph($"{Days.Read(from)} to {Days.Read(to)}", "Time"),
        ];
        if (review?.HeldOn is { } held)
            blocks.Add(new Paragraph($"by {Days.Read(held.AddDays(28))}", "To be sent to Ofsted"));
        blocks.Add(new Heading(1, "Our opinion of the quality of care"));
        blocks.Add(
            review?.Text is { } text
                ? new Paragraph(text) { Address = words.To(review) }
                : new Paragraph("Not written yet: whoever holds the review writes it.") { Address = words.ToList<Review>() }
        );
        blocks.Add(new Heading(1, "Whose views it rests on"));
        var asked = plan
            .Engagements.Where(e => In(e.On))
            .Select(e => (e.Stakeholder, Line: words.Of(e, e.Said ?? "Asked; nothing is written down"), Did: e.ChangedPlan))
            .Concat(
                plan.Feedback.Where(f => In(f.On))
                    .Select(f => (Stakeholder: f.From, Line: words.Of(f, f.Said ?? "Heard; nothing is written down"), Did: f.Response))
            )
            .ToList();
        (string Name, StakeholderGroup[] Groups)[] groups =
        [
            ("Children", [StakeholderGroup.Children, StakeholderGroup.PeopleWhoUseServices]),
            ("Parents and family", [StakeholderGroup.CarersFamily]),
            ("Placing authorities", [StakeholderGroup.PlacingAuthority, StakeholderGroup.Commissioner]),
            ("Staff", [StakeholderGroup.Staff]),
        ];
        blocks.Add(
            new Grid(
                "Of each group how often it was heard in this time, what it said and what came of it",
                [new("Who", 2), new("Heard", 1), new("What they said", 5), new("What came of it", 4)],
                [
                    .. groups.Select(g =>
                    {
                        var own = asked
                            .Where(a =>
                                plan.Stakeholders.FirstOrDefault(s => s.Id == a.Stakeholder)?.Group is { } group && g.Groups.Contains(group)
                            )
                            .ToList();
                        return (IReadOnlyList<Cell>)
                            [
                                g.Name,
                                own.Count == 0 ? "Not in this time"
                                : own.Count == 1 ? "Once"
                                : $"{own.Count:N0} times",
                                new Cell([.. own.Take(5).Select(a => a.Line)]),
                                new Cell([.. own.Where(a => a.Did is not null).Take(5).Select(a => new Line(a.Did!))]),
                            ];
                    }),
                ]
            )
        );
        blocks.Add(new Heading(1, "Visits of the independent person"));
        var visits = plan.Visits.Where(v => v.Kind is VisitKind.Reg44 && In(v.On)).OrderBy(v => v.On).ToList();
        blocks.Add(
            visits.Count == 0
                ? new Paragraph("No visit of this time is in the plan.") { Address = words.ToList<Visit>() }
                : new Grid(
                    "Each visit with the visitor's opinions and how many recommendations were answered",
                    [
                        new("Visit", 2),
                        new("Are children safeguarded?", 4),
                        new("Is their well-being promoted?", 4),
                        new("Recommendations", 2),
                    ],
                    [
                        .. visits.Select(v =>
                            (IReadOnlyList<Cell>)
                                [
                                    new Cell([words.Of(v, Days.Read(v.On!.Value))]),
                                    v.OpinionSafe ?? "No opinion is written down",
                                    v.OpinionWellbeing ?? "No opinion is written down",
                                    $"{v.Recommendations.Count(r => r.Response is not null || r.Action is not null):N0} of {v.Recommendations.Count:N0} answered",
                                ]
                        ),
                    ]
                )
        );
        blocks.Add(new Heading(1, "What happened"));
        List<Line> happened =
        [
            .. plan
                .Notifications.Where(n => In(n.On))
                .GroupBy(n => n.IncidentKind ?? "Not said", StringComparer.OrdinalIgnoreCase)
                .Select(g => new Line(
                    $"{Words.Capital(g.Key)}: {Several.Count(g.Count(), "time")}, {g.Count(n => n.Notified is not null):N0} notified."
                )
                {
                    Address = words.ToList<Notification>(),
                }),
            .. plan
                .Themes.Where(t => In(t.Month))
                .Select(t =>
                    words.Of(
                        t,
                        $"{t.Title ?? "A theme"}: {t.Count ?? 0:N0} in {Days.ReadMonth(t.Month!.Value)}.{(t.Learnt is { } learnt ? " Learnt: " + learnt : "")}"
                    )
                ),
        ];
        blocks.Add(
            happened.Count == 0 ? new Paragraph("No notification and no theme of this time is in the plan.") : new Bullets(happened)
        );
        blocks.Add(new Heading(1, "What the figures say"));
        var actual = PlanAgainstActual.Of(plan, words.Series, review ?? new Review(), to);
        List<Line> figures =
        [
            .. actual
                .Objectives.SelectMany(o => o.Figures)
                .DistinctBy(f => f.Measure.Id)
                .Select(f => words.Of(f.Measure, EvaluationReport.Course(f))),
        ];
        blocks.Add(figures.Count == 0 ? new Paragraph("The plan has no measure.") : new Bullets(figures));
        blocks.Add(new Heading(1, "What was decided"));
        blocks.AddRange(EvaluationReport.Decided(words, review is null ? [] : [review]));
        blocks.Add(new Heading(1, "What is done next"));
        var next = plan
            .Actions.Where(a =>
                a.IsOpen
                && review is not null
                && a.From is { Kind: Domain.Implement.ActionOriginKind.Reg45 or Domain.Implement.ActionOriginKind.Review } f
                && f.Id == review.Id
            )
            .ToList();
        blocks.Add(Actions(words, next, "No action says that it comes from this review."));
        return new($"{words.Plan.Title}: review of the quality of care", words.Standing, blocks);
    }

    internal static Document Response(PlanWords words)
    {
        var plan = words.Document;
        var all = plan.Visits.Where(v => v.Kind is VisitKind.Reg44).OrderByDescending(v => v.On).ToList();
        var visit = words.About is { } id ? all.Find(v => v.Id == id) ?? throw new Store.Missing("visit") : all.FirstOrDefault();
        List<Block> blocks =
        [
            new Paragraph(
                "An independent person visits at least once each month and reports whether children are effectively safeguarded and whether the home promotes their well-being. This is the home's answer.",
                "Regulation 44"
            )
            {
                Address = Law + "44",
            },
        ];
        var title = $"{words.Plan.Title}: answer to the independent person";
        if (visit is null)
        {
            blocks.Add(new Paragraph("No visit of the independent person is in the plan.") { Address = words.ToList<Visit>() });
            return new(title, words.Standing, blocks);
        }
        blocks.Add(
            new Paragraph($"{(visit.On is { } on ? Days.Read(on) : "No date")}, {visit.Visitor ?? "visitor not named"}", "Visit")
            {
                Address = words.To(visit),
            }
        );
        blocks.Add(new Heading(1, "What the visitor thinks"));
        blocks.Add(new Paragraph(visit.OpinionSafe ?? "No opinion is written down.", "Are children effectively safeguarded?"));
        blocks.Add(new Paragraph(visit.OpinionWellbeing ?? "No opinion is written down.", "Does the home promote their well-being?"));
        blocks.Add(new Heading(1, "What was recommended, and our answer"));
        blocks.Add(
            visit.Recommendations.Count == 0
                ? new Paragraph("Nothing was recommended.")
                : new Grid(
                    "Each recommendation with the home's answer and the action that came of it",
                    [new("Recommendation", 5), new("By", 2), new("Our answer", 5), new("Action", 4)],
                    [.. visit.Recommendations.Select(r => Answer(words, r))]
                )
        );
        var before = all.Where(v => v.On < visit.On)
            .SelectMany(v => v.Recommendations.Select(r => (Visit: v, Recommended: r)))
            .Where(r => r.Recommended is { Response: null, Action: null } || OpenAction(plan, r.Recommended) is not null)
            .ToList();
        blocks.Add(new Heading(1, "What is still open from earlier visits"));
        blocks.Add(
            before.Count == 0
                ? new Paragraph("Nothing is open from earlier visits.")
                : new Bullets([
                    .. before.Select(r =>
                        words.Of(
                            r.Visit,
                            $"{Days.Read(r.Visit.On!.Value)}: {r.Recommended.Text ?? "Not said"}. {(OpenAction(plan, r.Recommended) is { } open ? $"Action “{open.Title}” is {Words.Read(open.Standing)}." : "Not answered yet.")}"
                        )
                    ),
                ])
        );
        return new(title, words.Standing, blocks);
    }

    static Action? OpenAction(PlanDocument plan, Recommendation recommended) =>
        plan.Actions.FirstOrDefault(a => a.Id == recommended.Action && a.IsOpen);

    static IReadOnlyList<Cell> Answer(PlanWords words, Recommendation recommended)
    {
        var action = words.Document.Actions.FirstOrDefault(a => a.Id == recommended.Action);
        return
        [
            recommended.Text ?? "Not said",
            recommended.By is { } by ? Days.Read(by) : "No date",
            recommended.Response ?? "Not answered yet",
            action is null ? "None" : new Cell([words.Of(action, $"{action.Title}: {Words.Read(action.Standing)}")]),
        ];
    }

    static Block Actions(PlanWords words, IReadOnlyList<Action> actions, string nothing) =>
        actions.Count == 0
            ? new Paragraph(nothing)
            : new Grid(
                "Actions, who answers for them and by when they are due",
                [new("Action", 6), new("Who", 3), new("Due", 2)],
                [
                    .. actions.Select(a =>
                        (IReadOnlyList<Cell>)
                            [
                                new Cell([words.Of(a, a.Title)]),
                                words.Person(a.Answers) ?? "Nobody yet",
                                a.Due is { } due ? Days.Read(due) : "No date",
                            ]
                    ),
                ]
            );
}
