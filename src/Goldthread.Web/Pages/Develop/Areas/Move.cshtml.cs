using Goldthread.App.Develop.Areas;
using Goldthread.Web.Nhs;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Develop.Areas;

/// <summary>Moves an area with all that is below it.</summary>
public sealed class MoveModel : AreaPage
{
    [BindProperty]
    public int? Parent { get; set; }

    public IReadOnlyList<Option> Parents { get; private set; } = [];

    protected override async Task ShowAsync()
    {
        await FindAsync();
        Parents = await OptionsAsync(Row);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await Writer.RunAsync(Actor, work => MoveArea.RunAsync(work, Id, Parent), Cancel);
        return Done($"/areas/{Id}", "The area is moved.");
    }
}
