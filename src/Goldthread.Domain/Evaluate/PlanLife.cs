using System.Globalization;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Domain.Evaluate;

/// <summary>
/// The life of a plan in the order in which it happened: when it was approved, what was tried, what went off, what was looked at, what was decided and what
/// was changed, each with why and who agreed.
/// </summary>
public sealed class PlanLife
{
    /// <summary>Something that happened.</summary>
    /// <param name="On">The day.</param>
    /// <param name="Kind">What kind of thing it is: "Changed".</param>
    /// <param name="Text">What happened.</param>
    /// <param name="Why">Why, or what came of it; null where that is not said.</param>
    /// <param name="By">Who agreed or did it; null where that is not said.</param>
    /// <param name="List">The list of what it is told by; null for the plan itself.</param>
    /// <param name="Id">The id there.</param>
    /// <param name="Measure">The measure that it is about, whose chart shows what came of it; null for none.</param>
    public sealed record Happening(
        DateOnly On,
        string Kind,
        string Text,
        string? Why,
        string? By,
        string? List,
        string? Id,
        string? Measure = null
    )
    {
        /// <value>What it belongs to, by the list that tells it.</value>
        public LifePart Of =>
            List switch
            {
                null or Adaptation.List => LifePart.Plan,
                Review.List or Meeting.List => LifePart.Judged,
                Inspection.List or Visit.List or Audit.List or Monitor.Evidence.List => LifePart.Shown,
                _ => LifePart.Done,
            };
    }

    readonly PlanDocument plan;
    readonly Dictionary<string, (Thing Thing, Part Part)> things = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> people;

    readonly IReadOnlyDictionary<string, string> titles;

    PlanLife(PlanDocument plan, IReadOnlyDictionary<string, string> titles)
    {
        (this.plan, this.titles) = (plan, titles);
        // Who wrote evidence is often said by initials in capitals.
        people = new(StringComparer.OrdinalIgnoreCase);
        foreach (var person in plan.Staff.Where(s => s.Role is not null))
            people.TryAdd(person.Id, person.Role!);
        foreach (var thing in Looked.Select(Thing.Find).OfType<Thing>())
        foreach (var part in plan.ItemsOf(thing).OfType<Item>())
            things.TryAdd(part.Id, (thing, part));
        Happenings = [.. All().OrderBy(h => h.On)];
    }

    /// <value>The lists that it is told from.</value>
    public static IReadOnlyCollection<string> Looked { get; } =
    [
        Objective.List,
        Measure.List,
        Action.List,
        Risk.List,
        RegulatoryAction.List,
        Inspection.List,
        Visit.List,
        Audit.List,
        Monitor.Evidence.List,
        Meeting.List,
        Review.List,
        ImprovementCycle.List,
        Adaptation.List,
    ];

    /// <value>What happened, the first first.</value>
    public IReadOnlyList<Happening> Happenings { get; }

    /// <summary>The life of a plan.</summary>
    /// <param name="plan">The plan with the lists of <see cref="Looked"/> and its people; other lists are not looked at.</param>
    /// <param name="titles">What the things of other lists are called, by their ids.</param>
    public static PlanLife Of(PlanDocument plan, IReadOnlyDictionary<string, string>? titles = null) =>
        new(plan, titles ?? new Dictionary<string, string>());

    /// <summary>How it was adapted, in one sentence.</summary>
    public string Sentence
    {
        get
        {
            if (Happenings.Count == 0)
                return "Nothing has happened yet that the plan tells of.";
            var changed = plan.Adaptations.Count;
            var refused = plan.Adaptations.Count(a => a.Stands is AdaptationState.Refused);
            var open = plan.Adaptations.Count(a => a.Stands is AdaptationState.Asked);
            return $"{Several.Count(plan.Reviews.Count(r => r.HeldOn is not null), "review")} held, {Several.Count(plan.Pdsa.Count(c => c.Began is not null), "cycle")} tried, "
                + (
                    changed == 0 ? "nothing changed since it was approved."
                    : refused + open == 0 ? $"{Several.Count(changed, "change")}, each agreed to."
                    : $"{Several.Count(changed, "change")}: {changed - refused - open} agreed to, {refused} refused, {open} still asked for."
                );
        }
    }

