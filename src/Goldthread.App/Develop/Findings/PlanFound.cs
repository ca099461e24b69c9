using Goldthread.App.Store;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Govern;

namespace Goldthread.App.Develop.Findings;

/// <summary>How many findings of a plan stand, at one revision of it and on one day.</summary>
/// <param name="Revision">The plan's revision.</param>
/// <param name="Day">The day; waivers and stale figures depend on it.</param>
/// <param name="Errors">Errors that no waiver lets stand.</param>
/// <param name="Warnings">Warnings that no waiver lets stand.</param>
/// <param name="Advice">Advice that is neither waived nor put away.</param>
/// <param name="Waived">What a waiver lets stand.</param>
public sealed record FindingCounts(int Revision, DateOnly Day, int Errors, int Warnings, int Advice, int Waived)
{
    /// <summary>The counts as they were kept; null where none were.</summary>
    public static FindingCounts? Of(FindingCountRow? kept) =>
        kept is null ? null : new(kept.Revision, kept.Day, kept.Errors, kept.Warnings, kept.Advice, kept.Waived);
}

/// <summary>What the checks find in a plan at one revision of it and on one day, with what people decided about it.</summary>
public sealed class PlanFound
{
    readonly ILookup<(string List, string Key), Finding> about;
    readonly Dictionary<Finding, Waiver> waivers;
    readonly IReadOnlyDictionary<(string List, string Key), string> rows;
    readonly IReadOnlySet<string> away;
    readonly string plan;

    internal PlanFound(
        string plan,
        int revision,
        DateOnly today,
        IReadOnlyList<Finding> all,
        IReadOnlyList<Waiver> waivers,
        IReadOnlySet<string> away,
        IReadOnlyDictionary<(string List, string Key), string> rows
    )
    {
        (All, this.away, this.rows, this.plan) = (all, away, rows, plan);
        about = all.ToLookup(f => (f.List, f.Key));
        var holding = waivers.Where(w => w.Holds(today)).OrderBy(w => w.Expires).ToList();
        this.waivers = new(ReferenceEqualityComparer.Instance);
        foreach (var finding in all.Where(f => f.Waived))
        {
            // The last to end counts.
            if (holding.FindLast(w => Concerns(w, finding, plan)) is { } waiver)
                this.waivers[finding] = waiver;
        }
        Proposed = [.. waivers.Where(w => string.IsNullOrWhiteSpace(w.By) && !string.IsNullOrWhiteSpace(w.Check))];
        Counts = new FindingCounts(
            revision,
            today,
            all.Count(f => f.Severity == Severity.Error && Stands(f)),
            all.Count(f => f.Severity == Severity.Warning && Stands(f)),
            all.Count(f => f.Severity == Severity.Info && Stands(f)),
            all.Count(f => f.Waived)
        );
    }

    /// <value>Everything that was found, in the order of the checks.</value>
    public IReadOnlyList<Finding> All { get; }

    /// <value>How many stand.</value>
    public FindingCounts Counts { get; }

    /// <value>Waivers that a planner asked for and nobody has agreed to.</value>
    public IReadOnlyList<Waiver> Proposed { get; }

    /// <value>What has to be mended or waived before the plan is approved: errors, then warnings.</value>
    public IEnumerable<Finding> Blocking =>
        All.Where(f => !f.Waived && f.Severity is Severity.Error or Severity.Warning).OrderBy(f => f.Severity);

    /// <summary>What was found about an item.</summary>
    /// <param name="list">Its list; empty for the plan itself.</param>
    /// <param name="key">Its id, role or place; <c>plan</c> for the plan itself.</param>
    public IEnumerable<Finding> About(string list, string key) => about[(list, key)];

    /// <summary>True where nothing lets it rest: no waiver, and nobody put the advice away.</summary>
    public bool Stands(Finding finding) => !finding.Waived && !IsAway(finding);

    /// <summary>True for advice that somebody put away.</summary>
    public bool IsAway(Finding finding) =>
        finding.Severity == Severity.Info && !finding.Waived && (away.Contains(finding.Check.Id) || away.Contains(PutAway.KeyOf(finding)));

    /// <summary>True where all advice of this check was put away at once.</summary>
    public bool IsAllAway(Check check) => away.Contains(check.Id);

    /// <summary>The waiver that lets a finding stand, or null.</summary>
    public Waiver? WaiverOf(Finding finding) => waivers.GetValueOrDefault(finding);

    /// <summary>The waiver that somebody asked for, or null.</summary>
    public Waiver? ProposedFor(Finding finding) => Proposed.FirstOrDefault(w => Concerns(w, finding, plan));

    /// <summary>The row of the item that a finding is about: its id, or for items that are known by role or place the id of their row.</summary>
    public string RowOf(Finding finding) => RowOf(finding.List, finding.Key);

    /// <inheritdoc cref="RowOf(Finding)"/>
    public string RowOf(string list, string key) => rows.GetValueOrDefault((list, key)) ?? key;

    /// <summary>The key of an item's row: the other way round than <see cref="RowOf(Finding)"/>.</summary>
    public string KeyOf(string list, string row)
    {
        foreach (var (key, id) in rows)
        {
            if (key.List == list && id == row)
                return key.Key;
        }
        return row;
    }

    /// <summary>True where a waiver is about a finding, whether it holds or not.</summary>
    internal static bool Concerns(Waiver waiver, Finding finding, string plan) =>
        waiver.Check == finding.Check.Id && (waiver.About == finding.Key || (finding.List.Length == 0 && waiver.About == plan));
}
