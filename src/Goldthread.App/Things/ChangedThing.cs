using Goldthread.App.Store;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Things;

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
    /// <param name="isWhole">True to tell of what is new all that it says.</param>
    public static IReadOnlyList<ChangedThing> Of(
        IEnumerable<RecordRow> lines,
        Func<string, string, string?> title,
        Func<Field, string, string?> names,
        bool isWhole = false
    ) => [.. lines.GroupBy(l => (l.List, l.Item)).Select(g => Of([.. g], title, names, isWhole)).OfType<ChangedThing>()];

    static ChangedThing? Of(
        IReadOnlyList<RecordRow> lines,
        Func<string, string, string?> title,
        Func<Field, string, string?> names,
        bool isWhole
    )
    {
        var (first, last) = (lines[^1], lines[0]);
        var isNew = first.Operation is "AddItem";
        var isGone = lines.FirstOrDefault(l => l.Operation is "RemoveItem" or "RestoreItem") is { Operation: "RemoveItem" };
        // Taken out and brought back before, or the other way round: as it was.
        var isBack = first.Operation is "RestoreItem" && !isGone;
        if ((isNew || first.Operation is "RestoreItem") && isGone)
            return null;
        Dictionary<string, (string? Old, string? New)> fields = new(StringComparer.Ordinal);
        var figures = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines.Reverse())
        {
            if (line.Operation is "RecordReadings")
            {
                figures.UnionWith(HistoryWords.DaysOfFigures(line));
                continue;
            }
            foreach (var (field, old, now) in HistoryWords.Changes(line, names))
                fields[field] = (fields.TryGetValue(field, out var known) ? known.Old : old, now);
        }
        List<(string, string?, string?)> differs =
        [
            .. fields.Where(f => f.Value.Old != f.Value.New).Select(f => (f.Key, f.Value.Old, f.Value.New)),
        ];
        if (figures.Count > 0)
            differs.Add(("Figures", null, figures.Count == 1 ? "1 entered or changed" : $"{figures.Count:N0} entered or changed"));
        if (differs.Count == 0 && !isGone && !isBack)
            return null;
        var what = Words.Capital(HistoryWords.About(last, title).TrimStart(':', ' ') is { Length: > 0 } named ? named : "the plan");
        return new(
            what,
            isNew ? "New"
                : isGone ? "Taken out"
                : isBack ? "Put back"
                : "Changed",
            isGone || (isNew && !isWhole) ? [] : differs,
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
