using System.ComponentModel.DataAnnotations;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Documents;
using Goldthread.App.Monitor.Files;
using Goldthread.Domain;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Develop.Documents;

/// <summary>The inspection pack, for those who see the plan: index by requirement, evidence, hash list.</summary>
public sealed class BinderModel : PlanPage
{
    protected override Stage? Current => Stage.Evaluate;

    /// <value>FRAMEWORK:REQUIREMENT or FRAMEWORK; null for all that the plan cites.</value>
    [BindProperty(SupportsGet = true, Name = "requirement")]
    [MaxLength(200)]
    public string? Requirement { get; set; }

    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync()
    {
        await FindPlanAsync();
        var (plan, series) = await PlanQueries.WithSeriesAsync(Db, Plan, Actor, Cancel);
        Binder binder;
        try
        {
            binder = await Binder.OfAsync(
                Db,
                new PlanWords(plan, Today) { Series = series },
                string.IsNullOrWhiteSpace(Requirement) ? null : Requirement.Trim(),
                Cancel
            );
        }
        catch (RuleBroken tooMuch)
        {
            return Done(To.Plan(PlanId) + "/evaluate/requirements", tooMuch.Message);
        }
        var store = HttpContext.RequestServices.GetRequiredService<FileStore>();
        Directory.CreateDirectory(store.Incoming);
        // Made whole before anything is sent: what breaks off is never taken for a pack. It goes with the answer.
        var pack = new FileStream(
            Path.Combine(store.Incoming, Guid.NewGuid().ToString("N")),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            81_920,
            FileOptions.Asynchronous | FileOptions.DeleteOnClose
        );
        try
        {
            await binder.WriteAsync(store, pack, IndexModel.SiteOf(HttpContext), Cancel);
            pack.Position = 0;
        }
        catch
        {
            await pack.DisposeAsync();
            throw;
        }
        Response.Headers.CacheControl = "private, no-store";
        return base.File(pack, "application/zip", $"{PlanId}-pack.zip");
    }
}
