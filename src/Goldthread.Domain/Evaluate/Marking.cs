using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Domain.Evaluate;

/// <summary>What an assessor looks for in an operational plan: what shows it, what speaks against it, what would lift it.</summary>
/// <param name="Id">E1 to E5 for the five marking points; a word for what has a place of its own beside them: <c>law</c>.</param>
/// <param name="Title">What is to be shown.</param>
/// <param name="Proofs">The live proof in the plan.</param>
/// <param name="Findings">What the checks find against it; waived ones are left out.</param>
/// <param name="Lifts">What would lift it: the mending of each finding's check once, the weightiest first.</param>
public sealed record MarkingPoint(
    string Id,
    string Title,
    IReadOnlyList<Proof> Proofs,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<Check> Lifts
)
{
    /// <value>True for one of the five; false for law, safeguarding, person-centred care, communication and partnership.</value>
    public bool IsOneOfTheFive => Id is ['E', >= '1' and <= '5'];

    /// <value>True where something in the plan shows it.</value>
    public bool IsShown => Proofs.Any(p => p.Items.Count > 0);
}

/// <summary>One kind of proof and the items that give it.</summary>
/// <param name="Says">What the items show: "Objectives that serve a strategic objective".</param>
/// <param name="Thing">The list of the items.</param>
/// <param name="Items">The items, in the plan's order, each with its own words.</param>
/// <param name="OutOf">How many items the list has, so that what is missing shows too.</param>
public sealed record Proof(string Says, Thing Thing, IReadOnlyList<Shown> Items, int OutOf);

/// <summary>An item that shows something, in its own words, so that a person can judge how deep it goes.</summary>
/// <param name="Key">Its id (or place).</param>
/// <param name="Words">What it says: the criterion, the definition, what was said and what changed; empty where it has no words.</param>
public sealed record Shown(string Key, string Words);

/// <summary>One of the five common misconceptions: what was looked at, what was seen, and what a program cannot see.</summary>
/// <param name="Number">1 to 5.</param>
/// <param name="Title">The misconception.</param>
/// <param name="LookedAt">What was looked at.</param>
/// <param name="Seen">What was seen, with its counts.</param>
/// <param name="Findings">What the checks find of it; waived ones are left out.</param>
/// <param name="CannotSee">What only a person can judge.</param>
public sealed record Misconception(
    int Number,
    string Title,
    string LookedAt,
    string Seen,
    IReadOnlyList<Finding> Findings,
    string CannotSee
);

/// <summary>What an assessor looks for in a plan. It shows proof and findings; it gives no score, for a person judges.</summary>
/// <param name="Points">The five points and the places beside them, in their order.</param>
/// <param name="Misconceptions">The five misconceptions, in their order.</param>
public sealed record Marking(IReadOnlyList<MarkingPoint> Points, IReadOnlyList<Misconception> Misconceptions)
{
    const string Law = "law";
    const string Safeguarding = "safeguarding";
    const string PersonCentred = "person-centred";
    const string Telling = "communication";
    const string Partners = "partnership";

    /// <summary>The place of each group of checks; <see cref="Own"/> comes first. What a portfolio lacks (O) says nothing of the plan.</summary>
    static readonly Dictionary<char, string> OfGroup = new()
    {
        ['A'] = "E1",
        ['B'] = "E3",
        ['C'] = "E3",
        ['D'] = "E2",
        ['E'] = "E3",
        ['F'] = "E4",
        ['G'] = "E4",
        ['H'] = Law,
        ['I'] = Safeguarding,
        ['J'] = Telling,
        ['K'] = "E3",
        ['L'] = "E5",
        ['M'] = Partners,
        ['N'] = "E5",
        ['P'] = Telling,
        ['Q'] = "E3",
    };

