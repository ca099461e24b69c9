using Goldthread.App.Store;
using Goldthread.App.Store.Kinds;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Learn.Portfolios;

/// <summary>Ties things of a live plan to criteria, frozen as they are now; and takes a claim back.</summary>
public static class ClaimThings
{
    /// <summary>Which lists can be claimed of: all of a plan whose things have a name of their own. Who works there is no proof.</summary>
    public static bool IsClaimable(Thing thing) => thing is { HasId: true, IsOfArea: false, Stage: not Stage.Strategy };

    /// <param name="work">The operation under way.</param>
    /// <param name="id">The portfolio.</param>
    /// <param name="criteria">The criteria.</param>
    /// <param name="statement">How the things prove them, in the learner's own words.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="things">What of it, each as findings say: <c>objectives/O1</c>.</param>
    /// <returns>The claim's number.</returns>
    /// <exception cref="Missing">The portfolio or the plan is not for them.</exception>
    /// <exception cref="Forbidden">It is another's portfolio.</exception>
    /// <exception cref="RuleBroken">Something is left out, unknown, or with the assessor.</exception>
    public static async Task<int> RunAsync(
        Work work,
        int id,
        IReadOnlyList<string> criteria,
        string? statement,
        string? plan,
        IReadOnlyList<string> things
    )
    {
        var portfolio = await SeenPortfolio.ToWriteAsync(work, id, LearningRole.Learner);
        criteria = [.. criteria.Distinct(StringComparer.Ordinal)];
        var refusals = new List<Refusal>();
        if (criteria.Count == 0 || criteria.Any(c => portfolio.Criteria.All(k => k.Id != c)))
            refusals.Add(new("criteria", "Choose one or more criteria of the unit."));
        var named = things.Distinct(StringComparer.Ordinal).Select(Named).ToList();
        if (named.Count is 0 or > FrozenClaim.MostThings || named.Any(n => n is null))
            refusals.Add(new("things", $"Choose from 1 to {FrozenClaim.MostThings} things of the plan."));
        if (string.IsNullOrWhiteSpace(statement))
            refusals.Add(new("statement", "Say in your own words how it proves them. Nobody writes this for you."));
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        var parts = (await PortfolioParts.OfAsync(work.Db, id)).Select(p => p.Part).ToList();
        if (criteria.FirstOrDefault(c => !IsOpen(PortfolioParts.StandingOf(parts, c))) is { } closed)
            throw new RuleBroken(
                $"{closed} is {Words.Read(PortfolioParts.StandingOf(parts, closed))}: nothing is claimed for it now.",
                "criteria"
            );
        var row = await work.PlanAsync(plan ?? "", Permission.See);
        var frozen = await Freeze.OfAsync(work, row, [.. named.Select(n => n!.Value)]);
        var shape = Shape.Of<FrozenClaim>();
        var claim = PortfolioParts.With(
            new FrozenClaim(),
            ("criteria", shape["criteria"].List(criteria)),
            ("statement", statement!.Trim()),
            ("plan", row.Id),
            ("things", shape["things"].List(named.Select(n => $"{n!.Value.Thing.List}/{n.Value.Id}"))),
            ("on", work.Today),
            ("sha256", Freeze.HashOf(frozen))
        );
        return await PortfolioParts.AddAsync(work, portfolio.Row, PortfolioParts.Claims, nameof(ClaimThings), claim, frozen);
    }

    /// <summary>Takes a claim back that is not with the assessor. It stays in the record.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="id">The portfolio.</param>
    /// <param name="number">The claim.</param>
    /// <exception cref="RuleBroken">A criterion of it is with the assessor, or decided.</exception>
    public static async Task WithdrawAsync(Work work, int id, int number)
    {
        var portfolio = await SeenPortfolio.ToWriteAsync(work, id, LearningRole.Learner);
        var row =
            await work.Db.PortfolioParts.FirstOrDefaultAsync(r =>
                r.PortfolioId == id && r.Number == number && r.List == PortfolioParts.Claims && r.RemovedAt == null
            ) ?? throw new Missing("claim");
        var parts = (await PortfolioParts.OfAsync(work.Db, id)).Select(p => p.Part).ToList();
        var claim = (FrozenClaim)PortfolioParts.Read(row);
        if (claim.Criteria.FirstOrDefault(c => !IsOpen(PortfolioParts.StandingOf(parts, c))) is { } closed)
            throw new RuleBroken($"{closed} is {Words.Read(PortfolioParts.StandingOf(parts, closed))}: its claims stay.");
        row.RemovedAt = work.Now;
        work.Record(LearntRow.OwnerOf(portfolio.Row.PersonId), "WithdrawClaim", PortfolioParts.Claims, PortfolioParts.IdOf(row), []);
    }

    static bool IsOpen(CriterionStanding standing) =>
        standing is CriterionStanding.Nothing or CriterionStanding.Claimed or CriterionStanding.MoreNeeded;

    static (Thing Thing, string Id)? Named(string about) =>
        about.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && Thing.Find(about[..slash]) is { } thing && IsClaimable(thing)
            ? (thing, about[(slash + 1)..])
            : null;
}
