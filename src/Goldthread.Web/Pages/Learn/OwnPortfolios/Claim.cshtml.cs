using System.ComponentModel.DataAnnotations;
using Goldthread.App.Learn.Portfolios;
using Goldthread.App.Store;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Learn.OwnPortfolios;

/// <summary>Claims things of a plan: which, for which criteria, and how they prove them.</summary>
public sealed class ClaimModel : PortfolioPage
{
    const int MostPlans = 500;
    const int MostItems = 2000;

    [BindProperty(SupportsGet = true)]
    [MaxLength(60, ErrorMessage = "Choose one of the plans.")]
    public string? Plan { get; set; }

    [BindProperty]
    public List<string> Criteria { get; set; } = [];

    [BindProperty]
    public List<string> Things { get; set; } = [];

    [BindProperty]
    [MaxLength(4000, ErrorMessage = "Write at most 4000 characters.")]
    public string? Statement { get; set; }

    public IReadOnlyList<Option> Plans { get; private set; } = [];
    public string PlanTitle { get; private set; } = "";

    /// <value>What of the plan can be claimed, list by list.</value>
    public IReadOnlyList<(Thing Thing, IReadOnlyList<Choice> Items)> Offered { get; private set; } = [];

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        await FindAloneAsync();
        if (!Portfolio.IsLearner)
            throw new Forbidden("Only the learner writes this: nobody makes a claim for somebody else.");
        Plan = string.IsNullOrEmpty(Plan) ? null : Plan;
        var plans = await Seen
            .Plans.Where(p => Plan == null || p.Id == Plan)
            .OrderBy(p => p.Title)
            .Take(MostPlans)
            .Select(p => new { p.Id, p.Title })
            .ToListAsync(Cancel);
        if (Plan is null)
        {
            Plans = [.. plans.Select(p => new Option(p.Title, p.Id))];
            return;
        }
        PlanTitle = plans.FirstOrDefault()?.Title ?? throw new Missing("plan");
        var rows = await Seen
            .Items.Where(i => i.Owner == Plan && i.RemovedAt == null && !i.Restricted)
            .OrderBy(i => i.Position)
            .Take(MostItems)
            .Select(i => new
            {
                i.List,
                i.Id,
                i.Title,
            })
            .ToListAsync(Cancel);
        Offered =
        [
            .. Thing
                .All.Where(ClaimThings.IsClaimable)
                .GroupJoin(
                    rows,
                    t => t.List,
                    r => r.List,
                    (t, of) => (t, (IReadOnlyList<Choice>)[.. of.Select(r => new Choice($"{r.Id} {r.Title}", $"{r.List}/{r.Id}"))])
                )
                .Where(o => o.Item2.Count > 0),
        ];
    }

    /// <summary>Freezes and claims.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var number = await Writer.RunAsync(Actor, work => ClaimThings.RunAsync(work, Id, Criteria, Statement, Plan, Things), Cancel);
        return Done($"{Here}/claims/{number}", "Claimed, and frozen as it is now.");
    }
}
