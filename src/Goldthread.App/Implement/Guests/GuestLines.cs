using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.App.Implement.Guests;

/// <summary>One line of a plan that a partner's guest may be given.</summary>
/// <param name="Row">The item.</param>
/// <param name="Part">As it is.</param>
public sealed record GuestLine(ItemRow Row, Part Part)
{
    /// <value>By what it is known among the lines: <c>actions/A1</c>.</value>
    public string Key => GuestLines.KeyOf(Row.List, Row.Id);

    /// <value>True where the guest answers for it; an objective, and a figure that others count, they only see.</value>
    public bool IsAnswered =>
        Part switch
        {
            Action action => action.IsOpen,
            Measure measure => measure.SourceKind is SourceKind.Partner,
            Agreement => true,
            Disagreement disagreement => disagreement.Closed is null,
            _ => false,
        };
}

/// <summary>Which lines of a plan are a partner's, as the plan stands now: nothing restricted, and nothing that was given to another since.</summary>
public static class GuestLines
{
    /// <summary>The most lines that are looked through for what is a partner's.</summary>
    const int Most = 2000;

    static readonly string[] Lists = [Objective.List, Action.List, Measure.List, Agreement.List, Disagreement.List];

    /// <summary>By what a line is known.</summary>
    public static string KeyOf(string list, string id) => $"{list}/{id}";

    /// <summary>
    /// What may be given to a guest of a partner: joint actions with it, agreements with it and the disagreements under them, measures that those share or that
    /// it counts for one of its actions' objectives, and objectives. One query.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="partner">The partner.</param>
    /// <param name="today">Today where the service is.</param>
    public static async Task<IReadOnlyList<GuestLine>> OfAsync(
        Db db,
        string plan,
        string partner,
        DateOnly today,
        CancellationToken cancel = default
    ) => (await OfEachAsync(db, plan, [partner], today, cancel))[partner];

    /// <inheritdoc cref="OfAsync"/>
    /// <param name="partners">The partners.</param>
    /// <returns>The lines of each partner.</returns>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<GuestLine>>> OfEachAsync(
        Db db,
        string plan,
        IReadOnlyCollection<string> partners,
        DateOnly today,
        CancellationToken cancel = default
    )
    {
        var rows = await db
            .Items.AsNoTracking()
            .Where(i => i.Owner == plan && Lists.Contains(i.List) && i.RemovedAt == null && !i.Restricted)
            .OrderBy(i => i.Position)
            .ThenBy(i => i.Id)
            .Take(Most)
            .ToListAsync(cancel);
        List<GuestLine> all = [.. rows.Select(r => new GuestLine(r, ItemRows.Read(Thing.Find(r.List)!, r)))];
        return partners.ToDictionary(p => p, p => Of(all, p, today), StringComparer.Ordinal);
    }

    static IReadOnlyList<GuestLine> Of(List<GuestLine> all, string partner, DateOnly today)
    {
        var agreements = all.Where(l => l.Part is Agreement a && a.Partners.Contains(partner, StringComparer.Ordinal)).ToList();
        var agreed = agreements.Select(l => l.Row.Id).ToHashSet(StringComparer.Ordinal);
        // Figures are shared by an agreement in force alone.
        var shared = agreements
            .Select(l => (Agreement)l.Part)
            .Where(a => a.IsInForce(today))
            .SelectMany(a => a.SharedMeasures)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. all.Where(l =>
                    l.Part switch
                    {
                        Action action => action.Joint == true && action.Partner == partner,
                        Agreement => agreed.Contains(l.Row.Id),
                        Disagreement disagreement => disagreement.Agreement is { } under && agreed.Contains(under),
                        Measure => shared.Contains(l.Row.Id),
                        Objective => true,
                        _ => false,
                    }
                )
                .OrderBy(l => Array.IndexOf(Order, l.Row.List)),
        ];
    }

    static readonly string[] Order = [Action.List, Measure.List, Agreement.List, Disagreement.List, Objective.List];
}
