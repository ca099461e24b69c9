using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>What the second edition changes in groups A, B and G: objectives, and what they come from.</summary>
static class ChangedPlanning
{
    internal static readonly (string Id, Func<Check, Check> Change)[] Changes =
    [
        (
            "PL001",
            static first =>
                first with
                {
                    Fix = "Choose the strategic objective that it serves, or the law that asks for it, or take it out",
                    Look = static (facts, found) =>
                    {
                        // Without a strategy PL002 has said it all.
                        if (facts.HasNoStrategicObjective)
                            return;
                        found.Lacking(
                            facts.Document.Objectives,
                            o => o.Strategic.Count == 0 && !o.Requirements.Any(r => facts.Cited(r.Id) is not null),
                            "a strategic objective or a law that it serves",
                            o => $"\"{o.Title}\" serves no strategic objective, and no law or standard asks for it."
                        );
                    },
                }
        ),
        (
            "PL005",
            static first =>
                first with
                {
                    Fix = "Write what this team will do before the plan ends, from what to what",
                    Look = static (facts, found) =>
                    {
                        var strategic = new List<(Objective Objective, string Message)>();
                        foreach (var objective in facts.Document.Objectives)
                        {
                            if (ReadsAsStrategy(facts, objective) is { } message)
                                strategic.Add((objective, message));
                        }
                        // One such objective is a slip; where it is most of them, the plan is a strategy in disguise.
                        Severity? weighs = IsMost(strategic.Count, facts.Document.Objectives.Count) ? Severity.Error : null;
                        foreach (var (objective, message) in strategic)
                            found.About(objective, message, severity: weighs);
                    },
                }
        ),
        (
            "PL006",
            static first =>
                first with
                {
                    Look = static (facts, found) =>
                    {
                        if (facts.Area.Kind is AreaKind.Organisation)
                            return;
                        var words = facts.Words;
                        var area = facts.Area.Kind is { } kind ? $"is a {Shapes.Words.Read(kind)}" : "does not say that it is one";
                        foreach (var objective in facts.Document.Objectives)
                        {
                            if (objective.Scope == ObjectiveScope.WholeOrganisation)
                                found.About(
                                    objective,
                                    $"\"{objective.Title}\" is for the whole organisation, but {facts.Area.Name} {area}."
                                );
                            else if (Sentences.Meant(objective.Title, words.WholeOrganisation, words.NotWholeOrganisation) is { } whole)
                                found.About(
                                    objective,
                                    $"\"{objective.Title}\" says \"{whole.Of(objective.Title)}\", which is more than {facts.Area.Name} can decide."
                                );
                        }
                    },
                }
        ),
        (
            "PL010",
            static first =>
                first with
                {
                    Why = "If a stranger could not answer it, nobody can tell whether the aim was reached",
                    Fix = "Add a measure with a target. Or ask what a stranger could answer with yes or no on a day",
                    Look = static (facts, found) =>
                    {
                        var words = facts.Words;
                        found.Lacking(
                            facts.Document.Objectives,
                            o => !facts.IsMeasured(o) && Sentences.IsNoCriterion(words, o.SuccessCriterion),
                            "a measure or a criterion that a stranger could answer yes or no",
                            o =>
                                facts.MeasuresOf.Contains(o.Id)
                                    ? $"\"{o.Title}\" is measured only by what those who do the work think of it."
                                : Missing(o.SuccessCriterion) ? $"\"{o.Title}\" has no measure and no success criterion."
                                : $"\"{o.Title}\" has no measure, and nobody from outside could say whether \"{o.SuccessCriterion}\" is so."
                        );
                    },
                }
        ),
        (
            "PL011",
            static first =>
                first with
                {
                    Look = static (facts, found) =>
                    {
                        var words = facts.Words;
                        var vague = new List<(Objective Objective, string Message, bool Loose)>();
                        foreach (var objective in facts.Document.Objectives)
                        {
                            var title = Wording.OneSpace(objective.Title);
                            if (
                                (Sentences.BeginsWith(words, title, words.VagueObjectiveVerbs) ?? Sentences.KeepsOn(words, title))
                                    is { } verb
                                && !Sentences.HasFigure(title, facts.MeasuresOf[objective.Id])
                            )
                                vague.Add(
                                    (
                                        objective,
                                        $"\"{title}\" begins with \"{verb}\" and has no figure that could be missed.",
                                        !facts.IsMeasured(objective)
                                    )
                                );
                            else if (
                                words.WoollyWords.Find(title) is { } woolly
                                && !Sentences.HasNumber(words, title)
                                // Of a direction PL005 speaks.
                                && ReadsAsStrategy(facts, objective) is null
                            )
                                vague.Add(
                                    (
                                        objective,
                                        $"\"{title}\" says \"{woolly.Of(title)}\" and has no figure that could be missed.",
                                        !facts.IsMeasured(objective)
                                    )
                                );
                        }
                        // Where most are vague and nothing is measured beside them, nobody could say that the plan failed.
                        Severity? weighs = IsMost(vague.Count(v => v.Loose), facts.Document.Objectives.Count) ? Severity.Error : null;
                        foreach (var (objective, message, loose) in vague)
                            found.About(objective, message, severity: loose ? weighs : null);
                        foreach (var action in facts.Document.Actions)
                        {
                            if (
                                (
                                    Sentences.BeginsWith(words, action.Title, words.VagueActionVerbs)
                                    ?? Sentences.KeepsOn(words, action.Title)
                                )
                                    is { } verb
                                && !Sentences.HasCount(words, action.Title)
                            )
                                found.About(action, $"\"{action.Title}\" begins with \"{verb}\": nobody could say when it is done.");
                        }
                    },
                }
        ),
        (
            "PL012",
            static first =>
                first with
                {
                    Look = static (facts, found) =>
                    {
                        found.Lacking(
                            facts.Document.Objectives,
                            o => o.Due is null && !Sentences.IsNoDate(facts.Words, o.DueText, hasDay: false),
                            "a date",
                            o => $"\"{o.Title}\" has no date."
                        );
                        foreach (var objective in facts.Document.Objectives)
                        {
                            if (objective.Due < facts.Plan.Starts || objective.Due > facts.Plan.Ends)
                                found.About(
                                    objective,
                                    $"\"{objective.Title}\" is due on {Day(objective.Due)}, outside the plan ({Day(facts.Plan.Starts)} to {Day(facts.Plan.Ends)})."
                                );
                        }
                    },
                }
        ),
        (
            "PL013",
            static first =>
                first with
                {
                    Look = static (facts, found) =>
                    {
                        foreach (var objective in facts.Document.Objectives)
                        {
                            if (Sentences.IsNoDate(facts.Words, objective.DueText, objective.Due is not null))
                                found.About(objective, $"\"{objective.Title}\" is due \"{objective.DueText}\", which is no date.");
                        }
                    },
                }
        ),
        (
            "PL014",
            static first =>
                first with
                {
                    Look = static (facts, found) =>
                        found.Lacking(
                            facts.Document.Objectives,
                            o => IsActivity(facts, o),
                            "an outcome: they say what is done, not what changes",
                            o => $"\"{o.Title}\" has no outcome measure: it says what is done, not what changes."
                        ),
                }
        ),
        (
            "PL017",
            static first =>
                first with
                {
                    Look = static (facts, found) =>
                    {
                        // Without a budget PL060 has said it all.
                        if (facts.HasNoBudget)
                            return;
                        var resourced = facts.Resourced;
                        found.Lacking(
                            facts.Document.Objectives,
                            o => !resourced.Contains(o.Id) && Missing(o.NoResourceReason),
                            "hours, money or equipment, or a reason why it needs none",
                            o => $"\"{o.Title}\" has no hours, money or equipment, and no reason why it needs none."
                        );
                    },
                }
        ),
        (
            "PL071",
            static first =>
                first with
                {
                    Look = (facts, found) =>
                    {
                        first.Look(facts, found);
                        foreach (var risk in facts.Document.Risks)
                        {
                            // Where its owner or score is missing too it has been said that the risk is not in hand.
                            if (
                                risk.Controls.Count > 0
                                && risk.Controls.All(facts.Words.NoControls.Fill)
                                && !Missing(risk.Owner)
                                && risk is { Inherent.Score: not null, Residual.Score: not null }
                            )
                                found.About(
                                    risk,
                                    $"Its only control is \"{risk.Controls[0]}\", which says nobody what to do, and holds nothing down.",
                                    "controls"
                                );
                        }
                    },
                }
        ),
        (
            "PL072",
            static first =>
                first with
                {
                    Look = static (facts, found) =>
                    {
                        foreach (var risk in facts.Document.Risks)
                        {
                            // From 15, and where it would be catastrophic, PL207 says it.
                            if (risk.Residual?.Score >= 12 && !CanBeKept.IsGrave(risk) && Missing(risk.Contingency?.Plan))
                                found.About(risk, $"The risk scores {risk.Residual.Score} with its controls, and there is no plan B.");
                        }
                    },
                }
        ),
        (
            "PL077",
            static first =>
                first with
                {
                    Look = static (facts, found) =>
                    {
                        if (facts.Document.Risks.Count == 0)
                            return;
                        var considered = facts.Document.Risks.SelectMany(r => r.Objectives).ToHashSet(StringComparer.Ordinal);
                        found.Lacking(
                            facts.Document.Objectives,
                            o => !considered.Contains(o.Id) && Missing(o.NoRiskReason),
                            "a risk, or a reason why there is none",
                            o => $"No risk names \"{o.Title}\", and no reason says why there is none."
                        );
                    },
                }
        ),
    ];

