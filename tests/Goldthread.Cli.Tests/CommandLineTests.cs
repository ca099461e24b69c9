using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Goldthread.Cli.Tests;

/// <summary>What is typed wrongly is refused in one sentence, exit status 2; what is asked of an empty data folder is done.</summary>
public sealed class CommandLineTests : IDisposable
{
    const string Password = "lantern orchard tuesday gravel\n";

    const string Plan = """
        goldthread: 1
        area: {name: Rowan House}
        plan: {id: OP-1, title: Safer nights, starts: 2026-04-01, ends: 2027-03-31}
        measures:
          - {id: M1, name: Falls, readings: [{on: 2026-04-01, value: 3}]}
        """;

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("goldthread-tool");

    public void Dispose() => folder.Delete(recursive: true);

    static string[] Words(string arguments) => [.. Regex.Matches(arguments, "\"([^\"]*)\"|\\S+").Select(m => m.Value.Trim('"'))];

    /// <summary>Here, on the test's own data folder unless another is said; <c>~/</c> before a name stands for the test's folder.</summary>
    Task<(int Status, string Output, string Errors)> RunAsync(string arguments, string input = "") =>
        Tool.RunAsync(
            input,
            [
                .. Words(arguments.Replace("~/", folder.FullName + Path.DirectorySeparatorChar, StringComparison.Ordinal)),
                .. arguments.Contains("--data ", StringComparison.Ordinal)
                    ? Array.Empty<string>()
                    : ["--data", Path.Combine(folder.FullName, "data")],
            ]
        );

