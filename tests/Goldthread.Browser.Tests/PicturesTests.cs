using System.Text.Json;
using Goldthread.Testing;
using Goldthread.Web.Pages;

namespace Goldthread.Browser.Tests;

/// <summary>The pages that set lists of a plan beside each other, over the example: found in three clicks, free of faults, and no letter of a picture over another.</summary>
public class PicturesTests(Site site, Chromium chromium)
{
    const string Plan = "/plans/ROWAN-COURT";

    [Theory]
    [InlineData(1280, true)]
    [InlineData(390, false)]
    public async Task Each_is_found_from_the_plan_and_its_labels_can_be_read(int width, bool scripts)
    {
        await using var window = await chromium.OpenAsync(site.Address, width, scripts);
        await window.SignInAsync(WebHost.Administrator);
        var page = window.Page;
        var (faults, pictures) = (new List<string>(), 0);
        await window.GoAsync(Plan);
        await Window.ArriveAsync(page, () => page.Locator($"a[href='{Plan}/develop']").First.ClickAsync());
        var addresses = await page.Locator("a[href]").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))");
        foreach (var one in Together.All)
        {
            var address = $"{Plan}/develop/{one.Place}";
            Assert.Contains(address, addresses);
            await window.GoAsync(address);
            // What the page answers stands first.
            Assert.True((await page.Locator(".page-head__lead").InnerTextAsync()).Length > 20, address);
            // Every crawl looks at axe, the keyboard and 390 and 1280 px; the narrowest is looked at here.
            await page.SetViewportSizeAsync(320, 900);
            if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") > 320)
                faults.Add($"{address} at 320: it scrolls sideways.");
            await page.SetViewportSizeAsync(width, 900);
            foreach (var over in (await page.EvaluateAsync<JsonElement>(Over)).EnumerateArray())
                faults.Add($"{address} at {width}: {over.GetString()}");
            if (await page.Locator(".picture__svg").CountAsync() > 0)
            {
                pictures++;
                // On paper it is as wide as the sheet.
                await page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
                if (
                    await page.Locator(".picture__svg")
                        .First.EvaluateAsync<bool>("svg => svg.getBoundingClientRect().right > innerWidth + 1")
                )
                    faults.Add($"{address} at {width}: the picture is wider than the paper.");
                await page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Screen });
            }
        }
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults.Take(40)));
        Assert.Equal(7, pictures);
    }

    const string Over = """
        () => {
            const faults = [];
            for (const svg of document.querySelectorAll('.picture__svg')) {
                const frame = svg.getBoundingClientRect();
                const all = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
                for (let i = 0; i < all.length; i++) {
                    const [text, a] = all[i];
                    if (a.right > frame.right + 1 || a.left < frame.left - 1 || a.bottom > frame.bottom + 2)
                        faults.push(text + ' is drawn outside');
                    for (let j = i + 1; j < all.length; j++) {
                        const [other, b] = all[j];
                        if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3)
                            faults.push(text + ' stands over ' + other);
                    }
                }
            }
            return faults.slice(0, 10);
        }
        """;
}
