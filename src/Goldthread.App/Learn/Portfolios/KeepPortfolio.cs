using System.Globalization;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.App.Store.Kinds;
using Goldthread.Domain;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Learn.Portfolios;

/// <summary>Begins a portfolio, and says which centre reads it: the learner alone does either.</summary>
public static class KeepPortfolio
{
    /// <summary>So many portfolios one learner has at most.</summary>
    public const int Most = 20;

    /// <summary>Begins one.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="centre">The centre, where one learns at it; null to keep it to oneself for now.</param>
    /// <returns>The portfolio's number.</returns>
    /// <exception cref="RuleBroken">There is no such unit, one does not learn at the centre, or there is a portfolio for it.</exception>
    public static async Task<int> BeginAsync(Work work, string? unit, int? centre)
    {
        var me = Me(work);
        if (unit is null || Shipped.Data.Unit(unit) is null)
            throw new RuleBroken("Choose one of the units.", "unit");
        await work.AloneAsync(LearntRow.OwnerOf(me));
        await RefuseStrangeAsync(work, me, centre);
        var there = await work.Db.Portfolios.Where(p => p.PersonId == me).Select(p => p.Unit).ToListAsync();
        if (there.Contains(unit, StringComparer.Ordinal))
            throw new RuleBroken("You have a portfolio for this unit already.", "unit");
        if (there.Count >= Most)
            throw new RuleBroken($"At most {Most} portfolios are kept for one person.", "unit");
        var row = new PortfolioRow
        {
            PersonId = me,
            Unit = unit,
            AreaId = centre,
        };
        work.Db.Portfolios.Add(row);
        // Its number is the database's.
        await work.Db.SaveChangesAsync();
        work.Record(
            LearntRow.OwnerOf(me),
            "BeginPortfolio",
            PortfoliosKind.List,
            row.Id.ToString(CultureInfo.InvariantCulture),
            PortfoliosKind.Fields(row)
        );
        return row.Id;
    }

    /// <summary>Says which centre reads it from now on: a learner takes a portfolio along.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="id">The portfolio.</param>
    /// <param name="centre">The centre; null to keep it to oneself.</param>
    /// <exception cref="RuleBroken">One does not learn at the centre.</exception>
    public static async Task ChooseCentreAsync(Work work, int id, int? centre)
    {
        var seen = await SeenPortfolio.ToWriteAsync(work, id, LearningRole.Learner);
        await RefuseStrangeAsync(work, seen.Row.PersonId, centre);
        var row = await work.Db.Portfolios.SingleAsync(p => p.Id == id);
        if (row.AreaId == centre)
            return;
        var old = row.AreaId;
        row.AreaId = centre;
        work.Record(
            LearntRow.OwnerOf(row.PersonId),
            "ChooseCentre",
            PortfoliosKind.List,
            id.ToString(CultureInfo.InvariantCulture),
            [new("area_id", Change.Number(old), Change.Number(centre))]
        );
    }

    static Guid Me(Work work) => work.Actor.PersonId ?? throw new RuleBroken("Sign in to learn: a portfolio belongs to a person.");

    static async Task RefuseStrangeAsync(Work work, Guid me, int? centre)
    {
        var learner = Words.Written(LearningRole.Learner);
        if (
            centre is not null
            && !await work.Db.LearningRoles.AnyAsync(r =>
                r.PersonId == me && r.AreaId == centre && r.Role == learner && (r.Until == null || r.Until >= work.Today)
            )
        )
            throw new RuleBroken("Choose a centre at which you are a learner. An administrator says who is.", "centre");
    }
}
