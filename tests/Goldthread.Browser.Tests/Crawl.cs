using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Goldthread.Browser.Tests;

/// <summary>From page to page by the links that are there, one page of each kind.</summary>
static partial class Crawl
{
    /// <summary>Where it ends, should a page ever lead to new kinds without end.</summary>
    public const int MostPages = 400;

    /// <summary>Goes to one page of each kind that links lead to, from the home page on.</summary>
    /// <param name="window">Signed in.</param>
    /// <param name="look">What is done on each.</param>
    /// <returns>How many there were.</returns>
    public static async Task<int> RunAsync(Window window, Func<Task> look)
    {
        var waiting = new Queue<string>(["/"]);
        var (kinds, looked) = (new HashSet<string>(), 0);
        while (waiting.TryDequeue(out var address) && looked < MostPages)
        {
            if (!kinds.Add(Coarse(address)))
                continue;
            await window.GoAsync(address);
            looked++;
            foreach (var link in await LinksAsync(window.Page))
                waiting.Enqueue(link);
            await look();
        }
        return looked;
    }

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

    /// <summary>
    /// The lists of a plan look alike however they are sorted, and so do frameworks and the values and objectives of a strategy; measures, evidence and
    /// reviews have pages of their own.
    /// </summary>
    static string Coarse(string address)
    {
        var kind = Sorted().Replace(KindOf(address), "");
        kind = Frameworks().Replace(kind, "/*");
        kind = Strategy().Replace(kind, "/*");
        kind = Items().Replace(kind, "/*");
        return Lists().Replace(kind, "/list");
    }

    public static bool IsPage(string address) => !Files().IsMatch(address);

    [GeneratedRegex(@"/(?=[^/]*\d)[\w.:-]+(?=/|$)")]
    private static partial Regex Ids();

    [GeneratedRegex(@"(?<=^/plans)/(?!add(/|$))[^/?]+")]
    private static partial Regex Plans();

    [GeneratedRegex(@"(?<=^/plans/\*/[\w-]+/[\w-]+)/(?!add)[^/?]+")]
    private static partial Regex Items();

    [GeneratedRegex(
        @"(?<=^/plans/\*)/(develop|implement|evaluate|monitor|govern)/(?!measures|catalogue|figures|evidence|reviews|requirements|marking)[\w-]+"
    )]
    private static partial Regex Lists();

    [GeneratedRegex(@"\?(sort|state|page|q|&)+$")]
    private static partial Regex Sorted();

    [GeneratedRegex(@"(?<=/govern/frameworks)/[^/?]+")]
    private static partial Regex Frameworks();

    [GeneratedRegex(@"(?<=/strategy)/(values|objectives)(/(?!add)[^/?]+)?")]
    private static partial Regex Strategy();

    [GeneratedRegex(@"\.(csv|xlsx|ya?ml|svg|json|docx|ics)(\?|$)|[?&]format=|^/(api|openapi|lib)/")]
    private static partial Regex Files();
}