    IEnumerable<Happening> All()
    {
        if (plan.Plan is { } whole)
        {
            if (whole.Starts is { } starts)
                yield return new(starts, "Begin", "The plan begins", null, null, null, null);
            if (whole.ApprovedOn is { } approved)
                yield return new(approved, "Approved", "The plan was approved", null, whole.Approver, null, null);
            if (whole.Ends is { } ends)
                yield return new(ends, "End", "The plan ends", null, null, null, null);
        }
        foreach (var adaptation in plan.Adaptations)
            if (adaptation.On is { } on)
                yield return Changed(adaptation, on);
        foreach (var review in plan.Reviews)
            if (review.HeldOn is { } held)
                yield return new(
                    held,
                    "Review",
                    (review.Kind is { } kind ? Words.Capital(Words.Read(kind)) + " review" : "Review") + " held",
                    Texts(
                        review.Decisions.Select(d =>
                            string.Join(
                                ": ",
                                new[] { d.Decision is { } decided ? Words.Capital(Words.Read(decided)) : null, d.Text }.Where(t =>
                                    !string.IsNullOrWhiteSpace(t)
                                )
                            )
                        )
                    ),
                    null,
                    Review.List,
                    review.Id
                );
        foreach (var meeting in plan.Meetings)
            if (meeting.On is { } met && Texts(meeting.Decisions.Select(d => d.Text)) is { } decided)
                yield return new(
                    met,
                    "Decided",
                    decided,
                    Texts(meeting.Decisions.Select(d => d.Why)),
                    Texts(meeting.Decisions.Select(d => d.By).Distinct(StringComparer.Ordinal)),
                    Meeting.List,
                    meeting.Id
                );
        foreach (var cycle in plan.Pdsa)
        {
            var of = cycle.Measures is [var first, ..] ? first : null;
            if (cycle.PredictedOn is { } predicted)
                yield return new(
                    predicted,
                    "Predicted",
                    cycle.Prediction ?? "What will come of it",
                    cycle.ChangeIdea,
                    cycle.Who,
                    ImprovementCycle.List,
                    cycle.Id
                );
            if (cycle.Began is { } began)
                yield return new(
                    began,
                    "Tried",
                    cycle.ChangeIdea ?? "A change was tried",
                    cycle.Study is { } came
                        ? (cycle.Act is { } act ? $"{came.TrimEnd().TrimEnd('.')}. {Words.Capital(Words.Read(act))}." : came)
                        : null,
                    cycle.Who,
                    ImprovementCycle.List,
                    cycle.Id,
                    of
                );
        }
        foreach (var risk in plan.Risks)
        foreach (var activation in risk.Activations)
        {
            if (activation.On is { } set)
                yield return new(
                    set,
                    "Set off",
                    $"What was planned for “{TitleOf(risk.Id)}” was set off",
                    activation.Note,
                    null,
                    Risk.List,
                    risk.Id
                );
            if (activation.Off is { } over)
                yield return new(over, "Stood down", $"What was planned for “{TitleOf(risk.Id)}” ended", null, null, Risk.List, risk.Id);
        }
        foreach (var inspection in plan.Inspections)
            if ((inspection.Published ?? inspection.On) is { } seen)
                yield return new(
                    seen,
                    "Inspected",
                    inspection.Published is null ? "An inspection" : "An inspection's report came out",
                    Texts(
                        inspection
                            .Ratings.Where(r => r is { Question: not null, Rating: not null })
                            .Select(r => $"{r.Question}: {r.Rating}")
                    ),
                    null,
                    Inspection.List,
                    inspection.Id
                );
        foreach (var visit in plan.Visits)
            if (visit.On is { } came)
                yield return new(
                    came,
                    "Visited",
                    visit.Kind is { } kind ? Words.Capital(Words.Read(kind)) : "A visit",
                    Texts(visit.Recommendations.Select(r => r.Text)),
                    visit.Visitor,
                    Visit.List,
                    visit.Id
                );
        // An audit without a score is booked, not done.
        foreach (var audit in plan.Audits)
            if (audit is { On: { } audited, Score: { } score })
                yield return new(
                    audited,
                    "Audited",
                    audit.Title ?? "An audit",
                    string.Create(CultureInfo.InvariantCulture, $"{score:0.#}%")
                        + (audit.Standard is { } standard ? string.Create(CultureInfo.InvariantCulture, $" against {standard:0.#}%") : ""),
                    null,
                    Audit.List,
                    audit.Id
                );
        foreach (var evidence in plan.Evidence)
            if (evidence.On is { } shown)
                yield return new(
                    shown,
                    "Evidence",
                    evidence.Title ?? "Evidence",
                    Texts(evidence.Supports.Where(things.ContainsKey).Select(id => $"Shows “{TitleOf(id)}”")),
                    evidence.Author is { } author ? people.GetValueOrDefault(author, author) : null,
                    Monitor.Evidence.List,
                    evidence.Id
                );
        foreach (var action in plan.Actions)
            if (action is { Milestone: true, Closed.On: { } reached })
                yield return new(reached, "Reached", action.Title ?? "A milestone", action.Closed.Note, null, Action.List, action.Id);
    }

