using System.Diagnostics;

namespace Goldthread.Cli.Tests;

/// <summary>The tool as a process of its own.</summary>
static class Tool
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="folder">The working directory.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="arguments">The arguments.</param>
    public static async Task<(int Status, string Output, string Errors)> RunAsync(string folder, string input, params string[] arguments)
    {
        using var process = Process.Start(Arguments(folder, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>How it is started.</summary>
    /// <param name="folder">The working directory.</param>
    /// <param name="arguments">The arguments.</param>
    public static ProcessStartInfo Arguments(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "goldthread.dll"), .. arguments])
            start.ArgumentList.Add(argument);
        return start;
    }
}