    /// <summary>The place of the checks that are not where their group is.</summary>
    static readonly Dictionary<string, string> Own = new(StringComparer.Ordinal)
    {
        ["PL093"] = PersonCentred,
        ["PL094"] = Law,
        ["PL102"] = PersonCentred,
        ["PL112"] = "E5",
        ["PL113"] = "E5",
        ["PL114"] = "E5",
        ["PL115"] = "E5",
        ["PL171"] = "E4",
        ["PL172"] = "E4",
        ["PL180"] = Law,
        ["PL181"] = Law,
        ["PL182"] = Safeguarding,
        ["PL183"] = Safeguarding,
        ["PL184"] = "E2",
        ["PL185"] = "E2",
        ["PL186"] = "E2",
        ["PL187"] = "E2",
        ["PL195"] = "E1",
        ["PL196"] = "E1",
        ["PL197"] = "E4",
        ["PL198"] = Telling,
        ["PL199"] = Telling,
        ["PL200"] = "E5",
        ["PL201"] = "E5",
        ["PL202"] = "E5",
        ["PL203"] = "E5",
        ["PL204"] = "E5",
        ["PL206"] = "E4",
        ["PL207"] = "E4",
        ["PL208"] = Law,
        ["PL210"] = Safeguarding,
        ["PL211"] = "E4",
        ["PL212"] = "E4",
        ["PL213"] = Law,
    };

    /// <summary>Where a check's findings speak against a plan: E1 to E5 or a place beside them; null for the checks of a portfolio.</summary>
    public static string? PlaceOf(Check check) => Own.GetValueOrDefault(check.Id) ?? OfGroup.GetValueOrDefault(check.Group[0]);

