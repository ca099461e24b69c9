using System.Net;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Goldthread.Web.Tests.Things;

/// <summary>Moves by their pages, with scripts off: buttons of what can be made now, a form that asks what the move declares, its sentence in the history.</summary>
public sealed class MovePagesTests
{
    static readonly DateTimeOffset Day = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);
    const string Action = "/plans/OP-1/implement/actions/A1";

    static async Task<WebHost> HostAsync(Engine engine)
    {
        var host = await WebHost.NewAsync(engine, new FakeTimeProvider(Day));
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        return host;
    }

    /// <summary>The names of the moves that a page offers.</summary>
    static IReadOnlyList<string> Offered(WebPage page) =>
        [
            .. page
                .Document.QuerySelectorAll(".say form, .moves a, .moves form")
                .Select(e => (e.GetAttribute("href") ?? e.GetAttribute("action"))!.Split('/')[^1]),
        ];

    [Fact]
    public async Task What_an_action_would_move_is_shown_before_anything_is_saved_and_is_saved_by_one_press()
    {
        await using var host = await WebHost.NewAsync(Engine.Sqlite, new FakeTimeProvider(Day));
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        await host.Writer.AddAsync(
            "OP-1",
            "actions",
            new()
            {
                ["title"] = "Hang the lamps",
                ["due"] = new DateOnly(2026, 12, 31),
                ["after"] = new[] { "A1" },
            }
        );
        await host.Writer.MoveAsync("OP-1", "actions", "A1", "move", values: new() { ["due"] = new DateOnly(2026, 12, 18) });
        var visitor = await host.SignInAsync(Role.Planner);

        // From the small form of its page; 25 and 28 December are bank holidays.
        var page = await (await visitor.GetAsync(Action)).SubmitAsync(new() { ["due"] = "21 Dec 2026" }, form: "form[action$='/move']");
        Assert.Equal(
            "1 action after it would move too, by working days of England and Wales. Nothing is saved yet.",
            page.Document.QuerySelector(".page-head__lead")!.TextContent
        );
        Assert.Contains("31 Dec 2026", page.Document.QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("4 Jan 2027", page.Document.QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["2026-12-18", "2026-12-31"], await DuesAsync());

        // Somebody moves the other meanwhile: what would move now is shown again.
        await host.Writer.MoveAsync("OP-1", "actions", "A2", "move", values: new() { ["due"] = new DateOnly(2026, 12, 30) });
        page = await page.SubmitAsync([]);
        Assert.Contains("31 Dec 2026", page.Document.QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["2026-12-18", "2026-12-30"], await DuesAsync());
        page = await page.SubmitAsync(new() { ["reason"] = "The lamps are late" });
        Assert.Equal(["2026-12-21", "2026-12-31"], await DuesAsync());
        Assert.Contains(
            "Moved to be done by 21 Dec 2026: The lamps are late. 1 action that comes after it moved too.",
            page.Document.Body!.TextContent,
            StringComparison.Ordinal
        );

        async Task<string?[]> DuesAsync()
        {
            await using var db = host.At.Open();
            return
            [
                .. (await db.Items.Where(i => i.List == "actions").OrderBy(i => i.Position).Select(i => i.Due).ToListAsync()).Select(d =>
                    d?.ToString("O", System.Globalization.CultureInfo.InvariantCulture)
                ),
            ];
        }
    }

    [Theory, Databases]
    public async Task A_chain_of_a_thousand_shows_its_knock_on_in_six_commands_and_moves_whole(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine, new FakeTimeProvider(Day));
        await host.Writer.SmallPlanAsync(await host.RootAsync(), actions: 0);
        await host.Writer.RunAsync(
            Actor.CommandLine,
            work =>
            {
                var shape = Shape.Of<Domain.Implement.Action>();
                for (var i = 1; i <= 1000; i++)
                {
                    var action = (Domain.Implement.Action)shape.New();
                    action.NameIt($"A{i}");
                    shape["title"].Set(action, $"Step {i}");
                    shape["due"].Set(action, new DateOnly(2027, 1, 4).AddDays(i));
                    shape["after"].Set(action, i == 1 ? [] : new[] { $"A{i - 1}" });
                    var row = new ItemRow
                    {
                        Owner = "OP-1",
                        List = "actions",
                        Id = action.Id,
                        Position = i,
                    };
                    ItemRows.Write(Thing.Of<Domain.Implement.Action>(), action, row, null);
                    work.Db.Items.Add(row);
                }
                return Task.CompletedTask;
            }
        );
        var visitor = await host.SignInAsync(Role.Planner);
        var form = await visitor.GetAsync(Action + "/move");
        host.At.Commands.Clear();
        var page = await form.SubmitAsync(new() { ["due"] = "6 Jan 2027" });
        Assert.InRange(host.At.Commands.Count, 1, 6);
        Assert.Equal(1000, page.Document.QuerySelectorAll("main tbody tr").Length);
        Assert.Equal("Move all 1000", page.Document.QuerySelector(".form__actions button")!.TextContent.Trim());

        await page.SubmitAsync([]);
        await using var db = host.At.Open();
        Assert.Equal(1000, await db.Items.CountAsync(i => i.List == "actions" && i.Version == 2));
        Assert.Equal(1000, await db.Records.CountAsync(r => r.Operation == nameof(MoveAction)));
    }

    static async Task<WebPage> MakeAsync(WebVisitor visitor, string address, Dictionary<string, string?> answers) =>
        await (await visitor.GetAsync(address)).SubmitAsync(answers);

    [Theory, Databases]
    public async Task An_action_is_started_blocked_closed_checked_reopened_and_cancelled(Engine engine)
    {
        await using var host = await HostAsync(engine);
        var visitor = await host.SignInAsync(Role.Planner);
        var page = await visitor.GetAsync(Action);
        Assert.Equal(["progress", "start", "close", "block", "move", "cancel"], Offered(page));

        // It asks nothing: its button makes it.
        page = await page.SubmitAsync([], form: "form[action$='/start']");
        Assert.Equal(Action, page.Address.AbsolutePath);
        Assert.Equal(["progress", "close", "block", "move", "cancel"], Offered(page));
        Assert.Contains("In progress", page.Text, StringComparison.Ordinal);

        var blank = await MakeAsync(visitor, Action + "/block", []);
        Assert.Equal(HttpStatusCode.BadRequest, blank.Status);
        Assert.Equal("Answer “What is in the way?”: it cannot be left out.", Assert.Single(blank.Errors));
        Assert.NotNull(blank.Document.GetElementById("reason-error"));
        page = await blank.SubmitAsync(new() { ["reason"] = "No lamps" });
        Assert.Equal(["progress", "start", "close", "move", "cancel"], Offered(page));
        Assert.Contains("Blocked: No lamps", page.Text, StringComparison.Ordinal);

        Assert.NotNull((await MakeAsync(visitor, Action + "/progress", [])).Document.GetElementById("progress-error"));
        page = await MakeAsync(visitor, Action + "/progress", new() { ["progress"] = "40", ["note"] = "Two rooms are done" });
        Assert.Contains("Progress: 40 per cent: Two rooms are done", page.Text, StringComparison.Ordinal);

        var unshown = await MakeAsync(visitor, Action + "/close", []);
        Assert.NotNull(unshown.Document.GetElementById("evidence-error"));
        page = await unshown.SubmitAsync(new() { ["note"] = "All lamps are lit", ["check_on"] = "9 Dec 2026" });
        Assert.Contains("Closed: All lamps are lit; a check is due on 9 Dec 2026", page.Text, StringComparison.Ordinal);
        Assert.Equal(["check", "reopen"], Offered(page));

        // What its state does not allow is told, and not asked.
        var late = await visitor.GetAsync(Action + "/close");
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.StartsWith("This action is done.", Assert.Single(late.Errors), StringComparison.Ordinal);
        Assert.Null(late.Document.QuerySelector("main form"));

        page = await MakeAsync(visitor, Action + "/check", new() { ["held"] = "false", ["note"] = "Two are dark" });
        Assert.Contains("Checked: it did not hold, so it is open again: Two are dark", page.Text, StringComparison.Ordinal);
        // What showed it before is chosen already.
        page = await MakeAsync(visitor, Action + "/close", []);
        page = await MakeAsync(visitor, Action + "/check", new() { ["held"] = "true" });
        Assert.Contains("Checked: it held", page.Text, StringComparison.Ordinal);
        page = await MakeAsync(visitor, Action + "/reopen", new() { ["reason"] = "A new wing" });
        page = await MakeAsync(visitor, Action + "/cancel", new() { ["reason"] = "The wing is let" });
        Assert.Contains("Cancelled: The wing is let", page.Text, StringComparison.Ordinal);
        Assert.Equal(["reopen"], Offered(page));

        await using var db = host.At.Open();
        Assert.Equal(
            [
                "AddItem",
                "StartAction",
                "BlockAction",
                "ReportProgress",
                "CloseAction",
                "CheckAction",
                "CloseAction",
                "CheckAction",
                "ReopenAction",
                "CancelAction",
            ],
            await db
                .Records.Where(r => r.Stream == "OP-1" && r.List == "actions" && r.Item == "A1")
                .OrderBy(r => r.Seq)
                .Select(r => r.Operation)
                .ToListAsync()
        );
        var action = (await PlanQueries.LoadAsync(db, "OP-1", Actor.CommandLine))!.Actions[0];
        Assert.Equal((ActionStatus.Cancelled, 3), (action.Status, action.Notes.Count));
        Assert.Empty((await Recorded.VerifyAsync(db)).Faults);
    }

    [Theory, Databases]
    public async Task A_plan_is_shown_sent_sent_back_approved_started_closed_and_reopened(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine, new FakeTimeProvider(Day));
        var id = await host.Writer.ExamplePlanAsync();
        var planner = await host.SignInAsync(Role.Planner);
        var approver = await host.SignInAsync(Role.Approver);
        var plan = $"/plans/{id}";
        Assert.Equal(["consult", "submit", "comment"], Offered(await planner.GetAsync(plan + "/approve")));
        Assert.Empty(Offered(await approver.GetAsync(plan)));

        Assert.NotNull((await MakeAsync(planner, plan + "/consult", [])).Document.GetElementById("people-error"));
        await using (var db = host.At.Open())
        {
            var group = await db.Items.Where(i => i.Owner == id && i.List == "stakeholders").Select(i => i.Id).FirstAsync();
            var shown = await MakeAsync(planner, plan + "/consult", new() { ["people"] = group, ["until"] = "3 Dec 2026" });
            Assert.Equal(plan, shown.Address.AbsolutePath);
            // That they were asked is an engagement; what came of it is written there, or a check says so.
            var asked = await db
                .Items.Where(i => i.Owner == id && i.List == "engagements")
                .OrderBy(i => i.Position)
                .Select(i => i.Id)
                .LastAsync();
            await MakeAsync(
                planner,
                $"{plan}/develop/engagements/{asked}/edit",
                new() { ["said"] = "Visits end too early", ["changed_plan"] = "Visits may be an hour later" }
            );
        }
        // A colleague says what they think; it stands on the page of approval with its answer.
        var colleague = await host.SignInAsync(Role.Contributor);
        await MakeAsync(colleague, plan + "/comment", new() { ["text"] = "Nobody is asked at weekends" });
        Assert.Contains("Not answered yet", (await approver.GetAsync(plan + "/approve")).Text, StringComparison.Ordinal);
        await using (var db = host.At.Open())
        {
            var said = await db.Items.Where(i => i.Owner == id && i.Title == "Nobody is asked at weekends").Select(i => i.Id).SingleAsync();
            await MakeAsync(
                planner,
                $"{plan}/develop/engagements/{said}/answer",
                new() { ["answer"] = "changed", ["reason"] = "Saturdays are an action" }
            );
        }
        Assert.Contains(
            "The plan was changed: Saturdays are an action",
            (await approver.GetAsync(plan + "/approve")).Text,
            StringComparison.Ordinal
        );
        Assert.Contains("to be answered by 3 Dec 2026", (await planner.GetAsync(plan + "/approve")).Text, StringComparison.Ordinal);
        await (await planner.GetAsync(plan + "/approve")).SubmitAsync([], form: "form[action$='/submit']");

        Assert.NotNull((await MakeAsync(approver, plan + "/send-back", [])).Document.GetElementById("reason-error"));
        await MakeAsync(approver, plan + "/send-back", new() { ["reason"] = "Ask the families" });
        Assert.Contains("Sent back: Ask the families", (await planner.GetAsync(plan + "/approve")).Text, StringComparison.Ordinal);
        await MakeAsync(planner, plan + "/submit", []);
        Assert.Equal(HttpStatusCode.Conflict, (await planner.GetAsync(plan + "/submit")).Status);
        await (await approver.GetAsync(plan + "/approve")).SubmitAsync([], form: "form[action*=Approve]");

        Assert.Equal(["start"], Offered(await planner.GetAsync(plan)));
        await (await planner.GetAsync(plan)).SubmitAsync([], form: "form[action$='/start']");
        var unevaluated = await MakeAsync(planner, plan + "/close", []);
        Assert.NotNull(unevaluated.Document.GetElementById("reason-error"));
        await unevaluated.SubmitAsync(new() { ["reason"] = "The home closes" });

        // It is read only: nothing offers to change it, and a form that was open is answered with why not.
        var closed = await planner.GetAsync($"{plan}/implement/actions/A1");
        Assert.Empty(Offered(closed));
        Assert.DoesNotContain(closed.Links, l => l.EndsWith("/edit", StringComparison.Ordinal));
        var late = await MakeAsync(planner, $"{plan}/implement/actions/A1/edit", new() { ["title"] = "Another" });
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("Reopen it first", Assert.Single(late.Errors), StringComparison.Ordinal);

        await MakeAsync(planner, plan + "/reopen", new() { ["reason"] = "It stays open" });
        await using var left = host.At.Open();
        var row = await left.Plans.FirstAsync(p => p.Id == id);
        Assert.Equal((PlanStatus.Live, "Approver (P. Person)"), (PlanRows.Read(row).Plan!.Standing, PlanRows.Read(row).Plan!.Approver));
        Assert.Equal(
            [
                "ConsultPlan",
                "CommentOnPlan",
                "SubmitPlan",
                "SendBackPlan",
                "SubmitPlan",
                "ApprovePlan",
                "BeginPlan",
                "ClosePlan",
                "ReopenPlan",
            ],
            await left
                .Records.Where(r => r.Stream == id && r.List == "plan" && r.Operation != "ImportPlan")
                .OrderBy(r => r.Seq)
                .Select(r => r.Operation)
                .ToListAsync()
        );
        Assert.Empty((await Recorded.VerifyAsync(left)).Faults);
    }

    [Fact]
    public async Task Who_may_not_is_shown_no_button_and_refused_and_what_is_not_there_is_not_found()
    {
        await using var host = await HostAsync(Engine.Sqlite);
        var reader = await host.SignInAsync(Role.Reader);
        Assert.Empty(Offered(await reader.GetAsync(Action)));
        foreach (var move in MoveKind.On(Thing.Find("actions")))
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync($"{Action}/{move.Name}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"/plans/OP-1/implement/actions/A9/{move.Name}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"/plans/OP-1/develop/objectives/O1/{move.Name}")).Status);
        }
        foreach (var move in MoveKind.On(null).Where(m => m.Name is not "approve"))
            Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync(To.Move("OP-1", move))).Status);
        var elsewhere = await host.Writer.AreaAsync(await host.RootAsync(), "Elsewhere");
        var stranger = await host.SignInAsync(Role.Planner, elsewhere);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(Action + "/close")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/plans/OP-1/submit")).Status);
    }

    [Fact]
    public async Task A_move_says_what_is_owed_now_and_in_words_what_was_done()
    {
        await using var host = await HostAsync(Engine.Sqlite);
        var id = await host.Writer.ExamplePlanAsync();
        var visitor = await host.SignInAsync(Role.Planner);
        var address = $"/plans/{id}/develop/objectives/O1/copy";
        Assert.DoesNotContain("(required)", (await visitor.GetAsync(address)).Document.QuerySelector("label[for=reason]")!.TextContent);
        await host.Writer.MoveAsync(id, "submit");
        await host.Writer.MoveAsync(id, "approve");

        var form = await visitor.GetAsync(address);
        Assert.Contains("(required)", form.Document.QuerySelector("label[for=reason]")!.TextContent);
        var copy = await form.SubmitAsync(new() { ["title"] = "The same in the east wing", ["reason"] = "It opens in May" });

        Assert.Equal("The same in the east wing", copy.Heading);
        Assert.Contains("Copied as The same in the east wing: It opens in May.", copy.Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Copied from “", copy.Document.QuerySelector("#history")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_action_counts_for_each_objective_that_it_serves()
    {
        await using var host = await HostAsync(Engine.Sqlite);
        await host.Writer.AddAsync("OP-1", "objectives", new() { ["title"] = "Nobody waits at night" });
        var visitor = await host.SignInAsync(Role.Planner);

        await MakeAsync(
            visitor,
            Action + "/edit",
            new()
            {
                ["also"] = "O2",
                ["steps[0].text"] = "Walk round",
                ["steps[0].due"] = "1 Dec 2026",
            }
        );

        Assert.Contains("Walk round", (await visitor.GetAsync(Action)).Text, StringComparison.Ordinal);
        Assert.Contains(
            "Check room 1 for trip hazards",
            (await visitor.GetAsync("/plans/OP-1/implement/actions?objective=O2")).Text,
            StringComparison.Ordinal
        );
        Assert.Equal(
            2,
            (await visitor.GetAsync("/plans/OP-1"))
                .Document.QuerySelectorAll("main tbody tr")
                .Count(o => o.TextContent.Contains("0 of 1", StringComparison.Ordinal))
        );
    }
}
