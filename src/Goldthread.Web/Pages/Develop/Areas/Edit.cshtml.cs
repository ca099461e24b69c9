using Goldthread.App.Develop.Areas;
using Goldthread.App.Store;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Develop.Areas;

/// <summary>Changes what an area is called and what it is.</summary>
public sealed class EditModel : AreaPage
{
    ItemForm? form;

    /// <value>The form.</value>
    public ItemForm Form =>
        form ??= new([.. Shape.Of<Area>().Fields.Where(f => f.Name != "staff")], Request, ModelState)
        {
            Cancel = $"/areas/{Id}",
            Offers = Offers,
        };

    protected override async Task ShowAsync()
    {
        await FindAsync();
        await FindNationAsync();
        var (owner, people) = (AreaRow.OwnerOf(Id), Thing.Of<StaffMember>());
        var responsible = AreaRows.Read(Row).Responsible;
        var rows = await Seen
            .Items.Where(i => i.Owner == owner && i.List == people.List && (i.RemovedAt == null || i.Id == responsible))
            .OrderBy(i => i.Position)
            .Select(i => new { i.Id, i.Title })
            .ToListAsync(Cancel);
        Form.Choices = new(
            new Dictionary<string, IReadOnlyList<(string, string)>>(StringComparer.Ordinal)
            {
                [people.List] = [.. rows.Select(r => (r.Id, r.Title))],
            },
            []
        );
    }

    public override async Task<IActionResult> OnGetAsync()
    {
        await ShowAsync();
        (Form.Version, Form.Answers) = (Row.Version, Answers.Of(Shape.Of<Area>(), AreaRows.Read(Row), field => field.Name != "staff"));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Form.Take(Request.Form);
        var area = Typed(Form);
        try
        {
            await Writer.RunAsync(Actor, work => EditArea.RunAsync(work, Id, Form.Version, area), Cancel);
        }
        catch (StaleEdit stale)
        {
            await ShowAsync();
            Form.Meet(stale, Answers.Of(Shape.Of<Area>(), stale.Now));
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
        return Done($"/areas/{Id}", "The area is saved.");
    }
}