    /// <summary>What an assessor looks for, in a plan.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="findings">What <see cref="PlanChecks.Run"/> found in it.</param>
    /// <param name="asOf">Today: evidence of a plan that has not ended counts up to then.</param>
    public static Marking Of(PlanDocument document, IReadOnlyList<Finding> findings, DateOnly asOf)
    {
        var measured = document.Measures.SelectMany(m => m.Objectives).ToHashSet(StringComparer.Ordinal);
        var considered = document.Risks.SelectMany(r => r.Objectives).ToHashSet(StringComparer.Ordinal);
        var stakeholders = document
            .Stakeholders.Where(s => s.Id.Length > 0)
            .DistinctBy(s => s.Id)
            .ToDictionary(s => s.Id, StringComparer.Ordinal);
        var plan = document.Plan;
        var asked = plan?.ApprovedOn;
        MarkingPoint[] points =
        [
            Point(
                "E1",
                "Alignment with objectives, values and duties",
                Proof<Objective>("Objectives that serve a strategic objective", o => o.Strategic.Count > 0, o => o.Contribution ?? o.Title),
                Proof<Objective>(
                    "Objectives that a law or standard asks for",
                    o => o.Requirements.Any(r => r.Id is not null),
                    o => o.Requirements.Select(r => r.Note).FirstOrDefault(Says) ?? o.Title
                ),
                Proof<Objective>("Objectives that show a value", o => o.Values.Count > 0, o => o.Title)
            ),
            Point(
                "E2",
                "Stakeholders in development and evaluation",
                Proof<Engagement>(
                    "Times that people who use the service were asked while the plan was made",
                    e => IsAsked(e) && UsesService(e) && e.Stage == EngagementStage.Develop && (asked is null || e.On <= asked),
                    SaidAndChanged
                ),
                Proof<Engagement>(
                    "Times that others were asked while the plan was made",
                    e => IsAsked(e) && !UsesService(e) && e.Stage == EngagementStage.Develop && (asked is null || e.On <= asked),
                    SaidAndChanged
                ),
                Proof<Engagement>(
                    "Times that people who use the service were asked while it was watched or evaluated",
                    e => IsAsked(e) && UsesService(e) && e.Stage is EngagementStage.Monitor or EngagementStage.Evaluate,
                    SaidAndChanged
                ),
                Proof<Engagement>(
                    "Times that others were asked while it was watched or evaluated",
                    e => IsAsked(e) && !UsesService(e) && e.Stage is EngagementStage.Monitor or EngagementStage.Evaluate,
                    SaidAndChanged
                ),
                Proof<Engagement>(
                    "Times after which the plan says what changed, or why not",
                    e => IsAsked(e) && Says(e.ChangedPlan),
                    e => e.ChangedPlan!
                ),
                Proof<FeedbackItem>("Feedback that was answered", f => f.Responded is not null, f => Joined(f.Said, f.Response))
            ),
            Point(
                "E3",
                "Measures and monitoring",
                Proof<Objective>(
                    "Objectives with a measure or a success criterion",
                    o => measured.Contains(o.Id) || Says(o.SuccessCriterion),
                    o => o.SuccessCriterion ?? o.Title
                ),
                Proof<Measure>(
                    "Measures with a target, or where neither way is better",
                    m => m.Target?.Value is not null || m.Direction == Direction.Neutral,
                    m => m.Definition ?? m.Name
                ),
                Proof<Measure>("Measures with figures", m => m.Readings.Count > 0, m => m.Name),
                Proof<Action>(
                    "Actions that were closed on evidence",
                    a => a.Status == ActionStatus.Done && a.Evidence.Count > 0,
                    a => a.Title
                ),
                Proof<Monitor.Evidence>(
                    "Audits, minutes, feedback, observations and data of the plan's time",
                    e =>
                        e.Type
                            is EvidenceType.Audit
                                or EvidenceType.Minutes
                                or EvidenceType.Feedback
                                or EvidenceType.Observation
                                or EvidenceType.Data
                        && e.On >= plan?.Starts
                        && e.On <= (plan?.Ends < asOf ? plan.Ends : asOf),
                    e => e.Title ?? ""
                )
            ),
            Point(
                "E4",
                "Risk, contingency and resources",
                Proof<Objective>(
                    "Objectives with a risk considered",
                    o => considered.Contains(o.Id) || Says(o.NoRiskReason),
                    o => o.NoRiskReason ?? o.Title
                ),
                Proof<Risk>(
                    "Risks with an owner, scores and controls",
                    r => Says(r.Owner) && r is { Residual.Score: not null, Controls.Count: > 0 },
                    r => Joined(r.Cause, r.Event, r.Effect)
                ),
                Proof<Risk>(
                    "Risks with a plan B and what starts it",
                    r => Says(r.Contingency?.Plan) && Says(r.Contingency?.Trigger),
                    r => Joined(r.Contingency!.Trigger, r.Contingency.Plan)
                ),
                Proof<BudgetLine>("Budget lines with a forecast", l => l.Forecast is not null, l => l.Title ?? ""),
                Proof<Allocation>("Hours given to the work", a => a.Hours > 0, ForWhat)
            ),
            Point(
                "E5",
                "A systematic evaluation cycle",
                Proof<Review>(
                    "Reviews held with a decision",
                    r => r is { HeldOn: not null, Decisions.Count: > 0 },
                    r => Joined([r.Text, .. r.Decisions.Select(d => d.Text)])
                ),
                Proof<ImprovementCycle>(
                    "Improvement cycles with a prediction and what was learnt",
                    c => Says(c.Prediction) && Says(c.Study),
                    c => Joined(c.Prediction, c.Study)
                ),
                Proof<Adaptation>(
                    "Changes to the plan with a reason and an approver",
                    a => Says(a.Reason) && Says(a.Approver),
                    a => a.Reason!
                ),
                Proof<Audit>("Audits with a score", a => a.Score is not null, a => a.Title ?? "")
            ),
            Point(
                Law,
                "Law, standards and equality",
                Proof<Objective>(
                    "Objectives that answer a law or standard",
                    o => o.Requirements.Any(r => r.Id is not null),
                    o => Joined([.. o.Requirements.Select(r => r.Note)])
                ),
                Proof<Audit>("Audits of a law or standard", a => a.Requirements.Count > 0, a => a.Title ?? ""),
                Proof<RegulatoryAction>("Required actions with an action in the plan", r => Says(r.Action), r => r.Text ?? "")
            ),
            Point(
                Safeguarding,
                "Safeguarding and rights",
                Proof<Risk>(
                    "Risks about safeguarding",
                    r => r.Category == RiskCategory.Safeguarding,
                    r => Joined(r.Cause, r.Event, r.Effect)
                ),
                Proof<Action>(
                    "Actions that say what they mean for people's safety",
                    a => Says(a.SafeguardingImpact),
                    a => a.SafeguardingImpact!
                )
            ),
            Point(
                PersonCentred,
                "Person-centred care",
                Proof<Objective>(
                    "Objectives that say their outcome as a person would",
                    o => Says(o.OutcomeForPeople),
                    o => o.OutcomeForPeople!
                ),
                Proof<Measure>("Measures of what people say", m => m.SourceKind == SourceKind.PeopleFeedback, m => m.Definition ?? m.Name)
            ),
            Point(
                Telling,
                "Communication, training and change",
                Proof<Communication>(
                    "Messages that were given, or are given again and again",
                    c => c.Done is not null || Says(c.Frequency),
                    c => c.Message ?? ""
                ),
                Proof<TrainingNeed>(
                    "Training of which it is known what people do differently",
                    t => Says(t.Evaluation?.Finding),
                    t => t.Evaluation!.Finding!
                )
            ),
            Point(
                Partners,
                "Working with partners",
                Proof<Agreement>("Agreements with a lawful basis", a => Says(a.LawfulBasis), a => a.Purpose ?? ""),
                Proof<Action>("Joint actions with a partner", a => a.Joint == true && Says(a.Partner), a => a.Title),
                Proof<Disagreement>("Disagreements that ended", d => Says(d.Outcome), d => Joined(d.Issue, d.Outcome))
            ),
        ];
        return new(points, MisconceptionsOf());

        Misconception[] MisconceptionsOf()
        {
            var objectives = document.Objectives.Count;
            var owned = document.Objectives.Count(o => Says(o.Owner));
            var worked = document.Objectives.Count(o => document.Actions.Any(a => a.Objective == o.Id));
            var people = document.Engagements.Count(e => IsAsked(e) && UsesService(e));
            var others = document.Engagements.Count(e => IsAsked(e) && !UsesService(e));
            var judged = document.Objectives.Count(o => measured.Contains(o.Id) || Says(o.SuccessCriterion));
            var lawful = document.Objectives.Count(o => o.Requirements.Any(r => r.Id is not null));
            var thought = document.Actions.Count(a => Says(a.SafeguardingImpact));
            return
            [
                new(
                    1,
                    "A strategic plan in disguise",
                    "How long the plan runs, what its objectives say, who owns them, what is done for them and by when.",
                    $"{(plan is { Starts: { } starts, Ends: { } ends } ? $"The plan runs from {Days.Read(starts)} to {Days.Read(ends)}. " : "")}{owned:N0} of {objectives:N0} objectives have an owner, {worked:N0} have actions.",
                    Against("PL004", "PL005", "PL006", "PL012", "PL055", "PL190", "PL193", "PL203"),
                    "Whether this team could really do it, with what it has and in the time it has."
                ),
                new(
                    2,
                    "Nobody was asked",
                    "Who has a stake, who was asked and when, what they said and what changed.",
                    $"People who use the service were asked {Times(people)}, others {Times(others)}. Messages and being told do not count.",
                    Against("PL040", "PL041", "PL042", "PL043", "PL044", "PL184", "PL185", "PL186", "PL187"),
                    "Whether the right people were asked, in a way that suited them, and whether they would say that they were heard."
                ),
                new(
                    3,
                    "No success criteria",
                    "Each objective's measure or criterion, and each measure's definition, target, day and source.",
                    $"{judged:N0} of {objectives:N0} objectives have a measure or a criterion.",
                    Against("PL010", "PL011", "PL013", "PL014", "PL020", "PL027", "PL188", "PL189", "PL190", "PL191", "PL192", "PL214"),
                    "Whether the figure is the one that matters to people, and whether the target is within reach and worth reaching."
                ),
                new(
                    4,
                    "Law, regulation and ethics left out",
                    "What objectives, measures and audits answer, how safeguarding, rights and equality are thought of, and what an inspector asked for.",
                    $"{lawful:N0} of {objectives:N0} objectives name a law or standard; {thought:N0} of {document.Actions.Count:N0} actions say what they mean for people's safety.",
                    Against(
                        "PL080",
                        "PL081",
                        "PL082",
                        "PL084",
                        "PL090",
                        "PL091",
                        "PL092",
                        "PL094",
                        "PL096",
                        "PL140",
                        "PL150",
                        "PL152",
                        "PL180",
                        "PL182",
                        "PL183",
                        "PL208",
                        "PL210"
                    ),
                    "Whether the law that is named is kept in what people do each day, and whether it is right."
                ),
                new(
                    5,
                    "Nobody told, nobody trained",
                    "Who is told what and when, what is new to people, what they learn before it starts, and how they are led through it.",
                    $"{document.Communications.Count:N0} messages, {document.Training.Count:N0} training needs{(plan?.Change?.Size is { } size ? $", a {Words.Read(size)} change" : ", and no size of the change")}.",
                    Against("PL100", "PL101", "PL102", "PL103", "PL104", "PL105", "PL106", "PL107", "PL198", "PL199", "PL205"),
                    "Whether the message was understood, and whether people now do it differently."
                ),
            ];
        }

        Finding[] Against(params ReadOnlySpan<string> checks)
        {
            var found = new List<Finding>();
            foreach (var finding in findings)
            {
                if (!finding.Waived && checks.Contains(finding.Check.Id))
                    found.Add(finding);
            }
            return [.. found];
        }

        MarkingPoint Point(string id, string title, params Proof[] proofs)
        {
            Finding[] against = [.. findings.Where(f => !f.Waived && PlaceOf(f.Check) == id)];
            return new(
                id,
                title,
                proofs,
                against,
                [
                    .. against
                        .GroupBy(f => f.Check)
                        .OrderBy(g => g.Min(f => f.Severity))
                        .ThenBy(g => g.Key.Id, StringComparer.Ordinal)
                        .Select(g => g.Key),
                ]
            );
        }

        Proof Proof<T>(string says, Func<T, bool> shows, Func<T, string> words)
            where T : Part
        {
            var thing = Thing.Of<T>();
            var items = document.ItemsOf(thing);
            var shown = new List<Shown>();
            foreach (var (place, item) in items.Index())
            {
                if (shows((T)item))
                    shown.Add(new(PlanDocument.NameOf(item) ?? PlanDocument.KeyAt(place), words((T)item)));
            }
            return new(says, thing, shown, items.Count);
        }

        bool UsesService(Engagement engagement) =>
            stakeholders.TryGetValue(engagement.Stakeholder ?? "", out var who) && Facts.UsesTheService(who);

        static bool IsAsked(Engagement engagement) => engagement.Level >= EngagementLevel.Consult;

        static string SaidAndChanged(Engagement engagement) => Joined(engagement.Said, engagement.ChangedPlan);

        static bool Says(string? text) => !string.IsNullOrWhiteSpace(text);

        // By the title: nobody reads an id.
        string ForWhat(Allocation a) =>
            document.Objectives.FirstOrDefault(o => o.Id == a.Objective)?.Title
            ?? document.Actions.FirstOrDefault(t => t.Id == a.Action)?.Title
            ?? "";

        static string Joined(params ReadOnlySpan<string?> texts)
        {
            var joined = "";
            foreach (var text in texts)
            {
                if (Says(text))
                    joined += (joined.Length == 0 ? "" : " / ") + text!.Trim();
            }
            return joined;
        }

        static string Times(int count) => count == 1 ? "once" : $"{count:N0} times";
    }
}
