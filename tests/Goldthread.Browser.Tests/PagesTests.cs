using System.Text.RegularExpressions;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.Playwright;

namespace Goldthread.Browser.Tests;

/// <summary>Every page that a role can reach by links from the home page.</summary>
public partial class PagesTests(Site site, Chromium chromium)
{
    const int MostPages = 400;

    [Fact]
    public async Task Every_kind_of_page_is_free_of_faults_on_a_phone_and_at_a_desk()
    {
        await using var window = await chromium.OpenAsync(site.Address);
        await window.SignInAsync(WebHost.Administrator);
        var faults = new List<string>();
        var seen = await CrawlAsync(
            window,
            async () =>
            {
                faults.AddRange(await window.FaultsAsync(390, 1280));
                faults.AddRange(window.TakeComplaints());
            },
            oneOfAKind: true
        );

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults.Take(60)));
        Assert.True(seen > 10, $"Only {seen} pages were found.");
    }

    [Fact]
    public async Task Every_kind_of_page_is_walked_by_the_keyboard()
    {
        await using var window = await chromium.OpenAsync(site.Address);
        await window.SignInAsync(WebHost.Administrator);
        var faults = new List<string>();
        await CrawlAsync(window, async () => faults.AddRange(await window.KeyboardFaultsAsync()), oneOfAKind: true);

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults.Take(60)));
    }

    [Fact]
    public async Task Pages_before_signing_in_are_free_of_faults()
    {
        await using var window = await chromium.OpenAsync(site.Address);
        await window.GoAsync("/sign-in");
        var faults = await window.FaultsAsync(390, 1280);
        faults.AddRange(await window.KeyboardFaultsAsync());

        // What was refused is a page too.
        await window.Page.FillAsync("[name=Email]", "nobody@example.org");
        await window.Page.FillAsync("[name=Password]", "not the password at all");
        await window.Page.ClickAsync("main button[type=submit]");
        faults.AddRange(await window.FaultsAsync(390, 1280));

        await using var empty = await WebHost.EmptyAsync();
        await using var first = await chromium.OpenAsync(empty.Listen());
        await first.GoAsync("/");
        Assert.EndsWith("/setup", first.Page.Url, StringComparison.Ordinal);
        faults.AddRange(await first.FaultsAsync(390, 1280));
        faults.AddRange(await first.KeyboardFaultsAsync());
        faults.AddRange(first.TakeComplaints());

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults.Take(60)));
    }

    [Theory]
    [InlineData(Role.Reader)]
    [InlineData(Role.Contributor)]
    [InlineData(Role.Planner)]
    [InlineData(Role.Approver)]
    [InlineData(Role.QualityLead)]
    [InlineData(Role.SafeguardingLead)]
    public async Task Every_link_that_a_role_is_shown_leads_to_a_page_without_scripts(Role role)
    {
        var visitor = await site.Host.SignInAsync(role);
        var faults = new List<string>();
        var (waiting, kinds) = (new Queue<(string To, string From)>([("/", "")]), new HashSet<string>());
        var seen = new HashSet<string>();
        while (waiting.TryDequeue(out var link) && seen.Count < MostPages)
        {
            if (!seen.Add(link.To) || !kinds.Add(KindOf(link.To)))
                continue;
            var page = await visitor.GetAsync(link.To);
            if (!page.Response.IsSuccessStatusCode)
                faults.Add($"{link.From} leads to {link.To}, which answers {(int)page.Status}.");
            if (page.Response.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            if (page.Document.QuerySelectorAll("h1").Length != 1 || string.IsNullOrWhiteSpace(page.Document.Title))
                faults.Add($"{link.To}: not exactly one h1 and a title.");
            foreach (var to in page.Links.Where(IsPage))
                waiting.Enqueue((to, link.To));
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults.Take(60)));
        Assert.True(seen.Count > 3, $"Only {seen.Count} pages were found.");
    }

    /// <summary>Goes to every page that links lead to, from the home page on.</summary>
    /// <param name="window">Signed in.</param>
    /// <param name="look">What is done on each.</param>
    /// <param name="oneOfAKind">True for one page of each kind: one list, one form, … of a stage.</param>
    /// <returns>How many there were.</returns>
    static async Task<int> CrawlAsync(Window window, Func<Task> look, bool oneOfAKind = false)
    {
        var waiting = new Queue<string>(["/"]);
        var (kinds, looked) = (new HashSet<string>(), 0);
        while (waiting.TryDequeue(out var address) && looked < MostPages)
        {
            if (!kinds.Add(oneOfAKind ? Coarse(address) : KindOf(address)))
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
    static string KindOf(string address)
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

    static bool IsPage(string address) => !Files().IsMatch(address);

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
