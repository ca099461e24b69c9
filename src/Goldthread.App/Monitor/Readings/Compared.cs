using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Spc;
using Microsoft.EntityFrameworkCore;
using ChartKind = Goldthread.Domain.Monitor.ChartKind;

namespace Goldthread.App.Monitor.Readings;

/// <summary>Services held beside one another by a measure that they took from the same entry of the catalogue.</summary>
public static class Compared
{
    /// <summary>An entry that services of an area share.</summary>
    /// <param name="Id">The entry.</param>
    /// <param name="Services">How many areas have a plan with it.</param>
    public sealed record Shared(string Id, int Services);

    /// <summary>One service's figures of the period.</summary>
    /// <param name="AreaId">The area.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Plan">The plan whose measure it is.</param>
    /// <param name="Measure">The measure.</param>
    /// <param name="Numerator">What was counted in the period.</param>
    /// <param name="Denominator">Out of, or over, what.</param>
    /// <param name="Figures">How many figures that is.</param>
    /// <param name="Newest">The day of the newest.</param>
    public sealed record Service(
        int AreaId,
        string Name,
        string Plan,
        string Measure,
        double Numerator,
        double Denominator,
        int Figures,
        DateOnly? Newest
    )
    {
        /// <value>The measure.</value>
        public required Measure Of { get; init; }

        /// <value>What is kept of its figures, and the figures.</value>
        public required SeriesRow Series { get; init; }
    }

    /// <summary>What is compared: some of a number, or events over a size. Null where the entry's figures cannot be added up so.</summary>
    public static FunnelKind? KindOf(CatalogueMeasure entry) =>
        entry.Denominator is null ? null
        : entry.Chart is ChartKind.P or ChartKind.PPrime || entry.Unit is "%" ? FunnelKind.Proportion
        : entry.Chart is ChartKind.U or ChartKind.UPrime ? FunnelKind.Rate
        : null;

    /// <summary>The entries that two services or more share, most shared first; one query.</summary>
    /// <param name="db">The database.</param>
    /// <param name="actor">Who asks: what they may not see is not counted.</param>
    /// <param name="path">The path of the area that holds the services.</param>
    public static async Task<IReadOnlyList<Shared>> EntriesAsync(Db db, Actor actor, string path, CancellationToken cancel = default)
    {
        var below = path + "%";
        var seen = new Seen(db, actor);
        return await seen
            .Plans.Where(p => p.Area!.RemovedAt == null && EF.Functions.Like(p.Area!.Path, below))
            .Join(
                seen.Links.Where(l => l.List == Measure.List && l.ToList == "catalogue"),
                p => p.Id,
                l => l.Owner,
                (p, l) => new { p.AreaId, Entry = l.ToId }
            )
            .Distinct()
            .GroupBy(l => l.Entry)
            .Where(g => g.Count() > 1)
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key)
            .Take(200)
            .Select(g => new Shared(g.Key, g.Count()))
            .ToListAsync(cancel);
    }

    /// <summary>The services and their figures in the months up to the newest figure of any of them; one query.</summary>
    /// <param name="db">The database.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="path">The path of the area that holds the services.</param>
    /// <param name="entry">The entry of the catalogue.</param>
    /// <param name="months">How many months.</param>
    /// <returns>The services, and the first day that counts; null where there is no figure.</returns>
    public static async Task<(IReadOnlyList<Service> Services, DateOnly? From)> ServicesAsync(
        Db db,
        Actor actor,
        string path,
        string entry,
        int months,
        CancellationToken cancel = default
    )
    {
        var below = path + "%";
        var seen = new Seen(db, actor);
        var rows = await seen
            .Plans.Where(p => p.Area!.RemovedAt == null && EF.Functions.Like(p.Area!.Path, below))
            .Join(
                seen.Links.Where(l => l.List == Measure.List && l.ToList == "catalogue" && l.ToId == entry),
                p => p.Id,
                l => l.Owner,
                (p, l) => new { Plan = p, Measure = l.Id }
            )
            .Join(
                seen.Items.Where(i => i.List == Measure.List && i.RemovedAt == null),
                l => new { Owner = l.Plan.Id, Id = l.Measure },
                i => new { i.Owner, i.Id },
                (l, i) =>
                    new
                    {
                        l.Plan,
                        l.Measure,
                        i.Body,
                    }
            )
            .Join(
                seen.Series,
                l => new { Plan = l.Plan.Id, l.Measure },
                s => new { s.Plan, s.Measure },
                (l, s) =>
                    new
                    {
                        l.Plan.AreaId,
                        l.Plan.Area!.Name,
                        l.Plan.Id,
                        l.Plan.Starts,
                        l.Measure,
                        l.Body,
                        s.Last,
                        s.Latest,
                        s.Target,
                        s.Variation,
                        s.WorseSince,
                        s.Misses,
                        s.Packed,
                    }
            )
            .OrderBy(r => r.Id)
            .Take(5000)
            .ToListAsync(cancel);
        if (rows.Max(r => r.Last) is not { } newest)
            return ([], null);
        var from = Days.AddMonths(newest, -months).AddDays(1);
        // A service with a plan for each year is one service: its newest figures count.
        var services = rows.GroupBy(r => r.AreaId)
            .Select(g => g.OrderByDescending(r => r.Last).ThenByDescending(r => r.Starts).First())
            .Select(r =>
            {
                var figures = PackedReadings
                    .Unpack(r.Packed)
                    .Where(f => f.On >= from && f.On <= newest && f is { Numerator: >= 0, Denominator: > 0 })
                    .ToList();
                return new Service(
                    r.AreaId,
                    r.Name,
                    r.Id,
                    r.Measure,
                    figures.Sum(f => f.Numerator!.Value),
                    figures.Sum(f => f.Denominator!.Value),
                    figures.Count,
                    r.Last
                )
                {
                    Of = (Measure)Shape.Of<Measure>().FromJson(r.Body),
                    Series = new SeriesRow
                    {
                        Plan = r.Id,
                        Measure = r.Measure,
                        Last = r.Last,
                        Latest = r.Latest,
                        Target = r.Target,
                        Variation = r.Variation,
                        WorseSince = r.WorseSince,
                        Misses = r.Misses,
                        Packed = r.Packed,
                    },
                };
            })
            .OrderBy(s => s.Name, StringComparer.CurrentCultureIgnoreCase)
            .ToList();
        return (services, from);
    }
}
