using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Goldthread.App.Store;
using Goldthread.Cli;
using NJsonSchema;

namespace Goldthread.Cli.Tests.Check;

public sealed class CheckVerbTests : IDisposable
{
    static readonly DateOnly Today = new(2026, 11, 22);
    readonly string folder = Directory.CreateTempSubdirectory("goldthread-check-").FullName;

    const string Clean = """
        goldthread: 1
        area: {name: Elm House}
        plan: {id: OP-2026, title: Plan, starts: 2026-04-01, ends: 2027-03-31}
        """;

    const string Broken = """
        goldthread: 1
        area: {name: Elm House}
        plan:
          id: OP-2026
          title: Plan
          starts: 2026-04-01
          ends: 2028-05-31
        stakeholders:
          - {id: board, name: Board, power: 5, interest: 5}
        waivers:
          - {check: PL043, about: board, reason: They meet in December., by: Head of operations, on: 2026-11-01, expires: 2026-12-31}
          - {check: PL004, about: plan, reason: Old., by: Head of operations, on: 2026-01-01, expires: 2026-11-21}
        """;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string File(string name, string text)
    {
        var path = Path.Combine(folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    (int Status, string Output, string Errors) Run(string format, params string[] files) => Run(format, 2, false, files);

    (int Status, string Output, string Errors) Run(string format, int edition, bool marking, params string[] files)
    {
        using var output = new MemoryStream();
        using var errors = new StringWriter();
        var status = CheckVerb.Run(files, Today, format, edition, marking, output, errors);
        string Told(string text) => text.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        return (status, Told(Encoding.UTF8.GetString(output.ToArray())), Told(errors.ToString()));
    }

    [Theory]
    [InlineData(1, "findings-1.json")]
    [InlineData(2, "findings.json")]
    public void The_JSON_is_as_approved(int edition, string file)
    {
        var (status, output, errors) = Run("json", edition, false, File("a.yaml", Broken));
        Assert.Equal((1, ""), (status, errors));
        var approved = Path.Combine(AppContext.BaseDirectory, "Check", file);
        Assert.Equal(System.IO.File.ReadAllText(approved).ReplaceLineEndings("\n"), output);
    }

    [Fact]
    public void The_JSON_counts_what_is_waived_apart()
    {
        using var json = JsonDocument.Parse(Run("json", File("a.yaml", Broken)).Output);
        var plan = json.RootElement.GetProperty("plans")[0];
        var findings = plan.GetProperty("findings").EnumerateArray().ToArray();
        var waived = Assert.Single(findings, f => f.GetProperty("waived").GetBoolean());
        Assert.Equal("stakeholders/board", waived.GetProperty("about").GetString());
        Assert.Equal(1, plan.GetProperty("counts").GetProperty("waived").GetInt32());
        Assert.Equal(
            findings.Length - 1,
            plan.GetProperty("counts").EnumerateObject().Where(c => c.Name != "waived").Sum(c => c.Value.GetInt32())
        );
    }

    [Fact]
    public void Text_has_the_line_of_the_file()
    {
        Assert.Contains("\nA Strategic fit\n", Run("text", 1, false, File("a.yaml", Broken)).Output, StringComparison.Ordinal);
        var (_, output, _) = Run("text", File("a.yaml", Broken));
        Assert.Contains("\nWhat stops sign-off\n", output, StringComparison.Ordinal);
        Assert.Contains("a.yaml:4: error PL004 plan: The plan runs from 1 Apr 2026 to 31 May 2028", output, StringComparison.Ordinal);
        Assert.Contains("a.yaml:9: waived PL043 stakeholders/board:", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_keeps_each_finding_on_its_line_whatever_the_plan_says()
    {
        var (_, output, _) = Run("text", File("a.yaml", Clean + "\nobjectives: [{id: O1, title: \"Improve\\n\\e[Hthe care\"}]\n"));
        Assert.Contains("warning PL011 objectives/O1: \"Improve  [Hthe care\"", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', output);
    }

    [Fact]
    public void A_waiver_names_the_plan_by_its_id_or_by_the_word()
    {
        foreach (var name in (string[])["plan", "OP-2026"])
        {
            var plan =
                Clean
                + $"\nwaivers: [{{check: PL110, about: {name}, reason: It begins in May., by: Head, on: 2026-11-01, expires: 2026-11-22}}]\n";
            Assert.Contains("waived PL110 plan", Run("text", File("a.yaml", plan)).Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_full_disk_is_told_in_a_sentence()
    {
        using var run = Process.Start(
            new ProcessStartInfo(
                "sh",
                ["-c", $"dotnet '{typeof(CheckVerb).Assembly.Location}' check '{File("a.yaml", Clean)}' > /dev/full"]
            )
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var told = await run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((2, "Not done: No space left on device\n"), (run.ExitCode, told));
    }

    [Fact]
    public async Task SARIF_is_valid_by_its_schema()
    {
        // The schema as published for SARIF 2.1.0, from the npm package @microsoft/jest-sarif (MIT).
        var schema = await JsonSchema.FromFileAsync(
            Path.Combine(AppContext.BaseDirectory, "Check", "sarif-2.1.0-rtm.5.json"),
            TestContext.Current.CancellationToken
        );
        var sarif = Run("sarif", File("a.yaml", Broken), File("b c.yaml", Clean)).Output;
        Assert.Empty(schema.Validate(sarif));
        Assert.NotEmpty(schema.Validate(sarif.Replace("\"startLine\": 4", "\"startLine\": 0", StringComparison.Ordinal)));
        using var json = JsonDocument.Parse(sarif);
        var run = json.RootElement.GetProperty("runs")[0];
        var driver = run.GetProperty("tool").GetProperty("driver");
        Assert.Equal(140, driver.GetProperty("rules").GetArrayLength());
        Assert.Equal(2, driver.GetProperty("properties").GetProperty("edition").GetInt32());
        using var first = JsonDocument.Parse(Run("sarif", 1, false, File("a.yaml", Broken)).Output);
        driver = first.RootElement.GetProperty("runs")[0].GetProperty("tool").GetProperty("driver");
        Assert.Equal(105, driver.GetProperty("rules").GetArrayLength());
        Assert.Equal(1, driver.GetProperty("properties").GetProperty("edition").GetInt32());
        Assert.Single(run.GetProperty("results").EnumerateArray(), r => r.TryGetProperty("suppressions", out _));
    }

    [Fact]
    public void Plans_are_listed_in_the_order_given()
    {
        using var json = JsonDocument.Parse(Run("json", File("b.yaml", Broken), File("a.yaml", Clean)).Output);
        Assert.Equal(
            ["b.yaml", "a.yaml"],
            json.RootElement.GetProperty("plans").EnumerateArray().Select(p => p.GetProperty("file").GetString())
        );
    }

    [Fact]
    public void One_bad_file_means_nothing_on_standard_output()
    {
        var (status, output, errors) = Run(
            "json",
            File("a.yaml", Clean),
            File("b.yaml", Clean + "\nrisk: []\nrisks: 3\n"),
            Path.Combine(folder, "c.yaml")
        );
        Assert.Equal((2, ""), (status, output));
        Assert.Equal(
            "b.yaml:4:1: There is no key \"risk\" here; did you mean \"risks\"?\nc.yaml:1:1: There is no such file.\n",
            errors.ReplaceLineEndings("\n")
        );
    }

    [Fact]
    public void A_folder_or_a_file_too_large_is_told()
    {
        var large = Path.Combine(folder, "large.yaml");
        using (var file = new FileStream(large, FileMode.CreateNew))
            file.SetLength(200_000_000);
        var (status, _, errors) = Run("text", folder, large);
        Assert.Equal(2, status);
        Assert.Contains("The file cannot be opened.", errors, StringComparison.Ordinal);
        Assert.Contains("large.yaml:1:1: The file is larger than 10 MB.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_without_an_error_ends_with_0()
    {
        var example = Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", "examples", "draft.yaml");
        var (status, output, _) = Run("text", example);
        Assert.Equal(0, status);
        Assert.Contains("Nothing found", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Marking_says_what_is_shown_and_what_a_program_cannot_see()
    {
        var example = Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", "examples", "care-home.yaml");
        var (status, text, _) = Run("text", 2, true, example);
        Assert.Equal(0, status);
        Assert.Contains("\nE2 Stakeholders in development and evaluation\n", text, StringComparison.Ordinal);
        Assert.Contains("EN7: Evenings are better. Friday is still short. / Friday", text, StringComparison.Ordinal);
        Assert.Contains("watched or evaluated: not shown\n", text, StringComparison.Ordinal);
        Assert.Contains("    A program cannot see: Whether", text, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Run("json", 2, true, example).Output);
        var plan = json.RootElement.GetProperty("plans")[0];
        Assert.Equal(10, plan.GetProperty("points").GetArrayLength());
        Assert.Equal(5, plan.GetProperty("misconceptions").GetArrayLength());
        Assert.Throws<NotDone>(() => Run("sarif", 2, true, example));
    }

    [Fact]
    public void Frameworks_are_listed_shown_and_validated()
    {
        using var output = new StringWriter();
        Assert.Equal(0, FrameworksVerb.List(output));
        Assert.Contains("cqc-kloe-asc-2017                  superseded checked: partly", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, FrameworksVerb.Show("mca-2005", output));
        Assert.Contains("Compared with its source: partly. Confirmed: five principles", output.ToString(), StringComparison.Ordinal);
        Assert.Throws<NotDone>(() => FrameworksVerb.Show("cqc", output));
        Assert.Throws<NotDone>(() => FrameworksVerb.Validate(Path.Combine(folder, "none.yaml"), output));
        var frameworks = Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", "frameworks");
        foreach (var file in Directory.GetFiles(frameworks, "*.yaml"))
            Assert.Equal(0, FrameworksVerb.Validate(file, output));
        var broken = System
            .IO.File.ReadAllText(Path.Combine(frameworks, "caldicott.yaml"))
            .Replace("status: current", "status: curent", StringComparison.Ordinal);
        Assert.Throws<NotDone>(() => FrameworksVerb.Validate(folder, output));
        using var told = new StringWriter();
        Assert.Equal(1, FrameworksVerb.Validate("/dev/zero", told));
        Assert.Equal("/dev/zero:1:1: The file is larger than 10 MB.\n", told.ToString());
        Assert.Equal(1, FrameworksVerb.Validate(File("f.yaml", broken), told));
        Assert.Contains("did you mean \"current\"?", told.ToString(), StringComparison.Ordinal);
    }
}
