using Goldthread.App.Develop.Workbooks;
using Goldthread.Domain;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Develop.Workbook;

/// <summary>The plan as a workbook, for those who see the plan: what they see of it.</summary>
public sealed class FileModel : PlanPage
{
    /// <summary>What a workbook is called among types.</summary>
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    protected override Stage? Current => Stage.Develop;

    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync()
    {
        await FindPlanAsync();
        Response.Headers.CacheControl = "private, no-cache";
        return new FileContentResult(await PlanWorkbook.MakeAsync(Db, Plan, Actor, Today, Cancel), ContentType)
        {
            FileDownloadName = PlanId + ".xlsx",
        };
    }
}
