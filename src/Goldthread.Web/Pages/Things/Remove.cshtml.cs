using Goldthread.App.Store;
using Goldthread.App.Things;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Things;

/// <summary>Asks once before an item is taken out; it can be put back.</summary>
public sealed class RemoveModel : ThingPage
{
    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    [System.ComponentModel.DataAnnotations.MaxLength(1000, ErrorMessage = "Write at most 1,000 characters.")]
    public string? Reason { get; set; }

    public ItemRow Row { get; private set; } = null!;

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        Row = await RowAsync(Id);
        Version = Row.Version;
        Sight = await SightAsync(Row);
    }

    /// <summary>Takes it out.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await FindPlanAsync();
        try
        {
            await Writer.RunAsync(Actor, work => RemoveItem.RunAsync(work, PlanId, Thing, Id, Version, Reason), Cancel);
        }
        catch (StaleEdit stale)
        {
            return await ConflictAsync($"{stale.Who} changed this {Thing.Noun} in between. Look at it again before you remove it.");
        }
        return Done(To.List(PlanId, Thing), $"The {Thing.Noun} {Id} is removed. It is under “Removed {Thing.Plural}” and can be put back.");
    }
}
