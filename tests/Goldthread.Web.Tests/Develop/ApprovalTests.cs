using System.Net;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Goldthread.Web.Tests.Develop;

/// <summary>Approval, waivers, and changes after the approval.</summary>
public sealed class ApprovalTests
{
    static readonly DateTimeOffset Day = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);

    [Theory, Databases]
    public async Task A_plan_that_holds_together_is_sent_for_approval_and_approved(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine, new FakeTimeProvider(Day));
        var id = await host.Writer.ExamplePlanAsync();
        var planner = await host.SignInAsync(Role.Planner);
        var ask = await planner.GetAsync($"/plans/{id}/approve");
        Assert.Equal("Ask for approval", ask.Heading);
        await ask.SubmitAsync([], form: "form[action$='/submit']");

        var approver = await host.SignInAsync(Role.Approver);
        var page = await approver.GetAsync($"/plans/{id}/approve");
        Assert.Contains("No error and no warning stands", page.Text, StringComparison.Ordinal);
        Assert.Contains("Asked for approval", page.Text, StringComparison.Ordinal);
        var done = await page.SubmitAsync([], form: "form[action*=Approve]");
        Assert.Contains("The plan is approved", done.Document.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        await using var db = host.At.Open();
        var plan = PlanRows.Read(await db.Plans.FirstAsync(p => p.Id == id)).Plan!;
        Assert.Equal(
            (PlanStatus.Approved, new DateOnly(2026, 11, 25), "Approver (P. Person)"),
            (plan.Standing, plan.ApprovedOn, plan.Approver)
        );
    }

    [Theory, Databases]
    public async Task Errors_and_warnings_hold_up_approval_each_named_with_a_link_whichever_way_it_is_asked(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine, new FakeTimeProvider(Day));
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        await host.Writer.EngagementAsync("OP-1");
        await host.Writer.MoveAsync("OP-1", "submit");
        var approver = await host.SignInAsync(Role.Approver);

        var page = await approver.GetAsync("/plans/OP-1/approve");
        // Sent without a choice of what may stand.
        var refused = await approver.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/plans/OP-1/approve?handler=Approve")
            {
                Content = new FormUrlEncodedContent(
                    new Dictionary<string, string>
                    {
                        ["Revision"] = await RevisionAsync(host, "OP-1"),
                        ["__RequestVerificationToken"] = page
                            .Document.QuerySelector("input[name=__RequestVerificationToken]")!
                            .GetAttribute("value")!,
                    }
                ),
            }
        );
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains(
            refused.Errors,
            e => e.StartsWith("Error: ", StringComparison.Ordinal) && e.Contains("names no strategic objective", StringComparison.Ordinal)
        );
        Assert.Contains(refused.Errors, e => e.StartsWith("Warning: ", StringComparison.Ordinal));
        var links = refused.Document.QuerySelectorAll(".nhsuk-error-summary__list a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal(refused.Errors.Count, links.Count);
        Assert.All(links, l => Assert.NotNull(refused.Document.GetElementById(l[1..])));

        var broken = await Assert.ThrowsAsync<RuleBroken>(() => host.Writer.MoveAsync("OP-1", "approve"));
        Assert.Contains(broken.Refusals, r => r.Field == "PL002 plan");
        Assert.DoesNotContain(broken.Refusals, r => r.Message.StartsWith("Advice", StringComparison.Ordinal));
        await using var db = host.At.Open();
        Assert.Equal("consulted", (await db.Plans.FirstAsync(p => p.Id == "OP-1")).Status);
    }

    [Theory, Databases]
    public async Task An_approver_lets_chosen_findings_stand_with_one_reason_and_one_end(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine, new FakeTimeProvider(Day));
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        await host.Writer.EngagementAsync("OP-1");
        await host.Writer.MoveAsync("OP-1", "submit");
        var approver = await host.SignInAsync(Role.Approver);
        var page = await approver.GetAsync("/plans/OP-1/approve");
        var choices = page.Document.QuerySelectorAll("input[name=stand]").Select(c => c.GetAttribute("value")!).ToList();
        Assert.Equal("warnings", choices[0]);
        Assert.Contains("PL010", choices);
        async Task<WebPage> SendAsync(IEnumerable<string> stand, string reason, string expires) =>
            await approver.SendAsync(
                new HttpRequestMessage(HttpMethod.Post, "/plans/OP-1/approve?handler=Approve")
                {
                    Content = new FormUrlEncodedContent(
                        new Dictionary<string, string>
                        {
                            ["Revision"] = await RevisionAsync(host, "OP-1"),
                            ["__RequestVerificationToken"] = page
                                .Document.QuerySelector("input[name=__RequestVerificationToken]")!
                                .GetAttribute("value")!,
                            ["reason"] = reason,
                            ["expires"] = expires,
                        }
                            .Select(p => p)
                            .Concat(stand.Select(s => KeyValuePair.Create("stand", s)))
                    ),
                }
            );

        // All that is wrong with the answers at once, and they are kept.
        var refused = await SendAsync(choices, " ", "1 Dec 2028");
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotNull(refused.Document.GetElementById("reason-error"));
        Assert.Contains("25 Nov 2027", refused.Document.GetElementById("expires-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(choices.Count, refused.Document.QuerySelectorAll("input[name=stand][checked]").Length);

        // What is not chosen stands in the way, and nothing of the rest is kept.
        var some = await SendAsync(choices.Where(c => c != "PL010"), "The first plan; it is finished by spring", "1 Mar 2027");
        Assert.All(some.Errors, e => Assert.StartsWith("Error: ", e, StringComparison.Ordinal));
        Assert.NotEmpty(some.Errors);
        await using (var before = host.At.Open())
        {
            Assert.Equal("consulted", (await before.Plans.FirstAsync(p => p.Id == "OP-1")).Status);
            Assert.Empty(before.Items.Where(i => i.Owner == "OP-1" && i.List == Waiver.List));
        }

        var stood = System
            .Text.RegularExpressions.Regex.Match(page.Text, "([0-9]+) errors? and ([0-9]+) warnings?")
            .Groups.Values.Skip(1)
            .Sum(g => int.Parse(g.Value, System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(stood > 5, page.Text);
        var done = await SendAsync(choices, "The first plan; it is finished by spring", "1 Mar 2027");
        Assert.Contains("The plan is approved", done.Document.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        await using var db = host.At.Open();
        var waivers = (await db.Items.Where(i => i.Owner == "OP-1" && i.List == Waiver.List).ToListAsync()).ConvertAll(
            ItemRows.Read<Waiver>
        );
        Assert.Equal(stood, waivers.Count);
        Assert.All(
            waivers,
            w =>
                Assert.Equal(
                    ("The first plan; it is finished by spring", new DateOnly(2027, 3, 1), "Approver (P. Person)"),
                    (w.Reason, w.Expires, w.By)
                )
        );
    }

    [Fact]
    public async Task Neither_its_owner_nor_its_writer_approves_a_plan()
    {
        await using var host = await WebHost.NewAsync(clock: new FakeTimeProvider(Day));
        var id = await host.Writer.ExamplePlanAsync();
        await host.Writer.MoveAsync(id, "submit");
        var owner = await host.SignInAsync(Role.Approver, staff: "tl");
        var page = await owner.GetAsync($"/plans/{id}/approve");
        Assert.Contains("You own this plan", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("form[action*=Approve]"));

        var root = await host.RootAsync();
        await using var db = host.At.Open();
        var path = await db.Areas.Where(a => a.Id == root).Select(a => a.Path).FirstAsync();
        var writes = new Actor(Guid.NewGuid(), "Writer (W. Riter)", false, [new Grant(Role.Planner, path), new Grant(Role.Approver, path)]);
        var document = PlanFile
            .Read(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "draft.yaml")), Shipped.Data)
            .Document!;
        Shape.Of<Plan>()["id"].Set(document.Plan!, "OWN");
        await host.Writer.RunAsync(writes, work => ImportPlan.RunAsync(work, document));
        await host.Writer.MoveAsync("OWN", "submit", writes);
        var refused = await Assert.ThrowsAsync<Forbidden>(() => host.Writer.MoveAsync("OWN", "approve", writes));
        Assert.Contains("You wrote in this plan", refused.Message, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task A_planner_asks_for_a_waiver_an_approver_agrees_and_it_ends(Engine engine)
    {
        var clock = new FakeTimeProvider(Day);
        await using var host = await WebHost.NewAsync(engine, clock);
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        var planner = await host.SignInAsync(Role.Planner);
        const string address = "/plans/OP-1/health/waive?check=PL010&about=objectives%2FO1";
        var form = await planner.GetAsync(address);

        var blank = await form.SubmitAsync(new() { ["expires"] = "1 Dec 2028" });
        Assert.Equal(HttpStatusCode.BadRequest, blank.Status);
        Assert.NotNull(blank.Document.GetElementById("reason-error"));
        Assert.Contains("25 Nov 2027", blank.Document.GetElementById("expires-error")!.TextContent, StringComparison.Ordinal);
        var named = await form.SubmitAsync(new() { ["expires"] = "1 Dec 2026", ["reason"] = "NHS number 999 000 0018 waits" });
        Assert.Equal(HttpStatusCode.BadRequest, named.Status);

        var asked = await form.SubmitAsync(new() { ["expires"] = "5 Dec 2026", ["reason"] = "The strategy is written in December." });
        Assert.Contains(
            "It counts until an approver agrees",
            asked.Document.QuerySelector(".notice")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal("0", Fact(asked, "accepted for now"));

        var approver = await host.SignInAsync(Role.Approver);
        var grant = await approver.GetAsync(address);
        Assert.Contains("A planner asks for it", grant.Text, StringComparison.Ordinal);
        var granted = await grant.SubmitAsync([]);
        Assert.Equal("1", Fact(granted, "accepted for now"));
        // It ends within two weeks, so it is named.
        Assert.Contains("1 accepted gap ends soon", granted.Text, StringComparison.Ordinal);
        Assert.Contains("An accepted gap that ends", (await approver.GetAsync("/")).Text, StringComparison.Ordinal);
        var listed = await approver.GetAsync("/plans/OP-1/health?show=waived");
        Assert.Contains(
            "Accepted until 5 Dec 2026 by Approver (P. Person): The strategy is written in December.",
            listed.Text,
            StringComparison.Ordinal
        );

        // It is in the plan file.
        await using (var db = host.At.Open())
        {
            var document = (await PlanQueries.LoadAsync(db, "OP-1", Actor.CommandLine))!;
            var waiver = Assert.Single(document.Waivers);
            Assert.Equal(
                ("PL010", "O1", "Approver (P. Person)", (DateOnly?)new DateOnly(2026, 12, 5)),
                (waiver.Check, waiver.About, waiver.By, waiver.Expires)
            );
            Assert.Contains("expires: 2026-12-05", PlanFile.ToYaml(document), StringComparison.Ordinal);
            Assert.Equal(
                ["ProposeWaiver", "GrantWaiver"],
                await db
                    .Records.Where(r => r.Stream == "OP-1" && r.List == "waivers")
                    .OrderBy(r => r.Seq)
                    .Select(r => r.Operation)
                    .ToListAsync()
            );
        }

        // On its last day it holds, the day after it does not.
        clock.SetUtcNow(new DateTimeOffset(2026, 12, 5, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal("1", Fact(await (await host.SignInAsync(Role.Reader)).GetAsync("/plans/OP-1/health"), "accepted for now"));
        clock.SetUtcNow(new DateTimeOffset(2026, 12, 6, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal("0", Fact(await (await host.SignInAsync(Role.Reader)).GetAsync("/plans/OP-1/health"), "accepted for now"));
    }

    [Fact]
    public async Task Nobody_agrees_to_a_waiver_past_the_rule()
    {
        await using var host = await WebHost.NewAsync(clock: new FakeTimeProvider(Day));
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        await using var db = host.At.Open();
        var planner = new Actor(Guid.NewGuid(), "Planner (P. Lan)", false, [new Grant(Role.Planner, "/")]);
        Task<string> Add(Actor actor, params (string, object?)[] more) =>
            host.Writer.RunAsync(
                actor,
                work =>
                    AddItem.RunAsync(
                        work,
                        "OP-1",
                        Thing.Find("waivers")!,
                        new Dictionary<string, object?>(
                            more.Select(m => KeyValuePair.Create(m.Item1, m.Item2))
                                .Concat([new("check", "PL010"), new("about", "O1"), new("reason", "Because")])
                        )
                    )
            );
        await Assert.ThrowsAsync<RuleBroken>(() => Add(planner, ("by", "Somebody"), ("on", new DateOnly(2026, 11, 25))));
        await Assert.ThrowsAsync<RuleBroken>(() => Add(planner, ("expires", new DateOnly(2029, 1, 1))));
        var id = await Add(planner, ("expires", new DateOnly(2026, 12, 25)));

        // An approver's own grant cannot be stretched by a planner.
        await host.Writer.RunAsync(
            new Actor(Guid.NewGuid(), "Approver (A. Gree)", false, [new Grant(Role.Approver, "/")]),
            work => App.Develop.Findings.Waive.RunAsync(work, "OP-1", "PL010", "objectives", "O1", "Because", new DateOnly(2026, 12, 25))
        );
        var version = await db.Items.Where(i => i.List == "waivers" && i.Id == id).Select(i => i.Version).FirstAsync();
        await Assert.ThrowsAsync<RuleBroken>(() =>
            host.Writer.RunAsync(
                planner,
                work =>
                    EditItem.RunAsync(
                        work,
                        "OP-1",
                        Thing.Find("waivers")!,
                        id,
                        version,
                        new Dictionary<string, object?> { ["expires"] = new DateOnly(2027, 6, 1) }
                    )
            )
        );
        // A reader is shown no way, and sending one all the same is refused.
        var reader = await host.SignInAsync(Role.Reader);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await reader.GetAsync("/plans/OP-1/health/waive?check=PL010&about=objectives%2FO1")).Status
        );
    }

    [Theory, Databases]
    public async Task A_reasoned_change_after_approval_is_an_adaptation_that_an_approver_agrees_to(Engine engine)
    {
        var clock = new FakeTimeProvider(Day);
        await using var host = await WebHost.NewAsync(engine, clock);
        var id = await host.Writer.ExamplePlanAsync();
        await host.Writer.MoveAsync(id, "submit");
        await host.Writer.MoveAsync(id, "approve");
        clock.Advance(TimeSpan.FromDays(1));
        var planner = await host.SignInAsync(Role.Planner);
        var form = await planner.GetAsync($"/plans/{id}/implement/actions/A1/edit");
        await form.SubmitAsync(new() { ["due"] = "26 Feb 2027", ["reason"] = "Two carers are ill." });
        var measure = await planner.GetAsync($"/plans/{id}/monitor/measures/M1/edit");
        await measure.SubmitAsync(new() { ["target.value"] = "7", ["reason"] = "Six was a guess." });

        await using (var db = host.At.Open())
        {
            var document = (await PlanQueries.LoadAsync(db, id, Actor.CommandLine))!;
            Assert.Equal(
                [
                    ("A1", AdaptedField.Due, "2027-02-12", "2027-02-26", "Two carers are ill."),
                    ("M1", AdaptedField.Target, "6", "7", "Six was a guess."),
                ],
                document.Adaptations.Select(a => (a.About!, a.Field!.Value, a.From!, a.To!, a.Reason!))
            );
            Assert.All(document.Adaptations, a => Assert.Null(a.Approver));
        }
        Assert.Contains("has no approver", (await planner.GetAsync($"/plans/{id}/health")).Text, StringComparison.Ordinal);

        var approver = await host.SignInAsync(Role.Approver);
        var page = await approver.GetAsync($"/plans/{id}/approve");
        Assert.Contains("2 changes wait for agreement", page.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Due date of “Talk with each carer about the evening round and what makes it late”: from 12 Feb 2027 to 26 Feb 2027",
            page.Text,
            StringComparison.Ordinal
        );
        await page.SubmitAsync([], form: "form[action*=Changes]");
        await using (var db = host.At.Open())
        {
            var document = (await PlanQueries.LoadAsync(db, id, Actor.CommandLine))!;
            Assert.All(
                document.Adaptations,
                a => Assert.Equal(("Approver (P. Person)", (DateOnly?)new DateOnly(2026, 11, 26)), (a.Approver, a.ReApproved))
            );
        }
        Assert.DoesNotContain("has no approver", (await planner.GetAsync($"/plans/{id}/health")).Text, StringComparison.Ordinal);
    }

    static async Task<string> RevisionAsync(WebHost host, string plan)
    {
        await using var db = host.At.Open();
        return (await db.Plans.Where(p => p.Id == plan).Select(p => p.Revision).SingleAsync()).ToString(
            System.Globalization.CultureInfo.InvariantCulture
        );
    }

    [Theory, Databases]
    public async Task What_was_changed_since_the_approver_looked_is_told_and_not_approved(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine, new FakeTimeProvider(Day));
        var id = await host.Writer.ExamplePlanAsync();
        await host.Writer.MoveAsync(id, "submit");
        var approver = await host.SignInAsync(Role.Approver);
        var seen = await approver.GetAsync($"/plans/{id}/approve");
        var planner = await host.SignInAsync(Role.Planner);
        await (await planner.GetAsync($"/plans/{id}/implement/actions/A1/edit")).SubmitAsync(new() { ["priority"] = "1" });

        var told = await seen.SubmitAsync([], form: "form[action*=Approve]");

        Assert.Equal(HttpStatusCode.Conflict, told.Status);
        await using var db = host.At.Open();
        var title = await db.Items.Where(i => i.Owner == id && i.List == "actions" && i.Id == "A1").Select(i => i.Title).SingleAsync();
        Assert.Contains($"Changed: action “{title}”, Planner (P. Person)", Assert.Single(told.Errors), StringComparison.Ordinal);
        // What is shown now is what is approved next.
        var done = await told.SubmitAsync([], form: "form[action*=Approve]");
        Assert.Contains("The plan is approved", done.Document.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task One_change_is_refused_with_a_reason_and_waits_no_longer(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine, new FakeTimeProvider(Day));
        var id = await host.Writer.ExamplePlanAsync();
        await host.Writer.MoveAsync(id, "submit");
        await host.Writer.MoveAsync(id, "approve");
        var planner = await host.SignInAsync(Role.Planner);
        await (await planner.GetAsync($"/plans/{id}/implement/actions/A1/edit")).SubmitAsync(
            new() { ["due"] = "26 Feb 2027", ["reason"] = "Two carers are ill." }
        );
        var approver = await host.SignInAsync(Role.Approver);
        var page = await approver.GetAsync($"/plans/{id}/approve");
        var refuse = Assert.Single(page.Links, l => l.EndsWith("/refuse", StringComparison.Ordinal));

        var blank = await (await approver.GetAsync(refuse)).SubmitAsync([]);
        Assert.Equal(HttpStatusCode.BadRequest, blank.Status);
        Assert.NotNull(blank.Document.GetElementById("reason-error"));
        var refused = await blank.SubmitAsync(new() { ["reason"] = "The training is booked." });

        Assert.Contains("Change refused: The training is booked.", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("waits for agreement", (await approver.GetAsync($"/plans/{id}/approve")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await approver.GetAsync(refuse)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await planner.GetAsync(refuse)).Status);
    }

    /// <summary>The figure over a word on the health panel.</summary>
    static string Fact(WebPage page, string word) =>
        page
            .Document.QuerySelectorAll(".facts__fact")
            .Single(f => f.QuerySelector(".facts__word")!.TextContent == word)
            .QuerySelector(".facts__figure")!
            .TextContent;
}
