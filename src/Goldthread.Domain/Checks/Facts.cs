using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Domain.Strategy;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Domain.Checks;

/// <summary>A plan with what the checks ask of it again and again: who names whom, what is open, what is cited.</summary>
sealed class Facts
{
    static readonly Area NoArea = (Area)Shape.Of<Area>().New();
    static readonly Plan NoPlan = (Plan)Shape.Of<Plan>().New();

    readonly Dictionary<string, Cited?> cited = new(StringComparer.Ordinal);

    internal Facts(PlanDocument document, DateOnly today, KnownData known)
    {
        Document = document;
        Today = today;
        Known = known;
        Area = document.Area ?? NoArea;
        Plan = document.Plan ?? NoPlan;
        Objectives = ById(document.Objectives);
        Actions = ById(document.Actions);
        Measures = ById(document.Measures);
        Stakeholders = ById(document.Stakeholders);
        ActionsOf = document.Actions.ToLookup(a => a.Objective ?? "", StringComparer.Ordinal);
        MeasuresOf = document.Measures.SelectMany(m => m.Objectives, (m, o) => (m, o)).ToLookup(p => p.o, p => p.m, StringComparer.Ordinal);
        EngagementsOf = document.Engagements.ToLookup(e => e.Stakeholder ?? "", StringComparer.Ordinal);
        AdaptationsOf = document.Adaptations.ToLookup(a => a.About ?? "", StringComparer.Ordinal);
        OpenActions = [.. document.Actions.Where(a => a.IsOpen)];
    }

    internal PlanDocument Document { get; }
    internal DateOnly Today { get; }
    internal KnownData Known { get; }
    internal Area Area { get; }
    internal Plan Plan { get; }
    internal bool IsLive => Plan.Status == PlanStatus.Live;

    internal IReadOnlyDictionary<string, Objective> Objectives { get; }
    internal IReadOnlyDictionary<string, Action> Actions { get; }
    internal IReadOnlyDictionary<string, Measure> Measures { get; }
    internal IReadOnlyDictionary<string, Stakeholder> Stakeholders { get; }

    /// <value>The actions by their objective; those without one under the empty text.</value>
    internal ILookup<string, Action> ActionsOf { get; }

    /// <value>The measures by each objective that they name.</value>
    internal ILookup<string, Measure> MeasuresOf { get; }

    /// <value>The engagements by their stakeholder.</value>
    internal ILookup<string, Engagement> EngagementsOf { get; }

    /// <value>The adaptations by what they are about.</value>
    internal ILookup<string, Adaptation> AdaptationsOf { get; }

    /// <value>The actions that are neither done nor cancelled.</value>
    internal IReadOnlyList<Action> OpenActions { get; }

    /// <value>The sets of actions that wait for each other, each in id order.</value>
    internal IReadOnlyList<IReadOnlyList<Action>> Circles => field ??= Dependencies.Circles(Document.Actions, Actions);

    /// <value>The actions that are on a circle.</value>
    internal IReadOnlySet<Action> OnACircle => field ??= Circles.SelectMany(c => c).ToHashSet();

    /// <value>The word lists of the second edition.</value>
    internal Lexicon Words => Known.Words.Lexicon;

    /// <value>The nation whose law holds: as said, else by who inspects; null where neither says.</value>
    internal Jurisdiction? Nation => Document.Organisation?.Jurisdiction ?? Nations.Of(Area.Regulators);

    /// <summary>The laws about a duty that hold for this service in its nation.</summary>
    internal IEnumerable<Law> LawsOn(LawDuty duty) => Known.Laws.Where(l => l.Duty == duty && l.Holds(Nation, Area.ServiceTypes));

    /// <summary>The first such law as a sentence after a space; empty where there is none.</summary>
    internal string LawSentence(LawDuty duty) => LawsOn(duty).FirstOrDefault() is { } law ? " " + law.Sentence() : "";

    /// <value>True where the plan names no strategic objective at all.</value>
    internal bool HasNoStrategicObjective => Document.Strategy is not { Objectives.Count: > 0 };

