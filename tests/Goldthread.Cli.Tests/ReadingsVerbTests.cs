using Goldthread.Testing;

namespace Goldthread.Cli.Tests;

/// <summary><c>goldthread readings import</c> and <c>demo --services</c>.</summary>
public sealed class ReadingsVerbTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("goldthread-readings");

    public void Dispose() => folder.Delete(recursive: true);

    string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    Task<(int Status, string Output, string Errors)> RunAsync(TestDatabase at, params string[] arguments) =>
        Tool.RunAsync("", [.. arguments, "--database", at.Connection, "--data", folder.FullName]);

    [Theory, Databases]
    public async Task Figures_go_in_by_any_map_all_or_nothing(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        var made = await RunAsync(at, "demo", "--services", "2");
        Assert.Equal((0, ""), (made.Status, made.Errors));
        Assert.Equal(2, (await RunAsync(at, "demo", "--services", "0")).Status);
        Assert.Contains("accounts already", (await RunAsync(at, "demo", "--services", "2")).Errors, StringComparison.Ordinal);

        var standard = Write("standard.csv", "measure,on,value,numerator,denominator,note\nM1,2020-01-01,4,,,\nM2,2020-01-01,5,,,\n");
        var unsaid = await RunAsync(at, "readings", "import", standard);
        Assert.Equal(2, unsaid.Status);
        Assert.Contains("GEN-0001, GEN-0002", unsaid.Errors, StringComparison.Ordinal);
        var dry = await RunAsync(at, "readings", "import", standard, "--plan", "GEN-0001", "--dry-run");
        Assert.Equal((0, "2 would be added, 0 changed, 0 are the same, 0 refused. Nothing was stored.\n"), (dry.Status, dry.Output));
        var stored = await RunAsync(at, "readings", "import", standard, "--plan", "GEN-0001");
        Assert.Equal((0, "2 added, 0 changed, 0 the same, 0 refused.\n"), (stored.Status, stored.Output));

        var mapped = Write("mapped.csv", "month,site,attendances,breaches\n2020-02,A,100,5\n2020-03,A,90,9\n2020-03,B,90,9\n");
        var subtracted = await RunAsync(
            at,
            "readings",
            "import",
            mapped,
            "--plan",
            "GEN-0002",
            "--measure",
            "M1",
            "--map",
            "on=month,numerator=attendances-breaches,denominator=attendances",
            "--where",
            "site=A"
        );
        Assert.Equal((0, "2 added, 0 changed, 0 the same, 0 refused.\n"), (subtracted.Status, subtracted.Output));

        var wrong = Write("wrong.csv", "plan,measure,on,value\nGEN-0001,M3,2020-01-01,1\nGEN-0002,M3,2020-01-01,=1\n");
        var refused = await RunAsync(at, "readings", "import", wrong);
        Assert.Equal(2, refused.Status);
        Assert.Contains("wrong.csv:3: “=1” is a formula", refused.Errors, StringComparison.Ordinal);
        var partial = await RunAsync(at, "readings", "import", wrong, "--partial");
        Assert.Equal((1, "1 added, 0 changed, 0 the same, 1 refused.\n"), (partial.Status, partial.Output));

        var missing = await RunAsync(at, "readings", "import", Path.Combine(folder.FullName, "none.csv"), "--plan", "GEN-0001");
        Assert.Equal(2, missing.Status);
        Assert.DoesNotContain("   at ", missing.Errors, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(at, "verify")).Status);
    }
}
