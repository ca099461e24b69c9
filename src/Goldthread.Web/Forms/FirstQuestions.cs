using Goldthread.Domain.Shapes;

namespace Goldthread.Web.Forms;

/// <summary>What a form asks first, so that a thing is written down in two minutes; the rest waits behind "More to say".</summary>
public static class FirstQuestions
{
    static readonly Dictionary<string, string[]> ByList = new(StringComparer.Ordinal)
    {
        ["objectives"] = ["title", "strategic", "outcome_for_people", "owner", "due", "success_criterion", "requirements"],
        ["actions"] = ["title", "objective", "accountable", "starts", "due", "status", "notes"],
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
}
