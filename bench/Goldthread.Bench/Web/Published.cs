using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Goldthread.Bench.Web;

/// <summary>A program of this repository as it is shipped: published for this machine, ReadyToRun.</summary>
static class Published
{
    static readonly Dictionary<string, string> Made = [];

    /// <summary>Publishes a project once a run.</summary>
    /// <param name="project">Its folder, from the repository's root.</param>
    /// <returns>The program.</returns>
    public static string Program(string project)
    {
        var name = Path.GetFileName(project);
        if (Made.TryGetValue(project, out var made))
            return made;
        var folder = Path.Combine(Repository(), "bench", "Goldthread.Bench", "obj", "published", name);
        var publish = Process.Start(
            new ProcessStartInfo("dotnet")
            {
                WorkingDirectory = Repository(),
                UseShellExecute = false,
                RedirectStandardOutput = true,
                ArgumentList =
                {
                    "publish",
                    project,
                    "-c",
                    "Release",
                    "-r",
                    RuntimeInformation.RuntimeIdentifier,
                    "--self-contained",
                    "false",
                    "-o",
                    folder,
                    "-v",
                    "quiet",
                    "-nologo",
                    // The lock files are those of the build for any machine.
                    "-p:NuGetLockFilePath=obj/publish.lock.json",
                },
            }
        )!;
        var said = publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        if (publish.ExitCode != 0)
            throw new InvalidOperationException($"{project} cannot be published: {said}");
        return Made[project] = Path.Combine(folder, name);
    }

    static string Repository([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
