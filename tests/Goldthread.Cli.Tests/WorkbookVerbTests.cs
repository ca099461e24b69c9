using Goldthread.Testing;

namespace Goldthread.Cli.Tests;

/// <summary><c>goldthread workbook</c>: a plan as a workbook, out and back.</summary>
public sealed class WorkbookVerbTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("goldthread-workbook");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_workbook_goes_out_and_what_it_changed_comes_back()
    {
        await using var at = await TestDatabase.NewAsync(Engine.Sqlite);
        Task<(int Status, string Output, string Errors)> RunAsync(params string[] arguments) =>
            Tool.RunAsync("", [.. arguments, "--database", at.Connection, "--data", folder.FullName]);
        var plan = Path.Combine(folder.FullName, "plan.yaml");
        var book = Path.Combine(folder.FullName, "plan.xlsx");
        await File.WriteAllTextAsync(
            plan,
            "goldthread: 1\narea: {name: Elm House}\nplan: {id: OP, title: Plan, starts: 2026-04-01, ends: 2027-03-31}\nrisks: [{id: R1, event: Flood}, {id: R2, event: Fire}, {id: R3, event: Ice}]\n",
            TestContext.Current.CancellationToken
        );
        await RunAsync("plan", "import", plan);
        Assert.Equal((0, "", ""), await RunAsync("workbook", "export", "OP", book));
        Assert.Equal((0, "OP: 0 added, 0 changed, 0 removed, 0 left.\n", ""), await RunAsync("workbook", "import", "OP", book));

        var file = await File.ReadAllBytesAsync(book, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(
            book,
            file.Typed("Risks", "R1", "Event", "Storm").Typed("Risks", "R2", "Status", "purple").Without("Risks", "R3"),
            TestContext.Current.CancellationToken
        );
        var dry = await RunAsync("workbook", "import", "OP", book, "--dry-run");
        Assert.Equal((1, "OP: 0 would be added, 1 changed, 0 removed, 2 left. Nothing was stored.\n"), (dry.Status, dry.Output));
        Assert.Contains("column “Status”: Choose one of: open, closed.", dry.Errors, StringComparison.Ordinal);
        Assert.Contains(
            "risks/R3 is not in the workbook any more; it stays. --removals takes it out.",
            dry.Errors,
            StringComparison.Ordinal
        );
        Assert.Equal(1, (await RunAsync("workbook", "import", "OP", book, "--removals")).Status);
        var export = await RunAsync("plan", "export", "OP");
        Assert.Contains("Storm", export.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Ice", export.Output, StringComparison.Ordinal);
        var other = await RunAsync("workbook", "import", "OP", plan);
        Assert.Equal((2, "The file is no workbook. Choose one that ends in .xlsx.\n"), (other.Status, other.Errors));
    }
}
