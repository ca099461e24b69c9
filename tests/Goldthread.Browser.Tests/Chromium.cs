using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Goldthread.Browser.Tests.Chromium))]

namespace Goldthread.Browser.Tests;

/// <summary>Debian's Chromium, started once for all tests.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>Milliseconds that a page may take. A machine that does much else at the same time is slow, not wrong.</summary>
    public const int Patience = 60_000;

    /// <summary>The browser without a window of its own where it is there: it draws the same pages in two thirds of the time.</summary>
    static readonly string[] Paths = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    IPlaywright? playwright;
    IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Paths.First(File.Exists),
                ChromiumSandbox = false,
                Args =
                [
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-dev-shm-usage",
                ],
            }
        );
    }

    /// <summary>A window with cookies of its own.</summary>
    /// <param name="address">Where the site is.</param>
    /// <param name="width">Pixels: 390 is a phone, 1280 a desk.</param>
    /// <param name="scripts">False for a browser that runs none.</param>
    public async Task<Window> OpenAsync(Uri address, int width = 1280, bool scripts = true)
    {
        var context = await browser!.NewContextAsync(
            new()
            {
                BaseURL = address.ToString(),
                ViewportSize = new() { Width = width, Height = 900 },
                JavaScriptEnabled = scripts,
                Locale = "en-GB",
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        context.SetDefaultTimeout(Patience);
        if (scripts)
            await context.AddInitScriptAsync(Window.Axe);
        return new Window(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
