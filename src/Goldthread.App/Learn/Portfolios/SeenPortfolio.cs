using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Learn.Portfolios;

/// <summary>
/// A portfolio as somebody may see it: its learner, or whoever is something for that learner at the portfolio's centre on that day. For everybody else,
/// an administrator among them, it is not there.
/// </summary>
/// <param name="Row">The portfolio.</param>
/// <param name="Learner">Whose it is, as people read it.</param>
/// <param name="IsLearner">True where it is one's own.</param>
/// <param name="Roles">What one is for this learner.</param>
public sealed record SeenPortfolio(PortfolioRow Row, string Learner, bool IsLearner, IReadOnlySet<LearningRole> Roles)
{
    const int Most = 500;

    /// <value>The unit.</value>
    public Framework? Unit => Shipped.Data.Unit(Row.Unit);

    /// <value>The criteria of the unit.</value>
    public IReadOnlyList<Requirement> Criteria => Unit is { } unit ? [.. KnownData.CriteriaOf(unit)] : [];

    /// <summary>Finds one.</summary>
    /// <param name="db">The database.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="id">The portfolio.</param>
    /// <param name="today">Today: a role may have its last day.</param>
    /// <exception cref="Missing">There is none, or it is not for them.</exception>
    public static async Task<SeenPortfolio> FindAsync(Db db, Actor actor, int id, DateOnly today, CancellationToken cancel = default) =>
        (await AllAsync(db, actor, today, id, cancel)).SingleOrDefault() ?? throw new Missing("portfolio");

    /// <summary>All that they see, their own first.</summary>
    /// <inheritdoc cref="FindAsync"/>
    public static async Task<IReadOnlyList<SeenPortfolio>> AllAsync(
        Db db,
        Actor actor,
        DateOnly today,
        int? id = null,
        CancellationToken cancel = default
    )
    {
        if (actor.PersonId is not { } me)
            return [];
        var learner = Words.Written(LearningRole.Learner);
        var mine = db.LearningRoles.Where(r => r.PersonId == me && r.Role != learner && (r.Until == null || r.Until >= today));
        var roles = await mine.ToListAsync(cancel);
        var rows = await db
            .Portfolios.AsNoTracking()
            .Where(p => id == null || p.Id == id)
            .Where(p => p.PersonId == me || mine.Any(r => r.AreaId == p.AreaId && (r.ForId == null || r.ForId == p.PersonId)))
            .OrderBy(p => p.Id)
            .Take(Most)
            .Join(db.Users, p => p.PersonId, u => u.Id, (p, u) => new { Row = p, u.Name })
            .ToListAsync(cancel);
        return
        [
            .. rows.Select(r => new SeenPortfolio(r.Row, r.Name, r.Row.PersonId == me, RolesFor(r.Row)))
                .OrderByDescending(p => p.IsLearner)
                .ThenBy(p => p.Row.Id),
        ];

        // Nobody assesses or samples themselves.
        HashSet<LearningRole> RolesFor(PortfolioRow portfolio) =>
            portfolio.PersonId == me
                ? []
                :
                [
                    .. roles
                        .Where(r => r.AreaId == portfolio.AreaId && (r.ForId is null || r.ForId == portfolio.PersonId))
                        .Select(r => Words.TryParse<LearningRole>(r.Role, out var role) ? role : LearningRole.Learner),
                ];
    }

    /// <summary>Finds one for somebody to write to: of the learner's own, or as what they are for the learner.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="id">The portfolio.</param>
    /// <param name="role">What they have to be; <see cref="LearningRole.Learner"/> for the learner whose it is.</param>
    /// <exception cref="Missing">There is none, or it is not for them.</exception>
    /// <exception cref="Forbidden">They see it, and may not do this.</exception>
    internal static async Task<SeenPortfolio> ToWriteAsync(Work work, int id, LearningRole role)
    {
        var seen = await FindAsync(work.Db, work.Actor, id, work.Today);
        if (!(role is LearningRole.Learner ? seen.IsLearner : seen.Roles.Contains(role)))
            throw new Forbidden(
                role is LearningRole.Learner
                    ? "Only the learner writes this: nobody makes a claim for somebody else."
                    : $"Only this learner’s {Words.Read(role)} can do this."
            );
        // Two at once could each be right and both together wrong.
        await work.AloneAsync(LearntRow.OwnerOf(seen.Row.PersonId));
        return seen;
    }
}
