using System.Net;
using Goldthread.App.Develop.Areas;
using Goldthread.App.Develop.Findings;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Goldthread.Web.Pages.Develop.Health;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Goldthread.Web.Tests.Develop;

/// <summary>Where the findings of the checks show, and that they are worked out once.</summary>
public sealed class FindingsTests
{
    [Theory, Databases]
    public async Task Findings_are_worked_out_once_for_a_revision(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        var visitor = await host.SignInAsync(Role.Planner);
        var first = await visitor.GetAsync("/plans/OP-1/health");
        Assert.Contains("names no strategic objective", first.Text, StringComparison.Ordinal);

        host.At.Commands.Clear();
        await visitor.GetAsync("/plans/OP-1/health");
        Assert.True(host.At.Commands.Count <= 3, string.Join("\n", host.At.Commands.Sent));

        await host.Writer.AddAsync("OP-1", "objectives", new() { ["title"] = "Everybody is asked every month" });
        var now = await visitor.GetAsync("/plans/OP-1/health");
        Assert.Contains("Everybody is asked every month", now.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_for_which_there_was_no_room_is_counted_when_it_is_asked_for_again()
    {
        await using var database = await TestDatabase.NewAsync(Engine.Sqlite);
        await using var writer = new Writer(database.Database, TimeProvider.System);
        await new App.Govern.Accounts.SetUp("Meadow", "Chief (M. Hale)", WebHost.Administrator, WebHost.Password).RunAsync(writer);
        await writer.SmallPlanAsync(1);
        await using var db = database.Open();
        var revision = await db.Plans.Select(p => p.Revision).SingleAsync();
        await using var findings = new KeptFindings(database.Database, writer, TimeProvider.System);

        // More than wait at once.
        for (var n = 0; n < 10_000; n++)
            findings.Look($"NONE-{n}", 1, null);
        var isNow = findings.Look("OP-1", revision, null).IsNow;
        for (var i = 0; i < 1200 && !isNow; i++)
        {
            await Task.Delay(25);
            isNow = findings.Look("OP-1", revision, null).IsNow;
        }

        Assert.True(isNow);
    }

    [Theory, Databases]
    public async Task Another_process_sees_what_one_process_changed_and_the_counts_that_it_kept(Engine engine)
    {
        await using var database = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(database.Database, TimeProvider.System);
        await new App.Govern.Accounts.SetUp("Meadow", "Chief (M. Hale)", WebHost.Administrator, WebHost.Password).RunAsync(writer);
        await using var here = new KeptFindings(database.Database, writer, TimeProvider.System);
        await using var there = new KeptFindings(database.Database, writer, TimeProvider.System);
        await writer.SmallPlanAsync(1);

        var before = await AskAsync(there);
        await writer.AddAsync("OP-1", "objectives", new() { ["title"] = "Another one" });
        var after = await AskAsync(here);
        Assert.True(after.Counts.Errors > before.Counts.Errors);
        Assert.Equal(after.Counts, (await AskAsync(there)).Counts);

        // The counts are kept behind the page.
        FindingCounts? kept = null;
        for (var i = 0; i < 200 && kept != after.Counts; i++)
        {
            await Task.Delay(25);
            await using var db = database.Open();
            kept = FindingCounts.Of(await db.FindingCounts.FirstOrDefaultAsync(c => c.Plan == "OP-1"));
        }
        Assert.Equal(after.Counts, kept);

        async Task<PlanFound> AskAsync(KeptFindings findings)
        {
            await using var db = database.Open();
            var row = await db.Plans.Include(p => p.Area).FirstAsync(p => p.Id == "OP-1");
            return await findings.OfAsync(db, row, Actor.Everybody, Hidden.Nothing);
        }
    }

    [Fact]
    public async Task Checks_that_fail_behind_the_page_are_in_the_log()
    {
        await using var database = await TestDatabase.NewAsync(Engine.Sqlite);
        await using var writer = new Writer(database.Database, TimeProvider.System);
        await new App.Govern.Accounts.SetUp("Meadow", "Chief (M. Hale)", WebHost.Administrator, WebHost.Password).RunAsync(writer);
        await writer.SmallPlanAsync(1);
        await database.ExecuteAsync("UPDATE items SET body = '{' WHERE list = 'actions'");
        var log = new Lines();
        await using var findings = new KeptFindings(database.Database, writer, TimeProvider.System, log);

        findings.Look("OP-1", 99, null);

        var (said, why) = await log.First.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("The findings of plan OP-1 could not be worked out.", said);
        Assert.IsAssignableFrom<System.Text.Json.JsonException>(why);
    }

    sealed class Lines : ILogger<KeptFindings>
    {
        public TaskCompletionSource<(string Said, Exception? Why)> First { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => First.TrySetResult((formatter(state, exception), exception));
    }

    [Theory, Databases]
    public async Task A_change_of_the_strategy_or_the_area_is_a_new_revision_of_its_plans(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        var id = await host.Writer.ExamplePlanAsync();
        var visitor = await host.SignInAsync(WebHost.Administrator);
        Assert.Contains("the plan holds together", (await visitor.GetAsync($"/plans/{id}/health")).Text, StringComparison.Ordinal);
        await using var db = host.At.Open();
        var plan = await db.Plans.FirstAsync(p => p.Id == id);

        await host.Writer.AddAsync(
            StrategyRow.OwnerOf(plan.StrategyId!.Value),
            "strategy.objectives",
            new() { ["title"] = "Nobody is left waiting" }
        );
        var page = await visitor.GetAsync($"/plans/{id}/health");
        Assert.Contains("No objective of the plan serves \"Nobody is left waiting\"", page.Text, StringComparison.Ordinal);

        var now = await db.Plans.Where(p => p.Id == id).Select(p => p.Revision).FirstAsync();
        await host.Writer.RunAsync(
            Actor.CommandLine,
            async work =>
            {
                var row = await work.Db.Areas.FirstAsync(a => a.Id == plan.AreaId);
                var area = (Area)Shape.Of<Area>().FromJson(row.Body);
                Shape.Of<Area>()["name"].Set(area, "Evening visits");
                await EditArea.RunAsync(work, row.Id, row.Version, area);
            }
        );
        Assert.True(await db.Plans.Where(p => p.Id == id).Select(p => p.Revision).FirstAsync() > now);
    }

    [Fact]
    public async Task A_finding_leads_to_its_field_which_says_it_in_the_margin_and_saving_says_what_is_mended()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        var visitor = await host.SignInAsync(Role.Planner);

        var objective = await visitor.GetAsync("/plans/OP-1/develop/objectives/O1");
        var link = objective.Document.QuerySelector(".found-here a[href$='#due']")!;
        Assert.Equal("Answer: By when?", link.TextContent);

        var form = await visitor.GetAsync(link.GetAttribute("href")!);
        Assert.NotNull(form.Document.GetElementById("due"));
        var margin = form.Document.GetElementById("due")!.Closest(".beside")!.QuerySelector("details.beside__note")!;
        Assert.False(margin.HasAttribute("open"));
        Assert.Contains("has no date", margin.TextContent, StringComparison.Ordinal);

        var saved = await form.SubmitAsync(new() { ["due"] = "31 Jan 2027" });
        var notice = saved.Document.QuerySelector(".notice__text")!.TextContent;
        Assert.Contains("The objective is saved. Mended: Missing or bad target date.", notice, StringComparison.Ordinal);
        Assert.Contains("left on this objective.", notice, StringComparison.Ordinal);
        Assert.DoesNotContain("has no date", saved.Text, StringComparison.Ordinal);

        var broken = await (await visitor.GetAsync("/plans/OP-1/develop/objectives/O1/edit")).SubmitAsync(
            new() { ["due"] = "31 Jan 2029" }
        );
        Assert.Contains(
            "New: Missing or bad target date.",
            broken.Document.QuerySelector(".notice__text")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_is_missing_is_added_with_the_right_answers_begun_and_a_field_of_another_part_is_opened()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        await host.Writer.AddAsync("OP-1", "objectives", new() { ["title"] = "Everybody is asked" });
        var visitor = await host.SignInAsync(Role.Planner);

        var objective = await visitor.GetAsync("/plans/OP-1/develop/objectives/O2");
        var add = objective.Document.QuerySelectorAll(".found-here a").Single(a => a.TextContent == "Add an action").GetAttribute("href")!;
        Assert.Contains("objective=O2", add, StringComparison.Ordinal);
        var form = await visitor.GetAsync(add);
        Assert.Equal("O2", form.Document.QuerySelector("select[name=objective] option[selected]")!.GetAttribute("value"));
        var made = await form.SubmitAsync(new() { ["title"] = "Ask everybody by Friday" });
        Assert.Contains(
            "Mended: Objective with no action",
            made.Document.QuerySelector(".notice__text")!.TextContent,
            StringComparison.Ordinal
        );

        var opened = await visitor.GetAsync("/plans/OP-1/develop/objectives/O1/edit?mend=no_resource_reason");
        Assert.Null(opened.Document.GetElementById("no_resource_reason")!.Closest("details:not([open])"));

        var safeguarding = (await visitor.GetAsync("/plans/OP-1/health?check=PL090")).Document.QuerySelector(".finding__ways a")!;
        Assert.Contains("category=safeguarding", safeguarding.GetAttribute("href")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_way_to_mend_leads_to_a_page_that_has_its_field()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        await host.Writer.AddAsync("OP-1", "risks", new() { ["event"] = "The night staff leave" });
        await host.Writer.AddAsync("OP-1", "audits", new() { ["title"] = "Medicines" });
        await host.Writer.AddAsync("OP-1", "establishment", new() { ["role"] = "Night carer" });
        await host.Writer.AddAsync("OP-1", "training", new() { ["competence"] = "Moving people safely" });
        var visitor = await host.SignInAsync(WebHost.Administrator);
        var page = await visitor.GetAsync("/plans/OP-1/health");
        var ways = page.Document.QuerySelectorAll(".finding__ways a").Select(a => a.GetAttribute("href")!).Distinct().ToList();
        Assert.True(ways.Count > 20);
        foreach (var way in ways)
        {
            var there = await visitor.GetAsync(way);
            Assert.True(there.Status == HttpStatusCode.OK, $"{way}: {there.Status}");
            if (way.Split('#') is [_, var field])
                Assert.True(there.Document.GetElementById(field) is not null, $"{way} has no such field.");
        }
    }

    [Fact]
    public async Task The_health_panel_counts_filters_by_its_address_and_pages()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(await host.RootAsync(), actions: 120);
        // With one action that has a date the others are told one by one, not all in one sentence.
        await host.Writer.AddAsync(
            "OP-1",
            "actions",
            new()
            {
                ["title"] = "Check the stairs",
                ["objective"] = "O1",
                ["due"] = new DateOnly(2027, 1, 29),
            }
        );
        var visitor = await host.SignInAsync(Role.Planner);

        var all = await visitor.GetAsync("/plans/OP-1/health");
        Assert.Equal(IndexModel.PageSize, all.Document.QuerySelectorAll(".finding").Length);
        var second = await visitor.GetAsync("/plans/OP-1/health?page=2");
        Assert.NotEqual(all.Document.QuerySelector(".finding")!.Id, second.Document.QuerySelector(".finding")!.Id);

        var warnings = await visitor.GetAsync("/plans/OP-1/health?severity=warning&stage=implement");
        Assert.All(warnings.Document.QuerySelectorAll(".finding .weight"), w => Assert.Equal("Warning", w.TextContent));
        Assert.Contains("Mended in: implement", warnings.Document.QuerySelector(".chips")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("warning", warnings.Document.QuerySelector("select[name=severity] option[selected]")!.GetAttribute("value"));

        var group = await visitor.GetAsync(
            all.Document.QuerySelectorAll(".counted a").First(a => a.TextContent == "Stakeholders").GetAttribute("href")!
        );
        Assert.All(
            group.Document.QuerySelectorAll(".found__id"),
            e => Assert.EndsWith(", stakeholders", e.TextContent, StringComparison.Ordinal)
        );
    }

    [Theory, Databases]
    public async Task Advice_is_put_away_kept_listed_and_taken_back_and_the_record_tells(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        var visitor = await host.SignInAsync(Role.Planner);
        var page = await visitor.GetAsync("/plans/OP-1/health?severity=info");
        var button = page.Document.QuerySelector("button[name=put][value*=' ']")!.GetAttribute("value")!;

        var away = await page.SubmitAsync([], form: "main form[method=post]", button: "put=" + button);
        Assert.Equal("?severity=info", away.Address.Query);
        Assert.DoesNotContain(away.Document.QuerySelectorAll("button"), b => b.GetAttribute("value") == button);

        var list = await visitor.GetAsync("/plans/OP-1/health?show=away");
        Assert.Single(list.Document.QuerySelectorAll(".finding"));
        var back = await list.SubmitAsync([], form: "main form[method=post]", button: "back=" + button);
        Assert.Empty(back.Document.QuerySelectorAll(".finding"));

        await using var db = host.At.Open();
        var told = await db.Records.Where(r => r.Stream == "OP-1" && r.List == "findings").OrderBy(r => r.Seq).ToListAsync();
        Assert.Equal(["PutAwayAdvice", "TakeBackAdvice"], told.Select(r => r.Operation));
        Assert.Contains(button, told[0].Changes, StringComparison.Ordinal);

        // An error cannot be put away, whoever sends it.
        var refused = await page.SubmitAsync([], form: "main form[method=post]", button: "put=PL010");
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("Only advice can be hidden", refused.Errors.Single(), StringComparison.Ordinal);
        var reader = await host.SignInAsync(Role.Reader);
        Assert.Empty((await reader.GetAsync("/plans/OP-1/health")).Document.QuerySelectorAll("main button[name]"));
    }

    [Theory, Databases]
    public async Task The_list_of_plans_shows_kept_counts_by_the_same_commands_for_few_plans_and_for_many(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        var root = await host.RootAsync();
        await host.Writer.ExamplePlanAsync();
        await host.Writer.SmallPlanAsync(root);
        var visitor = await host.SignInAsync(WebHost.Administrator);
        await visitor.GetAsync("/plans/OP-1/health");
        var few = await CountAsync();
        var rows = few
            .Page.Document.QuerySelectorAll("tbody tr")
            .ToDictionary(r => r.QuerySelector("th")!.TextContent, r => r.QuerySelector("[data-label='To finish']")!.TextContent);
        Assert.Equal("None", rows["Evening and night visits 2027"]);
        Assert.Matches(@"^\d+ errors, \d+ warnings$", rows["Safer nights at Rowan House"]);

        for (var n = 2; n <= 40; n++)
            await host.Writer.PlanAsync(root, $"OP-{n}");
        var many = await CountAsync();
        Assert.Equal(few.Commands, many.Commands);
        Assert.InRange(many.Commands, 1, 5);

        async Task<(WebPage Page, int Commands)> CountAsync()
        {
            await Task.Delay(100);
            host.At.Commands.Clear();
            var page = await visitor.GetAsync("/plans");
            return (page, host.At.Commands.Count);
        }
    }

    [Fact]
    public async Task Counts_that_are_old_are_shown_as_such_and_worked_out_behind_the_page()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.ExamplePlanAsync();
        // Signing in leads to my work, which looks too.
        var visitor = await host.SignInAsync(WebHost.Administrator);
        await host.Writer.RunAsync(
            Actor.CommandLine,
            work => work.Db.Plans.ExecuteUpdateAsync(s => s.SetProperty(p => p.Revision, p => p.Revision + 1))
        );
        Assert.Contains("being checked again", (await visitor.GetAsync("/plans")).Text, StringComparison.Ordinal);
        for (var i = 0; i < 200; i++)
        {
            if (!(await visitor.GetAsync("/plans")).Text.Contains("being checked", StringComparison.Ordinal))
                return;
            await Task.Delay(25);
        }
        Assert.Fail("The counts stayed old.");
    }

    [Fact]
    public async Task My_work_says_what_to_mend_to_agree_to_and_to_approve_in_five_commands()
    {
        await using var host = await WebHost.NewAsync();
        var root = await host.RootAsync();
        await host.Writer.SmallPlanAsync(root);
        var planner = await host.SignInAsync(Role.Planner);
        await planner.GetAsync("/plans/OP-1/health");
        await host.Writer.EngagementAsync("OP-1");
        await host.Writer.MoveAsync("OP-1", "submit");
        await planner.GetAsync("/plans/OP-1/health");
        await host.Writer.RunAsync(
            Actor.CommandLine,
            work =>
                AddItem.RunAsync(
                    work,
                    "OP-1",
                    Thing.Find("waivers")!,
                    new Dictionary<string, object?>
                    {
                        ["check"] = "PL011",
                        ["about"] = "O1",
                        ["reason"] = "Soon",
                    }
                )
        );

        host.At.Commands.Clear();
        var work = await planner.GetAsync("/");
        Assert.InRange(host.At.Commands.Count, 1, 6);
        Assert.Contains("plan has things to finish", work.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("To approve", work.Text, StringComparison.Ordinal);

        var approver = await (await host.SignInAsync(Role.Approver)).GetAsync("/");
        Assert.Contains("To approve", approver.Text, StringComparison.Ordinal);
        Assert.Contains("To agree to", approver.Text, StringComparison.Ordinal);
        Assert.NotNull(approver.Document.QuerySelector("a[href='/plans/OP-1/approve']"));
        var reader = await (await host.SignInAsync(Role.Reader)).GetAsync("/");
        Assert.DoesNotContain("To mend", reader.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_marking_points_link_proof_findings_and_lifts_and_give_no_score()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        var visitor = await host.SignInAsync(Role.Planner);
        var page = await visitor.GetAsync("/plans/OP-1/evaluate/marking");
        Assert.Equal(
            ["E1", "E2", "E3", "E4", "E5", "law", "safeguarding", "person-centred", "communication", "partnership"],
            page.Document.QuerySelectorAll("section.point").Select(s => s.Id)
        );
        var measures = page.Document.GetElementById("E3")!;
        Assert.Contains(
            measures.QuerySelectorAll(".finding__ways a"),
            a => a.GetAttribute("href")!.EndsWith("#success_criterion", StringComparison.Ordinal)
        );
        Assert.Contains(measures.QuerySelectorAll("li a"), a => a.GetAttribute("href") == "/plans/OP-1/health?check=PL010");
        Assert.DoesNotContain("score:", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("not shown", page.Document.GetElementById("E2")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing found", page.Text, StringComparison.OrdinalIgnoreCase);

        var misconceptions = await visitor.GetAsync("/plans/OP-1/evaluate/misconceptions");
        Assert.Equal(5, misconceptions.Document.QuerySelectorAll("section.point").Length);
        Assert.Contains("What a program cannot see", misconceptions.Text, StringComparison.Ordinal);
        Assert.Contains("People who use the service were asked 0 times", misconceptions.Text, StringComparison.Ordinal);

        await host.Writer.ExamplePlanAsync();
        var proved = await (await host.SignInAsync(WebHost.Administrator)).GetAsync("/plans/NIGHT-2027/evaluate/marking");
        Assert.Contains(
            proved.Document.GetElementById("E3")!.QuerySelectorAll("dd a"),
            a => a.GetAttribute("href") == "/plans/NIGHT-2027/monitor/measures/M1"
        );
        // The words themselves stand beside the count.
        Assert.Contains("The time matters more than who comes. / The plan is about time", proved.Text, StringComparison.Ordinal);
    }
}