    /// <value>True where the plan has no budget line and no reason why it costs nothing.</value>
    internal bool HasNoBudget => Document.Resources?.Budget is not { Lines.Count: > 0 } && Missing(Plan.NilCostReason);

    /// <value>The objectives with hours, money or equipment.</value>
    internal IReadOnlySet<string> Resourced => field ??= FindResourced();

    HashSet<string> FindResourced()
    {
        var resources = Document.Resources;
        var resourced = new HashSet<string>(StringComparer.Ordinal);
        foreach (var allocation in resources?.Allocations ?? [])
        {
            resourced.Add(allocation.Objective ?? "");
            resourced.Add(Actions.GetValueOrDefault(allocation.Action ?? "")?.Objective ?? "");
        }
        resourced.UnionWith(Document.Actions.Where(a => a.Cost > 0).Select(a => a.Objective ?? ""));
        resourced.UnionWith((resources?.Budget?.Lines ?? []).Select(l => l.Objective ?? ""));
        resourced.UnionWith((resources?.Equipment ?? []).Select(e => e.Objective ?? ""));
        return resourced;
    }

    /// <value>The actions, not cancelled, whose title holds a word of restriction, of less care or of new practice; looked for once.</value>
    internal IReadOnlySet<Action> Telling
    {
        get
        {
            if (telling is null)
            {
                telling = new(ReferenceEqualityComparer.Instance);
                foreach (var action in Document.Actions)
                {
                    if (action.Standing != ActionStatus.Cancelled && MayTellOfChange(action.Title))
                        telling.Add(action);
                }
            }
            return telling;
        }
    }

    HashSet<Action>? telling;

    /// <summary>True where a text holds the beginning of a word of restriction, of less care or of new practice: it is worth a closer look.</summary>
    internal bool MayTellOfChange(string text) => Words.OfChanges.IndexIn(text) >= 0;

    /// <summary>True where a measure is no more than what those who are judged think of themselves; looked for once.</summary>
    internal bool IsJudgement(Measure measure)
    {
        if (!judgements.TryGetValue(measure, out var known))
            judgements[measure] = known = Sentences.IsJudgement(Words, measure);
        return known;
    }

    readonly Dictionary<Measure, bool> judgements = new(ReferenceEqualityComparer.Instance);

    /// <summary>True where an objective has a measure that is more than what those who are judged think of themselves.</summary>
    internal bool IsMeasured(Objective objective)
    {
        foreach (var measure in MeasuresOf[objective.Id])
        {
            if (!IsJudgement(measure))
                return true;
        }
        return false;
    }

    /// <summary>True where people who use the service, or children, are whom a stakeholder stands for.</summary>
    internal static bool UsesTheService(Stakeholder stakeholder) =>
        stakeholder.Group is StakeholderGroup.PeopleWhoUseServices or StakeholderGroup.Children;

    /// <summary>True where a stakeholder was asked: at consult or deeper.</summary>
    internal bool WasAsked(Stakeholder stakeholder) =>
        stakeholder.Id.Length > 0 && EngagementsOf[stakeholder.Id].Any(e => e.Level >= EngagementLevel.Consult);

    /// <summary>True where an objective or audit cites, or an action says, what the law of restriction asks to think of.</summary>
    /// <param name="anyAudit">True where any audit of the plan counts; else only one that names the action.</param>
    internal bool RightsAreLookedAt(Objective? objective, Action? action, bool anyAudit = false)
    {
        rightsAudits ??= [.. Document.Audits.Where(a => a.Requirements.Any(IsAboutRights))];
        return rightsAudits.Any(a => anyAudit || (action is not null && a.Actions.Contains(action.Id, StringComparer.Ordinal)))
            || objective?.Requirements.Any(r => IsAboutRights(r.Id) || Words.RightsWords.In(r.Note)) == true
            || Words.RightsWords.In(action?.SafeguardingImpact)
            || Words.RightsWords.In(objective?.Contribution);
    }

    Audit[]? rightsAudits;

