using System.Text.RegularExpressions;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.Playwright;

namespace Goldthread.Browser.Tests;

/// <summary>Every page that a role can reach by links from the home page, looked at and walked by the keyboard.</summary>
public sealed partial class PagesTests(Site site, Chromium chromium)
{
    const int MostPixels = 6000;

    // The whole plan, as a document too, the thread and all lessons for print are long by nature, frameworks and the catalogue are other people's, forms are counted by their own test.
    [GeneratedRegex(@"/(whole|documents/plan|thread|catalogue|edit|add|learn/lessons)$|^/govern/")]
    private static partial Regex IsLong();

    [Fact]
    public Task Every_kind_of_page_is_free_of_faults_on_a_phone_and_at_a_desk() => LookAsync(everyLink: false);

    [Fact]
    [Trait("Length", "Long")]
    public Task Every_link_leads_to_a_page_that_is_free_of_faults() => LookAsync(everyLink: true);

    async Task LookAsync(bool everyLink)
    {
        await using var window = await chromium.OpenAsync(site.Address);
        await window.SignInAsync(WebHost.Administrator);
        var faults = new List<string>();
        var seen = await new Crawl(site.Host.Services).RunAsync(
            window,
            async () =>
            {
                faults.AddRange(await window.FaultsAsync(390, 1280));
                var height = await window.Page.EvaluateAsync<int>("() => document.documentElement.scrollHeight");
                if (height > MostPixels && !IsLong().IsMatch(new Uri(window.Page.Url).AbsolutePath))
                    faults.Add($"{window.Page.Url} at 1280: it is {height} px high; {MostPixels} is the most that anybody reads.");
                faults.AddRange(await window.KeyboardFaultsAsync());
                faults.AddRange(window.TakeComplaints());
            },
            everyLink
        );

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults.Take(60)));
        Assert.True(seen > 50, $"Only {seen} pages were found.");
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
        await Window.PressAsync(window.Page, window.Page.Locator("main button[type=submit]"));
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
        while (waiting.TryDequeue(out var link) && seen.Count < Crawl.MostPages)
        {
            if (!seen.Add(link.To) || !kinds.Add(Crawl.KindOf(link.To)))
                continue;
            var page = await visitor.GetAsync(link.To);
            if (!page.Response.IsSuccessStatusCode)
                faults.Add($"{link.From} leads to {link.To}, which answers {(int)page.Status}.");
            if (page.Response.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            if (page.Document.QuerySelectorAll("h1").Length != 1 || string.IsNullOrWhiteSpace(page.Document.Title))
                faults.Add($"{link.To}: not exactly one h1 and a title.");
            foreach (var to in page.Links.Where(Crawl.IsPage))
                waiting.Enqueue((to, link.To));
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults.Take(60)));
        Assert.True(seen.Count > 3, $"Only {seen.Count} pages were found.");
    }
}
