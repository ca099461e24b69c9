using System.Net;
using System.Text;
using Goldthread.App.Store;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Govern;

/// <summary>A name beside a place or an event is asked about, and kept only with the answer, which is recorded.</summary>
public sealed class NamesAskedTests
{
    const string Said = "Mrs Edith Smith in room 4 fell twice";

    static async Task<WebHost> HostAsync(Engine engine = Engine.Sqlite)
    {
        var host = await WebHost.NewAsync(engine);
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        return host;
    }

    static async Task<RecordRow?> LineAsync(WebHost host, string operation)
    {
        await using var db = host.At.Open();
        return await db.Records.Where(r => r.Operation == operation).OrderByDescending(r => r.Seq).FirstOrDefaultAsync();
    }

    [Theory, Databases]
    public async Task A_page_asks_and_keeps_the_name_with_the_answer(Engine engine)
    {
        await using var host = await HostAsync(engine);
        var visitor = await host.SignInAsync(Role.Planner);

        var asked = await (await visitor.GetAsync("/plans/OP-1/monitor/feedback/add")).SubmitAsync(new() { ["said"] = Said });

        Assert.Equal(HttpStatusCode.BadRequest, asked.Status);
        Assert.Contains("Is “Mrs Edith Smith” somebody who uses the service", Assert.Single(asked.Errors), StringComparison.Ordinal);
        Assert.Contains("Nobody who uses the service, and nobody of their family", asked.Text, StringComparison.Ordinal);
        Assert.Null(await LineAsync(host, "AddItem") is { List: "feedback" } line ? line : null);

        var kept = await asked.SubmitAsync(new() { ["said"] = Said, ["names"] = "nobody" });

        Assert.Equal(HttpStatusCode.OK, kept.Status);
        var recorded = (await LineAsync(host, "AddItem"))!;
        Assert.Equal("feedback", recorded.List);
        Assert.Equal("“Mrs Edith Smith”: nobody who uses the service, says who wrote it.", recorded.Reason);
        await using var db = host.At.Open();
        Assert.Empty((await Recorded.VerifyAsync(db)).Faults);
    }

    [Fact]
    public async Task A_call_is_asked_and_answers_in_its_address()
    {
        await using var host = await HostAsync();
        using var client = await host.CallerAsync();
        async Task<(HttpStatusCode, string)> SendAsync(string query)
        {
            using var body = new StringContent(
                $$"""{"measure":"M1","on":"2026-01-01","value":4,"note":"{{Said}}"}""".Insert(0, "[") + "]",
                Encoding.UTF8,
                "application/json"
            );
            using var answer = await client.PostAsync("/api/v1/plans/OP-1/readings" + query, body, TestContext.Current.CancellationToken);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        var (status, text) = await SendAsync("");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("Send names=nobody.", text, StringComparison.Ordinal);
        Assert.Null(await LineAsync(host, "RecordReadings"));

        (status, _) = await SendAsync("?names=nobody");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("“Mrs Edith Smith”: nobody", (await LineAsync(host, "RecordReadings"))!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stood_already_is_not_asked_about_again_and_the_staff_list_never()
    {
        await using var host = await HostAsync();
        var visitor = await host.SignInAsync(Role.Planner);
        var kept = await (
            await (await visitor.GetAsync("/plans/OP-1/monitor/feedback/add")).SubmitAsync(new() { ["said"] = Said })
        ).SubmitAsync(new() { ["said"] = Said, ["names"] = "nobody" });

        var changed = await (await visitor.GetAsync(kept.Address.AbsolutePath + "/edit")).SubmitAsync(new() { ["theme"] = "Nights" });

        Assert.Equal(HttpStatusCode.OK, changed.Status);
        Assert.Null((await LineAsync(host, "EditItem"))?.Reason);
        await host.Writer.AddAsync("OP-1", "staff", new() { ["role"] = "Mrs Edith Smith, ward 4" });
    }
}
