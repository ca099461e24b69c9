using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;

namespace Goldthread.Web.Forms;

/// <summary>The requirements that a form offers: those that stand, of the frameworks in force for the area's services; all where the area names no service.</summary>
public static class Requirements
{
    /// <summary>Code and title of each.</summary>
    public static IReadOnlyList<(string Id, string Text)> For(AreaRow area)
    {
        var services = ((Area)Shape.Of<Area>().FromJson(area.Body)).ServiceTypes;
        return
        [
            .. Shipped
                .Data.FrameworkIds.Select(id => Shipped.Data.Framework(id)!)
                .Where(f => f is { Kind: FrameworkKind.Framework, Status: FrameworkStatus.Current or FrameworkStatus.Draft })
                .Where(f => services.Count == 0 || f.AppliesTo.Count == 0 || f.AppliesTo.Intersect(services).Any())
                .SelectMany(f => f.Requirements.Where(r => r.Status is null).Select(r => ($"{f.Id}:{r.Id}", r.Title))),
        ];
    }
}
