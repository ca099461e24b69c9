using System.Globalization;
using System.Text.RegularExpressions;
using Goldthread.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Goldthread.Browser.Tests;

/// <summary>From the board by the timeline to what a move would move, with scripts on and off.</summary>
public sealed partial class WorkViewsTests(Chromium chromium)
{
    [GeneratedRegex(@"/MediaBox\s*\[\s*0\s+0\s+(\d+)[\d.]*\s+(\d+)")]
    private static partial Regex Sheet();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Actions_are_found_on_the_board_and_the_timeline_and_what_moves_is_seen_before_it_is_saved(bool scripts)
    {
        await using var host = await WebHost.NewAsync(Engine.Sqlite, new FakeTimeProvider(new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero)));
        var address = host.Listen();
        await host.Writer.SmallPlanAsync(await host.RootAsync(), actions: 0);
        foreach (
            var (title, starts, due, after) in ((string, string, string, string?)[])
                [
                    ("Ask each resident where it is dark", "2026-10-01", "2026-10-30", null),
                    ("Hang the lamps", "2026-11-02", "2026-11-20", "A1"),
                    ("Teach the night staff what to do where a lamp fails and who is called", "2026-11-23", "2026-12-11", "A2"),
                    ("Nights are lit", "2026-12-14", "2026-12-14", "A3"),
                    ("Write it into the handbook", "2026-11-23", "2026-11-27", "A2"),
                ]
        )
            await host.Writer.AddAsync(
                "OP-1",
                "actions",
                new()
                {
                    ["title"] = title,
                    ["objective"] = "O1",
                    ["accountable"] = new[] { "st1" },
                    ["starts"] = DateOnly.Parse(starts, CultureInfo.InvariantCulture),
                    ["due"] = DateOnly.Parse(due, CultureInfo.InvariantCulture),
                    ["after"] = after is null ? null : new[] { after },
                    ["milestone"] = title is "Nights are lit" ? true : null,
                    ["status"] = after is null ? Domain.Implement.ActionStatus.Done : null,
                }
            );
        await using var window = await chromium.OpenAsync(address, scripts: scripts);
        await window.SignInAsync(WebHost.Administrator);
        var (page, faults) = (window.Page, new List<string>());
        await window.GoAsync("/plans/OP-1/implement/board");
        if (scripts)
            faults.AddRange(await window.FaultsAsync(390, 1280));
        await Window.PressAsync(page, page.Locator(".views a:text-is('Calendar')"));
        if (scripts)
            faults.AddRange(await window.FaultsAsync(390, 1280));
        await Window.PressAsync(page, page.Locator(".views a:text-is('Timeline')"));
        if (scripts)
            faults.AddRange(await window.FaultsAsync(390, 1280));
        if (scripts)
        {
            // On paper it is A3 across: 1191 by 842 points.
            var pdf = System.Text.Encoding.Latin1.GetString(await page.PdfAsync(new() { PreferCSSPageSize = true }));
            var sheet = Sheet().Match(pdf);
            Assert.InRange(int.Parse(sheet.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), 1185, 1195);
            Assert.InRange(int.Parse(sheet.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture), 838, 845);
        }

        await window.GoAsync("/plans/OP-1/implement/actions/A2/move");
        await page.FillAsync("[name=due]", "4 Dec 2026");
        await page.FillAsync("[name=reason]", "Two carers are ill");
        await Window.PressAsync(page, page.Locator(".form__actions button:visible"));
        Assert.True(await page.Locator("#what-moves").IsVisibleAsync());
        Assert.True(await page.Locator("main tbody tr").CountAsync() > 1);
        if (scripts)
            faults.AddRange(await window.FaultsAsync(390, 1280));
        faults.AddRange(window.TakeComplaints());
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }
}
