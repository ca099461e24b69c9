using Goldthread.App.Develop.Areas;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Develop.Areas;

/// <summary>Asks once, then removes an area.</summary>
public sealed class RemoveModel : AreaPage
{
    protected override Task ShowAsync() => FindAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await Writer.RunAsync(Actor, work => RemoveArea.RunAsync(work, Id), Cancel);
        return Done("/areas", "The area is removed. You find it at the foot of the list.");
    }
}
