using System.Diagnostics;
using Goldthread.Testing;

namespace Goldthread.Cli.Tests;

/// <summary>Runs the tool as people do: as a process of its own.</summary>
static class CommandLine
{
    /// <summary>Runs a verb on a database.</summary>
    /// <param name="folder">The working directory and the data folder.</param>
    /// <param name="at">The database.</param>
    /// <param name="arguments">The verb and what follows it.</param>
    public static async Task<(int Status, string Output, string Errors)> RunAsync(
        DirectoryInfo folder,
        TestDatabase at,
        params string[] arguments
    )
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.FullName,
        };
        foreach (
            var argument in (string[])
                [
                    Path.Combine(AppContext.BaseDirectory, "goldthread.dll"),
                    .. arguments,
                    "--database",
                    at.Connection,
                    "--data",
                    folder.FullName,
                ]
        )
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
