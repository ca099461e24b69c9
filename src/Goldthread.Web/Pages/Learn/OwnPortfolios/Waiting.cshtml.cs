using Goldthread.App.Learn.Portfolios;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Learn;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;

namespace Goldthread.Web.Pages.Learn.OwnPortfolios;

/// <summary>The criteria that wait for the visitor as an assessor.</summary>
public sealed class WaitingModel : GoldthreadPage
{
    /// <value>What waits.</value>
    public IReadOnlyList<(SeenPortfolio Portfolio, Requirement Criterion, CriterionStanding Standing)> Rows { get; private set; } = [];

    public string Lead =>
        Rows.Count == 0
            ? "Nothing waits for you. An administrator says whom you assess."
            : $"{Several.Count(Rows.Count, "criterion", "criteria")} that learners handed in.";

    public DataTable Table() =>
        new()
        {
            Caption = "Criteria that wait",
            Columns = [new("Criterion") { IsKey = true }, new("Learner") { IsKey = true }, new("Where it stands")],
            Rows = Rows.Select(r =>
                (IReadOnlyList<Inline>)
                    [
                        Inline.Of(
                            new Link(
                                PortfolioPage.Name(r.Criterion),
                                $"/learn/portfolio/{r.Portfolio.Row.Id}/criteria/{Uri.EscapeDataString(r.Criterion.Id)}"
                            )
                        ),
                        r.Portfolio.Learner,
                        Inline.Of(PortfolioPage.Mark(r.Standing)),
                    ]
            ),
        };

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        var portfolios = (await SeenPortfolio.AllAsync(Db, Actor, Clock.Today(), cancel: Cancel))
            .Where(p => p.Roles.Contains(LearningRole.Assessor))
            .ToList();
        var parts = await PortfolioParts.OfAllAsync(Db, [.. portfolios.Select(p => p.Row.Id)], Cancel);
        Rows =
        [
            .. portfolios.SelectMany(p =>
                p.Criteria.Select(c => (p, c, PortfolioParts.StandingOf(parts[p.Row.Id].Select(x => x.Part), c.Id)))
                    .Where(r => CriterionDecision.IsReady(r.Item3))
            ),
        ];
    }
}
