using System.Globalization;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Develop.Plans;

/// <summary>What makes a version of a plan one that people speak of.</summary>
public enum VersionKind
{
    /// <summary>As it was started or brought in.</summary>
    Began,

    /// <summary>As it was approved: a baseline.</summary>
    Approved,

    /// <summary>As it was once a change was agreed to: a baseline.</summary>
    Agreed,

    /// <summary>As it was when a review was held.</summary>
    Reviewed,

    /// <summary>As it was at the end of a day.</summary>
    Day,

    /// <summary>As it is.</summary>
    Now,
}

/// <summary>
/// A version of a plan: how it stood after one line of its record. Nothing is copied; the record has every version, and its chain freezes them.
/// </summary>
/// <param name="Kind">What makes it one.</param>
/// <param name="Seq">The last line that is in it.</param>
/// <param name="On">Its day where the service is.</param>
/// <param name="By">Who approved, agreed or held the review; null for a day and for now.</param>
/// <param name="Count">How many changes were agreed to at once.</param>
public sealed record PlanVersion(VersionKind Kind, long Seq, DateOnly On, string? By, int Count = 1)
{
    /// <value>The id of the review that was held; null for any other.</value>
    public string? Review { get; init; }

    /// <value>Its word in addresses.</value>
    public string Key =>
        Kind switch
        {
            VersionKind.Now => "now",
            VersionKind.Day => On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => Seq.ToString(CultureInfo.InvariantCulture),
        };

    /// <value>What it is called.</value>
    public string Name =>
        Kind switch
        {
            VersionKind.Began => $"As it began on {Days.Read(On)}",
            VersionKind.Approved => $"Approved on {Days.Read(On)}",
            VersionKind.Agreed => $"{(Count == 1 ? "A change" : $"{Count} changes")} agreed to on {Days.Read(On)}",
            VersionKind.Reviewed => $"Review held on {Days.Read(On)}",
            VersionKind.Day => $"The end of {Days.Read(On)}",
            _ => "Now",
        };

    /// <value>True where it is frozen to compare with: an approval, or an agreement.</value>
    public bool IsBaseline => Kind is VersionKind.Approved or VersionKind.Agreed;
}

/// <summary>Two versions of a plan, and the lines of its record between them.</summary>
public static class PlanVersions
{
    /// <summary>So many lines are looked through.</summary>
    public const int Most = 20_000;

    /// <summary>Two versions, the earlier first.</summary>
    /// <param name="All">The versions that have a name, the newest first; the last of them is how the plan began.</param>
    /// <param name="From">The earlier.</param>
    /// <param name="To">The later.</param>
    public sealed record Pair(IReadOnlyList<PlanVersion> All, PlanVersion From, PlanVersion To);

