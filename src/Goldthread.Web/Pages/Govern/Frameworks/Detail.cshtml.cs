using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain.Govern;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Govern.Frameworks;

/// <summary>One framework and its requirements, each at an address of its own.</summary>
public sealed class DetailModel : GoldthreadPage
{
    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    public Framework Framework => Shipped.Data.Framework(Id) ?? throw new Missing("framework");
}
