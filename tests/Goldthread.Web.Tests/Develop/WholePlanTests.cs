using System.Net;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Tests.Develop.PlanFiles;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Xunit;

namespace Goldthread.Web.Tests.Develop;

/// <summary>Nothing that was imported is invisible.</summary>
public sealed class WholePlanTests
{
    [Fact]
    public async Task Each_text_of_a_random_plan_is_on_the_page()
    {
        await using var host = await WebHost.NewAsync();
        var visitor = await host.SignInAsync(WebHost.Administrator);
        for (var seed = 1; seed <= 8; seed++)
        {
            var document = RandomPlan.Of(seed, identifiable: false);
            // What is restricted is on nobody's page here.
            foreach (var thing in Thing.All)
            {
                foreach (var item in document.ItemsOf(thing))
                    thing.Shape["restricted"].Set(item, null);
            }
            // What was predicted stays, whatever plan comes next.
            foreach (var cycle in document.Pdsa)
                Shape.Of<ImprovementCycle>()["predicted_on"].Set(cycle, null);
            foreach (var review in document.Reviews)
                Shape.Of<Review>()["saw"].Set(review, null);
            // In an area of its own: an id of the staff list stands for one role there.
            Shape.Of<Area>()["name"].Set(document.Area!, $"Area {seed}");
            var texts = new List<string>();
            Mark(Shape.Of<PlanDocument>(), document, texts);
            Assert.True(texts.Count > 100);
            await host.Writer.RunAsync(Actor.CommandLine, work => ImportPlan.RunAsync(work, document, "The next one"));

            var page = await visitor.GetAsync("/plans/P/whole");

            Assert.Equal(HttpStatusCode.OK, page.Status);
            var shown = page.Text;
            var missing = texts.Where(t => !shown.Contains(t, StringComparison.Ordinal)).ToList();
            Assert.True(missing.Count == 0, $"Seed {seed}: not on the page: {string.Join("; ", missing.Take(5))}");
            // The next one is written over it.
            if (document.Plan!.Standing is PlanStatus.Closed)
                await host.Writer.MoveAsync("P", "reopen", values: new() { ["reason"] = "The next one" });
        }
    }

    [Fact]
    public async Task A_plan_of_many_items_comes_in_parts_that_hold_all_of_it()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.PlanAsync(await host.RootAsync());
        await host.Writer.RunAsync(
            Actor.CommandLine,
            async work =>
            {
                for (var n = 1; n <= 520; n++)
                {
                    await App.Things.AddItem.RunAsync(
                        work,
                        "OP-1",
                        Thing.Find("staff")!,
                        new Dictionary<string, object?> { ["role"] = $"Role number {n}." }
                    );
                    await work.Db.SaveChangesAsync();
                }
            }
        );
        var visitor = await host.SignInAsync(WebHost.Administrator);

        var first = await visitor.GetAsync("/plans/OP-1/whole");
        var second = await visitor.GetAsync("/plans/OP-1/whole?page=2");

        Assert.Equal("The whole plan, part 1 of 2", first.Heading);
        for (var n = 1; n <= 520; n++)
            Assert.Contains($"Role number {n}.", (n <= 500 ? first : second).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Role number 501.", first.Text, StringComparison.Ordinal);
    }

    /// <summary>Gives each free text a mark of its own, so that finding it proves that it is there; and takes out what an import refuses.</summary>
    static void Mark(Shape shape, Part part, List<string> texts)
    {
        foreach (var field in shape.Fields)
        {
            switch (field.Get(part))
            {
                case Part inner:
                    Mark(field.Inner!, inner, texts);
                    break;
                case IReadOnlyList<Part> parts:
                    foreach (var one in parts)
                        Mark(field.Inner!, one, texts);
                    break;
                case string text when field.IsFreeText:
                    field.Set(part, One(text));
                    break;
                case IReadOnlyList<string> several when field.IsFreeText:
                    field.Set(part, field.List(several.Select(One)));
                    break;
            }
        }

        string One(string text)
        {
            var mark = $"text-{texts.Count}-";
            texts.Add(mark);
            return Identifiable.Find(text) is null && Identifiable.Find(mark + " " + text) is null ? $"{mark} {text}" : mark;
        }
    }
}