    /// <summary>Finds two versions by their words; one query.</summary>
    /// <param name="seen">What the actor sees.</param>
    /// <param name="plan">The plan's id.</param>
    /// <param name="from">A version's <see cref="PlanVersion.Key"/> or a day; null for the last baseline.</param>
    /// <param name="to">The same; null for now.</param>
    /// <param name="today">Today where the service is.</param>
    /// <exception cref="Missing">There is no such version.</exception>
    public static async Task<Pair> FindAsync(
        Seen seen,
        string plan,
        string? from,
        string? to,
        DateOnly today,
        CancellationToken cancel = default
    )
    {
        var all = seen.Records.Where(r => r.Stream == plan);
        var (after, until) = (EndOf(DayOf(from)), EndOf(DayOf(to)));
        // The last line, that of the beginning, and those of the days, by number; the others by what was done.
        var lines = await all.Where(r =>
                r.Operation == nameof(ApprovePlan)
                || r.Operation == nameof(ApproveChange)
                || (r.List == Review.List && r.Changes.Contains("\"held_on\":[null,"))
                || r.Seq == all.Max(l => l.Seq)
                || r.Seq == all.Where(l => l.At == all.Where(f => f.Seq == 1).Max(f => f.At)).Max(l => l.Seq)
                || (after != null && r.Seq == all.Where(l => l.At < after).Max(l => (long?)l.Seq))
                || (until != null && r.Seq == all.Where(l => l.At < until).Max(l => (long?)l.Seq))
            )
            .OrderBy(r => r.Seq)
            .Select(r => new
            {
                r.Seq,
                r.At,
                r.Operation,
                r.Actor,
                r.List,
                r.Item,
                IsFirst = r.At == all.Where(f => f.Seq == 1).Max(f => f.At),
            })
            .ToListAsync(cancel);
        var versions = new List<PlanVersion>();
        DateTimeOffset? agreed = null;
        var began = lines.Last(l => l.IsFirst).Seq;
        foreach (var line in lines)
        {
            PlanVersion Of(VersionKind kind) => new(kind, line.Seq, ServiceTime.DayOf(line.At), line.Actor);
            if (line.Operation is nameof(ApproveChange) && agreed == line.At)
                versions[^1] = versions[^1] with { Seq = line.Seq, Count = versions[^1].Count + 1 };
            else if (line.Operation is nameof(ApprovePlan) or nameof(ApproveChange))
                versions.Add(Of(line.Operation is nameof(ApprovePlan) ? VersionKind.Approved : VersionKind.Agreed));
            else if (line.Seq == began)
                versions.Add(Of(VersionKind.Began));
            else if (line.List is Review.List && !line.IsFirst)
                versions.Add(Of(VersionKind.Reviewed) with { Review = line.Item });
            agreed = line.Operation is nameof(ApproveChange) ? line.At : null;
        }
        var now = new PlanVersion(VersionKind.Now, lines[^1].Seq, today, null);
        PlanVersion? Find(string? key, PlanVersion usual) =>
            string.IsNullOrWhiteSpace(key) ? usual
            : key is "now" ? now
            : DayOf(key) is { } day ? new(VersionKind.Day, lines.LastOrDefault(l => l.At < EndOf(day))?.Seq ?? 0, day, null)
            : versions.Find(v => v.Key == key);
        var first = Find(from, versions.LastOrDefault(v => v.IsBaseline) ?? versions.FirstOrDefault() ?? now);
        var second = Find(to, now);
        if (first is null || second is null)
            throw new Missing("version");
        versions.Reverse();
        return first.Seq <= second.Seq ? new(versions, first, second) : new(versions, second, first);
    }

    /// <summary>What lies between two versions.</summary>
    /// <param name="Lines">The lines of the record, the newest first; one more than <see cref="Most"/> where there are more.</param>
    /// <param name="Titles">What the items of the plan, its strategy and its area are called, removed ones too.</param>
    public sealed record Between(IReadOnlyList<RecordRow> Lines, IReadOnlyDictionary<(string List, string Id), string> Titles);

    /// <summary>What lies between two versions; one query.</summary>
    /// <param name="seen">What the actor sees.</param>
    /// <param name="plan">The plan's id.</param>
    /// <param name="strategy">The owner of the items of its strategy, or null.</param>
    /// <param name="area">The owner of the items of its area.</param>
    /// <param name="pair">The versions.</param>
    public static async Task<Between> BetweenAsync(
        Seen seen,
        string plan,
        string? strategy,
        string area,
        Pair pair,
        CancellationToken cancel = default
    )
    {
        var (from, to) = (pair.From.Seq, pair.To.Seq);
        // The titles come along as lines without a number: a query less.
        var rows = await seen
            .Records.AsNoTracking()
            .Where(r => r.Stream == plan && r.Seq > from && r.Seq <= to && r.List != null && r.Operation != "OrderItems")
            .OrderByDescending(r => r.Seq)
            .Take(Most + 1)
            .Select(r => new
            {
                r.Seq,
                List = r.List!,
                r.Item,
                r.Operation,
                r.Reason,
                Text = r.Changes,
            })
            .Concat(
                seen.Items.Where(i => i.Owner == plan || i.Owner == strategy || i.Owner == area)
                    .Select(i => new
                    {
                        Seq = 0L,
                        i.List,
                        Item = (string?)i.Id,
                        Operation = "",
                        Reason = (string?)null,
                        Text = i.Title,
                    })
            )
            .ToListAsync(cancel);
        return new(
            [
                .. rows.Where(r => r.Seq > 0)
                    .OrderByDescending(r => r.Seq)
                    .Select(r => new RecordRow
                    {
                        Stream = plan,
                        Seq = r.Seq,
                        List = r.List,
                        Item = r.Item,
                        Operation = r.Operation,
                        Reason = r.Reason,
                        Changes = r.Text,
                    }),
            ],
            rows.Where(r => r.Seq == 0).DistinctBy(r => (r.List, r.Item!)).ToDictionary(r => (r.List, r.Item!), r => r.Text)
        );
    }

    static DateOnly? DayOf(string? key) =>
        DateOnly.TryParseExact(key, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    static DateTimeOffset? EndOf(DateOnly? day) => day is { } given ? ServiceTime.EndOf(given) : null;
}
