using System.Net;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Learn;

/// <summary>A broken plan is begun, mended with the real pages and handed in, in a space that touches no real plan.</summary>
public sealed class ExercisePageTests
{
    const string Exercise = "/learn/exercises/EX01";

    [Theory, Databases]
    public async Task A_learner_mends_a_broken_plan_with_the_real_editor_where_nobody_else_sees_it(Engine engine)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var host = await WebHost.NewAsync(engine);
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        var learner = await host.SignInAsync(Role.Reader);
        await using var db = host.At.Open();
        var strategy = await db.Strategies.OrderBy(s => s.Id).Select(s => s.Body).FirstAsync(stop);

        var page = await learner.GetAsync(Exercise);
        Assert.DoesNotContain("ongoing", page.Document.QuerySelector("main table")?.TextContent ?? "", StringComparison.Ordinal);
        var plan = await page.SubmitAsync([], "main form.begin");
        var id = plan.Address.AbsolutePath["/plans/".Length..];
        Assert.StartsWith("EX01-", id, StringComparison.Ordinal);
        Assert.Contains("Oak Lodge", plan.Document.Title!, StringComparison.Ordinal);

        page = await learner.GetAsync(Exercise);
        Assert.Contains("0 of 1 mended", page.Text, StringComparison.Ordinal);
        Assert.Contains("1 still to be found", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("broken anew", page.Text, StringComparison.Ordinal);

        // The real editor, and what the product asks after approval is no fault.
        var edit = await learner.GetAsync($"/plans/{id}/develop/objectives/O1/edit");
        var saved = await edit.SubmitAsync(
            new()
            {
                ["due_text"] = "",
                ["due.day"] = "28",
                ["due.month"] = "2",
                ["due.year"] = "2027",
                ["due"] = "28/2/2027",
                ["reason"] = "A word is no day.",
            }
        );
        Assert.Equal(HttpStatusCode.OK, saved.Status);
        page = await learner.GetAsync(Exercise);
        Assert.Contains("1 of 1 mended", page.Text, StringComparison.Ordinal);
        Assert.Contains("What an examiner would say", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync([], "main form.form:not(.begin)");
        Assert.Contains("All mended", page.Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("You have mended 1 of", (await learner.GetAsync("/learn/exercises")).Text, StringComparison.Ordinal);

        // Nobody else sees it, whatever they are in the organisation; and the learner is there what they were before.
        foreach (var other in (WebVisitor[])[await host.SignInAsync(WebHost.Administrator), await host.SignInAsync(Role.Planner)])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/plans/{id}")).Status);
            Assert.DoesNotContain("Oak Lodge", (await other.GetAsync("/plans")).Text, StringComparison.Ordinal);
            Assert.Contains("You have mended 0 of", (await other.GetAsync("/learn/exercises")).Text, StringComparison.Ordinal);
        }
        var me = await db.Plans.Where(p => p.Id == id).Select(p => p.Area!.ParentId).SingleAsync(stop);
        var person = await db.Grants.Where(g => g.AreaId == me).Select(g => g.PersonId).SingleAsync(stop);
        var grants = await db.Grants.Where(g => g.PersonId == person).Select(g => new { g.Role, g.Area!.Path }).ToListAsync(stop);
        var actor = new Actor(person, "Reader (P. Person)", false, [.. grants.Select(g => new Grant(Roles.Find(g.Role)!.Value, g.Path))]);
        Assert.Equal(2, actor.Grants.Count);
        await Assert.ThrowsAsync<Forbidden>(() =>
            host.Writer.RunAsync(
                actor,
                work =>
                    EditItem.RunAsync(work, "OP-1", Thing.Of<Objective>(), "O1", 1, new Dictionary<string, object?> { ["title"] = "Mine" })
            )
        );
        Assert.Equal(strategy, await db.Strategies.AsNoTracking().OrderBy(s => s.Id).Select(s => s.Body).FirstAsync(stop));
        Assert.NotEqual(
            await db.Plans.Where(p => p.Id == "OP-1").Select(p => p.StrategyId).SingleAsync(stop) ?? 0,
            await db.Plans.Where(p => p.Id == id).Select(p => p.StrategyId).SingleAsync(stop)
        );

        // Begun anew, the broken plan is another, and the first is kept.
        var again = await (await learner.GetAsync(Exercise)).SubmitAsync([], "main form.begin");
        Assert.Equal($"/plans/{id}-2", again.Address.AbsolutePath);
        Assert.Contains("0 of 1 mended", (await learner.GetAsync(Exercise)).Text, StringComparison.Ordinal);

        using var file = await learner.Client.GetAsync(Exercise + "?handler=File", stop);
        Assert.Contains("due_text: ongoing", await file.Content.ReadAsStringAsync(stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await learner.GetAsync("/learn/exercises/EX99")).Status);
    }

    [Fact]
    public async Task Every_broken_plan_can_be_begun_also_before_there_is_any_plan()
    {
        await using var host = await WebHost.NewAsync();
        var learner = await host.SignInAsync(Role.Reader);
        foreach (var exercise in Shipped.Exercises)
        {
            var page = await (await learner.GetAsync($"/learn/exercises/{exercise.Id}")).SubmitAsync([], "main form.begin");
            Assert.StartsWith($"/plans/{exercise.Id}-", page.Address.AbsolutePath, StringComparison.Ordinal);
            var marks = (await learner.GetAsync($"/learn/exercises/{exercise.Id}")).Text;
            Assert.Contains($"0 of {exercise.Faults.Count} mended.", marks, StringComparison.Ordinal);
        }
        await using var db = host.At.Open();
        var strategies = await db.Strategies.OrderBy(s => s.Id).ToListAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("Oak Tree", strategies[0].Body, StringComparison.Ordinal);
    }
}
