using Goldthread.Testing;

namespace Goldthread.Browser.Tests;

/// <summary>What is printed: how many sheets of A4 it takes.</summary>
public sealed class PrintTests(Site site, Chromium chromium)
{
    [Theory]
    [InlineData("/documents/one-page", 1)]
    [InlineData("/documents/plan", 20)]
    [InlineData("/whole", 20)]
    public async Task A_plan_of_the_example_takes_no_more_sheets_than_one_reads(string page, int most)
    {
        await using var window = await chromium.OpenAsync(site.Address);
        await window.SignInAsync(WebHost.Administrator);
        await window.GoAsync("/plans/ROWAN-COURT" + page);

        var pdf = await window.Page.PdfAsync(new() { PreferCSSPageSize = true, Format = "A4" });

        Assert.InRange(PdfPages.Of(pdf), 1, most);
    }
}
