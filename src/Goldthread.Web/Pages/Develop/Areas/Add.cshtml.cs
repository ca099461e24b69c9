using System.Globalization;
using Goldthread.App.Develop.Areas;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Develop.Areas;

/// <summary>Adds an area.</summary>
public sealed class AddModel : AreaPage
{
    [BindProperty(SupportsGet = true)]
    public int? Parent { get; set; }

    public IReadOnlyList<Option> Parents { get; private set; } = [];
    ItemForm? form;

    /// <value>The form; a new area has no staff list yet.</value>
    public ItemForm Form =>
        form ??= new([.. Shape.Of<Area>().Fields.Where(f => f.Name != "staff" && f.RefersTo.Count == 0)], Request, ModelState)
        {
            Asks = _ =>
                [FormParts.OneOf(ModelState, "parent", "What does it belong to?", Parent?.ToString(CultureInfo.InvariantCulture), Parents)],
            Button = new() { Text = "Add the area", PreventDoubleClick = true },
            Cancel = "/areas",
            Offers = Offers,
        };

    protected override async Task ShowAsync()
    {
        Parents = await OptionsAsync();
        await FindNationAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Form.Take(Request.Form);
        var area = Typed(Form);
        var id = await Writer.RunAsync(Actor, work => AddArea.RunAsync(work, Parent, area), Cancel);
        return Done($"/areas/{id}", "The area is added. Start its plan, or give people a role in it.");
    }
}