    /// <summary>True for an objective that is work and has no outcome measure; of one that is too vague to be work PL011 speaks.</summary>
    static bool IsActivity(Facts facts, Objective objective)
    {
        var words = facts.Words;
        return (
                Sentences.BeginsWith(words, objective.Title, words.ActivityVerbs) is not null
                || Sentences.CountsActivity(words, objective.Title)
            )
            && Sentences.BeginsWith(words, objective.Title, words.VagueObjectiveVerbs) is null
            && !words.NotActivity.In(objective.Title)
            && !facts.MeasuresOf[objective.Id].Any(m => m.Kind == MeasureKind.Outcome);
    }

    /// <summary>True for at least half of several.</summary>
    static bool IsMost(int count, int of) => count > 1 && count * 2 >= of;

    /// <summary>What makes an objective read as one of a strategy; null where nothing does.</summary>
    static string? ReadsAsStrategy(Facts facts, Objective objective)
    {
        var words = facts.Words;
        var title = Wording.OneSpace(objective.Title);
        if (Sentences.Meant(title, words.StrategicPhrases, words.NotStrategic) is { } phrase)
            return $"\"{title}\" says \"{phrase.Of(title)}\", which belongs in a strategy.";
        if (
            Sentences.BeginsWith(words, title, words.StrategicVerbs) is { } verb
            && !Sentences.HasFigure(title, facts.MeasuresOf[objective.Id])
        )
            return $"\"{title}\" begins with \"{verb}\": a direction, not work of this year.";
        if (
            Sentences.BeginsWith(words, title, words.GrowthVerbs) is { } grows
            && Sentences.Meant(title, words.GrowthObjects, words.NotStrategic) is { } what
            && !Sentences.HasFigure(title, facts.MeasuresOf[objective.Id])
        )
            return $"\"{title}\" is to {grows.ToLowerInvariant()} \"{what.Of(title)}\": a direction, not work of this year.";
        if (
            facts.Area.Kind is AreaKind.Organisation
            && Sentences.Meant(title, words.WholeOrganisation, words.NotWholeOrganisation) is { } whole
        )
            return $"\"{title}\" says \"{whole.Of(title)}\", which belongs in a strategy.";
        return
            facts.Plan.Ends is { } ends
            && (Sentences.YearAfter(title, ends.Year) ?? Sentences.YearAfter(objective.SuccessCriterion, ends.Year)) is { } year
            ? $"\"{title}\" speaks of {year}, and the plan ends on {Day(ends)}."
            : null;
    }
}
