using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.Playwright;

namespace Goldthread.Browser.Tests;

/// <summary>Pages as they are on a bad day: with refusals, after somebody else's save, with nothing in them, with names that never end.</summary>
public class EdgesTests(Site site, Chromium chromium)
{
    const string Plan = "/plans/ROWAN-COURT";

    [Fact]
    public async Task Pages_with_refusals_are_free_of_faults()
    {
        await using var window = await chromium.OpenAsync(site.Address);
        await window.SignInAsync(WebHost.Administrator);
        var faults = new List<string>();
        foreach (
            var (address, field, wrong) in new (string, string?, string)[]
            {
                ("/plans/add", null, ""),
                ("/areas/add", null, ""),
                ("/admin/accounts/add", null, ""),
                ("/account/password", null, ""),
                ("/strategy/objectives/add", null, ""),
                (Plan + "/develop/objectives/add", "due", "next spring"),
                (Plan + "/implement/actions/add", "due", "soon"),
                (Plan + "/monitor/measures/add", "target.value", "a hundred"),
                (Plan + "/monitor/measures/M2/enter", null, ""),
            }
        )
        {
            await window.GoAsync(address);
            if (field is not null)
            {
                await Window.ShowAsync(window.Page.Locator($"main form [name='{field}']"));
                await window.Page.FillAsync($"main form [name='{field}']", wrong);
            }
            await PressAsync(window.Page);
            if (field is not null)
                Assert.Equal(1, await window.Page.Locator(".nhsuk-error-summary").CountAsync());
            faults.AddRange(await window.FaultsAsync(390, 1280));
        }
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults.Take(60)));
    }

    [Fact]
    public async Task An_upload_with_refused_lines_is_free_of_faults()
    {
        await using var window = await chromium.OpenAsync(site.Address);
        await window.SignInAsync(WebHost.Administrator);
        await window.GoAsync(Plan + "/monitor/measures/M2/upload");
        var page = window.Page;
        var lines = "month,value\n31/05/2023,70\nsometime,71\n30/06/2023,many\n31/05/2023,72\n";
        await page.SetInputFilesAsync(
            "[name=file]",
            new FilePayload
            {
                Name = "figures.csv",
                MimeType = "text/csv",
                Buffer = System.Text.Encoding.UTF8.GetBytes(lines),
            }
        );
        await Window.PressAsync(page, page.Locator("main form button:visible:text-is('Look at it')"));
        var faults = await window.FaultsAsync(390, 1280);
        await page.SelectOptionAsync("[name=on]", "month");
        await page.SelectOptionAsync("[name=value]", "value");
        await Window.PressAsync(page, page.Locator("main form button:visible:text-is('Show what will change')"));
        Assert.Contains("sometime", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        faults.AddRange(await window.FaultsAsync(390, 1280));
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults.Take(60)));
    }

    [Fact]
    public async Task A_workbook_that_is_given_back_is_free_of_faults()
    {
        await using var window = await chromium.OpenAsync(site.Address);
        await window.SignInAsync(WebHost.Administrator);
        await window.GoAsync(Plan + "/workbook");
        var page = window.Page;
        var file = await (await page.Context.APIRequest.GetAsync(new Uri(site.Address, Plan + "/plan.xlsx").ToString())).BodyAsync();
        file = file.Typed("Actions", "A1", "Title", "Write another rota")
            .Typed("Actions", "A2", "Due", "soon")
            .With("Risks", ("Event", "The bell fails"));
        await page.SetInputFilesAsync(
            "[name=file]",
            new FilePayload
            {
                Name = "plan.xlsx",
                MimeType = "application/octet-stream",
                Buffer = file,
            }
        );
        await Window.PressAsync(page, page.Locator("main form button:visible:text-is('Look at it')"));
        Assert.Contains("Write another rota", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        var faults = await window.FaultsAsync(390, 1280);
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults.Take(60)));
    }

    [Fact]
    public async Task A_table_of_a_file_is_free_of_faults()
    {
        await using var window = await chromium.OpenAsync(site.Address);
        await window.SignInAsync(WebHost.Administrator);
        await window.GoAsync(Plan + "/from-file");
        var page = window.Page;
        await page.SetInputFilesAsync(
            "[name=file]",
            new FilePayload
            {
                Name = "plan.docx",
                MimeType = "application/octet-stream",
                Buffer = RealFiles.Improvement,
            }
        );
        await Window.PressAsync(page, page.Locator("main form button:visible:text-is('Look at it')"));
        Assert.Contains("What becomes of the lines", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        var faults = await window.FaultsAsync(390, 1280);
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults.Take(60)));
    }

    [Fact]
    public async Task A_stale_edit_shows_both_and_is_free_of_faults()
    {
        await using var first = await chromium.OpenAsync(site.Address);
        await first.SignInAsync(WebHost.Administrator);
        var faults = new List<string>();
        foreach (
            var (address, field) in new[]
            {
                (Plan + "/develop/stakeholders/council/edit", "name"),
                (Plan + "/edit", "title"),
                ("/strategy/edit", "mission"),
            }
        )
        {
            await first.GoAsync(address);
            var second = await first.Page.Context.NewPageAsync();
            await second.GotoAsync(address);
            await second.FillAsync($"main form [name='{field}']", "What the other one wrote");
            if (await second.Locator("[name=reason]").CountAsync() > 0)
                await second.FillAsync("[name=reason]", "It was asked for");
            await PressAsync(second);
            Assert.Equal(0, await second.Locator(".nhsuk-error-summary").CountAsync());
            await second.CloseAsync();
            await first.Page.FillAsync($"main form [name='{field}']", "What I wrote");
            if (await first.Page.Locator("[name=reason]").CountAsync() > 0)
                await first.Page.FillAsync("[name=reason]", "It was asked for");
            await PressAsync(first.Page);
            Assert.Equal("What I wrote", await first.Page.InputValueAsync($"main form [name='{field}']"));
            Assert.Contains("while you were writing", await first.Page.InnerTextAsync("main"), StringComparison.Ordinal);
            faults.AddRange(await first.FaultsAsync(390, 1280));
        }
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults.Take(60)));
    }

    [Fact]
    public async Task Pages_with_nothing_in_them_are_free_of_faults()
    {
        await using var host = await WebHost.NewAsync();
        await using var window = await chromium.OpenAsync(host.Listen());
        await window.SignInAsync(WebHost.Administrator);
        var faults = new List<string>();
        await LookAsync("/", "/strategy", "/strategy/history", "/areas", "/plans", "/search?q=nothing", "/admin/tokens");
        var area = await host.Writer.AreaAsync(await host.RootAsync());
        await host.Writer.RunAsync(
            Actor.CommandLine,
            work =>
                StartPlan.RunAsync(
                    work,
                    area,
                    new Dictionary<string, object?>
                    {
                        ["id"] = "EMPTY",
                        ["title"] = "A plan with nothing in it",
                        ["starts"] = new DateOnly(2026, 4, 1),
                        ["ends"] = new DateOnly(2027, 3, 31),
                    }
                )
        );
        await LookAsync(
            "/plans/EMPTY",
            "/plans/EMPTY/develop",
            "/plans/EMPTY/implement",
            "/plans/EMPTY/develop/objectives",
            "/plans/EMPTY/develop/objectives/add",
            "/plans/EMPTY/monitor/measures",
            "/plans/EMPTY/thread",
            "/plans/EMPTY/health",
            "/plans/EMPTY/evaluate/marking",
            "/plans/EMPTY/whole"
        );
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults.Take(60)));

        async Task LookAsync(params string[] addresses)
        {
            foreach (var address in addresses)
            {
                await window.GoAsync(address);
                faults.AddRange(await window.FaultsAsync(390, 1280));
            }
        }
    }

    [Fact]
    public async Task Names_that_never_end_break_no_page()
    {
        await using var host = await WebHost.NewAsync();
        var at = host.Listen();
        var writer = host.Writer;
        var area = await writer.AreaAsync(await host.RootAsync());
        await writer.SmallPlanAsync(area, actions: 3);
        var title = new string('W', 80) + " " + string.Join(' ', Enumerable.Repeat("considerable", 9));
        foreach (var list in new[] { "objectives", "actions", "measures", "risks", "stakeholders", "evidence" })
        {
            var thing = Thing.Find(list)!;
            var name =
                thing.Shape.Find("title") is not null ? "title"
                : thing.Shape.Find("name") is not null ? "name"
                : "event";
            Dictionary<string, object?> values = new() { [name] = title };
            if (list is "actions")
                values["due"] = new DateOnly(2025, 1, 1);
            await writer.RunAsync(Actor.CommandLine, work => AddItem.RunAsync(work, "OP-1", thing, values, "Because"));
        }
        await using var window = await chromium.OpenAsync(at);
        await window.SignInAsync(WebHost.Administrator);
        var faults = new List<string>();
        foreach (
            var address in new[]
            {
                "/",
                "/plans/OP-1",
                "/plans/OP-1/develop/objectives",
                "/plans/OP-1/develop/objectives/O2",
                "/plans/OP-1/implement/actions",
                "/plans/OP-1/monitor/measures/M2",
                "/plans/OP-1/thread",
            }
        )
        {
            await window.GoAsync(address);
            faults.AddRange(await window.FaultsAsync(390, 1280));
        }
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults.Take(60)));
    }

    [Fact]
    public async Task The_keyboard_skips_to_the_page_and_goes_to_the_search()
    {
        await using var window = await chromium.OpenAsync(site.Address);
        await window.SignInAsync(WebHost.Administrator);
        await window.GoAsync(Plan);
        var page = window.Page;
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("#main", await page.EvaluateAsync<string>("() => document.activeElement.getAttribute('href')"));
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await page.EvaluateAsync<string>("() => document.activeElement.id"));

        await page.Keyboard.PressAsync("/");
        Assert.Equal("search-words", await page.EvaluateAsync<string>("() => document.activeElement.id"));
        await page.Keyboard.TypeAsync("falls/trips");
        Assert.Equal("falls/trips", await page.InputValueAsync("#search-words"));
        await Window.ArriveAsync(page, () => page.Keyboard.PressAsync("Enter"));
        Assert.EndsWith("/search?q=falls%2Ftrips", page.Url, StringComparison.Ordinal);

        // On a phone the search is a page of its own.
        await page.SetViewportSizeAsync(390, 844);
        await window.GoAsync(Plan);
        await Window.ArriveAsync(page, () => page.Keyboard.PressAsync("/"));
        Assert.EndsWith("/search", page.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/plans/ROWAN-COURT/develop/objectives/O1/edit")]
    [InlineData("/plans/ROWAN-COURT/implement/actions")]
    [InlineData("/plans/ROWAN-COURT/monitor/measures/M2")]
    public async Task The_keyboard_does_everything_on_a_narrow_screen(string address)
    {
        await using var window = await chromium.OpenAsync(site.Address, width: 390);
        await window.SignInAsync(WebHost.Administrator);
        await window.GoAsync(address);
        var faults = await window.KeyboardFaultsAsync();
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults.Take(60)));
    }

    /// <summary>Presses the form's main button.</summary>
    static Task PressAsync(IPage page) => Window.PressAsync(page, page.Locator("main form .form__actions button").First);
}
