using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Things;

/// <summary>One item: what it says, what it leads to, what leads to it, and its history.</summary>
public sealed class DetailModel : ThingPage
{
    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    public ItemView View { get; private set; } = null!;

    /// <inheritdoc/>
    protected override async Task ShowAsync() => View = await ItemView.OfAsync(this, Id);

    /// <summary>Brings it back.</summary>
    public Task<IActionResult> OnPostRestoreAsync() => BackAsync(Id);
}
