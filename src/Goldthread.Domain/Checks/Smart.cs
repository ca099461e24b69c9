using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Domain.Checks;

/// <summary>The letters by which an objective is judged.</summary>
public enum SmartLetter
{
    Specific,
    Measurable,
    Achievable,
    Relevant,

    [Reads("time-bound")]
    Timed,
}

/// <summary>An objective judged letter by letter, by the checks that judge the plan: what they find of it and of what it is built with.</summary>
/// <param name="Letters">Each letter with what stands against it.</param>
/// <param name="Besides">What else they find.</param>
public sealed record Smart(IReadOnlyList<(SmartLetter Letter, IReadOnlyList<Finding> Found)> Letters, IReadOnlyList<Finding> Besides)
{
    const string NoStrategy = "PL002";

    /// <summary>Judges an objective as if it stood in the plan.</summary>
    /// <param name="plan">The plan; it is changed: the other objectives are taken out, so that what is found is of this one.</param>
    /// <param name="objective">The objective, with an id.</param>
    /// <param name="with">New items that it is built with, by their list.</param>
    /// <param name="today">Today.</param>
    /// <param name="known">The data that plans cite.</param>
    public static Smart Judge(
        PlanDocument plan,
        Objective objective,
        IReadOnlyList<(Thing Thing, Item Item)> with,
        DateOnly today,
        KnownData known
    )
    {
        plan.SetItems(Thing.Of<Objective>(), [objective]);
        foreach (var (thing, item) in with)
            plan.SetItems(thing, [.. plan.ItemsOf(thing), item]);
        HashSet<(string, string)> own =
        [
            (Objective.List, objective.Id),
            .. plan.Measures.Where(m => m.Objectives.Contains(objective.Id)).Select(m => (Measure.List, m.Id)),
            .. with.Select(w => (w.Thing.List, w.Item.Id)),
        ];
        var found = PlanChecks
            .Run(plan, today, known)
            // Without a strategy nothing can be relevant to it, which is told of the plan.
            .Where(f => (!f.Waived && own.Contains((f.List, f.Key))) || (f.List.Length == 0 && f.Check.Id is NoStrategy))
            .ToLookup(LetterOf);
        return new([.. Enum.GetValues<SmartLetter>().Select(l => (l, (IReadOnlyList<Finding>)[.. found[l]]))], [.. found[null]]);
    }

    /// <summary>The letter that a finding speaks of; null for none of them.</summary>
    static SmartLetter? LetterOf(Finding finding) =>
        finding.List switch
        {
            "" => SmartLetter.Relevant,
            Measure.List => SmartLetter.Measurable,
            Action.List => SmartLetter.Achievable,
            Objective.List => finding.Field switch
            {
                "title" or "scope" => SmartLetter.Specific,
                "success_criterion" => SmartLetter.Measurable,
                "owner" or "no_resource_reason" => SmartLetter.Achievable,
                "strategic" or "contribution" or "values" => SmartLetter.Relevant,
                "due" or "due_text" => SmartLetter.Timed,
                _ => null,
            },
            _ => null,
        };
}
