using Goldthread.App.Learn.Portfolios;
using Goldthread.App.Store;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Learn.OwnPortfolios;

/// <summary>A page of one learner's portfolio; for whom it is not, it is not there.</summary>
public abstract class PortfolioPage : GoldthreadPage
{
    [FromRoute(Name = "id")]
    public int Id { get; set; }

    /// <value>The portfolio as the visitor sees it.</value>
    public SeenPortfolio Portfolio { get; private set; } = null!;

    /// <value>What stands in it, in its order.</value>
    public IReadOnlyList<(PortfolioPartRow Row, PortfolioPart Part)> Parts { get; private set; } = [];

    /// <value>Where it is.</value>
    public string Here => $"/learn/portfolio/{Id}";

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <summary>Finds it alone.</summary>
    protected async Task FindAloneAsync() => Portfolio = await SeenPortfolio.FindAsync(Db, Actor, Id, Clock.Today(), Cancel);

    /// <summary>Finds it, with what stands in it.</summary>
    protected async Task FindAsync()
    {
        await FindAloneAsync();
        Parts = await PortfolioParts.OfAsync(Db, Id, Cancel);
    }

    /// <summary>Where a criterion stands.</summary>
    public CriterionStanding StandingOf(string criterion) => PortfolioParts.StandingOf(Parts.Select(p => p.Part), criterion);

    /// <summary>Where a criterion stands, as a mark.</summary>
    public static Component Mark(CriterionStanding standing) =>
        State.Of(
            standing switch
            {
                CriterionStanding.Met or CriterionStanding.Agreed => StateKind.Done,
                CriterionStanding.MoreNeeded or CriterionStanding.ActionNeeded => StateKind.Overdue,
                CriterionStanding.Submitted => StateKind.InProgress,
                _ => StateKind.NotStarted,
            },
            PlanPage.Capital(Words.Read(standing))
        );

    /// <summary>The claims for a criterion.</summary>
    public IEnumerable<(PortfolioPartRow Row, FrozenClaim Claim)> ClaimsOf(string criterion) =>
        Parts
            .Where(p => p.Part is FrozenClaim claim && claim.Criteria.Contains(criterion, StringComparer.Ordinal))
            .Select(p => (p.Row, (FrozenClaim)p.Part));

    /// <summary>A criterion by its number and its words.</summary>
    public static string Name(Requirement criterion) => $"{criterion.Id} {criterion.Title}";

    /// <summary>The way to a criterion.</summary>
    public string HrefOf(string criterion) => $"{Here}/criteria/{Uri.EscapeDataString(criterion)}";

    /// <value>Whose it is: by their role to whoever is not them.</value>
    public string Whose => Portfolio.IsLearner ? "Your portfolio" : $"Portfolio of {Portfolio.Learner}";
}
