using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Goldthread.App.Govern;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests.Develop.FromFile;

/// <summary>Lines come out of a spreadsheet by the page, with scripts off.</summary>
public sealed class FromFilePageTests
{
    const string Page = "/plans/OP-1/from-file";

    [Fact]
    public async Task A_planner_says_what_is_what_stores_what_is_ticked_and_is_asked_no_more_the_next_time()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        await host.Writer.AddAsync("OP-1", "staff", new() { ["role"] = "Night lead" });
        var visitor = await host.SignInAsync(Role.Planner);
        var page = await visitor.GetAsync(Page);
        Assert.Equal("Choose the document or the spreadsheet.", Assert.Single((await page.SubmitAsync([])).Errors));
        Task<WebPage> GiveAsync(byte[] file) => page.SubmitAsync([], files: ("file", "plan.xlsx", new ByteArrayContent(file)));
        Assert.Contains(
            "no document or workbook",
            Assert.Single((await GiveAsync("id,title"u8.ToArray())).Errors),
            StringComparison.Ordinal
        );

        var shown = await GiveAsync(RealFiles.Nhs);
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Equal("actions", ((IHtmlSelectElement)shown.Document.QuerySelector("select[name=list]")!).Value);
        Assert.Contains("“J. Bloggs” is nobody of the staff list.", shown.Text, StringComparison.Ordinal);
        Assert.Contains("Who is “J. Bloggs”?", shown.Text, StringComparison.Ordinal);
        var before = shown.Document.QuerySelectorAll("input[name=take]").Length;

        // Who is meant is chosen, and its line is accepted.
        var whom = shown
            .Document.QuerySelectorAll("input[name=word]")
            .Index()
            .Single(w => w.Item.GetAttribute("value") == "J. Bloggs")
            .Index;
        var lead = shown
            .Document.QuerySelectorAll<IHtmlOptionElement>($"#whom-{whom} option")
            .Single(o => o.TextContent == "Deputy manager")
            .Value;
        ((IHtmlSelectElement)shown.Document.QuerySelector($"#whom-{whom}")!).Value = lead;
        var form = "main form[method=post]";
        shown.Document.QuerySelector<IHtmlFormElement>(form)!.Action = Page + "?handler=Look";
        var again = await shown.SubmitAsync([]);
        Assert.Equal(before + 1, again.Document.QuerySelectorAll("input[name=take]").Length);

        again.Document.QuerySelector<IHtmlFormElement>(form)!.Action = Page + "?handler=Store";
        var done = await again.SubmitAsync(new() { ["name"] = "NHS action plan", ["take"] = "4.0" });
        Assert.Equal("/plans/OP-1/implement/actions", done.Address.AbsolutePath);
        Assert.Contains("1 action added from the file.", done.Document.Body!.TextContent, StringComparison.Ordinal);
        await using var db = host.At.Open();
        var row = await db.Items.SingleAsync(
            i => i.List == "actions" && i.Title == "Service the lift",
            TestContext.Current.CancellationToken
        );
        Assert.Equal(lead, row.Person);

        // The next table with these headings is read by what was kept.
        var next = await GiveAsync(RealFiles.Nhs);
        Assert.Contains("The headings are those of “NHS action plan”", next.Text, StringComparison.Ordinal);
        Assert.Contains("It is in the plan already", next.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("“J. Bloggs” is nobody", next.Text, StringComparison.Ordinal);

        // What is refused comes back as a spreadsheet.
        next.Document.QuerySelector<IHtmlFormElement>(form)!.Action = Page + "?handler=Refused";
        var fields = next
            .Document.QuerySelectorAll<IHtmlInputElement>(form + " input[type=hidden]")
            .Where(i => i.Name is not null)
            .Select(i => KeyValuePair.Create(i.Name!, i.Value ?? ""))
            .Concat(
                next.Document.QuerySelectorAll<IHtmlSelectElement>(form + " select")
                    .Select(s => KeyValuePair.Create(s.Name!, s.Value ?? ""))
            );
        using var sent = new FormUrlEncodedContent(fields);
        using var answer = await visitor.Client.PostAsync(Page + "?handler=Refused", sent, TestContext.Current.CancellationToken);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", answer.Content.Headers.ContentType!.MediaType);
        var left = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Formulas are not run", left.Said("Refused lines", "4", "Why it is refused"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_writes_the_plan_brings_lines()
    {
        await using var host = await WebHost.NewAsync();
        await host.Writer.SmallPlanAsync(await host.RootAsync());
        var reader = await host.SignInAsync(Role.Reader);
        var page = await reader.GetAsync(Page);
        Assert.Null(page.Document.QuerySelector("input[type=file]"));
        var planner = await host.SignInAsync(Role.Planner);
        var form = await planner.GetAsync(Page);
        Assert.NotNull(form.Document.QuerySelector("input[type=file]"));
    }
}
