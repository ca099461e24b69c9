using System.Globalization;
using System.Net;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Develop.Staff;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Goldthread.Web.Tests.Develop;

/// <summary>What one person answers for in every plan of an area, handed over on one screen by one press.</summary>
public sealed class HandOverTests
{
    static async Task<(WebHost Host, int Area)> HostAsync(Engine engine, TimeProvider? clock = null)
    {
        var host = await WebHost.NewAsync(engine, clock);
        foreach (
            var (id, status) in ((string, string)[])
                [
                    ("OP-1", "live, approver: RM, approved_on: 2026-04-01"),
                    ("OP-2", "draft"),
                    ("OP-3", "closed, approver: RM, approved_on: 2026-04-01"),
                ]
        )
        {
            var file = PlanFile.Read(
                System.Text.Encoding.UTF8.GetBytes(
                    $$"""
                    goldthread: 1
                    area: {name: Rowan House, staff: [{id: st1, role: Night lead}, {id: st2, role: Deputy manager}, {id: st3, role: Cook}]}
                    plan: {id: {{id}}, title: Plan {{id}}, starts: 2026-04-01, ends: 2027-03-31, owner: st1, status: {{status}}}
                    objectives: [{id: O1, title: Falls at night drop, owner: st1, due: 2027-03-31}]
                    measures: [{id: M1, name: Falls a month, owner: st1}]
                    actions:
                    - {id: A1, title: Hang the lamps, objective: O1, accountable: [st1], due: 2026-12-31}
                    - {id: A2, title: Ask everybody, objective: O1, accountable: [st1], status: done, due: 2026-10-31}
                    - {id: A3, title: Cook at night, objective: O1, accountable: [st3], due: 2026-12-31}
                    """
                ),
                Shipped.Data
            );
            await host.Writer.RunAsync(Actor.CommandLine, work => ImportPlan.RunAsync(work, file.Document!));
        }
        await using var db = host.At.Open();
        return (host, await db.Areas.Where(a => a.Name == "Rowan House").Select(a => a.Id).SingleAsync());
    }

    static async Task<string[]> OwnersAsync(WebHost host)
    {
        await using var db = host.At.Open();
        var items = await db
            .Items.Where(i => i.Person != null)
            .OrderBy(i => i.Owner)
            .ThenBy(i => i.List)
            .ThenBy(i => i.Position)
            .ToListAsync();
        return [.. items.Where(i => i.List is "actions" or "measures" or "objectives").Select(i => $"{i.Owner}/{i.Id} {i.Person}")];
    }

    /// <summary>While they are away and no day longer: their own work is among the other's, who acts in their place and in their own name.</summary>
    [Theory, Databases]
    public async Task Somebody_stands_in_while_they_are_away_by_itself(Engine engine)
    {
        var clock = new FakeTimeProvider(new(2026, 11, 27, 9, 0, 0, TimeSpan.Zero));
        var (host, area) = await HostAsync(engine, clock);
        await using var _ = host;
        await host.Writer.AddAsync(
            "OP-1",
            "briefings",
            new()
            {
                ["title"] = "How we lift",
                ["audience"] = new[] { "st1" },
                ["sent"] = new DateOnly(2026, 11, 20),
            }
        );
        var deputy = await host.PersonAsync(Role.Contributor, area, "st2");
        var cook = await host.PersonAsync(Role.Contributor, area, "st3");
        async Task<WebVisitor> DeputyAsync(string day)
        {
            clock.SetUtcNow(new(DateOnly.Parse(day, CultureInfo.InvariantCulture), new TimeOnly(9, 0), TimeSpan.Zero));
            return await host.SignInAsync(deputy);
        }
        async Task<bool> StartsAsync(WebVisitor visitor, string plan)
        {
            var shown = await visitor.GetAsync($"/plans/{plan}/implement/actions/A1");
            return shown.Document.QuerySelectorAll("form[action$='/start']").Length > 0;
        }

        var planner = await host.SignInAsync(Role.Planner, area);
        var page = await planner.GetAsync($"/areas/{area}/hand-over?person=st1");
        const string form = "form[action*='handler=Away']";
        var refused = await page.SubmitAsync(new() { ["from"] = "1 Dec 2026", ["until"] = "30 Nov 2026" }, form);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        foreach (var wrong in (string[])["#deputy-error", "#until-error", "#reason-away-error"])
            Assert.NotNull(refused.Document.QuerySelector(wrong));
        var done = await refused.SubmitAsync(
            new()
            {
                ["to"] = "st2",
                ["from"] = "30 Nov 2026",
                ["until"] = "4/12/26",
                ["reason"] = "Leave",
            },
            form
        );
        Assert.Contains(
            "Deputy manager stands in for Night lead from 30 Nov 2026 to 4 Dec 2026.",
            done.Document.Body!.TextContent,
            StringComparison.Ordinal
        );
        Assert.All(await OwnersAsync(host), o => Assert.DoesNotContain("st2", o, StringComparison.Ordinal));

        foreach (
            var (day, stands) in ((string, bool)[])
                [("2026-11-29", false), ("2026-11-30", true), ("2026-12-04", true), ("2026-12-05", false)]
        )
        {
            var visitor = await DeputyAsync(day);
            var work = await visitor.GetAsync("/");
            Assert.Equal(stands, work.Text.Contains("You stand in for Night lead until 4 Dec 2026", StringComparison.Ordinal));
            Assert.Equal(stands, work.Text.Contains("Hang the lamps", StringComparison.Ordinal));
            Assert.Equal(stands, await StartsAsync(visitor, "OP-2"));
            // Somebody else of the staff list stands in for nobody.
            var others = await (await host.SignInAsync(cook)).GetAsync("/");
            Assert.Equal("My work", others.Heading);
            Assert.DoesNotContain("You stand in", others.Text, StringComparison.Ordinal);
            if (day == "2026-12-04")
                await (await visitor.GetAsync("/plans/OP-1/implement/actions/A1")).SubmitAsync([], "form[action$='/start']");
        }
        // What they do is in the record as theirs; that they have read something is not said for the other.
        await using var db = host.At.Open();
        var id = await db.Users.Where(u => u.Email == deputy).Select(u => u.Id).SingleAsync();
        Assert.Equal(id, await db.Records.Where(r => r.Operation == "StartAction").Select(r => r.PersonId).SingleAsync());
        var actor = new Actor(
            id,
            "Deputy manager",
            false,
            [new Grant(Role.Contributor, "/1/", "st2"), new Grant(Role.Contributor, "/1/", "st1", true)]
        );
        await Assert.ThrowsAsync<Forbidden>(() =>
            host.Writer.RunAsync(actor, work => App.Implement.ByLink.ReadBriefing.RunAsync(work, "OP-1", "BR1"))
        );
        Assert.Empty((await Recorded.VerifyAsync(db)).Faults);
    }

