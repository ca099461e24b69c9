using System.Net;
using Goldthread.Domain.Govern;
using Goldthread.Testing;

namespace Goldthread.Web.Tests.Forms;

/// <summary>Two people change the same thing: the second sees both values, on every form that has a version, and loses nothing.</summary>
public sealed class StaleTests
{
    [Theory, Databases]
    public async Task The_second_to_save_sees_both_values_and_can_save_again(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        var area = await host.Writer.AreaAsync(await host.RootAsync());
        var first = await host.SignInAsync(WebHost.Administrator);
        var second = await host.SignInAsync(WebHost.Administrator);
        await (await first.GetAsync("/strategy/values/add")).SubmitAsync(new() { ["name"] = "Dignity" });
        var value = (await first.GetAsync("/strategy")).Links.First(l =>
            l.StartsWith("/strategy/values/", StringComparison.Ordinal) && !l.Contains("/add", StringComparison.Ordinal)
        );
        (string Address, string Field)[] forms =
        [
            ("/plans/OP-1/implement/actions/A1/edit", "title"),
            ("/plans/OP-1/edit", "title"),
            ("/strategy/edit", "mission"),
            (value, "name"),
            ($"/areas/{area}/edit", "name"),
        ];
        foreach (var (address, field) in forms)
        {
            var form = await second.GetAsync(address);
            await (await first.GetAsync(address)).SubmitAsync(new() { [field] = "What the first wrote" });

            var page = await form.SubmitAsync(new() { [field] = "What the second wrote" });

            Assert.True(page.Status == HttpStatusCode.Conflict, $"{address}: {page.Status} {page.Text}");
            var stale = page.Document.QuerySelector(".stale")!;
            Assert.StartsWith("Chief executive (M. Hale)", stale.QuerySelector("h2")!.TextContent, StringComparison.Ordinal);
            var cells = stale.QuerySelectorAll("td").Select(c => c.TextContent).ToList();
            Assert.Equal(["What the first wrote", "What the second wrote"], cells);

            var saved = await page.SubmitAsync([]);
            Assert.True(saved.Status == HttpStatusCode.OK, $"{address}: {saved.Status} {string.Join("; ", saved.Errors)}");
            Assert.Contains(
                "What the second wrote",
                (await second.GetAsync(address)).Document.DocumentElement.OuterHtml,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public async Task Parts_inside_a_thing_are_compared_too()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        var visitor = await host.SignInAsync(Role.Planner);
        const string address = "/plans/OP-1/implement/actions/A1/edit";
        var form = await visitor.GetAsync(address);
        await (await visitor.GetAsync(address)).SubmitAsync(new() { ["notes[0].text"] = "Lamps are in" });

        var page = await form.SubmitAsync(new() { ["notes[0].text"] = "Lamps are late", ["kind"] = "train" });

        var rows = page
            .Document.QuerySelectorAll(".stale tbody tr")
            .Select(r => string.Join(" | ", r.Children.Select(c => c.TextContent)))
            .ToList();
        Assert.Equal(["What kind of work is it? | Nothing | train", "What happened? | Lamps are in | Lamps are late"], rows);
    }
}
