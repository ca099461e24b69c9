using System.Net;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Develop;

/// <summary>The builder of objectives: one page, judged by the checks, saved whole or not at all.</summary>
public sealed class BuilderTests
{
    static Dictionary<string, string?> Whole() =>
        new()
        {
            ["title"] = "Bring falls at night down from 6 to 3 a month by March 2027",
            ["outcome_for_people"] = "I sleep, and somebody comes when I ring",
            ["easy_read.text"] = "We want fewer people to fall at night.",
            ["easy_read.picture"] = "A lamp beside a bed",
            ["owner"] = "st1",
            ["due"] = "31 Mar 2027",
            ["measure.name"] = "Falls at night in a month",
            ["measure.unit"] = "falls a month",
            ["measure.direction"] = "lower",
            ["measure.from"] = "6",
            ["measure.to"] = "3",
            ["action.title"] = "Put a lamp beside each bed",
            ["action.due"] = "1 Feb 2027",
            ["risk.event"] = "The lamps keep people awake",
            ["risk.likelihood"] = "3",
            ["risk.consequence"] = "2",
        };

    static async Task<PlanDocument> DocumentAsync(WebHost host)
    {
        await using var db = host.At.Open();
        return (await PlanQueries.LoadAsync(db, "OP-1", Actor.CommandLine))!;
    }

    /// <summary>What stands against each letter on the page.</summary>
    static Dictionary<string, string> Letters(WebPage page) =>
        page
            .Document.QuerySelectorAll(".smart__letters dt")
            .ToDictionary(t => t.TextContent.Trim(), t => t.NextElementSibling!.TextContent.Trim());

    [Theory, Databases]
    public async Task An_objective_comes_with_its_measure_action_and_risk_in_one_operation(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        var planner = await host.SignInAsync(Role.Planner);
        var before = await DocumentAsync(host);

        var page = await planner.GetAsync("/plans/OP-1/develop/objectives/build");
        // One answer of the whole is wrong: nothing is kept, and it stands where it was written.
        var answers = Whole();
        answers["risk.likelihood"] = "9";
        var refused = await page.SubmitAsync(answers, form: "form[data-judged]");
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotNull(refused.Document.GetElementById("risk-likelihood-error"));
        Assert.Equal("Put a lamp beside each bed", refused.Document.QuerySelector("[name='action.title']")!.GetAttribute("value"));
        // And one that the operation itself refuses, after the objective was made.
        answers = Whole();
        answers["action.title"] = "Ring 943 476 5919";
        refused = await refused.SubmitAsync(answers, form: "form[data-judged]");
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotNull(refused.Document.GetElementById("action-title-error"));
        Assert.Equal(before.Objectives.Count, (await DocumentAsync(host)).Objectives.Count);

        var done = await refused.SubmitAsync(Whole(), form: "form[data-judged]");

        Assert.StartsWith("/plans/OP-1/develop/objectives/O", done.Address.AbsolutePath, StringComparison.Ordinal);
        var plan = await DocumentAsync(host);
        var objective = plan.Objectives[^1];
        Assert.Equal(
            ("We want fewer people to fall at night.", "A lamp beside a bed"),
            (objective.EasyRead!.Text, objective.EasyRead.Picture)
        );
        var measure = plan.Measures[^1];
        Assert.Equal(
            (6.0, 3.0, new DateOnly(2027, 3, 31), Direction.Lower, "st1"),
            (measure.Baseline!.Value, measure.Target!.Value, measure.Target.By, measure.Direction, measure.Owner)
        );
        // "Where it stands now": as of today.
        Assert.Equal(App.Store.ServiceTime.Today, measure.Baseline.On);
        Assert.Equal([objective.Id], measure.Objectives);
        Assert.Equal((objective.Id, "st1"), (plan.Actions[^1].Objective, plan.Actions[^1].Accountable.Single()));
        Assert.Equal((6, "st1"), (plan.Risks[^1].Inherent!.Score, plan.Risks[^1].Owner));
        Assert.Equal([objective.Id], plan.Risks[^1].Objectives);
        await using var db = host.At.Open();
        Assert.Empty((await Recorded.VerifyAsync(db)).Faults);
        Assert.Single(
            await db
                .Records.Where(r => r.Stream == "OP-1" && r.Operation == "AddItem")
                .OrderByDescending(r => r.Seq)
                .Take(4)
                .Select(r => r.At)
                .Distinct()
                .ToListAsync()
        );
    }

    [Fact]
    public async Task Each_letter_is_judged_by_the_checks_while_one_writes_and_nothing_is_saved()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        var planner = await host.SignInAsync(Role.Planner);
        var before = await DocumentAsync(host);
        var page = await planner.GetAsync("/plans/OP-1/develop/objectives/build");
        Assert.Empty(Letters(page));

        var judged = await page.SubmitAsync(new() { ["title"] = "Improve the nights" }, form: "form[data-judged]", button: "judge=true");

        var letters = Letters(judged);
        Assert.Contains("begins with", letters["Specific"], StringComparison.Ordinal);
        Assert.Contains("Say from what to what", letters["Specific"], StringComparison.Ordinal);
        Assert.Contains("has no measure and no success criterion", letters["Measurable"], StringComparison.Ordinal);
        Assert.Contains("has no date", letters["Time-bound"], StringComparison.Ordinal);
        Assert.Equal("Improve the nights", judged.Document.QuerySelector("[name=title]")!.GetAttribute("value"));

        judged = await judged.SubmitAsync(Whole(), form: "form[data-judged]", button: "judge=true");
        letters = Letters(judged);
        Assert.Equal("Nothing stands against it", letters["Specific"]);
        Assert.Equal("Nothing stands against it", letters["Time-bound"]);
        Assert.DoesNotContain("no measure", letters["Measurable"], StringComparison.Ordinal);
        var now = await DocumentAsync(host);
        Assert.Equal((before.Objectives.Count, before.Measures.Count), (now.Objectives.Count, now.Measures.Count));
        // Who does not write here builds nothing.
        var reader = await host.SignInAsync(Role.Reader);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync("/plans/OP-1/develop/objectives/build")).Status);
    }

    [Fact]
    public async Task Of_two_who_build_on_the_same_objective_the_second_sees_both_values()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        var (first, second) = (await host.SignInAsync(Role.Planner), await host.SignInAsync(Role.Planner));
        const string Address = "/plans/OP-1/develop/objectives/O1/build";
        var (one, other) = (await first.GetAsync(Address), await second.GetAsync(Address));
        await one.SubmitAsync(new() { ["title"] = "Falls at night drop from 6 to 2 a month by March 2027" }, form: "form[data-judged]");

        var late = await other.SubmitAsync(
            new() { ["title"] = "Falls at night drop from 6 to 1 a month by March 2027", ["action.title"] = "Put a lamp beside each bed" },
            form: "form[data-judged]"
        );

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("from 6 to 2 a month", late.Text, StringComparison.Ordinal);
        Assert.Equal(
            "Falls at night drop from 6 to 1 a month by March 2027",
            late.Document.QuerySelector("[name=title]")!.GetAttribute("value")
        );
        Assert.Single((await DocumentAsync(host)).Actions);

        await late.SubmitAsync([], form: "form[data-judged]");
        var plan = await DocumentAsync(host);
        Assert.Contains("from 6 to 1", plan.Objectives[0].Title, StringComparison.Ordinal);
        Assert.Equal(2, plan.Actions.Count);
    }
}
