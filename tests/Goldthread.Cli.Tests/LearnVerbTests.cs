namespace Goldthread.Cli.Tests;

/// <summary><c>goldthread learn</c>: a broken plan is given out, mended and marked.</summary>
public sealed class LearnVerbTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("goldthread-learn");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_broken_plan_is_given_out_and_marked_without_giving_away_what_nobody_found()
    {
        Assert.Contains("EX22", (await Tool.RunAsync("", "learn", "list")).Output, StringComparison.Ordinal);
        var given = await Tool.RunAsync("", "learn", "give", "ex01");
        var file = Path.Combine(folder.FullName, "mine.yaml");
        await File.WriteAllTextAsync(file, given.Output);

        var first = await Tool.RunAsync("", "learn", "mark", "EX01", file);
        Assert.Equal(1, first.Status);
        Assert.Contains("0 of 1 mended", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PL013", first.Output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, given.Output.Replace("due_text: ongoing", "due: 2027-02-28", StringComparison.Ordinal));
        var second = await Tool.RunAsync("", "learn", "mark", "EX01", file);
        Assert.Equal(0, second.Status);
        Assert.Contains("An examiner would say", second.Output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, "goldthread: [");
        var wrong = await Tool.RunAsync("", "learn", "mark", "EX01", file);
        Assert.Equal((2, ""), (wrong.Status, wrong.Output));
        Assert.Contains("mine.yaml:", wrong.Errors, StringComparison.Ordinal);
        Assert.Equal("There is no such exercise.\n", (await Tool.RunAsync("", "learn", "mark", "EX99", file)).Errors);
        Assert.Equal(2, (await Tool.RunAsync("", "learn", "mark", "EX01", "/nowhere.yaml")).Status);
    }
}
