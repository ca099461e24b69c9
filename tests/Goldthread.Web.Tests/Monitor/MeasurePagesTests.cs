using System.Globalization;
using System.Net;
using Goldthread.App.Govern;
using Goldthread.App.Monitor.Readings;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Testing;
using Goldthread.Web.Tests.Api;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Goldthread.Web.Tests.Monitor;

/// <summary>The pages of measures and their figures.</summary>
public sealed class MeasurePagesTests
{
    static readonly DateTimeOffset Now = new(2026, 11, 3, 9, 0, 0, TimeSpan.Zero);

    static async Task<WebHost> HostAsync(Engine engine = Engine.Sqlite, int measures = 1)
    {
        var host = await WebHost.NewAsync(engine, new FakeTimeProvider(Now));
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        for (var n = 2; n <= measures; n++)
            await host.Writer.AddAsync("OP-1", "measures", new() { ["name"] = $"Measure number {n}" });
        return host;
    }

    [Theory, Databases]
    public async Task A_measure_without_a_figure_waits_longest_on_either_engine(Engine engine)
    {
        await using var host = await HostAsync(engine);
        foreach (var name in (string[])["Pressure sores", "Missed doses"])
        {
            var id = await host.Writer.AddAsync("OP-1", "measures", new() { ["name"] = name, ["frequency"] = Frequency.Monthly });
            await host.Writer.ReadingsAsync("OP-1", id, [3, 4]);
        }

        var work = await (await host.SignInAsync(Role.Planner)).GetAsync("/");

        var owed = work
            .Document.QuerySelectorAll("table")
            .Single(t => t.TextContent.Contains("wait for figures", StringComparison.Ordinal));
        Assert.Contains("None yet", owed.QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task The_list_takes_as_many_commands_for_fifty_as_for_five(Engine engine)
    {
        await using var host = await HostAsync(engine, 5);
        await host.Writer.ReadingsAsync("OP-1", "M1", Enumerable.Range(0, 20).Select(n => n % 3 + (n > 12 ? 9.0 : 0)));
        var visitor = await host.SignInAsync(Role.Planner);
        async Task<int> CountAsync(string query = "")
        {
            host.At.Commands.Clear();
            var page = await visitor.GetAsync("/plans/OP-1/monitor/measures" + query);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            return host.At.Commands.Count;
        }
        await CountAsync();
        var five = await CountAsync();
        var filtered = await CountAsync("?q=number&sort=-title");
        for (var n = 6; n <= 60; n++)
            await host.Writer.AddAsync("OP-1", "measures", new() { ["name"] = $"Measure number {n}" });

        // The head of a plan that has changed is counted anew, once.
        await CountAsync();
        Assert.InRange(five, 1, 5);
        Assert.Equal(five, await CountAsync());
        Assert.Equal(filtered, await CountAsync("?q=number&sort=-title"));
        Assert.InRange(filtered, 1, 5);

        var list = await visitor.GetAsync("/plans/OP-1/monitor/measures");
        Assert.Contains("60 measures", list.Text, StringComparison.Ordinal);
        Assert.Single(list.Document.QuerySelectorAll("svg.spc-sparkline"));
        var row = list.Document.QuerySelector("tbody tr")!;
        Assert.Contains("Aug 2025", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("higher than before", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("None yet", list.Text, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task From_an_empty_list_by_the_catalogue_to_a_chart(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine, new FakeTimeProvider(Now));
        await host.Writer.PlanAsync(await host.RootAsync());
        var visitor = await host.SignInAsync(Role.Planner);

        var empty = await visitor.GetAsync("/plans/OP-1/monitor/measures");
        Assert.Contains("No measures yet", empty.Text, StringComparison.Ordinal);
        Assert.Contains("/plans/OP-1/monitor/catalogue", empty.Links);
        var catalogue = await visitor.GetAsync("/plans/OP-1/monitor/catalogue");
        Assert.Equal(81, catalogue.Document.QuerySelectorAll(".catalogued").Length);
        Assert.Contains(
            "Falls recorded in period, out of occupied bed days in period",
            catalogue.Document.QuerySelector(".catalogued dd")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("Partly: compare it with the source", catalogue.Text, StringComparison.Ordinal);
        var falls = await visitor.GetAsync("/plans/OP-1/monitor/catalogue?q=falls+bed&service=care-home&kind=safety&framework=cqc-saf");
        Assert.InRange(falls.Document.QuerySelectorAll(".catalogued").Length, 1, 10);
        var added = await falls.SubmitAsync([], form: "main form[method=post]", button: "entry=falls-rate");
        Assert.Equal("/plans/OP-1/monitor/measures/M1", added.Address.AbsolutePath);
        Assert.Contains("falls per 1,000 bed days", added.Text, StringComparison.Ordinal);
        Assert.Contains("Involving people to manage risks", added.Text, StringComparison.Ordinal);
        Assert.Contains("In this plan as", (await visitor.GetAsync("/plans/OP-1/monitor/catalogue")).Text, StringComparison.Ordinal);

        var due = await visitor.GetAsync("/plans/OP-1/monitor/figures");
        Assert.Contains("1 measure has a figure due", due.Text, StringComparison.Ordinal);
        var nothing = await due.SubmitAsync([]);
        Assert.Equal(HttpStatusCode.BadRequest, nothing.Status);
        var half = await due.SubmitAsync(new() { ["r[0].numerator"] = "3" });
        Assert.Contains(half.Errors, e => e.Contains("Give both numbers", StringComparison.Ordinal));
        Assert.Equal("3", half.Document.QuerySelector("[name='r[0].numerator']")!.GetAttribute("value"));
        var saved = await half.SubmitAsync(
            new()
            {
                ["r[0].on"] = "Oct 2026",
                ["r[0].denominator"] = "500",
                ["r[0].note"] = "Two beds closed",
            }
        );
        Assert.Equal("/plans/OP-1/monitor/measures", saved.Address.AbsolutePath);

        var page = await visitor.GetAsync("/plans/OP-1/monitor/measures/M1");
        Assert.NotNull(page.Document.QuerySelector("svg.spc-chart"));
        Assert.Contains("Two beds closed", page.Text, StringComparison.Ordinal);
        Assert.Equal(page.Heading, (await visitor.GetAsync("/plans/OP-1/measures/M1")).Heading);
        var csv = await visitor.Client.GetStringAsync("/plans/OP-1/monitor/measures/M1?format=csv");
        Assert.Equal("measure,on,value,numerator,denominator,note\r\nM1,2026-10-01,,3,500,Two beds closed\r\n", csv.TrimStart('\uFEFF'));
    }

    [Fact]
    public async Task Whoever_may_join_a_cut_thread_is_led_to_the_question()
    {
        await using var host = await HostAsync();
        const string measure = "/plans/OP-1/monitor/measures/M1";
        const string join = measure + "/edit?mend=objectives";

        Assert.DoesNotContain(join, (await (await host.SignInAsync(Role.Reader)).GetAsync(measure)).Links);
        var planner = await host.SignInAsync(Role.Planner);
        Assert.Contains(join, (await planner.GetAsync(measure)).Links);
        var joined = await (await planner.GetAsync(join)).SubmitAsync(new() { ["objectives"] = "O1" });
        Assert.DoesNotContain(join, joined.Links);
        Assert.DoesNotContain("belongs to no objective", joined.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_that_is_typed_is_its_first_day()
    {
        await using var host = await HostAsync();
        var visitor = await host.SignInAsync(Role.Planner);
        var form = await visitor.GetAsync("/plans/OP-1/monitor/measures/M1/enter");

        var refused = await form.SubmitAsync(new() { ["r[0].on"] = "soon", ["r[0].value"] = "5" });
        Assert.Contains(refused.Errors, e => e.Contains("or a month like Apr 2026", StringComparison.Ordinal));
        await refused.SubmitAsync(new() { ["r[0].on"] = "Sept 2026" });

        await using var db = host.At.Open();
        Assert.Equal(new DateOnly(2026, 9, 1), (await db.Readings.SingleAsync()).On);
    }

    [Fact]
    public async Task Rows_with_headings_of_ones_own_are_previewed_at_once()
    {
        await using var host = await HostAsync(Engine.Sqlite);
        var visitor = await host.SignInAsync(Role.Planner);

        var form = await visitor.GetAsync("/plans/OP-1/monitor/measures/M1/upload");
        var preview = await form.SubmitAsync(
            new() { ["pasted"] = "Meadow View\n\nMonth\tHow many\tComment\nOct 2026\t3\tTwo beds closed\n" }
        );

        Assert.NotNull(preview.Document.GetElementById("preview"));
        Assert.Equal(["1 Oct 2026"], preview.Document.QuerySelectorAll("tbody tr").Select(r => r.FirstElementChild!.TextContent.Trim()));
    }

    [Theory, Databases]
    public async Task Figures_of_the_whole_plan_are_previewed_then_stored(Engine engine)
    {
        await using var host = await HostAsync(engine, 2);
        await host.Writer.ReadingsAsync("OP-1", "M1", [1, 2, 3]);
        await host.At.ExecuteAsync("UPDATE plans SET status = 'live'");
        var visitor = await host.SignInAsync(Role.QualityLead);

        var form = await visitor.GetAsync("/plans/OP-1/monitor/figures/upload");
        var preview = await form.SubmitAsync(
            new()
            {
                ["pasted"] =
                    "KPI\tMonth\tScore\tComment\nM1\t2024-01-01\t1\t\nM1\tFeb 2024\t9\tcounted again\nMeasure number 2\tMar 2024\t5\t\nM7\tMar 2024\t5\t\nM2\tsoon\t5\t\n",
            }
        );

        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Contains("There is no measure “M7” in this plan", preview.Text, StringComparison.Ordinal);
        Assert.Contains("“soon” is no date", preview.Text, StringComparison.Ordinal);
        var rows = preview
            .Document.QuerySelectorAll("table")[^1]
            .QuerySelectorAll("tbody tr")
            .Select(r => string.Join('|', r.Children.Select(c => c.TextContent)));
        Assert.Equal(["M1 Falls a month|1 Feb 2024|Changed|2|9, “counted again”", "M2 Measure number 2|1 Mar 2024|Added||5"], rows);
        await using var db = host.At.Open();
        Assert.Equal(3, await db.Readings.CountAsync());

        async Task<WebPage> StoreAsync(WebPage page, Dictionary<string, string?> values)
        {
            page.Document.QuerySelector("main form[method=post]")!.SetAttribute("action", "?handler=Store");
            return await page.SubmitAsync(values);
        }
        var refused = await StoreAsync(preview, []);
        Assert.Contains(refused.Errors, e => e.Contains("2 lines are refused", StringComparison.Ordinal));
        var reasonless = await StoreAsync(refused, new() { ["leave"] = "true" });
        Assert.Contains(reasonless.Errors, e => e.Contains("Say why this changes", StringComparison.Ordinal));
        Assert.Equal(3, await db.Readings.CountAsync());
        var stored = await StoreAsync(reasonless, new() { ["leave"] = "true", ["reason"] = "February was counted again" });
        Assert.Equal("/plans/OP-1/monitor/measures", stored.Address.AbsolutePath);
        Assert.Equal([1, 9, 3, 5], await db.Readings.OrderBy(r => r.Series).ThenBy(r => r.On).Select(r => r.Value!.Value).ToListAsync());
    }

    [Theory, Databases]
    public async Task The_suggested_chart_is_drawn_at_one_press_and_kept_in_the_history(Engine engine)
    {
        await using var host = await HostAsync(engine);
        await host.Writer.RunAsync(
            Actor.CommandLine,
            work =>
                RecordReadings.RunAsync(
                    work,
                    "OP-1",
                    "M1",
                    [
                        .. ((double[])[18, 21, 16, 20, 23, 19, 17, 22, 18, 20, 15, 21, 19, 22, 17, 20, 24, 18, 16, 21]).Select(
                            (n, i) => Domain.Monitor.Reading.Of(new DateOnly(2025, 1, 1).AddMonths(i), null, n, 25)
                        ),
                    ]
                )
        );
        await host.At.ExecuteAsync("UPDATE plans SET status = 'live'");
        var visitor = await host.SignInAsync(Role.Planner);

        var page = await visitor.GetAsync("/plans/OP-1/monitor/measures/M1");
        Assert.Contains("XmR chart by the rules of Making Data Count, 7 points", page.Text, StringComparison.Ordinal);
        var reasonless = await page.SubmitAsync([], form: "form.suggested");
        Assert.Equal(HttpStatusCode.BadRequest, reasonless.Status);
        var drawn = await reasonless.SubmitAsync(new() { ["reason"] = "Each figure counts some out of a number" }, form: "form.suggested");

        Assert.Contains("P prime chart by the rules of", drawn.Text, StringComparison.Ordinal);
        Assert.Contains("Each figure counts some out of a number", drawn.Text, StringComparison.Ordinal);
        Assert.Null(drawn.Document.QuerySelector("form.suggested"));

        var form = await visitor.GetAsync("/plans/OP-1/monitor/measures/M1/chart");
        var own = await form.SubmitAsync(
            new()
            {
                ["kind"] = "xmr",
                ["rules"] = "nhs-r 7",
                ["reason"] = "As the commissioner draws it",
            }
        );
        Assert.Contains(
            "XmR chart by the rules of NHS-R, 7 points make a shift or a trend, chosen for this measure",
            own.Text,
            StringComparison.Ordinal
        );
        var wrong = await form.SubmitAsync(
            new()
            {
                ["kind"] = "pie",
                ["rules"] = "organisation",
                ["reason"] = "x",
            }
        );
        Assert.Contains("Choose one of the charts.", wrong.Errors);
    }

    [Theory, Databases]
    public async Task The_rules_of_the_organisation_are_an_administrators_to_set(Engine engine)
    {
        await using var host = await HostAsync(engine);
        await host.Writer.ReadingsAsync("OP-1", "M1", [10, 12, 11, 13, 10, 12, 11, 13, 10, 12, 11, 13, 10, 12, 8, 9, 8, 9, 8, 9]);
        var visitor = await host.SignInAsync(WebHost.Administrator);

        var form = await visitor.GetAsync("/admin/charts");
        var saved = await form.SubmitAsync(new() { ["rules"] = "making-data-count", ["points"] = "6" });

        Assert.Contains("1 measure has another verdict", saved.Document.Body!.TextContent, StringComparison.Ordinal);
        var page = await visitor.GetAsync("/plans/OP-1/monitor/measures/M1");
        Assert.Contains("6 points make a shift or a trend", page.Text, StringComparison.Ordinal);
        var wrong = await form.SubmitAsync(new() { ["rules"] = "mine" });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        var planner = await host.SignInAsync(Role.Planner);
        Assert.Equal(HttpStatusCode.Forbidden, (await planner.GetAsync("/admin/charts")).Status);
    }

    [Theory, Databases]
    public async Task Services_are_compared_by_what_the_visitor_may_see(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine, new FakeTimeProvider(Now));
        var root = await host.RootAsync();
        var first = 0;
        for (var n = 1; n <= 12; n++)
        {
            var area = await host.Writer.AreaAsync(root, $"Home {n}");
            first = first == 0 ? area : first;
            var plan = await host.Writer.PlanAsync(area, $"OP-{n}");
            await host.Writer.AddAsync(plan, "measures", new() { ["name"] = "Falls", ["catalogue"] = "falls-rate" });
            var falls = n == 12 ? 60 : 10 + n % 3;
            await host.Writer.RunAsync(
                Actor.CommandLine,
                work =>
                    RecordReadings.RunAsync(
                        work,
                        plan,
                        "M1",
                        [
                            .. Enumerable
                                .Range(0, 12)
                                .Select(m => Domain.Monitor.Reading.Of(new DateOnly(2025, 11, 1).AddMonths(m), null, falls, 2000 + 10 * n)),
                        ]
                    )
            );
        }
        var address = string.Create(CultureInfo.InvariantCulture, $"/areas/{root}/compare");
        var visitor = await host.SignInAsync(Role.Reader);

        var page = await visitor.GetAsync(address);

        Assert.Contains("Home 12", page.Document.QuerySelector(".verdict__sentence")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("svg.spc-chart"));
        // By need, and by service.
        Assert.Equal([12, 12], page.Document.QuerySelectorAll("tbody").Select(t => t.QuerySelectorAll("tr").Length));
        Assert.Contains("Higher than chance, for the worse", page.Text, StringComparison.Ordinal);
        Assert.Contains(address, (await visitor.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/areas/{root}"))).Links);
        host.At.Commands.Clear();
        await visitor.GetAsync(address + "?months=3");
        Assert.InRange(host.At.Commands.Count, 1, 5);

        var one = await host.SignInAsync(Role.Reader, first);
        Assert.Equal(HttpStatusCode.NotFound, (await one.GetAsync(address)).Status);
        var own = await one.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/areas/{first}/compare"));
        Assert.Contains("Nothing to compare yet", own.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contributor_enters_own_measures_alone()
    {
        await using var host = await HostAsync(measures: 2);
        await host.At.ExecuteAsync("UPDATE items SET person = 'S1' WHERE list = 'measures' AND id = 'M2'");
        var visitor = await host.SignInAsync(Role.Contributor, staff: "S1");

        var due = await visitor.GetAsync("/plans/OP-1/monitor/figures");

        Assert.Equal("M2", Assert.Single(due.Document.QuerySelectorAll("[name$='.measure']")).GetAttribute("value"));
        var forged = await due.SubmitAsync(new() { ["r[0].measure"] = "M1", ["r[0].value"] = "5" });
        Assert.Contains(forged.Errors, e => e.Contains("M1 is not yours", StringComparison.Ordinal));
        var saved = await due.SubmitAsync(new() { ["r[0].value"] = "5" });
        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.Contains(
            "The next is due on 1 Dec 2026",
            (await visitor.GetAsync("/plans/OP-1/monitor/figures")).Text,
            StringComparison.Ordinal
        );
    }

    [Theory, Databases]
    public async Task Entering_figures_never_loses_what_the_form_does_not_ask(Engine engine)
    {
        await using var host = await HostAsync(engine);
        var id = await host.Writer.AddAsync(
            "OP-1",
            "measures",
            new()
            {
                ["name"] = "Seen in time",
                ["numerator"] = "Seen",
                ["denominator"] = "Referred",
                ["multiplier"] = 100.0,
                ["frequency"] = Frequency.Monthly,
            }
        );
        await host.Writer.RunAsync(
            Actor.CommandLine,
            work =>
                RecordReadings.RunAsync(
                    work,
                    "OP-1",
                    id,
                    [
                        Domain.Monitor.Reading.Of(new(2026, 8, 1), 80),
                        Domain.Monitor.Reading.Of(new(2026, 9, 1), 90, 9, 10),
                        Domain.Monitor.Reading.Of(new(2026, 10, 1), 85, null, null, "Late"),
                    ]
                )
        );
        async Task<List<(double?, double?, double?, string?)>> StoredAsync()
        {
            await using var db = host.At.Open();
            return [.. (await db.Readings.OrderBy(r => r.On).ToListAsync()).Select(r => (r.Value, r.Numerator, r.Denominator, r.Note))];
        }
        var before = await StoredAsync();
        var visitor = await host.SignInAsync(Role.Planner);
        var form = await visitor.GetAsync($"/plans/OP-1/monitor/measures/{id}/enter");

        // Saved as it is shown; and by a form of before, which asks for counts alone.
        await form.SubmitAsync([]);
        Assert.Equal(before, await StoredAsync());
        var old = await visitor.GetAsync($"/plans/OP-1/monitor/measures/{id}/enter");
        foreach (var value in old.Document.QuerySelectorAll("[name$='.value']"))
            value.Remove();
        await old.SubmitAsync(new() { ["r[0].note"] = "Counted by hand" });
        Assert.Equal([before[0] with { Item4 = "Counted by hand" }, before[1], before[2]], await StoredAsync());

        // What is shown and emptied goes.
        await form.SubmitAsync(new() { ["r[0].value"] = "", ["r[0].note"] = "" });
        Assert.Equal([before[1], before[2]], await StoredAsync());
    }

    [Fact]
    public async Task A_plain_count_without_a_total_has_a_form()
    {
        await using var host = await HostAsync();
        var id = await host.Writer.AddAsync("OP-1", "measures", new() { ["name"] = "Falls", ["numerator"] = "Falls in the month" });
        var visitor = await host.SignInAsync(Role.Planner);
        foreach (var address in (string[])[$"/plans/OP-1/monitor/measures/{id}/enter", "/plans/OP-1/monitor/figures"])
        {
            var form = await visitor.GetAsync(address);
            Assert.Contains("Falls in the month", form.Text, StringComparison.Ordinal);
            Assert.Empty(form.Document.QuerySelectorAll("[name$='.numerator']"));
        }
        await (await visitor.GetAsync($"/plans/OP-1/monitor/measures/{id}/enter")).SubmitAsync(
            new() { ["r[0].on"] = "w/e 25/10/2026", ["r[0].value"] = "1,234" }
        );
        await using var db = host.At.Open();
        Assert.Equal(
            (new DateOnly(2026, 10, 19), 1234.0),
            await db.Readings.Select(r => ValueTuple.Create(r.On, r.Value!.Value)).SingleAsync()
        );
    }

    [Theory, Databases]
    public async Task A_form_that_is_sent_twice_is_answered_once(Engine engine)
    {
        await using var host = await HostAsync(engine);
        var visitor = await host.SignInAsync(Role.Planner);
        var form = await visitor.GetAsync("/plans/OP-1/monitor/measures/add");
        Task<WebPage> SendAsync(string name) => form.SubmitAsync(new() { ["name"] = name });

        var both = await Task.WhenAll(SendAsync("Sores"), SendAsync("Sores"));
        var third = await SendAsync("Sores");
        Assert.Single(both.Append(third).Select(p => p.Address.AbsolutePath).Distinct());
        Assert.Equal(2, await CountAsync());

        // Other answers, as after going back, are another press; so is the same form shown anew.
        await SendAsync("Missed doses");
        Assert.Equal(3, await CountAsync());
        await (await visitor.GetAsync("/plans/OP-1/monitor/measures/add")).SubmitAsync(new() { ["name"] = "Sores" });
        Assert.Equal(4, await CountAsync());

        async Task<int> CountAsync()
        {
            await using var db = host.At.Open();
            return await db.Items.CountAsync(i => i.List == "measures");
        }
    }

    [Fact]
    public async Task Columns_are_added_and_taken_away_by_choosing_and_headings_may_wrap()
    {
        await using var host = await HostAsync();
        var visitor = await host.SignInAsync(Role.Planner);
        var form = await visitor.GetAsync("/plans/OP-1/monitor/measures/M1/upload");
        var chosen = await form.SubmitAsync(
            new() { ["pasted"] = "Month\t\"Type 1\nall\"\tType 2 - all\tOver 4-12 hours\nOct 2026\t10\t5\t3\n" }
        );
        chosen.Document.QuerySelector("main form[method=post]")!.SetAttribute("action", "?handler=Look");
        Task<WebPage> ChooseAsync(WebPage page, Dictionary<string, string?> values) => page.SubmitAsync(values);
        var first = await ChooseAsync(
            chosen,
            new()
            {
                ["on"] = "Month",
                ["numerator"] = "Type 1 all",
                ["less"] = "Over 4-12 hours",
                ["denominator"] = "Type 1 all",
            }
        );
        Assert.Equal(2, first.Document.QuerySelectorAll("[name='numerator']").Length);
        Assert.Contains("(7 of 10)", first.Text, StringComparison.Ordinal);
        first.Document.QuerySelector("main form[method=post]")!.SetAttribute("action", "?handler=Store");
        var stored = await first.SubmitAsync([]);
        Assert.Equal("/plans/OP-1/monitor/measures/M1", stored.Address.AbsolutePath);
        await using var db = host.At.Open();
        Assert.Equal((7.0, 10.0), await db.Readings.Select(r => ValueTuple.Create(r.Numerator!.Value, r.Denominator!.Value)).SingleAsync());
    }

    [Fact]
    public async Task Who_may_enter_no_figure_sends_no_table()
    {
        await using var host = await HostAsync();
        var reader = await host.SignInAsync(Role.Reader);
        var refused = await (await reader.GetAsync("/plans/OP-1/monitor/figures/upload")).SubmitAsync(
            new() { ["pasted"] = "measure,on,value\nM1,2026-01-01,1\n" }
        );
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
    }

    [Fact]
    public async Task New_limits_are_offered_after_a_lasting_shift()
    {
        await using var host = await HostAsync();
        await host.Writer.ReadingsAsync("OP-1", "M1", [20, 22, 21, 19, 20, 21, 22, 20, 19, 21, 6, 7, 5, 6, 7, 6, 5]);
        var visitor = await host.SignInAsync(Role.Planner);
        var page = await visitor.GetAsync("/plans/OP-1/monitor/measures/M1");
        Assert.Contains("Count the limits anew from 1 Nov 2024", page.Text, StringComparison.Ordinal);
        var unsaid = await page.SubmitAsync([], form: "form.anew");
        Assert.Equal(HttpStatusCode.BadRequest, unsaid.Status);
        var done = await unsaid.SubmitAsync(new() { ["why"] = "Night rounds began" }, form: "form.anew");
        Assert.Null(done.Document.QuerySelector("form.anew"));
        Assert.Contains("asks to count the limits anew from 1 Nov 2024: Night rounds began", done.Text, StringComparison.Ordinal);
        // The chart follows once somebody else agrees, from the same page.
        Assert.Null(done.Document.QuerySelector("[href$='/agree-rebase'], form[action$='/agree-rebase']"));
        var approver = await host.SignInAsync(Role.Approver);
        var asked = await approver.GetAsync("/plans/OP-1/monitor/measures/M1");
        var agreed = await asked.SubmitAsync([], form: "form[action$='/agree-rebase']");
        Assert.Contains("Limits are counted anew from here: Night rounds began", agreed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Count the limits anew from", agreed.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lower", "Met|Missed|Not yet")]
    [InlineData("higher", "Missed|Met|Met")]
    [InlineData("neutral", "Nothing says which way is better|Nothing says which way is better|Nothing says which way is better")]
    public async Task Each_target_is_judged_by_itself(string direction, string stands)
    {
        await using var host = await WebHost.NewAsync(clock: new FakeTimeProvider(new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero)));
        var plan = await host.Writer.ExamplePlanAsync();
        using var caller = await host.CallerAsync();
        var added = await caller.SendAsync(
            "POST",
            $"/api/v1/plans/{plan}/measures",
            $$"""{"name":"Falls","direction":"{{direction}}","unit":"falls","targets":[{"name":"National","value":6,"by":"2026-01-31"},{"name":"The board's","value":4,"by":"2026-10-31"},{"name":"Commissioner's","value":4,"by":"2026-12-31","source":"Contract"}]}"""
        );
        Assert.True(added.Status is HttpStatusCode.Created, added.Body.ToString());
        var id = added.Id;
        await host.Writer.ReadingsAsync(plan, id, [7, 6, 5]);
        var page = await (await host.SignInAsync(Role.Reader)).GetAsync($"/plans/{plan}/monitor/measures/{id}");
        var told = page.Document.QuerySelectorAll("td[data-label='How it stands']").Select(c => c.TextContent.Trim());
        Assert.Equal(stands, string.Join('|', told));
    }
}