    [Theory, Databases]
    public async Task All_that_is_theirs_goes_to_one_or_several_at_once_with_a_reason(Engine engine)
    {
        var (host, area) = await HostAsync(engine);
        await using var _ = host;
        var visitor = await host.SignInAsync(Role.Planner, area);
        var address = $"/areas/{area}/hand-over";
        var page = await visitor.GetAsync($"{address}?person=st1");
        // The closed plan and what is done stay.
        Assert.Equal(8, page.Document.QuerySelectorAll("main tbody tr").Length);

        var refused = await page.SubmitAsync(new() { ["to"] = "st2" }, form: "form.form--wide");
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector("#reason-error"));
        Assert.Equal(8, refused.Document.QuerySelectorAll("main tbody tr").Length);

        page = await refused.SubmitAsync(
            new()
            {
                ["reason"] = "The night lead leaves",
                ["to/OP-1/actions/A1"] = "st3",
                ["to/OP-2/measures/M1"] = "-",
            },
            form: "form.form--wide"
        );
        Assert.Equal(1, page.Document.QuerySelectorAll("main tbody tr").Length);
        Assert.Equal(
            [
                "OP-1/A1 st3",
                "OP-1/A2 st1",
                "OP-1/A3 st3",
                "OP-1/M1 st2",
                "OP-1/O1 st2",
                "OP-2/A1 st2",
                "OP-2/A2 st1",
                "OP-2/A3 st3",
                "OP-2/M1 st1",
                "OP-2/O1 st2",
                "OP-3/A1 st1",
                "OP-3/A2 st1",
                "OP-3/A3 st3",
                "OP-3/M1 st1",
                "OP-3/O1 st1",
            ],
            await OwnersAsync(host)
        );
        await using var db = host.At.Open();
        Assert.Equal(["st2", "st2", "st1"], await db.Plans.OrderBy(p => p.Id).Select(p => p.Person).ToListAsync());
        Assert.All(
            await db.Records.Where(r => r.Operation == "EditItem").ToListAsync(),
            r => Assert.Equal("The night lead leaves", r.Reason)
        );
        // Of the approved plan each is an adaptation, which somebody has to agree to.
        Assert.NotEmpty(await db.Items.Where(i => i.Owner == "OP-1" && i.List == "adaptations").ToListAsync());
        Assert.Empty(await db.Items.Where(i => i.Owner == "OP-2" && i.List == "adaptations").ToListAsync());
    }

    [Theory, Databases]
    public async Task Nothing_goes_where_one_of_it_cannot_and_only_planners_of_the_area_hand_over(Engine engine)
    {
        var (host, area) = await HostAsync(engine);
        await using var _ = host;
        var before = await OwnersAsync(host);
        var planner = new Actor(Guid.CreateVersion7(), "Planner (S. Body)", false, [new Grant(Role.Planner, await PathAsync())]);
        Task HandAsync(Actor who, params (string, string, string, string)[] to) =>
            host.Writer.RunAsync(who, work => HandOverAll.RunAsync(work, area, "st1", to, "The night lead leaves"));

        // The second is somebody else's: the first stays too.
        await Assert.ThrowsAsync<RuleBroken>(() => HandAsync(planner, ("OP-1", "actions", "A1", "st2"), ("OP-1", "actions", "A3", "st2")));
        await Assert.ThrowsAsync<OutOfTurn>(() => HandAsync(planner, ("OP-1", "actions", "A1", "st2"), ("OP-3", "actions", "A1", "st2")));
        foreach (var nobody in (string[])["", "st1", "st9"])
            Assert.Equal("to", (await Assert.ThrowsAsync<RuleBroken>(() => HandAsync(planner, ("OP-1", "actions", "A1", nobody)))).Field);
        foreach (var role in (Role[])[Role.Reader, Role.Contributor, Role.Approver])
            await Assert.ThrowsAsync<Forbidden>(async () =>
                await HandAsync(
                    new Actor(Guid.CreateVersion7(), "Somebody", false, [new Grant(role, await PathAsync())]),
                    ("OP-1", "actions", "A1", "st2")
                )
            );
        Assert.Equal(before, await OwnersAsync(host));

        async Task<string> PathAsync()
        {
            await using var db = host.At.Open();
            return await db.Areas.Where(a => a.Id == area).Select(a => a.Path).SingleAsync();
        }
    }
}
