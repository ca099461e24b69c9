using Goldthread.App.Develop.Areas;
using Goldthread.Domain;
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
    public Answers Answers { get; private set; } = new();

    protected override async Task ShowAsync() => Parents = await OptionsAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        Answers = Answers.Of(Request.Form);
        var area = Typed(Answers);
        var id = await Writer.RunAsync(Actor, work => AddArea.RunAsync(work, Parent, area), Cancel);
        return Done($"/areas/{id}", "The area is added. Start its plan, or give people a role in it.");
    }

    /// <summary>The area that a form says.</summary>
    /// <exception cref="RuleBroken">It cannot be read.</exception>
    internal static Area Typed(Answers answers)
    {
        var refusals = new List<Refusal>();
        var values = answers.Values(Fields, refusals);
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        var area = new Area();
        foreach (var field in Fields)
            field.Set(area, values[field.Name]);
        return area;
    }
}