    /// <summary>A command past the tool, on the database of the data folder.</summary>
    async Task<SqliteCommand> OpenAsync(string sql)
    {
        var database = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "data", "goldthread.db")};Pooling=False");
        await database.OpenAsync();
        var command = database.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    [Theory]
    [InlineData("", "Required command was not provided.")]
    [InlineData("fly", "Unrecognized command or argument 'fly'.")]
    [InlineData("plan fly", "Unrecognized command or argument 'fly'.")]
    [InlineData("user add --fly", "Unrecognized command or argument '--fly'.")]
    [InlineData("user add --email a@example.org --name A --password x", "Unrecognized command or argument '--password'.")]
    [InlineData("plan import", "Required argument missing for command: 'import'.")]
    [InlineData("plan import nowhere.yaml", "nowhere.yaml cannot be read")]
    [InlineData("plan import \"\"", "The name of a file is empty.")]
    [InlineData("readings import \"\"", "The name of a file is empty.")]
    [InlineData("frameworks validate \"\"", "The name of a file is empty.")]
    [InlineData("migrate --data \"\"", "--data is empty.")]
    [InlineData("plan list --database \"Data Source=:memory:\"", "A database in memory is gone")]
    [InlineData("demo --services x", "--services takes a number from 1 to 50000.")]
    [InlineData("demo --services 0", "--services takes a number from 1 to 50000.")]
    [InlineData("demo --services 50001", "--services takes a number from 1 to 50000.")]
    [InlineData("token create --user a@example.org --role planner --days many", "'many'")]
    [InlineData("migrate --database rubbish", "--database is not understood")]
    [InlineData("migrate --database \"Host=/nowhere;Username=x\"", "GOLDTHREAD_DATABASE cannot be reached")]
    [InlineData("migrate --database \"Data Source=/nowhere/x.db\"", "(of --database or GOLDTHREAD_DATABASE, or in the data folder)")]
    [InlineData("verify", "Run goldthread migrate first.")]
    public async Task What_cannot_be_done_is_said_in_one_sentence(string arguments, string said)
    {
        var (status, output, errors) = await RunAsync(arguments);
        Assert.Equal((2, ""), (status, output));
        Assert.Contains(said, Assert.Single(errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_broken_later_on_is_said_in_one_sentence()
    {
        Assert.Equal(0, (await RunAsync("migrate")).Status);
        await using (var drop = await OpenAsync("DROP TABLE plans"))
            await drop.ExecuteNonQueryAsync();
        var (status, output, errors) = await RunAsync("plan list");

        Assert.Equal((2, ""), (status, output));
        Assert.Contains("no such table: plans", Assert.Single(errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_stopped_by_the_keyboard_says_so_in_one_sentence()
    {
        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(0, (await RunAsync("migrate")).Status);
        // A job in the background ignores the signal, and what it starts does too, unless told otherwise.
        var start = Tool.Arguments(folder.FullName, "demo", "--services", "50000");
        start.ArgumentList.Insert(0, start.FileName);
        start.ArgumentList.Insert(0, "--default-signal=INT");
        start.FileName = "env";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        await using (var plans = await OpenAsync("SELECT count(*) FROM plans"))
        {
            while (!process.HasExited && await plans.ExecuteScalarAsync() is 0L)
                await Task.Delay(50);
        }
        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        // Longer than the operation under way may take.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync(patience.Token).ContinueWith(_ => process.Kill(entireProcessTree: true), TaskScheduler.Default);

        Assert.Equal((2, "Stopped before the end.\n"), (process.ExitCode, await errors));
    }

    [Fact]
    public async Task Numbers_are_written_as_here_whatever_the_machine_speaks()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "a.csv"), $"measure,on,value\nM1,2026-01-01,{new string('3', 4001)}");
        var start = Tool.Arguments(folder.FullName, "readings", "import", "a.csv");
        start.Environment["LC_ALL"] = "de_DE.UTF-8";
        using var process = Process.Start(start)!;

        Assert.Equal("a.csv: Line 2: a cell has more than 4,000 characters.\n", await process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.Equal(2, process.ExitCode);
    }

    [Fact]
    public async Task A_dry_run_refuses_what_an_import_would()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "a.yaml"), Plan);
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "b.yaml"),
            Plan.Replace("name: Falls", "name: Falls of 943 476 5919", StringComparison.Ordinal)
        );

        var dry = await RunAsync("plan import ~/a.yaml --dry-run");
        var refused = await RunAsync("plan import ~/b.yaml --dry-run");
        var none = await RunAsync("plan list");
        var again = await RunAsync("plan import ~/b.yaml");
        var stored = await RunAsync("plan import ~/a.yaml");

        Assert.Equal((0, "OP-1: 1 would be added, 0 changed, 0 removed. Nothing was stored.\n"), (dry.Status, dry.Output));
        Assert.StartsWith(
            Path.Combine(folder.FullName, "b.yaml") + ":5:20: This holds an NHS number.",
            refused.Errors,
            StringComparison.Ordinal
        );
        Assert.Equal((2, refused.Errors), (again.Status, again.Errors));
        Assert.Equal((2, ""), (refused.Status, none.Output));
        Assert.Equal((0, "OP-1: 1 added, 0 changed, 0 removed.\n"), (stored.Status, stored.Output));
    }

    [Fact]
    public async Task A_data_folder_that_is_made_is_its_owners_alone()
    {
        Assert.Equal(0, (await RunAsync("migrate --data ~/new/deep")).Status);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                File.GetUnixFileMode(Path.Combine(folder.FullName, "new", "deep"))
            );
    }

    [Fact]
    public async Task An_account_that_is_closed_gets_no_token()
    {
        // As a process: a password comes through its standard input, and the answer through its standard output.
        var added = await Tool.StartAsync(
            folder.FullName,
            Password,
            Words("user add --email a@example.org --name \"Deputy manager (A. Khan)\" --administrator")
        );
        Assert.Equal((0, "a@example.org can sign in.\n", ""), added);
        // What is kept says how often it was hashed: the tests' own do that less often than the product.
        await using (var kept = await OpenAsync("SELECT password_hash FROM people"))
            Assert.Equal(
                210_000,
                BinaryPrimitives.ReadInt32BigEndian(Convert.FromBase64String((string)(await kept.ExecuteScalarAsync())!).AsSpan(5))
            );
        await RunAsync("user add --email b@example.org --name \"Deputy manager (B. Khan)\"", Password);
        var token = await RunAsync("token create --user b@example.org --role reader");
        Assert.StartsWith("gt_", token.Output, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("user disable --email b@example.org")).Status);
        var refused = await RunAsync("token create --user b@example.org --role reader");

        Assert.Equal((2, "", "The account is closed. Open it again first.\n"), refused);
    }
}
