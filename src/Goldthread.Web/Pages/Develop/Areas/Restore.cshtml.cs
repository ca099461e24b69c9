using Goldthread.App.Develop.Areas;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Develop.Areas;

/// <summary>Brings a removed area back.</summary>
public sealed class RestoreModel : AreaPage
{
    protected override Task ShowAsync() => FindAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await Writer.RunAsync(Actor, work => RestoreArea.RunAsync(work, Id), Cancel);
        return Done($"/areas/{Id}", "The area is restored.");
    }
}
