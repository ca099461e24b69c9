using System.Diagnostics;
using System.Text;

namespace Goldthread.Cli.Tests;

/// <summary>The tool: in this process, and as one of its own where that is what a test is about, since a process costs seconds to start.</summary>
static class Tool
{
    /// <summary>Runs it here to its end.</summary>
    /// <param name="input">What is typed.</param>
    /// <param name="arguments">The arguments.</param>
    public static async Task<(int Status, string Output, string Errors)> RunAsync(string input, params string[] arguments)
    {
        using var output = new MemoryStream();
        await using var text = new StreamWriter(output, leaveOpen: true) { AutoFlush = true };
        await using var errors = new StringWriter();
        using var typed = new StringReader(input);
        var status = await CommandLine.RunAsync(
            arguments,
            new()
            {
                Input = typed,
                Output = text,
                Error = errors,
                // A verb that writes bytes writes no text, and what was written can be read from a stream that is closed.
                OpenBytes = () => output,
            }
        );
        return (status, Encoding.UTF8.GetString(output.ToArray()), errors.ToString());
    }

    /// <summary>Runs it to its end as a process.</summary>
    /// <param name="folder">The working directory.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="arguments">The arguments.</param>
    public static async Task<(int Status, string Output, string Errors)> StartAsync(string folder, string input, params string[] arguments)
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
