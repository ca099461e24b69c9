using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Domain.Strategy;

namespace Goldthread.Web.Forms;

/// <summary>The requirements that a form offers: those that stand, of the frameworks in force for the area's services and in its nation; all where the area says neither.</summary>
public static class Requirements
{
    /// <summary>Code and title of each.</summary>
    /// <param name="area">The area.</param>
    /// <param name="law">Under whose law the organisation works; null where it does not say.</param>
    public static IReadOnlyList<(string Id, string Text)> For(AreaRow area, Jurisdiction? law)
    {
        var about = (Area)Shape.Of<Area>().FromJson(area.Body);
        var services = about.ServiceTypes;
        var nation = Nations.Of(about.Regulators) ?? law;
        return
        [
            .. Shipped
                .Data.FrameworkIds.Select(id => Shipped.Data.Framework(id)!)
                .Where(f => f is { Kind: FrameworkKind.Framework, Status: FrameworkStatus.Current or FrameworkStatus.Draft })
                .Where(f => nation is not { } where || f.Jurisdictions.Contains(where))
                .Where(f => services.Count == 0 || f.AppliesTo.Count == 0 || f.AppliesTo.Intersect(services).Any())
                // What inspectors ask comes first, what is still a draft last.
                .OrderBy(f => f.Status is FrameworkStatus.Draft)
                .ThenByDescending(f => f.Requirements.Any(r => r.Kind is "key-question" or "judgement" or "evaluation-area"))
                .ThenBy(f => f.Name, StringComparer.Ordinal)
                .SelectMany(f => f.Requirements.Where(r => r.Status is null).Select(r => ($"{f.Id}:{r.Id}", r.Title))),
        ];
    }
}
