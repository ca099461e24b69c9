using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Goldthread.App.Learn.Portfolios;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Learn.OwnPortfolios;

/// <summary>Shows the learner what is taken out of their portfolio before it leaves, and gives it out once they have looked.</summary>
public sealed class ExportModel : PortfolioPage
{
    const int Most = 100;

    /// <value>What would leave.</value>
    public PortfolioFile Leaves { get; private set; } = null!;

    /// <summary>What is taken out, beside what is left.</summary>
    public DataTable Table() =>
        new()
        {
            Caption =
                Leaves.TakenOut.Count > Most
                    ? $"The first {Most} of {Several.Count(Leaves.TakenOut.Count, "text")} of which something is taken out"
                    : "Of which texts something is taken out",
            Columns = [new("Where"), new("What it says") { IsKey = true }, new("What leaves") { IsKey = true }],
            Rows = Leaves.TakenOut.Take(Most).Select(t => (IReadOnlyList<Inline>)[PlanPage.Capital(t.Where), t.Was, t.Is]),
        };

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        await FindAloneAsync();
        if (!Portfolio.IsLearner)
            throw new Forbidden("Only the learner lets the portfolio leave.");
        Leaves = await PortfolioFile.OfAsync(Db, Portfolio, Cancel);
    }

    /// <summary>Gives it out.</summary>
    public async Task<IActionResult> OnPostAsync([MaxLength(64, ErrorMessage = "Look at the portfolio again.")] string? mark, bool looked)
    {
        var zip = await Writer.RunAsync(Actor, work => PortfolioFile.ReleaseAsync(work, Id, mark, looked), Cancel);
        Response.Headers.CacheControl = "private, no-store";
        return File(zip, "application/zip", string.Create(CultureInfo.InvariantCulture, $"portfolio-{Id}.zip"));
    }
}
