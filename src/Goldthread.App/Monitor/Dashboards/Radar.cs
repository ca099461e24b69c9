using Goldthread.App.Govern;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.App.Monitor.Dashboards;

/// <summary>What nobody looks after, over all open plans that somebody sees: two queries.</summary>
public static class Radar
{
    /// <summary>The most that is looked for.</summary>
    public const int Most = 500;

    /// <summary>What is wrong with a thing.</summary>
    public enum Gap
    {
        /// <summary>Nobody answers for it.</summary>
        NobodyOwnsIt,

        /// <summary>Whoever answers for it has left.</summary>
        OwnerLeft,

        /// <summary>It is under way or late, and nobody has said how it goes.</summary>
        NeverUpdated,

        /// <summary>Its next figure is overdue, or it never had one.</summary>
        Stale,

        /// <summary>It is done, and nothing shows it.</summary>
        ClosedWithoutProof,

        /// <summary>No outcome measure shows whether it is reached.</summary>
        WithoutOutcomeMeasure,
    }

    /// <summary>A thing with a gap.</summary>
    /// <param name="Gap">What is wrong.</param>
    /// <param name="Plan">Its plan.</param>
    /// <param name="PlanTitle">What that is called.</param>
    /// <param name="List">Its list.</param>
    /// <param name="Id">Its id.</param>
    /// <param name="Title">What it is called.</param>
    /// <param name="Since">The day that tells how long: when it was due, or its newest figure; null for none.</param>
    public sealed record Found(Gap Gap, string Plan, string PlanTitle, string List, string Id, string Title, DateOnly? Since);

    /// <summary>Looks.</summary>
    /// <param name="db">The database, for who is on the staff list: that somebody is there is nobody's secret.</param>
    /// <param name="seen">What the person sees.</param>
    /// <param name="today">Today.</param>
    public static async Task<IReadOnlyList<Found>> LoadAsync(Db db, Seen seen, DateOnly today, CancellationToken cancel)
    {
        var (items, links) = (seen.Items, seen.Links);
        var plans = seen.Plans.Where(p => p.Area!.RemovedAt == null && p.Status != "closed");
        string[] owned = [Objective.List, Action.List, Measure.List, Risk.List];
        var rows = await plans
            .Join(
                items.Where(i => i.RemovedAt == null && owned.Contains(i.List)),
                p => p.Id,
                i => i.Owner,
                (p, i) => new { Plan = p, Item = i }
            )
            .Select(r => new
            {
                Plan = r.Plan.Id,
                PlanTitle = r.Plan.Title,
                r.Item.List,
                r.Item.Id,
                r.Item.Title,
                r.Item.Due,
                IsOpen = r.Item.State != "done" && r.Item.State != "cancelled" && r.Item.State != "closed",
                Nobody = r.Item.Person == null,
                Left = r.Item.Person != null
                    && !db.Items.Any(s =>
                        s.Owner == AreaRow.Prefix + r.Plan.AreaId
                        && s.List == StaffMember.List
                        && s.Id == r.Item.Person
                        && s.RemovedAt == null
                    ),
                Silent = r.Item.List == Action.List
                    && (r.Item.State == "in-progress" || r.Item.State == "blocked" || r.Item.Due < today)
                    && !r.Item.Body.Contains("\"notes\":"),
                Unproved = r.Item.List == Action.List && r.Item.State == "done" && !r.Item.Body.Contains("\"evidence\":"),
                NoOutcome = r.Item.List == Objective.List
                    && !links.Any(l =>
                        l.Owner == r.Plan.Id
                        && l.List == Measure.List
                        && l.ToList == Objective.List
                        && l.ToId == r.Item.Id
                        && items.Any(m =>
                            m.Owner == r.Plan.Id && m.List == Measure.List && m.Id == l.Id && m.RemovedAt == null && m.State == "outcome"
                        )
                    ),
            })
            .Where(r => (r.IsOpen && (r.Nobody || r.Left || r.Silent)) || r.Unproved || r.NoOutcome)
            .OrderBy(r => r.Due == null)
            .ThenBy(r => r.Due)
            .ThenBy(r => r.Plan)
            .ThenBy(r => r.List)
            .ThenBy(r => r.Id)
            .Take(Most)
            .ToListAsync(cancel);
        // Those that are old enough for the shortest rhythm are read, and looked at exactly.
        var old = today.AddDays(-1);
        var figures = await plans
            .Join(
                items.Where(i => i.RemovedAt == null && i.List == Measure.List),
                p => p.Id,
                i => i.Owner,
                (p, i) => new { Plan = p, Item = i }
            )
            .Join(
                seen.Series.Where(s => s.Last == null || s.Last < old),
                r => new { Plan = r.Plan.Id, Measure = r.Item.Id },
                s => new { s.Plan, s.Measure },
                (r, s) =>
                    new
                    {
                        Plan = r.Plan.Id,
                        PlanTitle = r.Plan.Title,
                        r.Item.Id,
                        r.Item.Title,
                        r.Item.Body,
                        s.Last,
                    }
            )
            .OrderBy(r => r.Last != null)
            .ThenBy(r => r.Last)
            .Take(Most)
            .ToListAsync(cancel);
        List<Found> all = [];
        foreach (var r in rows)
        {
            void Add(bool has, Gap gap)
            {
                if (has)
                    all.Add(new(gap, r.Plan, r.PlanTitle, r.List, r.Id, r.Title, r.Due));
            }
            Add(r.IsOpen && r.Nobody, Gap.NobodyOwnsIt);
            Add(r.IsOpen && r.Left, Gap.OwnerLeft);
            Add(r.IsOpen && r.Silent, Gap.NeverUpdated);
            Add(r.Unproved, Gap.ClosedWithoutProof);
            Add(r.NoOutcome, Gap.WithoutOutcomeMeasure);
        }
        all.AddRange(
            figures
                .Where(f => f.Last is null || Freshness.IsStale(Things.ItemRows.Word<Frequency>(f.Body, "frequency"), f.Last, today))
                .Select(f => new Found(Gap.Stale, f.Plan, f.PlanTitle, Measure.List, f.Id, f.Title, f.Last))
        );
        return all;
    }
}
