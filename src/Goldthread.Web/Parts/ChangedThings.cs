using Goldthread.App.Store;
using Goldthread.Domain.Shapes;

namespace Goldthread.Web.Parts;

/// <summary>What became of one thing since a plan was approved: its newest version against the approved one, whatever was tried in between.</summary>
/// <param name="What">What it is: "Action “Train a weight champion”".</param>
/// <param name="Did">New, taken out or changed.</param>
/// <param name="Fields">What is different: the field, as it was approved, and as it is now.</param>
/// <param name="Reasons">Why, as they said, the newest first.</param>
/// <param name="Lines">All that was done, the newest first.</param>
public sealed record ChangedThing(
    string What,
    string Did,
    IReadOnlyList<(string Field, string? Old, string? New)> Fields,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<RecordRow> Lines
)
{
    /// <summary>By thing, what changed last first; what is again as it was approved is left out.</summary>
    /// <param name="lines">The lines of the record since the approval, the newest first.</param>
    /// <param name="title">What an item is called.</param>
    /// <param name="names">The name of what a field names.</param>
    public static IReadOnlyList<ChangedThing> Of(
        IEnumerable<RecordRow> lines,
        Func<string, string, string?> title,
        Func<Field, string, string?> names
    ) => [.. lines.GroupBy(l => (l.List, l.Item)).Select(g => Of([.. g], title, names)).OfType<ChangedThing>()];

    static ChangedThing? Of(IReadOnlyList<RecordRow> lines, Func<string, string, string?> title, Func<Field, string, string?> names)
    {
        var (first, last) = (lines[^1], lines[0]);
        var isNew = first.Operation is "AddItem";
        var isGone = lines.FirstOrDefault(l => l.Operation is "RemoveItem" or "RestoreItem") is { Operation: "RemoveItem" };
        if (isNew && isGone)
            return null;
        Dictionary<string, (string? Old, string? New)> fields = new(StringComparer.Ordinal);
        foreach (var line in lines.Reverse())
        {
            foreach (var (field, old, now) in HistoryWords.Changes(line, names))
                fields[field] = (fields.TryGetValue(field, out var known) ? known.Old : old, now);
        }
        List<(string, string?, string?)> differs =
        [
            .. fields.Where(f => f.Value.Old != f.Value.New).Select(f => (f.Key, f.Value.Old, f.Value.New)),
        ];
        if (differs.Count == 0 && !isGone)
            return null;
        var what = Words.Capital(HistoryWords.About(last, title).TrimStart(':', ' ') is { Length: > 0 } named ? named : "the plan");
        return new(
            what,
            isNew ? "New"
                : isGone ? "Taken out"
                : "Changed",
            isNew || isGone ? [] : differs,
            [
                .. lines
                    .Select(HistoryWords.Reason)
                    .Where(r => !string.IsNullOrWhiteSpace(r))
                    .Cast<string>()
                    .Distinct(StringComparer.Ordinal),
            ],
            lines
        );
    }
}
