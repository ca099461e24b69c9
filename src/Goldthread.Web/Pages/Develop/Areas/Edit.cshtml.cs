using Goldthread.App.Develop.Areas;
using Goldthread.App.Store;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Develop.Areas;

/// <summary>Changes what an area is called and what it is.</summary>
public sealed class EditModel : AreaPage
{
    [BindProperty]
    public int Version { get; set; }

    public Answers Answers { get; private set; } = new();
    public Stale? Stale { get; private set; }

    protected override Task ShowAsync() => FindAsync();

    public override async Task<IActionResult> OnGetAsync()
    {
        await FindAsync();
        Version = Row.Version;
        Answers = Answers.Of(Shape.Of<Area>(), App.Develop.Areas.AreaRows.Read(Row), field => field.Name != "staff");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Answers = Answers.Of(Request.Form);
        var area = AddModel.Typed(Answers);
        try
        {
            await Writer.RunAsync(Actor, work => EditArea.RunAsync(work, Id, Version, area), Cancel);
        }
        catch (StaleEdit stale)
        {
            await FindAsync();
            (Version, Stale) = (stale.Version, Stale.Of(stale, Fields, Answers.Of(Shape.Of<Area>(), stale.Now), Answers));
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
        return Done($"/areas/{Id}", "The area is saved.");
    }
}
