using System.Net;
using System.Text.Json;
using Goldthread.App.Govern;
using Goldthread.App.Things;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Develop.Workbook;

/// <summary>A plan's workbook is taken and given back by its page with scripts off, and by its calls.</summary>
public sealed class WorkbookPageTests
{
    const string Page = "/plans/OP-1/workbook";

    static async Task<WebHost> HostAsync(Engine engine = Engine.Sqlite)
    {
        var host = await WebHost.NewAsync(engine);
        await host.Writer.SmallPlanAsync(await host.RootAsync(), actions: 3);
        return host;
    }

    static Task<WebPage> GiveAsync(WebPage page, byte[] file) =>
        page.SubmitAsync([], files: ("file", "plan.xlsx", new ByteArrayContent(file)));

    static Task RenameAsync(WebHost host, string id, string title) =>
        host.Writer.RunAsync(
            Actor.CommandLine,
            async work =>
            {
                var row = await work.Db.Items.SingleAsync(i => i.Owner == "OP-1" && i.List == "actions" && i.Id == id);
                await EditItem.RunAsync(
                    work,
                    "OP-1",
                    Thing.Find("actions")!,
                    id,
                    row.Version,
                    new Dictionary<string, object?>(StringComparer.Ordinal) { ["title"] = title }
                );
            }
        );

    [Fact]
    public async Task A_planner_takes_it_gives_it_back_and_stores_what_is_ticked()
    {
        await using var host = await HostAsync();
        var visitor = await host.SignInAsync(Role.Planner);
        var page = await visitor.GetAsync(Page);
        Assert.Contains("/plans/OP-1/plan.xlsx", page.Links);
        var file = await visitor.Client.GetByteArrayAsync("/plans/OP-1/plan.xlsx", TestContext.Current.CancellationToken);

        Assert.Equal("Choose the workbook that you took from here.", Assert.Single((await page.SubmitAsync([])).Errors));
        var none = await GiveAsync(page, file);
        Assert.Equal(HttpStatusCode.OK, none.Status);
        Assert.Contains("there is nothing to store", none.Text, StringComparison.Ordinal);
        Assert.Contains("no workbook", Assert.Single((await GiveAsync(page, "id,title"u8.ToArray())).Errors), StringComparison.Ordinal);

        var worked = file.Typed("Actions", "A1", "Title", "Mend the bell")
            .Typed("Actions", "A2", "Title", "Write to the families")
            .Typed("Actions", "A3", "Due", "soon");
        await RenameAsync(host, "A2", "Write to everybody");
        var shown = await GiveAsync(page, worked);
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        // Both values, where somebody else was first; only what nobody else changed is ticked.
        Assert.Contains("Write to everybody", shown.Document.QuerySelectorAll("del").Select(d => d.TextContent));
        Assert.Contains("Write to the families", shown.Document.QuerySelectorAll("ins").Select(d => d.TextContent));
        Assert.Contains("Command line changed it after the workbook was made.", shown.Text, StringComparison.Ordinal);
        Assert.Contains("column “Due”: Enter a date like 1 Apr 2026.", shown.Text, StringComparison.Ordinal);
        var boxes = shown.Document.QuerySelectorAll("input[name=take]");
        Assert.Equal([true, false], boxes.Select(b => b.HasAttribute("checked")));

        Assert.Equal("Tick what is to be stored, or cancel.", Assert.Single((await shown.SubmitAsync(new() { ["take"] = null })).Errors));
        var done = await shown.SubmitAsync([]);
        Assert.Contains("Stored: 1 changed.", done.Document.Body!.TextContent, StringComparison.Ordinal);
        await using var db = host.At.Open();
        var titles = await db
            .Items.Where(i => i.List == "actions")
            .OrderBy(i => i.Id)
            .Select(i => i.Title)
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["Mend the bell", "Write to everybody"], titles.Take(2));
    }

    [Fact]
    public async Task A_reader_takes_it_and_does_not_give_it_back()
    {
        await using var host = await HostAsync();
        var reader = await host.SignInAsync(Role.Reader);
        var page = await reader.GetAsync(Page);
        Assert.Null(page.Document.QuerySelector("input[type=file]"));
        Assert.Contains("/plans/OP-1/plan.xlsx", page.Links);
        var planner = await host.SignInAsync(Role.Planner);
        var form = await planner.GetAsync(Page);
        Assert.NotNull(form.Document.QuerySelector("input[type=file]"));
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync("/plans/OP-9/plan.xlsx")).Status);
    }

    [Theory, Databases]
    public async Task A_program_takes_it_and_gives_it_back(Engine engine)
    {
        await using var host = await HostAsync(engine);
        using var client = await host.CallerAsync();
        var cancel = TestContext.Current.CancellationToken;
        var file = await client.GetByteArrayAsync("/api/v1/plans/OP-1.xlsx", cancel);
        var worked = file.Typed("Actions", "A1", "Title", "Mend the bell").Typed("Actions", "A2", "Title", "Write to the families");
        await RenameAsync(host, "A2", "Write to everybody");

        async Task<JsonElement> SendAsync(byte[] body, string query = "", HttpStatusCode expected = HttpStatusCode.OK)
        {
            using var answer = await client.PostAsync("/api/v1/plans/OP-1/workbook" + query, new ByteArrayContent(body), cancel);
            Assert.Equal(expected, answer.StatusCode);
            return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancel)).RootElement;
        }
        var dry = await SendAsync(worked, "?dryRun=true");
        Assert.Equal((1, 0), (dry.GetProperty("changed").GetInt32(), dry.GetProperty("added").GetInt32()));
        var second = dry.GetProperty("lines").EnumerateArray().Single(l => l.GetProperty("id").GetString() == "A2");
        Assert.Equal((true, false), (second.GetProperty("meanwhile").GetBoolean(), second.GetProperty("taken").GetBoolean()));
        var field = second.GetProperty("fields")[0];
        Assert.Equal(
            ("Write to everybody", "Write to the families"),
            (field.GetProperty("now").GetString(), field.GetProperty("workbook").GetString())
        );
        Assert.Equal(1, (await SendAsync(worked)).GetProperty("changed").GetInt32());
        Assert.Equal(1, (await SendAsync(worked, "?over=true")).GetProperty("changed").GetInt32());
        Assert.Equal(0, (await SendAsync(worked.Without("Actions", "A3"))).GetProperty("removed").GetInt32());
        Assert.Equal(1, (await SendAsync(worked.Without("Actions", "A3"), "?removals=true")).GetProperty("removed").GetInt32());
        Assert.Contains(
            "no workbook",
            (await SendAsync("id"u8.ToArray(), "", HttpStatusCode.UnprocessableEntity))
                .GetProperty("errors")[0]
                .GetProperty("message")
                .GetString(),
            StringComparison.Ordinal
        );
        await using var db = host.At.Open();
        Assert.Equal(
            ["Mend the bell", "Write to the families"],
            await db
                .Items.Where(i => i.List == "actions" && i.RemovedAt == null)
                .OrderBy(i => i.Id)
                .Select(i => i.Title)
                .ToListAsync(cancel)
        );
    }
}
