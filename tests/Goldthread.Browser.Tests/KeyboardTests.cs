using Goldthread.Testing;

namespace Goldthread.Browser.Tests;

/// <summary>Every kind of page without a mouse. A class of its own, so that it runs beside the others.</summary>
public sealed class KeyboardTests(Site site, Chromium chromium)
{
    [Fact]
    public async Task Every_kind_of_page_is_walked_by_the_keyboard()
    {
        await using var window = await chromium.OpenAsync(site.Address);
        await window.SignInAsync(WebHost.Administrator);
        var faults = new List<string>();
        await Crawl.RunAsync(window, async () => faults.AddRange(await window.KeyboardFaultsAsync()));

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults.Take(60)));
    }
}