    Happening Changed(Adaptation adaptation, DateOnly on)
    {
        var about = adaptation.About is { } id ? things.GetValueOrDefault(id) : default;
        var measure = about.Part as Measure;
        var what =
            about.Part is not null ? $"“{TitleOf(adaptation.About!)}”"
            : adaptation.About == plan.Plan?.Id ? "The plan"
            : titles.GetValueOrDefault(adaptation.About ?? "") is { } title ? $"“{title}”"
            : "Something that is not there any more";
        var field = adaptation.Field is { } known ? Words.Read(known) : "something";
        var (from, to) = (Value(adaptation, adaptation.From, measure), Value(adaptation, adaptation.To, measure));
        var text = (from, to) switch
        {
            ({ } was, { } now) => $"{what}: {field} from {was} to {now}",
            (null, { } now) => $"{what}: {field} {now}",
            ({ } was, null) => $"{what}: {field} {was} taken away",
            _ => $"{what}: {field}",
        };
        return adaptation.Stands switch
        {
            AdaptationState.Refused => new(
                on,
                "Refused",
                text,
                Texts([adaptation.Reason, adaptation.Refused!.Reason is { } no ? $"Refused: {no}" : null]),
                null,
                Adaptation.List,
                adaptation.Id,
                measure?.Id
            ),
            AdaptationState.Asked => new(on, "Asked for", text, adaptation.Reason, null, Adaptation.List, adaptation.Id, measure?.Id),
            _ => new(on, "Changed", text, adaptation.Reason, adaptation.Approver, Adaptation.List, adaptation.Id, measure?.Id),
        };
    }

    /// <summary>What was or is, as people read it: a person by role, a day, a figure with its unit.</summary>
    string? Value(Adaptation adaptation, string? text, Measure? measure) =>
        string.IsNullOrWhiteSpace(text) ? null
        : adaptation.Field is AdaptedField.Owner
            ? Texts(text.Split(',', StringSplitOptions.TrimEntries).Select(p => people.GetValueOrDefault(p, p)), ", ")
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Days.Read(day)
        : adaptation.Field is AdaptedField.Budget && decimal.TryParse(text, CultureInfo.InvariantCulture, out var pounds)
            ? string.Create(CultureInfo.InvariantCulture, $"£{pounds:#,0.##}")
        : measure?.Unit is { } unit && double.TryParse(text, CultureInfo.InvariantCulture, out _)
            ? (unit is "%" ? text + "%" : $"{text} {unit}")
        : text;

    string TitleOf(string id) =>
        things.GetValueOrDefault(id) is { Thing: { } thing, Part: { } part } ? thing.TitleOf(part) ?? Words.Capital(thing.Noun) : id;

    static string? Texts(IEnumerable<string?> texts, string between = "; ") =>
        texts.Where(t => !string.IsNullOrWhiteSpace(t)).Select(t => t!.Trim()).ToList() switch
        {
            [] => null,
            [var one] => one,
            // A full stop before a semicolon is one too many.
            var all => string.Join(between, [.. all.SkipLast(1).Select(t => t.TrimEnd('.')), all[^1]]),
        };
}

/// <summary>What something in the life of a plan belongs to.</summary>
public enum LifePart
{
    [Reads("the plan and its changes")]
    Plan,

    [Reads("reviews and decisions")]
    Judged,

    [Reads("tried and done")]
    Done,

    [Reads("shown and found")]
    Shown,
}
