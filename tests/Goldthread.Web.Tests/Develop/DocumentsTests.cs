using System.IO.Compression;
using System.Net;
using Goldthread.App.Documents;
using Goldthread.App.Govern;
using Goldthread.App.Things;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;

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
}
