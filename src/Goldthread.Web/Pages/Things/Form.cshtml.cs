using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Things;

/// <summary>The form of an item, new or old. Works without scripts.</summary>
public sealed class FormModel : ThingPage
{
    ThingForm? form;

    [FromRoute(Name = "id")]
    public string? Id { get; set; }

    public ThingForm Form => form ??= new(this, Id);

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync()
    {
        await FindPlanAsync();
        await Form.FillAsync(Id is null ? null : await RowAsync(Id));
        return await ShowNowAsync();
    }

    /// <inheritdoc/>
    protected override Task ShowAsync() => Form.LookAsync();

    /// <summary>Saves, or shows one more blank part where that was asked.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await FindPlanAsync();
        return await Form.SendAsync();
    }
}
