using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Goldthread.App.Learn.Portfolios;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Learn.OwnPortfolios;

/// <summary>One portfolio: which criterion is proved by what, where each stands, and what can be handed in.</summary>
public sealed class DetailModel : PortfolioPage
{
    /// <value>The centres at which the learner learns.</value>
    public IReadOnlyList<Option> Centres { get; private set; } = [];

    /// <value>What can be handed in now.</value>
    public IReadOnlyList<Requirement> Ready => [.. Portfolio.Criteria.Where(c => Submission.IsReady(StandingOf(c.Id)))];

    /// <value>What was chosen to be handed in.</value>
    public IReadOnlyList<string> Sent { get; private set; } = [];

    /// <value>What was written to the assessor.</value>
    public string? Note { get; private set; }

    public string Lead
    {
        get
        {
            var all = Portfolio.Criteria;
            var met = all.Count(c => StandingOf(c.Id) is CriterionStanding.Met or CriterionStanding.Agreed);
            var gaps = all.Count(c => StandingOf(c.Id) is CriterionStanding.Nothing);
            return string.Create(
                CultureInfo.CurrentCulture,
                $"{met} of {all.Count} criteria are met. {(gaps == 0 ? "Something is claimed for each." : $"Nothing is claimed yet for {gaps}.")}"
            );
        }
    }

    /// <summary>Criteria by what proves them, at one glance: how many things of each kind.</summary>
    public DataTable Grid()
    {
        var claimed = Parts
            .Select(p => p.Part)
            .OfType<FrozenClaim>()
            .SelectMany(c => c.Criteria, (claim, criterion) => (criterion, claim))
            .SelectMany(
                c => c.claim.Things,
                (c, thing) => (Criterion: c.criterion, List: thing[..thing.IndexOf('/', StringComparison.Ordinal)])
            )
            .ToLookup(c => (c.Criterion, c.List));
        var kinds = Thing.All.Where(t => claimed.Any(c => c.Key.List == t.List)).ToList();
        return new()
        {
            Caption = "Criteria by what proves them",
            Columns =
            [
                new("Criterion") { IsKey = true },
                new("Where it stands") { IsKey = true },
                .. kinds.Select(k => new Column(PlanPage.Capital(k.Plural)) { IsFigure = true }),
            ],
            Rows = Portfolio.Criteria.Select(c =>
                (IReadOnlyList<Inline>)
                    [
                        Inline.Of(new Link(Name(c), HrefOf(c.Id))),
                        Inline.Of(Mark(StandingOf(c.Id))),
                        .. kinds.Select(k =>
                            (Inline)(claimed[(c.Id, k.List)].Count() is > 0 and var many ? many.ToString(CultureInfo.CurrentCulture) : "")
                        ),
                    ]
            ),
        };
    }

    /// <summary>The claims, the newest first.</summary>
    public DataTable Claims() =>
        new()
        {
            Caption = "Claims",
            Columns = [new("Claim") { IsKey = true }, new("Criteria"), new("From") { IsKey = true }],
            Rows =
            [
                .. Parts
                    .Where(p => p.Part is FrozenClaim)
                    .Reverse()
                    .Select(p =>
                    {
                        var claim = (FrozenClaim)p.Part;
                        return (IReadOnlyList<Inline>)
                            [
                                Inline.Of(
                                    new Link(
                                        $"Claim {p.Row.Number}: {Several.Count(claim.Things.Count, "thing")} of {claim.Plan}",
                                        $"{Here}/claims/{p.Row.Number}"
                                    )
                                ),
                                string.Join(", ", claim.Criteria),
                                Days.Read(claim.On!.Value),
                            ];
                    }),
            ],
        };

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        await FindAsync();
        if (Portfolio.IsLearner)
            Centres = await IndexModel.CentresAsync(Db, Actor.PersonId, Clock.Today(), Cancel);
    }

    /// <summary>Hands criteria in.</summary>
    public async Task<IActionResult> OnPostSubmitAsync(
        List<string>? criteria,
        [MaxLength(2000, ErrorMessage = "Write at most 2000 characters.")] string? note
    )
    {
        (Sent, Note) = (criteria ?? [], note);
        await Writer.RunAsync(Actor, work => Assess.SubmitAsync(work, Id, Sent, note), Cancel);
        return Done(Here, "Handed in. The assessor sees what you claimed, as it was frozen, and nothing else of the plan.");
    }

    /// <summary>Says which centre reads it.</summary>
    public async Task<IActionResult> OnPostCentreAsync(int? centre)
    {
        await Writer.RunAsync(Actor, work => KeepPortfolio.ChooseCentreAsync(work, Id, centre), Cancel);
        return Done(Here, centre is null ? "You alone read it now." : "The centre reads it from now on.");
    }
}
