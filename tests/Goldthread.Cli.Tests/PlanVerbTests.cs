using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Cli.Tests;

/// <summary><c>goldthread plan</c>: files in and out of a database.</summary>
public sealed class PlanVerbTests : IDisposable
{
    const string Plan =
        "goldthread: 1\narea: {name: Elm House}\nplan: {id: OP, title: Plan, starts: 2026-04-01, ends: 2027-03-31}\nrisks: [{id: R1, event: Flood}, {id: R2, event: Fire}]\n";

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("goldthread-plan");

    public void Dispose() => folder.Delete(recursive: true);

    Task<(int Status, string Output, string Errors)> RunAsync(TestDatabase at, params string[] arguments) =>
        Tool.RunAsync("", [.. arguments, "--database", at.Connection, "--data", folder.FullName]);

    string Write(string text)
    {
        var path = Path.Combine(folder.FullName, "plan.yaml");
        File.WriteAllText(path, text);
        return path;
    }

    [Theory, Databases]
    public async Task An_export_is_imported_again_without_a_change(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        var first = await RunAsync(at, "plan", "import", Write(Plan));
        Assert.Equal((0, "OP: 2 added, 0 changed, 0 removed.\n"), (first.Status, first.Output));
        var export = await RunAsync(at, "plan", "export", "OP");
        var again = await RunAsync(at, "plan", "import", Write(export.Output));
        Assert.Equal((0, "OP: 0 added, 0 changed, 0 removed.\n"), (again.Status, again.Output));
    }

    [Theory, Databases]
    public async Task A_dry_run_says_what_an_import_would_do_and_refuses_what_it_would_refuse(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await RunAsync(at, "plan", "import", Write(Plan));
        var changed = Write(Plan.Replace("Flood", "Storm", StringComparison.Ordinal).Replace("R2", "R3", StringComparison.Ordinal));
        var dry = await RunAsync(at, "plan", "import", changed, "--dry-run");
        Assert.Equal((0, "OP: 1 would be added, 1 changed, 1 removed. Nothing was stored.\n"), (dry.Status, dry.Output));
        var export = await RunAsync(at, "plan", "export", "OP");
        Assert.Contains("Flood", export.Output, StringComparison.Ordinal);

        var named = Write(Plan.Replace("Flood", "Fall of 943 476 5919", StringComparison.Ordinal));
        foreach (var arguments in new[] { new[] { "plan", "import", named, "--dry-run" }, ["plan", "import", named] })
        {
            var refused = await RunAsync(at, arguments);
            Assert.Equal(2, refused.Status);
            Assert.Contains("plan.yaml:4:25: This holds an NHS number.", refused.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_name_beside_a_place_is_asked_about_and_kept_with_the_answer()
    {
        await using var at = await TestDatabase.NewAsync(Engine.Sqlite);
        var named = Write(Plan.Replace("Flood", "Mrs Edith Smith in room 4 fell twice", StringComparison.Ordinal));
        var asked = await RunAsync(at, "plan", "import", named);
        Assert.Equal(2, asked.Status);
        Assert.Contains("Is “Mrs Edith Smith” somebody who uses the service", asked.Errors, StringComparison.Ordinal);
        Assert.Contains("Say it with --names-nobody.", asked.Errors, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync(at, "plan", "export", "OP")).Status);

        var kept = await RunAsync(at, "plan", "import", named, "--names-nobody");
        Assert.Equal((0, "OP: 2 added, 0 changed, 0 removed.\n"), (kept.Status, kept.Output));
        await using var db = at.Open();
        var reason = await db.Records.Where(r => r.Item == "R1").Select(r => r.Reason).SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal("“Mrs Edith Smith”: nobody who uses the service, says who wrote it.", reason);

        var figures = Path.Combine(folder.FullName, "figures.csv");
        await RunAsync(at, "plan", "import", Write(Plan + "measures: [{id: M1, name: Falls}]\n"));
        await File.WriteAllTextAsync(
            figures,
            "measure,on,value,note\nM1,2026-01-01,2,Mr Arthur Jones in room 7 fell\n",
            TestContext.Current.CancellationToken
        );
        var askedAgain = await RunAsync(at, "readings", "import", figures);
        Assert.Equal(2, askedAgain.Status);
        Assert.Contains("Say it with --names-nobody.", askedAgain.Errors, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(at, "readings", "import", figures, "--names-nobody")).Status);
    }
}
