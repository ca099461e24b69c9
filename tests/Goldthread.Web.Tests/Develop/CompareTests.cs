using System.Net;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Goldthread.Web.Tests.Develop;

/// <summary>Versions of a plan: which there are, and what differs between any two.</summary>
public sealed class CompareTests(CompareTests.Grounds grounds) : IClassFixture<CompareTests.Grounds>
{
    /// <summary>One plan with versions on each engine, made when it is first asked for.</summary>
    public sealed class Grounds : IAsyncDisposable
    {
        readonly Dictionary<Engine, (WebHost Host, string Plan)> made = [];

        internal async Task<(WebHost Host, string Plan)> OfAsync(Engine engine)
        {
            if (!made.TryGetValue(engine, out var ground))
                made[engine] = ground = await GroundAsync(engine);
            return ground;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var (host, _) in made.Values)
                await host.DisposeAsync();
        }
    }

    static readonly DateTimeOffset Day = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// A plan that began on 25 November and was approved on the same day; on the 26th an action got another day, on the 27th that was agreed to, and on the 28th
    /// came a risk, another that few may see, an action went, and figures were entered.
    /// </summary>
    static async Task<(WebHost Host, string Plan)> GroundAsync(Engine engine)
    {
        var clock = new FakeTimeProvider(Day);
        var host = await WebHost.NewAsync(engine, clock);
        var plan = await host.Writer.ExamplePlanAsync();
        clock.Advance(TimeSpan.FromMinutes(5));
        var planner = await host.SignInAsync(Role.Planner);
        var approver = await host.SignInAsync(Role.Approver);
        await (await planner.GetAsync($"/plans/{plan}/approve")).SubmitAsync([], form: "form[action$='/submit']");
        await (await approver.GetAsync($"/plans/{plan}/approve")).SubmitAsync([], form: "form[action*=Approve]");
        clock.Advance(TimeSpan.FromDays(1));
        await EditAsync(host, plan, "actions", "A1", new() { ["due"] = new DateOnly(2027, 3, 30) }, "Two are ill");
        await EditAsync(host, plan, "actions", "A2", new() { ["due"] = new DateOnly(2027, 3, 29) }, "Two are ill");
        clock.Advance(TimeSpan.FromDays(1));
        // Who signed in on the day before has to sign in again.
        approver = await host.SignInAsync(Role.Approver);
        await (await approver.GetAsync($"/plans/{plan}/approve")).SubmitAsync([], form: "form[action*=Changes]");
        clock.Advance(TimeSpan.FromDays(1));
        await host.Writer.AddAsync(plan, "risks", new() { ["event"] = "The lift breaks down" });
        await host.Writer.AddAsync(plan, "risks", new() { ["event"] = "Something that few may know", ["restricted"] = true });
        // There and gone again: nothing that differs.
        var tried = await host.Writer.AddAsync(plan, "risks", new() { ["event"] = "A thing tried" });
        await RemoveAsync(host, plan, "risks", tried);
        await EditAsync(host, plan, "risks", "R1", new() { ["effect"] = "Somebody waits downstairs" });
        await host.Writer.ReadingsAsync(plan, "M1", [5, 6, 7]);
        return (host, plan);
    }

    static Task EditAsync(WebHost host, string plan, string list, string id, Dictionary<string, object?> values, string? reason = null) =>
        host.Writer.RunAsync(
            Actor.CommandLine,
            async work =>
            {
                var version = await work
                    .Db.Items.Where(i => i.Owner == plan && i.List == list && i.Id == id)
                    .Select(i => i.Version)
                    .SingleAsync();
                return await EditItem.RunAsync(work, plan, Thing.Find(list)!, id, version, values, reason);
            }
        );

    static Task RemoveAsync(WebHost host, string plan, string list, string id) =>
        host.Writer.RunAsync(
            Actor.CommandLine,
            async work =>
            {
                var version = await work
                    .Db.Items.Where(i => i.Owner == plan && i.List == list && i.Id == id)
                    .Select(i => i.Version)
                    .SingleAsync();
                await RemoveItem.RunAsync(work, plan, Thing.Find(list)!, id, version, "Not needed");
                return 0;
            }
        );

    /// <summary>The rows of the page, a line each.</summary>
    static List<string> Rows(WebPage page) =>
        [.. page.Document.QuerySelectorAll("main tbody tr").Select(r => string.Join(" | ", r.Children.Select(c => c.TextContent.Trim())))];

    static List<(string Name, string Key)> Versions(WebPage page) =>
        [.. page.Document.QuerySelectorAll("select[name=from] option").Select(o => (o.TextContent.Trim(), o.GetAttribute("value")!))];

    [Theory, Databases]
    public async Task Approval_and_agreement_are_baselines_and_any_two_versions_are_compared(Engine engine)
    {
        var (host, plan) = await grounds.OfAsync(engine);
        var reader = await host.SignInAsync(Role.Reader);

        // Unless said, how it stands now against the last baseline.
        var page = await reader.GetAsync($"/plans/{plan}/compare");
        Assert.Equal(
            ["Now", "2 changes agreed to on 27 Nov 2026, Approver (P. Person)", "Approved on 25 Nov 2026, Approver (P. Person)"],
            Versions(page).Select(v => v.Name).Take(3)
        );
        Assert.StartsWith("As it began on 25 Nov 2026", Versions(page)[3].Name, StringComparison.Ordinal);
        var rows = Rows(page);
        Assert.Contains(
            rows,
            r => r.StartsWith("Risk “The lift breaks down” | New | Event | Not there | The lift breaks down", StringComparison.Ordinal)
        );
        Assert.Contains(
            rows,
            r =>
                r.Contains("| Changed | Effect |", StringComparison.Ordinal)
                && r.Contains("Somebody waits downstairs", StringComparison.Ordinal)
        );
        Assert.Contains(rows, r => r.Contains("| Figures | Nothing | 3 entered or changed", StringComparison.Ordinal));
        // Before the baseline, gone again, or not for this person.
        Assert.DoesNotContain(rows, r => r.Contains("30 Mar 2027", StringComparison.Ordinal));
        Assert.DoesNotContain(rows, r => r.Contains("A thing tried", StringComparison.Ordinal));
        Assert.DoesNotContain("few may know", page.Text, StringComparison.Ordinal);
        Assert.Contains(
            "few may know",
            (await (await host.SignInAsync(Role.SafeguardingLead)).GetAsync($"/plans/{plan}/compare")).Text,
            StringComparison.Ordinal
        );

        // From one baseline to the other, whichever is named first.
        var (agreed, approved) = (Versions(page)[1].Key, Versions(page)[2].Key);
        foreach (var address in new[] { $"from={approved}&to={agreed}", $"from={agreed}&to={approved}" })
        {
            var between = await reader.GetAsync($"/plans/{plan}/compare?{address}");
            var moved = Rows(between)
                .Single(r => r.StartsWith("Action", StringComparison.Ordinal) && r.Contains("30 Mar 2027", StringComparison.Ordinal));
            Assert.Contains("| Changed | Due |", moved, StringComparison.Ordinal);
            Assert.EndsWith("Two are ill", moved, StringComparison.Ordinal);
            Assert.DoesNotContain("The lift breaks down", between.Text, StringComparison.Ordinal);
            // Names, not ids.
            Assert.DoesNotContain(Rows(between), r => r.Contains("| A1 |", StringComparison.Ordinal));
        }

        // Any day, as people write it; and one list alone.
        var day = await reader.GetAsync($"/plans/{plan}/compare?from_day=26+Nov+2026&to=now&list=risks");
        Assert.All(Rows(day), r => Assert.StartsWith("Risk", r, StringComparison.Ordinal));
        Assert.Contains("The end of 26 Nov 2026", day.Text, StringComparison.Ordinal);
        Assert.Empty(Rows(await reader.GetAsync($"/plans/{plan}/compare?from=2026-11-27&to={agreed}")));
        // A day before there was a plan: all of it is new.
        Assert.All(
            Rows(await reader.GetAsync($"/plans/{plan}/compare?from=2026-01-01&to={approved}")),
            r => Assert.Matches(@"\| New \||What the plan|^The plan", r)
        );
    }

    [Fact]
    public async Task A_version_that_is_none_is_not_there_and_what_is_no_day_is_told()
    {
        var (host, plan) = await grounds.OfAsync(Engine.Sqlite);
        var reader = await host.SignInAsync(Role.Reader);

        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"/plans/{plan}/compare?from=99999")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"/plans/{plan}/compare?from=2&to=now")).Status);
        var wrong = await reader.GetAsync($"/plans/{plan}/compare?from_day=soon");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Contains("Write a day such as 3 Nov 2026.", wrong.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_comparison_is_a_file_for_spreadsheets_too()
    {
        var (host, plan) = await grounds.OfAsync(Engine.Sqlite);
        var reader = await host.SignInAsync(Role.Reader);
        await EditAsync(host, plan, "risks", "R1", new() { ["cause"] = "=1+1" });

        var csv = await (await reader.Client.GetAsync($"/plans/{plan}/compare?format=csv")).Content.ReadAsStringAsync();

        Assert.Contains("Which part,2 changes agreed to on 27 Nov 2026,Now,Why", csv, StringComparison.Ordinal);
        Assert.Contains("The lift breaks down", csv, StringComparison.Ordinal);
        Assert.Contains("'=1+1", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("few may know", csv, StringComparison.Ordinal);
    }
}
