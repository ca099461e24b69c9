using System.Globalization;
using System.Text.Json;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Goldthread.Web.Forms;
using Goldthread.Web.Pages.Things;
using Goldthread.Web.Site;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Browser.Tests;

/// <summary>No form is a journey: with a hundred actions and forty people, each is read and passed with the keyboard in a minute.</summary>
public sealed class FormsTests(Chromium chromium)
{
    const int Highest = 2200;
    const int MostStops = 60;

    /// <summary>The height of the form and what the tab key stops at in it: of radios of one name, one.</summary>
    const string Measure = """
        async address => {
          // Into the page that stands: a form is laid out in a tenth of the time that a visit takes.
          const answer = await fetch(address)
          if (!answer.ok) throw new Error(`${address} answers ${answer.status}`)
          const there = new DOMParser().parseFromString(await answer.text(), 'text/html')
          document.querySelector('main').replaceWith(there.querySelector('main'))
          const form = document.querySelector('main form.form')
          const seen = [...form.querySelectorAll('a[href], button, input, select, textarea, summary')].filter(
            e => e.tabIndex >= 0 && !e.disabled && e.type !== 'hidden' && e.checkVisibility())
          const radios = new Set(seen.filter(e => e.type === 'radio').map(e => e.name))
          return { height: Math.round(form.getBoundingClientRect().height), stops: seen.filter(e => e.type !== 'radio').length + radios.size }
        }
        """;

    [Fact]
    public async Task No_form_of_a_full_plan_is_high_or_has_many_stops()
    {
        await using var host = await WebHost.NewAsync();
        var address = host.Listen();
        var plan = await host.Writer.ExamplePlanAsync();
        for (var n = 1; n <= 40; n++)
            await host.Writer.AddAsync(plan, StaffMember.List, new() { ["role"] = Numbered("Nurse", n) });
        for (var n = 1; n <= 100; n++)
            await host.Writer.AddAsync(plan, Domain.Implement.Action.List, new() { ["title"] = Numbered("Check room", n) });
        await using var window = await chromium.OpenAsync(address);
        await window.SignInAsync(WebHost.Administrator);
        await window.Page.SetViewportSizeAsync(1280, 900);
        await using var db = host.At.Open();
        var fullest = (await db.Items.Where(i => (i.Owner == plan || i.List == StaffMember.List) && i.RemovedAt == null).ToListAsync())
            .GroupBy(i => i.List)
            .ToDictionary(g => g.Key, g => g.MaxBy(i => i.Body.Length)!.Id, StringComparer.Ordinal);

        var forms = new List<string>
        {
            "/plans/add",
            $"{To.Plan(plan)}/develop/objectives/build",
            $"{To.Plan(plan)}/develop/objectives/{fullest[Domain.Develop.Objective.List]}/build",
        };
        foreach (var thing in Thing.All.Where(t => t.Stage is not Stage.Strategy))
        {
            forms.Add(To.Add(plan, thing));
            if (fullest.GetValueOrDefault(thing.List) is { } id)
                forms.AddRange(FormFold.Of(ThingPage.Asked(thing)).Select(f => $"{To.Item(plan, thing, id)}/edit?part={f.Key}"));
        }
        forms.AddRange(
            ((string[])["main", "time-and-money", "safety-and-partners", "law-and-standards", "going", "more"]).Select(part =>
                $"{To.Plan(plan)}/edit?part={part}"
            )
        );
        await window.GoAsync(forms[0]);
        var faults = new List<string>();
        foreach (var form in forms)
        {
            var size = await window.Page.EvaluateAsync<JsonElement>(Measure, form);
            var (height, stops) = (size.GetProperty("height").GetInt32(), size.GetProperty("stops").GetInt32());
            if (height > Highest || stops > MostStops)
                faults.Add($"{form}: {height} px, {stops} stops");
        }
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    static string Numbered(string what, int n) => string.Create(CultureInfo.InvariantCulture, $"{what} {n}");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_more_of_many_is_chosen_where_one_stands(bool scripts)
    {
        await using var host = await WebHost.NewAsync();
        var address = host.Listen();
        var plan = await host.Writer.SmallPlanAsync(await host.RootAsync());
        for (var n = 1; n <= 10; n++)
            await host.Writer.AddAsync(plan, StaffMember.List, new() { ["role"] = Numbered("Nurse", n) });
        await using var window = await chromium.OpenAsync(address, 1280, scripts);
        await window.SignInAsync(WebHost.Administrator);
        var page = window.Page;
        await window.GoAsync("/plans/OP-1/implement/actions/A1/edit?part=people");

        await page.SelectOptionAsync("select[name=responsible]", new Microsoft.Playwright.SelectOptionValue { Label = "Nurse 3" });
        await Window.PressAsync(page, page.Locator("button[name=another][value=responsible]"));
        Assert.EndsWith("#responsible", page.Url, StringComparison.Ordinal);
        Assert.Equal(1, await page.Locator("select[name=responsible]:focus").CountAsync());
        await page.SelectOptionAsync("select[name=responsible]", new Microsoft.Playwright.SelectOptionValue { Label = "Nurse 7" });
        await Window.PressAsync(page, page.Locator("main form .form__actions button").First);

        await using var db = host.At.Open();
        var body = await db.Items.Where(i => i.Owner == plan && i.Id == "A1" && i.List == "actions").Select(i => i.Body).SingleAsync();
        Assert.Contains("\"responsible\":[\"st4\",\"st8\"]", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaving_with_words_that_are_not_saved_asks()
    {
        await using var host = await WebHost.NewAsync();
        var address = host.Listen();
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        await using var window = await chromium.OpenAsync(address, 1280);
        await window.SignInAsync(WebHost.Administrator);
        var page = window.Page;
        var asked = new List<string>();
        var told = new TaskCompletionSource();
        page.Dialog += async (_, dialog) =>
        {
            asked.Add(dialog.Type);
            await dialog.DismissAsync();
            told.TrySetResult();
        };
        await window.GoAsync("/plans/OP-1/implement/actions/A1/edit?part=main");

        await page.Locator("#title").FillAsync("Check each room for trip hazards");
        await page.Locator("main form .form__actions a").First.ClickAsync();
        await told.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal(["beforeunload"], asked);
        Assert.Equal("Check each room for trip hazards", await page.Locator("#title").InputValueAsync());

        await Window.PressAsync(page, page.Locator("main form .form__actions button").First);
        Assert.EndsWith("/implement/actions/A1", page.Url, StringComparison.Ordinal);
        Assert.Single(asked);
    }
}
