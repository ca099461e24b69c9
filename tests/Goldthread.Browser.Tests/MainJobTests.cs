using Goldthread.Testing;
using Microsoft.Playwright;

namespace Goldthread.Browser.Tests;

/// <summary>
/// What Goldthread is for, from the first visit to the thread: strategy, area, plan, objective, action, measure, three years of an A&amp;E department's
/// real figures, evidence, review. By pages alone, with scripts and without.
/// </summary>
public class MainJobTests(Chromium chromium)
{
    const string Department = "RRK";

    [Theory]
    [InlineData(1280, true)]
    [InlineData(390, false)]
    public async Task A_manager_walks_from_purpose_to_evidence(int width, bool scripts)
    {
        await using var host = await WebHost.EmptyAsync();
        await using var window = await chromium.OpenAsync(host.Listen(), width, scripts);
        var page = window.Page;

        await window.GoAsync("/");
        await page.FillAsync("[name=Organisation]", "Heart of the West NHS Trust");
        await page.FillAsync("[name=Name]", "General manager (A. Khan)");
        await page.FillAsync("[name=Email]", WebHost.Administrator);
        await page.FillAsync("[name=Password]", WebHost.Password);
        await SendAsync(page, "Set up");

        await AddAsync(window, "/strategy/objectives/add", ("title", "Nobody waits in pain"), ("horizon", "2028-03-31"));
        Assert.Contains("Nobody waits in pain", await TextAsync(page, "/strategy"), StringComparison.Ordinal);

        await AddAsync(window, "/areas/add", ("name", "Emergency department"));
        var area = new Uri(page.Url).AbsolutePath.Split('/')[2];

        await window.GoAsync("/plans/add?area=" + area);
        await page.SelectOptionAsync("[name=area]", area);
        await FillAsync(page, ("title", "Seen within four hours"), ("id", "ED-2026"), ("starts", "2026-04-01"), ("ends", "2027-03-31"));
        await SendAsync(page, "Start the plan");
        Assert.EndsWith("/plans/ED-2026", page.Url, StringComparison.Ordinal);

        const string Plan = "/plans/ED-2026";
        await window.GoAsync(Plan + "/develop/objectives/add");
        await FillAsync(page, ("title", "95% of people are seen within four hours by March 2027"), ("due", "2027-03-31"));
        await Window.ShowAsync(page.Locator("input[name=strategic]").First);
        await page.Locator("input[name=strategic]").First.CheckAsync();
        await SendAsync(page, "Save");

        await window.GoAsync(Plan + "/implement/actions/add");
        await FillAsync(page, ("title", "Open a second triage room"), ("due", "2026-06-30"));
        await page.SelectOptionAsync("[name=objective]", "O1");
        await SendAsync(page, "Save");

        await window.GoAsync(Plan + "/monitor/measures/add");
        await FillAsync(page, ("name", "Seen within four hours"), ("unit", "%"), ("target.value", "95"), ("target.by", "2027-03-31"));
        await page.CheckAsync("[name=direction][value=higher]");
        await page.SelectOptionAsync("[name=frequency]", "monthly");
        await Window.ShowAsync(page.Locator("input[name=objectives]").First);
        await page.Locator("input[name=objectives]").First.CheckAsync();
        await SendAsync(page, "Save");

        const string Measure = Plan + "/monitor/measures/M1";
        await window.GoAsync(Measure + "/edit?part=counting");
        await FillAsync(
            page,
            ("numerator", "People seen within four hours in the month"),
            ("denominator", "People who came in the month"),
            ("multiplier", "100")
        );
        await SendAsync(page, "Save");

        await window.GoAsync(Measure + "/upload");
        await page.SetInputFilesAsync("[name=file]", Path.Combine(AppContext.BaseDirectory, "nhsr_ae_attendances.csv"));
        await SendAsync(page, "Look at it");
        await page.SelectOptionAsync("[name=on]", "period");
        await page.SelectOptionAsync("[name=value]", "");
        await page.SelectOptionAsync("[name=numerator]", "attendances");
        await page.SelectOptionAsync("[name=less]", "breaches");
        await page.SelectOptionAsync("[name=denominator]", "attendances");
        await page.Locator("[name=where]").Nth(0).SelectOptionAsync("org_code");
        await page.Locator("[name=is]").Nth(0).FillAsync(Department);
        await page.Locator("[name=where]").Nth(1).SelectOptionAsync("type");
        await page.Locator("[name=is]").Nth(1).FillAsync("1");
        await SendAsync(page, "Show what will change");
        var preview = await page.InnerTextAsync("main");
        Assert.Contains("36", preview, StringComparison.Ordinal);
        Assert.Contains("1 Apr 2016", preview, StringComparison.Ordinal);
        await SendAsync(page, "Store these figures");

        // The chart is a picture with a title and a description, and its figures stand in a table beside it.
        var measure = await TextAsync(page, Measure);
        Assert.Equal(1, await page.Locator("figure.chart svg[role=img] > title").CountAsync());
        Assert.Equal(1, await page.Locator("figure.chart svg[role=img] > desc").CountAsync());
        var march = Assert.Single(await FiguresAsync("2019-03-01"));
        Assert.Equal("66.67", march);
        Assert.Contains("66.7", await page.Locator("main").TextContentAsync() ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain("There is no chart", measure, StringComparison.Ordinal);

        await window.GoAsync(Plan + "/monitor/evidence/add");
        await page.SelectOptionAsync("[name=type]", new SelectOptionValue { Index = 1 });
        await FillAsync(page, ("title", "Sitrep of March 2019"), ("on", "2019-04-11"));
        await page.CheckAsync("[name=supports][value=O1]");
        await SendAsync(page, "Save");

        await window.GoAsync(Plan + "/evaluate/reviews/add");
        await page.SelectOptionAsync("[name=kind]", new SelectOptionValue { Index = 1 });
        await FillAsync(page, ("scheduled", "2026-09-30"), ("text", "The second triage room is open; waits are not shorter yet."));
        await SendAsync(page, "Save");

        var thread = await TextAsync(page, Plan + "/thread");
        foreach (
            var knot in new[]
            {
                "Nobody waits in pain",
                "95% of people are seen within four hours by March 2027",
                "Open a second triage room",
                "Seen within four hours",
                "Sitrep of March 2019",
            }
        )
            Assert.Contains(knot, thread, StringComparison.Ordinal);
        Assert.Contains("Nobody waits in pain", await TextAsync(page, Plan + "/thread?from=evidence"), StringComparison.Ordinal);
        Assert.Empty(window.TakeComplaints());

        await using var db = host.At.Open();
        Assert.Empty((await App.Store.Recorded.VerifyAsync(db)).Faults);
    }

    /// <summary>The percentage of a day, worked out from the file itself.</summary>
    static async Task<IReadOnlyList<string>> FiguresAsync(string day)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "nhsr_ae_attendances.csv"));
        return
        [
            .. lines
                .Select(l => l.Split(','))
                .Where(c => c[0] == day && c[1] == Department && c[2] == "1")
                .Select(c => (Came: double.Parse(c[3], Invariant), Late: double.Parse(c[4], Invariant)))
                .Select(c => (100 * (c.Came - c.Late) / c.Came).ToString("0.00", Invariant)),
        ];
    }

    static readonly System.Globalization.CultureInfo Invariant = System.Globalization.CultureInfo.InvariantCulture;

    static async Task AddAsync(Window window, string address, params (string Name, string Value)[] values)
    {
        await window.GoAsync(address);
        await FillAsync(window.Page, values);
        await SendAsync(window.Page, null);
    }

    static async Task FillAsync(IPage page, params (string Name, string Value)[] values)
    {
        foreach (var (name, value) in values)
        {
            var field = page.Locator($"main form [name='{name}']");
            await Window.ShowAsync(field);
            await field.FillAsync(value);
        }
    }

    /// <summary>Presses a button (the form's last unless named) and sees that nothing was refused.</summary>
    static async Task SendAsync(IPage page, string? button)
    {
        var pressed = button is null
            ? page.Locator("main form .form__actions button").Last
            : page.Locator($"main form button:visible:text-is('{button}')").Last;
        await Window.PressAsync(page, pressed);
        var refused = page.Locator("main .nhsuk-error-summary");
        if (await refused.CountAsync() > 0)
            Assert.Fail($"{page.Url}: {await refused.InnerTextAsync()}");
    }

    static async Task<string> TextAsync(IPage page, string address)
    {
        await page.GotoAsync(address);
        return await page.InnerTextAsync("main");
    }
}