    bool IsAboutRights(string? citation)
    {
        if (Cited(citation) is not { } found)
            return false;
        foreach (var law in Known.Laws)
        {
            if (law.Duty != LawDuty.Restriction || law.SatisfiedBy.Count == 0)
                continue;
            foreach (var by in law.SatisfiedBy)
            {
                if (by == citation || by == found.Framework.Id)
                    return true;
            }
        }
        return false;
    }

    /// <summary>What a citation names; null where the text is blank or names nothing.</summary>
    internal Cited? Cited(string? citation)
    {
        if (string.IsNullOrWhiteSpace(citation))
            return null;
        if (!cited.TryGetValue(citation, out var found))
            cited[citation] = found = Known.Requirement(citation);
        return found;
    }

    /// <value>What objectives, measures and audits cite.</value>
    internal IReadOnlyList<Cited> CitedByWork =>
        field ??= [
            .. Document
                .Objectives.SelectMany(o => o.Requirements.Select(r => r.Id))
                .Concat(Document.Measures.SelectMany(m => m.Requirements.Select(r => r.Id)))
                .Concat(Document.Audits.SelectMany(a => a.Requirements))
                .Select(Cited)
                .OfType<Cited>(),
        ];

    /// <summary>True where a text is missing: absent, empty or white space.</summary>
    internal static bool Missing(string? text) => string.IsNullOrWhiteSpace(text);

    /// <summary>A day so many months later (or earlier), on the month's last day where it has no such day; never beyond the calendar.</summary>
    internal static DateOnly AddMonths(DateOnly day, int months)
    {
        var month = day.Year * 12L + day.Month - 1 + months;
        return month < 12 ? DateOnly.MinValue
            : month >= 120_000 ? DateOnly.MaxValue
            : day.AddMonths(months);
    }

    /// <summary>Days from one day to another; null where one is missing.</summary>
    internal static int? DaysBetween(DateOnly? from, DateOnly? to) => to?.DayNumber - from?.DayNumber;

    /// <summary>The period of a frequency in days; null for event or none.</summary>
    internal static int? PeriodOf(Measure measure) => Periods.DaysOf(measure.Frequency);

    /// <summary>The figures of a measure in the order of their days; readings without a figure are left out.</summary>
    internal static IEnumerable<(DateOnly? On, double Figure)> FiguresOf(Measure measure) =>
        measure
            .Readings.Select(r => (r.On, Figure: r.Figure(measure.Multiplier)))
            .Where(r => r.Figure is not null)
            .OrderBy(r => r.On)
            .Select(r => (r.On, r.Figure!.Value));

    /// <summary>The figures of a measure, put in order once.</summary>
    /// <inheritdoc cref="FiguresOf"/>
    internal IReadOnlyList<(DateOnly? On, double Figure)> FiguresIn(Measure measure)
    {
        if (figures.TryGetValue(measure, out var known))
            return known;
        var inOrder = new List<(DateOnly? On, double Figure)>(measure.Readings.Count);
        var isInOrder = true;
        foreach (var reading in measure.Readings)
        {
            if (reading.Figure(measure.Multiplier) is not { } figure)
                continue;
            isInOrder &= inOrder.Count == 0 || Nullable.Compare(inOrder[^1].On, reading.On) <= 0;
            inOrder.Add((reading.On, figure));
        }
        return figures[measure] = isInOrder ? inOrder : [.. inOrder.OrderBy(f => f.On)];
    }

    readonly Dictionary<Measure, List<(DateOnly? On, double Figure)>> figures = new(ReferenceEqualityComparer.Instance);

    /// <summary>True where one figure is worse than another, by the measure's direction; false where it has none.</summary>
    internal static bool IsWorse(double figure, double than, Direction? direction) =>
        direction switch
        {
            Direction.Higher => figure < than,
            Direction.Lower => figure > than,
            _ => false,
        };

    /// <summary>A day as people read it.</summary>
    internal static string Day(DateOnly? day) => day is { } known ? Days.Read(known) : "no date";

    static Dictionary<string, T> ById<T>(IReadOnlyList<T> items)
        where T : Item
    {
        var byId = new Dictionary<string, T>(items.Count, StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (item.Id.Length > 0)
                byId.TryAdd(item.Id, item);
        }
        return byId;
    }
}
