using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Goldthread.Browser.Tests;

/// <summary>From page to page by the links that are there.</summary>
/// <remarks>
/// A visit with all its looks costs a second of processor time: usually one of what the same Razor page draws, however it was led to; the long test goes
/// to each kind of link.
/// </remarks>
sealed partial class Crawl(IServiceProvider services)
{
    /// <summary>Where it ends, should a page ever lead to new kinds without end.</summary>
    public const int MostPages = 600;

    readonly List<(TemplateMatcher Matcher, RouteEndpoint Page)> pages =
    [
        .. services
            .GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(e => (Template: TemplateParser.Parse(e.RoutePattern.RawText!), Page: e))
            .OrderBy(e => RoutePrecedence.ComputeInbound(e.Template))
            .Select(e => (new TemplateMatcher(e.Template, []), e.Page)),
    ];

    readonly IInlineConstraintResolver constraints = services.GetRequiredService<IInlineConstraintResolver>();

    /// <summary>Goes to one page of each kind that links lead to, from the home page on.</summary>
    /// <param name="window">Signed in.</param>
    /// <param name="look">What is done on each.</param>
    /// <param name="everyLink">True to tell the links to one page apart, by what they ask and by the list that they are of.</param>
    /// <returns>How many there were.</returns>
    public async Task<int> RunAsync(Window window, Func<Task> look, bool everyLink = false)
    {
        var waiting = new Queue<string>(["/"]);
        var (kinds, looked) = (new HashSet<string>(), 0);
        while (waiting.TryDequeue(out var address) && looked < MostPages)
        {
            if (!kinds.Add(everyLink ? KindOf(address) : PageOf(address)))
                continue;
            await window.GoAsync(address);
            looked++;
            foreach (var link in await LinksAsync(window.Page))
                waiting.Enqueue(link);
            await look();
        }
        return looked;
    }

    /// <summary>The Razor page that answers an address; a document is one for each kind.</summary>
    string PageOf(string address)
    {
        var path = address.Split('?')[0];
        foreach (var (matcher, page) in pages)
        {
            var values = new RouteValueDictionary();
            if (
                matcher.TryMatch(path, values)
                && matcher.Template.Parameters.All(p => p.InlineConstraints.All(c => Fits(p.Name!, c.Constraint, values)))
            )
                return page.Metadata.GetMetadata<PageActionDescriptor>()!.ViewEnginePath
                    + (values.TryGetValue("kind", out var kind) ? " " + kind : "");
        }
        return KindOf(address);
    }

    bool Fits(string name, string constraint, RouteValueDictionary values) =>
        constraints.ResolveConstraint(constraint)!.Match(null, null, name, values, RouteDirection.IncomingRequest);

    static async Task<IEnumerable<string>> LinksAsync(IPage page)
    {
        var links = await page.EvalOnSelectorAllAsync<string[]>(
            "a[href]",
            "all => all.filter(a => a.origin === location.origin).map(a => a.pathname + a.search)"
        );
        return links.Where(IsPage);
    }

    /// <summary>Pages differ by their path; two items of a list, or two searches in it, are of one kind.</summary>
    public static string KindOf(string address)
    {
        var parts = address.Split('?', 2);
        var query = parts.Length == 1 ? "" : "?" + string.Join('&', parts[1].Split('&').Select(p => p.Split('=')[0]).Order());
        return Ids().Replace(Plans().Replace(parts[0], "/*"), "/*") + query;
    }

    public static bool IsPage(string address) => !Files().IsMatch(address);

    [GeneratedRegex(@"/(?=[^/]*\d)[\w.:-]+(?=/|$)")]
    private static partial Regex Ids();

    [GeneratedRegex(@"(?<=^/plans)/(?!add(/|$))[^/?]+")]
    private static partial Regex Plans();

    [GeneratedRegex(@"\.(csv|xlsx|ya?ml|svg|json|docx|ics|zip|txt)(\?|$)|[?&]format=|^/(api|openapi|lib)/")]
    private static partial Regex Files();
}
