using Goldthread.App.Develop.Workbooks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.App.Develop.FromFile;

/// <summary>The words that stand above columns in the tables of services, and the answers that they are about.</summary>
public static class HeadingWords
{
    /// <value>The lists that a table can be taken into, the likeliest first.</value>
    public static IReadOnlyList<Thing> Lists { get; } =
    [Thing.Of<Action>(), Thing.Of<Objective>(), Thing.Of<Risk>(), Thing.Of<RegulatoryAction>(), Thing.Of<Measure>()];

    static readonly Dictionary<string, string[]> Who = new(StringComparer.Ordinal)
    {
        ["who"] =
        [
            "by whom",
            "who",
            "lead officer",
            "lead",
            "owner",
            "person responsible",
            "responsible",
            "responsibility",
            "accountable lead",
            "accountable",
            "action owner",
            "risk owner",
        ],
        ["when"] =
        [
            "by when",
            "due",
            "due date",
            "deadline",
            "target date",
            "completion date",
            "date",
            "timescale",
            "timescales",
            "when",
            "milestone",
            "milestones",
        ],
        ["state"] = ["status", "rag", "rag rating", "rag status", "state", "progress rag"],
    };

    /// <summary>The words of a field of a list, the best first.</summary>
    static readonly Dictionary<(string List, string Field), string[]> Known = new()
    {
        [(Action.List, "title")] =
        [
            "action",
            "actions",
            "action title",
            "action required",
            "corrective action",
            "planned action",
            "task",
            "what will we do",
            "actions to be taken",
        ],
        [(Action.List, "objective")] = ["objective", "aim", "goal", "priority", "objective group"],
        [(Action.List, "accountable")] = Who["who"],
        [(Action.List, "due")] = Who["when"],
        [(Action.List, "starts")] = ["start", "start date"],
        [(Action.List, "status")] = Who["state"],
        [(Action.List, "cost")] = ["cost", "budget"],
        [(Objective.List, "title")] = ["objective", "aim", "goal", "outcome", "what will be different"],
        [(Objective.List, "owner")] = Who["who"],
        [(Objective.List, "due")] = Who["when"],
        [(Objective.List, "success_criterion")] =
        [
            "how measured",
            "success measure",
            "success criteria",
            "measure of success",
            "how we will know",
        ],
        [(Risk.List, "event")] = ["risk", "risk description", "description of risk", "what could happen"],
        [(Risk.List, "cause")] = ["cause", "because of"],
        [(Risk.List, "effect")] = ["effect", "impact", "consequence"],
        [(Risk.List, "controls")] = ["controls", "mitigation", "mitigating actions", "existing controls"],
        [(Risk.List, "owner")] = Who["who"],
        [(Risk.List, "next_review")] = ["review date", "next review", "date"],
        [(Risk.List, "status")] = Who["state"],
        [(RegulatoryAction.List, "text")] =
        [
            "finding",
            "recommendation",
            "requirement",
            "recommendation or issue",
            "issue",
            "must do",
            "recommended action",
            "item",
        ],
        [(RegulatoryAction.List, "due")] = Who["when"],
        [(RegulatoryAction.List, "status")] = Who["state"],
        [(Measure.List, "name")] = ["measure", "indicator", "kpi", "performance measure"],
        [(Measure.List, "owner")] = Who["who"],
        [(Measure.List, "unit")] = ["unit"],
        [(Measure.List, "target.value")] = ["target"],
        [(Measure.List, "definition")] = ["definition", "how measured"],
    };

    static readonly HashSet<string> All = [.. Known.Values.SelectMany(w => w)];

    /// <summary>The answers that a column can be about.</summary>
    public static IReadOnlyList<Leaf> Fields(Thing thing) =>
        [.. Known.Keys.Where(k => k.List == thing.List).Select(k => Table(thing).Columns.Single(l => l.Key == k.Field))];

    /// <summary>The answer of a list by its key.</summary>
    internal static Leaf? Field(Thing thing, string key) => Fields(thing).FirstOrDefault(l => l.Key == key);

    static PlanTable Table(Thing thing) => PlanTable.Lists.First(t => t.Thing == thing);

    /// <summary>Is it a word that stands above columns?</summary>
    internal static bool IsHeading(string text) => text.Length is > 0 and < 60 && All.Any(w => Score(Plain(text), w) > 1);

    /// <summary>What each column is about, as far as its heading says; each answer once.</summary>
    public static IReadOnlyList<string?> Guess(Thing thing, IReadOnlyList<string> headings)
    {
        var guess = new string?[headings.Count];
        var all = Known
            .Where(k => k.Key.List == thing.List)
            .SelectMany(k =>
                headings.Select(
                    (h, c) =>
                        (
                            k.Key.Field,
                            Column: c,
                            Score: k.Value.Select((w, i) => (100 * Score(Plain(h), w)) - (Score(Plain(h), w) == 0 ? 0 : i)).Max()
                        )
                )
            )
            .Where(g => g.Score > 0)
            .OrderByDescending(g => g.Score)
            .ThenBy(g => g.Column);
        foreach (var (field, column, _) in all)
        {
            if (guess[column] is null && !guess.Contains(field))
                guess[column] = field;
        }
        return guess;
    }

    /// <summary>The list whose headings they are most likely.</summary>
    public static Thing ListOf(IReadOnlyList<string> headings) =>
        Lists
            .Select(l => (List: l, Guess: Guess(l, headings)))
            // What has no column of its own is not that.
            .MaxBy(l => (l.Guess.Contains(Fields(l.List)[0].Key), l.Guess.Count(g => g is not null)))
            .List;

    static int Score(string heading, string word) =>
        heading == word ? 3
        : heading.StartsWith(word + " ", StringComparison.Ordinal) || heading.EndsWith(" " + word, StringComparison.Ordinal) ? 2
        : $" {heading} ".Contains($" {word} ", StringComparison.Ordinal) ? 1
        : 0;

    /// <summary>A heading in small letters and single blanks.</summary>
    internal static string Plain(string heading) =>
        string.Join(
            ' ',
            new string([.. heading.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(
                ' ',
                StringSplitOptions.RemoveEmptyEntries
            )
        );
}
