using System.IO.Compression;
using Goldthread.Testing;

namespace Goldthread.Cli.Tests;

/// <summary><c>goldthread report</c>: documents of a plan.</summary>
public sealed class ReportVerbTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("goldthread-report");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_document_is_written_as_a_Word_file_and_what_is_none_is_refused()
    {
        await using var at = await TestDatabase.NewAsync(Engine.Sqlite);
        Task<(int Status, string Output, string Errors)> RunAsync(params string[] arguments) =>
            Tool.RunAsync("", [.. arguments, "--database", at.Connection, "--data", folder.FullName]);
        var plan = Path.Combine(folder.FullName, "plan.yaml");
        await File.WriteAllTextAsync(
            plan,
            "goldthread: 1\narea: {name: Elm House}\nplan: {id: OP, title: Plan, starts: 2026-04-01, ends: 2027-03-31}\nrisks: [{id: R1, event: Flood}]\n"
        );
        await RunAsync("plan", "import", plan);

        var file = Path.Combine(folder.FullName, "plan.docx");
        var written = await RunAsync("report", "OP", "plan", "--out", file);

        Assert.Equal((0, file + "\n"), (written.Status, written.Output));
        await using (var zip = await ZipFile.OpenReadAsync(file))
        using (var text = new StreamReader(await zip.GetEntry("word/document.xml")!.OpenAsync()))
            Assert.Contains("Flood", await text.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal("There is no such plan.\n", (await RunAsync("report", "NONE", "plan", "--out", file)).Errors);
        var other = await RunAsync("report", "OP", "poem", "--out", file);
        Assert.Equal(2, other.Status);
        Assert.Contains("one-page", other.Errors, StringComparison.Ordinal);
    }
}
