using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Goldthread.Web.Pages.Monitor.Search;

namespace Goldthread.Web.Tests.Monitor;

/// <summary>One search over all that a person may see.</summary>
public sealed class SearchPageTests
{
    [Theory, Databases]
    public async Task It_finds_titles_ids_and_what_is_inside_and_only_what_one_may_see(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        var root = await host.RootAsync();
        var area = await host.Writer.AreaAsync(root);
        await host.Writer.PlanAsync(root, "OP-1");
        await host.Writer.PlanAsync(area, "OP-2");
        await AddAsync("OP-1", "Write 100% of the rota_s", "Evenings are safer");
        await AddAsync("OP-2", "Walk the corridors", "Evenings are calmer");
        await AddAsync("OP-2", "Ŵyn a mam: Éirinn", "They say: “I decide”, and \"mine\" of it");
        var (all, below) = (await host.SignInAsync(Role.Reader), await host.SignInAsync(Role.Reader, area));

        Assert.Equal(["/plans/OP-1/develop/objectives/O1", "/plans/OP-2/develop/objectives/O1"], await FoundAsync(all, "EVENINGS"));
        Assert.Equal(["/plans/OP-2/develop/objectives/O1"], await FoundAsync(below, "evenings"));
        Assert.Equal(["/plans/OP-1/develop/objectives/O1"], await FoundAsync(all, "rota_"));
        Assert.Equal(["/plans/OP-1/develop/objectives/O1"], await FoundAsync(all, "0% of"));
        Assert.Equal(["/plans/OP-2"], await FoundAsync(all, "op-2"));
        Assert.Contains("Nothing was found", (await all.GetAsync("/search?q=kitchen")).Text, StringComparison.Ordinal);
        foreach (var words in (string[])["Ŵyn", "ŵYN", "éirinn", "\"mine\"", "“i decide”"])
            Assert.Equal(["/plans/OP-2/develop/objectives/O2"], await FoundAsync(all, words));
        // The name of a field is nobody's word.
        Assert.Empty(await FoundAsync(all, "outcome_for_people"));

        Task<string> AddAsync(string plan, string title, string outcome) =>
            host.Writer.AddAsync(plan, "objectives", new() { ["title"] = title, ["outcome_for_people"] = outcome });
    }

    [Theory, Databases]
    public async Task Somebody_of_the_staff_list_is_found_once_in_the_newest_plan_of_the_area(Engine engine)
    {
        await using var host = await WebHost.NewAsync(engine);
        var root = await host.RootAsync();
        var (area, beside) = (await host.Writer.AreaAsync(root), await host.Writer.AreaAsync(root, "Elm House"));
        await host.Writer.PlanAsync(area, "OP-2", new() { ["ends"] = new DateOnly(2028, 3, 31) });
        await host.Writer.PlanAsync(area, "OP-1");
        await host.Writer.PlanAsync(beside, "OP-3");
        var cook = await host.Writer.AddAsync("OP-1", "staff", new() { ["role"] = "Cook of the house" });

        Assert.Equal([$"/plans/OP-2/develop/staff/{cook}"], await FoundAsync(await host.SignInAsync(Role.Reader, area), "cook of the"));
        Assert.Empty(await FoundAsync(await host.SignInAsync(Role.Reader, beside), "cook of the"));
    }

    [Fact]
    public async Task It_says_when_there_may_be_more()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(await host.RootAsync(), actions: IndexModel.MostItems + 5);
        var visitor = await host.SignInAsync(Role.Reader);

        Assert.Contains("There may be more", (await visitor.GetAsync("/search?q=trip")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("There may be more", (await visitor.GetAsync("/search?q=OP-1")).Text, StringComparison.Ordinal);
    }

    static async Task<string[]> FoundAsync(WebVisitor visitor, string words)
    {
        var page = await visitor.GetAsync($"/search?q={Uri.EscapeDataString(words)}");
        return [.. page.Document.QuerySelectorAll("main .plain-list a").Select(a => a.GetAttribute("href")!)];
    }
}
