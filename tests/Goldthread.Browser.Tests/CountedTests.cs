using System.Globalization;
using Goldthread.Domain.Monitor;
using Goldthread.Testing;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;

namespace Goldthread.Browser.Tests;

/// <summary>
/// How many clicks and answers the usual jobs take, from the page where somebody begins. Each opening of a page, each button and each fold is a click;
/// each field that is filled, chosen or ticked is an answer.
/// </summary>
public class CountedTests(Chromium chromium)
{
    /// <summary>What is answered has days in it; whatever day it is, it is this one.</summary>
    static readonly DateTimeOffset Day = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public Task The_usual_jobs_take_few_clicks_and_few_answers_on_a_phone() => CountAsync(390);

    [Trait("Length", "Long")]
    [Fact]
    public Task The_usual_jobs_take_few_clicks_and_few_answers_at_a_desk() => CountAsync(1280);

    async Task CountAsync(int width)
    {
        await using var host = await WebHost.EmptyAsync(clock: new FakeTimeProvider(Day));
        await using var window = await chromium.OpenAsync(host.Listen(), width);
        var counted = new Counted(window);
        var page = window.Page;
        var found = new List<string>();

        // A first plan with one objective, a measure with twelve months, an action and a risk.
        await window.GoAsync("/");
        await counted.AnswerAsync("Organisation", "Rowan Care");
        await counted.AnswerAsync("Name", "Registered manager (A. Khan)");
        await counted.AnswerAsync("Email", WebHost.Administrator);
        await counted.AnswerAsync("Password", WebHost.Password);
        await counted.GoAsync("main button:text-is('Set up')");
        await counted.GoAsync("main a:text-is('Begin')");
        var first = counted.Answers;
        await counted.AnswerAsync("area", "Rowan Court");
        await counted.ChooseAsync("service", "care-home");
        await counted.AnswerAsync("objective", "Falls come down from 8 to 5 a month by March 2027");
        await counted.AnswerAsync("action", "Check every room for loose rugs");
        await counted.AnswerAsync("due", "1 Mar 2027");
        await counted.AnswerAsync("measure", "Falls");
        await counted.TickAsync("better", "lower");
        await counted.AnswerAsync("approver", "Head of care");
        await counted.GoAsync("main button:text-is('Make the plan')");
        Assert.Equal(8, counted.Answers - first);
        var plan = new Uri(page.Url).AbsolutePath;
        await counted.GoAsync("main a:text-is('Enter figures')");
        await counted.GoAsync("main a:text-is('Paste or upload many')");
        await counted.AnswerAsync("pasted", Year());
        await counted.GoAsync("main button:text-is('Look at it')");
        await counted.GoAsync("main button:text-is('Store these figures')");
        await window.GoAsync(plan);
        await counted.ClickAsync("main summary:has-text('Add')");
        await counted.GoAsync("main a:text-is('Add a risk')");
        await counted.AnswerAsync("event", "Somebody falls at night");
        await counted.GoAsync("main .form__actions button:text-is('Save')");
        counted.Take("a first plan", 30, 30, found);
        await using (var db = host.At.Open())
        {
            Assert.Equal(12, Assert.Single(db.Series).Count);
            foreach (var list in (string[])["objectives", "actions", "measures", "risks"])
                Assert.Single(db.Items, i => i.List == list);
        }

        // From their own work to an action's day, and to what was done.
        await window.GoAsync("/");
        await counted.GoAsync("main a:text-is('Check every room for loose rugs')");
        await counted.ClickAsync("main summary:has-text('Change the day')");
        await counted.AnswerAsync("due", "15 Mar 2027");
        await counted.GoAsync("main button:text-is('Save the day')");
        counted.Take("changing an action's day", 3, 2, found);
        await window.GoAsync("/");
        await counted.GoAsync("main a:text-is('Check every room for loose rugs')");
        await counted.AnswerAsync("note", "Half of the rooms are done.");
        await counted.GoAsync("main .say button:text-is('Save')");
        counted.Take("saying what was done", 2, 1, found);

        // What an inspection found becomes an action that somebody owns.
        var id = plan.Split('/')[^1];
        await host.Writer.AddAsync(
            id,
            "regulatory_actions",
            new() { ["text"] = "Keep a record of every fall", ["due"] = new DateOnly(2026, 12, 30) }
        );
        await window.GoAsync(plan);
        await counted.GoAsync("main .week__one:has-text('Keep a record of every fall') a");
        await counted.GoAsync("main a:text-is('Add the action that answers it')");
        await counted.ChooseAsync("objective", "O1");
        await counted.GoAsync("main .form__actions button:text-is('Save')");
        counted.Take("an inspection's finding to an owned action", 4, 4, found);
        await using (var db = host.At.Open())
        {
            var asked = Assert.Single(db.Items, i => i.List == "regulatory_actions");
            var answer = Assert.Single(db.Items, i => i.List == "actions" && i.Title == "Keep a record of every fall");
            Assert.Contains($"\"action\":\"{answer.Id}\"", asked.Body, StringComparison.Ordinal);
            Assert.NotNull(answer.Person);
        }

        // The figures of a month for nine measures.
        for (var n = 1; n <= 9; n++)
            await host.Writer.AddAsync(
                id,
                "measures",
                new()
                {
                    ["name"] = $"Count {n}",
                    ["frequency"] = Frequency.Monthly,
                    ["objectives"] = new[] { "O1" },
                }
            );
        await window.GoAsync(plan);
        await counted.GoAsync("main .week__one:has-text('9 measures wait') a");
        for (var n = 0; n < 9; n++)
            await counted.AnswerAsync($"r[{n}].value", "3");
        await counted.GoAsync("main button:text-is('Save figures')");
        counted.Take("the figures of a month for nine measures", 2, 9, found);
        await using (var db = host.At.Open())
            Assert.Equal(9, db.Series.Count(s => s.Count == 1));

        // What is to be finished before approval, from one to the next.
        await window.GoAsync(plan + "/approve");
        await counted.GoAsync("main a:has-text('Go through them')");
        List<string> stops = [];
        while (await page.Locator(".walk").CountAsync() > 0 && stops.Count < 60)
        {
            stops.Add(
                new Uri(page.Url) is var at && at.AbsolutePath.EndsWith("/add", StringComparison.Ordinal)
                    ? at.PathAndQuery
                    : at.AbsolutePath
            );
            Assert.Contains($"{stops.Count} of ", await page.InnerTextAsync(".walk"), StringComparison.Ordinal);
            // A form that changes something is saved as it is; what would add something is left for now.
            if (stops[^1].EndsWith("/edit", StringComparison.Ordinal))
                await counted.GoAsync("main .form__actions button:text-is('Save')");
            else
                await counted.GoAsync(".walk a:has-text('Leave it')");
        }
        Assert.EndsWith("/approve", new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
        Assert.InRange(stops.Count, 10, 59);
        Assert.Equal(stops.Distinct(StringComparer.Ordinal), stops);

        Assert.True(found.Count == 0, string.Join("\n", found));
        Assert.Empty(window.TakeComplaints());
    }

    [Fact]
    public async Task A_plan_of_three_objectives_is_made_from_nothing_and_approved_in_sixty_answers()
    {
        await using var host = await WebHost.EmptyAsync(clock: new FakeTimeProvider(Day));
        await using var window = await chromium.OpenAsync(host.Listen());
        var counted = new Counted(window);
        await SetUpAsync(window, counted);
        await counted.GoAsync("main a:text-is('Begin')");
        await counted.AnswerAsync("area", "Rowan Court");
        await counted.ChooseAsync("service", "care-home");
        await counted.AnswerAsync("objective", "Falls come down from 8 to 5 a month by March 2027");
        await counted.AnswerAsync("action", "Check every room for loose rugs");
        await counted.AnswerAsync("due", "1 Mar 2027");
        await counted.AnswerAsync("measure", "Falls");
        await counted.TickAsync("better", "lower");
        await counted.AnswerAsync("approver", "Head of care (B. Lee)");
        await counted.GoAsync("main button:text-is('Make the plan')");
        var plan = new Uri(window.Page.Url).AbsolutePath;

        // Who approves gets an account from the link that is offered at once.
        await counted.GoAsync(".notice a:has-text('an account')");
        var password = await AddPersonAsync(window, counted, "lee@example.org");

        // Two more objectives, each with its measure, first action and risk on one page.
        foreach (
            var (title, due, measure, from, to, action, risk) in new[]
            {
                (
                    "Care plans reviewed in time go up from 70% to 95% by June 2027",
                    "30 Jun 2027",
                    "care-plan-in-date",
                    "70",
                    "95",
                    "List the reviews that are due",
                    "Nurses have no time for reviews"
                ),
                (
                    "Staff turnover comes down from 30% to 20% by October 2027",
                    "31 Oct 2027",
                    "turnover",
                    "30",
                    "20",
                    "Talk with everybody who leaves",
                    "Nobody applies for night work"
                ),
            }
        )
        {
            await window.GoAsync(plan + "/develop/objectives/build");
            await counted.AnswerAsync("title", title);
            await counted.AnswerAsync("due", due);
            await counted.ChooseAsync("measure.catalogue", measure);
            await counted.AnswerAsync("measure.from", from);
            await counted.AnswerAsync("measure.to", to);
            await counted.AnswerAsync("action.title", action);
            await counted.AnswerAsync("risk.event", risk);
            await counted.GoAsync("main .form__actions button:text-is('Save')");
        }
        foreach (
            var (objective, action, due) in new[]
            {
                ("O1", "Look at the lights at night", "1 Feb 2027"),
                ("O2", "Give each nurse two hours a week", "1 Apr 2027"),
                ("O3", "Find a buddy for each new starter", "1 Apr 2027"),
            }
        )
        {
            await window.GoAsync($"{plan}/develop/objectives/{objective}");
            await counted.GoAsync("main a:has-text('Add an action')");
            await counted.AnswerAsync("title", action);
            await counted.AnswerAsync("due", due);
            await counted.GoAsync("main .form__actions button:text-is('Save')");
        }
        await window.GoAsync($"{plan}/develop/objectives/O1");
        await counted.GoAsync("main a:has-text('Add a risk')");
        await counted.AnswerAsync("event", "Somebody falls at night");
        await counted.GoAsync("main .form__actions button:text-is('Save')");

        await ApproveAsync(window, counted, plan, "lee@example.org", password);
        var found = new List<string>();
        counted.Take("a plan of three objectives, approved", 70, 60, found);
        Assert.True(found.Count == 0, string.Join("\n", found));
        await using var db = host.At.Open();
        var id = plan.Split('/')[^1];
        Assert.Equal("approved", db.Plans.Single(p => p.Id == id).Status);
        foreach (var (list, many) in new[] { ("objectives", 3), ("measures", 3), ("actions", 6), ("risks", 3) })
            Assert.Equal(many, db.Items.Count(i => i.Owner == id && i.List == list));
    }

    [Fact]
    public async Task A_plan_of_a_template_is_started_and_approved_in_twenty_five_answers()
    {
        await using var host = await WebHost.EmptyAsync(clock: new FakeTimeProvider(Day));
        await using var window = await chromium.OpenAsync(host.Listen());
        var counted = new Counted(window);
        await SetUpAsync(window, counted);
        await window.GoAsync("/plans/add/care-home");
        foreach (
            var (question, answer) in new[]
            {
                ("title", "Rowan Court 2027"),
                ("starts", "1 Jan 2027"),
                ("ends", "31 Dec 2027"),
                ("falls-goal", "5"),
                ("medicines-goal", "98"),
                ("choice-goal", "90"),
                ("agency-goal", "5"),
            }
        )
            await counted.AnswerAsync(question, answer);
        await counted.GoAsync("main button:text-is('Start the plan')");
        var plan = new Uri(window.Page.Url).AbsolutePath;
        await window.GoAsync("/admin/accounts/add?name=Head%20of%20care%20(B.%20Lee)&role=approver&area=1");
        var password = await AddPersonAsync(window, counted, "lee@example.org");
        await ApproveAsync(window, counted, plan, "lee@example.org", password);
        var found = new List<string>();
        counted.Take("a plan of a template, approved", 30, 25, found);
        Assert.True(found.Count == 0, string.Join("\n", found));
        await using var db = host.At.Open();
        Assert.Equal("approved", db.Plans.Single(p => p.Id == plan.Substring("/plans/".Length)).Status);
    }

    static async Task SetUpAsync(Window window, Counted counted)
    {
        await window.GoAsync("/");
        await counted.AnswerAsync("Organisation", "Rowan Care");
        await counted.AnswerAsync("Name", "Registered manager (A. Khan)");
        await counted.AnswerAsync("Email", WebHost.Administrator);
        await counted.AnswerAsync("Password", WebHost.Password);
        await counted.GoAsync("main button:text-is('Set up')");
    }

    /// <summary>Adds the person that the address proposes; gives the password that the page tells.</summary>
    static async Task<string> AddPersonAsync(Window window, Counted counted, string email)
    {
        await counted.AnswerAsync("email", email);
        await counted.GoAsync("main .form__actions button");
        return await window.Page.Locator("main .secret, main code").First.InnerTextAsync();
    }

    /// <summary>Asks people, asks for approval, and approves as the other person, with what still stands.</summary>
    static async Task ApproveAsync(Window window, Counted counted, string plan, string email, string password)
    {
        await window.GoAsync(plan + "/consult");
        await counted.TickFirstAsync("people");
        await counted.GoAsync("main .form__actions button");
        await window.GoAsync(plan + "/approve");
        await counted.GoAsync("main button:has-text('Ask for approval')");
        await window.Page.Context.ClearCookiesAsync();
        await window.GoAsync("/sign-in");
        await counted.AnswerAsync("Email", email);
        await counted.AnswerAsync("Password", password);
        await counted.GoAsync("main button[type=submit]");
        await window.GoAsync(plan + "/approve");
        await counted.TickAllAsync("stand");
        await counted.AnswerAsync("reason", "It is our first plan; the rest is finished by the first review.");
        await counted.AnswerAsync("expires", "1 Mar 2027");
        await counted.GoAsync("main button:has-text('and approve the plan')");
    }

    static string Year() =>
        "date,value\n"
        + string.Join(
            '\n',
            Enumerable
                .Range(0, 12)
                .Select(n =>
                    string.Create(CultureInfo.InvariantCulture, $"{new DateOnly(2025, 11, 1).AddMonths(n):yyyy-MM-dd},{8 - (n % 3)}")
                )
        );

    /// <summary>A window whose clicks and answers are counted.</summary>
    sealed class Counted(Window window)
    {
        /// <value>What was pressed.</value>
        public int Clicks { get; private set; }

        /// <value>What was answered.</value>
        public int Answers { get; private set; }

        /// <summary>Presses what leads to another page.</summary>
        public async Task GoAsync(string what)
        {
            Clicks++;
            await Window.PressAsync(window.Page, window.Page.Locator(what).First);
            var refused = window.Page.Locator("main .nhsuk-error-summary");
            if (await refused.CountAsync() > 0)
                Assert.Fail($"{window.Page.Url}: {await refused.InnerTextAsync()}");
        }

        /// <summary>Presses what opens something on the page.</summary>
        public async Task ClickAsync(string what)
        {
            Clicks++;
            await window.Page.Locator(what).First.ClickAsync();
        }

        /// <summary>Types an answer.</summary>
        public async Task AnswerAsync(string name, string text)
        {
            Answers++;
            await Field(name).FillAsync(text);
        }

        /// <summary>Chooses out of a list.</summary>
        public async Task ChooseAsync(string name, string value)
        {
            Answers++;
            await Field(name).SelectOptionAsync(value);
        }

        /// <summary>Ticks one of several.</summary>
        public async Task TickAsync(string name, string value)
        {
            Answers++;
            await window.Page.CheckAsync($"main form [name='{name}'][value='{value}']");
        }

        /// <summary>Ticks the first of several, or chooses it where many are in a list.</summary>
        public async Task TickFirstAsync(string name)
        {
            Answers++;
            if (await window.Page.Locator($"main form select[name='{name}']").CountAsync() > 0)
                await Field(name).SelectOptionAsync(new SelectOptionValue { Index = 1 });
            else
                await Field(name).CheckAsync();
        }

        /// <summary>Ticks all of several, each an answer.</summary>
        public async Task TickAllAsync(string name)
        {
            foreach (var box in await window.Page.Locator($"main form [name='{name}']").AllAsync())
            {
                Answers++;
                await box.CheckAsync();
            }
        }

        ILocator Field(string name) => window.Page.Locator($"main form [name='{name}']:visible").First;

        /// <summary>Tells whether a job took more than it may, and begins the next.</summary>
        public void Take(string job, int clicks, int answers, List<string> found)
        {
            TestContext.Current.SendDiagnosticMessage($"{job}: {Clicks} clicks, {Answers} answers");
            if (Clicks > clicks || Answers > answers)
                found.Add($"{job} takes {Clicks} clicks and {Answers} answers; it may take {clicks} and {answers}.");
            (Clicks, Answers) = (0, 0);
        }
    }
}
