using Goldthread.Domain;
using Goldthread.Domain.Shapes;

namespace Goldthread.Web.Forms;

/// <summary>What a form asks first, so that a thing is written down in two minutes; the rest waits behind "More to say".</summary>
public static class FirstQuestions
{
    static readonly Dictionary<string, string[]> ByList = new(StringComparer.Ordinal)
    {
        ["objectives"] = ["title", "strategic", "outcome_for_people", "owner", "due", "success_criterion", "requirements"],
        ["actions"] = ["title", "objective", "accountable", "starts", "due", "notes"],
        ["measures"] =
        [
            "name",
            "definition",
            "objectives",
            "numerator",
            "denominator",
            "unit",
            "multiplier",
            "direction",
            "baseline",
            "target",
            "frequency",
            "owner",
            "source",
        ],
        ["risks"] = ["cause", "event", "effect", "objectives", "category", "inherent", "residual", "controls", "owner", "next_review"],
        ["stakeholders"] = ["name", "group", "power", "interest"],
        ["audits"] = ["title", "on", "standard", "score", "sample", "actions", "re_audit"],
        ["training"] = ["competence", "audience", "actions", "method", "due"],
    };

    /// <value>What the form of a plan asks first.</value>
    public static IReadOnlyCollection<string> OfPlan { get; } = ["title", "starts", "ends", "owner", "summary", "cycle", "safeguarding"];

    /// <summary>The names of the fields that come first; null for all.</summary>
    public static IReadOnlyCollection<string>? Of(Thing thing) => ByList.GetValueOrDefault(thing.List);

    /// <summary>Is nothing answered? To save an empty form is a slip. Where an answer is owed, the operation asks for that one.</summary>
    /// <param name="thing">The list.</param>
    /// <param name="asked">The fields that are asked.</param>
    /// <param name="values">The answers by field name.</param>
    public static bool IsBlank(Thing thing, IReadOnlyList<Field> asked, IReadOnlyDictionary<string, object?> values)
    {
        if (asked.Any(f => f.IsOwed))
            return false;
        var part = thing.Shape.New();
        foreach (var (name, value) in values)
            thing.Shape[name].Set(part, value);
        return !asked.Any(f => f.IsSet(part));
    }

    /// <summary>What is said where nothing is answered: the question to begin with.</summary>
    public static Refusal Blank(Thing thing, IReadOnlyList<Field> asked)
    {
        var first = asked.First(f => f is { Inner: null, RefersTo.Count: 0 } && Of(thing)?.Contains(f.Name) is not false);
        return new(first.Name, $"Nothing is answered yet. Begin with “{first.Label}”, or cancel.");
    }
}
