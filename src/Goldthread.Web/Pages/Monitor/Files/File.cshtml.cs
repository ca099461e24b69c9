using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Monitor;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Goldthread.Web.Pages.Monitor.Files;

/// <summary>The file of a piece of evidence, for those who see the plan. Evidence that was removed keeps it.</summary>
public sealed class FileModel : Things.ThingPage
{
    public FileModel() => (ListName, StageWord) = (Evidence.List, "monitor");

    [BindProperty(SupportsGet = true, Name = "id")]
    public string Id { get; set; } = "";

    /// <value>True to show a picture in the page instead of saving it; nothing else is ever shown.</value>
    [BindProperty(SupportsGet = true, Name = "show")]
    public bool Show { get; set; }

    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync()
    {
        await FindPlanAsync();
        var location = ItemRows.Read<Evidence>(await RowAsync(Id, removedToo: true)).Location;
        var row = await StoreFile.FindAsync(Db, PlanId, location, Cancel) ?? throw new Missing("file");
        var content = HttpContext.RequestServices.GetRequiredService<FileStore>().Open(row.Hash) ?? throw new Missing("file");
        _ = FileLocation.TryRead(location, out var file);
        // The type is the stored content's, not the name's: a location can come from a plan file with any name.
        var isPicture = FileKind.All.Any(k => k.IsPicture && k.ContentType == row.ContentType);
        Response.Headers.CacheControl = "private, no-cache";
        return new FileStreamResult(content, row.ContentType)
        {
            FileDownloadName = Show && isPicture ? null : file.Name,
            EntityTag = new EntityTagHeaderValue($"\"{row.Hash}\""),
            EnableRangeProcessing = true,
        };
    }
}
