using System.IO.Compression;
using System.Net;
using Goldthread.App.Documents;
using Goldthread.App.Govern;
using Goldthread.App.Things;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Goldthread.Web.Tests.Monitor;

namespace Goldthread.Web.Tests.Develop;

/// <summary>The documents of a plan, as pages and as Word files.</summary>
public sealed class DocumentsTests
{
    [Fact]
    public async Task Each_document_is_a_page_and_a_Word_file_for_whoever_sees_the_plan()
    {
        await using var host = await WebHost.NewAsync();
        var plan = await host.Writer.ExamplePlanAsync();
        var reader = await host.SignInAsync(Role.Reader);
        foreach (var kind in DocumentKind.All)
        {
            var page = await reader.GetAsync($"/plans/{plan}/documents/{kind.Name}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Contains(page.Links, l => l.EndsWith($"/documents/{kind.Name}.docx", StringComparison.Ordinal));
            // The tables say what they show, and each has its heading row.
            Assert.All(page.Document.QuerySelectorAll("main table"), t => Assert.NotEmpty(t.QuerySelector("caption")!.TextContent));

            using var file = await reader.Client.GetAsync($"/plans/{plan}/documents/{kind.Name}.docx");
            Assert.Equal(WordFile.ContentType, file.Content.Headers.ContentType!.MediaType);
            Assert.Equal(
                $"{plan}-{kind.Name}.docx",
                file.Content.Headers.ContentDisposition!.FileNameStar ?? file.Content.Headers.ContentDisposition.FileName
            );
            using var zip = new ZipArchive(await file.Content.ReadAsStreamAsync());
            Assert.NotNull(zip.GetEntry("word/document.xml"));
        }
    }

    [Fact]
    public async Task What_is_no_document_is_not_there()
    {
        await using var host = await WebHost.NewAsync();
        var plan = await host.Writer.ExamplePlanAsync();
        var reader = await host.SignInAsync(Role.Reader);

        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"/plans/{plan}/documents/poem")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"/plans/{plan}/documents/poem.docx")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync("/plans/NONE/documents/plan.docx")).Status);
    }

    [Fact]
    public async Task What_is_restricted_is_in_the_document_of_whoever_may_see_it_alone()
    {
        await using var host = await WebHost.NewAsync();
        var plan = await host.Writer.ExamplePlanAsync();
        await host.Writer.RunAsync(
            Actor.CommandLine,
            work =>
                AddItem.RunAsync(
                    work,
                    plan,
                    Thing.Of<Risk>(),
                    new Dictionary<string, object?> { ["event"] = "Something that few may know", ["restricted"] = true }
                )
        );

        Assert.DoesNotContain("few may know", await WordAsync(await host.SignInAsync(Role.Planner), plan), StringComparison.Ordinal);
        Assert.Contains("few may know", await WordAsync(await host.SignInAsync(Role.SafeguardingLead), plan), StringComparison.Ordinal);

        static async Task<string> WordAsync(WebVisitor visitor, string plan)
        {
            using var file = await visitor.Client.GetAsync($"/plans/{plan}/documents/plan.docx");
            using var zip = new ZipArchive(await file.Content.ReadAsStreamAsync());
            using var text = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
            return await text.ReadToEndAsync();
        }
    }

    [Fact]
    public async Task What_has_changed_since_a_day_is_told_by_sentences_that_lead_to_what_changed_and_signed_by_a_person()
    {
        await using var host = await WebHost.NewAsync();
        var plan = await host.Writer.ExamplePlanAsync();
        var planner = await host.SignInAsync(Role.Planner);
        var action = await host.Writer.RunAsync(
            Actor.CommandLine,
            work =>
                AddItem.RunAsync(
                    work,
                    plan,
                    Thing.Of<Domain.Implement.Action>(),
                    new Dictionary<string, object?> { ["title"] = "Oil the gate" },
                    "Asked for"
                )
        );

        var address = $"/plans/{plan}/documents/change-since";
        var page = await planner.GetAsync(address);
        Assert.Contains("Action “Oil the gate” is new.", page.Text, StringComparison.Ordinal);
        Assert.Contains($"/plans/{plan}/implement/actions/{action}", page.Links);

        Assert.Equal(HttpStatusCode.BadRequest, (await planner.GetAsync(address + "?since=whenever")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await planner.GetAsync(address + ".docx?since=whenever")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await planner.GetAsync(address + "?review=RV99")).Status);
        Assert.Equal(HttpStatusCode.OK, (await planner.GetAsync(address + "?since=2020-01-01")).Status);

        var form = await planner.GetAsync(address + "/sign");
        Assert.Contains("Oil the gate", form.Text, StringComparison.Ordinal);
        Assert.NotEmpty((await form.SubmitAsync(new() { ["text"] = " " })).Errors);
        var signed = await form.SubmitAsync(new() { ["text"] = "The gate no longer squeaks." });
        Assert.Contains("The gate no longer squeaks.", signed.Text, StringComparison.Ordinal);
        Assert.Contains("signed by", signed.Text, StringComparison.Ordinal);

        var reader = await host.SignInAsync(Role.Reader);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync(address + "/sign")).Status);
    }

    [Fact]
    public async Task The_inspection_pack_has_an_index_the_evidence_that_may_leave_the_house_and_a_hash_of_each_file()
    {
        await using var host = await WebHost.NewAsync();
        var plan = await host.Writer.ExamplePlanAsync();
        var planner = await host.SignInAsync(Role.Planner);
        foreach (var (title, who) in ((string, string)[])[("Fire drill", "open"), ("Rota", "staff"), ("Letters", "restricted")])
        {
            var form = await planner.GetAsync($"/plans/{plan}/monitor/evidence/add?requirements=cqc-saf:S5");
            var added = await form.SubmitAsync(
                new() { ["title"] = title, ["type"] = "document" },
                files:
                [
                    (
                        App.Monitor.Files.ReceivedFile.Question,
                        title + (who is "open" ? ".pdf" : ".png"),
                        new ByteArrayContent(who is "open" ? Samples.Pdf : Samples.Png)
                    ),
                ]
            );
            Assert.Empty(added.Errors);
            await using var db = host.At.Open();
            var id = db.Items.Where(i => i.Owner == plan && i.List == "evidence" && i.Title == title).Select(i => i.Id).Single();
            await host.Writer.RunAsync(
                Actor.CommandLine,
                work =>
                    EditItem.RunAsync(
                        work,
                        plan,
                        Thing.Of<Domain.Monitor.Evidence>(),
                        id,
                        1,
                        new Dictionary<string, object?>
                        {
                            ["sensitivity"] = Enum.Parse<Domain.Monitor.Sensitivity>(who, ignoreCase: true),
                            ["requirements"] = new[] { "cqc-saf:S5" },
                        }
                    )
            );
        }

        using var answer = await planner.Client.GetAsync($"/plans/{plan}/binder.zip?requirement=cqc-saf:S5");
        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
        using var zip = new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
        var names = zip.Entries.Select(e => e.FullName).ToList();
        Assert.Contains("index.docx", names);
        Assert.Single(names, n => n.StartsWith("evidence/", StringComparison.Ordinal));
        Assert.Contains(
            names,
            n => n.StartsWith("evidence/001 Fire drill", StringComparison.Ordinal) && !n.Contains("..", StringComparison.Ordinal)
        );
        var index = Text("index.html");
        Assert.Contains("for staff; ask to see it", index, StringComparison.Ordinal);
        Assert.DoesNotContain("Letters", index, StringComparison.Ordinal);
        foreach (var line in Text(Binder.HashList).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (hash, name) = (line[..64], line[66..]);
            await using var content = await zip.GetEntry(name)!.OpenAsync();
            Assert.Equal(hash, Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(content)));
        }
        Assert.Equal(HttpStatusCode.NotFound, (await planner.GetAsync($"/plans/{plan}/binder.zip?requirement=cqc-saf:S99")).Status);

        string Text(string name)
        {
            using var reader = new StreamReader(zip.GetEntry(name)!.Open());
            return reader.ReadToEnd();
        }
    }
}
